"""The queries of this room (`kg/queries/curation`), and what they answer about one fact."""

from __future__ import annotations

import functools
from pathlib import Path

from ..store import Store
from ..terms import COOP, FOAF, OA, ORG, RDF, VOCABULARY, Literal, NamedNode, compact
from ..vocabulary import vocabulary

_FOLDER = Path(__file__).resolve().parent.parent / "queries" / "curation"
_SILENT = {compact(term.value) for term in (
    RDF.type, COOP.evidence, COOP.confidence, COOP.rule, COOP.scope, COOP.participationIn, COOP.pointOf, COOP.earliestStart,
    COOP.latestStart, COOP.earliestEnd, COOP.latestEnd, COOP.atEvent, COOP.partOf, COOP.aboutPartnership, COOP.leader)}

_PASSED = frozenset({FOAF.Person, ORG.Organization, ORG.Post})


@functools.cache
def text(name: str) -> str:
    """The SPARQL text of one of them, or of a named query."""
    own = _FOLDER / f"{name}.rq"
    return (own if own.exists() else _FOLDER.parent / own.name).read_text("utf-8")


def quote(store: Store, fact: str, source: str) -> str:
    """What a source says of a fact in its own words, the first passage of several; empty where it has none."""
    graph = NamedNode(source)
    proofs = sorted(quad.object.value for quad in store.quads(NamedNode(fact), COOP.evidence, None, graph)
                    if isinstance(quad.object, NamedNode))
    found = (quad.object for proof in proofs for quad in store.quads(NamedNode(proof), OA.exact, None, graph))
    return next((term.value for term in found if isinstance(term, Literal)), "")


def says(store: Store, fact: str) -> str:
    """What a fact says, in a line: `member: 乙二凡; post: 县长`."""
    parts: dict[str, None] = {}
    for term, value, _ in store.rows(text("says"), {"fact": NamedNode(fact)}):
        name = compact(term or "")
        if name not in _SILENT and value:
            parts[f"{name.partition(':')[2] or name}: {_word(value)}"] = None
    return "; ".join(parts)


def near(store: Store, entity: str) -> set[str]:
    """IRIs of an entity, of what refers to it, and of what refers to the persons, bodies and posts among these: the posts
    held in the bodies of a region speak of the region."""
    first = _referring(store, entity)
    beyond = {iri for iri in first if any(quad.object in _PASSED for quad in store.quads(NamedNode(iri), RDF.type))}
    return {entity} | first | {iri for passed in beyond for iri in _referring(store, passed)}


def _referring(store: Store, iri: str) -> set[str]:
    return {quad.subject.value for quad in store.quads(None, None, NamedNode(iri)) if isinstance(quad.subject, NamedNode)}


def _word(value: str) -> str:
    """A concept by its Chinese label; whatever else in prefixed form."""
    concept = vocabulary().get(value.removeprefix(VOCABULARY)) if value.startswith(VOCABULARY) else None
    return concept.zh if concept else compact(value)
