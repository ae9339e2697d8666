"""Strength, reach, PageRank, betweenness: worked out by hand, and as networkx has them."""

from __future__ import annotations

import networkx as nx
import pytest

from analytics.graphs import by_name, net, random_net
from kg.analytics import betweenness, pagerank, reach, strength
from kg.analytics.ties import arcs, ties

# a pays b twice and visits c; b and c are equals; c helps d; e stands alone
SMALL = net(("a", "b"), ("a", "b"), ("a", "c"), ("b", "c", {"directed": False}), ("c", "d"), e={})


def test_strength_by_hand() -> None:
    rows = [row[:6] for row in strength(SMALL)]
    assert rows == [("c", "", 3, 3, 1, 1), ("a", "", 2, 3, 3, 0), ("b", "", 2, 3, 0, 2), ("d", "", 1, 1, 0, 1),
                    ("e", "", 0, 0, 0, 0)]


def test_facts_between_equals_run_both_ways_and_all_count_once() -> None:
    assert sorted(arcs(SMALL).edges(data="weight")) == [
        ("a", "b", 2.0), ("a", "c", 1.0), ("b", "c", 1.0), ("c", "b", 1.0), ("c", "d", 1.0)]
    assert sorted(map(sorted, ties(SMALL).edges)) == [["a", "b"], ["a", "c"], ["b", "c"], ["c", "d"]]
    assert ties(SMALL).edges["a", "b"]["weight"] == 2.0
    assert ties(nx.Graph([("x", "y", {"weight": 3.0})])).edges["x", "y"]["weight"] == 3.0


def test_reach_by_hand() -> None:
    table = reach(SMALL)
    assert by_name(table, "near") == {"a": 3, "b": 3, "c": 3, "d": 3, "e": 0}
    assert by_name(table, "share")["a"] == 3 / 4
    assert by_name(reach(SMALL, steps=1), "near") == {"a": 2, "b": 2, "c": 3, "d": 1, "e": 0}
    assert by_name(reach(net(("a", "b"), ("b", "c"), ("c", "d"))), "near") == {"a": 2, "b": 3, "c": 3, "d": 2}
    assert by_name(table, "connected") == {"a": 3, "b": 3, "c": 3, "d": 3, "e": 0}


def test_pagerank_by_hand() -> None:
    """Two regions, one arc: a has (1-d)/2 + d·b/2 (b, which leads nowhere, starts anew anywhere), so a = 1/(2+d)."""
    scores = by_name(pagerank(net(("a", "b"))), "score")
    assert scores["a"] == pytest.approx(1 / 2.85, abs=1e-8)
    assert scores["b"] == pytest.approx(1.85 / 2.85, abs=1e-8)
    assert by_name(pagerank(net(("a", "b"))), "times")["b"] == pytest.approx(2 * 1.85 / 2.85, abs=1e-8)


@pytest.mark.parametrize("seed", range(5))
def test_pagerank_as_networkx_has_it(seed: int) -> None:
    graph = random_net(seed)
    plain = nx.MultiDiGraph(graph)
    plain.add_edges_from([(b, a) for a, b, data in graph.edges(data=True) if not data["directed"]])
    expected = nx.pagerank(plain, tol=1e-10, max_iter=1000, weight="none")
    assert by_name(pagerank(graph), "score") == pytest.approx(expected, abs=1e-8)


def test_betweenness_by_hand() -> None:
    """In a — b — c — d two of three pairs of others need b: 2/3."""
    path = net(("a", "b"), ("b", "c"), ("c", "d"))
    assert by_name(betweenness(path), "score") == pytest.approx({"a": 0, "b": 2 / 3, "c": 2 / 3, "d": 0})
    square = net(("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"))  # each is on one of two ways between its neighbours
    assert set(betweenness(square).column("score")) == {round(1 / 6, 12)}


@pytest.mark.parametrize("seed", range(5))
def test_betweenness_as_networkx_has_it(seed: int) -> None:
    graph = random_net(seed)
    expected = nx.betweenness_centrality(nx.Graph(graph.to_undirected()))
    assert by_name(betweenness(graph), "score") == pytest.approx(expected, abs=1e-9)


def test_a_sample_says_that_it_is_one_and_comes_near() -> None:
    graph = random_net(1, size=200, facts=700)
    whole, sample = betweenness(graph), betweenness(graph, sources=100)
    assert "Estimated from 100 of 200 starting points" in sample.meaning and "Estimated" not in whole.meaning
    assert sample.rows == betweenness(graph, sources=100).rows
    assert set(whole.column("name")[:3]) <= set(sample.column("name")[:10])
    error = [abs(by_name(whole, "score")[name] - score) for name, score in by_name(sample, "score").items()]
    assert 0 < max(error) < 0.03


@pytest.mark.parametrize("measure", [strength, reach, pagerank, betweenness])
def test_nothing_gives_no_rows(measure) -> None:  # type: ignore[no-untyped-def]
    assert measure(nx.MultiDiGraph()).rows == ()
