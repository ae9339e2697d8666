"""What the sources say, by subject and property, from one sweep over the quads."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from ..model.nodes import ORGANS_OF_ONE
from ..store import Store
from ..terms import COOP, DCTERMS, FOAF, OA, ORG, RDF, RDFS, SCHEMA, SKOS, VOCABULARY, NamedNode
from ..vocabulary import vocabulary

KINDS = {COOP.Region.value: "region", ORG.Organization.value: "organization", FOAF.Person.value: "person"}
"""RDF class → the kind of node."""
FACTS = {COOP.Partnership.value: "partnership", COOP.Commitment.value: "money", COOP.Agreement.value: "agreement",
          SCHEMA.Event.value: "event", COOP.Statement.value: "statement", COOP.Tenure.value: "tenure"}

Attributes = dict[str, Any]


class Value(NamedTuple):
    """An object of a statement; ordered so that the smallest is the one to show."""

    text: str
    language: str
    graph: str


class Index:
    """What the sources say, by subject and property, from one sweep over the quads."""

    def __init__(self, store: Store) -> None:
        self.base = store.base
        self.said: dict[str, dict[str, set[Value]]] = defaultdict(lambda: defaultdict(set))
        self.types: dict[str, str] = {}
        self.parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.points: dict[str, list[str]] = defaultdict(list)
        self.offices: dict[str, str] = {}
        sources = f"{store.base}source/"
        for quad in store.quads():
            where = getattr(quad.graph_name, "value", "")
            if where.startswith(sources):
                term: Any = quad.object
                value = Value(_text(term), getattr(term, "language", None) or "", where)
                self.said[_text(quad.subject)][quad.predicate.value].add(value)
        self._classify()

    def _classify(self) -> None:
        for iri in sorted(self.said):
            kinds = self.all(iri, RDF.type)
            self.types[iri] = next((name for kind in kinds for name in (KINDS.get(kind) or FACTS.get(kind),) if name), "")
            actor, role = self.first(iri, ORG.member), self.first(iri, ORG.role)
            for owner in self.all(iri, COOP.participationIn):
                self.parts[owner].append((actor, role.rpartition("/")[2]))
            for owner in self.all(iri, COOP.pointOf):
                self.points[owner].append(iri)
            if self.types[iri] == "tenure":
                self.offices.setdefault(actor, self.first(iri, ORG.organization))

    def all(self, iri: str, term: NamedNode) -> list[str]:
        """The values of a property, each once, sorted."""
        return sorted({value.text for value in self.said[iri].get(term.value, ())}) if iri in self.said else []

    def first(self, iri: str, term: NamedNode) -> str:
        """One value of a property: Chinese before others, then the smallest; "" for none."""
        values = self.said[iri].get(term.value, ()) if iri in self.said else ()
        return min(values, key=lambda value: (value.language != "zh", value), default=Value("", "", "")).text

    def concept(self, iri: str, term: NamedNode) -> str:
        """The key of a concept: "event/visit"."""
        return self.first(iri, term).removeprefix(VOCABULARY)

    def kind(self, iri: str) -> str:
        """region, organization, person; "" for what is no actor."""
        kind = self.types.get(iri, "")
        return kind if kind in KINDS.values() else ""

    def facts(self, relation: str) -> list[str]:
        """The IRIs of all facts of a relation, sorted."""
        return [iri for iri, kind in self.types.items() if kind == relation]

    def drawn(self, iri: str) -> str:
        """The node that stands for an actor: the region for its one committee, government …"""
        if self.kind(iri) != "organization" or self.concept(iri, ORG.classification).partition("/")[2] not in ORGANS_OF_ONE:
            return iri if self.kind(iri) else ""
        return self.first(iri, COOP.ofRegion) or iri

    def region(self, iri: str) -> str:
        """The region that an actor belongs to; "" if none is known."""
        for _ in range(8):  # a body within a body …
            if self.kind(iri) in ("region", ""):
                return iri if self.kind(iri) else ""
            body = self.kind(iri) == "organization"
            place = self.first(iri, COOP.ofRegion if body else COOP.seat)
            iri = place or (self.first(iri, ORG.subOrganizationOf) if body else self.offices.get(iri, ""))
        return ""

    def side(self, iri: str) -> str:
        """The region or body for which an actor takes part."""
        if self.kind(iri) != "person":
            return self.drawn(iri)
        seat = self.first(iri, COOP.seat)
        return self.region(iri) or self.drawn(seat or self.offices.get(iri, ""))

    def within(self, inner: str, outer: str) -> bool:
        """Whether a region lies inside another."""
        return bool(outer) and outer in self.above(inner)

    def above(self, region: str) -> list[str]:
        """The regions that a region lies in, the nearest first."""
        found: list[str] = []
        while (region := self.first(region, SCHEMA.containedInPlace)) and region not in found:
            found.append(region)
        return found

    def sides(self, fact: str) -> list[str]:
        """All actors that a fact names."""
        named = [actor for term in (COOP.sideA, COOP.sideB, COOP.payer, COOP.payee, COOP.party, ORG.member)
                 for actor in self.all(fact, term)]
        return [*named, *(actor for actor, _ in self.parts.get(fact, ()))]

    def title(self, fact: str) -> str:
        """What a fact is called: its own name, else the name of its kind."""
        return self.first(fact, RDFS.label) or vocabulary().label(self.concept(fact, COOP.kind))

    def evidence(self, fact: str) -> list[dict[str, Any]]:
        """The sentences under a fact, in the order of the text."""
        found = []
        for iri in self.all(fact, COOP.evidence):
            source = self.first(iri, OA.hasSource)
            found.append({
                "quote": self.first(iri, OA.exact), "source": self.first(source, DCTERMS.identifier) or source,
                "title": self.first(source, DCTERMS.title), "url": self.first(source, SCHEMA.url),
                "published": self.first(source, DCTERMS.issued), "start": whole(self.first(iri, OA.start)),
                "end": whole(self.first(iri, OA.end)),
            })
        return sorted(found, key=lambda one: (one["source"], one["start"], one["quote"]))

    def node(self, iri: str) -> Attributes:
        """The attributes of a node."""
        labels = self.said[iri].get(RDFS.label.value, set()) | self.said[iri].get(SKOS.altLabel.value, set())
        label = self.first(iri, RDFS.label) or self.first(iri, FOAF.name) or iri.rpartition("/")[2]
        english = min((value.text for value in labels if value.language.startswith("en")), default="")
        pinyin, region = self.first(iri, COOP.pinyin), self.region(iri)
        return {
            "label": label, "kind": self.kind(iri), "code": self.first(iri, COOP.code),
            "level": self.first(iri, COOP.level), "province": self._province(region), "country": self.first(region, COOP.country), "pinyin": pinyin,
            "initials": "".join(word[0] for word in pinyin.split()), "english": english,
            "aliases": sorted({value.text for value in labels} - {label, english}),
            "longitude": number(self.first(iri, SCHEMA.longitude)), "latitude": number(self.first(iri, SCHEMA.latitude)),
        }

    def _province(self, region: str) -> str:
        for _ in range(8):
            if not region or self.first(region, COOP.level) == "province":
                break
            region = self.first(region, SCHEMA.containedInPlace)
        return self.first(region, RDFS.label) if region else ""


def _text(term: Any) -> str:
    """The text of a term; of a quoted triple, its RDF 1.2 form."""
    return str(getattr(term, "value", term))


def whole(text: str) -> int:
    return int(text) if text.lstrip("-").isdecimal() else -1


def number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
