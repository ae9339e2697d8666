"""What measures share: facts between the same two actors as one weighted tie, and rows in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx

from .table import Row

Edge = tuple[str, str, dict[str, Any]]


def facts(graph: nx.Graph) -> Iterator[Edge]:
    """Every edge but loops, with its attributes."""
    return ((a, b, data) for a, b, data in graph.edges(data=True) if a != b)


def both_ways(graph: nx.Graph, data: dict[str, Any]) -> bool:
    """Whether the ends of an edge are equals: in an undirected graph always, else where `directed` is False."""
    return not graph.is_directed() or data.get("directed") is False


def _size(graph: nx.Graph, data: dict[str, Any]) -> float:
    """A fact counts once, however often it was reported; an edge that stands for several has their number as weight."""
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
