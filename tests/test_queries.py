"""Every named query: its columns in the fixed order, and rows computed by hand."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
import samples
from test_time import CASES

import kg
from kg import lookup, rules
from kg.model import (
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
from kg.terms import XSD, Literal, NamedNode

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


def rows(store: Store, name: str, **values: Literal | NamedNode) -> list[dict[str, str]]:
    solutions = store.query(lookup.query_text(name))
    return [dict(zip(solutions.columns,  # type: ignore[union-attr]
                      ("" if value is None else value for value in row), strict=True))
            for row in store.rows(lookup.query_text(name), values)]


def say(store: Store, name: str, *facts: Fact, published: str = "") -> str:
    """A source that states these facts; its IRI."""
    source = Source(name=name, published=published, sha256=(name.encode().hex() * 64)[:64])
    store.replace(source, facts)
    return store.base + source.key


A, B, C, D = (Region(name=f"{name}县", code=f"99{number}001", level="county") for number, name in enumerate("甲乙丙丁", 10))


def pair(a: Region, b: Region, kind: str = "paired-assistance", **more: str) -> Partnership:
    return Partnership(a=a, b=b, kind=f"partnership/{kind}", directed=kind == "paired-assistance", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", COLUMNS)
def test_fixed_columns_come_first(memory: Store, name: str) -> None:
    solutions = memory.query(lookup.query_text(name))
    fixed = COLUMNS[name].split()
    assert list(solutions.columns[:len(fixed)]) == fixed  # type: ignore[union-attr]


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
        ("梅里区", "1", "0", "0"), ("临川县", "0", "1", "0")]
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


def tenure(name: str, title: str, kind: str, seat: Region = A, **quality: bool) -> Tenure:
    office = Organization(name=f"{seat.name}人民政府", kind="organ/government", region=seat)
    return Tenure(person=Person(name=name, seat=seat), organization=office, attested="2023-03-01",
                  post=Post(title=title, organization=office, kind=kind, **quality))  # type: ignore[arg-type]


@pytest.mark.parametrize(("first", "second", "found"), [
    (tenure("王一", "县长", "post/county-head"), tenure("李二", "县长", "post/county-head"), True),
    (tenure("王一", "县长", "post/county-head"), tenure("李二", "代县长", "post/county-head", acting=True), True),
    (tenure("王一", "县长", "post/county-head"), tenure("王一", "县长", "post/county-head"), False),
    (tenure("王一", "县长", "post/county-head"), tenure("李二", "县长候选人", "post/county-head", candidate=True), False),
    (tenure("王一", "县长候选人", "post/county-head", candidate=True), tenure("李二", "县长", "post/county-head"), False),
    (tenure("王一", "副县长", "post/deputy-head", deputy=True), tenure("李二", "副县长", "post/deputy-head", deputy=True), False),
    (tenure("王一", "县长", "post/county-head"), tenure("李二", "县长", "post/county-head", seat=B), False),
    (tenure("王一", "县长", "post/county-head"), dataclasses.replace(tenure("李二", "县长", "post/county-head"), attested="2023-03-02"), False),
])
def test_only_a_post_for_one_has_two_holders(first: Tenure, second: Tenure, found: bool) -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", first)
    say(store, "two.txt", second)
    assert [(row["kind"], {row["value1"], row["value2"]}) for row in rows(store, "contradictions")] == (
        [("two holders", {"王一", "李二"})] if found else [])


def money(source: str, amount: int, year: str = "2021", **more: str) -> Commitment:
    return Commitment(scope=f"source/{source}", amount=Decimal(amount), payer=A, payee=B, purpose="修路", status="status/paid",
                      start=year, **more)  # type: ignore[arg-type]


def test_two_amounts_for_one_purpose() -> None:
    store = kg.open(":memory:")
    one = say(store, "one.txt", money("one.txt", 100), money("one.txt", 40))
    say(store, "two.txt", money("two.txt", 100), money("two.txt", 300, year="2022"))
    assert rows(store, "contradictions") == []  # a total and its part, the total again, and another year
    two = say(store, "two.txt", money("two.txt", 120))
    assert [(row["value1"], row["source1"], row["value2"], row["source2"]) for row in rows(store, "contradictions")] == [
        ("100 CNY", one, "120 CNY", two), ("40 CNY", one, "120 CNY", two)]
    say(store, "two.txt", dataclasses.replace(money("two.txt", 500), status="status/planned"))
    assert rows(store, "contradictions") == []


def test_money_by_pair_and_year() -> None:
    store = kg.open(":memory:")
    gift = Event(kind="event/donation", start="2020-05-06", place=B)
    say(store, "one.txt", money("one.txt", 100), money("one.txt", 40), money("one.txt", 7, year="", event=gift.key), gift,
        money("one.txt", 9, year=""), published="2022-01-01")
    say(store, "two.txt", money("two.txt", 5, currency="USD"), published="2023-01-01")
    found = [(row["payer"], row["payee"], row["year"], row["currency"], row["sum"], row["largest"], row["sums"], row["reported"])
             for row in rows(store, "money-by-pair")]
    assert found == [("甲县", "乙县", "2021", "CNY", "140", "100", "2", "2022-01-01"), ("甲县", "乙县", "", "CNY", "9", "9", "1", "2022-01-01"),
                     ("甲县", "乙县", "2020", "CNY", "7", "7", "1", "2022-01-01"), ("甲县", "乙县", "2021", "USD", "5", "5", "1", "2023-01-01")]


def test_claims_of_each_source(memory: Store) -> None:
    classes = [row["class"].replace("/", "#").rpartition("#")[2] for row in rows(memory, "claims")]
    assert sorted(classes) == ["Agreement", "Commitment", "Event", "Measure", "Partnership", "Statement", "Tenure", "Tenure"]
    assert all(row["source"] == SOURCE and row["quote"] for row in rows(memory, "claims"))


def test_claims_of_one_source(memory: Store) -> None:
    say(memory, "other.txt", pair(A, B))
    assert len(rows(memory, "claims")) == 9
    assert len(rows(memory, "claims", source=NamedNode(SOURCE))) == 8
    assert rows(memory, "claims", source=NamedNode(SOURCE + "x")) == []


def test_the_first_quote_is_the_one_told(memory: Store) -> None:
    later, first = (samples.evidence(quote) for quote in ("全年共安排", "梅里区与临川县开展协作互访"))
    source = dataclasses.replace(samples.SOURCE, name="quotes.txt")
    moved = tuple(dataclasses.replace(one, source=source.key) for one in (later, first))
    memory.replace(source, [dataclasses.replace(pair(A, B), evidence=moved)], samples.TEXT)
    for name in ("claims", "single-source", "partnerships"):
        assert [row["quote"] for row in rows(memory, name) if row["source"].endswith("quotes.txt")] == ["梅里区与临川县开展协作互访"]


@pytest.mark.parametrize("literal", [Literal, lambda day: Literal(day, datatype=XSD.date)])
@pytest.mark.parametrize(("day", "start", "end", "attested", "answer"), CASES)
def test_partnerships_on_a_day_agree_with_lookups(
        day: str, start: str, end: str, attested: str, answer: str, literal: type[Literal]) -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", pair(A, B, since=start, until=end), published=attested)
    found = rows(store, "partnerships-on-day", on=literal(day))
    assert [(row["a"], row["b"], row["since"], row["until"], row["holds"]) for row in found] == (
        [("甲县", "乙县", start, end, answer)] if answer else [])


def test_partnerships_on_a_day_without_a_day_are_those_of_today() -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", pair(A, B, since="2016", until="9998"), pair(A, C, since="2016", until="2020"), pair(A, D, since="9998"))
    assert [(row["b"], row["holds"]) for row in rows(store, "partnerships-on-day")] == [("乙县", "holds")]


@pytest.mark.parametrize(("day", "start", "end", "attested", "answer"), CASES)
def test_posts_on_a_day_agree_with_lookups(day: str, start: str, end: str, attested: str, answer: str) -> None:
    store = kg.open(":memory:")
    office = Organization(name="甲县人民政府", kind="organ/government", region=A)
    say(store, "one.txt", Tenure(person=Person(name="王一", seat=A), post=Post(title="县长", organization=office), organization=office,
                                 start=start, end=end, attested=attested))
    found = rows(store, "posts-on-day", on=Literal(day))
    assert [(row["person"], row["post"], row["region"], row["since"], row["until"], row["attested"], row["holds"]) for row in found] == (
        [("王一", "县长", "甲县", start, end, attested, answer)] if answer else [])


def test_a_candidate_does_not_hold_the_post() -> None:
    store = kg.open(":memory:")
    office = Organization(name="甲县人民政府", kind="organ/government", region=A)
    say(store, "one.txt", Tenure(person=Person(name="王一", seat=A), post=Post(title="县长", organization=office, candidate=True),
                                 organization=office, attested="2021-05-01"))
    assert rows(store, "posts-on-day", on=Literal("2021-05-01")) == []


def visit(by: Region, to: Region, day: str = "2021-05-01", status: str = "status/done", **more: str) -> Event:
    """A person of one region comes to another; nobody of the other is named."""
    event = Event(kind="event/visit", start=day, place=to, status=status, leader="王一", **more)  # type: ignore[arg-type]
    seat = Participation(owner=event.key, actor=Person(name="王一", seat=by), role="role/led")
    return dataclasses.replace(event, participations=(seat,))


def test_silent() -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", pair(A, B), pair(A, C), pair(A, D), visit(A, B), visit(A, B, "2019-01-01"),
        visit(A, C, status="status/planned"), published="2021-06-01")
    assert [(row["a"], row["b"], row["last"]) for row in rows(store, "silent")] == [
        ("甲县", "丙县", ""), ("甲县", "丁县", ""), ("甲县", "乙县", "2021-05-01")]
    assert [row["b"] for row in rows(store, "silent", before=Literal("2021-05-01"))] == ["丙县", "丁县"]
    assert [row["b"] for row in rows(store, "silent", before=Literal("2021-05-02"))] == ["丙县", "丁县", "乙县"]


def test_an_undated_event_counts_from_its_report() -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", pair(A, B), visit(A, B, "", scope="source/one.txt"), published="2021-06-01")
    assert [row["last"] for row in rows(store, "silent")] == ["2021-06-01"]


def test_a_partnership_with_a_recent_event_is_not_silent() -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", pair(A, B), visit(B, A, "9998-01-01"))
    assert rows(store, "silent") == []


def test_connections_need_derived_relations(memory: Store) -> None:
    assert rows(memory, "connections") == []
    rules.derive(memory)
    found = {(row["from"], row["to"]): (row["steps"], row["over"]) for row in rows(memory, "connections")}
    assert found["梅里区", "临川县"] == found["临川县", "梅里区"] == found["甲一鸣", "乙二凡"] == found["梅里区", "甲一鸣"] == ("1", "")
    assert found["临川县", "甲一鸣"][0] == "2" and set(found["临川县", "甲一鸣"][1].split("、")) == {"梅里区", "乙二凡"}
    one, other = (NamedNode(f"{memory.base}region/{code}") for code in ("990101", "990202"))
    assert [(row["from"], row["to"]) for row in rows(memory, "connections", one=one, other=other)] == [("梅里区", "临川县")]
    assert {row["from"] for row in rows(memory, "connections", one=one)} == {"梅里区"}


def test_what_is_connected_directly_needs_nobody_between() -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", pair(A, B), pair(B, C), pair(A, C), pair(C, D))
    rules.derive(store)
    found = {(row["from"], row["to"]): (row["steps"], row["over"]) for row in rows(store, "connections")}
    assert (found["甲县", "丙县"], found["甲县", "丁县"], found["丁县", "乙县"]) == (("1", ""), ("2", "丙县"), ("2", "丙县"))
    assert len(found) == 12  # every ordered pair of the four


def test_partner_counts_by_role() -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", pair(A, B), pair(A, C), pair(A, C, "twinning"))
    say(store, "two.txt", pair(dataclasses.replace(A, name="甲县（新名）"), B), pair(D, A))  # another name, the same county
    assert [(row["actor"], row["code"], row["supports"], row["supported_by"], row["peers"], row["partners"])
            for row in rows(store, "partner-counts")] == [
        ("甲县", A.code, "2", "1", "1", "3"), ("乙县", B.code, "0", "1", "0", "1"), ("丙县", C.code, "0", "1", "1", "1"),
        ("丁县", D.code, "1", "0", "0", "1")]


def test_brokers(memory: Store) -> None:
    assert rows(memory, "brokers") == []
    store = kg.open(":memory:")
    say(store, "one.txt", pair(A, B), pair(A, C), pair(A, D), pair(B, C, "twinning"))
    say(store, "two.txt", pair(dataclasses.replace(A, name="甲县（新名）"), B))
    assert [(row["actor"], row["code"], row["open_pairs"]) for row in rows(store, "brokers")] == [("甲县", A.code, "2")]  # 乙丁, 丙丁


HOSTILE = '甲" } } DROP ALL #\n<script>\\u202e'


def test_names_with_quotes_and_newlines_pass_through_every_query() -> None:
    store = kg.open(":memory:")
    wild = dataclasses.replace(A, name=HOSTILE)
    say(store, "one.txt", pair(wild, B), tenure(HOSTILE, HOSTILE, "post/county-head", seat=wild), visit(wild, B), money("one.txt", 5))
    rules.derive(store)
    before = store.canonical()
    shown = {name: rows(store, name) for name in lookup.queries()}
    assert [row["a"] for row in shown["partnerships"]] == [row["a"] for row in shown["silent"]] == [HOSTILE]
    assert [(row["person"], row["post"]) for row in shown["posts"]] == [(HOSTILE, HOSTILE)]
    entity = lookup.resolve(store, HOSTILE)
    assert entity.code == A.code and [row.partner for row in lookup.partners(store, lookup.resolve(store, "乙县"))] == [HOSTILE]
    assert store.canonical() == before


def test_an_unknown_query_names_the_nearest() -> None:
    with pytest.raises(kg.KGError, match="partnerships"):
        lookup.query_text("partnership")


def test_an_event_without_participants_is_told_in_its_own_words() -> None:
    store = kg.open(":memory:")
    source = Source(name="one.txt", sha256="1" * 64)
    said, own = ((Evidence(source=source.key, quote=quote, start=at, end=at + 2),) for at, quote in enumerate(("别的", "自己")))
    led = visit(A, B)
    led = dataclasses.replace(led, participations=tuple(dataclasses.replace(seat, evidence=said) for seat in led.participations))
    store.replace(source, [led, Event(kind="event/visit", start="2020-01-01", place=B, evidence=own),
                           Event(kind="event/visit", start="2019-01-01", place=C)])
    assert [(row["start"], row["participant"], row["quote"]) for row in rows(store, "events")] == [
        ("2019-01-01", "", ""), ("2020-01-01", "", "自己"), ("2021-05-01", "王一", "别的")]
