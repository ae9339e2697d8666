"""One English release from its text to its facts."""

from __future__ import annotations

import re

from ...model import Actor, Event, Fact, Region
from ..actors import Mention
from ..document import Document
from ..figures import measures
from ..spans import Spans
from .agreements import agreements, find_agreements, parties_of
from .bodies import find_bodies, own_body, stand_ins
from .days import find_days
from .figures import commitments
from .occasions import Occasions
from .people import People, outside_names
from .places import Place, find_places
from .relations import Relations
from .statements import find_statements
from .titles import find_titles

COOPERATES = re.compile(r"cooperation|partnership|strategic|exchange|twinning|friendship|framework|assistance", re.I)
"""Words in the title of an agreement by which two sides bind themselves for longer."""

_ASCII = str.maketrans("（），：；！？‘’", "(),:;!?''")


_DATELINE = re.compile(r"[A-Z][A-Z'’ .-]{2,30}(?:, [A-Z][A-Za-z. ]{2,20})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?:,? \d{4})?(?: \([^()]{2,40}\))? ?(?:--?|—|–) ?|\([A-Z][A-Za-z ]{2,40}\) ?(?:--?|—|–)? ?")
"""What a news agency prints before the first sentence: place, day, and its name."""


class Reading:
    """A release as the English rules see it: the document's text with plain marks (offsets stay), its places, bodies and sides."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text.translate(_ASCII)
        self.spans = [(block.start, block.end) for block in document.blocks]
        head = next((block.start for block in document.blocks if block.kind == "paragraph" and self.text[block.end - 1] in ".!?”"), 0)
        places = Spans(find_places(self.text, self.spans, f"{document.source.publisher} {self.text[:head]}"))
        bodies = Spans(find_bodies(self.text, self.spans, places, head))
        self.own = own_body(self.text, bodies, head, document.source.publisher)
        inside = {position for body in bodies for position in range(body.start, body.end)}
        self.places: Spans[Place] = Spans(place for place in places if place.start not in inside)
        named = Spans([*bodies, *(Mention(place.start, place.end, place.region) for place in self.places)])
        self.publishes = self.own or self._named_in_head(named, head)
        self.home = self.publishes or next((mention.actor for mention in named.within(head, len(self.text))
                                            if isinstance(mention.actor, Region) and mention.actor.level in ("city", "county")), None)
        titles = find_titles(self.text, self.spans, self.places, bodies, named)
        self.people = People(document, self.text, titles, named, self.home)
        named = Spans(outside_names(named, self.people))
        stands = stand_ins(self.text, self.spans, named, self.own or self.home)
        taken = {position for one in stands for position in range(one.start, one.end)}
        self.actors = Spans([*(one for one in named if one.start not in taken), *stands])
        lines = [match.span() for start, end in self.spans if (match := _DATELINE.match(self.text, start, end))]
        dates = [date for date in document.dates if not any(low <= date.start < high for low, high in lines)]
        self.days = Spans([*dates, *find_days(self.text, self.spans, dates, document.source.published)])

    def _named_in_head(self, named: Spans[Mention], head: int) -> Actor | None:
        """The side that publishes: named as publisher or in the head of the page."""
        line = f"{self.document.source.publisher} {self.text[:head]}".partition("\n")[2] + self.document.source.publisher
        for mention in named:
            if self.text[mention.start:mention.end].split(",")[0] in line:
                return mention.actor
        return None


def read(document: Document) -> tuple[list[Fact], list[Actor]]:
    """The facts of an English release, and the actors that it names."""
    reading = Reading(document)
    text, people, actors = reading.text, reading.people, reading.actors
    relations = Relations(document, text, actors)
    titled = [(item, parties_of(document, item, actors, people, relations.pair or relations.main(""))) for item in find_agreements(document, text)]
    for item, parties in titled:
        if item.status == "status/signed" and COOPERATES.search(item.title):
            relations.add_signed(parties, item.start, item.end)
    pair = relations.pair
    facts: list[Fact] = [*people.tenures(document.source.published), *relations.partnerships()]
    if pair is not None:
        events = Occasions(document, text, reading.days, people, actors, pair, reading.publishes).events()
        facts += [*events, *agreements(document, titled, relations, _first(events, "event/signing")),
                  *commitments(document, text, actors, pair, relations.giver, _first(events, "event/donation"))]
    return [*facts, *measures(document), *find_statements(document, text, people)], [mention.actor for mention in actors]


def _first(events: list[Event], kind: str) -> str:
    return next((event.key for event in events if event.kind == kind), "")
