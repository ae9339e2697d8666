"""The two sides between which a document's events take place."""

from __future__ import annotations

from collections import Counter

from ..model import Actor, Region
from .document import Document
from .kinds import COOPERATE
from .regions import province_of, related
from .relations import Relations

_OFTEN = 2
"""How often both sides are named where no words pair them."""


def find_sides(document: Document, relations: Relations) -> tuple[tuple[Actor, Actor] | None, bool]:
    """The two sides, and whether words pair them: the main pair of the document; else, where cooperation is the talk, the
    document's own body or the region named most, and the other region named again and again, of another province."""
    if relations.pair is not None:
        return relations.pair, True
    if not COOPERATE.search(document.text):
        return None, False
    named = Counter(place.region for place in document.places if place.region.level in ("city", "county", "foreign"))
    often = sorted((region for region, times in named.items() if times >= _OFTEN), key=lambda region: (-named[region], region.key))
    first: Actor | None = document.own or next(iter(often), None)
    seat = first if isinstance(first, Region) else document.own.region if document.own else None
    other = next((region for region in often if region != first and (seat is None or _far(seat, region))), None)
    return ((first, other) if first is not None and other is not None else None), False


def _far(one: Region, other: Region) -> bool:
    return not related(one, other) and province_of(one) != province_of(other)
