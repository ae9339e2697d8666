"""The score over gold facts, on a corpus small enough to count by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import samples

from kg.errors import InputError
from kg.evaluate import Band, evaluate
from kg.evaluate.matching import bare, same_agreement, same_name, same_title
from kg.extract import Extraction
from kg.loaders import prose
from kg.model import Agreement, Source

GOLD: dict[str, Any] = {
    "places": [{"name": "梅里区", "adcode": "990101"}, {"name": "临川县", "adcode": "990202"},
               {"name": "未见县", "adcode": "990303"}, {"name": "某国某镇", "adcode": None}],
    "people": [{"name": "甲一鸣", "posts": [{"title": "区长", "org": "梅里区"}]},
               {"name": "乙二凡", "posts": [{"title": "副县长", "org": "临川县"}]},
               {"name": "丙三", "posts": [{"title": "主任", "org": "临川县"}]},
               {"name": "丁四", "posts": [{"title": "记者", "org": "某报", "vague": True}]}],
    "partnerships": [{"a": "临川县", "b": "梅里区", "directed": False, "since": "2018"}],
    "events": [{"kind": "visit", "start": "2022-05-18", "people": ["甲一鸣", "丙三"]}, {"kind": "signing"},
               {"kind": "meeting", "optional": True}],
    "agreements": [{"title": "《产业园共建协议》"}],
    "money": [{"yuan": 1205000}, {"yuan": 800}],
    "counts": [{"n": 12}],
    "statements": [{"speaker": "乙二凡", "points": ["协议落到实处"]}],
}
"""What the sample text is held to say: some of it is there, some is missing, and one title is another."""


def read(text: str, source: Source) -> Extraction:
    """The sample facts for the sample text, the agreement less sure than the rest; nothing for other texts."""
    facts = samples.facts(source) if text == samples.TEXT else ()
    return Extraction(source=source, facts=tuple(
        replace(fact, confidence=0.7) if isinstance(fact, Agreement) else fact for fact in facts))


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prose, "extract", read)
    for name, text, gold in (("visit", samples.TEXT, GOLD), ("other", "另一篇，没有事实。", {"counts": [{"n": 3}]})):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        (tmp_path / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    (tmp_path / "loose.txt").write_text("没有事实表的一篇。", "utf-8")
    return tmp_path


def test_the_score_is_what_one_counts_by_hand(corpus: Path) -> None:
    found = evaluate(corpus)
    assert found.documents == 2 and not found.failed
    assert {score.fact: score[1:5] for score in found.scores} == {
        "agreements": (1, 1, 1.0, 1.0), "attendance": (2, 1, None, 1 / 2), "counts": (2, 1, None, 1 / 2),
        "events": (2, 1, 1.0, 1 / 2), "money": (2, 1, 1.0, 1 / 2), "partnerships": (1, 1, 1.0, 1.0),
        "people": (3, 2, 1.0, 2 / 3), "places": (3, 2, None, 2 / 3), "post_owner": (1, 1, None, 1.0),
        "posts": (3, 2, 1 / 2, 1 / 3), "since": (1, 1, None, 1.0), "statements": (1, 1, None, 1.0)}
    f1 = {score.fact: score.f1 for score in found.scores}
    assert f1["posts"] == pytest.approx(0.4) and f1["people"] == pytest.approx(0.8) and f1["counts"] is None


def test_confidence_is_held_against_what_is_right(corpus: Path) -> None:
    low, high = evaluate(corpus).bands
    assert low == Band(0.7, 0.8, 1, 0.7, 1.0)  # the agreement
    assert high[:3] == (0.95, 1.0, 5)  # two posts of which one is wrong, the partnership, the visit, the money
    assert high.confidence == pytest.approx((0.95 + 4) / 5) and high.right == pytest.approx(4 / 5)


def test_the_scores_of_confidence_are_what_one_counts_by_hand(corpus: Path) -> None:
    found = evaluate(corpus)
    assert found.brier == pytest.approx((0.3 ** 2 + 0.05 ** 2 + 1) / 6)
    assert found.calibration_error == pytest.approx((1 * (1.0 - 0.7) + 5 * (4.95 / 5 - 4 / 5)) / 6)
    assert found.counts == [("sample", 1, 1)]  # the other sample facts name no rule
    (corpus / "visit.json").write_text("{}", "utf-8")
    (corpus / "visit.txt").write_text("没有事实的一篇。", "utf-8")
    assert evaluate(corpus).brier is None and evaluate(corpus).calibration_error is None


def test_several_corpora_are_counted_together(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("second")
    (other / "visit.txt").write_text(samples.TEXT, "utf-8")
    (other / "visit.json").write_text(json.dumps(GOLD, ensure_ascii=False), "utf-8")
    found = evaluate(corpus, other)
    assert found.documents == 3 and found.counts == [("sample", 2, 2)]
    assert next(score[1:3] for score in found.scores if score.fact == "posts") == (6, 4)
    assert {miss.document for miss in found.misses} == {f"{corpus.name}/visit", f"{corpus.name}/other", f"{other.name}/visit"}


def test_misses_are_listed(corpus: Path) -> None:
    misses = evaluate(corpus).misses
    assert {(miss.document, miss.fact, miss.what) for miss in misses} == {
        ("visit", "attendance", "missed"), ("other", "counts", "missed"), ("visit", "events", "missed"),
        ("visit", "money", "missed"), ("visit", "people", "missed"), ("visit", "places", "missed"),
        ("visit", "posts", "missed"), ("visit", "posts", "wrong")}
    assert next(miss.value for miss in misses if miss.what == "wrong") == "name 乙二凡, title 县长"


def test_what_is_optional_counts_neither_way(corpus: Path) -> None:
    (corpus / "visit.json").write_text(json.dumps({"events": [{"kind": "visit", "optional": True}]}), "utf-8")
    assert "events" not in {score.fact for score in evaluate(corpus).scores if score.gold or score.found}


def test_a_direction_that_the_gold_states_counts(corpus: Path) -> None:
    turned = [{**GOLD["partnerships"][0], "directed": True}]
    (corpus / "visit.json").write_text(json.dumps({**GOLD, "partnerships": turned}), "utf-8")
    score = next(score for score in evaluate(corpus).scores if score.fact == "partnerships")
    assert (score.precision, score.recall) == (0.0, 0.0)


def test_a_text_that_cannot_be_read_is_told_and_its_facts_are_missed(corpus: Path) -> None:
    (corpus / "visit.txt").write_bytes(b"a\0b")
    found = evaluate(corpus)
    assert [str(error).split(" (")[0] for error in found.failed] == [str(corpus / "visit.txt")]
    assert all(not score.recall for score in found.scores)


@pytest.mark.parametrize(("name", "content", "message"), [
    ("visit.json", "{", "visit.json:1:2: this is no JSON"), ("visit.json", "[]", "are an object"),
    ("visit.json", '{"people": [{"posts": []}]}', r"visit.json: these gold facts are not of the form .*KeyError: 'name'"),
    ("visit.json", '{"money": 5}', "visit.json: these gold facts are not of the form"),
    ("alone.json", "{}", "alone.json: there is no text for this gold"),
])
def test_gold_that_cannot_be_used(corpus: Path, name: str, content: str, message: str) -> None:
    (corpus / name).write_text(content, "utf-8")
    with pytest.raises(InputError, match=message):
        evaluate(corpus)


def test_a_corpus_is_a_folder_with_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the folder holds no gold"):
        evaluate(tmp_path)
    with pytest.raises(InputError, match="this is not a folder"):
        evaluate(tmp_path / "none")


def test_what_counts_as_the_same() -> None:
    assert bare("《產業園 共建（協議）》") == "产业园共建协议"
    assert same_title("临川县委书记", "县委书记") and same_title("区长", "区长")
    assert not same_title("副县长", "县长") and not same_title("代县长", "县长") and not same_title("县长", "书记")
    assert same_name("商务局", "梅里区商务局") and not same_name("", "梅里区")
    assert same_agreement("共建协议", "产业园共建协议") and not same_agreement("共建协议", "购销合同")
