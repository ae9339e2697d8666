"""The named queries: files of SPARQL, each with a comment that says what it answers. All SPARQL text lives there."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

from ..errors import UnknownName

_FOLDER = Path(__file__).resolve().parent.parent / "queries"


class Query(NamedTuple):
    """A named query; `comment` says what it answers."""

    name: str
    comment: str
    text: str


@functools.cache
def queries() -> dict[str, Query]:
    """All named queries by name."""
    return {path.stem: _query(path) for path in sorted(_FOLDER.glob("*.rq"))}


def query_text(name: str) -> str:
    """The SPARQL text of a named query.

    Raises
    ------
    UnknownName : there is no query of that name.
    """
    known = queries()
    if name not in known:
        import difflib  # noqa: PLC0415  # only for a name that no query bears

        nearest = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
        hint = f" Did you mean: {', '.join(nearest)}?" if nearest else ""
        raise UnknownName(name, nearest, f"there is no query named {name!r}, and no file of that name.{hint} "
                                         "`kg queries` lists the named queries.")
    return known[name].text


@functools.cache
def inner(name: str) -> str:
    """The text of a query that lookups use themselves (`kg/queries/lookup`).

    Written so that Oxigraph answers from its index: an OPTIONAL of several patterns would be evaluated over the whole store, so
    each holds one, and COALESCE to a term without statements stands in for what is missing.
    """
    return (_FOLDER / "lookup" / f"{name}.rq").read_text("utf-8")


def _query(path: Path) -> Query:
    text = path.read_text("utf-8")
    comment = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.lstrip("# ").rstrip())
    return Query(path.stem, " ".join(comment), text)
