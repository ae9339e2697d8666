"""What a heading means, and by its headings what a sheet is about.

The words are data: the scheme `heading` in `ontology/vocabularies/headings.ttl`; a new heading is an edit of Turtle.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from ...text.script import simplify
from ...vocabulary import vocabulary
from .sheet import Sheet

LOOK = 20
"""In how many of its first rows the headings of a sheet are looked for."""

SUBJECTS: dict[str, tuple[frozenset[str], ...]] = {
    "pairings": (frozenset({"supporter", "recipient"}), frozenset({"side-a", "side-b"})),
    "visits": (frozenset({"visitor", "host"}), frozenset({"visitor", "place"}), frozenset({"visitor", "date"}),
               frozenset({"leader", "host"}), frozenset({"leader", "place"}), frozenset({"leader", "date"}),
               frozenset({"event"})),
    "agreements": (frozenset({"agreement"}), frozenset({"name", "parties"}), frozenset({"name", "signatories"})),
    "funds": (frozenset({"amount"}),),
    "posts": (frozenset({"person", "post"}), frozenset({"name", "post"})),
}
"""What a sheet can be about → the sets of meanings of which it must have one; a sheet may be about several things."""

USES: dict[str, frozenset[str]] = {
    "pairings": frozenset("supporter recipient side-a side-b supporter-parent recipient-parent side-a-parent side-b-parent level "
                          "programme kind since until source".split()),
    "visits": frozenset("visitor host leader participants place date until event name kind status source".split()),
    "agreements": frozenset("agreement name parties side-a side-b supporter recipient signatories sectors date place status "
                            "source".split()),
    "funds": frozenset("amount currency payer payee supporter recipient side-a side-b purpose name date since until status "
                       "source".split()),
    "posts": frozenset("person name post organization region region-parent date since until seconded source".split()),
}
"""The meanings that each kind of fact takes something from."""

_STAND_IN = {"supporter-parent": "supporter", "recipient-parent": "recipient", "side-a-parent": "side-a",
             "side-b-parent": "side-b", "region-parent": "region"}
"""A sheet of provinces has a column of provinces only: they are then the sides themselves."""

_ASIDE = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")


class Column(NamedTuple):
    """A column: where it stands (from 0), its heading as written, what that means ("" if unknown), the unit in its brackets."""

    at: int
    heading: str
    meaning: str = ""
    unit: str = ""


class Layout(NamedTuple):
    """How a sheet is understood: the row of its headings (from 1), its columns, what it is about; `notes` name the
    columns from which nothing is taken, and why."""

    row: int
    columns: tuple[Column, ...]
    subjects: tuple[str, ...]
    notes: tuple[str, ...]


@functools.cache
def _words() -> dict[str, str]:
    return {_plain(word): key.partition("/")[2] for word, key in vocabulary().words("heading").items()}


@functools.cache
def ignored() -> frozenset[str]:
    """The meanings that say nothing of cooperation: running numbers, remarks."""
    return frozenset(concept.key.partition("/")[2] for concept in vocabulary().scheme("heading")
                     if "heading/ignored" in (concept.key, *concept.broader))


def _plain(heading: str) -> str:
    text = simplify(unicodedata.normalize("NFKC", heading)) if not heading.isascii() else heading
    return re.sub(r"[\s_\-:：*#]+", " ", text).strip().casefold()


def meaning(heading: str) -> tuple[str, str]:
    """What a heading means ("" if it is not known) and the unit that it gives in brackets: 金额（万元）."""
    aside = _ASIDE.search(heading)
    words = _words()
    found = words.get(_plain(heading)) or words.get(_plain(_ASIDE.sub("", heading)), "")
    return found, aside.group(1).strip() if aside else ""


def layout(sheet: Sheet) -> Layout | None:
    """The headings are the row among the first ones that holds most known words and makes a subject; None if no row does."""
    best: Layout | None = None
    for number, cells in enumerate(sheet.rows[:LOOK], 1):
        columns = _columns(cells)
        known = {column.meaning for column in columns} - {""}
        subjects = _subjects(known)
        if subjects and (best is None or len(known) > len({column.meaning for column in best.columns} - {""})):
            best = Layout(number, columns, subjects, ())
    return best._replace(notes=tuple(_notes(best))) if best else None


def _columns(cells: Iterable[str]) -> tuple[Column, ...]:
    columns = [Column(index, cell, *meaning(cell)) for index, cell in enumerate(cells)]
    present = {column.meaning for column in columns}
    return tuple(column._replace(meaning=_STAND_IN[column.meaning])
                 if column.meaning in _STAND_IN and _STAND_IN[column.meaning] not in present else column for column in columns)


def _subjects(known: set[str]) -> tuple[str, ...]:
    found = [subject for subject, needs in SUBJECTS.items() if any(need <= known for need in needs)]
    if "agreements" in found and "pairings" in found and "supporter" not in known:
        found.remove("pairings")  # 甲方 and 乙方 of an agreement are its parties, no standing pair
    return tuple(found)


def _notes(found: Layout) -> Iterable[str]:
    from_here = frozenset().union(*(USES[subject] for subject in found.subjects))
    seen: dict[str, Column] = {}
    for column in found.columns:
        where = f"column {column.heading!r}"
        if not column.heading:
            continue
        if not column.meaning:
            yield f"{where} is left unread: its heading is not known"
        elif column.meaning in ignored():
            yield f"{where} is ignored: {label(column.meaning)}"
        elif column.meaning in seen:
            yield f"{where} is left unread: it means the same as column {seen[column.meaning].heading!r}"
        elif column.meaning not in from_here:
            yield f"{where} is left unread: {label(column.meaning)} says nothing in a sheet of {' and '.join(found.subjects)}"
        seen.setdefault(column.meaning, column)


def label(name: str) -> str:
    """A meaning in English with its Chinese word."""
    key = f"heading/{name}"
    return f"{vocabulary().label(key, 'en')} ({vocabulary().label(key)})"
