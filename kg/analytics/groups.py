"""Groups that cooperate more among themselves than with others, and what holds each together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import networkx as nx

from ..vocabulary import vocabulary
from .table import Table
from .ties import Edge, facts, label, named, ranked, ties

RUNS = 10
"""How many seeds are tried on graphs of up to `LARGE` ties; larger ones get one."""
LARGE = 20_000


class Partition(NamedTuple):
    """Groups, the largest first; their modularity, and the lowest that another seed gave."""

    groups: list[list[str]]
    modularity: float
    worst: float


def partition(graph: nx.Graph, resolution: float = 1.0) -> Partition:
    """Groups by Louvain, the best of several fixed seeds, each cut where it is not connected.

    Source: Blondel, Guillaume, Lambiotte and Lefebvre (2008), Fast unfolding of communities in large networks, J. Stat.
    Mech. P10008. That its groups may fall apart was shown by Traag, Waltman and van Eck (2019), From Louvain to Leiden,
    Scientific Reports 9, 5233; cutting them never lowers the modularity. Nodes without ties are in no group.
    """
    pairs = ties(graph)
    pairs.remove_nodes_from(list(nx.isolates(pairs)))
    if not pairs:
        return Partition([], 0.0, 0.0)
    found, names = [], list(pairs)
    numbered = nx.convert_node_labels_to_integers(pairs)  # sets of numbers have an order of their own, sets of text have none
    for seed in range(RUNS if pairs.number_of_edges() <= LARGE else 1):
        groups = [sorted(names[node] for node in part)
                  for group in nx.community.louvain_communities(numbered, resolution=resolution, seed=seed)
                  for part in nx.connected_components(numbered.subgraph(group))]
        groups.sort(key=lambda group: (-len(group), group))
        found.append((round(nx.community.modularity(pairs, groups, resolution=resolution), 12), groups))
    best, groups = min(found, key=lambda one: (-one[0], one[1]))
    return Partition(groups, best, min(found)[0])


def communities(graph: nx.Graph, resolution: float = 1.0) -> Table:
    """Which groups cooperate among themselves, and under which programme and in which province.

    Method: see `partition`.

    Parameters
    ----------
    resolution : above 1 gives more and smaller groups, below 1 fewer and larger ones.

    >>> communities(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("d", "e")])).column("size")
    [3, 2]
    """
    found = partition(graph, resolution)
    group_of = {node: place for place, group in enumerate(found.groups) for node in group}
    inside: list[list[Edge]] = [[] for _ in found.groups]
    touching: Counter[int] = Counter()
    for a, b, data in facts(graph):
        touching.update({group_of[a], group_of[b]})
        if group_of[a] == group_of[b]:
            inside[group_of[a]].append((a, b, data))
    rows = [(place + 1, len(group), len(inside[place]), len(inside[place]) / touching[place], *_bond(graph, group, inside[place]))
            for place, group in enumerate(found.groups)]
    return Table(
        ("community", "size", "facts", "inner", "programme", "programme_share", "relation", "relation_share", "province",
         "province_share", "members"), tuple(rows),
        "inner: which part of the facts that touch the group stay in it; programme, relation: the commonest among these facts, "
        "with its part (of those that tell a programme); province: that of most members, with their part; members: those with "
        f"most facts inside first. Modularity of the division: {found.modularity:.3f} (0: no more inside than by chance); other "
        f"seeds gave no less than {found.worst:.3f}.")


def _bond(graph: nx.Graph, group: list[str], inside: list[Edge]) -> tuple[str, float, str, float, str, float, str]:
    """What holds a group together: programme, relation, province, each with its share; and the members, busiest first."""
    busy = Counter(node for a, b, _ in inside for node in (a, b))
    who = sorted(group, key=lambda node: (-busy[node], label(graph, node), node))
    programme, under = _commonest(data.get("programme") or "" for _, _, data in inside)
    relation, times = _commonest(data.get("relation") or "" for _, _, data in inside)
    province, settled = _commonest(graph.nodes[node].get("province") or "" for node in group)
    return (vocabulary().label(programme), under, relation, times, province, settled, "、".join(label(graph, node) for node in who))


def _commonest(values: Iterable[str]) -> tuple[str, float]:
    """The commonest of the values that are not "", and its share among them."""
    counted = Counter(filter(None, values))
    best, times = min(counted.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return best, times / max(counted.total(), 1)


def membership(graph: nx.Graph, resolution: float = 1.0) -> Table:
    """In which group each actor is, and how much of its cooperation stays there.

    Method: see `partition`; groups are numbered as in `communities`.

    >>> membership(nx.Graph([("a", "b")])).column("community")
    [1, 1]
    """
    pairs, rows = ties(graph), []
    for place, group in enumerate(partition(graph, resolution).groups, 1):
        own = set(group)
        for node in group:
            within = sum(data["weight"] for other, data in pairs[node].items() if other in own)
            rows.append((*named(graph, node), place, within / pairs.degree(node, weight="weight"), node))
    return Table(("name", "code", "community", "inner", "iri"), ranked(rows, 2, 3, rising=(2,)),
                 "community: the group, by the numbers of `communities`; inner: which part of its facts stay in the group.")
