"""Where values stand in a file, and what every kind of file offers to a mapping: records, and the values of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

LONGEST = 300
"""Characters that a quote may have: what stands in a longer place is quoted up to there."""


class Place(NamedTuple):
    """`start` and `end` count characters of the document's text; `path` is an XPath or a normalized JSONPath, `row` a
    line of a table, counted from 1."""

    start: int
    end: int
    path: str = ""
    row: int = 0

    def holds(self, other: Place) -> bool:
        """Whether the other place lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        return self.path or f"row {self.row}"


class Value(NamedTuple):
    """What a reference found in a record, and where."""

    text: str
    place: Place


class Record(Protocol):
    """One row, element or object that a mapping is applied to."""

    @property
    def place(self) -> Place:
        """Where the record stands."""

    def values(self, reference: str) -> Sequence[Value]:
        """What the reference finds, in the order of the file; none where it finds nothing."""


class Document(Protocol):
    """A file as records. `text` is what offsets count in; `columns` the headings of a table, () for what has none."""

    text: str
    columns: tuple[str, ...]

    def check(self, expression: str) -> str:
        """Why the expression is none of this kind of file; "" where it is one."""

    def records(self, iterator: str) -> Iterable[Record]:
        """The records that an iterator finds; a table has one kind of record and needs none."""


def quoted(record: Place, used: Iterable[Place], named: Iterable[Place]) -> list[Place]:
    """The places to quote for what was taken from a record: the record as a whole where it is short, else each of the
    places in it that were used; and those that the mapping names as evidence."""
    whole = record.end - record.start <= LONGEST
    found = [record] if whole else [place for place in used if record.holds(place)] or [record]
    return list(dict.fromkeys((*found, *(place for place in named if not (whole and record.holds(place))))))
