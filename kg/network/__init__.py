"""The store as a network: regions, bodies and people as nodes, the facts that join them as edges.

Every edge is one fact between two actors and carries the sentences that prove it. The form is a
`networkx.MultiDiGraph`, so that all of networkx works on it; `regions`, `people` and `organizations` are its
projections. A body of which a region has just one (its party committee, its government …) is drawn as the region.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import networkx as nx

from ..errors import UnknownName
from ..store import Store
from ..terms import COOP, ORG
from .aggregates import Money, Partners, money, partner_counts
from .edges import RELATIONS, Edge, edges_of
from .index import Index
from .listed import edge_list, pairs
from .projections import PROJECTIONS, projection

__all__ = ["Money", "PROJECTIONS", "Partners", "RELATIONS", "edge_list", "graph", "money", "organizations", "pairs", "partner_counts",
           "people", "projection", "regions"]


def graph(store: Store, focus: Sequence[str] = (), hops: int = 1,
          relations: Sequence[str] = ()) -> nx.MultiDiGraph:
    """The network of a store, or the surroundings of some of its entities.

    Parameters
    ----------
    store : whose sources to read; derived shortcuts and decisions are not drawn again.
    focus : IRIs of entities or facts to start from; none takes everything that is in a relation.
    hops : how many steps around the focus, along edges of either direction.
    relations : which of `RELATIONS` to take; none takes all.

    Returns
    -------
    A graph whose nodes are IRIs with the attributes label, kind (region, organization, person), code, level, province,
    country (of places abroad), pinyin, initials, english, aliases (list), longitude and latitude (degrees, None where
    unknown), and whose edges are keyed by the IRI of the fact with relation, label, kind, programme, role, status (keys of the vocabulary), start,
    end, attested (as stated), amount, currency, details (list), weight (number of proofs) and evidence: a list of
    dicts with quote, source, title, url, published, start and end (characters in the source's text). Partnerships run
    from the supporter to the one helped, money from payer to payee, tenures from the person to the region, events
    from guest to host. Nodes and edges come in the order of their IRIs.

    Raises
    ------
    UnknownName : a relation of another name, or a focus that the store does not know.

    >>> import kg.store
    >>> from kg.model import Partnership, Region, Source
    >>> with kg.store.open() as store:
    ...     a, b = Region(name="甲区", code="990101"), Region(name="乙县", code="990202")
    ...     fact = Partnership(a=a, b=b, kind="partnership/paired-assistance", directed=True, since="2016")
    ...     _ = store.replace(Source(name="x.txt"), [fact])
    ...     for one, other, data in graph(store).edges(data=True):
    ...         print(one.rpartition("/")[2], other.rpartition("/")[2], data["relation"], data["start"])
    990101 990202 partnership 2016
    """
    for name in relations:
        if name not in RELATIONS:
            raise UnknownName(name, RELATIONS, f"there is no relation {name!r}; choose from {', '.join(RELATIONS)}")
    index = Index(store)
    wanted = set(relations or RELATIONS)
    edges = [edge for edge in edges_of(index) if edge.attributes["relation"] in wanted]
    start = _start(index, edges, focus)
    if focus:
        edges = _around(edges, start, hops)
    return _built(index, edges, start)


def regions(store: Store) -> nx.DiGraph:
    """Regions and what joins them: people and bodies stand for the region that they belong to.

    An edge has weight (number of proofs) and, for each relation of `RELATIONS` that it unites, the number of facts.

    >>> import kg.store
    >>> regions(kg.store.open()).number_of_nodes()
    0
    """
    index = Index(store)
    result = nx.DiGraph()
    for edge in edges_of(index):
        a, b = index.region(edge.a), index.region(edge.b)
        if a and b and a != b:
            _count(result, index, a, b, edge.attributes["relation"], edge.attributes["weight"])
    return _sorted(result)


def people(store: Store) -> nx.Graph:
    """People who took part in the same events; `weight` is the number of those events, `events` their names.

    >>> import kg.store
    >>> people(kg.store.open()).number_of_edges()
    0
    """
    index = Index(store)
    result = nx.Graph()
    for event, seats in sorted(index.parts.items()):
        who = sorted({actor for actor, _ in seats if index.kind(actor) == "person"})
        if index.types.get(event) != "event":
            continue
        for one in who:
            result.add_node(one, **index.node(one))
        for a, b in combinations(who, 2):
            data = result.get_edge_data(a, b) or {"weight": 0.0, "events": []}
            names = [*data["events"], index.title(event)]
            result.add_edge(a, b, weight=data["weight"] + 1.0, events=names)
    return _sorted(result)


def organizations(store: Store) -> nx.Graph:
    """Bodies that share a person, or are sides of the same partnership, agreement, payment or event.

    An edge has weight and counts as in `regions`; "tenure" counts the people shared.

    >>> import kg.store
    >>> organizations(kg.store.open()).number_of_nodes()
    0
    """
    index = Index(store)
    result = nx.Graph()
    offices: dict[str, set[str]] = defaultdict(set)
    for fact in index.facts("tenure"):
        offices[index.first(fact, ORG.member)].add(index.first(fact, ORG.organization))
    for person in sorted(offices):
        for a, b in combinations(sorted(offices[person] - {""}), 2):
            _count(result, index, a, b, "tenure", 1.0)
    for relation in ("agreement", "event", "money", "partnership"):
        for fact in index.facts(relation):
            bodies = {actor for actor in index.sides(fact) if index.kind(actor) == "organization"}
            for a, b in combinations(sorted(bodies), 2):
                _count(result, index, a, b, relation, float(len(index.all(fact, COOP.evidence)) or 1))
    return _sorted(result)


def _start(index: Index, edges: Iterable[Edge], focus: Iterable[str]) -> list[str]:
    """The nodes that the focus means: actors themselves (bodies as drawn), and both ends of facts."""
    ends: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        ends[edge.fact] |= {edge.a, edge.b}
    known, found = set().union(*ends.values()), set()
    for iri in focus:
        if iri not in index.said:
            raise UnknownName(iri, (), f"the store holds no entity <{iri}>; give the IRI that `kg search` shows")
        found |= ends.get(iri) or {iri if iri in known else index.drawn(iri)} - {""}
    return sorted(found)


def _around(edges: Sequence[Edge], start: Iterable[str], hops: int) -> list[Edge]:
    """The edges among all nodes at most `hops` steps from the start."""
    beside: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        beside[edge.a].add(edge.b)
        beside[edge.b].add(edge.a)
    reached = rim = set(start)
    for _ in range(hops):
        rim = set().union(*(beside[node] for node in rim)) - reached
        reached = reached | rim
    return [edge for edge in edges if edge.a in reached and edge.b in reached]


def _built(index: Index, edges: Sequence[Edge], start: Iterable[str]) -> nx.MultiDiGraph:
    result = nx.MultiDiGraph()
    for iri in sorted({*start, *(end for edge in edges for end in (edge.a, edge.b))}):
        result.add_node(iri, **index.node(iri))
    for edge in sorted(edges, key=lambda edge: edge[:3]):
        result.add_edge(edge.a, edge.b, key=edge.fact, **edge.attributes)
    return result


def _count(result: Any, index: Index, a: str, b: str, relation: str, weight: float) -> None:
    for iri in (a, b):
        result.add_node(iri, **index.node(iri))
    known: Mapping[str, Any] = result.get_edge_data(a, b) or {"weight": 0.0, **dict.fromkeys(RELATIONS, 0)}
    result.add_edge(a, b, **{**known, "weight": known["weight"] + weight, relation: known[relation] + 1})


def _sorted(graph: Any) -> Any:
    """The same graph with nodes and edges in the order of their IRIs."""
    result = graph.__class__()
    result.add_nodes_from(sorted(graph.nodes(data=True), key=lambda item: item[0]))
    result.add_edges_from(sorted(graph.edges(data=True), key=lambda item: item[:2]))
    return result
