"""The shape of the whole: core and periphery, give and take, levels under levels, like with like, layers."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import Any

import numpy as np

from .table import Table
from .ties import Facts, Network, drawn, facts, label, named, number, numbered, ranked, read, ties
from .walks import shells


def core(graph: Network) -> Table:
    """Who belongs to a core that is joined within itself, and who to the periphery around it.

    Source: the ideal of Borgatti and Everett (1999), Models of core/periphery structures, Social Networks 21, 375–395,
    fitted exactly by Lip (2011), A fast algorithm for the discrete core/periphery bipartitioning problem, arXiv:1102.5511;
    `shell` is the k-core of Seidman (1983), Network structure and minimum degree, Social Networks 5, 269–287.

    >>> core(nx.star_graph(4)).rows[0][2]
    'core'
    """
    net = read(graph)
    degree = net.degree
    order = np.argsort(-degree, kind="stable")
    size, misfit = _split(degree[order].tolist(), int(degree.sum()) // 2)
    outer = np.ones(len(net), dtype=np.int64)
    outer[order[:size]] = 0
    rows = net.rows(outer, shells(net.ties), degree, by=(2, 3, 4), rising=(2,)).rows()
    possible = len(net) * (len(net) - 1) // 2
    fit = f"{number(misfit, 'pair')} of {possible:,} do not fit" if possible else "there are no pairs"
    return Table(("name", "code", "part", "shell", "partners", "iri"),
                 tuple((*row[:2], "periphery" if row[2] else "core", *row[3:]) for row in rows),
                 "core: all joined to each other, periphery: none to each other, in the division that comes nearest to that "
                 f"({fit}); where several fit alike, the one with the smallest core, and of actors with equally many partners the first by "
                 "IRI. shell: it is in a part of the network in which everybody has at least so many partners there.")


def _split(degrees: list[int], edges: int) -> tuple[int, int]:
    """Size of the core, taken from the largest degrees down, and how many pairs do not fit.

    A core of k nodes misses k(k−1)/2 − inside edges, and the periphery has edges − Σ core degrees + inside edges too many:
    the inside edges cancel out."""
    sizes = np.arange(len(degrees) + 1)
    misfit = sizes * (sizes - 1) // 2 + edges - np.concatenate([[0], np.cumsum(np.array(degrees, dtype=np.int64))])
    return int(misfit.argmin()), int(misfit.min())


def reciprocity(graph: Network) -> Table:
    """How much of what runs one way is returned, for each relation and for all together.

    Source: Newman, Forrest and Balthrop (2002), Email networks and the spread of computer viruses, Physical Review E 66,
    035101 (share of arcs that have a returning one). Facts between equals are left out.

    >>> reciprocity(nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])).rows[-1][1:4]
    (3, 2, 0.6666666666666666)
    """
    net = read(graph)
    relation, names = numbered(one or "fact" for one in net.column("relation"))
    rows = [(name, *_returned(net, net.one_way & (relation == place))) for place, name in enumerate(names)]
    rows.append(("all", *_returned(net, net.one_way)))
    return Table(("relation", "arcs", "returned", "reciprocity"), tuple(row for row in rows if row[1]),
                 "arcs: ordered pairs with facts that run one way, from the one to the other; returned: those where such facts run "
                 "back, too (of the same relation; under all: of any); reciprocity: their share. Assistance is expected near 0, "
                 "visits near 1. What joins equals is not counted.")


def _returned(net: Facts, chosen: Any) -> tuple[int, int, float]:
    """How many ordered pairs there are, how many of them in both directions, and their share."""
    there = np.unique(net.a[chosen] * len(net) + net.b[chosen])
    back = there % max(len(net), 1) * len(net) + there // max(len(net), 1)
    returned = int(np.isin(back, there).sum())
    return len(there), returned, returned / max(len(there), 1)


def hierarchy(graph: Network) -> Table:
    """Whether partners' superiors are partners, too: county under city under province.

    Method: for each joined pair the nearest pair of regions around them (`within` of the nodes) that is joined in the
    same graph; "same" where one region holds both. A pair of provinces has nothing above it and is left out.

    >>> pair = nx.Graph([("a", "b"), ("A", "B")])
    >>> nx.set_node_attributes(pair, {"a": ["A"], "b": ["B"]}, "within")
    >>> hierarchy(pair).rows[0][5]
    'A—B'
    """
    graph = drawn(graph)
    pairs = ties(graph)
    above = {node: list(graph.nodes[node].get("within") or ()) for node in pairs}
    rows: list[tuple[Any, ...]] = []
    for a, b in (sorted(pair) for pair in pairs.edges):
        if above[a] and above[b]:
            shared = next((label(graph, x) for x in above[a] if x in above[b]), "")
            over = min(((i + j, x, y) for i, x in enumerate(above[a]) for j, y in enumerate(above[b]) if pairs.has_edge(x, y)),
                       default=None)
            rows.append((*named(graph, a), *named(graph, b), str(graph.nodes[a].get("level") or ""),
                         f"{label(graph, over[1])}—{label(graph, over[2])}" if over else "",
                         "above" if over else "same" if shared else "none", a, b))
    found = Counter(row[6] for row in rows)
    return Table(("a", "a_code", "b", "b_code", "level", "superiors", "under", "a_iri", "b_iri"),
                 tuple(sorted(rows, key=lambda row: (row[6], row[1], row[3], row))),
                 f"under: above where the pair stands under a pair of superiors ({found['above']} of {len(rows)}), same where "
                 f"one superior holds both ({found['same']}), none where no such pair is known ({found['none']}), which may "
                 "also mean that no source tells of it. Pairs of which a side has nothing around it, as provinces, are not "
                 "listed.", ends=("a_iri", "b_iri"))


def assortativity(graph: Network) -> Table:
    """Whether like cooperates with like: by level, by province, by number of partners.

    Source: Newman (2003), Mixing patterns in networks, Physical Review E 67, 026126; nodes without the attribute are left
    out. None where all are alike.

    >>> pairs = nx.Graph([("a", "b"), ("c", "d")])
    >>> nx.set_node_attributes(pairs, {"a": "city", "b": "city", "c": "county", "d": "county"}, "level")
    >>> assortativity(pairs).rows[0][2]
    1.0
    """
    net = read(graph)
    rows = [_mixing(net, attribute) for attribute in ("level", "province")]
    one, other = (net.degree[ends].astype(float) for ends in net.pairs)
    ends = np.array([np.concatenate([one, other]), np.concatenate([other, one])])
    varied = len(one) and ends[0].std() > 0
    rows.append(("partners", len(one), float(np.corrcoef(ends)[0, 1]) if varied else None, None, None))
    return Table(("attribute", "pairs", "coefficient", "alike", "by_chance"), tuple(rows),
                 "pairs: joined pairs of which the attribute is known on both sides; coefficient: 1 if partners are always alike, 0 if "
                 "as often as by chance, negative if they are rather unlike (help across provinces), empty where all are alike or "
                 "nothing is known; alike: the part of pairs that are alike, by_chance: what chance would give. For partners (their "
                 "number) the coefficient is a correlation: positive where busy actors cooperate with busy ones.")


def _mixing(net: Facts, attribute: str) -> tuple[Any, ...]:
    values, names = numbered(net.actor(attribute))
    one, other = (values[ends] for ends in net.pairs)
    known = (one >= 0) & (other >= 0)
    one, other = one[known], other[known]
    if not len(one):
        return attribute, 0, None, None, None
    ends = np.bincount(np.concatenate([one, other]), minlength=len(names))
    alike, chance = float((one == other).mean()), float(((ends / ends.sum()) ** 2).sum())
    return attribute, len(one), None if (ends > 0).sum() == 1 else (alike - chance) / (1 - chance), alike, chance


def layers(graph: Network) -> Table:
    """Which relations go together: do money and visits follow partnerships?

    Source: edge overlap of multiplex networks, Battiston, Nicosia and Latora (2014), Structural measures for multiplex
    networks, Physical Review E 89, 032804.

    >>> both = nx.MultiGraph()
    >>> _ = both.add_edge("a", "b", relation="event"), both.add_edge("a", "b", relation="money")
    >>> layers(both).rows[0][4:6]
    (1, 1.0)
    """
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for a, b, data in facts(drawn(graph)):
        found[data.get("relation") or "fact"].add(frozenset((a, b)))
    rows = []
    for one, other in combinations(sorted(found), 2):
        shared = len(found[one] & found[other])
        rows.append((one, other, len(found[one]), len(found[other]), shared, shared / len(found[one] | found[other]),
                     shared / len(found[one]), shared / len(found[other])))
    return Table(("one", "other", "pairs", "other_pairs", "both", "overlap", "share", "other_share"), ranked(rows, 5, 4),
                 "both: pairs joined by either relation; overlap: as part of all pairs that one of the two joins; share: as part "
                 "of those that the first joins, other_share: that the second joins. No rows where all facts are of one relation.")
