"""Positions: nothing over anything else, the same each time, in the shape of the screen."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.views import layout
from kg.views.layout import Box


def graph_of(*edges: tuple[int, int], lines: int = 0) -> nx.Graph:
    graph = nx.Graph()
    for a, b in edges:
        graph.add_edge(a, b, length=120.0, lines=lines)
    return graph


def star(leaves: int, first: int = 0) -> list[tuple[int, int]]:
    return [(first, first + leaf) for leaf in range(1, leaves + 1)]


def overlaps(where: layout.Positions, boxes: dict[int, Box]) -> list[tuple[int, int]]:
    found = []
    for a in where:
        for b in where:
            (ax, ay), (bx, by) = where[a], where[b]
            if a < b and abs(ax - bx) < boxes[a].side + boxes[b].side - 2 and (
                    ay - boxes[a].above < by + boxes[b].below - 2 and by - boxes[b].above < ay + boxes[a].below - 2):
                found.append((a, b))
    return found


@pytest.mark.parametrize("graph", [
    graph_of(*star(30)), graph_of(*star(6), *star(5, 10), (0, 10)), graph_of(*((i, (i + 1) % 12) for i in range(12))),
    graph_of(*((a, b) for a in range(9) for b in range(a))), graph_of((0, 1), (2, 3), (4, 5)),
], ids=["star", "double-star", "ring", "clique", "pairs"])
def test_labels_do_not_overlap(graph: nx.Graph) -> None:
    boxes = {node: Box(45, 10, 38) for node in graph}
    where = layout.positions(graph, boxes, 1.5)
    assert set(where) == set(graph)
    assert overlaps(where, boxes) == []


def test_positions_repeat_whatever_the_order_of_nodes() -> None:
    edges = [*star(8), *star(4, 20), (0, 20), (40, 41)]
    one, two = graph_of(*edges), graph_of(*reversed(edges))
    boxes = {node: Box(30, 8, 30) for node in one}
    assert layout.positions(one, boxes, 1.5) == layout.positions(two, boxes, 1.5)


def test_components_fill_the_shape_asked_for() -> None:
    graph = graph_of(*(edge for hub in range(0, 200, 10) for edge in star(5, hub)))
    boxes = {node: Box(30, 8, 30) for node in graph}
    for aspect in (2.0, 0.5):
        where = layout.positions(graph, boxes, aspect)
        wide = max(x for x, _ in where.values()) - min(x for x, _ in where.values())
        high = max(y for _, y in where.values()) - min(y for _, y in where.values())
        assert aspect / 1.6 < wide / high < aspect * 1.6


def test_nodes_step_out_of_the_way_of_lines() -> None:
    graph = graph_of((0, 1), lines=3)
    for a, b in ((0, 2), (2, 1)):
        graph.add_edge(a, b, length=120.0, lines=0)
    boxes = {node: Box(20, 8, 25) for node in graph}
    where = layout.positions(graph, boxes, 1.5)
    (ax, ay), (bx, by), (cx, cy) = where[0], where[1], where[2]
    area = abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
    assert area / ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 > 30


def test_large_components_are_laid_out_quickly_and_alike() -> None:
    graph = graph_of(*((node, node // 3) for node in range(1, 900)))
    boxes = {node: Box(20, 8, 20) for node in graph}
    where = layout.positions(graph, boxes, 1.5)
    assert len(set(where.values())) == 900
    assert layout.positions(graph, boxes, 1.5) == where


def test_one_node_and_none() -> None:
    graph = nx.Graph()
    assert layout.positions(graph, {}, 1.5) == {}
    graph.add_node(7)
    [(x, y)] = layout.positions(graph, {7: Box(30, 8, 30)}, 1.5).values()
    assert abs(x) < 60 and abs(y) < 60
