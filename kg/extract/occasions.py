"""Events: visits, meetings, signings, donations, unveilings, trainings between two sides (who took part: `attendance`).

One event per kind, day and place: later sentences about the same occasion add to it. A gathering of one side alone
(a county's own inspection) is no event of cooperation."""

from __future__ import annotations

import dataclasses
import re

from .. import edtf
from ..model import Event, Participation, Person, Region
from ..text.sentences import Sentence
from .actors import Mention
from .attendance import Attendance, Draft
from .daybook import Daybook
from .document import Document
from .happenings import find_happenings, spoken
from .journeys import Journeys
from .people import People
from .regions import related
from .relations import Relations
from .spans import Spans


class Occasions:
    """The events of one document."""

    def __init__(self, document: Document, people: People, actors: Spans[Mention], relations: Relations) -> None:
        self.document, self.people, self.actors, self.relations = document, people, actors, relations
        self.text = document.text
        self.sides = relations.pair
        self.days = Daybook(document)
        self.journeys = Journeys(document, people, actors, relations, self.days)
        self.drafts: list[Draft] = []
        if self.sides:
            self._collect()
            Attendance(document, people, actors, self.sides, self.drafts).settle()

    def _collect(self) -> None:
        for sentence in self.document.sentences:
            if sentence.block.kind == "heading":
                continue
            in_title = sentence.block.kind == "title"
            for span in self._units(sentence):
                for kind, trigger in self._told(*span):
                    if in_title and kind in ("visit", "donation", "other"):
                        continue
                    self._draft(kind, trigger, span, in_title)
        bodied = {draft.kind for draft in self.drafts if any(self.document.sentence_at(s) and
                  self.document.sentence_at(s).block.kind != "title" for s, _ in draft.spans)}  # type: ignore[union-attr]
        self.drafts = [d for d in self.drafts if d.kind in bodied or d.kind in ("meeting", "signing")]

    def _units(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The sentence, or its parts between semicolons where each has a date of its own."""
        cuts = [match.end() for match in re.finditer("；", self.text[sentence.start:sentence.end])]
        bounds = [sentence.start, *(sentence.start + cut for cut in cuts), sentence.end]
        parts = [(low, high) for low, high in zip(bounds, bounds[1:], strict=False) if low < high]
        dated = [part for part in parts if self.days.said(*part)]
        return parts if len(dated) > 1 else [(sentence.start, sentence.end)]

    def _told(self, start: int, end: int) -> list[tuple[str, re.Match[str]]]:
        """The events that a span tells of, with the words that say so; a journey comes first."""
        visit = self.journeys.visit(start, spoken(self.text, start, end))
        return ([("visit", visit)] if visit else []) + find_happenings(self.text, start, end)

    def _draft(self, kind: str, trigger: re.Match[str], span: tuple[int, int], in_title: bool) -> None:
        value = self.days.day(trigger.start(), *span)
        if value is not None and kind != "visit" and value.end not in (None, value.start) and not self.days.said(*span):
            value = None  # on which of the visit's days is not said
        start, end = (value.start or "", value.end or "") if value else ("", "")
        place = self._stated_place(span) if in_title else self._place(kind, trigger, span)
        same = next((d for d in self.drafts if d.kind == kind and (not start or not d.start or d.start == start
                                                                   or _goes_on(d, start, place))), None)
        draft = same or Draft(kind, [])
        if same is None:
            self.drafts.append(draft)
        draft.spans.append(span)
        if start and not draft.start:
            draft.start, draft.end = start, end if end != start else ""
        if kind == "meeting":
            name = self._name(trigger)
            if len(name) > len(draft.name):
                draft.name = name
        draft.place = draft.place or place

    def _name(self, trigger: re.Match[str]) -> str:
        """The meeting's own name, where it has one longer than its bare kind."""
        text = trigger.group()
        cut = re.split(r"(?:主持召开|主持|召开|举行|参加|出席|随后的?|在|开了一场|的|，)", text)[-1]
        return cut if len(cut) > 6 else ""

    def _place(self, kind: str, trigger: re.Match[str], span: tuple[int, int]) -> Region | None:
        if kind == "visit":
            return self.journeys.target(trigger.end(), span[1])
        stated = self._stated_place(span)
        if stated is not None:
            return stated
        venue = re.search(r"地点[：\s]*", self.text)
        if venue and kind in ("meeting", "signing"):
            places = self.document.places_in(venue.end(), venue.end() + 12)
            if places:
                return places[-1].region
        known = next((draft.place for draft in self.drafts if draft.kind in ("visit", "meeting") and draft.place), None)
        if known:
            return known
        moved = re.search(r"(?:来到|到访|赴|到|来)(?=[\u4e00-\u9fff])", self.text[span[0]:span[1]])
        if moved:
            target = self.journeys.target(span[0] + moved.end(), span[1])
            if target is not None:
                return target
        return self.relations.home[0] if self.relations.home else None

    def _stated_place(self, span: tuple[int, int]) -> Region | None:
        """Where the words say that it took place: 在昭通召开."""
        at = re.compile(r"(?:在|于)([^，。；]{2,14}?)(?:举行|召开|签|会议室|开|举办|顺利|进行)").search(self.text, *span)
        if at:
            places = [place for place in self.document.places_in(at.start(1), at.end(1)) if not place.inside]
            if places:
                return places[-1].region
            if re.match("我", at.group(1)) and self.relations.home:
                return self.relations.home[0]
        return None

    def events(self) -> list[Event]:
        """The finished events, the meetings within a visit marked as its parts."""
        built: list[Event] = []
        visit: Event | None = None
        for draft in sorted(self.drafts, key=lambda draft: draft.kind != "visit"):
            event = self._event(draft, visit)
            if draft.kind == "visit" and visit is None:
                visit = event
            built.append(event)
        return built

    def _event(self, draft: Draft, visit: Event | None) -> Event:
        leaders = [actor for (_, role), (actor, _) in draft.roles.items() if role in ("role/led", "role/chaired")
                   and isinstance(actor, Person)]
        known_day = bool(draft.start) and "X" not in draft.start
        evidence = tuple(dict.fromkeys(self.document.evidence(*span) for span in draft.spans))
        event = Event(
            kind=f"event/{draft.kind}", name=draft.name, start=draft.start, end=draft.end, place=draft.place,
            status="status/done", scope="" if known_day else self.document.source.key,
            leader=leaders[0].name if leaders and draft.kind == "visit" else "", evidence=evidence,
            part_of=visit.key if visit is not None and _during(draft, visit) else "",
            confidence=0.9 if draft.kind in ("visit", "meeting", "signing") else 0.8, rule=f"events/{draft.kind}")
        parts = tuple(Participation(owner=event.key, actor=actor, role=role, evidence=(quote,), confidence=0.9,
                                    rule="events/participation") for (_, role), (actor, quote) in draft.roles.items())
        return dataclasses.replace(event, participations=parts)


def _goes_on(draft: Draft, start: str, place: Region | None) -> bool:
    """Whether a visit to a place on a later day is the same one, gone on with."""
    if draft.kind != "visit" or draft.place is None or place is None or not related(draft.place, place):
        return False
    last = draft.end or (edtf.shift(draft.start, 2) if edtf.is_day(draft.start) else draft.start)
    return draft.start <= start <= last


def _during(draft: Draft, visit: Event) -> bool:
    if not draft.start:
        return True
    return visit.start <= draft.start <= (visit.end or visit.start)
