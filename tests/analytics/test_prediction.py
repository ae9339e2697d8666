"""Suggestions and their back-test: by hand, as networkx has the scores, and honest about chance."""

from __future__ import annotations

import random

import networkx as nx
import numpy as np
import pytest

from analytics.graphs import net, random_net
from kg.analytics import backtest, suggest
from kg.analytics.prediction import METHODS, _open, auc, precision
from kg.analytics.ties import ties
from kg.errors import UnknownName


def begun(a: str, b: str, year: int) -> tuple[str, str, dict[str, str]]:
    return a, b, {"day": f"{year}-05-01"}


def test_suggestions_by_hand() -> None:
    """In a — b — c — d one way of three steps leads from a to d, through b and c with two partners each: 1/√(2·2)."""
    [row] = suggest(net(("a", "b"), ("b", "c"), ("c", "d"))).records()
    assert (row["a"], row["b"], row["score"]) == ("a", "d", 0.5)
    common = suggest(net(("a", "b"), ("b", "c"), ("c", "d")), method="common").records()
    assert [(row["a"], row["b"], row["score"]) for row in common] == [("a", "c", 0.5), ("b", "d", 0.5)]


def test_what_lies_in_the_other_is_no_candidate() -> None:
    graph = net(("a", "b"), ("b", "c"), ("c", "d"), a={"within": ["d"]})
    assert suggest(graph).rows == ()


def test_pairs_of_superiors_count() -> None:
    graph = net(("A", "B"), ("a", "x"), ("b", "y"), a={"within": ["A"]}, b={"within": ["B"]})
    [row] = suggest(graph, method="superiors").records()
    assert (row["a"], row["b"], row["score"], row["superior_pairs"]) == ("a", "b", 1.0, 1)


@pytest.mark.parametrize("seed", range(3))
def test_scores_as_networkx_has_them(seed: int) -> None:
    pairs = ties(random_net(seed, size=25, facts=50))
    pairs.remove_nodes_from(list(nx.isolates(pairs)))
    found = _open(pairs, set(pairs.edges))
    ends = [(found.nodes[a], found.nodes[b]) for a, b in zip(*found.ends, strict=True)]
    assert sorted(ends) == sorted(tuple(sorted(pair)) for pair in nx.non_edges(pairs))
    for method, expected in (("common", nx.resource_allocation_index), ("popularity", nx.preferential_attachment)):
        assert found.scores(method) == pytest.approx([score for _, _, score in expected(pairs, ends)])
    for (a, b), score in zip(ends, found.scores("paths"), strict=True):
        ways = [1 / np.sqrt(pairs.degree(u) * pairs.degree(v)) for u in pairs[a] for v in pairs[b] if pairs.has_edge(u, v)]
        assert score == pytest.approx(sum(ways))


def test_backtest_by_hand() -> None:
    """Before 2020: a — b — c — d, and e — f. Of eleven open pairs a — d and c — e follow; b — g cannot be foretold."""
    graph = net(begun("a", "b", 2018), begun("b", "c", 2018), begun("c", "d", 2019), begun("e", "f", 2019),
                begun("a", "d", 2020), begun("c", "e", 2021), begun("b", "g", 2021), ("d", "g"))
    table = backtest(graph, 2020, k=1)
    rows = {row[0]: row[1:] for row in table}
    assert table.meaning.startswith("Trained on 4 pairs begun before 2020; 3 followed, of which 2 could be foretold")
    assert "1 pair without a date left out" in table.meaning
    assert rows["paths"][1:] == (1.0, 2 / 11, 11, 2, 1)
    # a — d alone has a score: it is above all nine that did not follow, c — e draws with them: (9 + 4.5) / 18
    assert rows["paths"][0] == pytest.approx(13.5 / 18)
    # numbers of partners: b and c two, the others one. a — d (1) draws with ae, af, de, df and is below ac, bd, be, bf, cf (2);
    # c — e (2) is above those four and draws with these five: (4/2 + 4 + 5/2) / 18
    assert rows["popularity"][0] == pytest.approx(8.5 / 18)


def test_equal_scores_are_a_draw() -> None:
    flat, true = np.zeros(10), np.array([True] * 3 + [False] * 7)
    assert auc(flat, true) == 0.5 and precision(flat, true, 5) == pytest.approx(0.3)
    assert auc(flat, np.zeros(10, bool)) is None and precision(flat, true, 0) is None
    assert auc(np.arange(10.0), true) == 0.0 and precision(-np.arange(10.0), true, 3) == 1.0


def test_of_random_pairs_nothing_can_be_foretold() -> None:
    draw = random.Random(5)
    nodes = [f"n{number:03d}" for number in range(120)]
    graph = net(*(begun(*draw.sample(nodes, 2), draw.randint(2010, 2021)) for _ in range(700)))
    for row in backtest(graph, 2018):
        assert 0.42 < row[1] < 0.58, row


def test_help_from_one_group_to_the_other_is_foretold_by_paths_not_by_common_partners() -> None:
    draw = random.Random(6)
    pairs = {(f"e{east}", f"w{west}") for east in range(24) for west in range(24) if east % 3 == west % 3 and draw.random() < 0.5}
    graph = net(*(begun(a, b, draw.randint(2010, 2020)) for a, b in sorted(pairs)))
    found = {row[0]: row[1] for row in backtest(graph, 2019)}
    assert found["paths"] > 0.9 > 0.6 > found["popularity"]
    assert found["common"] < 0.5
    assert "It beats that baseline" in suggest(graph).meaning
    first = suggest(graph, top=10)
    assert len(first) == 10 and all({row[0][0], row[2][0]} == {"e", "w"} and int(row[0][1:]) % 3 == int(row[2][1:]) % 3 for row in first)


def test_the_test_sees_nothing_of_what_it_is_to_foretell() -> None:
    graph = net(begun("a", "b", 2018), begun("b", "c", 2018), begun("c", "d", 2019))
    later = net(*((a, b, data) for a, b, data in graph.edges(data=True)), begun("a", "d", 2020), begun("a", "c", 2021))
    assert [row[1:3] for row in _open_rows(graph, 2020)] == [row[1:3] for row in _open_rows(later, 2020)]


def _open_rows(graph: nx.MultiDiGraph, year: int) -> list[tuple[str, ...]]:
    known = {(a, b) for a, b, data in graph.edges(data=True) if data["day"] < f"{year}"}
    found = _open(graph, known)
    return [(method, *map(str, found.scores(method))) for method in METHODS]


def test_too_little_to_test_is_told() -> None:
    assert "too few dated pairs" in suggest(net(("a", "b"), ("b", "c"), ("c", "d"))).meaning
    rows = backtest(net(begun("a", "b", 2018)), 2000).rows
    assert [row[1:] for row in rows] == [(None, None, None, 0, 0, 0)] * 4
    assert suggest(nx.Graph()).rows == ()


def test_an_unknown_method_is_told() -> None:
    with pytest.raises(UnknownName, match="no method 'magic'; choose from paths, common, superiors, popularity"):
        suggest(net(("a", "b")), method="magic")
