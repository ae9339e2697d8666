"""Rows for programs: JSON, CSV and TSV, with every value whole.

JSON (RFC 8259) writes what could upset a terminal as `\\u` escapes, which changes no value. CSV (RFC 4180) and TSV
keep every character in files and pipes; on a terminal those are shown as visible escapes.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from typing import Any

from .safe import visible


def write_json(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Writes rows to stdout as an array of objects."""
    dump([dict(zip(columns, row, strict=True)) for row in rows])


def dump(value: Any) -> None:
    """Writes a value to stdout as JSON."""
    print(visible(json.dumps(value, ensure_ascii=False, indent=1), keep="\n"))


def write_csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Writes rows to stdout as comma-separated values with a header."""
    _write(columns, rows, ",")


def write_tsv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Writes rows to stdout as tab-separated values with a header; values with tabs or line breaks are quoted."""
    _write(columns, rows, "\t")


def _write(columns: Sequence[str], rows: Sequence[Sequence[object]], delimiter: str) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    sys.stdout.write(on_stdout(buffer.getvalue()))


def on_stdout(text: str) -> str:
    """Text as it may go to stdout: unchanged in a file or pipe, with visible escapes on a terminal."""
    return visible(text, keep="\n\t") if sys.stdout.isatty() else text
