"""Dates in prose, as they were stated and with what the text itself lets one conclude."""

from __future__ import annotations

import re

from kg.text import datewords as words
from kg.text.datereader import Reader
from kg.text.timespan import DateMention, TimeSpan, bounds, known_day

__all__ = ["DateMention", "TimeSpan", "bounds", "find_dates"]


def find_dates(text: str, published: str | None = None, body: int = 0) -> list[DateMention]:
    """Find the dates of a text.

    A month and day without a year take the year of a full date in the same sentence; else the latest such day not
    after publication (one day's grace); else the year in the name of a meeting in the same sentence or the title;
    else their year stays unknown (``XXXX``). 昨天 and 今年 count from publication; without it they have no value. A day
    without a month (15日) is of the month said before, else the latest such day not after publication.

    Parameters
    ----------
    text : str
        Normalised text (``Prose.text``).
    published : str or None
        ISO date of publication; anything else, and a year before 1800 or after 2200, counts as unknown.
    body : int
        Where the body begins (``Header.body_start``): the day that a page prints above it is none that the text said.

    Returns
    -------
    list of DateMention in order, never overlapping.
    """
    reader = Reader(text, known_day(published), body)
    found: list[DateMention] = []
    for name, match in _candidates(text):
        found.extend(reader.read(name, match))
    return found


def _candidates(text: str) -> list[tuple[str, re.Match[str]]]:
    """The matches of all patterns, the longest where they overlap."""
    ranks = {name: rank for rank, name in enumerate(words.PATTERNS)}
    matches = [(m.start(), -m.end(), ranks[name], name, m) for name, p in words.PATTERNS.items() for m in p.finditer(text)]
    matches.sort(key=lambda item: item[:3])
    chosen: list[tuple[str, re.Match[str]]] = []
    reach = 0
    for start, _, _, name, match in matches:
        if start >= reach and match.end() > start:
            chosen.append((name, match))
            reach = match.end()
    return chosen
