"""SERVICE asks whom the user allowed, and nobody else, within limits; what comes back is joined as the standard says."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Any

import pyoxigraph
import pytest
from endpoint import Endpoint, serving

import kg
from kg.errors import QueryError
from kg.store import IRI, Store, federation, remote
from kg.terms import Literal, NamedNode, Quad

EX = "http://example.org/"


def iri(name: str) -> NamedNode:
    return NamedNode(EX + name)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving() as server:
        for number in range(6):
            server.data.add(Quad(iri(f"c{number}"), iri("population"), Literal(1000 * number)))
        server.data.add(Quad(iri("c1"), iri("name"), Literal("宜川\n\"县\"\\", language="zh")))
        yield server


@pytest.fixture
def local() -> Store:
    store = kg.open(":memory:")
    graph = iri("g")
    store.replace_quads("counties", [
        Quad(iri("a"), iri("same"), iri("c1"), graph), Quad(iri("b"), iri("same"), iri("c2"), graph), Quad(iri("d"), iri("same"), iri("c9"), graph),
        Quad(iri("a"), iri("least"), Literal(500), graph)])
    return store


def ask(store: Store, endpoint: Endpoint, query: str, path: str = "sparql", **values: Any) -> Any:
    """The query, with $HERE for the endpoint, and `ex:` known."""
    text = f"PREFIX ex: <{EX}>\n" + query.replace("$HERE", f"<http://{endpoint.place}/{path}>")
    return store.query(text, values, services=[endpoint.place])


JOIN = "SELECT ?here ?n { ?here ex:same ?there . SERVICE $HERE { ?there ex:population ?n } } ORDER BY ?n"


def test_an_allowed_endpoint_is_asked_and_joined(local: Store, endpoint: Endpoint) -> None:
    assert list(ask(local, endpoint, JOIN)) == [(EX + "a", 1000), (EX + "b", 2000)]
    assert list(ask(local, endpoint, JOIN, "xml")) == [(EX + "a", 1000), (EX + "b", 2000)]


def test_what_is_known_is_sent_along(local: Store, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(local, endpoint, JOIN)
    (asked,) = endpoint.asked
    assert "VALUES (?there) { (" in asked and all(f"(<{EX}{one}>)" in asked for one in ("c1", "c2", "c9"))
    monkeypatch.setattr(federation, "SENT", 2)
    assert len(ask(local, endpoint, JOIN)) == 2 and len(endpoint.asked) == 3
    monkeypatch.setattr(federation, "REQUESTS", 1)
    assert len(ask(local, endpoint, JOIN)) == 2 and len(endpoint.asked) == 4 and "VALUES" not in endpoint.asked[-1]


@pytest.mark.parametrize("before", [
    "?here ex:same ?there FILTER(?n > 5)", "BIND(UUID() AS ?there)", "{ SELECT ?there { ?here ex:same ?there } LIMIT 1 }", "",
    "{ ?x ex:least ?y } UNION { ?here ex:same ?there }"])
def test_what_would_change_the_answer_is_not_sent_along(local: Store, endpoint: Endpoint, before: str) -> None:
    ask(local, endpoint, f"SELECT * {{ {before} SERVICE $HERE {{ ?there ex:population ?n }} }}")
    assert len(endpoint.asked) == 1 and "VALUES" not in endpoint.asked[0]


def test_values_for_variables_are_sent_along(local: Store, endpoint: Endpoint) -> None:
    assert list(ask(local, endpoint, JOIN, here=IRI(EX + "b"))) == [(EX + "b", 2000)]
    assert "c1" not in endpoint.asked[-1]
    found = ask(local, endpoint, "SELECT ?there ?n { SERVICE $HERE { ?there ex:population ?n } }", there=IRI(EX + "c5"))
    assert list(found) == [(EX + "c5", 5000)] and f"VALUES (?there) {{ (<{EX}c5>) }}" in endpoint.asked[-1]


@pytest.mark.parametrize("query", [
    JOIN,
    "SELECT ?here ?n { SERVICE $HERE { ?there ex:population ?n } ?here ex:same ?there } ORDER BY ?n",
    "SELECT ?here ?n { ?here ex:same ?there OPTIONAL { SERVICE $HERE { ?there ex:population ?n } } } ORDER BY ?n",
    "SELECT ?here ?n { ?here ex:same ?there FILTER(?n > 1500) SERVICE $HERE { ?there ex:population ?n } } ORDER BY ?n",
    "SELECT ?here ?n { OPTIONAL { ?here ex:least ?x . ?here ex:same ?there } SERVICE $HERE { ?there ex:population ?n } } ORDER BY ?n",
    "SELECT ?here ?n { OPTIONAL { ?here ex:none ?there } SERVICE $HERE { ?there ex:population ?n } } ORDER BY ?n",
    "SELECT ?there ?n { { ?there ex:none ?n } UNION { SERVICE $HERE { ?there ex:population ?n } } } ORDER BY ?n",
    "SELECT ?there ?n { ?x ex:same ?there MINUS { SERVICE $HERE { ?there ex:population ?n } } } ORDER BY ?n",
    "SELECT ?here ?n { ?here ex:same ?there FILTER EXISTS { SERVICE $HERE { ?there ex:population ?n } } } ORDER BY ?here",
    "SELECT ?here (SUM(?m) AS ?n) { ?here ex:same ?there SERVICE $HERE { ?there ex:population ?m } } GROUP BY ?here ORDER BY ?here",
    "SELECT ?there ?n { SERVICE $HERE { ?there ex:population ?n OPTIONAL { ?there ex:name ?name } FILTER(!BOUND(?name)) } } ORDER BY ?n",
    "SELECT ?there ?n { SERVICE $HERE { ?there ex:name ?n } }",
    "SELECT ?there ?n { ?x ex:same ?there SERVICE $HERE { ?there ex:population ?n } SERVICE $HERE { ?there ex:name ?name } }",
    "SELECT ?here ?n { SERVICE $HERE { ex:c1 ex:population 1000 } ?here ex:least ?n }",
    "SELECT ?here ?n { SERVICE $HERE { ex:c1 ex:population 1001 } ?here ex:least ?n }",
    "SELECT ?here ?n { SERVICE $HERE { SELECT ?there (MAX(?m) AS ?n) { ?there ex:population ?m } GROUP BY ?there } ?here ex:same ?there } ORDER BY ?n",
    "SELECT ?here ?n { ?here ex:same ?there SERVICE $HERE { { ?there ex:population ?n } UNION { ?other ex:population ?n } } } ORDER BY ?n ?here",
])
def test_it_means_what_the_standard_says(local: Store, endpoint: Endpoint, query: str) -> None:
    """The same as GRAPH over a copy of the endpoint's data, which is how a SERVICE clause is defined (an evaluation on its own)."""
    endpoint_iri = f"http://{endpoint.place}/sparql"
    copied = [Quad(quad.subject, quad.predicate, quad.object, NamedNode(endpoint_iri)) for quad in endpoint.data]
    both = pyoxigraph.Store()
    both.extend([*(Quad(quad.subject, quad.predicate, quad.object) for quad in local.quads()), *copied])
    asked = f"PREFIX ex: <{EX}>\n" + query.replace("SERVICE $HERE", f"GRAPH <{endpoint_iri}>")
    expected = [tuple(row) for row in both.query(asked)]
    assert list(ask(local, endpoint, query).terms()) == expected


def test_ask_and_construct_may_use_it(local: Store, endpoint: Endpoint) -> None:
    assert ask(local, endpoint, "ASK { SERVICE $HERE { ex:c1 ex:population 1000 } }") is True
    found = ask(local, endpoint, "CONSTRUCT { ?there ex:of ?n } WHERE { SERVICE $HERE { ?there ex:name ?n } }")
    assert [triple.object for triple in found] == [Literal("宜川\n\"县\"\\", language="zh")]


# Whom it asks ---------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("service", "message"), [
    ("<https://query.wikidata.org/sparql>", r"ask query\.wikidata\.org, which is not allowed; allow it with --allow-service query\.wikidata\.org"),
    ("SILENT <https://query.wikidata.org/sparql>", "not allowed"), ("<http://example.org/sparql>", "ask example.org:80, which"),
    ("<https://example.org:8443/sparql>", "ask example.org:8443, which"), ("<https://example.org.evil.net/>", "ask example.org.evil.net, which"),
    ("<https://example.org@evil.net/>", "is no endpoint that can be asked"), ("<https://user:secret@example.org/>", "no endpoint that can"),
    ("<https://example.org:443@evil.net/>", "no endpoint"), ("<https://evil.net#example.org/>", "no endpoint"), ("<file:///etc/passwd>", "no endpoint"),
    ("<ftp://example.org/>", "no endpoint"), ("<//example.org/x>", "no endpoint"), ("<sparql>", "no endpoint"), ("<https://例子.org/>", "no endpoint"),
    ("?where", "names its endpoint in full"), ("ex:sparql", "names its endpoint in full"), ("SILENT $where", "names its endpoint in full"),
])
def test_nobody_else_is_asked(local: Store, monkeypatch: pytest.MonkeyPatch, service: str, message: str) -> None:
    monkeypatch.setattr(remote, "ask", lambda *_: pytest.fail("somebody was asked"))
    query = f"PREFIX ex: <{EX}>\nSELECT * {{ ?s ?p ?o .\n  SERVICE {service} {{ ?a ?b ?c }} }}"
    with pytest.raises(QueryError, match=message) as caught:
        local.query(query, services=["example.org", "example.org:8080"])
    assert (caught.value.line, caught.value.column) == (3, 3) and str(caught.value).startswith("line 3, column 3: ")


@pytest.mark.parametrize(("address", "is_allowed"), [
    ("https://example.org/sparql", True), ("https://EXAMPLE.org:443/sparql?default-graph-uri=x", True), ("HTTPS://example.org", True),
    ("http://example.org/sparql", False), ("http://example.org:8080/", True), ("https://example.org:8080/", True), ("https://sub.example.org/", False)])
def test_a_host_means_that_host(address: str, is_allowed: bool) -> None:
    found = remote.address(address)
    assert found is not None and remote.allowed(found, ["Example.org", "example.org:8080"]) is is_allowed


def test_what_goes_into_a_request_is_ascii() -> None:
    found = remote.address("https://example.org/查询?a=%20b")
    assert found == ("https", "example.org", 443, "/%E6%9F%A5%E8%AF%A2?a=%20b")


@pytest.mark.parametrize("place", ["https://example.org/", "example.org/sparql", "*", "", "a b", "user@example.org"])
def test_a_host_is_named_alone(local: Store, place: str) -> None:
    with pytest.raises(QueryError, match="is no host; name it alone"):
        local.query("ASK {}", services=[place])


@pytest.mark.parametrize("query", [
    "SELECT * { FILTER(1<2)SERVICE#>\n<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    "SELECT * { FILTER(1<'x'||2>'}SERVICE')SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <https://a.org/> { SERVICE <https://b.org/> { ?s ?p ?o } } }",
    "SELECT * { SERVICE WHATEVER <https://a.org/> { ?s ?p ?o } }",
    "SELECT * { SERVICE { ?s ?p ?o } }", "SELECT * { SERVICE <https://a.org/> ", "SERVICE", "SELECT * { ?s ?p 5SERVICE <https://b.org/> {} }",
])
def test_odd_queries_ask_nobody(local: Store, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    monkeypatch.setattr(remote, "ask", lambda *_: pytest.fail("somebody was asked"))
    with pytest.raises(QueryError):
        local.query(query, services=["a.org"])


def test_the_mere_word_asks_nobody(local: Store) -> None:
    text = "PREFIX service: <x:> SELECT ('SERVICE <http://x/> {' AS ?service) { } # SERVICE <http://x/> { }"
    assert [row.service for row in local.query(text, services=["a.org"])] == ["SERVICE <http://x/> {"]  # type: ignore[union-attr]


def test_faults_elsewhere_in_the_query_are_told_where_they_are(local: Store, endpoint: Endpoint) -> None:
    with pytest.raises(QueryError, match=r"line 3, column 52: the query cannot be understood at '\} \}'"):
        local.query(f"PREFIX ex: <{EX}>\nSELECT * {{\n  SERVICE SILENT <https://a.org/> {{ ?s ?p nonsense }} }}", services=["a.org"])
    assert endpoint.asked == []


# What comes back ------------------------------------------------------------------------------------------------------

ALL = "SELECT ?o { SERVICE $HERE { ?s ?p ?o } }"


@pytest.mark.parametrize(("path", "message"), [
    ("redirect", r'redirects to "http://127.0.0.1:\d+/sparql", and no redirect is followed'), ("page", "answers with text/html, which is no SPARQL result"),
    ("untyped", "something without a type"), ("broken", "SPARQL result that cannot be read"), ("cut", "SPARQL result that cannot be read"),
    ("truth", "true or false where rows were asked for"), ("wrong", 'status 500: "查询 太大"'), ("packed", "compressed form"), ("missing", "cannot be reached"),
    ("slow", "has not answered within 0.3 seconds"), ("drip", "has not answered within 0.3 seconds"), ("huge", "more than"),
])
def test_an_endpoint_that_fails(local: Store, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, path: str, message: str) -> None:
    monkeypatch.setattr(remote, "SECONDS", 0.3 if path in ("slow", "drip") else 20.0)
    monkeypatch.setattr(remote, "BYTES", 1_000_000)
    monkeypatch.setattr(Endpoint, "handle_error", lambda *_: None)
    begin = time.monotonic()
    with pytest.raises(QueryError, match=message) as caught:
        ask(local, endpoint, ALL, path)
    assert (caught.value.line, caught.value.column) == (2, 13) and f"/{path}>" in str(caught.value)
    silent = list(ask(local, endpoint, "SELECT ?here ?o { ?here ex:least ?n SERVICE SILENT $HERE { ?s ?p ?o } }", path))
    assert silent == [(EX + "a", None)] and time.monotonic() - begin < 20
    assert len(endpoint.asked) == 2


def test_an_endpoint_that_is_down(local: Store) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(QueryError, match="cannot be reached: .*refused"):
            local.query(f"ASK {{ SERVICE <http://{place}/> {{ ?s ?p ?o }} }}", services=[place])
        assert local.query(f"ASK {{ SERVICE SILENT <http://{place}/> {{ ?s ?p ?o }} }}", services=[place]) is True


def test_nothing_in_an_answer_becomes_part_of_the_query(local: Store, endpoint: Endpoint) -> None:
    (row,) = ask(local, endpoint, "SELECT * { SERVICE $HERE { ?s ?p ?o } }", "others")
    assert row.o == '" } SERVICE <http://evil/> {' and row.s == "https://127.0.0.1/.well-known/genid/b0"


def test_a_question_goes_by_post_with_the_prefixes_that_it_needs(local: Store, endpoint: Endpoint) -> None:
    ask(local, endpoint, "SELECT * { SERVICE $HERE { ?s rdfs:label ?o FILTER(?o != 'foaf') } }")
    (asked,) = endpoint.asked
    assert asked.startswith("PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nPREFIX ex: <") and "PREFIX coop:" not in asked
