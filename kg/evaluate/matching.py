"""When a fact that was found is the one that the gold means: names without punctuation, titles without their region."""

from __future__ import annotations

import difflib
import re

from ..text.script import simplify

_IGNORED = re.compile(r"[\s“”‘’\"'《》「」『』〈〉()（）,，、。．.·•]+")
_MODIFIERS = ("副", "代", "常务", "原", "兼", "候选")
ALIKE = 0.8
"""Share of characters in common (`difflib`) from which two titles of agreements count as one."""


def bare(text: object) -> str:
    """A name as it is compared: in Simplified script, without spaces, quotation marks, brackets and points."""
    return _IGNORED.sub("", simplify(str(text or "")))


def same_name(one: str, other: str) -> bool:
    """Whether two names are equal, or one holds the other (商务局 and 新吴区商务局)."""
    one, other = bare(one), bare(other)
    return bool(one and other) and (one in other or other in one)


def same_title(one: str, other: str) -> bool:
    """Whether two titles of posts are equal, or the longer only says more before the other: 县委书记 is 书记, but
    副县长 (deputy) is not 县长."""
    one, other = bare(one), bare(other)
    long, short = (one, other) if len(one) > len(other) else (other, one)
    before = long[:len(long) - len(short)]
    return one == other or (len(short) >= 2 and long.endswith(short) and not any(word in before for word in _MODIFIERS))


def same_agreement(gold: str, found: str) -> bool:
    """Whether a title that was found holds the gold's, or is nearly equal to it."""
    gold, found = bare(gold), bare(found)
    return gold in found or difflib.SequenceMatcher(None, gold, found).ratio() >= ALIKE
