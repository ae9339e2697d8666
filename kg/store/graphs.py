"""Changing one named graph of Oxigraph as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph

from ..errors import InvalidGraph
from ..queries import inner
from ..terms import COOP, RDF, XSD, BlankNode, Literal, NamedNode, Quad, Triple
from .records import Change

BULK = 10_000
"""More quads than this go into a graph that was empty as files."""
_TEXT = {XSD.string, RDF.langString}


def swap(store: pyoxigraph.Store, node: NamedNode, new: frozenset[Quad], gone: set[str]) -> Change:
    """Make the graph `node` hold exactly `new` (quads in the form that `stored` gives), in a single transaction: a
    crash leaves the old graph or the new one, never a mixture. Only what differs is written. The subjects (IRIs) of what is
    taken away are added to `gone`."""
    return swap_all(store, {node: new}, gone)[node]


def swap_all(store: pyoxigraph.Store, graphs: Mapping[NamedNode, frozenset[Quad]], gone: set[str]) -> dict[NamedNode, Change]:
    """Like `swap`, for several graphs in one transaction."""
    steps: list[str] = []
    fresh: list[Quad] = []
    changes = {}
    for node, new in graphs.items():
        old = frozenset(store.quads_for_pattern(None, None, None, node))
        added, removed = new - old, old - new
        gone.update(plain(quad.subject) for quad in removed)
        changes[node] = Change(len(added), len(removed), not added and not removed)
        if not new:
            steps.append(f"DROP SILENT GRAPH {node}")
        elif removed:
            steps.append(f"DELETE DATA {{ GRAPH {node} {{\n{_block(removed)}}} }}")
            steps.append(f"INSERT DATA {{ GRAPH {node} {{\n{_block(added)}}} }}")
        elif steps or len(graphs) > 1:
            steps.append(f"INSERT DATA {{ GRAPH {node} {{\n{_block(added)}}} }}")
        else:
            fresh.extend(added)
    if steps:
        store.update(";\n".join(steps))
    if fresh:
        _insert(store, fresh)
    return changes


def _insert(store: pyoxigraph.Store, quads: list[Quad]) -> None:
    """All of the quads or none: a large set as files that are taken in at once, since one transaction over many quads
    takes minutes and gigabytes."""
    if len(quads) > BULK:
        store.bulk_extend(quads)
    else:
        store.extend(quads)


def stored(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Quads as Oxigraph gives them back: it keeps the value of a number, not its spelling (1.50 becomes 1.5).

    Raises
    ------
    InvalidGraph : a quad holds a blank node.
    """
    typed: list[Quad] = []
    for quad in quads:
        if _blank(quad):
            raise InvalidGraph(f"blank nodes have no lasting name, so {quad} cannot be stored; give the node an IRI")
        term = quad.object
        if isinstance(term, NamedNode) or (isinstance(term, Literal) and term.datatype in _TEXT):
            yield quad
        else:
            typed.append(quad)
    scratch = pyoxigraph.Store()
    scratch.extend(typed)
    yield from scratch


def size(store: pyoxigraph.Store, node: NamedNode) -> int:
    """How many statements a graph holds, counted without reading them."""
    found = store.query(inner("size", "store"), default_graph=node)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return sum(int(solution["n"].value) for solution in found)


def members(store: pyoxigraph.Store, node: NamedNode) -> dict[str, int]:
    """How many members each class has in a graph."""
    found = store.query(inner("members", "store"), default_graph=node)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return {plain(solution["kind"]): int(solution["n"].value) for solution in found}


def version(quads: Iterable[Quad], node: NamedNode) -> str:
    """Which version of its document a source's graph describes: the hash of its bytes and the extractor, as stated."""
    parts = {quad.predicate: plain(quad.object) for quad in quads
             if quad.subject == node and quad.predicate in (COOP.sha256, COOP.extractor)}
    return f"{parts.get(COOP.sha256, '')} {parts.get(COOP.extractor, '')}"


def plain(term: Any) -> str:
    """A term as a plain string: an IRI in full, a literal's value without language and datatype."""
    return str(term) if isinstance(term, Triple) else str(term.value)


def _blank(statement: Quad | Triple) -> bool:
    terms = (statement.subject, statement.object)
    return any(isinstance(term, BlankNode) or (isinstance(term, Triple) and _blank(term)) for term in terms)


def written(quads: Iterable[Quad]) -> str:
    """Statements of one graph as N-Triples, in a fixed order."""
    return "".join(sorted(f"{quad.triple} .\n" for quad in quads))


def parsed(text: str, node: NamedNode) -> Iterator[Quad]:
    """What `written` wrote, as quads of the graph `node`."""
    for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES):
        yield Quad(quad.subject, quad.predicate, quad.object, node)


def _block(quads: Iterable[Quad]) -> str:
    """Statements of one graph as N-Triples, which is also SPARQL; written, and so escaped, by Oxigraph."""
    written = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return (written or b"").decode("utf-8")
