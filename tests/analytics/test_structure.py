"""Core and periphery, reciprocity, hierarchy, assortativity, layers."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from analytics.graphs import by_name, net, random_net
from kg.analytics import assortativity, core, hierarchy, layers, reciprocity
from kg.analytics.structure import _split
from kg.analytics.ties import ties

EVENT, EQUALS = {"relation": "event"}, {"directed": False}


def test_core_and_periphery_by_hand() -> None:
    """a, b, c are all joined, and each has one more partner: the ideal, with nothing that does not fit."""
    table = core(net(("a", "b"), ("b", "c"), ("a", "c"), ("a", "x"), ("b", "y"), ("c", "z")))
    assert by_name(table, "part") == {"a": "core", "b": "core", "c": "core", "x": "periphery", "y": "periphery", "z": "periphery"}
    assert by_name(table, "shell") == {"a": 2, "b": 2, "c": 2, "x": 1, "y": 1, "z": 1}
    assert "(0 pairs of 15 do not fit)" in table.meaning


@pytest.mark.parametrize("seed", range(8))
def test_no_division_of_a_small_graph_fits_better(seed: int) -> None:
    pairs = ties(random_net(seed, size=8, facts=11))

    def misfit(inside: tuple[str, ...]) -> int:
        held = sum(pairs.has_edge(a, b) for a, b in combinations(inside, 2))
        outside = sum(pairs.has_edge(a, b) for a, b in combinations(set(pairs) - set(inside), 2))
        return len(inside) * (len(inside) - 1) // 2 - held + outside

    best = min(misfit(inside) for size in range(9) for inside in combinations(pairs, size))
    assert _split(sorted((degree for _, degree in pairs.degree), reverse=True), pairs.number_of_edges())[1] == best
    table = core(random_net(seed, size=8, facts=11))
    assert misfit(tuple(row[0] for row in table if row[2] == "core")) == best
    assert by_name(table, "shell") == nx.core_number(pairs)


def test_reciprocity_by_hand() -> None:
    graph = net(("a", "b"), ("a", "b", EVENT), ("b", "a", EVENT), ("a", "c", EVENT), ("c", "d", EQUALS))
    assert reciprocity(graph).rows == (("event", 3, 2, 2 / 3), ("partnership", 1, 0, 0.0), ("all", 3, 2, 2 / 3))


@pytest.mark.parametrize("seed", range(3))
def test_reciprocity_as_networkx_has_it(seed: int) -> None:
    graph = random_net(seed, size=12, facts=60)
    plain = nx.DiGraph([(a, b) for a, b, data in graph.edges(data=True) if data["directed"]])
    assert 0 < nx.overall_reciprocity(plain) == pytest.approx(reciprocity(graph).rows[-1][3])


def test_hierarchy_by_hand() -> None:
    def inside(*names: str, level: str = "county") -> dict[str, object]:
        return {"within": list(names), "level": level}

    graph = net(("a", "b"), ("A", "B"), ("c", "d"), ("e", "f"), ("P", "Q"), a=inside("A", "P"), b=inside("B", "Q"),
                A=inside("P", level="city"), B=inside("Q", level="city"), c=inside("C", "P"), d=inside("D", "P"),
                e=inside("A", "P"), f=inside("R"))
    table = hierarchy(graph)
    assert {(row[0], row[2]): (row[5], row[6]) for row in table} == {
        ("a", "b"): ("A—B", "above"), ("A", "B"): ("P—Q", "above"), ("c", "d"): ("", "same"), ("e", "f"): ("", "none")}
    assert "(2 of 4)" in table.meaning
    assert sorted(table.to_networkx().edges()) == [("A", "B"), ("a", "b"), ("c", "d"), ("e", "f")]


def test_assortativity_by_hand() -> None:
    """Three of four pairs alike; of eight ends five are counties and three cities: (3/4 − 34/64) / (1 − 34/64) = 7/15."""
    graph = net(("a", "b"), ("c", "d"), ("e", "f"), ("g", "h"), **{node: {"level": "county"} for node in "abcdg"},
                **{node: {"level": "city"} for node in "efh"})
    rows = {row[0]: row[1:] for row in assortativity(graph)}
    assert rows["level"] == (4, pytest.approx(7 / 15), 3 / 4, 34 / 64)
    assert rows["province"] == (0, None, None, None)
    assert rows["partners"][1] is None, "all have one partner"


@pytest.mark.parametrize("seed", range(3))
def test_assortativity_as_networkx_has_it(seed: int) -> None:
    graph = random_net(seed)
    pairs = ties(graph)
    pairs.remove_nodes_from(list(nx.isolates(pairs)))
    found = {row[0]: row[2] for row in assortativity(graph)}
    assert found["level"] == pytest.approx(nx.attribute_assortativity_coefficient(pairs, "level"))
    assert found["province"] == pytest.approx(nx.attribute_assortativity_coefficient(pairs, "province"))
    assert found["partners"] == pytest.approx(nx.degree_pearson_correlation_coefficient(pairs))


def test_all_alike_has_no_coefficient() -> None:
    [row, *_] = assortativity(net(("a", "b"))).rows
    assert row == ("level", 1, None, 1.0, 1.0)


def test_layers_by_hand() -> None:
    table = layers(net(("a", "b"), ("a", "b"), ("b", "a", EVENT), ("b", "c"), ("c", "d", EVENT), ("a", "b", {"relation": "money"})))
    assert [row[:5] for row in table] == [("event", "money", 2, 1, 1), ("money", "partnership", 1, 2, 1), ("event", "partnership", 2, 2, 1)]
    assert [row[5:] for row in table] == [(1 / 2, 1 / 2, 1.0), (1 / 2, 1.0, 1 / 2), (1 / 3, 1 / 2, 1 / 2)]


@pytest.mark.parametrize("measure", [core, reciprocity, hierarchy, layers])
def test_nothing_gives_no_rows(measure) -> None:  # type: ignore[no-untyped-def]
    assert measure(nx.MultiDiGraph()).rows == ()
