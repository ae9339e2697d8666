"""Confidence follows from how often a rule was right, and the table speaks of rules that there are."""

from __future__ import annotations

import ast
import dataclasses
from pathlib import Path

import pytest
import samples

import kg.extract
from kg.extract import confidence, extract
from kg.extract.confidence import Calibration, Count
from kg.model import Source, merge
from kg.vocabulary import vocabulary

RULES = Path(kg.extract.__file__).parent
COUNTS = [Count("posts/title-name/chain", 90, 81), Count("posts/title-name/home", 10, 1), Count("events/visit", 0, 0)]


def words() -> set[str]:
    """Whatever a rule's name can be made of: the strings of the extraction, between their slashes, and the kinds of events."""
    nodes = [node for path in RULES.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {part for text in texts for part in text.split("/")} | {
        concept.key.partition("/")[2] for concept in vocabulary().scheme("event")}


def strangers(counts: list[Count]) -> list[str]:
    known = words()
    return [count.rule for count in counts if not set(count.rule.split("/")) <= known]


def test_every_rule_of_the_table_exists() -> None:
    counts = confidence.read(confidence.TABLE.read_text("utf-8"))
    assert len(counts) > 20
    assert strangers(counts) == [], "write the table anew: see kg/data/README.md"
    assert strangers([Count("posts/title-name/by-guess", 1, 1)]) == ["posts/title-name/by-guess"]


def test_the_table_holds_what_was_counted() -> None:
    counts = confidence.read(confidence.TABLE.read_text("utf-8"))
    assert counts == sorted(counts) and all(0 <= count.right <= count.facts > 0 for count in counts)
    assert confidence.read(confidence.written(reversed(counts))) == counts


@pytest.mark.parametrize(("rule", "expected", "sure"), [
    ("posts/title-name/chain", 0.9, 0.9),  # 81 of 90, and 10 times the mean of 0.9 and 82/100
    ("posts/title-name/home", 0.9, 0.48),  # 1 of 10
    ("posts/name-title/chain", 0.9, 0.86),  # never seen: between what it expects and what posts are worth
    ("events/visit", 0.9, 0.9), ("measures/count", 0.6, 0.6),  # of a class that no gold decides
])
def test_the_estimate_can_be_followed_by_hand(rule: str, expected: float, sure: float) -> None:
    assert Calibration(COUNTS, 10).confidence(rule, expected) == pytest.approx(sure, abs=0.005)


def test_a_rule_that_is_often_right_is_believed_and_one_that_is_wrong_is_not() -> None:
    known = Calibration([Count("posts/a", 500, 500), Count("posts/b", 500, 0)])
    assert known.confidence("posts/a", 0.5) > 0.94 and known.confidence("posts/b", 0.99) < 0.1
    assert 0 < known.confidence("posts/b", 0) < known.confidence("posts/a", 1) < 1


def test_what_is_read_is_as_sure_as_its_rule_has_proved_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "2022年5月18日，新吴区区长王一鸣到宜川县考察。"

    def sure(calibration: Calibration) -> dict[str, float]:
        monkeypatch.setattr(kg.extract, "shipped", lambda: calibration)
        return {fact.rule: fact.confidence for fact in extract(text, Source(name="x", sha256="0")).facts}

    plain = sure(Calibration(()))
    (rule,) = (name for name in plain if name.startswith("posts/"))
    assert sure(Calibration([Count(rule, 1000, 300)]))[rule] == pytest.approx(0.3, abs=0.05)
    assert plain[rule] > 0.8


@pytest.mark.parametrize("turn", [False, True])
def test_a_fact_that_two_rules_find_bears_the_name_of_the_surer(turn: bool) -> None:
    sure = samples.facts(samples.SOURCE)[0]
    facts = [sure, dataclasses.replace(sure, confidence=0.4, rule="guess")]
    (one,) = merge(reversed(facts) if turn else facts)
    assert (one.confidence, one.rule) == (sure.confidence, sure.rule)
