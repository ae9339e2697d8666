"""Looking ahead in a sequence of documents, so that they are read on other cores while the results of earlier ones are
written. What is looked at ahead is bounded, and so is the memory it takes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from types import TracebackType
from typing import Generic, TypeVar

from . import parse
from .loaded import Input, Loaded
from .pool import WORTH_IT, Pool, suits

Turn = TypeVar("Turn")


class _Expected(Generic[Turn]):
    """A turn to come, what will have to be read for it, and the reading once it began."""

    def __init__(self, turn: Turn, item: Input | None) -> None:
        self.turn, self.item = turn, item
        self.future: Future[Loaded] | None = None


class Ahead(Generic[Turn]):
    """Goes through turns one after the other, and has what later ones need read meanwhile.

    Parameters
    ----------
    turns : whatever comes, in order.
    foresee : what will have to be read in a turn; None if nothing. It may be mistaken: what `parse` is asked for then
        is read when it is asked for, so that the outcome is always that of reading in turn.
    processes : how many read; by default one a core. Below 2, nothing is looked at ahead.
    """

    def __init__(self, turns: Iterator[Turn], foresee: Callable[[Turn], Input | None],
                 processes: int | None = None) -> None:
        self._turns, self._foresee = turns, foresee
        self._pool = Pool(processes)
        self._queue: deque[_Expected[Turn]] = deque()
        self._now: _Expected[Turn] | None = None

    def __enter__(self) -> Ahead[Turn]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._queue.clear()
        self._pool.__exit__(kind, error, trace)

    def __iter__(self) -> Iterator[Turn]:
        if self._pool.size < 2:
            yield from self._turns
            return
        self._look()
        while self._queue:
            self._now = self._queue.popleft()
            yield self._now.turn
            self._look()

    def parse(self, item: Input) -> Loaded:
        """Read a document in its turn, or take what was read ahead."""
        now = self._now
        if now is not None and now.future is not None and now.item == item:
            return now.future.result()
        return parse(item)

    def _look(self) -> None:
        """Fill the queue. The first process starts once as many documents wait to be read as make it worth it."""
        while len(self._queue) < WORTH_IT and (turn := next(self._turns, None)) is not None:
            item = self._foresee(turn)
            self._queue.append(_Expected(turn, item if item is not None and suits(item) else None))
        waiting = [one for one in self._queue if one.item is not None and one.future is None]
        if self._pool.started or len(waiting) >= WORTH_IT:
            for one in waiting:
                if one.item is not None:
                    one.future = self._pool.submit(one.item)
