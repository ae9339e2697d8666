"""Derived shortcuts: what the facts imply, no more, and away again."""

from __future__ import annotations

import dataclasses

import pytest
import samples

import kg
from kg import rules
from kg.model import Event, Participation, Partnership, Person, Region, Source
from kg.store import Store
from kg.validate import validate

COOP = "https://w3id.org/cooperation-kg/ontology#"


def derived(store: Store) -> set[tuple[str, str, str]]:
    graph = store.base + rules.GRAPH
    return {(quad.subject.value.rpartition("/id/")[2], quad.predicate.value.removeprefix(COOP), quad.object.value.rpartition("/id/")[2])
            for quad in store.quads() if quad.graph_name.value == graph}


def test_what_the_facts_imply(filled: Store) -> None:
    assert rules.derive(filled) == len(derived(filled))
    first, second = "region/990101", "region/990202"
    one, other = "person/990101/甲一鸣", "person/990202/乙二凡"
    assert derived(filled) == {
        (first, "assists", second), (first, "cooperatesWith", second), (second, "cooperatesWith", first),
        (one, "metWith", other), (other, "metWith", one),
        (one, "holdsPostIn", first), (one, "holdsPostIn", "organization/990101/government"),
        (other, "holdsPostIn", second), (other, "holdsPostIn", "organization/990202/government")}


def test_again_is_the_same_and_undone_is_gone(filled: Store) -> None:
    before = filled.canonical()
    rules.derive(filled)
    once = filled.canonical()
    rules.derive(filled)
    assert filled.canonical() == once
    assert [source.name for source in filled.sources()] == [samples.NAME]
    assert not [violation for violation in validate(filled) if "derived" in violation.source]
    assert rules.underive(filled) == 9
    assert filled.canonical() == before
    assert rules.underive(filled) == 0


def test_equals_cooperate_and_nobody_assists(store: Store) -> None:
    a, b = (Region(name=name, code=code, level="county") for name, code in (("甲县", "991001"), ("乙县", "992001")))
    store.replace(Source(name="one.txt"), [Partnership(a=a, b=b, kind="partnership/twinning")])
    rules.derive(store)
    assert derived(store) == {(f"region/{one}", "cooperatesWith", f"region/{other}")
                              for one, other in (("991001", "992001"), ("992001", "991001"))}


@pytest.mark.parametrize(("status", "count"), [("status/done", 6), ("status/planned", 0), ("", 6)])
def test_all_who_took_part_met_unless_it_is_yet_to_come(store: Store, status: str, count: int) -> None:
    event = Event(kind="event/visit", start="2031-01-02", status=status, leader="王一")
    seats = [Participation(owner=event.key, actor=Person(name=name, scope="source/one.txt"), role="role/attended")
             for name in ("王一", "李二", "张三")]
    store.replace(Source(name="one.txt"), [dataclasses.replace(event, participations=tuple(seats))])
    assert rules.derive(store) == count
    assert {relation for _, relation, _ in derived(store)} <= {"metWith"}
    assert {(b, relation, a) for a, relation, b in derived(store)} == derived(store)


def test_a_candidate_holds_no_post(filled: Store) -> None:
    source = Source(name="two.txt")
    stated = [fact for fact in samples.facts() if isinstance(fact, kg.model.Tenure)]
    candidate = dataclasses.replace(stated[0], person=Person(name="丙三石", scope=source.key),
                                    post=dataclasses.replace(stated[0].post, title="区长候选人", candidate=True), evidence=())
    filled.replace(source, [candidate])
    rules.derive(filled)
    assert not [row for row in derived(filled) if "丙三石" in row[0]]


def test_what_a_source_implied_goes_with_it_when_derived_again(filled: Store) -> None:
    rules.derive(filled)
    filled.remove(samples.NAME)
    assert len(derived(filled)) == 9  # derived relations are as old as the last derivation
    assert rules.derive(filled) == 0 and len(filled) == 0
