"""What the search index holds of a source: the names and quotes of its graph, its title, the sentences of its text."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..queries import inner
from ..terms import COOP, DCTERMS, FOAF, OA, ORG, RDF, RDFS, SCHEMA, SKOS, Literal, NamedNode, Quad
from ..text.readings import readings
from ..text.script import simplify
from .index import Entries, Index, Name, Passage, folded
from .indexing import in_memory

if TYPE_CHECKING:
    from .opened import Opened

_TYPE, _LABEL, _OTHER, _CODE, _PINYIN, _PROOF, _EXACT, _TITLE, _PUBLISHER = TERMS = (
    RDF.type, RDFS.label, SKOS.altLabel, COOP.code, COOP.pinyin, COOP.evidence, OA.exact, DCTERMS.title, DCTERMS.publisher)
"""What the index is made from (`indexed.rq` names the same); of the types, those of the ontology and `_KINDS`."""
_KINDS = {COOP.Region.value: "region", ORG.Organization.value: "organization", FOAF.Person.value: "person",
          COOP.Agreement.value: "agreement", SCHEMA.Event.value: "event"}
_FACTS = str(COOP), SCHEMA.Event.value
_PARTS = (COOP.Participation.value, COOP.Point.value)
_SENTENCE = re.compile(r"[^\n。！？!?]+[。！？!?]*[”」』]?")
_LONGEST = 500  # characters of a sentence; a longer one is cut into passages

Said = dict[str, dict[NamedNode, list[str]]]


def entries(quads: Iterable[Quad], node: NamedNode, text: str | None) -> Entries:
    """Names and passages of the graph `node`, and of the source's text."""
    terms = frozenset(TERMS)
    return collected(((quad.subject, quad.predicate, quad.object) for quad in quads if quad.predicate in terms), node, text)


def collected(triples: Iterable[tuple[Any, Any, Any]], node: NamedNode, text: str | None) -> Entries:
    """The same of the statements by `TERMS` alone, as subject, predicate and object."""
    said: Said = defaultdict(dict)
    for subject, term, value in triples:
        if isinstance(value, (NamedNode, Literal)) and isinstance(subject, NamedNode):
            values = said[subject.value]
            if term in values:
                values[term].append(value.value)
            else:
                values[term] = [value.value]
    quotes = list(_quotes(said))
    heads = [Passage(value, how, node.value, "source") for how, term in (("title", _TITLE), ("publisher", _PUBLISHER))
             for value in said.get(node.value, {}).get(term, ())]
    return Entries(frozenset(_names(said)), frozenset([*quotes, *heads, *_sentences(text or "", node, {one.text for one in quotes})]))


def _names(said: Said) -> Iterator[Name]:
    none: list[str] = []
    for iri, values in said.items():
        labels, types = values.get(_LABEL, none), values.get(_TYPE, none)
        kind = next((kind for one, kind in _KINDS.items() if one in types), "")
        label = min(labels, default="")
        if kind and label:
            code = min(values.get(_CODE, none), default="")
            rest = (tuple(sorted(values.get(term, none))) for term in (_OTHER, _PINYIN))
            for how, form in _forms(code, kind, tuple(sorted(labels)), *rest):
                yield Name(form, how, iri, kind, label, code)


@functools.lru_cache(maxsize=8192)
def _forms(code: str, kind: str, labels: tuple[str, ...], others: tuple[str, ...], spelled: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """In which ways (how, form) something of these names is found."""
    found = [("code", code), *(("English name", name) for name in _english().get(code, ()))] if code else []
    for how, names in (("name", labels), ("other name", others)):
        found += [(how, folded(form)) for name in names for form in (name, simplify(name))]
    if kind not in ("agreement", "event"):
        found += _sounds(labels, others, [plain(spelling).split() for spelling in spelled])
    return tuple(dict.fromkeys(found))


def _sounds(labels: Sequence[str], others: Sequence[str], spelled: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Pinyin in one word, in full, without the last syllable of a place, of short forms; and initials."""
    for syllables in spelled:
        yield "initials", "".join(syllable[0] for syllable in syllables)
        yield "pinyin", "".join(syllables)
        if len(syllables) > 1:
            yield "pinyin", "".join(syllables[:-1])
        for name in others:
            if any(label.startswith(name) for label in labels):
                yield "pinyin", "".join(syllables[:len(name)])
    for name in [*(() if spelled else labels), *(name for name in others if not spelled or not labels[0].startswith(name))]:
        for way in readings(simplify(name)):
            yield "pinyin", "".join(way)
            if len(way) > 1:
                yield "initials", "".join(syllable[0] for syllable in way)


def plain(pinyin: str) -> str:
    """Pinyin in lower case, in which ü, v and u are one letter."""
    return pinyin.lower().replace("ü", "u").replace("v", "u")


def _english() -> dict[str, list[str]]:
    from ..places import romanisations  # noqa: PLC0415  # only where a place has a code

    return romanisations()


def _quotes(said: Said) -> Iterator[Passage]:
    """Each quote once, with the first of the facts that it proves, whole ones before their parts."""
    proves: dict[str, tuple[bool, str, str]] = {}
    for iri, values in said.items():
        proofs = values.get(_PROOF, ())
        kind = min((one for one in values.get(_TYPE, ()) if one.startswith(_FACTS)), default="") if proofs else ""
        fact = kind in _PARTS, kind, iri
        for proof in proofs if kind else ():
            proves[proof] = min(fact, proves.get(proof, fact))
    quotes: dict[str, tuple[bool, str, str]] = {}
    for proof, fact in proves.items():
        for quote in said.get(proof, {}).get(_EXACT, ()):
            quotes[quote] = min(fact, quotes.get(quote, fact))
    for quote, (_, kind, iri) in quotes.items():
        yield Passage(quote, "quote", iri, kind.replace("/", "#").rpartition("#")[2].lower())


def _sentences(text: str, node: NamedNode, quoted: set[str]) -> Iterator[Passage]:
    """The sentences of a text that no fact quotes."""
    for found in _SENTENCE.finditer(text):
        sentence = found.group().strip()
        for start in range(0, len(sentence), _LONGEST):
            part = sentence[start:start + _LONGEST]
            if part not in quoted and any(map(str.isalnum, part)):
                yield Passage(part, "text", node.value, "source")


def indexes(store: Opened) -> list[Index]:
    """Indexes that together hold every source of the store as its graph stands: the register's, and one in memory of the
    sources that it lacks, which are all where there is none."""
    register = store._index_register()
    whole = register is not None and register.indexed
    lacking = frozenset(register.lacking() if register is not None and whole else _keys(store))
    if store._beside is None or store._beside[0] != lacking or not store.read_only:
        store._beside = lacking, in_memory((key, read(store, key)) for key in lacking)
    found = [store._beside[1]] if lacking else []
    return [register.index, *found] if register is not None and whole else found


def rebuild(store: Opened) -> None:
    """Write the register's index anew from the graphs."""
    store._register.reindex((key, read(store, key)) for key in _keys(store))


def _keys(store: Opened) -> list[str]:
    prefix = f"{store.base}source/"
    return [node.value.removeprefix(prefix) for node in store._graph.named_graphs()
            if isinstance(node, NamedNode) and node.value.startswith(prefix)]


def read(store: Opened, key: str) -> Entries:
    """What the index is to hold of a source, from its graph and text."""
    node = store._node(key)
    found: Any = store._graph.query(inner("indexed", "store"), default_graph=node)
    register = store._index_register()
    text = register.text(key, store._version(key)) if register is not None else None
    return collected(found, node, text)
