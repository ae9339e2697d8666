"""Tables (.csv, .tsv, .xlsx) to facts: sheets of pairings, visits, agreements, funds and posts, known by their headings.

bytes → sheets (delimited, workbook) → layout by headings (headings) → rows (row, cells, actors) → facts (facts). Every
column is used, ignored by name, or told of in the notes; so is every cell that cannot be read. Evidence is the cell:
sheet, row, column, and its place in the text of the whole table.
"""

from __future__ import annotations

from typing import NamedTuple

from ...errors import InputError
from ...model import Fact, Source, merge
from ..loaded import Input, Loaded
from . import delimited, workbook
from .facts import facts
from .headings import Column, Layout, ignored, label, layout
from .row import Row, Table
from .say import say
from .sheet import Sheet, letter, page

__all__ = ["EXTRACTOR", "Line", "explain", "load"]

EXTRACTOR = "kg-tables-1"
"""Name of the rules, noted in every source; it changes when a new version may find other facts in the same table."""

_TYPES = {".csv": "text/csv", ".tsv": "text/tab-separated-values", ".tab": "text/tab-separated-values",
          ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class Line(NamedTuple):
    """A line of an explanation. `what`: about (what a sheet is about), column, fact (of the first row that yields any),
    or note; `place`: a cell or row; `said`: what stands there; `meaning`: how it was understood."""

    sheet: str
    what: str
    place: str
    said: str
    meaning: str


class _Read(NamedTuple):
    sheet: Sheet
    layout: Layout | None
    first: tuple[int, list[Fact]]  # row and facts of the first row that yields any
    facts: list[Fact]
    notes: list[str]


def load(item: Input) -> Loaded:
    """Read a table file; what was left unread, and where, is in the notes.

    Raises
    ------
    InputError : the file is no table, or no sheet has headings that are known.
    """
    source, text, sheets = _parse(item)
    found = [fact for sheet in sheets for fact in sheet.facts]
    if not any(sheet.layout for sheet in sheets):
        raise InputError("no sheet has headings that are known: " + "; ".join(note for one in sheets for note in one.notes) +
                         ". Name its columns as in ontology/vocabularies/headings.ttl, or teach that file your headings",
                         str(item.path))
    return Loaded(source, text, merge(found), None, tuple(note for sheet in sheets for note in sheet.notes))


def explain(item: Input) -> list[Line]:
    """How each sheet is understood: what it is about, heading by heading, the first row as facts, and what is left out.

    Raises
    ------
    InputError : the file is no table.
    """
    return [line for sheet in _parse(item)[2] for line in _lines(sheet)]


def _parse(item: Input) -> tuple[Source, str, list[_Read]]:
    path = str(item.path)
    reader = workbook.read if item.suffix == ".xlsx" else delimited.read
    sheets = reader(item.data, path)
    written = page(sheets)
    source = Source(name=item.name, title=item.path.stem, sha256=item.sha256, media_type=_TYPES[item.suffix],
                    extractor=EXTRACTOR)
    return source, written.text, [
        _read(sheet, Table(number, sheet, found, written, source) if (found := layout(sheet)) else None)
        for number, sheet in enumerate(sheets)]


def _read(sheet: Sheet, table: Table | None) -> _Read:
    where = f"sheet {sheet.name!r}, " if sheet.name else ""
    notes = [where + note for note in sheet.notes]
    if table is None:
        first = next((" | ".join(filter(None, row)) for row in sheet.rows if any(row)), "")
        notes.append(f"{where}no row has headings that are known; its first row is “{first[:120]}”" if first
                     else f"{where}nothing stands there")
        return _Read(sheet, None, (0, []), [], notes)
    notes += [where + note for note in table.layout.notes]
    found: list[Fact] = []
    first_of: tuple[int, list[Fact]] = (0, [])
    for number in range(table.layout.row + 1, len(sheet.rows) + 1):
        if not any(sheet.rows[number - 1]):
            continue
        row = Row(table, number)
        made = facts(row)
        found += made
        notes += [where + note for note in dict.fromkeys(row.notes)]
        if made and not first_of[0]:
            first_of = number, made
        elif not made and not row.notes:
            notes.append(f"{where}row {number}: says nothing of {' or '.join(table.layout.subjects)}")
    return _Read(sheet, table.layout, first_of, found, notes)


def _lines(read: _Read) -> list[Line]:
    name, found = read.sheet.name, read.layout
    lines = []
    if found:
        about = f"{' and '.join(found.subjects)}: {len(read.facts)} facts"
        lines.append(Line(name, "about", f"row {found.row}", "headings", about))
        lines += [Line(name, "column", f"{letter(column.at)}{found.row}", column.heading, _meant(column))
                  for column in found.columns if column.heading]
        lines += [Line(name, "fact", f"row {read.first[0]}", " | ".join(filter(None, read.sheet.rows[read.first[0] - 1])), say(fact))
                  for fact in read.first[1]]
    return lines + [Line(name, "note", "", "", note) for note in read.notes]


def _meant(column: Column) -> str:
    if not column.meaning:
        return "not known"
    said = label(column.meaning) + (f", in {column.unit}" if column.unit and column.meaning == "amount" else "")
    return f"ignored: {said}" if column.meaning in ignored() else said
