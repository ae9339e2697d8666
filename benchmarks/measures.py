"""Measures of a random network with a few hubs: ours from columns beside networkx, and beside NetworKit as the reference."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from legs import Leg, Taken, rounds
from results import Row, compare

Tasks = dict[str, Callable[[], object]]

SOURCES, SEED, SHOWN = 100, 20160101, 20
"""Ways from so many nodes, drawn by the seed that kg draws by; so many nodes' scores are compared."""
GOAL, NAMES = ">= 10", ("PageRank", f"betweenness, {SOURCES} sources", "constraint", "communities")
TOLERANCES = dict(zip(NAMES, (1e-3, 0.02, 1e-3, 0.03), strict=True))
"""Relative; networkx scales what goes through a source otherwise (1 in 100), and other seeds give other communities."""


def network(edges: int) -> tuple[Any, Any, int]:
    """Ends of so many facts among a fifth as many nodes, of which some have far more than others."""
    import numpy as np

    chance, size = np.random.default_rng(1), edges // 5
    a, b = (size * chance.random(edges) ** 2).astype(np.int64), chance.integers(0, size, edges)
    kept = a != b
    return np.minimum(a, b)[kept], np.maximum(a, b)[kept], size


def names(size: int) -> list[str]:
    return [f"n{place:07}" for place in range(size)]


def said(scores: Mapping[str, float] | Sequence[float]) -> str:
    """The scores of the first nodes, the hubs, as an answer."""
    return json.dumps([scores[name] for name in names(SHOWN)] if isinstance(scores, Mapping) else list(scores))


def ours(edges: int) -> Tasks:
    """The tables of `kg.analytics`, from columns."""
    import numpy as np

    from kg import analytics
    from kg.network.edgelist import EdgeList

    a, b, size = network(edges)
    facts: Any = EdgeList(names(size), a, b, np.zeros(len(a), bool))

    def scores(table: Any, column: str) -> str:
        return said(dict(zip(table.column("iri"), table.column(column), strict=True)))

    def modularity() -> str:
        table = analytics.membership(facts)
        found = dict(zip(table.column("iri"), table.column("community"), strict=True))
        return said([_modularity(a, b, [found.get(name) or 0 for name in names(size)])])

    return dict(zip(NAMES, (lambda: scores(analytics.pagerank(facts), "score"),
                            lambda: scores(analytics.betweenness(facts, SOURCES), "score"),
                            lambda: scores(analytics.brokerage(facts), "constraint"), modularity), strict=True))


def networkx(edges: int) -> Tasks:
    """networkx, by its own algorithms."""
    import networkx as nx
    import numpy as np

    a, b, size = network(edges)
    graph = nx.Graph()
    graph.add_nodes_from(names(size))
    pairs, weight = np.unique(np.stack([a, b]), axis=1, return_counts=True)
    labels = names(size)
    graph.add_weighted_edges_from((labels[one], labels[other], float(many))
                                  for one, other, many in zip(*pairs.tolist(), weight.tolist(), strict=True))

    def modularity() -> str:
        found = {node: place for place, group in enumerate(nx.community.louvain_communities(graph, seed=SEED)) for node in group}
        return said([_modularity(a, b, [found[name] for name in labels])])

    return dict(zip(NAMES, (lambda: said(nx.pagerank(graph, tol=1e-10 / size, max_iter=1000)),
                            lambda: said(nx.betweenness_centrality(graph, SOURCES, seed=SEED)),
                            lambda: said(nx.constraint(graph, weight="weight")), modularity), strict=True))


def networkit(edges: int) -> Tasks:
    """NetworKit, which is written in C++ and knows neither names nor constraint."""
    import networkit as peer
    import numpy as np

    a, b, size = network(edges)
    pairs, weight = np.unique(np.stack([a, b]), axis=1, return_counts=True)
    graph = peer.GraphFromCoo((weight.astype(float), (pairs[0], pairs[1])), n=size, weighted=True, directed=False)

    def modularity() -> str:
        return said([_modularity(a, b, peer.community.detectCommunities(graph, peer.community.PLM(graph, True), inspect=False).getVector())])

    def rank() -> str:
        sinks = peer.centrality.SinkHandling.DistributeSinks
        return said(peer.centrality.PageRank(graph, damp=0.85, tol=1e-12, distributeSinks=sinks).run().scores()[:SHOWN])

    return {NAMES[0]: rank, NAMES[3]: modularity}


def _modularity(a: Any, b: Any, group: Sequence[Any]) -> float:
    """How much more facts stay within the groups than by chance (Newman 2004)."""
    import numpy as np

    labels = np.unique(np.array(group), return_inverse=True)[1]
    total = np.bincount(labels[a], minlength=labels.max() + 1) + np.bincount(labels[b], minlength=labels.max() + 1)
    return float((labels[a] == labels[b]).mean() - (total.astype(float) ** 2).sum() / (2 * len(a)) ** 2)


def differ(name: str, ours: Sequence[Taken], theirs: Sequence[Taken]) -> str:
    """How far the answers are apart, if that is more than the tolerance."""
    answers = [json.loads(taken[0].answer) for taken in (ours, theirs) if taken and not taken[0].reason]
    if len(answers) < 2 or all(math.isclose(*pair, rel_tol=TOLERANCES[name]) for pair in zip(*answers, strict=True)):
        return ""
    return f"ANSWERS DIFFER by up to {max(abs(one / other - 1) for one, other in zip(*answers, strict=True)):.2%}"


def told(name: str, peer: str, ours: Sequence[Taken], theirs: Sequence[Taken]) -> str:
    """What is to be said of two answers. NetworKit's Louvain refines each level, which ours does not: both modularities are told."""
    if (peer, name) != ("NetworKit", NAMES[3]):
        return differ(name, ours, theirs)
    known = [f"{json.loads(taken[0].answer)[0]:.3f}" for taken in (ours, theirs) if taken and not taken[0].reason]
    return f"modularity {' / '.join(known)}" if len(known) == 2 else ""


def run(edges: int, times: int) -> list[Row]:
    """Rows of this part for a network of so many facts."""
    legs = [Leg("kg", "measures:ours", {"edges": edges}), Leg("networkx", "measures:networkx", {"edges": edges}),
            Leg("NetworKit", "measures:networkit", {"edges": edges})]
    taken = rounds(legs, NAMES, times, enough=5.0, patience=15.0)
    asked = {"networkx": NAMES, "NetworKit": (NAMES[0], NAMES[3])}
    return [compare("Measures", f"{edges:,} facts between actors", name, taken[name]["kg"], peer, taken[name][peer], same=False,
                    goal=GOAL if peer == "networkx" else "", note=told(name, peer, taken[name]["kg"], taken[name][peer]))
            for peer, named in asked.items() for name in named]
