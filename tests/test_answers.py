"""Answers to queries: Python values, read as they are asked for, and turned into what others work with."""

from __future__ import annotations

import csv
import datetime
import io
import json
import math
import pickle
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import ExtraError, QueryError
from kg.store import IRI, Solutions, Store, Triples
from kg.store.literals import READERS, term, value
from kg.terms import EDTF, FOAF, RDFS, XSD, BlankNode, Literal, NamedNode, Quad

PEOPLE = "SELECT ?who ?name { ?who a foaf:Person ; foaf:name ?name } ORDER BY ?name"
EXAMPLE = "http://example.org/"


def select(store: Store, query: str, **values: Any) -> Solutions:
    found = store.query(query, values)
    assert isinstance(found, Solutions)
    return found


def graph(store: Store, query: str) -> Triples:
    found = store.query(query)
    assert isinstance(found, Triples)
    return found


@pytest.fixture
def memory() -> Store:
    return kg.open(":memory:")


def numbers(store: Store, size: int) -> Solutions:
    store.replace_quads("n", [Quad(NamedNode(f"{EXAMPLE}{n}"), RDFS.label, Literal(n), NamedNode("x:g")) for n in range(size)])
    return select(store, "SELECT ?n { ?s rdfs:label ?n } ORDER BY ?n")


# Values --------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("text", "kind", "expected"), [
    ("42", XSD.integer, 42), ("-7", XSD.int, -7), ("+007", XSD.nonNegativeInteger, 7), ("9" * 60, XSD.integer, int("9" * 60)),
    ("6558000", XSD.decimal, Decimal("6558000")), (".5", XSD.decimal, Decimal("0.5")), ("1e3", XSD.double, 1000.0),
    ("INF", XSD.double, math.inf), ("-INF", XSD.float, -math.inf), ("true", XSD.boolean, True), ("0", XSD.boolean, False),
    ("2021-11-30", XSD.date, datetime.date(2021, 11, 30)),
    ("2021-11-30T08:05:09", XSD.dateTime, datetime.datetime(2021, 11, 30, 8, 5, 9)),
    ("2021-11-30T08:05:09.25Z", XSD.dateTime, datetime.datetime(2021, 11, 30, 8, 5, 9, 250000, datetime.timezone.utc)),
    ("2021-11-30T08:05:09-03:30", XSD.dateTimeStamp, datetime.datetime(
        2021, 11, 30, 8, 5, 9, tzinfo=datetime.timezone(-datetime.timedelta(hours=3, minutes=30)))),
])
def test_what_a_datatype_allows_is_a_python_value(text: str, kind: NamedNode, expected: object) -> None:
    found = value(Literal(text, datatype=kind))
    assert found == expected and type(found) is type(expected)


@pytest.mark.parametrize(("text", "kind"), [
    ("abc", XSD.integer), ("1_000", XSD.integer), ("１２", XSD.integer), ("²", XSD.integer), ("", XSD.integer), (" 1", XSD.integer),
    ("9" * 5000, XSD.integer), ("1e5", XSD.decimal), ("INF", XSD.decimal), ("NaN", XSD.decimal), ("inf", XSD.double), ("1_0", XSD.double),
    ("infinity", XSD.double), ("yes", XSD.boolean), ("2021-02-31", XSD.date), ("2021-13-01", XSD.date), ("0000-01-01", XSD.date),
    ("12021-01-01", XSD.date), ("2021-01-01Z", XSD.date), ("２０２１-01-01", XSD.date), ("2021-01-01T24:00:00", XSD.dateTime),
    ("2021-01-01T00:00:00+99:00", XSD.dateTime), ("2021-01-01T00:00:00.1234567", XSD.dateTime), ("2016", XSD.gYear), ("2016-03", XSD.gYearMonth),
    ("2018~", EDTF), ("P1Y", XSD.duration), ("x", NamedNode("http://example.org/own"))])
def test_everything_else_stays_the_text_that_it_is(text: str, kind: NamedNode) -> None:
    found = value(Literal(text, datatype=kind))
    assert found == text and type(found) is str


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.sampled_from([*READERS, EDTF.value]))
def test_no_text_of_any_datatype_is_an_error(text: str, kind: str) -> None:
    value(Literal(text, datatype=NamedNode(kind)))


def test_other_terms_are_strings() -> None:
    assert value(Literal("宜川县", language="zh")) == "宜川县" and value(None) is None
    iri = value(NamedNode("https://w3id.org/cooperation-kg/id/region/610630"))
    assert iri == "https://w3id.org/cooperation-kg/id/region/610630" and isinstance(iri, IRI) and iri.compact == "id:region/610630"
    assert value(BlankNode("b")) == "_:b" and not isinstance(value(BlankNode("b")), IRI)


@given(st.one_of(st.integers(), st.booleans(), st.text(st.characters(exclude_categories=["Cs"])), st.dates(), st.datetimes(),
                 st.decimals(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False)))
def test_a_value_given_to_a_query_comes_back(given_value: object) -> None:
    assert value(term(given_value)) == given_value


def test_what_is_no_value_is_refused(memory: Store) -> None:
    assert term(IRI("x:y")) == NamedNode("x:y")
    with pytest.raises(TypeError, match="no RDF term stands for"):
        memory.query("ASK { ?s ?p ?o }", {"o": [1]})
    with pytest.raises(QueryError, match="cannot stand for"):
        memory.query("ASK { ?s ?p ?o }", {"s": IRI("no IRI")})


# SELECT --------------------------------------------------------------------------------------------------------------

def test_rows_are_read_by_name_place_and_key(filled: Store) -> None:
    answer = select(filled, PEOPLE)
    assert answer.columns == ("who", "name") and len(answer) == 2
    first = answer[0]
    who, name = first
    assert first.name == first[1] == first["name"] == name == "乙二凡" and isinstance(who, IRI)
    assert answer[-1].name == "甲一鸣" and [row.name for row in answer] == answer.column("name") == ["乙二凡", "甲一鸣"]
    assert answer.records()[1]["name"] == "甲一鸣" and first._asdict() == {"who": who, "name": name}
    assert repr(first) == f"Row(who={who!r}, name='乙二凡')" and pickle.loads(pickle.dumps(first)) == first
    with pytest.raises(KeyError, match="no column 'age'; it has who, name"):
        first["age"]
    with pytest.raises(KeyError, match="no column 'age'"):
        answer.column("age")
    with pytest.raises(IndexError, match="2 rows"):
        answer[2]


def test_any_variable_may_be_a_column(memory: Store) -> None:
    row = select(memory, "SELECT ?count ?index ?1st ?县 ?class ?_fields { VALUES (?count ?index ?1st ?县 ?class ?_fields) { (1 2 3 4 5 6) } }")[0]
    assert (row.count, row.index, row["1st"], row.县, row["class"], row["_fields"]) == (1, 2, 3, 4, 5, 6)
    assert list(row._asdict().values()) == [1, 2, 3, 4, 5, 6]


def test_what_is_unbound_is_none_and_terms_are_at_hand(memory: Store) -> None:
    answer = select(memory, "SELECT ?a ?b { VALUES (?a ?b) { ('县'@zh UNDEF) } }")
    assert list(answer) == [("县", None)] and list(answer.terms()) == [(Literal("县", language="zh"), None)]


def test_an_answer_is_read_as_it_is_asked_for_and_kept(memory: Store) -> None:
    answer = numbers(memory, 3000)
    assert answer and answer[4].n == 4 and [row.n for row in answer[1:4]] == [1, 2, 3] and len(answer._read) < 3000
    assert [row.n for row in numbers(memory, 5)[-2:]] == [3, 4] and [row.n for row in numbers(memory, 5)[::-2]] == [4, 2, 0]
    one, other = iter(answer), iter(answer)
    assert [next(one).n for _ in range(700)] == list(range(700)) and next(other).n == 0
    assert [row.n for row in answer] == list(range(3000))
    assert [next(one).n, len(list(other)), len(answer)] == [700, 2999, 3000]


def test_an_answer_can_be_none(memory: Store) -> None:
    answer = select(memory, PEOPLE)
    assert not answer and len(answer) == 0 and list(answer) == [] and answer.records() == []
    assert answer.to_pandas().columns.tolist() == ["who", "name"]


@pytest.mark.parametrize("before", [0, 1, 700])
def test_serializing_loses_nothing(memory: Store, before: int) -> None:
    answer = numbers(memory, 700)
    for _ in range(before):
        next(iter(answer))
    assert len(list(csv.reader(io.StringIO(answer.serialize("csv"))))) == 701
    first = json.loads(answer.serialize("json"))["results"]["bindings"][0]
    assert first == {"n": {"type": "literal", "value": "0", "datatype": XSD.integer.value}}
    assert answer.serialize("tsv").startswith("?n\n0\n1\n") and answer.serialize("xml").startswith("<?xml")
    assert [row.n for row in answer] == list(range(700))
    with pytest.raises(QueryError, match="format 'ods' is not known here; choose one of json"):
        answer.serialize("ods")


def test_serializing_keeps_every_term(memory: Store) -> None:
    query = ("SELECT ?a { VALUES ?a { '05'^^xsd:integer 'abc'^^xsd:integer 'a\\tb\\n\\\"\\\\'@zh-CN '' <x:县> 1e0 '1.'^^xsd:decimal "
             "'1'^^xsd:boolean 'INF'^^xsd:double } }")
    expected = [row[0] for row in select(memory, query).terms()]
    for begin in (0, 1):
        answer = select(memory, query)
        assert begin == 0 or answer[0].a == 5
        answer.serialize("csv")
        assert [row[0] for row in answer.terms()] == expected


def test_to_pandas_keeps_whole_numbers_whole(memory: Store) -> None:
    frame = select(memory, "SELECT ?n ?m ?d { VALUES (?n ?m ?d) { (1 UNDEF '2021-02-03'^^xsd:date) (2 7 '2021-02-31'^^xsd:date) } }").to_pandas()
    assert [str(kind) for kind in frame.dtypes] == ["int64", "Int64", "object"]
    assert frame["m"].sum() == 7 and frame["d"].tolist() == [datetime.date(2021, 2, 3), "2021-02-31"]


def test_without_pandas_it_is_told_how_to_get_it(memory: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ExtraError, match=r"pip install 'cooperation-kg\[pandas\]'"):
        numbers(memory, 1).to_pandas()


def test_a_notebook_shows_the_first_rows_and_nothing_that_runs(memory: Store) -> None:
    shown = numbers(memory, 3000)._repr_html_()
    assert shown.count("<tr>") == 21 and "<p>The first 20 rows; there are more.</p>" in shown
    answer = select(memory, "SELECT ?x { VALUES ?x { '<script>alert(1)</script>' coop:Region UNDEF } }")
    assert "<script" not in answer._repr_html_() and "<td>coop:Region</td>" in answer._repr_html_() and "<p>3 rows.</p>" in answer._repr_html_()
    assert repr(answer) == "<Solutions: x>"


def test_a_query_that_fails_on_the_way_says_so(filled: Store) -> None:
    answer = select(filled, PEOPLE)
    answer._rest = iter_failing()
    with pytest.raises(QueryError, match="cannot be evaluated: the disk is gone"):
        list(answer)


def iter_failing() -> Any:
    yield from ()
    raise OSError("the disk is gone")


# ASK, CONSTRUCT, DESCRIBE --------------------------------------------------------------------------------------------

def test_ask_is_true_or_false(filled: Store) -> None:
    assert filled.query("ASK { ?s a coop:Tenure }") is True and filled.query("ASK { ?s a coop:Nothing }") is False


LABELS = "CONSTRUCT { ?who foaf:name ?name ; foaf:knows ?who ; rdfs:comment 1, 2 } WHERE { ?who a foaf:Person ; foaf:name ?name }"


def test_a_graph_is_triples(filled: Store) -> None:
    found = graph(filled, LABELS)
    assert len(found) == len(list(found)) == 8 and {triple.predicate for triple in found} == {
        FOAF.name, FOAF.knows, RDFS.comment}
    assert "foaf:name " in found.serialize() and found.serialize("ntriples").count("\n") == 8
    assert len(json.loads(found.serialize("jsonld"))) == 2
    with pytest.raises(QueryError, match="choose one of turtle, ntriples, jsonld, rdfxml"):
        found.serialize("nquads")
    assert repr(found) == "<Triples>" and "<td>foaf:name</td>" in found._repr_html_() and "<p>8 triples.</p>" in found._repr_html_()


def test_a_graph_becomes_rdflibs(filled: Store) -> None:
    found = graph(filled, LABELS).to_rdflib()
    assert len(found) == 8 and {str(name) for name in found.objects(predicate=rdflib.FOAF.name)} == {"甲一鸣", "乙二凡"}


def test_a_graph_becomes_networkx(filled: Store) -> None:
    found = graph(filled, LABELS).to_networkx()
    who = next(node for node in found if node.endswith("甲一鸣"))
    assert found.nodes[who]["foaf:name"] == "甲一鸣" and sorted(found.nodes[who]["rdfs:comment"]) == [1, 2]
    assert list(found.edges(who, keys=True, data="predicate")) == [(who, who, "foaf:knows", FOAF.knows.value)]


def test_asking_imports_none_of_the_libraries_that_answers_turn_into() -> None:
    code = ("import sys, kg; store = kg.open(':memory:'); list(store.query('SELECT * { ?s ?p ?o }')); bool(store.query('ASK {}'));"
            "list(store.query('DESCRIBE <x:y>')); print(*{'pandas', 'networkx', 'rdflib', 'numpy'} & set(sys.modules))")
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
