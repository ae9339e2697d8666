"""Typed questions to a store. SPARQL text lives in `kg/queries`; values go in as bindings, never into the text.

Importing this imports little: each name is found when it is first used, so that a question from the shell starts fast.
"""

from __future__ import annotations

import importlib

from ..queries import Query, queries, query_text

TYPE_CHECKING = False  # type checkers take it for True whatever it holds; importing `typing` would cost start-up time
if TYPE_CHECKING:
    from .account import accounts, told
    from .asof import Asked, asked, during, holds
    from .connections import BY, path, paths
    from .finding import search
    from .happenings import changes
    from .links import RELATIONS
    from .names import resolve
    from .relations import met, partners, posts, show, stats, timeline
    from .rows import Account, Count, Entity, Entry, Happening, Held, Hit, Meeting, Partner, Property, Rows, Step

__all__ = [
    "BY", "RELATIONS", "Account", "Asked", "Count", "Entity", "Entry", "Happening", "Held", "Hit", "Meeting", "Partner",
    "Property", "Query", "Rows", "Step", "accounts", "asked", "changes", "during", "holds", "met", "partners", "path", "paths", "posts",
    "queries", "query_text", "resolve", "search", "show", "stats", "timeline", "told",
]

_MODULES = {
    "account": ("accounts", "told"), "asof": ("Asked", "asked", "during", "holds"), "connections": ("BY", "path", "paths"),
    "finding": ("search",), "happenings": ("changes",), "links": ("RELATIONS",), "names": ("resolve",),
    "relations": ("met", "partners", "posts", "show", "stats", "timeline"),
    "rows": ("Account", "Count", "Entity", "Entry", "Happening", "Held", "Hit", "Meeting", "Partner", "Property", "Rows", "Step"),
}
"""Module → the names that it defines. No module bears such a name, since it would hide it once imported."""
_PLACES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module 'kg.lookup' has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_PLACES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
