"""Kinds and programmes of partnerships: what the words near two sides, their provinces and what they are say of it."""

from __future__ import annotations

import dataclasses
import functools
import re

from ..model import Actor, Organization, Region
from ..vocabulary import Concept, vocabulary
from .regions import province_of, related

COOPERATE = re.compile(r"协作|帮扶|支援|结对|合作|友城|友好|援助|援建|对口|援疆|援藏|援青|携手|共建")
"""Words of cooperation."""
HELP_WORDS = re.compile(r"帮扶|扶贫|贫困|脱贫|援助|挂职|支援")
"""Words that show that one side is poorer and is helped."""
LOCAL = ("township", "village")
"""Levels below the county."""
OF_A_KIND = {"organ/hospital": "partnership/hospital-pairing", "organ/school": "partnership/school-pairing"}
"""Kinds of partnership of two bodies of one kind."""
NOT_OF_REGIONS = frozenset("partnership/" + kind for kind in (
    "township-pairing", "school-pairing", "hospital-pairing", "department-pairing", "party-building", "village-enterprise",
    "university-local", "enterprise-local", "university-enterprise"))
"""Kinds of partnership that two counties, cities or provinces do not have, even where a text speaks of them."""


_INTENDED = re.compile(
    r"(?:意向|拟|将|有意|愿意?|希望|期待|期盼|争取|力争|推动|探讨|探索|商讨|商谈|洽谈|磋商|协商|申请|申报|筹备|准备|计划|提议|倡议|建议|早日|尽[早快]|有望|择机|适时)"
    r"[^，。；]{0,16}(?:缔结|结为|结成|结好|建立|成为|升格为|发展为|发展成|确立)(?![^，。；]{0,14}(?:周年|年来|以来|契机))|意向(?:书|协议|性)|准友城")
_UNTIL = re.compile(r"(?:关系|城市)*(?:意向|事宜|一事|的?(?:意愿|设想|可能|申请|前期))")


def intended(text: str, low: int, cue: tuple[int, int], high: int) -> bool:
    """Whether words of twinning in a sentence only say what may come: 签署建立友好城市关系意向书, 希望早日结为友城."""
    start = max(low, *(text.rfind(mark, low, cue[0]) + 1 for mark in "；，。"))
    end = min([at for at in (text.find(mark, cue[1], high) for mark in "；，。") if at >= 0], default=high)
    return bool(_INTENDED.search(text, start, end) or _UNTIL.match(text, cue[1], end))


@dataclasses.dataclass(frozen=True, slots=True)
class Cue:
    """A word of cooperation in the text: 苏陕协作, 对口支援, 友城 …"""

    start: int
    end: int
    concept: Concept


@functools.cache
def triggers() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {**vocabulary().words("partnership"), **vocabulary().words("programme")}
    han = {word: key for word, key in words.items() if re.search("[\u4e00-\u9fff]", word)}
    return re.compile("|".join(sorted(map(re.escape, han), key=lambda word: (-len(word), word)))), han


@functools.cache
def provinces() -> tuple[frozenset[str], frozenset[str]]:
    """Provinces that only support, and provinces that are supported, by the programmes of the vocabulary."""
    givers: set[str] = set()
    takers: set[str] = set()
    for concept in vocabulary().scheme("programme"):
        supporters, recipients = concept.facts.get("supporterProvince", ()), concept.facts.get("recipientProvince", ())
        if set(supporters) & set(recipients) or not helps(concept):
            continue
        givers.update(supporters)
        takers.update(recipients)
    return frozenset(givers - takers), frozenset(takers)


def kind_of(concept: Concept) -> str:
    """The kind of partnership that a word of cooperation stands for, a programme's own kind included."""
    if concept.scheme == "partnership":
        return concept.key
    return next(iter(concept.facts.get("partnershipKind", ())), "")


def helps(programme: Concept) -> bool:
    """Whether help flows one way under a programme."""
    for kind in programme.facts.get("partnershipKind", ()):
        concept = vocabulary().get(kind)
        if concept is not None and concept.facts.get("directed", ("true",))[0] != "true":
            return False
    return True


def cooperates(clause: str) -> bool:
    return bool(COOPERATE.search(clause[:16]))


def distinct(one: Actor, other: Actor) -> bool:
    if isinstance(one, Region) and isinstance(other, Region):
        return not related(one, other) and not one.level == other.level == "foreign"
    if isinstance(one, Organization) and isinstance(other, Organization):
        return one.key != other.key and one.name not in other.name and other.name not in one.name
    body, region = (one, other) if isinstance(one, Organization) else (other, one)
    return not (isinstance(body, Organization) and isinstance(region, Region) and body.region is not None
                and related(body.region, region))


def province(actor: Actor) -> str:
    region = actor if isinstance(actor, Region) else getattr(actor, "region", None)
    return province_of(region) if region else ""


def joint_programme(one: Region, other: Region, programmes: list[Concept]) -> Concept | None:
    """The programme that joins the provinces of the two sides, else a general one (东西部协作) that the text names."""
    provinces = {province_of(one), province_of(other)}
    general = None
    for concept in programmes:
        givers, takers = set(concept.facts.get("supporterProvince", ())), set(concept.facts.get("recipientProvince", ()))
        peers, inner = set(concept.facts.get("betweenProvince", ())), set(concept.facts.get("withinProvince", ()))
        if peers or inner:
            if provinces in (peers, inner):
                return concept
        elif givers and takers:
            if (givers & provinces) and (takers & provinces) and len(provinces) == 2:
                return concept
        elif not takers or takers & provinces:
            general = general or concept
    return general


def mixed(one: Actor, other: Actor, kinds: list[str], helped: bool = False) -> str:
    """The kind of partnership of a body with a region or another body; `helped`, where words say that one helps the other."""
    sorts = {actor.kind if isinstance(actor, Organization) else "region" for actor in (one, other)}
    for kind in ("partnership/designated-assistance", "partnership/village-enterprise"):
        if kind in kinds:
            return kind
    if helped and "region" in sorts and "partnership/counterpart-support" in kinds:
        return "partnership/counterpart-support"
    if "region" in sorts and sorts & {"organ/university", "organ/school", "organ/institute"}:
        return "partnership/university-local"
    if "region" in sorts and sorts & {"organ/company"}:
        towns = [actor for actor in (one, other) if isinstance(actor, Region) and actor.level in ("village", "township")]
        return "partnership/village-enterprise" if towns else "partnership/enterprise-local"
    if sorts & {"organ/university", "organ/school"} and "organ/company" in sorts:
        return "partnership/university-enterprise"
    if len(sorts) == 1 and sorts <= OF_A_KIND.keys():
        return OF_A_KIND[sorts.pop()]
    return next((kind for kind in kinds if kind != "partnership/twinning"), "")
