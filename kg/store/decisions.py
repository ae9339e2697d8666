"""People's decisions as RDF, and what a source's graph says once they are applied. Imported when there are any.

Each decision is a `coop:Decision` in the curation graph. They are applied in the order of their numbers to what the
source itself states, so that the same statements and decisions always give the same graph, and undoing one is applying
the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .. import edtf
from ..errors import DecisionError
from ..model.encode import BOUNDS
from ..terms import (
    COOP,
    DCTERMS,
    FOAF,
    OA,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
    Literal,
    NamedNode,
    Quad,
    digest,
    segment,
)
from .graphs import plain

FACTS = frozenset({COOP.Tenure, COOP.Participation, COOP.Partnership, SCHEMA.Event, COOP.Agreement, COOP.Commitment,
                   COOP.Measure, COOP.Statement, COOP.Point})
"""Classes of what a source claims."""
OWNERS = (COOP.participationIn, COOP.pointOf)
"""From a part of a fact to the fact."""
_NAMES = (RDFS.label, FOAF.name)
_MANY = frozenset({RDF.type, SKOS.altLabel, COOP.evidence, COOP.party, COOP.signatory, COOP.sector})
"""Properties of which a merged node keeps the values of both; of all others it keeps the survivor's."""


class Decision(NamedTuple):
    """What somebody decided. `verdict` is accept, reject, merge, split or correct; `target` the IRI of the fact or
    entity; `into` the IRI that survives a merge, or that a split makes; `apart` the facts and sources whose entity a
    split takes apart, or what an accepted entity is to be kept apart from; `term` and `value` the property (IRI) and value that a correction
    sets (of a merge: the name that survives); `who` a name, `when` an ISO time; `why` a remark."""

    number: int
    verdict: str
    target: str
    who: str
    when: str
    into: str = ""
    apart: tuple[str, ...] = ()
    term: str = ""
    value: Literal | NamedNode | None = None
    why: str = ""

    @property
    def key(self) -> str:
        """Path of its IRI below the base: the same decision by the same person at the same time is the same node."""
        return "decision/" + digest(*self[1:])


def write(decision: Decision, base: str, graph: NamedNode) -> Iterator[Quad]:
    """A decision as quads of the curation graph."""
    node, agent = NamedNode(base + decision.key), NamedNode(f"{base}curator/{segment(decision.who)}")
    said: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (node, RDF.type, COOP.Decision), (node, DCTERMS.identifier, Literal(str(decision.number))),
        (node, COOP.verdict, Literal(decision.verdict)), (node, COOP.target, NamedNode(decision.target)),
        (node, PROV.wasAttributedTo, agent), (agent, RDF.type, PROV.Agent), (agent, RDFS.label, Literal(decision.who)),
        (node, PROV.generatedAtTime, Literal(decision.when, datatype=XSD.dateTime))]
    said += [(node, term, NamedNode(iri)) for term, iri in ((COOP.into, decision.into),
                                                            (COOP.correctedProperty, decision.term)) if iri]
    said += [(node, COOP.apart, NamedNode(iri)) for iri in decision.apart]
    if decision.value is not None:
        said.append((node, COOP.decidedValue, decision.value))
    if decision.why:
        said.append((node, RDFS.comment, Literal(decision.why)))
    for subject, term, value in said:
        yield Quad(subject, term, value, graph)


def read(quads: Iterable[Quad]) -> tuple[Decision, ...]:
    """The decisions of a curation graph, in the order of their numbers.

    Raises
    ------
    DecisionError : a decision lacks what it needs; the message names it.
    """
    index: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.object, (NamedNode, Literal)):
            index[plain(quad.subject)][quad.predicate].append(quad.object)
    found = [_decision(iri, values, index) for iri, values in index.items() if COOP.Decision in values[RDF.type]]
    return tuple(sorted(found, key=_order))


def _order(decision: Decision) -> tuple[int, str]:
    return decision.number, decision.key


def _decision(iri: str, values: dict[NamedNode, list[NamedNode | Literal]],
              index: dict[str, dict[NamedNode, list[NamedNode | Literal]]]) -> Decision:
    def one(term: NamedNode) -> str:
        return min(map(plain, values.get(term, ())), default="")

    agent, number, verdict = one(PROV.wasAttributedTo), one(DCTERMS.identifier), one(COOP.verdict)
    who = min(map(plain, index[agent][RDFS.label]), default="") if agent in index else ""
    decision = Decision(int(number) if number.isascii() and number.isdecimal() else 0, verdict, one(COOP.target), who,
                        one(PROV.generatedAtTime), one(COOP.into), tuple(sorted(map(plain, values.get(COOP.apart, ())))),
                        one(COOP.correctedProperty), next(iter(sorted(values.get(COOP.decidedValue, ()), key=str)), None),
                        one(RDFS.comment))
    needs = (decision.number, decision.target, who, decision.when, verdict in _APPLY, *{
        "merge": (decision.into,), "split": (decision.into, decision.apart),
        "correct": (decision.term, decision.value is not None)}.get(verdict, ()))
    if not all(needs):
        raise DecisionError(f"<{iri}> is no whole decision: it needs a number, a verdict ({', '.join(_APPLY)}), a "
                            "target, who and when, and what the verdict speaks of; correct or remove it")
    return decision


def joined(known: Iterable[Decision], others: Iterable[Decision]) -> list[Decision]:
    """Decisions with those from elsewhere after them: what is known already stays one, a taken number becomes the next."""
    result = list(known)
    keys, numbers = {one.key for one in result}, {one.number for one in result}
    for one in sorted(others, key=_order):
        if one.key not in keys:
            number = one.number if one.number not in numbers else max(numbers) + 1
            result.append(one._replace(number=number))
            keys.add(one.key)
            numbers.add(number)
    return result


def decided(decisions: Iterable[Decision], stated: frozenset[Quad], graph: NamedNode) -> frozenset[Quad]:
    """What a source's graph says when the decisions are applied to what the source states."""
    found, names = set(stated), _mentioned(stated)
    for decision in decisions:
        if decision.target in names:
            _APPLY[decision.verdict](found, decision, graph)
            names |= {decision.into}
    return frozenset(found)


def _mentioned(quads: Iterable[Quad]) -> set[str]:
    return {term.value for quad in quads for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}


def _keep(quads: set[Quad], decision: Decision, graph: NamedNode) -> None:
    """An accepted fact stays as it is stated."""


def _reject(quads: set[Quad], decision: Decision, graph: NamedNode) -> None:
    drop(quads, {NamedNode(decision.target)}, graph)


def drop(quads: set[Quad], facts: set[NamedNode], graph: NamedNode) -> None:
    """Leave out facts, their parts, what refers to them, and the evidence and entities that only they referred to."""
    gone = facts | {quad.subject for quad in quads if quad.predicate in OWNERS and quad.object in facts}
    leaving = {quad for quad in quads if quad.subject in gone or quad.object in gone}
    kept_kinds = {quad.subject for quad in quads if quad.predicate == RDF.type and (
        quad.object in FACTS or quad.object == COOP.Source)} | {graph}
    while leaving:
        quads -= leaving
        referred = {quad.object for quad in quads}
        orphans = {quad.object for quad in leaving} - referred - kept_kinds
        leaving = {quad for quad in quads if quad.subject in orphans}


def _merge(quads: set[Quad], decision: Decision, graph: NamedNode) -> None:
    """The surviving IRI wherever the other stood. Of what both are said to be once, the survivor's stays; another name
    becomes an alternative one."""
    lost, kept = NamedNode(decision.target), NamedNode(decision.into)
    touched = {quad for quad in quads if lost in (quad.subject, quad.object)}
    own = {quad.predicate for quad in quads if quad.subject == kept}
    quads -= touched
    for quad in touched:
        subject = kept if quad.subject == lost else quad.subject
        value = kept if quad.object == lost else quad.object
        if subject == value:
            continue
        term = quad.predicate
        if quad.subject == lost and term in _NAMES and decision.value is not None and value != decision.value:
            quads.add(Quad(kept, SKOS.altLabel, value, graph))
            value = decision.value
        if quad.subject != lost or term in _MANY or term not in own:
            quads.add(Quad(subject, term, value, graph))


def _split(quads: set[Quad], decision: Decision, graph: NamedNode) -> None:
    """Another IRI for the entity in some facts, or in all of a source; it is described as the one it was taken for."""
    one, other, apart = NamedNode(decision.target), NamedNode(decision.into), set(map(NamedNode, decision.apart))
    proofs = {quad.subject for quad in quads if quad.predicate == OA.hasSource and quad.object in apart}
    moved = apart | {quad.subject for quad in quads if quad.predicate == COOP.evidence and quad.object in proofs}
    moved |= {quad.subject for quad in quads if quad.predicate in OWNERS and quad.object in moved}
    changed = {quad for quad in quads if quad.subject in moved and quad.object == one and quad.predicate != SCHEMA.mentions}
    if not changed:
        return
    quads -= changed
    quads |= {Quad(quad.subject, quad.predicate, other, graph) for quad in changed}
    about = {quad for quad in quads if quad.subject == one}
    quads |= {Quad(other, quad.predicate, quad.object, graph) for quad in about}
    listed = {quad for quad in quads if quad.object == one and quad.predicate == SCHEMA.mentions}
    quads |= {Quad(quad.subject, quad.predicate, other, graph) for quad in listed}
    if not any(quad.object == one and quad not in listed for quad in quads):
        quads -= about | listed


def _correct(quads: set[Quad], decision: Decision, graph: NamedNode) -> None:
    """The decided value instead of the stated one, which is kept beside it; a date's bounds follow the date."""
    node, term, value = NamedNode(decision.target), NamedNode(decision.term), decision.value
    here = {quad for quad in quads if quad.subject == node}
    if value is None or not any(quad.predicate == RDF.type for quad in here):
        return
    terms = [term, RDFS.label] if term == FOAF.name else [term]  # a person's name is written as both
    old = {quad for quad in here if quad.predicate in terms}
    quads -= old | {quad for quad in here if quad.predicate in BOUNDS.get(term, ())}
    quads |= {Quad(node, one, value, graph) for one in terms}
    quads |= {Quad(node, COOP.statedValue, quad.object, graph) for quad in old if quad.object != value}
    if term in BOUNDS:
        for bound, day in zip(BOUNDS[term], edtf.bounds(value.value), strict=True):
            if day:
                quads.add(Quad(node, bound, Literal(day, datatype=XSD.date), graph))


_APPLY: dict[str, Callable[[set[Quad], Decision, NamedNode], None]] = {
    "accept": _keep, "reject": _reject, "merge": _merge, "split": _split, "correct": _correct,
}
"""Verdict → what it does to the quads of one source's graph."""
