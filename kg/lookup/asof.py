"""As of a day: three-valued answers over stated, bounded and attested time.

| known                                              | answer      |
|----------------------------------------------------|-------------|
| the day lies certainly between start and end       | holds       |
| the day equals a day on which it is attested       | holds       |
| it began before, and is attested later             | holds       |
| a bound is unknown or partial, and may contain it  | may hold    |
| the day lies before the earliest start             | (no)        |
| the day lies after the latest end                  | (no)        |

An unknown end is not an open end: a partnership since 2016 *may hold* in 2030, and *holds* from its start to the day on which
the source attests it. What is said of it after its end attests nothing. Nothing known at all gives "may hold". A row answers
on the word of its own source; `partnerships-on-day.rq` says the same in SPARQL.
"""

from __future__ import annotations

from .. import edtf
from ..errors import InputError

HOLDS, MAY_HOLD, NOT = "holds", "may hold", ""


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
    first, last = edtf.bounds(start), edtf.bounds(end)
    said = edtf.bounds(attested)
    if first[0] and on < first[0]:
        return NOT
    if last[1] and on > last[1]:
        return NOT
    if said[0] and said[0] == said[1] == on:
        return HOLDS
    begun = bool(first[1]) and on >= first[1]
    in_time = bool(said[0]) and said[0] == said[1] and not (last[1] and said[0] > last[1])
    unfinished = (bool(last[0]) and on <= last[0]) or (in_time and on <= said[0])
    return HOLDS if begun and unfinished else MAY_HOLD
