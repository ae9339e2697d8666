"""Facts that a source states and that wait for somebody's decision, because the extraction is not sure enough of them.

`kg load --min-confidence` notes the least confidence in what the source states (`coop:minimumConfidence`). Like decisions,
it is applied whenever the source's graph is written: facts below it are left out, with what only they spoke of, and
`coop:withholds` says which these are. So the graph follows from what is stated and decided, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from ..terms import COOP, OA, RDF, XSD, Literal, NamedNode, Quad
from .decisions import FACTS, OWNERS, Decision, decided, drop
from .graphs import plain


def barred(quads: Iterable[Quad], graph: NamedNode, least: float) -> list[Quad]:
    """A source's statements with the confidence from which on its facts are to be seen; 0 for all."""
    kept = [quad for quad in quads if (quad.subject, quad.predicate) != (graph, COOP.minimumConfidence)]
    if least:
        kept.append(Quad(graph, COOP.minimumConfidence, Literal(f"{Decimal(str(least)):f}", datatype=XSD.decimal), graph))
    return kept


def followed(decisions: Collection[Decision], stated: frozenset[Quad], graph: NamedNode) -> frozenset[Quad]:
    """What a source's graph says: what it states, as people decided, without the facts that wait for a decision."""
    found = {quad for quad in stated if quad.predicate != COOP.withholds}
    facts = waiting(decisions, found, graph)
    drop(found, facts, graph)
    said = decided(decisions, frozenset(found), graph)
    return said | {Quad(graph, COOP.withholds, fact, graph) for fact in facts}


def waiting(decisions: Collection[Decision], stated: Collection[Quad], graph: NamedNode) -> set[NamedNode]:
    """The facts below the least confidence of this source, or of all sources that an export has brought into it, of which
    nobody has decided. Whoever accepts a part accepts what it is part of, and with a statement its points; a side of a
    partnership waits with it and never alone."""
    least = {quad.subject: _number(quad) for quad in stated if quad.predicate == COOP.minimumConfidence}
    if not least:
        return set()
    index = _Index(stated)
    rejected = {one.target for one in decisions if one.verdict == "reject"}
    kept = {one.target for one in decisions if one.verdict == "correct" or (one.verdict == "accept" and not one.apart)}
    wanted = {owner for fact, owner in index.owners.items() if fact.value in kept - rejected}
    wanted |= {fact for fact in index.points if index.owners[fact].value in kept}

    def waits(fact: NamedNode) -> bool:
        owner = index.owners.get(fact)
        if fact.value in kept | rejected or fact in wanted or owner in index.partnerships or (owner and owner.value in rejected):
            return False
        theirs = min((least.get(source, 0.0) for source in index.sources(fact)), default=0.0)
        return index.sure.get(fact, 1.0) < max(least.get(graph, 0.0), theirs)

    return {fact for fact in index.facts if waits(fact)}


class _Index:
    """What decides whether facts wait: how sure they are, where they come from, what they are part of."""

    def __init__(self, stated: Iterable[Quad]) -> None:
        self.facts: set[NamedNode] = set()
        self.partnerships: set[NamedNode] = set()
        self.points: set[NamedNode] = set()
        self.sure: dict[NamedNode, float] = {}
        self.owners: dict[NamedNode, NamedNode] = {}
        self._proofs: dict[NamedNode, list[NamedNode]] = {}
        self._source: dict[NamedNode, NamedNode] = {}
        for quad in stated:
            if isinstance(quad.subject, NamedNode):
                self._note(quad.predicate, quad.subject, quad)

    def _note(self, term: NamedNode, subject: NamedNode, quad: Quad) -> None:
        value = quad.object
        if term == COOP.confidence:
            self.sure[subject] = max(self.sure.get(subject, 0.0), _number(quad))
        elif not isinstance(value, NamedNode):
            return
        elif term == RDF.type and value in FACTS:
            self.facts.add(subject)
            if value == COOP.Partnership:
                self.partnerships.add(subject)
        elif term in OWNERS:
            self.owners[subject] = value
            if term == COOP.pointOf:
                self.points.add(subject)
        elif term == COOP.evidence:
            self._proofs.setdefault(subject, []).append(value)
        elif term == OA.hasSource:
            self._source[subject] = value

    def sources(self, fact: NamedNode) -> set[NamedNode]:
        """The sources of the evidence of a fact."""
        return {self._source[proof] for proof in self._proofs.get(fact, ()) if proof in self._source}


def _number(quad: Quad) -> float:
    """The number that a statement ends in; 1 if it is none."""
    try:
        return float(plain(quad.object))
    except ValueError:
        return 1.0
