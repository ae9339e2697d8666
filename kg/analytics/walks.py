"""Walks and ways through large networks by products of sparse matrices."""

from __future__ import annotations

import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from scipy import sparse

BATCH = 32
"""How many sources are followed at a time."""
ROOM = 20_000_000
"""How many entries a block of a product may have."""
CLOSE = 1e-10


def visited(arcs: Any, damping: float) -> Any:
    """How much of the time a walk along weighted arcs spends at each node; from a dead end it starts anew anywhere.

    Source: the power iteration of Brin and Page (1998), until a step changes less than `CLOSE` in all."""
    size = arcs.shape[0]
    out = np.asarray(arcs.sum(axis=1)).ravel()
    step, part = arcs.T, damping / np.where(out, out, 1)
    ends, here = np.flatnonzero(out == 0), np.full(size, 1 / max(size, 1))
    for _ in range(math.ceil(math.log(CLOSE / 2) / math.log(damping)) if size else 0):
        there = step @ (here * part)
        there += (damping * here[ends].sum() + 1 - damping) / size
        moved, here = np.abs(there - here).sum(), there
        if moved < CLOSE:
            break
    return here


def near(ties: Any, steps: int) -> Any:
    """How many others each node reaches in at most so many steps."""
    joined = sparse.csr_array((np.ones(ties.nnz, dtype=np.int8), ties.indices, ties.indptr), shape=ties.shape)
    stay = sparse.csr_array(joined.astype(bool) + sparse.eye_array(len(joined.indptr) - 1, dtype=bool, format="csr"))
    found = np.zeros(ties.shape[0], dtype=np.int64)
    for rows in _blocks(ties, steps):
        reached = stay[rows]
        for _ in range(steps - 1):
            reached = reached @ stay
        found[rows] = np.diff(reached.indptr) - 1
    return found if steps else np.zeros_like(found)


def _blocks(ties: Any, steps: int) -> Iterator[slice]:
    """Slices of rows whose products fit into `ROOM`."""
    size, degree = ties.shape[0], np.diff(ties.indptr)
    wide = np.minimum(size, 1 + degree + (ties.astype(bool) @ degree if steps <= 2 else size))
    place = np.cumsum(wide) // ROOM
    edges = [0, *(np.flatnonzero(np.diff(place)) + 1).tolist(), size]
    return (slice(begin, end) for begin, end in zip(edges, edges[1:], strict=False) if begin < end)


def between(ties: Any, sources: Any) -> Any:
    """Which part of the shortest ways from these sources leads through each node, scaled up to those from all.

    Source: Brandes (2001); Brandes and Pich (2007). Batches of sources are columns of a matrix, on two threads; they are
    added in their order, so that the sum is the same each time."""
    size = ties.shape[0]
    joined = sparse.csr_array((np.ones(ties.nnz), ties.indices, ties.indptr), shape=ties.shape)
    batches = np.array_split(sources, max(2, -(-len(sources) // BATCH)))
    total = np.zeros(size)
    with ThreadPoolExecutor(2) as threads:
        for depends in threads.map(lambda batch: _dependencies(joined, batch), batches):
            total += depends
    return total * size / max(len(sources), 1) / max((size - 1) * (size - 2), 1)


def _dependencies(joined: Any, batch: Any) -> Any:
    """Brandes' dependencies of all nodes, summed over a batch of sources: ways are counted level by level outwards, and what
    depends on each node is gathered back inwards. Each level is looked at only where one of the sources can have it."""
    levels = list(_levels(joined, batch))
    total, spread = np.zeros(joined.shape[0]), np.zeros((joined.shape[0], len(batch)))
    depends = np.zeros_like(levels[-1][1])
    for (rows, ways), (inner, fewer) in zip(levels[:1:-1], levels[-2:0:-1], strict=True):
        depends += 1.0
        spread[rows] = np.divide(depends, ways, out=np.zeros_like(ways), where=ways > 0)
        depends = _rows(joined, inner) @ spread
        depends *= fewer
        spread[rows] = 0.0
        total[inner] += depends.sum(axis=1)
    return total


def _levels(joined: Any, batch: Any) -> Iterator[tuple[Any, Any]]:
    """Level by level the nodes that one of the sources reaches there, and the number of shortest ways from each source."""
    places = np.arange(len(batch))
    front, seen = np.zeros((joined.shape[0], len(batch))), np.zeros((joined.shape[0], len(batch)), dtype=bool)
    front[batch, places], seen[batch, places] = 1.0, True
    rows, left = np.unique(batch), np.ones(joined.shape[0], dtype=bool)
    yield rows, front[rows]
    while len(rows):
        beside = np.zeros(joined.shape[0], dtype=bool)
        beside[_rows(joined, rows).indices] = True
        near = np.flatnonzero(beside & left)
        ways = _rows(joined, near) @ front
        front[rows] = 0.0
        known = seen[near]
        ways *= ~known
        known |= ways > 0
        seen[near], left[near] = known, ~known.all(axis=1)
        new = ways.any(axis=1)
        rows, ways = near[new], ways[new]
        front[rows] = ways
        if len(rows):
            yield rows, ways


def _rows(matrix: Any, rows: Any) -> Any:
    """Some rows of a matrix; itself, where they are all."""
    return matrix if len(rows) == matrix.shape[0] else matrix[rows]


def shells(ties: Any) -> Any:
    """The k-core number of each node: those with at most k partners left are peeled off, k by k.

    Source: Seidman (1983); Batagelj and Zaveršnik (2003), An O(m) algorithm for cores decomposition of networks."""
    left = np.diff(ties.indptr).astype(np.int64)
    shell, alive, k = np.zeros(len(left), dtype=np.int64), np.ones(len(left), dtype=bool), 0
    while alive.any():
        rim = np.flatnonzero(alive & (left <= k))
        while len(rim):
            shell[rim], alive[rim] = k, False
            beside = ties[rim].indices
            beside, lost = np.unique(beside[alive[beside]], return_counts=True)
            left[beside] -= lost
            rim = beside[left[beside] <= k]
        k = max(k + 1, int(left[alive].min())) if alive.any() else k
    return shell
