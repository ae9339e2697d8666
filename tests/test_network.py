"""The network of a store: what becomes a node, what an edge, in which direction, with which evidence."""

from __future__ import annotations

import dataclasses

import networkx as nx
import pytest
import samples

import kg.store
from kg import network
from kg.errors import UnknownName
from kg.model import (
    Event,
    Evidence,
    Organization,
    Participation,
    Partnership,
    Person,
    Region,
    Source,
    Statement,
    Tenure,
    quads,
)
from kg.model import Post as Office
from kg.network.edges import money_label
from kg.store import Store
from kg.terms import BASE

MEILI, LINCHUAN = f"{BASE}region/990101", f"{BASE}region/990202"
JIA, YI = f"{BASE}person/990101/甲一鸣", f"{BASE}person/990202/乙二凡"


def edges(graph: nx.MultiDiGraph, relation: str) -> list[tuple[str, str, dict]]:
    return [(a, b, data) for a, b, data in graph.edges(data=True) if data["relation"] == relation]


def test_nodes_are_regions_and_people_and_a_government_is_its_region(filled: Store) -> None:
    graph = network.graph(filled)
    assert set(graph) == {MEILI, LINCHUAN, JIA, YI}
    assert graph.nodes[MEILI] == {
        "label": "梅里区", "kind": "region", "code": "990101", "level": "county", "province": "", "pinyin": "",
        "country": "", "initials": "", "english": "", "aliases": [], "longitude": None, "latitude": None}


@pytest.mark.parametrize("relation, a, b, label", [
    ("partnership", MEILI, LINCHUAN, "东西部协作"), ("money", MEILI, LINCHUAN, "120.5万元"),
    ("agreement", MEILI, LINCHUAN, "产业园共建协议"), ("event", MEILI, LINCHUAN, "考察"), ("statement", YI, LINCHUAN, "承诺"),
])
def test_each_fact_is_an_edge_in_its_direction(filled: Store, relation: str, a: str, b: str, label: str) -> None:
    [(start, end, data)] = edges(network.graph(filled), relation)
    assert (start, end) == (a, b)
    assert data["label"] == label
    assert data["weight"] == 1.0


def test_tenures_run_from_the_person_to_the_region_with_the_post(filled: Store) -> None:
    found = {(a, b): data for a, b, data in edges(network.graph(filled), "tenure")}
    assert set(found) == {(JIA, MEILI), (YI, LINCHUAN)}
    assert found[JIA, MEILI]["label"] == "区长"
    assert found[JIA, MEILI]["attested"] == "2022-05-18"
    assert found[JIA, MEILI]["details"] == ["梅里区人民政府"]


def test_evidence_holds_quote_source_and_offsets(filled: Store) -> None:
    [(_, _, data)] = edges(network.graph(filled), "partnership")
    [proof] = data["evidence"]
    assert samples.TEXT[proof["start"]:proof["end"]] == proof["quote"] == "双方自2018年起结对"
    assert (proof["source"], proof["title"], proof["published"]) == (samples.NAME, samples.SOURCE.title, "2022-05-18")


def test_the_same_fact_of_two_sources_is_one_edge_with_both_proofs(filled: Store) -> None:
    other = Source(name="again.txt", title="再访")
    filled.replace(other, samples.facts(other), samples.TEXT)
    [(_, _, data)] = edges(network.graph(filled), "partnership")
    assert {proof["source"] for proof in data["evidence"]} == {samples.NAME, "again.txt"}
    assert data["weight"] == 2.0


def test_derived_statements_draw_nothing_twice(filled: Store) -> None:
    before = network.graph(filled)
    source = Source(name="derived")
    filled.replace_graph(f"{BASE}graph/derived", quads([Partnership(
        a=Region(name="丙", code="990303"), b=Region(name="丁", code="990404"), kind="partnership/twinning")], source))
    after = network.graph(filled)
    assert list(after.nodes) == list(before.nodes)
    assert list(after.edges(keys=True)) == list(before.edges(keys=True))


def test_relations_filter_and_unknown_ones_are_named(filled: Store) -> None:
    graph = network.graph(filled, relations=["money", "partnership"])
    assert {data["relation"] for *_, data in graph.edges(data=True)} == {"money", "partnership"}
    assert set(graph) == {MEILI, LINCHUAN}
    with pytest.raises(UnknownName, match="there is no relation 'love'; choose from partnership, money"):
        network.graph(filled, relations=["love"])


def test_focus_takes_the_surroundings_step_by_step(filled: Store) -> None:
    assert set(network.graph(filled, [JIA], hops=0)) == {JIA}
    assert set(network.graph(filled, [JIA], hops=1)) == {JIA, MEILI}
    assert set(network.graph(filled, [JIA], hops=2)) == {JIA, MEILI, LINCHUAN}
    assert set(network.graph(filled, [JIA], hops=3)) == {JIA, MEILI, LINCHUAN, YI}


def test_focus_on_a_body_or_a_fact_means_what_stands_for_it(filled: Store) -> None:
    assert set(network.graph(filled, [f"{BASE}organization/990101/government"], hops=0)) == {MEILI}
    [key] = [key for *_, key, data in network.graph(filled).edges(keys=True, data=True) if data["relation"] == "money"]
    assert set(network.graph(filled, [key], hops=0)) == {MEILI, LINCHUAN}
    with pytest.raises(UnknownName, match="no entity <urn:nobody>"):
        network.graph(filled, ["urn:nobody"])


def test_the_order_does_not_depend_on_the_order_of_loading() -> None:
    one, two = kg.store.open(), kg.store.open()
    other = Source(name="again.txt")
    for source in (samples.SOURCE, other):
        one.replace(source, samples.facts(source))
    for source in (other, samples.SOURCE):
        two.replace(source, samples.facts(source)[::-1])
    first, second = network.graph(one), network.graph(two)
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))
    assert list(first.nodes) == sorted(first.nodes)


def test_names_codes_and_places_of_regions() -> None:
    province = Region(name="北原省", code="980000", level="province")
    county = Region(name="柳河县", code="980123", level="county", parent=province, aliases=("柳河",), pinyin="liu he xian",
                    longitude=101.5, latitude=30.25)
    store = kg.store.open()
    store.replace(Source(name="a"), [Partnership(a=Region(name="东湾市", code="970100"), b=county, kind="partnership/twinning")])
    node = network.graph(store).nodes[f"{BASE}region/980123"]
    assert node["province"] == "北原省"
    assert (node["pinyin"], node["initials"], node["aliases"]) == ("liu he xian", "lhx", ["柳河"])
    assert (node["longitude"], node["latitude"]) == (101.5, 30.25)


def event(place: Region | None, *seats: tuple[Person | Region, str]) -> Event:
    bare = Event(kind="event/meeting", start="2023-03-01", place=place, leader="x")
    return dataclasses.replace(bare, participations=tuple(
        Participation(owner=bare.key, actor=actor, role=f"role/{role}") for actor, role in seats))


def pairs(*facts: object) -> set[tuple[str, str]]:
    store = kg.store.open()
    store.replace(Source(name="a"), facts)  # type: ignore[arg-type]
    graph = network.graph(store)
    return {(graph.nodes[a]["label"], graph.nodes[b]["label"]) for a, b in graph.edges()}


A, B, C = (Region(name=name, code=code) for name, code in (("甲区", "990101"), ("乙县", "990202"), ("丙市", "990303")))
INNER = Region(name="丁县", code="990404", parent=C)


def test_an_event_joins_guests_to_the_host() -> None:
    assert pairs(event(B, (A, "visited"), (B, "attended"))) == {("甲区", "乙县")}
    assert pairs(event(B, (A, "attended"))) == {("甲区", "乙县")}
    assert pairs(event(C, (A, "attended"), (INNER, "attended"))) == {("甲区", "丁县")}
    assert pairs(event(None, (A, "hosted"), (B, "attended"), (C, "attended"))) == {("乙县", "甲区"), ("丙市", "甲区")}
    assert pairs(event(None, (A, "attended"), (B, "attended"))) == {("甲区", "乙县")}
    assert pairs(event(B, (B, "attended"))) == set()


def test_a_body_without_region_stands_for_itself() -> None:
    school = Organization(name="青禾学院", kind="organ/university")
    person = Person(name="丙三", seat=school)
    post = Office(title="院长", organization=school)
    assert pairs(Tenure(person=person, post=post, organization=school)) == {("丙三", "青禾学院")}
    assert pairs(Partnership(a=school, b=B, kind="partnership/university-local")) == {("青禾学院", "乙县")}


def test_a_statement_goes_to_the_partner_spoken_about() -> None:
    partnership = Partnership(a=A, b=B, kind="partnership/paired-assistance", directed=True)
    speaker = Person(name="丙三", seat=B)
    said = Statement(scope="source/a", speaker=speaker, kind="statement/request", about=partnership.key)
    assert pairs(partnership, said) == {("甲区", "乙县"), ("丙三", "甲区")}


@pytest.mark.parametrize("amount, currency, text", [
    ("6558000", "CNY", "655.8万元"), ("108000000", "CNY", "1.08亿元"), ("950", "CNY", "950元"), ("20000", "EUR", "2万 EUR")])
def test_sums_read_as_in_the_press(amount: str, currency: str, text: str) -> None:
    assert money_label(amount, currency) == text


def test_regions_unite_people_and_bodies(filled: Store) -> None:
    graph = network.regions(filled)
    assert list(graph.edges) == [(MEILI, LINCHUAN)]
    data = graph.edges[MEILI, LINCHUAN]
    assert (data["partnership"], data["money"], data["agreement"], data["event"], data["tenure"]) == (1, 1, 1, 1, 0)
    assert data["weight"] == 4.0


def test_people_who_met(filled: Store) -> None:
    graph = network.people(filled)
    assert list(graph.edges(data=True)) == [(JIA, YI, {"weight": 1.0, "events": ["考察"]})]


def test_bodies_that_share_a_person() -> None:
    one, two = Organization(name="青禾学院"), Organization(name="长风协会")
    person = Person(name="丙三", seat=one)
    store = kg.store.open()
    store.replace(Source(name="a"), [
        Tenure(person=person, post=Office(title="院长", organization=one), organization=one),
        Tenure(person=person, post=Office(title="会长", organization=two), organization=two)])
    [(a, b, data)] = network.organizations(store).edges(data=True)
    assert {a, b} == {f"{BASE}organization/青禾学院", f"{BASE}organization/长风协会"}
    assert (data["tenure"], data["weight"]) == (1, 1.0)


def test_planned_stays_planned_and_proofs_are_counted() -> None:
    proofs = tuple(Evidence(source="source/a", quote=quote) for quote in ("一", "二", "三"))
    store = kg.store.open()
    fact = dataclasses.replace(event(B, (A, "attended")), status="status/planned", evidence=proofs)
    store.replace(Source(name="a"), [fact])
    [(_, _, data)] = edges(network.graph(store), "event")
    assert (data["status"], data["weight"]) == ("status/planned", 3.0)
