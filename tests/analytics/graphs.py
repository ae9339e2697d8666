"""Small graphs whose measures can be worked out by hand, and random ones to compare with networkx."""

from __future__ import annotations

from typing import Any

import networkx as nx

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
    import random

    draw = random.Random(seed)
    nodes = [f"n{number:02d}" for number in range(size)]
    pairs = [draw.sample(nodes, 2) for _ in range(facts)]
    return net(*((a, b, {"directed": draw.random() < 0.7, "relation": draw.choice(["partnership", "event"])}) for a, b in pairs),
               **{node: {"province": draw.choice("东西北"), "level": draw.choice(["city", "county"])} for node in nodes})


def by_name(table: Any, column: str) -> dict[str, Any]:
    """One column by the names of the actors."""
    return dict(zip(table.column("name"), table.column(column), strict=True))
