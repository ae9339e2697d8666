"""Divisions of a network into groups: by networkx where it is small, by NetworKit where it is large."""

from __future__ import annotations

from typing import Any, NamedTuple

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

RUNS = 10
"""How many seeds are tried at most."""
LARGE = 2_000
"""Networks of more ties are divided by NetworKit, where it is installed."""
WORK = 300_000
"""How many ties the runs on a large network may go through together."""


LACKING = "Louvain (NetworKit, which divides large graphs faster, is not installed: pip install 'cooperation-kg[large]')"


class Division(NamedTuple):
    """The group of each node (−1 for those without ties), the largest group first; the modularity; the lowest that another
    seed gave; how many seeds were tried, and the method."""

    group: Any
    modularity: float
    worst: float
    runs: int
    method: str


def divide(ties: Any, resolution: float) -> Division:
    """The best division of several fixed seeds, each group cut where it is not connected.

    Source: Louvain of Blondel, Guillaume, Lambiotte and Lefebvre (2008), Fast unfolding of communities in large networks, J.
    Stat. Mech. P10008; Leiden of Traag, Waltman and van Eck (2019), From Louvain to Leiden, Scientific Reports 9, 5233, who
    showed that Louvain's groups may fall apart; cutting them never lowers the modularity."""
    if not ties.nnz:
        return Division(np.full(ties.shape[0], -1), 0.0, 0.0, 0, "Louvain")
    pairs = ties.nnz // 2
    engine, runs, method = _engine(pairs)
    joined = np.flatnonzero(np.diff(ties.indptr))
    inner = ties[joined][:, joined]
    found = []
    for labels in engine(inner, resolution, runs):
        group = _cut(inner, labels)
        found.append((round(modularity(inner, group, resolution), 12), group))
    best = max(range(runs), key=lambda run: (found[run][0], -run))
    whole = np.full(ties.shape[0], -1)
    whole[joined] = found[best][1]
    return Division(whole, found[best][0], min(one[0] for one in found), runs, method)


def _engine(pairs: int) -> tuple[Any, int, str]:
    if pairs <= LARGE:
        return _louvain, RUNS, "Louvain"
    return (_leiden, max(1, min(RUNS, WORK // pairs)), "Leiden") if _networkit() else (_louvain, max(1, min(RUNS, RUNS * LARGE // pairs)), LACKING)


def _networkit() -> Any:
    """NetworKit, or None where it is not installed."""
    try:
        import networkit
    except ImportError:
        return None
    return networkit


def _louvain(ties: Any, resolution: float, runs: int) -> list[Any]:
    numbers, found = nx.from_scipy_sparse_array(ties), []
    for seed in range(runs):
        labels = np.empty(ties.shape[0], dtype=np.int64)
        for place, group in enumerate(nx.community.louvain_communities(numbers, resolution=resolution, seed=seed)):
            labels[list(group)] = place
        found.append(labels)
    return found


def _leiden(ties: Any, resolution: float, runs: int) -> list[Any]:
    """On one thread, where a seed settles every step; what the caller has set is set again after."""
    networkit = _networkit()
    upper = sparse.triu(ties, 1).tocoo()
    graph = networkit.GraphFromCoo((upper.data, (upper.row, upper.col)), n=ties.shape[0], weighted=True)
    threads, found = networkit.getMaxNumberOfThreads(), []
    networkit.setNumberOfThreads(1)
    try:
        for seed in range(runs):
            networkit.setSeed(seed + 1, False)
            found.append(np.array(networkit.community.ParallelLeiden(
                graph, randomize=runs > 1, gamma=resolution).run().getPartition().getVector()))
    finally:
        networkit.setNumberOfThreads(threads)
    return found


def _cut(ties: Any, labels: Any) -> Any:
    """The connected parts of groups, numbered from the largest; of equals the one with the first node."""
    rows = np.repeat(np.arange(ties.shape[0]), np.diff(ties.indptr))
    same = labels[rows] == labels[ties.indices]
    inside = sparse.csr_array((np.ones(int(same.sum()), dtype=np.int8), (rows[same], ties.indices[same])), shape=ties.shape)
    part = csgraph.connected_components(inside, directed=False)[1]
    _, first, size = np.unique(part, return_index=True, return_counts=True)
    place = np.empty(len(size), dtype=np.int64)
    place[np.lexsort((first, -size))] = np.arange(len(size))
    return place[part]


def modularity(ties: Any, group: Any, resolution: float = 1.0) -> float:
    """How much more of all ties lies inside groups than by chance.

    Source: Newman and Girvan (2004), Finding and evaluating community structure in networks, Physical Review E 69, 026113;
    the resolution of Reichardt and Bornholdt (2006), Statistical mechanics of community detection, Physical Review E 74, 016110.

    >>> pair = sparse.csr_array(np.array([[0.0, 1.0], [1.0, 0.0]]))
    >>> modularity(pair, np.array([0, 0])), modularity(pair, np.array([0, 1]))
    (0.0, -0.5)
    """
    total = np.asarray(ties.sum(axis=1)).ravel()
    inside = ties.data[np.repeat(group, np.diff(ties.indptr)) == group[ties.indices]].sum()
    shares = np.bincount(group, total) / total.sum()
    return float(inside / total.sum() - resolution * (shares @ shares))
