"""What stands behind a fact: each source's words for it, the rule that found it there, how sure it is, what was decided."""

from __future__ import annotations

from ..errors import UnknownName
from ..store import Store
from ..terms import COOP, ORG, RDF, RDFS, SCHEMA, NamedNode
from .labels import label
from .links import Link, Links
from .rows import Account
from .telling import proofs_of, sentence

_RELATED = {COOP.Partnership: ("partnership", COOP.sideA, COOP.sideB), COOP.Tenure: ("tenure", ORG.member, ORG.organization),
            COOP.Commitment: ("money", COOP.payer, COOP.payee)}
"""Facts that relate two actors, each by two properties."""
_FACTS = frozenset({*_RELATED, COOP.Participation, COOP.Agreement, COOP.Measure, COOP.Statement, COOP.Point, COOP.Project, SCHEMA.Event})
_WHERE = "`kg path --format json` and `kg review --list --format json` print IRIs of facts"


def accounts(store: Store, fact: str, source: str = "") -> list[Account]:
    """A fact as each source states it, one row for each sentence that says so; source after source, in the order of the text.

    Parameters
    ----------
    fact : its IRI.
    source : IRI of a source: only what this one says.

    Raises
    ------
    UnknownName : no source states it, and nobody decided about it.
    """
    try:
        node = NamedNode(fact)
    except ValueError:
        raise UnknownName(fact, (), f"{fact!r} is no IRI; {_WHERE}") from None
    found = [row for graph in sorted(_stating(store, node)) if not source or graph == source for row in _in_source(store, node, NamedNode(graph))]
    if not found:
        found = [Account("", fact, "", "", "withheld until somebody accepts it" if one else decided, one, "")
                 for decided in [_decided(store, fact)] for one in _withheld(store, node) or ([""] if decided else [])]
    if not found:
        raise UnknownName(fact, (), f"no source states a fact <{fact}>; {_WHERE}")
    return found


def _stating(store: Store, node: NamedNode) -> set[str]:
    """The graphs that hold it as a fact."""
    return {quad.graph_name.value for quad in store.quads(node, RDF.type) if quad.object in _FACTS and isinstance(quad.graph_name, NamedNode)}


def _withheld(store: Store, node: NamedNode) -> list[str]:
    return sorted(quad.graph_name.value for quad in store.quads(None, COOP.withholds, node) if isinstance(quad.graph_name, NamedNode))


def _in_source(store: Store, node: NamedNode, graph: NamedNode) -> list[Account]:
    """What proves a fact, or else the whole that it is a part of; of a partnership first what states its year."""
    links = Links(store)
    said, decided = told(store, node.value, graph.value), _decided(store, node.value)
    whole = next((whole for term in (COOP.participationIn, COOP.pointOf) for whole in links.ends(node, term, graph)), node)
    relation = "partnership" if COOP.Partnership in links.ends(node, RDF.type, graph) else ""
    return [Account(said, node.value, links.values(node, COOP.rule, graph), links.values(node, COOP.confidence, graph), decided, graph.value, quote)
            for _, _, quote in sorted(proofs_of(links, Link(relation, True, graph, whole, None, node)))]


def _decided(store: Store, fact: str) -> str:
    """What people decided about a fact."""
    return "; ".join(f"{one.verdict} by {one.who}, {one.when[:10]}{f': {one.why}' if one.why else ''}"
                     for one in store.decisions if one.target == fact)


def told(store: Store, fact: str, source: str) -> str:
    """A fact as one source states it, in a sentence."""
    links, node, graph = Links(store), NamedNode(fact), NamedNode(source)
    kinds = links.ends(node, RDF.type, graph)
    for kind, (relation, first, second) in _RELATED.items():
        if kind in kinds:
            sides = [_name(links, node, term, graph) or "?" for term in (first, second)]
            return sentence(links, Link(relation, True, graph, node), sides[0], sides[1])
    if COOP.Participation in kinds:
        whole = next(iter(links.ends(node, COOP.participationIn, graph)), node)
        role = label(links.values(node, ORG.role, graph))
        return f"{_name(links, node, ORG.member, graph)}（{role}）：{_occasion(links, whole, graph)}"
    if COOP.Statement in kinds:
        return f"{_name(links, node, COOP.speaker, graph)}：{label(links.values(node, COOP.kind, graph))}"
    if COOP.Measure in kinds:
        return " ".join(links.values(node, term, graph) for term in (COOP.subject, SCHEMA.value, SCHEMA.unitText)).strip()
    return links.values(node, COOP.text, graph) or _occasion(links, node, graph)


def _occasion(links: Links, node: NamedNode, graph: NamedNode) -> str:
    """An event, an agreement or a project by its own name, or by its place and kind; and its day."""
    place, when = _name(links, node, SCHEMA.location, graph), links.values(node, COOP.start, graph)
    what = links.values(node, RDFS.label, graph) or (f"{place}：" if place else "") + label(links.values(node, COOP.kind, graph))
    return what + (f"（{when}）" if when else "")


def _name(links: Links, node: NamedNode, term: NamedNode, graph: NamedNode) -> str:
    return min((links.values(end, RDFS.label, graph) for end in links.ends(node, term, graph)), default="")
