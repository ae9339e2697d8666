"""On which day something took place: the day that its sentence says, else the last day that the story told."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from ..text.dates import DateMention
from ..text.sentences import Sentence
from ..text.timespan import TimeSpan
from .document import Document

_UNTIL = re.compile(r"(?:截至|截止|到)$")
_BACK = re.compile(r"以来|以前|之前|前(?![往来去夕])|起(?!点|步|身|程|草)")
_AGENDA = re.compile(r"时间[：\s][^\n。]{4,40}\n[^\n。]{0,12}(?:地点|会址|二、)[：\s]")
_DATELINE = re.compile("[电讯]|消息")
_LEAD = 14
"""Characters from the beginning of a sentence in which the month lies that it begins with."""
_FAR = datetime.timedelta(21)
"""A day further from the first one is of another story: the next paragraph returns to the first day."""


class Daybook:
    """The days of one document's story."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        self.anchor = self._anchor()
        self._told: dict[int, TimeSpan | None] = dict(self._story())

    def said(self, start: int, end: int) -> list[DateMention]:
        """The days and spans of days in a span on which something can have taken place."""
        return [date for date in self.document.dates_in(start, end) if _day(date)
                and not _BACK.match(self.text[date.end:date.end + 3]) and not _UNTIL.search(self.text[max(0, date.start - 3):date.start])]

    def day(self, position: int, start: int, end: int) -> TimeSpan | None:
        """The day of what the words at `position` tell: the last day before them in the span, else the first in it,
        else the one that the story stands at."""
        days = self.said(start, end)
        before = [date for date in days if date.start < position]
        if days:
            return (before[-1] if before else days[0]).value
        if (month := self._month(start, end)) is not None and month.start < position:
            return month.value
        sentence = self.document.sentence_at(start)
        return self._told.get(sentence.start) if sentence else None

    def _month(self, start: int, end: int) -> DateMention | None:
        """The month that a span begins with (2023年5月，…): when what it tells took place, as closely as it says."""
        first = next(iter(self.document.dates_in(start, min(end, start + _LEAD))), None)
        if first is None or first.kind != "month" or first.value is None or first.value.since or len(first.value.start or "") != 7:
            return None
        return None if _BACK.match(self.text[first.end:first.end + 3]) or _UNTIL.search(self.text[start:first.start]) else first

    def _anchor(self) -> DateMention | None:
        """The first day or span of days in the body: when the occasion took place."""
        body = self.document.header.body_start
        agenda = _AGENDA.search(self.text)
        if agenda is not None:  # the page's day may be the meeting's: 时间：… 地点：…
            planned = self.said(agenda.start(), agenda.end())
            if planned:
                return planned[0]
        days = [date for date in self.said(body, len(self.text)) if self.document.sentence_at(date.start)]
        told = (date for date in days if not _DATELINE.match(self.text, date.end))
        return next(told, days[0] if days else None)

    def _story(self) -> Iterator[tuple[int, TimeSpan | None]]:
        """Where each sentence begins, with the day that the sentences before it told."""
        first = self.anchor.value if self.anchor else None
        current, block = first, None
        for sentence in self.document.sentences:
            if sentence.block.kind == "heading" or (sentence.block != block and not _near(first, current)):
                current = first
            block = sentence.block
            yield sentence.start, current
            if sentence.block.kind != "title":
                current = self._last(sentence) or current

    def _last(self, sentence: Sentence) -> TimeSpan | None:
        days = self.said(sentence.start, sentence.end)
        return days[-1].value if days and not _DATELINE.match(self.text, days[-1].end) else None


def _day(date: DateMention) -> bool:
    value = date.value
    return value is not None and date.kind in ("day", "range", "relative") and len(value.start or "") == 10 and not value.since


def overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two spans of days have a day in common; an unknown one ("", "") may."""
    return not (one[0] and other[0]) or (one[0] <= (other[1] or other[0]) and other[0] <= (one[1] or one[0]))


def _near(one: TimeSpan | None, other: TimeSpan | None) -> bool:
    """Whether two days are close enough to belong to one story; days without a year count as of one year."""
    if one is None or other is None:
        return True
    days = [datetime.date.fromisoformat((span.start or "").replace("XXXX", "2000")) for span in (one, other)]
    return abs(days[0] - days[1]) <= _FAR
