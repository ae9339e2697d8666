"""A fact in one line, for people who check how a table was understood."""

from __future__ import annotations

from ...model import Agreement, Commitment, Event, Fact, Partnership, Tenure
from ...model.fields import plain
from ...vocabulary import vocabulary


def say(fact: Fact) -> str:
    """What a fact states: `partnership: 江苏省 → 陕西省, 东西部协作, 苏陕协作`."""
    label = vocabulary().label
    if isinstance(fact, Partnership):
        arrow = "→" if fact.directed else "↔"
        said = ["partnership", f"{fact.a.name} {arrow} {fact.b.name}", label(fact.kind), label(fact.programme),
                f"since {fact.since}" if fact.since else "", f"until {fact.until}" if fact.until else ""]
    elif isinstance(fact, Event):
        said = ["event", label(fact.kind), fact.name, fact.start, fact.place.name if fact.place else fact.venue,
                *(f"{one.actor.name} {label(one.role, 'en')}" for one in fact.participations)]
    elif isinstance(fact, Agreement):
        said = ["agreement", fact.title, " and ".join(one.name for one in fact.parties), label(fact.status, "en")]
    elif isinstance(fact, Commitment):
        said = ["money", f"{plain(fact.amount)} {fact.currency}", f"{fact.payer.name if fact.payer else '?'} → "
                f"{fact.payee.name if fact.payee else '?'}", fact.purpose, fact.start, label(fact.status, "en")]
    elif isinstance(fact, Tenure):
        said = ["tenure", fact.person.name, fact.post.title, fact.organization.name, fact.attested or fact.start,
                "seconded" if fact.seconded else ""]
    else:
        said = [type(fact).__name__.lower(), fact.key]
    return f"{said[0]}: " + ", ".join(filter(None, said[1:]))
