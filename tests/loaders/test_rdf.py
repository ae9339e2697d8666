"""RDF files in every format, and what is wrong with broken ones."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
import samples
from pyoxigraph import BlankNode, NamedNode, Triple

import kg.store
from kg import loaders
from kg.errors import InputError
from kg.loaders import Loaded
from kg.terms import BASE

XML = '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.example/">' \
      '\n<rdf:Description rdf:about="http://e.example/s"><e:p>中</e:p></rdf:Description>\n</rdf:RDF>'
SAME = {
    ".ttl": "@prefix e: <http://e.example/> .\ne:s e:p '中' .",
    ".nt": '<http://e.example/s> <http://e.example/p> "中" .',
    ".nq": '<http://e.example/s> <http://e.example/p> "中" .',
    ".trig": "\ufeff@prefix e: <http://e.example/> .\ne:s e:p '中' .",
    ".jsonld": '{"@context": {"@vocab": "http://e.example/"}, "@id": "http://e.example/s", "p": "中"}',
    ".rdf": XML, ".owl": XML,
}


def read(tmp_path: Path, suffix: str, content: str | bytes, name: str = "data") -> Loaded:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return loaders.read(path, name)


@pytest.mark.parametrize("suffix", SAME)
def test_every_format_gives_the_same_quads(tmp_path: Path, suffix: str) -> None:
    loaded = read(tmp_path, suffix, SAME[suffix])
    assert [str(quad) for quad in loaded.quads or ()] == \
        [f'<http://e.example/s> <http://e.example/p> "中" <{BASE}source/data>']
    assert loaded.text is None and loaded.facts is None and loaded.source.name == "data"


def test_an_owl_file_in_turtle(tmp_path: Path) -> None:
    assert read(tmp_path, ".owl", SAME[".ttl"]).quads == read(tmp_path, ".ttl", SAME[".ttl"]).quads


def test_named_graphs_are_joined_and_said(tmp_path: Path) -> None:
    loaded = read(tmp_path, ".trig", "<a:g> { <a:s> <a:p> 1 } <a:h> { <a:s> <a:p> 2 } <a:s> <a:p> 3 .")
    assert {quad.graph_name for quad in loaded.quads or ()} == {NamedNode(f"{BASE}source/data")}
    assert len(loaded.quads or ()) == 3 and loaded.notes == ("2 named graphs joined into one source",)


def test_relative_addresses_are_below_the_source(tmp_path: Path) -> None:
    (quad,) = read(tmp_path, ".ttl", "<#x> <#p> <> .", "中/d.ttl").quads or ()
    assert quad.subject == NamedNode(f"{BASE}source/中/d.ttl#x") and quad.object == quad.graph_name


BLANK = "@prefix e: <http://e/> . e:s e:p [ e:q 1, [ e:r 2 ] ], (1 2), _:x . _:x e:p <<( _:x e:p _:y )>> ."


def test_blank_nodes_get_the_same_names_in_every_run(tmp_path: Path) -> None:
    quads = read(tmp_path, ".ttl", BLANK).quads or ()
    terms = [term for quad in quads for term in (quad.subject, quad.object)]
    assert not any(isinstance(term, BlankNode) for term in terms)
    assert sum(isinstance(term, Triple) and not isinstance(term.subject, BlankNode) for term in terms) == 1
    names = {term.value for term in terms if isinstance(term, NamedNode) and "/node/" in term.value}
    assert names == {f"{BASE}source/data/node/{number}" for number in range(1, 6)} and len(quads) == 11
    script = "import sys; from pathlib import Path; from kg import loaders\n" \
             "print(*loaders.read(Path(sys.argv[1]), 'data').quads, sep='\\n')"
    again = subprocess.run([sys.executable, "-c", script, tmp_path / "file.ttl"], capture_output=True, text=True, check=True)
    assert again.stdout.splitlines() == [str(quad) for quad in quads]
    assert read(tmp_path, ".ttl", BLANK).quads == quads != read(tmp_path, ".ttl", BLANK, "other").quads


def test_what_was_dumped_can_be_loaded(tmp_path: Path) -> None:
    for suffix, form in ((".nq", "nquads"), (".ttl", "turtle"), (".jsonld", "jsonld"), (".rdf", "rdfxml")):
        with kg.store.open() as store:
            store.replace(samples.SOURCE, samples.FACTS)
            output = io.BytesIO()
            store.dump(output, form)
            triples = {quad.triple for quad in store.quads()}
        assert {quad.triple for quad in read(tmp_path, suffix, output.getvalue()).quads or ()} == triples


@pytest.mark.parametrize(("suffix", "content", "line", "column", "message"), [
    (".ttl", "@prefix e: <http://e/> .\ne:s e:p [ e:q 1 ; .", 2, 19, "blank node property lists should end"),
    (".ttl", "<a:s> <a:p>\n  '中文 .", 2, 3, "Unexpected end of file"),
    (".ttl", b"<a:s> <a:p> '\xff' .", 1, 14, "Invalid UTF-8"),
    (".nt", "<a:s> <a:p> 1 .", 1, 13, "The object of a triple must be"),
    (".nq", "<a:s> <a:p> <a:o> <a:g> <a:h> .", 1, 25, "Quads must be followed by a dot"),
    (".trig", "<a:g> { <a:s> <a:p> }", 1, 21, "} is not a valid RDF object"),
    (".jsonld", '{"@id": "http://a",,}', 1, 20, "Object keys must be strings"),
    (".rdf", XML.replace("</e:p>", "</e:q>"), 3, 55, "mismatched tag"),
    (".ttl", "<a:s> <a:p> '中文', .", 1, 19, ". is not a valid RDF object"),
    (".rdf", "<?xml version='1.0'?>\n<a", 2, 1, "unclosed token"),
])
def test_broken_files_say_line_and_column(tmp_path: Path, suffix: str, content: str | bytes, line: int, column: int,
                                          message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(tmp_path, suffix, content)
    error = caught.value
    assert (error.line, error.column) == (line, column)
    assert str(error).startswith(f"{tmp_path}/file{suffix}:{line}:{column}: {message}")
    assert str(error).endswith("; correct the file there") and "Parser error" not in str(error)


@pytest.mark.parametrize("context", [
    '"http://127.0.0.1:1/context.jsonld"', '{"@import": "http://127.0.0.1:1/c.jsonld"}', '["http://127.0.0.1:1/c.jsonld"]'])
def test_remote_contexts_are_not_fetched(tmp_path: Path, context: str) -> None:
    with pytest.raises(InputError, match="refers to a JSON-LD context elsewhere, and nothing is fetched; put the context"):
        read(tmp_path, ".jsonld", f'{{"@context": {context}, "@id": "http://a", "b": 1}}')


def test_files_without_statements(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="valid Turtle and holds no statement"):
        read(tmp_path, ".ttl", "# only a comment")
    with pytest.raises(InputError, match="the file is empty"):
        read(tmp_path, ".ttl", "")


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    head = '<?xml version="1.0"?>\n<!DOCTYPE rdf [<!ENTITY a "aaaaaaaaaa">'
    grown = "".join(f'\n<!ENTITY {chr(n)} "{f"&{chr(n - 1)};" * 10}">' for n in range(98, 108))
    body = "]>" + XML.split("\n", 1)[1].replace("中", "&j;")
    with pytest.raises(InputError, match="entities by other entities|amplification"):
        read(tmp_path, ".rdf", head + grown + body)
    outside = head.replace('a "aaaaaaaaaa"', 'j SYSTEM "file:///etc/hostname"') + body
    with pytest.raises(InputError):
        read(tmp_path, ".rdf", outside)
    fine = read(tmp_path, ".rdf", head.replace(" a ", " j ") + body)  # as ontology editors write namespaces
    assert str((fine.quads or ())[0].object) == '"aaaaaaaaaa"'
