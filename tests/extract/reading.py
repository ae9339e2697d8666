"""What a text yields, in the few words that a test compares."""

from __future__ import annotations

from kg.extract import extract
from kg.model import Agreement, Commitment, Event, Fact, Partnership, Source, Statement, Tenure


def facts(text: str, published: str = "") -> tuple[Fact, ...]:
    return extract(text, Source(name="test.txt", published=published)).facts


def posts(text: str) -> set[tuple[str, str, str]]:
    """(person, title, region or body)."""
    return {(f.person.name, f.post.title, f.organization.region.name if f.organization.region else f.organization.name)
            for f in facts(text) if isinstance(f, Tenure)}


def pairs(text: str, published: str = "") -> set[tuple[str, str, str, str]]:
    """(a, b, kind, since)."""
    return {(f.a.name, f.b.name, f.kind.partition("/")[2], f.since) for f in facts(text, published) if isinstance(f, Partnership)}


def events(text: str, published: str = "") -> set[tuple[str, str, str]]:
    """(kind, start, place)."""
    return {(f.kind.partition("/")[2], f.start, f.place.name if f.place else "") for f in facts(text, published) if isinstance(f, Event)}


def roles(text: str, kind: str) -> dict[str, str]:
    """Participant → role, of the events of a kind."""
    return {part.actor.name: part.role.partition("/")[2] for f in facts(text) if isinstance(f, Event) and f.kind == f"event/{kind}"
            for part in f.participations}


def money(text: str) -> set[tuple[int, str, str, str]]:
    """(amount, payer, payee, status)."""
    return {(int(f.amount), f.payer.name if f.payer else "", f.payee.name if f.payee else "", f.status.partition("/")[2])
            for f in facts(text) if isinstance(f, Commitment)}


def agreements(text: str) -> set[tuple[str, frozenset[str], str]]:
    """(title, parties, status)."""
    return {(f.title, frozenset(party.name for party in f.parties), f.status.partition("/")[2])
            for f in facts(text) if isinstance(f, Agreement)}


def statements(text: str) -> dict[tuple[str, str], list[str]]:
    """(speaker, kind) → points."""
    return {(f.speaker.name, f.kind.partition("/")[2]): [point.text for point in f.points] for f in facts(text) if isinstance(f, Statement)}
