"""Answers to facts. A fact is accepted only if its quote stands in the text, its names are named there, its concepts are
in the vocabulary, and its numbers are those that the quote states."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from ..extract.document import Document
from ..extract.kinds import distinct
from ..extract.regions import LEVELS
from ..extract.titles import concept_of
from ..model import (
    Actor,
    Agreement,
    Event,
    Evidence,
    Fact,
    Organization,
    Participation,
    Partnership,
    Person,
    Point,
    Post,
    Statement,
    Tenure,
)
from ..vocabulary import vocabulary
from . import numbers, quotes
from .dates import Dates
from .names import Names, organ_by, plain, title_of
from .prompt import Piece
from .schema import (
    AgreementClaim,
    Claim,
    CountClaim,
    EventClaim,
    MoneyClaim,
    PartnershipClaim,
    PostClaim,
    Refusal,
    StatementClaim,
)

SURE, UNSURE = 0.7, 0.5
"""Confidence in a model's fact: by itself, and where its quote stands in several places and none is pointed at. Set by
hand, not calibrated."""

_MARKS = " \n\u3000，；。：“”"

Made = TypeVar("Made", bound=Fact)


class Reading:
    """The facts of one document, as a model's answers state them.

    Parameters
    ----------
    document : the text.
    persons : persons who are known already (from the rules), by name.
    model : its name, which every fact's `rule` says.
    """

    def __init__(self, document: Document, persons: dict[str, Person], model: str) -> None:
        self.document, self.model = document, model
        self.text = document.prose.original
        self.names = Names(document, persons)
        self.dates = Dates(document)
        self.left: Counter[str] = Counter()
        self._spot = quotes.Spot(0, 1, True)
        self._quote = ""

    def facts(self, claims: Iterable[tuple[Piece, Claim]]) -> list[Fact]:
        """What is accepted, in order; `left` counts the rest by reason. Posts are read first: they tell who a name is."""
        found: list[Fact] = []
        for piece, claim in sorted(claims, key=lambda pair: not isinstance(pair[1], PostClaim)):
            try:
                found.append(self._fact(piece, claim))
            except Refusal as refusal:
                self.left[str(refusal)] += 1
        return found

    def _fact(self, piece: Piece, claim: Claim) -> Fact:
        spot = quotes.find(self.text, claim.quote, piece, claim.at)
        if spot is None:
            raise Refusal("whose quote is not in the text")
        self._spot, self._quote = spot, claim.quote
        return _READERS[type(claim)](self, claim)

    def _evidence(self) -> tuple[Evidence]:
        start = self._spot.start
        return (Evidence(source=self.document.source.key, quote=self._quote, start=start, end=start + len(self._quote),
                         nth=self._spot.nth),)

    def _proved(self, fact: Made, kind: str) -> Made:
        """The fact with its evidence, confidence and maker."""
        return dataclasses.replace(fact, evidence=self._evidence(), rule=f"llm/{kind} by {self.model}",
                                   confidence=min(fact.confidence, SURE if self._spot.certain else UNSURE))

    def post(self, claim: PostClaim) -> Tenure:
        """A person in a post of a body."""
        region = self.names.region(claim.region) if claim.region else None
        if claim.region and region is None:
            raise Refusal("with a name that is not in the text")
        title = title_of(claim.title, region)
        if title[:1] in LEVELS and not self.names.stands(title):
            title = title[1:]  # 县政协主席 where the text has …人大党组书记、政协主席
        if not self.names.stands(title):
            raise Refusal("with a name that is not in the text")
        named = self.names.body(claim.body, region) if claim.body else None
        organization = named or (organ_by(title, region) if region else None)
        if organization is None:
            raise Refusal("with a post of no body")
        person = self._holder(claim.person, organization)
        post = Post(title=title, organization=organization, kind=concept_of(title), acting="代" in title.removesuffix("代表"),
                    deputy="副" in title, candidate=title.endswith("候选人"), vague=title.endswith("领导"))
        return self._proved(Tenure(person=person, post=post, organization=organization, seconded=claim.seconded,
                                   attested=self.document.source.published), "post")

    def _holder(self, name: str, organization: Organization) -> Person:
        """The person of a post: known already, else by the seat of this post."""
        known = self._person(name)
        if known.seat is None:
            known = Person(name=known.name, seat=organization.region or organization)
            self.names.persons[known.name] = known
        return known

    def partnership(self, claim: PartnershipClaim) -> Partnership:
        """A standing cooperation; which kinds are directed, the vocabulary says."""
        a, b = self._actor(claim.a), self._actor(claim.b)
        if isinstance(a, Person) or isinstance(b, Person) or a == b or not distinct(a, b):
            raise Refusal("between sides that are no two")
        kind = self._concept("partnership", claim.kind)
        concept = vocabulary().get(kind)
        directed = concept is not None and concept.facts.get("directed", ("true",))[0] == "true"
        programme = vocabulary().words("programme").get(plain(claim.programme), "")
        return self._proved(Partnership(
            a=a, b=b, kind=kind, directed=directed, since=self.dates.of(claim.since),
            programme=programme if self.names.stands(claim.programme) else ""), "partnership")

    def event(self, claim: EventClaim) -> Event:
        """An event with those who took part; who is not in the text is left out of it."""
        start, end = self.dates.span(claim.start, claim.end)
        known_day = len(start) == 10 and "X" not in start
        place = self.names.region(claim.place) if claim.place else None
        seats = {(actor.key, role): (actor, role) for one in claim.participants if (actor := self._somebody(one.name))
                 for role in [self._role(one.role)]}
        kind = self._concept("event", claim.kind)
        leader = next((actor.name for actor, role in seats.values() if role == "role/led" and isinstance(actor, Person)), "")
        event = self._proved(Event(
            kind=kind, name=plain(claim.name) if self.names.stands(claim.name) else "", start=start, end=end, place=place,
            status=self._concept("status", claim.status), scope="" if known_day else self.document.source.key,
            leader=leader if kind == "event/visit" else ""), "event")
        parts = tuple(self._proved(Participation(owner=event.key, actor=actor, role=role), "participation")
                      for actor, role in seats.values())
        return dataclasses.replace(event, participations=parts)

    def agreement(self, claim: AgreementClaim) -> Agreement:
        """An agreement; parties and signatories who are not in the text are left out of it."""
        title = plain(claim.title).strip("《》")
        if len(title) < 4 or title not in self.document.text:
            raise Refusal("with a name that is not in the text")
        parties = {actor.key: actor for name in claim.parties if (actor := self._somebody(name))}
        signed = [person for name in claim.signatories if (person := self.names.person(name))]
        return self._proved(Agreement(
            title=title, parties=tuple(parties[key] for key in sorted(parties)), signatories=tuple(dict.fromkeys(signed)),
            status=self._concept("status", claim.status)), "agreement")

    def money(self, claim: MoneyClaim) -> Fact:
        """A sum, as the quote states it."""
        fact = numbers.commitment(claim, self._quote, self.document.source.key)
        payer, payee = (self._actor(name) if name else None for name in (claim.payer, claim.payee))
        if payer is not None and payer == payee:
            raise Refusal("between sides that are no two")
        return self._proved(dataclasses.replace(
            fact, payer=payer, payee=payee, status=self._concept("status", claim.status),
            purpose=plain(claim.purpose) if self.names.stands(claim.purpose) else ""), "money")

    def count(self, claim: CountClaim) -> Fact:
        """A number of things, as the quote states it."""
        subject = plain(claim.subject)
        if not self.names.stands(subject):
            raise Refusal("with a name that is not in the text")
        return self._proved(numbers.measure(claim, subject, self._quote, self.document.source.key), "count")

    def statement(self, claim: StatementClaim) -> Statement:
        """A point of what somebody said: the quote itself."""
        speaker = self._actor(claim.speaker, person=True)
        bare = Statement(scope=self.document.source.key, speaker=speaker, kind=self._concept("statement", claim.kind))
        point = self._proved(Point(owner=bare.key, position=1, text=self._quote.strip(_MARKS)), "statement")
        return dataclasses.replace(self._proved(bare, "statement"), points=(point,))

    def _concept(self, scheme: str, key: str) -> str:
        full = f"{scheme}/{key.removeprefix(f'{scheme}/')}"
        if vocabulary().get(full) is None:
            raise Refusal("of a kind that the vocabulary does not know")
        return full

    def _role(self, key: str) -> str:
        full = f"role/{key}"
        return full if vocabulary().get(full) is not None else "role/attended"

    def _person(self, name: str) -> Person:
        person = self.names.person(name, titled=True)
        if person is None or self.names.region(name) is not None:
            raise Refusal("with a name that is not in the text")
        return person

    def _actor(self, name: str, person: bool = False) -> Actor:
        actor = self.names.actor(name) or (self.names.person(name) if person else None)
        if actor is None:
            raise Refusal("with a name that is not in the text")
        return actor

    def _somebody(self, name: str) -> Actor | None:
        return self.names.actor(name) or self.names.person(name)


_READERS: dict[type[Claim], Callable[[Reading, Any], Fact]] = {
    PostClaim: Reading.post, PartnershipClaim: Reading.partnership, EventClaim: Reading.event,
    AgreementClaim: Reading.agreement, MoneyClaim: Reading.money, CountClaim: Reading.count,
    StatementClaim: Reading.statement,
}
"""Which method reads which type of claim."""
