"""What measures read: the facts of a networkx graph or of an `EdgeList` as columns, and rows in a fixed order."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
from scipy import sparse

from ..network.edgelist import EdgeList
from .table import Columns, Row, plain

Edge = tuple[Any, Any, dict[str, Any]]
Network: TypeAlias = nx.Graph | EdgeList
"""What every measure takes."""


@dataclasses.dataclass(frozen=True, eq=False)
class Facts:
    """The facts of a network as columns; loops are left out.

    Parameters
    ----------
    nodes : the actors, sorted.
    a, b : places of both ends of each fact in `nodes`.
    one_way : whether a fact runs from a to b only, or its ends are equals.
    sizes : a fact counts once, however often it was reported; an edge of a simple graph has its weight.
    column, actor : the values that facts, or actors, have under a name (None where there are none).
    """

    nodes: Sequence[Any]
    a: Any
    b: Any
    one_way: Any
    sizes: Any
    column: Callable[[str], Sequence[Any]]
    actor: Callable[[str], Sequence[Any]]

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def ties(self) -> Any:
        """The size of what joins each two actors, whatever its direction: a symmetric sparse matrix."""
        return self._matrix(np.concatenate([self.a, self.b]), np.concatenate([self.b, self.a]), np.tile(self.sizes, 2))

    @cached_property
    def arcs(self) -> Any:
        """The size of what runs from each actor to each other; what joins equals runs both ways."""
        if not self.one_way.any():
            return self.ties
        equals = ~self.one_way
        return self._matrix(np.concatenate([self.a, self.b[equals]]), np.concatenate([self.b, self.a[equals]]),
                            np.concatenate([self.sizes, self.sizes[equals]]))

    @property
    def degree(self) -> Any:
        """Number of partners of each actor."""
        return np.diff(self.ties.indptr)

    @property
    def pairs(self) -> tuple[Any, Any]:
        """Both ends of each pair that is joined, the earlier first."""
        upper = sparse.triu(self.ties, 1).tocoo()
        return upper.row.astype(np.int64), upper.col.astype(np.int64)

    @cached_property
    def labels(self) -> list[str]:
        return [str(label or node) for label, node in zip(self.actor("label"), self.nodes, strict=True)]

    def rows(self, *columns: Any, by: Sequence[int], rising: Sequence[int] = (), only: Any = None) -> Columns:
        """Name, code, the columns, and the actor itself: the largest of column `by[0]` first (the smallest, for those in
        `rising`), None last; equals by name, then by node. Columns are counted from that after the code, which is
        2. Of `only` some actors, where it is given."""
        labels, codes, nodes = self.actor("label"), self.actor("code"), self.nodes
        values = (lambda places: [str(labels[place] or nodes[place]) for place in places],
                  lambda places: [str(codes[place] or "") for place in places],
                  *columns, lambda places: [nodes[place] for place in places])
        order = self._order([np.asarray(columns[place - 2], dtype=float) * (1 if place in rising else -1) for place in by])
        return Columns(values, order if only is None else order[only[order]])

    def _order(self, keys: Sequence[Any]) -> Any:
        """The places of all actors by the keys, the smallest first: names are looked up only where all keys are equal."""
        keys = [np.where(np.isnan(key), np.inf, key) for key in keys]
        order = np.argsort(keys[0])
        for used in range(1, len(keys) + 1):
            among = _equals([key[order] for key in keys[:used]])
            if not len(among):
                break
            rank = keys[used][order[among]] if used < len(keys) else self._by_name(order[among])
            order[among] = order[among][np.lexsort([rank, *(key[order[among]] for key in reversed(keys[:used]))])]
        return order

    def _by_name(self, places: Any) -> Any:
        """The rank of each of some actors, by name and then by node."""
        labels, whom = self.labels, np.sort(places)
        rank = np.empty(len(self), dtype=np.int64)
        rank[sorted(whom.tolist(), key=labels.__getitem__)] = np.arange(len(whom))
        return rank[places]

    def _matrix(self, rows: Any, columns: Any, sizes: Any) -> Any:
        """What is said of each pair, added up. Where all sizes are 1, pairs are sorted as numbers and counted."""
        shape = (len(self), len(self))
        if (sizes == 1).all() and len(sizes):
            key = np.sort(rows * len(self) + columns)
            first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
            row, column = np.divmod(key[first], len(self))
            begin = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(self)))])
            return sparse.csr_array((np.diff(first, append=len(key)).astype(float), column, begin), shape=shape)
        found = sparse.csr_array((sizes, (rows, columns)), shape=shape)
        found.sum_duplicates()
        return found


def _equals(keys: Sequence[Any]) -> Any:
    """Which places hold the same as a place beside them, in each of some sorted keys."""
    same = np.logical_and.reduce([key[1:] == key[:-1] for key in keys])
    return np.flatnonzero(np.concatenate([same, [False]]) | np.concatenate([[False], same])) if len(keys[0]) else np.zeros(0, dtype=np.int64)


def read(graph: Network) -> Facts:
    """The facts of a graph of networkx or of an `EdgeList`: the one place that tells them apart."""
    return _of_columns(graph) if isinstance(graph, EdgeList) else _of_graph(graph)


def _of_columns(graph: EdgeList) -> Facts:
    def column(name: str) -> Sequence[Any]:
        return plain(graph.columns[name]) if name in graph.columns else [None] * len(graph)

    def actor(name: str) -> Sequence[Any]:
        return plain(graph.actors[name]) if name in graph.actors else [None] * len(graph.nodes)

    return Facts(graph.nodes, graph.a.astype(np.int64), graph.b.astype(np.int64), graph.directed.astype(bool), np.ones(len(graph)),
                 column, actor)


def _of_graph(graph: nx.Graph) -> Facts:
    nodes, found = sorted(graph), list(facts(graph))
    place = {node: number for number, node in enumerate(nodes)}
    ends = np.array([(place[a], place[b]) for a, b, _ in found], dtype=np.int64).reshape(-1, 2)
    return Facts(nodes, ends[:, 0], ends[:, 1], np.array([not both_ways(graph, data) for *_, data in found], dtype=bool),
                 np.array([_size(graph, data) for *_, data in found], dtype=float),
                 lambda name: [data.get(name) for *_, data in found], lambda name: [graph.nodes[node].get(name) for node in nodes])


def drawn(graph: Network) -> nx.Graph:
    """A graph of networkx, for measures that walk through facts one by one."""
    return graph.to_networkx() if isinstance(graph, EdgeList) else graph


def numbered(values: Iterable[Any]) -> tuple[Any, list[Any]]:
    """Values as numbers, and what the numbers stand for, in the order of text; nothing ("" or None) is -1.

    >>> numbered(["b", "a", "", "b"])[0].tolist()
    [1, 0, -1, 1]
    """
    seen: dict[Any, int] = {}
    codes = np.array([seen.setdefault(value, len(seen)) if value else -1 for value in values], dtype=np.int64)
    names = sorted(seen, key=str)
    place = np.empty(len(seen) + 1, dtype=np.int64)
    place[[seen[name] for name in names]] = np.arange(len(names))
    place[-1] = -1
    return place[codes], names


def facts(graph: nx.Graph) -> Iterator[Edge]:
    """Every edge but loops, with its attributes."""
    return ((a, b, data) for a, b, data in graph.edges(data=True) if a != b)


def both_ways(graph: nx.Graph, data: dict[str, Any]) -> bool:
    """Whether the ends of an edge are equals: in an undirected graph always, else where `directed` is False."""
    return not graph.is_directed() or data.get("directed") is False


def _size(graph: nx.Graph, data: dict[str, Any]) -> float:
    return 1.0 if graph.is_multigraph() else float(data.get("weight", 1.0))


def arcs(graph: nx.Graph) -> nx.DiGraph:
    """One weighted arc for each ordered pair; facts between equals run both ways. Nodes and arcs come in sorted order."""
    sizes: dict[tuple[str, str], float] = defaultdict(float)
    for a, b, data in facts(graph):
        for pair in ((a, b), (b, a)) if both_ways(graph, data) else ((a, b),):
            sizes[pair] += _size(graph, data)
    return _weighted(nx.DiGraph(), graph, sizes)


def ties(graph: nx.Graph) -> nx.Graph:
    """One weighted edge for each pair, whatever the direction. Nodes and edges come in sorted order."""
    sizes: dict[tuple[str, str], float] = defaultdict(float)
    for a, b, data in facts(graph):
        sizes[(a, b) if a < b else (b, a)] += _size(graph, data)
    return _weighted(nx.Graph(), graph, sizes)


def _weighted(result: Any, graph: nx.Graph, sizes: Mapping[tuple[str, str], float]) -> Any:
    result.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph))
    result.add_weighted_edges_from((a, b, sizes[a, b]) for a, b in sorted(sizes))
    return result


def label(graph: nx.Graph, node: str) -> str:
    """What a node is called."""
    return str(graph.nodes[node].get("label") or node) if node in graph else node


def named(graph: nx.Graph, node: str) -> tuple[str, str]:
    """Label and code of a node."""
    return label(graph, node), str(graph.nodes[node].get("code") or "") if node in graph else ""


def ranked(rows: Iterable[Row], *by: int, rising: Sequence[int] = ()) -> tuple[Row, ...]:
    """Rows with the largest values first (with the smallest, for columns in `rising`), None last; equals by all they hold."""
    def key(row: Row) -> tuple[Any, ...]:
        return tuple((row[place] is None, 0 if row[place] is None else row[place] if place in rising else -row[place])
                     for place in by), tuple(map(str, row))
    return tuple(sorted(rows, key=key))


def number(count: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 region, 2 regions."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
