"""Who took part in which event, in one column: the two ends of what a store holds as nodes of their own, one for each who took part.

Writing out these nodes, twice, would cost more than all the rest. The column is exact where no node stands for several people and no term is
of several classes; elsewhere there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..queries import inner
from ..store import Store
from ..terms import COOP, FOAF, ORG, RDF, SCHEMA, NamedNode, Quad
from .columns import Column, Columns, Said, grouped, said

MET = "met"
"""What columns call it."""
PARTS = {FOAF.Person.value: "subject", SCHEMA.Event.value: "value"}
"""What its terms are."""


def met(store: Store, columns: Columns) -> Column | None:
    """People and the events in which they took part; None where it would not be exact, or where the nodes between are at hand."""
    if MET not in columns.kept:
        at_hand = {COOP.participationIn.value, ORG.member.value} <= columns.kept.keys()
        if at_hand or not columns.apart(store) or "true" not in store.tsv(inner("single").replace("OTHERS", columns.others(store))):
            return None
        rows = store.tsv(inner("meetings").replace("OTHERS", columns.others(store))).split("\n")[1:-1]
        columns.kept[MET] = columns.column(grouped(rows))
    return columns.kept[MET]


def later(store: Store, rows: Mapping[str, Iterable[Quad]]) -> list[Said] | None:
    """What is to be added after statements (by property) were read anew; None where the column is not exact any more."""
    seats = {quad.subject for term in (COOP.participationIn, ORG.member) for quad in rows[term.value]}
    for quad in rows[RDF.type.value]:
        if str(getattr(quad.object, "value", "")) in PARTS:
            seats |= {known.subject for term in (COOP.participationIn, ORG.member) for known in store.quads(None, term, quad.subject)}
    found: list[Said] = []
    for seat in seats:
        events, members = (_values(store, seat, term) for term in (COOP.participationIn, ORG.member))
        if len(members) > 1:
            return None
        for person in members:
            for event in events:
                classes = _classes(store, person), _classes(store, event)
                if any(len(one) > 1 for one in classes):
                    return None
                if classes == ({FOAF.Person.value}, {SCHEMA.Event.value}):
                    found.append(((person,), event, ""))
    return found


def _values(store: Store, subject: Any, term: NamedNode) -> set[str]:
    return {value for _, value, _ in said(store, term, store.quads(subject, term))}


def _classes(store: Store, text: str) -> set[str]:
    try:
        return _values(store, NamedNode(text), RDF.type)
    except ValueError:  # no IRI
        return set()
