"""What loading a large RDF file costs: kg beside Oxigraph's own bulk loading, and beside rdflib in memory.

    python benchmarks/rdf_load.py [QUADS ...] [--formats nt,nq,ttl,trig] [--rounds N] [--without-rdflib]

By default 100000 statements as .nt, .nq, .ttl and .trig, and three rounds. The files are of this project's shape (see `shape`). Each leg is
a process of its own, the legs take turns, and what is printed are medians. kg puts a file into one named graph, as Oxigraph does
with `to_graph`; for a triples format its default graph, which has half of the indexes, is shown too. Seconds are those of loading,
without starting Python and importing; the peak is of the whole process.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

FORMATS = ("nt", "nq", "ttl", "trig")
TRIPLES = ("nt", "ttl")


class Row(NamedTuple):
    """One leg: `seconds` is the median, from `least` to `most`; `peak` the largest resident memory in MB; `ratio` how many times
    as fast kg was with its index, and `bare` without (1 and more: kg was faster)."""

    name: str
    seconds: float
    least: float
    most: float
    peak: float
    statements: int
    ratio: float
    bare: float


def kg_leg(path: Path, folder: Path) -> tuple[float, float, int]:
    """Seconds with the index, seconds without, and statements."""
    import kg
    from kg import loading
    from kg.store import Store

    begin, spent = time.perf_counter(), 0.0
    write = Store.catch_up

    def timed(store: Store) -> None:
        nonlocal spent
        start = time.perf_counter()
        write(store)
        spent = time.perf_counter() - start

    Store.catch_up = timed  # type: ignore[method-assign]
    with kg.open(folder) as store:
        (report,) = loading.load(store, [path])
        assert report.status == "loaded", report
        number = report.facts["quads"]
    seconds = time.perf_counter() - begin
    return seconds, seconds - spent, number


def oxigraph_leg(path: Path, folder: Path, named: bool) -> tuple[float, float, int]:
    import pyoxigraph

    begin = time.perf_counter()
    store = pyoxigraph.Store(str(folder))
    graph = pyoxigraph.NamedNode("https://w3id.org/cooperation-kg/id/source/x") if named else None
    store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.from_extension(path.suffix[1:]), to_graph=graph)
    store.flush()
    seconds = time.perf_counter() - begin
    return seconds, seconds, len(store)


def rdflib_leg(path: Path, folder: Path) -> tuple[float, float, int]:
    import rdflib

    begin = time.perf_counter()
    data = rdflib.Dataset(default_union=True)
    data.parse(str(path), format={"nt": "nt11", "nq": "nquads", "ttl": "turtle", "trig": "trig"}[path.suffix[1:]])
    seconds = time.perf_counter() - begin
    return seconds, seconds, len(data)


LEGS = {
    "kg": kg_leg, "Oxigraph, into a named graph": lambda path, folder: oxigraph_leg(path, folder, True),
    "Oxigraph, as it is": lambda path, folder: oxigraph_leg(path, folder, False), "rdflib in memory": rdflib_leg,
}


def one(leg: str, path: Path) -> tuple[float, float, int, float]:
    """A leg in a process of its own: its seconds, those without the index, statements, and peak in MB."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        done = subprocess.run([sys.executable, __file__, "--leg", leg, str(path), f"{folder}/store"], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{leg} failed on {path.name}: {done.stderr[-500:]}")
    seconds, bare, number, peak = json.loads(done.stdout.splitlines()[-1])
    return seconds, bare, number, peak


def measure(quads: int, form: str, rounds: int = 3, rdflib: bool = True) -> list[Row]:
    """All legs on one file, a row for each, kg's first."""
    legs = [leg for leg in LEGS if (rdflib or "rdflib" not in leg) and (form in TRIPLES or leg != "Oxigraph, into a named graph")]
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), quads, form)
        found = {leg: [] for leg in legs}  # type: dict[str, list[tuple[float, float, int, float]]]
        for turn in range(rounds):
            for leg in legs if turn == 0 else [leg for leg in legs if "rdflib" not in leg]:
                found[leg].append(one(leg, path))
    ours, bare = (statistics.median(run[place] for run in found["kg"]) for place in (0, 1))
    rows = []
    for leg, runs in found.items():
        times = [run[0] for run in runs]
        middle = statistics.median(times)
        rows.append(Row(f"{form}: {leg}", middle, min(times), max(times), max(run[3] for run in runs), runs[0][2], middle / ours, middle / bare))
    return rows


def written(folder: Path, quads: int, form: str) -> Path:
    """A file of the format; Turtle and TriG are what Oxigraph writes."""
    import pyoxigraph
    import shape

    from kg.terms import PREFIXES

    plain = folder / ("shape.nt" if form in TRIPLES else "shape.nq")
    shape.write(plain, quads)
    if plain.suffix[1:] == form:
        return plain
    path = folder / f"shape.{form}"
    read = pyoxigraph.parse(path=str(plain), format=pyoxigraph.RdfFormat.from_extension(plain.suffix[1:]))
    statements = (quad.triple for quad in read) if form in TRIPLES else read
    pyoxigraph.serialize(statements, str(path), format=pyoxigraph.RdfFormat.from_extension(form), prefixes=PREFIXES)
    plain.unlink()
    return path


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("quads", nargs="*", type=float, default=[100_000])
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-rdflib", action="store_true")
    asked = parser.parse_args()
    for quads in asked.quads:
        print(f"\n{'of ' + format(int(quads), ',') + ' statements':40}{'seconds':>9}{'least':>8}{'most':>8}{'MB':>7}{'in store':>11}"
              f"{'by kg':>8}{'no index':>10}")
        for form in asked.formats.split(","):
            for row in measure(int(quads), form, asked.rounds, not asked.without_rdflib):
                print(f"{row.name:40}{row.seconds:9.2f}{row.least:8.2f}{row.most:8.2f}{row.peak:7.0f}{row.statements:11,}{row.ratio:7.2f}x"
                      f"{row.bare:9.2f}x", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--leg"]:
        outcome = LEGS[sys.argv[2]](Path(sys.argv[3]), Path(sys.argv[4]))
        print(json.dumps([*outcome, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000]))
    else:
        main()
