"""When a cooperation began: 自2016年以来双方合作, 1979年缔结友城, 结对始于2018年."""

from __future__ import annotations

import re

from ..text.dates import DateMention
from .kinds import COOPERATE

_BEGAN = re.compile(r".{0,12}?(?:缔结|结为|结成|结对|建立(?:了)?(?:对口|结对|友好|友城|协作|帮扶)|确立|承担|签约结对|牵手|结缘|结下)")
_STARTED = re.compile(r"(?:就|正式|便|双方)?(?:启动|开的头|开始|起步|到现在|至今|携手|开启|展开|建起)")
_NO_BEGINNING = re.compile(r".{0,6}?(?:十\w届|会[议谈见晤]|座谈|召开|考察|以来，?(?:我国|全国|中央))")
_TOGETHER = re.compile(COOPERATE.pattern + "|双方|两地|两县|两市|两区")


def begins(date: DateMention, said: str, ahead: str, after: str) -> bool:
    """Whether the words around a date say that a cooperation began then."""
    if _NO_BEGINNING.match(after) or re.match(r".{0,12}(?:协议|备忘录|合同|意向书)", after):
        return False
    if date.value and date.value.since:
        return bool(_TOGETHER.search(said)) and not (re.match(r".{0,14}工作(?:开展|进展|推进)?情况", after) and "自" not in ahead[-1:])
    if _BEGAN.match(after) or re.search(r"(?:始于|起于|起步于|缘起|缔结于|始自|缘于)$", ahead):
        return True
    return bool(_STARTED.match(after) and COOPERATE.search(ahead[-24:] + after))


def weak(text: str, date: DateMention) -> bool:
    """Whether a date is a mere span of reporting (2021年以来协作工作情况), which tells a beginning only for want of better."""
    said = text[date.start:date.end]
    return bool(date.value and date.value.since) and text[date.start - 1:date.start] not in ("自", "从") and not said.startswith(
        ("自", "从")) and not re.match(r".{0,12}?(?:结对|携手|牵手|缔结|建立|承担)", text[date.end:date.end + 16]) and "起" not in said
