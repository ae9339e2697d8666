"""Groups that cooperate more among themselves than with others, and what holds each together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from ..vocabulary import vocabulary
from .partitions import Division, divide
from .table import Table
from .ties import Facts, Network, number, numbered, read


class Partition(NamedTuple):
    """Groups, the largest first; their modularity, and the lowest that another seed gave."""

    groups: list[list[Any]]
    modularity: float
    worst: float


def partition(graph: Network, resolution: float = 1.0) -> Partition:
    """Groups by Louvain, or by Leiden where the network is large: see `kg.analytics.partitions.divide`.

    Nodes without ties are in no group.

    >>> partition(nx.Graph([("a", "b"), ("c", "d")])).groups
    [['a', 'b'], ['c', 'd']]
    """
    net = read(graph)
    found = divide(net.ties, resolution)
    return Partition([[net.nodes[place] for place in group] for group in _members(found.group)], found.modularity, found.worst)


def _members(group: Any) -> list[list[int]]:
    """The places of the members of each group."""
    order = np.argsort(group, kind="stable")
    order = order[group[order] >= 0]
    size = np.bincount(group[order])
    return [part.tolist() for part in np.split(order, np.cumsum(size)[:-1])] if len(order) else []


def communities(graph: Network, resolution: float = 1.0) -> Table:
    """Which groups cooperate among themselves, and under which programme and in which province.

    Method: see `partition`.

    Parameters
    ----------
    resolution : above 1 gives more and smaller groups, below 1 fewer and larger ones.

    >>> communities(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("d", "e")])).column("size")
    [3, 2]
    """
    net = read(graph)
    found = divide(net.ties, resolution)
    a, b, groups = found.group[net.a], found.group[net.b], _members(found.group)
    count, inner = len(groups), a == b
    inside = np.bincount(a[inner], minlength=count)
    touching = np.bincount(a, minlength=count) + np.bincount(b[~inner], minlength=count)
    joined = found.group >= 0
    bonds = [_commonest(found.group[joined], np.array(net.actor("province"), dtype=object)[joined], count)]
    bonds[:0] = [_commonest(a[inner], np.array(net.column(name), dtype=object)[inner], count) for name in ("programme", "relation")]
    rows = [(place + 1, len(group), int(inside[place]), float(inside[place] / touching[place]),
             vocabulary().label(bonds[0][place][0]), bonds[0][place][1], *bonds[1][place], *bonds[2][place], who)
            for place, (group, who) in enumerate(zip(groups, _names(net, groups, inner), strict=True))]
    return Table(
        ("community", "size", "facts", "inner", "programme", "programme_share", "relation", "relation_share", "province",
         "province_share", "members"), tuple(rows),
        "size: how many actors; facts: those inside the group; inner: which part of the facts that touch the group stay in it; "
        "programme, relation: the commonest among the facts inside, with its part (of those that tell one); province: that of "
        "most members, with their part (of those whose province is known); members: those with most facts inside first. "
        f"{_how(found)}")


def _how(found: Division) -> str:
    """How the groups were found, and how far the division can be relied on."""
    if not found.runs:
        return "Nothing is joined, so there are no groups."
    spread = (f"; the worst of {number(found.runs, 'seed')} gave {found.worst:.3f}" if found.runs > 1 else
              "; one seed was tried, so how far it depends on the seed is not known")
    return (f"By {found.method}; modularity of the division: {found.modularity:.3f} (0: no more inside than by chance){spread}. "
            "Other divisions may be nearly as good.")


def _names(net: Facts, groups: list[list[int]], inner: Any) -> list[str]:
    """The members of each group, those with most facts inside first."""
    busy = np.bincount(net.a[inner], minlength=len(net)) + np.bincount(net.b[inner], minlength=len(net))
    return ["、".join(net.labels[place] for place in sorted(group, key=lambda place: (-busy[place], net.labels[place], place)))
            for group in groups]


def _commonest(group: Any, values: Iterable[Any], count: int) -> list[tuple[str, float]]:
    """In each group the commonest of the values that are not nothing, and its share among them; of equals the first."""
    codes, names = numbered(values)
    known = codes >= 0
    found: list[tuple[str, float]] = [("", 0.0)] * count
    if known.any():
        total = np.bincount(group[known], minlength=count)
        key, times = np.unique(group[known] * len(names) + codes[known], return_counts=True)
        order = np.lexsort((key, -times, key // len(names)))
        owner = key[order] // len(names)
        first = order[np.concatenate([[True], owner[1:] != owner[:-1]])]
        for place, size in zip(key[first].tolist(), times[first].tolist(), strict=True):
            group_place, code = divmod(place, len(names))
            found[group_place] = str(names[code]), size / int(total[group_place])
    return found


def membership(graph: Network, resolution: float = 1.0) -> Table:
    """In which group each actor is, and how much of its cooperation stays there.

    Method: see `partition`; groups are numbered as in `communities`.

    >>> membership(nx.Graph([("a", "b")])).column("community")
    [1, 1]
    """
    net = read(graph)
    found = divide(net.ties, resolution)
    whole = np.asarray(net.ties.sum(axis=1)).ravel()
    rows = np.repeat(np.arange(len(net)), np.diff(net.ties.indptr))
    same = found.group[rows] == found.group[net.ties.indices]
    within = np.bincount(rows[same], net.ties.data[same], minlength=len(net))
    inner = np.where(whole > 0, within / np.where(whole > 0, whole, 1), np.nan)
    return Table.of(("name", "code", "community", "inner", "iri"),
                    net.rows(found.group + 1, inner, by=(2, 3), rising=(2,), only=found.group >= 0),
                    "community: the group, by the numbers of `communities`; inner: which part of its facts stay in the group. Who is "
                    f"joined to nobody is in no group and not listed. {_how(found)}")
