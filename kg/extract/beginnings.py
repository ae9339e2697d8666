"""When a cooperation began: 自2016年以来双方合作, 1979年缔结友城, 结对始于2018年."""

from __future__ import annotations

import dataclasses
import re

from ..text.dates import DateMention
from .kinds import COOPERATE, kind_of
from .relations import Relations

_BEGAN = re.compile(r".{0,12}?(?:缔结|结为|结成|结对|建立(?:了)?(?:对口|结对|友好|友城|协作|帮扶)|确立|承担|签约结对|牵手|结缘|结下)")
_STARTED = re.compile(r"(?:就|正式|便|双方)?(?:启动|开的头|开始|起步|到现在|至今|携手|开启|展开|建起)")
_NO_BEGINNING = re.compile(r".{0,6}?(?:十\w届|会[议谈见晤]|座谈|召开|考察|以来，?(?:我国|全国|中央))")
_TOGETHER = re.compile(COOPERATE.pattern + "|双方|两地|两县|两市|两区")


def note_beginnings(relations: Relations) -> None:
    """自2016年以来双方合作, 1979年缔结友城, 结对始于2018年: the year when a partnership began."""
    dates = relations.document.dates
    firm = [date for date in dates if not _weak(relations.document.text, date)]
    for date in (*firm, *(date for date in dates if _weak(relations.document.text, date))):
        sentence = relations.document.sentence_at(date.start)
        if sentence is None or not date.value or not date.value.start or "X" in date.value.start:
            continue
        if relations.document.text.startswith(("今年", "本月", "上半年", "年初"), date.start):
            continue
        said = relations.document.text[sentence.start:sentence.end]
        ahead = relations.document.text[sentence.start:date.start]
        after = re.split("[。；]", relations.document.text[date.end:min(sentence.end, date.end + 20)])[0]
        if _begins(date, said, ahead, after):
            key = _meant(relations, sentence.start, sentence.end)
            if key is not None and not relations.found[key].since:
                item = relations.found[key]
                evidence = relations.document.evidence(date.start, date.end)
                relations.found[key] = dataclasses.replace(
                    item, since=date.value.start, evidence=tuple(dict.fromkeys((*item.evidence, evidence))))


def _meant(relations: Relations, start: int, end: int) -> tuple[str, str] | None:
    """The partnership that a sentence speaks of: the pair it names, the twins where it speaks of twinning, the pair
    that the paragraph before names, else the main one."""
    named = {mention.actor.key for mention in relations.actors.within(start, end)}
    for key in relations.found:
        if set(key) <= named:
            return key
    twins = any(kind_of(cue.concept) == "partnership/twinning" for cue in relations.cues.within(start, end))
    fitting = [key for key, item in relations.found.items() if (item.kind == "partnership/twinning") == twins]
    partly = [key for key in fitting if set(key) & named]
    if len(partly) == 1:
        return partly[0]
    pair = relations.pair
    main = next((key for key in fitting if pair and (relations.found[key].a, relations.found[key].b) == pair), None)
    return main or next(iter(fitting), None)


def _begins(date: DateMention, said: str, ahead: str, after: str) -> bool:
    """Whether the words around a date say that a cooperation began then."""
    if _NO_BEGINNING.match(after) or re.match(r".{0,12}(?:协议|备忘录|合同|意向书)", after):
        return False
    if date.value and date.value.since:
        return bool(_TOGETHER.search(said)) and not (re.match(r".{0,14}工作(?:开展|进展|推进)?情况", after) and "自" not in ahead[-1:])
    if _BEGAN.match(after) or re.search(r"(?:始于|起于|起步于|缘起|缔结于|始自|缘于)$", ahead):
        return True
    return bool(_STARTED.match(after) and COOPERATE.search(ahead[-24:] + after))


def _weak(text: str, date: DateMention) -> bool:
    """Whether a date is a mere span of reporting (2021年以来协作工作情况), which tells a beginning only for want of better."""
    said = text[date.start:date.end]
    return bool(date.value and date.value.since) and text[date.start - 1:date.start] not in ("自", "从") and not said.startswith(
        ("自", "从")) and not re.match(r".{0,12}?(?:结对|携手|牵手|缔结|建立|承担)", text[date.end:date.end + 16]) and "起" not in said
