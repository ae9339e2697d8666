"""The nodes of the graph. Every relation that has a time, a role or evidence is a node of its own (W3C n-ary
relations), never a bare edge. `key` is the path of the node's IRI below the base: the same content, the same key."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import ClassVar

from ..terms import COOP, DCTERMS, FOAF, OA, ORG, PROV, RDFS, SCHEMA, SKOS, NamedNode, digest, segment
from .fields import needed, plain, prop


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything with an IRI. `classes` are its RDF types, the model's own first."""

    classes: ClassVar[tuple[NamedNode, ...]] = ()

    @property
    def key(self) -> str:
        """Path of the IRI below the base."""
        raise NotImplementedError

    @property
    def tail(self) -> str:
        """The key without its kind: what other keys are built from."""
        return self.key.partition("/")[2]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Node):
    """Where a source says it: a quote with its offsets in the source's text (Web Annotation selectors), the cell of
    a table, or the path of a value in XML or JSON. `start` and `end` count characters; `text[start:end] == quote` always. Rows are 1-based."""

    classes = (COOP.Evidence, OA.TextQuoteSelector, OA.TextPositionSelector)
    source: str = needed(OA.hasSource, "iri")  # key of the source
    quote: str = needed(OA.exact)
    start: int = prop(OA.start, "integer", -1)
    end: int = prop(OA.end, "integer", -1)
    sheet: str = prop(COOP.sheet)
    row: int = prop(COOP.row, "integer", 0)
    column: str = prop(COOP.column)
    path: str = prop(COOP.path)  # in XML an XPath, in JSON a normalized path (RFC 9535)
    nth: int = prop(COOP.occurrence, "integer", 1)  # among equal quotes of one source: offsets stay out of the IRI

    @property
    def key(self) -> str:
        """Content-based: an edit elsewhere in the source moves the offsets, not the IRI."""
        place = f"{self.sheet}!{self.row}!{self.column}" if self.row else self.path or str(self.nth)
        return f"{self.source}/evidence/{digest(self.quote, place)}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Source(Node):
    """A document or dataset; its IRI is also the name of its graph."""

    classes = (COOP.Source, PROV.Entity, SCHEMA.NewsArticle)
    name: str = needed(DCTERMS.identifier)
    title: str = prop(DCTERMS.title, "text")
    publisher: str = prop(DCTERMS.publisher, "text")
    credit: str = prop(DCTERMS.source, "text")  # 来源: whom the publisher names as its source
    creators: tuple[str, ...] = prop(DCTERMS.creator, "text", ())
    published: str = prop(DCTERMS.issued, "date")
    url: str = prop(SCHEMA.url)
    language: str = prop(DCTERMS.language)
    sha256: str = prop(COOP.sha256)
    media_type: str = prop(DCTERMS["format"])
    extractor: str = prop(COOP.extractor)  # software version and rules that read it: the extraction run's name
    mentions: tuple[Actor, ...] = prop(SCHEMA.mentions, "node", ())

    @property
    def key(self) -> str:
        return f"source/{source_segment(self.name)}"


def source_segment(name: str) -> str:
    """A source's name as IRI path: the slashes of a relative path stay."""
    return "/".join(segment(part) for part in name.split("/") if part) or "_"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Region(Node):
    """An administrative division, town, village, or foreign place. `code` is the six-digit GB/T 2260 code as of the
    fact's day; a place without a code is known by its name within its parent or country."""

    classes = (COOP.Region, SCHEMA.AdministrativeArea)
    name: str = needed(RDFS.label, "text")
    code: str = prop(COOP.code)
    level: str = prop(COOP.level)  # province, city, county, township, village, zone, foreign
    parent: Region | None = prop(SCHEMA.containedInPlace, "node", None)
    country: str = prop(COOP.country, "text")
    aliases: tuple[str, ...] = prop(SKOS.altLabel, "text", ())
    pinyin: str = prop(COOP.pinyin)
    longitude: float | None = prop(SCHEMA.longitude, "decimal", None)
    latitude: float | None = prop(SCHEMA.latitude, "decimal", None)

    @property
    def key(self) -> str:
        if self.code:
            return f"region/{self.code}"
        within = self.parent.tail if self.parent else segment(self.country) if self.country else "_"
        return f"region/{within}/{segment(self.name)}"


ORGANS_OF_ONE = frozenset({"party-committee", "government", "congress", "cppcc", "discipline-commission", "region"})
"""Kinds of body of which a region has just one, so that kind and region name it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Node):
    """A body: party committee, government, congress, CPPCC, department, working group, company, school, hospital.
    `kind` is the key of a concept of the organ scheme ("organ/party-committee"); `identifier` one that holds everywhere,
    such as an IATI organisation identifier: it names the body, however its name is spelled."""

    classes = (ORG.Organization,)
    name: str = needed(RDFS.label, "text")
    kind: str = prop(ORG.classification, "concept")
    region: Region | None = prop(COOP.ofRegion, "node", None)
    parent: Organization | None = prop(ORG.subOrganizationOf, "node", None)
    aliases: tuple[str, ...] = prop(SKOS.altLabel, "text", ())
    identifier: str = prop(DCTERMS.identifier)

    @property
    def key(self) -> str:
        if self.identifier:
            return f"organization/{segment(self.identifier)}"
        organ = self.kind.partition("/")[2]
        if self.region and organ in ORGANS_OF_ONE:
            return f"organization/{self.region.tail}/{organ}"
        if self.region and self.name.startswith(self.region.name) and self.name != self.region.name:
            return f"organization/{self.region.tail}/{segment(self.name.removeprefix(self.region.name))}"
        return f"organization/{segment(self.name)}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person(Node):
    """A person, known by name and place of office (`seat`), so that one official in many releases is one node and
    namesakes elsewhere are others. Without a seat the source (`scope`, its key) keeps the person apart, and within it the
    `identifier` that the source uses, if it has any."""

    classes = (FOAF.Person, PROV.Agent)
    name: str = needed(FOAF.name, "text")
    seat: Region | Organization | None = prop(COOP.seat, "node", None)
    scope: str = prop(COOP.scope, "iri")
    aliases: tuple[str, ...] = prop(SKOS.altLabel, "text", ())
    identifier: str = prop(DCTERMS.identifier)

    @property
    def key(self) -> str:
        if self.seat:
            return f"person/{self.seat.tail}/{segment(self.name)}"
        return f"person/{self.scope or '_'}/{segment(self.identifier or self.name)}"


Actor = Region | Organization | Person


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Post(Node):
    """A post of a body, whether or not someone holds it. `title` is in the text's words without the region's proper
    name (县委书记, 代县长); acting, deputy and candidate are qualities of the title."""

    classes = (ORG.Post,)
    title: str = needed(RDFS.label, "text")
    organization: Organization = needed(ORG.postIn, "node")
    kind: str = prop(COOP.titleConcept, "concept")  # post/party-secretary …
    acting: bool = prop(COOP.acting, "boolean", False)
    deputy: bool = prop(COOP.deputy, "boolean", False)
    candidate: bool = prop(COOP.candidate, "boolean", False)
    vague: bool = prop(COOP.vague, "boolean", False)  # 县领导: a rank, no post

    @property
    def key(self) -> str:
        return f"post/{self.organization.tail}/{segment(self.title)}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Node):
    """A claim of a source: it carries evidence, a confidence in [0, 1] and the rule or model that found it."""

    evidence: tuple[Evidence, ...] = prop(COOP.evidence, "node", ())
    confidence: float = prop(COOP.confidence, "decimal", 1.0)
    rule: str = prop(COOP.rule)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Fact):
    """A person in a post of a body, attested on a day; start and end only if stated."""

    classes = (COOP.Tenure, ORG.Membership)
    person: Person = needed(ORG.member, "node")
    post: Post = needed(COOP.post, "node")
    organization: Organization = needed(ORG.organization, "node")
    attested: str = prop(COOP.attested, "date")
    start: str = prop(COOP.start, "date")
    end: str = prop(COOP.end, "date")
    seconded: bool = prop(COOP.seconded, "boolean", False)  # 挂职

    @property
    def key(self) -> str:
        return f"tenure/{self.person.tail}/{self.post.tail}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Fact):
    """An actor in a role (key of the role scheme: "role/supporter") of a partnership, an event or a project."""

    classes = (COOP.Participation, ORG.Membership)
    owner: str = needed(COOP.participationIn, "iri")  # key of the partnership, event, agreement or project
    actor: Actor = needed(ORG.member, "node")
    role: str = needed(ORG.role, "concept")

    @property
    def key(self) -> str:
        return f"participation/{self.owner}/{self.role.partition('/')[2]}/{self.actor.key}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Partnership(Fact):
    """A standing cooperation of two or more actors. `a` and `b` are its two sides; where help is directed
    (`directed`) a is the supporter. `kind` and `programme` are concept keys ("partnership/paired-assistance",
    "programme/suzhou-shaanxi")."""

    classes = (COOP.Partnership, ORG.OrganizationalCollaboration)
    a: Actor = needed(COOP.sideA, "node")
    b: Actor = needed(COOP.sideB, "node")
    kind: str = needed(COOP.kind, "concept")
    directed: bool = prop(COOP.directed, "boolean", False)
    programme: str = prop(COOP.programme, "concept")
    since: str = prop(COOP.start, "date")
    until: str = prop(COOP.end, "date")
    part_of: str = prop(COOP.partOf, "iri")  # key of the partnership one level up

    @property
    def key(self) -> str:
        sides = [self.a.tail, self.b.tail]
        if not self.directed:
            sides.sort()
        return f"partnership/{self.kind.partition('/')[2]}/{sides[0]}/with/{sides[1]}"

    @property
    def participations(self) -> tuple[Participation, Participation]:
        """Both sides as org:Membership nodes with their roles."""
        roles = ("role/supporter", "role/recipient") if self.directed else ("role/peer", "role/peer")
        return (Participation(owner=self.key, actor=self.a, role=roles[0], evidence=self.evidence[:1]),
                Participation(owner=self.key, actor=self.b, role=roles[1], evidence=self.evidence[:1]))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """Something that took place (or is planned): visit, meeting, signing, donation, unveiling, training, other.
    Without a known day the source (`scope`, its key) keeps it apart."""

    classes = (SCHEMA.Event,)
    kind: str = needed(COOP.kind, "concept")
    name: str = prop(RDFS.label, "text")
    start: str = prop(COOP.start, "date")
    end: str = prop(COOP.end, "date")
    place: Region | None = prop(SCHEMA.location, "node", None)
    venue: str = prop(COOP.venue, "text")
    status: str = prop(COOP.status, "concept")
    scope: str = prop(COOP.scope, "iri")
    leader: str = prop(COOP.leader)  # what tells apart events of one kind, day and place: leaders' names or the title
    part_of: str = prop(SCHEMA.superEvent, "iri")  # key of the event that this one belongs to
    participations: tuple[Participation, ...] = ()  # written by the encoder as nodes that point here

    @property
    def key(self) -> str:
        kind, place = self.kind.partition("/")[2], self.place.tail if self.place else "_"
        when = self.start if self.start and not self.scope else self.scope or "_"
        return f"event/{kind}/{when}/{place}/{segment(self.leader)}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Fact):
    """An agreement with a title of its own; a mere number of agreements is a Measure."""

    classes = (COOP.Agreement,)
    title: str = needed(RDFS.label, "text")
    parties: tuple[Actor, ...] = prop(COOP.party, "node", ())
    signatories: tuple[Person, ...] = prop(COOP.signatory, "node", ())
    sectors: tuple[str, ...] = prop(COOP.sector, "concept", ())
    event: str = prop(COOP.atEvent, "iri")
    status: str = prop(COOP.status, "concept")

    @property
    def key(self) -> str:
        return f"agreement/{'/'.join(sorted(p.tail for p in self.parties)) or '_'}/{segment(self.title)}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Project(Fact):
    """Something carried out in cooperation, such as an aid activity of IATI. `identifier` is one that holds everywhere;
    without one the source (`scope`, its key) keeps the project apart."""

    classes = (COOP.Project, FOAF.Project)
    name: str = needed(RDFS.label, "text")
    identifier: str = prop(DCTERMS.identifier)
    description: str = prop(DCTERMS.description, "text")
    start: str = prop(COOP.start, "date")
    end: str = prop(COOP.end, "date")
    places: tuple[Region, ...] = prop(SCHEMA.location, "node", ())
    sectors: tuple[str, ...] = prop(COOP.sector, "concept", ())
    status: str = prop(COOP.status, "concept")
    scope: str = prop(COOP.scope, "iri")
    part_of: str = prop(DCTERMS.isPartOf, "iri")  # key of the project one level up
    participations: tuple[Participation, ...] = ()  # written by the encoder as nodes that point here

    @property
    def key(self) -> str:
        if self.identifier:
            return f"project/{segment(self.identifier)}"
        return f"project/{self.scope or '_'}/{segment(self.name)}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Fact):
    """Money planned, promised or paid; `amount` in units of `currency` (ISO 4217): 655.8万元 is 6558000 CNY."""

    classes = (COOP.Commitment, SCHEMA.MonetaryGrant)
    scope: str = needed(COOP.scope, "iri")  # key of the source: sameness of sums is never assumed
    amount: Decimal = needed(COOP.amount, "decimal")
    currency: str = prop(SCHEMA.currency, "string", "CNY")
    approximate: bool = prop(COOP.approximate, "boolean", False)
    bound: str = prop(COOP.bound)  # over, under, about
    payer: Actor | None = prop(COOP.payer, "node", None)
    payee: Actor | None = prop(COOP.payee, "node", None)
    purpose: str = prop(COOP.purpose, "text")
    status: str = prop(COOP.status, "concept")
    start: str = prop(COOP.start, "date")
    end: str = prop(COOP.end, "date")
    event: str = prop(COOP.atEvent, "iri")
    project: Project | None = prop(COOP.project, "node", None)
    identifier: str = prop(DCTERMS.identifier)  # of one entry of a ledger, which may hold the same sum twice

    @property
    def key(self) -> str:
        if self.identifier:
            return f"commitment/{self.scope}/{segment(self.identifier)}"
        sides = [side.tail if side else "" for side in (self.payer, self.payee)]
        return f"commitment/{self.scope}/{digest(*sides, plain(self.amount), self.currency, self.purpose, self.status)}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Fact):
    """A stated number of something: 11 projects, 95 visits, 850 person-times."""

    classes = (COOP.Measure, SCHEMA.QuantitativeValue)
    scope: str = needed(COOP.scope, "iri")
    subject: str = needed(COOP.subject, "text")
    quantity: Decimal = needed(SCHEMA.value, "decimal")
    unit: str = prop(SCHEMA.unitText, "text")
    approximate: bool = prop(COOP.approximate, "boolean", False)
    bound: str = prop(COOP.bound)
    about: Actor | None = prop(SCHEMA.about, "node", None)
    start: str = prop(COOP.start, "date")
    end: str = prop(COOP.end, "date")

    @property
    def key(self) -> str:
        return f"measure/{self.scope}/{digest(self.subject, plain(self.quantity), self.unit)}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Point(Fact):
    """One point of a statement, in the speaker's order (1-based)."""

    classes = (COOP.Point,)
    owner: str = needed(COOP.pointOf, "iri")  # key of the statement
    position: int = needed(COOP.position, "integer")
    text: str = needed(COOP.text, "text")

    @property
    def key(self) -> str:
        return f"point/{self.owner}/{digest(self.text)}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Fact):
    """Speech: who pledged, asked for, recommended, assessed or thanked for what."""

    classes = (COOP.Statement, PROV.Entity)
    scope: str = needed(COOP.scope, "iri")
    speaker: Actor = needed(COOP.speaker, "node")
    kind: str = needed(COOP.kind, "concept")
    sectors: tuple[str, ...] = prop(COOP.sector, "concept", ())
    about: str = prop(COOP.aboutPartnership, "iri")
    points: tuple[Point, ...] = ()  # written by the encoder as nodes that point here

    @property
    def key(self) -> str:
        return f"statement/{self.scope}/{self.kind.partition('/')[2]}/{self.speaker.tail}"
