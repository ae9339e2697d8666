"""The benchmarks run, and each part gives its rows; how long anything takes is not asked here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BENCHMARKS = str(Path(__file__).resolve().parent.parent / "benchmarks")


@pytest.fixture(scope="module")
def modules() -> Iterator[None]:
    sys.path.insert(0, BENCHMARKS)
    yield
    sys.path.remove(BENCHMARKS)


@pytest.fixture(scope="module")
def scratch(modules: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stores")


PEERS = {
    "load": {"pyoxigraph bulk_load on disk", "rdflib in memory", "oxrdflib in memory", "kglab"},
    "queries": {"", "pyoxigraph on disk", "pyoxigraph in memory", "rdflib in memory", "oxrdflib in memory", "kglab"},
    "projections": {"SPARQL on disk", "SPARQL on disk, in sweeps", "DuckDB over columns"},
    "measures": {"networkx", "NetworKit"},
    "growth": {"an empty store"},
}


@pytest.mark.parametrize("part", PEERS)
def test_every_part_gives_rows(part: str, scratch: Path) -> None:
    import results
    import run
    import stores

    asked = run.Asked(stores.build(2_000, scratch), 1, "no-such-python", scratch)
    rows = run.PARTS[part](asked)
    assert {row.peer for row in rows} == PEERS[part]
    for row in rows:
        assert row.name and not row.note.startswith("ours:") and "DIFFER" not in row.note, row
        assert row.ratio or row.peer in ("", "kglab", "DuckDB over columns", "NetworKit"), row
    assert all("cannot start" in row.note for row in rows if row.peer == "kglab" and not row.name.startswith("median"))
    path = scratch / f"{part}.md"
    results.write(rows, "--only " + part, {"kglab": "not installed"}, {"a script": "its table"}, path)
    text = path.read_text("utf-8")
    assert all(row.name in text for row in rows) and f"## {rows[0].part}, {rows[0].size}" in text and "its table" in text


def test_a_leg_that_fails_is_late_or_dies_says_so(modules: None) -> None:
    from legs import Leg, rounds

    here = {"python": sys.executable, "limit": 0.5}
    legs = [Leg("good", "peers:nothing", {"tasks": {"a": "1 + 1"}}, **here), Leg("none", "peers:absent", {}, **here),
            Leg("bad", "peers:nothing", {"tasks": {"a": "1 / 0"}}, **here),
            Leg("late", "peers:nothing", {"tasks": {"a": "__import__('time').sleep(60)"}}, **here),
            Leg("dead", "peers:nothing", {"tasks": {"a": "__import__('os')._exit(3)"}}, **here)]
    taken = rounds(legs, ["a", "b"], 3)
    assert [one.answer for one in taken["a"]["good"]] == ["2"] * 3 and all(one.peak > 1 for one in taken["a"]["good"])
    reasons = {name: taken["a"][name][0].reason for name in ("none", "bad", "late", "dead")}
    assert reasons["none"].startswith("AttributeError") and reasons["bad"].startswith("ZeroDivisionError")
    assert reasons["late"] == "> 0.5 s" and reasons["dead"] == "its process ended with status 3"
    assert len(taken["a"]["late"]) == 1 and taken["b"]["good"][0].reason == "cannot be asked of it"


def test_what_a_peer_did_not_finish_bounds_the_ratio(modules: None) -> None:
    from legs import Taken
    from results import cells, compare, overall

    ours = [Taken(0.1, "x", 50.0), Taken(0.2, "x", 60.0)]
    late = compare("p", "s", "a", ours, "peer", [Taken(10.0, reason="> 10 s")], goal=">= 20")
    assert late.bound and late.ratio == pytest.approx(10 / 0.15) and late.reached == "yes" and cells(late)[4] == "≥ 66.7×"
    done = compare("p", "s", "b", ours, "peer", [Taken(0.2, "x", 9.0), Taken(0.2, "y", 9.0)], goal="<= 1.2")
    assert done.ratio == pytest.approx(0.75) and done.reached == "yes" and "ANSWERS DIFFER: x / y" in done.note
    assert compare("p", "s", "c", [Taken(reason="OSError: no")], "peer", [Taken(1.0)], goal=">= 1").reached == "not measured"
    assert overall([late, done], "all", ">= 40").reached == "no, as far as it ran"
