"""Lookups as of a day and in a period, and what changed in one, on a small story told by two sources."""

from __future__ import annotations

import dataclasses

import pytest

import kg
from kg import lookup
from kg.errors import InputError
from kg.lookup import asked
from kg.model import (
    Event,
    Evidence,
    Organization,
    Participation,
    Partnership,
    Person,
    Post,
    Region,
    Source,
    Statement,
    Tenure,
)
from kg.model.nodes import Point
from kg.store import Store

HERE, THERE, FAR = (Region(name=name, code=code, level="county") for name, code in (("青禾县", "990101"), ("白沙区", "990202"), ("远山县", "990303")))
OFFICE = Organization(name="青禾县人民政府", kind="organ/government", region=HERE)
HEAD = Post(title="县长", organization=OFFICE)
ONE, TWO = Person(name="甲一", seat=HERE), Person(name="乙二", seat=HERE)


def proof(source: Source, quote: str) -> tuple[Evidence, ...]:
    return (Evidence(source=source.key, quote=quote, start=0, end=len(quote)),)


@pytest.fixture
def story() -> Store:
    """甲一 was head from 2015 to 2018, 乙二 from March 2019; twinned with 白沙区 since 2016, with 远山县 from 2017 to June 2020."""
    store = kg.open(":memory:")
    old = Source(name="old.txt", published="2018-05-01", sha256="1" * 64)
    new = Source(name="new.txt", published="2021-05-01", sha256="2" * 64)
    store.replace(old, [
        Tenure(person=ONE, post=HEAD, organization=OFFICE, start="2015", end="2018", evidence=proof(old, "甲一任县长")),
        Partnership(a=HERE, b=THERE, kind="partnership/twinning", since="2016", evidence=proof(old, "自2016年起结对"))])
    visit = Event(kind="event/visit", name="回访", start="2021-04-30", end="2021-05-02", place=HERE, leader="乙二", status="status/done",
                  evidence=proof(new, "乙二陪同甲一"))
    seats = tuple(Participation(owner=visit.key, actor=person, role="role/attended") for person in (ONE, TWO))
    speech = Statement(scope=new.key, speaker=TWO, kind="statement/pledge", evidence=proof(new, "说到做到"))
    speech = dataclasses.replace(speech, points=(Point(owner=speech.key, position=1, text="说到做到", evidence=proof(new, "说到做到")),))
    store.replace(new, [
        Tenure(person=TWO, post=HEAD, organization=OFFICE, start="2019-03", attested="2021-05-01", evidence=proof(new, "县长乙二")),
        Partnership(a=HERE, b=FAR, kind="partnership/twinning", since="2017", until="2020-06", evidence=proof(new, "到2020年6月")),
        dataclasses.replace(visit, participations=seats), speech])
    return store


def named(store: Store, name: str) -> lookup.Entity:
    return lookup.resolve(store, name)


@pytest.mark.parametrize(("on", "held"), [
    ("2014-12-31", []), ("2015-07-01", [("甲一", "may hold")]), ("2016-07-01", [("甲一", "holds")]), ("2018-07-01", [("甲一", "may hold")]),
    ("2019-02-28", []), ("2019-03-15", [("乙二", "may hold")]), ("2020-01-01", [("乙二", "holds")]), ("2021-05-02", [("乙二", "may hold")]),
])
def test_who_held_the_post_then(story: Store, on: str, held: list[tuple[str, str]]) -> None:
    assert [(row.person, row.holds) for row in lookup.posts(story, named(story, "青禾县"), on=on)] == held
    strict = lookup.posts(story, named(story, "青禾县"), asked=asked(on, strict=True))
    assert [(row.person, row.holds) for row in strict] == [one for one in held if one[1] == "holds"]


@pytest.mark.parametrize(("first", "last", "stood"), [
    ("2015-01-01", "2015-12-31", []), ("2016-01-01", "2016-12-31", [("白沙区", "holds")]), ("2016-03-01", "2016-12-31", [("白沙区", "holds")]), ("2016-03-01", "2016-12-30", [("白沙区", "may hold")]),
    ("2018-01-01", "2018-12-31", [("白沙区", "holds"), ("远山县", "holds")]), ("2020-07-01", None, [("白沙区", "may hold")]),
    (None, "2016-06-30", [("白沙区", "may hold")]),
])
def test_which_partnerships_stood_then(story: Store, first: str | None, last: str | None, stood: list[tuple[str, str]]) -> None:
    assert [(row.partner, row.holds) for row in lookup.partners(story, named(story, "青禾县"), asked=asked(first=first, last=last))] == stood


def test_meetings_and_timelines_of_a_day(story: Store) -> None:
    one = named(story, "甲一")
    assert [(row.who, row.holds) for row in lookup.met(story, one, asked("2021-05-01"))] == [("乙二", "holds")]
    assert lookup.met(story, one, asked("2021-05-03")) == []
    assert [row.holds for row in lookup.met(story, one)] == [""]
    told = [(row.what, row.holds) for row in lookup.timeline(story, named(story, "青禾县"), asked(first="2020-06-15", last="2021-04-30"))]
    assert told == [("白沙区", "may hold"), ("远山县", "may hold"), ("回访", "holds")]


def test_everything_known_of_a_day(story: Store) -> None:
    rows = lookup.show(story, named(story, "乙二"), asked("2021-05-01"))
    assert [(row.section, row.value, row.holds) for row in rows if row.section != "identity"] == [
        ("posts", "青禾县人民政府：县长", "holds"), ("events", "回访", "holds"), ("statements", "说到做到", "holds")]
    assert {row.section for row in lookup.show(story, named(story, "乙二"), asked("2018-01-01"))} == {"identity"}


@pytest.mark.parametrize(("on", "holds"), [("2016-12-31", "holds"), ("2018-12-31", "may hold"), ("2015-12-31", None)])
def test_a_way_over_what_stood_then(story: Store, on: str, holds: str | None) -> None:
    steps = lookup.path(story, named(story, "青禾县"), named(story, "白沙区"), asked=asked(on))
    assert [step.holds for step in steps] == ([holds] if holds else [])
    assert len(lookup.path(story, named(story, "白沙区"), named(story, "远山县"))) == 2
    assert lookup.path(story, named(story, "白沙区"), named(story, "远山县"), asked=asked("2021-01-01")) == []
    assert [step.holds for step in lookup.path(story, named(story, "甲一"), named(story, "乙二"), asked=asked("2021-05-02"))] == ["holds"]


def changed(store: Store, first: str, last: str, strict: bool = False) -> list[tuple[str, ...]]:
    return [(row.date, row.change, row.kind, row.what, row.holds) for row in lookup.changes(store, first, last, strict)]


def test_what_began_ended_and_was_reported(story: Store) -> None:
    assert changed(story, "2015-01-01", "2016-12-31") == [
        ("2015", "began", "tenure", "甲一：青禾县人民政府县长", "holds"), ("2016", "began", "partnership", "青禾县 — 白沙区（友好城市）", "holds")]
    assert changed(story, "2020-06-10", "2020-12-31") == [("2020-06", "ended", "partnership", "青禾县 — 远山县（友好城市）", "may hold")]
    assert changed(story, "2020-06-10", "2020-12-31", strict=True) == []
    assert changed(story, "2018-05-01", "2018-05-01") == [
        ("2018", "ended", "tenure", "甲一：青禾县人民政府县长", "may hold"),
        ("2018-05-01", "reported", "partnership", "青禾县 — 白沙区（友好城市）", "holds"),
        ("2018-05-01", "reported", "tenure", "甲一：青禾县人民政府县长", "holds")]
    assert [row[:3] for row in changed(story, "2021-04-30", "2021-04-30")] == [("2021-04-30", "took place", "event")]
    assert changed(story, "2014-01-01", "2014-12-31") == []


def test_a_change_shows_its_source_and_words(story: Store) -> None:
    (row,) = lookup.changes(story, "2019-01-01", "2019-12-31")
    assert (row.date, row.change, row.quote) == ("2019-03", "began", "县长乙二") and row.source.endswith("/source/new.txt")


@pytest.mark.parametrize("days", [("2021", "2022-01-01"), ("2021-01-02", "2021-01-01"), ("'", "2021-01-01")])
def test_changes_need_days_in_order(story: Store, days: tuple[str, str]) -> None:
    with pytest.raises(InputError):
        lookup.changes(story, *days)
