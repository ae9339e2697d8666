"""Projections as columns say what projections say: on fixtures, on loaded texts, and on statements that fit no model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_projections import FACTS, SOURCE

import kg.store
from kg import loading, network
from kg.errors import InputError, UnknownName
from kg.store import Store
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
STATEMENTS = st.one_of(
    st.tuples(st.sampled_from(IRIS), st.just(RDF.type), st.sampled_from(CLASSES)),
    st.tuples(st.sampled_from(IRIS), st.sampled_from(LINKS), st.sampled_from(IRIS)),
    st.tuples(st.sampled_from(IRIS), st.sampled_from(LINKS), st.sampled_from(IRIS)),
    st.tuples(st.sampled_from(IRIS), st.sampled_from(SAID), LITERALS),
    st.tuples(st.sampled_from(IRIS), st.sampled_from(CONCEPTS)).map(lambda one: (one[0], one[1][0], NamedNode(VOCABULARY + one[1][1]))),
    st.tuples(st.sampled_from(IRIS), st.sampled_from([*LINKS[:-2], *SAID]), st.one_of(LITERALS, st.sampled_from(IRIS))))
GRAPHS = ["one", "two", "derived"]


def written(store: Store, graph: str, statements: Any) -> None:
    node = NamedNode(f"{BASE}graph/x")
    found = [Quad(*statement, node) for statement in statements]
    if graph == "derived":
        store.replace_graph(f"{BASE}graph/derived", found)
    else:
        store.replace_quads(graph, found)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries({graph: st.lists(STATEMENTS, max_size=60) for graph in GRAPHS}), st.sampled_from(ASKED))
def test_statements_that_fit_no_model(graphs: dict[str, Any], asked: Any) -> None:
    with kg.store.open() as store:
        for graph, statements in graphs.items():
            written(store, graph, statements)
        agree(store, [asked])
