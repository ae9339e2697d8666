"""As of a day, or in a period: three-valued answers over stated, bounded and attested time.

| known                                                   | answer      |
|---------------------------------------------------------|-------------|
| the day lies certainly between start and end            | holds       |
| the day is the start, the end, or one it is attested on | holds       |
| it began before, and is attested later                  | holds       |
| a bound is unknown or partial, and may contain it       | may hold    |
| the day lies before the earliest start                  | (no)        |
| the day lies after the latest end                       | (no)        |

An unknown end is not an open end: a partnership since 2016 *may hold* in 2030, and *holds* from its start to the day on which
the source attests it. What is said of it after its end attests nothing. Nothing known at all gives "may hold". A row answers
on the word of its own source; `partnerships-on-day.rq` says the same in SPARQL.

In a period it *holds* if it certainly holds on some day of it (since 2018, asked for 2018: on its first day, whichever that
is), and it does not if it does on none. An event has no unknown end: without a stated one it ends when it starts.
"""

from typing import NamedTuple

from .. import edtf
from ..errors import InputError

HOLDS, MAY_HOLD, NOT = "holds", "may hold", ""
_FIRST, _LAST = "0001-01-01", "9999-12-31"


class Asked(NamedTuple):
    """The days asked about, first and last included; `strict` leaves out what only may hold."""

    first: str = _FIRST
    last: str = _LAST
    strict: bool = False

    def state(self, start: str, end: str, attested: str = "") -> str:
        """Whether something lasting holds then; "" for what is to be left out."""
        return self._kept(during(self.first, self.last, start, end, attested))

    def event(self, start: str, end: str) -> str:
        """Whether something that happens once happens then; "" for what is to be left out."""
        return self._kept(during(self.first, self.last, start, end or start))

    def _kept(self, answer: str) -> str:
        return NOT if self.strict and answer != HOLDS else answer


def asked(on: str | None = None, first: str | None = None, last: str | None = None, strict: bool = False) -> Asked | None:
    """The days that a question is about: `on`, or from `first` to `last`, either of which may be open; None for all of time.

    Raises
    ------
    InputError : no day of the calendar, a period that ends before it begins, or a day and a period.
    """
    for day in (on, first, last):
        if day is not None and not edtf.is_day(day):
            raise InputError(f"{day!r} is no day of the calendar; write it as 2021-11-30")
    if on is not None and (first is not None or last is not None):
        raise InputError("a question is about a day or about a period; give one of them")
    if on is None and first is None and last is None:
        return None
    found = Asked(on or first or _FIRST, on or last or _LAST, strict)
    if found.first > found.last:
        raise InputError(f"the period ends on {found.last}, before it begins on {found.first}; give the earlier day first")
    return found


def holds(on: str, start: str = "", end: str = "", attested: str = "") -> str:
    """Whether a fact holds on a day: "holds", "may hold", or "" for no.

    Parameters
    ----------
    on : ISO day.
    start, end : stated dates (year, month, day or EDTF), "" where unknown.
    attested : stated date on which a source says that it holds, "" where unknown.

    Raises
    ------
    InputError : `on` is no day of the calendar.
    """
    if not edtf.is_day(on):
        raise InputError(f"{on!r} is no day of the calendar; write it as 2021-11-30")
    return during(on, on, start, end, attested)


def during(first: str, last: str, start: str = "", end: str = "", attested: str = "") -> str:
    """Whether a fact holds on some day from `first` to `last` (ISO days): like `holds`."""
    began, ended, said = edtf.bounds(start), edtf.bounds(end), edtf.bounds(attested)
    if (began[0] and last < began[0]) or (ended[1] and first > ended[1]):
        return NOT
    if began[0] and ended[1] and ended[1] < began[0]:
        return MAY_HOLD  # it ends before it begins: one of the two is wrong
    told = bool(said[0]) and not (ended[1] and said[1] > ended[1]) and not (began[0] and said[0] < began[0])
    for known, bounds in ((True, began), (True, ended), (told, said)):
        if known and bounds[0] and first <= bounds[0] and bounds[1] <= last:
            return HOLDS
    lasts = max(ended[0], said[0] if told and said[0] == said[1] else "")
    return HOLDS if began[1] and lasts and max(first, began[1]) <= min(last, lasts) else MAY_HOLD
