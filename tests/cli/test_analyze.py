"""`kg analyze`: the list of measures, each measure on the example, what is told beside the rows, and wrong usage."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.analytics import MEASURES

from .conftest import kg

MORE = {"backtest": ["--year", "2020"], "silence": ["--on", "2023-06-30"]}


def test_without_a_measure_they_are_listed_with_their_questions(here: Path) -> None:
    rows = json.loads(kg("analyze", "--format", "json").stdout)
    assert [row["measure"] for row in rows] == list(MEASURES)
    assert all(row["question"].endswith("?") and row["问题"].endswith("？") for row in rows)


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure_answers_twice_the_same_and_says_what_it_means(measure: str, here: Path) -> None:
    line = ["analyze", measure, *MORE.get(measure, []), "--format", "json"]
    result = kg(*line)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) is not None and result.stdout == kg(*line).stdout
    size, meaning = result.stderr.splitlines()[:2]
    assert size.startswith("regions by ") and " nodes, " in size and " facts" in size
    assert len(meaning) > 60


def test_people_see_names_and_programs_see_everything(here: Path) -> None:
    shown = kg("analyze", "strength", "--by", "partnership")
    assert shown.stdout.splitlines()[0].split() == ["name", "code", "partners", "facts", "out", "into"]
    assert shown.stderr.startswith("regions by partnership: 4 nodes, 2 pairs, 2 facts\n")
    rows = list(csv.DictReader(io.StringIO(kg("analyze", "strength", "--by", "partnership", "--format", "csv").stdout)))
    assert {(row["name"], row["out"], row["into"]) for row in rows} == {
        ("新吴区", "1", "0"), ("宜川县", "0", "1"), ("无锡市", "1", "0"), ("延安市", "0", "1")}
    assert all(row["iri"].endswith(row["code"]) for row in rows)


def test_the_example_nests_and_falls_silent(here: Path) -> None:
    nested = json.loads(kg("analyze", "hierarchy", "--format", "json").stdout)
    assert [(row["a"], row["b"], row["superiors"]) for row in nested if row["under"] == "above"] == [("新吴区", "宜川县", "无锡市—延安市")]
    silent = json.loads(kg("analyze", "silence", "--on", "2023-06-30", "--months", "18", "--format", "json").stdout)
    assert {(row["a"], row["last_event"], row["months"]) for row in silent} == {("新吴区", "2021-12-01", 18), ("无锡市", "", None)}
    [longer] = json.loads(kg("analyze", "silence", "--on", "2023-06-30", "--months", "19", "--format", "json").stdout)
    assert longer["a"] == "无锡市"


def test_silence_is_asked_today_where_no_day_is_given(here: Path) -> None:
    from datetime import date

    assert date.today().isoformat()[:7] in kg("analyze", "silence").stderr


def test_time_kind_graph_and_top(here: Path) -> None:
    assert "4 nodes" in kg("analyze", "strength", "--kind", "苏陕协作").stderr
    early = kg("analyze", "strength", "--by", "event,money", "--to", "2020")
    assert early.stdout == "" and "left out: 5 of another time or without a date" in early.stderr and "no rows" in early.stderr
    people = kg("analyze", "brokerage", "--graph", "people", "--top", "3")
    assert people.stderr.startswith("people by event: 13 nodes, 76 pairs, 2 facts") and "The first 3 of 13 rows." in people.stderr
    assert len(people.stdout.splitlines()) == 4
    assert "bodies by tenure" in kg("analyze", "strength", "--graph", "bodies").stderr
    assert "multilayer by partnership, money" in kg("analyze", "layers", "--graph", "multilayer").stderr


@pytest.mark.parametrize("line, status, told", [
    (["magic"], 2, "strength"), (["silence", "--year", "2020"], 2, "--year means something to suggest and backtest only"),
    (["strength", "--months", "3"], 2, "--months means something to silence only"), (["backtest"], 2, "--year YYYY"),
    (["turnover", "--graph", "people"], 2, "takes no --graph"), (["strength", "--on", "2021-13-01"], 2, "there is no month 13"),
    (["strength", "--from", "soon"], 1, "'soon' is no date"), (["strength", "--kind", "nothing"], 1, "there is no kind 'nothing'"),
    (["strength", "--by", "love"], 1, "'love' joins no regions; choose from partnership"),
    (["strength", "--graph", "people", "--by", "money"], 1, "'money' joins no people"),
])
def test_wrong_usage_is_told(line: list[str], status: int, told: str, here: Path) -> None:
    result = kg("analyze", *line)
    assert (result.exit_code, result.stdout) == (status, "")
    assert told in result.stderr.replace("\n", " ")


def test_listing_and_other_commands_import_no_heavy_library(loaded: Path) -> None:
    code = ("import sys\nfrom kg.cli.main import run\nrun(sys.argv[1:])\n"
            "print(*sorted({'networkx', 'numpy', 'scipy', 'pandas'} & set(sys.modules)), file=sys.stderr)")
    for line in (["analyze"], ["analyze", "--help"], ["stats", "--store", str(loaded)]):
        done = subprocess.run([sys.executable, "-c", code, *line], capture_output=True, check=True, text=True, encoding="utf-8")
        assert done.stderr.strip() == "", line
