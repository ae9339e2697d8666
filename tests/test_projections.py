"""Projections: which facts join which actors, when, of which kind, and what is left out."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import networkx as nx
import pytest

import kg.store
from kg import network
from kg.errors import InputError, UnknownName
from kg.model import (
    Agreement,
    Commitment,
    Event,
    Evidence,
    Fact,
    Organization,
    Participation,
    Partnership,
    Person,
    Post,
    Region,
    Source,
    Tenure,
)
from kg.store import Store

SOURCE = Source(name="a.txt", published="2022-03-04")
EAST, WEST = (Region(name=name, code=code, level="province") for name, code in (("东省", "970000"), ("西省", "980000")))
CITY = Region(name="北市", code="980100", level="city", parent=WEST)
A = Region(name="甲区", code="970101", level="county", parent=EAST)
B = Region(name="乙县", code="980101", level="county", parent=CITY)
C = Region(name="丙县", code="980102", level="county", parent=CITY)
OFFICE = Organization(name="甲区人民政府", kind="organ/government", region=A)
LU, QIAO = Person(name="陆远舟", seat=A), Person(name="乔临川", seat=B)
PROOF = (Evidence(source=SOURCE.key, quote="报道"),)


def event(start: str, *seats: tuple[Person | Region, str], place: Region | None = B, **more: str) -> Event:
    bare = Event(kind="event/visit", start=start, place=place, leader="x", evidence=PROOF, **more)  # type: ignore[arg-type]
    return dataclasses.replace(bare, participations=tuple(
        Participation(owner=bare.key, actor=actor, role=f"role/{role}") for actor, role in seats))


PAIR = Partnership(a=A, b=B, kind="partnership/paired-assistance", directed=True, since="2016", until="2020-06",
                   programme="programme/jiangsu-shaanxi", evidence=PROOF)
TWINS = Partnership(a=C, b=A, kind="partnership/twinning", evidence=PROOF)
VISIT = event("2019-05-06", (LU, "led"), (QIAO, "hosted"))
UNDATED = event("", (LU, "led"), (QIAO, "hosted"), scope=SOURCE.key)
PLAN = event("2023-01-01", (A, "attended"), status="status/planned")
INNER = event("2019-07-01", (CITY, "attended"))
MONEY = Commitment(scope=SOURCE.key, amount=Decimal(500), payer=OFFICE, payee=B, status="status/paid", start="2021", evidence=PROOF)
SIGNED = Agreement(title="协议", parties=(B, A), evidence=PROOF)
TERM = Tenure(person=LU, post=Post(title="区长", organization=OFFICE, kind="post/district-head"), organization=OFFICE,
              attested="2019-05-06", evidence=PROOF)
DEPUTY = Tenure(person=QIAO, post=Post(title="副区长", organization=OFFICE, deputy=True), organization=OFFICE, attested="2019-05-06")
FACTS: tuple[Fact, ...] = (PAIR, TWINS, VISIT, UNDATED, PLAN, INNER, MONEY, SIGNED, TERM, DEPUTY)


@pytest.fixture(scope="module")
def filled() -> Store:
    opened = kg.store.open()
    opened.replace(SOURCE, FACTS)
    return opened


def arcs(graph: nx.MultiDiGraph) -> list[tuple[str, str, str]]:
    return sorted((graph.nodes[a]["label"], graph.nodes[b]["label"], data["relation"]) for a, b, data in graph.edges(data=True))


def test_regions_are_joined_by_what_joins_sides(filled: Store) -> None:
    graph = network.projection(filled)
    assert arcs(graph) == sorted([
        ("甲区", "乙县", "partnership"), ("甲区", "丙县", "partnership"), ("甲区", "乙县", "event"), ("甲区", "乙县", "event"),
        ("甲区", "乙县", "money"), ("甲区", "乙县", "agreement")])
    assert graph.graph == {"projection": "regions", "by": ["partnership", "money", "agreement", "event"], "facts": 6, "planned": 1,
                           "outside": 0}
    directed = {(data["relation"], data["kind"]): data["directed"] for _, _, data in graph.edges(data=True)}
    assert directed == {("partnership", "partnership/paired-assistance"): True, ("partnership", "partnership/twinning"): False,
                        ("event", "event/visit"): True, ("money", ""): True, ("agreement", ""): False}


def test_a_region_and_one_inside_it_are_no_two_sides(filled: Store) -> None:
    assert ("北市", "乙县", "event") in arcs(network.graph(filled))
    assert "北市" not in dict(network.projection(filled).nodes(data="label")).values()


def test_nodes_know_what_they_lie_in_and_those_alone_are_there_when_asked_for(filled: Store) -> None:
    graph = network.projection(filled, by=["money"], alone=True)
    within = {data["label"]: [graph.nodes[iri]["label"] for iri in data["within"]] for _, data in graph.nodes(data=True)}
    assert within == {"甲区": ["东省"], "乙县": ["北市", "西省"], "丙县": ["北市", "西省"], "北市": ["西省"], "东省": [], "西省": []}
    assert sorted(dict(network.projection(filled, by=["money"]).nodes(data="label")).values()) == ["乙县", "甲区"]


def test_time_is_stated_else_reported(filled: Store) -> None:
    graph = network.projection(filled)
    times = sorted((data["relation"], data["day"], data["last"], data["dated"]) for _, _, data in graph.edges(data=True))
    assert times == [
        ("agreement", "2022-03-04", "2022-03-04", "reported"), ("event", "2019-05-06", "2019-05-06", "stated"),
        ("event", "2022-03-04", "2022-03-04", "reported"), ("money", "2021-01-01", "2021-12-31", "stated"),
        ("partnership", "2016-01-01", "2020-06-30", "stated"), ("partnership", "2022-03-04", "2022-03-04", "reported")]


@pytest.mark.parametrize("time, kept", [
    ({"since": "2021"}, ["agreement", "event", "money", "partnership"]),  # 丙县's pairing has no bounds: it may hold
    ({"until": "2015"}, ["partnership"]),
    ({"since": "2019", "until": "2019-12"}, ["event", "partnership", "partnership"]),
    ({"since": "2020-07"}, ["agreement", "event", "money", "partnership"]),
    ({"on": "2019-05-06"}, ["event", "partnership", "partnership"]),
    ({"on": "2020-07-01"}, ["partnership"]),
    ({"on": "2021-04-01"}, ["money", "partnership"]),
])
def test_only_what_may_have_been_so_then(filled: Store, time: dict[str, str], kept: list[str]) -> None:
    graph = network.projection(filled, **time)
    assert sorted(data["relation"] for _, _, data in graph.edges(data=True)) == kept
    assert graph.graph["facts"] + graph.graph["outside"] == 6


@pytest.mark.parametrize("kinds, kept", [
    (["paired-assistance"], 1), (["东西部协作"], 1), (["twinning"], 1), (["visit"], 2), (["event/visit", "twinning"], 3),
    (["苏陕协作"], 1), (["programme/jiangsu-shaanxi"], 1), (["donation"], 0)])
def test_only_of_some_kinds(filled: Store, kinds: list[str], kept: int) -> None:
    assert network.projection(filled, kinds=kinds).number_of_edges() == kept


def test_people_met_and_bodies_are_held(filled: Store) -> None:
    people, bodies = network.projection(filled, "people"), network.projection(filled, "bodies")
    assert arcs(people) == [("陆远舟", "乔临川", "event")] * 2
    assert not any(data["directed"] for _, _, data in people.edges(data=True))
    assert arcs(bodies) == [("乔临川", "甲区人民政府", "tenure"), ("陆远舟", "甲区人民政府", "tenure")]
    assert {data["label"]: (data["sole"], data["region"].rpartition("/")[2]) for _, _, data in bodies.edges(data=True)} == {
        "区长": (True, "970101"), "副区长": (False, "970101")}


def test_every_relation_is_a_layer(filled: Store) -> None:
    graph = network.projection(filled, "multilayer")
    assert {data["relation"] for _, _, data in graph.edges(data=True)} == {"agreement", "event", "money", "partnership", "tenure"}
    assert {data["relation"] for *_, data in network.projection(filled, "multilayer", ["tenure"]).edges(data=True)} == {"tenure"}


def test_order_does_not_depend_on_loading(filled: Store) -> None:
    other = kg.store.open()
    other.replace(SOURCE, FACTS[::-1])
    one, two = network.projection(filled), network.projection(other)
    assert list(one.nodes(data=True)) == list(two.nodes(data=True)) and list(one.nodes) == sorted(one.nodes)
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_what_cannot_be_asked_is_told(filled: Store) -> None:
    with pytest.raises(UnknownName, match="no projection 'cities'; choose from regions, people"):
        network.projection(filled, "cities")
    with pytest.raises(UnknownName, match="'money' joins no people; choose from event"):
        network.projection(filled, "people", ["money"])
    with pytest.raises(UnknownName, match="there is no kind 'friendship of sorts'"):
        network.projection(filled, kinds=["friendship of sorts"])
    with pytest.raises(InputError, match="since: '2021-13' is no date of the calendar"):
        network.projection(filled, since="2021-13")
    with pytest.raises(InputError, match="'2021' is no day"):
        network.projection(filled, on="2021")
