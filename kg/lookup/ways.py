"""The k shortest simple ways through a graph, of at most so many steps.

Yen (Finding the k shortest loopless paths in a network, Management Science 17, 1971), each search guided by what the rest
of the way costs at least (A*: Hart, Nilsson & Raphael, 1968), which is known for every node and number of steps left: so
a search hardly leaves the way that it is to find.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping

Cost = tuple[int, int]
"""What a step costs: costs add up part by part, and compare as tuples do. The first part is positive."""
Graph = Mapping[str, Mapping[str, Cost]]
"""Node → each neighbour → what the step costs; the same in both directions."""
Way = tuple[Cost, tuple[str, ...]]
"""What a way costs, and its nodes."""


def shortest(graph: Graph, start: str, end: str, count: int, steps: int) -> list[Way]:
    """The `count` cheapest simple ways of at most `steps` steps, the cheapest first, equal ones in the order of their nodes."""
    rest = _rest(graph, start, end, steps)
    best = _search(graph, rest, (start,), (0, 0), end, ())
    found: list[Way] = [best] if best else []
    waiting: list[Way] = []
    while found and len(found) < count:
        _branch(graph, rest, found, waiting)
        if not waiting:
            break
        found.append(heapq.heappop(waiting))
    return found


def _branch(graph: Graph, rest: list[dict[str, Cost]], found: list[Way], waiting: list[Way]) -> None:
    """Add to those waiting the best way that leaves the last one found at each of its nodes, if there is one."""
    nodes, spent = found[-1][1], (0, 0)
    for place in range(1, len(nodes)):
        root = nodes[:place]
        taken = {way[place] for _, way in (*found, *waiting) if way[:place] == root}
        way = _search(graph, rest, root, spent, nodes[-1], taken)
        if way:
            heapq.heappush(waiting, way)
        spent = _plus(spent, graph[nodes[place - 1]][nodes[place]])


def _search(graph: Graph, rest: list[dict[str, Cost]], root: tuple[str, ...], spent: Cost, end: str, taken: Collection[str]) -> Way | None:
    """The best way that begins with `root`, comes back to none of it, and does not go on to a node in `taken`."""
    waiting = [(spent, root, spent)]
    seen: dict[str, list[tuple[int, Cost]]] = {}
    while waiting:
        _, way, spent = heapq.heappop(waiting)
        node, left = way[-1], len(rest) - len(way)
        if node == end:
            return spent, way
        if any(steps >= left and cost <= spent for steps, cost in seen.get(node, ())):
            continue  # it was reached at no higher cost, with as many steps left
        seen.setdefault(node, []).append((left, spent))
        for other, cost in graph[node].items() if left else ():
            least = rest[left - 1].get(other)
            if least is not None and other not in way and not (way == root and other in taken):
                total = _plus(spent, cost)
                heapq.heappush(waiting, (_plus(total, least), (*way, other), total))
    return None


def _rest(graph: Graph, start: str, end: str, steps: int) -> list[dict[str, Cost]]:
    """For each number of steps left, from which nodes the end is in reach, and at what cost at least. Nodes that are too far
    from the start to be on the way are left out."""
    near = _within(graph, start, steps)
    table: list[dict[str, Cost]] = [{end: (0, 0)}]
    for left in range(1, steps + 1):
        reach = dict(table[-1])
        for node, least in table[-1].items():
            for other, cost in graph.get(node, {}).items():
                total = _plus(cost, least)
                if near.get(other, steps) + left <= steps and (other not in reach or total < reach[other]):
                    reach[other] = total
        table.append(reach)
    return table


def _within(graph: Graph, start: str, steps: int) -> dict[str, int]:
    """The nodes within so many steps of the start, and in how many."""
    found, edge = {start: 0}, {start}
    for number in range(1, steps + 1):
        edge = {other for node in edge for other in graph.get(node, ())} - found.keys()
        found.update(dict.fromkeys(edge, number))
    return found


def _plus(one: Cost, other: Cost) -> Cost:
    return one[0] + other[0], one[1] + other[1]
