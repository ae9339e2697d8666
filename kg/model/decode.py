"""Quads to model: the inverse of `encode`, for review, export and tests."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ..errors import InvalidGraph
from ..terms import BASE, COOP, RDF, VOCABULARY, NamedNode, Quad
from .fields import Column, columns
from .nodes import (
    Agreement,
    Commitment,
    Event,
    Evidence,
    Measure,
    Node,
    Organization,
    Participation,
    Partnership,
    Person,
    Point,
    Post,
    Project,
    Region,
    Source,
    Statement,
    Tenure,
)

CLASSES: dict[str, type[Node]] = {
    cls.classes[0].value: cls
    for cls in (Agreement, Commitment, Event, Evidence, Measure, Organization, Participation, Partnership, Person,
                Point, Post, Project, Region, Source, Statement, Tenure)
}
"""Which dataclass a node of an RDF class becomes."""

Index = dict[str, dict[NamedNode, list[Any]]]


def read(statements: Iterable[Quad], base: str = BASE) -> list[Node]:
    """The facts and the source of one source's graph, as model nodes (participations and points inside their owners).

    Raises
    ------
    InvalidGraph : a node lacks a value that the model needs.
    """
    index: Index = defaultdict(lambda: defaultdict(list))
    for quad in statements:
        index[_value(quad.subject)][quad.predicate].append(quad.object)
    return _Reader(index, base).facts()


def _value(term: Any) -> str:
    return str(term.value)


class _Reader:
    def __init__(self, index: Index, base: str) -> None:
        self.index, self.base, self.done = index, base, dict[str, Node]()
        self.parts: dict[str, list[str]] = defaultdict(list)
        for iri, values in index.items():
            for owner in (*values.get(COOP.participationIn, ()), *values.get(COOP.pointOf, ())):
                self.parts[_value(owner)].append(iri)

    def facts(self) -> list[Node]:
        inner = (Evidence, Participation, Point, Region, Organization, Person, Post)
        nodes = [self.node(iri) for iri in sorted(self.index) if self.class_of(iri) is not None]
        return [node for node in nodes if not isinstance(node, inner)]

    def class_of(self, iri: str) -> type[Node] | None:
        kinds = (CLASSES.get(_value(kind)) for kind in self.index[iri].get(RDF.type, ()))
        return next((kind for kind in kinds if kind is not None), None)

    def node(self, iri: str) -> Node:
        if iri not in self.done:
            cls = self.class_of(iri) if iri in self.index else None
            if cls is None:
                raise InvalidGraph(f"<{iri}> is referred to but not described in its source's graph; load it again")
            values = {name: self.value(iri, name, column, cls) for name, column in columns(cls)}
            given = {name: value for name, value in values.items() if value is not None}
            if cls in (Event, Project, Statement):
                given["points" if cls is Statement else "participations"] = self.owned(iri)
            try:
                self.done[iri] = cls(**given)
            except TypeError as error:
                raise InvalidGraph(f"<{iri}> lacks what a {cls.__name__} needs: {error}") from None
        return self.done[iri]

    def owned(self, iri: str) -> tuple[Any, ...]:
        parts: list[Any] = [self.node(part) for part in sorted(self.parts.get(iri, ()))]
        return tuple(sorted(parts, key=lambda part: (getattr(part, "position", 0), part.key)))

    def value(self, iri: str, name: str, column: Column, cls: type[Node]) -> Any:
        field = next(field for field in dataclasses.fields(cls) if field.name == name)
        found = self.index[iri].get(column.prop, [])
        many = field.default == () or "tuple" in str(field.type)
        if not found:
            return None
        items = [self.item(term, column.form, str(field.type)) for term in sorted(found, key=_value)]
        return tuple(items) if many else items[0]

    def item(self, term: Any, form: str, kind: str) -> Any:
        if form == "node":
            return self.node(_value(term))
        text = _value(term)
        if form == "iri":
            return text.removeprefix(self.base)
        if form == "concept":
            return text.removeprefix(VOCABULARY)
        if form == "integer":
            return int(text)
        if form == "decimal":
            return float(text) if re.search("float", kind) else Decimal(text)
        return text == "true" if form == "boolean" else text


