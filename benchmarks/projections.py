"""From a store on disk to networkx, and sums over all of it: ours from columns, the first time and again, beside SPARQL and DuckDB."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
from legs import Leg, rounds
from queries import side_by_side
from results import Row, compare
from stores import Built

Tasks = dict[str, Callable[[], object]]
Rows = list[tuple[str, ...]]

REGIONS, PEOPLE = "regions by partnership, into networkx", "people by meetings, into networkx"
MONEY, TOP = "money by pair and year", "the ten regions with most partners"
COOP = "PREFIX coop: <https://w3id.org/cooperation-kg/ontology#> PREFIX org: <http://www.w3.org/ns/org#> "
PLANNED = "<https://w3id.org/cooperation-kg/vocabulary/status/planned>"
SPARQL = {
    REGIONS: """SELECT ?a ?b (COUNT(DISTINCT ?p) AS ?n) {
      { SELECT * { GRAPH ?g { ?p coop:sideA ?a } } } { SELECT * { GRAPH ?g { ?p coop:sideB ?b } } } } GROUP BY ?a ?b""",
    PEOPLE: """SELECT ?a ?b (COUNT(DISTINCT ?e) AS ?n) {
      { SELECT DISTINCT ?e ?a { { SELECT * { GRAPH ?g { ?s coop:participationIn ?e } } } { SELECT * { GRAPH ?g { ?s org:member ?a } } }
                                { SELECT DISTINCT ?a { GRAPH ?g { ?a a <http://xmlns.com/foaf/0.1/Person> } } } } }
      { SELECT DISTINCT ?e ?b { { SELECT * { GRAPH ?g { ?t coop:participationIn ?e } } } { SELECT * { GRAPH ?g { ?t org:member ?b } } }
                                { SELECT DISTINCT ?b { GRAPH ?g { ?b a <http://xmlns.com/foaf/0.1/Person> } } } } }
      FILTER (STR(?a) < STR(?b)) } GROUP BY ?a ?b""",
    MONEY: """SELECT ?a ?b ?year (SUM(?amount) AS ?sum) {
      { SELECT * { GRAPH ?g { ?p coop:payer ?a } } } { SELECT * { GRAPH ?g { ?p coop:payee ?b } } }
      { SELECT * { GRAPH ?g { ?p coop:amount ?amount } } } { SELECT * { GRAPH ?g { ?p coop:earliestStart ?from } } }
      MINUS { GRAPH ?h { ?p coop:status """ + PLANNED + """ } } BIND (SUBSTR(STR(?from), 1, 4) AS ?year) } GROUP BY ?a ?b ?year""",
    TOP: """SELECT ?a (COUNT(DISTINCT ?b) AS ?n) { { SELECT DISTINCT ?p ?a { GRAPH ?g { ?p coop:sideA|coop:sideB ?a } } }
      { SELECT DISTINCT ?p ?b { GRAPH ?h { ?p coop:sideA|coop:sideB ?b } } } FILTER (?a != ?b) } GROUP BY ?a ORDER BY DESC(?n) ?a LIMIT 10""",
}
SQL = {
    REGIONS: "SELECT least(a, b), greatest(a, b), count(DISTINCT fact) FROM pairs GROUP BY ALL",
    PEOPLE: """SELECT x.person, y.person, count(DISTINCT event) FROM seats x JOIN seats y USING (event)
               WHERE x.person < y.person GROUP BY ALL""",
    MONEY: "SELECT a, b, substr(day, 1, 4) y, sum(amount) FROM money GROUP BY ALL",
    TOP: """WITH ends AS (SELECT a, b FROM pairs UNION SELECT b, a FROM pairs)
            SELECT a, count(DISTINCT b) n FROM ends GROUP BY a ORDER BY n DESC, a LIMIT 10""",
}
COLUMNS = {
    "pairs": ("fact, a, b", "SELECT DISTINCT ?p ?a ?b { GRAPH ?g { ?p coop:sideA ?a ; coop:sideB ?b } }"),
    "seats": ("event, person", """SELECT DISTINCT ?e ?a { GRAPH ?g { ?s coop:participationIn ?e ; org:member ?a .
        ?a a <http://xmlns.com/foaf/0.1/Person> } }"""),
    "money": ("fact, a, b, day, amount", "SELECT DISTINCT ?p ?a ?b ?from ?amount { GRAPH ?g { ?p coop:payer ?a ; coop:payee ?b ; coop:amount "
              "?amount ; coop:earliestStart ?from . FILTER NOT EXISTS { ?p coop:status " + PLANNED + " } } }"),
}
GOALS = {"first": ">= 5", "kept beside the store": ">= 20", "same store": ">= 20"}
"""State of ours → how many times as fast it is to be as SPARQL."""
LIMIT = "<= 5"
"""Of DuckDB's time, for sums in the same store."""


def joined(rows: Rows) -> list[tuple[str, str, int]]:
    """Both directions of a pair as one edge, through networkx as users have it."""
    graph = nx.Graph()
    for a, b, number in rows:
        known = graph.get_edge_data(a, b) or {"weight": 0}
        graph.add_edge(a, b, weight=known["weight"] + int(number))
    return edges(graph)


def edges(graph: Any) -> list[tuple[str, str, int]]:
    return [(*sorted((a, b)), int(weight)) for a, b, weight in graph.edges(data="weight")]


def sparql(graph: str, sweeps: bool) -> Tasks:
    """SPARQL over the files of the store: patterns side by side, as one writes them, or each read in one sweep."""
    import pyoxigraph

    def ask(name: str) -> Rows:
        text = COOP + (SPARQL[name] if sweeps else side_by_side(SPARQL[name]))
        return [tuple(term.value for term in row) for row in pyoxigraph.Store.read_only(graph).query(text)]

    return {name: (lambda name=name: joined(ask(name))) if "networkx" in name else (lambda name=name: ask(name))  # type: ignore[misc]
            for name in SPARQL}


def duckdb(graph: str) -> Tasks:
    """The same columns as tables in memory."""
    import duckdb as peer
    import pyoxigraph

    store, base = pyoxigraph.Store.read_only(graph), peer.connect()
    for table, (columns, text) in COLUMNS.items():
        with tempfile.NamedTemporaryFile(suffix=".csv") as file:
            store.query(COOP + text).serialize(file.name, format=pyoxigraph.QueryResultsFormat.CSV)
            base.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv(?, header = true) AS t({columns})", [file.name])
    if base.execute("SELECT count(*) FROM money").fetchone() != (0,):
        base.execute("ALTER TABLE money ALTER day TYPE VARCHAR")

    def ask(name: str) -> Rows:
        return [tuple(str(int(value)) if isinstance(value, float) else str(value) for value in row)
                for row in base.execute(SQL[name]).fetchall()]

    return {name: (lambda name=name: joined(ask(name))) if "networkx" in name else (lambda name=name: ask(name))  # type: ignore[misc]
            for name in SQL}


def ours(folder: str, state: str) -> Tasks:
    """From columns: read from the graph ("first"), found beside the store, or in the same open store."""
    import kg
    from kg import network

    def ask(answer: Callable[[Any], object]) -> object:
        if state == "first":
            shutil.rmtree(Path(folder, "columns"), ignore_errors=True)
        with kg.open(folder, read_only=True) as store:
            return answer(store)

    kept = kg.open(folder, read_only=True)
    answers: dict[str, Callable[[Any], object]] = {
        REGIONS: lambda store: edges(network.pairs(store, "regions", ["partnership"])),
        PEOPLE: lambda store: edges(network.pairs(store, "people")), MONEY: money, TOP: top}
    for answer in answers.values():
        answer(kept)
    return {name: (lambda answer=answer: answer(kept)) if state == "same store" else (lambda answer=answer: ask(answer))  # type: ignore[misc]
            for name, answer in answers.items()}


def money(store: Any) -> list[tuple[str, str, str, str]]:
    """Sums by pair and year."""
    import numpy as np

    from kg import network

    found = network.edge_list(store, "regions", ["money"])
    years = np.array([str(day)[:4] for day in found.columns["day"]], "U4")
    names, year = np.unique(years, return_inverse=True)
    keys, place = np.unique(np.stack([found.a, found.b, year]), axis=1, return_inverse=True)
    sums = np.bincount(place.ravel(), weights=np.array(found.columns["amount"], float))
    return [(found.nodes[a], found.nodes[b], str(names[at]), str(int(value)))
            for a, b, at, value in zip(*keys.tolist(), sums.tolist(), strict=True)]


def top(store: Any) -> list[tuple[str, str]]:
    """Most partners first."""
    from kg import network

    graph = network.pairs(store, "regions", ["partnership"])
    return [(region, str(number)) for region, number in sorted(graph.degree, key=lambda one: (-one[1], one[0]))[:10]]


def run(built: Built, times: int) -> list[Row]:
    """Rows of this part for one store. What is read the first time takes away what is kept, so it has rounds of its own."""
    peers = [Leg("SPARQL on disk", "projections:sparql", {"graph": str(built.graph), "sweeps": False}),
             Leg("SPARQL on disk, in sweeps", "projections:sparql", {"graph": str(built.graph), "sweeps": True}),
             Leg("DuckDB over columns", "projections:duckdb", {"graph": str(built.graph)})]
    rows: list[Row] = []
    for states in (["first"], ["kept beside the store", "same store"]):
        legs = [Leg(state, "projections:ours", {"folder": str(built.folder), "state": state}) for state in states]
        taken = rounds([*legs, *peers], SPARQL, times, enough=10.0)
        for state, name in itertools.product(states, SPARQL):
            goals = [GOALS[state], "", LIMIT if state == "same store" and name in (MONEY, TOP) else ""]
            rows += [compare("Projections and sums", built.size, f"{name} ({state})", taken[name][state], leg.name, taken[name][leg.name],
                             goal=goal) for leg, goal in zip(peers, goals, strict=True)]
    return rows
