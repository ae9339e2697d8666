"""Who supports, told by what it is rather than by a verb: 对口支援乙县的甲市, 定点帮扶单位甲集团到乙县, 自2015年定点帮扶乙县以来，甲集团累计…"""

from __future__ import annotations

import re

from ..model import Actor, Organization, Region
from ..text.sentences import Sentence
from .actors import Mention
from .kinds import LOCAL, distinct
from .relations import Relations

_WORD = r"(?:对口|定点|结对|挂钩)(?:帮扶|支援|扶贫|援建|援助|协作|联系)"
_TO_SUPPORT = re.compile(rf"(?:{_WORD}|对口援[疆藏青])(?:了)?$")
_SINCE = re.compile(r"(?:以来|后|起|期间|的[\u4e00-\u9fff\d]{1,5}年(?:来|间|里)?)，")
_GOES_ON = re.compile(r"(?:党[委组])?(?:已|累计|先后|共|始终|坚持|持续|每年|不断|派|选派|投入|一直|连续|把|累积|帮助|援建|在当地)")
_UNIT = re.compile(rf"(?:{_WORD}|帮扶|支援)(?:责任)?单位(?:——|[、：，])?(?:的)?")
_AS_UNIT = re.compile(rf"(?:，)?(?:是|作为|系)(?:[^，。；]{{0,12}}?的)?{_WORD}(?:责任)?单位")
_TOWARDS = re.compile(r"(?:到|赴|在|为|向|给|对|入|进|往|与|同)[^，。；]{0,4}$")


def supporters(relations: Relations, sentence: Sentence, inside: list[Mention]) -> None:
    """Add the pairs of one sentence in which one side is named as supporter of the other."""
    for first, second in zip(inside, inside[1:], strict=False):
        if _supports(relations, sentence, first, second):
            relations.add(second.actor, first.actor, first.start, second.end, directed=True, sure=0.9, rule="supporter")
    for index, mention in enumerate(inside):
        if isinstance(mention.actor, Organization) and _is_unit(relations, sentence, mention):
            place = _supported(relations, mention, inside[:index], inside[index + 1:])
            if place is not None:
                relations.add(mention.actor, place.actor, min(place.start, mention.start), max(place.end, mention.end), directed=True,
                              sure=0.88, rule="supporter")


def _supports(relations: Relations, sentence: Sentence, first: Mention, second: Mention) -> bool:
    """对口支援乙县的甲市, 自2015年定点帮扶乙县以来，甲集团累计投入…: nobody else is said to support the first."""
    text = relations.document.text
    verb = _TO_SUPPORT.search(text, max(sentence.start, first.start - 8), first.start)
    if verb is None or not _place(first.actor) or not distinct(first.actor, second.actor):
        return False
    clause = max(sentence.start, *(text.rfind(mark, sentence.start, verb.start()) + 1 for mark in "，；："))
    if relations.actors.within(clause, verb.start()):
        return False
    gap = text[first.end:second.start]
    if gap == "的":
        return not text.startswith("的", second.end)
    return bool(_SINCE.fullmatch(gap) and _GOES_ON.match(text, second.end))


def _is_unit(relations: Relations, sentence: Sentence, mention: Mention) -> bool:
    text = relations.document.text
    before = text[max(sentence.start, mention.start - 14):mention.start]
    return bool(re.search(_UNIT.pattern + "$", before) or _AS_UNIT.match(text, mention.end))


def _supported(relations: Relations, body: Mention, before: list[Mention], after: list[Mention]) -> Mention | None:
    """The place that a supporting body is said to go to, or whose supporter it is called."""
    text = relations.document.text
    if before and _place(before[-1].actor) and re.fullmatch(rf"县|的?{_UNIT.pattern}", text[before[-1].end:body.start]) and distinct(
            before[-1].actor, body.actor):
        return before[-1]
    for mention in after:
        if _place(mention.actor) and distinct(mention.actor, body.actor) and (
                _TOWARDS.search(text, max(body.end, mention.start - 6), mention.start) or text[body.end:mention.start] in ("作为", "是", "系")):
            return mention
    return None


def _place(actor: Actor) -> bool:
    return isinstance(actor, Region) and actor.level not in (*LOCAL, "foreign", "province")
