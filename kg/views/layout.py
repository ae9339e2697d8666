"""Positions of nodes, computed once with a fixed seed, so that a page opens settled and its bytes repeat.

Small components are laid out by the energy of Kamada and Kawai ("An algorithm for drawing general undirected graphs", 1989),
made least by stress majorization (Gansner, Koren and North, "Graph drawing by stress majorization", 2004), large ones by
Fruchterman and Reingold (1991) for their core with the leaves fanned around it. Then labels that overlap are pushed
apart, and the components are packed to the shape of the screen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import networkx as nx
import numpy as np

KAMADA_KAWAI = 300
"""Up to so many nodes of a component."""
APART = 1500
"""Up to so many nodes of a component labels are pushed apart; beyond, a page does not draw them at once."""
GAP = 70.0
"""Pixels between components."""
SEED = 7


class Box(NamedTuple):
    """What a node covers around its centre, in pixels: to each side, above, and below (with its label)."""

    side: float
    above: float
    below: float


Positions = dict[Any, tuple[float, float]]
Array = Any


def positions(graph: nx.Graph, boxes: Mapping[Any, Box], aspect: float) -> Positions:
    """Where each node goes, in whole pixels around (0, 0).

    Parameters
    ----------
    graph : undirected; the edge attribute `length` (pixels) is the distance wished for, `lines` the number of lines that
        keep others off their way.
    boxes : what each node covers.
    aspect : width over height of the space to fill.
    """
    return arrangements(graph, boxes, [aspect])[0]


def arrangements(graph: nx.Graph, boxes: Mapping[Any, Box], aspects: Sequence[float]) -> list[Positions]:
    """`positions` for several shapes of space."""
    members = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    parts = [(nodes, _component(graph.subgraph(nodes), nodes)) for nodes in members]
    return [_arranged(graph, boxes, parts, aspect) for aspect in aspects]


def _arranged(graph: nx.Graph, boxes: Mapping[Any, Box], parts: Sequence[tuple[Sequence[Any], Array]], aspect: float) -> Positions:
    ready = []
    for nodes, free in parts:
        placed = _turned(free, aspect)
        cover = np.array([boxes[node] for node in nodes])
        ways = _ways(graph.subgraph(nodes), nodes)
        ready.append((nodes, _apart(placed, cover, ways) if len(nodes) <= APART else placed, cover))
    return _packed(ready, aspect)


def _component(graph: nx.Graph, nodes: Sequence[Any]) -> Array:
    if len(nodes) == 1:
        return np.zeros((1, 2))
    if len(nodes) == 2:
        length = next(iter(graph.edges(data="length")))[2]
        return np.array([[0.0, 0.0], [length, 0.0]])
    ordered = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_weighted_edges_from(sorted((min(a, b), max(a, b), size) for a, b, size in graph.edges(data="length")))
    if len(nodes) > KAMADA_KAWAI:
        return _large(ordered, nodes)
    reach = dict(nx.all_pairs_dijkstra_path_length(ordered))
    return _stress(np.array([[reach[a][b] for b in nodes] for a in nodes]))


def _stress(distance: Array, steps: int = 150) -> Array:
    """Points whose distances come closest to those given, near pairs counting most: from classical scaling, by majorization."""
    count = len(distance)
    centre = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-0.5 * centre @ distance**2 @ centre)
    placed = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0))
    angle = np.arange(count) * 2.399963
    placed = placed + 0.05 * distance.mean() * np.stack([np.cos(angle), np.sin(angle)], axis=1)  # no two on one spot
    weight = np.where(distance > 0, 1 / np.maximum(distance, 1e-9) ** 2, 0.0)
    inverse = np.linalg.inv(np.diag(weight.sum(axis=1)) - weight + 1 / count)
    for _ in range(steps):
        apart = np.sqrt(((placed[:, None] - placed[None]) ** 2).sum(axis=2))
        pull = -weight * distance / np.maximum(apart, 1e-9)
        pull[np.diag_indices(count)] = -pull.sum(axis=1)
        moved = inverse @ (pull @ placed)
        moved -= moved.mean(axis=0)
        if np.abs(moved - placed).max() < 0.4:
            return moved
        placed = moved
    return placed


def _large(graph: nx.Graph, nodes: Sequence[Any]) -> Array:
    """A force layout of the nodes with two neighbours or more; each of the others stands in a ring around its neighbour."""
    core = [node for node in nodes if graph.degree(node) > 1] or list(nodes)
    room = {node: math.sqrt(1 + graph.degree(node) - graph.subgraph(core).degree(node)) for node in core}
    found = nx.spring_layout(graph.subgraph(core), k=2.2 / math.sqrt(len(core)), iterations=60, seed=SEED, weight=None)
    size = 120.0 * math.sqrt(len(nodes)) / 2 * max(1.0, float(np.mean(list(room.values()))) / 1.5)
    where = {node: np.array(found[node]) * size for node in core}
    for hub in core:
        leaves = [node for node in sorted(graph[hub]) if node not in found]
        for number, leaf in enumerate(leaves):
            angle, radius = number * 2.399963, 70 + 34 * math.sqrt(number)  # the golden angle fills a disc evenly
            where[leaf] = where[hub] + radius * np.array([math.cos(angle), math.sin(angle)])
    return np.array([where[node] for node in nodes])


def _turned(placed: Array, aspect: float) -> Array:
    """Turned so that the longest direction runs along the longer side of the space."""
    centred = placed - placed.mean(axis=0)
    if len(centred) < 2:
        return centred
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axis = axes[0] if axes[0][np.argmax(np.abs(axes[0]))] > 0 else -axes[0]
    along, across = centred @ axis, centred @ np.array([-axis[1], axis[0]])
    return np.stack([along, across] if aspect >= 1 else [across, along], axis=1)


def _ways(graph: nx.Graph, nodes: Sequence[Any]) -> Array:
    """Rows (number of one end, of the other, half the width in pixels) for the pairs that bear lines."""
    at = {node: number for number, node in enumerate(nodes)}
    found = sorted((min(at[a], at[b]), max(at[a], at[b]), 14 + 11 * lines) for a, b, lines in graph.edges(data="lines") if lines)
    return np.array(found, dtype=float).reshape(-1, 3)


def _apart(placed: Array, cover: Array, ways: Array) -> Array:
    """Boxes that overlap are pushed apart along the direction that needs the smaller move, and off the ways of lines."""
    placed = placed.copy()
    steps = min(400, max(40, 40_000_000 // len(placed) ** 2))  # about as long for many nodes as for few
    guarded = len(ways) * len(placed) * steps < 4_000_000
    pad = 7.0
    half = (cover[:, 1] + cover[:, 2]) / 2 + pad
    middle = (cover[:, 2] - cover[:, 1]) / 2
    wide = cover[:, 0] + pad
    for _ in range(steps):
        x, y = placed[:, 0], placed[:, 1] + middle
        dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
        over_x = wide[None, :] + wide[:, None] - np.abs(dx)
        over_y = half[None, :] + half[:, None] - np.abs(dy)
        hit = np.triu((over_x > 0.5) & (over_y > 0.5), 1)
        first, second = np.nonzero(hit)
        moved = guarded and _aside(placed, cover, ways)
        if not len(first) and not moved:
            break
        sideways = over_x[hit] < over_y[hit]
        for axis, chosen, over, delta in ((0, sideways, over_x[hit], dx[hit]), (1, ~sideways, over_y[hit], dy[hit])):
            move = np.where(chosen, over * 0.26 * np.where(delta >= 0, 1.0, -1.0), 0.0)
            np.add.at(placed[:, axis], first, -move)
            np.add.at(placed[:, axis], second, move)
    return placed


def _aside(placed: Array, cover: Array, ways: Array) -> bool:
    """Nodes that stand in the way between two others step aside, a little at a time; whether any had to."""
    moved = False
    for a, b, half in ways:
        start, end = placed[int(a)], placed[int(b)]
        run = end - start
        length = float(np.hypot(*run))
        if length < 1:
            continue
        along, normal = run / length, np.array([-run[1], run[0]]) / length
        middle = placed + np.stack([np.zeros(len(placed)), (cover[:, 2] - cover[:, 1]) / 2], axis=1) - start
        reach = np.abs(normal[0]) * cover[:, 0] + np.abs(normal[1]) * (cover[:, 1] + cover[:, 2]) / 2
        at, off = middle @ along, middle @ normal
        need = half + reach - np.abs(off)
        inside = (at > 0) & (at < length) & (need > 1)
        inside[[int(a), int(b)]] = False
        if inside.any():
            placed[inside] += np.where(off[inside] > 0, 1.0, -1.0)[:, None] * np.minimum(need[inside], 6.0)[:, None] * normal
            moved = True
    return moved


def _packed(parts: Sequence[tuple[Sequence[Any], Array, Array]], aspect: float) -> Positions:
    """Components set beside one another: each into the free corner where all together stay most compact."""
    sized = []
    for nodes, placed, cover in parts:
        low = np.array([(placed[:, 0] - cover[:, 0]).min(), (placed[:, 1] - cover[:, 1]).min()])
        high = np.array([(placed[:, 0] + cover[:, 0]).max(), (placed[:, 1] + cover[:, 2]).max()])
        sized.append((nodes, placed - low, high - low + GAP))
    sized.sort(key=lambda part: (-part[2][0] * part[2][1], part[0][0]))
    taken: list[tuple[float, float, float, float]] = []
    result: Positions = {}
    for nodes, placed, (wide, high) in sized:
        x, y = _corner(taken, float(wide), float(high), aspect)
        taken.append((x, y, x + float(wide), y + float(high)))
        result.update((node, (x + float(px), y + float(py))) for node, (px, py) in zip(nodes, placed, strict=True))
    right, bottom = max((box[2] for box in taken), default=0.0), max((box[3] for box in taken), default=0.0)
    return {node: (float(round(x - (right - GAP) / 2)), float(round(y - (bottom - GAP) / 2))) for node, (x, y) in result.items()}


def _corner(taken: list[tuple[float, float, float, float]], wide: float, high: float, aspect: float) -> tuple[float, float]:
    if not taken:
        return 0.0, 0.0
    right, bottom = max(box[2] for box in taken), max(box[3] for box in taken)
    recent = taken[:12] + taken[-60:]  # enough corners; keeps thousands of small components quick
    xs = sorted({0.0, *(box[2] for box in recent), *(box[0] for box in recent)})
    ys = sorted({0.0, *(box[3] for box in recent), *(box[1] for box in recent)})
    best = (math.inf, 0.0, 0.0)
    for x in xs:
        for y in ys:
            cost = max(max(right, x + wide), max(bottom, y + high) * aspect) + 0.001 * (x + y)
            if cost < best[0] and not any(
                    x < box[2] - 1e-6 and box[0] < x + wide - 1e-6 and y < box[3] - 1e-6 and box[1] < y + high - 1e-6 for box in taken):
                best = (cost, x, y)
    return best[1], best[2]
