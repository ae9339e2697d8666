"""Model to quads. No blank nodes, so the canonical form of a graph is its sorted N-Quads (RDF 1.1, RDFC-1.0)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from .. import edtf
from ..terms import BASE, COOP, EDTF, PROV, RDF, RDFS, XSD, Literal, NamedNode, Quad, concept
from .fields import Column, columns, plain
from .nodes import Event, Fact, Node, Partnership, Person, Project, Source, Statement

_HAN = re.compile("[\u3400-\u9fff]")


def quads(facts: Iterable[Node], source: Source, base: str = BASE) -> Iterator[Quad]:
    """All quads that the source's graph holds for these facts: the source itself, the facts, and every node that
    they refer to. Repeated nodes are written once; order is that of the facts."""
    graph = NamedNode(base + source.key)
    seen: set[str] = set()
    yield from _node(source, graph, base, seen)
    if source.extractor:
        yield from _run(source, graph, base)
    for fact in facts:
        yield from _node(fact, graph, base, seen)


def canonical(statements: Iterable[Quad]) -> str:
    """Canonical N-Quads: one statement a line, sorted by code point, each once."""
    return "".join(sorted({f"{quad} .\n" for quad in statements}))


def _run(source: Source, graph: NamedNode, base: str) -> Iterator[Quad]:
    """The extraction run (PROV-O activity). An extractor is named by its parts, joined by +; a part that a language model
    took is version/model, percent-encoded, and the model is an agent of the run."""
    from_run = NamedNode(f"{base}run/{source.extractor}")
    yield Quad(graph, PROV.wasGeneratedBy, from_run, graph)
    yield Quad(from_run, RDF.type, PROV.Activity, graph)
    yield Quad(from_run, RDFS.label, Literal(source.extractor), graph)
    for part in source.extractor.split("+"):
        if "/" in part:
            model = NamedNode(f"{base}model/{part.partition('/')[2]}")
            yield Quad(from_run, PROV.wasAssociatedWith, model, graph)
            yield Quad(model, RDF.type, PROV.SoftwareAgent, graph)
            yield Quad(model, RDFS.label, Literal(unquote(part.partition("/")[2])), graph)


def _node(node: Node, graph: NamedNode, base: str, seen: set[str]) -> Iterator[Quad]:
    if node.key in seen:
        return
    seen.add(node.key)
    subject = NamedNode(base + node.key)
    for kind in node.classes:
        yield Quad(subject, RDF.type, kind, graph)
    for name, column in columns(type(node)):
        yield from _column(node, name, column, subject, graph, base, seen)
    if isinstance(node, (Event, Partnership, Project)):
        parts: tuple[Fact, ...] = node.participations
    elif isinstance(node, Statement):
        parts = node.points
    else:
        parts = ()
    for part in parts:
        yield from _node(part, graph, base, seen)
    if isinstance(node, Person):
        yield Quad(subject, RDFS.label, text(node.name), graph)


def _column(node: Node, name: str, column: Column, subject: NamedNode, graph: NamedNode, base: str,
            seen: set[str]) -> Iterator[Quad]:
    value = getattr(node, name)
    for one in value if isinstance(value, tuple) else (value,):
        if one is None or one == "" or one is False or one == column.absent:
            continue
        if column.form == "node":
            yield Quad(subject, column.prop, NamedNode(base + one.key), graph)
            yield from _node(one, graph, base, seen)
        elif column.form == "iri":
            yield Quad(subject, column.prop, NamedNode(base + one), graph)
        elif column.form == "concept":
            yield Quad(subject, column.prop, concept(one), graph)
        elif column.form == "date":
            yield from _date(subject, column.prop, one, graph)
        else:
            yield Quad(subject, column.prop, _literal(one, column.form), graph)


def _date(subject: NamedNode, term: NamedNode, value: str, graph: NamedNode) -> Iterator[Quad]:
    """The stated value in its own precision, and its bounds as days for filtering."""
    kind = edtf.datatype(value)
    yield Quad(subject, term, Literal(value, datatype=XSD[kind] if kind else EDTF), graph)
    earliest, latest = edtf.bounds(value)
    if earliest and term in BOUNDS:
        yield Quad(subject, BOUNDS[term][0], Literal(earliest, datatype=XSD.date), graph)
        yield Quad(subject, BOUNDS[term][1], Literal(latest, datatype=XSD.date), graph)


BOUNDS = {
    COOP.start: (COOP.earliestStart, COOP.latestStart),
    COOP.end: (COOP.earliestEnd, COOP.latestEnd),
}
"""Dates that come with bounds: property → (earliest, latest)."""


def text(value: str) -> Literal:
    """A literal in the language of its script: zh where it holds a Han character, else plain."""
    return Literal(value, language="zh") if _HAN.search(value) else Literal(value)


def _literal(value: Any, form: str) -> Literal:
    if form == "text":
        return text(value)
    if form == "decimal":
        return Literal(plain(value), datatype=XSD.decimal)
    if form == "integer":
        return Literal(str(value), datatype=XSD.integer)
    if form == "boolean":
        return Literal("true" if value else "false", datatype=XSD.boolean)
    return Literal(str(value))
