"""When a cooperation began: 自2016年以来双方合作, 1979年缔结友城, 结对始于2018年."""

from __future__ import annotations

import dataclasses
import re

from ..model import Organization, Partnership
from ..text.dates import DateMention
from .actors import Mention
from .kinds import COOPERATE, kind_of
from .relations import Relations
from .spans import Spans

_BEGAN = re.compile(r".{0,12}?(?:缔结|结为|结成|结对|结好|结缘|结亲|结[了下上]|建立(?:了)?(?:对口|结对|友好|友城|协作|帮扶)|确立|承担|承接|接[下过]|签约结对|牵手|"
                    r"(?:就|已)(?:经)?是友|成为友|定[了下为]友)")
_STARTED = re.compile(r"(?:就|正式|便|双方)?(?:启动|开的头|开始|起步|到现在|至今|携手|开启|展开|建起)")
_NOW = re.compile("[自从]?(?:今年|本月|本周|当天|即日|上半年|年初|去年|前年|明年)")
_NO_BEGINNING = re.compile(r".{0,6}?(?:十\w届|会[议谈见晤]|座谈|召开|考察|以来，?(?:我国|全国|中央))")
_TOGETHER = re.compile(COOPERATE.pattern + "|双方|两地|两县|两市|两区")
_PAIRED = (r"(?:结对|结成|结为|结好|结缘|结亲|结[了下上]|缔结|牵手|搭上|认亲|确立|承担|承接|接[下过]|开始|启动|建立(?:了|起)?[^，。；]{0,8}?(?:关系|机制|友)|"
           r"成为[^，。；]{0,6}?友|(?:就|已)(?:经)?是友|定[了下为]友)")
_AFTER = re.compile(rf"[^，。；新增个\d校院企村镇]{{0,14}}?{_PAIRED}|[^。；]{{0,16}}?，(?:正式|并)?(?:建立|缔结|结[成为]|确立)")
_TOPIC = re.compile(rf"[^，。；]{{0,12}}?(?:{_PAIRED}|协作|合作|帮扶|支援|援建|缘分?|情谊|友谊|交往)")
_DATED = re.compile(r"[^，。；]{0,4}，?(?:这|那)?(?:还|已|都)?(?:是|始于|起于|起步于|要?从|可?追溯[到至]|自|在|早在|缘于)")
_LISTS = ("partnerships/helps", "partnerships/paired-each")
"""Rules that find several partnerships of one side in one statement."""
_PACT = re.compile(r"[^，。；]{0,8}?(?:协议|备忘录|意向|座谈|会|仪式|活动|资金|项目)")


def note_beginnings(relations: Relations) -> None:
    """自2016年以来双方合作, 1979年缔结友城, 结对始于2018年: the year when a partnership began."""
    text = relations.document.text
    dates = [date for date in relations.document.dates if date.value and date.value.start and "X" not in date.value.start
             and not _NOW.match(text, date.start)]
    used = _of_pairs(relations, Spans(dates))
    firm = [date for date in dates if not _weak(text, date)]
    for date in (*firm, *(date for date in dates if _weak(text, date))):
        sentence = relations.document.sentence_at(date.start)
        if sentence is None or date in used:
            continue
        said = text[sentence.start:sentence.end]
        ahead = text[sentence.start:date.start]
        after = re.split("[。；]", text[date.end:min(sentence.end, date.end + 20)])[0]
        if _begins(date, said, ahead, after):
            key = _meant(relations, date.start, sentence.start, sentence.end)
            if key is not None:
                _note(relations, key, date)


def _note(relations: Relations, key: tuple[str, str], date: DateMention) -> None:
    item = relations.found[key]
    if not item.since and date.value and date.value.start:
        evidence = relations.document.evidence(date.start, date.end)
        for other, told in relations.found.items():  # 甲市对口支援乙县、丙县: one statement, one year
            if not told.since and (other == key or told.rule == item.rule and told.a == item.a and told.evidence[0] == item.evidence[0]
                                   and item.rule in _LISTS):
                relations.found[other] = dataclasses.replace(
                    told, since=date.value.start, evidence=tuple(dict.fromkeys((*told.evidence, evidence))))


def _of_pairs(relations: Relations, dates: Spans[DateMention]) -> list[DateMention]:
    """The dates that stand with a pair and a word of pairing (2018年甲市与乙市结对, 甲市与乙市1994年就是友城) belong to that pair."""
    used: list[DateMention] = []
    for sentence in relations.document.sentences:
        near = dates.within(sentence.start, sentence.end)
        inside = relations.actors.within(sentence.start, sentence.end) if near else []
        for first, second in zip(inside, inside[1:], strict=False):
            sides = first.actor.key, second.actor.key
            key = next((key for key in (sides, sides[::-1]) if key in relations.found), None)
            date = _of_pair(relations.document.text, first, second, near, sentence.end) if key else None
            if key and date:
                _note(relations, key, date)
                used.append(date)
    return used


def _of_pair(text: str, first: Mention, second: Mention, dates: list[DateMention], end: int) -> DateMention | None:
    ahead = text[second.end:min(end, second.end + 40)]
    behind = next((date for date in dates if second.end <= date.start <= second.end + 3), None)
    if behind is not None:
        said = text[behind.end:min(end, behind.end + 24)]
        since = bool(behind.value and behind.value.since and _TOGETHER.search(said))
        return behind if since or _AFTER.match(said) and not _is_pact(said) else None
    topic = _TOPIC.match(ahead)
    if topic:
        at = second.end + topic.end()
        later = next((date for date in dates if date.start >= at), None)
        if later is not None and _DATED.fullmatch(text[at:later.start]):
            return later
    before = [date for date in dates if date.end <= second.start and date.end >= first.start - 40]
    gap = text[first.end:second.start]
    if re.search("[，。；、]", gap) and len(gap) > 1:
        return None
    between = re.search(_PAIRED, gap)
    if not before or not (between or _AFTER.match(ahead) and not _is_pact(ahead)):
        return None
    whole = before[-1].value.start if before[-1].value else ""
    return before[-1] if whole and (len(whole) < 10 or re.search("缔结|结为|结好", ahead)) else None


def _is_pact(said: str) -> bool:
    """Whether the word of pairing only names a document or a meeting (签订结对帮扶协议)."""
    paired = _AFTER.match(said)
    return bool(paired and _PACT.match(said, paired.end()))


def _meant(relations: Relations, at: int, start: int, end: int) -> tuple[str, str] | None:
    """The partnership that a date of a sentence speaks of: the pair that its clause or its sentence names, the twins where it
    speaks of twinning, the pair that the paragraph before names, else the main one."""
    text = relations.document.text
    low = max(start, *(text.rfind(mark, start, at) + 1 for mark in "，；："))
    high = min([place for place in (text.find(mark, at, end) for mark in "，；") if place >= 0], default=end)
    clause = {mention.actor.key for mention in relations.actors.within(low, high)}
    named = {mention.actor.key for mention in relations.actors.within(start, end)}
    pair = relations.pair
    sides = {key: _names(item) for key, item in relations.found.items()}
    for said in (clause, named):
        whole = [key for key in sides if set(key) <= said]
        partly = [key for key in whole or sides if sides[key] & clause]
        if whole or partly and said is clause:
            return max(partly or whole, key=lambda key: (relations.found[key].a, relations.found[key].b) == pair)
    twins = any(kind_of(cue.concept) == "partnership/twinning" for cue in relations.cues.within(start, end))
    fitting = [key for key, item in relations.found.items() if (item.kind == "partnership/twinning") == twins]
    partly = [key for key in fitting if set(key) & named]
    if len(partly) == 1:
        return partly[0]
    main = next((key for key in fitting if pair and (relations.found[key].a, relations.found[key].b) == pair), None)
    return main or next(iter(fitting), None)


def _names(item: Partnership) -> set[str]:
    """The sides of a partnership, and the regions of the bodies among them."""
    regions = [actor.region for actor in (item.a, item.b) if isinstance(actor, Organization)]
    return {item.a.key, item.b.key, *(region.key for region in regions if region is not None)}


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
