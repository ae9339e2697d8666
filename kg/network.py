"""The store as a network: regions, bodies and people as nodes, the facts that join them as edges.

Every edge is one fact between two actors and carries the sentences that prove it. The form is a
`networkx.MultiDiGraph`, so that all of networkx works on it; `regions`, `people` and `organizations` are its
projections. A body of which a region has just one (its party committee, its government …) is drawn as the region.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import Any, NamedTuple

import networkx as nx

from .errors import UnknownName
from .model.nodes import ORGANS_OF_ONE
from .store import Store
from .terms import COOP, DCTERMS, FOAF, OA, ORG, RDF, RDFS, SCHEMA, SKOS, VOCABULARY, NamedNode
from .vocabulary import vocabulary

__all__ = ["RELATIONS", "graph", "organizations", "people", "regions"]

RELATIONS = ("partnership", "money", "agreement", "event", "statement", "tenure")
"""The kinds of edges."""
KINDS = {COOP.Region.value: "region", ORG.Organization.value: "organization", FOAF.Person.value: "person"}
"""RDF class → the kind of node."""
_FACTS = {COOP.Partnership.value: "partnership", COOP.Commitment.value: "money", COOP.Agreement.value: "agreement",
          SCHEMA.Event.value: "event", COOP.Statement.value: "statement", COOP.Tenure.value: "tenure"}
_BOUND = {"over": "＞", "under": "＜", "about": "约"}
_VISITED = frozenset({"visited", "hosted", "received", "host-place"})

Attributes = dict[str, Any]


class _Value(NamedTuple):
    """An object of a statement; ordered so that the smallest is the one to show."""

    text: str
    language: str
    graph: str


class _Edge(NamedTuple):
    a: str
    b: str
    fact: str
    attributes: Attributes


def graph(store: Store, focus: Sequence[str] = (), hops: int = 1,
          relations: Sequence[str] = ()) -> nx.MultiDiGraph:
    """The network of a store, or the surroundings of some of its entities.

    Parameters
    ----------
    store : whose sources to read; derived shortcuts and decisions are not drawn again.
    focus : IRIs of entities or facts to start from; none takes everything that is in a relation.
    hops : how many steps around the focus, along edges of either direction.
    relations : which of `RELATIONS` to take; none takes all.

    Returns
    -------
    A graph whose nodes are IRIs with the attributes label, kind (region, organization, person), code, level, province,
    pinyin, initials, english, aliases (list), longitude and latitude (degrees, None where unknown), and whose edges are
    keyed by the IRI of the fact with relation, label, kind, programme, role, status (keys of the vocabulary), start,
    end, attested (as stated), amount, currency, details (list), weight (number of proofs) and evidence: a list of
    dicts with quote, source, title, url, published, start and end (characters in the source's text). Partnerships run
    from the supporter to the one helped, money from payer to payee, tenures from the person to the region, events
    from guest to host. Nodes and edges come in the order of their IRIs.

    Raises
    ------
    UnknownName : a relation of another name, or a focus that the store does not know.

    >>> import kg.store
    >>> from kg.model import Partnership, Region, Source
    >>> with kg.store.open() as store:
    ...     a, b = Region(name="甲区", code="990101"), Region(name="乙县", code="990202")
    ...     fact = Partnership(a=a, b=b, kind="partnership/paired-assistance", directed=True, since="2016")
    ...     _ = store.replace(Source(name="x.txt"), [fact])
    ...     for one, other, data in graph(store).edges(data=True):
    ...         print(one.rpartition("/")[2], other.rpartition("/")[2], data["relation"], data["start"])
    990101 990202 partnership 2016
    """
    for name in relations:
        if name not in RELATIONS:
            raise UnknownName(name, RELATIONS, f"there is no relation {name!r}; choose from {', '.join(RELATIONS)}")
    index = _Index(store)
    wanted = set(relations or RELATIONS)
    edges = [edge for edge in index.edges() if edge.attributes["relation"] in wanted]
    start = _start(index, edges, focus)
    if focus:
        edges = _around(edges, start, hops)
    return _built(index, edges, start)


def regions(store: Store) -> nx.DiGraph:
    """Regions and what joins them: people and bodies stand for the region that they belong to.

    An edge has weight (number of proofs) and, for each relation of `RELATIONS` that it unites, the number of facts.

    >>> import kg.store
    >>> regions(kg.store.open()).number_of_nodes()
    0
    """
    index = _Index(store)
    result = nx.DiGraph()
    for edge in index.edges():
        a, b = index.region(edge.a), index.region(edge.b)
        if a and b and a != b:
            _count(result, index, a, b, edge.attributes["relation"], edge.attributes["weight"])
    return _sorted(result)


def people(store: Store) -> nx.Graph:
    """People who took part in the same events; `weight` is the number of those events, `events` their names.

    >>> import kg.store
    >>> people(kg.store.open()).number_of_edges()
    0
    """
    index = _Index(store)
    result = nx.Graph()
    for event, seats in sorted(index.parts.items()):
        who = sorted({actor for actor, _ in seats if index.kind(actor) == "person"})
        if index.types.get(event) != "event":
            continue
        for one in who:
            result.add_node(one, **index.node(one))
        for a, b in combinations(who, 2):
            data = result.get_edge_data(a, b) or {"weight": 0.0, "events": []}
            names = [*data["events"], index.title(event)]
            result.add_edge(a, b, weight=data["weight"] + 1.0, events=names)
    return _sorted(result)


def organizations(store: Store) -> nx.Graph:
    """Bodies that share a person, or are sides of the same partnership, agreement, payment or event.

    An edge has weight and counts as in `regions`; "tenure" counts the people shared.

    >>> import kg.store
    >>> organizations(kg.store.open()).number_of_nodes()
    0
    """
    index = _Index(store)
    result = nx.Graph()
    offices: dict[str, set[str]] = defaultdict(set)
    for fact in index.facts("tenure"):
        offices[index.first(fact, ORG.member)].add(index.first(fact, ORG.organization))
    for person in sorted(offices):
        for a, b in combinations(sorted(offices[person] - {""}), 2):
            _count(result, index, a, b, "tenure", 1.0)
    for relation in ("agreement", "event", "money", "partnership"):
        for fact in index.facts(relation):
            bodies = {actor for actor in index.sides(fact) if index.kind(actor) == "organization"}
            for a, b in combinations(sorted(bodies), 2):
                _count(result, index, a, b, relation, float(len(index.all(fact, COOP.evidence)) or 1))
    return _sorted(result)


class _Index:
    """What the sources say, by subject and property, from one sweep over the quads."""

    def __init__(self, store: Store) -> None:
        self.base = store.base
        self.said: dict[str, dict[str, set[_Value]]] = defaultdict(lambda: defaultdict(set))
        self.types: dict[str, str] = {}
        self.parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.points: dict[str, list[str]] = defaultdict(list)
        self.offices: dict[str, str] = {}
        sources = f"{store.base}source/"
        for quad in store.quads():
            where = getattr(quad.graph_name, "value", "")
            if where.startswith(sources):
                term: Any = quad.object
                value = _Value(_text(term), getattr(term, "language", None) or "", where)
                self.said[_text(quad.subject)][quad.predicate.value].add(value)
        self._classify()

    def _classify(self) -> None:
        for iri in sorted(self.said):
            kinds = self.all(iri, RDF.type)
            self.types[iri] = next((name for kind in kinds for name in (KINDS.get(kind) or _FACTS.get(kind),) if name), "")
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
        return min(values, key=lambda value: (value.language != "zh", value), default=_Value("", "", "")).text

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
        for _ in range(8):
            inner = self.first(inner, SCHEMA.containedInPlace)
            if inner == outer:
                return bool(inner)
        return False

    def sides(self, fact: str) -> list[str]:
        """All actors that a fact names."""
        named = [actor for term in (COOP.sideA, COOP.sideB, COOP.payer, COOP.payee, COOP.party, ORG.member)
                 for actor in self.all(fact, term)]
        return [*named, *(actor for actor, _ in self.parts.get(fact, ()))]

    def title(self, fact: str) -> str:
        """What a fact is called: its own name, else the name of its kind."""
        return self.first(fact, RDFS.label) or vocabulary().label(self.concept(fact, COOP.kind))

    def edges(self) -> Iterator[_Edge]:
        """Every fact as edges, in the order of their IRIs."""
        for fact, relation in self.types.items():
            if relation in RELATIONS:
                ends = dict.fromkeys((a, b) for a, b in _ENDS[relation](self, fact) if a and b and a != b)
                attributes = self._attributes(fact, relation) if ends else {}
                for a, b in ends:
                    yield _Edge(a, b, fact, {**attributes})

    def _attributes(self, fact: str, relation: str) -> Attributes:
        evidence = self._evidence(fact)
        common: Attributes = {
            "relation": relation, "label": self.title(fact), "kind": self.concept(fact, COOP.kind),
            "programme": self.concept(fact, COOP.programme), "role": "", "start": self.first(fact, COOP.start),
            "end": self.first(fact, COOP.end), "attested": self.first(fact, COOP.attested),
            "status": self.concept(fact, COOP.status), "amount": None, "currency": "", "details": [],
            "weight": float(len(evidence) or 1), "evidence": evidence,
        }
        return {**common, **_MORE[relation](self, fact)}

    def _evidence(self, fact: str) -> list[dict[str, Any]]:
        found = []
        for iri in self.all(fact, COOP.evidence):
            source = self.first(iri, OA.hasSource)
            found.append({
                "quote": self.first(iri, OA.exact), "source": self.first(source, DCTERMS.identifier) or source,
                "title": self.first(source, DCTERMS.title), "url": self.first(source, SCHEMA.url),
                "published": self.first(source, DCTERMS.issued), "start": _whole(self.first(iri, OA.start)),
                "end": _whole(self.first(iri, OA.end)),
            })
        return sorted(found, key=lambda one: (one["source"], one["start"], one["quote"]))

    def node(self, iri: str) -> Attributes:
        """The attributes of a node."""
        labels = self.said[iri].get(RDFS.label.value, set()) | self.said[iri].get(SKOS.altLabel.value, set())
        label = self.first(iri, RDFS.label) or self.first(iri, FOAF.name) or iri.rpartition("/")[2]
        english = min((value.text for value in labels if value.language.startswith("en")), default="")
        pinyin = self.first(iri, COOP.pinyin)
        return {
            "label": label, "kind": self.kind(iri), "code": self.first(iri, COOP.code),
            "level": self.first(iri, COOP.level), "province": self._province(self.region(iri)), "pinyin": pinyin,
            "initials": "".join(word[0] for word in pinyin.split()), "english": english,
            "aliases": sorted({value.text for value in labels} - {label, english}),
            "longitude": _number(self.first(iri, SCHEMA.longitude)), "latitude": _number(self.first(iri, SCHEMA.latitude)),
        }

    def _province(self, region: str) -> str:
        for _ in range(8):
            if not region or self.first(region, COOP.level) == "province":
                break
            region = self.first(region, SCHEMA.containedInPlace)
        return self.first(region, RDFS.label) if region else ""


Ends = Iterable[tuple[str, str]]


def _partnership(index: _Index, fact: str) -> Ends:
    return [(index.drawn(index.first(fact, COOP.sideA)), index.drawn(index.first(fact, COOP.sideB)))]


def _money(index: _Index, fact: str) -> Ends:
    return [(index.drawn(index.first(fact, COOP.payer)), index.drawn(index.first(fact, COOP.payee)))]


def _agreement(index: _Index, fact: str) -> Ends:
    return combinations(dict.fromkeys(index.drawn(party) for party in index.all(fact, COOP.party)), 2)


def _tenure(index: _Index, fact: str) -> Ends:
    body = index.first(fact, ORG.organization)
    return [(index.first(fact, ORG.member), index.region(body) or index.drawn(body))]


def _statement(index: _Index, fact: str) -> Ends:
    """To the other side of the partnership spoken about; where none is stated, to the side spoken for."""
    speaker = index.first(fact, COOP.speaker)
    about = index.first(fact, COOP.aboutPartnership)
    own = index.side(speaker)
    others = [side for a, b in _partnership(index, about) for side in (a, b) if side and side != own]
    return [(index.drawn(speaker), side) for side in others or [own]]


def _event(index: _Index, fact: str) -> Ends:
    """From each side to the host: the side of the place, or else the side in a host's role; without a host each pair."""
    roles = [(index.side(actor), role) for actor, role in index.parts.get(fact, ())]
    sides = sorted({side for side, _ in roles if side})
    place = index.first(fact, SCHEMA.location)
    inside = [side for side in sides if index.within(side, place)]
    hosts = sorted({side for side, role in roles if side and role in _VISITED})
    host = place if place in sides or not inside and place else inside[0] if len(inside) == 1 else next(iter(hosts), "")
    return ((side, host) for side in sides) if host else combinations(sides, 2)


_ENDS = {"partnership": _partnership, "money": _money, "agreement": _agreement, "tenure": _tenure,
         "statement": _statement, "event": _event}


def _of_partnership(index: _Index, fact: str) -> Attributes:
    programme, kind = index.concept(fact, COOP.programme), index.concept(fact, COOP.kind)
    directed = index.first(fact, COOP.directed) == "true"
    return {"label": vocabulary().label(programme or kind), "role": "role/supporter" if directed else "role/peer"}


def _of_money(index: _Index, fact: str) -> Attributes:
    amount, currency = index.first(fact, COOP.amount), index.first(fact, SCHEMA.currency)
    bound = index.first(fact, COOP.bound) or ("about" if index.first(fact, COOP.approximate) == "true" else "")
    return {"label": _BOUND.get(bound, "") + _money_label(amount, currency), "amount": _number(amount),
            "currency": currency, "details": index.all(fact, COOP.purpose)}


def _of_tenure(index: _Index, fact: str) -> Attributes:
    post = index.first(fact, COOP.post)
    body = index.first(index.first(fact, ORG.organization), RDFS.label)
    return {"label": index.first(post, RDFS.label), "kind": index.concept(post, COOP.titleConcept),
            "details": [body] if body else []}


def _of_event(index: _Index, fact: str) -> Attributes:
    seats = sorted((index.node(actor)["label"], vocabulary().label(f"role/{role}")) for actor, role in
                   set(index.parts.get(fact, ())) if index.kind(actor) == "person")
    return {"details": [f"{name}（{role}）" if role else name for name, role in seats]}


def _of_statement(index: _Index, fact: str) -> Attributes:
    points = sorted(index.points.get(fact, ()), key=lambda part: (_whole(index.first(part, COOP.position)), part))
    return {"details": [index.first(part, COOP.text) for part in points]}


def _of_agreement(index: _Index, fact: str) -> Attributes:
    return {"kind": "", "details": sorted(index.node(one)["label"] for one in index.all(fact, COOP.signatory))}


_MORE = {"partnership": _of_partnership, "money": _of_money, "agreement": _of_agreement, "tenure": _of_tenure,
         "statement": _of_statement, "event": _of_event}


def _money_label(amount: str, currency: str) -> str:
    """A sum as Chinese prose writes it: 655.8万元, 1.2亿元; other currencies by their ISO 4217 code."""
    try:
        number = Decimal(amount)
    except InvalidOperation:
        return f"{amount} {currency}".strip()
    unit = next(((size, word) for size, word in ((10**8, "亿"), (10**4, "万")) if abs(number) >= size), (1, ""))
    written = format(number / unit[0], "f")
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return f"{written}{unit[1]}元" if currency in ("CNY", "") else f"{written}{unit[1]} {currency}"


def _start(index: _Index, edges: Iterable[_Edge], focus: Iterable[str]) -> list[str]:
    """The nodes that the focus means: actors themselves (bodies as drawn), and both ends of facts."""
    ends: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        ends[edge.fact] |= {edge.a, edge.b}
    known, found = set().union(*ends.values()), set()
    for iri in focus:
        if iri not in index.said:
            raise UnknownName(iri, (), f"the store holds no entity <{iri}>; give the IRI that `kg search` shows")
        found |= ends.get(iri) or {iri if iri in known else index.drawn(iri)} - {""}
    return sorted(found)


def _around(edges: Sequence[_Edge], start: Iterable[str], hops: int) -> list[_Edge]:
    """The edges among all nodes at most `hops` steps from the start."""
    beside: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        beside[edge.a].add(edge.b)
        beside[edge.b].add(edge.a)
    reached = rim = set(start)
    for _ in range(hops):
        rim = set().union(*(beside[node] for node in rim)) - reached
        reached = reached | rim
    return [edge for edge in edges if edge.a in reached and edge.b in reached]


def _built(index: _Index, edges: Sequence[_Edge], start: Iterable[str]) -> nx.MultiDiGraph:
    result = nx.MultiDiGraph()
    for iri in sorted({*start, *(end for edge in edges for end in (edge.a, edge.b))}):
        result.add_node(iri, **index.node(iri))
    for edge in sorted(edges, key=lambda edge: edge[:3]):
        result.add_edge(edge.a, edge.b, key=edge.fact, **edge.attributes)
    return result


def _count(result: Any, index: _Index, a: str, b: str, relation: str, weight: float) -> None:
    for iri in (a, b):
        result.add_node(iri, **index.node(iri))
    known: Mapping[str, Any] = result.get_edge_data(a, b) or {"weight": 0.0, **dict.fromkeys(RELATIONS, 0)}
    result.add_edge(a, b, **{**known, "weight": known["weight"] + weight, relation: known[relation] + 1})


def _sorted(graph: Any) -> Any:
    """The same graph with nodes and edges in the order of their IRIs."""
    result = graph.__class__()
    result.add_nodes_from(sorted(graph.nodes(data=True), key=lambda item: item[0]))
    result.add_edges_from(sorted(graph.edges(data=True), key=lambda item: item[:2]))
    return result


def _text(term: Any) -> str:
    """The text of a term; of a quoted triple, its RDF 1.2 form."""
    return str(getattr(term, "value", term))


def _whole(text: str) -> int:
    return int(text) if text.lstrip("-").isdecimal() else -1


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
