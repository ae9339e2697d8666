"""Taking and undoing decisions, each checked against what the store holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timezone
from decimal import Decimal, InvalidOperation

from .. import edtf
from ..errors import DecisionError
from ..store import Store
from ..store.decisions import FACTS, Decision
from ..terms import COOP, EDTF, PREFIXES, RDF, RDFS, VOCABULARY, XSD, Literal, NamedNode, digest, expand
from ..vocabulary import vocabulary

ENTITIES = frozenset({COOP.Region, NamedNode(PREFIXES["org"] + "Organization"), NamedNode(PREFIXES["foaf"] + "Person"),
                      NamedNode(PREFIXES["org"] + "Post")})
"""Classes of what claims speak of."""
_FIXED = frozenset({RDF.type, COOP.evidence, COOP.confidence, COOP.rule, COOP.statedValue, COOP.participationIn,
                    COOP.pointOf, COOP.scope})
_DATES = {str(XSD.date.value), str(XSD.gYear.value), str(XSD.gYearMonth.value), EDTF.value}
_TIMED = frozenset({COOP.start, COOP.end, COOP.attested})


def decisions(store: Store) -> list[Decision]:
    """All decisions, in the order of their numbers."""
    return list(store.decisions)


def accept(store: Store, fact: str, *, who: str, apart: Sequence[str] = (), when: str = "", why: str = "") -> Decision:
    """A fact is right as it is stated, so that review asks no more about it, and queries see it where it was withheld.

    Parameters
    ----------
    fact : its IRI, a prefixed name (`id:tenure/…`), or the path below the base.
    apart : IRIs of what is not the same as it, or does not contradict it, so that neither is asked about again.
    who : name of the person who decides.
    when : ISO 8601 time with zone; now if empty.
    why : a remark.

    Raises
    ------
    DecisionError : the store holds no such fact, or the decision lacks what it needs.
    """
    kinds = FACTS | ENTITIES if apart else FACTS
    return _take(store, Decision(0, "accept", _known(store, fact, kinds, waiting=not apart), who, when, why=why,
                                 apart=tuple(sorted(_known(store, one, kinds) for one in apart))))


def reject(store: Store, fact: str, *, who: str, when: str = "", why: str = "") -> Decision:
    """A fact is wrong: with its parts, and the evidence and entities that only it refers to, it is withheld from
    queries. Parameters and errors as for `accept`; a side of a partnership cannot be rejected alone."""
    iri = _known(store, fact, FACTS, waiting=True)
    for quad in store.quads(NamedNode(iri), COOP.participationIn):
        if isinstance(quad.object, NamedNode) and COOP.Partnership in _classes(store, quad.object.value):
            raise DecisionError(f"<{iri}> is one side of a partnership, which has two; reject <{quad.object.value}>")
    return _take(store, Decision(0, "reject", iri, who, when, why=why))


def merge(store: Store, entity: str, into: str, *, who: str, when: str = "", why: str = "") -> Decision:
    """Two entities are one, which bears the IRI and name of `into` everywhere; another name becomes an alternative.

    Raises
    ------
    DecisionError : one is unknown, they are the same, or of different kinds.
    """
    kinds = FACTS | ENTITIES
    one, other = _known(store, entity, kinds), _known(store, into, kinds)
    if one == other:
        raise DecisionError(f"<{one}> cannot be merged into itself; name two entities")
    if not _classes(store, one) & _classes(store, other) & kinds:
        raise DecisionError(f"<{one}> and <{other}> are of different kinds, and so not the same; merge what is of one kind")
    names = sorted((quad.object for quad in store.quads(NamedNode(other), RDFS.label)), key=str)
    name = names[0] if names and isinstance(names[0], Literal) else None
    return _take(store, Decision(0, "merge", one, who, when, into=other, value=name, why=why))


def split(store: Store, entity: str, apart: Sequence[str], *, who: str, when: str = "", why: str = "") -> Decision:
    """One entity is in truth two: in the facts of `apart` it gets an IRI of its own.

    Parameters
    ----------
    apart : facts, or sources of which all facts are meant (IRIs, prefixed names, or paths below the base).

    Raises
    ------
    DecisionError : the entity, a fact or a source is unknown, or none of the facts speaks of the entity.
    """
    one = _known(store, entity, ENTITIES)
    moved = tuple(sorted({_known(store, fact, FACTS | {COOP.Source}) for fact in apart}))
    if not moved:
        raise DecisionError(f"a split of <{one}> needs the facts or sources that speak of the other; name them")
    into = f"{one}/apart/{digest(*moved)}"
    taken = _take(store, Decision(0, "split", one, who, when, into=into, apart=moved, why=why))
    if not _classes(store, into):
        undo(store, taken.number)
        raise DecisionError(f"none of the facts speaks of <{one}>, so nothing was split; name facts that do")
    return taken


def correct(store: Store, fact: str, property: str, value: str, *, who: str, when: str = "", why: str = "") -> Decision:
    """A value is wrong and this one right: it replaces the stated one, which is kept as `coop:statedValue`.

    Parameters
    ----------
    fact : IRI of a fact or an entity.
    property : prefixed name or IRI of the property (`coop:start`, `coop:amount`, `rdfs:label`).
    value : the right value, written as the stated one is: a date in its own precision (`2016`, `2021-11-30`), a number
        without separators, a text, a concept (`voc:status/paid`).

    Raises
    ------
    DecisionError : the fact is unknown, the property is none that can be corrected, or the value does not fit it.
    """
    iri, term = _known(store, fact, FACTS | ENTITIES), NamedNode(_iri(store, property))
    if term in _FIXED:
        raise DecisionError(f"{property} says where a fact comes from and is not corrected; reject the fact instead")
    stated = sorted((quad.object for quad in store.quads(NamedNode(iri), term)), key=str)
    if not stated and term not in _TIMED and not value.strip().startswith("voc:"):
        raise DecisionError(f"no source states {property} of <{iri}>, so there is nothing to correct; `kg show` and `kg query` "
                            "tell what is stated")
    return _take(store, Decision(0, "correct", iri, who, when, term=term.value, why=why,
                                 value=_typed(store, property, term, value, stated[0] if stated else None)))


def undo(store: Store, number: int) -> Decision:
    """Undo a decision: every source says again what it said without it.

    Raises
    ------
    DecisionError : no decision bears the number.
    """
    known = store.decisions
    found = next((one for one in known if one.number == number), None)
    if found is None:
        raise DecisionError(f"there is no decision {number}; `kg decisions` lists those that there are")
    store.curate(one for one in known if one.number != number)
    return found


def withheld(store: Store, iri: str) -> bool:
    """Whether a source states this fact and it is withheld until somebody accepts it."""
    return next(store.quads(None, COOP.withholds, NamedNode(iri)), None) is not None


def fact_iri(store: Store, name: str) -> str:
    """The IRI that a prefixed name (`id:tenure/…`), a path below the base, or an IRI means.

    Raises
    ------
    DecisionError : it is none.
    """
    return _iri(store, name)


def _take(store: Store, decision: Decision) -> Decision:
    if not decision.who.strip():
        raise DecisionError("a decision needs the name of the person who takes it")
    when = decision.when or datetime.now(timezone.utc).isoformat("T", "milliseconds")
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", when):
        raise DecisionError(f"{when!r} is no time; write one as 2021-11-30T09:00:00+08:00")
    number = max((one.number for one in store.decisions), default=0) + 1
    store.curate([*store.decisions, decision._replace(number=number, when=when, who=decision.who.strip())])
    return store.decisions[-1]


def _iri(store: Store, name: str) -> str:
    whole = "://" in name or name.startswith("urn:") or name.partition(":")[0] in PREFIXES
    own = name if whole else f"id:{name}"
    full = store.base + own[3:] if own.startswith("id:") else expand(own)
    try:
        return NamedNode(full).value
    except ValueError:
        raise DecisionError(f"{name!r} is no IRI; take it from `kg review --format json` or `kg query`") from None


def _classes(store: Store, iri: str) -> set[object]:
    return {quad.object for quad in store.quads(NamedNode(iri), RDF.type)}


def _known(store: Store, name: str, kinds: frozenset[NamedNode], *, waiting: bool = False) -> str:
    """The IRI of what the store holds; `waiting`: also of a fact that is withheld until somebody decides."""
    iri = _iri(store, name)
    classes = _classes(store, iri)
    if not classes and withheld(store, iri):
        if waiting:
            return iri
        raise DecisionError(f"<{iri}> is withheld, since the extraction is not sure enough of it; accept it first")
    if not classes:
        raise DecisionError(f"no source speaks of <{iri}>; `kg review NAME --format json` lists facts with their IRIs")
    if not classes & kinds:
        wanted = ", ".join(sorted(kind.value.rpartition("#")[2].rpartition("/")[2] for kind in kinds))
        raise DecisionError(f"<{iri}> is none of: {wanted}; decide about one of these")
    return iri


def _typed(store: Store, property: str, term: NamedNode, text: str, stated: object) -> Literal | NamedNode:
    """The value as a term like the stated one."""
    text = text.strip()
    kind = stated.datatype.value if isinstance(stated, Literal) else ""
    if isinstance(stated, NamedNode) or text.startswith("voc:"):
        return _concept(store, property, text)
    if kind in _DATES or term in _TIMED:
        if not edtf.valid(text):
            raise DecisionError(f"{text!r} is no date of the calendar; write 2016, 2016-03 or 2016-03-01")
        return Literal(text, datatype=XSD[edtf.datatype(text)] if edtf.datatype(text) else EDTF)
    if kind in (XSD.decimal.value, XSD.integer.value):
        return _number(text, kind)
    if kind == XSD.boolean.value:
        if text not in ("true", "false"):
            raise DecisionError(f"{property} is true or false, not {text!r}")
        return Literal(text, datatype=XSD.boolean)
    if not text:
        raise DecisionError(f"{property} cannot be corrected to nothing; reject the fact instead")
    language = stated.language if isinstance(stated, Literal) else None
    return Literal(text, language=language) if language else Literal(text)


def _number(text: str, kind: str) -> Literal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or (kind == XSD.integer.value and number != number.to_integral_value()):
        raise DecisionError(f"{text!r} is no {'whole ' if kind == XSD.integer.value else ''}number; write digits alone "
                            "(6558000)")
    return Literal(format(number, "f"), datatype=NamedNode(kind))


def _concept(store: Store, property: str, text: str) -> NamedNode:
    iri = expand(text)
    if iri.startswith(VOCABULARY) and vocabulary().get(iri.removeprefix(VOCABULARY)) is None:
        raise DecisionError(f"the vocabularies hold no concept {text!r}; ontology/vocabularies lists them")
    if not iri.startswith(VOCABULARY):
        raise DecisionError(f"{property} names something else; write a concept (voc:status/paid), or use merge and split to "
                            "say which entity is meant")
    return NamedNode(_iri(store, iri))
