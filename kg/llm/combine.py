"""What the rules and a model found in one text, put together.

| found by | confidence |
|---|---|
| both | 1 − (1 − a)(1 − b), at most 0.99: two readers that err independently (noisy-or; Pearl 1988, 4.3.2) |
| the rules alone | as it was |
| the model alone | × 0.8: the rules looked at the same text and did not see it |
| both, and they contradict each other | at most 0.3, for review; `rule` says what is contradicted |
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any

from ..model import (
    Actor,
    Agreement,
    Commitment,
    Event,
    Fact,
    Measure,
    Partnership,
    Point,
    Statement,
    Tenure,
    merge,
)

HIGHEST = 0.99
ALONE = 0.8
REVIEW = 0.3
"""Confidence of facts that contradict each other: somebody should look."""


def combine(rules: Iterable[Fact], model: Iterable[Fact]) -> list[Fact]:
    """The facts of both, each once. Of a fact that both found the rules' values stand, the model fills gaps, and the
    evidence of both is kept."""
    ruled, rest = merge(rules), {fact.key: fact for fact in merge(model)}
    pairs: dict[str, Fact] = {}
    for one in ruled:
        other = rest.get(one.key) or next((other for other in rest.values() if _same(one, other)), None)
        if other is not None:
            pairs[one.key] = rest.pop(other.key)
    doubts = _doubts([one for one in ruled if one.key not in pairs], list(rest.values()))
    found = [_agreed(one, pairs[one.key]) if one.key in pairs else _doubted(one, doubts.get(one.key, ""), 1.0) for one in ruled]
    return merge([*found, *(_doubted(other, doubts.get(key, ""), ALONE) for key, other in rest.items())])


def noisy_or(one: float, other: float) -> float:
    """How sure two readers are together."""
    return min(HIGHEST, round(1 - (1 - one) * (1 - other), 2))


def _agreed(one: Fact, other: Fact) -> Fact:
    against = _against(one, other)
    joined = merge([one, _moved(other, one)])[0]
    sure = REVIEW if against else noisy_or(one.confidence, other.confidence)
    note = f"{one.rule}; {other.rule} says {against}" if against else f"{one.rule}; {other.rule}"
    return dataclasses.replace(joined, confidence=min(sure, one.confidence, other.confidence) if against else sure, rule=note)


def _moved(other: Fact, one: Fact) -> Fact:
    """The model's fact with the values that make up the key as the rules have them, so that the two are one node."""
    if isinstance(one, Event) and isinstance(other, Event):
        parts = tuple(dataclasses.replace(part, owner=one.key) for part in other.participations)
        return dataclasses.replace(other, **_keyed(one, "kind", "start", "end", "place", "scope", "leader"), participations=parts)
    if isinstance(one, Agreement):
        return dataclasses.replace(other, **_keyed(one, "parties"))
    if isinstance(one, Commitment):
        return dataclasses.replace(other, **_keyed(one, "payer", "payee", "purpose", "status", "amount", "currency"))
    if isinstance(one, Measure):
        return dataclasses.replace(other, **_keyed(one, "subject", "unit"))
    if isinstance(one, Statement) and isinstance(other, Statement):
        return dataclasses.replace(other, points=tuple(_points(one, other)))
    return other


def _points(one: Statement, other: Statement) -> Iterable[Point]:
    """The model's points that the rules have not; those that overlap with one of the rules' raise nothing and add nothing."""
    return [dataclasses.replace(point, confidence=round(point.confidence * ALONE, 2)) for point in other.points
            if not any(point.text in known.text or known.text in point.text for known in one.points)]


def _keyed(one: Fact, *fields: str) -> dict[str, Any]:
    return {field: getattr(one, field) for field in fields}


def _doubted(fact: Fact, against: str, factor: float) -> Fact:
    if against:
        return dataclasses.replace(fact, confidence=min(REVIEW, fact.confidence), rule=f"{fact.rule}; {against}")
    return dataclasses.replace(fact, confidence=round(fact.confidence * factor, 2)) if factor != 1.0 else fact


# ---- sameness: facts that say the same, though a word may differ


def _same_event(one: Event, other: Event) -> bool:
    days = not one.start or not other.start or one.start == other.start
    return one.kind == other.kind and days and (one.place is None or other.place is None or one.place == other.place)


def _same_money(one: Commitment, other: Commitment) -> bool:
    return (one.amount, one.currency) == (other.amount, other.currency) and _overlap(one, other)


def _same_count(one: Measure, other: Measure) -> bool:
    return one.quantity == other.quantity and _overlap(one, other) and (
        one.subject in other.subject or other.subject in one.subject)


_SAME: dict[type[Fact], Callable[[Any, Any], bool]] = {
    Event: _same_event, Commitment: _same_money, Measure: _same_count, Agreement: lambda one, other: one.title == other.title,
}
"""Types of which two facts with different keys may be the same."""


def _same(one: Fact, other: Fact) -> bool:
    return type(one) is type(other) and type(one) in _SAME and _SAME[type(one)](one, other)


def _overlap(one: Fact, other: Fact) -> bool:
    """Whether the two are read from the same words."""
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def _against(one: Fact, other: Fact) -> str:
    """What the model says otherwise of a fact that both found; "" if nothing."""
    for field in _COMPARED.get(type(one), ()):
        theirs = getattr(other, field)
        ours, said = _values(getattr(one, field)), _values(theirs)
        if ours and said and not (ours <= said or said <= ours) and not _wider(min(ours), min(said)):
            return f"{field} {_word(theirs)}"
    return ""


_COMPARED: dict[type[Fact], tuple[str, ...]] = {
    Tenure: ("start", "end"), Partnership: ("since", "until"), Event: ("end", "status"),
    Agreement: ("parties", "status"), Commitment: ("payer", "payee", "status"),
}
"""Fields in which the two may contradict each other where they mean the same fact."""


def _values(value: Any) -> set[str]:
    """What a field says, as keys; nothing where it says nothing."""
    many = value if isinstance(value, tuple) else (value,)
    return {str(getattr(one, "key", one)) for one in many if one}


def _wider(ours: str, theirs: str) -> bool:
    """Whether one date is only less exact than the other: 2016 and 2016-03."""
    return ours[:1].isdigit() and (ours.startswith(theirs) or theirs.startswith(ours))


def _word(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_word, value))
    return str(getattr(value, "name", value)).partition("/")[2] or str(getattr(value, "name", value))


# ---- contradiction: facts of which only one can be right


def _doubts(lone: list[Fact], rest: list[Fact]) -> dict[str, str]:
    """Key → what contradicts it, among the facts that only one of the two found."""
    found: dict[str, str] = {}
    for one in lone:
        for other in rest:
            why = _RIVALS[type(one)](one, other) if type(one) is type(other) else ""
            if why:
                found.setdefault(one.key, f"{other.rule} says {why}: {_said(other)}")
                found.setdefault(other.key, f"{one.rule} says {why}: {_said(one)}")
    return found


def _rival_posts(one: Tenure, other: Tenure) -> str:
    """The same person in the same body by another title, where each of the two knows only its own."""
    same = one.person.name == other.person.name and one.organization.key == other.organization.key
    return "another title" if same and one.post.title != other.post.title and _overlap(one, other) else ""


def _rival_partnerships(one: Partnership, other: Partnership) -> str:
    if {one.a.key, one.b.key} != {other.a.key, other.b.key}:
        return ""
    return "another kind" if one.kind != other.kind else "the other direction"


def _rival_events(one: Event, other: Event) -> str:
    if one.kind != other.kind or not _overlap(one, other):
        return ""
    return "another day" if one.start != other.start else "another place"


def _rival_money(one: Commitment, other: Commitment) -> str:
    sides = [(one.payer, other.payer), (one.payee, other.payee)]
    purpose = not one.purpose or not other.purpose or one.purpose in other.purpose or other.purpose in one.purpose
    return "another sum" if _overlap(one, other) and purpose and all(_agree(*pair) for pair in sides) else ""


def _rival_counts(one: Measure, other: Measure) -> str:
    return "another number" if one.subject == other.subject and _overlap(one, other) else ""


def _rival_statements(one: Statement, other: Statement) -> str:
    points = any(a.text in b.text or b.text in a.text for a in one.points for b in other.points)
    return "another kind" if one.speaker.key == other.speaker.key and points else ""


_RIVALS: dict[type[Fact], Callable[[Any, Any], str]] = {
    Tenure: _rival_posts, Partnership: _rival_partnerships, Event: _rival_events, Commitment: _rival_money,
    Measure: _rival_counts, Statement: _rival_statements, Agreement: lambda one, other: "",
}


def _agree(one: Actor | None, other: Actor | None) -> bool:
    return one is None or other is None or one.key == other.key


def _said(fact: Fact) -> str:
    """The value in question, in a few words."""
    if isinstance(fact, Tenure):
        return fact.post.title
    if isinstance(fact, Commitment):
        return f"{fact.amount} {fact.currency}"
    if isinstance(fact, Measure):
        return f"{fact.quantity} {fact.unit}".strip()
    if isinstance(fact, Event):
        return " ".join(filter(None, (fact.start, fact.place.name if fact.place else "")))
    if isinstance(fact, Partnership):
        return f"{fact.kind.partition('/')[2]} {fact.a.name} – {fact.b.name}"
    return getattr(fact, "kind", "").partition("/")[2]
