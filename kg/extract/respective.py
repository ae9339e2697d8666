"""Two holders of one title, each in a body of his own: 两家医院院长沈拓、陆一鸣, 两镇党委书记沈拓和陆一鸣."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..model import Organization
from .document import Document
from .home import fits
from .owner import Owner
from .possessors import ORG_OF_HEAD, suits

if TYPE_CHECKING:
    from .titles import Title

_LEVELS = "省市县区旗州盟镇乡村"
_REACH = 160
"""How far before the title the two are named."""


def shared(title: Title) -> bool:
    """Whether a title is one that each of two bodies has."""
    return title.body.pronoun.startswith(("两", "双方"))


def each(title: Title, holders: int) -> list[Title]:
    """The title as each of its holders has it."""
    if holders != 2 or not shared(title):
        return [title] * holders
    return [dataclasses.replace(title, start=title.start + nth, body=dataclasses.replace(title.body, nth=nth + 1)) for nth in (0, 1)]


def owner_of_each(document: Document, title: Title) -> Owner | None:
    """The body of one of the two holders: the two that the text named last, in its order, else the next two of the sentence."""
    sentence = document.sentence_at(title.start)
    low = max(document.text.rfind("\n", 0, title.start), title.start - _REACH)
    before = _two(reversed(_owners(document, title, low, title.start)))[::-1]
    two = before if len(before) == 2 or sentence is None else _two(_owners(document, title, title.end, sentence.end))
    return two[title.body.nth - 1] if len(two) == 2 else None


def _owners(document: Document, title: Title, low: int, high: int) -> list[Owner]:
    """Whom a span names that the title may belong to."""
    level = title.body.level or next((char for char in title.body.pronoun if char in _LEVELS), "")
    if level:
        return [Owner(region=place.region, organ=title.body.organ, rule="respective", confidence=0.85)
                for place in document.places_in(low, high) if fits(place.region, level)]
    if not any(head in title.text for head, _ in ORG_OF_HEAD):
        return []
    return [Owner(region=body.region, organization=body, rule="respective", confidence=0.85)
            for mention in document.bodies.within(low, high) if isinstance(body := mention.actor, Organization) and suits(title.text, body)]


def _two(owners: Iterable[Owner]) -> list[Owner]:
    """The first two that differ."""
    return list(dict.fromkeys(owners))[:2]
