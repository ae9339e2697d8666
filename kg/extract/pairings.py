"""Pairings in so many words: 甲区对口帮扶乙县, 甲市与乙市缔结友好城市, 某公司与甲村、乙村结对."""

from __future__ import annotations

import re
from collections import Counter

from ..model import Actor, Organization, Region
from .actors import Mention
from .kinds import cooperates, distinct, kind_of
from .regions import province_of
from .relations import Relations

_JOIN = re.compile(r"(?:[—–\-－·、]|与|和|同|跟|及|\s|（[^）]{1,8}）|两地|两县|双方|县|市)*")
_HELPS = re.compile(r"(?:[省市县区]?(?:委|政府|党政)*)?(?:[自从于]?\d{4}年(?:\d{1,2}月)?(?:以来|起|开始|就|便)?)?(?:开展|进行|负责|承担|持续|长期|全面)*"
                    r"(对口帮扶|对口支援|对口援建|对口援助|结对帮扶|定点帮扶|对口协作|对口扶贫|帮扶|支援|援助|援建|帮助|倾情帮扶|携手)(?:了|的|贫困县)?")
_PAIRED = re.compile(r"(?:签订|签署)?(?:结对|结成|缔结|结为|建立|确立|牵手|认亲|结下)")
_TASK = re.compile(r"承担|负责|确定|安排|明确")


def pair_by_words(relations: Relations) -> None:
    """Add the pairs that the words between and after two actors join."""
    for sentence in relations.document.sentences:
        inside = relations.actors.within(sentence.start, sentence.end)
        for first, second in zip(inside, inside[1:], strict=False):
            _adjacent(relations, first, second)
        _task(relations, inside)
        _enumerated(relations, inside)
    _groups(relations)
    _twinned(relations)


def _adjacent(relations: Relations, first: Mention, second: Mention) -> None:
    text, gap = relations.document.text, relations.document.text[first.end:second.start]
    if not distinct(first.actor, second.actor) or second.actor.name.endswith(("工作组", "工作队", "指挥部", "联络组")):
        return  # 甲市帮扶乙县工作组 is sent by the one side, not helped by it
    ahead = text[second.end:second.end + 24]
    clause = re.split("[，。；！？]", ahead)[0]
    helping = _HELPS.fullmatch(gap)
    if helping:
        relations.add(first.actor, second.actor, first.start, second.end, directed=True, sure=0.95, rule="helps")
    elif _JOIN.fullmatch(gap) and cooperates(clause):
        if "、" in gap and not all(isinstance(mention.actor, Region) for mention in (first, second)):
            return
        if "、" in gap and not re.search(r"两地|两县|两市|两区|双方|[^，。；]{0,4}协作|合作", clause[:8]):
            return
        if not _apart(relations, first.actor, second.actor):
            return
        relations.add(first.actor, second.actor, first.start, second.end, sure=0.9, rule="joined")
    elif _PAIRED.match(ahead.lstrip("的")) and re.search(r"[与和同]$", text[first.end:second.start][:1] or " "):
        relations.add(first.actor, second.actor, first.start, second.end, sure=0.9, rule="paired")
    elif re.search(r"[与和同]", gap[:3]) and len(gap) < 16 and re.match(r"(?:[^，。；]{0,8})(?:结对|结成|缔结|友城|友好)", ahead):
        relations.add(first.actor, second.actor, first.start, second.end, sure=0.85, rule="paired")


def _apart(relations: Relations, one: Actor, other: Actor) -> bool:
    """Two regions of one province are paired only by a programme within the province."""
    if isinstance(one, Region) and isinstance(other, Region) and province_of(one) and province_of(one) == province_of(other):
        return relations.within_province()
    return True


def _task(relations: Relations, inside: list[Mention]) -> None:
    """常州…承担…共和县的对口支援任务."""
    text = relations.document.text
    for first, second in zip(inside, inside[1:], strict=False):
        gap, ahead = text[first.end:second.start], text[second.end:second.end + 8]
        if _TASK.search(gap) and "，" not in gap and re.match(r"的?(?:对口|结对|定点|帮扶)", ahead) and distinct(first.actor, second.actor):
            relations.add(first.actor, second.actor, first.start, second.end, directed=True, sure=0.93, rule="task")


def _enumerated(relations: Relations, inside: list[Mention]) -> None:
    """某公司与甲镇乙村、丙镇丁村结对: one partnership each."""
    text = relations.document.text
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
                relations.add(first.actor, second.actor, first.start, second.end, directed=True, sure=0.9, rule="paired-each",
                          kind="partnership/village-enterprise" if second.actor.name.endswith(("村", "社区")) else "")


def _groups(relations: Relations) -> None:
    """A working group that names both sides: 无锡市对口帮扶延安市工作组."""
    for mention in relations.document.bodies:
        inside = relations.document.places_in(mention.start, mention.end)
        for first, second in zip(inside, inside[1:], strict=False):
            if _HELPS.fullmatch(relations.document.text[first.end:second.start]) and distinct(first.region, second.region):
                relations.add(first.region, second.region, mention.start, mention.end, directed=True, sure=0.93, rule="group")


def _twinned(relations: Relations) -> None:
    """A foreign city in a passage about twinning is the twin of the document's own region."""
    for cue in relations.cues:
        if kind_of(cue.concept) != "partnership/twinning":
            continue
        low, high = relations.clause(cue.start, cue.end)
        low = max(0, low - 160)
        foreign = [m for m in relations.actors.within(low, high + 80) if isinstance(m.actor, Region) and m.actor.level == "foreign"]
        own = [m.actor for m in relations.actors if isinstance(m.actor, Region) and m.actor.level in ("city", "county", "province")]
        if foreign and own and not any(foreign[-1].actor in (item.a, item.b) for item in relations.found.values()):
            home = relations.home[0] if relations.home else Counter(own).most_common(1)[0][0]
            relations.add(home, foreign[-1].actor, cue.start, cue.end, sure=0.8, rule="twinned", kind="partnership/twinning")
