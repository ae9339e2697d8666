"""Changing one named graph of Oxigraph as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph

from ..errors import InvalidGraph
from ..terms import COOP, RDF, XSD, BlankNode, Literal, NamedNode, Quad, Triple
from .records import Change

BULK = 100_000
"""More quads than this go into a graph that was empty as files."""
_TEXT = {XSD.string, RDF.langString}


def swap(store: pyoxigraph.Store, node: NamedNode, new: frozenset[Quad]) -> Change:
    """Make the graph `node` hold exactly `new` (quads in the form that `stored` gives), in a single transaction: a
    crash leaves the old graph or the new one, never a mixture. Only what differs is written."""
    old = frozenset(store.quads_for_pattern(None, None, None, node))
    added, removed = new - old, old - new
    if not new:
        store.update(f"DROP SILENT GRAPH {node}")
    elif removed:
        store.update(f"DELETE DATA {{ GRAPH {node} {{\n{_block(removed)}}} }};\n"
                     f"INSERT DATA {{ GRAPH {node} {{\n{_block(added)}}} }}")
    elif added:
        _insert(store, added)
    return Change(len(added), len(removed), not added and not removed)


def _insert(store: pyoxigraph.Store, quads: frozenset[Quad]) -> None:
    """All of the quads or none: a large set as files that are taken in at once, since one transaction over a million quads
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


def _block(quads: Iterable[Quad]) -> str:
    """Statements of one graph as N-Triples, which is also SPARQL; written, and so escaped, by Oxigraph."""
    written = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return (written or b"").decode("utf-8")
