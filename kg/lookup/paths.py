"""How two actors are connected: breadth-first over relations that carry evidence, each step a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ..store import Store
from ..terms import NamedNode
from .asof import Asked
from .labels import label, local
from .queries import inner
from .rows import Entity, Step

ORDER = ("partnership", "project", "agreement", "money", "tenure", "event")
"""Of several relations between two actors, the most telling is told."""


class Edge(NamedTuple):
    """One relation from a node to the next, with the number of sentences that say so."""

    node: str
    label: str
    relation: str
    forward: bool
    kind: str
    detail: str
    status: str
    when: str
    source: str
    quote: str
    holds: str
    weight: int


def path(store: Store, a: Entity, b: Entity, max_steps: int = 6, relations: Sequence[str] = (),
         asked: Asked | None = None) -> list[Step]:
    """The shortest way from a to b; among equally short ones that with the most sentences in all, then the first by IRI.

    Parameters
    ----------
    max_steps : longest way to look for.
    relations : only these of partnership, project, tenure, event, agreement, money; all if empty.
    asked : only over relations that hold or may hold on the days asked about (see `asof`).

    Returns
    -------
    The steps in order; [] if there is no way of that length, or a is b.
    """
    ways: dict[str, tuple[int, tuple[Edge, ...]]] = {a.iri: (0, ())}
    frontier = [a.iri]
    for _ in range(max_steps if a.iri != b.iri else 0):
        found: dict[str, tuple[int, tuple[Edge, ...]]] = {}
        for node in frontier:
            weight, way = ways[node]
            for edge in _edges(store, node, relations, asked):
                known = found.get(edge.node)
                if edge.node not in ways and (known is None or weight + edge.weight > known[0]):
                    found[edge.node] = (weight + edge.weight, (*way, edge))
        if b.iri in found:
            return _told(a, found[b.iri][1])
        ways.update(found)
        frontier = sorted(found, key=lambda iri: tuple(edge.node for edge in found[iri][1]))
    return []


def _edges(store: Store, node: str, relations: Sequence[str], asked: Asked | None) -> list[Edge]:
    """An edge to each neighbour, by IRI: the first sentence of the most telling relation, weighed by the sentences of all."""
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in store.rows(inner("steps"), {"node": NamedNode(node)}):
        cells = tuple(cell or "" for cell in row[:-1])
        answer = _answer(asked, *cells[2:3], *cells[7:8], *cells[10:]) if asked else ""
        if cells[0] != node and (not relations or cells[2] in relations) and (answer or not asked):
            rows[cells[0]].append((*cells[:10], answer))
    edges: list[Edge] = []
    for other, group in sorted(rows.items()):
        _, name, relation, forward, kind, detail, status, when, source, quote, holds = min(group, key=lambda row: ORDER.index(row[2]))
        edges.append(Edge(other, name, relation, forward == "true", kind, detail, local(status), when, source, quote, holds,
                          len({row[8:10] for row in group})))
    return edges


def _answer(asked: Asked, relation: str, when: str, since: str, until: str, published: str) -> str:
    """Whether a relation holds on the days asked about, on the word of its source."""
    if relation in ("event", "agreement", "money"):
        return asked.event(since, until)
    return asked.state(since, until, when if relation == "tenure" else published)


def _told(a: Entity, way: Sequence[Edge]) -> list[Step]:
    steps: list[Step] = []
    subject = a.label
    for number, edge in enumerate(way, 1):
        steps.append(Step(str(number), _sentence(subject, edge), subject, edge.relation, edge.label, edge.when, edge.source, edge.quote, edge.holds))
        subject = edge.label
    return steps


def _sentence(subject: str, edge: Edge) -> str:
    """A step as a reader would say it."""
    first, second = (subject, edge.label) if edge.forward else (edge.label, subject)
    if edge.relation == "partnership":
        return f"{first}与{second}结有{label(edge.kind)}关系" + (f"，自{_said(edge.when)}起" if edge.when else "")
    if edge.relation == "tenure":
        return f"{first}任{second}{edge.detail}" + (f"（{edge.when}见报）" if edge.when else "")
    if edge.relation == "event":
        occasion = f"“{edge.detail}”" if edge.detail else label(edge.kind)
        return f"{first}与{second}同在{occasion}" + (f"（{edge.when}）" if edge.when else "")
    if edge.relation == "project":
        return f"{first}与{second}同在项目“{edge.detail}”" + (f"（自{_said(edge.when)}起）" if edge.when else "")
    yet = {"planned": "拟", "promised": "承诺"}.get(edge.status, "")
    if edge.relation == "agreement":
        return f"{first}与{second}{yet or '签有'}{'签署' if yet else ''}“{edge.detail}”"
    return f"{first}{yet}向{second}出资{edge.detail}"


def _said(date: str) -> str:
    """A stated date in Chinese: 2018年, 2018年3月, 2018年3月5日; what is no such date as it is."""
    parts = date.split("-")
    if not all(part.isdecimal() for part in parts):
        return date
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))
