"""Derived shortcuts for simple queries and paths, by rules in SPARQL CONSTRUCT, in a graph of their own.

`coop:assists` (directed), `coop:cooperatesWith` and `coop:metWith` (both ways), `coop:holdsPostIn`. They say nothing that
the facts do not say; `underive` takes them away again without residue. Derive again after loading or removing sources.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import cast

from .store import Store, Triples
from .terms import NamedNode, Quad

GRAPH = "graph/derived"
"""Path of the derived graph below the store's base."""


@functools.cache
def rules() -> dict[str, str]:
    """The rules by name: SPARQL CONSTRUCT queries."""
    folder = Path(__file__).resolve().parent / "queries" / "rules"
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.rq"))}


def derive(store: Store) -> int:
    """Apply all rules to the sources; returns the number of derived statements. What was derived before is replaced, in one
    step: rules read the facts alone, so deriving twice gives the same."""
    graph = store.base + GRAPH
    quads = _derived(store, NamedNode(graph))
    store.replace_graph(graph, quads)
    return len(quads)


def underive(store: Store) -> int:
    """Remove all that was derived; returns the number of statements removed."""
    return store.replace_graph(store.base + GRAPH, ()).removed


def _derived(store: Store, graph: NamedNode) -> set[Quad]:
    found: set[Quad] = set()
    for text in rules().values():
        triples = cast("Triples", store.query(text))  # a CONSTRUCT query answers with triples
        found.update(Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
    return found
