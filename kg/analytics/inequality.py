"""How unevenly help is given and received, and who is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import networkx as nx

from .table import Table
from .ties import both_ways, facts, label, ranked, ties


def gini(values: Sequence[float]) -> float | None:
    """The Gini coefficient: 0 where all have the same, near 1 where one has all; None of nothing.

    Source: Gini (1912), Variabilità e mutabilità; the form over sorted values of Dixon, Weiner, Mitchell-Olds and Woodley
    (1987), Bootstrapping the Gini coefficient of inequality, Ecology 68, 1548–1551 (without their small-sample factor).

    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 4])
    (0.0, 0.75)
    """
    total, count = sum(values), len(values)
    if not total:
        return None
    return sum((2 * place - count - 1) * value for place, value in enumerate(sorted(values), 1)) / (count * total)


def concentration(graph: nx.Graph) -> Table:
    """How much of the help comes from few, and how much goes to few.

    Source: `gini`; Herfindahl (1950), Concentration in the U.S. steel industry. Counted are facts that run one way, and
    of money the sums in each currency; cumulative sums, which hold others, are left out.

    >>> help = nx.MultiDiGraph([("a", "x"), ("a", "y"), ("a", "z"), ("b", "z")])
    >>> concentration(help).rows[0][:6]
    ('giving', 'facts', 2, 4.0, 0.25, 0.75)
    """
    given: dict[str, Counter[str]] = defaultdict(Counter)
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    for a, b, data in facts(graph):
        if both_ways(graph, data):
            continue
        sizes = {"facts": 1.0}
        if data.get("amount") is not None and data.get("status") != "status/cumulative":
            sizes[data.get("currency") or "CNY"] = float(data["amount"])
        for unit, size in sizes.items():
            given[unit][a] += size  # type: ignore[assignment]
            taken[unit][b] += size  # type: ignore[assignment]
    rows = [_row(graph, side, unit, held[unit]) for unit in sorted(given, key=lambda unit: (unit != "facts", unit))
            for side, held in (("giving", given), ("receiving", taken))]
    return Table(("side", "unit", "actors", "total", "gini", "top", "top_3", "herfindahl", "largest"), tuple(rows),
                 "gini: 0 if all who give (receive) have the same part, near 1 if one has nearly all; top, top_3: the part of "
                 "the largest and of the three largest; herfindahl: 1 divided by it is the number of equals that would be as "
                 "concentrated. Only who gives (receives) at all is counted; a sum that two sources report may count twice.")


def _row(graph: nx.Graph, side: str, unit: str, held: Counter[str]) -> tuple[Any, ...]:
    order = sorted(held, key=lambda node: (-held[node], label(graph, node), node))
    total = sum(held.values())
    parts = [held[node] / total for node in order] if total else []
    return (side, unit, len(order), float(total), gini(list(held.values())), parts[0] if parts else None,
            sum(parts[:3]) if parts else None, sum(part * part for part in parts) if parts else None, label(graph, order[0]))


def coverage(graph: nx.Graph) -> Table:
    """Which regions have no partner, by province and level.

    Method: a region is covered if any fact of the graph joins it to another; the regions are those that the sources name.

    >>> regions = nx.Graph([("a", "b")])
    >>> regions.add_node("c", label="丙县")
    >>> coverage(regions).rows[0][2:]
    (3, 2, 0.6666666666666666, '丙县')
    """
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
                 f"{covered} of {len(pairs)} regions that the sources name have a partner; without: those that have none that a "
                 "source tells of.")
