"""Decisions and sources kept in step: the curation graph and every source that it touches change together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..terms import CURATION, WITHHELD, NamedNode, Quad
from . import graphs
from .decisions import Decision, read, write
from .entries import entries
from .records import Change, Row
from .withheld import barred, followed

if TYPE_CHECKING:
    from .readable import Readable
    from .store import Store


def rewrite(store: Store, decisions: Iterable[Decision]) -> None:
    """Write the curation graph anew and with it, in one transaction, the graph of every source that may change."""
    node = NamedNode(f"{store.base}{CURATION}")
    after = read(_quads(store, decisions, node))  # times and numbers spelled as they will be read again
    rows = _touched(store, {one for one in (*store.decisions, *after) if (one in store.decisions) != (one in after)})
    _write(store, after, {row: states(store, row.key) for row in rows}, {node: _quads(store, after, node)})


def withhold(store: Store, row: Row, least: float) -> Change:
    """Let another confidence decide which facts of a source are to be seen."""
    node = store._node(row.key)
    stated = frozenset(graphs.stored(barred(states(store, row.key), node, least)))
    return _write(store, store.decisions, {row: stated}, {})[node]


def _write(store: Store, decisions: Collection[Decision], stated: Mapping[Row, frozenset[Quad]],
           swaps: dict[NamedNode, frozenset[Quad]]) -> dict[NamedNode, Change]:
    """Write sources' graphs as they follow from what they state and the decisions, with other graphs, in one transaction."""
    kept = {}
    for row, own in stated.items():
        graph = store._node(row.key)
        swaps[graph] = frozenset(graphs.stored(followed(decisions, own, graph)))
        kept[row] = store._version(row.key), None if swaps[graph] == own else graphs.written(own)
    for row, (version, text) in kept.items():
        store._register.begin(row.key, row.name, version, None, text)
    with store._changing(swaps) as gone:
        changes = graphs.swap_all(store._graph, swaps, gone)
    for row, (version, text) in kept.items():
        graph = store._node(row.key)
        size = len(swaps[graph])
        store._register.settle(row._replace(quads=size, settled=True), version, text=True, stated=text is not None,
                               entries=entries(swaps[graph], graph, store._register.text(row.key, version)))
    return changes


def _quads(store: Readable, decisions: Iterable[Decision], node: NamedNode) -> frozenset[Quad]:
    return frozenset(graphs.stored(quad for one in decisions for quad in write(one, store.base, node)))


def states(store: Readable, key: str) -> frozenset[Quad]:
    """What a source states, before any decision."""
    node = store._node(key)
    text = store._register.stated(key, store._version(key))
    return frozenset(store.quads(graph=node) if text is None else graphs.parsed(text, node))


def withheld(store: Readable) -> Iterator[Quad]:
    """What the sources state whose graphs say something else, each in the withheld graph of its name."""
    for key in store._register.decided():
        node = NamedNode(f"{store.base}{WITHHELD}{key}")
        for quad in states(store, key):
            yield Quad(quad.subject, quad.predicate, quad.object, node)


def _touched(store: Store, changed: Iterable[Decision]) -> list[Row]:
    """The sources that speak of what the decisions speak of, now or in what they state."""
    graphs_of: set[str] = set()
    prefix = f"{store.base}source/"
    for iri in {iri for one in changed for iri in (one.target, one.into) if iri}:
        for pattern in ((NamedNode(iri), None, None), (None, None, NamedNode(iri))):
            graphs_of |= {quad.graph_name.value.removeprefix(prefix) for quad in store.quads(*pattern)
                          if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(prefix)}
        graphs_of |= set(store._register.decided(iri))
    return [row for row in store._register.rows() if row.key in graphs_of]
