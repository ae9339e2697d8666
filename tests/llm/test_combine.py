"""Rules and model together: agreement raises confidence, contradiction goes to review."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

import kg.store
from kg.extract import extract
from kg.llm.combine import ALONE, HIGHEST, REVIEW, combine, noisy_or
from kg.llm.facts import SURE
from kg.model import Agreement, Commitment, Event, Fact, Measure, Partnership, Statement, Tenure
from kg.validate import validate

from .conftest import ANSWER, SOURCE, TEXT, Asker, answer, changed
from .server import says

RULED = extract(TEXT, SOURCE)


def both(ask: Asker, stated: Any) -> list[Fact]:
    return list(ask(says(stated), with_rules=True).facts)


def one(facts: list[Fact], cls: type[Any], **values: Any) -> Any:
    found = [fact for fact in facts if isinstance(fact, cls) and all(getattr(fact, name) == value for name, value in values.items())]
    assert len(found) == 1, found
    return found[0]


def confidence(key: str) -> float:
    return next(fact.confidence for fact in RULED.facts if fact.key == key)


def test_agreement_raises_confidence_and_keeps_both_proofs(ask: Asker) -> None:
    facts = both(ask, ANSWER)
    assert {fact.key for fact in facts} == {fact.key for fact in RULED.facts}, "the model found nothing that the rules did not"
    agreed = [fact for fact in facts if "; llm/" in fact.rule]
    assert len(agreed) == 8
    for fact in agreed:
        assert fact.confidence == noisy_or(confidence(fact.key), SURE) >= confidence(fact.key)
        assert fact.rule.endswith(" by tester") and not fact.rule.startswith("llm/")
        assert all(TEXT[proof.start:proof.end] == proof.quote for proof in fact.evidence)
    assert len(one(facts, Agreement).evidence) == 2


def test_what_the_rules_alone_found_stays_as_it_was(ask: Asker) -> None:
    facts = both(ask, answer())
    assert facts == list(RULED.facts)


def test_what_the_model_alone_found_counts_less(ask: Asker) -> None:
    stated = answer(statements=[{"quote": "双方签订《产业园共建协议》", "speaker": "沈一鸣", "kind": "report"}])
    fact = one(both(ask, stated), Statement, kind="statement/report")
    assert fact.confidence == round(SURE * ALONE, 2) and fact.rule == "llm/statement by tester"


@pytest.mark.parametrize(("kind", "values", "cls", "said"), [
    ("partnerships", {"since": "2021"}, Partnership, "since 2021"),
    ("agreements", {"status": "planned"}, Agreement, "status planned"),
    ("money", {"status": "planned"}, Commitment, "status planned"),
    ("money", {"payer": "宜川县", "payee": "新吴区"}, Commitment, "payer 宜川县"),
    ("events", {"status": "planned"}, Event, "status planned"),
])
def test_values_that_contradict_each_other_go_to_review(ask: Asker, kind: str, values: dict[str, Any], cls: type[Fact], said: str) -> None:
    fact = min((fact for fact in both(ask, changed(kind, **values)) if isinstance(fact, cls)), key=lambda fact: fact.confidence)
    known = next(known for known in RULED.facts if known.key == fact.key)
    assert fact.confidence == REVIEW and fact.rule == f"{known.rule}; llm/{kind.rstrip('s') if kind != 'money' else kind} by tester says {said}"
    for field in ("since", "status", "payer"):
        if hasattr(fact, field):
            assert getattr(fact, field) == getattr(known, field), "the value of the rules stands"


@pytest.mark.parametrize("values", [{"since": ""}, {"since": "2016-03"}, {"since": "1949"}])
def test_less_or_no_detail_is_no_contradiction(ask: Asker, values: dict[str, str]) -> None:
    assert one(both(ask, changed("partnerships", **values)), Partnership).confidence > 0.95


@pytest.mark.parametrize(("kind", "values", "cls", "said"), [
    ("partnerships", {"kind": "twinning"}, Partnership, "another kind"),
    ("partnerships", {"a": "宜川县", "b": "新吴区"}, Partnership, "the other direction"),
    ("events", {"start": "2021-12-01"}, Event, "another day"),
    ("events", {"place": "新吴区"}, Event, "another place"),
    ("statements", {"kind": "thanks"}, Statement, "another kind"),
])
def test_facts_of_which_only_one_can_be_right_go_to_review_both(ask: Asker, kind: str, values: dict[str, Any], cls: type[Fact],
                                                               said: str) -> None:
    facts = [fact for fact in both(ask, changed(kind, **values)) if isinstance(fact, cls) and fact.confidence <= REVIEW]
    assert len(facts) == 2 and sum(fact.rule.startswith("llm/") for fact in facts) == 1
    assert all(f"says {said}: " in fact.rule for fact in facts)


def test_another_title_of_the_same_person_in_the_same_body(ask: Asker) -> None:
    text = "宜川县县长乔二凡到会，副县长丁三思参加。\n新吴区对口帮扶宜川县。\n"
    stated = answer(posts=[{"quote": "宜川县县长乔二凡到会，副县长丁三思参加", "person": "乔二凡", "title": "副县长", "region": "宜川县"}])
    found = ask(says(stated), with_rules=True, text=text)
    posts = [fact for fact in found.facts if isinstance(fact, Tenure) and fact.person.name == "乔二凡"]
    assert {(post.post.title, post.confidence) for post in posts} == {("县长", REVIEW), ("副县长", REVIEW)}
    assert all(fact.confidence > 0.8 for fact in found.facts if isinstance(fact, Tenure) and fact.person.name == "丁三思")


def test_another_sum_or_number_in_the_same_words(ask: Asker) -> None:
    text = "新吴区对口帮扶宜川县。新吴区向宜川县捐赠120.5万元、20万元。互派干部12人次。\n"
    alone = [fact for fact in extract(text, SOURCE).facts if isinstance(fact, (Commitment, Measure))]
    less = [fact for fact in alone if not (isinstance(fact, Commitment) and fact.amount == 200000)]
    sums = [fact for fact in alone if isinstance(fact, Commitment) and fact.amount == 200000]
    other = dataclasses.replace(sums[0], rule="llm/money by tester", confidence=SURE)
    counted = next(fact for fact in alone if isinstance(fact, Measure))
    wrong = dataclasses.replace(counted, quantity=counted.quantity + 1, rule="llm/count by tester", confidence=SURE)
    joined = combine(less, [other, wrong])
    assert len(joined) == 4 and {fact.confidence for fact in joined} == {REVIEW}
    assert any("another sum: 200000 CNY" in fact.rule for fact in joined) and any("another number: 13 人次" in fact.rule for fact in joined)


def test_the_result_does_not_depend_on_the_order(ask: Asker) -> None:
    stated = ask(says(ANSWER)).facts
    ways = [combine(RULED.facts, stated), combine(RULED.facts, stated[::-1])]
    assert {fact.key: fact.confidence for fact in ways[0]} == {fact.key: fact.confidence for fact in ways[1]}


@pytest.mark.parametrize(("a", "b", "sure"), [(0.5, 0.5, 0.75), (0.9, 0.7, 0.97), (0.98, 0.9, HIGHEST), (0, 0.7, 0.7)])
def test_noisy_or(a: float, b: float, sure: float) -> None:
    assert noisy_or(a, b) == sure


@pytest.mark.parametrize("stated", [ANSWER, changed("events", start="2021-12-01"), changed("partnerships", since="2021"),
                                    changed("statements", kind="thanks"), changed("partnerships", kind="twinning")])
def test_the_graph_of_both_satisfies_the_shapes(ask: Asker, stated: Any) -> None:
    found = ask(says(stated), with_rules=True)
    assert found.source.extractor == "kg-rules-2+kg-llm-1/tester"
    with kg.store.open() as store:
        store.replace(found.source, found.facts, TEXT)
        assert not validate(store)
