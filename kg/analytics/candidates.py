"""Pairs that may be joined next: too many to be written down, so they are scored in blocks of rows or by classes of actors."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol

import numpy as np
from scipy import sparse

from .ties import Facts, numbered

ROOM = 8_000_000
"""How many scores are held at a time."""
DIGITS = 12
Counted = Iterator[tuple[Any, Any]]
Best = tuple[Any, Any, Any]


@dataclasses.dataclass(frozen=True, eq=False)
class Candidates:
    """Actors that have partners (or all), and all pairs of them that are not joined and of which neither lies in the other.

    Parameters
    ----------
    places : where the actors stand in the network's list.
    joined, above : which are joined, and who lies in whom.
    block : actors of the same province (or whatever is outermost around them, or their country) and level.
    newcomers : whether those without partners are among them; then each counts one partner more than it has, so as to have a chance.
    closed : sorted keys (lower place · size + higher place) of the pairs that are no candidates.
    """

    places: Any
    joined: Any
    above: Any
    block: Any
    newcomers: bool
    closed: Any

    def __len__(self) -> int:
        """Number of candidates."""
        return self.size * (self.size - 1) // 2 - len(self.closed)

    @property
    def size(self) -> int:
        return len(self.places)

    @property
    def degree(self) -> Any:
        return np.diff(self.joined.indptr).astype(float)

    def free(self, one: Any, other: Any) -> Any:
        """Which of these pairs are candidates."""
        keys = np.minimum(one, other) * self.size + np.maximum(one, other)
        place = np.minimum(np.searchsorted(self.closed, keys), max(len(self.closed) - 1, 0))
        return (one != other) & (self.closed[place] != keys if len(self.closed) else np.ones(len(keys), dtype=bool))

    def among(self, one: Any, other: Any) -> tuple[Any, Any]:
        """The pairs that are candidates, of pairs of places in the network's list, by places here; each once."""
        here = np.full(int(np.concatenate([one, other, self.places]).max(initial=0)) + 1, -1)
        here[self.places] = np.arange(self.size)
        one, other = here[one], here[other]
        both = (one >= 0) & (other >= 0)
        one, other = one[both], other[both]
        keep = self.free(one, other)
        return self.ends(np.unique(np.minimum(one, other)[keep] * self.size + np.maximum(one, other)[keep]))

    def ends(self, keys: Any) -> tuple[Any, Any]:
        """Both places of pairs by their keys."""
        return keys // max(self.size, 1), keys % max(self.size, 1)


def candidates(net: Facts, one: Any, other: Any, newcomers: bool = False) -> Candidates:
    """Candidates where these pairs (of places) are known."""
    count, ends = len(one), np.concatenate([one, other])
    places = np.arange(len(net)) if newcomers else np.unique(ends)
    size, ends = len(places), np.searchsorted(places, ends)
    a, b = ends[:count], ends[count:]
    joined = _marked(np.concatenate([a, b]), np.concatenate([b, a]), size)
    here = {net.nodes[place]: number for number, place in enumerate(places.tolist())}
    within, province, country, level = (
        [net.actor(name)[place] for place in places.tolist()] for name in ("within", "province", "country", "level"))
    over = [(row, here[iri]) for row, around in enumerate(within) for iri in around or () if here.get(iri, row) != row]
    inner, outer = np.array(over, dtype=np.int64).reshape(-1, 2).T
    lower, upper = np.concatenate([a, inner]), np.concatenate([b, outer])
    outermost = [f"{name or (around[-1] if around else land or '')}\n{rank or ''}"
                 for name, around, land, rank in zip(province, within, country, level, strict=True)]
    return Candidates(places, joined, _marked(inner, outer, size), numbered(outermost)[0], newcomers,
                      np.unique(np.minimum(lower, upper) * size + np.maximum(lower, upper)))


def _marked(rows: Any, columns: Any, size: int) -> Any:
    found = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    found.sum_duplicates()
    found.data[:] = 1.0
    return found


class Scores(Protocol):
    """Scores of all candidates: how often each value is had, those of some pairs, and the best pairs."""

    def counted(self) -> Counted: ...

    def of(self, one: Any, other: Any) -> Any: ...

    def best(self, number: int) -> Best: ...


class Ways(NamedTuple):
    """Scores that are entries of left · right, most of them nothing."""

    open: Candidates
    left: Any
    right: Any

    def counted(self) -> Counted:
        rest = len(self.open)
        for _, _, scores in self._blocks():
            values, counts = np.unique(scores, return_counts=True)
            rest -= len(scores)
            yield values, counts
        yield np.zeros(1), np.array([rest])

    def of(self, one: Any, other: Any) -> Any:
        across = sparse.csr_array(self.right.T)
        return np.round(np.asarray(self.left[one].multiply(across[other]).sum(axis=1)).ravel(), DIGITS)

    def best(self, number: int) -> Best:
        found = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
        for block in self._blocks():
            one, other, scores = (np.concatenate(parts) for parts in zip(found, block, strict=True))
            order = np.lexsort((other, one, -scores))[:number]
            found = one[order], other[order], scores[order]
        return found

    def _blocks(self) -> Iterator[Best]:
        """Both ends and the score of candidates that have one, rows by rows."""
        wide = np.cumsum(self.left.astype(bool) @ np.diff(self.right.indptr)) // ROOM if self.open.size else np.zeros(0)
        edges = [0, *(np.flatnonzero(np.diff(wide)) + 1).tolist(), self.open.size]
        for begin, end in zip(edges, edges[1:], strict=False):
            found = (self.left[begin:end] @ self.right).tocoo()
            one, other, scores = found.row.astype(np.int64) + begin, found.col.astype(np.int64), np.round(found.data, DIGITS)
            keep = (one < other) & (scores > 0)
            one, other, scores = one[keep], other[keep], scores[keep]
            keep = self.open.free(one, other)
            yield one[keep], other[keep], scores[keep]


class Classes(NamedTuple):
    """Scores that depend on the class of each end alone: its block and its number of partners.

    `kind` is the class of each actor; `block` and `degree` are those of each class; `rate` is a number for two blocks."""

    open: Candidates
    kind: Any
    block: Any
    degree: Any
    rate: Any

    def counted(self) -> Counted:
        for rows, values in self._values():
            yield values.ravel(), self._sizes(rows).ravel()

    def of(self, one: Any, other: Any) -> Any:
        a, b = self.kind[one], self.kind[other]
        return np.round(self.rate[self.block[a], self.block[b]] * self.degree[a] * self.degree[b], DIGITS)

    def best(self, number: int) -> Best:
        """Of two classes with one score the first so many actors are enough, and as many more as one of them has no candidates."""
        last, _ = top(self.counted(), number)
        last = last[last > 0]
        found = np.zeros(0, dtype=np.int64)
        spare = number + 1 + int(np.bincount(np.concatenate(self.open.ends(self.open.closed)), minlength=1).max())
        order = np.argsort(self.kind, kind="stable")
        begin = np.searchsorted(self.kind[order], np.arange(len(self.degree) + 1))
        for rows, values in self._values() if len(last) else ():
            for row, column in zip(*np.nonzero((values >= last.min()) & (self._sizes(rows) > 0)), strict=True):
                one, other = (order[begin[kind]:begin[kind + 1]][:spare] for kind in (rows.start + row, column))
                a, b = (ends.ravel() for ends in np.meshgrid(one, other))
                keep = self.open.free(a, b)
                found = np.union1d(found, np.minimum(a, b)[keep] * self.open.size + np.maximum(a, b)[keep])
        one, other = self.open.ends(found)
        scores = self.of(one, other)
        order = np.lexsort((other, one, -scores))[:number]
        return one[order], other[order], scores[order]

    def _values(self) -> Iterator[tuple[slice, Any]]:
        kinds = len(self.degree)
        step = max(1, ROOM // max(kinds, 1))
        for begin in range(0, kinds, step):
            rows = slice(begin, min(begin + step, kinds))
            yield rows, np.round(self.rate[self.block[rows]][:, self.block] * np.outer(self.degree[rows], self.degree), DIGITS)

    def _sizes(self, rows: slice) -> Any:
        """How many candidates each class of some has with each class; a pair of classes is counted once."""
        size, kinds = np.bincount(self.kind, minlength=len(self.degree)), len(self.degree)
        one, other = (self.kind[ends] for ends in self.open.ends(self.open.closed))
        closed = sparse.csr_array((np.ones(len(one), dtype=np.int64), (np.minimum(one, other), np.maximum(one, other))), shape=(kinds, kinds))
        here, all_kinds = np.arange(kinds)[rows][:, None], np.arange(kinds)[None, :]
        pairs = np.where(here < all_kinds, np.outer(size[rows], size), np.where(here == all_kinds, size * (size - 1) // 2, 0))
        return pairs - closed[rows].toarray()


def top(counted: Counted, number: int) -> tuple[Any, Any]:
    """The largest values that so many candidates have together, and how many have each; the largest first."""
    values, counts = np.zeros(0), np.zeros(0, dtype=np.int64)
    for more, times in counted:
        had = times > 0
        values, place = np.unique(np.concatenate([values, more[had]]), return_inverse=True)
        counts = np.bincount(place, np.concatenate([counts, times[had]]), minlength=len(values)).astype(np.int64)
        values, counts = values[::-1], counts[::-1]
        enough = int(np.searchsorted(np.cumsum(counts), number)) + 1
        values, counts = values[:enough], counts[:enough]
    return values, counts


def _classes(pairs: Candidates, block: Any) -> Classes:
    """Scores by number of partners, times how many ties two blocks have beside what their sizes let expect."""
    classes: Any = block * (pairs.size + 1) + pairs.degree.astype(np.int64)
    keys, kind = np.unique(classes, return_inverse=True)
    busy = (keys % (pairs.size + 1)).astype(float) + pairs.newcomers
    blocks = int(block.max(initial=-1)) + 1
    rows = sparse.csr_array((np.ones(pairs.size), (np.arange(pairs.size), block)), shape=(pairs.size, blocks))
    between, whole = (rows.T @ pairs.joined @ rows).toarray(), rows.T @ pairs.degree
    return Classes(pairs, kind, keys // (pairs.size + 1), busy,
                   between / np.maximum(np.outer(whole, whole), 1) if blocks > 1 else np.ones((1, 1)))


def _scaled(pairs: Candidates, power: float) -> Any:
    """Steps to partners, each counting less the more partners they have."""
    return pairs.joined @ sparse.diags_array(1 / np.maximum(pairs.degree, 1) ** power)


METHODS: dict[str, Callable[[Candidates], Scores]] = {
    "paths": lambda pairs: Ways(pairs, sparse.csr_array(_scaled(pairs, 0.5) @ _scaled(pairs, 0.5)), pairs.joined),
    "common": lambda pairs: Ways(pairs, sparse.csr_array(_scaled(pairs, 1.0)), pairs.joined),
    "superiors": lambda pairs: Ways(pairs, sparse.csr_array(pairs.above @ pairs.joined), sparse.csr_array(pairs.above.T)),
    "blocks": lambda pairs: _classes(pairs, pairs.block),
    "popularity": lambda pairs: _classes(pairs, np.zeros(pairs.size, dtype=np.int64)),
}
"""How pairs are scored: ties of three steps, each step through busy actors counting less (Kovács et al. 2019, Network-based
prediction of protein interactions, Nature Communications 10, 1240: fit where partners complement rather than resemble each
other); common partners, busy ones counting less (resource allocation: Zhou, Lü and Zhang 2009, Predicting missing links via
local information, European Physical Journal B 71, 623–630); how many pairs of their superiors are joined; how many ties are
expected by how often actors of their provinces and levels are joined and by their own numbers of partners (degree-corrected
blockmodel: Karrer and Newman 2011, Stochastic blockmodels and community structure in networks, Physical Review E 83, 016107, with
blocks as given); and, as the baseline, the product of the numbers of partners (preferential attachment: Barabási and Albert
1999, Science 286, 509–512)."""


class Judged(NamedTuple):
    """How well scores tell what followed."""

    auc: float | None
    precision: float | None


def judged(scores: Scores, number: int, true: tuple[Any, Any], k: int) -> Judged:
    """The area under the ROC curve, equal scores counting half (None without both kinds), and which part of the k best is true,
    of those equal to the last what a draw would give (None for k = 0).

    Source: Hanley and McNeil (1982), The meaning and use of the area under a ROC curve, Radiology 143, 29–36.

    Parameters
    ----------
    number : how many candidates there are.
    true : both ends of the pairs that followed.
    """
    hits = scores.of(*true) if len(true[0]) else np.zeros(0)
    return Judged(_auc(scores, number, hits), _precision(scores, hits, k))


def _auc(scores: Scores, number: int, hits: Any) -> float | None:
    others = number - len(hits)
    if not len(hits) or not others:
        return None
    steps, place = np.unique(hits, return_inverse=True)
    less, equal = np.zeros(len(steps) + 1), np.zeros(len(steps) + 1)
    for values, counts in scores.counted():
        at: Any = np.searchsorted(steps, values)
        same = (at < len(steps)) & (steps[np.minimum(at, len(steps) - 1)] == values)
        equal += np.bincount(at[same], counts[same], minlength=len(equal))
        less += np.bincount(at + same, counts, minlength=len(less) + 1)[:len(less)]
    ranks = np.take(np.cumsum(less)[:-1] + (equal[:-1] + 1) / 2, place)
    return float((ranks.sum() - len(hits) * (len(hits) + 1) / 2) / (len(hits) * others))


def _precision(scores: Scores, hits: Any, k: int) -> float | None:
    if not k:
        return None
    values, counts = top(scores.counted(), k)
    drawn = hits[hits == values[-1]]
    sure = hits[hits > values[-1]]
    return float((len(sure) + len(drawn) / counts[-1] * (k - counts[:-1].sum())) / k)
