"""Typed questions to a store. SPARQL text lives in `kg/queries`; values go in as bindings, never into the text."""

from .accounts import accounts, told
from .asof import Asked, asked, during, holds
from .changes import changes
from .links import RELATIONS
from .names import resolve
from .paths import BY, path, paths
from .queries import Query, queries, query_text
from .relations import met, partners, posts, show, stats, timeline
from .rows import Account, Count, Entity, Entry, Happening, Held, Hit, Meeting, Partner, Property, Rows, Step
from .search import search

__all__ = [
    "BY", "RELATIONS", "Account", "Asked", "Count", "Entity", "Entry", "Happening", "Held", "Hit", "Meeting", "Partner",
    "Property", "Query", "Rows", "Step", "accounts", "asked", "changes", "during", "holds", "met", "partners", "path", "paths", "posts",
    "queries", "query_text", "resolve", "search", "show", "stats", "timeline", "told",
]
