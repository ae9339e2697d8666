"""Small graphs whose measures can be worked out by hand, and random ones to compare with networkx."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
import numpy as np

from kg.network.edgelist import EdgeList

NODE = {"kind": "region", "code": "", "level": "county", "province": "", "within": []}


def net(*facts: tuple[str, str] | tuple[str, str, dict[str, Any]], **nodes: dict[str, Any]) -> nx.MultiDiGraph:
    """A projection of facts (from, to, attributes); nodes get the attributes given by their name."""
    graph = nx.MultiDiGraph()
    for number, (a, b, *more) in enumerate(facts):
        data = {"relation": "partnership", "kind": "", "programme": "", "directed": True, "status": "", "start": "", "end": "",
                "attested": "", "day": "", "last": "", "dated": "stated", "amount": None, "currency": "", **(more[0] if more else {})}
        data["last"] = data["last"] or data["day"]
        graph.add_edge(a, b, key=f"fact{number}", **data)
    for name in nodes:
        graph.add_node(name)
    for node in graph:
        graph.add_node(node, **{**NODE, "label": node, **nodes.get(node, {})})
    return graph


def random_net(seed: int, size: int = 40, facts: int = 120) -> nx.MultiDiGraph:
    """Facts between random actors, some one way and some both."""
    draw = random.Random(seed)
    nodes = [f"n{number:02d}" for number in range(size)]
    pairs = [draw.sample(nodes, 2) for _ in range(facts)]
    return net(*((a, b, {"directed": draw.random() < 0.7, "relation": draw.choice(["partnership", "event"])}) for a, b in pairs),
               **{node: {"province": draw.choice("东西北"), "level": draw.choice(["city", "county"])} for node in nodes})


def by_name(table: Any, column: str) -> dict[str, Any]:
    """One column by the names of the actors."""
    return dict(zip(table.column("name"), table.column(column), strict=True))


def columns(graph: nx.MultiDiGraph) -> EdgeList:
    """The same facts as columns."""
    nodes = sorted(graph)
    place = {node: number for number, node in enumerate(nodes)}
    rows = [(place[a], place[b], fact, data) if data["directed"] or a < b else (place[b], place[a], fact, data)
            for a, b, fact, data in graph.edges(keys=True, data=True)]
    names = [name for name in (rows[0][3] if rows else ()) if name != "directed"]
    return EdgeList(
        nodes, np.array([row[0] for row in rows], dtype=np.int32), np.array([row[1] for row in rows], dtype=np.int32),
        np.array([row[3]["directed"] for row in rows], dtype=bool),
        {"fact": [row[2] for row in rows], **{name: [row[3].get(name) for row in rows] for name in names}},
        {name: [graph.nodes[node].get(name) for node in nodes] for name in (graph.nodes[nodes[0]] if nodes else ())}, dict(graph.graph))


def dated_net(seed: int, size: int = 40, facts: int = 120) -> nx.MultiDiGraph:
    """A random net of several parts with days, sums, programmes and superiors, a few actors that nothing joins, and some facts
    told twice."""
    draw = random.Random(seed)
    half = size // 2
    nodes = [f"n{number:02d}" for number in range(size)]
    made: list[Any] = []
    for _ in range(facts):
        a, b = draw.sample(nodes[:half] if draw.random() < 0.6 else nodes[half:], 2)
        relation = draw.choice(["partnership", "event", "money"])
        day = draw.choice(["", f"{draw.randint(2012, 2022)}-0{draw.randint(1, 9)}-15"])
        made.append((a, b, {"relation": relation, "directed": relation == "money" or draw.random() < 0.5, "day": day, "start": day[:4],
                            "programme": draw.choice(["", "programme/jiangsu-shaanxi"]), "dated": draw.choice(["stated", "reported"]),
                            "amount": draw.choice([None, 5.0, 120.5]) if relation == "money" else None,
                            "currency": draw.choice(["", "CNY", "EUR"]) if relation == "money" else ""}))
    more = {f"alone{number}": {"province": "北", "level": "city", "code": str(number)} for number in range(3)}
    return net(*made, *made[:10], **{node: {"province": draw.choice("东西"), "level": draw.choice(["city", "county"]), "code": f"9{node[1:]}",
                                             "within": draw.sample(nodes[:6], draw.randint(0, 2))} for node in nodes}, **more)
