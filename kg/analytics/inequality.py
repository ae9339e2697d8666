"""How unevenly help is given and received, and who is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from .table import Table
from .ties import Facts, Network, drawn, label, number, numbered, ranked, read, ties


def gini(values: Sequence[float]) -> float | None:
    """The Gini coefficient: 0 where all have the same, near 1 where one has all; None of nothing.

    Source: Gini (1912), Variabilità e mutabilità; the form over sorted values of Dixon, Weiner, Mitchell-Olds and Woodley
    (1987), Bootstrapping the Gini coefficient of inequality, Ecology 68, 1548–1551 (without their small-sample factor).

    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 4])
    (0.0, 0.75)
    """
    count, order = len(values), np.sort(np.asarray(values, dtype=float))
    total = float(order.sum())
    if not total:
        return None
    return float((2 * np.arange(1, count + 1) - count - 1) @ order) / (count * total)


def concentration(graph: Network) -> Table:
    """How much of the help comes from few, and how much goes to few.

    Source: `gini`; Herfindahl (1950), Concentration in the U.S. steel industry. Counted are facts that run one way, and
    of money the sums in each currency; cumulative sums, which hold others, are left out.

    >>> help = nx.MultiDiGraph([("a", "x"), ("a", "y"), ("a", "z"), ("b", "z")])
    >>> concentration(help).rows[0][:6]
    ('giving', 'facts', 2, 4.0, 0.25, 0.75)
    """
    net = read(graph)
    units, names = numbered(net.column("currency"))
    status, amount = net.column("status"), np.array([np.nan if one is None else one for one in net.column("amount")], dtype=float)
    sums = net.one_way & ~np.isnan(amount) & np.array([one != "status/cumulative" for one in status], dtype=bool)
    counted: list[tuple[str, Any, Any]] = [("facts", net.one_way, np.ones(len(net.a)))]
    if "CNY" not in names:
        names, units = [*names, "CNY"], np.where(units < 0, len(names), units)
    units = np.where(units < 0, names.index("CNY"), units)
    counted += [(name, sums & (units == names.index(name)), amount) for name in sorted(names)]
    rows = [_row(net, side, unit, ends[chosen], size[chosen]) for unit, chosen, size in counted if chosen.any()
            for side, ends in (("giving", net.a), ("receiving", net.b))]
    return Table(("side", "unit", "actors", "total", "gini", "top", "top_3", "herfindahl", "largest"), tuple(rows),
                 "gini: 0 if all who give (receive) have the same part, near 1 if one of many has nearly all; top, top_3: the part of "
                 "the largest and of the three largest; herfindahl: 1 divided by it is the number of equals that would be as "
                 "concentrated. Only who gives (receives) at all is counted, and only facts and sums that run one way; sums without a "
                 "currency count as CNY, cumulative sums not at all; a sum that two sources report differently may count twice.")


def _row(net: Facts, side: str, unit: str, ends: Any, sizes: Any) -> tuple[Any, ...]:
    who, place = np.unique(ends, return_inverse=True)
    held = np.bincount(place, sizes)
    largest = min(np.flatnonzero(held == held.max()).tolist(), key=lambda one: (net.labels[who[one]], one))
    total = float(held.sum())
    parts = np.sort(held)[::-1] / total if total else None
    shares = (None, None, None) if parts is None else (float(parts[0]), float(parts[:3].sum()), float(parts @ parts))
    return side, unit, len(who), total, gini(held.tolist()), *shares, net.labels[who[largest]]


def coverage(graph: Network) -> Table:
    """Which regions have no partner, by province and level.

    Method: a region is covered if any fact of the graph joins it to another; the regions are those that the sources name.

    >>> regions = nx.Graph([("a", "b")])
    >>> regions.add_node("c", label="丙县")
    >>> coverage(regions).rows[0][2:]
    (3, 2, 0.6666666666666666, '丙县')
    """
    graph = drawn(graph)
    pairs = ties(graph)
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node in pairs:
        data = graph.nodes[node]
        groups[str(data.get("province") or ""), str(data.get("level") or "")].append(node)
    rows = []
    for (province, level), nodes in groups.items():
        without = sorted((str(graph.nodes[node].get("code") or ""), label(graph, node)) for node in nodes
                         if not pairs.degree(node))
        rows.append((province, level, len(nodes), len(nodes) - len(without), (len(nodes) - len(without)) / len(nodes),
                     "、".join(name for _, name in without)))
    covered = sum(row[3] for row in rows)
    return Table(("province", "level", "regions", "with_partner", "share", "without"), ranked(rows, 4, 2, rising=(4,)),
                 f"{covered:,} of {number(len(pairs), 'region')} that the sources name have a partner in this graph; share: by province and "
                 "level, the least covered first; without: those that have none that a source tells of. Regions that no source "
                 "names are not counted at all.")
