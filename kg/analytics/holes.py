"""Who stands between others that are not joined to each other."""

from __future__ import annotations

from collections import Counter
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from .table import Table
from .ties import arcs, named, ranked, ties

ROLES = ("coordinator", "representative", "gatekeeper", "consultant", "liaison")
"""Of Gould and Fernandez, in the order of the columns."""


def brokerage(graph: nx.Graph) -> Table:
    """Structural holes: whose partners are not joined to each other.

    Source: Burt (1992), Structural Holes, chapter 2 (effective size, constraint); ties weigh the number of facts.

    >>> brokerage(nx.star_graph(3)).rows[0][2:6]
    (3, 3, 3.0, 0.333333)
    """
    pairs = ties(graph)
    closed = nx.triangles(pairs)
    effective, constraint = holes(pairs)
    rows = []
    for place, node in enumerate(pairs):
        many = pairs.degree(node)
        values = (round(float(effective[place]), 6), round(float(constraint[place]), 6)) if many else (None, None)
        rows.append((*named(graph, node), many, many * (many - 1) // 2 - closed[node], *values, node))
    return Table(("name", "code", "partners", "open_pairs", "effective_size", "constraint", "iri"),
                 ranked(rows, 3, 5, rising=(5,)),
                 "open_pairs: pairs of its partners that are not joined, so that it can stand between them; effective_size: "
                 "partners less those that lead to the same others; constraint: how much all its ties come down to the same "
                 "few (low: a broker; about 1 or more: bound to one circle).")


def holes(pairs: nx.Graph) -> tuple[Any, Any]:
    """Effective size and constraint of every node, in the order of the graph, by products of sparse matrices."""
    if not pairs:
        return np.zeros(0), np.zeros(0)
    weights = sparse.csr_array(nx.to_scipy_sparse_array(pairs, dtype=float))
    joined = weights.astype(bool).astype(float)
    total = np.asarray(weights.sum(axis=1)).ravel()
    most = weights.max(axis=1).toarray().ravel()
    share = sparse.csr_array(sparse.diags_array(1 / np.where(total, total, 1)) @ weights)
    depth = sparse.csr_array(sparse.diags_array(1 / np.where(most, most, 1)) @ weights)
    spent = (share + share @ share).multiply(joined)
    shared = (share @ depth.T).multiply(joined)
    constraint = np.asarray(spent.multiply(spent).sum(axis=1)).ravel()
    return np.asarray(joined.sum(axis=1)).ravel() - np.asarray(shared.sum(axis=1)).ravel(), constraint


def roles(graph: nx.Graph, group: str = "province") -> Table:
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
                 "different ones.")


def _role(a: str, middle: str, b: str) -> str:
    if a == middle == b:
        return "coordinator"
    if a == middle:
        return "representative"
    if middle == b:
        return "gatekeeper"
    return "consultant" if a == b else "liaison"
