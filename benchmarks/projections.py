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

from kg.lookup import query_text

Tasks = dict[str, Callable[[], object]]
Rows = list[tuple[str, ...]]

REGIONS, PEOPLE = "regions by partnership, into networkx", "people by meetings, into networkx"
MONEY, PARTNERS = "money by pair and year", "partners of each actor, by role"
COOP = """PREFIX coop: <https://w3id.org/cooperation-kg/ontology#> PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
SPARQL = {
    REGIONS: """SELECT ?a ?b (COUNT(DISTINCT ?p) AS ?n) {
      { SELECT * { GRAPH ?g { ?p coop:sideA ?a } } } { SELECT * { GRAPH ?g { ?p coop:sideB ?b } } } } GROUP BY ?a ?b""",
    PEOPLE: """SELECT ?a ?b (COUNT(DISTINCT ?e) AS ?n) {
      { SELECT DISTINCT ?e ?a { { SELECT * { GRAPH ?g { ?s coop:participationIn ?e } } } { SELECT * { GRAPH ?g { ?s org:member ?a } } }
                                { SELECT DISTINCT ?a { GRAPH ?g { ?a a <http://xmlns.com/foaf/0.1/Person> } } } } }
      { SELECT DISTINCT ?e ?b { { SELECT * { GRAPH ?g { ?t coop:participationIn ?e } } } { SELECT * { GRAPH ?g { ?t org:member ?b } } }
                                { SELECT DISTINCT ?b { GRAPH ?g { ?b a <http://xmlns.com/foaf/0.1/Person> } } } } }
      FILTER (STR(?a) < STR(?b)) } GROUP BY ?a ?b""",
    MONEY: query_text("money-by-pair"), PARTNERS: query_text("partner-counts"),
}
SQL = {
    REGIONS: "SELECT least(a, b), greatest(a, b), count(DISTINCT fact) FROM pairs GROUP BY ALL",
    PEOPLE: """SELECT x.person, y.person, count(DISTINCT event) FROM seats x JOIN seats y USING (event)
               WHERE x.person < y.person GROUP BY ALL""",
    MONEY: """SELECT payer, payee, year, status, currency, sum(amount), max(amount), count(*), max(reported) FROM money
              GROUP BY a, b, payer, payee, year, status, currency""",
    PARTNERS: """SELECT actor, code, count(DISTINCT other) FILTER (role = 'helped'), count(DISTINCT other) FILTER (role = 'helper'),
                 count(DISTINCT other) FILTER (role = 'equal'), count(DISTINCT other) FROM sides JOIN names USING (who) GROUP BY who, actor, code""",
}
NAMES = "{ SELECT ?%s (MIN(STR(?l)) AS ?%s) (MIN(STR(?c)) AS ?%scode) { GRAPH ?x { ?%s rdfs:label ?l OPTIONAL { ?%s coop:code ?c } } } GROUP BY ?%s }"
COLUMNS = {
    "pairs": ("fact, a, b", "SELECT DISTINCT ?p ?a ?b { GRAPH ?g { ?p coop:sideA ?a ; coop:sideB ?b } }"),
    "seats": ("event, person", """SELECT DISTINCT ?e ?a { GRAPH ?g { ?s coop:participationIn ?e ; org:member ?a .
        ?a a <http://xmlns.com/foaf/0.1/Person> } }"""),
    "money": ("a, b, payer, payee, year, status, currency, amount, reported", """
        SELECT ?a ?b ?payer ?payee (SUBSTR(STR(?from), 1, 4) AS ?year) ?status ?currency ?amount (STR(?issued) AS ?on) {
          GRAPH ?g { ?p coop:payer ?a ; coop:payee ?b ; coop:amount ?amount ; coop:earliestStart ?from ; coop:status ?status ;
                     <https://schema.org/currency> ?currency . ?g <http://purl.org/dc/terms/issued> ?issued } """
              + NAMES % ("a", "payer", "a", "a", "a", "a") + NAMES % ("b", "payee", "b", "b", "b", "b") + " }"),
    "sides": ("who, other, role", """SELECT DISTINCT ?who ?other ?role { GRAPH ?g {
        { ?p coop:directed true ; coop:sideA ?who ; coop:sideB ?other . BIND ("helped" AS ?role) }
        UNION { ?p coop:directed true ; coop:sideB ?who ; coop:sideA ?other . BIND ("helper" AS ?role) } } }"""),
    "names": ("who, actor, code", "SELECT ?who ?actor ?whocode " + "{ " + NAMES % ("who", "actor", "who", "who", "who", "who") + " }"),
}
GOALS = {"first": ">= 5", "kept beside the store": ">= 20", "same store": ">= 20"}
"""State of ours → how many times as fast it is to be as SPARQL."""
LIMIT = "<= 5"
"""Of DuckDB's time, for sums of what is kept; the same store gives an answer again that it has given."""


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
        rows = pyoxigraph.Store.read_only(graph).query(text, use_default_graph_as_union=True)
        return [tuple(term.value if term else "" for term in row) for row in rows]

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
            base.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv(?, header = true, all_varchar = true) AS t({columns})", [file.name])
    base.execute("ALTER TABLE money ALTER amount TYPE DECIMAL(18, 0)")

    def ask(name: str) -> Rows:
        return [tuple(str(value) for value in row) for row in base.execute(SQL[name]).fetchall()]

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
        PEOPLE: lambda store: edges(network.pairs(store, "people")), MONEY: network.money, PARTNERS: network.partner_counts}
    for answer in answers.values():
        answer(kept)
    return {name: (lambda answer=answer: answer(kept)) if state == "same store" else (lambda answer=answer: ask(answer))  # type: ignore[misc]
            for name, answer in answers.items()}


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
            goals = [GOALS[state], "", LIMIT if state != "first" and name in (MONEY, PARTNERS) else ""]
            rows += [compare("Projections and sums", built.size, f"{name} ({state})", taken[name][state], leg.name, taken[name][leg.name],
                             goal=goal) for leg, goal in zip(peers, goals, strict=True)]
    return rows
