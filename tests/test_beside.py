"""A process beside Oxigraph's loading writes the search index: the same as without it, or none."""

from __future__ import annotations

import io
import pickle
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from test_bulk import BARE, CASES, LABEL, NAMED, TYPE, WHOLE, loaded

import kg
from kg import loaders, loading, lookup
from kg.loaders import large
from kg.loading import beside
from kg.store import Store, folder
from kg.store.register import Register
from kg.terms import COOP, NamedNode

SPELLED = f'<a:s> <{LABEL}> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .\n<a:s> <{TYPE}> <{COOP}Region> .\n'


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "cores", lambda: 2)
    monkeypatch.setattr(large, "MANY", 1)
    monkeypatch.setattr(large, "FROM", 1)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each process settled its source."""
    told: list[bool] = []
    done = beside.Beside.settle
    monkeypatch.setattr(beside.Beside, "settle", lambda *values: told.append(done(*values)) or told[-1])
    return told


def indexed(store: Store) -> list[list[object]]:
    """All that the index holds, but for its numbers."""
    return [store._register._all(f"SELECT {columns} FROM {table} ORDER BY 1, 2, 3, 4") for table, columns in (
        ("name", "form, how, iri, kind, label, code, sources"), ("passage", "text, how, iri, kind"))]


@pytest.mark.parametrize("case", [case for case, (_, _, way) in CASES.items() if way == WHOLE])
def test_the_same_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: list[bool], case: str) -> None:
    suffix, content, _ = CASES[case]
    path = tmp_path / f"x{suffix}"
    path.write_bytes(content.encode())
    with kg.open(tmp_path / "store") as store:
        report = loaded(store, path)
        assert answers == [True] and not store.behind and not store._register.lacking()
        monkeypatch.setattr(large, "UP_TO", 0)
        with kg.open(tmp_path / "other") as other:
            assert loaded(other, path) == report and answers == [True]
            assert indexed(store) == indexed(other) and store.canonical() == other.canonical()
            (info,), (same,) = store.sources(), other.sources()
            assert info._replace(loaded="") == same._replace(loaded="")


@pytest.mark.parametrize("begun", ["raise SystemExit(3)", "import time; time.sleep(0.2)", "print('nonsense')"])
def test_a_process_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: list[bool], begun: str) -> None:
    monkeypatch.setattr(beside, "_START", begun)
    (tmp_path / "x.nq").write_text(NAMED, "utf-8")
    with kg.open(tmp_path / "store") as store:
        assert loaded(store, tmp_path / "x.nq").status == "loaded" and answers == [False]
        assert not store._register.lacking() and [hit.label for hit in lookup.search(store, "宜川")] == ["宜川县"]


def test_no_process_can_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: list[bool]) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    (tmp_path / "x.nq").write_text(NAMED, "utf-8")
    with kg.open(tmp_path / "store") as store:
        assert loaded(store, tmp_path / "x.nq").status == "loaded" and answers == [False] and not store._register.lacking()


def test_a_value_that_is_not_stored_as_it_stands(tmp_path: Path, answers: list[bool]) -> None:
    (tmp_path / "x.nt").write_text(SPELLED)
    with kg.open(tmp_path / "store") as store:
        assert loaded(store, tmp_path / "x.nt").status == "loaded" and answers == [False]
        assert [hit.label for hit in lookup.search(store, "7")] == ["7"]


def test_a_broken_file_leaves_nothing(tmp_path: Path, answers: list[bool]) -> None:
    (tmp_path / "x.nt").write_text(BARE + "<a:s> <a:p .\n")
    with kg.open(tmp_path / "store") as store:
        report = loaded(store, tmp_path / "x.nt")
        assert report.status == "failed" and "x.nt:3:" in report.message and not answers
        assert len(store) == 0 and not store._register.rows() and indexed(store) == [[], []]


@pytest.mark.parametrize("rest", [b"", pickle.dumps(0)])
def test_who_asked_has_ended(tmp_path: Path, rest: bytes) -> None:
    """Nothing is kept unless the process is told that the graph is filled."""
    (tmp_path / "x.nq").write_text(NAMED, "utf-8")
    kg.open(tmp_path / "store").close()
    place = tmp_path / "store" / folder.REGISTER
    item = loaders.fetch(tmp_path / "x.nq", "x.nq")
    register = Register(place)
    register.reindex([])
    register.begin("x.nq", "x.nq", "", None)
    with pytest.raises((EOFError, TypeError)):
        beside.write(io.BytesIO(pickle.dumps((item, place, "x.nq", "a:graph")) + rest))
    assert register.lacking() == ["x.nq"] and not register._all("SELECT * FROM name") and not register._all("SELECT * FROM passage")
    register.close()


def test_the_process_ends_with_the_one_that_asked(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text(NAMED, "utf-8")
    kg.open(tmp_path / "store").close()
    item = loaders.fetch(tmp_path / "x.nq", "x.nq")
    with beside.Beside(item, tmp_path / "store" / folder.REGISTER, "x.nq", NamedNode("a:graph")) as running:
        process = running._process
        assert process and process.stdin and process.poll() is None
        process.stdin.close()  # as when its parent is killed
        assert process.wait(30) not in (0, None)


@pytest.mark.parametrize("step", ["_whole", "size", "settle"])
def test_a_crash_at_any_step(tmp_path: Path, step: str) -> None:
    crash = """
        import os, signal, sys
        import kg
        from kg import loading
        from kg.loaders import large
        from kg.loading import beside
        from kg.store import graphs
        loading.cores = lambda: 2
        large.MANY = large.FROM = 1
        step = sys.argv[3]
        owner = {"_whole": large, "size": graphs, "settle": beside.Beside}[step]
        done = getattr(owner, step)
        def deadly(*values, **named):
            done(*values, **named)
            os.kill(os.getpid(), signal.SIGKILL)
        setattr(owner, step, deadly)
        with kg.open(sys.argv[1]) as store:
            loading.load(store, [sys.argv[2]])
    """
    path, place = tmp_path / "x.nq", tmp_path / "store"
    path.write_text(NAMED, "utf-8")
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(crash), place, path, step], timeout=60)
    assert done.returncode == -signal.SIGKILL
    for read_only in (True, False):
        with kg.open(place, read_only=read_only) as store:
            assert len(store) == 2 and len(store.sources()) == 1
            assert [hit.label for hit in lookup.search(store, "宜川")] == ["宜川县"]
    with kg.open(place) as store:
        loaded(store, path)
        assert len(store) == 2 and not store._register.lacking() and [hit.label for hit in lookup.search(store, "宜川")] == ["宜川县"]
