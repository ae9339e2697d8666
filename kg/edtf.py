"""Dates as they were stated: a small subset of EDTF (ISO 8601-2:2019) with its bounds.

Stated values are strings: `2016`, `2016-03`, `2021-11-30`, and with an unknown year `XXXX-08-25`. Nothing is ever
filled in: the bounds of a year are its first and its last day, those of an unknown year are unknown.
"""

from __future__ import annotations

import functools
import re


def valid(value: str) -> bool:
    """Whether the value is a date of the subset that exists in the calendar (no 31 February)."""
    match = _form().fullmatch(value)
    if not match:
        return False
    year, month, day = match.groups()
    if month in (None, "XX"):
        return (month or day) is None or day in (None, "XX")
    if not 1 <= int(month) <= 12:
        return False
    if day in (None, "XX"):
        return True
    return 1 <= int(day) <= _length(2000 if year == "XXXX" else int(year), int(month))


def bounds(value: str) -> tuple[str, str]:
    """Earliest and latest possible day, as ISO dates; ("", "") where the year is unknown or the value is no date."""
    match = _form().fullmatch(value)
    if not match or not valid(value) or match.group(1) in ("XXXX", "0000"):
        return "", ""
    year, month, day = match.groups()
    if month in (None, "XX"):
        return f"{year}-01-01", f"{year}-12-31"
    if day in (None, "XX"):
        return f"{year}-{month}-01", f"{year}-{month}-{_length(int(year), int(month)):02d}"
    return value, value


def _length(year: int, month: int) -> int:
    """Days of a month in the Gregorian calendar (`calendar` would take longer to import than a lookup may last)."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def datatype(value: str) -> str:
    """Local name of the XML Schema datatype of a stated value: date, gYearMonth, gYear; "" for EDTF proper."""
    if "X" in value or not valid(value):
        return ""
    return {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)]


def is_day(value: str) -> bool:
    """Whether the value names one known day."""
    return datatype(value) == "date"


def shift(day: str, days: int) -> str:
    """The ISO date that lies `days` days after `day` (before, if negative)."""
    import datetime  # noqa: PLC0415  # lookups read dates and never shift them

    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


@functools.cache
def _form() -> re.Pattern[str]:
    """Compiled when the first date is read: lookups start faster."""
    return re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?")
