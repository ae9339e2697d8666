"""People's decisions win over sources, survive whatever happens to them, and can be undone without a trace."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import samples

import kg
from kg import curate, lookup
from kg.curate import Decision
from kg.errors import DecisionError, StoreError
from kg.model import Event, Evidence, Fact, Organization, Participation, Person, Region, Source, Statement, Tenure
from kg.store import Store
from kg.terms import COOP, CURATION, FOAF, OA, RDFS, SKOS, NamedNode
from kg.validate import validate

WHO = {"who": "核对员", "when": "2026-01-02T03:04:05+08:00"}
FACTS = {type(fact).__name__.lower() + str(number): fact for number, fact in enumerate(samples.FACTS)}
HEAD, MAYOR, PAIR, VISIT, SUM, SPEECH = (FACTS[name] for name in (
    "tenure0", "tenure1", "partnership2", "event3", "commitment5", "statement7"))
assert isinstance(HEAD, Tenure) and isinstance(MAYOR, Tenure) and isinstance(VISIT, Event)
assert isinstance(SPEECH, Statement)
OTHER = Source(name="other.txt", title="临川简讯", published="2023-03-01", sha256="0" * 64, extractor="kg-test")
QUOTE = (Evidence(source=OTHER.key, quote="乙二凡任临川县县长", start=0, end=9),)
NAMESAKE = Person(name="乙二帆", seat=MAYOR.person.seat)
OTHERS: tuple[Fact, ...] = (
    Tenure(person=NAMESAKE, post=MAYOR.post, organization=MAYOR.organization, attested="2022-05-18", evidence=QUOTE,
           confidence=0.5),
    dataclasses.replace(PAIR, since="2017", evidence=QUOTE),
    dataclasses.replace(SUM, scope=OTHER.key, amount=SUM.amount + 1, evidence=QUOTE),  # type: ignore[call-arg]
)
SIGNED = NamedNode("https://w3id.org/cooperation-kg/id/" + FACTS["agreement4"].key)


@pytest.fixture
def both(filled: Store) -> Store:
    """A store with two sources that disagree here and there."""
    filled.replace(OTHER, OTHERS, "乙二凡任临川县县长")
    return filled


def iri(node: object) -> str:
    return "https://w3id.org/cooperation-kg/id/" + node.key  # type: ignore[attr-defined]


def gone(store: Store, node: object) -> bool:
    """Whether neither queries nor exports of the union speak of it, but for decisions."""
    term = NamedNode(iri(node))
    said = [*store.quads(term), *store.quads(None, None, term)]
    return all(quad.graph_name == NamedNode(store.base + CURATION) for quad in said)


DECISIONS: dict[str, tuple[Callable[[Store], Decision], Callable[[Store], bool]]] = {
    "accept": (lambda store: curate.accept(store, iri(OTHERS[0]), **WHO),
               lambda store: iri(OTHERS[0]) not in {doubt.fact for doubt in curate.doubts(store, 2)}),
    "reject": (lambda store: curate.reject(store, iri(HEAD), **WHO), lambda store: gone(store, HEAD)),
    "merge": (lambda store: curate.merge(store, iri(NAMESAKE), iri(MAYOR.person), **WHO),
              lambda store: gone(store, NAMESAKE) and "乙二帆" in {
                  quad.object.value for quad in store.quads(NamedNode(iri(MAYOR.person)), SKOS.altLabel)}),
    "split": (lambda store: curate.split(store, iri(MAYOR.person), [iri(SPEECH)], **WHO),
              lambda store: {quad.object.value for quad in store.quads(NamedNode(iri(SPEECH)), COOP.speaker)}
              == {store.decisions[0].into}),
    "correct": (lambda store: curate.correct(store, iri(PAIR), "coop:start", "2016", **WHO),
                lambda store: {quad.object.value for quad in store.quads(NamedNode(iri(PAIR)), COOP.start)} == {"2016"}),
}
"""Verdict → how it is decided, and whether it is in force."""


@pytest.fixture(params=list(DECISIONS))
def verdict(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_decision_is_in_force_and_its_graph_is_valid(both: Store, verdict: str) -> None:
    decide, holds = DECISIONS[verdict]
    assert not (both.decisions or holds_before(both, verdict))
    decision = decide(both)
    assert (decision.number, decision.verdict, decision.who) == (1, verdict, "核对员")
    assert decision.when == WHO["when"] and curate.decisions(both) == [decision]
    assert holds(both)
    assert validate(both) == []


def holds_before(store: Store, verdict: str) -> bool:
    return verdict != "split" and DECISIONS[verdict][1](store)


def test_undo_restores_every_byte(both: Store, verdict: str) -> None:
    before = {name: both.canonical(name) for name in (None, samples.NAME, OTHER.name)}
    sizes = [one.quads for one in both.sources()]
    decision = DECISIONS[verdict][0](both)
    assert both.canonical() != before[None]
    assert curate.undo(both, 1) == decision
    assert {name: both.canonical(name) for name in before} == before
    assert [one.quads for one in both.sources()] == sizes and both.text(samples.NAME) == samples.TEXT
    with pytest.raises(DecisionError, match="no decision 1"):
        curate.undo(both, 1)


def test_reload_of_the_source_changes_nothing(both: Store, verdict: str) -> None:
    DECISIONS[verdict][0](both)
    after = both.canonical()
    assert both.replace(samples.SOURCE, samples.FACTS, samples.TEXT, location="/documents/visit.txt").unchanged
    assert both.replace(OTHER, OTHERS, "乙二凡任临川县县长").unchanged
    assert both.canonical() == after and DECISIONS[verdict][1](both)


def test_removal_and_reload(both: Store, verdict: str) -> None:
    before = both.canonical()
    DECISIONS[verdict][0](both)
    after = both.canonical()
    for name in (samples.NAME, OTHER.name):
        both.remove(name)
    assert not [quad for quad in both.quads() if quad.graph_name != NamedNode(both.base + CURATION)]
    both.replace(samples.SOURCE, samples.FACTS, samples.TEXT, location="/documents/visit.txt")
    both.replace(OTHER, OTHERS, "乙二凡任临川县县长")
    assert both.canonical() == after and DECISIONS[verdict][1](both)
    curate.undo(both, 1)
    assert both.canonical() == before


def test_an_edited_source_follows_older_decisions(both: Store) -> None:
    curate.reject(both, iri(HEAD), **WHO)
    text = "按:" + samples.TEXT
    moved = [dataclasses.replace(fact, confidence=0.7) for fact in samples.FACTS]
    both.replace(dataclasses.replace(samples.SOURCE, sha256="1" * 64), moved, text, location="/documents/visit.txt")
    assert gone(both, HEAD) and not gone(both, MAYOR)
    assert both.text(samples.NAME) == text
    curate.undo(both, 1)
    assert not gone(both, HEAD)


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_export_and_import_into_an_empty_store(both: Store, verdict: str, form: str, tmp_path: Path) -> None:
    decision = DECISIONS[verdict][0](both)
    file = tmp_path / f"all.{ {'nquads': 'nq'}.get(form, form) }"
    with file.open("wb") as output:
        both.dump(output, form)
    with kg.open(":memory:") as store:
        (report,) = kg.load(store, [file])
        assert report.status == "loaded" and "1 decision taken over" in report.message
        assert curate.decisions(store) == [decision] and DECISIONS[verdict][1](store)
        imported = store.canonical()
        assert kg.load(store, [file])[0].status == "unchanged" and store.canonical() == imported
        curate.undo(store, 1)
        plain = {f"{quad.triple}" for quad in store.quads()}
    curate.undo(both, 1)
    assert plain == {f"{quad.triple}" for quad in both.quads()}


def test_decisions_stay_on_disk(tmp_path: Path, verdict: str) -> None:
    with kg.store.open(tmp_path / "store") as store:
        store.replace(samples.SOURCE, samples.FACTS, samples.TEXT)
        store.replace(OTHER, OTHERS)
        before = store.canonical()
        DECISIONS[verdict][0](store)
    with kg.store.open(tmp_path / "store", read_only=True) as store:
        assert DECISIONS[verdict][1](store)
        with pytest.raises(StoreError, match="reading only"):
            curate.undo(store, 1)
        output = io.BytesIO()
        store.dump(output, "nquads")
        assert (b"graph/withheld/" in output.getvalue()) == (verdict != "accept")
    with kg.store.open(tmp_path / "store") as store:
        curate.undo(store, 1)
        assert store.canonical() == before


def test_a_rejected_fact_takes_along_what_only_it_spoke_of(both: Store) -> None:
    curate.reject(both, iri(VISIT), **WHO)
    assert gone(both, VISIT) and all(gone(both, part) for part in VISIT.participations)
    assert gone(both, VISIT.evidence[0])
    assert not gone(both, HEAD) and not gone(both, HEAD.person) and not gone(both, HEAD.evidence[0])
    assert not list(both.quads(SIGNED, COOP.atEvent)) and list(both.quads(SIGNED))
    curate.reject(both, iri(HEAD), **WHO)
    assert gone(both, HEAD.person) and gone(both, HEAD.post) and not gone(both, HEAD.organization.region)
    assert validate(both) == []


def test_queries_do_not_see_what_is_withheld(both: Store) -> None:
    ask = f"ASK {{ {{ <{iri(HEAD)}> a ?kind }} UNION {{ GRAPH ?graph {{ <{iri(HEAD)}> a ?kind }} }} }}"
    assert both.query(ask)
    curate.reject(both, iri(HEAD), **WHO)
    assert not both.query(ask)
    output = io.BytesIO()
    both.dump(output, "turtle")
    assert HEAD.evidence[0].quote + '"' not in output.getvalue().decode()


def test_a_correction_keeps_what_was_stated_and_moves_the_bounds(both: Store) -> None:
    curate.correct(both, iri(PAIR), "coop:start", "2016-03", why="县志", **WHO)
    said: dict[str, set[str]] = {}
    for quad in both.quads(NamedNode(iri(PAIR))):
        said.setdefault(quad.predicate.value.rpartition("#")[2], set()).add(quad.object.value)
    assert (said["start"], said["earliestStart"], said["latestStart"]) == ({"2016-03"}, {"2016-03-01"}, {"2016-03-31"})
    assert said["statedValue"] == {"2018", "2017"}
    assert curate.decisions(both)[0].why == "县志"
    county = lookup.resolve(both, "990202")
    assert {partner.since for partner in lookup.partners(both, county)} == {"2016-03"}


def test_a_corrected_name_is_also_the_label(both: Store) -> None:
    curate.correct(both, iri(MAYOR.person), "foaf:name", "乙二樊", **WHO)
    person = NamedNode(iri(MAYOR.person))
    for term in (FOAF.name, RDFS.label):
        assert {quad.object.value for quad in both.quads(person, term)} == {"乙二樊"}
    assert lookup.resolve(both, "乙二樊").iri == person.value


def test_later_decisions_stand_on_earlier_ones(both: Store) -> None:
    curate.merge(both, iri(NAMESAKE), iri(MAYOR.person), **WHO)
    one = both.canonical()
    curate.correct(both, iri(MAYOR.person), "foaf:name", "乙二樊", **WHO)
    two = both.canonical()
    curate.reject(both, iri(OTHERS[0]), **WHO)
    assert [decision.number for decision in both.decisions] == [1, 2, 3]
    curate.undo(both, 3)
    assert both.canonical() == two
    curate.undo(both, 2)
    assert both.canonical() == one
    curate.correct(both, iri(MAYOR.person), "foaf:name", "乙二樊", **WHO)
    curate.undo(both, 1)
    assert not gone(both, NAMESAKE) and both.decisions[0].number == 2


def test_split_by_source(both: Store) -> None:
    curate.split(both, iri(MAYOR.organization), [f"source/{OTHER.name}"], **WHO)
    into = both.decisions[0].into
    found = {quad.graph_name.value.rpartition("/")[2] for quad in both.quads(NamedNode(into))}
    assert found == {OTHER.name}
    assert not gone(both, MAYOR.organization)


@pytest.mark.parametrize(("act", "message"), [
    (lambda store: curate.reject(store, "tenure/nobody", **WHO), "no source speaks of"),
    (lambda store: curate.reject(store, iri(HEAD.person), **WHO), "is none of"),
    (lambda store: curate.reject(store, "a b", **WHO), "is no IRI"),
    (lambda store: curate.reject(store, iri(HEAD), who=" "), "name of the person"),
    (lambda store: curate.reject(store, iri(HEAD), who="x", when="yesterday"), "is no time"),
    (lambda store: curate.merge(store, iri(HEAD.person), iri(HEAD.person), **WHO), "into itself"),
    (lambda store: curate.merge(store, iri(HEAD.person), iri(HEAD.post), **WHO), "different kinds"),
    (lambda store: curate.split(store, iri(HEAD.person), [], **WHO), "needs the facts"),
    (lambda store: curate.split(store, iri(HEAD.person), [iri(MAYOR)], **WHO), "none of the facts"),
    (lambda store: curate.correct(store, iri(PAIR), "coop:start", "2016-02-31", **WHO), "no date of the calendar"),
    (lambda store: curate.correct(store, iri(SUM), "coop:amount", "6.558e400000x", **WHO), "no number"),
    (lambda store: curate.correct(store, iri(SUM), "coop:payer", "无锡", **WHO), "use merge and split"),
    (lambda store: curate.correct(store, iri(SUM), "coop:status", "voc:status/nothing", **WHO), "no concept"),
    (lambda store: curate.correct(store, iri(SUM), "coop:evidence", "x", **WHO), "reject the fact instead"),
    (lambda store: curate.correct(store, iri(SUM), "coop:purpose", " ", **WHO), "to nothing"),
    (lambda store: curate.correct(store, iri(PAIR), "coop:amount", "5", **WHO), "nothing to correct"),
    (lambda store: curate.reject(store, iri(PAIR.participations[0]), **WHO), "one side of a partnership"),
])
def test_what_cannot_be_decided(both: Store, act: Callable[[Store], object], message: str) -> None:
    before = both.canonical()
    with pytest.raises(DecisionError, match=message):
        act(both)
    assert both.canonical() == before and both.decisions == ()


def test_the_curation_graph_is_written_with_its_sources_only(both: Store) -> None:
    with pytest.raises(StoreError, match="curate"):
        both.replace_graph(both.base + CURATION, ())


def test_a_broken_decision_in_a_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "broken.nq"
    base = "https://w3id.org/cooperation-kg/id/"
    file.write_text(f"<{base}decision/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{COOP.Decision.value}> "
                    f"<{base}{CURATION}> .\n", "utf-8")
    with kg.open(":memory:") as store:
        (report,) = kg.load(store, [file])
        assert report.status == "failed" and "no whole decision" in report.message
        assert not store.sources() and len(store) == 0


def test_conflicts_side_by_side(both: Store) -> None:
    found = {one.kind: one for one in curate.conflicts(both)}
    assert set(found) == {"two holders", "two starts"}
    start = found["two starts"]
    assert (start.value1, start.value2) == ("2017", "2018")
    assert (start.source1, start.quote1, start.quote2) == (iri(OTHER), QUOTE[0].quote, PAIR.evidence[0].quote)
    assert start.fact1 == start.fact2 == iri(PAIR)
    holders = found["two holders"]
    assert {holders.value1, holders.value2} == {"乙二凡", "乙二帆"}
    curate.accept(both, holders.fact1, apart=[holders.fact2], **WHO)
    assert [one.kind for one in curate.conflicts(both)] == ["two starts"]
    curate.correct(both, iri(PAIR), "coop:start", "2018", **WHO)
    assert curate.conflicts(both) == []


def test_two_amounts(both: Store) -> None:
    facts = [dataclasses.replace(SUM, event=VISIT.key)]
    both.replace(samples.SOURCE, [*facts, VISIT], samples.TEXT, location="/documents/visit.txt")
    both.replace(OTHER, [dataclasses.replace(OTHERS[2], event=VISIT.key), VISIT], "x")
    (one,) = curate.conflicts(both)
    assert (one.kind, one.value1, one.value2) == ("two amounts", "1205000 CNY", "1205001 CNY")


def test_doubts_come_least_sure_first(both: Store) -> None:
    found = curate.doubts(both, 0.96)
    assert [(one.confidence, one.fact) for one in found] == [(0.5, iri(OTHERS[0])), (0.95, iri(HEAD))]
    assert found[0].quote == QUOTE[0].quote and "乙二帆" in found[0].says
    assert [one.fact for one in curate.doubts(both, 0.96, about=iri(HEAD.person))] == [iri(HEAD)]
    assert len(curate.doubts(both, 2)) > 8


def test_duplicates_are_proposed_with_reasons(both: Store) -> None:
    north, south = Region(name="北山县", code="990301"), Region(name="南山县", code="990302")
    people = [Person(name=name, seat=seat) for name, seat in (("吴丁宁", north), ("吴丁宁", south), ("吳丁寧", south))]
    bodies = [Organization(name=name, kind="organ/party-committee") for name in ("北山县委", "中共北山县委员会", "南山县委")]
    event = Event(kind="event/visit", start="2023-01-05", place=north, leader="", evidence=QUOTE)
    parts = tuple(Participation(owner=event.key, actor=actor, role="role/attended") for actor in (*people, *bodies))
    both.replace(OTHER, [dataclasses.replace(event, participations=parts)], "x")
    before = both.canonical()
    found = {(one.name, one.kind): one for one in curate.duplicates(both)}
    reasons = {key: one.reason for key, one in found.items()}
    assert "long and the short form" in reasons["中共北山县委员会", "organization"]
    assert not [name for name, _ in reasons if "南山县委" in name]
    pairs = {frozenset((one.entity, one.into)): one.reason for one in curate.duplicates(both) if one.kind == "person"}
    assert pairs[frozenset((iri(people[0]), iri(people[1])))].endswith("one who moved, or namesakes")
    assert "simplified and traditional characters in one place" in pairs[frozenset((iri(people[1]), iri(people[2])))]
    assert both.canonical() == before, "nothing is merged by itself"
    curate.accept(both, iri(people[0]), apart=[iri(people[1])], **WHO)
    assert frozenset((iri(people[0]), iri(people[1]))) not in {
        frozenset((one.entity, one.into)) for one in curate.duplicates(both)}


def test_withheld_quotes_leave_with_their_source(both: Store) -> None:
    """A removed source leaves no residue, in what decisions withhold no more than in the graph."""
    curate.reject(both, iri(HEAD), **WHO)
    both.remove(samples.NAME)
    output = io.BytesIO()
    both.dump(output, "nquads")
    assert HEAD.evidence[0].quote not in output.getvalue().decode() and OA.exact.value.encode() in output.getvalue()


def test_decisions_of_two_stores_are_joined(tmp_path: Path) -> None:
    with kg.open(":memory:") as one, kg.open(":memory:") as other:
        for store in (one, other):
            store.replace(samples.SOURCE, samples.FACTS, samples.TEXT)
        curate.reject(one, iri(HEAD), **WHO)
        curate.correct(one, iri(PAIR), "coop:start", "2016", **WHO)
        curate.reject(other, iri(HEAD), **WHO)
        curate.accept(other, iri(MAYOR), **WHO)
        theirs = list(one.quads(graph=NamedNode(one.base + CURATION)))
        assert other.adopt(theirs) == 1 and other.adopt(theirs) == 0
        assert [(decision.number, decision.verdict) for decision in other.decisions] == [
            (1, "reject"), (2, "accept"), (3, "correct")]


def test_decisions_change_no_answer_by_being_there(both: Store) -> None:
    county = lookup.resolve(both, "990202")
    before = [kg.network.graph(both), lookup.show(both, county), lookup.partners(both, county), lookup.timeline(both, county),
              [row for row in lookup.stats(both) if row.what != "quads"]]
    curate.accept(both, iri(PAIR), **WHO)
    after = [kg.network.graph(both), lookup.show(both, county), lookup.partners(both, county), lookup.timeline(both, county),
             [row for row in lookup.stats(both) if row.what != "quads"]]
    assert before[1:] == after[1:]
    assert list(before[0].edges(data=True)) == list(after[0].edges(data=True))
    assert list(before[0].nodes(data=True)) == list(after[0].nodes(data=True))
