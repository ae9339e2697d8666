"""Concentration of help and coverage."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.graphs import net
from kg.analytics import concentration, coverage, gini

MONEY = {"relation": "money", "currency": "CNY"}


@pytest.mark.parametrize("values, expected", [
    ([], None), ([0, 0], None), ([5], 0.0), ([1, 1, 1], 0.0), ([0, 10], 0.5), ([1, 3], 0.25), ([1, 2, 3, 4], 0.25)])
def test_gini_by_hand(values: list[float], expected: float | None) -> None:
    assert gini(values) == expected


@given(st.lists(st.integers(0, 1000), min_size=1).filter(any))
def test_gini_is_half_the_mean_difference_over_the_mean(values: list[int]) -> None:
    differences = sum(abs(a - b) for a in values for b in values)
    assert gini(values) == pytest.approx(differences / (2 * len(values) * sum(values)))


def test_concentration_by_hand() -> None:
    graph = net(("a", "x"), ("a", "y"), ("a", "z"), ("b", "z"), ("c", "d", {"directed": False}),
                ("a", "x", {**MONEY, "amount": 300.0}), ("b", "x", {**MONEY, "amount": 100.0}),
                ("b", "y", {**MONEY, "amount": 9000.0, "status": "status/cumulative"}), ("b", "x", {**MONEY, "currency": "EUR", "amount": 5.0}))
    rows = {row[:2]: row[2:] for row in concentration(graph)}
    assert rows["giving", "CNY"] == (2, 400.0, 0.25, 0.75, 1.0, 0.75**2 + 0.25**2, "a")
    assert rows["receiving", "CNY"] == (1, 400.0, 0.0, 1.0, 1.0, 1.0, "x")
    assert rows["giving", "EUR"][:2] == (1, 5.0)
    assert rows["giving", "facts"] == (2, 8.0, 0.0, 0.5, 1.0, 0.5, "a")
    assert rows["receiving", "facts"][:2] == (3, 8.0)
    assert rows["receiving", "facts"][3] == 4 / 8
    assert [row[:2] for row in concentration(graph)][:2] == [("giving", "facts"), ("receiving", "facts")]


def test_coverage_by_hand() -> None:
    east, west = {"province": "东省"}, {"province": "西省"}
    graph = net(("a", "b"), a=east, b=west, c={**west, "label": "丙县", "code": "980103"}, d={**west, "label": "丁县", "code": "980101"},
                E={**east, "level": "city"})
    assert coverage(graph).rows == (
        ("东省", "city", 1, 0, 0.0, "E"), ("西省", "county", 3, 1, 1 / 3, "丁县、丙县"), ("东省", "county", 1, 1, 1.0, ""))
    assert coverage(graph).meaning.startswith("2 of 5 regions")


def test_nothing_gives_no_rows() -> None:
    assert concentration(nx.DiGraph()).rows == coverage(nx.Graph()).rows == ()
    assert concentration(nx.Graph([("a", "b")])).rows == (), "between equals nobody gives"
