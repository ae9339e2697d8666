"""Why a derived statement holds: every application of its rule that yields it, with the facts that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .. import lookup
from ..errors import KGError, UnknownName
from ..lookup import Account, Entity
from ..store import Store
from ..terms import VOCABULARY, NamedNode, compact
from ..vocabulary import term_labels, vocabulary
from .book import Rule, instances, local, named, rules
from .derivation import GRAPH, states


class Reason(NamedTuple):
    """One application of a rule that yields a statement: the facts that it rests on, as their sources state them."""

    rule: str
    premises: tuple[Account, ...]


class Why(NamedTuple):
    """Why a statement holds. `derived`: it stands in the derived graph; `stale`: sources have changed since its rule was applied. A
    derived statement without reasons holds no longer."""

    rule: Rule
    reasons: tuple[Reason, ...]
    derived: bool
    stale: bool


class Statement(NamedTuple):
    """A statement that a rule may derive."""

    subject: Entity
    rule: Rule
    object: Entity


def why(store: Store, subject: str, relation: str, object: str) -> Why:
    """Why one thing stands in a derived relation to another, as the sources stand now.

    Parameters
    ----------
    subject, object : IRIs.
    relation : the relation (IRI, `coop:assists`, `assists`) or the name of its rule.

    Raises
    ------
    UnknownName : no rule derives the relation, or an end is no IRI.
    """
    rule = named([relation])[0]
    try:
        quad = NamedNode(subject), NamedNode(rule.relation), NamedNode(object), NamedNode(store.base + GRAPH)
    except ValueError as error:
        raise UnknownName(subject, (), f"a statement has IRIs at its ends: {error}") from None
    premises = sorted({one.premises for one in instances(store, rule, subject, object)})
    reasons = tuple(Reason(rule.name, tuple(_account(store, *premise) for premise in some)) for some in premises)
    return Why(rule, reasons, next(store.quads(*quad), None) is not None, states(store)[rule.name] == "stale")


def statement(store: Store, words: Sequence[str]) -> Statement:
    """The statement that words mean: a name, a relation and a name, as one word each or all in one.

    A relation is known by its local name (assists), prefixed or in full, and by its labels in the ontology (帮扶, met with). In Chinese
    it needs no spaces around it.

    Raises
    ------
    UnknownName : there is no relation between two names, or nothing bears one of them.
    AmbiguousName : several things do.
    """
    trouble: KGError | None = None
    for subject, rule, object in _splits(words):
        try:
            return Statement(_end(store, subject), rule, _end(store, object))
        except KGError as error:
            trouble = trouble or error
    if trouble is not None:
        raise trouble
    known = ", ".join(f"{local(rule)} ({term_labels()[rule.relation][0]})" for rule in rules().values())
    text = " ".join(words)
    raise UnknownName(text, (), f"{text!r} is neither the IRI of a fact nor a statement: write NAME RELATION NAME, where RELATION is one of {known}")


def _splits(words: Sequence[str]) -> Iterator[tuple[str, Rule, str]]:
    """The ways in which words are a statement: the relation as a word of its own, then between spaces, then anywhere."""
    names = _names()
    for place in range(1, len(words) - 1):
        if rule := names.get(words[place].casefold()):
            yield " ".join(words[:place]), rule, " ".join(words[place + 1:])
    text = " ".join(words)
    for around in (" ", ""):
        for name in sorted(names, key=len, reverse=True):
            before, found, after = _parted(text, f"{around}{name}{around}")
            if found and before.strip() and after.strip() and (around or not name.isascii()):
                yield before, names[name], after


def _parted(text: str, name: str) -> tuple[str, bool, str]:
    place = text.casefold().find(name)
    return (text[:place], True, text[place + len(name):]) if place >= 0 else ("", False, "")


def _names() -> dict[str, Rule]:
    """What the relations of the rules are called, in small letters."""
    return {name.casefold(): rule for rule in rules().values()
            for name in (local(rule), compact(rule.relation), rule.relation, *term_labels().get(rule.relation, ()))}


def _end(store: Store, name: str) -> Entity:
    """An entity, or a programme, which no source makes."""
    name = name.strip()
    key = vocabulary().words("programme").get(name) or name.removeprefix("voc:").removeprefix(VOCABULARY)
    concept = vocabulary().get(key)
    return Entity(VOCABULARY + concept.key, concept.zh, concept.scheme, "") if concept else lookup.resolve(store, name)


def _account(store: Store, fact: str, source: str) -> Account:
    return lookup.accounts(store, fact, source)[0]
