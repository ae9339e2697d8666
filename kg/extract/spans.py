"""Things that stand in a text, in order, and quick to find by place: documents may be long."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Thing = TypeVar("Thing", bound=Placed)


class Spans(list[Thing], Generic[Thing]):
    """A list in the order of the text, not to be changed after it is made."""

    def __init__(self, things: Iterable[Thing] = ()) -> None:
        super().__init__(sorted(things, key=lambda thing: (thing.start, -thing.end)))
        self._starts = [thing.start for thing in self]

    def within(self, start: int, end: int) -> list[Thing]:
        """Those that begin in a span."""
        return self[bisect.bisect_left(self._starts, start):bisect.bisect_left(self._starts, end)]

    def before(self, position: int) -> list[Thing]:
        """Those that begin before a position, the nearest last."""
        return self[:bisect.bisect_left(self._starts, position)]

    def count_before(self, position: int) -> int:
        """How many begin before a position."""
        return bisect.bisect_left(self._starts, position)


def covered(spans: Iterable[tuple[int, int]]) -> set[int]:
    """All positions inside the spans."""
    return {position for start, end in spans for position in range(start, end)}
