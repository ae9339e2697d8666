"""How two actors are connected: the shortest or the surest ways over relations that carry evidence, each step a sentence."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence

from ..errors import InputError
from ..store import Store
from .asof import Asked
from .links import Link, Links
from .rows import Entity, Rows, Step
from .telling import told
from .ways import Cost, Way, shortest

BY = ("steps", "evidence")
"""What the best way is: the one of the fewest steps, or the one that is most probably true."""
WIDE = 60
"""By evidence, with the k ways known: where more actors than this are to be read for a step, those are read that cost little to reach."""
_UNIT = 1e9
"""Costs by evidence are whole numbers of so many parts of the natural unit, so that sums are exact and ties are ties."""


def path(store: Store, a: Entity, b: Entity, max_steps: int = 6, relations: Sequence[str] = (), asked: Asked | None = None,
         by: str = "steps") -> Rows[Step]:
    """The best way from a to b, step by step: the first of `paths`; [] if there is none, or a is b."""
    return next(iter(paths(store, a, b, 1, max_steps, relations, asked, by)), Rows(Step))


def paths(store: Store, a: Entity, b: Entity, k: int = 3, max_steps: int = 6, relations: Sequence[str] = (),
          asked: Asked | None = None, by: str = "steps") -> list[Rows[Step]]:
    """The k best ways from a to b that pass no actor twice, the best first.

    By "steps" the way of fewer steps is better; of equally many that with more pieces of evidence in all. By "evidence" the
    more probable one is better: a step costs -ln p, where p is the probability that at least one of its independent sources is
    right (see `Links.sure`), so that the cheapest way has the greatest product, which is its probability if its steps are
    independent (as in Kimmig, De Raedt & Toivonen, Probabilistic explanation based learning, 2007). The rest is settled by
    the IRIs on the way.

    Both ends are explored a step at a time, the side with fewer actors to read first, so that a search reads about as far from
    either end as half the way; by evidence, where that means to read fewer actors or a step becomes wide, to where half of what
    the k-th way costs is spent.

    Parameters
    ----------
    k : how many ways; fewer where there are no more.
    max_steps : the longest way to look for.
    relations : only these of partnership, project, tenure, event, agreement, money; all if empty.
    asked : only over relations that hold or may hold on the days asked about (see `asof`).
    by : "steps" or "evidence".

    Returns
    -------
    A list of steps for each way; [] if there is no way of that length, or a is b.

    Raises
    ------
    InputError : k or max_steps under 1, or another `by`.
    """
    if k < 1 or max_steps < 1:
        raise InputError(f"a search is for at least one way of at least one step, not for {k} of {max_steps}")
    if by not in BY:
        raise InputError(f"the best way is one by {' or '.join(BY)}, not by {by!r}")
    if a.iri == b.iri:
        return []
    return _Search(Links(store, relations, asked), a, b, by).best(k, max_steps)


class _Search:
    """What is known of the relations around two actors."""

    def __init__(self, links: Links, a: Entity, b: Entity, by: str) -> None:
        self._links, self._by = links, by
        self._a, self._b = a, b
        self._edges: dict[tuple[str, str], list[Link]] = {}
        self._graph: dict[str, dict[str, Cost]] = {a.iri: {}, b.iri: {}}
        self._read: set[str] = set()
        self._fronts = ({a.iri}, {b.iri})
        self._seen = ({a.iri}, {b.iri})
        self._depth = 0

    def best(self, count: int, steps: int) -> list[Rows[Step]]:
        """The best ways, told step by step."""
        ways: list[Way] = []
        while self._depth < steps and all(self._fronts):
            self._grow()
            if not self._seen[0].isdisjoint(self._seen[1]):
                ways = shortest(self._graph, self._a.iri, self._b.iri, count, steps)
                if len(ways) == count and self._enough(ways[-1][0][0]):
                    break
        if self._by == "evidence" and len(ways) == count and self._depth < steps:
            for end in (self._a, self._b):
                self._approach(end.iri, ways[-1][0][0])
            ways = shortest(self._graph, self._a.iri, self._b.iri, count, steps)
        return [self._told(number, nodes) for number, (_, nodes) in enumerate(ways, 1)]

    def _grow(self) -> None:
        """One step further from that end from which fewer actors are to be read."""
        side = 0 if len(self._fronts[0] - self._read) <= len(self._fronts[1] - self._read) else 1
        for node in sorted(self._fronts[side] - self._read):
            self._look(node)
        reached = {other for node in self._fronts[side] for other in self._graph[node]} - self._seen[side]
        self._seen[side].update(reached)
        self._fronts = (reached, self._fronts[1]) if side == 0 else (self._fronts[0], reached)
        self._depth += 1

    def _enough(self, most: int) -> bool:
        """Whether to take no further step, when so many ways are known that the last of them costs `most`: no better one can be
        longer; or, by evidence, those who cost little to reach are fewer than those whom a step would read."""
        if self._by != "evidence":
            return self._depth >= most
        ahead = min(len(front - self._read) for front in self._fronts)
        return ahead > WIDE or sum(node not in self._read for end in (self._a, self._b) for node in self._near(end.iri, most)) <= ahead

    def _look(self, node: str) -> None:
        self._read.add(node)
        for other, links in self._links.of(node).items():
            if other not in self._graph[node]:
                self._edges[node, other] = links
                self._graph[node][other] = self._graph.setdefault(other, {})[node] = self._cost(links)

    def _cost(self, links: Sequence[Link]) -> Cost:
        if self._by == "steps":
            return 1, -self._links.sentences(links)
        sure = self._links.sure(links)
        return max(1, round(-math.log(sure) * _UNIT) if sure else 10 ** 12), 1

    def _approach(self, end: str, most: int) -> None:
        """Read every actor to whom it costs less than half of `most` from one end (Dijkstra, 1959): with this done from both
        ends, every step of any cheaper way is known."""
        for node in self._near(end, most):
            if node not in self._read:
                self._look(node)

    def _near(self, end: str, most: int) -> Iterator[str]:
        """The actors to whom it costs less than half of `most`, by what is known when each is asked for."""
        done: set[str] = set()
        waiting = [(0, end)]
        while waiting and 2 * waiting[0][0] < most:
            far, node = heapq.heappop(waiting)
            if node in done:
                continue
            done.add(node)
            yield node
            for other, cost in self._graph[node].items():
                if other not in done:
                    heapq.heappush(waiting, (far + cost[0], other))

    def _told(self, number: int, nodes: Sequence[str]) -> Rows[Step]:
        steps = Rows(Step)
        subject = self._a.label
        for place, (one, other) in enumerate(zip(nodes, nodes[1:], strict=False), 1):
            links = self._edges.get((one, other)) or [link.back() for link in self._edges[other, one]]
            steps.append(told(self._links, subject, other, links)._replace(path=str(number), number=str(place)))
            subject = steps[-1].object
        return steps
