"""Projections as columns say what projections say: on fixtures, on loaded texts, and on statements that fit no model."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_projections import FACTS, PAIR, SOURCE, VISIT, A, B

import kg.store
from kg import loading, lookup, network
from kg.errors import InputError, StoreError, UnknownName
from kg.model import Commitment, Partnership, Region, Source
from kg.network import cache, columns
from kg.network.edgelist import EdgeList
from kg.store import Store
from kg.store.decisions import Decision
from kg.terms import BASE, COOP, DCTERMS, FOAF, OA, ORG, RDF, RDFS, SCHEMA, SKOS, VOCABULARY, Literal, NamedNode, Quad

CORPUS = Path(__file__).parent / "corpus"
ASKED: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    *(((name,), more) for name in network.PROJECTIONS for more in (
        {}, {"since": "2019"}, {"until": "2020-06"}, {"on": "2021-05-18"}, {"kinds": ["东西部协作", "visit", "区长"]})),
    (("regions",), {"alone": True}), (("regions", network.RELATIONS), {}), (("regions", ["statement", "tenure"]), {}),
    (("multilayer", ["money"]), {"since": "2016", "until": "2021"}))


def told(graph: nx.MultiDiGraph) -> tuple[Any, ...]:
    """All that a graph says, in its order, without what columns do not hold."""
    edges = [(a, b, key, {name: value for name, value in data.items() if name not in ("details", "evidence")})
             for a, b, key, data in graph.edges(keys=True, data=True)]
    return graph.graph, list(graph.nodes(data=True)), edges


def agree(store: Store, asked: Any = ASKED) -> None:
    for args, options in asked:
        assert told(network.edge_list(store, *args, **options).to_networkx()) == told(network.projection(store, *args, **options))


def test_an_empty_store_has_no_edges(store: Store) -> None:
    agree(store)


def test_the_samples(filled: Store) -> None:
    filled.replace(SOURCE, FACTS)
    agree(filled)
    assert len(network.edge_list(filled)) == 10


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with kg.store.open(tmp_path_factory.mktemp("corpus") / "store") as store:
        for _ in loading.load(store, [CORPUS / "read", CORPUS / "more"]):
            pass
        yield store


def test_texts_as_loaded(corpus: Store) -> None:
    agree(corpus)
    assert len(network.edge_list(corpus, "multilayer")) > 300


def test_what_cannot_be_asked_is_told(filled: Store) -> None:
    with pytest.raises(UnknownName, match="no projection 'cities'; choose from regions, people"):
        network.edge_list(filled, "cities")
    with pytest.raises(UnknownName, match="'money' joins no people"):
        network.edge_list(filled, "people", ["money"])
    with pytest.raises(InputError, match="since: '2021-13' is no date"):
        network.edge_list(filled, since="2021-13")


def test_matrices_count_facts(filled: Store) -> None:
    edges = network.edge_list(filled)
    assert edges.ties().toarray().tolist() == [[0.0, 4.0], [4.0, 0.0]]
    assert edges.arcs().toarray().tolist() == [[0.0, 4.0], [1.0, 0.0]]  # the agreement is between equals
    assert edges.columns["amount"][edges.columns["relation"] == "money"].tolist() == [1205000.0]
    assert np.array_equal(edges.a < edges.b, np.ones(4, bool))


ROWS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()).filter(lambda row: row[0] != row[1]), max_size=30)


def one_by_one(edges: EdgeList, form: Any) -> Any:
    """The graph of an edge list as networkx builds it of single edges."""
    graph = form(**edges.graph)
    graph.add_nodes_from((node, {name: values[place] for name, values in edges.actors.items()}) for place, node in enumerate(edges.nodes))
    if graph.is_multigraph():
        for place, (a, b) in enumerate(zip(edges.a.tolist(), edges.b.tolist(), strict=True)):
            told = {name: values[place] for name, values in edges.columns.items() if name != "fact"}
            key = edges.columns["fact"][place] if "fact" in edges.columns else place
            graph.add_edge(edges.nodes[a], edges.nodes[b], key, directed=bool(edges.directed[place]), **told)
        return graph
    found = sorted(zip(*(edges.arcs() if graph.is_directed() else edges.ties()).nonzero(), strict=True))
    weights = (edges.arcs() if graph.is_directed() else edges.ties()).toarray()
    graph.add_weighted_edges_from((edges.nodes[a], edges.nodes[b], float(weights[a, b])) for a, b in found if graph.is_directed() or a < b)
    return graph


def laid_out(graph: Any) -> Any:
    """All that a graph holds, in its order."""
    inward = [(node, list(beside.items())) for node, beside in graph.pred.items()] if graph.is_directed() else []
    return list(graph.nodes(data=True)), [(node, list(beside.items())) for node, beside in graph.adj.items()], inward, list(graph.edges(data=True))


@given(ROWS, st.booleans())
def test_graphs_are_those_of_networkx_and_can_be_changed(rows: Any, rich: bool) -> None:
    a, b, directed = np.array(rows, int).reshape(-1, 3).T
    columns = {"fact": [f"fact/{place}" for place in range(len(rows))], "kind": ["visit"] * len(rows)} if rich else {}
    edges = EdgeList("abcdef", a, b, directed.astype(bool), columns, {"label": list("甲乙丙丁戊己")} if rich else {}, {"name": "x"})
    for form, make in ((nx.Graph, edges.pairs), (nx.DiGraph, lambda: edges.pairs(directed=True)), (nx.MultiDiGraph, edges.to_networkx)):
        graph, expected = make(), one_by_one(edges, form)
        for change in (lambda graph: None, lambda graph: graph.add_edge("a", "b", weight=7.0), lambda graph: graph.remove_node("c"),
                       lambda graph: graph.add_edges_from([("d", "new"), ("e", "a")]), lambda graph: graph.remove_edges_from([*graph.edges("a")]),
                       lambda graph: [data.update(seen=True) for *_, data in graph.edges(data=True)]):
            change(graph), change(expected)
            assert type(graph) is form and nx.utils.graphs_equal(graph, expected) and laid_out(graph) == laid_out(expected)
        assert laid_out(make()) == laid_out(one_by_one(edges, form)) and graph.number_of_edges() == expected.number_of_edges()


IRIS = [NamedNode(f"{BASE}{name}") for name in ("a", "b", "c", "d", "e", "f", "g", "source/x/1", "source/x/2")]
CLASSES = [COOP.Region, ORG.Organization, FOAF.Person, COOP.Partnership, COOP.Commitment, COOP.Agreement, SCHEMA.Event,
           COOP.Statement, COOP.Tenure, COOP.Participation]
LINKS = [COOP.sideA, COOP.sideB, COOP.payer, COOP.payee, COOP.party, COOP.participationIn, COOP.participationIn, ORG.member, ORG.member,
         ORG.organization, COOP.speaker, COOP.aboutPartnership, COOP.ofRegion, COOP.seat, ORG.subOrganizationOf,
         SCHEMA.containedInPlace, SCHEMA.location, COOP.post, COOP.evidence, OA.hasSource]
SAID = [RDFS.label, FOAF.name, SKOS.altLabel, COOP.code, COOP.level, COOP.pinyin, COOP.start, COOP.end, COOP.attested, DCTERMS.issued,
        COOP.amount, SCHEMA.currency, COOP.bound, COOP.directed, COOP.approximate, COOP.deputy, SCHEMA.longitude]
CONCEPTS = [(ORG.classification, "organ/government"), (ORG.classification, "organ/company"), (ORG.role, "role/hosted"),
            (ORG.role, "role/led"), (COOP.kind, "event/visit"), (COOP.kind, "partnership/paired-assistance"),
            (COOP.programme, "programme/jiangsu-shaanxi"), (COOP.status, "status/planned"), (COOP.status, "status/paid"),
            (COOP.titleConcept, "post/district-head")]
TEXTS = st.sampled_from(["", "甲", "乙", "Jia, \"B\"", "a\tb\\n\n", "2019", "2020-02", "2021-05-18", "XXXX-05", "12.5", "province", "true",
                         "false", "over", "CNY", "EUR", "liu he"])
LITERALS = st.builds(lambda text, language: Literal(text, language=language) if language else Literal(text), TEXTS,
                     st.sampled_from(["", "", "zh", "en", "en-gb", "fr"]))
OWN = list(zip(IRIS, [RDF.type] * 9, [COOP.Region, COOP.Region, FOAF.Person, FOAF.Person, SCHEMA.Event, COOP.Participation, COOP.Participation,
                                      COOP.Partnership, ORG.Organization], strict=True))
ANY_TYPE = st.tuples(st.sampled_from(IRIS), st.just(RDF.type), st.sampled_from(CLASSES))
OTHERS = st.one_of(
    st.tuples(st.sampled_from(IRIS), st.sampled_from(LINKS), st.sampled_from(IRIS)),
    st.tuples(st.sampled_from(IRIS), st.sampled_from(LINKS), st.sampled_from(IRIS)),
    st.tuples(st.sampled_from(IRIS), st.sampled_from(SAID), LITERALS),
    st.tuples(st.sampled_from(IRIS), st.sampled_from(CONCEPTS)).map(lambda one: (one[0], one[1][0], NamedNode(VOCABULARY + one[1][1]))),
    st.tuples(st.sampled_from(IRIS), st.sampled_from([*LINKS[:-2], *SAID]), st.one_of(LITERALS, st.sampled_from(IRIS))))
SEATS = st.one_of(st.tuples(st.sampled_from(IRIS[5:7]), st.just(COOP.participationIn), st.sampled_from(IRIS[4:5])),
                  st.tuples(st.sampled_from(IRIS[5:7]), st.just(ORG.member), st.sampled_from(IRIS[2:4])))
SEATED = [*OWN[2:5], *((IRIS[5 + place], *one) for place in (0, 1) for one in (
    (COOP.participationIn, IRIS[4]), (ORG.member, IRIS[2 + place])))]


def mixed(*shares: tuple[int, Any]) -> Any:
    """One of several, by their shares (`one_of` gives each the same)."""
    places = [place for place, (share, _) in enumerate(shares) for _ in range(share)]
    return st.sampled_from(places).flatmap(lambda place: shares[place][1])


ONE_CLASS = mixed((4, st.sampled_from(OWN)), (3, SEATS), (8, OTHERS), (1, ANY_TYPE))
MEETING = mixed((30, st.sampled_from(SEATED)), (1, SEATS), (1, ANY_TYPE))
STATEMENTS = st.one_of(ANY_TYPE, OTHERS)
LISTS = st.one_of(st.lists(STATEMENTS, max_size=60), st.lists(st.one_of(st.sampled_from(OWN), SEATS, OTHERS), max_size=60))
GRAPHS = ["one", "two", "derived"]


def written(store: Store, graph: str, statements: Any) -> None:
    node = NamedNode(f"{BASE}graph/x")
    found = [Quad(*statement, node) for statement in statements]
    if graph == "derived":
        store.replace_graph(f"{BASE}graph/derived", found)
    else:
        store.replace_quads(graph, found)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries(dict.fromkeys(GRAPHS, LISTS)), st.sampled_from(ASKED))
def test_statements_that_fit_no_model(graphs: dict[str, Any], asked: Any) -> None:
    with kg.store.open() as store:
        for graph, statements in graphs.items():
            written(store, graph, statements)
        agree(store, [asked])


WHEN = "2024-01-01T00:00:00Z"
DECISIONS = st.lists(st.one_of(
    st.builds(lambda one: ("reject", one.value, {}), st.sampled_from(IRIS[:7])),
    st.builds(lambda one, other: ("merge", one.value, {"into": other.value}), st.sampled_from(IRIS[:3]), st.sampled_from(IRIS[3:7])),
    st.builds(lambda one, text: ("correct", one.value, {"term": RDFS.label.value, "value": text}), st.sampled_from(IRIS[:7]), LITERALS)),
    max_size=3)
STEPS = st.lists(st.one_of(
    *[st.tuples(st.sampled_from(["one", "two", "three", "four", "derived"]), st.lists(one, max_size=25)) for one in (STATEMENTS, ONE_CLASS, MEETING)],
    st.tuples(st.just("curate"), DECISIONS), st.tuples(st.just("remove"), st.sampled_from(["one", "two", "three"])),
    st.tuples(st.just("reopen"), st.none()), st.tuples(st.just("flush"), st.none())), min_size=2, max_size=7)


MEETINGS = st.lists(st.one_of(
    st.tuples(st.sampled_from(["one", "two", "three", "four", "derived"]), st.lists(MEETING, max_size=12)),
    st.tuples(st.just("remove"), st.sampled_from(["one", "two", "three"])), st.tuples(st.just("reopen"), st.none())), min_size=2, max_size=9)


def step(store: Store, name: str, given_: Any) -> None:
    if name == "curate":
        store.curate([Decision(number, verdict, target, "甲", WHEN, **more) for number, (verdict, target, more) in enumerate(given_, 1)])
    elif name == "remove":
        with contextlib.suppress(UnknownName):
            store.remove(given_)
    elif name == "flush":
        store.flush()
    elif name != "reopen":
        written(store, name, given_)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS, st.lists(st.sampled_from(ASKED), min_size=3, max_size=3))
def test_columns_kept_are_never_wrong(tmp_path_factory: pytest.TempPathFactory, steps: Any, asked: Any) -> None:
    """However a store changes: in the writer, in a reader of this moment, and in one that opened before the change."""
    folder = tmp_path_factory.mktemp("kept") / "store"
    writer = kg.store.open(folder)
    written(writer, "zero", [(IRIS[0], RDF.type, COOP.Region), (IRIS[1], RDF.type, COOP.Region)])
    try:
        for name, given_ in steps:
            with kg.store.open(folder, read_only=True) as before:
                if name == "reopen":
                    writer.close()
                    writer = kg.store.open(folder)
                step(writer, name, given_)
                agree(before, asked[:1])
            agree(writer, asked[:2])
            with kg.store.open(folder, read_only=True) as after:
                assert after.revision == writer.revision is not None
                agree(after, asked)
    finally:
        writer.close()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS, st.lists(st.sampled_from(ASKED), min_size=2, max_size=2))
def test_columns_kept_of_a_store_in_memory(steps: Any, asked: Any) -> None:
    with kg.store.open() as store:
        for name, given_ in steps:
            step(store, name, given_)
            agree(store, asked)


MORE = [Partnership(a=Region(name=f"{one}区", code=f"9904{place}1", level="county"), b=B, kind="partnership/twinning", since=f"20{place + 10}")
        for place, one in enumerate("丙丁戊")]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(MEETINGS)
def test_meetings_kept_are_never_wrong(steps: Any) -> None:
    with kg.store.open() as store:
        for name, given_ in steps:
            step(store, name, given_)
            whole = network.projection(store, "people")
            weights = {frozenset((a, b)): whole.number_of_edges(a, b) + whole.number_of_edges(b, a) for a, b in whole.edges()}
            assert {frozenset((a, b)): weight for a, b, weight in network.pairs(store, "people").edges(data="weight")} == weights


def test_who_met_is_read_without_the_nodes_between(filled: Store, reads: list[str]) -> None:
    filled.replace(SOURCE, FACTS)
    first = network.pairs(filled, "people")
    assert first.number_of_edges() and ORG.member.value not in reads and COOP.participationIn.value not in reads
    lu, qiao = sorted(first)[:2]
    filled.replace(Source(name="b.txt"), [dataclasses.replace(VISIT, participations=()), *FACTS[:1]])
    written(filled, "c", [(IRIS[5], COOP.participationIn, IRIS[4]), (IRIS[5], ORG.member, NamedNode(lu)), (IRIS[4], RDF.type, SCHEMA.Event),
                          (IRIS[6], COOP.participationIn, IRIS[4]), (IRIS[6], ORG.member, NamedNode(qiao))])
    assert network.pairs(filled, "people")[lu][qiao]["weight"] == first[lu][qiao]["weight"] + 1 and ORG.member.value not in reads
    written(filled, "d", [(IRIS[6], ORG.member, NamedNode(lu))])  # a seat of two is that of the first
    agree(filled, [(("people",), {})])
    assert network.pairs(filled, "people")[lu][qiao]["weight"] == first[lu][qiao]["weight"] and ORG.member.value in reads


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "columns").iterdir()) if (folder / "columns").is_dir() else []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with kg.store.open(tmp_path / "store") as writer:
        writer.replace(SOURCE, FACTS)
    return tmp_path / "store"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The properties that were read from a graph since."""
    found: list[str] = []
    real = columns.read
    monkeypatch.setattr(columns, "read", lambda store, term, others: found.append(term.value) or real(store, term, others))
    return found


def test_only_classes_that_are_asked_for_are_read(folder: Path, reads: list[str]) -> None:
    with kg.store.open(folder, read_only=True) as reader:
        network.pairs(reader, "regions", ["partnership"])
        assert {COOP.Partnership.value, COOP.Region.value} == set(reads) & columns.CLASSES.keys() and RDF.type.value not in reads
    with kg.store.open(folder) as writer:
        agree(writer, ASKED[:2])
        written(writer, "odd", [(NamedNode(f"{BASE}{A.key}"), RDF.type, ORG.Organization)])
        agree(writer, ASKED[:2])
        assert RDF.type.value in reads  # one class does not tell any more what a term is


def test_a_second_question_reads_nothing(folder: Path, reads: list[str]) -> None:
    for asked in ("people", "regions", "people"):
        with kg.store.open(folder, read_only=True) as reader:
            assert network.edge_list(reader, asked) is network.edge_list(reader, asked)
    before = len(reads)
    with kg.store.open(folder, read_only=True) as reader:
        agree(reader, [(("people",), {}), (("regions",), {})])
    assert before and len(reads) == before == len(set(reads)) and kept(folder) == ["columns.bin"]


def test_what_changed_is_read_and_nothing_else(folder: Path, reads: list[str]) -> None:
    with kg.store.open(folder) as writer:
        agree(writer, ASKED[:2])
        before = len(reads)
        other = Source(name="b.txt", published="2021-01-01")
        writer.replace(other, FACTS[:3])
        agree(writer, ASKED[:2])
        writer.replace(other, FACTS[1:5])
        agree(writer, ASKED[:2])
        assert before and len(reads) == before
        writer.remove("b.txt")
        assert kept(folder) == []  # nothing names what is gone
        agree(writer, ASKED[:2])
        assert len(reads) == before and "b.txt" not in (folder / "columns" / "columns.bin").read_bytes().decode("latin-1")


def added(folder: Path, name: str, facts: Any) -> None:
    """A further source, and a question about it."""
    with kg.store.open(folder) as writer:
        writer.replace(Source(name=name, published="2021-01-01"), facts)
    with kg.store.open(folder, read_only=True) as reader:
        agree(reader, ASKED[:2])


def test_a_few_rows_more_are_kept_beside_the_rest(folder: Path, reads: list[str]) -> None:
    with kg.store.open(folder, read_only=True) as reader:
        agree(reader, ASKED[:2])
    before, whole = len(reads), (folder / "columns" / "columns.bin").read_bytes()
    for number in range(3):
        added(folder, f"{number}.txt", [*FACTS[:number + 2], *MORE[:number + 1]])
    assert kept(folder) == ["columns-added.bin", "columns.bin"] and (folder / "columns" / "columns.bin").read_bytes() == whole
    with kg.store.open(folder, read_only=True) as reader:
        known, found = cache.load(reader) or ("", columns.Columns())
        assert known == reader.revision and found.base and len(found.numbers) > found.base.terms
        agree(reader, ASKED[:2])
    added(folder, "0.txt", MORE[2:])  # statements were lost: all is written anew, and names nothing that is gone
    assert kept(folder) == ["columns.bin"] and len(reads) == before


@pytest.mark.parametrize("damage", ["empty", "half", "bits", "stale", "foreign"])
def test_added_rows_that_are_not_whole_are_read_from_the_graph(folder: Path, reads: list[str], damage: str) -> None:
    added(folder, "a.txt", MORE[:1])
    before = len(reads)
    added(folder, "b.txt", MORE[1:2])
    path, base = folder / "columns" / "columns-added.bin", folder / "columns" / "columns.bin"
    whole, other = path.read_bytes(), base.read_bytes()
    added(folder, "c.txt", MORE[2:])
    path.write_bytes({"empty": b"", "half": whole[:len(whole) // 2], "bits": whole[:-9] + b"\1" + whole[-8:]}.get(damage, whole))
    if damage == "foreign":  # the rest was written by somebody else meanwhile
        with kg.store.open(folder) as writer:
            writer.remove("a.txt")
            agree(writer, ASKED[:2])
        assert kept(folder) == ["columns.bin"] and base.read_bytes() != other
        path.write_bytes(whole)
        before = len(reads)
    with kg.store.open(folder, read_only=True) as reader:
        agree(reader, ASKED[:2])
    assert len(reads) == before
    path.write_bytes(whole)
    base.write_bytes(base.read_bytes()[:-1])
    with kg.store.open(folder, read_only=True) as reader:
        agree(reader, ASKED[:2])
    assert len(reads) > before


def test_many_rows_more_are_written_with_the_rest(folder: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    added(folder, "a.txt", FACTS[:1])
    before = len(reads)
    added(folder, "b.txt", MORE[:1])
    assert kept(folder) == ["columns-added.bin", "columns.bin"]
    monkeypatch.setattr(cache, "_BESIDE", -1000)
    added(folder, "c.txt", MORE)
    with kg.store.open(folder, read_only=True) as reader:
        agree(reader, ASKED[:2])
    assert kept(folder) == ["columns.bin"] and len(reads) == before


@pytest.mark.parametrize("damage", [b"", b"PK", "half", "bits"])
def test_damaged_columns_are_read_anew(folder: Path, reads: list[str], damage: bytes | str) -> None:
    with kg.store.open(folder, read_only=True) as reader:
        agree(reader, ASKED[:1])
    path = folder / "columns" / "columns.bin"
    whole = path.read_bytes()
    path.write_bytes(damage if isinstance(damage, bytes) else whole[:len(whole) // 2] if damage == "half" else
                     whole.replace("甲区".encode(), "乙区".encode()))
    before = len(reads)
    with kg.store.open(folder, read_only=True) as reader:
        agree(reader, ASKED[:1])
    assert len(reads) == 2 * before and path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_keeps_nothing(folder: Path) -> None:
    (folder / "columns").write_text("in the way")
    with kg.store.open(folder, read_only=True) as reader:
        agree(reader, ASKED[:1])
    assert (folder / "columns").read_text() == "in the way"


def test_another_base_sees_other_sources(folder: Path) -> None:
    with kg.store.open(folder, read_only=True) as reader:
        assert len(network.edge_list(reader)) == 6
    with kg.store.open(folder, read_only=True, base="https://example.org/") as reader:
        assert len(network.edge_list(reader)) == 0


def test_pairs_weigh_their_facts(filled: Store) -> None:
    filled.replace(SOURCE, FACTS)
    for name in network.PROJECTIONS:
        edges, bare = network.edge_list(filled, name), network.pairs(filled, name)
        whole = network.projection(filled, name)
        expected = {frozenset((a, b)): whole.number_of_edges(a, b) + whole.number_of_edges(b, a) for a, b in whole.edges()}
        for graph in (bare, edges.pairs()):
            assert {frozenset((a, b)): weight for a, b, weight in graph.edges(data="weight")} == expected
            assert not graph.is_directed() and set(graph) == set(whole)
        assert edges.pairs().nodes(data=True) == whole.nodes(data=True)
        arcs = network.pairs(filled, name, directed=True)
        one_way = {(a, b) for a, b, data in whole.edges(data=True) if data["directed"]}
        assert arcs.is_directed() and one_way <= set(arcs.edges) and nx.to_numpy_array(arcs, nodelist=edges.nodes).tolist() == (
            edges.arcs().toarray().tolist())


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def counted(store: Store) -> None:
    """The sums are those of the named queries."""
    asked = [(*row[:2], *(one or "" for one in row[2:5]), decimal(row[5]), decimal(row[6]), int(row[7] or 0), row[8] or "")
             for row in store.rows(lookup.query_text("money-by-pair"))]
    assert sorted(map(tuple, network.money(store)), key=repr) == sorted(asked, key=repr)
    asked = [(row[0], row[1] or "", *(int(one or 0) for one in row[2:])) for row in store.rows(lookup.query_text("partner-counts"))]
    assert sorted(map(tuple, network.partner_counts(store))) == sorted(asked)


def test_sums_are_those_of_the_named_queries(filled: Store) -> None:
    filled.replace(SOURCE, FACTS)
    more = [Commitment(scope="source/c", amount=Decimal(amount), currency=currency, payer=A, payee=B, status=status, start=start)
            for amount, currency, status, start in (("0.1", "CNY", "", ""), ("0.2", "CNY", "", ""), ("1e15", "CNY", "status/paid", "2021"),
                                                    ("12.345", "EUR", "status/paid", "2021-05"), ("7", "CNY", "status/paid", "2021-05"))]
    filled.replace(Source(name="c"), [*more, PAIR])
    filled.replace(Source(name="d", published="2023-01-01"), more)
    counted(filled)
    [tenths] = [one for one in network.money(filled) if (one.payer, one.status, one.currency, one.reported) == ("甲区", "", "CNY", "2023-01-01")]
    assert (tenths.payee, tenths.sum, tenths.largest, tenths.sums) == ("乙县", Decimal("0.6"), Decimal("0.2"), 4)
    assert [(one.supports, one.peers, one.partners) for one in network.partner_counts(filled) if one.actor == "甲区"] == [(1, 1, 2)]
    filled.remove("d")
    counted(filled)


def test_sums_of_texts_as_loaded(corpus: Store) -> None:
    counted(corpus)
    assert len(network.money(corpus)) > 5 and len(network.partner_counts(corpus)) > 50


def test_sums_come_in_order(corpus: Store) -> None:
    largest = [one.largest or 0 for one in network.money(corpus)]
    assert largest == sorted(largest, reverse=True)
    assert [one.partners for one in network.partner_counts(corpus)] == sorted(
        (one.partners for one in network.partner_counts(corpus)), reverse=True)


def test_sums_kept_are_the_same_in_another_opening(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with kg.open(folder, read_only=True) as store:
        expected = network.money(store), network.partner_counts(store)
    assert expected[0] and expected[1]
    monkeypatch.setattr(Store, "tsv", None)  # nothing is asked of the graph
    with kg.open(folder, read_only=True) as store:
        assert (network.money(store), network.partner_counts(store)) == expected
        counted(store)


def test_the_last_answers_are_kept_and_not_all(folder: Path) -> None:
    with kg.store.open(folder, read_only=True) as reader:
        for year in range(2000, 2030):
            network.pairs(reader, since=str(year))
        again = network.pairs(reader, since="2020")
    assert len([name for name in kept(folder) if name.startswith("answer-")]) == 16
    with kg.store.open(folder, read_only=True) as reader:
        assert nx.utils.graphs_equal(network.pairs(reader, since="2020"), again)
    with kg.store.open(folder) as writer:
        writer.replace(SOURCE, FACTS[1:])
        assert not nx.utils.graphs_equal(network.pairs(writer, since="2020"), again)
    with kg.store.open(folder, read_only=True) as reader:
        assert not nx.utils.graphs_equal(network.pairs(reader, since="2020"), again)


def test_a_closed_store_answers_nothing(folder: Path) -> None:
    with kg.store.open(folder, read_only=True) as reader:
        network.edge_list(reader)
    assert reader.revision is None
    with pytest.raises(StoreError, match="closed"):
        network.edge_list(reader)
