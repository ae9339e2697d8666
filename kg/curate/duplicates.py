"""What may be the same under two IRIs: proposed with reasons and evidence, never merged here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from ..store import Store
from ..terms import NamedNode, compact
from ..text.script import simplify
from .claims import settled
from .questions import text

_FORMS = (("中国共产党", ""), ("中共", ""), ("管理委员会", "管委会"), ("常务委员会", "常委会"), ("人民代表大会", "人大"),
          ("中国人民政治协商会议", "政协"), ("人民政府", "政府"), ("委员会", "委"))
"""Long form of a body's name → short form: 中共宜川县委员会 is 宜川县委."""


class Duplicate(NamedTuple):
    """Two entities that may be one: `entity` would merge into `into` (IRIs). Of each, `says` tells posts and days, and
    `source` (IRI) and `quote` are its first evidence."""

    kind: str
    name: str
    reason: str
    entity: str
    says: str
    source: str
    quote: str
    into: str
    into_says: str
    into_source: str
    into_quote: str


class _Named(NamedTuple):
    """An entity; `places` maps the IRIs of its regions (seat, place) to their names, `within` holds those around."""

    iri: str
    kind: str
    names: set[str]
    places: dict[str, str]
    within: set[str]
    code: set[str]
    about: set[str]


def duplicates(store: Store) -> list[Duplicate]:
    """Pairs that may be the same, without those of which somebody has decided that they are not.

    Persons of one name; bodies of one name in its long and short form; places of which one has no code; agreements of
    one title; events of one kind, day and place. Traditional characters are compared as simplified ones; names that
    only sound alike are not.
    """
    groups: dict[tuple[str, str], list[_Named]] = defaultdict(list)
    for one in _entities(store):
        for key in _keys(one):
            groups[one.kind, key].append(one)
    stand, found = settled(store), dict[frozenset[str], Duplicate]()
    for (kind, key), group in sorted(groups.items()):
        for one, other in combinations(sorted(group), 2):
            pair, reason = frozenset((one.iri, other.iri)), _reason(one, other)
            if reason and pair not in stand and pair not in found:
                into, entity = sorted((one, other), key=lambda entity: (not entity.code, not entity.places, entity.iri))
                name = min(entity.names | into.names, default=key)
                found[pair] = Duplicate(kind, name, reason, entity.iri, *_proof(store, entity.iri),
                                        into.iri, *_proof(store, into.iri))
    return list(found.values())


def _entities(store: Store) -> Iterable[_Named]:
    found: dict[str, _Named] = {}
    for iri, kind, name, place, place_name, within, code, day, about in store.rows(text("named")):
        short = re.split("[/#]", kind or "")[-1].lower()
        one = found.setdefault(iri or "", _Named(iri or "", short, set(), {}, set(), set(), set()))
        one.names.update({name} if name else ())
        one.places.update({place: place_name or ""} if place else {})
        one.within.update({within} if within else ())
        one.code.update({code} if code else ())
        one.about.update({f"{about} {day}"} if day and about else ())
    return found.values()


def _keys(one: _Named) -> Iterator[str]:
    """What those that may be the same have in common."""
    if one.kind == "event":
        yield from (f"{about} {place}" for about in one.about for place in one.places)
        return
    for name in one.names:
        yield short_form(name) if one.kind == "organization" else simplify(name)


def short_form(name: str) -> str:
    """A body's name in simplified characters and its short form: 中共宜川县委员会 and 宜川县委 are one."""
    name = simplify(name)
    for long, short in _FORMS:
        name = name.replace(long, short)
    return name


def _reason(one: _Named, other: _Named) -> str:
    """Why they may be the same; "" where nothing speaks for it."""
    if one.kind == "event":
        return "one kind, day and place"
    words = _writing(one, other)
    if one.kind == "region":
        return "" if one.code and other.code else f"{words}, and one has no code"
    if one.kind == "agreement":
        return f"{words} of an agreement"
    if not (one.places and other.places):
        return f"{words}, and of one no place is known"
    if set(one.places) & set(other.places):
        return f"{words} in one place"
    if set(one.places) & other.within or set(other.places) & one.within:
        return f"{words} in a place and in one around it"
    if one.kind == "organization":
        return ""
    first, second = (", ".join(sorted(entity.places.values())) for entity in (one, other))
    return f"{words} in {first} and in {second}: one who moved, or namesakes"


def _writing(one: _Named, other: _Named) -> str:
    if one.names & other.names:
        return "the same name"
    if {simplify(name) for name in one.names} & {simplify(name) for name in other.names}:
        return "the same name in simplified and traditional characters"
    return "the long and the short form of a name"


def _proof(store: Store, iri: str) -> tuple[str, str, str]:
    """Posts with their days (or the IRI), first source, first quote."""
    posts: dict[str, None] = {}
    source = quote = ""
    for _, found, words, post, body, day, _ in store.rows(text("proof"), {"entity": NamedNode(iri)}):
        source, quote = source or found or "", quote or words or ""
        if post:
            posts[" ".join(filter(None, (body, post, day)))] = None
    return "; ".join(posts) or compact(iri), source, quote
