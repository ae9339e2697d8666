"""Ours beside its peers, in one run.

    python benchmarks/run.py [--sizes 1e5,1e6] [--large] [--only PART...] [--rounds N] [--stores FOLDER] [--write]

Prints a row for each comparison as it is measured; --write keeps all of them, dated and with versions, in RESULTS.md. Each leg
runs in a process of its own (see `legs`); stores of each size are made once, in a temporary folder or where --stores says, to
be taken again by the next run. --large adds ten million quads, on which one more document and commands from the shell are measured, and
other parts where --only names them, without the peers that hold all in memory.
`make bench` installs what the peers need.
"""

from __future__ import annotations

import argparse
import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import cold
import load
import measures
import onemore
import projections
import queries
import results
import stores

HERE = Path(__file__).resolve().parent
LARGE = 10_000_000
KGLAB = Path(sys.prefix) / "kglab" / "bin" / "python"
"""kglab pins what kg does not want, and has an environment of its own."""


class Asked(NamedTuple):
    """What a part is told: on which store, how many rounds, where kglab lives, and where there is room."""

    built: stores.Built
    rounds: int
    kglab: str
    scratch: Path

    @property
    def large(self) -> bool:
        """Whether peers that hold all in memory are left out."""
        return self.built.quads >= LARGE


PARTS: dict[str, Callable[[Asked], list[results.Row]]] = {
    "load": lambda asked: load.run(asked.built, asked.rounds, asked.kglab, asked.large),
    "queries": lambda asked: queries.run(asked.built, asked.rounds, asked.kglab, asked.large),
    "projections": lambda asked: projections.run(asked.built, asked.rounds),
    "measures": lambda asked: measures.run(asked.built.quads, asked.rounds),
    "growth": lambda asked: onemore.run(asked.built, asked.rounds),
    "shell": lambda asked: cold.run(asked.built, asked.rounds, asked.scratch),
}
"""What is measured on each store."""
SOON = ("growth", "shell")
"""What takes minutes, not hours, on ten million quads."""
SCRIPTS = {"extraction": ["extract.py", "--rounds", "3"], "search": ["search.py", "10000", "100000"], "questions": ["growth.py"]}
"""What measures by itself, and prints its own table."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1e5,1e6", help="quads of the stores, parted by commas")
    parser.add_argument("--large", action="store_true", help="also ten million quads")
    parser.add_argument("--only", nargs="+", choices=[*PARTS, *SCRIPTS])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stores", type=Path, help="a folder that keeps the stores")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    options = parser.parse_args()
    sizes = [*(int(float(size)) for size in options.sizes.split(",")), *[LARGE] * options.large]
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        rows = measured(sizes, options.only, options.rounds, options.stores or Path(scratch))
    texts = {name: printed(name) for name in SCRIPTS if options.only is None or name in options.only}
    other = {"kglab": results.version_there(str(KGLAB), "kglab")}
    print(f"\n{results.machine()} {results.versions(other)}.\n{time.perf_counter() - begin:,.0f} s in all")
    missed = [row for row in rows if row.reached not in ("", "yes")]
    for row in missed:
        print(f"not reached: {row.part}, {row.size}: {row.name}, beside {row.peer}: {' '.join(results.cells(row)[4:])}")
    if options.write:
        results.write(rows, " ".join(sys.argv[1:]), other, texts)


def measured(sizes: list[int], only: list[str] | None, rounds: int, scratch: Path) -> list[results.Row]:
    """All rows of some parts (None: of all), shown as they come; stores are built in a process of its own, so that this one stays small."""
    rows: list[results.Row] = []
    for size in sizes:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            built = pool.submit(stores.build, size, scratch).result()
        for name in PARTS if only else SOON if size >= LARGE else PARTS:
            if only and name not in only:
                continue
            print(f"\n{name}, {built.size}", flush=True)
            found = PARTS[name](Asked(built, rounds, str(KGLAB), scratch))
            results.show(found)
            rows += found
    return rows


def printed(name: str) -> str:
    """What a script prints, shown and kept."""
    print(f"\n{name}", flush=True)
    done = subprocess.run([sys.executable, *SCRIPTS[name]], cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(done.stdout, flush=True)
    return done.stdout if not done.returncode else f"{done.stdout}\nfailed with status {done.returncode}"


if __name__ == "__main__":
    main()
