"""From what a person types to an entity: Chinese names, short names, pinyin, initials, codes, IRIs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import AmbiguousName, UnknownName
from ..queries import inner
from ..store import Store
from ..terms import COOP, RDFS, SCHEMA, Literal, NamedNode
from ..text.script import simplify
from .rows import Entity

if TYPE_CHECKING:
    from ..places import Division

KINDS = {
    "https://w3id.org/cooperation-kg/ontology#Region": "region", "http://www.w3.org/ns/org#Organization": "organization",
    "http://xmlns.com/foaf/0.1/Person": "person", "https://schema.org/Event": "event",
    "https://w3id.org/cooperation-kg/ontology#Agreement": "agreement",
}
"""RDF class → kind of entity."""
_LEVELS = ("县", "区", "市", "省", "州", "旗", "盟", "自治区")
_ENGLISH_LEVELS = ("province", "prefecture", "county", "district", "city", "banner")


def resolve(store: Store, name: str, kinds: Sequence[str] = ()) -> Entity:
    """The one entity that a name means.

    Tried in turn: an IRI; a code or an exact name (label, other name), as typed and in simplified characters (溧陽 → 溧阳); a
    name without its level (宜川 → 宜川县); a name with its country or region (`Athens (Greece)`, `Athens, Greece`); pinyin with
    or without level (also `Yichuan County`), or initials; what the gazetteer knows (Shaanxi). Nothing that sounds or begins
    alike is merged: where a name may mean several, all are offered.

    Parameters
    ----------
    kinds : only entities of these kinds ("region", "organization", "person", "event", "agreement"); all if empty.

    Raises
    ------
    UnknownName : nothing bears the name (with the nearest names).
    AmbiguousName : several entities do (with their codes).
    """
    typed = name.strip()
    if "://" in typed:
        return _by_iri(store, typed)
    for found in _named(store, typed):
        chosen = _chosen(store, name, found, kinds)
        if chosen:
            return chosen
    return _loose(store, name, simplify(typed), kinds)


def _named(store: Store, typed: str) -> Iterator[list[Entity]]:
    """Entities of exactly this name: as typed, in simplified characters, without the level; each only if asked for."""
    yield _exact(store, typed)
    wanted = simplify(typed)
    if wanted != typed:
        yield _exact(store, wanted)
    if not wanted.isascii():
        yield [entity for level in _LEVELS for entity in _exact(store, wanted + level)]
    for mark in (" (", "（", ", ", "，"):
        bare, found, within = typed.rpartition(mark)
        if found:
            yield [entity for entity in _exact(store, bare.strip()) if within.rstrip(")） ") in _around_it(store, entity)]


def _around_it(store: Store, entity: Entity) -> list[str]:
    """The country or region that a place is said to lie in, which tells namesakes apart."""
    node = NamedNode(entity.iri)
    found = [quad.object for quad in store.quads(node, COOP.country)]
    found += [label.object for quad in store.quads(node, SCHEMA.containedInPlace) for label in store.quads(quad.object, RDFS.label)]
    return sorted({str(term.value) for term in found if isinstance(term, Literal)})


def _by_iri(store: Store, iri: str) -> Entity:
    try:
        rows = [row[:-1] for row in store.rows(inner("described"), {"entity": NamedNode(iri)})]
    except ValueError:
        rows = []
    for label, kind, code in rows:
        if kind in KINDS:
            return Entity(iri, label or "", KINDS[kind], code or "")
    raise UnknownName(iri)


def _exact(store: Store, name: str) -> list[Entity]:
    """Entities of a code, label or other name: the best way of matching only."""
    try:
        names = {"name": Literal(name), "zh": Literal(name, language="zh"), "en": Literal(name, language="en")}
        found = ([row for row in store.rows(inner(query), names) if row[2] in KINDS] for query in ("named", "named_otherwise"))
        rows = next(filter(None, found), [])
    except ValueError:  # half a surrogate pair, as in a file name of another encoding: no name holds one
        return []
    best = min((row[4] or "" for row in rows), default="")
    return _entities((row[0], row[1], row[2], row[3]) for row in rows if row[4] == best)


def _entities(rows: Iterable[tuple[str | None, str | None, str | None, str | None]]) -> list[Entity]:
    found: dict[str, Entity] = {}
    for iri, label, kind, code in rows:
        if iri and kind in KINDS:
            known = found.get(iri)
            if known is None or (code and not known.code):
                found[iri] = Entity(iri, label or "", KINDS[kind or ""], code or "")
    return sorted(found.values(), key=lambda entity: (entity.kind != "region", entity.code, entity.iri))


def _chosen(store: Store, name: str, found: Iterable[Entity], kinds: Sequence[str]) -> Entity | None:
    """The only one of the kinds asked for, or the region where its bodies or events bear its name too."""
    found = [entity for entity in found if not kinds or entity.kind in kinds]
    if not found:
        return None
    regions = [entity for entity in found if entity.kind == "region"]
    best = regions or [entity for entity in found if entity.kind != "event"] or found
    if len(best) > 1:
        raise AmbiguousName(name, [(entity.label, entity.code or next(iter(_around_it(store, entity)), entity.iri)) for entity in best])
    return best[0]


class Known:
    """Every entity with its names, for pinyin and suggestions."""

    def __init__(self, store: Store) -> None:
        self.entities: dict[str, Entity] = {}
        self.aliases: dict[str, set[str]] = {}
        self.pinyin: dict[str, str] = {}
        for iri, label, kind, code, alias, pinyin in store.rows(inner("labels")):
            if not iri:
                continue
            self.entities.setdefault(iri, Entity(iri, label or "", KINDS.get(kind or "", ""), code or ""))
            if alias:
                self.aliases.setdefault(iri, set()).add(alias)
            if pinyin:
                self.pinyin[iri] = pinyin

    def regions(self, codes: Iterable[str]) -> list[Entity]:
        """The regions of these codes that the store holds."""
        wanted = set(codes)
        return [entity for entity in self.entities.values() if entity.kind == "region" and entity.code in wanted]

    def spelled(self, iri: str) -> tuple[str, str, str]:
        """Pinyin of an entity in one word, without its level, and its initials; "" where there is none."""
        syllables = self.pinyin.get(iri, "").split()
        return "".join(syllables), "".join(syllables[:-1]), "".join(syllable[0] for syllable in syllables)

    def short(self, iri: str) -> list[str]:
        """Pinyin of the short forms that begin the name."""
        syllables, label = self.pinyin.get(iri, "").split(), self.entities[iri].label
        return ["".join(syllables[:len(alias)]) for alias in self.aliases.get(iri, ()) if label.startswith(alias)]


def _loose(store: Store, name: str, wanted: str, kinds: Sequence[str]) -> Entity:
    known = Known(store)
    ranked: dict[int, list[Entity]] = {}
    for iri, entity in known.entities.items():
        rank = _sounds(known, iri, _squeezed(wanted))
        if rank >= 0:
            ranked.setdefault(rank, []).append(entity)
    for rank in sorted(ranked):
        chosen = _chosen(store, name, ranked[rank], kinds)
        if chosen:
            return chosen
    places = _places(wanted)
    chosen = _chosen(store, name, known.regions(place.code for place in places), kinds)
    if chosen:
        return chosen
    raise _unknown(known, name, wanted, places)


def _squeezed(wanted: str) -> str:
    """What was typed as pinyin in one word: `Yi'chuan County` → yichuan."""
    words = wanted.lower().replace("'", "").replace("’", "").replace("-", " ").split()
    return "".join(words[:-1] if len(words) > 1 and words[-1] in _ENGLISH_LEVELS else words)


def _sounds(known: Known, iri: str, squeezed: str) -> int:
    """How a name is spelled by these letters: 0 in full, 1 without its level, 2 by its initials, -1 not at all."""
    full, bare, initials = known.spelled(iri)
    if not squeezed or not full:
        return -1
    return 0 if squeezed == full else 1 if squeezed in (bare, *known.short(iri)) else 2 if squeezed == initials else -1


def _unknown(known: Known, name: str, wanted: str, places: Sequence[Division]) -> UnknownName:
    """The error, with the nearest names, or with what the gazetteer knows of places that the store lacks: what they were
    before, or became, comes first."""
    import difflib  # only for a name that nothing bears

    names = {entity.label: entity.label for entity in known.entities.values() if entity.kind != "event"}
    names.update({"".join(spelling.split()): known.entities[iri].label for iri, spelling in known.pinyin.items()})
    other = [entity.label for entity in known.regions(_other_codes(places))]
    near = [names[hit] for hit in difflib.get_close_matches(wanted, names, n=5, cutoff=0.5)]
    if not near and not other and not wanted.isascii():  # at least a character in common
        near = [names[hit] for hit in difflib.get_close_matches(wanted, names, n=5, cutoff=0.01)]
    nearest = list(dict.fromkeys([*other, *near]))[:5]
    if not places:
        return UnknownName(name, nearest)
    listed = ", ".join(f"{place.name} ({place.code})" for place in places[:3])
    hint = f" Did you mean: {', '.join(nearest)}?" if nearest else ""
    return UnknownName(name, nearest, f"{name!r} is {listed}, but no loaded source mentions it.{hint}")


def _places(name: str) -> list[Division]:
    from ..places import gazetteer  # the table costs 40 ms, and only a name that the store does not know asks for it

    return [division for division, _ in gazetteer().search(name)]


def _other_codes(places: Sequence[Division]) -> Iterator[str]:
    """The codes of what these divisions became, and of what they were before."""
    from ..places import gazetteer

    for place in places:
        for division in (*gazetteer().successors(place.code), *gazetteer().predecessors(place.code)):
            yield division.code
