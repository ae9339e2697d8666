"""`kg evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import kg


@pytest.mark.usefixtures("here")
def test_tables_for_people() -> None:
    lines = kg("evaluate", "corpus").stdout.splitlines()
    assert lines[0].split() == ["fact", "gold", "found", "precision", "recall", "F1"]
    assert any(line.split() == ["places", "1", "1", "1.000"] for line in lines)
    assert lines[lines.index("") + 1].split() == ["confidence", "facts", "mean", "right"]
    assert lines[-2].split() == ["judged", "Brier", "score", "calibration", "error"]


@pytest.mark.usefixtures("here")
def test_one_object_for_programs() -> None:
    told = json.loads(kg("evaluate", "corpus", "--misses", "--format", "json").stdout)
    assert told["documents"] == 1
    assert {"document": "article", "fact": "people", "what": "missed", "value": "某某"} in told["misses"]
    assert next(score["recall"] for score in told["scores"] if score["fact"] == "people") == 0.0
    assert all(band["facts"] for band in told["reliability"])
    assert 0 < told["brier"] < 1 and 0 < told["calibration_error"] < 1


@pytest.mark.usefixtures("here")
def test_one_table_in_csv() -> None:
    assert kg("evaluate", "corpus", "--format", "csv").stdout.startswith("fact,gold,found,precision,recall,F1\n")
    listed = kg("evaluate", "corpus", "--misses", "--format", "csv").stdout
    assert listed.startswith("document,fact,what,value\n") and "article,people,missed,某某\n" in listed


def test_a_text_that_fails_is_an_error(here: Path) -> None:
    (here / "corpus" / "article.txt").write_bytes(b"a\0b")
    result = kg("evaluate", "corpus")
    assert result.exit_code == 1 and "article.txt (byte 1): this is a binary file" in result.stderr


def test_a_table_of_how_often_each_rule_was_right(here: Path) -> None:
    result = kg("evaluate", "corpus", "corpus", "--calibrate", "calibration.tsv")
    heading, *rows = [line.split("\t") for line in (here / "calibration.tsv").read_text("utf-8").splitlines()]
    assert heading == ["rule", "facts", "right"] and rows == sorted(rows)
    assert sum(int(facts) for _, facts, _ in rows) > 10 and {rule.partition("/")[0] for rule, *_ in rows} >= {"posts", "events"}
    assert f"{len(rows)} rules" in result.stderr
