"""A mapping applied to a document: nodes as the mapping draws them, under names of its own, with where each value stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...terms import COOP, segment
from .mapping import Mapping, Term, TriplesMap
from .places import Document, Place, Record, Value, quoted

EVIDENCE = COOP.evidence.value
"""A mapping may name a reference whose places are quoted beside the record."""


class Object(NamedTuple):
    """A value of a property: a text, or (`node`) the name of another draft or of a concept. `place` is None for what the
    mapping itself says."""

    text: str
    node: bool
    place: Place | None


class Draft:
    """A node as the mapping draws it. `places` prove it, in the order in which they were found."""

    __slots__ = ("map", "places", "values")

    def __init__(self, map_name: str) -> None:
        self.map = map_name
        self.values: dict[str, list[Object]] = {}
        self.places: dict[Place, None] = {}


class Drawn(NamedTuple):
    """What a mapping made of a document. `records` counts those of each map; `found` holds the (map, reference) pairs that
    found a value."""

    drafts: dict[str, Draft]
    records: Counter[str]
    found: set[tuple[str, str]]


def draw(mapping: Mapping, document: Document) -> Drawn:
    """Apply every triples map to every record."""
    return _Pen(mapping, document).drawn()


class _Pen:
    def __init__(self, mapping: Mapping, document: Document) -> None:
        self.mapping, self.document = mapping, document
        self.result = Drawn({}, Counter(), set())
        self.joined: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], list[str]]] = {}

    def drawn(self) -> Drawn:
        for triples_map in self.mapping.maps.values():
            self.result.records[triples_map.name] = 0
            for record in self.document.records(triples_map.iterator):
                self.result.records[triples_map.name] += 1
                self.record(triples_map, record)
        return self.result

    def record(self, triples_map: TriplesMap, record: Record) -> None:
        for subject in self.objects(triples_map.name, triples_map.subject, record):
            draft = self.result.drafts.get(subject.text)
            if draft is None:
                draft = self.result.drafts[subject.text] = Draft(triples_map.name)
            used: list[Place] = []
            named: list[Place] = []
            for name, term in triples_map.properties:
                if name == EVIDENCE:
                    named += [one.place for one in self.objects(triples_map.name, term, record) if one.place]
                    continue
                for value in self.objects(triples_map.name, term, record):
                    known = draft.values.setdefault(name, [])
                    if all(value.text != one.text for one in known):
                        known.append(value)
                    if value.place:
                        used.append(value.place)
            draft.places.update(dict.fromkeys(quoted(record.place, used, named)))

    def objects(self, name: str, term: Term, record: Record) -> Sequence[Object]:
        if term.how == "constant":
            return (Object(term.value, term.node, None),)
        if term.how == "reference":
            return [Object(value.text, term.node, value.place) for value in self.values(name, term.value, record)]
        if term.how == "template":
            return list(self.filled(name, term, record))
        return self.parents(name, term, record)

    def values(self, name: str, reference: str, record: Record) -> Sequence[Value]:
        found = record.values(reference)
        if found:
            self.result.found.add((name, reference))
        return found

    def filled(self, name: str, term: Term, record: Record) -> Iterator[Object]:
        """A template with the first value of each reference; nothing where one finds none."""
        written, place = [], record.place
        for number, part in enumerate(term.parts):
            if number % 2 == 0:
                written.append(part)
                continue
            found = self.values(name, part, record)
            if not found:
                return
            place = found[0].place
            written.append(segment(found[0].text) if term.node else found[0].text)
        yield Object("".join(written), term.node, place)

    def parents(self, name: str, term: Term, record: Record) -> list[Object]:
        """The subjects of another map: of this same record, or of those records where the joined values are equal."""
        parent = self.mapping.maps[term.value]
        if not term.joins:
            return list(self.objects(parent.name, parent.subject, record))
        key = tuple(found[0].text if (found := self.values(name, child, record)) else "" for child, _ in term.joins)
        return [Object(subject, True, record.place) for subject in self.index(parent, tuple(one for _, one in term.joins)).get(key, ())
                if all(key)]

    def index(self, parent: TriplesMap, references: tuple[str, ...]) -> dict[tuple[str, ...], list[str]]:
        """Joined values → subjects of the parent map."""
        known = self.joined.get((parent.name, references))
        if known is None:
            known = defaultdict(list)
            for record in self.document.records(parent.iterator):
                key = tuple(found[0].text if (found := record.values(one)) else "" for one in references)
                known[key] += [subject.text for subject in self.objects(parent.name, parent.subject, record)]
            self.joined[parent.name, references] = known
        return known
