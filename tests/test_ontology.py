"""The ontology as data: it says what the code writes, in both languages, and it contradicts nothing."""

from __future__ import annotations

import json
import re
import warnings
from collections import defaultdict
from pathlib import Path

import good_graph
import owlrl
import pyoxigraph
import pytest
import rdflib
from owlrl.Namespaces import ERRNS
from rdflib import OWL, RDF, RDFS, SKOS, XSD, URIRef

from kg.terms import BASE, CONTEXT, COOP, EDTF, PREFIXES, ontology_files, ontology_folder

ROOT = Path(__file__).resolve().parent.parent
NAMESPACE = str(COOP)
ONTOLOGY = rdflib.Graph().parse(ontology_folder() / "cooperation.ttl")
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
TERMS = sorted({str(term).removeprefix(NAMESPACE) for kind in KINDS for term in ONTOLOGY.subjects(RDF.type, kind)
                if str(term).startswith(NAMESPACE)})
FILES = sorted(path for path in ontology_folder().rglob("*") if path.suffix in (".ttl", ".jsonld"))

UNUSED: dict[str, str] = {}
"""Declared terms that need not occur elsewhere, and why."""


def node(name: str) -> URIRef:
    return URIRef(NAMESPACE + name)


def used_in(paths: list[Path]) -> dict[str, list[str]]:
    """Local names of the ontology's namespace in code, queries and Turtle → where."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        text = path.read_text("utf-8")
        for match in re.finditer(r'\bCOOP\.(\w+)|\bCOOP\["(\w+)"\]|(?<![\w/])coop:(\w+)', text):
            found[match.group(1) or match.group(2) or match.group(3)].append(str(path.relative_to(ROOT)))
    return found


CODE = sorted([*(ROOT / "kg").rglob("*.py"), *(ROOT / "kg").rglob("*.rq")])
DATA = [ontology_folder() / "shapes.ttl", *sorted((ontology_folder() / "vocabularies").glob("*.ttl"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_both_parsers_read_the_same(path: Path) -> None:
    if path.name == CONTEXT:
        assert list(json.loads(path.read_text("utf-8"))) == ["@context"]
        return
    ours = list(pyoxigraph.parse(path=str(path)))
    assert len(set(ours)) == len(rdflib.Graph().parse(path)) > 50


def test_header() -> None:
    (head,) = ONTOLOGY.subjects(RDF.type, OWL.Ontology)
    assert str(head) == NAMESPACE.removesuffix("#")
    for term in ("http://purl.org/dc/terms/title", "http://purl.org/dc/terms/description", str(RDFS.comment)):
        assert {text.language for text in ONTOLOGY.objects(head, URIRef(term))} == {"zh", "en"}
    assert str(ONTOLOGY.value(head, OWL.versionIRI)) == f"{head}/{ONTOLOGY.value(head, OWL.versionInfo)}"
    assert str(ONTOLOGY.value(head, URIRef("http://purl.org/vocab/vann/preferredNamespacePrefix"))) == "coop"
    assert ONTOLOGY.value(head, URIRef("http://purl.org/dc/terms/license"))
    assert any("not registered" in str(text) for text in ONTOLOGY.objects(head, RDFS.comment))


@pytest.mark.parametrize("term", TERMS)
def test_term_is_labelled_and_defined_in_both_languages(term: str) -> None:
    for said in (RDFS.label, SKOS.definition):
        texts = list(ONTOLOGY.objects(node(term), said))
        assert sorted(str(text.language) for text in texts) == ["en", "zh"] and all(map(str, texts))
    (chinese,) = (text for text in ONTOLOGY.objects(node(term), SKOS.definition) if text.language == "zh")
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert sum((node(term), RDF.type, kind) in ONTOLOGY for kind in KINDS) == 1


def test_labels_are_unique() -> None:
    owners: dict[tuple[bool, str], set[str]] = defaultdict(set)
    for term in TERMS:
        kind = (node(term), RDF.type, OWL.Class) in ONTOLOGY
        for label in ONTOLOGY.objects(node(term), RDFS.label):
            owners[kind, str(label)].add(term)
    assert {label: terms for label, terms in owners.items() if len(terms) > 1} == {}


def test_terms_in_use_are_declared() -> None:
    used = used_in([*CODE, *DATA])
    assert {term: sorted(set(places)) for term, places in used.items() if term not in TERMS} == {}


def test_declared_terms_are_in_use() -> None:
    used = used_in([*CODE, *DATA])
    assert set(TERMS) - set(used) - set(UNUSED) == set()
    assert set(UNUSED) <= set(TERMS)


def test_model_writes_what_domains_and_ranges_allow() -> None:
    """Without inference: each subject and object of a coop: property bears a class that the axioms name."""
    above: dict[URIRef, set[URIRef]] = {}
    for cls in ONTOLOGY.subjects(RDF.type, OWL.Class):
        above[cls] = {one for one in ONTOLOGY.transitive_objects(cls, RDFS.subClassOf) if isinstance(one, URIRef)}
    data = graph(good_graph.QUADS)
    for path in DATA[1:]:
        data.parse(path)
    checked = 0
    for subject, term, value in data:
        if not str(term).startswith(NAMESPACE):
            continue
        for side, end in ((RDFS.domain, subject), (RDFS.range, value)):
            allowed = classes(ONTOLOGY.value(term, side))
            if allowed and isinstance(end, URIRef):
                kinds = {one for kind in data.objects(end, RDF.type) for one in above.get(kind, {kind})}
                elsewhere = term == node("partOf") and not kinds  # a partnership that another source describes
                assert kinds & allowed or elsewhere, f"{end} ({kinds}) as {side} of {term}"
                checked += 1
            elif allowed:
                assert (value.datatype or XSD.string) in allowed, f"{value!r} as range of {term}"
    assert checked > 300


def classes(expression: object) -> set[URIRef]:
    """The classes that an expression names: itself, or the members of its union."""
    if expression is None or isinstance(expression, URIRef):
        return {expression} if expression is not None else set()
    members = ONTOLOGY.value(expression, OWL.unionOf)
    return set(rdflib.collection.Collection(ONTOLOGY, members))


def graph(quads: tuple[pyoxigraph.Quad, ...]) -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt")


def closure(extra: rdflib.Graph, *, vocabularies: bool) -> rdflib.Graph:
    whole = rdflib.Graph()
    for path in ontology_files() if vocabularies else ontology_files()[:1]:
        whole.parse(path)
    whole += extra
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(whole)
    return whole


def errors(whole: rdflib.Graph) -> list[str]:
    return [str(text) for text in whole.objects(None, ERRNS.error)] + [
        f"{one} is owl:Nothing" for one in whole.subjects(RDF.type, OWL.Nothing)]


@pytest.fixture(scope="module")
def closed() -> rdflib.Graph:
    """Ontology, vocabularies, a source's graph and what rules derive from it, closed under OWL 2 RL."""
    return closure(graph(good_graph.QUADS + good_graph.DERIVED), vocabularies=True)


def test_consistent_under_owl_rl(closed: rdflib.Graph) -> None:
    assert errors(closed) == []


def test_no_nonsense_is_inferred(closed: rdflib.Graph) -> None:
    """Kinds that nobody stated would show in the count of nodes of each kind."""
    data = graph(good_graph.QUADS)
    for prefix, kind in (("foaf:Person", URIRef(PREFIXES["foaf"] + "Person")), ("coop:Region", node("Region")),
                         ("org:Post", URIRef(PREFIXES["org"] + "Post")), ("coop:Source", node("Source"))):
        assert set(closed.subjects(RDF.type, kind)) == set(data.subjects(RDF.type, kind)), prefix
    bodies = set(closed.subjects(RDF.type, URIRef(PREFIXES["org"] + "Organization")))
    partnerships = set(data.subjects(RDF.type, node("Partnership")))
    stated = set(data.objects(None, node("partOf")))
    assert bodies == set(data.subjects(RDF.type, URIRef(PREFIXES["org"] + "Organization"))) | partnerships | stated


def test_alignments_hold(closed: rdflib.Graph) -> None:
    tenure = next(closed.subjects(RDF.type, node("Tenure")))
    assert (tenure, RDF.type, URIRef(PREFIXES["org"] + "Membership")) in closed
    region = URIRef(BASE + good_graph.WANGSHAN.key)
    other = URIRef(BASE + good_graph.XIHE.key)
    assert (region, RDF.type, URIRef(PREFIXES["prov"] + "Agent")) in closed
    assert (other, node("cooperatesWith"), region) in closed
    assert (other, node("assists"), region) not in closed, "help is not symmetric"


NONSENSE = {
    "person/1": "id:1 a foaf:Person, coop:Region .",
    "region/2": "id:2 a coop:Region, org:Organization .",
    "region/3": "id:3 coop:assists id:3 .",
    "tenure/4": "id:4 a coop:Tenure, coop:Participation .",
    "region/5": "id:5 coop:participationIn id:event ; a coop:Region .",
    "region/6": "id:body coop:ofRegion id:6 . id:6 a org:Organization .",
}


def test_nonsense_is_inconsistent() -> None:
    """Each of these alone makes the reasoner object, and it says of which node."""
    text = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + "\n".join(
        line.replace(f"id:{key[-1]} ", f"<{BASE}{key}> ") for key, line in NONSENSE.items())
    said = errors(closure(rdflib.Graph().parse(data=text, format="turtle"), vocabularies=False))
    assert [key for key in NONSENSE if not any(BASE + key in error for error in said)] == []


def test_twinning_is_aligned_with_care() -> None:
    whole = rdflib.Graph()
    for path in ontology_files():
        whole.parse(path)
    wikidata = [(term, str(value)) for _, term, value in whole if "wikidata.org" in str(value)]
    assert wikidata == [(SKOS.closeMatch, "http://www.wikidata.org/entity/P190")]


# ---- the JSON-LD context

DOCUMENT = json.loads((ontology_folder() / CONTEXT).read_text("utf-8"))["@context"]


def test_context_has_every_term_and_prefix() -> None:
    for term in TERMS:
        entry = DOCUMENT[term]
        assert (entry if isinstance(entry, str) else entry["@id"]) == f"coop:{term}"
        given = entry.get("@type") if isinstance(entry, dict) else None
        if (node(term), RDF.type, OWL.ObjectProperty) in ONTOLOGY:
            assert given == "@id", term
        elif given is not None:
            assert ONTOLOGY.value(node(term), RDFS.range) == URIRef(PREFIXES["xsd"] + given.removeprefix("xsd:")), term
        else:
            assert ONTOLOGY.value(node(term), RDFS.range) not in (XSD.date, XSD.decimal, XSD.integer, XSD.boolean), term
    assert {name: DOCUMENT[name] for name in PREFIXES} == PREFIXES


def test_context_has_a_short_name_for_all_that_the_model_writes() -> None:
    named = {entry if isinstance(entry, str) else entry["@id"] for entry in DOCUMENT.values() if entry != 1.1}
    full = {PREFIXES[prefix] + name for prefix, _, name in (name.partition(":") for name in named) if prefix in PREFIXES}
    assert {str(term) for term in graph(good_graph.QUADS).predicates()} - full == {str(RDF.type)}


def from_json(text: str) -> rdflib.Graph:
    """What rdflib's JSON-LD parser reads; rdflib 7.6 warns of its own use of `ConjunctiveGraph` there."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)
        return rdflib.Graph().parse(data=text, format="json-ld")


def test_context_round_trip() -> None:
    data = graph(good_graph.QUADS)
    written = data.serialize(format="json-ld", context=DOCUMENT)
    assert set(from_json(written)) == set(data)
    again = pyoxigraph.parse(written.encode(), pyoxigraph.RdfFormat.JSON_LD)
    assert {quad.triple for quad in again} == {quad.triple for quad in good_graph.QUADS}


def test_context_expands_what_a_person_would_write() -> None:
    text = json.dumps({"@context": DOCUMENT, "@id": "id:partnership/x", "type": "Partnership", "directed": True,
                       "kind": "voc:partnership/twinning", "sideA": "id:region/970101",
                       "start": {"@value": "XXXX-04-06", "@type": "edtf:edtf"}, "earliestEnd": "2025-01-01",
                       "label": {"zh": "友城", "en": "twins", "@none": "x"}, "confidence": "0.5"})
    read = from_json(text)
    one = URIRef(BASE + "partnership/x")
    assert read.value(one, node("kind")) == URIRef(PREFIXES["voc"] + "partnership/twinning")
    assert read.value(one, node("start")) == rdflib.Literal("XXXX-04-06", datatype=URIRef(EDTF.value))
    assert read.value(one, node("earliestEnd")) == rdflib.Literal("2025-01-01", datatype=XSD.date)
    assert read.value(one, node("directed")) == rdflib.Literal(True)
    assert read.value(one, node("confidence")).datatype == XSD.decimal
    assert {label.language for label in read.objects(one, RDFS.label)} == {"zh", "en", None}
