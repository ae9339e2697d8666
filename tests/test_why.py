"""Why a statement holds: the rule, the facts behind it with their words, and what has changed since it was derived."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest
import samples
from test_rules import OFFICE, A, B, tenure

import kg
from kg import lookup, rules
from kg.errors import AmbiguousName, UnknownName
from kg.lookup import Account
from kg.model import Partnership, Source
from kg.store import Store
from kg.terms import COOP

BASE = "https://w3id.org/cooperation-kg/id/"
FIRST, SECOND = f"{BASE}region/990101", f"{BASE}region/990202"
SOURCE = f"{BASE}source/{samples.NAME}"


def test_a_derived_statement_shows_rule_premise_quote_and_source(filled: Store) -> None:
    rules.derive(filled)
    found = rules.why(filled, FIRST, "coop:assists", SECOND)
    assert (found.rule.name, found.derived, found.stale) == ("assists", True, False)
    ((rule, premises),) = found.reasons
    assert rule == "assists"
    assert premises == (Account("梅里区与临川县结有东西部协作关系，自2018年起", f"{BASE}partnership/paired-assistance/990101/with/990202", "", "1", "",
                                SOURCE, "双方自2018年起结对"),)
    assert rules.why(filled, SECOND, "assists", FIRST).reasons == () and rules.why(filled, SECOND, "cooperates", FIRST).reasons


def test_each_premise_on_the_word_of_its_source(store: Store) -> None:
    store.replace(Source(name="two.txt"), [dataclasses.replace(tenure("李二", title="副县长", attested="2021-05-01"), rule="posts/list", confidence=0.9)])
    store.replace(Source(name="one.txt"), [tenure("王一", attested="2021-05-01")])
    one, two = lookup.resolve(store, "王一").iri, lookup.resolve(store, "李二").iri
    (reason,) = rules.why(store, one, "servesWith", two).reasons
    assert [(row.sentence, row.found_by, row.confidence, row.source.rpartition("/")[2]) for row in reason.premises] == [
        ("王一任甲县人民政府县长（2021-05-01见报）", "", "1", "one.txt"), ("李二任甲县人民政府副县长（2021-05-01见报）", "posts/list", "0.9", "two.txt")]
    (back,) = rules.why(store, two, "servesWith", one).reasons
    assert back.premises == reason.premises[::-1]


def test_several_facts_are_several_reasons(store: Store) -> None:
    pair = Partnership(a=A, b=B, kind="partnership/paired-assistance", directed=True)
    store.replace(Source(name="one.txt"), [pair, dataclasses.replace(pair, kind="partnership/counterpart-support")])
    store.replace(Source(name="two.txt"), [pair])
    found = rules.why(store, f"{BASE}{A.key}", "assists", f"{BASE}{B.key}")
    assert len(found.reasons) == 3 and len({(reason.premises[0].fact, reason.premises[0].source) for reason in found.reasons}) == 3
    assert not found.derived


def test_what_a_removed_source_said_is_derived_and_without_reason(filled: Store) -> None:
    rules.derive(filled)
    filled.remove(samples.NAME)
    found = rules.why(filled, FIRST, "assists", SECOND)
    assert (found.reasons, found.derived, found.stale) == ((), True, True)


def test_a_premise_tells_what_was_decided(filled: Store) -> None:
    fact = f"{BASE}partnership/paired-assistance/990101/with/990202"
    kg.curate.accept(filled, fact, who="王编辑", why="核对过", when="2026-01-02T03:04:05Z")
    (reason,) = rules.why(filled, FIRST, "assists", SECOND).reasons
    assert reason.premises[0].decided == "accept by 王编辑, 2026-01-02: 核对过"


@pytest.mark.parametrize("words", [
    ("梅里区", "assists", "临川县"), ("梅里区 assists 临川县",), ("990101", "帮扶", "990202"), ("梅里区帮扶临川县",), ("梅里区 coop:assists 临川县",),
    ("梅里区", "Assists", "临川县"), (FIRST, f"{COOP}assists", SECOND),
])
def test_statements_as_people_write_them(filled: Store, words: tuple[str, ...]) -> None:
    subject, rule, object = rules.statement(filled, words)
    assert (subject.iri, rule.name, object.iri) == (FIRST, "assists", SECOND)


@pytest.mark.parametrize(("text", "rule"), [("甲一鸣 met with 乙二凡", "met"), ("甲一鸣会面乙二凡", "met"), ("甲一鸣 holds post in 梅里区", "posts"),
                                            ("甲一鸣任职于梅里区人民政府", "posts"), ("梅里区 cooperatesUnder 东西部协作", "programmes")])
def test_relations_by_their_labels(filled: Store, text: str, rule: str) -> None:
    subject, found, object = rules.statement(filled, [text])
    assert found.name == rule and rules.why(filled, subject.iri, rule, object.iri).reasons


@pytest.mark.parametrize("words", [("梅里区",), ("assists",), ("assists", "梅里区"), ("梅里区", "loves", "临川县"), ("梅里", "区", "assists", "临川县"), ('" } #', "assists", "\ud800"),
                                   ("没有此地", "assists", "临川县"), ("",), ("梅里区帮扶",), ("\x00帮扶\x1b[2J",)])
def test_what_is_no_statement_is_told(filled: Store, words: tuple[str, ...]) -> None:
    with pytest.raises(UnknownName):
        rules.statement(filled, words)


def test_a_name_of_several_is_told(store: Store) -> None:
    store.replace(Source(name="one.txt"), [tenure("王一", attested="2021-05-01"), dataclasses.replace(
        tenure("王一", title="副县长"), person=dataclasses.replace(tenure("王一").person, scope="", seat=B))])
    with pytest.raises(AmbiguousName):
        rules.statement(store, ["王一", "holdsPostIn", OFFICE.name])


@pytest.mark.parametrize("ends", [("", "http://a/"), ("http://[ }", "http://a/"), ("梅里区", "临川县")])
def test_ends_are_identifiers(filled: Store, ends: tuple[str, str]) -> None:
    with pytest.raises(UnknownName):
        rules.why(filled, ends[0], "assists", ends[1])
    with pytest.raises(UnknownName):
        rules.why(filled, FIRST, "loves", SECOND)


def told(store: Store, kind: str) -> list[tuple[str, str]]:
    facts = [fact.key for fact in samples.FACTS] + [part.key for fact in samples.FACTS for part in
                                                    (*getattr(fact, "participations", ()), *getattr(fact, "points", ()))]
    return [(row.sentence, row.quote) for key in facts if key.startswith(f"{kind}/") for row in lookup.accounts(store, f"{BASE}{key}")]


def test_every_kind_of_fact_is_told(filled: Store) -> None:
    assert told(filled, "tenure") == [("甲一鸣任梅里区人民政府区长（2022-05-18见报）", "梅里区区长甲一鸣"), ("乙二凡任临川县人民政府县长（2022-05-18见报）", "临川县县长乙二凡")]
    assert told(filled, "partnership") == [("梅里区与临川县结有东西部协作关系，自2018年起", "双方自2018年起结对")]
    assert told(filled, "event")[0] == ("考察（2022-05-18）", "梅里区区长甲一鸣率队赴临川县考察")
    assert ("甲一鸣（率队）：考察（2022-05-18）", "梅里区区长甲一鸣率队赴临川县考察") in told(filled, "participation") + told(filled, "event")
    assert told(filled, "agreement") == [("产业园共建协议", "签订《产业园共建协议》")]
    assert told(filled, "commitment") == [("梅里区向临川县出资1205000元", "梅里区向临川县援助120.50万元用于校舍修缮")]
    assert told(filled, "measure") == [("干部互派 12 人次", "干部互派12人次")]
    assert told(filled, "statement")[0] == ("乙二凡：承诺", "将尽快把协议落到实处")
    assert ("将尽快把协议落到实处", "将尽快把协议落到实处") in told(filled, "statement") + told(filled, "point")


def test_facts_that_no_query_sees_are_accounted_for(store: Store) -> None:
    one, other = tenure("王一", attested="2021-05-01"), dataclasses.replace(tenure("李二", attested="2021-05-01"), confidence=0.3)
    store.replace(Source(name="one.txt"), [one, other], least=0.8)
    (row,) = lookup.accounts(store, f"{BASE}{other.key}")
    assert (row.decided, row.source, row.quote) == ("withheld until somebody accepts it", f"{BASE}source/one.txt", "")
    kg.curate.reject(store, one.key, who="王编辑", when="2026-01-02T03:04:05Z")
    (row,) = lookup.accounts(store, f"{BASE}{one.key}")
    assert (row.sentence, row.decided, row.source) == ("", "reject by 王编辑, 2026-01-02", "")
    for iri in (f"{BASE}{A.key}", f"{BASE}nothing", "no iri", "http://["):
        with pytest.raises(UnknownName):
            lookup.accounts(store, iri)


def test_a_fact_of_two_sources_has_both_accounts(filled: Store) -> None:
    pair = next(fact for fact in samples.FACTS if isinstance(fact, Partnership))
    filled.replace(Source(name="more.txt"), [dataclasses.replace(pair, evidence=(), rule="tables/pairing")])
    rows = lookup.accounts(filled, f"{BASE}{pair.key}")
    assert [(row.source.rpartition("/")[2], row.found_by, row.quote) for row in rows] == [
        ("more.txt", "tables/pairing", ""), ("visit.txt", "", "双方自2018年起结对")]
    assert lookup.accounts(filled, f"{BASE}{pair.key}", SOURCE) == rows[1:]


def test_asking_why_imports_nothing_heavy() -> None:
    code = ("import sys, kg.rules; from kg import rules; store = kg.open(':memory:'); rules.why(store, 'http://a/', 'assists', 'http://b/')\n"
            "heavy = {'opencc', 'pypinyin', 'rdflib', 'networkx'} & set(sys.modules); assert not heavy, heavy")
    subprocess.run([sys.executable, "-c", code], check=True)
