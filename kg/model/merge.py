"""One node per key: the same fact found in several sentences becomes one fact with all its evidence."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from .nodes import Fact, Statement


def merge(facts: Iterable[Fact]) -> list[Fact]:
    """Facts with equal keys joined into one, in order of first appearance: evidence, participations and points are
    united, a value stated once fills a gap elsewhere, and the highest confidence stands, with its rule."""
    merged: dict[str, Fact] = {}
    for fact in facts:
        known = merged.get(fact.key)
        merged[fact.key] = _join(known, fact) if known is not None else fact
    return [_numbered(fact) for fact in merged.values()]


def _join(first: Fact, second: Fact) -> Fact:
    changes: dict[str, Any] = {}
    surer = second if second.confidence > first.confidence else first
    for field in dataclasses.fields(first):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if field.name in ("participations", "points"):
            changes[field.name] = tuple(merge((*one, *other)))
        elif field.name in ("confidence", "rule"):
            changes[field.name] = getattr(surer, field.name)
        elif isinstance(one, tuple):
            changes[field.name] = tuple(dict.fromkeys((*one, *other)))
        elif one in (None, "", False) and other not in (None, ""):
            changes[field.name] = other
    return dataclasses.replace(first, **changes)


def _numbered(fact: Fact) -> Fact:
    """Points of a statement numbered in the order in which the source says them."""
    if not isinstance(fact, Statement):
        return fact
    order = sorted(fact.points, key=lambda point: (point.evidence[0].start if point.evidence else 0, point.position))
    points = tuple(dataclasses.replace(point, position=n) for n, point in enumerate(order, 1))
    return dataclasses.replace(fact, points=points)
