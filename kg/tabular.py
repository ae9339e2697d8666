"""Rows under named columns as other programs and people take them: records, a pandas data frame, an HTML table."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from .errors import ExtraError

SHOWN = 20
"""Rows of an answer that a notebook shows; the others are told by a note."""


def records(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """The rows as dicts."""
    return [dict(zip(columns, row, strict=True)) for row in rows]


def frame(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Any:
    """The rows as a `pandas.DataFrame`. Whole numbers stay whole where some are missing (`Int64`).

    Raises
    ------
    ExtraError : pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise ExtraError("pandas is not installed; install it with: pip install 'cooperation-kg[pandas]'") from None
    result = pandas.DataFrame([tuple(row) for row in rows], columns=list(columns), dtype=object)
    for name in result.columns:
        values = result[name].tolist()
        known = [value for value in values if value is not None]
        whole = bool(known) and all(type(value) is int and abs(value) < 2**63 for value in known)
        result[name] = pandas.array(values, dtype="Int64") if whole and len(known) < len(values) else result[name].infer_objects()
    return result


def html(columns: Sequence[str], rows: Iterable[Sequence[object]], caption: str = "", note: str = "") -> str:
    """The rows as an HTML table for notebooks; every value is escaped."""
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(shown(value))}</td>" for value in row) + "</tr>" for row in rows)
    above = f"<caption>{escape(caption)}</caption>" if caption else ""
    below = f"<p>{escape(note)}</p>" if note else ""
    return f"<table>{above}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}"


def preview(columns: Sequence[str], rows: Iterable[Sequence[object]], what: str = "rows") -> str:
    """The first rows as an HTML table, with a note of how many there are, or that there are more. No more are read."""
    first = list(itertools.islice(rows, SHOWN + 1))
    one = f"1 {what.removesuffix('s')}."
    note = f"The first {SHOWN} {what}; there are more." if len(first) > SHOWN else one if len(first) == 1 else f"{len(first)} {what}."
    return html(columns, first[:SHOWN], note=note)


def shown(value: object) -> str:
    """A value as people read it: numbers with four significant digits, "" for None."""
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 10_000 else f"{value:.0f}"
    return "" if value is None else str(value)
