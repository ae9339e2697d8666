"""Chinese labels of vocabulary concepts in rows. Of a scheme's file only the concept that is asked for is parsed."""

from __future__ import annotations

import functools
import os

from .. import vocabulary
from ..terms import VOCABULARY, ontology_place


def label(iri: str | None, language: str = "zh") -> str:
    """The label of a concept's IRI; "" for none, and the last part of the IRI where the vocabulary lacks it."""
    if not iri:
        return ""
    key = iri.removeprefix(VOCABULARY)
    found = _label(key, language)
    return found if found != key else key.rpartition("/")[2]


def local(iri: str | None) -> str:
    """The last part of a concept's IRI: supporter, visit, signed."""
    return (iri or "").rpartition("/")[2]


@functools.cache
def _label(key: str, language: str) -> str:
    """The label, from the concept's own paragraph of the file; from the whole file where it is told elsewhere in it."""
    scheme, _, name = key.partition("/")
    text = _text(scheme)
    prefixes = "\n".join(line for line in text.splitlines() if line.startswith("@prefix"))
    paragraph = next((part for part in text.split("\n\n") if part.lstrip().startswith(f"{scheme}:{name} ")), "")
    found = vocabulary.label(f"{prefixes}\n{paragraph}", key, language) if paragraph else key
    return found if found != key or not (name in text or "\\" in text) else vocabulary.label(text, key, language)


@functools.cache
def _text(scheme: str) -> str:
    """The file of a scheme, which as a rule bears its name."""
    mark = f"voc:{scheme} a skos:ConceptScheme"
    folder = os.path.join(ontology_place(), "vocabularies")
    for name in sorted(os.listdir(folder), key=lambda name: (not name.startswith(scheme), name)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        if mark in text:
            return text
    return ""
