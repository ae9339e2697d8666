"""Sources that agree change no answer, and what has no evidence borrows none."""

from __future__ import annotations

import dataclasses

import samples

import kg
from kg import lookup
from kg.model import Event, Participation, Partnership, Person, Region, Source
from kg.store import Store

HUB = Region(name="中岭县", code="990001", level="county", aliases=("中岭",), pinyin="zhong ling xian")
TEXT = "中岭县与各地结对。"


def agreeing(number: int) -> Store:
    """A store in which so many sources say the same."""
    store = kg.open(":memory:")
    for index in range(number):
        source = Source(name=f"{index}.txt", published="2022-05-18", sha256=f"{index:064x}")
        other = Region(name=f"外{index}县", code=str(991000 + index), level="county")
        proof = dataclasses.replace(samples.evidence(TEXT, source, TEXT), source=source.key)
        extra = [Partnership(a=HUB, b=side, kind="partnership/paired-assistance", directed=True, since="2016", evidence=(proof,))
                 for side in (other, *samples.facts(source)[4].parties)]  # type: ignore[attr-defined]
        store.replace(source, [*samples.facts(source), *extra], samples.TEXT)
    return store


def test_agreeing_sources_change_no_answer() -> None:
    store = agreeing(24)
    entity = lookup.resolve(store, "中岭")
    assert entity == lookup.Entity(store.base + "region/990001", "中岭县", "region", "990001")
    counts = list(store.rows(lookup.query_text("partner-counts")))
    assert [row[:4] for row in counts if row[0] == "中岭县"] == [("中岭县", "990001", "26", "0")]  # 24 others, and the two of each text
    assert list(store.rows(lookup.query_text("contradictions"))) == []


def test_what_has_no_evidence_borrows_none() -> None:
    source = Source(name="bare.txt", sha256="e" * 64)
    people = [Person(name=name, seat=HUB) for name in ("子一", "丑二")]
    bare = Event(kind="event/visit", start="2021-01-01", place=HUB, leader="子一")
    bare = dataclasses.replace(bare, participations=tuple(Participation(owner=bare.key, actor=person, role="role/attended") for person in people))
    store = kg.open(":memory:")
    proof = dataclasses.replace(samples.evidence(TEXT, source, TEXT), source=source.key)
    store.replace(source, [bare, Partnership(a=HUB, b=Region(name="远山县", code="990303"), kind="partnership/twinning", evidence=(proof,))], TEXT)
    first = lookup.resolve(store, "子一")
    assert [(row.who, row.quote) for row in lookup.met(store, first)] == [("丑二", "")]
    assert [row.quote for row in lookup.timeline(store, first)] == [""]
    assert [step.quote for step in lookup.path(store, first, lookup.resolve(store, "丑二"))] == [""]
