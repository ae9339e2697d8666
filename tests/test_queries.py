"""Every named query: its columns in the fixed order, and rows computed by hand."""

from __future__ import annotations

import dataclasses

import pytest
import samples

import kg
from kg import lookup, rules
from kg.model import Source
from kg.store import Store

VOC = "https://w3id.org/cooperation-kg/vocabulary/"
SOURCE = "https://w3id.org/cooperation-kg/id/source/visit.txt"

COLUMNS = {
    "regions": "source region code",
    "posts": "source person post organization region code attested quote",
    "partnerships": "source a a_code a_role b b_code b_role kind programme since until quote",
    "events": "source event kind start end place place_code participant role quote",
    "agreements": "source agreement title party party_code status quote",
    "funding": "source amount currency payer payee purpose status quote",
    "measures": "source subject quantity unit quote",
    "statements": "source speaker kind point position quote",
}
"""What other tools rely on."""


@pytest.fixture
def memory() -> Store:
    store = kg.open(":memory:")
    store.replace(samples.SOURCE, samples.FACTS, samples.TEXT)
    return store


def rows(store: Store, name: str) -> list[dict[str, str]]:
    solutions = store.query(lookup.query_text(name))
    names = [variable.value for variable in solutions.variables]  # type: ignore[union-attr]
    return [dict(zip(names, ("" if value is None else value for value in row), strict=True))
            for row in store.rows(lookup.query_text(name))]


@pytest.mark.parametrize("name", COLUMNS)
def test_fixed_columns_come_first(memory: Store, name: str) -> None:
    solutions = memory.query(lookup.query_text(name))
    fixed = COLUMNS[name].split()
    assert [variable.value for variable in solutions.variables][:len(fixed)] == fixed  # type: ignore[union-attr]


@pytest.mark.parametrize("name", sorted(lookup.queries()))
def test_every_query_says_what_it_answers(name: str) -> None:
    query = lookup.queries()[name]
    assert len(query.comment) > 20
    assert any("\u4e00" <= char <= "\u9fff" for char in query.comment)


def test_regions(memory: Store) -> None:
    assert {(row["source"], row["region"], row["code"]) for row in rows(memory, "regions")} == {
        (SOURCE, "梅里区", "990101"), (SOURCE, "临川县", "990202")}


def test_posts(memory: Store) -> None:
    found = [tuple(row[name] for name in COLUMNS["posts"].split()) for row in rows(memory, "posts")]
    assert found == [
        (SOURCE, "甲一鸣", "区长", "梅里区人民政府", "梅里区", "990101", "2022-05-18", "梅里区区长甲一鸣"),
        (SOURCE, "乙二凡", "县长", "临川县人民政府", "临川县", "990202", "2022-05-18", "临川县县长乙二凡")]


def test_partnerships(memory: Store) -> None:
    assert [tuple(row[name] for name in COLUMNS["partnerships"].split()) for row in rows(memory, "partnerships")] == [
        (SOURCE, "梅里区", "990101", VOC + "role/supporter", "临川县", "990202", VOC + "role/recipient",
         VOC + "partnership/paired-assistance", VOC + "programme/east-west", "2018", "", "双方自2018年起结对")]


def test_events(memory: Store) -> None:
    found = rows(memory, "events")
    assert {(row["participant"], row["role"].rpartition("/")[2]) for row in found} == {("甲一鸣", "led"), ("乙二凡", "accompanied")}
    for row in found:
        assert row["kind"].endswith("/visit") and (row["start"], row["end"]) == ("2022-05-18", "")
        assert (row["place"], row["place_code"], row["quote"]) == ("临川县", "990202", "梅里区区长甲一鸣率队赴临川县考察")


def test_agreements_funding_measures_statements(memory: Store) -> None:
    assert {(row["title"], row["party"], row["status"].rpartition("/")[2]) for row in rows(memory, "agreements")} == {
        ("产业园共建协议", "梅里区", "signed"), ("产业园共建协议", "临川县", "signed")}
    assert [(row["amount"], row["currency"], row["payer"], row["payee"], row["purpose"]) for row in rows(memory, "funding")] == [
        ("1205000", "CNY", "梅里区", "临川县", "校舍修缮")]
    assert [(row["subject"], row["quantity"], row["unit"], row["quote"]) for row in rows(memory, "measures")] == [
        ("干部互派", "12", "人次", "干部互派12人次")]
    assert [(row["speaker"], row["kind"].rpartition("/")[2], row["point"], row["position"]) for row in rows(memory, "statements")] == [
        ("乙二凡", "pledge", "将尽快把协议落到实处", "1")]


def second(memory: Store, since: str = "2018", holder: str = "") -> None:
    """The same claims from a second source, with another year or another holder of a post."""
    source = Source(name="again.txt", title="再记", published="2022-05-18", sha256=samples.SHA256[::-1])
    text = samples.TEXT.replace("2018", since).replace("甲一鸣", holder or "甲一鸣")
    changed = []
    for fact in samples.facts(source):
        if hasattr(fact, "since"):
            fact = dataclasses.replace(fact, since=since)
        if holder and hasattr(fact, "person") and fact.person.name == "甲一鸣":
            fact = dataclasses.replace(fact, person=dataclasses.replace(fact.person, name=holder),
                                       post=dataclasses.replace(fact.post, kind="post/district-head"))
        changed.append(fact)
    memory.replace(source, changed, text)


def test_facts_of_two_sources_have_a_row_each_but_count_once(memory: Store) -> None:
    second(memory)
    assert len(rows(memory, "partnerships")) == 2
    assert [(row["payer"], row["payee"], row["largest"], row["sums"]) for row in rows(memory, "money-by-pair")] == [
        ("梅里区", "临川县", "1205000", "2")]
    assert [(row["actor"], row["supports"], row["supported_by"], row["peers"]) for row in rows(memory, "partner-counts")] == [
        ("临川县", "0", "1", "0"), ("梅里区", "1", "0", "0")]
    assert rows(memory, "single-source") == []


def test_single_source(memory: Store) -> None:
    assert {row["class"].replace("/", "#").rpartition("#")[2] for row in rows(memory, "single-source")} == {
        "Tenure", "Partnership", "Event", "Agreement"}


def test_contradictions(memory: Store) -> None:
    assert rows(memory, "contradictions") == []
    second(memory, since="2019")
    assert [(row["kind"], row["what"], row["value1"], row["value2"]) for row in rows(memory, "contradictions")] == [
        ("two starts", "梅里区 – 临川县", "2018", "2019")]


def test_two_holders_of_one_post_on_one_day(memory: Store) -> None:
    second(memory, holder="丙三石")
    assert {(row["kind"], row["value1"], row["value2"]) for row in rows(memory, "contradictions")} == {("two holders", "丙三石", "甲一鸣")}


def test_claims_of_each_source(memory: Store) -> None:
    classes = [row["class"].replace("/", "#").rpartition("#")[2] for row in rows(memory, "claims")]
    assert sorted(classes) == ["Agreement", "Commitment", "Event", "Measure", "Partnership", "Statement", "Tenure", "Tenure"]
    assert all(row["source"] == SOURCE and row["quote"] for row in rows(memory, "claims"))


def test_partnerships_on_a_day(memory: Store) -> None:
    assert [(row["a"], row["b"], row["since"]) for row in rows(memory, "partnerships-on-day")] == [("梅里区", "临川县", "2018")]
    from kg.terms import XSD, Literal

    early = memory.rows(lookup.query_text("partnerships-on-day"), {"on": Literal("2018-06-01", datatype=XSD.date)})
    assert list(early) == []  # 2018 may still have been to come


def test_silent(memory: Store) -> None:
    assert [(row["a"], row["b"], row["last"]) for row in rows(memory, "silent")] == [("梅里区", "临川县", "")]


def test_connections_need_derived_relations(memory: Store) -> None:
    assert rows(memory, "connections") == []
    rules.derive(memory)
    found = {(row["from"], row["to"]): row["direct"] for row in rows(memory, "connections")}
    assert found["梅里区", "临川县"] == "true"
    assert found["甲一鸣", "临川县"] == "false"


def test_brokers(memory: Store) -> None:
    assert rows(memory, "brokers") == []
    from kg.model import Partnership, Region

    hub = Region(name="梅里区", code="990101", level="county")
    far = Region(name="远山县", code="990303", level="county")
    source = Source(name="third.txt", sha256="c" * 64)
    memory.replace(source, [Partnership(a=hub, b=far, kind="partnership/paired-assistance", directed=True,
                                        evidence=(samples.evidence("双方自2018年起结对", source),))], samples.TEXT)
    assert [(row["actor"], row["open_pairs"]) for row in rows(memory, "brokers")] == [("梅里区", "1")]


def test_an_unknown_query_names_the_nearest() -> None:
    with pytest.raises(kg.KGError, match="partnerships"):
        lookup.query_text("partnership")
