"""Who matters: by the number of ties, by how far they lead, by whom they come from, by what runs through."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx
import numpy as np

from .table import Row, Table
from .ties import arcs, both_ways, facts, named, number, ranked, ties

WORK = 60_000_000
"""About how many steps along edges a sampled measure may take: some tens of seconds."""
BATCH = 32
"""How many sources are followed at a time."""
SEED = 20160101


def strength(graph: nx.Graph) -> Table:
    """Who has most partners, and most facts with them: degree and node strength.

    Source: Barrat, Barthélemy, Pastor-Satorras and Vespignani (2004), The architecture of complex weighted networks, PNAS
    101(11), 3747–3752. `out` and `into` count facts that run one way (help, money, visits), `facts` all.

    >>> strength(nx.path_graph(3)).rows[0][2]
    2
    """
    pairs = ties(graph)
    counted = {node: [0, 0] for node in pairs}
    for a, b, data in facts(graph):
        if not both_ways(graph, data):
            counted[a][0] += 1
            counted[b][1] += 1
    rows = ((*named(graph, node), pairs.degree(node), pairs.degree(node, weight="weight"), *counted[node], node)
            for node in pairs)
    return Table(
        ("name", "code", "partners", "facts", "out", "into", "iri"), ranked(rows, 2, 3),
        "partners: how many others it is joined to; facts: how many facts join it to them, of which `out` run from it "
        "(help, money, visits paid) and `into` to it. Counts follow what the sources report, not all that happened.")


def reach(graph: nx.Graph, steps: int = 2) -> Table:
    """How many others are within some steps, and how many at all.

    Source: k-step reach, Borgatti (2006), Identifying sets of key players in a social network, Computational and
    Mathematical Organization Theory 12, 21–34.

    Parameters
    ----------
    steps : how far is near.

    >>> reach(nx.path_graph(4)).rows[0][3]
    3
    """
    pairs = ties(graph)
    size = {node: len(part) - 1 for part in nx.connected_components(pairs) for node in part}
    others = max(len(pairs) - 1, 1)
    rows = []
    for node in pairs:
        near = len(nx.single_source_shortest_path_length(pairs, node, cutoff=steps)) - 1
        rows.append((*named(graph, node), pairs.degree(node), near, near / others, size[node], node))
    return Table(("name", "code", "partners", "near", "share", "connected", "iri"), ranked(rows, 3, 5, 2),
                 f"near: how many others can be reached in at most {number(steps, 'step')}, share: what part of all that "
                 "is; connected: how many can be reached at all.")


def pagerank(graph: nx.Graph, damping: float = 0.85) -> Table:
    """Where help, money and visits lead in the end.

    Source: Brin and Page (1998), The anatomy of a large-scale hypertextual Web search engine, Computer Networks 30,
    107–117; arcs weigh the number of facts, facts between equals run both ways.

    Parameters
    ----------
    damping : how probably a walk goes on, rather than to start anew anywhere.

    >>> round(sum(pagerank(nx.path_graph(3)).column("score")), 6)
    1.0
    """
    scores = nx.pagerank(arcs(graph), alpha=damping, tol=1e-10, max_iter=1000) if len(graph) else {}
    rows = ((*named(graph, node), scores[node], scores[node] * len(scores), node) for node in sorted(scores))
    return Table(("name", "code", "score", "times", "iri"), ranked(_rounded(rows), 2),
                 "score: how much of the time a walk that follows facts in their direction (from supporter to supported, "
                 "from guest to host) spends there; times: how many times as much as if all were alike.")


def betweenness(graph: nx.Graph, sources: int = 0) -> Table:
    """Through whom the shortest ways between others lead.

    Source: Freeman (1977), A set of measures of centrality based on betweenness, Sociometry 40, 35–41; Brandes (2001), A
    faster algorithm, Journal of Mathematical Sociology 25, 163–177. On large graphs the ways from a sample of starting
    points are counted and scaled up: Brandes and Pich (2007), Centrality estimation in large networks.

    Parameters
    ----------
    sources : from how many nodes to start; 0 takes all, or as many as can be had in some tens of seconds.

    >>> betweenness(nx.path_graph(3)).rows[0][2]
    1.0
    """
    pairs = ties(graph)
    start = min(sources or max(100, WORK // max(pairs.number_of_edges() + len(pairs), 1)), len(pairs))
    scores = dict(zip(pairs, _between(pairs, start).tolist(), strict=True)) if pairs else {}
    rows = ((*named(graph, node), scores[node], pairs.degree(node), node) for node in pairs)
    how = "" if start == len(pairs) else f" Estimated from {start:,} of {len(pairs):,} starting points, with a fixed seed."
    return Table(("name", "code", "score", "partners", "iri"), ranked(_rounded(rows), 2, 3),
                 "score: the part of all shortest ways between two others that lead through it (0 none, 1 all)." + how)


def _between(pairs: nx.Graph, sources: int) -> Any:
    """Betweenness in the order of the nodes: the ways from each source, many sources at a time as columns of a matrix."""
    joined = nx.to_scipy_sparse_array(pairs, weight=None, dtype=float).tocsr()
    size = len(pairs)
    start = np.array(sorted(random.Random(SEED).sample(range(size), sources)))
    total = np.zeros(size)
    for batch in np.array_split(start, max(1, -(-sources // BATCH))):
        total += _dependencies(joined, batch)
    return total * size / sources / max((size - 1) * (size - 2), 1)


def _dependencies(joined: Any, batch: Any) -> Any:
    """Brandes' dependencies of all nodes, summed over a batch of sources: ways are counted level by level outwards, and what
    depends on each node is gathered back inwards."""
    front = np.zeros((joined.shape[0], len(batch)))
    front[batch, np.arange(len(batch))] = 1.0
    ways, levels = front.copy(), [front > 0]
    while levels[-1].any():
        front = joined @ front
        front[ways > 0] = 0.0
        ways += front
        levels.append(front > 0)
    depends = np.zeros_like(ways)
    for inner, outer in zip(levels[-2::-1], levels[:0:-1], strict=True):
        share = np.divide(1.0 + depends, ways, out=np.zeros_like(ways), where=outer)
        depends += np.where(inner, (joined @ share) * ways, 0.0)
    depends[batch, np.arange(len(batch))] = 0.0
    return depends.sum(axis=1)


def _rounded(rows: Iterable[Row]) -> Iterator[Row]:
    """Differences below 10⁻¹² are those of adding in another order."""
    return (tuple(round(value, 12) if isinstance(value, float) else value for value in row) for row in rows)
