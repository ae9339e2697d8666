"""Chinese labels of vocabulary concepts in rows; only the scheme that is asked for is read."""

from __future__ import annotations

import functools

from ..terms import VOCABULARY, ontology_folder
from ..vocabulary import Vocabulary, read


def label(iri: str | None, language: str = "zh") -> str:
    """The label of a concept's IRI; "" for none, and the last part of the IRI where the vocabulary lacks it."""
    if not iri:
        return ""
    key = iri.removeprefix(VOCABULARY)
    found = _scheme(key.partition("/")[0]).label(key, language)
    return found if found != key else key.rpartition("/")[2]


def local(iri: str | None) -> str:
    """The last part of a concept's IRI: supporter, visit, signed."""
    return (iri or "").rpartition("/")[2]


@functools.cache
def _scheme(name: str) -> Vocabulary:
    mark = f"voc:{name} a skos:ConceptScheme"
    texts = (path.read_text("utf-8") for path in sorted((ontology_folder() / "vocabularies").glob("*.ttl")))
    return read(text for text in texts if mark in text)
