"""Workbooks (.xlsx, ECMA-376), read by openpyxl cell by cell; values only, no formula is ever run.

openpyxl's streaming reader does not tell which cells are merged, nor a formula that was never calculated from an
empty cell, so those two are looked up in the sheet's own XML. openpyxl brings numpy along, a quarter of a second that
only workbooks pay.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable
from typing import Any, NamedTuple

from lxml import etree

from ...errors import InputError
from .sheet import MAX_COLUMNS, MAX_ROWS, Sheet, clean, letter

MAX_UNPACKED = 200_000_000
"""Bytes that the parts of a workbook may have together when unpacked."""

_DECLARATIONS = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be"))
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class _Marks(NamedTuple):
    merged: list[str]
    formulas: dict[str, str]  # cell → formula without a value


def read(data: bytes, path: str) -> list[Sheet]:
    """The visible and hidden sheets of a workbook, in their order.

    Raises
    ------
    InputError : it is no workbook, is protected by a password, unpacks to too much, or holds XML that declares entities.
    """
    import openpyxl

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError("the workbook is protected by a password, or is in the old .xls format; save it without a password "
                         "as .xlsx", path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _refuse_bombs(parts, path)
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                return [_sheet(sheet, parts) for sheet in book.worksheets]
            finally:
                book.close()
    except InputError:
        raise
    except Exception as error:  # openpyxl lets whatever its parsers raise come through
        raise InputError(f"this is no .xlsx workbook that can be read ({type(error).__name__}: {error}); open it in a "
                         "spreadsheet program and save it again", path) from error


def _refuse_bombs(parts: zipfile.ZipFile, path: str) -> None:
    """No part is unpacked before the sum of their sizes is known; a part that lies about its size is cut off by zipfile."""
    if any(part.flag_bits & 1 for part in parts.infolist()):
        raise InputError("the workbook is protected by a password; save it without one", path)
    size = sum(part.file_size for part in parts.infolist())
    if size > MAX_UNPACKED:
        raise InputError(f"the workbook unpacks to {size / 1e6:.0f} MB, and may have {MAX_UNPACKED / 1e6:.0f} MB; save "
                         "the sheets as .csv", path)
    for part in parts.infolist():
        if part.filename.endswith((".xml", ".rels")) and any(word in parts.read(part) for word in _DECLARATIONS):
            raise InputError(f"its part {part.filename} declares XML entities, which no spreadsheet program writes; "
                             "save it again from one", path)


def _sheet(sheet: Any, parts: zipfile.ZipFile) -> Sheet:
    marks = _marks(parts, sheet._worksheet_path)  # the streaming reader has no public name for it
    notes = [f"cell {cell}: the formula {formula} has no value, as nothing has calculated it; open the workbook in a "
             "spreadsheet program and save it" for cell, formula in marks.formulas.items()]
    sheet.reset_dimensions()
    rows: list[list[str]] = []
    for cells in sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True):
        rows.append([_text(value) for value in cells])
    if len(rows) > MAX_ROWS:
        del rows[MAX_ROWS:]
        notes.append(f"only the first {MAX_ROWS:,} rows were read; split the sheet")
    for number, row in enumerate(rows, 1):
        for index, value in enumerate(row):
            if value.startswith("#") and value.rstrip("!?") in _ERRORS:
                row[index] = ""
                notes.append(f"cell {letter(index)}{number}: the error {value} stands in the place of a value")
    notes += _fill(rows, marks.merged)
    while rows and not any(rows[-1]):
        rows.pop()
    return Sheet(clean(sheet.title), rows, tuple(notes))


_ERRORS = {"#REF", "#DIV/0", "#VALUE", "#NAME", "#N/A", "#NUM", "#NULL"}


def _text(value: object) -> str:
    """A value as it reads: days as ISO dates, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return clean(str(value))


def _marks(parts: zipfile.ZipFile, name: str) -> _Marks:
    found = _Marks([], {})
    with parts.open(name.lstrip("/")) as stream:
        for _, element in etree.iterparse(stream, tag=(_MAIN + "c", _MAIN + "mergeCell"), resolve_entities=False,
                                          no_network=True):
            if element.tag == _MAIN + "mergeCell":
                found.merged.append(element.get("ref", ""))
            else:
                formula, value = element.find(_MAIN + "f"), element.find(_MAIN + "v")
                if formula is not None and (value is None or not (value.text or "")) and element.get("t") != "str":
                    found.formulas[element.get("r", "?")] = f"={clean(formula.text or '…')}"
            element.clear()
    return found


def _fill(rows: list[list[str]], merged: Iterable[str]) -> list[str]:
    """The value of cells that are merged over several rows holds for each of those rows."""
    from openpyxl.utils.cell import range_boundaries

    notes = []
    for ref in merged:
        try:
            left, top, right, bottom = range_boundaries(ref)
        except (ValueError, TypeError):
            notes.append(f"the merged cells {ref!r} are no range of cells")
            continue
        value = rows[top - 1][left - 1] if top <= len(rows) and left <= len(rows[top - 1]) else ""
        if not value:
            continue
        if bottom == top:
            if right > left:
                notes.append(f"cells {ref}: merged side by side; “{value[:40]}” is read as the value of {letter(left - 1)}{top} alone")
            continue
        for row in rows[top:bottom]:
            if len(row) >= left and not row[left - 1]:
                row[left - 1] = value
        notes.append(f"cells {ref}: merged; “{value[:40]}” is read as the value of each of their rows")
    return notes
