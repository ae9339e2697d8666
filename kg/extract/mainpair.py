"""The pair that a whole document is about, where no words of a sentence join two sides."""

from __future__ import annotations

import re
from collections import Counter

from ..model import Actor, Organization, Partnership, Region
from ..vocabulary import Concept
from .kinds import HELP_WORDS, LOCAL, joint_programme, kind_of
from .regions import ancestors, province_of, related
from .relations import Relations

_OF_BODIES = ("partnership/designated-assistance", "partnership/university-local", "partnership/enterprise-local",
              "partnership/strategic", "partnership/paired-assistance")
"""Kinds of partnership that a company or a university has with a region."""

_BOTH = re.compile(r"(?:两地|两县|两市|两区|双方)[^。；，]{0,10}?(?:结对|建立[^。；，]{0,8}(?:关系|机制)|缔结|牵手)")
"""Words that the two main places themselves are paired."""
_OFTEN = 3
"""How often a text names a place that takes part itself."""
_CAME_FROM = re.compile(r"[区县市州旗]?(?:委|政府|人大|政协|纪委)?[\u4e00-\u9fff]{0,8}原(?:副|党|常|主|书|区|县|局|市)")
"""An officer's post before he was sent (夷陵区委原副书记)."""
_GROUP = re.compile(r"援[疆藏青](?:前方)?(?:工作组|工作队|指挥部|分指)|帮扶[\u4e00-\u9fff]{0,6}工作组")


def pair_of_document(relations: Relations) -> None:
    """No pair of words joins two sides, but the document is about cooperation between its two main regions."""
    if not relations.cues and not _implied(relations):
        return
    main = _main_sides(relations)
    sides = main if main and _named_for(relations, *main) else _own_sides(relations) or main
    if sides is not None and not _settled(relations, sides) and _cooperation_known(relations, *sides):
        first = next(m for side in sides for m in relations.actors if m.actor == side or isinstance(m.actor, Region) and any(
            upper == side for upper in ancestors(m.actor)))  # 我市 may be named by the publisher alone
        at = (relations.cues[0].start, relations.cues[0].end) if relations.cues else (first.start, first.end)
        relations.add(*sides, min(first.start, at[0]), at[1], sure=0.75 if relations.cues else 0.65, rule="document", at=at)


def _implied(relations: Relations) -> bool:
    """No programme is named, but two regions whose provinces are paired help one another in other words."""
    sides = _main_sides(relations)
    if sides is None or not all(isinstance(side, Region) for side in sides):
        return False
    one, other = sides
    return isinstance(one, Region) and isinstance(other, Region) and relations.linked(one, other) and len(
        re.findall(HELP_WORDS.pattern + "|协作|援建", relations.document.text)) > 1


def _own_sides(relations: Relations) -> tuple[Actor, Actor] | None:
    """The body that the document speaks for, and the region that it names most."""
    own = relations.document.own
    if own is None or not any(kind_of(cue.concept) in _OF_BODIES for cue in relations.cues) or any(
            isinstance(item.a, Region) and isinstance(item.b, Region) and item.a.level not in LOCAL for item in relations.found.values()):
        return None
    regions = Counter(mention.actor for mention in relations.actors if isinstance(mention.actor, Region)
                      and mention.actor.level in ("province", "city", "county", "foreign"))
    if own.region is not None:
        del regions[own.region]
    return (own, regions.most_common(1)[0][0]) if regions else None


def _settled(relations: Relations, sides: tuple[Actor, Actor]) -> bool:
    """Whether words of the text already pair these sides, one of them with its equal, or places within them."""
    abroad = any(isinstance(side, Region) and side.level == "foreign" for side in sides)
    for item in relations.found.values():
        if {item.a, item.b} == set(sides) or abroad and item.kind == "partnership/twinning":
            return True
        if isinstance(item.a, Organization) and isinstance(item.b, Organization):
            seats = [body.region for body in (item.a, item.b)]
            if set(sides) == set(seats) and not _GROUP.search(relations.document.text):
                return True  # their hospitals or schools are paired
        if not (isinstance(item.a, Region) and isinstance(item.b, Region)):
            if item.b in sides and {kind_of(cue.concept) for cue in relations.cues} == {item.kind}:
                return True  # a body helps it, and of nothing else is the talk
            continue
        if item.a.level != item.b.level:
            if _narrower(item, sides) or _wider(relations, item, sides):
                return True
            continue
        if item.a.level in LOCAL:
            if _BOTH.search(relations.document.text) or _named_for(relations, *sides):
                continue
            return True
        if {item.a, item.b} & set(sides):
            return True
        if all(any(related(side, own) for own in (item.a, item.b)) for side in sides if isinstance(side, Region)):
            return item.a.level != "province"
    return False


def _narrower(item: Partnership, sides: tuple[Actor, Actor]) -> bool:
    """Whether one of the sides is paired with a place within the other."""
    return any(one == same and isinstance(other, Region) and isinstance(within, Region) and other in ancestors(within)
               for one, other in (sides, sides[::-1]) for same, within in ((item.a, item.b), (item.b, item.a)))


def _wider(relations: Relations, item: Partnership, sides: tuple[Actor, Actor]) -> bool:
    """Whether words say that one of the sides helps the region that the other lies in, or is helped by that region while the
    text names the other only once or twice (where an officer came from)."""
    if not item.directed or item.rule == "partnerships/document":
        return False
    for one, other in (sides, sides[::-1]):
        upper = tuple(ancestors(other)) if isinstance(other, Region) else ()
        if one == item.a and item.b in upper or one == item.b and item.a in upper and (
                sum(mention.actor == other for mention in relations.actors) < _OFTEN):
            return True
    return False


def _cooperation_known(relations: Relations, one: Actor, other: Actor) -> bool:
    kinds = {kind_of(cue.concept) for cue in relations.cues}
    if not kinds:
        return True  # implied: see _implied
    if isinstance(one, Region) and isinstance(other, Region) and all(_of_others(cue.concept, one, other) for cue in relations.cues):
        return False
    if kinds == {"partnership/twinning"}:
        return any(isinstance(side, Region) and side.level == "foreign" for side in (one, other))
    return not kinds <= {"partnership/strategic", "partnership/regional"}


def _named_for(relations: Relations, one: Actor, other: Actor) -> bool:
    """Whether the text names a programme of just the two provinces in which the sides lie."""
    return isinstance(one, Region) and isinstance(other, Region) and any(
        len(programme.facts.get("supporterProvince", ())) == len(programme.facts.get("recipientProvince", ())) == 1
        and joint_programme(one, other, [programme]) is not None for programme in {cue.concept.key: cue.concept for cue in relations.cues}.values())


def _of_others(programme: Concept, one: Region, other: Region) -> bool:
    """Whether a programme joins provinces, and not those of two regions."""
    return bool(programme.facts.get("supporterProvince") and programme.facts.get("recipientProvince")) and (
        bool(province_of(one) and province_of(other)) and joint_programme(one, other, [programme]) is None)


def _main_sides(relations: Relations) -> tuple[Actor, Actor] | None:
    """The two unrelated regions that the document names most, its title counting five times."""
    span = relations.document.header.title_span
    weights: Counter[Region] = Counter()
    for mention in relations.actors:
        if isinstance(mention.actor, Region) and mention.actor.level in ("province", "city", "county", "foreign") and not (
                _CAME_FROM.match(relations.document.text, mention.end) or relations.document.text.endswith("来自", 0, mention.start)):
            weights[mention.actor] += 5 if span and span[0] <= mention.start < span[1] else 1
    for region in relations.home[:1]:
        weights[region] += 3
    ranked = [region for region, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0].key))]
    for index, one in enumerate(ranked):
        for other in ranked[index + 1:]:
            if not related(one, other) and (province_of(one) != province_of(other) or relations.within_province()):
                pair = _leveled(one, other, ranked)
                return _of_many(pair[0], weights), _of_many(pair[1], weights)
    return None


def _of_many(region: Region, weights: Counter[Region]) -> Region:
    """The region, or the one above it where the text names three or more within that one equally often."""
    equals = [place for place in weights if place.parent == region.parent and weights[place] == weights[region]]
    return region.parent if region.parent is not None and region.level == "county" and len(equals) > 2 else region


def _leveled(one: Region, other: Region, ranked: list[Region]) -> tuple[Region, Region]:
    """Prefer sides of equal level: 宁波市 pairs with 黔西南州 rather than with 贵州省."""
    if one.level == other.level:
        return one, other
    for low, high in ((one, other), (other, one)):
        for region in ranked:
            if region.level == low.level and region != low and high in ancestors(region) and not related(region, low):
                return (low, region)
    return one, other
