"""What changed in a period: what began, ended and took place in it, and what was reported."""

from __future__ import annotations

from typing import Any

from ..queries import inner
from ..store import Store
from ..terms import COOP, OA, ORG, RDFS, SCHEMA, Literal, NamedNode
from .asof import Asked, asked
from .labels import label
from .rows import Happening, Rows

_KINDS = {COOP.Partnership.value: "partnership", COOP.Tenure.value: "tenure", SCHEMA.Event.value: "event",
          COOP.Agreement.value: "agreement", COOP.Commitment.value: "money", COOP.Project.value: "project"}


def changes(store: Store, first: str, last: str, strict: bool = False) -> Rows[Happening]:
    """What began, ended, took place or was reported from one day to another, in order of time, each on the word of its source.

    A date that may lie outside (a year of which the period is a part) is marked "may hold". What a source that was
    published then says is `reported`, whenever it happened.

    Parameters
    ----------
    first, last : ISO days, both included.
    strict : only what certainly lies in the period.

    Raises
    ------
    InputError : no days, or in the wrong order.
    """
    period = asked(first=first, last=last, strict=strict) or Asked()
    values = {"from": Literal(period.first), "to": Literal(period.last)}
    found: dict[Happening, None] = {}
    for fact, kind, change, date, source, _, _ in store.rows(inner("bounds_in"), values):
        answer = period.event(date or "", "")
        if answer and fact and source:
            found[_told(store, fact, _KINDS[kind or ""], change or "", date or "", answer, source)] = None
    return Rows(Happening, sorted(found, key=lambda one: (one.date, one.change, one.kind, one.what, one.source)))


def _told(store: Store, fact: str, kind: str, change: str, date: str, answer: str, source: str) -> Happening:
    node, graph = NamedNode(fact), NamedNode(source)
    if kind == "event" and change == "began":
        change = "took place"
    quotes = sorted(str(quote.object.value) for proof in store.quads(node, COOP.evidence, None, graph)
                    for quote in store.quads(proof.object, OA.exact, None, graph) if isinstance(quote.object, Literal))
    return Happening(date, change, kind, _what(store, node, kind, graph), answer, fact, source, next(iter(quotes), ""))


def _what(store: Store, node: NamedNode, kind: str, graph: NamedNode) -> str:
    """A fact in a few words: its own name, or those whom it is about."""
    def named(*terms: NamedNode) -> str:
        ends: list[Any] = [node]
        for term in terms:
            ends = [quad.object for end in ends for quad in store.quads(end, term, None, graph)]
        return min((str(end.value) for end in ends), default="")

    if kind == "partnership":
        said = f"{named(COOP.sideA, RDFS.label)} — {named(COOP.sideB, RDFS.label)}"
        return f"{said}（{label(named(COOP.kind))}）"
    if kind == "tenure":
        return f"{named(ORG.member, RDFS.label)}：{named(ORG.organization, RDFS.label)}{named(COOP.post, RDFS.label)}"
    if kind == "money":
        sides = f"{named(COOP.payer, RDFS.label) or '?'} → {named(COOP.payee, RDFS.label) or '?'}"
        return f"{sides}：{named(COOP.amount)} {named(SCHEMA.currency)}"
    place = named(SCHEMA.location, RDFS.label)
    return named(RDFS.label) or (f"{place}：" if place else "") + label(named(COOP.kind))
