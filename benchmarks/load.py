"""Loading one RDF file: kg, with and without its search index, beside Oxigraph's own bulk loading and what holds all in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import peers
from legs import Leg, rounds
from results import Row, compare
from stores import Built

LOAD = "load"
ALONE = "kg, graph alone"
GOALS = {"pyoxigraph bulk_load on disk": ">= 0.9", "rdflib in memory": ">= 5"}


def ours(file: str, folder: str, indexed: bool = True) -> dict[str, Callable[[], object]]:
    """`kg.load` into a new store, to the closing of it; the index that searches look into can be left for later."""
    import kg
    from kg import loading
    from kg.loaders import large

    def load() -> int:
        with kg.open(Path(tempfile.mkdtemp(dir=folder)) / "store") as store:
            if not indexed:
                large.UP_TO = 0
                store.catch_up = lambda: None  # type: ignore[method-assign]
            (report,) = loading.load(store, [file])
            if report.status != "loaded":
                raise RuntimeError(str(report))
            return len(store)

    return {LOAD: load}


def oxigraph(file: str, folder: str) -> dict[str, Callable[[], object]]:
    """`bulk_load` into a new store on disk; triples go into a named graph, as kg puts them."""
    import pyoxigraph

    def load() -> int:
        store = pyoxigraph.Store(tempfile.mkdtemp(dir=folder))
        graph = pyoxigraph.NamedNode("https://w3id.org/cooperation-kg/id/source/x") if file.endswith(".nt") else None
        store.bulk_load(path=file, format=pyoxigraph.RdfFormat.from_extension(file[-2:]), to_graph=graph)
        store.flush()
        return len(store)

    return {LOAD: load}


def memory(store: str, file: str) -> dict[str, Callable[[], object]]:
    """A peer of `peers` that is asked nothing."""
    return {LOAD: lambda: len(getattr(peers, store)(file, {}))}


def run(built: Built, times: int, kglab: str, large: bool) -> list[Row]:
    """Rows of this part: one file of triples, one of quads. Each round has a new process."""
    rows = []
    with tempfile.TemporaryDirectory(dir=built.folder.parent) as folder:
        for file in (built.ntriples, built.nquads):
            given = {"file": str(file), "folder": folder}
            legs = [Leg("kg", "load:ours", given, limit=600.0), Leg(ALONE, "load:ours", {**given, "indexed": False}, limit=600.0),
                    Leg("pyoxigraph bulk_load on disk", "load:oxigraph", given, limit=600.0)]
            if not large:
                legs += [Leg(name, "load:memory", {"store": store, "file": str(file)}, limit=600.0)
                         for name, store in (("rdflib in memory", "rdflib_memory"), ("oxrdflib in memory", "oxrdflib_memory"))]
            if not large and file is built.ntriples:
                legs.append(Leg("kglab", "load:memory", {"store": "kglab", "file": str(file)}, kglab, limit=600.0))
            taken = rounds(legs, [LOAD], times, enough=10.0, fresh=True)[LOAD]
            rows += [compare("RDF load", built.size, f"one file, {file.suffix}, {what}", taken[own], leg.name, taken[leg.name],
                             goal=GOALS.get(leg.name, ""), same=False)
                     for own, what in ((ALONE, "graph alone"), ("kg", "with its index")) for leg in legs[2:]]
    return rows
