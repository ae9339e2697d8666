"""The named queries, and lookups, on one store: `store.query` beside Oxigraph asked directly, rdflib and others in memory."""

from __future__ import annotations

import re
from typing import Any

from legs import Leg, rounds
from results import Row, compare, overall
from stores import Built

Tasks = dict[str, Any]

LOOKUPS = ("lookup: partners", "lookup: show", "lookup: path of 2 steps")
MEDIANS = {"pyoxigraph on disk": "<= 1.2", "rdflib in memory": ">= 20"}
"""Goals of the median over the named queries."""

PLAIN = {
    "partners of one region": """
SELECT DISTINCT ?other ?label ?kind WHERE { { ?p <COOP#sideA> <WHO> ; <COOP#sideB> ?other } UNION { ?p <COOP#sideB> <WHO> ; <COOP#sideA> ?other }
  ?p <COOP#kind> ?kind . ?other <http://www.w3.org/2000/01/rdf-schema#label> ?label }""",
    "two steps of partnership": """
SELECT DISTINCT ?third WHERE { ?p <COOP#sideA>|<COOP#sideB> <WHO> ; <COOP#sideA>|<COOP#sideB> ?other .
  ?q <COOP#sideA>|<COOP#sideB> ?other ; <COOP#sideA>|<COOP#sideB> ?third }""",
    "all that is said of one region": """
SELECT DISTINCT ?s ?p ?o WHERE { { ?s ?p ?o . FILTER (?s = <WHO>) } UNION { ?s ?p ?o . FILTER (?o = <WHO>) } }""",
}
"""Questions that ask for no graph by name, so that stores of one graph can be asked them too."""


def texts(who: str) -> dict[str, str]:
    """The plain questions about an entity."""
    return {name: text.replace("COOP#", "https://w3id.org/cooperation-kg/ontology#").replace("WHO", who) for name, text in PLAIN.items()}


def side_by_side(text: str) -> str:
    """The same query with its sweeps as patterns side by side in one GRAPH: rdflib joins inner SELECTs by nested loops, and would be
    slowed by a text that suits Oxigraph."""
    text = re.sub(r"SELECT \* \{ (GRAPH \?\w+ \{ [^{}]* \}) \}", r"\1", text)
    pair = re.compile(r"(?<!OPTIONAL )(?<!MINUS )(?<!UNION )\{ GRAPH (\?\w+) \{ ([^{}]*) \} \}\s+\{ GRAPH \1 \{ ([^{}]*) \} \}")
    while (joined := pair.sub(r"{ GRAPH \1 { \2 . \3 } }", text)) != text:
        text = joined
    return text


def ours(folder: str, queries: dict[str, str], who: str) -> Tasks:
    """The rows of each query as `store.query` gives them, and lookups."""
    import kg
    from kg import lookup

    store = kg.open(folder, read_only=True)
    entity = lookup.resolve(store, who)
    tasks: Tasks = {name: lambda text=text: [tuple(row) for row in store.query(text)] for name, text in queries.items()}
    last = lookup.partners(store, entity)[-1]
    looked = (lambda: len(lookup.partners(store, entity)), lambda: len(lookup.show(store, entity)),
              lambda: len(lookup.path(store, entity, lookup.resolve(store, last.code), max_steps=2)))
    return tasks | dict(zip(LOOKUPS, looked, strict=True))


def run(built: Built, times: int, kglab: str, large: bool = False) -> list[Row]:
    """Rows of this part for one store. Where it is `large`, what must first load all into memory is left out by name."""
    from kg import lookup

    named = {name: lookup.query_text(name) for name in sorted(lookup.queries())}
    who, iri = built.busiest
    plain = texts(iri)
    asked = named | plain
    memory = {"queries": asked, "file": str(built.nquads)}
    rdflib = {"queries": {name: side_by_side(text) for name, text in asked.items()}, "file": str(built.nquads)}
    legs = [Leg("kg", "queries:ours", {"folder": str(built.folder), "queries": asked, "who": who}),
            Leg("pyoxigraph on disk", "peers:oxigraph_disk", {"folder": str(built.graph), "queries": asked}),
            Leg("pyoxigraph in memory", "peers:oxigraph_memory", memory), Leg("rdflib in memory", "peers:rdflib_memory", rdflib),
            Leg("oxrdflib in memory", "peers:oxrdflib_memory", memory),
            Leg("kglab", "peers:kglab", {"queries": plain, "file": str(built.ntriples)}, kglab)][:2 if large else None]
    taken = rounds(legs, [*asked, *LOOKUPS], times, enough=5.0, patience=25.0)
    rows = []
    for leg in legs[1:]:
        here = [compare("Named queries", built.size, name, taken[name]["kg"], leg.name, taken[name][leg.name],
                        goal="<= 1.2" if leg is legs[1] else "") for name in (plain if leg.name == "kglab" else asked)]
        rows += [*here, overall([row for row in here if row.name in named] or here, "median of all", MEDIANS.get(leg.name, ""))]
    return [*rows, *(compare("Lookups", built.size, name, taken[name]["kg"], "", []) for name in LOOKUPS)]
