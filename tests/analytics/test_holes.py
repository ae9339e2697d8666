"""Brokerage, structural holes, roles between provinces."""

from __future__ import annotations

import networkx as nx
import pytest

from analytics.graphs import by_name, net, random_net
from kg.analytics import brokerage, roles
from kg.analytics.ties import ties

# b joins a, c, d; of these a and c are joined
SMALL = net(("a", "b"), ("b", "c"), ("b", "d"), ("a", "c"), e={})


def test_brokerage_by_hand() -> None:
    """b has three partners, one of three pairs closed: two open. Effective size 3 − 2·1/3. Constraint of b: a and c each
    (1/3 + 1/3·1/2)² = 1/4, d (1/3)² = 1/9."""
    table = brokerage(SMALL)
    assert by_name(table, "open_pairs") == {"b": 2, "a": 0, "c": 0, "d": 0, "e": 0}
    assert by_name(table, "effective_size")["b"] == pytest.approx(3 - 2 / 3, abs=1e-6)
    assert by_name(table, "constraint")["b"] == pytest.approx(1 / 4 + 1 / 4 + 1 / 9, abs=1e-6)
    assert by_name(table, "constraint")["d"] == 1.0
    assert by_name(table, "constraint")["e"] is None
    assert table.column("name")[0] == "b" and table.column("name")[-1] == "e"


@pytest.mark.parametrize("seed", range(5))
def test_as_networkx_has_it(seed: int) -> None:
    graph = random_net(seed)
    pairs, table = ties(graph), brokerage(graph)
    joined = {node for node in pairs if pairs.degree(node)}
    # node by node: the matrix way of networkx 3.6 (nodes=None) differs from its own formula where weights are uneven
    constraint, effective = (measure(pairs, nodes=list(pairs), weight="weight") for measure in (nx.constraint, nx.effective_size))
    triangles = nx.triangles(pairs)
    assert len(joined) > 30 and max(data["weight"] for *_, data in pairs.edges(data=True)) > 1
    for row in table:
        if row[0] in joined:
            assert row[4:6] == pytest.approx((effective[row[0]], constraint[row[0]]), abs=2e-6)
            assert row[3] == row[2] * (row[2] - 1) // 2 - triangles[row[0]]


def province(**of: str) -> dict[str, dict[str, str]]:
    return {node: {"province": name} for node, name in of.items()}


@pytest.mark.parametrize("provinces, role", [
    (("东", "东", "东"), "coordinator"), (("东", "东", "西"), "representative"), (("东", "西", "西"), "gatekeeper"),
    (("东", "西", "东"), "consultant"), (("东", "西", "北"), "liaison")])
def test_each_role_by_hand(provinces: tuple[str, str, str], role: str) -> None:
    chain = net(("a", "m"), ("m", "b"), **province(**dict(zip("amb", provinces, strict=True))))
    [row] = roles(chain).records()
    assert (row["name"], row[role], row["all"]) == ("m", 1, 1)


def test_no_role_where_the_ends_are_joined_or_a_province_is_unknown() -> None:
    assert roles(net(("a", "m"), ("m", "b"), ("a", "b"), **province(a="东", m="西", b="北"))).rows == ()
    assert roles(net(("a", "m"), ("m", "b"), **province(a="东", m="西"))).rows == ()
    both = roles(net(("a", "m", {"directed": False}), ("m", "b", {"directed": False}), **province(a="东", m="西", b="北")))
    assert both.column("liaison") == [2], "between equals it runs both ways"


def test_roles_count_the_open_chains_of_networkx() -> None:
    graph = random_net(3)
    plain = nx.DiGraph(graph)
    plain.add_edges_from([(b, a) for a, b, data in graph.edges(data=True) if not data["directed"]])
    open_chains = sum(a != b and not plain.has_edge(a, b) for node in plain for a in plain.predecessors(node)
                      for b in plain.successors(node))
    assert sum(roles(graph).column("all")) == open_chains


def test_nothing_gives_no_rows() -> None:
    assert brokerage(nx.Graph()).rows == roles(nx.DiGraph()).rows == ()
