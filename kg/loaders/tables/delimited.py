"""Comma-, semicolon- and tab-separated files (RFC 4180; text/tab-separated-values of IANA)."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice

from ...errors import InputError
from ..encoding import decode
from .sheet import MAX_COLUMNS, MAX_ROWS, Sheet, clean

DELIMITERS = ",;\t|，；"
MAX_CELL = 100_000


def read(data: bytes, path: str) -> list[Sheet]:
    """The one sheet of a file; its delimiter is the one that parts the first lines most evenly.

    Raises
    ------
    InputError : the encoding cannot be told, or a quoted cell has no end (with the line).
    """
    text, encoding = decode(data, path)
    notes = [] if encoding.startswith("utf-8") else [f"read as {encoding.upper()}"]
    csv.field_size_limit(MAX_CELL)
    delimiter = "\t" if path.lower().endswith((".tsv", ".tab")) and "\t" in text else _delimiter(text)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for record in reader:
            if len(rows) == MAX_ROWS:
                notes.append(f"only the first {MAX_ROWS:,} rows were read; split the file")
                break
            if len(record) > MAX_COLUMNS:
                notes.append(f"row {len(rows) + 1}: only the first {MAX_COLUMNS} of {len(record)} cells were read")
            rows.append([clean(cell) for cell in record[:MAX_COLUMNS]])
    except csv.Error as error:
        raise InputError(f"the table breaks off: {error}; a cell that begins with a quotation mark must end with one",
                         path, line=reader.line_num) from error
    return [Sheet("", rows, tuple(notes))]


def _delimiter(text: str) -> str:
    """The mark that gives the first rows most often the same number of cells, more than one."""
    best, found = (0, 0), ","
    for mark in DELIMITERS:
        rows = islice(filter(None, csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=mark)), 20)
        counts = Counter(map(len, rows))
        width, often = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(0, 0))
        if width > 1 and (often, width) > best:
            best, found = (often, width), mark
    return found
