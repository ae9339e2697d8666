"""Files of very many statements go into the store as they are read, and the store is the same as if each had been looked at."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples

import kg
from kg import curate, loading, lookup
from kg.loaders import Input, large
from kg.store import Store
from kg.terms import BASE, COOP

TESTS = Path(__file__).resolve().parent
PREFIX = f"@prefix e: <http://e/> . @prefix coop: <{COOP}> .\n"
LABEL, TYPE = "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
NAMED = f'<a:s> <{LABEL}> "宜川县" <a:g> .\n<a:s> <{TYPE}> <{COOP}Region> <a:h> .\n'
BARE = '<a:s> <a:p> "a \\"b\\" _ : \\u5b9c"@zh .\n<a:s> <a:p> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
QUIET = f"<{BASE}source/x> <{COOP}withholds> <a:s> .\n<a:s> <a:p> <a:o> .\n"
WHOLE, SINGLY, APART = "whole", "one by one", "apart"
WHO = {"who": "核对员", "when": "2026-01-02T03:04:05+08:00"}
CASES = {
    "triples": (".nt", BARE, WHOLE), "triples with a mark": (".nt", "\ufeff# <a> .\n" + BARE, WHOLE),
    "triple terms": (".nt", "<a:s> <a:p> <<( <a:s> <a:p> <a:o> )>> .\n", WHOLE),
    "blank nodes": (".nt", "_:b <a:p> _:c .\n<a:s> <a:p> _:b .\n", SINGLY), "no blank node": (".nt", '<a:s> <a:p> "_:x" .\n', SINGLY),
    "an escape in an address": (".nt", "<a:\\u0073> <a:p> <a:o> .\n", SINGLY),
    "what is withheld": (".nt", QUIET, APART), "what is withheld, in disguise": (".nt", QUIET.replace("#with", "#\\u0077ith"), APART),
    "quads": (".nq", NAMED, WHOLE), "quads of other systems": (".nq", NAMED.replace("\n", "\r\n"), WHOLE),
    "quads and text": (".nq", '<a:s> <a:p> "in <a:b> ." <a:g> .\n<a:s> <a:p> "x <a:b> ." .\n', WHOLE),
    "quads with remarks": (".nq", NAMED + "<a:s> <a:p> <a:z> <a:g> . # see <a:x> .\n", SINGLY),
    "quads without end": (".nq", NAMED + "<a:s> <a:p> <a:z> <a:g> .", SINGLY),
    "quads and a triple": (".nq", NAMED + "<a:s> <a:p> <a:z> .\n<a:s> <a:p> 'x' .".replace("'", '"'), SINGLY),
    "quads, spaced": (".nq", NAMED + "<a:s> <a:p> <a:z>\t<a:g>  .\n", SINGLY), "blank graph": (".nq", "<a:s> <a:p> <a:z> _:g .\n", SINGLY),
    "decisions": (".nq", f"<a:s> <a:p> <a:o> <{BASE}graph/other> .\n", SINGLY),
    "turtle": (".ttl", PREFIX + "e:s e:p e:o, '''x\ny''' ; e:q 1.50 . <> a <#x>, e:x .", WHOLE),
    "brackets": (".ttl", PREFIX + "e:s e:p [ e:q 1 ], (1 2) .", SINGLY), "bracket in a text": (".ttl", PREFIX + "e:s e:p 'a (b)' .", SINGLY),
    "reified": (".ttl", PREFIX + "e:s e:p e:o ~ e:r . << e:a e:b e:c >> e:p 1 .", SINGLY), "annotated": (".ttl", PREFIX + "e:s e:p e:o {| e:q 1 |} .", SINGLY),
    "withheld in turtle": (".ttl", PREFIX + f"<{BASE}source/x> coop:withholds e:s . e:s e:p e:o .", APART),
    "withheld in pieces": (".ttl", PREFIX + f"@prefix w: <{COOP}withh> . e:s w:olds e:o ; e:p e:o .", APART),
    "trig": (".trig", PREFIX + "e:g { e:s e:p e:o . } GRAPH e:h { e:s e:p [ e:q '}' ] }", SINGLY),
}


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """In which ways files were put into a graph."""
    used: list[str] = []
    for name, way in (("_whole", WHOLE), ("_quads", SINGLY)):
        def noted(*values: object, done: object = getattr(large, name), way: str = way) -> object:
            used.append(way)
            return done(*values)  # type: ignore[operator]
        monkeypatch.setattr(large, name, noted)

    def apart(item: Input, done: object = Input.content) -> object:
        used.append(APART)
        return done(item)  # type: ignore[operator]
    monkeypatch.setattr(Input, "content", apart)
    yield used


def loaded(store: Store, path: Path, **named: float) -> loading.Report:
    (report,) = loading.load(store, [path], **named)  # type: ignore[arg-type]
    return report


@pytest.mark.parametrize("case", CASES)
def test_the_same_store_whichever_way(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, ways: list[str], case: str) -> None:
    suffix, content, way = CASES[case]
    path = tmp_path / f"x{suffix}"
    path.write_bytes(content.encode())
    with kg.store.open() as careful:
        expected = loaded(careful, path)
        ways.clear()
        monkeypatch.setattr(large, "MANY", 1)
        assert loaded(store, path) == expected and expected.status == "loaded"
        assert ways[-1] == way
        assert store.canonical() == careful.canonical() and len(store) == len(careful)
        (info,), (other,) = store.sources(), careful.sources()
        assert info._replace(loaded="") == other._replace(loaded="")
        assert lookup.search(store, "宜川") == lookup.search(careful, "宜川") and bool(lookup.search(store, "宜川")) == ("宜川县" in content)
        assert loaded(store, path).status == "unchanged" and not store._register.lacking()


@pytest.mark.parametrize(("suffix", "content", "place"), [
    (".nt", "<a:s> <a:p> <a:o> .\n<a:s> <a:p .\n", "2:7"), (".nq", NAMED + "<a:s> <a:p> <a:o> <a:g> <a:h> .\n", "3:25"),
    (".nq", NAMED + "<a:s> <a:p> <a:o> <no address> .\n", "3:"), (".nq", NAMED + "<a:s> <a:p> <a:g> .\n<a:p> <a:g> .\n", "4:"),
    (".nt", b'<a:s> <a:p> "\xff" .\n', "1:14"), (".ttl", PREFIX + "e:s e:p e:o .\ne:s e:p [ e:q 1 ; .", "3:19"), (".trig", "<a:g> { <a:s> <a:p> }", "1:21"),
])
def test_a_broken_file_says_where_and_leaves_nothing(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, suffix: str,
                                                     content: str | bytes, place: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    expected = loaded(store, path)
    monkeypatch.setattr(large, "MANY", 1)
    report = loaded(store, path)
    assert report.status == "failed" and f"x{suffix}:{place}" in report.message and report.message == expected.message
    assert len(store) == 0 and store.sources() == [] and not store._register.rows()


@pytest.mark.parametrize("way", ["whole", "one by one", "apart"])
def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    path = tmp_path / "x.nt"
    path.write_text({"whole": BARE, "one by one": "_:a <a:p> <a:o> .\n", "apart": QUIET}[way])
    monkeypatch.setattr(large, "MANY", 1)
    monkeypatch.setattr(large, "fingerprint", lambda path: "0" * 64)
    report = loaded(store, path)
    assert report.status == "failed" and "changed while it was read" in report.message and len(store) == 0


def test_files_without_statements(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "MANY", 1)
    (tmp_path / "x.nt").write_text("# nothing\n")
    assert "holds no statement" in loaded(store, tmp_path / "x.nt").message and not store._register.rows()


def test_what_exists_is_replaced_and_decisions_and_confidence_hold(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with kg.store.open() as other:
        other.replace(samples.SOURCE, samples.FACTS)
        output = io.BytesIO()
        other.dump(output, "ntriples")
    path = tmp_path / "x.nt"
    path.write_bytes(output.getvalue())
    monkeypatch.setattr(large, "MANY", 1)
    assert loaded(store, path).facts["partnerships"] >= 1
    whole = store.canonical()
    path.write_text(BARE)
    assert loaded(store, path).status == "loaded" and len(store) == 2  # replaced, and nothing left behind
    path.write_bytes(output.getvalue())
    loaded(store, path)
    assert store.canonical() == whole
    fact = next(quad.subject.value for quad in store.quads(None, COOP.sideA))
    curate.reject(store, fact, **WHO)
    decided = store.canonical()
    store.remove("x.nt")
    loaded(store, path)
    assert store.canonical() == decided != whole
    store.remove("x.nt")
    (tmp_path / "all.nq").write_bytes(dumped(store))
    with kg.store.open() as third:
        assert "1 decision taken over" in loaded(third, tmp_path / "all.nq").message and len(third.decisions) == 1
    with kg.store.open() as third:
        assert "wait for review" in loaded(third, path, min_confidence=1.0).message or next(third.quads(None, COOP.minimumConfidence))


def dumped(store: Store) -> bytes:
    output = io.BytesIO()
    store.dump(output, "nquads")
    return output.getvalue()


def test_what_takes_long_is_said_beforehand(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "MANY", 1)
    path, told = tmp_path / "x.nq", []
    path.write_text(NAMED, "utf-8")
    loading.load(store, [path], progress=lambda *values: told.append((*values, len(store), store.behind)))
    assert told == [(str(path), 0, 1, 0, False), (str(path), 1, 1, 2, True), ("the search index", 1, 1, 2, True)] and not store.behind


def test_long_lines_and_many_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the pieces in which a file is read end, the statements are the same."""
    lines = [f'<a:s{number}> <a:p> "x <a:b> .{"字" * (number % 40)}" <a:g{number % 7}> .\n' for number in range(300)]
    path = tmp_path / "x.nq"
    path.write_text("".join(lines), "utf-8")
    with kg.store.open() as careful:
        expected, found = loaded(careful, path), careful.canonical()
    monkeypatch.setattr(large, "MANY", 1)
    for chunk in (7, 64, 101, 4096):
        monkeypatch.setattr(large, "_CHUNK", chunk)
        with kg.store.open() as store:
            assert loaded(store, path) == expected and store.canonical() == found


@pytest.mark.parametrize("step", ["begin", "bulk_load", "size", "settle", "catch_up"])
def test_a_crash_at_any_step(tmp_path: Path, step: str) -> None:
    crash = """
        import os, signal, sys
        import kg
        from kg import loading
        from kg.loaders import Input, large
        from kg.store import graphs, register
        large.MANY = 1
        step = sys.argv[3]
        def deadly(*values, **named):
            done(*values, **named)
            os.kill(os.getpid(), signal.SIGKILL)
        if step == "bulk_load":
            done = large._whole
            large._whole = deadly
        else:
            owner = graphs if step == "size" else register.Register
            done = getattr(owner, step)
            setattr(owner, step, deadly)
        with kg.open(sys.argv[1]) as store:
            loading.load(store, [sys.argv[2]])
    """
    path, place = tmp_path / "x.nq", tmp_path / "store"
    path.write_text(NAMED, "utf-8")
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(crash), place, path, step], timeout=60)
    assert done.returncode == -signal.SIGKILL
    whole = step != "begin"
    for read_only in (True, False):
        with kg.open(place, read_only=read_only) as store:
            assert len(store) == 2 * whole and len(store.sources()) == whole
            assert [hit.label for hit in lookup.search(store, "宜川")] == ["宜川县"] * whole
    with kg.open(place) as store:
        loaded(store, path)
        assert len(store) == 2 and not store._register.lacking()


def test_until_the_index_is_written_a_search_reads_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "MANY", 1)
    monkeypatch.setattr(Store, "catch_up", lambda store: None)
    path = tmp_path / "x.nq"
    path.write_text(NAMED, "utf-8")
    with kg.open(tmp_path / "store") as store:
        loaded(store, path)
        assert store._register.lacking() == ["x.nq"] and [hit.label for hit in lookup.search(store, "宜川")] == ["宜川县"]
    with kg.open(tmp_path / "store", read_only=True) as store:
        assert [hit.label for hit in lookup.search(store, "宜川")] == ["宜川县"]
    monkeypatch.undo()
    with kg.open(tmp_path / "store") as store:
        store.catch_up()
        assert not store._register.lacking() and [hit.label for hit in lookup.search(store, "宜川")] == ["宜川县"]
