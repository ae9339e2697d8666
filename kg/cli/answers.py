"""The questions that take one name: what to ask `kg.lookup`, and what to say where it knows nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .. import lookup
from ..store import Store
from .console import hint

PLACED = ("region", "organization")
"""Kinds of entity that have bodies and posts."""


Answer = tuple[Sequence[str], Sequence[Sequence[object]], str]
"""Columns, rows, and what is said where there are none."""


def resolved(store: Store, name: str, kinds: Sequence[str] = ()) -> lookup.Entity:
    """The entity that a name means; on a terminal it is told where it reads otherwise."""
    entity = lookup.resolve(store, name, kinds)
    if entity.label != name:
        hint(f"{name} → {entity.label}{f' ({entity.code})' if entity.code else ''}")
    return entity


def show(store: Store, name: str, asked: lookup.Asked | None = None) -> Answer:
    """Everything known about one entity."""
    entity = resolved(store, name)
    return (lookup.Property._fields, lookup.show(store, entity, asked),
                  f"nothing is said about {entity.label}")


def partners(store: Store, name: str, asked: lookup.Asked | None = None) -> Answer:
    """The partners of a region or body."""
    entity = resolved(store, name)
    rows = lookup.partners(store, entity, asked=asked)
    return lookup.Partner._fields, rows, f"no partners of {entity.label} are known" + when(asked)


def people(store: Store, name: str, asked: lookup.Asked | None = None) -> Answer:
    """Who holds posts in a region or body."""
    entity = resolved(store, name, PLACED)
    return (lookup.Held._fields, lookup.posts(store, entity, asked=asked),
                  f"no posts in {entity.label} are known" + when(asked))


def posts(store: Store, name: str, asked: lookup.Asked | None = None) -> Answer:
    """Which posts a person holds."""
    entity = resolved(store, name)
    return (lookup.Held._fields, lookup.posts(store, entity, asked=asked),
                  f"no posts of {entity.label} are known" + when(asked))


def met(store: Store, name: str, asked: lookup.Asked | None = None) -> Answer:
    """Who met a person, or took part in events with a region or body."""
    entity = resolved(store, name)
    return (lookup.Meeting._fields, lookup.met(store, entity, asked),
                  f"no meetings of {entity.label} are known" + when(asked))


def timeline(store: Store, name: str, asked: lookup.Asked | None = None) -> Answer:
    """What happened around an entity, in order."""
    entity = resolved(store, name)
    return (lookup.Entry._fields, lookup.timeline(store, entity, asked),
                  f"nothing happened around {entity.label}{when(asked)}, as far as is known")


def search(store: Store, text: str, limit: int = 20) -> Answer:
    """Entities that a text may mean."""
    return lookup.Hit._fields, lookup.search(store, text, limit=limit), f"nothing matches {text!r}"


def when(asked: lookup.Asked | None) -> str:
    """The days asked about, in words."""
    if asked is None:
        return ""
    if asked.first == asked.last:
        return f" on {asked.first}"
    begin = f" from {asked.first}" if asked.first != lookup.Asked().first else ""
    return begin + (f" up to {asked.last}" if asked.last != lookup.Asked().last else "")


QUESTIONS: dict[str, Callable[[Store, str], Answer]] = {
    "show": show, "partners": partners, "people": people, "posts": posts, "met": met, "timeline": timeline,
    "search": search,
}
"""Command → its function."""
