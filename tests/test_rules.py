"""Derived shortcuts: what the facts imply, no more, and away again."""

from __future__ import annotations

import samples

from kg import rules
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
