"""Whose post it is: the owner of a title that names none is inherited from chain, list, delegation or publisher."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model import Organization, Region
from .bodies import Body
from .delegations import introduced, led
from .document import Document
from .foreigners import foreign_before, is_foreign, place_before
from .home import bears, elsewhere, fits, home_regions
from .organs import kind_of
from .owner import Owner
from .possessors import ORG_OF_HEAD, body_before, suits
from .regions import ancestors
from .respective import owner_of_each
from .teams import INNER_GROUP, POST, group_speaking, team_before

if TYPE_CHECKING:
    from .people import Holder
    from .titles import Title

_OFFICIAL = re.compile(r"局长|[省市县区旗州镇乡村]长|(?<!党委)常委|人大|政协")
_GROUP = re.compile(r"工作[队组]|医疗队|指挥部|联络组|队(?=长$)|组(?=长$)|队$")
_OF_GROUP = ("工作组组长", "工作组副组长", "副组长", "工作队队长", "工作队副队长", "指挥部总指挥", "指挥部副总指挥")
_OURS = re.compile("(?:咱们?|我们?)([省市县区旗州盟镇乡村])的$")
_COMPANY = re.compile(
    r"[^。；\n]{0,16}[，。；]?[^，。；\n]{0,6}(?:成员|随行|随同来|同[车行来去往赴]|(?:陪同?|与|和|跟|同|随)[他她]|一[同道起](?:前?来|赴|到))[^。；：\n]{0,10}(?:有|是|为|包括|：)")
"""What stands between the leader of a delegation and those who came with him."""


class Owners:
    """Resolves the owners of all titles of one document, after their holders are known."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._owners: dict[int, Owner] = {}
        self.home: list[Region] = []
        self._away: set[Region] = set()
        self._ends: list[int] = []
        self._levels: dict[str, list[Region]] = {}
        self._before, self._before_body = Owner(), Body("")

    def of(self, title: Title) -> Owner:
        """The owner of a title (settled before)."""
        return self._owners.get(title.start) or self._explicit(title) or Owner(rule="unknown", confidence=0.5)

    def settle(self, holders: Sequence[Holder]) -> None:
        """Find the owner of every title, in the order of the text, and the document's own region (`home`)."""
        titles = {title.start: title for holder in holders for title in holder.titles}
        for title in titles.values():
            explicit = self._explicit(title)
            if explicit:
                self._owners[title.start] = explicit
        self.home = home_regions(self.document, {holder.titles[0].start: holder.titles[0] for holder in holders}.values())
        self._away = elsewhere(self.document)
        self._ends = sorted(holder.end for holder in holders)
        previous: Owner | None = None
        done: set[int] = set()
        for holder in holders:
            chain: Owner | None = None
            for title in holder.titles:
                owner = self._owners.get(title.start) or self._told(title, chain, holder) or self._inherited(title, chain, previous)
                if title.start not in done:
                    self._owners[title.start] = owner
                    done.add(title.start)
                chain = self._before = owner
                self._before_body = title.body
            previous = chain

    def _explicit(self, title: Title) -> Owner | None:
        body = title.body
        if body.zone:
            return self._zone(body)
        if body.name:
            region = body.regions[-1] if body.regions else None  # the last of its leading chain
            return Owner(region=region, organization=Organization(name=body.name, kind=kind_of(body.name), region=region))
        if not body.regions:
            return self._possessed(title)
        region = body.regions[-1]
        return Owner(region=region, organ=body.organ)

    def _possessed(self, title: Title) -> Owner | None:
        """埃尔福特市的市长: the region right before 的."""
        if self.document.text[title.start - 1:title.start] != "的":
            return None
        for place in self.document.places_in(max(0, title.start - 24), title.start):
            if place.end == title.start - 1 and fits(place.region, title.body.level):
                return Owner(region=place.region, organ=title.body.organ, rule="possessed", confidence=0.95)
        return None

    def _zone(self, body: Body) -> Owner:
        """高新区 of a text that elsewhere says 无锡高新区, whose district it shares an administration with."""
        text = self.document.text
        for place in self.document.places:
            said = text[place.start:place.end]
            if said.endswith(body.zone) and said != body.zone:
                return Owner(region=place.region, organization=Organization(
                    name=said + "管委会", kind="organ/zone-committee", region=place.region), organ=body.organ, rule="zone",
                    confidence=0.9)
        region = body.regions[-1] if body.regions else self.home[0] if self.home else None
        return Owner(region=region, organization=Organization(name=body.name, kind="organ/zone-committee", region=region),
                     organ=body.organ, rule="zone", confidence=0.8)

    def _told(self, title: Title, chain: Owner | None, holder: Holder) -> Owner | None:
        """该市 is the place named last, a foreigner's post is of a foreign place, and who goes somewhere takes a post there."""
        level = title.body.level
        if chain and chain.region:
            return None
        if title.body.nth and (owner := owner_of_each(self.document, title)):
            return owner
        ours = _OURS.search(self.document.text, max(0, title.start - 5), title.start)
        if ours and not level and (home := next((region for region in self.home if fits(region, ours.group(1))), None)):
            return Owner(region=home, organ=title.body.organ, rule="home", confidence=0.85)
        if holder.rule == "name-taken":
            body = None if level or title.body.department else body_before(self.document, title.text, title.start, holder.end)
            if body:
                return Owner(region=body.region, organization=body, rule="named", confidence=0.85)
            gone = [place.region for place in self.document.places_in(holder.end, title.start) if not level or fits(place.region, level)]
            return Owner(region=gone[-1], organ=title.body.organ, rule="nearest", confidence=0.85) if gone else None
        if not level:
            return None
        region = foreign_before(self.document, title.start, level) if is_foreign(holder.name) else None
        if region is None and title.body.pronoun == "该":
            region = place_before(self.document, title.start, level)
        return Owner(region=region, organ=title.body.organ, rule="nearest", confidence=0.85) if region else None

    def _inherited(self, title: Title, chain: Owner | None, previous: Owner | None) -> Owner:
        body = title.body
        if self.document.own is not None and not body.level and body.pronoun in ("我", "本", "校方"):
            if chain and chain.rule != "own" and (chain.region or chain.organization):
                return dataclasses.replace(chain, rule="chain", confidence=0.9)
            return Owner(organization=self.document.own, rule="own", confidence=0.85)
        if body.pronoun and not body.level and body.pronoun in ("该", "校方", "我", "本", "对方"):
            named = self._named_before(title)
            if named:
                return named
        if not body.level:
            return self._without_level(title, chain, previous)
        home = next((region for region in self.home if fits(region, body.level)), None)
        sent = home is not None and chain and chain.organization and chain.organization.kind == "organ/working-group"
        if chain and chain.region and fits(chain.region, body.level) and not sent:
            return Owner(region=chain.region, organ=body.organ, rule="chain", confidence=0.97)
        for owner, rule, sure in ((None if sent else chain, "chain", 0.97), (self._of(led(self.document, title)), "delegation", 0.9),
                                  (self._of(introduced(self.document, title.start)), "introduced", 0.92),
                                  (previous if self._listed(title) else None, "list", 0.9),
                                  (previous if self._accompanies(title) else None, "company", 0.85)):
            if owner and owner.region and home is not None and not fits(owner.region, body.level):
                continue  # the document's own region rather than the parent of another
            if owner and owner.region and (owner.organization is None or owner is chain) and (match := self._at_level(owner.region, body.level)):
                return Owner(region=match, organ=body.organ, rule=rule, confidence=sure)
        return self._implied(body, home) or self._nearby(title)

    def _implied(self, body: Body, home: Region | None) -> Owner | None:
        """The document's own region, or the parent of it."""
        if home is not None:
            return Owner(region=home, organ=body.organ, rule="home", confidence=0.85)
        for region in self.home:
            if (match := self._at_level(region, body.level)) and (self._named(match) or not self._candidates(body.level)):
                return Owner(region=match, organ=body.organ, rule="home", confidence=0.7)
        return None

    def _named(self, region: Region) -> bool:
        """Whether the text names a region, or is published by one below it."""
        source = f"{self.document.source.publisher} {self.document.source.credit}"
        return any(place.region.key == region.key for place in self.document.places) or any(
            bears(below, source) for below in self.home if region in ancestors(below))

    def _nearby(self, title: Title) -> Owner:
        """The nearest region of the title's level."""
        body = title.body
        candidates = self._candidates(body.level)
        if candidates:
            nearest = self._nearest(title, candidates)
            return Owner(region=nearest, organ=body.organ, rule="only" if len(candidates) == 1 else "nearest",
                         confidence=0.9 if len(candidates) == 1 else 0.6)
        return Owner(organization=Organization(name=body.level, kind="organ/region"), rule="unknown", confidence=0.4)

    def _at_level(self, region: Region, level: str) -> Region | None:
        """The region itself or its parent, whichever is of the level."""
        return next((place for place in (region, *ancestors(region)) if fits(place, level)), None)

    def _listed(self, title: Title) -> bool:
        """Whether only marks of a list stand between the previous holder's name and the title."""
        index = bisect.bisect_right(self._ends, title.start)
        return index > 0 and bool(re.fullmatch(r"[、，；和与及以等还有\s]*", self.document.text[self._ends[index - 1]:title.start]))

    def _accompanies(self, title: Title) -> bool:
        """Whether the words since the previous holder say that he came with those who follow (与他同车的有…)."""
        index = bisect.bisect_right(self._ends, title.start)
        return index > 0 and bool(_COMPANY.fullmatch(self.document.text, self._ends[index - 1], title.start))

    @staticmethod
    def _of(region: Region | None) -> Owner | None:
        return Owner(region=region) if region else None

    def _without_level(self, title: Title, chain: Owner | None, previous: Owner | None) -> Owner:
        side = re.search(r"([\u4e00-\u9fff]{2,12})(?:一方|方面)的?(?:出席的)?(?:有|是|由)?$",
                         self.document.text[max(0, title.start - 20):title.start])
        if side and (found := self._body_named(side.group(1))):
            return dataclasses.replace(found, rule="side", confidence=0.9)
        inside = INNER_GROUP.match(title.text)
        if (inside or title.text in _OF_GROUP and not chain) and (group := self._working_group(title)):
            return group
        if inside and title.text not in _OF_GROUP:
            return Owner(organization=Organization(name=inside.group(), kind="organ/working-group"), confidence=0.5)
        if chain:
            body = title.body
            inner = self._before.body(self._before_body, "") if self._before_body.department and not (body.department or body.name) else None
            return dataclasses.replace(chain, organ=body.organ, rule="chain", confidence=0.95,
                                       organization=inner or chain.organization)
        if title.text.endswith("团长") and (sent := self._of(led(self.document, title))):
            return dataclasses.replace(sent, organ="organ/region", rule="delegation", confidence=0.85)
        if title.kind.startswith("post/head-of-government") and (told := self._of(introduced(self.document, title.start))):
            return dataclasses.replace(told, organ="organ/government", rule="introduced", confidence=0.85)
        if previous and previous.region and self._listed(title) and not any(head in title.text for head, _ in ORG_OF_HEAD):
            return dataclasses.replace(previous, organ=title.body.organ or previous.organ, rule="list", confidence=0.85)
        if POST.search(title.text) and (team := team_before(self.document, title.start)):
            return Owner(organization=team[0], region=team[1], rule="named", confidence=0.85)
        if group := self._group_before(title):
            return group
        if self.document.own is not None and not suits(title.text, self.document.own) and (other := self._in_sentence(title)):
            return other
        if self.document.own is not None and not _OFFICIAL.search(title.text):
            return Owner(organization=self.document.own, rule="own", confidence=0.8)
        named = self._named_before(title)
        if named:
            return named
        if previous and not (previous.organization and POST.search(title.text)):
            return dataclasses.replace(previous, organ=title.body.organ, rule="list", confidence=0.75)
        if self.home:
            return Owner(region=self.home[0], organ=title.body.organ or "organ/region", rule="home", confidence=0.6)
        return Owner(rule="unknown", confidence=0.4)

    def _group_before(self, title: Title) -> Owner | None:
        """The working group of a post told before, which 领队 or 工作队队长 repeats."""
        noun = _GROUP.search(title.text)
        found = [owner for start, owner in sorted(self._owners.items()) if noun and start < title.start and owner.organization
                 and owner.organization.name.endswith(noun.group())]
        return dataclasses.replace(found[-1], rule="named", confidence=0.8) if found else None

    def _working_group(self, title: Title) -> Owner | None:
        """The working group that has the group of a title (教育组组长) in it: the one of a post before, else the last named."""
        held = [owner for start, owner in sorted(self._owners.items()) if start < title.start]
        named = [Owner(organization=mention.actor, region=mention.actor.region) for mention in self.document.bodies
                 if mention.start < title.start and isinstance(mention.actor, Organization)]
        found = [owner for owner in (*named, *held) if owner.organization and owner.organization.kind == "organ/working-group"]
        if found:
            return dataclasses.replace(found[-1], rule="named", confidence=0.85)
        body = group_speaking(self.document)
        return Owner(organization=body, region=body.region, rule="own", confidence=0.85) if body else None

    def _named_before(self, title: Title) -> Owner | None:
        """The last body named before the title that such a head can belong to (局长 ← …局)."""
        body = body_before(self.document, title.text, title.start)
        return Owner(region=body.region, organization=body, rule="named", confidence=0.8) if body else None

    def _in_sentence(self, title: Title) -> Owner | None:
        """The body named before in the sentence that such a head can belong to."""
        sentence = self.document.sentence_at(title.start)
        body = body_before(self.document, title.text, title.start, sentence.start) if sentence else None
        return Owner(region=body.region, organization=body, rule="named", confidence=0.85) if body else None

    def _body_named(self, name: str) -> Owner | None:
        """The region or body of the text that bears a name."""
        for mention in self.document.bodies:
            if isinstance(mention.actor, Organization) and name.endswith(mention.actor.name):
                return Owner(region=mention.actor.region, organization=mention.actor, rule="named", confidence=0.85)
        for place in self.document.places:
            if name.endswith(self.document.text[place.start:place.end]):
                return Owner(region=place.region, rule="named", confidence=0.85)
        return None

    def _candidates(self, level: str) -> list[Region]:
        """The regions of the document at a level (or their parents), in the order of the text; foreign ones are none."""
        if level not in self._levels:
            self._levels[level] = self._at(level)
        return self._levels[level]

    def _at(self, level: str) -> list[Region]:
        seen: dict[str, Region] = {}
        for place in self.document.places:
            if place.region.level == "foreign" or place.region in self._away:
                continue
            if match := (place.region if fits(place.region, level) else None):
                seen.setdefault(match.key, match)
        if not seen:
            for place in self.document.places:
                for parent in ancestors(place.region):
                    if fits(parent, level):
                        seen.setdefault(parent.key, parent)
        return list(seen.values())

    def _nearest(self, title: Title, candidates: list[Region]) -> Region:
        keys = {region.key for region in candidates}
        places = self.document.places
        for index in range(places.count_before(title.start) - 1, -1, -1):
            if places[index].region.key in keys:
                return places[index].region
        return candidates[0]
