"""From a fact to the edges that it draws: whom it joins, and what each kind of edge tells beside its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import NamedTuple

from ..terms import COOP, ORG, RDFS, SCHEMA
from ..vocabulary import vocabulary
from .index import Attributes, Index, number, whole

RELATIONS = ("partnership", "money", "agreement", "event", "statement", "tenure")
"""The kinds of edges."""
BOUND = {"over": "＞", "under": "＜", "about": "约"}
VISITED = frozenset({"visited", "hosted", "received", "host-place"})

Ends = Iterable[tuple[str, str]]


def _partnership(index: Index, fact: str) -> Ends:
    return [(index.drawn(index.first(fact, COOP.sideA)), index.drawn(index.first(fact, COOP.sideB)))]


def _money(index: Index, fact: str) -> Ends:
    return [(index.drawn(index.first(fact, COOP.payer)), index.drawn(index.first(fact, COOP.payee)))]


def _agreement(index: Index, fact: str) -> Ends:
    return combinations(dict.fromkeys(index.drawn(party) for party in index.all(fact, COOP.party)), 2)


def _tenure(index: Index, fact: str) -> Ends:
    body = index.first(fact, ORG.organization)
    return [(index.first(fact, ORG.member), index.region(body) or index.drawn(body))]


def _statement(index: Index, fact: str) -> Ends:
    """To the other side of the partnership spoken about; where none is stated, to the side spoken for."""
    speaker = index.first(fact, COOP.speaker)
    about = index.first(fact, COOP.aboutPartnership)
    own = index.side(speaker)
    others = [side for a, b in _partnership(index, about) for side in (a, b) if side and side != own]
    return [(index.drawn(speaker), side) for side in others or [own]]


def _event(index: Index, fact: str) -> Ends:
    """From each side to the host; without a host each pair."""
    sides, host = _sides(index, fact), _host(index, fact)
    return ((side, host) for side in sides) if host else combinations(sides, 2)


def _sides(index: Index, fact: str) -> list[str]:
    return sorted({side for actor, _ in index.parts.get(fact, ()) for side in (index.side(actor),) if side})


def _host(index: Index, fact: str) -> str:
    """The side of the place, or else the side in a host's role; "" where there is none."""
    sides, place = _sides(index, fact), index.first(fact, SCHEMA.location)
    inside = [side for side in sides if index.within(side, place)]
    hosts = sorted({side for actor, role in index.parts.get(fact, ()) for side in (index.side(actor),)
                    if side and role in VISITED})
    return place if place in sides or not inside and place else inside[0] if len(inside) == 1 else next(iter(hosts), "")


def directed(index: Index, fact: str, relation: str) -> bool:
    """Whether a fact runs one way: help, money, a visit to a host, a post, a word to somebody."""
    if relation == "partnership":
        return index.first(fact, COOP.directed) == "true"
    return bool(_host(index, fact)) if relation == "event" else relation != "agreement"


ENDS = {"partnership": _partnership, "money": _money, "agreement": _agreement, "tenure": _tenure,
         "statement": _statement, "event": _event}


def _of_partnership(index: Index, fact: str) -> Attributes:
    programme, kind = index.concept(fact, COOP.programme), index.concept(fact, COOP.kind)
    directed = index.first(fact, COOP.directed) == "true"
    return {"label": vocabulary().label(programme or kind), "role": "role/supporter" if directed else "role/peer"}


def _of_money(index: Index, fact: str) -> Attributes:
    amount, currency = index.first(fact, COOP.amount), index.first(fact, SCHEMA.currency)
    bound = index.first(fact, COOP.bound) or ("about" if index.first(fact, COOP.approximate) == "true" else "")
    return {"label": BOUND.get(bound, "") + money_label(amount, currency), "amount": number(amount),
            "currency": currency, "details": index.all(fact, COOP.purpose)}


def _of_tenure(index: Index, fact: str) -> Attributes:
    post = index.first(fact, COOP.post)
    body = index.first(index.first(fact, ORG.organization), RDFS.label)
    return {"label": index.first(post, RDFS.label), "kind": index.concept(post, COOP.titleConcept),
            "details": [body] if body else []}


def _of_event(index: Index, fact: str) -> Attributes:
    seats = sorted((index.node(actor)["label"], vocabulary().label(f"role/{role}")) for actor, role in
                   set(index.parts.get(fact, ())) if index.kind(actor) == "person")
    return {"details": [f"{name}（{role}）" if role else name for name, role in seats]}


def _of_statement(index: Index, fact: str) -> Attributes:
    points = sorted(index.points.get(fact, ()), key=lambda part: (whole(index.first(part, COOP.position)), part))
    return {"details": [index.first(part, COOP.text) for part in points]}


def _of_agreement(index: Index, fact: str) -> Attributes:
    return {"kind": "", "details": sorted(index.node(one)["label"] for one in index.all(fact, COOP.signatory))}


MORE = {"partnership": _of_partnership, "money": _of_money, "agreement": _of_agreement, "tenure": _of_tenure,
         "statement": _of_statement, "event": _of_event}


def money_label(amount: str, currency: str) -> str:
    """A sum as Chinese prose writes it: 655.8万元, 1.2亿元; other currencies by their ISO 4217 code."""
    try:
        number = Decimal(amount)
    except InvalidOperation:
        return f"{amount} {currency}".strip()
    unit = next(((size, word) for size, word in ((10**8, "亿"), (10**4, "万")) if abs(number) >= size), (1, ""))
    written = format(number / unit[0], "f")
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return f"{written}{unit[1]}元" if currency in ("CNY", "") else f"{written}{unit[1]} {currency}"


class Edge(NamedTuple):
    """One fact between two actors."""

    a: str
    b: str
    fact: str
    attributes: Attributes


def edges_of(index: Index) -> Iterator[Edge]:
    """Every fact as edges, in the order of their IRIs."""
    for fact, relation in index.types.items():
        if relation in RELATIONS:
            ends = dict.fromkeys((a, b) for a, b in ENDS[relation](index, fact) if a and b and a != b)
            data = attributes(index, fact, relation) if ends else {}
            for a, b in ends:
                yield Edge(a, b, fact, {**data})


def attributes(index: Index, fact: str, relation: str) -> Attributes:
    """What an edge of a fact carries."""
    evidence = index.evidence(fact)
    common: Attributes = {
        "relation": relation, "label": index.title(fact), "kind": index.concept(fact, COOP.kind),
        "programme": index.concept(fact, COOP.programme), "role": "", "start": index.first(fact, COOP.start),
        "end": index.first(fact, COOP.end), "attested": index.first(fact, COOP.attested),
        "status": index.concept(fact, COOP.status), "amount": None, "currency": "", "details": [],
        "weight": float(len(evidence) or 1), "evidence": evidence,
    }
    return {**common, **MORE[relation](index, fact)}
