"""The SKOS schemes in `ontology/vocabularies` as a lexicon: concepts by key, and the words that reveal them.

A concept's key is its IRI below the vocabulary base: `event/visit`. Source of the form: W3C SKOS Reference (2009).
"""

import functools
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pyoxigraph import RdfFormat, parse

from .terms import COOP, RDFS, SKOS, VOCABULARY, Literal, NamedNode, ontology_folder

__all__ = ["Concept", "Vocabulary", "label", "read", "term_labels", "vocabulary"]

_LABELS = (SKOS.prefLabel.value, SKOS.altLabel.value, SKOS.hiddenLabel.value)
_IN_SCHEME, _BROADER = SKOS.inScheme.value, SKOS.broader.value
_USED = frozenset((*_LABELS, _IN_SCHEME, _BROADER))
_FACTS = str(COOP)


class Concept(NamedTuple):
    """A concept. `words` are all its labels, Chinese before English, longest first; `facts` holds what else is said of
    it in the ontology's own properties: local name → values (keys of concepts, or plain strings)."""

    key: str
    scheme: str
    zh: str
    en: str
    words: tuple[str, ...]
    broader: tuple[str, ...]
    facts: Mapping[str, tuple[str, ...]]


class Vocabulary:
    """Concepts by key; see `vocabulary` for those that kg comes with, and `read` for others."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = {concept.key: concept for concept in sorted(concepts)}
        self._words: dict[str, dict[str, str]] = {}

    def get(self, key: str) -> Concept | None:
        """The concept with this key ("event/visit"), or None."""
        return self._concepts.get(key)

    def scheme(self, name: str) -> tuple[Concept, ...]:
        """The concepts of a scheme ("event"), in order of their keys; empty where there is no such scheme."""
        return tuple(concept for concept in self._concepts.values() if concept.scheme == name)

    def words(self, scheme: str) -> dict[str, str]:
        """Word → key of its concept, for all words of a scheme, the longest first. Where data gives a word to two
        concepts, the first key has it."""
        if scheme not in self._words:
            found: dict[str, str] = {}
            for concept in self.scheme(scheme):
                for word in concept.words:
                    found.setdefault(word, concept.key)
            self._words[scheme] = {word: found[word] for word in sorted(found, key=_longest)}
        return dict(self._words[scheme])

    def label(self, key: str, language: str = "zh") -> str:
        """The preferred label in Chinese ("zh") or English ("en"); the key itself where no concept bears it."""
        concept = self._concepts.get(key)
        if concept is None:
            return key
        return (concept.en if language == "en" else concept.zh) or key


@functools.cache
def vocabulary() -> Vocabulary:
    """The schemes of `ontology/vocabularies`, read once.

    Raises
    ------
    FileNotFoundError : the installation is broken and holds no ontology.
    """
    return read(path.read_text(encoding="utf-8")
                for path in sorted((ontology_folder() / "vocabularies").glob("*.ttl")))


def read(documents: Iterable[str]) -> Vocabulary:
    """The concepts below the vocabulary base in Turtle documents.

    Raises
    ------
    SyntaxError : a document is no Turtle; the message gives line and column.
    """
    said: dict[str, dict[str, list[Any]]] = {}
    for document in documents:
        for triple in parse(document, RdfFormat.TURTLE):
            name = triple.predicate.value
            if name in _USED or name.startswith(_FACTS):
                said.setdefault(triple.subject.value, {}).setdefault(name, []).append(triple.object)
    return Vocabulary(_concept(iri, about) for iri, about in said.items()
                      if iri.startswith(VOCABULARY) and _IN_SCHEME in about)


def label(document: str, key: str, language: str) -> str:
    """The preferred label of one concept in a Turtle document, as `Vocabulary.label` gives it, without reading the words of all."""
    found, told = key, False
    for triple in parse(document, RdfFormat.TURTLE):
        if triple.subject.value == VOCABULARY + key:
            told = told or triple.predicate == SKOS.inScheme
            if triple.predicate == SKOS.prefLabel and triple.object.language == ("en" if language == "en" else "zh"):
                found = triple.object.value
    return found if told and found else key


@functools.cache
def term_labels() -> dict[str, tuple[str, ...]]:
    """The labels of the ontology's own classes and properties, by IRI."""
    found: dict[str, tuple[str, ...]] = {}
    for triple in parse((ontology_folder() / "cooperation.ttl").read_text(encoding="utf-8"), RdfFormat.TURTLE):
        if triple.predicate == RDFS.label and isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
            found[triple.subject.value] = (*found.get(triple.subject.value, ()), triple.object.value)
    return found


def _concept(iri: str, about: Mapping[str, list[Any]]) -> Concept:
    words: dict[str, set[str]] = {"zh": set(), "en": set()}
    for name in _LABELS:
        for term in about.get(name, ()):
            words.setdefault(term.language, set()).add(term.value)
    preferred = {term.language: term.value for term in about.get(_LABELS[0], ())}
    ordered = [*sorted(words["zh"], key=_longest), *sorted(words["en"] - words["zh"], key=_longest)]
    return Concept(
        key=_plain(iri),
        scheme=_plain(about[_IN_SCHEME][0].value),
        zh=preferred.get("zh", ""),
        en=preferred.get("en", ""),
        words=tuple(ordered),
        broader=tuple(sorted(_plain(term.value) for term in about.get(_BROADER, ()))),
        facts=MappingProxyType({name[len(_FACTS):]: tuple(_plain(term.value) for term in terms)
                                for name, terms in about.items() if name.startswith(_FACTS)}),
    )


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word


def _plain(value: str) -> str:
    """The key of a concept or the name of a scheme; other values as they are."""
    return value.removeprefix(VOCABULARY)
