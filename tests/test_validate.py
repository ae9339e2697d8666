"""Shapes accept a good graph and reject one that is broken, whatever way it is broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import good_graph
import pytest
import rdflib
from rdflib import SH

import kg.store
import kg.validate
from kg.errors import UnknownName
from kg.store.decisions import Decision, write
from kg.terms import (
    BASE,
    COOP,
    DCTERMS,
    FOAF,
    OA,
    ORG,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    XSD,
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    Triple,
    concept,
    ontology_folder,
)
from kg.validate import Violation, validate

GRAPH = BASE + good_graph.SOURCE.key
Term = NamedNode | Literal | BlankNode
Graph = list[Quad]
Change = Callable[[Graph], Graph]


class Quads:
    """The least that `validate` needs of a store."""

    def __init__(self, *groups: Sequence[Quad]) -> None:
        self._quads = [quad for group in groups for quad in group]

    def quads(self, *, graph: NamedNode | None = None) -> Iterator[Quad]:
        return (quad for quad in self._quads if graph is None or quad.graph_name == graph)


def subject(graph: Graph, kind: NamedNode, term: NamedNode | None = None) -> NamedNode:
    """The first node of a class, among those that have the property if one is given."""
    having = {quad.subject for quad in graph if term is None or quad.predicate == term}
    return min((quad.subject for quad in graph if quad.predicate == RDF.type and quad.object == kind
                and quad.subject in having), key=str)


def drop(kind: NamedNode, term: NamedNode) -> Change:
    """Take all values of a property from a node of the class."""
    def change(graph: Graph) -> Graph:
        node = subject(graph, kind, term)
        return [quad for quad in graph if (quad.subject, quad.predicate) != (node, term)]
    return change


def put(kind: NamedNode, term: NamedNode, *values: Term) -> Change:
    """Give the property other values, on a node that has it if there is one."""
    def change(graph: Graph) -> Graph:
        held = any(quad.predicate == term for quad in graph if (quad.subject, RDF.type, kind) in types(graph))
        node = subject(graph, kind, term if held else None)
        kept = [quad for quad in graph if (quad.subject, quad.predicate) != (node, term)]
        return kept + [Quad(node, term, value, NamedNode(GRAPH)) for value in values]
    return change


def types(graph: Graph) -> set[tuple[object, NamedNode, object]]:
    return {(quad.subject, RDF.type, quad.object) for quad in graph if quad.predicate == RDF.type}


def number(value: str) -> Literal:
    return Literal(value, datatype=XSD.integer)


def decimal(value: str) -> Literal:
    return Literal(value, datatype=XSD.decimal)


def day(value: str) -> Literal:
    return Literal(value, datatype=XSD.date)


WORD, OTHER, YES = Literal("word"), Literal("other word"), Literal("yes")
REGION, PERSON, BODY = (NamedNode(BASE + node.key) for node in (good_graph.XIHE, good_graph.LU, good_graph.OFFICE))
POST, OTHER_BODY = NamedNode(BASE + good_graph.HEAD.key), NamedNode(BASE + good_graph.FIRM.key)
SOURCE, EVENT = NamedNode(GRAPH), NamedNode(BASE + good_graph.VISIT.key)
NOWHERE, SECTOR = NamedNode(BASE + "nothing/here"), concept("sector/education")


def as_peer(graph: Graph) -> Graph:
    """The supporter of the directed partnership becomes a peer."""
    return [Quad(quad.subject, quad.predicate, concept("role/peer"), quad.graph_name)
            if quad.object == concept("role/supporter") else quad for quad in graph]


def undirected(graph: Graph) -> Graph:
    """The partnership is no longer directed, though its roles are."""
    return [quad for quad in graph if quad.predicate != COOP.directed]


def negative_without_project(graph: Graph) -> Graph:
    """A sum below zero that belongs to no project."""
    return [quad for quad in put(COOP.Commitment, COOP.amount, decimal("-5"))(graph) if quad.predicate != COOP.project]


def no_evidence_at_all(graph: Graph) -> Graph:
    """Neither a participation nor what it belongs to says where it comes from."""
    return [quad for quad in graph if quad.predicate != COOP.evidence]


def shifted(graph: Graph) -> Graph:
    """The end offset is one character off."""
    return put(COOP.Evidence, OA.end, number("9999"))(graph)


FACT = COOP.Tenure
BROKEN: list[tuple[str, Change]] = [
    ("FactEvidence", put(FACT, COOP.evidence, PERSON)),
    ("FactConfidence", put(FACT, COOP.confidence, decimal("1.2"))),
    ("FactConfidence", put(FACT, COOP.confidence, decimal("-0.1"))),
    ("FactConfidence", drop(FACT, COOP.confidence)),
    ("FactConfidence", put(COOP.Point, COOP.confidence, Literal("0.5"))),
    ("FactRule", put(FACT, COOP.rule, WORD, OTHER)),
    *(("ProvedEvidence", drop(kind, COOP.evidence)) for kind in (
        COOP.Tenure, COOP.Partnership, SCHEMA.Event, COOP.Agreement, COOP.Commitment, COOP.Measure, COOP.Statement, COOP.Project)),
    ("PartEvidence", no_evidence_at_all),
    ("DatedStart", put(FACT, COOP.start, Literal("in spring"))),
    ("DatedEnd", put(FACT, COOP.end, day("2026-01-01"), day("2026-01-02"))),
    ("DatedEarliestStart", put(FACT, COOP.earliestStart, day("2022-02-01"))),
    ("DatedLatestStart", put(FACT, COOP.latestStart, Literal("2022"))),
    ("DatedEarliestEnd", put(FACT, COOP.earliestEnd, day("2027-01-01"))),
    ("DatedLatestEnd", put(FACT, COOP.latestEnd, Literal("2027"))),
    ("DatedOrder", put(FACT, COOP.latestEnd, day("2020-12-31"))),
    ("EvidenceQuote", drop(COOP.Evidence, OA.exact)),
    ("EvidenceQuote", put(COOP.Evidence, OA.exact, Literal(""))),
    ("EvidenceSource", put(COOP.Evidence, OA.hasSource, REGION)),
    ("EvidenceStart", put(COOP.Evidence, OA.start, number("5000"))),
    ("EvidenceStart", put(COOP.Evidence, OA.start, number("-3"))),
    ("EvidenceEnd", put(COOP.Evidence, OA.end, number("0"))),
    ("EvidencePlace", drop(COOP.Evidence, OA.end)),
    ("EvidenceRow", put(COOP.Evidence, COOP.row, number("0"))),
    ("EvidenceOccurrence", put(COOP.Evidence, COOP.occurrence, number("0"))),
    ("EvidenceSheet", put(COOP.Evidence, COOP.sheet, WORD, OTHER)),
    ("EvidenceColumn", put(COOP.Evidence, COOP.column, number("3"))),
    ("EvidenceLength", shifted),
    ("SourceName", drop(COOP.Source, DCTERMS.identifier)),
    ("SourceTitle", put(COOP.Source, DCTERMS.title, WORD, OTHER)),
    ("SourcePublished", put(COOP.Source, DCTERMS.issued, WORD)),
    ("SourceDigest", put(COOP.Source, COOP.sha256, Literal("abc"))),
    ("SourceExtractor", put(COOP.Source, COOP.extractor, WORD, OTHER)),
    ("SourceMinimum", put(COOP.Source, COOP.minimumConfidence, decimal("1.2"))),
    ("RegionName", drop(COOP.Region, RDFS.label)),
    ("RegionCode", put(COOP.Region, COOP.code, Literal("97010"))),
    ("RegionCode", put(COOP.Region, COOP.code, Literal("970101"), Literal("970102"))),
    ("RegionLevel", put(COOP.Region, COOP.level, Literal("kingdom"))),
    ("RegionParent", put(COOP.Region, SCHEMA.containedInPlace, BODY)),
    ("RegionCountry", put(COOP.Region, COOP.country, WORD, OTHER)),
    ("RegionLongitude", put(COOP.Region, SCHEMA.longitude, decimal("190"))),
    ("RegionLatitude", put(COOP.Region, SCHEMA.latitude, decimal("-91"))),
    ("RegionPinyin", put(COOP.Region, COOP.pinyin, number("4"))),
    ("OrganizationName", drop(ORG.Organization, RDFS.label)),
    ("OrganizationKind", put(ORG.Organization, ORG.classification, SECTOR)),
    ("OrganizationRegion", put(ORG.Organization, COOP.ofRegion, PERSON)),
    ("OrganizationParent", put(ORG.Organization, ORG.subOrganizationOf, REGION)),
    ("PersonName", drop(FOAF.Person, FOAF.name)),
    ("PersonLabel", drop(FOAF.Person, RDFS.label)),
    ("PersonSeat", put(FOAF.Person, COOP.seat, POST)),
    ("PostTitle", drop(ORG.Post, RDFS.label)),
    ("PostBody", put(ORG.Post, ORG.postIn, REGION)),
    ("PostKind", put(ORG.Post, COOP.titleConcept, concept("post/no-such-title"))),
    ("PostActing", put(ORG.Post, COOP.acting, YES)),
    ("PostDeputy", put(ORG.Post, COOP.deputy, YES)),
    ("PostCandidate", put(ORG.Post, COOP.candidate, YES)),
    ("PostVague", put(ORG.Post, COOP.vague, YES)),
    ("TenurePerson", put(FACT, ORG.member, BODY)),
    ("TenurePerson", drop(FACT, ORG.member)),
    ("TenurePost", put(FACT, COOP.post, BODY)),
    ("TenureBody", drop(FACT, ORG.organization)),
    ("TenureSameBody", put(FACT, ORG.organization, OTHER_BODY)),
    ("TenureAttested", put(FACT, COOP.attested, WORD)),
    ("TenureSeconded", put(FACT, COOP.seconded, YES)),
    ("ParticipationOwner", put(COOP.Participation, COOP.participationIn, NOWHERE)),
    ("ParticipationActor", put(COOP.Participation, ORG.member, SOURCE)),
    ("ParticipationRole", put(COOP.Participation, ORG.role, SECTOR)),
    ("PartnershipSideA", put(COOP.Partnership, COOP.sideA, REGION)),
    ("PartnershipSideB", put(COOP.Partnership, COOP.sideB, SOURCE)),
    ("PartnershipKind", put(COOP.Partnership, COOP.kind, concept("event/visit"))),
    ("PartnershipDirected", put(COOP.Partnership, COOP.directed, YES)),
    ("PartnershipProgramme", put(COOP.Partnership, COOP.programme, SECTOR)),
    ("PartnershipParent", put(COOP.Partnership, COOP.partOf, WORD)),
    ("PartnershipRoles", as_peer),
    ("PartnershipRoles", undirected),
    ("EventKind", put(SCHEMA.Event, COOP.kind, concept("partnership/twinning"))),
    ("EventKind", drop(SCHEMA.Event, COOP.kind)),
    ("EventPlace", put(SCHEMA.Event, SCHEMA.location, BODY)),
    ("EventVenue", put(SCHEMA.Event, COOP.venue, WORD, OTHER)),
    ("EventLeader", put(SCHEMA.Event, COOP.leader, WORD, OTHER)),
    ("EventStatus", put(SCHEMA.Event, COOP.status, SECTOR)),
    ("EventParent", put(SCHEMA.Event, SCHEMA.superEvent, WORD)),
    ("AgreementTitle", drop(COOP.Agreement, RDFS.label)),
    ("AgreementParty", put(COOP.Agreement, COOP.party, EVENT)),
    ("AgreementSignatory", put(COOP.Agreement, COOP.signatory, BODY)),
    ("AgreementSector", put(COOP.Agreement, COOP.sector, concept("status/done"))),
    ("AgreementEvent", put(COOP.Agreement, COOP.atEvent, REGION)),
    ("AgreementStatus", put(COOP.Agreement, COOP.status, SECTOR)),
    ("ProjectName", drop(COOP.Project, RDFS.label)),
    ("ProjectIdentifier", put(COOP.Project, DCTERMS.identifier, WORD, OTHER)),
    ("ProjectPlace", put(COOP.Project, SCHEMA.location, BODY)),
    ("ProjectStatus", put(COOP.Project, COOP.status, REGION)),
    ("ProjectSector", put(COOP.Project, COOP.sector, REGION)),
    ("ProjectParent", put(COOP.Project, DCTERMS.isPartOf, WORD)),
    ("CommitmentProject", put(COOP.Commitment, COOP.project, REGION)),
    ("OrganizationIdentifier", put(ORG.Organization, DCTERMS.identifier, WORD, OTHER)),
    ("PersonIdentifier", put(FOAF.Person, DCTERMS.identifier, WORD, OTHER)),
    ("EvidencePath", put(COOP.Evidence, COOP.path, WORD)),
    ("CommitmentScope", drop(COOP.Commitment, COOP.scope)),
    ("CommitmentSign", negative_without_project),
    ("CommitmentAmount", drop(COOP.Commitment, COOP.amount)),
    ("CommitmentIdentifier", put(COOP.Commitment, DCTERMS.identifier, WORD, OTHER)),
    ("CommitmentAmount", put(COOP.Commitment, COOP.amount, Literal("much"))),
    ("CommitmentCurrency", put(COOP.Commitment, SCHEMA.currency, Literal("yuan"))),
    ("CommitmentPayer", put(COOP.Commitment, COOP.payer, REGION)),
    ("CommitmentPayee", put(COOP.Commitment, COOP.payee, EVENT)),
    ("CommitmentPurpose", put(COOP.Commitment, COOP.purpose, WORD, OTHER)),
    ("CommitmentApproximate", put(COOP.Commitment, COOP.approximate, YES)),
    ("CommitmentBound", put(COOP.Commitment, COOP.bound, WORD)),
    ("CommitmentStatus", put(COOP.Commitment, COOP.status, WORD)),
    ("CommitmentEvent", put(COOP.Commitment, COOP.atEvent, NOWHERE)),
    ("MeasureScope", put(COOP.Measure, COOP.scope, REGION)),
    ("MeasureSubject", drop(COOP.Measure, COOP.subject)),
    ("MeasureValue", put(COOP.Measure, SCHEMA.value, Literal("18"))),
    ("MeasureUnit", put(COOP.Measure, SCHEMA.unitText, WORD, OTHER)),
    ("MeasureAbout", put(COOP.Measure, SCHEMA.about, EVENT)),
    ("MeasureApproximate", put(COOP.Measure, COOP.approximate, YES)),
    ("MeasureBound", put(COOP.Measure, COOP.bound, WORD)),
    ("StatementScope", drop(COOP.Statement, COOP.scope)),
    ("StatementSpeaker", put(COOP.Statement, COOP.speaker, EVENT)),
    ("StatementKind", put(COOP.Statement, COOP.kind, SECTOR)),
    ("StatementSector", put(COOP.Statement, COOP.sector, concept("sector/no-such-sector"))),
    ("StatementPartnership", put(COOP.Statement, COOP.aboutPartnership, WORD)),
    ("PointOwner", put(COOP.Point, COOP.pointOf, EVENT)),
    ("PointPosition", put(COOP.Point, COOP.position, number("0"))),
    ("PointText", put(COOP.Point, COOP.text, Literal(""))),
]
"""The rule that must speak, and how the good graph is broken."""

DERIVED_BROKEN = [
    ("ShortcutAssists", COOP.assists, WORD), ("ShortcutHoldsPostIn", COOP.holdsPostIn, WORD),
    ("ShortcutCooperatesWith", COOP.cooperatesWith, BODY), ("ShortcutMetWith", COOP.metWith, REGION),
    ("ShortcutServesWith", COOP.servesWith, REGION), ("ShortcutFollowsInPost", COOP.followsInPost, WORD),
    ("ShortcutCooperatesUnder", COOP.cooperatesUnder, WORD),
]


CURATION = NamedNode(BASE + "graph/curation")
DECISION = Decision(1, "merge", BASE + "person/a", "乙二凡", "2026-01-02T03:04:05Z", into=BASE + "person/b", why="同一人")
DECISION_BROKEN = [
    ("DecisionVerdict", COOP.verdict, (Literal("maybe"),)), ("DecisionVerdict", COOP.verdict, ()),
    ("DecisionTarget", COOP.target, ()), ("DecisionTarget", COOP.target, (WORD,)),
    ("DecisionNumber", DCTERMS.identifier, (Literal("0"),)), ("DecisionWho", PROV.wasAttributedTo, (BODY,)),
    ("DecisionWhen", PROV.generatedAtTime, (Literal("yesterday"),)), ("DecisionInto", COOP.into, (BODY, REGION)),
]


def test_a_decision_is_accepted() -> None:
    assert validate(Quads(list(write(DECISION, BASE, CURATION)))) == []


@pytest.mark.parametrize(("shape", "term", "values"), DECISION_BROKEN)
def test_broken_decision_is_rejected(shape: str, term: NamedNode, values: tuple[Term, ...]) -> None:
    quads = [quad for quad in write(DECISION, BASE, CURATION) if quad.predicate != term]
    node = NamedNode(BASE + DECISION.key)
    found = [one for one in validate(Quads(quads, [Quad(node, term, value, CURATION) for value in values]))
             if one.shape == shape]
    assert found
    check(found[0])


def test_good_graph_is_accepted() -> None:
    assert validate(Quads(good_graph.QUADS, good_graph.DERIVED)) == []


def test_store_is_accepted(filled: kg.store.Store) -> None:
    filled.replace(good_graph.SOURCE, good_graph.FACTS)
    assert validate(filled) == []


@pytest.mark.parametrize(("shape", "change"), BROKEN, ids=[f"{n}-{shape}" for n, (shape, _) in enumerate(BROKEN)])
def test_broken_graph_is_rejected(shape: str, change: Change) -> None:
    found = [one for one in validate(Quads(change(list(good_graph.QUADS)))) if one.shape == shape]
    assert found, f"nothing said by {shape}"
    for one in found:
        check(one)
        assert one.source == GRAPH


@pytest.mark.parametrize(("shape", "term", "value"), DERIVED_BROKEN)
def test_broken_shortcut_is_rejected(shape: str, term: NamedNode, value: Term) -> None:
    extra = Quad(NamedNode(BASE + good_graph.LU.key), term, value, good_graph.DERIVED[0].graph_name)
    found = [one for one in validate(Quads(good_graph.DERIVED, [extra])) if one.shape == shape]
    assert found
    check(found[0])


def check(one: Violation) -> None:
    """Both languages, each in its own script, and a severity and focus that a person can use."""
    assert re.search("[\u4e00-\u9fff]", one.message_zh), one
    assert re.search("[A-Za-z]{3}", one.message_en) and not re.search("[\u4e00-\u9fff]", one.message_en), one
    assert one.severity == "Violation" and one.focus.startswith(BASE)


def test_every_rule_is_broken_once() -> None:
    shapes = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
    named = {str(shape).rpartition("#")[2] for shape in shapes.subjects(rdflib.RDF.type, SH.PropertyShape)}
    named |= {str(shape).rpartition("#")[2] for prop in (SH.sparql, SH["or"]) for shape in shapes.subjects(prop)
              if isinstance(shape, rdflib.URIRef) and (shape, SH.targetClass, None) in shapes}
    assert named == {shape for shape, _ in BROKEN} | {
        shape for shape, _, _ in (*DERIVED_BROKEN, *DECISION_BROKEN)}


def test_path_and_value_are_told() -> None:
    changed = put(COOP.Region, COOP.code, Literal("97010"))(list(good_graph.QUADS))
    (found,) = validate(Quads(changed))
    assert (found.path, found.value, found.severity) == ("coop:code", "97010", "Violation")
    (found,) = [one for one in validate(Quads(put(FACT, ORG.organization, OTHER_BODY)(list(good_graph.QUADS))))
                if one.shape == "TenureSameBody" and one.value == BODY.value]
    assert found.path == "(coop:post/org:postIn)"
    places = validate(Quads(drop(COOP.Evidence, OA.end)(list(good_graph.QUADS))))
    assert "oa:end|coop:row" in {one.path for one in places}


def test_sources_are_checked_apart() -> None:
    """Two sources that give a region two codes contradict one another; neither breaks a rule."""
    other = BASE + "source/other.txt"
    moved = [Quad(quad.subject, quad.predicate, quad.object, NamedNode(other))
             for quad in put(COOP.Region, COOP.code, Literal("970199"))(list(good_graph.QUADS))]
    assert validate(Quads(good_graph.QUADS, moved)) == []


@pytest.mark.parametrize("name", [good_graph.SOURCE.name, GRAPH])
def test_one_source(name: str) -> None:
    bad = [Quad(quad.subject, quad.predicate, quad.object, NamedNode(BASE + "source/bad.txt"))
           for quad in drop(COOP.Agreement, RDFS.label)(list(good_graph.QUADS))]
    both = Quads(good_graph.QUADS, bad)
    assert validate(both, name) == []
    assert {one.source for one in validate(both, "bad.txt")} == {BASE + "source/bad.txt"}
    assert {one.source for one in validate(both)} == {BASE + "source/bad.txt"}


def test_unknown_source() -> None:
    with pytest.raises(UnknownName, match="kg sources"):
        validate(Quads(good_graph.QUADS), "nothing.txt")


def test_empty_store_and_foreign_graph() -> None:
    assert validate(Quads()) == []
    stranger = [Quad(NamedNode("urn:x"), NamedNode("urn:p"), Literal('"><script>\x1b[31m'), NamedNode("urn:g"))]
    assert validate(Quads(stranger)) == []


def test_triple_terms_are_passed_over() -> None:
    claim = Quad(NamedNode(BASE + "claim/1"), RDFS.seeAlso, Triple(REGION, RDF.type, COOP.Region), NamedNode(GRAPH))
    assert validate(Quads(good_graph.QUADS, [claim])) == []


@pytest.mark.parametrize("size", [1, 3, 50])
def test_a_graph_in_pieces_has_the_violations_of_the_whole(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    evidence = subject(good_graph.QUADS, COOP.Evidence)
    broken = [quad for quad in good_graph.QUADS
              if quad.predicate not in (ORG.role, COOP.kind) and (quad.subject != evidence or quad.predicate != OA.end)]
    whole = validate(Quads(broken))
    assert len(whole) > 5
    monkeypatch.setattr(kg.validate, "PIECE", size)
    assert validate(Quads(broken)) == whole
    assert validate(Quads(good_graph.QUADS)) == []
