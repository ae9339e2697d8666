"""Lookups on invented people: rows computed by hand, and names as people type them."""

from __future__ import annotations

import dataclasses

import pytest
import samples

import kg
from kg import lookup
from kg.errors import AmbiguousName, UnknownName
from kg.model import Partnership, Region, Source
from kg.store import Store

SOURCE = "https://w3id.org/cooperation-kg/id/source/visit.txt"


def entity(store: Store, name: str) -> lookup.Entity:
    return lookup.resolve(store, name)


@pytest.fixture
def places() -> Store:
    """Two counties that sound alike, and their partner."""
    helper = Region(name="新吴区", code="320214", level="county", aliases=("新吴",), pinyin="xin wu qu")
    alike = [Region(name="宜川县", code="610630", level="county", aliases=("宜川",), pinyin="yi chuan xian"),
             Region(name="伊川县", code="410329", level="county", aliases=("伊川",), pinyin="yi chuan xian"),
             Region(name="溧阳市", code="320481", level="county", aliases=("溧阳",), pinyin="li yang shi")]
    store = kg.open(":memory:")
    source = Source(name="pairs.txt", sha256="d" * 64, published="2021-12-01")
    text = "新吴区与宜川县结对。"
    proof = samples.evidence("新吴区与宜川县结对。", source, text)
    store.replace(source, [Partnership(a=helper, b=region, kind="partnership/paired-assistance", directed=True, since="2016",
                                       evidence=(dataclasses.replace(proof, source=source.key),)) for region in alike], text)
    return store


@pytest.mark.parametrize(("name", "code"), [
    ("宜川县", "610630"), ("宜川", "610630"), ("610630", "610630"), (" 宜川县 ", "610630"), ("新吴", "320214"), ("xinwu", "320214"),
    ("xin wu qu", "320214"), ("XinWuQu", "320214"), ("xwq", "320214"), ("溧陽", "320481"), ("溧陽市", "320481"),
    ("https://w3id.org/cooperation-kg/id/region/610630", "610630"),
])
def test_names_as_people_type_them(places: Store, name: str, code: str) -> None:
    assert entity(places, name).code == code


def test_pinyin_ranks_and_never_merges(places: Store) -> None:
    with pytest.raises(AmbiguousName) as caught:
        entity(places, "yichuan")
    assert dict(caught.value.candidates) == {"宜川县": "610630", "伊川县": "410329"}
    assert "610630" in str(caught.value) and "410329" in str(caught.value)


def test_an_unknown_name_gets_the_nearest(places: Store) -> None:
    with pytest.raises(UnknownName, match="新吴区"):
        entity(places, "新吾区")
    with pytest.raises(UnknownName, match="no loaded source mentions it") as caught:
        entity(places, "青川县")
    assert "510822" in str(caught.value)


@pytest.mark.parametrize("name", ['" } INSERT DATA { <a> <b> <c> } #', "宜川\n县", "\u202e宜川", "<script>", "' OR 1=1", "http://[", "://", ""])
def test_hostile_names_are_only_unknown(places: Store, name: str) -> None:
    before = len(places)
    with pytest.raises(UnknownName):
        entity(places, name)
    assert len(places) == before


def test_partners(filled: Store) -> None:
    found = lookup.partners(filled, entity(filled, "临川县"))
    assert found == [lookup.Partner("梅里区", "990101", "supporter", "东西部协作", "东西部协作", "2018", "", "", SOURCE, "双方自2018年起结对")]
    assert [row.role for row in lookup.partners(filled, entity(filled, "梅里区"))] == ["recipient"]


@pytest.mark.parametrize(("on", "strict", "answer"), [
    ("2017-06-01", False, []), ("2018-06-01", False, ["may hold"]), ("2018-06-01", True, []), ("2020-01-01", True, ["holds"]),
    ("2030-01-01", False, ["may hold"]),
])
def test_partners_as_of_a_day(filled: Store, on: str, strict: bool, answer: list[str]) -> None:
    assert [row.holds for row in lookup.partners(filled, entity(filled, "临川县"), on=on, strict=strict)] == answer


def test_posts_of_a_person_and_in_a_region(filled: Store) -> None:
    held = lookup.Held("乙二凡", "县长", "临川县人民政府", "临川县", "990202", "2022-05-18", SOURCE, "临川县县长乙二凡")
    assert lookup.posts(filled, entity(filled, "乙二凡")) == [held]
    assert lookup.posts(filled, entity(filled, "临川县")) == [held]
    assert lookup.posts(filled, entity(filled, "临川县人民政府")) == [held]


def test_met(filled: Store) -> None:
    assert [(row.who, row.role, row.kind, row.start, row.place, row.own_role) for row in lookup.met(filled, entity(filled, "甲一鸣"))] == [
        ("乙二凡", "accompanied", "考察访问", "2022-05-18", "临川县", "led")]


def test_path_takes_the_fewest_steps(filled: Store) -> None:
    steps = lookup.path(filled, entity(filled, "甲一鸣"), entity(filled, "乙二凡"))
    assert [(step.number, step.relation, step.date) for step in steps] == [("1", "event", "2022-05-18")]
    assert "甲一鸣" in steps[0].sentence and "乙二凡" in steps[0].sentence and steps[0].source == SOURCE


def test_path_over_chosen_relations(filled: Store) -> None:
    first, last = entity(filled, "甲一鸣"), entity(filled, "乙二凡")
    steps = lookup.path(filled, first, last, relations=("tenure", "partnership"))
    assert [step.relation for step in steps] == ["tenure", "partnership", "tenure"]
    assert [step.sentence for step in steps] == ["甲一鸣任梅里区区长（2022-05-18见报）", "梅里区与临川县结有东西部协作关系，自2018年起", "乙二凡任临川县县长（2022-05-18见报）"]
    assert lookup.path(filled, first, last, max_steps=2, relations=("tenure", "partnership")) == []
    assert lookup.path(filled, first, last, relations=("statement",)) == []
    assert lookup.path(filled, first, first) == []


def test_timeline_is_in_order_and_ends_with_the_undated(filled: Store) -> None:
    entries = lookup.timeline(filled, entity(filled, "临川县"))
    assert [entry.date for entry in entries] == ["2018", "2022-05-18", "2022-05-18", ""]
    assert [entry.kind for entry in entries] == ["东西部协作", "协议", "考察访问", "资金"]
    assert "1205000 CNY" in entries[-1].what


def test_show_says_everything_with_its_source(filled: Store) -> None:
    found = lookup.show(filled, entity(filled, "临川县"))
    assert {row.section for row in found} == {"identity", "partnerships", "posts", "events", "agreements", "money"}
    assert all(row.source == SOURCE and row.quote for row in found if row.section != "identity")
    spoken = [row.value for row in lookup.show(filled, entity(filled, "乙二凡")) if row.section == "statements"]
    assert spoken == ["将尽快把协议落到实处"]


@pytest.mark.parametrize(("text", "label", "reason"), [
    ("宜川县", "宜川县", "name"), ("宜川", "宜川县", "other name"), ("320214", "新吴区", "code"), ("xinwu", "新吴区", "pinyin"),
    ("xwq", "新吴区", "initials"), ("川", "伊川县", "part of the name"), ("xinw", "新吴区", "beginning of the pinyin"),
])
def test_search_says_why(places: Store, text: str, label: str, reason: str) -> None:
    hit = lookup.search(places, text)[0]
    assert (hit.label, hit.reason) == (label, reason)


def test_search_finds_quotes(places: Store) -> None:
    hits = lookup.search(places, "结对")
    assert [(hit.reason, hit.quote) for hit in hits] == [("quote", "新吴区与宜川县结对。")]
    assert lookup.search(places, "") == [] and lookup.search(places, "没有这样的话") == []


def test_stats(filled: Store) -> None:
    numbers = {row.what: row.number for row in lookup.stats(filled)}
    assert (numbers["sources"], numbers["people"], numbers["partnerships"], numbers["events"]) == ("1", "2", "1", "1")
    assert numbers["quads"] == str(len(filled))
