"""Standing partnerships: who supports whom, who is paired, twinned or allied with whom, under which programme,
since when. A meeting or a visit alone is no partnership: words of cooperation must join the two sides."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

from ..model import Actor, Organization, Partnership, Region
from ..vocabulary import vocabulary
from .actors import Mention
from .document import Document
from .kinds import (
    HELP_WORDS,
    LOCAL,
    NOT_OF_REGIONS,
    Cue,
    distinct,
    intended,
    joint_programme,
    kind_of,
    mixed,
    province,
    provinces,
    triggers,
)
from .regions import ancestors
from .spans import Spans

_GIVES = re.compile(r"[^，。；]{0,8}?(?:安排|投入|拨付|划拨|捐|支援|援助|援建|(?<!结对)(?<!对口)(?<!定点)帮扶(?!协作|合作|关系|机制|工作)|选派|派出|派来)")

_PAIRS = re.compile("结对|共建|共富|帮扶|友好|联建|携手|对子|合作")
_OF_TRADE = re.compile("意向|投资|采购|购销|供[销货应]|买卖|合同|入驻|落户|招商|订单|租赁|施工|流转|承包|捐赠|责任书")


class Relations:
    """The partnerships of one document as they are found, each pair once, and the pair that it is mainly about."""

    def __init__(self, document: Document, actors: Spans[Mention], home: list[Region]) -> None:
        self.document, self.actors, self.home = document, actors, home
        cues = self._cues()
        to_come = [cue for cue in cues if kind_of(cue.concept) == "partnership/twinning" and intended(
            document.text, *self._around(cue))]
        self.cues, self.to_come = Spans(cue for cue in cues if cue not in to_come), Spans(to_come)
        named = {cue.concept.key: cue.concept for cue in self.cues if cue.concept.scheme == "programme"}
        self._programmes = list(named.values())
        self.found: dict[tuple[str, str], Partnership] = {}
        self.explicit: Counter[tuple[str, str]] = Counter()
        self._named = Counter(mention.actor.key for mention in actors)

    def _cues(self) -> Spans[Cue]:
        pattern, words = triggers()
        found: list[Cue] = []
        for block in self.document.blocks:
            for match in pattern.finditer(self.document.text, block.start, block.end):
                concept = vocabulary().get(words[match.group()])
                if concept is not None:
                    found.append(Cue(*match.span(), concept))
        return Spans(found)

    def _around(self, cue: Cue) -> tuple[int, tuple[int, int], int]:
        low, high = self.clause(cue.start, cue.end)
        return low, (cue.start, cue.end), high

    @property
    def pair(self) -> tuple[Actor, Actor] | None:
        """The two sides that the document is mainly about."""
        if not self.found:
            return None
        title_end = self.document.header.title_span[1] if self.document.header.title_span else 0
        titled = {mention.actor.key for mention in self.actors.within(0, title_end)}
        def weight(sides: tuple[str, str]) -> tuple[bool, int, int]:
            item = self.found[sides]
            local = any(isinstance(side, Region) and side.level in LOCAL for side in (item.a, item.b))
            named = min(self._named[side] for side in sides)
            return not local, self.explicit[sides] + (3 if set(sides) <= titled else 0) + min(named, 5), named

        best = max(self.found, key=weight)
        return self.found[best].a, self.found[best].b

    def add(self, one: Actor, other: Actor, start: int, end: int, *, directed: bool | None = None, sure: float, rule: str,
             kind: str = "", at: tuple[int, int] | None = None) -> None:
        concept, programme = self._kind(one, other, start, end, bool(directed))
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
        for known in vocabulary().scheme("programme"):
            if first in known.facts.get("recipientProvince", ()) and second in known.facts.get("supporterProvince", ()):
                return other, one
            if first in known.facts.get("supporterProvince", ()) and second in known.facts.get("recipientProvince", ()):
                return one, other
        if (second in givers and first not in givers) or (first in takers and second not in takers and second):
            return other, one
        if isinstance(other, Organization) and isinstance(one, Region) and other.kind != "organ/other":
            return other, one
        return (other, one) if first and first == second and self._gifts(other) > self._gifts(one) else (one, other)

    def _gifts(self, actor: Actor) -> int:
        """How often the text says that an actor gives."""
        return sum(mention.actor == actor and _GIVES.match(self.document.text, mention.end) is not None for mention in self.actors)

    def _kind(self, one: Actor, other: Actor, start: int, end: int, helped: bool) -> tuple[str, str]:
        """Kind and programme: from the cues nearest to the pair, else from the kinds of the two sides."""
        low, high = self.clause(start, end)
        near = self.cues.within(low, high) or self.cues
        programmes = [cue.concept for cue in near if cue.concept.scheme == "programme"] + self._programmes
        kinds = [kind_of(cue.concept) for cue in near if cue.concept.scheme == "partnership"]
        if not kinds:
            kinds = [kind_of(cue.concept) for cue in near if kind_of(cue.concept)]
        if not (isinstance(one, Region) and isinstance(other, Region)):
            return mixed(one, other, [kind for cue in near if (kind := kind_of(cue.concept))], helped), ""
        if any(region.level == "foreign" for region in (one, other)):
            if self.to_come.within(low, high) and not self.cues.within(low, high):
                return "", ""
            return ("partnership/twinning", "") if "partnership/twinning" in kinds or any(
                "友" in self.document.text[cue.start:cue.end] for cue in self.cues) else ("", "")
        if one.level in LOCAL and other.level in LOCAL:
            return "partnership/township-pairing" if near else "", ""
        kinds = [kind for kind in kinds if kind not in NOT_OF_REGIONS]
        programme = joint_programme(one, other, programmes)
        if not programme and not self.cues.within(low, high):
            between = joint_programme(one, other, list(vocabulary().scheme("programme")))
            if between and between.facts.get("supporterProvince") and between.facts.get("recipientProvince"):
                return kind_of(between), ""
        for concept in ([programme] if programme else []):
            if kind_of(concept):
                return kind_of(concept), concept.key
        if kinds and kinds[0] in ("partnership/strategic", "partnership/regional") and self.linked(one, other) and (
                HELP_WORDS.search(self.document.text)):
            kinds = ["partnership/paired-assistance"]
        return (kinds[0] if kinds else "" if not near and not self.linked(one, other) else "partnership/paired-assistance",
                programme.key if programme else "")

    def linked(self, one: Region, other: Region) -> bool:
        return joint_programme(one, other, list(vocabulary().scheme("programme"))) is not None

    def within_province(self) -> bool:
        return any(kind_of(cue.concept) in ("partnership/mountain-sea", "partnership/in-province") for cue in self.cues)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.document.sentence_at(start), self.document.sentence_at(end - 1)
        return (first.start if first else start), (last.end if last else end)

    def partnerships(self) -> list[Partnership]:
        """All partnerships, each knowing the one a level up when the document names both."""
        every = list(self.found.values())
        return [dataclasses.replace(item, part_of=_above(item, every)) for item in every]

    def add_strategic(self, parties: tuple[Actor, ...], start: int, end: int) -> None:
        """A signed agreement of cooperation makes a partnership of its parties; one of trade, or of mere intentions, does not."""
        if not _OF_TRADE.search(self.document.text, start, end) and len(parties) == 2 and distinct(*parties) and not any(
                {item.a, item.b} == set(parties) for item in self.found.values()):
            one, other = parties
            kind = mixed(one, other, ["partnership/strategic"])
            if isinstance(one, Region) and isinstance(other, Region) and one.level in LOCAL and other.level in LOCAL:
                kind = "partnership/township-pairing"
            elif isinstance(one, Region) and isinstance(other, Region):
                kind = "partnership/regional" if vocabulary().get("partnership/regional") else "partnership/strategic"
            self.found[(one.key, other.key)] = Partnership(
                a=one, b=other, kind=kind, evidence=(self.document.evidence(start, end),), confidence=0.85,
                rule="partnerships/agreement")


def pairs_towns(title: str, parties: tuple[Actor, ...]) -> bool:
    """Whether an agreement pairs two towns or villages, whatever else the text pairs."""
    return len(parties) == 2 and _PAIRS.search(title) is not None and all(
        isinstance(side, Region) and side.level in LOCAL for side in parties)


def _above(item: Partnership, every: list[Partnership]) -> str:
    if not (isinstance(item.a, Region) and isinstance(item.b, Region)):
        return ""
    for other in every:
        if other is not item and isinstance(other.a, Region) and isinstance(other.b, Region) and (
                other.a in ancestors(item.a) and other.b in ancestors(item.b)) and other.kind == item.kind:
            return other.key
    return ""
