"""Who matters: by the number of ties, by how far they lead, by whom they come from, by what runs through."""

from __future__ import annotations

import random

import numpy as np
from scipy.sparse import csgraph

from ..errors import InputError
from .table import Table
from .ties import Network, number, read
from .walks import between, near, visited

WORK = 40_000_000
"""About how many steps along edges a sampled measure may take: some seconds."""
FEWEST = 32
"""From how many nodes a sampled measure starts at least."""
SEED = 20160101


def strength(graph: Network) -> Table:
    """Who has most partners, and most facts with them: degree and node strength.

    Source: Barrat, Barthélemy, Pastor-Satorras and Vespignani (2004), The architecture of complex weighted networks, PNAS
    101(11), 3747–3752. `out` and `into` count facts that run one way (help, money, visits), `facts` all.

    >>> strength(nx.path_graph(3)).rows[0][2]
    2
    """
    net = read(graph)
    total = np.asarray(net.ties.sum(axis=1)).ravel()
    total = total.astype(np.int64) if (total == np.floor(total)).all() else total
    out, into = (np.bincount(ends[net.one_way], minlength=len(net)) for ends in (net.a, net.b))
    return Table.of(
        ("name", "code", "partners", "facts", "out", "into", "iri"), net.rows(net.degree, total, out, into, by=(2, 3)),
        "partners: how many others it is joined to; facts: how many facts join it to them, of which `out` run from it "
        "(help, money, visits paid) and `into` to it; the rest join equals. An event of several sides counts with each of them. "
        "Counts follow what the sources report, not all that happened.")


def reach(graph: Network, steps: int = 2) -> Table:
    """How many others are within some steps, and how many at all.

    Source: k-step reach, Borgatti (2006), Identifying sets of key players in a social network, Computational and
    Mathematical Organization Theory 12, 21–34.

    Parameters
    ----------
    steps : how far is near.

    >>> reach(nx.path_graph(4)).rows[0][3]
    3
    """
    net = read(graph)
    part = csgraph.connected_components(net.ties, directed=False)[1] if len(net) else np.zeros(0, dtype=np.int64)
    close, connected = near(net.ties, steps), np.bincount(part)[part] - 1
    return Table.of(("name", "code", "partners", "near", "share", "connected", "iri"),
                 net.rows(net.degree, close, close / max(len(net) - 1, 1), connected, by=(3, 5, 2)),
                 f"near: how many others can be reached in at most {number(steps, 'step')}, share: which part of all others in "
                 "the graph that is; connected: how many can be reached at all. Directions do not count.")


def pagerank(graph: Network, damping: float = 0.85) -> Table:
    """Where help, money and visits lead in the end.

    Source: Brin and Page (1998), The anatomy of a large-scale hypertextual Web search engine, Computer Networks 30,
    107–117; arcs weigh the number of facts, facts between equals run both ways.

    Parameters
    ----------
    damping : how probably a walk goes on, rather than to start anew anywhere; above 0 and below 1.

    Raises
    ------
    InputError : another damping.

    >>> round(sum(pagerank(nx.path_graph(3)).column("score")), 6)
    1.0
    """
    if not 0 < damping < 1:
        raise InputError(f"damping is {damping}; it is a probability above 0 and below 1, usually 0.85")
    net = read(graph)
    scores = np.round(visited(net.arcs, damping), 12)
    return Table.of(("name", "code", "score", "times", "iri"), net.rows(scores, np.round(scores * len(net), 12), by=(2,)),
                 "score: how much of the time a walk that follows facts in their direction (from supporter to supported, "
                 f"from guest to host) spends there, if after each step it starts anew anywhere with probability {1 - damping:.4g}; "
                 "times: how many times as much as if all were alike.")


def betweenness(graph: Network, sources: int = 0) -> Table:
    """Through whom the shortest ways between others lead.

    Source: Freeman (1977), A set of measures of centrality based on betweenness, Sociometry 40, 35–41; Brandes (2001), A
    faster algorithm, Journal of Mathematical Sociology 25, 163–177. On large graphs the ways from a sample of starting
    points are counted and scaled up: Brandes and Pich (2007), Centrality estimation in large networks.

    Parameters
    ----------
    sources : from how many nodes to start; 0 takes all, or as many as can be had in some seconds.

    >>> betweenness(nx.path_graph(3)).rows[0][2]
    1.0
    """
    net = read(graph)
    start = min(sources or max(FEWEST, WORK // max(net.ties.nnz // 2 + len(net), 1)), len(net))
    chosen = np.array(sorted(random.Random(SEED).sample(range(len(net)), start)), dtype=np.int64)
    scores = np.round(between(net.ties, chosen), 12)
    how = "" if start == len(net) else (
        f" Estimated from {start:,} of {len(net):,} starting points, with a fixed seed: large scores are near the truth, the "
        "order of small ones is partly chance.")
    return Table.of(("name", "code", "score", "partners", "iri"), net.rows(scores, net.degree, by=(2, 3)),
                 "score: which part of the shortest ways between two others leads through it (0 none; 1 all, if all others are "
                 "connected): of several equally short ones each counts its part. Directions do not count." + how)
