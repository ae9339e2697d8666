"""The graph against its SHACL shapes (`ontology/shapes.ttl`; W3C SHACL, 2017), by pySHACL.

Each named graph is checked by itself: a source must make sense alone, and where two sources contradict one another
neither is wrong. The check runs on a copy in rdflib, because pySHACL reports violations that are none over graphs
that Oxigraph backs.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

import pyshacl
from rdflib import RDF, SH, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from .errors import UnknownName
from .model.nodes import source_segment
from .terms import BASE, COOP, VOCABULARY, NamedNode, Quad, Triple, compact, ontology_folder
from .terms import RDF as OX
from .vocabulary import vocabulary

__all__ = ["Graphs", "Violation", "validate"]

PIECE = 4_000
"""Nodes that are checked at once in a graph of more."""
_INVERSE = frozenset({COOP.participationIn, COOP.cooperatesWith, COOP.metWith, COOP.servesWith})
"""Properties that shapes follow backwards."""


class Violation(NamedTuple):
    """One thing that breaks a shape. `focus` and `source` (the named graph) are IRIs; `path` is a property path in
    prefixed names, `shape` the name of the rule in shapes.ttl; `severity` is Violation, Warning or Info; `value` is
    the offending value, "" where one is lacking."""

    focus: str
    path: str
    value: str
    severity: str
    message_zh: str
    message_en: str
    shape: str
    source: str


class Graphs(Protocol):
    """What is needed of a store: its quads by graph."""

    def quads(self, *, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or of all."""


def validate(store: Graphs, source: str | None = None) -> list[Violation]:
    """What in the store breaks the shapes.

    Parameters
    ----------
    store : a store; all its named graphs are checked, those of sources and the derived one.
    source : name or IRI of the one source to check.

    Returns
    -------
    Violations, ordered by graph, focus and path; none where all is well.

    Raises
    ------
    UnknownName : the store holds no source of this name.
    """
    found: list[Violation] = []
    for name, statements in _graphs(store, source).items():
        found += _check(name, statements)
    return sorted(found)


def _graphs(store: Graphs, source: str | None) -> dict[str, list[Quad]]:
    """Statements by the IRI of their graph. Triple terms (RDF 1.2), which rdflib cannot hold, are left out."""
    graphs: dict[str, list[Quad]] = defaultdict(list)
    node = None if source is None else NamedNode(_iri(store, source))
    for quad in store.quads(graph=node):
        if isinstance(quad.graph_name, NamedNode) and not isinstance(quad.object, Triple):
            graphs[quad.graph_name.value].append(quad)
    if source is not None and not graphs:
        raise UnknownName(source, message=f"no source is called {source!r}; `kg sources` lists those that are loaded.")
    return graphs


def _iri(store: Graphs, source: str) -> str:
    base = getattr(store, "base", BASE)
    return source if source.startswith(base) else f"{base}source/{source_segment(source)}"


@functools.cache
def _shapes() -> Graph:
    return Graph().parse(ontology_folder() / "shapes.ttl", format="turtle")


def _check(name: str, statements: list[Quad]) -> Iterator[Violation]:
    seen: set[Violation] = set()
    for data, focus in _pieces(statements):
        _add_concepts(data)
        conforms, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True, advanced=False)
        if not conforms and isinstance(report, Graph):
            found = (_violation(report, result, name) for result in report.subjects(RDF.type, SH.ValidationResult))
            seen.update(one for one in found if focus is None or one.focus in focus)
    yield from seen


def _pieces(statements: list[Quad]) -> Iterator[tuple[Graph, set[str] | None]]:
    """The graph whole, or where it is large in pieces, each with the nodes whose violations count (the others are not there
    in full; the option `focus_nodes` of pySHACL is of no use, since it lets nested shapes pass). Time and
    memory are in proportion then. A piece holds all that the shapes look at: what its nodes say, what those say that they name or
    that take part in them; and the sources, whose shapes ask for every quote."""
    about: dict[object, list[Quad]] = defaultdict(list)
    for quad in statements:
        about[quad.subject].append(quad)
    if len(about) <= PIECE:
        yield _graph(statements), None
        return
    types: dict[object, list[Quad]] = defaultdict(list)
    for quad in statements:
        if quad.predicate == OX.type:
            types[quad.subject].append(quad)
    sources = [quad.subject for quad in statements if quad.predicate == OX.type and quad.object == COOP.Source]
    within: dict[object, list[object]] = defaultdict(list)
    for quad in statements:
        if quad.predicate in _INVERSE:
            within[quad.object].append(quad.subject)
    nodes = sorted(about, key=str)
    for start in range(0, len(nodes), PIECE):
        focus = dict.fromkeys([*nodes[start:start + PIECE], *sources])
        told: dict[object, None] = dict.fromkeys([*focus, *(part for node in focus for part in within[node])])
        told.update(dict.fromkeys(quad.object for node in list(told) for quad in about[node] if quad.object in about))
        own = [quad for node in told for quad in about[node]]
        named = dict.fromkeys(quad.object for quad in own if quad.object in types and quad.object not in told)
        yield _graph([*own, *(quad for node in named for quad in types[node])]), {
            node.value for node in focus if isinstance(node, NamedNode)}


def _graph(statements: Iterable[Quad]) -> Graph:
    return Graph().parse(data="".join(f"{quad.triple} .\n" for quad in statements), format="nt")


def _add_concepts(data: Graph) -> None:
    """The concepts that the graph refers to: what they are, and the scheme they belong to."""
    for term in set(data.objects()):
        concept = vocabulary().get(str(term).removeprefix(VOCABULARY)) if str(term).startswith(VOCABULARY) else None
        if concept is not None:
            data.add((term, RDF.type, SKOS.Concept))
            data.add((term, SKOS.inScheme, URIRef(VOCABULARY + concept.scheme)))


def _violation(report: Graph, result: Node, name: str) -> Violation:
    path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
    shape = report.value(result, SH.sourceShape)
    messages = _messages(report, result, shape)
    any_text = next(iter(messages.values()), "")
    return Violation(
        focus=str(report.value(result, SH.focusNode)),
        path="" if path is None else _path(report, path),
        value="" if value is None else str(value),
        severity=str(report.value(result, SH.resultSeverity)).rpartition("#")[2],
        message_zh=messages.get("zh", any_text),
        message_en=messages.get("en", any_text),
        shape=str(shape).rpartition("#")[2] if isinstance(shape, URIRef) else "",
        source=name,
    )


def _messages(report: Graph, result: Node, shape: Node | None) -> dict[str | None, str]:
    """Language → message: those of the shape (pySHACL reports only one of them for a SPARQL constraint)."""
    texts = list(_shapes().objects(shape, SH.message)) or list(report.objects(result, SH.resultMessage))
    return {text.language: str(text) for text in texts if isinstance(text, Literal)}


def _path(graph: Graph, path: Node) -> str:
    """A property path in the syntax of SPARQL."""
    if not isinstance(path, BNode):
        return compact(str(path))
    inverse, choice = graph.value(path, SH.inversePath), graph.value(path, SH.alternativePath)
    if inverse is not None:
        return f"^{_path(graph, inverse)}"
    parts = [_path(graph, part) for part in Collection(graph, choice if choice is not None else path)]
    return f"({'/'.join(parts)})" if choice is None else "|".join(parts)
