"""Facts between actors as columns: what a projection draws, without an object for each fact."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy import sparse

Numbers = NDArray[Any]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class EdgeList:
    """Row i is a fact that joins nodes[a[i]] to nodes[b[i]].

    Parameters
    ----------
    nodes : IRIs of the actors, sorted.
    a, b : places of both ends in `nodes`; where ends are equals the smaller comes first. No row joins an actor to itself.
    directed : whether a fact runs from a to b (help, money, a visit), or its ends are equals.
    columns : further columns by name, one value for each row; the attributes that edges of `projection` have.
    actors : columns by name, one value for each node; the attributes that nodes of `projection` have.
    graph : what the graph of `projection` tells of itself.

    >>> pairs = EdgeList(["a", "b", "c"], np.array([0, 0, 1]), np.array([1, 1, 2]), np.array([True, True, False]))
    >>> pairs.ties().toarray().tolist()
    [[0.0, 2.0, 0.0], [2.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    >>> pairs.arcs().toarray().tolist()
    [[0.0, 2.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    """

    nodes: Sequence[str]
    a: Numbers
    b: Numbers
    directed: Numbers
    columns: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    actors: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    graph: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.a)

    def ties(self) -> sparse.csr_array:
        """The number of facts between each two actors, whatever their direction: a symmetric matrix."""
        return self._matrix(np.concatenate([self.a, self.b]), np.concatenate([self.b, self.a]))

    def arcs(self) -> sparse.csr_array:
        """The number of facts from each actor to each other; those between equals run both ways."""
        equals = ~self.directed
        return self._matrix(np.concatenate([self.a, self.b[equals]]), np.concatenate([self.b, self.a[equals]]))

    def pairs(self, directed: bool = False) -> nx.Graph:
        """One edge for each pair, with the number of its facts as `weight`; directed, one for each arc of `arcs`. Nodes have the
        attributes of the columns."""
        size = max(len(self.nodes), 1)
        a, b = self.a.astype(np.int64), self.b.astype(np.int64)
        equals = ~self.directed
        codes = np.concatenate([a * size + b, b[equals] * size + a[equals]]) if directed else np.minimum(a, b) * size + np.maximum(a, b)
        codes, numbers = np.unique(codes, return_counts=True)
        a, b = np.divmod(codes, size)
        data = _objects([{"weight": number} for number in numbers.astype(float).tolist()])
        result: nx.Graph = nx.DiGraph(**self.graph) if directed else nx.Graph(**self.graph)
        result._node.update(self._actors())
        if directed:
            result._succ.update(self._beside(a, b, data))
            result._pred.update(self._beside(b, a, data))
        else:
            result._adj.update(self._beside(np.concatenate([b, a]), np.concatenate([a, b]), np.tile(data, 2)))  # the smaller first
        return result

    def to_networkx(self) -> nx.MultiDiGraph:
        """The graph of all facts, with the attributes of its columns."""
        result = nx.MultiDiGraph(**self.graph)
        result._node.update(self._actors())
        _, first, places, sizes = np.unique(self.a.astype(np.int64) * len(self.nodes) + self.b, return_index=True, return_inverse=True,
                                            return_counts=True)
        rows = self._rows()
        sorted_ = iter([rows[place] for place in np.argsort(places, kind="stable").tolist()])
        data = _objects([dict(islice(sorted_, size)) for size in sizes.tolist()])
        order = np.argsort(first)
        a, b, data = self.a[first][order], self.b[first][order], data[order]
        result._succ.update(self._beside(a, b, data))
        result._pred.update(self._beside(b, a, data))
        return result

    def _beside(self, ends: Numbers, others: Numbers, data: Numbers) -> Iterator[tuple[str, dict[str, Any]]]:
        """For each node the nodes that its rows join it to, in their order, with the data of the rows. networkx's own `add_edges_from`
        takes a multiple of the time."""
        order = np.argsort(ends, kind="stable")
        rows = zip(_objects(self.nodes)[others[order]].tolist(), data[order].tolist(), strict=True)
        for node, number in zip(self.nodes, np.bincount(ends, minlength=len(self.nodes)).tolist(), strict=True):
            yield node, dict(islice(rows, number))

    def _rows(self) -> list[tuple[Any, dict[str, Any]]]:
        """Keys of edges, and what they tell."""
        columns = {"directed": self.directed.tolist(), **self.columns}
        keys = columns.pop("fact", range(len(self)))
        return [(key, dict(zip(columns, values, strict=True))) for key, *values in zip(keys, *columns.values(), strict=True)]

    def _actors(self) -> Iterator[tuple[str, dict[str, Any]]]:
        if not self.actors:
            return ((node, {}) for node in self.nodes)
        return ((node, dict(zip(self.actors, told, strict=True))) for node, *told in zip(self.nodes, *self.actors.values(), strict=True))

    def _matrix(self, rows: Numbers, columns: Numbers) -> sparse.csr_array:
        from scipy import sparse  # noqa: PLC0415  # a third of what it takes to import this room

        size = len(self.nodes)
        found = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
        found.sum_duplicates()
        return found


def _objects(values: Collection[Any]) -> Numbers:
    return np.fromiter(values, object, len(values))
