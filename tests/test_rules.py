"""Derived shortcuts: what the facts imply, no more, and away again."""

from __future__ import annotations

import dataclasses

import pytest
import samples

import kg
from kg import curate, rules
from kg.errors import UnknownName
from kg.model import (
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
from kg.terms import COOP as NS
from kg.terms import RDF, Literal, NamedNode, Quad
from kg.validate import validate

COOP = "https://w3id.org/cooperation-kg/ontology#"
PROGRAMME = "https://w3id.org/cooperation-kg/vocabulary/programme/east-west"


def derived(store: Store) -> set[tuple[str, str, str]]:
    graph = store.base + rules.GRAPH
    return {(quad.subject.value.rpartition("/id/")[2], quad.predicate.value.removeprefix(COOP), quad.object.value.rpartition("/id/")[2])
            for quad in store.quads() if quad.graph_name.value == graph and quad.predicate.value.startswith(COOP)}


def test_what_the_facts_imply(filled: Store) -> None:
    assert rules.derive(filled) == len(derived(filled))
    first, second = "region/990101", "region/990202"
    one, other = "person/990101/甲一鸣", "person/990202/乙二凡"
    assert derived(filled) == {
        (first, "assists", second), (first, "cooperatesWith", second), (second, "cooperatesWith", first),
        (one, "metWith", other), (other, "metWith", one),
        (one, "holdsPostIn", first), (one, "holdsPostIn", "organization/990101/government"),
        (other, "holdsPostIn", second), (other, "holdsPostIn", "organization/990202/government"),
        (first, "cooperatesUnder", PROGRAMME), (second, "cooperatesUnder", PROGRAMME)}


def test_again_is_the_same_and_undone_is_gone(filled: Store) -> None:
    before = filled.canonical()
    rules.derive(filled)
    once = filled.canonical()
    rules.derive(filled)
    assert filled.canonical() == once
    assert [source.name for source in filled.sources()] == [samples.NAME]
    assert not [violation for violation in validate(filled) if "derived" in violation.source]
    assert rules.underive(filled) == 11
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
    assert len(derived(filled)) == 11  # derived relations are as old as the last derivation
    assert rules.derive(filled) == 0 and len(filled) == 0


A, B = (Region(name=name, code=code, level="county") for name, code in (("甲县", "991001"), ("乙县", "992001")))
OFFICE = Organization(name="甲县人民政府", kind="organ/government", region=A)
ELSEWHERE = Organization(name="乙县人民政府", kind="organ/government", region=B)


def tenure(name: str, body: Organization = OFFICE, title: str = "县长", kind: str = "post/county-head", post: dict[str, bool] | None = None,
           **times: str) -> Tenure:
    """A tenure of somebody known by name in the one source that speaks of him."""
    return Tenure(person=Person(name=name, scope="source/one.txt"), organization=body, evidence=(Evidence(source="source/one.txt", quote=f"{title}{name}"),),
                  post=Post(title=title, organization=body, kind=kind, **(post or {})), **times)  # type: ignore[arg-type]


def related(store: Store, relation: str, *facts: Fact) -> set[tuple[str, str]]:
    """Who is derived to stand in a relation to whom, by the last part of their IRIs."""
    store.replace(Source(name="one.txt"), facts)
    rules.derive(store)
    return {(one.rpartition("/")[2], other.rpartition("/")[2]) for one, term, other in derived(store) if term == relation}


BOTH = {("王一", "李二"), ("李二", "王一")}


@pytest.mark.parametrize(("one", "other", "together"), [
    ({"attested": "2021-05-01"}, {"attested": "2021-05-01"}, True),
    ({"attested": "2021-05-01"}, {"attested": "2021-05-02"}, False),
    ({"attested": "2021-05"}, {"attested": "2021-05"}, False),
    ({"start": "2020", "attested": "2022-01-01"}, {"attested": "2021-05-02"}, True),
    ({"start": "2021", "attested": "2022-01-01"}, {"attested": "2021-05-02"}, False),
    ({"start": "2018", "end": "2020"}, {"start": "2019-06", "end": "2022"}, True),
    ({"start": "2018", "end": "2020"}, {"start": "2019", "end": "2019"}, False),
    ({"start": "2018", "end": "2019"}, {"start": "2019", "end": "2022"}, False),
    ({"start": "2018"}, {"start": "2018"}, False),
    ({"attested": "2021-05-01", "end": "2023"}, {"start": "2021", "attested": "2022-12-01"}, True),
    ({"start": "2018", "end": "2019", "attested": "2021-05-01"}, {"attested": "2021-05-01"}, False),
    ({"start": "2022", "attested": "2021-05-01"}, {"attested": "2021-05-01"}, False),
    ({}, {}, False),
])
def test_colleagues_hold_posts_in_one_body_on_a_common_day(store: Store, one: dict[str, str], other: dict[str, str], together: bool) -> None:
    assert related(store, "servesWith", tenure("王一", **one), tenure("李二", title="副县长", **other)) == (BOTH if together else set())


def test_no_colleagues_elsewhere_nor_before_they_are_elected_nor_by_a_mere_label(store: Store) -> None:
    day = {"attested": "2021-05-01"}
    assert related(store, "servesWith", tenure("王一", **day), tenure("李二", ELSEWHERE, **day)) == set()
    assert related(store, "servesWith", tenure("王一", **day), tenure("李二", title="县长候选人", post={"candidate": True}, **day)) == set()
    assert related(store, "servesWith", tenure("王一", **day), tenure("李二", title="县领导", post={"vague": True}, **day)) == set()
    assert related(store, "servesWith", tenure("王一", **day), tenure("王一", title="副县长", **day)) == set()


def test_colleagues_on_the_word_of_two_sources(store: Store) -> None:
    store.replace(Source(name="two.txt"), [tenure("李二", title="副县长", attested="2021-05-01")])
    assert related(store, "servesWith", tenure("王一", attested="2021-05-01")) == BOTH
    store.remove("two.txt")
    rules.derive(store)
    assert "servesWith" not in {term for _, term, _ in derived(store)}


@pytest.mark.parametrize(("one", "other", "follows"), [
    ({"attested": "2022-05-01"}, {"attested": "2021-05-01"}, True),
    ({"attested": "2021-05-01"}, {"attested": "2021-05-01"}, False),
    ({"attested": "2022"}, {"attested": "2021-05-01"}, False),
    ({"attested": "2022-05-01", "title": "代县长", "post": {"acting": True}}, {"attested": "2021-05-01"}, True),
    ({"attested": "2022-05-01", "title": "副县长", "post": {"deputy": True}}, {"attested": "2021-05-01"}, False),
    ({"attested": "2022-05-01", "title": "县长候选人", "post": {"candidate": True}}, {"attested": "2021-05-01"}, False),
    ({"attested": "2022-05-01", "body": ELSEWHERE}, {"attested": "2021-05-01"}, False),
    ({"attested": "2022-05-01", "title": "局长", "kind": "post/bureau-director"}, {"attested": "2021-05-01", "title": "局长", "kind": "post/bureau-director"}, False),
])
def test_who_holds_a_post_of_one_holder_later_follows(store: Store, one: dict[str, object], other: dict[str, object], follows: bool) -> None:
    found = related(store, "followsInPost", tenure("王一", **one), tenure("李二", **other))  # type: ignore[arg-type]
    assert found == ({("王一", "李二")} if follows else set())


def test_nobody_follows_himself_under_another_identifier(store: Store) -> None:
    later = dataclasses.replace(tenure("李二", attested="2022-05-01"), person=Person(name="李二", seat=A))
    assert related(store, "followsInPost", tenure("李二", attested="2021-05-01"), later) == set()


def test_both_sides_cooperate_under_their_programme(store: Store) -> None:
    pair = Partnership(a=A, b=B, kind="partnership/paired-assistance", directed=True, programme="programme/east-west")
    assert related(store, "cooperatesUnder", pair) == {("991001", "east-west"), ("992001", "east-west")}
    assert related(store, "cooperatesUnder", dataclasses.replace(pair, programme="")) == set()


def test_what_is_withheld_or_rejected_implies_nothing(store: Store) -> None:
    facts = [dataclasses.replace(Partnership(a=A, b=B, kind="partnership/paired-assistance", directed=True), confidence=0.5),
             dataclasses.replace(tenure("王一", attested="2021-05-01"), confidence=0.5), tenure("李二", attested="2021-05-01")]
    store.replace(Source(name="one.txt"), facts, least=0.8)
    rules.derive(store)
    assert {term for _, term, _ in derived(store)} == {"holdsPostIn"}
    store.withhold("one.txt", 0)
    rules.derive(store)
    assert {term for _, term, _ in derived(store)} == {"holdsPostIn", "assists", "cooperatesWith", "servesWith"}
    kg.curate.reject(store, facts[0].key, who="王编辑")
    rules.derive_again(store)
    assert {term for _, term, _ in derived(store)} == {"holdsPostIn", "servesWith"}


def test_rules_are_applied_and_removed_one_by_one(filled: Store) -> None:
    assert rules.derive(filled, ["assists", "metWith"]) == 3 == len(derived(filled))
    assert {one.rule.name: (one.number, one.state) for one in rules.derived(filled) if one.state} == {"assists": (1, "current"), "met": (2, "current")}
    assert kg.derive(filled, rules=["coop:holdsPostIn"]) == 4 and len(derived(filled)) == 7
    assert rules.underive(filled, ["met"]) == 2 and {term for _, term, _ in derived(filled)} == {"assists", "holdsPostIn"}
    assert rules.underive(filled, ["met"]) == 0
    with pytest.raises(UnknownName, match="colleagues"):
        rules.derive(filled, ["assist"])
    filled.remove(samples.NAME)
    assert rules.derive_again(filled) == 0 and len(filled) == 0


def test_every_rule_derives_a_relation_of_its_own_and_says_what_it_does() -> None:
    found = list(rules.rules().values())
    assert len({rule.relation for rule in found}) == len(found) == 7
    assert all(rule.relation.startswith(COOP) and len(rule.comment) > 40 for rule in found)


def test_stale_is_what_other_sources_stand_behind_now(filled: Store) -> None:
    assert set(rules.states(filled).values()) == {""}
    assert rules.outdated(filled, "SELECT * { ?a coop:assists ?b }") == ["assists"] and rules.outdated(filled, "ASK {}") == []
    rules.derive(filled)
    assert set(rules.states(filled).values()) == {"current"} and rules.outdated(filled, "assists metWith") == []
    filled.replace(samples.SOURCE, samples.FACTS, samples.TEXT, location="/documents/visit.txt")
    assert set(rules.states(filled).values()) == {"current"}, "the same once more changes nothing"
    filled.replace(Source(name="one.txt", sha256="a" * 64), [tenure("王一")])
    assert set(rules.states(filled).values()) == {"stale"} and rules.outdated(filled, "coop:assists") == ["assists"]
    rules.derive(filled, ["assists"])
    assert {name for name, state in rules.states(filled).items() if state == "current"} == {"assists"}
    filled.remove("one.txt")
    assert rules.states(filled)["assists"] == "stale" and rules.states(filled)["met"] == "current"


def test_a_decision_makes_stale_what_was_derived_until_it_is_undone(filled: Store) -> None:
    rules.derive(filled)
    fact = next(quad.subject.value for quad in filled.quads(None, RDF.type, NS.Partnership))
    number = curate.correct(filled, fact, "coop:start", "2015", who="王一").number
    assert set(rules.states(filled).values()) == {"stale"}
    curate.undo(filled, number)
    assert set(rules.states(filled).values()) == {"current"}


def test_hostile_ends_derive_nothing(store: Store) -> None:
    store.replace(Source(name="one.txt"), [Partnership(a=A, b=B, kind="partnership/twinning")])
    graph, node = NamedNode(f"{store.base}source/one.txt"), NamedNode("https://example.org/p")
    store.replace_quads("one.txt", [Quad(node, RDF.type, NS.Partnership, graph), Quad(node, NS.sideA, Literal('x" } #'), graph),
                                    Quad(node, NS.sideB, NamedNode("https://example.org/b"), graph)])
    assert rules.derive(store) == 0
