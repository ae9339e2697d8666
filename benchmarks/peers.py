"""The other stores, each asked by its own means: what a leg makes ready, and which tasks it then answers. Imports nothing of kg."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

Tasks = dict[str, Callable[[], object]]


def oxigraph_disk(folder: str, queries: Mapping[str, str]) -> Tasks:
    """pyoxigraph over the files of a store, opened for reading."""
    import pyoxigraph

    return _oxigraph(pyoxigraph.Store.read_only(folder), queries)


def oxigraph_memory(file: str, queries: Mapping[str, str]) -> Tasks:
    """pyoxigraph in memory, filled from N-Quads."""
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(path=file, format=pyoxigraph.RdfFormat.N_QUADS)
    return _oxigraph(store, queries)


def _oxigraph(store: Any, queries: Mapping[str, str]) -> Tasks:
    def ask(text: str) -> list[tuple[str | None, ...]]:
        return [tuple(None if term is None else term.value for term in row) for row in store.query(text, use_default_graph_as_union=True)]

    return {name: lambda text=text: ask(text) for name, text in queries.items()}  # type: ignore[misc]


def rdflib_memory(file: str, queries: Mapping[str, str]) -> Tasks:
    """rdflib in memory, filled from N-Quads."""
    import rdflib

    return _rdflib(rdflib.Dataset(default_union=True), file, queries)


def oxrdflib_memory(file: str, queries: Mapping[str, str]) -> Tasks:
    """rdflib over oxrdflib in memory, filled from N-Quads by its fast parser."""
    import rdflib

    return _rdflib(rdflib.Dataset(store="Oxigraph", default_union=True), file, queries, "ox-")


def _rdflib(data: Any, file: str, queries: Mapping[str, str], parser: str = "") -> Tasks:
    data.parse(file, format=f"{parser}nt" if file.endswith(".nt") else f"{parser}nq" if parser else "nquads")
    return {name: lambda text=text: [tuple(row) for row in data.query(text)] for name, text in queries.items()}  # type: ignore[misc]


def kglab(file: str, queries: Mapping[str, str]) -> Tasks:
    """kglab, which holds one graph without names, filled from N-Triples."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import kglab as peer

    graph = peer.KnowledgeGraph()
    graph.load_rdf(file, format="nt")
    return {name: lambda text=text: [tuple(row) for row in graph.query(text)] for name, text in queries.items()}  # type: ignore[misc]


def nothing(tasks: Mapping[str, str]) -> Tasks:
    """Python expressions, to try the clockwork itself."""
    return {name: lambda text=text: eval(text) for name, text in tasks.items()}  # type: ignore[misc]
