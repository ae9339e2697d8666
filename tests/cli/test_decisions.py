"""Decisions from the command line and at the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg as library
from cli.conftest import kg
from kg import curate
from kg.model import Evidence, Partnership, Person, Region, Source, Tenure

VAGUE = "id:tenure/610630/魏建文/610630/region/县领导"
PAIR = "id:partnership/paired-assistance/320214/with/610630"


def rows(*arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(kg(*arguments, "--format", "json").stdout)
    return found


def export() -> str:
    return kg("export", "--format", "nq").stdout


def test_reject_list_reload_undo(here: Path) -> None:
    before = export()
    [decision] = rows("reject", VAGUE, "--by", "王编辑", "--why", "只是泛称")
    assert (decision["number"], decision["verdict"], decision["target"], decision["who"]) == (1, "reject", VAGUE, "王编辑")
    assert "魏建文" not in {row["person"] for row in rows("people", "宜川县")}
    after = export()
    assert kg("load", "article.txt").exit_code == 0 and export() == after
    assert rows("decisions") == [decision]
    assert kg("undo", "1").exit_code == 0
    assert export() == before
    assert "nothing was decided" in kg("decisions").stderr


def test_who_decides(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_USER", "李核对")
    [decision] = rows("accept", VAGUE)
    assert decision["who"] == "李核对"


def test_correct_shows_in_lookups(here: Path) -> None:
    [decision] = rows("correct", PAIR, "coop:start", "2016-09")
    assert decision["value"] == "coop:start = 2016-09"
    assert [row["since"] for row in rows("partners", "宜川县")] == ["2016-09"]
    result = kg("correct", PAIR, "coop:start", "2016-02-30")
    assert result.exit_code == 1 and "no date of the calendar" in result.stderr


def test_merge_and_split(here: Path) -> None:
    kg("merge", "id:person/610630/高鹃", "id:person/610630/高勇")
    assert {row["person"] for row in rows("posts", "高鹃")} == {"高勇"}
    kg("undo", "1")
    [decision] = rows("split", "id:person/320214/崔荣国", "id:tenure/320214/崔荣国/无锡高新区管委会/管委会主任")
    assert str(decision["value"]).startswith("id:person/320214/崔荣国/apart/")
    people = json.loads(kg("query", "SELECT DISTINCT ?p { ?p a foaf:Person ; foaf:name '崔荣国'@zh }", "--format", "json").stdout)
    assert len(people["results"]["bindings"]) == 2


def test_derived_relations_follow(here: Path) -> None:
    kg("derive")
    assert kg("query", "ASK { ?a coop:assists ?b }").stdout == "true\n"
    before = export()
    kg("reject", PAIR)
    kg("reject", "id:partnership/paired-assistance/320200/with/610600")
    assert kg("query", "ASK { ?a coop:assists ?b }").stdout == "false\n"
    kg("undo", "2", "1")
    assert export() == before


def test_an_unknown_fact_is_told(here: Path) -> None:
    result = kg("reject", "id:tenure/nobody")
    assert result.exit_code == 1 and "no source speaks of" in result.stderr and result.stdout == ""


def test_review_lists_in_a_pipe(here: Path) -> None:
    before = export()
    found = rows("review", "--below", "0.9")
    assert [row["ask"] for row in found][:1] == ["low confidence"]
    assert all(row["quote"] in (here / "article.txt").read_text("utf-8") for row in found)
    named = [str(row["fact"]) for row in rows("review", "魏建文", "--below", "2")]
    assert library.terms.expand(VAGUE) in named and all("魏建文" in fact for fact in named)
    assert export() == before


def test_review_asks_one_key_for_each_decision(here: Path) -> None:
    asked = rows("review", "--below", "0.9")
    assert len(asked) > 4
    before = export()
    result = kg("review", "--ask", "--below", "0.9", "--by", "甲", input="xasrrq")
    assert result.exit_code == 0, result.output
    assert f"[1/{len(asked)}] low confidence" in result.stdout and str(asked[0]["quote"]) in result.stdout
    taken = rows("decisions")
    assert [row["verdict"] for row in taken] == ["accept", "reject", "reject"]
    assert library.terms.expand(str(taken[0]["target"])) == asked[0]["fact"]
    assert "3 decisions taken" in result.stderr
    left = {row["fact"] for row in rows("review", "--below", "0.9")}
    assert not left & {library.terms.expand(str(row["target"])) for row in taken}
    kg("undo", "1", "2", "3")
    assert export() == before


def test_review_takes_back(here: Path) -> None:
    before = export()
    result = kg("review", "--ask", "--below", "0.9", input="uruq")
    assert "nothing to undo" in result.stdout and result.stdout.count("[1/") == 3
    assert export() == before
    assert kg("review", "--ask", "--below", "0.9", input="").exit_code == 0, "the end of the input is the end"


def test_what_is_under_the_limit_waits_for_review(here: Path) -> None:
    before = export()
    [report] = rows("load", "article.txt", "--min-confidence", "1")
    answer = json.loads(kg("query", "withheld", "--format", "json").stdout)
    waiting = [row["fact"]["value"] for row in answer["results"]["bindings"]]
    assert report["status"] == "loaded" and str(report["message"]).endswith(f"{len(waiting)} facts under 1 wait for review")
    assert "魏建文" not in {row["person"] for row in rows("people", "宜川县")}
    asked = rows("review")
    assert {row["fact"] for row in asked if row["ask"] == "withheld"} == set(waiting)
    assert [row["ask"] for row in asked[:len(waiting)]] == ["withheld"] * len(waiting)
    rows("accept", VAGUE)
    assert "魏建文" in {row["person"] for row in rows("people", "宜川县")}
    kg("undo", "1")
    result = kg("review", "--ask", input="aq")
    assert f"[1/{len(asked)}] withheld" in result.stdout and "1 decision taken" in result.stderr
    kg("undo", "1")
    assert kg("load", "article.txt").exit_code == 0 and export() == before
    assert kg("load", "article.txt", "--min-confidence", "7").exit_code == 2


@pytest.fixture
def disputed(here: Path) -> Path:
    """The store with two further sources, which contradict one another and spell one person in two ways."""
    place, other = Region(name="南浦县", code="990101"), Region(name="北浦县", code="990202")
    with library.open("kg-store") as store:
        for name, since, title in (("甲.txt", "2017", "丁吴"), ("乙.txt", "2019", "丁吳")):
            source = Source(name=name, sha256=name, extractor="kg-test")
            proof = (Evidence(source=source.key, quote=f"自{since}年起，{title}", start=0, end=9),)
            body = library.model.Organization(name="南浦县人民政府", kind="organ/government", region=place)
            post = library.model.Post(title="县长", organization=body, kind="post/head-of-government")
            store.replace(source, [
                Partnership(a=place, b=other, kind="partnership/paired-assistance", since=since, evidence=proof),
                Tenure(person=Person(name=title, seat=place), post=post, organization=body, attested="2020-01-02",
                       evidence=proof)])
    return here


def test_conflicts_and_duplicates(disputed: Path) -> None:
    found = {str(row["kind"]): row for row in rows("conflicts")}
    assert (found["two starts"]["value1"], found["two starts"]["value2"]) == ("2017", "2019")
    assert set(found) == {"two starts", "two holders"}
    [pair] = rows("duplicates")
    assert "simplified and traditional" in str(pair["reason"]) and pair["quote"] and pair["into_quote"]


def test_review_of_conflicts_and_duplicates(disputed: Path) -> None:
    before = export()
    assert [row["ask"] for row in rows("review", "南浦县", "--below", "0")] == ["two holders", "two starts", "duplicate"]
    assert rows("review", "宜川县", "--below", "0") == []
    result = kg("review", "--ask", "--below", "0", "--by", "甲", input="b2m")
    assert result.exit_code == 0, result.output
    assert "1. 2017" in result.stdout and "2. 2019" in result.stdout
    assert [row["verdict"] for row in rows("decisions")] == ["accept", "correct", "merge"]
    assert rows("conflicts") == [] and rows("duplicates") == []
    assert {row["since"] for row in rows("partners", "南浦县")} == {"2019"}
    kg("undo", "1", "2", "3")
    assert export() == before
    result = kg("review", "--ask", "--below", "0", input="1kq")
    with library.open("kg-store", read_only=True) as store:
        assert [one.verdict for one in curate.decisions(store)] == ["reject"]


def test_export_and_load_elsewhere(here: Path) -> None:
    kg("reject", VAGUE)
    kg("export", "--format", "nq", "-o", "all.nq")
    assert kg("--store", "other", "load", "all.nq").exit_code == 0
    assert json.loads(kg("--store", "other", "decisions", "--format", "json").stdout) == rows("decisions")
    assert "魏建文" not in {row["person"] for row in rows("--store", "other", "people", "宜川县")}
    assert kg("--store", "other", "undo", "1").exit_code == 0
    assert "魏建文" in {row["person"] for row in rows("--store", "other", "people", "宜川县")}
