"""From what a person types to an entity: Chinese names, short names, pinyin, initials, codes, IRIs."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from ..errors import AmbiguousName, UnknownName
from ..store import Store
from ..terms import Literal, NamedNode
from .queries import inner
from .rows import Entity, Hit

KINDS = {
    "https://w3id.org/cooperation-kg/ontology#Region": "region", "http://www.w3.org/ns/org#Organization": "organization",
    "http://xmlns.com/foaf/0.1/Person": "person", "https://schema.org/Event": "event",
    "https://w3id.org/cooperation-kg/ontology#Agreement": "agreement",
}
"""RDF class → kind of entity."""
_LEVELS = ("县", "区", "市", "省", "州", "旗", "盟", "自治区")


def resolve(store: Store, name: str, kinds: Sequence[str] = ()) -> Entity:
    """The one entity that a name means.

    Tried in turn: an IRI; a code or an exact name (label, other name); a name without its level (宜川 → 宜川县); pinyin with or
    without level, or initials. Pinyin never merges: where two places sound alike, both are offered.

    Parameters
    ----------
    kinds : only entities of these kinds ("region", "organization", "person", "event", "agreement"); all if empty.

    Raises
    ------
    UnknownName : nothing bears the name (with the nearest names).
    AmbiguousName : several entities do (with their codes).
    """
    wanted = _simplified(name.strip())
    if "://" in wanted:
        return _by_iri(store, wanted)
    for found in (_exact(store, wanted), *(_exact(store, wanted + level) for level in _LEVELS if not wanted.isascii())):
        chosen = _chosen(name, [entity for entity in found if not kinds or entity.kind in kinds])
        if chosen:
            return chosen
    return _loose(store, name, wanted, kinds)


def _simplified(name: str) -> str:
    """Names are kept in simplified characters; 溧陽 asks for 溧阳."""
    if name.isascii():
        return name
    from ..text.script import simplify  # converts, and costs, only where a Traditional character stands

    return simplify(name)


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
    rows = [row for row in store.rows(inner("named"), {"name": Literal(name)}) if row[2] in KINDS]
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


def _chosen(name: str, found: list[Entity]) -> Entity | None:
    """The only one, or the region where its bodies or events bear its name too."""
    if not found:
        return None
    regions = [entity for entity in found if entity.kind == "region"]
    best = regions or [entity for entity in found if entity.kind != "event"] or found
    if len(best) > 1:
        raise AmbiguousName(name, [(entity.label, entity.code or entity.iri) for entity in best])
    return best[0]


class Known:
    """Every entity with its names, for pinyin, suggestions and search."""

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
    squeezed = wanted.lower().replace(" ", "").replace("-", "").replace("'", "")
    ranked: dict[int, list[Entity]] = {}
    for iri, entity in known.entities.items():
        if kinds and entity.kind not in kinds:
            continue
        full, bare, initials = known.spelled(iri)
        rank = 0 if squeezed == full else 1 if squeezed in (bare, *known.short(iri)) and bare else 2 if squeezed == initials else -1
        if rank >= 0 and squeezed:
            ranked.setdefault(rank, []).append(entity)
    for rank in sorted(ranked):
        chosen = _chosen(name, ranked[rank])
        if chosen:
            return chosen
    raise _unknown(known, name, wanted)


def _unknown(known: Known, name: str, wanted: str) -> UnknownName:
    """The error, with the nearest names, or with what the gazetteer knows of a place that the store lacks."""
    names = {entity.label: entity.label for entity in known.entities.values() if entity.kind != "event"}
    names.update({"".join(spelling.split()): known.entities[iri].label for iri, spelling in known.pinyin.items()})
    nearest = dict.fromkeys(names[hit] for hit in difflib.get_close_matches(wanted, names, n=5, cutoff=0.5))
    if not nearest:
        nearest = dict.fromkeys(label for label in names.values() if set(wanted) & set(label) and not wanted.isascii())
    from_table = _places(wanted)
    if from_table:
        return UnknownName(name, list(nearest)[:5], f"{name!r} is {from_table}, but no loaded source mentions it."
                           + (f" Did you mean: {', '.join(list(nearest)[:5])}?" if nearest else ""))
    return UnknownName(name, list(nearest)[:5])


def _places(name: str) -> str:
    from ..places import gazetteer  # the table costs 40 ms, and only a name that is unknown asks for it

    found = [division for division, _ in gazetteer().search(name)][:3]
    return ", ".join(f"{division.name} ({division.code})" for division in found)


def search(store: Store, text: str, limit: int = 20) -> list[Hit]:
    """Entities whose name holds a text (Chinese, pinyin, initials, code), then facts whose quote holds it; best first,
    each with the reason."""
    wanted = _simplified(text.strip())
    if not wanted:
        return []
    known = Known(store)
    hits: list[tuple[int, str, Hit]] = []
    for iri, entity in known.entities.items():
        rank, reason = _matches(known, iri, entity, wanted)
        if rank >= 0:
            hits.append((rank, iri, Hit(entity.label, entity.kind, entity.code, reason, iri, "", "")))
    found = [hit for _, _, hit in sorted(hits, key=lambda item: (item[0], item[1]))]
    return [*found, *_quotes(store, wanted)][:limit]


def _matches(known: Known, iri: str, entity: Entity, wanted: str) -> tuple[int, str]:
    aliases = known.aliases.get(iri, set())
    lower = wanted.lower().replace(" ", "")
    full, bare, initials = known.spelled(iri)
    for rank, (hit, reason) in enumerate((
            (entity.code == wanted, "code"), (entity.label == wanted, "name"), (wanted in aliases, "other name"),
            (lower in (full, bare) and bool(full), "pinyin"), (entity.label.startswith(wanted), "beginning of the name"),
            (wanted.lower() in entity.label.lower(), "part of the name"),
            (any(wanted in alias for alias in aliases), "part of another name"),
            (bool(initials) and lower == initials, "initials"),
            (len(lower) > 2 and full.startswith(lower) and wanted.isascii(), "beginning of the pinyin"))):
        if hit:
            return rank, reason
    return -1, ""


def _quotes(store: Store, wanted: str) -> list[Hit]:
    found: dict[tuple[str, str], Hit] = {}
    for fact, kind, quote, source, _ in store.rows(inner("quotes"), {"text": Literal(wanted.lower())}):
        name = (kind or "").replace("/", "#").rpartition("#")[2]
        found.setdefault((source or "", quote or ""), Hit(
            _around(quote or "", wanted), name.lower(), "", "quote", fact or "", source or "", quote or ""))
    return list(found.values())


def _around(quote: str, wanted: str, reach: int = 12) -> str:
    """The found words with a little of what stands around them."""
    at = quote.lower().find(wanted.lower())
    low, high = max(0, at - reach), min(len(quote), at + len(wanted) + reach)
    return ("…" if low else "") + quote[low:high] + ("…" if high < len(quote) else "")
