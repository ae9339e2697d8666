"""Journeys: somebody of one side goes to see the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Actor, Organization, Region
from .actors import Mention
from .attendance import seat_of
from .daybook import Daybook
from .document import Document
from .happenings import MEETS, past, planned
from .kinds import LOCAL
from .people import People
from .regions import ancestors, province_of, related
from .spans import Spans

MOVES = re.compile(
    r"(?:在(?=(?:当地|我[省市县区旗州]|[\u4e00-\u9fff]{2,14}?)(?:进行|开展)?(?:考察|调研|走访|参观|访问|逗留|停留|住了|[过待呆蹲跑泡忙走转]了[^，。；]{0,3}天))|赶?赴|前往|奔赴|来到|抵达|走进|到访|到|"
    r"来(?=我|[\u4e00-\u9fff]{0,6}?(?:考察|督导|调研|对接|访问|参观|走亲|串门|做客|取经|洽谈|交流))|(?<![年以近本原未从历月日带由])来(?=[\u4e00-\u9fff])(?![自源到说看往年])|"
    r"对(?=[\u4e00-\u9fff]{2,16}?(?:进行|开展)了?[^，。；]{0,10}(?:访问|考察|回访))|走访了?|出访|访问|考察|深入|莅临|回访|造访|登门|飞抵|抵|开进|驶进|驶入|赶到|赶来|踏上|"
    r"走到|深入到|直奔|转道|做客|落地|出现在|去了|去到|去往|扎进|钻进|(?:一行人?|代表团|考察团)在)(?!会|位|底|达|年|场|目前|期|账|家|门|手|一起)")
"""Verbs of movement; the place comes right after."""
SEES = re.compile(
    r"考察|督导|走访|访问|调研|慰问|看望|互访|回访|参观|察看|查看|观摩|对接|学习|推进|视察|参访|踏访|开展|实地|走了一趟|取经|串门|探路|摸底|洽谈|转了|看了|看望|走亲|探亲|逗留|停留|住了|[过待呆蹲跑泡忙走转]了[^，。；]{0,3}天|"
    r"做客|办展|参展|拜访|拜会|招商|[走转逛看听问]了[走转逛看听问一]|[走转看]一?[走转看]|交流|踏看|考查")
"""What a visitor does there."""
TEAM = re.compile(
    r"代表团|考察团|访问团|工作组|工作队|一行|率队|率团|带队|领队|率领|率[一二三四五六七八九十\d]+|带领|带着|领着|偕|客人|娘家人|亲戚|亲人|老朋友|小分队|参访团|慰问团|医疗队|专家[组团队]|医疗团|车队|大巴|中巴|率(?=.{0,8}(?:团|队|干部))")
"""Words for those who come."""
ATTENDS = re.compile("出席|参加|召开|举行|签|开会|会议|参会|挂职|任职|就读|务工|打工|上学")
"""Why somebody may come without a visit to the place."""


ARRIVES = re.compile(r"(?:客人|代表团|考察团|访问团|一行|娘家人|亲戚)们?”?(?:[又也都就]|如期|如约)*(?:到了|来了|登门|上门|而至|到访|抵达|进了门|进门)(?=[，。！])|(?:领着|带着|率)[^，。；]{1,16}，(?:一|刚一?|才)(?:进门|进村|下车|落脚|到(?=[，。就便]))")
"""Guests who come without a word where to: to where the document is at home."""


WELCOMES = re.compile(r"(?:迎来了?|(?<=[\u4e00-\u9fff])来了)(?=[^，。；]{2,20}(?:客人|代表团|考察团|访问团|调研组|慰问团|一行|亲人|亲戚|娘家人))")
"""宜川县迎来了新吴区的客人."""


CALLS = re.compile("(?:到访|来访|造访|莅临|做客|登门拜访)(?![的者]|中国|时)")
"""上饶市代表团到访屈原故里: guests who come to where no name says that it is."""


_TO_SEE = re.compile("我|咱|[\u4e00-\u9fff]{0,6}?(?:考察|督导|调研|对接|访问|参观|走亲|串门|做客|取经|洽谈|交流)")
_SEVERAL = re.compile(r"了?(?:上述|这|其)?(?:[两二三][市国城地]|友城|友好城市|[^，。；]{0,10}(?:两|三)[国市]|[^，。；]{2,6}、[^，。；]{2,6})")

_OWN_HOUSE = re.compile(r"了?(?:我[校司院行]|我?公司|我?集团|学校|[校院](?=[^，。；]{0,6}(?:访问|考察|调研|交流|洽谈|参观|指导|对接|座谈|走访|回访))|访(?=[，。；]))")
"""After a verb of movement: to the body that the document speaks for (来校访问, 一行来访)."""


class Journeys:
    """Who goes where in one document."""

    def __init__(self, document: Document, people: People, actors: Spans[Mention], home: Sequence[Region],
                 sides: tuple[Actor, Actor] | None, days: Daybook) -> None:
        self.document, self.people, self.actors, self.home = document, people, actors, home
        self.days = days
        self.text, self.sides = document.text, sides
        self._targets: dict[int, Region | None] = {}

    def visit(self, start: int, end: int) -> re.Match[str] | None:
        """Somebody of one side goes to see the other side."""
        text = self.text
        delegation = TEAM.search(text, start, end)
        people = self.people.in_span(start, end)
        if not delegation and not people:
            return None
        for match in MOVES.finditer(text, start, end):
            if planned(text, match, start, 10) or past(text, match, start):
                continue
            if self._called_on(match, start, end):
                return match
            target = self.target(match.end(), end)
            if target is None:
                if self._abroad(match, start, end):
                    return match
                continue
            if not self._reaches(target, start, match.start()):
                continue
            if not self._stranger(target, start, match.start()):
                continue
            sees = SEES.search(text, match.start(), end)
            meets = MEETS.search(text, match.end(), end)
            at_once = sees is not None and "，" not in text[match.end():sees.start()] and sees.start() > match.start()
            to_meet = bool(meets and re.match("，(?:就|与|同)", text[text.find("，", match.end()):][:3]))
            if sees and (at_once or delegation or not to_meet):
                return match
            if delegation and (not meets or match.group().endswith("在") or not to_meet and "，" in text[match.end():meets.start()]):
                return match
            on_a_day = self.days.said(start, end) or match.group() in ("踏上", "到访", "回访", "造访", "登门", "莅临", "走进", "抵达")
            if people and not meets and on_a_day and not ATTENDS.search(text, start, end):
                return match  # 某市长15日走进某地
        return self._come(start, end)

    def lead(self, movement: re.Match[str], target: Region) -> None:
        """Note where a movement leads that names no place."""
        self._targets[movement.end()] = target

    def _reaches(self, target: Region, start: int, end: int) -> bool:
        """Whether a place lies in one of the sides, or they in it, or in the province of the hosts; a third place is no matter
        between two regions."""
        regions = [side for side in self.sides or () if isinstance(side, Region)]
        if len(regions) < 2 or (target.level in LOCAL and target.parent is None) or any(related(side, target) for side in regions):
            return True
        own = {province_of(place.region) for place in self.document.places_in(start, end)}
        return province_of(target) in {province_of(side) for side in regions} - own - {""}

    def _abroad(self, match: re.Match[str], start: int, end: int) -> bool:
        """先后访问两市, 出访比利时、匈牙利: a delegation goes to several cities or countries of which one is a side."""
        return bool(match.group() in ("访问", "出访", "赴", "前往") and TEAM.search(self.text, start, end) and _SEVERAL.match(self.text, match.end(), end)
                    and any(isinstance(side, Region) and side.level == "foreign" for side in self.sides or ()))

    def _called_on(self, match: re.Match[str], start: int, end: int) -> bool:
        """岷县县长一行到访我校: guests of a region come to the body that the document speaks for."""
        own = self.document.own
        if own is None or not _OWN_HOUSE.match(self.text, match.end(), end):
            return False
        guests = [region for _, person in self.people.in_span(start, match.start()) if (region := seat_of(person))]
        guests += [place.region for place in self.document.places_in(start, match.start()) if not place.inside]
        sides = [side if isinstance(side, Region) else side.region for side in self.sides or () if isinstance(side, Region | Organization) and side != own]
        if not any(side and related(side, guest) for side in sides for guest in guests):
            return False
        self._targets[match.end()] = own.region
        return True

    def _come(self, start: int, end: int) -> re.Match[str] | None:
        """鼓楼区的客人到了: guests of one side come to the other."""
        for match in (m for pattern in (ARRIVES, WELCOMES, CALLS) for m in pattern.finditer(self.text, start, end)):
            if planned(self.text, match, start, 10) or past(self.text, match, start):
                continue
            span = (match.end(), min(end, match.end() + 16)) if match.re is WELCOMES else (start, match.start())
            own = [place.region for place in self.document.places_in(*span) if not place.inside]
            if match.re is CALLS and not (own and TEAM.search(self.text, *span)):
                continue
            hosts = [side for side in self.sides or () if isinstance(side, Region) and not any(related(side, one) for one in own)]
            others = [place.region for place in self.document.places_in(start, match.start()) if match.re is WELCOMES and match.start() - place.end <= 1]
            if own and len(hosts) == 1 and all(related(hosts[0], other) for other in others):  # another host's guests are no matter here
                self._targets[match.end()] = hosts[0]
                return match
        return None

    def target(self, position: int, end: int) -> Region | None:
        """The place that the movement leads to: the last of the chain of places right after the verb."""
        if position in self._targets:
            return self._targets[position]
        text = self.text
        if text.startswith("的", position):  # 前来考察的甲县县长: whence they come
            return None
        pronoun = re.match(r"[^，。；]{0,4}?(?:我|本)([省市县区旗州])", text[position:min(end, position + 8)])
        beside = next((place for place in self.document.places_in(position, end) if place.start <= position + (text[position:position + 1] == "咱")), None)
        if pronoun or (text[position - 1] == "来" and beside is None and _TO_SEE.match(text, position, end)):
            home = next(iter(self.home), None)
            if home is not None:
                return home
        if text[position - 1] == "来" and beside is None:
            return None
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
        own += [region for _, person in self.people.in_span(start, end) if (region := seat_of(person)) is not None]
        if target.level in LOCAL and target.parent is None and own and (
                all(related(one, self.home[0]) for one in own) if self.home else not TEAM.search(self.text, start, end)):
            return False  # the text need not say of its own towns where they lie
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
