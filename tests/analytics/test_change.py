"""Growth, silence, turnover: worked out by hand (networkx has none of them)."""

from __future__ import annotations

import networkx as nx
import pytest

from analytics.graphs import net
from kg.analytics import growth, silence, turnover
from kg.analytics.change import _months
from kg.errors import InputError


def on(day: str, relation: str = "event", **more: str) -> dict[str, str]:
    return {"relation": relation, "day": day, **more}


def test_growth_by_hand() -> None:
    graph = net(("a", "b", on("2016-01-01")), ("b", "a", on("2018-03-01")), ("a", "c", on("2018-02-01", dated="reported")),
                ("c", "d", on("")))
    assert growth(graph).columns == ("year", "facts", "new_pairs", "pairs", "actors", "reported")
    assert growth(graph).rows == ((2016, 1, 1, 1, 2, 0), (2017, 0, 0, 1, 2, 0), (2018, 2, 1, 2, 3, 1))
    assert "1 fact without any date left out" in growth(graph).meaning


@pytest.mark.parametrize("earlier, later, months", [
    ("2021-12-01", "2023-06-30", 18), ("2021-12-01", "2021-12-31", 0), ("2022-01-31", "2022-02-28", 1), ("2022-01-31", "2022-02-27", 0),
    ("2020-05-15", "2021-05-14", 11), ("2020-05-15", "2021-05-15", 12)])
def test_whole_months(earlier: str, later: str, months: int) -> None:
    assert _months(earlier, later) == months


def pair(a: str, b: str, start: str = "", end: str = "") -> tuple[str, str, dict[str, str]]:
    return a, b, {"relation": "partnership", "start": start, "end": end}


SILENT = net(pair("a", "b", "2016"), pair("c", "d", "2017"), pair("e", "f"), pair("g", "h", "2010", "2015"), pair("i", "j", "2025"),
             ("b", "a", on("2020-05-01")), ("a", "b", on("2019-05-01")), ("c", "d", on("2022-05-01")), ("a", "b", on("2024-01-01")))


def test_silence_by_hand() -> None:
    rows = silence(SILENT, "2022-06-30", months=12).rows
    assert [(row[0], row[2], *row[4:7]) for row in rows] == [("e", "f", "", "", None), ("a", "b", "2016", "2020-05-01", 25)]
    assert "2 of 3 pairs had no event in the 12 months before 2022-06-30" in silence(SILENT, "2022-06-30", months=12).meaning
    assert [row[0] for row in silence(SILENT, "2022-06-30", months=26)] == ["e"]
    assert [row[0] for row in silence(SILENT, "2022-06-30", months=1)] == ["e", "a", "c"]
    assert [row[0] for row in silence(SILENT, "2024-02-01", months=12)] == ["e", "c"]
    assert sorted(silence(SILENT, "2022-06-30").to_networkx().edges()) == [("a", "b"), ("e", "f")]


def test_silence_needs_a_day() -> None:
    with pytest.raises(InputError, match="'2022' is no day"):
        silence(SILENT, "2022")


PERSON, BODY = {"kind": "person"}, {"kind": "organization"}


def term(person: str, day: str, last: str = "", body: str = "gov", **more: object) -> tuple[str, str, dict[str, object]]:
    return person, body, {"relation": "tenure", "kind": "post/county-head", "day": day, "last": last or day, "sole": True, "region": "a",
                          "directed": True, **more}


TIES = net(("a", "b", on("2018-01-01")), ("c", "a", on("2018-02-01")), ("a", "d", on("2019-01-01", "partnership")),
           ("a", "b", on("2021-01-01")), ("a", "e", on("2021-02-01", "money")), ("c", "d", on("2022-03-01")))


def test_turnover_by_hand() -> None:
    """Lu was there till June 2018 with ties to b and c; Qiao came in 2020; of both only b goes on."""
    posts = net(term("Lu", "2017-01-01"), term("Lu", "2018-06-01"), term("Qiao", "2020-03-01"), Lu=PERSON, Qiao=PERSON, gov=BODY)
    [row] = turnover(posts, TIES).records()
    assert row == {"region": "a", "code": "", "body": "gov", "post": "post/county-head", "before": "Lu", "last_known": "2018-06-01",
                   "after": "Qiao", "first_known": "2020-03-01", "ties": 2, "kept": 1, "share": 0.5, "months_seen": 24, "iri": "a"}
    assert turnover(posts, TIES).meaning.startswith("1 change of officials; of 2 ties before them 1 went on after.")


@pytest.mark.parametrize("other", [
    term("Qiao", "2018-01-01"), term("Qiao", "2020-03-01", sole=False), term("Qiao", "2020-03-01", kind="post/party-secretary"),
    term("Qiao", "2020-03-01", body="party"), term("Qiao", "2020-03-01", dated="reported")],
    ids=["overlapping", "deputy", "another post", "another body", "only reported"])
def test_who_follows_nobody(other: tuple[str, str, dict[str, object]]) -> None:
    posts = net(term("Lu", "2017-01-01"), term("Lu", "2018-06-01"), other, Lu=PERSON, Qiao=PERSON, gov=BODY)
    assert turnover(posts, TIES).rows == ()


def test_no_ties_no_share() -> None:
    posts = net(term("Lu", "2001-01-01"), term("Qiao", "2020-03-01"), term("Wen", "2030-01-01"), Lu=PERSON, Qiao=PERSON, Wen=PERSON)
    assert [(row["before"], row["ties"], row["share"], row["months_seen"]) for row in turnover(posts, TIES).records()] == [
        ("Lu", 0, None, 24), ("Qiao", 2, 0.0, 0)]


def test_nothing_gives_no_rows() -> None:
    empty = nx.MultiDiGraph()
    assert growth(empty).rows == silence(empty, "2020-01-01").rows == turnover(empty, empty).rows == ()
