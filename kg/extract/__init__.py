"""Prose to facts. Pure: text in, facts out; the lexicon is the ontology's vocabularies and the table of divisions.

    text → document (sentences, dates) → places → titles and persons → bodies → partnerships → events → agreements,
    money, numbers, statements → merged facts, each with its sentence and how sure its rule has proved to be
"""

from __future__ import annotations

import dataclasses

from ..model import Actor, Agreement, Event, Fact, Region, Source, merge
from .actors import Mention, actors_in_order, find_bodies
from .agreements import agreement, find_agreements, parties_of
from .confidence import shipped
from .document import Document
from .figures import commitments, measures
from .occasions import Occasions
from .owners import drop_within
from .people import People, drop_inside_names
from .phrase import Phrases
from .regions import find_places
from .relations import Relations
from .spans import Spans
from .statements import find_statements

EXTRACTOR = "kg-rules-1"
"""Name of the rules, noted in every source; it changes when a new version may find other facts in the same text."""


@dataclasses.dataclass(frozen=True, slots=True)
class Extraction:
    """What a text yields: the source as its text describes it, and the facts."""

    source: Source
    facts: tuple[Fact, ...]


def extract(original: str, source: Source) -> Extraction:
    """Read one press release.

    Parameters
    ----------
    original : the text that offsets refer to, as the loader made it.
    source : name and digest at least; title, publisher, date and language are filled in from the text where empty.
    """
    document = Document(original, source)
    document.places = Spans(find_places(document))
    phrases = Phrases(document.text, [(place.start, place.end) for place in document.places])
    document.bodies = Spans(find_bodies(document, phrases))
    people = People(document, phrases)
    document.places = Spans(drop_inside_names(document.places, people))
    document.places = Spans(drop_within(document.places, document.bodies))
    actors = Spans(actors_in_order(document, document.bodies))
    facts = _facts(document, people, actors)
    return Extraction(_described(document, actors), tuple(shipped().applied(merge(facts))))


def _facts(document: Document, people: People, actors: Spans[Mention]) -> list[Fact]:
    relations = Relations(document, actors, people.owners.home)
    found = find_agreements(document)
    stated = bool(relations.found)
    titled = [(item, parties_of(document, item, actors, relations)) for item in found]
    for item, parties in titled:
        if item.status == "status/signed" and not stated:
            relations.add_strategic(parties, item.start, item.end)
    occasions = Occasions(document, people, actors, relations)
    events = occasions.events() if relations.found else []
    signing = _first(events, "event/signing")
    donation = _first(events, "event/donation")
    agreements: list[Agreement] = [agreement(document, item, parties, signing) for item, parties in titled]
    attested = occasions.anchor.value.start if occasions.anchor and occasions.anchor.value else None
    return [*people.tenures(attested or document.source.published), *relations.partnerships(), *events, *agreements,
            *commitments(document, actors, relations, donation or signing), *measures(document),
            *find_statements(document, people)]


def _first(events: list[Event], kind: str) -> str:
    return next((event.key for event in events if event.kind == kind), "")


def _described(document: Document, actors: list[Mention]) -> Source:
    mentioned: dict[str, Actor] = {}
    for place in document.places:
        mentioned.setdefault(place.region.key, place.region)
    for mention in actors:
        if not isinstance(mention.actor, Region):
            mentioned.setdefault(mention.actor.key, mention.actor)
    return dataclasses.replace(document.source, extractor=EXTRACTOR, mentions=tuple(mentioned.values()))
