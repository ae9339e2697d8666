"""Who took part in an event, in which role: the persons of its sentences, those who speak of it later, and its sides."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from ..model import Actor, Evidence, Organization, Person, Region
from .actors import Mention
from .document import Document
from .people import People
from .regions import related
from .spans import Spans

ROLE_WORDS = (
    (re.compile(r"率领|率队|率团|带队|带领|率|领衔|牵头"), "role/led"), (re.compile(r"主持"), "role/chaired"), (re.compile(r"见证"), "role/witnessed"),
    (re.compile(r"签署|签订|签字|签约|签下"), "role/signed"), (re.compile(r"揭牌|揭幕"), "role/unveiled"), (re.compile(r"陪同|陪"), "role/accompanied"),
    (re.compile(r"汇报|通报|介绍"), "role/reported"), (re.compile(r"致辞|讲话|发言|表示|指出|强调|说|认为|谈到"), "role/spoke"),
    (re.compile(r"会见|接待|迎接|欢迎|东道主"), "role/hosted"), (re.compile(r"转交|捐赠|捐"), "role/donated"))
ROLES_OF = {"role/led": ("visit", "meeting"), "role/signed": ("signing",), "role/donated": ("donation",),
            "role/unveiled": ("unveiling",)}
"""Roles that only some kinds of event have."""
ATTENDS = re.compile(r"出席|参加|到会|一道|前往|随行|随访|作陪|在场|指导|一并|同去|迎接|参会|列席|与会|到场|在座|陪同|陪|同行|随同|参与|座谈|会见|会谈|会面|考察|调研|见证|成员|一行|主持|东道主|远道而来|来访")
SPEAKS = re.compile(r"表示|指出|强调|说|认为|谈到|介绍|汇报|通报|致辞|讲话|希望|回顾|提出|感谢|道谢|主持")


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
    present: set[str] = dataclasses.field(default_factory=set)

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
                 drafts: Sequence[Draft]) -> None:
        self.document, self.people, self.actors = document, people, actors
        self.text = document.text
        self.sides, self.drafts = sides, drafts

    def settle(self) -> None:
        """Put persons and sides into the events of their sentences; those who merely attend, into the last one."""
        current: list[Draft] = []
        for sentence in self.document.sentences:
            if sentence.block.kind in ("title", "heading"):
                continue
            here = [draft for draft in self.drafts if any(sentence.start <= low < sentence.end for low, _ in draft.spans)]
            people = self.people.in_span(sentence.start, sentence.end)
            targets = here
            text = self.text[sentence.start:sentence.end]
            if not here and people and len(text) < 40 and "名单" in self.text:
                targets = [d for d in self.drafts if d.kind == "meeting"]
            elif here and "陪" in text:  # those who accompany belong to the visit too
                targets = [*here, *(d for d in self.drafts if d.kind == "visit" and d not in here)]
            elif not here and people and (ATTENDS.search(text) or SPEAKS.search(text)):
                targets = [d for d in (current or self.drafts[:2]) if d.kind in ("visit", "meeting", "signing")]
                if SPEAKS.search(text) and not ATTENDS.search(text):
                    targets = [d for d in targets if d.kind == "meeting"] or targets[:1]
            for position, person in people:
                for draft in targets:
                    if draft in here and not any(low <= position < high for low, high in draft.spans):
                        continue
                    draft.add(person, self._role(position, person, sentence.end, draft),
                              self.document.evidence(position))
            if here:
                current = [draft for draft in self.drafts if draft in here or (draft in current and draft.kind != "donation")]
        self._lead()
        for draft in self.drafts:
            self._parties(draft)

    def _lead(self) -> None:
        """Who led the visit sits in the meeting that both sides held in its course, where nobody of the guests is named."""
        visit = next((draft for draft in self.drafts if draft.kind == "visit"), None)
        if visit is None or visit.place is None:
            return
        leaders = [(actor, quote) for (_, role), (actor, quote) in visit.roles.items() if role == "role/led"]
        for draft in self.drafts:
            if draft.kind == "meeting" and (not draft.start or visit.start <= draft.start <= (visit.end or visit.start)):
                for actor, quote in leaders:
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
        if re.search(r"(?:带队|领队|率队|带队人)的?(?:有|是|由)[^。；]{0,24}$", self.text[max(0, position - 30):position]):
            return "role/led" if draft.kind == "visit" else "role/attended"
        best = "role/attended"
        if re.match(r"(?:等|一同|一道|一起|也|都|分别)*(?:参加|出席)", clause) and not re.search("讲话|主持|致辞|发言|汇报|通报|签", clause):
            return best
        earliest = len(clause) + 1
        for pattern, role in ROLE_WORDS:
            match = pattern.search(clause)
            if match and match.start() < earliest:
                best, earliest = role, match.start()
        if draft.kind == "visit" and best == "role/chaired":
            return "role/hosted"
        return best if draft.kind in ROLES_OF.get(best, (draft.kind,)) else "role/attended"

    def _parties(self, draft: Draft) -> None:
        """The two sides, as hosts and guests where the place tells; bodies named in the event's sentences."""
        evidence = self.document.evidence(*draft.spans[0])
        for side in self.sides:
            host = draft.place is not None and isinstance(side, Region) and related(side, draft.place)
            draft.add(side, "role/hosted" if host else "role/attended", evidence)
        for start, end in draft.spans:
            sentence = self.document.sentence_at(start)
            if sentence is not None and sentence.block.kind == "title":
                continue
            for mention in self.actors.within(start, end):
                if isinstance(mention.actor, Organization):
                    draft.add(mention.actor, "role/attended", self.document.evidence(mention.start))
