"""Standing partnerships: who supports whom, who is paired, twinned or allied with whom, under which programme,
since when. A meeting or a visit alone is no partnership: words of cooperation must join the two sides."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

from ..model import Actor, Organization, Partnership, Region
from ..vocabulary import vocabulary
from .actors import Mention
from .beginnings import begins, weak
from .document import Document
from .kinds import HELP_WORDS, Cue, cooperates, distinct, joint_programme, kind_of, mixed, province, provinces, triggers
from .regions import ancestors, province_of, related
from .spans import Spans

_JOIN = re.compile(r"(?:[—–\-－·、]|与|和|同|跟|及|\s|（[^）]{1,8}）|两地|两县|双方|县|市)*")
_HELPS = re.compile(r"(?:[省市县区]?(?:委|政府|党政)*)?(?:[自从于]?\d{4}年(?:\d{1,2}月)?(?:以来|起|开始|就|便)?)?(?:开展|进行|负责|承担|持续|长期|全面)*"
                    r"(对口帮扶|对口支援|对口援建|对口援助|结对帮扶|定点帮扶|对口协作|对口扶贫|帮扶|支援|援助|援建|帮助|倾情帮扶|携手)(?:了|的|贫困县)?")
_PAIRED = re.compile(r"(?:签订|签署)?(?:结对|结成|缔结|结为|建立|确立|牵手|认亲|结下)")
_OF_BODIES = ("partnership/designated-assistance", "partnership/university-local", "partnership/enterprise-local",
              "partnership/strategic", "partnership/paired-assistance")
"""Kinds of partnership that a company or a university has with a region."""
_TASK = re.compile(r"承担|负责|确定|安排|明确")


class Relations:
    """The partnerships of one document, and the pair of actors that it is mainly about."""

    def __init__(self, document: Document, actors: Spans[Mention], home: list[Region]) -> None:
        self.document, self.actors, self.home = document, actors, home
        self.cues = self._cues()
        named = {cue.concept.key: cue.concept for cue in self.cues if cue.concept.scheme == "programme"}
        self._programmes = list(named.values())
        self.found: dict[tuple[str, str], Partnership] = {}
        self.explicit: Counter[tuple[str, str]] = Counter()
        for sentence in document.sentences:
            inside = actors.within(sentence.start, sentence.end)
            for first, second in zip(inside, inside[1:], strict=False):
                self._adjacent(first, second)
            self._task(inside)
            self._enumerated(inside)
        self._groups()
        self._twinned()
        if self.cues or self._implied():
            self._whole()
        self._since()

    def _cues(self) -> Spans[Cue]:
        pattern, words = triggers()
        found: list[Cue] = []
        for block in self.document.blocks:
            for match in pattern.finditer(self.document.text, block.start, block.end):
                concept = vocabulary().get(words[match.group()])
                if concept is not None:
                    found.append(Cue(*match.span(), concept))
        return Spans(found)

    @property
    def pair(self) -> tuple[Actor, Actor] | None:
        """The two sides that the document is mainly about."""
        if not self.found:
            return None
        title_end = self.document.header.title_span[1] if self.document.header.title_span else 0
        titled = {mention.actor.key for mention in self.actors.within(0, title_end)}
        best = max(self.found, key=lambda sides: self.explicit[sides] + (3 if set(sides) <= titled else 0))
        return self.found[best].a, self.found[best].b

    def _adjacent(self, first: Mention, second: Mention) -> None:
        text, gap = self.document.text, self.document.text[first.end:second.start]
        if not distinct(first.actor, second.actor) or second.actor.name.endswith(("工作组", "工作队", "指挥部", "联络组")):
            return  # 甲市帮扶乙县工作组 is sent by the one side, not helped by it
        ahead = text[second.end:second.end + 24]
        clause = re.split("[，。；！？]", ahead)[0]
        helping = _HELPS.fullmatch(gap)
        if helping:
            self._add(first.actor, second.actor, first.start, second.end, directed=True, sure=0.95, rule="helps")
        elif _JOIN.fullmatch(gap) and cooperates(clause):
            if "、" in gap and not all(isinstance(mention.actor, Region) for mention in (first, second)):
                return
            if "、" in gap and not re.search(r"两地|两县|两市|两区|双方|[^，。；]{0,4}协作|合作", clause[:8]):
                return
            if not self._apart(first.actor, second.actor):
                return
            self._add(first.actor, second.actor, first.start, second.end, sure=0.9, rule="joined")
        elif _PAIRED.match(ahead.lstrip("的")) and re.search(r"[与和同]$", text[first.end:second.start][:1] or " "):
            self._add(first.actor, second.actor, first.start, second.end, sure=0.9, rule="paired")
        elif re.search(r"[与和同]", gap[:3]) and len(gap) < 16 and re.match(r"(?:[^，。；]{0,8})(?:结对|结成|缔结|友城|友好)", ahead):
            self._add(first.actor, second.actor, first.start, second.end, sure=0.85, rule="paired")

    def _apart(self, one: Actor, other: Actor) -> bool:
        """Two regions of one province are paired only by a programme within the province."""
        if isinstance(one, Region) and isinstance(other, Region) and province_of(one) and province_of(one) == province_of(other):
            return self._within_province()
        return True

    def _task(self, inside: list[Mention]) -> None:
        """常州…承担…共和县的对口支援任务."""
        text = self.document.text
        for first, second in zip(inside, inside[1:], strict=False):
            gap, ahead = text[first.end:second.start], text[second.end:second.end + 8]
            if _TASK.search(gap) and "，" not in gap and re.match(r"的?(?:对口|结对|定点|帮扶)", ahead) and distinct(first.actor, second.actor):
                self._add(first.actor, second.actor, first.start, second.end, directed=True, sure=0.93, rule="task")

    def _enumerated(self, inside: list[Mention]) -> None:
        """某公司与甲镇乙村、丙镇丁村结对: one partnership each."""
        text = self.document.text
        for index, first in enumerate(inside):
            if not isinstance(first.actor, Organization):
                continue
            match = re.match(r"(?:分别)?[与和同]", text[first.end:first.end + 4])
            if not match:
                continue
            partners, end = [], first.end + match.end()
            for second in inside[index + 1:]:
                gap = text[end:second.start]
                if gap not in ("", "、", "和", "与", "及", "以及") or not isinstance(second.actor, Region):
                    break
                partners.append(second)
                end = second.end
            if partners and re.match(r"(?:分别|成功|正式|签约)?(?:结对|结成|牵手|结为)", text[end:end + 8]):
                for second in partners:
                    self._add(first.actor, second.actor, first.start, second.end, directed=True, sure=0.9, rule="paired-each",
                              kind="partnership/village-enterprise" if second.actor.name.endswith(("村", "社区")) else "")

    def _whole(self) -> None:
        """No pair of words joins two sides, but the document is about cooperation between its two main regions."""
        sides = self._own_sides() or self._main_sides()
        if sides is not None and not self._settled(sides) and self._cooperation_known(*sides):
            first = next(m for m in self.actors if m.actor == sides[0])
            at = (self.cues[0].start, self.cues[0].end) if self.cues else (first.start, first.end)
            self._add(*sides, min(first.start, at[0]), at[1], sure=0.75 if self.cues else 0.65, rule="document", at=at)

    def _implied(self) -> bool:
        """No programme is named, but two regions whose provinces are paired help one another in other words."""
        sides = self._main_sides()
        if sides is None or not all(isinstance(side, Region) for side in sides):
            return False
        one, other = sides
        return isinstance(one, Region) and isinstance(other, Region) and self._linked(one, other) and len(
            re.findall(HELP_WORDS.pattern + "|协作|援建", self.document.text)) > 1

    def _own_sides(self) -> tuple[Actor, Actor] | None:
        """The body that the document speaks for, and the region that it names most."""
        own = self.document.own
        if own is None or not any(kind_of(cue.concept) in _OF_BODIES for cue in self.cues):
            return None
        regions = Counter(mention.actor for mention in self.actors if isinstance(mention.actor, Region)
                          and mention.actor.level in ("province", "city", "county", "foreign"))
        if own.region is not None:
            del regions[own.region]
        return (own, regions.most_common(1)[0][0]) if regions else None

    def _settled(self, sides: tuple[Actor, Actor]) -> bool:
        """Whether words of the text already pair these sides, one of them with its equal, or places within them."""
        for item in self.found.values():
            if {item.a, item.b} == set(sides):
                return True
            if not (isinstance(item.a, Region) and isinstance(item.b, Region)):
                if item.b in sides and {kind_of(cue.concept) for cue in self.cues} == {item.kind}:
                    return True  # a body helps it, and of nothing else is the talk
                continue
            if item.a.level != item.b.level:
                continue
            if {item.a, item.b} & set(sides) or item.a.level in ("township", "village"):
                return True
            if all(any(related(side, own) for own in (item.a, item.b)) for side in sides if isinstance(side, Region)):
                return item.a.level != "province"
        return False

    def _groups(self) -> None:
        """A working group that names both sides: 无锡市对口帮扶延安市工作组."""
        for mention in self.document.bodies:
            inside = self.document.places_in(mention.start, mention.end)
            for first, second in zip(inside, inside[1:], strict=False):
                if _HELPS.fullmatch(self.document.text[first.end:second.start]) and distinct(first.region, second.region):
                    self._add(first.region, second.region, mention.start, mention.end, directed=True, sure=0.93, rule="group")

    def _twinned(self) -> None:
        """A foreign city in a passage about twinning is the twin of the document's own region."""
        for cue in self.cues:
            if kind_of(cue.concept) != "partnership/twinning":
                continue
            low, high = self._clause(cue.start, cue.end)
            low = max(0, low - 160)
            foreign = [m for m in self.actors.within(low, high + 80) if isinstance(m.actor, Region) and m.actor.level == "foreign"]
            own = [m.actor for m in self.actors if isinstance(m.actor, Region) and m.actor.level in ("city", "county", "province")]
            if foreign and own and not any(foreign[-1].actor in (item.a, item.b) for item in self.found.values()):
                home = self.home[0] if self.home else Counter(own).most_common(1)[0][0]
                self._add(home, foreign[-1].actor, cue.start, cue.end, sure=0.8, rule="twinned", kind="partnership/twinning")

    def _cooperation_known(self, one: Actor, other: Actor) -> bool:
        kinds = {kind_of(cue.concept) for cue in self.cues}
        if not kinds:
            return True  # implied: see _implied
        return bool(kinds) and kinds != {"partnership/strategic"}

    def _main_sides(self) -> tuple[Actor, Actor] | None:
        """The two unrelated regions that the document names most, its title counting five times."""
        span = self.document.header.title_span
        weights: Counter[Region] = Counter()
        for mention in self.actors:
            if isinstance(mention.actor, Region) and mention.actor.level in ("province", "city", "county", "foreign"):
                weights[mention.actor] += 5 if span and span[0] <= mention.start < span[1] else 1
        for region in self.home[:1]:
            weights[region] += 3
        ranked = [region for region, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0].key))]
        for index, one in enumerate(ranked):
            for other in ranked[index + 1:]:
                if not related(one, other) and (province_of(one) != province_of(other) or self._within_province()):
                    return self._leveled(one, other, ranked)
        return None

    def _leveled(self, one: Region, other: Region, ranked: list[Region]) -> tuple[Actor, Actor]:
        """Prefer sides of equal level: 宁波市 pairs with 黔西南州 rather than with 贵州省."""
        if one.level == other.level:
            return one, other
        for low, high in ((one, other), (other, one)):
            for region in ranked:
                if region.level == low.level and region != low and high in ancestors(region) and not related(region, low):
                    return (low, region)
        return one, other

    def _within_province(self) -> bool:
        return any(kind_of(cue.concept) in ("partnership/mountain-sea", "partnership/in-province") for cue in self.cues)

    def _add(self, one: Actor, other: Actor, start: int, end: int, *, directed: bool | None = None, sure: float, rule: str,
             kind: str = "", at: tuple[int, int] | None = None) -> None:
        concept, programme = self._kind(one, other, start, end)
        kind = kind or concept
        if not kind:
            return
        known = vocabulary().get(kind)
        helps = bool(known and known.facts.get("directed", ("false",))[0] == "true")
        if helps and not directed:
            one, other = self._directed(one, other, programme)
        sides = (one.key, other.key)
        if not helps and (other.key, one.key) in self.found:
            sides = (other.key, one.key)
        if helps and sides not in self.found and (other.key, one.key) in self.found:
            if not directed:
                sides, one, other = (other.key, one.key), other, one
            else:
                del self.found[(other.key, one.key)]
        evidence = self.document.evidence(*(at or (start, end)))
        self.explicit[sides] += 1
        known_one = self.found.get(sides)
        if known_one is None:
            self.found[sides] = Partnership(a=one, b=other, kind=kind, directed=helps, programme=programme, evidence=(evidence,),
                                            confidence=sure, rule=f"partnerships/{rule}")
        elif evidence not in known_one.evidence:
            self.found[sides] = dataclasses.replace(
                known_one, evidence=(*known_one.evidence, evidence), confidence=max(sure, known_one.confidence),
                programme=known_one.programme or programme)

    def _directed(self, one: Actor, other: Actor, programme: str) -> tuple[Actor, Actor]:
        """Supporter first, by the provinces of the programme or of all programmes; else in the order of the text."""
        givers, takers = provinces()
        first, second = province(one), province(other)
        concept = vocabulary().get(programme) if programme else None
        own = (concept.facts.get("supporterProvince", ()), concept.facts.get("recipientProvince", ())) if concept else ((), ())
        if second in own[0] and first in own[1] and first != second:
            return other, one
        if first in own[0] and second in own[1] and first != second:
            return one, other
        if (second in givers and first not in givers) or (first in takers and second not in takers and second):
            return other, one
        if isinstance(other, Organization) and isinstance(one, Region) and other.kind != "organ/other":
            return other, one
        return one, other

    def _kind(self, one: Actor, other: Actor, start: int, end: int) -> tuple[str, str]:
        """Kind and programme: from the cues nearest to the pair, else from the kinds of the two sides."""
        low, high = self._clause(start, end)
        near = self.cues.within(low, high) or self.cues
        programmes = [cue.concept for cue in near if cue.concept.scheme == "programme"] + self._programmes
        kinds = [kind_of(cue.concept) for cue in near if cue.concept.scheme == "partnership"]
        if not kinds:
            kinds = [kind_of(cue.concept) for cue in near if kind_of(cue.concept)]
        if not (isinstance(one, Region) and isinstance(other, Region)):
            return mixed(one, other, kinds), ""
        if any(region.level == "foreign" for region in (one, other)):
            return ("partnership/twinning", "") if "partnership/twinning" in kinds or any(
                "友" in self.document.text[cue.start:cue.end] for cue in self.cues) else ("", "")
        programme = joint_programme(one, other, programmes)
        for concept in ([programme] if programme else []):
            if kind_of(concept):
                return kind_of(concept), concept.key
        if kinds and kinds[0] in ("partnership/strategic", "partnership/regional") and self._linked(one, other) and (
                HELP_WORDS.search(self.document.text)):
            kinds = ["partnership/paired-assistance"]
        return (kinds[0] if kinds else "" if not near and not self._linked(one, other) else "partnership/paired-assistance",
                programme.key if programme else "")

    def _linked(self, one: Region, other: Region) -> bool:
        return joint_programme(one, other, list(vocabulary().scheme("programme"))) is not None

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.document.sentence_at(start), self.document.sentence_at(end - 1)
        return (first.start if first else start), (last.end if last else end)

    def _since(self) -> None:
        """自2016年以来双方合作, 1979年缔结友城, 结对始于2018年: the year when a partnership began."""
        dates = self.document.dates
        firm = [date for date in dates if not weak(self.document.text, date)]
        for date in (*firm, *(date for date in dates if weak(self.document.text, date))):
            sentence = self.document.sentence_at(date.start)
            if sentence is None or not date.value or not date.value.start or "X" in date.value.start:
                continue
            if self.document.text.startswith(("今年", "本月", "上半年", "年初"), date.start):
                continue
            said = self.document.text[sentence.start:sentence.end]
            ahead = self.document.text[sentence.start:date.start]
            after = re.split("[。；]", self.document.text[date.end:min(sentence.end, date.end + 20)])[0]
            if begins(date, said, ahead, after):
                key = self._meant(sentence.start, sentence.end)
                if key is not None and not self.found[key].since:
                    item = self.found[key]
                    evidence = self.document.evidence(date.start, date.end)
                    self.found[key] = dataclasses.replace(
                        item, since=date.value.start, evidence=tuple(dict.fromkeys((*item.evidence, evidence))))

    def _meant(self, start: int, end: int) -> tuple[str, str] | None:
        """The partnership that a sentence speaks of: the pair it names, the twins where it speaks of twinning, the pair
        that the paragraph before names, else the main one."""
        named = {mention.actor.key for mention in self.actors.within(start, end)}
        for key in self.found:
            if set(key) <= named:
                return key
        twins = any(kind_of(cue.concept) == "partnership/twinning" for cue in self.cues.within(start, end))
        fitting = [key for key, item in self.found.items() if (item.kind == "partnership/twinning") == twins]
        partly = [key for key in fitting if set(key) & named]
        if len(partly) == 1:
            return partly[0]
        pair = self.pair
        main = next((key for key in fitting if pair and (self.found[key].a, self.found[key].b) == pair), None)
        return main or next(iter(fitting), None)

    def partnerships(self) -> list[Partnership]:
        """All partnerships, each knowing the one a level up when the document names both."""
        every = list(self.found.values())
        return [dataclasses.replace(item, part_of=_above(item, every)) for item in every]

    def add_strategic(self, parties: tuple[Actor, ...], start: int, end: int) -> None:
        """A signed agreement of strategic cooperation makes a partnership of its parties."""
        if len(parties) == 2 and distinct(*parties) and not any(
                {item.a, item.b} == set(parties) for item in self.found.values()):
            one, other = parties
            kind = mixed(one, other, ["partnership/strategic"])
            if isinstance(one, Region) and isinstance(other, Region):
                kind = "partnership/regional" if vocabulary().get("partnership/regional") else "partnership/strategic"
            self.found[(one.key, other.key)] = Partnership(
                a=one, b=other, kind=kind, evidence=(self.document.evidence(start, end),), confidence=0.85,
                rule="partnerships/agreement")


def _above(item: Partnership, every: list[Partnership]) -> str:
    if not (isinstance(item.a, Region) and isinstance(item.b, Region)):
        return ""
    for other in every:
        if other is not item and isinstance(other.a, Region) and isinstance(other.b, Region) and (
                other.a in ancestors(item.a) and other.b in ancestors(item.b)) and other.kind == item.kind:
            return other.key
    return ""
