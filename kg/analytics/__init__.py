"""Measures of cooperation: pure functions that take a network and give a `Table`.

    with kg.open("kg-store") as store:
        regions = kg.network.projection(store, "regions", ["partnership"])
    print(kg.analytics.brokerage(regions).top(10).records())

`MEASURES` lists them with the question that each answers. They take the projections of `kg.network`, the same facts as columns
(`kg.network.edgelist.EdgeList`), and any other graph of networkx: edges of a multigraph count as facts, those of a simple graph
weigh their `weight`. The same facts give the same table. Importing this imports nothing else: each measure is found when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from .measures import MEASURES, Measure

if TYPE_CHECKING:
    from .centrality import betweenness, pagerank, reach, strength
    from .change import growth, silence, turnover
    from .groups import communities, membership
    from .holes import brokerage, roles
    from .inequality import concentration, coverage, gini
    from .prediction import backtest, holdout, suggest
    from .structure import assortativity, core, hierarchy, layers, reciprocity
    from .table import Table, shown

__all__ = [
    "MEASURES", "Measure", "Table", "assortativity", "backtest", "betweenness", "brokerage", "communities", "concentration", "core",
    "coverage", "gini", "growth", "hierarchy", "holdout", "layers", "membership", "pagerank", "reach", "reciprocity", "roles", "shown", "silence",
    "strength", "suggest", "turnover",
]

_PLACES = {**{name: one.function.partition(":")[0] for name, one in MEASURES.items()}, "Table": "table", "shown": "table", "gini": "inequality"}
"""Name → the module that defines it."""


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module 'kg.analytics' has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_PLACES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
