"""Rows for people to read: aligned columns, fitted to the terminal; a record a row where it is too narrow.

In a pipe a row is one line with every column whole. On a terminal columns that are empty in every row are left out,
and the evidence (source and quote) stands on lines of its own under the row, or under the last of the rows that it
proves, cut with `…` to the width. East Asian
wide characters take two columns (Unicode UAX #11).
"""

from __future__ import annotations

import functools
import sys
import unicodedata
from collections.abc import Iterator, Sequence

from .console import terminal_columns
from .safe import one_line

NARROW = 60
"""Terminals with fewer columns than this get records instead of a table that would have to be cut."""
LEAST = 10
"""The narrowest a column is cut to before the table gives way to records."""
EVIDENCE = ("source", "quote")
GAP = "  "


def write(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Writes rows to stdout as a table that suits where stdout leads."""
    cells = [[cell(value, column) for column, value in zip(columns, row, strict=True)] for row in rows]
    for line in lay_out(columns, cells, terminal_width()):
        print(line)


def terminal_width() -> int | None:
    """Columns of the terminal at stdout (the environment variable COLUMNS wins); None where it is no terminal."""
    return terminal_columns(sys.stdout) if sys.stdout.isatty() else None


def cell(value: object, column: str = "") -> str:
    """A value as the text of a cell: one line, safe on a terminal. The IRI of a source becomes its name."""
    text = "" if value is None else str(value)
    if column == "source" and "/source/" in text:
        text = _unquoted(text.partition("/source/")[2])
    return one_line(text)


def _unquoted(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote  # noqa: PLC0415  # it takes 3 ms to import, and most names are plain

    return unquote(text)


def lay_out(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    """The lines of a table `width` columns wide; None means as wide as it needs to be."""
    if not rows:
        return
    if width is None:
        yield from _aligned([columns, *rows])
        return
    used = [index for index in range(len(columns)) if any(row[index] for row in rows)]
    main = [index for index in used if columns[index] not in EVIDENCE]
    fitted = fit([columns, *rows], main, width, least=LEAST if width >= NARROW else width)
    if fitted is None:
        yield from _records(columns, rows, used, width)
        return
    yield _line(columns, main, fitted)
    proofs = [_evidence(columns, row, width) for row in rows]
    for row, proof, following in zip(rows, proofs, [*proofs[1:], []], strict=True):
        yield _line(row, main, fitted)
        if proof != following:
            yield from proof


def fit(rows: Sequence[Sequence[str]], main: Sequence[int], width: int, least: int = LEAST) -> dict[int, int] | None:
    """Widths of the columns `main`, the widest cut first until all fit; None where one would be cut below `least`."""
    widths = {index: max(columns_of(row[index]) for row in rows) for index in main}
    spare = width - len(GAP) * (len(main) - 1)
    while sum(widths.values()) > spare:
        widest = max(widths, key=lambda index: widths[index])
        if widths[widest] <= least:
            return None
        widths[widest] -= 1
    return widths


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    taken = [[columns_of(text) for text in row] for row in rows]
    widths = [max(sizes) for sizes in zip(*taken, strict=True)]
    for row, sizes in zip(rows, taken, strict=True):
        yield GAP.join(text + " " * (width - size) for text, width, size in zip(row, widths, sizes, strict=True)).rstrip()


def _line(row: Sequence[str], order: Sequence[int], widths: dict[int, int]) -> str:
    return GAP.join(pad(cut(row[index], widths[index]), widths[index]) for index in order).rstrip()


def _evidence(columns: Sequence[str], row: Sequence[str], width: int) -> list[str]:
    source, quote = (row[columns.index(name)] if name in columns else "" for name in EVIDENCE)
    return evidence(source, quote, width, "  ")


def evidence(source: str, quote: str, width: int | None, indent: str) -> list[str]:
    """Lines that show a quote and where it stands, as far as each is known; cut to `width`, where there is one."""
    lines = []
    if quote:
        line = f"{indent}“{quote}"
        lines.append(f"{line if width is None else cut(line, width - 1)}”")
    if source:
        line = f"{indent}— {source}"
        lines.append(line if width is None else cut(line, width))
    return lines


def _records(columns: Sequence[str], rows: Sequence[Sequence[str]], used: Sequence[int], width: int) -> Iterator[str]:
    label = max((columns_of(columns[index]) for index in used), default=0)
    for number, row in enumerate(rows):
        if number:
            yield ""
        for index in used:
            if row[index]:
                yield cut(f"{pad(columns[index], label)}{GAP}{row[index]}", width)


def columns_of(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@functools.lru_cache(maxsize=1 << 14)
def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, width: int) -> str:
    """The text, cut with `…` so that it takes at most `width` columns."""
    if columns_of(text) <= width:
        return text
    taken, kept = 0, []
    for char in text:
        taken += _columns(char)
        if taken > width - 1:
            break
        kept.append(char)
    return "".join(kept) + "…"


def pad(text: str, width: int) -> str:
    """The text, filled with spaces to `width` columns."""
    return text + " " * (width - columns_of(text))
