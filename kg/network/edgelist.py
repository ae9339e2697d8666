"""Facts between actors as columns: what a projection draws, without an object for each fact."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
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
        found = (self.arcs() if directed else sparse.triu(self.ties())).tocoo()
        result: nx.Graph = nx.DiGraph(**self.graph) if directed else nx.Graph(**self.graph)
        result.add_nodes_from(self._actors())
        nodes = np.array([*self.nodes, None], dtype=object)
        result.add_weighted_edges_from(zip(nodes[found.row].tolist(), nodes[found.col].tolist(), found.data.tolist(), strict=True))
        return result

    def _actors(self) -> Iterable[Any]:
        if not self.actors:
            return self.nodes
        names = list(self.actors)
        return ((node, dict(zip(names, values, strict=True)))
                for node, *values in zip(self.nodes, *self.actors.values(), strict=True))

    def to_networkx(self) -> nx.MultiDiGraph:
        """The graph of all facts, with the attributes of its columns."""
        result = nx.MultiDiGraph(**self.graph)
        result.add_nodes_from(self._actors())
        names = [name for name in self.columns if name != "fact"]
        keys = self.columns.get("fact", range(len(self)))
        result.add_edges_from(
            (self.nodes[a], self.nodes[b], key, {"directed": directed, **dict(zip(names, values, strict=True))})
            for a, b, directed, key, *values in zip(self.a.tolist(), self.b.tolist(), self.directed.tolist(), keys,
                                                    *(self.columns[name] for name in names), strict=True))
        return result

    def _matrix(self, rows: Numbers, columns: Numbers) -> sparse.csr_array:
        size = len(self.nodes)
        found = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
        found.sum_duplicates()
        return found
