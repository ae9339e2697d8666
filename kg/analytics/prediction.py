"""Likely future partners, and how well the method would have done: trained before a year, tested after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
from scipy import sparse

from ..errors import UnknownName
from .table import Table
from .ties import Network, drawn, facts, named, number, ties

LARGEST = 4000
"""Of larger graphs the actors with most partners are taken."""
Matrix = Any


def _paths(joined: Matrix, above: Matrix) -> Matrix:
    degree = np.maximum(joined.sum(axis=1), 1)
    scale = sparse.diags_array(1 / np.sqrt(degree))
    return (joined @ scale @ joined @ scale @ joined).toarray()


def _common(joined: Matrix, above: Matrix) -> Matrix:
    return (joined @ sparse.diags_array(1 / np.maximum(joined.sum(axis=1), 1)) @ joined).toarray()


def _superiors(joined: Matrix, above: Matrix) -> Matrix:
    return (above @ joined @ above.T).toarray()


def _popularity(joined: Matrix, above: Matrix) -> Matrix:
    degree = joined.sum(axis=1)
    return np.outer(degree, degree)


METHODS: dict[str, Callable[[Matrix, Matrix], Matrix]] = {
    "paths": _paths, "common": _common, "superiors": _superiors, "popularity": _popularity,
}
"""How pairs are scored: ties of three steps, each step through busy actors counting less (Kovács et al. 2019, Network-based
prediction of protein interactions, Nature Communications 10, 1240: fit where partners complement rather than resemble each
other); common partners, busy ones counting less (resource allocation: Zhou, Lü and Zhang 2009, Predicting missing links via
local information, European Physical Journal B 71, 623–630); how many pairs of their superiors are joined; and, as the
baseline, the product of the numbers of partners (preferential attachment: Barabási and Albert 1999, Science 286, 509–512)."""


class Pairs(NamedTuple):
    """Pairs that are not joined, as places of both ends among `nodes`, with the matrices that scores come from."""

    nodes: list[str]
    joined: Matrix
    above: Matrix
    ends: tuple[Matrix, Matrix]

    def scores(self, method: str) -> Matrix:
        return np.round(METHODS[method](self.joined, self.above)[self.ends], 12)

    def are(self, pairs: set[tuple[str, str]]) -> Matrix:
        """Which of these pairs are among the given ones."""
        place = {node: number for number, node in enumerate(self.nodes)}
        marked = np.zeros((len(self.nodes), len(self.nodes)), dtype=bool)
        for a, b in pairs:
            if a in place and b in place:
                marked[place[a], place[b]] = marked[place[b], place[a]] = True
        return marked[self.ends]


def suggest(graph: Network, method: str = "paths", top: int = 50, year: int = 0) -> Table:
    """Which pairs that are not joined are most likely to be joined next.

    Source: that of the method, see `METHODS`; pairs of which one lies in the other are no candidates.

    Parameters
    ----------
    method : one of `METHODS`.
    top : at most so many pairs.
    year : where to part the back-test told in the meaning; 0 takes the last year that leaves a fifth of the pairs after it.

    Raises
    ------
    UnknownName : no such method.

    >>> suggest(nx.path_graph(4)).rows[0][:5]
    ('0', '', '3', '', 0.5)
    """
    if method not in METHODS:
        raise UnknownName(method, tuple(METHODS), f"there is no method {method!r}; choose from {', '.join(METHODS)}")
    graph = drawn(graph)
    open_pairs = _open(graph, {(a, b) for a, b in ties(graph).edges})
    scores, over = open_pairs.scores(method), open_pairs.scores("superiors")
    order = sorted(np.flatnonzero(scores > 0).tolist(), key=lambda place: (-scores[place], place))[:top]
    rows = []
    for place in order:
        a, b = (open_pairs.nodes[ends[place]] for ends in open_pairs.ends)
        rows.append((*named(graph, a), *named(graph, b), float(scores[place]), int(over[place]), a, b))
    return Table(("a", "a_code", "b", "b_code", "score", "superior_pairs", "a_iri", "b_iri"), tuple(rows),
                 f"score: by {method}; only the order means something. superior_pairs: how many pairs of their superiors are "
                 f"joined. {_honesty(graph, method, year)}", ends=("a_iri", "b_iri"))


def _honesty(graph: nx.Graph, method: str, year: int) -> str:
    """What a back-test says of a method, in a sentence."""
    first = sorted(_begun(graph).values())
    year = year or int(first[len(first) * 4 // 5][:4] if first else 0)
    results = {row[0]: row for row in backtest(graph, year, 10)} if first else {}
    if not results or results[method][1] is None:
        return "There are too few dated pairs to test the method on: take the order as a question, not as an answer."
    own, base = results[method], results["popularity"]
    return (f"Trained before {year} and tested on {number(own[5], 'pair')} that followed, it had AUC {own[1]:.3f} and precision at "
            f"{own[6]} of {own[2]:.3f}; preferential attachment had {base[1]:.3f} and {base[2]:.3f}. "
            f"{'It beats' if own[1] > base[1] else 'It does not beat'} that baseline.")


def backtest(graph: Network, year: int, k: int = 20) -> Table:
    """How well each method would have told the pairs of a year and after from what was known before.

    Method: Liben-Nowell and Kleinberg (2007), The link-prediction problem for social networks, JASIST 58(7), 1019–1031. A pair
    begins with its first dated fact. Trained on pairs that began before the year; candidates are all pairs not joined by
    then, of actors that had a partner by then (and neither lies in the other). Of equal scores the order is a draw: AUC and
    precision are what a draw gives on average.

    Parameters
    ----------
    year : the first year of the test.
    k : how many of the best pairs count for the precision; no more than there are candidates.

    >>> pairs = nx.MultiGraph()
    >>> for a, b, day in (("a", "b", "2018-01-01"), ("b", "c", "2018-01-01"), ("c", "d", "2018-01-01"), ("a", "d", "2020-01-01")):
    ...     _ = pairs.add_edge(a, b, day=day)
    >>> backtest(pairs, 2020, k=1).rows[0][:3]
    ('paths', 1.0, 1.0)
    """
    graph = drawn(graph)
    begun, limit = _begun(graph), f"{year:04d}-01-01"
    before = {pair for pair, day in begun.items() if day < limit}
    after = {pair for pair, day in begun.items() if day >= limit}
    open_pairs = _open(graph, before)
    true = open_pairs.are(after)
    k = min(k, len(true))
    rows = []
    for method in METHODS:
        scores = open_pairs.scores(method) if len(true) else np.zeros(0)
        rows.append((method, auc(scores, true), precision(scores, true, k), float(true.mean()) if len(true) else None,
                     len(true), int(true.sum()), k))
    undated = ties(graph).number_of_edges() - len(begun)
    return Table(
        ("method", "auc", "precision", "by_chance", "candidates", "new_pairs", "k"), tuple(rows),
        f"Trained on {number(len(before), 'pair')} begun before {year}; {len(after)} followed, of which {int(true.sum())} could be "
        f"foretold, both sides having had partners. auc: how probably a pair that followed ranks above one that did not (0.5: a "
        f"draw); precision: which part of the first {k} followed, by_chance: of any. popularity is the baseline (preferential "
        f"attachment). {number(undated, 'pair')} without a date left out.")


def _begun(graph: nx.Graph) -> dict[tuple[str, str], str]:
    """The day of the first dated fact of each pair."""
    found: dict[tuple[str, str], str] = {}
    for a, b, data in facts(graph):
        if data.get("day"):
            pair = (min(a, b), max(a, b))
            found[pair] = min(found.get(pair, "9999"), data["day"])
    return found


def _open(graph: nx.Graph, pairs: set[tuple[str, str]]) -> Pairs:
    known = nx.Graph(sorted(map(sorted, pairs)))
    nodes = sorted(sorted(known, key=lambda node: (-known.degree(node), node))[:LARGEST])
    place = {node: number for number, node in enumerate(nodes)}
    joined = sparse.csr_array(nx.to_scipy_sparse_array(known.subgraph(nodes), nodelist=nodes, dtype=float)) if nodes else (
        sparse.csr_array((0, 0)))
    over = [[place[iri] for iri in graph.nodes[node].get("within") or () if iri in place] for node in nodes]
    above = _matrix(over, len(nodes))
    free = ~(joined.toarray().astype(bool) | above.toarray().astype(bool) | above.toarray().astype(bool).T)
    one, other = np.nonzero(np.triu(free, 1))
    return Pairs(nodes, joined, above, (one, other))


def _matrix(over: Sequence[Sequence[int]], size: int) -> Matrix:
    rows = [row for row, places in enumerate(over) for _ in places]
    return sparse.csr_array((np.ones(len(rows)), (rows, [place for places in over for place in places])), shape=(size, size))


def auc(scores: Matrix, true: Matrix) -> float | None:
    """The area under the ROC curve, equal scores counting half; None without both kinds.

    Source: Hanley and McNeil (1982), The meaning and use of the area under a ROC curve, Radiology 143, 29–36.

    >>> auc(np.array([3.0, 2.0, 2.0, 1.0]), np.array([True, True, False, False]))
    0.875
    """
    hits = int(true.sum())
    others = len(true) - hits
    if not hits or not others:
        return None
    _, group, size = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(size) - (size - 1) / 2)[group]
    return float((ranks[true].sum() - hits * (hits + 1) / 2) / (hits * others))


def precision(scores: Matrix, true: Matrix, k: int) -> float | None:
    """Which part of the k best is true; of those equal to the last, what a draw would give. None for k = 0.

    >>> precision(np.array([3.0, 2.0, 2.0]), np.array([True, True, False]), 2)
    0.75
    """
    if not k:
        return None
    last = np.sort(scores)[-k]
    sure, drawn = scores > last, scores == last
    return float((true[sure].sum() + true[drawn].mean() * (k - sure.sum())) / k)
