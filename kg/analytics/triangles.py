"""Triangles of a large network, found once each, and what they tell of structural holes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

ROOM = 4_000_000
"""How many open chains are looked at together."""


class Holes(NamedTuple):
    """Of each node: how many pairs of its partners are joined, the effective size of its circle, its constraint."""

    closed: Any
    effective: Any
    constraint: Any


class _Wedges(NamedTuple):
    """Each pair once, from the end with fewer partners to the one with more: so no node has many pairs running out."""

    low: Any
    high: Any
    weight: Any
    begin: Any

    def triangles(self) -> Iterator[tuple[Any, Any, Any]]:
        """Pairs x—y, y—z, x—z of each triangle, by their places.

        Source: Chiba and Nishizeki (1985), Arboricity and subgraph listing algorithms, SIAM Journal on Computing 14, 210–223."""
        size = len(self.begin) - 1
        keys, onward = self.low * size + self.high, np.diff(self.begin)[self.high]
        edges = np.searchsorted(np.cumsum(onward), np.arange(ROOM, int(onward.sum()) + ROOM, ROOM)).tolist() if len(keys) else []
        for first, last in zip([0, *edges], [*edges, len(keys)], strict=True):
            one = np.repeat(np.arange(first, last), onward[first:last])
            before = np.cumsum(onward[first:last]) - onward[first:last]
            two = np.arange(len(one)) - np.repeat(before - self.begin[self.high[first:last]], onward[first:last])
            third = self.low[one] * size + self.high[two]
            place = np.minimum(np.searchsorted(keys, third), len(keys) - 1)
            found = keys[place] == third if len(keys) else np.zeros(0, dtype=bool)
            yield one[found], two[found], place[found]


def _wedges(ties: Any) -> tuple[_Wedges, Any]:
    """The pairs by the rank of their ends, and the rank of each node by its number of partners."""
    size, degree = ties.shape[0], np.diff(ties.indptr)
    rank = np.empty(size, dtype=np.int64)
    rank[np.argsort(degree, kind="stable")] = np.arange(size)
    one, other = rank[np.repeat(np.arange(size), degree)], rank[ties.indices]
    rising = one < other
    low, high, weight = one[rising], other[rising], ties.data[rising]
    order = np.argsort(low * size + high)
    begin = np.concatenate([[0], np.cumsum(np.bincount(low, minlength=size))])
    return _Wedges(low[order], high[order], weight[order], begin), rank


def holes(ties: Any) -> Holes:
    """Structural holes around every node of a symmetric matrix of ties.

    Source: Burt (1992), Structural Holes, chapter 2. With p(i, j) the part of i's ties that goes to j, the constraint of i is
    the sum over partners j of (p(i, j) + Σq p(i, q) p(q, j))²; its effective size the sum over j of 1 − Σq p(i, q) m(j, q),
    where m(j, q) is the tie of j to q as part of j's strongest. All q are thirds of a triangle."""
    size = ties.shape[0]
    if not ties.nnz:
        return Holes(np.zeros(size, dtype=np.int64), np.zeros(size), np.zeros(size))
    pairs, rank = _wedges(ties)
    total, most = np.empty(size), np.empty(size)
    total[rank], most[rank] = np.asarray(ties.sum(axis=1)).ravel(), ties.max(axis=1).toarray().ravel()
    total, most = np.where(total, total, 1.0), np.where(most, most, 1.0)
    closed, twice = np.zeros(size, dtype=np.int64), np.zeros(size)
    up, down = pairs.weight / total[pairs.low], pairs.weight / total[pairs.high]  # spent on each pair by its lower, its upper end
    for xy, yz, xz in pairs.triangles():
        x, y, z = pairs.low[xy], pairs.high[xy], pairs.high[yz]
        for (i, j, q), (ij, iq, qj) in (((x, y, z), (xy, xz, yz)), ((x, z, y), (xz, xy, yz)), ((y, z, x), (yz, xy, xz))):
            w_iq, w_qj = pairs.weight[iq], pairs.weight[qj]
            up += np.bincount(ij, w_iq / total[i] * w_qj / total[q], minlength=len(up))
            down += np.bincount(ij, w_qj / total[j] * w_iq / total[q], minlength=len(up))
            twice += np.bincount(i, w_iq / total[i] * w_qj / most[j], minlength=size)
            twice += np.bincount(j, w_qj / total[j] * w_iq / most[i], minlength=size)
            closed += np.bincount(q, minlength=size)
    bound = np.bincount(pairs.low, up * up, minlength=size) + np.bincount(pairs.high, down * down, minlength=size)
    return Holes(closed[rank], np.diff(ties.indptr) - twice[rank], bound[rank])
