"""The named queries: files of SPARQL, each with a comment that says what it answers. All SPARQL text lives there.

They ask for everything of a kind, so each inner `SELECT * { GRAPH … }` holds one pattern, which Oxigraph reads in one sweep and
joins by hashing; patterns side by side in one GRAPH it would look up fact by fact, on disk at forty times the price. They are
sorted by one text (?order), since Oxigraph reads the terms that it sorts by from disk at every comparison.
"""

import functools
import os
from typing import NamedTuple

from ..errors import UnknownName

_FOLDER = os.path.dirname(os.path.abspath(__file__))


class Query(NamedTuple):
    """A named query; `comment` says what it answers."""

    name: str
    comment: str
    text: str


@functools.cache
def queries() -> dict[str, Query]:
    """All named queries by name."""
    names = sorted(name.removesuffix(".rq") for name in os.listdir(_FOLDER) if name.endswith(".rq"))
    return {name: _query(name) for name in names}


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
def inner(name: str, room: str = "lookup") -> str:
    """The text of a query that a room uses itself (`kg/queries/lookup`, `kg/queries/store`).

    Written so that Oxigraph answers from its index: an OPTIONAL of several patterns would be evaluated over the whole store, so
    each holds one, and COALESCE to a term without statements stands in for what is missing.
    """
    return _read(room, f"{name}.rq")


def _read(*parts: str) -> str:
    with open(os.path.join(_FOLDER, *parts), encoding="utf-8") as file:
        return file.read()


def _query(name: str) -> Query:
    text = _read(f"{name}.rq")
    comment = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.lstrip("# ").rstrip())
    return Query(name, " ".join(comment), text)
