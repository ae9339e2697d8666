"""CSV and TSV files as records (RFC 4180): the first row names the columns, and each later row is a record."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from ...errors import InputError
from ..encoding import decode
from .places import LONGEST, Place, Value


class Table:
    """A table. `columns` are its headings."""

    def __init__(self, data: bytes, path: str, delimiter: str) -> None:
        text, _ = decode(data, path)
        self.text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self._path, self._delimiter = path, delimiter
        self._rows = self._read()
        self.columns = tuple(name.strip() for name in next(self._rows, (0, 0, 0, ()))[3])
        doubled = sorted({name for name in self.columns if self.columns.count(name) > 1})
        if doubled:
            raise InputError(f"several columns are headed {doubled[0]!r}; give each a name of its own", path, line=1)

    def check(self, expression: str) -> str:
        """Any text may head a column."""
        return ""

    def records(self, iterator: str = "") -> Iterator[Row]:
        """The rows below the headings; blank lines are none."""
        at = {name: number for number, name in enumerate(self.columns)}
        rows = self._read()
        next(rows, None)
        for number, start, end, cells in rows:
            if any(cells):
                yield Row(self.text, at, cells, Place(start, end, row=number))

    def _read(self) -> Iterator[tuple[int, int, int, Sequence[str]]]:
        """Number (the line where it starts), offsets and cells of each row."""
        lines = _Lines(self.text)
        start, number = 0, 1
        try:
            for cells in csv.reader(lines, delimiter=self._delimiter, strict=True):
                yield number, start, lines.at - self.text.endswith("\n", start, lines.at), cells
                start, number = lines.at, lines.number + 1
        except csv.Error as error:
            raise InputError(f"the row that starts here is no row of a table: {error}; correct its quotation marks", self._path,
                             line=number) from None


class _Lines:
    """The lines of a text; `at` and `number` tell how far they have been read."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.number = text, 0, 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.text):
            raise StopIteration
        start, self.at = self.at, self.text.find("\n", self.at) + 1 or len(self.text)
        self.number += 1
        return self.text[start:self.at]


class Row:
    """One row."""

    __slots__ = ("_at", "_cells", "_text", "place")

    def __init__(self, text: str, at: dict[str, int], cells: Sequence[str], place: Place) -> None:
        self._text, self._at, self._cells, self.place = text, at, cells, place

    def values(self, reference: str) -> Sequence[Value]:
        """The cell under a heading; none where it is empty, or there is no such heading."""
        at = self._at.get(reference, -1)
        cell = self._cells[at].strip() if 0 <= at < len(self._cells) else ""
        return (Value(cell, self._cell(cell)),) if cell else ()

    def _cell(self, cell: str) -> Place:
        """The row, where it is short, or the first place in it that reads like the cell."""
        if self.place.end - self.place.start > LONGEST:
            found = self._text.find(cell, self.place.start, self.place.end)
            if found >= 0:
                return self.place._replace(start=found, end=found + len(cell))
        return self.place
