"""Facts that want a look: those that cannot both hold, and those that the extractor is not sure of."""

from __future__ import annotations

from typing import NamedTuple

from ..store import Store
from ..store import open as open_store
from ..store.decisions import FACTS
from ..store.graphs import plain
from ..terms import COOP, NamedNode, compact
from .questions import near, quote, says, text

BELOW = 0.85
"""Confidence under which a fact is doubtful, unless the caller says otherwise."""


class Conflict(NamedTuple):
    """Two claims that cannot both hold, side by side: `kind` is "two holders", "two starts" or "two amounts"; each claim
    has its value, source (IRI), quote and fact (IRI). Where one fact has two values, both facts are the same."""

    kind: str
    what: str
    value1: str
    source1: str
    quote1: str
    fact1: str
    value2: str
    source2: str
    quote2: str
    fact2: str


class Doubt(NamedTuple):
    """A fact of one source with the confidence in it: `says` is what it says in a line, `fact` its IRI."""

    confidence: float
    kind: str
    says: str
    fact: str
    source: str
    quote: str


def settled(store: Store) -> set[frozenset[str]]:
    """Pairs of which somebody has decided that both stand."""
    return {frozenset((one.target, other)) for one in store.decisions if one.verdict == "accept" for other in one.apart}


def conflicts(store: Store) -> list[Conflict]:
    """Claims that cannot both hold, without those of which somebody has decided that both stand."""
    stand, found = settled(store), dict[tuple[str, ...], Conflict]()
    for row in store.rows(text("contradictions")):
        kind, what, value1, source1, value2, source2, fact1, fact2 = (value or "" for value in row)
        key = (kind, fact1, source1, fact2, source2, value1, value2)
        if frozenset((fact1, fact2)) not in stand and key not in found:
            found[key] = Conflict(kind, what, value1, source1, quote(store, fact1, source1), fact1,
                                  value2, source2, quote(store, fact2, source2), fact2)
    return list(found.values())


def doubts(store: Store, below: float = BELOW, about: str = "") -> list[Doubt]:
    """Facts of a confidence under `below`, the least sure first, without those that somebody has accepted.

    Parameters
    ----------
    below : confidence in [0, 1]; above 1 for all facts.
    about : IRI of an entity: only facts that speak of it.
    """
    kinds = {kind.value for kind in FACTS}
    wanted = near(store, about) if about else None
    found: dict[tuple[str, str], Doubt] = {}
    for fact, kind, confidence, source, said in store.rows(text("doubts")):
        key = fact or "", source or ""
        if kind in kinds and float(confidence or 1) < below and key not in found and (wanted is None or fact in wanted):
            name = compact(kind or "").partition(":")[2].lower()
            found[key] = Doubt(float(confidence or 1), name, says(store, key[0]), *key, said or "")
    return list(found.values())


def waiting(store: Store, about: str = "") -> list[Doubt]:
    """Facts that are withheld until somebody accepts or rejects them, the least sure first.

    Parameters
    ----------
    about : IRI of an entity: only facts that speak of it.
    """
    facts: dict[str, set[str]] = {}
    for quad in store.quads(None, COOP.withholds):
        facts.setdefault(plain(quad.subject), set()).add(plain(quad.object))
    with open_store(base=store.base) as beside:  # the same question, asked of what the sources state
        for source in store.sources() if facts else ():
            if held := set(map(NamedNode, facts.get(source.iri, ()))):
                stated = store.stated(source.name)
                near = held | {quad.object for quad in stated if quad.subject in held}
                beside.replace_quads(source.name, [quad for quad in stated if quad.subject in near])
        return [one for one in doubts(beside, 2, about) if one.fact in facts.get(one.source, ())]
