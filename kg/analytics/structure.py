"""The shape of the whole: core and periphery, give and take, levels under levels, like with like, layers."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np

from .table import Table
from .ties import both_ways, facts, label, named, number, ranked, ties


def core(graph: nx.Graph) -> Table:
    """Who belongs to a core that is joined within itself, and who to the periphery around it.

    Source: the ideal of Borgatti and Everett (1999), Models of core/periphery structures, Social Networks 21, 375–395,
    fitted exactly by Lip (2011), A fast algorithm for the discrete core/periphery bipartitioning problem, arXiv:1102.5511;
    `shell` is the k-core of Seidman (1983), Network structure and minimum degree, Social Networks 5, 269–287.

    >>> core(nx.star_graph(4)).rows[0][2]
    'core'
    """
    pairs = ties(graph)
    order = sorted(pairs, key=lambda node: (-pairs.degree(node), node))
    size, misfit = _split([pairs.degree(node) for node in order], pairs.number_of_edges())
    shells = nx.core_number(pairs)
    rows = ((*named(graph, node), "core" if place < size else "periphery", shells[node], pairs.degree(node), node)
            for place, node in enumerate(order))
    possible = len(order) * (len(order) - 1) // 2
    fit = f"{number(misfit, 'pair')} of {possible:,} do not fit" if possible else "there are no pairs"
    return Table(("name", "code", "part", "shell", "partners", "iri"),
                 tuple(sorted(rows, key=lambda row: (row[2] == "periphery", -row[3], -row[4], row))),
                 "core: all joined to each other, periphery: none to each other, in the division that comes nearest to that "
                 f"({fit}); shell: it has at least so many partners who have at least so many themselves.")


def _split(degrees: list[int], edges: int) -> tuple[int, int]:
    """Size of the core, taken from the largest degrees down, and how many pairs do not fit.

    A core of k nodes misses k(k−1)/2 − inside edges, and the periphery has edges − Σ core degrees + inside edges too many:
    the inside edges cancel out."""
    best, taken = (edges, 0), 0
    for size, degree in enumerate(degrees, 1):
        taken += degree
        best = min(best, (size * (size - 1) // 2 + edges - taken, size))
    return best[1], best[0]


def reciprocity(graph: nx.Graph) -> Table:
    """How much of what runs one way is returned, for each relation and for all together.

    Source: Newman, Forrest and Balthrop (2002), Email networks and the spread of computer viruses, Physical Review E 66,
    035101 (share of arcs that have a returning one). Facts between equals are left out.

    >>> reciprocity(nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])).rows[-1][1:4]
    (3, 2, 0.6666666666666666)
    """
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for a, b, data in facts(graph):
        if not both_ways(graph, data):
            found[data.get("relation") or "fact"].add((a, b))
            found["all"].add((a, b))
    rows = []
    for relation in [*sorted(found.keys() - {"all"}), *(["all"] if found else [])]:
        returned = sum((b, a) in found[relation] for a, b in found[relation])
        rows.append((relation, len(found[relation]), returned, returned / len(found[relation])))
    return Table(("relation", "arcs", "returned", "reciprocity"), tuple(rows),
                 "reciprocity: for which part of all ordered pairs with facts one way there are facts the other way, too; "
                 "assistance is expected near 0, visits near 1.")


def hierarchy(graph: nx.Graph) -> Table:
    """Whether partners' superiors are partners, too: county under city under province.

    Method: for each joined pair the nearest pair of regions around them (`within` of the nodes) that is joined in the
    same graph; "same" where one region holds both. A pair of provinces has nothing above it and is left out.

    >>> pair = nx.Graph([("a", "b"), ("A", "B")])
    >>> nx.set_node_attributes(pair, {"a": ["A"], "b": ["B"]}, "within")
    >>> hierarchy(pair).rows[0][5]
    'A—B'
    """
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
                 "also mean that no source tells of it.", ends=("a_iri", "b_iri"))


def assortativity(graph: nx.Graph) -> Table:
    """Whether like cooperates with like: by level, by province, by number of partners.

    Source: Newman (2003), Mixing patterns in networks, Physical Review E 67, 026126; nodes without the attribute are left
    out. None where all are alike.

    >>> pairs = nx.Graph([("a", "b"), ("c", "d")])
    >>> nx.set_node_attributes(pairs, {"a": "city", "b": "city", "c": "county", "d": "county"}, "level")
    >>> assortativity(pairs).rows[0][2]
    1.0
    """
    pairs = ties(graph)
    rows = [_mixing(graph, pairs, attribute) for attribute in ("level", "province")]
    ends = np.array([(pairs.degree(x), pairs.degree(y)) for a, b in pairs.edges for x, y in ((a, b), (b, a))], dtype=float)
    varied = len(ends) and ends[:, 0].std() > 0
    rows.append(("partners", len(ends) // 2, float(np.corrcoef(ends.T)[0, 1]) if varied else None, None, None))
    return Table(("attribute", "pairs", "coefficient", "alike", "by_chance"), tuple(rows),
                 "coefficient: 1 if partners are always alike, 0 if as often as by chance, negative if they are rather unlike "
                 "(help across provinces); alike: the part of pairs that are alike, by_chance: what chance would give.")


def _mixing(graph: nx.Graph, pairs: nx.Graph, attribute: str) -> tuple[Any, ...]:
    values = {node: graph.nodes[node].get(attribute) for node in pairs}
    known = [(values[a], values[b]) for a, b in pairs.edges if values[a] and values[b]]
    if not known:
        return attribute, 0, None, None, None
    ends = Counter(value for pair in known for value in pair)
    alike = sum(a == b for a, b in known) / len(known)
    chance = sum((count / (2 * len(known))) ** 2 for count in ends.values())
    return attribute, len(known), None if len(ends) == 1 else (alike - chance) / (1 - chance), alike, chance


def layers(graph: nx.Graph) -> Table:
    """Which relations go together: do money and visits follow partnerships?

    Source: edge overlap of multiplex networks, Battiston, Nicosia and Latora (2014), Structural measures for multiplex
    networks, Physical Review E 89, 032804.

    >>> both = nx.MultiGraph()
    >>> _ = both.add_edge("a", "b", relation="event"), both.add_edge("a", "b", relation="money")
    >>> layers(both).rows[0][4:6]
    (1, 1.0)
    """
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    for a, b, data in facts(graph):
        found[data.get("relation") or "fact"].add(frozenset((a, b)))
    rows = []
    for one, other in combinations(sorted(found), 2):
        shared = len(found[one] & found[other])
        rows.append((one, other, len(found[one]), len(found[other]), shared, shared / len(found[one] | found[other]),
                     shared / len(found[one]), shared / len(found[other])))
    return Table(("one", "other", "pairs", "other_pairs", "both", "overlap", "share", "other_share"), ranked(rows, 5, 4),
                 "both: pairs joined by either relation; overlap: as part of all pairs that one of the two joins; share: as part "
                 "of those that the first joins, other_share: that the second joins.")
