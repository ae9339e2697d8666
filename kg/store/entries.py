"""What the search index holds of a source: the names and quotes of its graph, its title, the sentences of its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..terms import COOP, DCTERMS, FOAF, OA, ORG, RDF, RDFS, SCHEMA, SKOS, Literal, NamedNode, Quad
from ..text.readings import readings
from ..text.script import simplify
from . import graphs
from .index import Entries, Index, Name, Passage, folded
from .indexing import in_memory

if TYPE_CHECKING:
    from .store import Store

_KINDS = {COOP.Region: "region", ORG.Organization: "organization", FOAF.Person: "person", COOP.Agreement: "agreement",
          SCHEMA.Event: "event"}
_TERMS = frozenset({RDF.type, RDFS.label, SKOS.altLabel, COOP.code, COOP.pinyin, COOP.evidence, OA.exact, DCTERMS.title,
                    DCTERMS.publisher})
_PARTS = (COOP.Participation.value, COOP.Point.value)
_SENTENCE = re.compile(r"[^\n。！？!?]+[。！？!?]*[”」』]?")
_LONGEST = 500  # characters of a sentence; a longer one is cut into passages

Said = dict[NamedNode, dict[NamedNode, list[str]]]


def entries(quads: Iterable[Quad], node: NamedNode, text: str | None) -> Entries:
    """Names and passages of the graph `node`, and of the source's text."""
    said: Said = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if quad.predicate in _TERMS and isinstance(quad.object, (NamedNode, Literal)) and isinstance(quad.subject, NamedNode):
            said[quad.subject][quad.predicate].append(quad.object.value)
    quotes = list(_quotes(said))
    heads = [Passage(value, how, node.value, "source") for how, term in (("title", DCTERMS.title), ("publisher", DCTERMS.publisher))
             for value in said.get(node, {}).get(term, ())]
    return Entries(frozenset(_names(said)), frozenset([*quotes, *heads, *_sentences(text or "", node, {one.text for one in quotes})]))


def _names(said: Said) -> Iterator[Name]:
    kinds = {term.value: kind for term, kind in _KINDS.items()}
    for node, values in said.items():
        kind = next((kinds[iri] for iri in kinds if iri in values[RDF.type]), "")
        code, label = min(values[COOP.code], default=""), min(values[RDFS.label], default="")
        for how, form in _forms(values, code, kind) if kind and label else ():
            yield Name(form, how, node.value, kind, label, code)


def _forms(values: dict[NamedNode, list[str]], code: str, kind: str) -> Iterator[tuple[str, str]]:
    labels, others = values[RDFS.label], values[SKOS.altLabel]
    if code:
        yield "code", code
        yield from (("English name", name) for name in _english().get(code, ()))
    for how, names in (("name", labels), ("other name", others)):
        for name in names:
            yield from ((how, folded(form)) for form in (name, simplify(name)))
    if kind not in ("agreement", "event"):
        yield from _sounds(labels, others, [plain(spelling).split() for spelling in values[COOP.pinyin]])


def _sounds(labels: list[str], others: list[str], spelled: list[list[str]]) -> Iterator[tuple[str, str]]:
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
    for node, values in said.items():
        kinds = [kind for kind in values[RDF.type] if kind.startswith(str(COOP)) or kind == SCHEMA.Event.value]
        for proof in values[COOP.evidence] if kinds else ():
            fact = min(kinds) in _PARTS, min(kinds), node.value
            for quote in said.get(NamedNode(proof), {}).get(OA.exact, ()):
                proves[quote] = min(fact, proves.get(quote, fact))
    for quote, (_, kind, iri) in proves.items():
        yield Passage(quote, "quote", iri, kind.replace("/", "#").rpartition("#")[2].lower())


def _sentences(text: str, node: NamedNode, quoted: set[str]) -> Iterator[Passage]:
    """The sentences of a text that no fact quotes."""
    for found in _SENTENCE.finditer(text):
        sentence = found.group().strip()
        for start in range(0, len(sentence), _LONGEST):
            part = sentence[start:start + _LONGEST]
            if part not in quoted and any(map(str.isalnum, part)):
                yield Passage(part, "text", node.value, "source")


def indexes(store: Store) -> list[Index]:
    """Indexes that together hold every source of the store as its graph stands: the register's, and one in memory of the
    sources that it lacks, which are all where there is none."""
    register = store._index_register()
    whole = register is not None and register.indexed
    lacking = frozenset(register.unsettled() if register is not None and whole else _keys(store))
    if store._beside is None or store._beside[0] != lacking or not store.read_only:
        store._beside = lacking, in_memory((key, _entries(store, key)) for key in lacking)
    found = [store._beside[1]] if lacking else []
    return [register.index, *found] if register is not None and whole else found


def rebuild(store: Store) -> None:
    """Write the register's index anew from the graphs."""
    store._register.reindex((key, _entries(store, key)) for key in _keys(store))


def _keys(store: Store) -> list[str]:
    prefix = f"{store.base}source/"
    return [node.value.removeprefix(prefix) for node in store._graph.named_graphs()
            if isinstance(node, NamedNode) and node.value.startswith(prefix)]


def _entries(store: Store, key: str) -> Entries:
    node = store._node(key)
    quads = list(store.quads(graph=node))
    register = store._index_register()
    text = register.text(key, graphs.version(quads, node)) if register is not None else None
    return entries(quads, node, text)
