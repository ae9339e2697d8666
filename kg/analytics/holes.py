"""Who stands between others that are not joined to each other."""

from __future__ import annotations

from collections import Counter

import numpy as np

from .table import Table
from .ties import Network, arcs, drawn, named, ranked, read
from .triangles import holes

ROLES = ("coordinator", "representative", "gatekeeper", "consultant", "liaison")
"""Of Gould and Fernandez, in the order of the columns."""


def brokerage(graph: Network) -> Table:
    """Structural holes: whose partners are not joined to each other.

    Source: Burt (1992), Structural Holes, chapter 2 (effective size, constraint); ties weigh the number of facts.

    >>> brokerage(nx.star_graph(3)).rows[0][2:6]
    (3, 3, 3.0, 0.333333)
    """
    net = read(graph)
    many, found = net.degree.astype(np.int64), holes(net.ties)
    alone = many == 0
    effective, constraint = (np.where(alone, np.nan, np.round(values, 6)) for values in (found.effective, found.constraint))
    return Table.of(("name", "code", "partners", "open_pairs", "effective_size", "constraint", "iri"),
                 net.rows(many, many * (many - 1) // 2 - found.closed, effective, constraint, by=(3, 5), rising=(5,)),
                 "open_pairs: pairs of its partners that are not joined, so that it can stand between them; effective_size: "
                 "partners less those that lead to the same others; constraint: how much all its ties come down to the same "
                 "few (low: many partners that do not know each other; 1: a single partner; near 1 or more: bound to one circle). "
                 "Both are empty for those that nothing joins.")


def roles(graph: Network, group: str = "province") -> Table:
    """Between which groups an actor stands: each pair of facts a → it → b where none leads from a to b.

    Source: Gould and Fernandez (1989), Structures of mediation: a formal approach to brokerage in transaction networks,
    Sociological Methodology 19, 89–126.

    Parameters
    ----------
    group : the attribute of nodes that tells the group; those without it are left out.

    >>> chain = nx.DiGraph([("a", "b"), ("b", "c")])
    >>> nx.set_node_attributes(chain, {"a": "东", "b": "西", "c": "西"}, "province")
    >>> roles(chain).rows[0][2:7]
    (0, 0, 1, 0, 0)
    """
    graph = drawn(graph)
    directed = arcs(graph)
    groups = {node: graph.nodes[node].get(group) for node in directed}
    rows = []
    for node in directed:
        found = Counter(_role(groups[a], groups[node], groups[b]) for a in directed.predecessors(node)
                        for b in directed.successors(node) if a != b and not directed.has_edge(a, b)
                        and groups[a] and groups[b] and groups[node])
        if found:
            counts = [found[role] for role in ROLES]
            rows.append((*named(graph, node), *counts, sum(counts), node))
    return Table(("name", "code", *ROLES, "all", "iri"), ranked(rows, 7),
                 f"Chains a → it → b without a → b, by {group}. coordinator: all three in one; representative: from its own "
                 "to another; gatekeeper: from another into its own; consultant: between two of another; liaison: three "
                 "different ones. Facts between equals run both ways; actors whose group is not known are left out.")


def _role(a: str, middle: str, b: str) -> str:
    if a == middle == b:
        return "coordinator"
    if a == middle:
        return "representative"
    if middle == b:
        return "gatekeeper"
    return "consultant" if a == b else "liaison"
