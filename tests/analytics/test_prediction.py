"""Suggestions and their back-test: by hand, as networkx has the scores, and honest about chance."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
import pytest

import kg.analytics.candidates as module
from analytics.graphs import dated_net, net, random_net
from kg.analytics import backtest, holdout, suggest
from kg.analytics.candidates import METHODS, candidates, judged
from kg.analytics.ties import read, ties
from kg.errors import InputError, UnknownName


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


def all_scores(graph: nx.MultiDiGraph) -> tuple[list[tuple[str, str]], dict[str, Any]]:
    """Every candidate of a small graph, and the scores of each method."""
    net = read(graph)
    found = candidates(net, *net.pairs)
    one, other = np.triu_indices(found.size, 1)
    keep = found.free(one, other)
    one, other = one[keep], other[keep]
    names = [net.nodes[place] for place in found.places.tolist()]
    assert len(one) == len(found)
    return [(names[a], names[b]) for a, b in zip(one, other, strict=True)], {
        method: score(found).of(one, other) for method, score in METHODS.items()}


@pytest.mark.parametrize("seed", range(3))
def test_scores_as_networkx_has_them(seed: int) -> None:
    graph = random_net(seed, size=25, facts=50)
    pairs = ties(graph)
    pairs.remove_nodes_from(list(nx.isolates(pairs)))
    ends, scores = all_scores(graph)
    assert sorted(ends) == sorted(tuple(sorted(pair)) for pair in nx.non_edges(pairs))
    for method, expected in (("common", nx.resource_allocation_index), ("popularity", nx.preferential_attachment)):
        assert scores[method] == pytest.approx([score for _, _, score in expected(pairs, ends)])
    for (a, b), score in zip(ends, scores["paths"], strict=True):
        ways = [1 / np.sqrt(pairs.degree(u) * pairs.degree(v)) for u in pairs[a] for v in pairs[b] if pairs.has_edge(u, v)]
        assert score == pytest.approx(sum(ways))


def test_blocks_by_hand() -> None:
    """One tie lies inside 东 (a—b), three join 东 and 西: 东 has five ends of ties and 西 three. Between them a tie is expected
    3/(5·3) times the product of the numbers of partners: a—x 2·1, c—w 1·1; inside 东 2/(5·5), a tie having both its ends there."""
    east, west = {"province": "东"}, {"province": "西"}
    graph = net(("a", "b"), ("a", "w"), ("b", "x"), ("c", "y"), a=east, b=east, c=east, w=west, x=west, y=west)
    ends, scores = all_scores(graph)
    found = dict(zip(ends, scores["blocks"].tolist(), strict=True))
    assert found["a", "x"] == found["b", "y"] == pytest.approx(3 / 15 * 2)
    assert found["c", "w"] == pytest.approx(3 / 15) and found["w", "x"] == 0.0
    assert found["a", "c"] == pytest.approx(2 / 25 * 2 * 1)


def test_places_abroad_are_in_blocks_by_their_country() -> None:
    ties_ = ("a", "b"), ("a", "w"), ("b", "x"), ("c", "y")
    sides = {node: side for side, nodes in (("东", "abc"), ("西", "wxy")) for node in nodes}
    by_country = net(*ties_, **{node: {"country": side} for node, side in sides.items()})
    by_province = net(*ties_, **{node: {"province": side} for node, side in sides.items()})
    assert all_scores(by_country)[1]["blocks"].tolist() == all_scores(by_province)[1]["blocks"].tolist()


@pytest.mark.parametrize("room", [8_000_000, 40])
@pytest.mark.parametrize("seed", range(4))
def test_in_blocks_and_classes_nothing_is_lost(seed: int, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted without writing the candidates down is what writing all of them down gives."""
    monkeypatch.setattr(module, "ROOM", room)
    graph = dated_net(seed, size=30, facts=50)
    net_, (ends, scores) = read(graph), all_scores(graph)
    found = candidates(net_, *net_.pairs)
    place = {net_.nodes[one]: number for number, one in enumerate(found.places.tolist())}
    true = np.random.default_rng(seed).random(len(ends)) < 0.1
    followed = tuple(np.array([place[pair[side]] for pair, hit in zip(ends, true, strict=True) if hit]) for side in (0, 1))
    for method, make in METHODS.items():
        whole = scores[method]
        result = judged(make(found), len(found), followed, 7)  # type: ignore[arg-type]
        assert result.auc == pytest.approx(auc(whole, true)) and result.precision == pytest.approx(precision(whole, true, 7)), method
        one, other, best = make(found).best(9)
        order = [number for number in np.lexsort((np.arange(len(whole)), -whole))[:9].tolist() if whole[number] > 0]
        assert [(place[ends[number][0]], place[ends[number][1]], whole[number]) for number in order] == list(
            zip(one.tolist(), other.tolist(), best.tolist(), strict=True)), method


def auc(scores: Any, true: Any) -> float:
    """As the definition has it: each pair that followed beside each that did not."""
    return float(np.mean([(hit > other) + (hit == other) / 2 for hit in scores[true] for other in scores[~true]]))


def precision(scores: Any, true: Any, k: int) -> float:
    last = np.sort(scores)[-k]
    sure, drawn = scores > last, scores == last
    return float((true[sure].sum() + true[drawn].mean() * (k - sure.sum())) / k)


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


class Given:
    """Scores written down."""

    def __init__(self, *values: float) -> None:
        self.values = np.array(values)

    def counted(self) -> Iterator[tuple[Any, Any]]:
        for value in self.values:
            yield np.array([value]), np.array([1])

    def of(self, one: Any, other: Any) -> Any:
        return self.values[one]

    def best(self, number: int) -> Any:
        raise NotImplementedError


def test_equal_scores_are_a_draw() -> None:
    def of(scores: list[float], true: list[int], k: int) -> tuple[float | None, float | None]:
        return judged(Given(*scores), len(scores), (np.array(true, dtype=int), np.array(true, dtype=int)), k)

    assert of([0.0] * 10, [0, 1, 2], 5) == (0.5, pytest.approx(0.3))
    assert of([0.0] * 10, [], 0) == (None, None)
    assert of([*map(float, range(10))], [0, 1, 2], 3) == (0.0, 0.0)
    assert of([-float(number) for number in range(10)], [0, 1, 2], 3) == (1.0, 1.0)
    assert of([3.0, 2.0, 2.0, 1.0], [0, 1], 2) == (0.875, 0.75)


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
    before = graph.edge_subgraph((a, b, key) for a, b, key, data in graph.edges(keys=True, data=True) if data["day"] < f"{year}")
    ends, scores = all_scores(nx.MultiDiGraph(before))
    return [(method, str(ends), str(values)) for method, values in scores.items()]


def test_holdout_by_hand() -> None:
    """One of the two pairs a—b and c—d is held back: then nobody keeps a partner, and nothing can be tested. Of a star's
    three pairs one is held back: its end keeps no partner either."""
    for graph in (net(("a", "b"), ("c", "d")), net(("a", "b"), ("a", "c"), ("a", "d"))):
        table = holdout(graph, share=0.34)
        assert {row[1:4] for row in table} == {(None, None, None)} and {row[9] for row in table} == {0}
        assert table.meaning.startswith(f"1 pair of {len(graph) // 2 if len(graph.edges) == 2 else 3} held back at a time, 5 times")


def test_holdout_of_a_square_by_hand() -> None:
    """Whichever of the four ties of a square is held back, the rest is a way of four, its ends the pair held back. Of its three
    candidates that one alone has a way of three steps (AUC 1, precision 1), and no common partner, which the others have (AUC 0);
    its ends have one partner each, the others' together three (AUC 0)."""
    rows = {row[0]: row for row in holdout(net(("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")), share=0.25, k=1)}
    assert rows["paths"][1:8] == (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, pytest.approx(1 / 3))
    assert rows["common"][1:7] == (0.0,) * 6
    assert rows["popularity"][1:7] == (0.0,) * 6 and rows["paths"][8:] == (3, 1, 1)


def test_holdout_draws_the_same_each_time_and_no_two_alike() -> None:
    graph = random_net(3, size=60, facts=200)
    table = holdout(graph)
    assert table == holdout(graph) != holdout(graph, seeds=4)
    assert all(row[2] < row[1] < row[3] for row in table if row[0] != "superiors")
    for wrong in ({"share": 0.0}, {"share": 1.0}, {"seeds": 0}):
        with pytest.raises(InputError, match="hold back a part above 0 and below 1"):
            holdout(graph, **wrong)  # type: ignore[arg-type]


def test_too_little_to_test_is_told() -> None:
    assert "too few dated pairs" in suggest(net(("a", "b"), ("b", "c"), ("c", "d"))).meaning
    rows = backtest(net(begun("a", "b", 2018)), 2000).rows
    assert [row[1:] for row in rows] == [(None, None, None, 0, 0, 0)] * 5
    assert suggest(nx.Graph()).rows == ()


def test_an_unknown_method_is_told() -> None:
    with pytest.raises(UnknownName, match="no method 'magic'; choose from paths, common, superiors, blocks, popularity"):
        suggest(net(("a", "b")), method="magic")


def test_newcomers_by_hand() -> None:
    """Before 2020 only A—B is joined, the superiors of a and b, who had no partner: without newcomers nothing can be foretold. With
    them there are four actors and five pairs less that of a and A, and b and B: three candidates, of which a—b alone has superiors joined."""
    graph = net(begun("A", "B", 2018), begun("a", "b", 2020), a={"within": ["A"]}, b={"within": ["B"]})
    assert [row[5] for row in backtest(graph, 2020)] == [0] * 5
    rows = {row[0]: row[1:] for row in backtest(graph, 2020, k=1, newcomers=True)}
    assert rows["superiors"] == (1.0, 1.0, 1 / 3, 3, 1, 1)
    assert rows["paths"][:2] == (0.5, 1 / 3), "no way leads to newcomers: a draw"
    assert rows["popularity"][:2] == (0.0, 0.0), "a—B and A—b have (0 + 1)·(1 + 1), a—b 1·1"
    assert {row[9] for row in holdout(graph, share=0.5, newcomers=True)} == {1}
