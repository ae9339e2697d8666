"""Which facts a projection takes: of which time and which kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..edtf import bounds, is_day, valid
from ..errors import InputError, UnknownName
from ..lookup import holds
from ..vocabulary import vocabulary

STATES = frozenset({"partnership", "tenure"})
"""Relations that last; the others happen at a time."""
SCHEMES = ("partnership", "event", "programme", "post", "statement")
"""Vocabularies whose concepts `kinds` may name."""


class Time(NamedTuple):
    """When a fact was so: earliest and latest day, and whether the fact or only its report bears a date.

    `dated` is "stated", "reported" (the day of the first report stands for it) or "" (no date is known)."""

    first: str
    last: str
    dated: str


class Filter(NamedTuple):
    """Facts from a day, up to a day, on a day ("" for any), and of some kinds (keys of concepts; empty for all)."""

    since: str = ""
    until: str = ""
    on: str = ""
    kinds: frozenset[str] = frozenset()

    def of_kind(self, data: Mapping[str, Any]) -> bool:
        """Whether the kind or the programme of a fact is among those asked for."""
        return not self.kinds or bool(self.kinds & {data["kind"], data["programme"]})

    def in_time(self, data: Mapping[str, Any]) -> bool:
        """Whether a fact may have been so then. What lasts is left out only where it certainly was not; what happens
        without any date is left out."""
        if not (self.since or self.until or self.on):
            return True
        if data["relation"] in STATES:
            return self._lasting(data)
        first, last = data["day"], data["last"]
        return bool(first) and not (self.until and first > self.until or self.since and last < self.since
                                    or self.on and not first <= self.on <= last)

    def _lasting(self, data: Mapping[str, Any]) -> bool:
        if self.on and not holds(self.on, data["start"], data["end"], data["attested"] or data["reported"]):
            return False
        begins, ends = bounds(data["start"])[0], bounds(data["end"])[1]
        return not (self.until and begins > self.until or self.since and ends and ends < self.since)


def time_of(data: Mapping[str, Any], reported: str) -> Time:
    """The time of a fact by its own dates; else the day on which it was first reported."""
    begin, end = bounds(data["start"] or data["attested"]), bounds(data["end"])
    if begin[0]:
        return Time(begin[0], end[1] or begin[1], "stated")
    return Time(*bounds(reported), "reported") if bounds(reported)[0] else Time("", "", "")


def made(since: str = "", until: str = "", on: str = "", kinds: Sequence[str] = ()) -> Filter:
    """A filter of what a user writes: dates (a year, a month or a day), and names of kinds in any language or keys.

    Raises
    ------
    InputError : no date, or `on` no day.
    UnknownName : no such kind.
    """
    for name, value in (("since", since), ("until", until)):
        if value and not (valid(value) and bounds(value)[0]):
            raise InputError(f"{name}: {value!r} is no date of the calendar; write it as 2021, 2021-11 or 2021-11-30")
    if on and not is_day(on):
        raise InputError(f"{on!r} is no day of the calendar; write it as 2021-11-30")
    return Filter(bounds(since)[0], bounds(until)[1], on, frozenset(key for name in kinds for key in _concepts(name)))


def _concepts(name: str) -> set[str]:
    """The concept that a name means and all narrower ones."""
    words = vocabulary()
    known = [concept for scheme in SCHEMES for concept in words.scheme(scheme)]
    found = {concept.key for concept in known if name in (concept.key, concept.key.rpartition("/")[2], concept.zh, concept.en)}
    found = found or {key for scheme in SCHEMES for word, key in words.words(scheme).items() if word == name}
    if not found:
        raise UnknownName(name, (), f"there is no kind {name!r}; write a kind of partnership or event, or a programme, as "
                                    "the vocabularies name it: paired-assistance, 东西部协作, visit, 苏陕协作")
    while more := {concept.key for concept in known if found & set(concept.broader)} - found:
        found |= more
    return found
