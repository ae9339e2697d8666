"""Prose to facts. Pure: text in, facts out; the lexicon is the ontology's vocabularies and the table of divisions.

    An English release is read by the rules of `english`, all else by those of Chinese prose:

    text → document (sentences, dates) → places → titles and persons → bodies → partnerships → events → agreements,
    money, numbers, statements → merged facts, each with its sentence and how sure its rule has proved to be
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Protocol

from ..model import Actor, Agreement, Event, Fact, Organization, Region, Source, merge
from . import english
from .actors import Mention, actors_in_order, at_home, drop_within, find_bodies
from .agreements import agreement, find_agreements, parties_of
from .beginnings import note_beginnings
from .confidence import shipped
from .document import Document
from .figures import commitments, measures
from .mainpair import pair_of_document
from .ner import Names, Tagger
from .occasions import Occasions
from .pairings import pair_by_words
from .people import People, drop_inside_names
from .phrase import Phrases
from .relations import Relations, pairs_towns
from .spans import Spans
from .statements import find_statements
from .toponyms import find_places

EXTRACTOR = "kg-rules-2"
"""Name of the rules, noted in every source; it changes when a new version may find other facts in the same text."""


def with_tagger(tagger: Tagger | type[Tagger] | None) -> str:
    """The name of the rules together with a tagger, since the two find other facts than the rules alone."""
    return f"{EXTRACTOR}+{tagger.version}" if tagger else EXTRACTOR


@dataclasses.dataclass(frozen=True, slots=True)
class Extraction:
    """What a text yields: the source as its text describes it, and the facts; `notes` are remarks for the user."""

    source: Source
    facts: tuple[Fact, ...]
    notes: tuple[str, ...] = ()


class Extractor(Protocol):
    """What reads a text: the rules (`extract`), or something else that is handed to whoever loads. Its name is noted in
    every source, and changes when it may find other facts in the same text. Worker processes get it pickled."""

    @property
    def name(self) -> str: ...

    def __call__(self, original: str, source: Source) -> Extraction: ...


def extract(original: str, source: Source, tagger: Tagger | None = None) -> Extraction:
    """Read one press release.

    Parameters
    ----------
    original : the text that offsets refer to, as the loader made it.
    source : name and digest at least; title, publisher, date and language are filled in from the text where empty.
    tagger : marks names of persons; those that the rules do not find and their context confirms become facts too, under
        the rule posts/ner/…. `kg.extract.lac` has one. English releases, whose names have capitals, are not shown to it.
    """
    document = Document(original, source)
    if document.english:
        found, actors_named = english.read(document)
        return Extraction(_described(document, actors_named, tagger), _sure(found))
    document.tagged = Names(document, tagger) if tagger else None
    document.places = Spans(find_places(document))
    phrases = Phrases(document.text, [(place.start, place.end) for place in document.places])
    document.bodies = Spans(find_bodies(document, phrases))
    people = People(document, phrases)
    document.bodies = Spans(at_home(document.bodies, people.owners.home))
    document.places = Spans(drop_inside_names(document.places, people))
    document.places = Spans(drop_within(document.places, document.bodies))
    actors = Spans(actors_in_order(document, document.bodies, people.owners.home))
    facts = _facts(document, people, actors)
    named = [*(place.region for place in document.places), *(mention.actor for mention in actors if not isinstance(mention.actor, Region))]
    return Extraction(_described(document, named, tagger), _sure(facts))


def _sure(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Each fact once, and as sure as its rule has proved to be."""
    return tuple(shipped().applied(merge(facts)))


def _facts(document: Document, people: People, actors: Spans[Mention]) -> list[Fact]:
    relations = Relations(document, actors, people.owners.home)
    pair_by_words(relations)
    pair_of_document(relations)
    note_beginnings(relations)
    found = find_agreements(document)
    stated = bool(relations.found)
    titled = [(item, parties_of(document, item, actors, relations)) for item in found]
    for item, parties in titled:
        of_body = "战略" in item.title and any(isinstance(side, Organization) for side in parties)
        if item.status == "status/signed" and (not stated or of_body or pairs_towns(item.title, parties)):
            relations.add_strategic(parties, item.start, item.end)
    occasions = Occasions(document, people, actors, relations)
    events = occasions.events()
    signing = _first(events, "event/signing")
    donation = _first(events, "event/donation")
    agreements: list[Agreement] = [agreement(document, item, parties, signing) for item, parties in titled]
    anchor = occasions.days.anchor
    attested = anchor.value.start if anchor and anchor.value else None
    return [*people.tenures(attested or document.source.published), *relations.partnerships(), *events, *agreements,
            *commitments(document, actors, relations, donation or signing), *measures(document),
            *find_statements(document, people)]


def _first(events: list[Event], kind: str) -> str:
    return next((event.key for event in events if event.kind == kind), "")


def _described(document: Document, actors: Iterable[Actor], tagger: Tagger | None) -> Source:
    mentioned = {actor.key: actor for actor in actors}
    return dataclasses.replace(document.source, extractor=with_tagger(tagger), mentions=tuple(mentioned.values()))
