"""Numbers in Chinese prose: Arabic, Chinese and mixed numerals, with the words that make them approximate."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {char: n for n, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_DIGITS |= {"肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)} | {ord("．"): "."}
_CN = "〇零○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"

_ARABIC = (
    r"(?:\d{1,3}(?:[,，]\d{3}){1,6}(?!\d)|(?<=[\u4e00-\u9fff])(?<!第)\d{1,3}(?: \d{3}){1,6}(?!\d)|\d{1,20}(?!\d))(?:\.\d{1,20})?"
)
"""Groups of three are parted by commas, or by single spaces in running prose (投入1 450万元)."""
_SCALE = "(?: ?[余多几]?(?:[十百千]?万亿|[十百千]?[万亿]|[百千](?![万亿])))"
NUMERAL = rf"(?:(?<![\d.,])(?:{_ARABIC}{_SCALE})?{_ARABIC}{_SCALE}?|(?<![{_CN}\d])[{_CN}]{{1,16}}(?:[余多几][万亿])?(?![{_CN}]))"
"""A numeral, without the words around it; has no groups."""

BEFORE = (
    "(?:大约|大概|约莫|(?<![签条协契合预邀履违守制相节特公解集婚誓])约|将近|接近|(?<![附最邻就靠远亲相走])近|超过|(?<![高])超|逾|突破|不少于|不低于|至少|多达|"
    "不足|不到|不超过|至多|最多|上(?=[百千万]))"
)
"""Words before a numeral that make it approximate."""

AFTER = "(?: ?(?:左右|上下|以上|以下|以内|之多))"
"""Words after a numeral and its unit that make it approximate."""

_BOUNDS = {
    "over": re.compile("超过|超|逾|突破|不少于|不低于|至少|[余多几]|以上|^上(?!下)"),
    "under": re.compile("不超过|将近|接近|近|不足|不到|至多|最多|以下|以内"),
    "about": re.compile("大约|大概|约|左右|上下"),
}


def number(text: str) -> Decimal | None:
    """Read one numeral: 1,234.5, 3万, 1.2亿, 六千五百, 三十余, 二〇二一; None if it is none.

    余, 多 and 几 are passed over (三十余 is 30). A last digit without its unit counts tenths of the unit
    before it (一万二 is 12000).
    """
    plain = re.sub("[,， 余多几]", "", text.translate(_WIDE))
    if not plain or len(plain) > 60:
        return None
    if re.fullmatch(r"\d+(?:\.\d+)?", plain, re.ASCII):
        return Decimal(plain)
    if re.fullmatch(rf"[{''.join(_DIGITS)}]+", plain):
        return _digit_by_digit(plain)
    value = _sections(plain)
    return None if value is None else whole(value)


def whole(value: Decimal) -> Decimal:
    """The same value, without a fraction if it has none (6558000.0 becomes 6558000)."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value.adjusted() < 27 else value


def _digit_by_digit(text: str) -> Decimal | None:
    """二〇二一; but 三四 is three or four, and no number."""
    if len(text) in (2, 3) and not re.search("[〇零○]", text):
        return None
    return Decimal("".join(str(_DIGITS[char]) for char in text))


def _sections(text: str) -> Decimal | None:
    """Numerals with units: sections below 10,000 joined by 万 and 亿."""
    total = Decimal(0)
    rest = text
    for unit in "亿万":
        head, found, tail = rest.rpartition(unit) if unit == "亿" else rest.partition(unit)
        if not found:
            continue
        amount = Decimal(1) if not head and not total and not tail else _section(head) if "万" not in head else _sections(head)
        if amount is None:
            return None
        total += amount * _MYRIADS[unit]
        if len(tail) == 1 and (short := int(tail) if tail.isdecimal() else _DIGITS.get(tail)):
            return total + short * _MYRIADS[unit] / 10
        rest = tail
    if not rest:
        return total
    last = _section(rest)
    return None if last is None else total + last


def _section(text: str) -> Decimal | None:
    """A numeral below 10,000, or Arabic digits with 十, 百, 千 behind them."""
    mixed = re.fullmatch(r"(\d+(?:\.\d+)?)([十百千]?)", text, re.ASCII)
    if mixed:
        return Decimal(mixed[1]) * _TENS.get(mixed[2], 1)
    if len(text) > 9:
        return None
    total, digit, unit = 0, None, 0
    for char in text:
        if char in _TENS:
            if unit and _TENS[char] >= unit:
                return None
            unit = _TENS[char]
            total += unit * (1 if digit is None else digit)
            digit = None
        elif char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        else:
            return None
    if digit is None:
        return Decimal(total) if text else None
    ends_short = unit >= 100 and len(text) > 1 and text[-2] in _TENS
    return Decimal(total + (digit * unit // 10 if ends_short else digit))


def bound_of(words: str) -> str | None:
    """Over, under or about, by the approximating words around a number; None if there are none."""
    for name in ("under", "over", "about"):
        if _BOUNDS[name].search(words):
            return "over" if name == "under" and re.search("余|多(?!达)", words) else name
    return None
