"""Posts that a person named before takes up: 沈拓来到这里，挂任古浪县委常委、副县长."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .document import Document

_TAKES = re.compile(
    r"(?<![曾历前卸离])(?:挂任|挂职任|(?:挂职|现|先后|被任命|接替[\u4e00-\u9fff]{2,3})?(?:担任|出任|接任|就任|兼任)|转任|调任|挂职|现任|(?<![主责信担兼历前原时离卸继留专连聘])任)$")
_ENDS = re.compile(r"[，。；、）\s]|$|至今|以来|期间|后|时|一职|的")
_OTHER = re.compile("由|让|请|选举|任命(?!为)|推荐|同事|搭档|丈夫|妻子|爱人|父亲|母亲|原任|曾任|历任|不再|卸任|如果|希望|拟|说|表示|要求|指出|强调|认为|建议|宣布|决定|同志|可以?|能够?|应")
_PRONOUN = re.compile(r"[。；：，\s他她](?:[^。；]{0,16}，)?[他她][^。；：]{0,30}$")
_CLAUSE = re.compile("[年月日到赴来在被他她并至于自起又也还仍]|主动|先后|前往|正式|开始")
"""What stands between the last comma and the verb where no other person is named there."""
_REACH = 70


def taker(document: Document, start: int, end: int, names: Iterable[str]) -> tuple[int, int, str] | None:
    """Where the person who takes up the posts between `start` and `end` is named, None if that is not clear: the last of
    the names before, in the same sentence or taken up by 他."""
    text = document.text
    verb = _TAKES.search(text, max(0, start - 8), start)
    if not verb or not _ENDS.match(text, end):
        return None
    low = max(text.rfind("\n", 0, start) + 1, start - 4 * _REACH)
    known = sorted(set(names), key=lambda name: (-len(name), name))
    found = max(((text.rfind(name, low, start), name) for name in known), default=(-1, ""), key=lambda pair: (pair[0], len(pair[1])))
    if found[0] < 0:
        return None
    gap = text[found[0] + len(found[1]):start]
    clause = re.split("[，。；]", text[found[0] + len(found[1]):verb.start()])[-1]
    near = "。" not in gap and "；" not in gap and len(gap) <= _REACH
    if "，" in gap and clause and not _CLAUSE.search(clause):
        return None
    if _OTHER.search(gap) or re.match("[、和与及同的]", gap) or not (near and "：" not in gap or _PRONOUN.search(gap)):
        return None
    return found[0], found[0] + len(found[1]), found[1]
