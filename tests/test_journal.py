"""The journal: which state a store is in, for its writer and beside it, after crashes, and when something else wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import samples

import kg.store
from kg.errors import StoreError
from kg.model import Source
from kg.store import Store, mark
from kg.store.decisions import Decision
from kg.terms import BASE, COOP, RDF, NamedNode, Quad

ONE, TWO = Source(name="one.txt"), Source(name="two.txt")


def seen(folder: Path) -> str | None:
    with kg.store.open(folder, read_only=True) as reader:
        return reader.revision


def grown(store: Store, source: Source) -> None:
    store.replace(source, samples.facts(source))


def test_a_revision_lasts_as_long_as_nothing_changes(store: Store) -> None:
    before = store.revision
    assert before is not None and store.revision == before
    grown(store, ONE)
    after = store.revision
    assert after is not None and after != before
    changes = store.changes(before)
    assert changes is not None and changes.graphs == {mark(f"{BASE}source/one.txt")} and changes.gone == frozenset()
    assert store.changes(after) == (frozenset(), frozenset())


@pytest.mark.parametrize("change", ["replace", "replace_quads", "replace_graph", "curate", "withhold", "remove"])
def test_every_way_of_writing_is_in_the_journal(store: Store, change: str) -> None:
    grown(store, ONE)
    fact = next(quad.subject.value for quad in store.quads(None, RDF.type, COOP.Partnership))
    before = store.revision
    node = NamedNode(f"{BASE}x")
    graph = {
        "replace": lambda: grown(store, TWO) or "source/two.txt",
        "replace_quads": lambda: store.replace_quads("two.txt", [Quad(node, RDF.type, COOP.Region, node)]) and "source/two.txt",
        "replace_graph": lambda: store.replace_graph(f"{BASE}graph/x", [Quad(node, RDF.type, COOP.Region, node)]) and "graph/x",
        "curate": lambda: store.curate([Decision(1, "reject", fact, "甲", "2024-01-01T00:00:00Z")]) or "source/one.txt",
        "withhold": lambda: store.withhold("one.txt", 1.0) and "source/one.txt",
        "remove": lambda: store.remove("one.txt") and "source/one.txt",
    }[change]()
    assert before is not None and store.revision not in (before, None)
    changes = store.changes(before)
    assert changes is not None and mark(f"{BASE}{graph}") in changes.graphs
    assert changes.gone is not None and bool(changes.gone) == (change in ("curate", "withhold", "remove"))


def test_readers_and_later_writers_know_the_state(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with kg.store.open(folder) as writer:
        with kg.store.open(folder, read_only=True) as early:
            grown(writer, ONE)
            first = writer.revision
            assert early.revision not in (first, None)
            assert early.changes(str(first)) is None  # what is to come is not known
        assert seen(folder) == first
    assert seen(folder) is not None
    with kg.store.open(folder) as writer:
        assert first is not None and writer.changes(first) == (frozenset(), frozenset())
        grown(writer, TWO)
    with kg.store.open(folder, read_only=True) as reader:
        changes = reader.changes(first)
        assert changes is not None and changes.graphs == {mark(f"{BASE}source/two.txt")}


def test_while_something_changes_no_state_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with kg.store.open(folder) as writer:
        grown(writer, ONE)
        with writer._changing([NamedNode(f"{BASE}source/one.txt")]):
            assert writer.revision is None and seen(folder) is None
            with writer._changing([NamedNode(f"{BASE}source/two.txt")]):
                pass
            assert writer.revision is None and seen(folder) is None
        assert writer.revision == seen(folder) is not None
        before = writer.revision
        with pytest.raises(StoreError), writer._changing([NamedNode(f"{BASE}source/one.txt")]):
            raise OSError("the disk fails")
        assert before is not None
        changes = writer.changes(before)
        assert changes is not None and changes.gone is None  # nobody knows how far it came


@pytest.mark.parametrize("step", ["swap", "end", "close"])
def test_a_writer_that_is_killed_leaves_no_state_that_is_wrong(tmp_path: Path, step: str) -> None:
    folder = tmp_path / "store"
    with kg.store.open(folder) as writer:
        grown(writer, ONE)
    before = seen(folder)
    script = (
        "import os, signal, sys, kg.store, samples\n"
        "from kg.model import Source\n"
        "from kg.store import graphs, journal\n"
        "owner, name = {'swap': (graphs, 'swap'), 'end': (journal.Journal, '_end'), 'close': (journal.Journal, 'close')}[sys.argv[2]]\n"
        "setattr(owner, name, lambda *all: os.kill(os.getpid(), signal.SIGKILL))\n"
        "store = kg.store.open(sys.argv[1])\n"
        "source = Source(name='two.txt')\n"
        "store.replace(source, samples.facts(source))\n"
        "store.close()\n")
    ended = subprocess.run([sys.executable, "-c", script, str(folder), step], env={**os.environ, "PYTHONPATH": os.path.dirname(__file__)},
                           capture_output=True, text=True)
    assert ended.returncode == -9, ended.stderr
    assert before is not None and seen(folder) != before
    assert (seen(folder) is None) == (step != "close")
    with kg.store.open(folder) as writer:
        assert writer.revision is not None and writer.changes(before) is None
    assert seen(folder) is not None


def test_a_change_without_journal_shows(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with kg.store.open(folder) as writer:
        grown(writer, ONE)
    before = seen(folder)
    other = pyoxigraph.Store(str(folder / "graph"))
    other.remove_graph(NamedNode(f"{BASE}source/one.txt"))
    other.flush()
    del other
    assert before is not None and seen(folder) is None
    with kg.store.open(folder) as writer:
        assert writer.changes(before) is None and writer.revision not in (before, None)


def test_a_store_without_journal_begins_one_when_it_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with kg.store.open(folder) as writer:
        grown(writer, ONE)
    (folder / "journal").unlink()
    assert seen(folder) is None
    kg.store.open(folder).close()
    assert seen(folder) is not None
    for damaged in (b"", b"kg journal ", b"x" * 100, (folder / "journal").read_bytes()[:-3]):
        (folder / "journal").write_bytes(damaged)
        assert seen(folder) is None


def test_what_rdflib_may_change_is_no_known_state(tmp_path: Path) -> None:
    with kg.store.open(tmp_path / "store") as writer:
        grown(writer, ONE)
        with kg.store.open(tmp_path / "store", read_only=True) as reader:
            reader.dataset()
            assert reader.revision is not None
        writer.dataset()
        grown(writer, TWO)
        assert writer.revision is None and seen(tmp_path / "store") is None
    assert seen(tmp_path / "store") is None
    kg.store.open(tmp_path / "store").close()
    assert seen(tmp_path / "store") is not None


def test_the_journal_names_nobody(tmp_path: Path) -> None:
    with kg.store.open(tmp_path / "store") as writer:
        writer.replace(samples.SOURCE, samples.FACTS, samples.TEXT)
        writer.remove(samples.NAME)
    written = (tmp_path / "store" / "journal").read_text("ascii")  # and so no name in Chinese
    assert "source" not in written and "visit" not in written


def test_a_long_journal_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.journal._LONGEST", 300)
    folder = tmp_path / "store"
    with kg.store.open(folder) as writer:
        first = writer.revision
        for _ in range(10):
            grown(writer, ONE)
    with kg.store.open(folder) as writer:
        assert first is not None and writer.changes(first) is None
    assert (folder / "journal").stat().st_size < 300
