"""Events: visits, meetings, signings, donations, unveilings, trainings between two sides (who took part: `attendance`).

One event per kind, day and place: later sentences about the same occasion add to it. A gathering of one side alone
(a county's own inspection) is no event of cooperation."""

from __future__ import annotations

import dataclasses
import re

from ..model import Event, Organization, Participation, Person, Region
from ..text.dates import DateMention
from ..text.sentences import Sentence
from .actors import Mention
from .attendance import Attendance, Draft
from .document import Document
from .people import People
from .regions import ancestors, related
from .relations import Relations
from .spans import Spans

MOVES = re.compile(r"(?:在(?=(?:当地|我[省市县区旗州]|[\u4e00-\u9fff]{2,8}?)(?:进行|开展)?(?:考察|调研|走访))|赶?赴|前往|奔赴|来到|抵达|走进|到访|到|来(?=我|[\u4e00-\u9fff]{0,6}?(?:考察|督导|调研|对接|访问|参观))|走访了?|访问|考察|深入|莅临|回访|造访|登门|抵|飞抵|开进|赶到|赶来)(?!会|位|底|达|年|场|目前|期|账)")
SEES = re.compile(r"考察|督导|走访|访问|调研|慰问|看望|互访|回访|参观|察看|查看|观摩|对接|学习|推进|视察|参访|踏访|开展|实地|走了一趟|取经|串门|探路|摸底|洽谈|转了|看了|看望|走亲")
TEAM = re.compile(r"代表团|考察团|访问团|工作组|工作队|一行|率队|率团|带队|领队|率领|带着|偕|客人|率(?=.{0,8}(?:团|队|干部))")
MEETS = re.compile(
    r"[\u4e00-\u9fff“”\d（）—\-]{0,40}?(?:联席会议|联席会(?!议)|座谈会|交流会|推进会|对接会|洽谈会|见面会|恳谈会|座谈交流会|工作会议|工作会|推介会|协调会|会商会|"
    r"启动会|研讨会|论坛|视频会议)|会谈|会见|会面|会晤|座谈(?!会)|会商|磋商|碰头|碰面|落座|围坐|坐到一(?:起|张桌)|坐在一(?:起|张桌)|坐下来")
SIGNS = re.compile(r"签约|签署|签订|签下|签定|签字|签(?=了)|续签|落笔|缔结(?=.{0,6}协议)")
GIVES = re.compile(
    r"捐赠|捐款|捐资|捐出|捐献|捐给|(?<!的)捐助|捐建|捐物|捐了|认捐|转交|送上(?=.{0,16}(?:资金|款|物资|金))|送来(?=.{0,20}(?:资金|款|物资|万元))|"
    r"赠送|赠予|捐(?=[\d一二三四五六七八九十百两]|近|约|善)|把[^，。]{2,24}(?:交给|送给|递给|移交)|资助(?=.{0,10}(?:资金|万元|学生|困难))|递上.{0,14}(?:支票|善款|捐)|掏出.{0,14}(?:支票|万元)|交到.{0,14}手里|(?:打到|划到).{0,8}账|交付.{0,8}资金|递交.{0,8}(?:支票|善款)")
NOT_GIVING = re.compile(r"捐赠证书|感谢|捐躯|接受捐")
UNVEILS = re.compile(r"揭牌|揭幕|授牌|挂牌(?!督办|上市)")
TRAINS = re.compile(r"培训班|研修班|开班|结业|专题培训(?!班)")
PLANNED = re.compile(r"(?:将|拟|计划|即将|准备|预计|有望|力争|下一步|争取|待|商定|约定|筹备)[^，。；]{0,14}$")
PAST = re.compile(r"以来|以往|曾|历年|此前|去年|上次|首次|每年|多年|历次|累计|近年|连续|已有|早在|先后|定期|常态")
OTHER = re.compile(r"(?:启动仪式|开工仪式|奠基|招聘会|义诊|推介活动|展销)")

class Occasions:
    """The events of one document."""

    def __init__(self, document: Document, people: People, actors: Spans[Mention], relations: Relations) -> None:
        self.document, self.people, self.actors, self.relations = document, people, actors, relations
        self.text = document.text
        self.sides = relations.pair
        self.anchor = self._anchor()
        self.drafts: list[Draft] = []
        if self.sides:
            self._collect()
            Attendance(document, people, actors, self.sides, self.drafts).settle()

    def _anchor(self) -> DateMention | None:
        """The first day or span of days in the body: when the occasion took place."""
        for date in self.document.dates:
            if date.start < self.document.header.body_start or date.value is None or not date.value.start:
                continue
            if date.kind in ("day", "range", "relative") and len(date.value.start) == 10 and not date.value.since and (
                    not re.match(r"以来|起", self.text[date.end:date.end + 2]) and self.document.sentence_at(date.start)):
                return date
        return None

    def _collect(self) -> None:
        for sentence in self.document.sentences:
            if sentence.block.kind == "heading":
                continue
            in_title = sentence.block.kind == "title"
            for span in self._units(sentence):
                for kind, trigger in self._kinds(*span):
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
        dated = [part for part in parts if any(date.kind in ("day", "range", "relative") for date in self.document.dates_in(*part))]
        return parts if len(dated) > 1 else [(sentence.start, sentence.end)]

    def _kinds(self, start: int, end: int) -> list[tuple[str, re.Match[str]]]:
        """The kinds of event that a sentence tells of, with the words that say so."""
        text, found = self.text, []
        said = text[start:end]
        speech = self._speech_start(start, end)
        limit = speech if speech is not None else end
        visit = self._visit(start, limit)
        if visit:
            found.append(("visit", visit))
        for kind, pattern in (("meeting", MEETS), ("signing", SIGNS), ("donation", GIVES), ("unveiling", UNVEILS),
                              ("training", TRAINS), ("other", OTHER)):
            for match in pattern.finditer(text, start, limit):
                ahead = text[max(start, match.start() - 16):match.start()]
                if PLANNED.search(ahead) or self._past(match, start, end):
                    continue
                if kind == "donation" and (NOT_GIVING.search(said) and "捐赠仪式" not in said):
                    continue
                if kind == "donation" and re.search(r"以来|累计|近年|历年", text[start:match.start()]):
                    continue
                if kind == "signing" and re.match(r"签(?:约|订|署)(?:率|额|企业|地)", text[match.start():match.start() + 4]):
                    continue
                found.append((kind, match))
                break
        return found

    def _past(self, match: re.Match[str], start: int, end: int) -> bool:
        """The words tell of earlier times (…以来, 历年), not of this occasion."""
        clause_start = max(self.text.rfind(mark, start, match.start()) for mark in "，；。") + 1
        clause_start = max(clause_start, start)
        return bool(re.search(r"以来", self.text[match.end():match.end() + 3]) or PAST.search(self.text[clause_start:match.start()]))

    def _speech_start(self, start: int, end: int) -> int | None:
        """Where reported speech begins: what a speaker says of the future is no event."""
        match = re.search(r"(?:表示|指出|强调|认为|谈到|希望|要求|提出)[，：]|(?<=[\u4e00-\u9fff])说[，：]?(?=[\u4e00-\u9fff“])", self.text[start:end])
        return start + match.end() if match else None

    def _visit(self, start: int, end: int) -> re.Match[str] | None:
        """Somebody of one side goes to see the other side."""
        text = self.text
        team = TEAM.search(text, start, end)
        people = self.people.in_span(start, end)
        if not team and not people:
            return None
        for match in MOVES.finditer(text, start, end):
            if PLANNED.search(text[max(start, match.start() - 10):match.start()]) or self._past(match, start, end):
                continue
            ahead = text[match.end():min(end, match.end() + 30)]
            target = self._target(match.end(), end)
            if target is None or not self._stranger(target, start, match.start()):
                continue
            sees = SEES.search(text, match.start(), end)
            delegation = TEAM.search(text, start, end)
            meets = MEETS.search(text, match.end(), end)
            at_once = sees is not None and "，" not in text[match.end():sees.start()] and sees.start() > match.start()
            if sees and (at_once or delegation or not (meets and re.match(r"，(?:就|与|同)", ahead[ahead.find("，"):][:3] or " "))):
                return match
            if delegation and not meets:
                return match
        return None

    def _target(self, position: int, end: int) -> Region | None:
        """The place that the movement leads to: the last of the chain of places right after the verb."""
        text = self.text
        pronoun = re.match(r"[^，。；]{0,4}?(?:我|本)([省市县区旗州])", text[position:min(end, position + 8)])
        if pronoun or text[position - 1] == "来":
            home = next(iter(self.relations.home), None)
            if home is not None:
                return home
        if text.startswith("当地", position) and self.sides:
            return next((side for side in reversed(self.sides) if isinstance(side, Region)), None)
        found: Region | None = None
        reach = position
        for place in self.document.places_in(position, end):
            if place.start - reach > (8 if found is None else 1) or re.search("[，。；]", text[reach:place.start]):
                break
            if found is not None and found not in ancestors(place.region):
                break
            found, reach = place.region, place.end
        return found

    def _stranger(self, target: Region, start: int, end: int) -> bool:
        """Whether those who move are not at home in the target."""
        own: list[Region] = [place.region for place in self.document.places_in(start, end) if not place.inside]
        own += [region for _, person in self.people.in_span(start, end) if (region := _region_of(person)) is not None]
        if self.document.own is not None and any(
                m.actor == self.document.own for m in self.actors.within(start, end)):
            return True
        outside = [region for region in own if not related(region, target)]
        if outside:
            return True
        if own:
            return False
        sides = [side for side in self.sides or () if isinstance(side, Region)]
        if any(isinstance(side, Organization) for side in self.sides or ()) and any(related(side, target) for side in sides):
            return True
        return any(related(side, target) for side in sides) and any(not related(side, target) for side in sides)

    def _draft(self, kind: str, trigger: re.Match[str], span: tuple[int, int], in_title: bool) -> None:
        date = self._date(trigger, span)
        value = date.value if date else None
        if value is None and self.anchor is not None:
            value = self.anchor.value
            if kind != "visit" and value is not None and value.end not in (None, value.start):
                value = None  # on which of the visit's days is not said
        start, end = (value.start or "", value.end or "") if value else ("", "")
        same = next((d for d in self.drafts if d.kind == kind and (not start or not d.start or d.start == start)), None)
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
        draft.place = draft.place or (self._stated_place(span) if in_title else self._place(kind, trigger, span))

    def _date(self, trigger: re.Match[str], span: tuple[int, int]) -> DateMention | None:
        days = [date for date in self.document.dates_in(*span) if date.value is not None and date.value.start
                and len(date.value.start) == 10 and date.kind in ("day", "range", "relative") and not date.value.since
                and not re.match(r"以来", self.text[date.end:date.end + 4])]
        if not days:
            return None
        before = [date for date in days if date.start < trigger.start()]
        return before[-1] if before else days[0]

    def _name(self, trigger: re.Match[str]) -> str:
        """The meeting's own name, where it has one longer than its bare kind."""
        text = trigger.group()
        cut = re.split(r"(?:主持召开|主持|召开|举行|参加|出席|随后的?|在|开了一场|的|，)", text)[-1]
        return cut if len(cut) > 6 else ""

    def _place(self, kind: str, trigger: re.Match[str], span: tuple[int, int]) -> Region | None:
        if kind == "visit":
            return self._target(trigger.end(), span[1])
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
            target = self._target(span[0] + moved.end(), span[1])
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


def _during(draft: Draft, visit: Event) -> bool:
    if not draft.start:
        return True
    return visit.start <= draft.start <= (visit.end or visit.start)


def _region_of(person: Person) -> Region | None:
    seat = person.seat
    return seat if isinstance(seat, Region) else seat.region if isinstance(seat, Organization) else None


