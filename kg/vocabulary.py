"""The SKOS schemes in `ontology/vocabularies` as a lexicon: concepts by key, and the words that reveal them.

A concept's key is its IRI below the vocabulary base: `event/visit`. Source of the form: W3C SKOS Reference (2009).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pyoxigraph import RdfFormat, parse

from .terms import COOP, SKOS, VOCABULARY, ontology_folder

__all__ = ["Concept", "Vocabulary", "read", "vocabulary"]

_LABELS = (SKOS.prefLabel.value, SKOS.altLabel.value, SKOS.hiddenLabel.value)
_IN_SCHEME, _BROADER = SKOS.inScheme.value, SKOS.broader.value
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
            self._words[scheme] = dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))
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
            about = said.setdefault(triple.subject.value, {})
            about.setdefault(triple.predicate.value, []).append(triple.object)
    return Vocabulary(_concept(iri, about) for iri, about in said.items()
                      if iri.startswith(VOCABULARY) and _IN_SCHEME in about)


def _concept(iri: str, about: Mapping[str, list[Any]]) -> Concept:
    zh, en = _labels(about, "zh"), _labels(about, "en")
    return Concept(
        key=_plain(iri),
        scheme=_plain(about[_IN_SCHEME][0].value),
        zh=_preferred(about, "zh"),
        en=_preferred(about, "en"),
        words=(*zh, *(word for word in en if word not in zh)),
        broader=tuple(sorted(_plain(term.value) for term in about.get(_BROADER, ()))),
        facts=MappingProxyType({name.removeprefix(_FACTS): tuple(_plain(term.value) for term in terms)
                                for name, terms in about.items() if name.startswith(_FACTS)}),
    )


def _labels(about: Mapping[str, list[Any]], language: str) -> list[str]:
    words = {term.value for name in _LABELS for term in about.get(name, ()) if term.language == language}
    return sorted(words, key=lambda word: (-len(word), word))


def _preferred(about: Mapping[str, list[Any]], language: str) -> str:
    return next((term.value for term in about.get(_LABELS[0], ()) if term.language == language), "")


def _plain(value: str) -> str:
    """The key of a concept or the name of a scheme; other values as they are."""
    return value.removeprefix(VOCABULARY)
