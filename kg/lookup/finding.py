"""Search: names in every form, titles, quotes and texts, ranked, each hit with its reason.

What an index finds is held against the graph before it is told, so that a reader who opened the store before a change
never hears of what his graph does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..store import Store
from ..store.index import Index, Name, Passage, folded, match
from ..terms import COOP, DCTERMS, OA, RDFS, Literal, NamedNode
from ..text.script import simplify
from .rows import Hit, Rows

_WHOLE = {"code": 0, "name": 1, "other name": 2, "pinyin": 3, "English name": 3, "initials": 7}
_BEGUN = {"name": (4, "beginning of the name"), "other name": (6, "part of another name"), "pinyin": (8, "beginning of the pinyin"),
          "English name": (8, "beginning of the English name")}
_PART = {"name": (5, "part of the name"), "other name": (6, "part of another name")}
_KINDS = ("region", "organization", "person", "agreement", "event")
_PASSAGES = {"title": 9, "publisher": 10, "quote": 11, "text": 13}
_LEVELS = ("province", "prefecture", "county", "district", "city", "banner")
_WEIGHED = 200
"""So many passages, those written last, are weighed against each other; a word that more hold is too common to rank all."""

Ranked = tuple[tuple[object, ...], Hit]


def search(store: Store, text: str, limit: int = 20) -> Rows[Hit]:
    """What a text may mean or where it stands, best first, each with the reason.

    Entities come first: by code; by name or other name, in Traditional or Simplified characters; by pinyin, with or without
    level (宜川, 宜川县, yichuan, yichuan xian, Yichuan County); by English name; by the beginning or a part of a name; by
    initials. Of equals, what more sources speak of comes first. Then titles and publishers of sources, quotes of facts, and
    sentences of the texts that no fact quotes: first those that hold the very words, then those that hold each word.
    """
    typed = re.sub("[ \u3000]+", " ", text).strip().encode("utf-8", "replace").decode()
    forms = [folded(one) for one in dict.fromkeys((typed, simplify(typed))) if one]
    found: dict[tuple[str, ...], Ranked] = {}
    for index in store.indexes() if forms and limit > 0 else ():
        for key, ranked in (*_entities(store, index, forms), *_passages(store, index, forms)):
            if key not in found or ranked[0] < found[key][0]:
                found[key] = ranked
    return Rows(Hit, _told(store, sorted(found.values(), key=lambda one: one[0]), limit))


def _told(store: Store, ranked: Iterable[Ranked], limit: int) -> list[Hit]:
    """The first hits that the graph confirms; a sentence of a text is left out where a hit before it quotes it."""
    hits: list[Hit] = []
    for _, hit in ranked:
        if len(hits) == limit:
            break
        if hit.source and any(hit.source == other.source and (hit.quote in other.quote or other.quote in hit.quote)
                              for other in hits if hit.quote and other.quote):
            continue
        if _stands(store, hit):
            hits.append(hit)
    return hits


def _stands(store: Store, hit: Hit) -> bool:
    """Whether the store, as it was opened, says it: the label, the title, the fact with its quote, the text."""
    node, graph = NamedNode(hit.iri), NamedNode(hit.source) if hit.source else None
    if graph is None:
        return _says(store, node, (RDFS.label,), hit.label, None)
    if hit.kind != "source":
        return any(_says(store, proof.object, (OA.exact,), hit.quote, graph)
                   for proof in store.quads(node, COOP.evidence, None, graph))
    if hit.quote:
        return store.tells(hit.iri, hit.quote)
    return _says(store, node, (DCTERMS.title, DCTERMS.publisher), hit.label, graph)


def _says(store: Store, node: Any, terms: Iterable[NamedNode], value: str, graph: NamedNode | None) -> bool:
    return any(isinstance(quad.object, Literal) and quad.object.value == value
               for term in terms for quad in store.quads(node, term, None, graph))


def _entities(store: Store, index: Index, forms: list[str]) -> Iterator[tuple[tuple[str, ...], Ranked]]:
    for form in forms:
        for name, sources in index.exact(form):
            yield _entity(name, sources, _WHOLE[name.how], name.how)
        letters = _letters(form)
        if letters:
            for name, sources in index.exact(letters):
                if name.how in ("pinyin", "initials", "English name"):
                    yield _entity(name, sources, _WHOLE[name.how], name.how)
        for begun in dict.fromkeys((form, letters)):
            for name, sources in index.beginning(begun) if begun else ():
                if name.how in _BEGUN and (name.how in _PART or len(begun) > 2):
                    yield _entity(name, sources, *_BEGUN[name.how])
        expression = match(form)
        for name, sources in index.holding(expression) if expression else ():
            if all(word in name.form for word in form.split(" ")):
                yield _entity(name, sources, *_PART[name.how])


def _entity(name: Name, sources: int, rank: int, reason: str) -> tuple[tuple[str, ...], Ranked]:
    order = rank, _KINDS.index(name.kind) if rank > 3 else 0, -sources, name.iri
    return (name.iri,), (order, Hit(name.label, name.kind, name.code, reason, name.iri, "", ""))


def _letters(form: str) -> str:
    """What was typed as pinyin in one word, ü written u: `yi'chuan county` → yichuan; "" where it is no pinyin."""
    words = form.replace("'", "").replace("’", "").replace("-", " ").split()
    letters = "".join(words[:-1] if len(words) > 1 and words[-1] in _LEVELS else words)
    return letters.replace("v", "u") if letters.isascii() and letters.isalpha() else ""


def _passages(store: Store, index: Index, forms: list[str]) -> Iterator[tuple[tuple[str, ...], Ranked]]:
    expression = " OR ".join(f"({one})" for one in dict.fromkeys(map(match, forms)) if one)
    for found in (index.titles, index.passages) if expression else ():
        for passage, key in found(expression, _WEIGHED):
            place = folded(passage.text), folded(simplify(passage.text))
            at = next((text.find(form) for form in forms for text in place if form in text), -1)
            if at < 0 and not all(any(word in text for text in place) for word in forms[-1].split(" ")):
                continue
            source = f"{store.base}source/{key}"
            order = _PASSAGES[passage.how] + (0 if at >= 0 else 2), len(passage.text), source, passage.text
            yield (source, passage.how, passage.text), (order, _hit(passage, source, at, len(forms[-1])))


def _hit(passage: Passage, source: str, at: int, length: int) -> Hit:
    reason = {"quote": "quote", "text": "text of the source"}.get(passage.how, passage.how)
    if at < 0:
        reason = f"words of the {passage.how}"
    if passage.how in ("title", "publisher"):
        return Hit(passage.text, "source", "", reason, passage.iri, source, "")
    return Hit(_around(passage.text, max(at, 0), length), passage.kind, "", reason, passage.iri, source, passage.text)


def _around(text: str, at: int, length: int, reach: int = 12) -> str:
    """The found words with a little of what stands around them."""
    low, high = max(0, at - reach), min(len(text), at + length + reach)
    return ("…" if low else "") + text[low:high] + ("…" if high < len(text) else "")
