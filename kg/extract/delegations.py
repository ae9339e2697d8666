"""Whom the words before a title announce: the region whose people come next, or whose delegation the holder leads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Region
from .document import Document

if TYPE_CHECKING:
    from .titles import Title

_DELEGATION = re.compile(r"(?:党政|政府|人大|政协|企业家|经贸|友好|医疗|教育|学习)*(?:代表团|考察[团组]|访问团|调研[团组]|工作队|一行|的?客人)")
_LED = re.compile(r"(?:(?:带队|率队|率团|领队|为首|领衔|牵头)的?(?:是|为|有)?|(?:团长|领队|队长)(?:是|为|由)?)$")
"""What introduces the leader of a delegation."""
_ANNOUNCED = re.compile(
    r"[^。；]{0,20}名单\s[^。；]{0,60}|(?:[省市县区旗州方]|方面|领导|代表|一[方侧边]|参会|出席|到场|派?来|陪同|参加|的|人员|座谈|活动|负责人)*(?:有|是|为|包括|：|还有|(?<![来会席加])由)")


def introduced(document: Document, position: int) -> Region | None:
    """贵州省领导有省委副书记…: the region whose people the words right before announce."""
    for place in reversed(document.places_in(max(0, position - 120), position)):
        if _ANNOUNCED.fullmatch(document.text[place.end:position]):
            return place.region
    return None


def led(document: Document, title: Title) -> Region | None:
    """The region of the delegation that the title's holder leads: 柳州市党政代表团…带队的是市委书记."""
    text, sentence = document.text, document.sentence_at(title.start)
    leads = title.text.endswith("团长") or _LED.search(text, max(0, title.start - 8), title.start)
    if sentence is None:
        return None
    for place in reversed(document.places_in(max(0, title.start - 150) if leads else sentence.start, title.start)):
        gap = text[place.end:title.start]
        if _DELEGATION.match(gap) and "\n" not in gap and (leads or "带队" in gap):
            return place.region
    return None
