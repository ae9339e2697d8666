"""What every command needs to speak: rows to stdout, messages to stderr, and the words for an error.

No option parser is imported here: plain lookups (`quick`) do without one.
"""

from __future__ import annotations

import os
import sys

from ..errors import KGError
from .lazy import fetch
from .safe import visible

TYPE_CHECKING = False  # type checkers take it for True whatever it holds; importing `typing` would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, TextIO

WRITERS = {
    "table": "tables:write",
    "json": "structured:write_json",
    "csv": "structured:write_csv",
    "tsv": "structured:write_tsv",
}
"""Format of rows → the function (columns, rows) that writes them to stdout."""


def emit(form: str, columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str = "") -> None:
    """Writes rows to stdout in a format of WRITERS; where there are none, `empty` goes to stderr."""
    listed = list(rows)
    fetch(WRITERS[form])(columns, listed)
    if not listed and empty:
        note(empty)


def note(message: str) -> None:
    """A message beside the data: it goes to stderr."""
    print(visible(message, keep="\n"), file=sys.stderr)


def hint(message: str) -> None:
    """A message that only somebody who looks on would want: it needs a terminal at stderr."""
    if sys.stderr.isatty():
        note(message)


def reason(error: BaseException) -> str:
    """An expected error in words; "" where the error is not of the expected kind (then it is a defect)."""
    if isinstance(error, KGError):
        return str(error)
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return ""


def speak_utf8(stream: Any) -> None:
    """Files and pipes get UTF-8 whatever the locale; a terminal keeps its encoding unless that knows no Chinese."""
    encoding = (stream.encoding or "ascii").lower()
    keeps = stream.isatty() and encoding.startswith(("gb", "big5", "euc", "utf"))
    stream.reconfigure(encoding=encoding if keeps else "utf-8", errors="backslashreplace")


def terminal_columns(stream: TextIO) -> int:
    """Columns of the terminal at a stream; 80 where it does not tell."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated) > 0:
        return int(stated)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except OSError:
        return 80
