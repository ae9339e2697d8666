"""Lookups on invented people: rows computed by hand, and names as people type them."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from decimal import Decimal

import pytest
import samples

import kg
from kg import lookup
from kg.errors import AmbiguousName, UnknownName
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

SOURCE = "https://w3id.org/cooperation-kg/id/source/visit.txt"


def entity(store: Store, name: str) -> lookup.Entity:
    return lookup.resolve(store, name)


@pytest.fixture
def places() -> Store:
    """Two counties that sound alike, and their partner."""
    helper = Region(name="新吴区", code="320214", level="county", aliases=("新吴",), pinyin="xin wu qu")
    alike = [Region(name="宜川县", code="610630", level="county", aliases=("宜川",), pinyin="yi chuan xian"),
             Region(name="伊川县", code="410329", level="county", aliases=("伊川",), pinyin="yi chuan xian"),
             Region(name="溧阳市", code="320481", level="county", aliases=("溧阳",), pinyin="li yang shi")]
    store = kg.open(":memory:")
    source = Source(name="pairs.txt", sha256="d" * 64, published="2021-12-01")
    text = "新吴区与宜川县结对。"
    proof = samples.evidence("新吴区与宜川县结对。", source, text)
    store.replace(source, [Partnership(a=helper, b=region, kind="partnership/paired-assistance", directed=True, since="2016",
                                       evidence=(dataclasses.replace(proof, source=source.key),)) for region in alike], text)
    return store


def say(store: Store, name: str, *facts: Fact) -> str:
    source = Source(name=name, sha256=(name.encode().hex() * 64)[:64])
    store.replace(source, facts)
    return store.base + source.key


def proofs(*quotes: str, source: str = "net.txt") -> tuple[Evidence, ...]:
    return tuple(Evidence(source=f"source/{source}", quote=quote, start=start, end=start + len(quote)) for start, quote in enumerate(quotes))


def county(name: str, code: str, **more: str) -> Region:
    return Region(name=name, code=code, level="county", **more)  # type: ignore[arg-type]


def twins(a: Region, b: Region, *quotes: str) -> Partnership:
    return Partnership(a=a, b=b, kind="partnership/twinning", evidence=proofs(*quotes))


@pytest.mark.parametrize(("name", "code"), [
    ("宜川县", "610630"), ("宜川", "610630"), ("610630", "610630"), (" 宜川县 ", "610630"), ("新吴", "320214"), ("xinwu", "320214"),
    ("xin wu qu", "320214"), ("XinWuQu", "320214"), ("xwq", "320214"), ("溧陽", "320481"), ("溧陽市", "320481"),
    ("https://w3id.org/cooperation-kg/id/region/610630", "610630"),
])
def test_names_as_people_type_them(places: Store, name: str, code: str) -> None:
    assert entity(places, name).code == code


def test_pinyin_ranks_and_never_merges(places: Store) -> None:
    with pytest.raises(AmbiguousName) as caught:
        entity(places, "yichuan")
    assert dict(caught.value.candidates) == {"宜川县": "610630", "伊川县": "410329"}
    assert "610630" in str(caught.value) and "410329" in str(caught.value)


def test_an_unknown_name_gets_the_nearest(places: Store) -> None:
    with pytest.raises(UnknownName, match="新吴区"):
        entity(places, "新吾区")
    with pytest.raises(UnknownName, match="no loaded source mentions it") as caught:
        entity(places, "青川县")
    assert "510822" in str(caught.value)
    with pytest.raises(UnknownName) as caught:
        entity(places, "宜穿")
    assert caught.value.suggestions[0] == "宜川县"


def test_the_sentence_that_states_the_year_proves_since_when() -> None:
    store = kg.open(":memory:")
    a, b = county("甲区", "990101"), county("乙县", "990202")
    pair = dataclasses.replace(twins(a, b, "甲区与乙县召开2021年联席会议。", "双方自2016年起结对。"), since="2016")
    say(store, "net.txt", pair)
    told = "双方自2016年起结对。"
    assert [row.quote for row in lookup.partners(store, entity(store, "甲区"))] == [told]
    assert [step.quote for step in lookup.path(store, entity(store, "甲区"), entity(store, "乙县"))] == [told]
    quotes = [row[11] for row in store.rows(lookup.query_text("partnerships"))]
    assert quotes == [told]
    say(store, "net.txt", dataclasses.replace(pair, since="2009"))  # stated nowhere in these words: the first sentence
    assert [row.quote for row in lookup.partners(store, entity(store, "甲区"))] == ["甲区与乙县召开2021年联席会议。"]


@pytest.mark.parametrize("name", ["yichuan", "yi chuan", "Yi'chuan", "ycx", "yichuanxian", "Yichuan County", "YICHUAN"])
def test_sounds_find_the_only_county_that_bears_them(name: str) -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", twins(county("宜川县", "610630", pinyin="yi chuan xian"), county("新吴区", "320214", pinyin="xin wu qu")))
    assert entity(store, name).code == "610630"


@pytest.mark.parametrize("name", ["yi chuan", "ycx", "Yichuan County", "yi chuan xian"])
def test_sounds_that_two_counties_share_list_both(places: Store, name: str) -> None:
    with pytest.raises(AmbiguousName) as caught:
        entity(places, name)
    assert {code for _, code in caught.value.candidates} == {"610630", "410329"}


def test_a_short_name_of_two_places_lists_both() -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", twins(county("长沙县", "430121"), Region(name="长沙市", code="430100", level="city")))
    with pytest.raises(AmbiguousName) as caught:
        entity(store, "长沙")
    assert {code for _, code in caught.value.candidates} == {"430121", "430100"}
    assert entity(store, "长沙县").code == "430121"


def test_english_names_come_from_the_gazetteer() -> None:
    store = kg.open(":memory:")
    north, south = Region(name="陕西省", code="610000", level="province"), Region(name="山西省", code="140000", level="province")
    say(store, "one.txt", twins(north, south))
    assert entity(store, "Shaanxi").code == "610000"


def test_a_division_of_another_time_leads_to_the_one_that_sources_name() -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", twins(county("东城区", "110101"), county("某某区", "100001")))
    with pytest.raises(UnknownName) as caught:
        entity(store, "崇文区")  # part of 东城区 since 2010
    assert caught.value.suggestions == ("东城区",) and "崇文区 (110103)" in str(caught.value)


def test_a_name_stored_in_traditional_characters_is_found_as_typed() -> None:
    store = kg.open(":memory:")
    say(store, "one.txt", twins(Region(name="溧陽鎮", level="township", country="中国"), county("宜川县", "610630")))
    assert entity(store, "溧陽鎮").label == "溧陽鎮"


def test_a_kind_settles_what_a_name_means() -> None:
    store = kg.open(":memory:")
    place = county("宜川县", "610630")
    say(store, "one.txt", twins(place, county("新吴区", "320214")), Agreement(title="宜川县", parties=(place,)))
    assert entity(store, "宜川县").kind == "region"
    assert lookup.resolve(store, "宜川县", kinds=("agreement",)).kind == "agreement"
    with pytest.raises(UnknownName):
        lookup.resolve(store, "宜川县", kinds=("person",))


def test_namesakes_are_told_apart_by_their_identifiers() -> None:
    store = kg.open(":memory:")
    held = [Tenure(person=Person(name="王一", seat=seat), post=Post(title="县长", organization=office), organization=office)
            for seat in (county("宜川县", "610630"), county("伊川县", "410329"))
            for office in [Organization(name=f"{seat.name}人民政府", kind="organ/government", region=seat)]]
    say(store, "one.txt", *held)
    with pytest.raises(AmbiguousName) as caught:
        entity(store, "王一")
    iris = [iri for _, iri in caught.value.candidates]
    assert sorted(lookup.posts(store, entity(store, iri))[0].region for iri in iris) == ["伊川县", "宜川县"]


def test_simplified_names_do_not_load_the_converter() -> None:
    code = ("import sys, kg; from kg import lookup; store = kg.open(':memory:')\n"
            "try: lookup.resolve(store, '溧阳')\nexcept kg.KGError: pass\n"
            "heavy = {'opencc', 'pypinyin', 'rdflib', 'networkx'} & set(sys.modules); assert not heavy, heavy\n"
            "try: lookup.resolve(store, '溧陽')\nexcept kg.KGError: pass\n"
            "assert 'opencc' in sys.modules")
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("name", ['" } INSERT DATA { <a> <b> <c> } #', "宜川\n县", "\u202e宜川", "<script>", "' OR 1=1", "http://[", "://", "", "\ud800", "http://a/\ud800", "\x00",
                                  "宜川" * 500])
def test_hostile_names_are_only_unknown(places: Store, name: str) -> None:
    before = len(places)
    with pytest.raises(UnknownName):
        entity(places, name)
    assert len(places) == before
    assert [hit for hit in lookup.search(places, name) if hit.reason != "quote"] == []


def test_partners(filled: Store) -> None:
    found = lookup.partners(filled, entity(filled, "临川县"))
    assert found == [lookup.Partner("梅里区", "990101", "supporter", "东西部协作", "东西部协作", "2018", "", "", SOURCE, "双方自2018年起结对")]
    assert [row.role for row in lookup.partners(filled, entity(filled, "梅里区"))] == ["recipient"]


@pytest.mark.parametrize(("on", "strict", "answer"), [
    ("2017-06-01", False, []), ("2018-06-01", False, ["may hold"]), ("2018-06-01", True, []), ("2020-01-01", True, ["holds"]),
    ("2030-01-01", False, ["may hold"]),
])
def test_partners_as_of_a_day(filled: Store, on: str, strict: bool, answer: list[str]) -> None:
    assert [row.holds for row in lookup.partners(filled, entity(filled, "临川县"), on=on, strict=strict)] == answer


def test_posts_of_a_person_and_in_a_region(filled: Store) -> None:
    held = lookup.Held("乙二凡", "县长", "临川县人民政府", "临川县", "990202", "2022-05-18", SOURCE, "临川县县长乙二凡")
    assert lookup.posts(filled, entity(filled, "乙二凡")) == [held]
    assert lookup.posts(filled, entity(filled, "临川县")) == [held]
    assert lookup.posts(filled, entity(filled, "临川县人民政府")) == [held]


def test_met(filled: Store) -> None:
    assert [(row.who, row.role, row.kind, row.start, row.place, row.own_role) for row in lookup.met(filled, entity(filled, "甲一鸣"))] == [
        ("乙二凡", "accompanied", "考察访问", "2022-05-18", "临川县", "led")]
    assert [row.quote for row in lookup.met(filled, entity(filled, "甲一鸣"))] == ["梅里区区长甲一鸣率队赴临川县考察"]


def visit(day: str, status: str = "status/done", *quotes: str) -> Event:
    event = Event(kind="event/visit", name="考察", start=day, status=status, leader=day, evidence=proofs("考察一事"))
    seats = [Participation(owner=event.key, actor=Person(name=name, seat=county("宜川县", "610630")), role="role/attended",
                           evidence=proofs(*quotes)) for name in ("王一", "李二")]
    return dataclasses.replace(event, participations=tuple(seats))


def test_a_participation_speaks_for_itself_before_its_event() -> None:
    store = kg.open(":memory:")
    say(store, "net.txt", visit("2021-01-02", "status/done", "王一李二出席"), visit("2020-01-02"))
    one, other = entity(store, "王一"), entity(store, "李二")
    assert [(row.start, row.quote) for row in lookup.met(store, one)] == [("2020-01-02", "考察一事"), ("2021-01-02", "王一李二出席")]
    assert [row.quote for row in lookup.timeline(store, one)] == ["考察一事", "王一李二出席"]
    say(store, "net.txt", visit("2021-01-02", "status/done", "王一李二出席"))
    assert lookup.path(store, one, other)[0].quote == "王一李二出席"


def test_a_fact_without_evidence_borrows_no_sentence() -> None:
    store = kg.open(":memory:")
    office = Organization(name="始县人民政府", kind="organ/government", region=START)
    bare = Person(name="王一", seat=START)
    say(store, "net.txt", twins(START, END), twins(M1, M2, "甲县与乙县结好"), Agreement(title="共建协议", parties=(START, END)),
        Commitment(scope="source/net.txt", amount=Decimal(5), payer=START, payee=END),
        Tenure(person=bare, post=Post(title="县长", organization=office), organization=office))
    start = entity(store, "始县")
    assert [(row.partner, row.role, row.quote) for row in lookup.partners(store, start)] == [("终县", "peer", "")]
    assert [(row.person, row.region, row.quote) for row in lookup.posts(store, start)] == [("王一", "始县", "")]
    assert {row.quote for row in lookup.timeline(store, start)} == {""}
    assert [step.quote for step in lookup.path(store, start, entity(store, "终县"))] == [""]


def test_a_body_of_no_region_has_no_region() -> None:
    store = kg.open(":memory:")
    firm = Organization(name="云杉公司", kind="organ/company")
    say(store, "net.txt", twins(START, END), Tenure(person=Person(name="王一", seat=firm), post=Post(title="经理", organization=firm), organization=firm))
    assert [(row.organization, row.region, row.code) for row in lookup.posts(store, entity(store, "王一"))] == [("云杉公司", "", "")]


def test_who_is_to_meet_has_not_met() -> None:
    store = kg.open(":memory:")
    say(store, "net.txt", visit("2031-01-02", "status/planned"))
    one, other = entity(store, "王一"), entity(store, "李二")
    assert lookup.met(store, one) == [] and lookup.path(store, one, other) == []
    assert [(row.date, row.what) for row in lookup.timeline(store, one)] == [("2031-01-02", "（拟）考察")]


def test_posts_as_of_a_day() -> None:
    store = kg.open(":memory:")
    place = county("宜川县", "610630")
    office = Organization(name="宜川县人民政府", kind="organ/government", region=place)
    say(store, "one.txt", *[Tenure(person=Person(name=name, seat=place), post=Post(title="县长", organization=office), organization=office,
                                   start=start, end=end) for name, start, end in (("王一", "2015", "2018"), ("李二", "2019-03", ""))])
    assert [row.person for row in lookup.posts(store, entity(store, "宜川县"), on="2016-05-05")] == ["王一"]
    assert [row.person for row in lookup.posts(store, entity(store, "宜川县"), on="2022-05-05")] == ["李二"]
    assert len(lookup.posts(store, entity(store, "宜川县"))) == 2


def test_path_takes_the_fewest_steps(filled: Store) -> None:
    steps = lookup.path(filled, entity(filled, "甲一鸣"), entity(filled, "乙二凡"))
    assert [(step.number, step.relation, step.date) for step in steps] == [("1", "event", "2022-05-18")]
    assert "甲一鸣" in steps[0].sentence and "乙二凡" in steps[0].sentence and steps[0].source == SOURCE
    assert steps[0].quote == "梅里区区长甲一鸣率队赴临川县考察"


def test_path_over_chosen_relations(filled: Store) -> None:
    first, last = entity(filled, "甲一鸣"), entity(filled, "乙二凡")
    steps = lookup.path(filled, first, last, relations=("tenure", "partnership"))
    assert [step.relation for step in steps] == ["tenure", "partnership", "tenure"]
    assert [step.sentence for step in steps] == ["甲一鸣任梅里区区长（2022-05-18见报）", "梅里区与临川县结有东西部协作关系，自2018年起", "乙二凡任临川县县长（2022-05-18见报）"]
    assert lookup.path(filled, first, last, max_steps=2, relations=("tenure", "partnership")) == []
    assert lookup.path(filled, first, last, relations=("statement",)) == []
    assert lookup.path(filled, first, first) == []


START, END, M1, M2, M3 = (county(f"{name}县", f"99{number}001") for number, name in enumerate("始终甲乙丙", 10))


def network(*pairs: tuple[Region, Region, int]) -> Store:
    """Twinned counties, each pair with so many sentences."""
    store = kg.open(":memory:")
    say(store, "net.txt", *[twins(a, b, *(f"{a.name}与{b.name}第{number}次" for number in range(count))) for a, b, count in pairs])
    return store


def names(store: Store, **options: int) -> list[str]:
    steps = lookup.path(store, entity(store, "始县"), entity(store, "终县"), **options)  # type: ignore[arg-type]
    return [step.object for step in steps]


def test_fewer_steps_before_stronger_evidence() -> None:
    store = network((START, M1, 9), (M1, M2, 9), (M2, END, 9), (START, M3, 1), (M3, END, 1))
    assert names(store) == ["丙县", "终县"]
    assert names(store, max_steps=1) == []


def test_the_whole_way_is_weighed_and_not_its_last_step() -> None:
    store = network((START, M1, 1), (M1, END, 2), (START, M2, 3), (M2, END, 1))
    assert names(store) == ["乙县", "终县"]


def test_equal_ways_are_settled_by_identifier() -> None:
    ways = [(START, M2, 2), (M2, END, 2), (START, M1, 2), (M1, END, 2), (START, M3, 2), (M3, END, 2)]
    assert names(network(*ways)) == names(network(*reversed(ways))) == ["甲县", "终县"]


def test_nothing_connects_islands() -> None:
    assert names(network((START, M1, 1), (M2, END, 1))) == []


def test_path_to_a_body_and_back(filled: Store) -> None:
    person, body = entity(filled, "乙二凡"), entity(filled, "临川县人民政府")
    there, back = lookup.path(filled, person, body), lookup.path(filled, body, person)
    assert [step.sentence for step in there] == ["乙二凡任临川县人民政府县长（2022-05-18见报）"]
    assert [step.sentence for step in back] == [there[0].sentence] and there[0].quote == back[0].quote == "临川县县长乙二凡"


@pytest.mark.parametrize(("status", "currency", "said"), [
    ("status/paid", "CNY", "始县向终县出资500元"), ("status/paid", "USD", "始县向终县出资500USD"), ("status/planned", "CNY", "始县拟向终县出资500元"),
    ("status/promised", "CNY", "始县承诺向终县出资500元"),
])
def test_money_is_said_with_its_currency_and_status(status: str, currency: str, said: str) -> None:
    store = kg.open(":memory:")
    say(store, "net.txt", Commitment(scope="source/net.txt", amount=Decimal(500), currency=currency, payer=START, payee=END, status=status))
    assert [step.sentence for step in lookup.path(store, entity(store, "始县"), entity(store, "终县"))] == [said]
    assert [step.sentence for step in lookup.path(store, entity(store, "终县"), entity(store, "始县"))] == [said]


@pytest.mark.parametrize(("status", "said"), [("status/signed", "始县与终县签有“共建协议”"), ("status/planned", "始县与终县拟签署“共建协议”")])
def test_an_agreement_to_come_is_not_signed(status: str, said: str) -> None:
    store = kg.open(":memory:")
    say(store, "net.txt", Agreement(title="共建协议", parties=(START, END), status=status))
    assert [step.sentence for step in lookup.path(store, entity(store, "始县"), entity(store, "终县"))] == [said]


def test_timeline_is_in_order_and_ends_with_the_undated(filled: Store) -> None:
    entries = lookup.timeline(filled, entity(filled, "临川县"))
    assert [entry.date for entry in entries] == ["2018", "2022-05-18", "2022-05-18", ""]
    assert [entry.kind for entry in entries] == ["东西部协作", "协议", "考察访问", "资金"]
    assert "1205000 CNY" in entries[-1].what
    assert [entry.quote for entry in entries] == ["双方自2018年起结对", "签订《产业园共建协议》", "梅里区区长甲一鸣率队赴临川县考察",
                                                  "梅里区向临川县援助120.50万元用于校舍修缮"]


def test_show_says_everything_with_its_source(filled: Store) -> None:
    found = lookup.show(filled, entity(filled, "临川县"))
    assert {row.section for row in found} == {"identity", "partnerships", "posts", "events", "agreements", "money"}
    assert all(row.source == SOURCE and row.quote for row in found if row.section != "identity")
    spoken = [row.value for row in lookup.show(filled, entity(filled, "乙二凡")) if row.section == "statements"]
    assert spoken == ["将尽快把协议落到实处"]


@pytest.mark.parametrize(("text", "label", "reason"), [
    ("宜川县", "宜川县", "name"), ("宜川", "宜川县", "other name"), ("320214", "新吴区", "code"), ("xinwu", "新吴区", "pinyin"),
    ("xwq", "新吴区", "initials"), ("川", "伊川县", "part of the name"), ("xinw", "新吴区", "beginning of the pinyin"),
])
def test_search_says_why(places: Store, text: str, label: str, reason: str) -> None:
    hit = lookup.search(places, text)[0]
    assert (hit.label, hit.reason) == (label, reason)


def test_search_finds_quotes(places: Store) -> None:
    hits = lookup.search(places, "结对")
    assert [(hit.reason, hit.quote) for hit in hits] == [("quote", "新吴区与宜川县结对。")]
    assert lookup.search(places, "") == [] and lookup.search(places, "没有这样的话") == []
    assert lookup.search(places, "结对", limit=0) == []


def test_search_in_the_script_of_the_source() -> None:
    store = kg.open(":memory:")
    fact = dataclasses.replace(twins(START, END), evidence=proofs("始縣與終縣結對"))
    say(store, "net.txt", fact)
    assert [hit.quote for hit in lookup.search(store, "結對")] == ["始縣與終縣結對"]
    assert lookup.search(store, "始縣")[0][:4] == ("始县", "region", "9910001", "name")


def test_stats(filled: Store) -> None:
    numbers = {row.what: row.number for row in lookup.stats(filled)}
    assert (numbers["sources"], numbers["people"], numbers["partnerships"], numbers["events"]) == ("1", "2", "1", "1")
    assert numbers["quads"] == str(len(filled))
