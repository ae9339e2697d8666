"""`kg query --bind` gives values to variables, and `--allow-service` lets a query ask elsewhere; nothing becomes part of the query's text."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest
from endpoint import serving

import kg as package
from kg.cli.bindings import bindings
from kg.terms import BASE, RDFS, XSD, Literal, NamedNode

from .conftest import kg


@pytest.mark.parametrize(("value", "term"), [
    ("新吴区", Literal("新吴区")), ("2021-05-01", Literal("2021-05-01")), ("610630", Literal("610630")), ("", Literal("")), ("a=b", Literal("a=b")),
    ('" } #', Literal('" } #')), ("<https://example.org/县>", NamedNode("https://example.org/县")), ("coop:Region", NamedNode("https://w3id.org/cooperation-kg/ontology#Region")),
    ("id:region/610630", NamedNode(BASE + "region/610630")), ("https://example.org/", Literal("https://example.org/")), ("注:此处", Literal("注:此处")),
    ('"宜川县"@zh', Literal("宜川县", language="zh")), ('"5"^^xsd:integer', Literal("5", datatype=XSD.integer)), ('"@"', Literal("@")),
    ('"a"b"^^<http://example.org/d>', Literal('a"b', datatype=NamedNode("http://example.org/d"))), ('""', Literal("")),
    ("@宜川", NamedNode(BASE + "region/610630"))])
def test_a_value_is_text_unless_it_is_written_otherwise(loaded: Path, value: str, term: object) -> None:
    with package.open(loaded, read_only=True) as store:
        assert bindings(store, [f"who={value}"]) == bindings(store, [f"?who={value}"]) == {"who": term}


@pytest.mark.parametrize(("given", "message"), [
    (["who"], "write NAME=VALUE"), (["=x"], "write NAME=VALUE"), (["a b=x"], "write NAME=VALUE"), (["a=1", "?a=2"], "gives ?a two values"),
    (["a=<no iri>"], "--bind 'a=<no iri>'"), (['a="x"@no-language-tag-of-that-length'], "--bind"), (["a=@无人知晓"], "nothing is known by the name")])
def test_a_wrong_binding_is_told(here: Path, given: list[str], message: str) -> None:
    result = kg("query", "SELECT ?a { ?a ?b ?c }", *(word for one in given for word in ("--bind", one)))
    assert result.exit_code == 2 - ("@无" in given[0]) and message in result.output


def test_bindings_narrow_named_queries(here: Path) -> None:
    for value, expected in (("新吴区", ["6558000"]), ("宜川县", [])):
        result = kg("query", "funding", "--bind", f"payer={value}", "--format", "json")
        assert [row["amount"]["value"] for row in json.loads(result.stdout)["results"]["bindings"]] == expected
    result = kg("query", "partnerships-on-day", "--bind", "on=2010-01-01", "--format", "csv")
    assert "新吴区" not in result.stdout and "新吴区" in kg("query", "partnerships-on-day", "--bind", "on=2021-11-30", "--format", "csv").stdout


def test_a_binding_of_no_column_is_told(here: Path) -> None:
    result = kg("query", "funding", "--bind", "giver=新吴区")
    assert result.exit_code == 1 and "the query has no ?giver to give a value to" in result.output


def test_a_service_needs_to_be_allowed(here: Path) -> None:
    with serving() as endpoint:
        endpoint.data.add(pyoxigraph.Quad(NamedNode(BASE + "region/610630"), RDFS.comment, Literal("黄河边")))
        query = f"SELECT ?name ?note {{ ?who coop:code '610630' ; rdfs:label ?name . SERVICE <http://{endpoint.place}/sparql> {{ ?who rdfs:comment ?note }} }}"
        result = kg("query", query)
        assert result.exit_code == 1 and "line 1, column 67: SERVICE is refused unless its host is allowed: --allow-service HOST" in result.output
        result = kg("query", query, "--allow-service", "example.org")
        assert result.exit_code == 1 and f"allow it with --allow-service {endpoint.place}" in result.output and not endpoint.asked
        result = kg("query", query, "--allow-service", "example.org", "--allow-service", endpoint.place, "--format", "csv")
        assert result.exit_code == 0 and result.stdout.splitlines()[1:] == ["宜川县,黄河边"] and len(endpoint.asked) == 1
