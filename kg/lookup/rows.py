"""The rows that lookups answer with: named tuples of strings, "" where nothing is known."""

from __future__ import annotations

from typing import NamedTuple


class Entity(NamedTuple):
    """Something that can be asked for; `kind` is region, organization, person, event or agreement."""

    iri: str
    label: str
    kind: str
    code: str


class Partner(NamedTuple):
    """A partner, in the role that it plays (supporter helps, recipient is helped); `holds` answers an as-of question."""

    partner: str
    code: str
    role: str
    kind: str
    programme: str
    since: str
    until: str
    holds: str
    source: str
    quote: str


class Held(NamedTuple):
    """A post that a person holds in a body of a region, attested on a day; `since` and `until` only where they are stated."""

    person: str
    post: str
    organization: str
    region: str
    code: str
    attested: str
    source: str
    quote: str
    since: str = ""
    until: str = ""
    holds: str = ""


class Meeting(NamedTuple):
    """Somebody who took part in the same event, in which role, and the role of the one asked about."""

    who: str
    role: str
    event: str
    kind: str
    start: str
    end: str
    place: str
    own_role: str
    source: str
    quote: str
    holds: str = ""


class Step(NamedTuple):
    """One step of a path, as a sentence with its evidence."""

    number: str
    sentence: str
    subject: str
    relation: str
    object: str
    date: str
    source: str
    quote: str
    holds: str = ""


class Entry(NamedTuple):
    """An entry of a timeline."""

    date: str
    end: str
    kind: str
    what: str
    role: str
    source: str
    quote: str
    holds: str = ""


class Property(NamedTuple):
    """Something said about an entity."""

    section: str
    property: str
    value: str
    source: str
    quote: str
    holds: str = ""


class Hit(NamedTuple):
    """What a search found, and why."""

    label: str
    kind: str
    code: str
    reason: str
    iri: str
    source: str
    quote: str


class Count(NamedTuple):
    """How many there are of something."""

    what: str
    number: str


class Happening(NamedTuple):
    """What changed in a period: something `began`, `ended` or `took place` on a date, or was `reported`; `holds` tells
    whether the date certainly lies in the period."""

    date: str
    change: str
    kind: str
    what: str
    holds: str
    iri: str
    source: str
    quote: str
