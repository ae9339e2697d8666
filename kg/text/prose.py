"""A text as it was written and as it is read, with offsets that lead back."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from kg.text.script import simplify

# Characters that say nothing: controls, zero-width marks, direction marks, variation selectors, tags.
_SILENT = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef"
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿɡɑ\u0300\u0301\u0304\u030c"
_SYLLABLE = (
    "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|üe|er|[aoeiuü])"
)
# A reading given in brackets after its character, as some mirror sites do: 长（zhǎng）, 郫(pi).
_PINYIN = (
    rf"(?<=[{_HAN}]) ?[(（] ?"
    rf"(?:[a-zA-ZüÜ{_TONED}' ]{{0,24}}[{_TONED}][a-zA-ZüÜ{_TONED}' ]{{0,24}}|{_SYLLABLE}[1-5]?)"
    r" ?[)）]"
)
_DROP = re.compile(rf"\r(?=\n)|[{_SILENT}]+|{_PINYIN}")


# Radicals that PDF extraction puts in the place of characters, without a mapping of their own in Unicode.
_RADICALS = "⺠⻅⻓⻔⻛⻋⻢⻥⻬⻰⻚⻝⻄⻘⻩⻉⻨⻦⼾"


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
    table.update({ord(a): b for a, b in zip("％．＋／＝＆＠＃＄＿｜＂＇￥", "%.+/=&@#$_|\"'¥", strict=True)})
    table.update(dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000\t"), " "))
    table.update(dict.fromkeys(range(0x2000, 0x200B), " "))
    table.update(dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n"))
    table.update(dict.fromkeys(map(ord, "•・‧∙⋅･"), "·"))
    table.update({ord(a): b for a, b in zip("「」『』〝〞｢｣", "“”‘’“”“”", strict=True)})
    table.update({ord(a): b for a, b in zip("｡､﹐﹑﹒﹔﹕﹖﹗∶︰", "。、，、.；：？！：：", strict=True)})
    table.update({ord(a): b for a, b in zip("()﹙﹚", "（）（）", strict=True)})
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFAFF)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    for radical, plain in zip(_RADICALS, "民见长门风车马鱼齐龙页食西青黄贝麦鸟户", strict=True):
        table[ord(radical)] = plain
    return table


_TABLE = _table()
_CJK = _HAN + "\u3000-\u303f\uff01-\uff0f\uff1a-\uff1f“”‘’"
_MARK = re.compile(rf"(?<=[{_CJK}])[,:;!?]|[,:;!?](?=[{_CJK}])")
_FULL = dict(zip(",:;!?", "，：；！？", strict=True))
_ZERO = re.compile(r"(?<=[〇零一二三四五六七八九])[○◯](?=[〇零一二三四五六七八九○◯年])")
_QUOTE = re.compile(rf"[\n\"]|(?<=[{_CJK}])'|'(?=[{_CJK}])")


@dataclass(frozen=True)
class Prose:
    """A text in two readings of which the second is easier to parse.

    Attributes
    ----------
    original : str
        The text exactly as given; evidence quotes are slices of it.
    text : str
        The same in Simplified script with one punctuation: full-width letters and digits made
        ASCII, ASCII punctuation beside Chinese made full-width, 「」 made “”, odd spaces made plain;
        zero-width and control characters and pinyin readings in brackets are left out.
    """

    original: str
    text: str
    _at: tuple[int, ...] = field(repr=False, default=())
    _shift: tuple[int, ...] = field(repr=False, default=(0,))

    @classmethod
    def of(cls, original: str) -> Prose:
        """Normalise ``original``. Linear in its length; never raises on any string."""
        parts: list[str] = []
        at: list[int] = []
        shift = [0]
        last = 0
        kept = 0
        for match in _DROP.finditer(original):
            start, end = match.span()
            parts.append(original[last:start])
            kept += start - last
            if at and at[-1] == kept:
                shift[-1] += end - start
            else:
                at.append(kept)
                shift.append(shift[-1] + end - start)
            last = end
        parts.append(original[last:])
        return cls(original, _normal("".join(parts)), tuple(at), tuple(shift))

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``text`` to the span of ``original`` that says it.

        Characters left out of ``text`` lie inside the span only when both neighbours do.
        Offsets beyond the text are clipped to it.
        """
        start = min(max(start, 0), len(self.text))
        end = min(max(end, start), len(self.text))
        first = self._original(start)
        return (first, first) if start == end else (first, self._original(end - 1) + 1)

    def quote(self, start: int, end: int) -> str:
        """Return the words of ``original`` behind a span of ``text``."""
        first, last = self.origin(start, end)
        return self.original[first:last]

    def _original(self, position: int) -> int:
        return position + self._shift[bisect_right(self._at, position)]


def _normal(text: str) -> str:
    """Everything that keeps the length."""
    plain = simplify(text.translate(_TABLE))
    plain = _MARK.sub(lambda m: _FULL[m[0]], plain)
    plain = _ZERO.sub("〇", plain)
    if '"' in plain or "'" in plain:
        plain = _curl(plain)
    return plain


def _curl(text: str) -> str:
    """Turn straight quotes into opening and closing ones, by turns within each line."""
    opened = {'"': False, "'": False}
    pairs = {'"': "“”", "'": "‘’"}

    def turn(match: re.Match[str]) -> str:
        mark = match[0]
        if mark == "\n":
            opened['"'] = opened["'"] = False
            return mark
        opened[mark] = not opened[mark]
        return pairs[mark][0 if opened[mark] else 1]

    return _QUOTE.sub(turn, text)
