"""A sheet as every kind of table file gives it, and the text that its cells are quoted from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

MAX_ROWS, MAX_COLUMNS = 100_000, 200
"""What one sheet may have: more is no table that people keep by hand."""

_SILENT = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


class Sheet(NamedTuple):
    """A sheet of text cells. `rows[0]` is row 1; rows may differ in length; `name` is "" where the file is one table.
    `notes` tell what could not be read, each with its cell."""

    name: str
    rows: Sequence[Sequence[str]]
    notes: tuple[str, ...] = ()


def clean(value: str) -> str:
    """A cell's text: blanks and line ends joined into one blank, what prints nothing left out."""
    return " ".join(_SILENT.sub("", value).split())


def letter(index: int) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


class Page(NamedTuple):
    """All sheets as one text, a line for each row and a tab between cells, and where the rows of each sheet start."""

    text: str
    starts: tuple[tuple[int, ...], ...]

    def offset(self, sheet: int, cells: Sequence[str], row: int, column: int) -> int:
        """Where the cell begins: `sheet` and `column` count from 0, `row` from 1; `cells` are those of the row."""
        return self.starts[sheet][row - 1] + sum(len(cell) + 1 for cell in cells[:column])


def page(sheets: Iterable[Sheet]) -> Page:
    """Write sheets out; a named sheet begins with its name in brackets."""
    lines: list[str] = []
    position, starts = 0, []
    for sheet in sheets:
        if sheet.name:
            lines.append(f"[{sheet.name}]")
            position += len(lines[-1]) + 1
        begins = []
        for row in sheet.rows:
            begins.append(position)
            lines.append("\t".join(row))
            position += len(lines[-1]) + 1
        starts.append(tuple(begins))
    return Page("".join(line + "\n" for line in lines), tuple(starts))
