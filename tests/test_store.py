"""The contract of the store: every test runs in memory and on disk where it can."""

from __future__ import annotations

import dataclasses
import io
import json
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

import kg.store
from kg import lookup, model
from kg.errors import InvalidGraph, QueryError, SourceConflict, StoreError, StoreLocked, UnknownName
from kg.store import Change, Store
from kg.terms import BASE, COOP, RDFS

NODE = NamedNode(f"{BASE}source/{samples.NAME}")
EXAMPLE = "http://example.org/"
TESTS = Path(__file__).parent


def quad(subject: str, value: str, graph: str = "g") -> Quad:
    return Quad(NamedNode(EXAMPLE + subject), RDFS.label, Literal(value), NamedNode(EXAMPLE + graph))


# Sources -------------------------------------------------------------------------------------------------------------

def test_a_source_is_a_graph_of_exactly_its_facts(filled: Store) -> None:
    expected = model.canonical(model.quads(samples.FACTS, samples.SOURCE))
    assert filled.canonical(samples.NAME) == filled.canonical() == expected
    assert {quad.graph_name for quad in filled.quads()} == {NODE}
    assert len(filled) == expected.count("\n") > 100


def test_facts_survive_the_way_through_the_store(filled: Store) -> None:
    nodes = model.read(filled.quads(graph=NODE))
    assert {node.key: node for node in nodes} == {node.key: node for node in (samples.SOURCE, *samples.FACTS)}


def test_loading_the_same_again_changes_nothing(filled: Store) -> None:
    before = filled.canonical()
    assert filled.replace(samples.SOURCE, samples.FACTS, samples.TEXT) == Change(0, 0, True)
    assert filled.canonical() == before


def test_an_edit_changes_only_what_differs(filled: Store) -> None:
    change = filled.replace(samples.SOURCE, samples.FACTS[:-1], samples.TEXT)
    assert change.added == 0 < change.removed < 40 and not change.unchanged
    assert filled.canonical() == _alone(samples.FACTS[:-1])
    title = dataclasses.replace(samples.SOURCE, title="另一标题")
    assert filled.replace(title, samples.FACTS[:-1], samples.TEXT) == Change(1, 1, False)
    assert filled.sources()[0].title == "另一标题"


def _alone(facts: tuple[model.Fact, ...]) -> str:
    with kg.store.open() as fresh:
        fresh.replace(samples.SOURCE, facts)
        return fresh.canonical()


def test_spelling_of_numbers_is_no_difference(store: Store) -> None:
    """Oxigraph keeps the value of a number, so 1.50 comes back as 1.5 (and must not look like an edit)."""
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    quads = [Quad(NODE, RDFS.label, Literal("1.50", datatype=decimal)),
             Quad(NODE, RDFS.label, Triple(NODE, NODE, Literal("07", datatype=decimal)))]
    assert store.replace_quads("n", quads) == Change(2, 0, False)
    assert store.replace_quads("n", quads) == Change(0, 0, True)
    assert '"1.5"' in store.canonical("n")


def test_removing_leaves_no_residue(store: Store) -> None:
    store.replace(dataclasses.replace(samples.SOURCE, name="other.txt"), samples.FACTS[:2], "甲")
    graph, register = store.canonical(), _register(store)
    store.replace(samples.SOURCE, samples.FACTS, samples.TEXT, location="/a/visit.txt")
    store.also(samples.NAME, "copy.txt", "/b/copy.txt")
    assert _register(store) != register
    assert store.remove(samples.NAME) == len(set(model.quads(samples.FACTS, samples.SOURCE)))
    assert store.canonical() == graph and _register(store) == register
    assert [str(name) for name in store._graph.named_graphs()] == [f"<{BASE}source/other.txt>"]
    with pytest.raises(UnknownName):
        store.text(samples.NAME)


def _register(store: Store) -> list[str]:
    """All rows of the register, and the words of its index in the place of the files that FTS5 keeps them in."""
    db = store._register._db
    rows = [line for line in db.iterdump() if "_words_" not in line]
    for table in ("name_words", "title_words", "passage_words"):
        db.execute(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, {table}, instance)")
        rows += map(str, db.execute("SELECT * FROM temp.terms ORDER BY term, doc, col, offset"))
        db.execute("DROP TABLE temp.terms")
    return rows


def test_a_removed_text_is_wiped_from_the_disk(tmp_path: Path) -> None:
    with kg.store.open(tmp_path / "s") as store:
        store.replace(dataclasses.replace(samples.SOURCE, name="other.txt"), samples.FACTS[:2], "甲")
        store.replace(samples.SOURCE, samples.FACTS, "机密的一句话" * 50)
        assert lookup.search(store, "机密")[0].source == NODE.value
        store.remove(samples.NAME)
    kept = (tmp_path / "s" / "sources.sqlite").read_bytes()
    assert "机密的一句话".encode() not in kept and "机密".encode() not in kept and "密的".encode() not in kept


def test_a_fact_of_two_sources_survives_the_removal_of_one(filled: Store) -> None:
    second = dataclasses.replace(samples.SOURCE, name="second.txt")
    filled.replace(second, samples.facts(second), samples.TEXT)
    filled.remove(samples.NAME)
    assert bool(filled.query("ASK { ?p a coop:Partnership }"))
    assert {quad.graph_name.value for quad in filled.quads()} == {BASE + second.key}


def test_what_is_known_of_a_source(filled: Store) -> None:
    (info,) = filled.sources()
    assert info[:5] == (samples.NAME, NODE.value, samples.SOURCE.title, "清河镇简报", "2022-05-18")
    assert info.quads == len(filled) and info.sha256 == samples.SHA256
    assert info.location == "/documents/visit.txt" and info.loaded.endswith("+00:00") and info.extractor == "kg-test"
    assert filled.source(samples.NAME) == filled.find(samples.SHA256) == filled.located(info.location) == info
    assert filled.find("00") is filled.located("/nowhere") is None
    assert info.loaded[:10] not in filled.canonical()


def test_the_text_is_the_one_that_offsets_refer_to(filled: Store) -> None:
    text = filled.text(samples.NAME)
    assert text == samples.TEXT
    rows = list(filled.rows("SELECT ?q ?s ?e { ?x oa:exact ?q ; oa:start ?s ; oa:end ?e }"))
    assert len(rows) == 8 and all(text[int(s or 0):int(e or 0)] == quote for quote, s, e in rows)


def test_a_source_without_text(store: Store) -> None:
    store.replace(samples.SOURCE, samples.FACTS)
    with pytest.raises(StoreError, match="the store has no text of visit.txt"):
        store.text(samples.NAME)
    store.replace(samples.SOURCE, samples.FACTS, samples.TEXT)
    assert store.text(samples.NAME) == samples.TEXT
    store.replace(samples.SOURCE, samples.FACTS)
    with pytest.raises(StoreError, match="no text"):
        store.text(samples.NAME)


def test_a_text_without_known_bytes_is_its_own_version(store: Store) -> None:
    source = dataclasses.replace(samples.SOURCE, sha256="")
    store.replace(source, samples.FACTS, samples.TEXT)
    assert store.sources()[0].sha256 == samples.SHA256 and store.text(samples.NAME) == samples.TEXT


def test_unknown_names_come_with_the_nearest(filled: Store) -> None:
    for call in (filled.text, filled.remove, filled.canonical, filled.source):
        with pytest.raises(UnknownName, match=r"no source bears the name 'vist.txt'. Did you mean: visit.txt\?"):
            call("vist.txt")
    with pytest.raises(UnknownName, match="`kg source list` shows all"):
        filled.text("完全不同")


def test_a_name_taken_from_elsewhere_is_a_conflict(filled: Store) -> None:
    before, changed = filled.canonical(), dataclasses.replace(samples.SOURCE, sha256="ff", title="别的")
    with pytest.raises(SourceConflict, match=r"/elsewhere/visit.txt: the name 'visit.txt' is taken by other content "
                                             r"from /documents/visit.txt.*--as NAME.*kg source remove visit.txt"):
        filled.replace(changed, samples.FACTS, "别的", location="/elsewhere/visit.txt")
    assert filled.canonical() == before and filled.text(samples.NAME) == samples.TEXT
    filled.replace(changed, samples.FACTS, "别的", location="/documents/visit.txt")
    assert filled.text(samples.NAME) == "别的"


def test_the_same_bytes_elsewhere_are_a_second_place(filled: Store) -> None:
    assert filled.replace(samples.SOURCE, samples.FACTS, samples.TEXT, location="/b/visit.txt").unchanged
    filled.also(samples.NAME, "copies/visit.txt", "/copies/visit.txt")
    (info,) = filled.sources()
    assert info.location == "/documents/visit.txt" and info.also == ("/copies/visit.txt",)
    with pytest.raises(UnknownName, match="Did you mean: visit.txt"):
        filled.source("copies/visit.txt")
    filled.replace(dataclasses.replace(samples.SOURCE, sha256="new"), samples.FACTS, "新")
    assert filled.sources()[0].also == ()


def test_names_that_differ_only_in_unicode_form_are_one_source(store: Store) -> None:
    for name in ("caf\u00e9.txt", "cafe\u0301.txt"):
        store.replace(dataclasses.replace(samples.SOURCE, name=name), samples.FACTS[:1])
    assert len(store.sources()) == 1


def test_blank_nodes_are_refused(store: Store) -> None:
    node = pyoxigraph.BlankNode("x")
    for term in (node, Triple(node, RDFS.label, Literal("x"))):
        with pytest.raises(InvalidGraph, match="give the node an IRI"):
            store.replace_quads("x", [Quad(NODE, RDFS.label, term)])


def test_quads_of_any_graph_land_in_the_source(store: Store) -> None:
    assert store.replace_quads("a.nq", [quad("s", "1", "g"), quad("s", "2", "h")], title="T").added == 2
    assert {found.graph_name.value for found in store.quads()} == {f"{BASE}source/a.nq"}
    assert store.sources()[0].title == "T"


def test_other_graphs_are_replaced_whole(filled: Store) -> None:
    before, graph = filled.canonical(samples.NAME), f"{BASE}graph/derived"
    assert filled.replace_graph(graph, [quad("s", "1"), quad("s", "2")]) == Change(2, 0, False)
    assert filled.replace_graph(graph, [quad("s", "2"), quad("s", "3")]) == Change(1, 1, False)
    assert list(filled.rows(f"SELECT ?l {{ <{EXAMPLE}s> rdfs:label ?l }} ORDER BY ?l")) == [("2",), ("3",)]
    assert len(filled.sources()) == 1
    assert filled.replace_graph(graph, []).removed == 2
    assert filled.canonical() == filled.canonical(samples.NAME) == before
    with pytest.raises(StoreError, match="is a source"):
        filled.replace_graph(NODE.value, [])


hostile = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["\\u0041", "\\", '"}}; DROP ALL #', "\u0000\u0007\x1b[31m", "\r\n\u2028", "'''", "<script>", "\ufeff\uffff"])


@given(st.lists(hostile, min_size=1, max_size=5), st.lists(hostile, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_text_comes_back_as_it_was(first: list[str], second: list[str]) -> None:
    with kg.store.open() as store:
        for values in (first, second):
            quads = [Quad(NODE, RDFS.label, literal, NODE) for value in values
                     for literal in (Literal(value), Literal(value, language="zh"))]
            store.replace_quads(samples.NAME, quads)
            assert set(store.quads()) == set(quads)
            assert len(store.canonical().splitlines()) >= len(set(quads))


# Queries -------------------------------------------------------------------------------------------------------------

def test_the_default_graph_is_the_union(filled: Store) -> None:
    asked = "SELECT ?n ?g { ?p a foaf:Person ; foaf:name ?n GRAPH ?g { ?p foaf:name ?n } } ORDER BY ?n"
    assert list(filled.rows(asked)) == [("乙二凡", NODE.value), ("甲一鸣", NODE.value)]
    assert bool(filled.query("ASK { ?s a coop:Tenure }"))
    assert len(list(filled.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s a coop:Tenure ; ?p ?o }"))) > 5
    assert list(filled.rows("SELECT ?x { VALUES ?y { 1 } OPTIONAL { ?x a <http://example.org/none> } }")) == [(None,)]


def test_values_may_be_given_for_variables(filled: Store) -> None:
    name = Literal('甲一鸣', language="zh")
    (row,) = filled.rows("SELECT ?p ?n { ?p foaf:name ?n }", {"n": name})
    assert row == (f"{BASE}person/990101/甲一鸣", "甲一鸣")
    assert not list(filled.rows("SELECT ?p ?n { ?p foaf:name ?n }", {"n": Literal('" } #')}))
    with pytest.raises(QueryError, match=r"the query has no \?n to give a value to"):
        filled.query("SELECT ?p { ?p foaf:name ?n }", {"n": name})


def test_prefixes_are_known_and_can_be_overridden(filled: Store) -> None:
    assert list(filled.rows("SELECT (COUNT(?x) AS ?n) { ?x a coop:Event }")) == [("0",)]
    assert list(filled.rows("PREFIX coop: <https://schema.org/> SELECT (COUNT(?x) AS ?n) { ?x a coop:Event }")) == [("1",)]
    assert bool(filled.query("ASK { id:region\\/990101 rdfs:label ?x }"))


@pytest.mark.parametrize(("query", "line", "column", "message"), [
    ("SELECT ?s WHERE { ?s ?p }", 1, 19, r"the query cannot be understood at '\?s \?p \}'"),
    ("SELECT *\nWHERE {\n  ?s foo:p ?o\n}", 3, 6, "Prefix not found at 'foo:p"),
    ("SELECT ?s WHERE { ?s rdfs:label '中文' ; ; . foo }", 1, 44, "cannot be understood at 'foo"),
    ("SELEC ?s { ?s ?p ?o }", 1, 1, "cannot be understood at 'SELEC"),
    ("SELECT ?s WHERE { ?s ?p ?o", 1, 27, "at its end, where something is missing"),
    ("", 1, 1, "the query is empty"),
    ("  # only a note\n", 2, 1, "at its end"),
    ("INSERT DATA { <a:b> <a:c> 1 }", 1, 1, "this is an update, and only queries"),
    ("PREFIX x: <http://x/>\n# note\nDELETE WHERE { ?s ?p ?o }", 3, 1, "this is an update"),
    ("LOAD <http://127.0.0.1/x.ttl>", 1, 1, "this is an update"),
    ("SELECT ?z WHERE { ?s ?p ?o } GROUP BY ?s", 1, 39, "The SELECT contains a variable that is unbound"),
])
def test_a_wrong_query_says_where(filled: Store, query: str, line: int, column: int, message: str) -> None:
    before = len(filled)
    with pytest.raises(QueryError, match=message) as caught:
        filled.query(query)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value).startswith(f"line {line}, column {column}: ") and len(filled) == before


def test_rows_are_for_select(filled: Store) -> None:
    with pytest.raises(QueryError, match="only a SELECT query has rows"):
        list(filled.rows("ASK {}"))
    with pytest.raises(QueryError):
        filled.query("SELECT ?x { ?x ?y '\ud800' }")


@pytest.mark.parametrize("query", [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "ASK { { ?s ?p ?o } UNION { SERVICE ?where { ?s ?p ?o } } }",
    "SELECT * { FILTER(1<2)SERVICE#>\n<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    "SELECT * { BIND('service' AS ?service) SeRvIcE<http://127.0.0.1:1/>{} }",
    "PREFIX service: <http://127.0.0.1:1/> SELECT * { ?s ?p 'a' SERVICE service:x { ?s ?p ?o } }",
])
def test_service_is_refused(filled: Store, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused") as caught:
        filled.query(query)
    line, column = caught.value.line or 0, caught.value.column or 0
    assert query.split("\n")[line - 1][column - 1:].lower().startswith("service")


@pytest.mark.parametrize("query", [
    "SELECT ('SERVICE <http://x/> {' AS ?service) {} # SERVICE <http://x/> { }",
    "PREFIX service: <http://service/> ASK { service:service service:SERVICE '''SERVICE''' }",
    "SELECT ?aervice ?service { VALUES (?aervice ?service) { ('a'@x-service \"\"\"service\"\"\") } }",
    "ASK { <http://x/service#SERVICE> ?p ?o FILTER(?o < 3) }",
])
def test_the_mere_word_service_is_no_offence(filled: Store, query: str) -> None:
    filled.query(query)


def test_other_errors_beside_the_word_service_are_reported_as_such(filled: Store) -> None:
    with pytest.raises(QueryError, match=r"line 1, column 34: the query cannot be understood at 'nonsense \?service"):
        filled.query("SELECT ?service { ?service ?p ?o nonsense ?service }")


# Exports -------------------------------------------------------------------------------------------------------------

@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own parsers use what rdflib deprecates
@pytest.mark.parametrize(("name", "parser"), [("nquads", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")])
def test_formats_with_graphs_hold_everything(filled: Store, name: str, parser: str) -> None:
    output = io.BytesIO()
    filled.dump(output, name)
    read = {Quad(q.subject, q.predicate, q.object, q.graph_name) for q in pyoxigraph.parse(
        output.getvalue(), format={"nquads": pyoxigraph.RdfFormat.N_QUADS, "trig": pyoxigraph.RdfFormat.TRIG,
                                   "jsonld": pyoxigraph.RdfFormat.JSON_LD}[name])}
    assert read == set(filled.quads())
    other = rdflib.Dataset(default_union=True)
    other.parse(data=output.getvalue().decode(), format=parser)
    assert len(other) == len(filled)


@pytest.mark.parametrize(("name", "parser"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")])
def test_formats_without_graphs_hold_the_union(filled: Store, name: str, parser: str) -> None:
    output = io.BytesIO()
    filled.dump(output, name)
    assert len(rdflib.Graph().parse(data=output.getvalue().decode(), format=parser)) == len(filled)


def test_equal_graphs_give_equal_bytes(tmp_path: Path) -> None:
    written = []
    for order in (samples.FACTS, samples.FACTS[::-1]):
        with kg.store.open() as store:
            store.replace(samples.SOURCE, order)
            output = {name: io.BytesIO() for name in ("turtle", "trig", "jsonld", "nquads", "ntriples", "rdfxml")}
            for name, stream in output.items():
                store.dump(stream, name)
            written.append({name: stream.getvalue() for name, stream in output.items()})
            assert output["nquads"].getvalue().decode() == store.canonical()
    assert written[0] == written[1]
    document = json.loads(written[0]["jsonld"])
    assert document["@context"]["coop"] == str(COOP) and document["@id"].endswith(samples.SOURCE.key)


def test_an_unknown_format(filled: Store) -> None:
    with pytest.raises(StoreError, match="format 'csv' is not known; choose one of turtle"):
        filled.dump(io.BytesIO(), "csv")


def test_as_an_rdflib_dataset(filled: Store) -> None:
    dataset = filled.dataset()
    assert len(dataset) == len(filled)
    assert len(list(dataset.query("SELECT ?s { ?s a <https://schema.org/Event> }"))) == 1


# On disk -------------------------------------------------------------------------------------------------------------

def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    with kg.store.open(tmp_path / "s") as store:
        store.replace(samples.SOURCE, samples.FACTS, samples.TEXT)
        before = store.canonical(), store.sources()
        assert (tmp_path / "s" / "writer.json").exists()
    assert not (tmp_path / "s" / "writer.json").exists()
    for read_only in (True, False):
        with kg.store.open(tmp_path / "s", read_only=read_only) as store:
            assert (store.canonical(), store.sources()) == before and store.text(samples.NAME) == samples.TEXT
            assert len(store.dataset()) == len(store)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    for call in (lambda: len(store), store.sources, lambda: store.query("ASK {}")):
        with pytest.raises(StoreError, match="the store is closed"):
            call()


def test_read_only_refuses_to_write(tmp_path: Path) -> None:
    kg.store.open(tmp_path / "s").close()
    with kg.store.open(tmp_path / "s", read_only=True) as store:
        for call in (lambda: store.replace(samples.SOURCE, samples.FACTS), lambda: store.remove("x"),
                     lambda: store.replace_quads("x", []), lambda: store.replace_graph("http://x/", []),
                     lambda: store.also("x", "y", "z")):
            with pytest.raises(StoreError, match="open for reading only"):
                call()


def test_opening_to_read_touches_no_register(tmp_path: Path) -> None:
    with kg.store.open(tmp_path / "s") as store:
        store.replace(samples.SOURCE, samples.FACTS, samples.TEXT)
    (tmp_path / "s" / "sources.sqlite").unlink()
    with kg.store.open(tmp_path / "s", read_only=True) as store:
        assert len(store) > 100
        with pytest.raises(StoreError, match="sources.sqlite is missing.*load them again"):
            store.sources()


def test_a_missing_store_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store at .*/none; `kg load FILES` makes one"):
        kg.store.open(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()
    with pytest.raises(StoreError, match="is not a store of kg .*`kg load FILES` makes one"):
        kg.store.open(tmp_path, read_only=True)
    assert not list(tmp_path.iterdir())


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.doc").write_text("x")
    with pytest.raises(StoreError, match="a folder with other files in it, not a store"):
        kg.store.open(tmp_path)
    with pytest.raises(StoreError, match="letter.doc is a file, and a store is a folder"):
        kg.store.open(tmp_path / "letter.doc")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.doc"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A path below a regular file: refused for every user, even root."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="file/store cannot be made or read: Not a directory; choose another path"):
        kg.store.open(tmp_path / "file" / "store")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """The kernel's own refusal, for root as well: nothing can be made in /proc."""
    if not Path("/proc/self").exists():
        pytest.skip("this system has no /proc")
    with pytest.raises(StoreError, match=r"/proc/kg-store cannot be made or read: .*; choose another path"):
        kg.store.open("/proc/kg-store")
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "writer.json.new").mkdir()
    with pytest.raises(StoreError, match="cannot be written: Is a directory"):
        kg.store.open(tmp_path / "s")


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("victim", ["CURRENT", "MANIFEST"])
def test_a_damaged_store_says_so(tmp_path: Path, read_only: bool, victim: str) -> None:
    with kg.store.open(tmp_path / "s") as store:
        store.replace(samples.SOURCE, samples.FACTS)
    for path in (tmp_path / "s" / "graph").glob(f"{victim}*"):
        path.write_bytes(b"nonsense")
    with pytest.raises(StoreError, match="is damaged: .*load the documents again"):
        kg.store.open(tmp_path / "s", read_only=read_only)


def test_a_damaged_register_says_so(tmp_path: Path) -> None:
    kg.store.open(tmp_path / "s").close()
    (tmp_path / "s" / "sources.sqlite").write_bytes(b"nonsense" * 1000)
    with kg.store.open(tmp_path / "s") as store, pytest.raises(StoreError, match="register of sources .* fails"):
        store.sources()


# Several processes ---------------------------------------------------------------------------------------------------

def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    """A second process that has the samples at hand."""
    head = f"import os, signal, sys, time\nsys.path.insert(0, {str(TESTS)!r})\nimport kg.store, samples, dataclasses\n"
    return subprocess.Popen([sys.executable, "-c", head + textwrap.dedent(script), *map(str, arguments)],
                            stdout=subprocess.PIPE, text=True, cwd=TESTS.parent)


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    script = "store = kg.store.open(sys.argv[1]); store.replace(samples.SOURCE, samples.FACTS, samples.TEXT)\n" \
             "print('ready', flush=True); time.sleep(60)"
    with run(script, tmp_path / "s") as writer:
        assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
        with pytest.raises(StoreLocked, match=rf"is being written by process {writer.pid}: `-c .*` since \d{{4}}-.*"
                                              "; wait until it ends, or open the store read-only"):
            kg.store.open(tmp_path / "s")
        with kg.store.open(tmp_path / "s", read_only=True) as reader:  # readers are not kept out
            assert reader.text(samples.NAME) == samples.TEXT
        writer.kill()
    with kg.store.open(tmp_path / "s") as store:  # and the note of the dead keeps nobody out
        assert store.text(samples.NAME) == samples.TEXT


def test_the_same_process_is_told_that_it_writes_itself(tmp_path: Path) -> None:
    with kg.store.open(tmp_path / "s"), pytest.raises(StoreLocked, match="this very process"):
        kg.store.open(tmp_path / "s")


def test_a_stale_or_broken_note_blames_nobody(tmp_path: Path) -> None:
    script = "store = kg.store.open(sys.argv[1])\nprint('ready', flush=True); time.sleep(60)"
    with run(script, tmp_path / "s") as writer:
        assert writer.stdout is not None and writer.stdout.readline()
        for note in ("{", '{"pid": 4194304, "command": "x", "since": "y"}', "[]", '{"pid": -1, "command": "", "since": ""}'):
            (tmp_path / "s" / "writer.json").write_text(note)
            with pytest.raises(StoreLocked, match="written by another process"):
                kg.store.open(tmp_path / "s")
        (tmp_path / "s" / "writer.json").write_text(json.dumps({"pid": 1, "command": "\x1b[31m", "since": "now"}))
        with pytest.raises(StoreLocked) as caught:
            kg.store.open(tmp_path / "s")
        assert "process 1" in str(caught.value) and "\x1b" not in str(caught.value)
        writer.kill()


def test_a_reader_never_gets_the_text_of_another_version(tmp_path: Path) -> None:
    with kg.store.open(tmp_path / "s") as store:
        store.replace(samples.SOURCE, samples.FACTS, samples.TEXT)
        store._graph.flush()
        with kg.store.open(tmp_path / "s", read_only=True) as reader:
            store.replace(dataclasses.replace(samples.SOURCE, sha256="new"), samples.FACTS, "全新的文本")
            with pytest.raises(StoreError, match="anew since this store was opened"):
                reader.text(samples.NAME)


VERSIONS = """
def version(n):
    text = samples.TEXT + str(n)
    return dataclasses.replace(samples.SOURCE, sha256=f"{n:064}", title=f"第{n}版"), samples.FACTS[:4 + n % 4], text
"""


@pytest.mark.parametrize("step", ["begin", "swap", "settle"])
def test_a_crash_at_any_step_leaves_graph_and_text_in_agreement(tmp_path: Path, step: str) -> None:
    """The process kills itself right after the step; then the graph is the old or the new, and its text fits."""
    crash = """
        from kg.store import graphs, register
        store = kg.store.open(sys.argv[1])
        source, facts, text = version(1)
        store.replace(source, facts, text)
        owner = graphs if sys.argv[2] == "swap" else register.Register
        done = getattr(owner, sys.argv[2])
        def deadly(*values, **named):
            done(*values, **named)
            os.kill(os.getpid(), signal.SIGKILL)
        setattr(owner, sys.argv[2], deadly)
        store.replace(*version(2))
    """
    with run(VERSIONS + textwrap.dedent(crash), tmp_path / "s", step) as writer:
        assert writer.wait(60) == -signal.SIGKILL
    expected = 1 if step == "begin" else 2
    for read_only in (True, False):
        with kg.store.open(tmp_path / "s", read_only=read_only) as store:
            _agrees(store, expected)
    with kg.store.open(tmp_path / "s") as store:
        source, facts, text = _version(2)
        assert (store.find(source.sha256) is None) == (step != "settle")  # so that loading again finishes the work
        store.replace(source, facts, text)
        _agrees(store, 2)
        assert store.find(source.sha256) is not None
        assert store._register._all("SELECT COUNT(*) FROM text") == [(1,)]


def _version(n: int) -> tuple[model.Source, tuple[model.Fact, ...], str]:
    scope: dict[str, object] = {"samples": samples, "dataclasses": dataclasses}
    exec(VERSIONS, scope)
    made = scope["version"](n)  # type: ignore[operator]
    return made  # type: ignore[no-any-return]


def _agrees(store: Store, n: int) -> None:
    source, facts, text = _version(n)
    with kg.store.open() as fresh:
        fresh.replace(source, facts)
        assert store.canonical() == fresh.canonical()
    assert store.text(samples.NAME) == text
    assert [info.title for info in store.sources()] == [source.title]


@pytest.mark.parametrize("step", ["begin", "swap"])
def test_a_crash_while_removing(tmp_path: Path, step: str) -> None:
    crash = """
        from kg.store import graphs, register
        store = kg.store.open(sys.argv[1])
        store.replace(samples.SOURCE, samples.FACTS, samples.TEXT)
        owner = graphs if sys.argv[2] == "swap" else register.Register
        done = getattr(owner, sys.argv[2])
        def deadly(*values, **named):
            done(*values, **named)
            os.kill(os.getpid(), signal.SIGKILL)
        setattr(owner, sys.argv[2], deadly)
        store.remove(samples.NAME)
    """
    with run(crash, tmp_path / "s", step) as writer:
        assert writer.wait(60) == -signal.SIGKILL
    with kg.store.open(tmp_path / "s") as store:
        assert [info.name for info in store.sources()] == ([samples.NAME] if step == "begin" else [])
        assert bool(len(store)) == (step == "begin")
        if step == "begin":
            assert store.text(samples.NAME) == samples.TEXT and store.remove(samples.NAME) > 100


def test_killed_while_replacing_again_and_again(tmp_path: Path) -> None:
    """kill -9 at random moments of a loop of large replacements: always one whole version, with its text."""
    loop = """
        import itertools
        from pyoxigraph import Literal, NamedNode, Quad
        from kg.terms import COOP, RDFS
        node = NamedNode(f"{kg.store.store.BASE}source/big")
        def quads(n):
            yield Quad(node, COOP.sha256, Literal(str(n)))
            for i in range(3000 + n % 2):
                yield Quad(NamedNode(f"http://example.org/{i}"), RDFS.label, Literal(f"{n} {i}"))
        store = kg.store.open(sys.argv[1])
        for n in itertools.count(int(sys.argv[2])):
            store.replace_quads("big", quads(n), text=f"text {n}", sha256=str(n))
            if n == int(sys.argv[2]):
                print("ready", flush=True)
    """
    chance, seen = random.Random(7), set()
    for round_ in range(6):
        with run(loop, tmp_path / "s", 1000 * round_) as writer:
            assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.0, 0.4))
            writer.kill()
        with kg.store.open(tmp_path / "s") as store:
            values = {str(found.object.value).split()[0] for found in store.quads()}
            assert len(values) == 1, "two versions are mixed"
            (n,) = values
            seen.add(n)
            assert len(store) == 3001 + int(n) % 2
            assert store.text("big") == f"text {n}"
    assert len(seen) == 6


def test_readers_beside_a_busy_writer(tmp_path: Path) -> None:
    loop = """
        store = kg.store.open(sys.argv[1])
        for n in range(10_000):
            store.replace(dataclasses.replace(samples.SOURCE, title=str(n)), samples.FACTS, samples.TEXT)
            store._graph.flush()
            if n == 0:
                print("ready", flush=True)
    """
    with run(loop, tmp_path / "s") as writer:
        assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
        for _ in range(40):
            with kg.store.open(tmp_path / "s", read_only=True) as reader:
                assert len(list(reader.rows("SELECT ?p { ?p a foaf:Person }"))) == 2
        writer.kill()


def test_a_large_set_goes_in_as_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The graph is the same whichever way it was filled, also after the store was opened anew."""
    with kg.store.open(tmp_path / "few") as store:
        store.replace(samples.SOURCE, samples.FACTS)
        expected = store.canonical()
    monkeypatch.setattr(kg.store.graphs, "BULK", 1)
    with kg.store.open(tmp_path / "many") as store:
        store.replace(samples.SOURCE, samples.FACTS)
    with kg.store.open(tmp_path / "many") as store:
        assert store.canonical() == expected
        store.remove(samples.SOURCE.name)
        assert len(store) == 0
