"""Publication stamps: the date formats that pages print in their meta lines."""

from __future__ import annotations

import datetime
import re

_CN = "〇零○一二三四五六七八九"
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EN = rf"(?:{'|'.join(_MONTH_NAMES)})"
_TH = "(?:st|nd|rd|th)?"
FULL_DATE = re.compile(
    r"(?<![\d\-/.])(?P<y>(?:19|20)\d\d) ?(?:年|[-/.—－]) ?(?P<m>\d{1,2}) ?(?:月|[-/.—－]) ?(?P<d>\d{1,2})(?!\d)(?: ?日)?"
    rf"|(?<![{_CN}])(?P<cy>[一二][{_CN}]{{3}})年(?P<cm>[一二三四五六七八九十]{{1,2}})月(?P<cd>[一二三四五六七八九十]{{1,3}})日"
    r"|(?<![\d\-/.])(?P<ld>\d{1,2})(?P<sep>[./-])(?P<lm>\d{1,2})(?P=sep)(?P<ly>(?:19|20)\d\d)(?!\d)"
    r"|(?<!\d)(?P<cd8>(?:19|20)\d\d[01]\d[0-3]\d)(?!\d)"
    rf"|(?P<em>{_EN})[a-z]{{0,6}}\.? (?P<ed>\d{{1,2}}){_TH},? (?P<ey>(?:19|20)\d\d)(?!\d)"
    rf"|(?<![\d.])(?P<ed2>\d{{1,2}}){_TH} (?P<em2>{_EN})[a-z]{{0,6}}\.?,? (?P<ey2>(?:19|20)\d\d)(?!\d)"
)
_SHORT_DATE = re.compile(r"(?<![\d\-/.])(?P<y>\d\d)[-/.](?P<m>\d\d)[-/.](?P<d>\d\d)(?![\d\-/.])")
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}


def chinese_digits(text: str) -> int | None:
    """Read Chinese numerals below 100 (二十三) or digit by digit (二〇二三); None if it is neither."""
    digits = {char: n for n, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
    if "十" in text:
        tens, _, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1:
            return None
        left = digits.get(tens) if tens else 1
        right = digits.get(ones) if ones else 0
        return None if left is None or right is None else left * 10 + right
    values = [digits.get(char) for char in text]
    if not values or None in values:
        return None
    return int("".join(str(value) for value in values))


def find_stamp(text: str, short: bool = False) -> tuple[str, int, int] | None:
    """Find the first full date of a line.

    Parameters
    ----------
    text : str
        A line in normalised punctuation.
    short : bool
        Whether to read 23-07-11 as year, month, day of this century.

    Returns
    -------
    tuple of (ISO date, start, end), or None. With the year last, the day comes first (05.07.2015 is 5 July);
    where that is no day and month, the month does. Dates that are not in the calendar are passed over.
    """
    for match in FULL_DATE.finditer(text):
        value = _value(match)
        if value:
            return value, match.start(), match.end()
    if short:
        for match in _SHORT_DATE.finditer(text):
            value = _iso(2000 + int(match["y"]), int(match["m"]), int(match["d"]))
            if value:
                return value, match.start(), match.end()
    return None


def _value(match: re.Match[str]) -> str | None:
    if match["y"]:
        return _iso(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["cy"]:
        year, month, day = (chinese_digits(match[name]) for name in ("cy", "cm", "cd"))
        return _iso(year or 0, month or 0, day or 0)
    if match["ly"]:
        year, first, second = int(match["ly"]), int(match["ld"]), int(match["lm"])
        return _iso(year, second, first) or _iso(year, first, second)
    if match["cd8"]:
        digits = match["cd8"]
        return _iso(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    tail = "2" if match["em2"] else ""
    return _iso(int(match["ey" + tail]), MONTHS[match["em" + tail]], int(match["ed" + tail]))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
