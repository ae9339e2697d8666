"""Who took part in an event, in which role: the persons of its sentences, those who speak of it later, and its sides."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from ..model import Actor, Evidence, Organization, Person, Region
from ..text.sentences import Sentence
from .actors import Mention
from .daybook import Daybook, overlap
from .document import Document
from .people import People
from .regions import related
from .spans import Spans
from .statements import SPEAKING

ROLE_WORDS = (
    (re.compile(r"率领|率队|率团|带队|带领|率|领衔|牵头|带着|领着"), "role/led"), (re.compile(r"主持"), "role/chaired"), (re.compile(r"见证"), "role/witnessed"),
    (re.compile(r"签署|签订|签字|签约|签下"), "role/signed"), (re.compile(r"揭牌|揭幕"), "role/unveiled"), (re.compile(r"陪同|陪"), "role/accompanied"),
    (re.compile(r"汇报|通报|介绍"), "role/reported"), (re.compile(r"致辞|讲话|发言|表示|指出|强调|说|认为|谈到"), "role/spoke"),
    (re.compile(r"会见|接待|迎接|欢迎|东道主"), "role/hosted"), (re.compile(r"转交|捐赠|捐"), "role/donated"))
ROLES_OF = {"role/led": ("visit", "meeting"), "role/signed": ("signing",), "role/donated": ("donation",),
            "role/unveiled": ("unveiling",)}
"""Roles that only some kinds of event have."""
ATTENDS = re.compile(
    r"出席|参加|到会|一道|前往|随行|随访|作陪|在场|指导|一并|同去|同来|同往|同车|迎接|迎候|等候|接待|参会|列席|与会|到场|在座|陪同|陪|同行|随同|参与|座谈|会见|会谈|会面|考察|调研|"
    r"见证|成员|一行|随团|主持|东道主|远道而来|来访|带队|领队|领头|团长|随队|落座|握手|鼓掌|送行|带着|领着|随[^，。；]{1,3}来|握在一起|接机|等在|候在|赶来|赶了过来|一同|一起|一路|(?:都|全|也|悉数|准时|如约|齐齐)(?:到了|来了|到齐|到齐了|在)(?=[。，；！])|来了(?=[，。！])")
SPEAKS = re.compile(SPEAKING.pattern + "|致辞|致词|致[^，。；]{0,6}[辞词谢]|答谢|讲话|发言|主持|讲解|点题|解答")
_LIST = re.compile(r"名单|(?:参加|参会|出席|与会|列席)(?:人员|领导|人|代表)(?=[：\s]|$)|(?:^|\n)[^\n，。；：]{0,6}(?:出席|参加|参会|列席|主持)[：\s]", re.MULTILINE)
"""What stands above those who are to take part in a meeting."""
_GIVEN = re.compile("捐赠|受赠|接受捐|接收")
_TAUGHT = re.compile("教(?:他们|她们|大家|学员|的)|授课|讲课|讲授|主讲|执教|任教|传艺|传授|担任(?:讲师|教员|导师)|(?:当|请来)的?老师|手把手")
_AT_MEETING = re.compile("(?:座谈|联席|对接|推进)?会(?:议)?上|(?:会议|座谈)(?:期间|中)|席间")
"""At the beginning of a sentence: what follows took place in the meeting told before."""
_ACCOMPANIES = re.compile("陪|迎接|迎候|迎到|接待")


@dataclasses.dataclass(slots=True)
class Draft:
    """An event in the making."""

    kind: str
    spans: list[tuple[int, int]]
    name: str = ""
    start: str = ""
    end: str = ""
    place: Region | None = None
    venue: str = ""
    roles: dict[tuple[str, str], tuple[Actor, Evidence]] = dataclasses.field(default_factory=dict)
    window: tuple[str, str] = ("", "")  # the days of the visit on one of which it took place
    present: set[str] = dataclasses.field(default_factory=set)
    clauses: list[tuple[int, int]] = dataclasses.field(default_factory=list)  # between semicolons, where it is told

    @property
    def days(self) -> tuple[str, str]:
        """First and last day, or those on one of which it took place."""
        return (self.start, self.end) if self.start else self.window

    def add(self, actor: Actor, role: str, evidence: Evidence) -> None:
        """Note that an actor took part; a telling role replaces mere attendance."""
        key = actor.key
        if role == "role/attended" and key in self.present:
            return
        self.present.add(key)
        self.roles.pop((key, "role/attended"), None)
        self.roles.setdefault((key, role), (actor, evidence))


class Attendance:
    """Fills the drafts of one document with those who took part."""

    def __init__(self, document: Document, people: People, actors: Spans[Mention], sides: tuple[Actor, Actor],
                 drafts: Sequence[Draft], days: Daybook) -> None:
        self.document, self.people, self.actors = document, people, actors
        self.text = document.text
        self.sides, self.drafts, self.days = sides, drafts, days

    def settle(self) -> None:
        """Put persons and sides into the events of their sentences; those who merely attend, into the last one."""
        current: list[Draft] = []
        told: dict[int, list[Draft]] = {}
        for draft in self.drafts:
            for low, _ in draft.spans:
                if (within := self.document.sentence_at(low)) and draft not in told.setdefault(within.start, []):
                    told[within.start].append(draft)
        for sentence in self.document.sentences:
            if sentence.block.kind == "title" or (sentence.block.kind == "heading" and not self._listed(sentence)):
                continue
            here = told.get(sentence.start, [])
            people = self.people.in_span(sentence.start, sentence.end)
            targets = self._targets(sentence, here, current) if people else []
            for position, person in people:
                for draft in targets:
                    if draft in here and not any(low <= position < high for low, high in draft.spans):
                        continue
                    draft.add(person, self._role(position, person, sentence.end, draft),
                              self.document.evidence(position))
            if here:
                current = [draft for draft in self.drafts if draft in here or (draft in current and draft.kind != "donation")]
        self._lead()
        self._guests()
        for draft in self.drafts:
            self._parties(draft)

    def _targets(self, sentence: Sentence, here: list[Draft], current: list[Draft]) -> list[Draft]:
        """The events that the persons of a sentence took part in: its own, else those that the story has come to."""
        text = self.text[sentence.start:sentence.end]
        if not here and self._listed(sentence):
            return [draft for draft in self.drafts if draft.kind == "meeting"]
        day = self.days.day(sentence.start, sentence.start, sentence.end)
        days = (day.start or "", day.end or "") if day else ("", "")
        if here:  # those who accompany belong to the visit too
            begun = [d for d in self.drafts if d.kind == "visit" and d not in here and d.spans[0][0] < sentence.end and overlap(d.days, days)]
            held = [d for d in current if d.kind == "meeting" and d not in here and _AT_MEETING.match(text) and overlap(d.days, days)]
            return [*here, *held, *(begun if _ACCOMPANIES.search(text) else ())]
        speaks, attends = SPEAKS.search(text), ATTENDS.search(text)
        lessons = [d for d in current if d.kind == "training"] if _TAUGHT.search(text) else []
        if lessons or not speaks and not attends:
            return lessons
        latest = current or [*self.drafts[:2]]
        open_to = [draft for draft in latest if draft.kind in ("visit", "meeting", "signing")] or latest
        open_to = [d for d in open_to if overlap(d.days, days)] or open_to
        gifts = [d for d in latest if d.kind == "donation" and overlap(d.days, days)]
        if gifts and _GIVEN.search(text):
            return [*open_to, *(draft for draft in gifts if draft not in open_to)]
        if attends:
            return open_to
        return [d for d in open_to if d.kind == "meeting"] or open_to[:1]

    def _listed(self, sentence: Sentence) -> bool:
        """Whether a line names participants under 参会名单, 参加人员 or 出席：."""
        line = self.text[sentence.start:sentence.end]
        return bool(_LIST.search(self.text, 0, sentence.end)) and (len(line) < 40 or bool(re.match("[^，。；：]{1,12}：", line)))

    def _guests(self) -> None:
        """Those of the guests' side who took part in what happened in the course of a visit were on the visit."""
        visits = [draft for draft in self.drafts if draft.kind == "visit"]
        for visit in visits:
            if visit.place is None and not any(role == "role/led" for _, role in visit.roles):
                continue
            named = any(self._guest(actor, visit) for actor, _ in visit.roles.values())
            for draft in self.drafts:
                known = bool(draft.start and visit.start) or len(visits) == 1
                if not overlap(draft.days, visit.days) or draft.kind in ("visit", "training") or (
                        draft.kind != "meeting" if not named else not known):
                    continue
                for actor, quote in list(draft.roles.values()):
                    if self._guest(actor, visit):
                        visit.add(actor, "role/attended", quote)

    def _guest(self, actor: Actor, visit: Draft) -> bool:
        """Whether a person holds his post in the side that does not lie where a visit led, else in that of its leader."""
        region = seat_of(actor) if isinstance(actor, Person) else None
        sides = [side for side in self.sides if isinstance(side, Region)]
        if region is None or visit.place is not None:
            return region is not None and visit.place is not None and not related(region, visit.place) and any(
                related(region, side) for side in sides)
        leaders = [seat for (_, role), (leader, _) in visit.roles.items() if role == "role/led" and isinstance(leader, Person)
                   and (seat := seat_of(leader))]
        return any(related(region, leader) for leader in leaders)

    def _lead(self) -> None:
        """Who led the visit, or came with his suite (沈拓一行), sits in the meeting that both sides held in its course."""
        for visit in self.drafts:
            if visit.kind != "visit" or (visit.place is None and self.document.own is None):
                continue
            leaders = [(actor, quote) for (_, role), (actor, quote) in visit.roles.items() if role == "role/led" or (
                isinstance(actor, Person) and f"{actor.name}一行" in self.text)]
            guests = [(actor, quote) for actor, quote in visit.roles.values() if self._guest(actor, visit)]
            for draft in self.drafts:
                if draft.kind == "meeting" and overlap(draft.days, visit.days):
                    alone = guests if len(guests) == 1 and draft.start == visit.start else []
                    for actor, quote in leaders or alone:
                        draft.add(actor, "role/attended", quote)

    def _role(self, position: int, person: Person, end: int, draft: Draft) -> str:
        """What the words right after a name say that the person did."""
        reach = position + len(person.name)
        while listed := re.match(r"(?:[、和与及]|以及)", self.text[reach:reach + 2]):  # the words after a list are about all of it
            following = self.people.ends.get(reach + listed.end())
            if following is None:
                break
            reach = following
        after = self.text[reach:min(end, reach + 20)]
        clause = re.sub("(?:签约|签字|揭牌|捐赠)(?:仪式|活动)", "", re.split(r"[，。；]", after)[0])
        if re.search(r"(?:带队|领队|率队|带队人|领头|团长|为首)的?(?:有|是|由)[^。；]{0,24}$", self.text[max(0, position - 30):position]):
            return "role/led" if draft.kind == "visit" else "role/attended"
        best = "role/attended"
        if re.match(r"(?:等|一同|一道|一起|也|都|分别)*(?:参加|出席)", clause) and not re.search("讲话|主持|致辞|发言|汇报|通报|签", clause):
            return best
        if draft.kind == "meeting" and re.match("(?:参加|出席)?(?:会见|会谈)[^，。；]{0,12}主持", clause):
            return "role/chaired"
        earliest = len(clause) + 1
        for pattern, role in ROLE_WORDS:
            match = pattern.search(clause)
            if match and match.start() < earliest:
                best, earliest = role, match.start()
        if draft.kind == "visit" and best in ("role/chaired", "role/hosted"):
            seat = seat_of(person)
            guest = draft.place is not None and seat is not None and not related(seat, draft.place)
            return "role/attended" if guest else "role/hosted"
        return best if draft.kind in ROLES_OF.get(best, (draft.kind,)) else "role/attended"

    def _parties(self, draft: Draft) -> None:
        """The two sides, as hosts and guests where the place tells, but not a side of which nobody is named where others are;
        bodies, and the towns that sign or are given something, named in the event's sentences."""
        evidence = self.document.evidence(*draft.spans[0])
        told = [span for span in draft.spans if (sentence := self.document.sentence_at(span[0])) and sentence.block.kind != "title"]
        mentions = [mention for span in told for mention in self.actors.within(*span)]
        seats = {region: quote for actor, quote in draft.roles.values() if isinstance(actor, Person) and (region := seat_of(actor))}
        named = [*seats, *(mention.actor for mention in mentions if isinstance(mention.actor, Region))]
        others = [region for region in seats if region.level in ("city", "county", "foreign") and not any(
            isinstance(side, Region) and related(side, region) for side in self.sides)]
        given = draft.kind in ("signing", "donation")
        near = [mention for span in draft.clauses for mention in self.actors.within(*span)] if given else mentions
        towns = {m.actor.key for m in near if isinstance(m.actor, Region) and m.actor.level in ("township", "village")}
        apart = bool(others) or (given and len(towns) > 1)
        for side in self.sides:
            if apart and isinstance(side, Region) and not any(related(side, region) for region in named):
                continue
            host = draft.place is not None and isinstance(side, Region) and related(side, draft.place)
            draft.add(side, "role/hosted" if host else "role/attended", evidence)
        for region in others:
            draft.add(region, "role/attended", seats[region])
        for mention in near:
            if isinstance(mention.actor, Organization) or (mention.actor.key in towns and given):
                draft.add(mention.actor, "role/attended", self.document.evidence(mention.start))


def seat_of(person: Person) -> Region | None:
    """The region that a person's post belongs to."""
    seat = person.seat
    return seat if isinstance(seat, Region) else seat.region if isinstance(seat, Organization) else None
