"""Days in English prose beside the dates: weekdays, today, yesterday, the same day, the next day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from ... import edtf
from ...text.dates import DateMention, TimeSpan
from ..spans import Spans
from .words import DAYS

_WORDS = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(DAYS)})(?:s(?!\w)(?P<plural>))?|(?P<today>[Tt]oday|[Tt]his (?:morning|afternoon|evening))|(?P<yesterday>[Yy]esterday)|"
    r"(?P<same>(?:[Tt]he|[Tt]hat) same (?:day|morning|afternoon|evening)|[Tt]hat (?:day|afternoon|morning|evening))|(?P<next>[Tt]he (?:next|following) (?:day|morning|afternoon)))(?![\w’'-])")


def find_days(text: str, blocks: Sequence[tuple[int, int]], dates: list[DateMention], written: str) -> list[DateMention]:
    """The days that words name. A weekday is the last one up to the day of writing (`written`, ISO; without it none has a
    value), the same day and the next day count from the day said before."""
    if not edtf.is_day(written):
        return []
    found: list[DateMention] = []
    placed = Spans(dates)
    told = Spans(date for start, end in blocks for date in placed.within(start, end))  # not the day that a page prints
    for start, end in blocks:
        for match in _WORDS.finditer(text, start, end):
            if match["plural"] is not None or re.search(r"(?:next|every|each) $", text[max(0, match.start() - 6):match.start()]):
                continue
            if any(match.start() <= date.end for date in placed.within(match.start() - 30, match.end() + 4) if date.kind in ("day", "range")):
                continue  # Tuesday, May 16
            day = _day(match, written, [*told.before(match.start())[-4:], *found[-1:]], match.start())
            if day:
                found.append(DateMention(*match.span(), TimeSpan(day), "relative"))
    return found


def _day(match: re.Match[str], written: str, dates: list[DateMention], position: int) -> str:
    if match["today"]:
        return written
    if match["yesterday"]:
        return edtf.shift(written, -1)
    if match["weekday"]:
        return next(day for back in range(7)
                    if datetime.date.fromisoformat(day := edtf.shift(written, -back)).weekday() == DAYS.index(match["weekday"]))
    said = written
    for date in sorted(dates, key=lambda date: date.start):
        if date.start < position and date.value and edtf.is_day(date.value.start or ""):
            said = date.value.start or written
    return said if match["same"] else edtf.shift(said, 1)
