"""What a question costs grows with its answer: not with the rest of the store, nor as a power of the sources that agree."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable

import pytest
import samples

import kg
from kg import lookup
from kg.lookup.names import Known
from kg.model import Event, Evidence, Participation, Partnership, Person, Region, Source
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


def unrelated(number: int) -> Store:
    """A store with one partnership of the hub, and so many sources that speak of others."""
    store = kg.open(":memory:")
    for index in range(number):
        source = Source(name=f"{index}.txt", sha256=f"{index:064x}")
        sides = [Region(name=f"外{index}{mark}县", code=str(910000 + 2 * index + place), level="county") for place, mark in enumerate("东西")]
        proof = (Evidence(source=source.key, quote=f"第{index}对", start=1, end=4),)
        people = [Person(name=f"人{index}{mark}", seat=side) for mark, side in zip("甲乙", sides, strict=True)]
        event = Event(kind="event/visit", start="2021-01-01", place=sides[0], leader=people[0].name, evidence=proof)
        seats = tuple(Participation(owner=event.key, actor=person, role="role/attended", evidence=proof) for person in people)
        store.replace(source, [Partnership(a=sides[0], b=sides[1], kind="partnership/twinning", evidence=proof),
                               dataclasses.replace(event, participations=seats)], None)
    source = Source(name="hub.txt", sha256="f" * 64)
    store.replace(source, [Partnership(a=HUB, b=Region(name="远山县", code="990303", level="county"), kind="partnership/twinning")], None)
    return store


def seconds(ask: Callable[[], object], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        ask()
        best = min(best, time.perf_counter() - begin)
    return best


@pytest.fixture(scope="module")
def agreed() -> dict[int, Store]:
    return {number: agreeing(number) for number in (3, 6, 12, 24)}


@pytest.fixture(scope="module")
def others() -> list[Store]:
    return [unrelated(20), unrelated(600)]


def grows_gently(stores: dict[int, Store], ask: Callable[[Store], object]) -> None:
    """Twice the sources take about twice the time; joins over the union took up to 130 times as long."""
    before = float("inf")
    for store in stores.values():
        took = seconds(lambda store=store: ask(store), 1)  # type: ignore[misc]
        assert took < max(0.2, 5 * before)
        before = took


@pytest.mark.parametrize("name", sorted(lookup.queries()))
def test_named_queries_where_sources_agree(agreed: dict[int, Store], name: str) -> None:
    grows_gently(agreed, lambda store: list(store.rows(lookup.query_text(name))))


@pytest.mark.parametrize("ask", [
    lambda store: lookup.resolve(store, "中岭"), Known, lambda store: lookup.show(store, lookup.resolve(store, "中岭县")),
    lambda store: lookup.resolve(store, "https://w3id.org/cooperation-kg/id/region/990001"),
], ids=["name", "all names", "show", "iri"])
def test_names_where_sources_agree(agreed: dict[int, Store], ask: Callable[[Store], object]) -> None:
    grows_gently(agreed, ask)


def test_agreeing_sources_change_no_answer(agreed: dict[int, Store]) -> None:
    store = agreed[24]
    entity = lookup.resolve(store, "中岭")
    assert entity == lookup.Entity(store.base + "region/990001", "中岭县", "region", "990001")
    counts = list(store.rows(lookup.query_text("partner-counts")))
    assert [row[:4] for row in counts if row[0] == "中岭县"] == [("中岭县", "990001", "26", "0")]  # 24 others, and the two of each text
    assert list(store.rows(lookup.query_text("contradictions"))) == []


@pytest.mark.parametrize("ask", [lookup.partners, lookup.posts, lookup.met, lookup.timeline, lookup.show,
                                 lambda store, entity: lookup.path(store, entity, entity._replace(iri=store.base + "region/990303"))],
                         ids=["partners", "posts", "met", "timeline", "show", "path"])
def test_lookups_read_only_what_concerns_them(others: list[Store], ask: Callable[[Store, lookup.Entity], object]) -> None:
    hub = lookup.Entity("https://w3id.org/cooperation-kg/id/region/990001", "中岭县", "region", "990001")
    ratios = []
    for _ in range(6):  # a busy machine spoils one measurement, not six; a lookup that reads everything fails them all
        small, large = (seconds(lambda store=store: ask(store, hub), 7) for store in others)  # type: ignore[misc]
        ratios.append(large / small)
        if ratios[-1] < 3:
            return
    pytest.fail(f"the larger store took {min(ratios):.1f} times as long at best")


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
