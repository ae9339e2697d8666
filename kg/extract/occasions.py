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
from .attendance import Attendance, Draft, seat_of
from .daybook import Daybook, overlap
from .document import Document
from .happenings import find_happenings, past, planned, spoken
from .journeys import Journeys
from .people import People
from .regions import ancestors, related
from .relations import Relations
from .sides import find_sides
from .spans import Spans

_AT = re.compile(r"[在于]([^，。；在于]{2,14}?)(?:举行|召开|签|会议室|开|举办|顺利|进行|会见|会谈|会面|会晤|座谈|见面|碰|揭|授|(?=，))")
"""在昭通召开, 在贵阳，…: where something takes place."""

_NOTICE = re.compile(r"(?:^[^，。\n]{0,40}(?:预?通知|预告|邀请函)|的函|(?:工作|接待|活动|考察|会议)方案)$", re.MULTILINE)
"""The name of a paper in which all lies ahead, among the lines that it begins with."""

_STOPS = re.compile("(?:一行人?|代表团|考察团|客人们?)(?:还|先后|随后|首先|又|一同|实地|一起)*(?:走访|参观|考察|察看|观摩|调研|看望|慰问|探访|深入|走进)")


class Occasions:
    """The events of one document."""

    def __init__(self, document: Document, people: People, actors: Spans[Mention], relations: Relations) -> None:
        self.document, self.people, self.actors, self.relations = document, people, actors, relations
        self.text = document.text
        self.sides, paired = find_sides(document, relations)
        self.days = Daybook(document)
        self.journeys = Journeys(document, people, actors, relations.home, self.sides, self.days)
        self.drafts: list[Draft] = []
        self._seen: dict[str, set[Person]] = {}  # who was named on which day
        if self.sides and not _NOTICE.search("\n".join(self.text[b.start:b.end].strip() for b in document.blocks[:4])):
            self._collect()
            if not paired and not any(draft.kind == "visit" for draft in self.drafts):  # two places that a text names need not have met
                self.drafts = [draft for draft in self.drafts if draft.kind == "signing" and any(self._of_both(*span) for span in draft.spans)]
            self.drafts = [draft for draft in self.drafts if not self._ahead(draft)]
            Attendance(document, people, actors, self.sides, self.drafts, self.days).settle()

    def _ahead(self, draft: Draft) -> bool:
        """Whether an event lies later than the day after the text was published: it is yet to come."""
        published = self.document.source.published
        return edtf.is_day(published) and edtf.is_day(draft.start) and draft.start > edtf.shift(published, 1)

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
        if not any(draft.kind == "visit" for draft in self.drafts):
            self._stops()
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

    def _stops(self) -> None:
        """方若愚一行还走访了两家企业: guests who went round where something of both sides took place came on a visit."""
        for sentence in self.document.sentences:
            stop = _STOPS.search(self.text, sentence.start, spoken(self.text, sentence.start, sentence.end))
            if stop is None or sentence.block.kind != "paragraph" or past(self.text, stop, sentence.start) or planned(
                    self.text, stop, sentence.start, 10):
                continue
            guests = [seat for _, person in self.people.in_span(sentence.start, stop.start()) if (seat := seat_of(person))]
            guests += [place.region for place in self.document.places_in(sentence.start, stop.start()) if not place.inside]
            sides = [side for side in self.sides or () if isinstance(side, Region)]
            hosts = [side for side in sides if not any(related(side, guest) for guest in guests) and any(
                draft.place is not None and related(draft.place, side) for draft in self.drafts)]
            if len(hosts) == 1 and any(related(side, guest) for side in sides for guest in guests):
                self.journeys.lead(stop, hosts[0])
                self._draft("visit", stop, (sentence.start, sentence.end), in_title=False)

    def _told(self, start: int, end: int) -> list[tuple[str, re.Match[str]]]:
        """The events that a span tells of, with the words that say so; a journey comes first."""
        visit = self.journeys.visit(start, spoken(self.text, start, end))
        told = find_happenings(self.text, start, end)
        if not self._of_sides(start, end):
            told = [(kind, match) for kind, match in told if not match.group().startswith("开幕")]
        return ([("visit", visit)] if visit else []) + told

    def _of_sides(self, start: int, end: int) -> bool:
        """Whether a span names a place or a person of one of the sides."""
        named = [place.region for place in self.document.places_in(start, end)]
        named += [seat for _, person in self.people.in_span(start, end) if (seat := seat_of(person)) is not None]
        sides = [side for side in self.sides or () if isinstance(side, Region)]
        return any(side == region or side in ancestors(region) for side in sides for region in named)

    def _of_both(self, start: int, end: int) -> bool:
        """Whether a span names a place of each side."""
        named = [place.region for place in self.document.places_in(start, end)]
        return all(any(isinstance(side, Region) and related(side, region) for region in named) for side in self.sides or ())

    def _draft(self, kind: str, trigger: re.Match[str], span: tuple[int, int], in_title: bool) -> None:
        start, end, window = self._when(kind, trigger, span)
        place = self._stated_place(span) if in_title else self._place(kind, trigger, span, (start, end) if start else window)
        same = next((d for d in self.drafts if d.kind == kind and _same(d, start, window, place)), None)
        draft = same or Draft(kind, [], window=window)
        if same is None:
            self.drafts.append(draft)
        draft.spans.append(span)
        if not in_title:
            draft.clauses.append((max(span[0], self.text.rfind("；", span[0], trigger.start()) + 1),
                                  at if (at := self.text.find("；", trigger.end(), span[1])) >= 0 else span[1]))
        if start and not draft.start:
            draft.start, draft.end = start, end if end != start else ""
        if start and not end:
            self._seen.setdefault(start, set()).update(person for _, person in self.people.in_span(*span))
        if kind == "meeting":
            name = self._name(trigger)
            if len(name) > len(draft.name):
                draft.name = name
        draft.place = draft.place or place

    def _when(self, kind: str, trigger: re.Match[str], span: tuple[int, int]) -> tuple[str, str, tuple[str, str]]:
        """First and last day, else the days of the visit on one of which it was, if the text does not say on which."""
        value = self.days.day(trigger.start(), *span)
        if value is None or not value.start:
            return "", "", ("", "")
        if self.days.said(*span) or kind == "visit":
            return value.start, value.end or "", ("", "")
        if value.end not in (None, value.start):
            return "", "", (value.start, value.end or "")
        return self._day_of_people(span, value.start), "", ("", "")

    def _day_of_people(self, span: tuple[int, int], day: str) -> str:
        """The day that the story stands at, unless others were seen on that day, and all whom a span names on one other."""
        people = {person for _, person in self.people.in_span(*span)}
        others = [other for other, named in self._seen.items() if people and people <= named]
        return others[0] if len(others) == 1 and self._seen.get(day) else day

    def _name(self, trigger: re.Match[str]) -> str:
        """The meeting's own name, where it has one longer than its bare kind."""
        text = trigger.group()
        cut = re.split(r"(?:主持召开|主持|召开|举行|参加|出席|随后的?|在|开了一场|的|，)", text)[-1]
        return cut if len(cut) > 6 else ""

    def _place(self, kind: str, trigger: re.Match[str], span: tuple[int, int], days: tuple[str, str]) -> Region | None:
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
        known = [draft for draft in self.drafts if draft.kind in ("visit", "meeting") and draft.place] or [d for d in self.drafts if d.place]
        if known:
            return next((draft for draft in known if overlap(draft.days, days)), known[0]).place
        moved = re.search(r"(?:来到|到访|赴|到|来)(?=[\u4e00-\u9fff])", self.text[span[0]:span[1]])
        if moved:
            target = self.journeys.target(span[0] + moved.end(), span[1])
            if target is not None:
                return target
        if self.document.own is not None:
            return self.document.own.region
        return self.relations.home[0] if self.relations.home else None

    def _stated_place(self, span: tuple[int, int]) -> Region | None:
        """Where the words say that it took place: 在昭通召开."""
        for at in _AT.finditer(self.text, *span):
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


def _same(draft: Draft, start: str, window: tuple[str, str], place: Region | None) -> bool:
    """Whether words of a day (or of some day of a visit) tell of the event of a draft; a visit to a place on the days after
    is the same one, gone on with."""
    if not (draft.start and start):
        return overlap(draft.days, (start, "") if start else window)
    if draft.start == start or draft.kind == "training":  # opened on one day, closed on another
        return True
    if draft.kind != "visit":
        return False
    if draft.place is None and draft.end:  # a journey through several places
        return draft.start <= start <= draft.end
    local = place is None or place.level in ("township", "village")  # whose county the text need not name
    if not local and (draft.place is None or place is None or not related(draft.place, place)):
        return False
    last = draft.end or (edtf.shift(draft.start, 2) if edtf.is_day(draft.start) else draft.start)
    return draft.start <= start <= last


def _during(draft: Draft, visit: Event) -> bool:
    if not draft.start:
        return True
    return visit.start <= draft.start <= (visit.end or visit.start)
