"""What the extraction is not sure enough of waits for a decision: it is kept, and no query sees it."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples

import kg
from kg import curate, lookup
from kg.errors import DecisionError
from kg.model import Event, Fact, Participation, Partnership, Person, Region, Source, Statement, Tenure
from kg.store import Store
from kg.terms import COOP, NamedNode
from kg.validate import validate

WHO = {"who": "核对员", "when": "2026-01-02T03:04:05+08:00"}
BASE = "https://w3id.org/cooperation-kg/id/"
HEAD, MAYOR, PAIR, VISIT, DEED, SUM, COUNT, SPEECH = samples.FACTS
assert isinstance(HEAD, Tenure) and isinstance(VISIT, Event) and isinstance(SPEECH, Statement) and isinstance(PAIR, Partnership)
GUEST = Participation(owner=VISIT.key, actor=Person(name="子一", seat=Region(name="梅里区", code="990101")), role="role/attended",
                      evidence=VISIT.evidence, confidence=0.6)
UNSURE: tuple[Fact, ...] = tuple(dataclasses.replace(fact, confidence=0.5) for fact in (MAYOR, PAIR, SPEECH))
POINTS = tuple(dataclasses.replace(point, confidence=0.4) for point in SPEECH.points)
FACTS: tuple[Fact, ...] = (HEAD, UNSURE[0], UNSURE[1], dataclasses.replace(VISIT, participations=(*VISIT.participations, GUEST)), DEED,
                           SUM, COUNT, dataclasses.replace(SPEECH, confidence=0.5, points=POINTS))
WAITING = {UNSURE[0].key, UNSURE[1].key, SPEECH.key, GUEST.key, *(point.key for point in POINTS)}


def iri(node: object) -> str:
    return BASE + node.key  # type: ignore[attr-defined]


def load(store: Store, least: float = 0.9) -> None:
    store.replace(samples.SOURCE, FACTS, samples.TEXT, least=least)


def waits(store: Store) -> set[str]:
    return {fact.removeprefix(BASE) for _, fact, _ in store.rows(lookup.query_text("withheld")) if fact}


def shown(store: Store, node: object) -> bool:
    return next(store.quads(NamedNode(iri(node)), COOP.confidence), None) is not None


@pytest.fixture
def open_one() -> Store:
    """A store that shows all."""
    store = kg.open(":memory:")
    load(store, 0)
    return store


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store that withholds what is under 0.9."""
    with kg.open(":memory:" if request.param == "memory" else tmp_path / "store") as store:
        load(store)
        yield store


def test_what_is_unsure_is_kept_and_no_query_sees_it(store: Store, open_one: Store) -> None:
    assert waits(store) == WAITING
    assert not any(shown(store, fact) for fact in (MAYOR, PAIR, SPEECH, GUEST, *POINTS))
    assert shown(store, HEAD) and shown(store, VISIT)
    assert '"子一"' not in store.canonical(), "nor whom only they name"
    assert lookup.partners(store, lookup.resolve(store, "梅里区")) == []
    assert validate(store) == []
    assert {quad for quad in store.stated("visit.txt") if quad.predicate != COOP.minimumConfidence} == set(open_one.quads())


def test_loading_again_changes_nothing(store: Store) -> None:
    before = store.canonical()
    load(store)
    assert store.canonical() == before
    assert store.withhold("visit.txt", 0.9).unchanged and store.canonical() == before


def test_without_the_option_they_are_back(store: Store, open_one: Store) -> None:
    other = kg.open(":memory:")
    load(other)
    load(store, 0)
    assert store.canonical() == open_one.canonical()
    assert other.withhold("visit.txt", 0).added and other.canonical() == open_one.canonical()
    assert other.text("visit.txt") == samples.TEXT
    other.withhold("visit.txt", 0.9)
    load(store, 0.9)
    assert other.canonical() == store.canonical()


def test_removal_leaves_nothing(store: Store) -> None:
    curate.undo(store, curate.accept(store, iri(MAYOR), **WHO).number)
    store.remove("visit.txt")
    assert len(store) == 0 and store.sources() == [] and store._register.decided() == []


def test_who_accepts_lets_it_in_and_who_rejects_keeps_it_out(store: Store) -> None:
    before = store.canonical()
    curate.accept(store, iri(MAYOR), **WHO)
    curate.reject(store, iri(PAIR), **WHO)
    assert shown(store, MAYOR) and not shown(store, PAIR)
    assert waits(store) == WAITING - {MAYOR.key, PAIR.key}
    after = store.canonical()
    load(store)
    assert store.canonical() == after, "decisions stand when the source is loaded again"
    load(store, 0)
    assert shown(store, SPEECH) and not shown(store, PAIR) and not waits(store)
    load(store)
    assert store.canonical() == after
    curate.undo(store, 2)
    curate.undo(store, 1)
    assert store.canonical() == before


def test_parts_and_wholes(store: Store) -> None:
    curate.accept(store, iri(GUEST), **WHO)
    assert shown(store, GUEST) and '"子一"' in store.canonical()
    curate.accept(store, iri(POINTS[0]), **WHO)
    assert shown(store, SPEECH) and shown(store, POINTS[0]), "who accepts a point accepts that it was said"
    curate.undo(store, 2)
    curate.accept(store, iri(SPEECH), **WHO)
    assert all(shown(store, point) for point in POINTS)
    curate.undo(store, 2)
    curate.reject(store, iri(SPEECH), **WHO)
    assert not waits(store) & {SPEECH.key, *(point.key for point in POINTS)}
    curate.accept(store, iri(PAIR), **WHO)
    assert len(lookup.partners(store, lookup.resolve(store, "梅里区"))) == 1, "with both its sides"


def test_review_asks_about_them_first(store: Store) -> None:
    found = curate.questions(store, 0.96)
    assert [one.ask for one in found] == ["withheld"] * len(WAITING) + ["low confidence"]
    assert {one.fact.removeprefix(BASE) for one in found[:-1]} == WAITING
    mayor = next(one for one in found if one.fact == iri(MAYOR))
    assert mayor.what == "tenure 0.5" and "乙二凡" in mayor.says and mayor.quote in samples.TEXT
    pair = next(one for one in found if one.fact == iri(PAIR))
    curate.answer(store, mayor, "a", who="甲")
    curate.answer(store, pair, "r", who="甲")
    assert not curate.stands(store, mayor) and not curate.stands(store, pair)
    left = curate.questions(store, 0.96)
    assert len(left) == len(found) - 2 and all(curate.stands(store, one) for one in left)
    assert [one.fact for one in curate.waiting(store, about=iri(GUEST.actor))] == [iri(GUEST)]


def test_what_is_withheld_cannot_be_corrected_before_it_is_accepted(store: Store) -> None:
    with pytest.raises(DecisionError, match="accept it first"):
        curate.correct(store, iri(PAIR), "coop:start", "2017", **WHO)
    curate.accept(store, iri(PAIR), **WHO)
    curate.correct(store, iri(PAIR), "coop:start", "2017", **WHO)
    curate.undo(store, 1)
    assert shown(store, PAIR), "who corrects it has looked at it"


def test_another_source_that_is_surer_shows_it(store: Store) -> None:
    other = Source(name="other.txt", sha256="0" * 64)
    proof = dataclasses.replace(PAIR.evidence[0], source=other.key)
    store.replace(other, [dataclasses.replace(PAIR, evidence=(proof,))], samples.TEXT, least=0.9)
    assert [graph.graph_name for graph in store.quads(NamedNode(iri(PAIR)), COOP.confidence)] == [NamedNode(BASE + other.key)]
    assert PAIR.key in waits(store)


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_an_export_carries_them(store: Store, form: str, tmp_path: Path) -> None:
    curate.accept(store, iri(MAYOR), **WHO)
    output = io.BytesIO()
    store.dump(output, form)
    path = tmp_path / {"nquads": "all.nq", "trig": "all.trig", "jsonld": "all.jsonld"}[form]
    path.write_bytes(output.getvalue())
    other = kg.open(":memory:")
    for status in ("loaded", "unchanged"):
        assert [report.status for report in kg.load(other, [path])] == [status]
        assert waits(other) == waits(store) and shown(other, MAYOR)
    curate.accept(other, iri(PAIR), **WHO)
    assert shown(other, PAIR)


def test_export_without_decisions_holds_them_too(store: Store) -> None:
    output = io.BytesIO()
    store.dump(output, "nquads")
    assert b"graph/withheld/" in output.getvalue()


def test_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2022年5月18日，新吴区区长王一鸣到宜川县考察。两地将协作共建。", "utf-8")
    (tmp_path / "b.ttl").write_text(f"""@prefix coop: <{COOP}> . <urn:x> a coop:Measure ; coop:confidence 0.4 .
        <urn:y> a coop:Measure ; coop:confidence 0.9 . <urn:z> a coop:Measure ; coop:confidence "often" .""", "utf-8")
    plain, store = kg.open(":memory:"), kg.open(":memory:")
    kg.load(plain, [tmp_path])
    for status in ("loaded", "unchanged"):
        reports = kg.load(store, [tmp_path], min_confidence=0.9)
        assert [report.status for report in reports] == [status, status]
        assert reports[1].message == "1 facts under 0.9 wait for review"
        assert {fact for fact in waits(store) if fact.startswith("urn:")} == {"urn:x"}
    assert f"{len(waits(store)) - 1} facts under 0.9" in reports[0].message or len(waits(store)) == 1
    assert [report.status for report in kg.load(store, [tmp_path], min_confidence=0.3)] == ["loaded", "loaded"]
    assert not waits(store)
    kg.load(store, [tmp_path])
    assert store.canonical() == plain.canonical()
