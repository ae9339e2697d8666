"""`kg derive` and `kg why` as a person meets them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli.conftest import kg


def test_derive_lists_applies_and_removes(here: Path) -> None:
    rows = json.loads(kg("derive", "--list", "--format", "json").stdout)
    assert [row["rule"] for row in rows] == ["assists", "colleagues", "cooperates", "met", "posts", "programmes", "successions"]
    assert {row["state"] for row in rows} == {""} and {row["number"] for row in rows} == {0}
    assert kg("derive", "assists", "metWith").stdout.split() == ["what", "number", "derived", "154"]
    rows = json.loads(kg("derive", "--list", "--format", "json").stdout)
    assert {row["relation"]: row["number"] for row in rows if row["state"] == "current"} == {"assists": 2, "metWith": 152}
    assert kg("derive", "--remove", "met").stdout.split() == ["what", "number", "removed", "152"]
    assert kg("derive", "--undo").stdout.split() == ["what", "number", "removed", "2"]


@pytest.mark.parametrize(("arguments", "status", "said"), [
    (("derive", "--list", "assists"), 2, "--list only lists"), (("derive", "--list", "--remove"), 2, "--list only lists"),
    (("derive", "assits"), 1, "there is no rule 'assits'; there are assists (assists), colleagues (servesWith)"),
    (("why", "宜川县"), 1, "write NAME RELATION NAME"), (("why",), 2, "Missing argument"), (("why", "没有此地", "assists", "宜川"), 1, "没有此地"),
    (("why", "id:tenure/nobody"), 1, "no source states a fact"), (("why", "http://["), 1, "is no IRI"),
    (("why", "宜川", "assists", "新吴"), 0, "nothing says that 宜川县 assists 新吴区"),
])
def test_what_cannot_be_told_is_said(here: Path, arguments: tuple[str, ...], status: int, said: str) -> None:
    result = kg(*arguments)
    assert (result.exit_code, said in result.stderr, result.stdout) == (status, True, ""), result.output


def test_why_tells_in_sentences_and_in_rows(here: Path) -> None:
    result = kg("why", "新吴", "assists", "宜川")
    assert "not derived yet; run `kg derive`" in result.stderr
    kg("derive")
    result = kg("why", "新吴", "assists", "宜川")
    assert result.stderr == "" and result.stdout.splitlines()[1:] == [
        "1. 新吴区与宜川县结有东西部协作关系，自2016年起 (found by partnerships/joined, confidence 0.98)",
        "   “薛延飞回顾了自2016年以来双方走过的历程，感谢新吴区的长期支持。”", "   — article.txt"]
    (row,) = json.loads(kg("why", "新吴", "assists", "宜川", "--format", "json").stdout)
    assert (row["statement"], row["rule"], row["reason"], row["confidence"]) == ("新吴区 assists 宜川县", "assists", "1", "0.98")
    rows = json.loads(kg("why", row["fact"], "--format", "json").stdout)
    assert len(rows) == 4 and {(one["rule"], one["found_by"]) for one in rows} == {("", "partnerships/joined")}
    told = kg("why", row["fact"]).stdout
    assert told.count("1. ") == told.count("— article.txt") == 1 and all(one["quote"] in told for one in rows)


def test_what_sources_no_longer_say_is_told(here: Path) -> None:
    kg("derive")
    assert kg("query", "connections", "--format", "csv").stderr == ""
    kg("load", "pairs.csv")
    assert kg("why", "新吴", "assists", "宜川").stderr == "sources have changed since `kg derive`; run it again\n"
    assert "cooperatesWith, metWith, holdsPostIn" in kg("query", "connections", "--format", "csv").stderr
    kg("remove", "article.txt")
    result = kg("why", "新吴", "cooperatesWith", "宜川")
    assert "pairs.csv" in result.stdout and "run it again" in result.stderr
    kg("derive")
    assert kg("why", "新吴", "cooperatesWith", "宜川").stderr == ""
    shutil.copy("article.txt", "again.txt")
    kg("load", "again.txt")
    kg("derive")
    kg("remove", "again.txt")
    result = kg("why", "新吴", "cooperatesUnder", "苏陕协作")
    assert result.stdout and "run it again" in result.stderr


def test_decisions_derive_again_what_was_derived(here: Path) -> None:
    kg("derive", "assists")
    kg("reject", "id:partnership/paired-assistance/320214/with/610630", "--by", "王编辑")
    rows = {row["rule"]: (row["number"], row["state"]) for row in json.loads(kg("derive", "--list", "--format", "json").stdout)}
    assert rows["assists"] == (1, "current") and rows["met"] == (0, "")
    assert "nothing says" in kg("why", "新吴", "assists", "宜川").stderr
