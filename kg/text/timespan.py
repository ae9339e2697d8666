"""Stated times and their bounds."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from kg import edtf


class TimeSpan(NamedTuple):
    """A stated time in a subset of EDTF (ISO 8601-2:2019).

    ``start`` and ``end`` are ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, or ``XXXX-MM-DD`` (``XXXX-MM``) where the year is unknown.
    ``end`` is None for a single day, month or year; with ``since`` the end was left open by the text (自2016年以来).
    Both are None where the text names no day (日前).
    """

    start: str | None = None
    end: str | None = None
    since: bool = False


class DateMention(NamedTuple):
    """A date in a text.

    ``kind`` is day, month, year, range, relative (昨天, 今年), since, plan (十四五), vague (日前), or invalid
    (2月31日; ``value`` is None then, and only then).
    """

    start: int
    end: int
    value: TimeSpan | None
    kind: str


def bounds(value: str) -> tuple[str | None, str | None]:
    """Earliest and latest ISO day of a stated value: 2016 → 2016-01-01, 2016-12-31.

    An interval ``a/b`` runs from the earliest of ``a`` to the latest of ``b``. (None, None) where the year is
    unknown or the value is no date.
    """
    first, slash, last = value.partition("/")
    low, high = edtf.bounds(first)
    if slash:
        high = edtf.bounds(last)[1]
    return low or None, high or None


def iso_day(year: str, month: int, day: int) -> str:
    """A day in EDTF; the year may be ``XXXX``."""
    return f"{year}-{month:02d}-{day:02d}"


def known_day(value: str | None) -> datetime.date | None:
    """The day of an ISO date between 1800 and 2200; None for anything else."""
    try:
        day = datetime.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
    return day if 1800 <= day.year <= 2200 else None
