"""Projections of the network for analysis: one kind of actor, joined by the facts of some relations, times and kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Any

import networkx as nx

from ..errors import UnknownName
from ..store import Store
from ..terms import COOP, ORG
from .edges import RELATIONS, attributes, directed, edges_of
from .filters import Filter, made, time_of
from .index import Attributes, Index

Facts = Iterable[tuple[str, str, str, Attributes]]


def _regions(index: Index, relations: frozenset[str]) -> Facts:
    """People and bodies stand for their region. A region and one inside it are no two sides."""
    for edge in edges_of(index):
        a, b = index.region(edge.a), index.region(edge.b)
        if edge.attributes["relation"] in relations and a and b and not index.within(a, b) and not index.within(b, a):
            yield a, b, edge.fact, edge.attributes


def _people(index: Index, relations: frozenset[str]) -> Facts:
    """People who took part in the same event."""
    for fact in index.facts("event"):
        who = sorted({actor for actor, _ in index.parts.get(fact, ()) if index.kind(actor) == "person"})
        if len(who) > 1:
            data = attributes(index, fact, "event")
            yield from ((a, b, fact, {**data, "directed": False}) for a, b in combinations(who, 2))


def _bodies(index: Index, relations: frozenset[str]) -> Facts:
    """From people to the bodies in which they hold posts; `sole` marks posts that one person holds at a time."""
    for fact in index.facts("tenure"):
        person, body = index.first(fact, ORG.member), index.first(fact, ORG.organization)
        post = index.first(fact, COOP.post)
        shared = any(index.first(post, term) == "true" for term in (COOP.deputy, COOP.vague, COOP.candidate))
        if person and body:
            yield person, body, fact, {**attributes(index, fact, "tenure"), "sole": not shared, "region": index.region(body)}


def _layers(index: Index, relations: frozenset[str]) -> Facts:
    """All actors; each relation is a layer."""
    for edge in edges_of(index):
        if edge.attributes["relation"] in relations:
            yield edge.a, edge.b, edge.fact, edge.attributes


SIDES = ("partnership", "money", "agreement", "event")
"""What joins regions as sides."""
PROJECTIONS: dict[str, tuple[Callable[[Index, frozenset[str]], Facts], tuple[str, ...], tuple[str, ...]]] = {
    "regions": (_regions, SIDES, RELATIONS),
    "people": (_people, ("event",), ("event",)),
    "bodies": (_bodies, ("tenure",), ("tenure",)),
    "multilayer": (_layers, RELATIONS, RELATIONS),
}
"""Name → how its edges are found, the relations taken by default, the relations that may be asked for."""


def projection(store: Store, name: str = "regions", by: Sequence[str] = (), *, since: str = "", until: str = "",
               on: str = "", kinds: Sequence[str] = (), alone: bool = False) -> nx.MultiDiGraph:
    """One kind of actor, joined by facts: the graph that the measures of `kg.analytics` take.

    Parameters
    ----------
    name : "regions" (people and bodies stand for theirs), "people" (who took part in the same events), "bodies" (from
        people to the bodies in which they hold posts), "multilayer" (all actors, each relation a layer).
    by : relations to take, of `RELATIONS`; none takes those that join actors of this kind as sides.
    since, until : only what may have been so in this time (a year, a month or a day each). A partnership or a post is left
        out where it certainly was not; an event, a sum or an agreement without a date counts at its first report.
    on : only what may have been so on this day.
    kinds : kinds of partnership or event and programmes, as keys or labels, with all that are narrower.
    alone : with `regions`, also those that nothing joins.

    Returns
    -------
    A graph with the nodes and edges of `graph`, keyed by fact. Nodes have `within` besides: the regions around one, the
    nearest first. Edges have `directed` (where False both ends are equals), `reported` (first day of publication), `day`
    and `last` (bounds of the time), `dated` ("stated", "reported", "" for no date). What is only planned is left out. The
    graph's own attributes tell projection, by, facts (how many), planned and outside (how many were left out).

    Raises
    ------
    UnknownName : no such projection, relation or kind.
    InputError : no date.

    >>> import kg.store
    >>> projection(kg.store.open(), "people").graph["by"]
    ['event']
    """
    wanted = asked(name, by)
    index = Index(store)
    result = _filled(index, PROJECTIONS[name][0](index, frozenset(wanted)), made(since, until, on, kinds))
    result.graph.update(projection=name, by=list(wanted))
    if alone and name == "regions":
        result.add_nodes_from(iri for iri, kind in index.types.items() if kind == "region")
    return _finished(index, result)


def asked(name: str, by: Sequence[str]) -> tuple[str, ...]:
    """The relations that a projection takes, each once.

    Raises
    ------
    UnknownName : no such projection or relation.
    """
    if name not in PROJECTIONS:
        raise UnknownName(name, tuple(PROJECTIONS), f"there is no projection {name!r}; choose from {', '.join(PROJECTIONS)}")
    _, default, allowed = PROJECTIONS[name]
    for relation in by:
        if relation not in allowed:
            raise UnknownName(relation, allowed, f"{relation!r} joins no {name}; choose from {', '.join(allowed)}")
    return tuple(dict.fromkeys(by or default))


def _filled(index: Index, facts: Facts, wanted: Filter) -> nx.MultiDiGraph:
    result = nx.MultiDiGraph()
    seen: dict[str, set[str]] = {"facts": set(), "planned": set(), "outside": set()}
    for a, b, fact, data in facts:
        if a == b or not wanted.of_kind(data):
            continue
        full = _timed(index, fact, data)
        place = "planned" if data["status"] == "status/planned" else "facts" if wanted.in_time(full) else "outside"
        seen[place].add(fact)
        if place == "facts":
            one, other = (a, b) if full["directed"] else sorted((a, b))
            result.add_edge(one, other, key=fact, **full)
    result.graph.update({place: len(found) for place, found in seen.items()})
    return result


def _timed(index: Index, fact: str, data: Attributes) -> Attributes:
    reported = min((proof["published"] for proof in data["evidence"] if proof["published"]), default="")
    time = time_of(data, reported)
    return {"directed": directed(index, fact, data["relation"]), **data, "reported": reported, "day": time.first,
            "last": time.last, "dated": time.dated}


def _finished(index: Index, graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The same graph in the order of IRIs, with what is known of its nodes."""
    result = nx.MultiDiGraph(**graph.graph)
    for iri in sorted(graph):
        result.add_node(iri, **index.node(iri), within=index.above(index.region(iri)))
    edges: list[Any] = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    result.add_edges_from(edges)
    return result
