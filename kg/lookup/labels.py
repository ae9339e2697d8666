"""Chinese labels of vocabulary concepts in rows. Of a scheme's file only the concept that is asked for is parsed."""

from __future__ import annotations

import functools
import os

from ..terms import VOCABULARY, ontology_place
from ..vocabulary import read


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
    """The label, from the concept's own paragraph of the file; from the whole file where it does not stand alone."""
    scheme, _, name = key.partition("/")
    text = _text(scheme)
    prefixes = "\n".join(line for line in text.splitlines() if line.startswith("@prefix"))
    paragraph = next((part for part in text.split("\n\n") if part.lstrip().startswith(f"{scheme}:{name} ")), "")
    found = read([f"{prefixes}\n{paragraph}"]).label(key, language) if paragraph else key
    return found if found != key else read([text]).label(key, language)


@functools.cache
def _text(scheme: str) -> str:
    mark = f"voc:{scheme} a skos:ConceptScheme"
    folder = os.path.join(ontology_place(), "vocabularies")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        if mark in text:
            return text
    return ""
