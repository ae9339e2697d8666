"""Persons and their posts in English prose: "Mayor Wang Lei", "Wang Lei, deputy mayor of Wuxi", "Wang Lei (mayor)"; whose post
an unowned title is; and where the persons are named again, by their surnames."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable

from ...model import Actor, Organization, Person, Post, Region, Tenure
from ...vocabulary import vocabulary
from ..actors import Mention
from ..document import Document
from ..organs import organ_of
from ..spans import Spans
from .names import is_chinese, name_at, name_before, surname
from .places import possible
from .titles import Title, organ_of_title
from .words import DAYS, HONORIFIC, MONTHS, concept_of

_JOINED = re.compile(r"(?:,? and (?:concurrently |also )?|, | as well as )")
_BETWEEN = re.compile(r"(?: \([^()]{1,30}\)),? (?:the |a |an )?|,? (?:who (?:is|was) |(?:the |a |an |then |also |our |its |their |now )*)|, | \(|,? (?:the|our|its) ")
_SIDE = re.compile(r"\b(?:delegation|group|team|party|guests|visitors|officials|representatives|mission)\b[^.;]{0,40}? (?:from|of) |\b(?:led|headed|accompanied|joined) by ")
_COMPANION = re.compile(r"(?:was|were) (?:also )?(?:accompanied|joined) by|accompanied by|together with")
_MET = re.compile(r";|\b(?:met|received|welcomed|greeted|hosted|briefed|talks with)\b")
_NEAR = 60
_MEMBERS = re.compile(r"\b(?:group|delegation|team|party|visitors|guests)\b[^.;]{0,20}\b(?:included|includes|comprised|consisted of|was made up of)\b")
_GUESTS = re.compile(r"\b(?:delegation|group|team|visitors|guests)\b[^.;]{0,30}? (?:from|of) (?:the )?")
_OF_BODY = re.compile(r"\b(?:president|manager|ceo|founder|chairman|chairwoman|chairperson)$", re.I)
_COUNTY = re.compile(r"county|magistrate", re.I)


@dataclasses.dataclass(frozen=True, slots=True)
class Holder:
    """A person at one place in the text, with the titles given there."""

    start: int
    end: int
    name: str
    titles: tuple[Title, ...]
    rule: str


class People:
    """The persons of one document: who they are, which posts they hold, and where they are named."""

    def __init__(self, document: Document, text: str, titles: list[Title], actors: Spans[Mention], home: Actor | None) -> None:
        self.document, self.text, self.actors, self.home = document, text, actors, home
        self.holders = self._holders(titles)
        self._placed = Spans(self.holders)
        self.owners: dict[int, tuple[Actor | None, str, float]] = {}
        self._settle()
        self.persons: dict[str, Person] = {}
        for holder in self.holders:
            known = self.persons.get(holder.name)
            if known is None or known.seat is None:
                self.persons[holder.name] = self._person(holder)
        self.mentions = self._mentions(titles)
        self._begins = Spans(self.mentions)

    def _holders(self, titles: list[Title]) -> list[Holder]:
        found: list[Holder] = []
        index = 0
        while index < len(titles):
            chain = [titles[index]]
            while index + len(chain) < len(titles):
                following = titles[index + len(chain)]
                gap = self.text[chain[-1].end:following.opening]
                if not _JOINED.fullmatch(gap) or name_at(self.text, following.end + 1) and self.text[following.end] == " ":
                    break
                chain.append(following)
            holder = self._of(tuple(chain))
            if holder is None and len(chain) > 1:
                chain = chain[:1]
                holder = self._of(tuple(chain))
            if holder is not None:
                found.append(holder)
            index += len(chain)
        return found

    def _of(self, chain: tuple[Title, ...]) -> Holder | None:
        """Who holds a chain of titles: the name before it after a comma, else the name behind it."""
        first, last = chain[0], chain[-1]
        direct = re.match(rf" (?={HONORIFIC}?[A-ZÀ-Þ])", self.text[last.end:last.end + 30])
        behind = name_at(self.text, last.end + direct.end()) if direct else None
        if behind is not None and not self._is_actor(*behind):
            return Holder(*behind, self.text[slice(*behind)], chain, "title-name")
        between = re.search(rf"(?:{_BETWEEN.pattern})$", self.text[max(0, first.opening - 30):first.opening])
        if between and between[0].startswith((",", " (", " who")):
            before = name_before(self.text, first.opening - len(between[0]))
            if before and not self._is_actor(*before):
                return Holder(*before, self.text[slice(*before)], chain, "name-title")
        named = re.match(rf",? (?:is|was) (?=[A-Z])|, (?={HONORIFIC}?[A-ZÀ-Þ])", self.text[last.end:last.end + 30])
        if named is None:
            return None
        span = name_at(self.text, last.end + named.end())
        if span is None or self._is_actor(*span):
            return None
        if named[0] == ", " and (self.text[span[1]:span[1] + 1] not in (",", ".") or not last.owner and not re.search(
                r"(?:\b[Tt]he|\b[Oo]ur|\b[Ii]ts|\b[Tt]heir|[Ww]hose) $", self.text[:first.opening][-8:])):
            return None
        return Holder(*span, self.text[slice(*span)], chain, "title-name")

    def _is_actor(self, start: int, end: int) -> bool:
        return any(mention.end > start and mention.start < end and (mention.start <= start or mention.end >= end)
                   for mention in self.actors.within(start - 60, end))

    # -- whose post ----------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        previous: Actor | None = None
        sentence_start = -1
        for holder in self.holders:
            sentence = self.document.sentence_at(holder.start)
            low = sentence.start if sentence else holder.start
            chain: Actor | None = None
            for title in holder.titles:
                owner, rule, sure = title.owner, "explicit", 0.97
                if owner is None and chain is not None:
                    owner, rule, sure = chain, "chain", 0.95
                if owner is None:
                    owner, rule, sure = self._inherited(holder, title, low, previous if low == sentence_start else None)
                self.owners[title.start] = owner, rule, sure
                chain = owner
            previous, sentence_start = chain, low

    def _inherited(self, holder: Holder, title: Title, low: int, previous: Actor | None) -> tuple[Actor | None, str, float]:
        """The owner of a title that names none: what follows the name ("of Hongqu Foods"), the body or region whose delegation
        is spoken of, the side of the companion, the last owner that such a title fits, the document's own side."""
        if re.search(r"ambassador|consul\b", title.text, re.I):
            return None, "unknown", 0.5
        if title.unit and possible(title.unit.split(" ")[0]):
            return None, "named", 0.8
        behind = re.match(r" (?:of|from|with|at) (?:the )?", self.text[holder.end:holder.end + 12])
        if behind and holder.rule == "title-name":
            at = holder.end + behind.end()
            for mention in self.actors.within(at - 4, at + 1):
                return mention.actor, "behind", 0.95
        led = list(_SIDE.finditer(self.text, low, holder.titles[0].opening))
        if led and holder.start - led[-1].end() < 120 and not _MET.search(self.text, led[-1].end(), holder.titles[0].opening):
            sides = [mention.actor for mention in self.actors.within(led[0].start(), holder.titles[0].opening) if self._fits(title, mention.actor)]
            ahead = [mention.actor for mention in self.actors.within(max(low, led[-1].start() - 40), led[-1].start()) if self._fits(title, mention.actor)]
            if sides or ahead:
                return sides[0] if sides else ahead[-1], "delegation", 0.92
        if _MEMBERS.search(self.text, low, holder.start):
            for guests in reversed(list(_GUESTS.finditer(self.text, max(0, low - 800), low))):
                following = self.actors.within(guests.end(), guests.end() + 5)
                if following and self._fits(title, following[0].actor):
                    return following[0].actor, "delegation", 0.9
        if _COMPANION.search(self.text[low:holder.start]):
            for other in reversed(self._placed.within(low - 400, holder.start)):
                owner = self.owners.get(other.titles[0].start, (None, "", 0.0))[0]
                if owner is not None and re.search(rf"{re.escape(surname(other.name))} (?:was|were)? ?(?:also )?(?:accompanied|joined)", self.text[low:holder.start]):
                    return owner, "companion", 0.9
        likely = self._likely(holder, title)
        if previous is not None and self._fits(title, previous) and (likely is None or previous == likely):
            return previous, "list", 0.88
        if likely is not None and likely != self.home:
            return likely, "name", 0.8
        inside = re.search(r"['’]s? ?\w*, whose $|, whose $", self.text[:holder.titles[0].opening][-12:])
        near = [mention.actor for mention in self.actors.within(low, holder.titles[0].opening) if isinstance(mention.actor, Organization) or inside]
        if near and self._fits(title, near[-1]):
            return near[-1], "sentence", 0.9
        if self.home is not None and self._fits(title, self.home):
            return self.home, "home", 0.85
        fitting = [mention.actor for mention in self.actors.before(holder.start)[-_NEAR:] if self._fits(title, mention.actor)]
        return (fitting[-1], "nearest", 0.7) if fitting else (None, "unknown", 0.5)

    def _likely(self, holder: Holder, title: Title) -> Actor | None:
        """Where a Chinese place and one abroad both could have the post: the one that the name speaks for."""
        fitting = [mention.actor for mention in self.actors.before(holder.start)[-_NEAR:] if isinstance(mention.actor, Region) and self._fits(title, mention.actor)]
        abroad = [actor for actor in fitting if actor.level == "foreign"]
        if not abroad or len({actor.key for actor in abroad}) == len({actor.key for actor in fitting}):
            return None
        if is_chinese(holder.name.split()):
            return next(actor for actor in reversed(fitting) if actor.level != "foreign")
        return abroad[-1]

    def _fits(self, title: Title, actor: Actor) -> bool:
        """Whether an actor can have such a post: a mayor is of a city, a principal of a school, a general manager of a company."""
        concept = vocabulary().get(concept_of(title.text))
        organ = concept.facts.get("organ", ("",))[0] if concept else ""
        if isinstance(actor, Region):
            if title.unit:
                return True
            if re.search(r"\bmayor\b", title.text, re.I):
                return actor.level in ("city", "foreign", "township") or actor.name.endswith("市")
            if _COUNTY.search(title.text) and not title.unit:
                return actor.name.endswith(("县", "旗")) or actor.level == "county" and not title.text.lower().startswith("county")
            return organ not in ("organ/company", "organ/university", "organ/school", "organ/hospital", "organ/bank", "organ/institute",
                                 "organ/association") and not _OF_BODY.search(title.text) or actor.level == "foreign" and title.text.lower() == "chief executive"
        return organ not in ("organ/government", "organ/party-committee") and isinstance(actor, Organization) and (
            organ not in ("organ/school", "organ/university") or actor.kind in ("organ/school", "organ/university"))

    # -- facts ---------------------------------------------------------------------------------------------------

    def _person(self, holder: Holder) -> Person:
        owner = next((self.owners[title.start][0] for title in holder.titles if self.owners[title.start][0]), None)
        seat = owner if isinstance(owner, Region | Organization) else None
        return Person(name=holder.name, seat=seat, scope="" if seat else self.document.source.key)

    def tenures(self, attested: str) -> list[Tenure]:
        """Every post that the document says somebody holds."""
        found = []
        for holder in self.holders:
            for title in holder.titles:
                owner, rule, sure = self.owners[title.start]
                concept = vocabulary().get(_concept(title, owner))
                body = _body(owner, title, concept.facts.get("organ", ("",))[0] if concept else "")
                words = title.text.lower()
                post = Post(title=title.text, organization=body, kind=concept.key if concept else "", acting="acting" in words,
                            deputy=bool(re.search(r"\b(?:vice|deputy)\b", words)))
                found.append(Tenure(person=self.persons[holder.name], post=post, organization=body, attested=attested,
                                    evidence=(self.document.evidence(holder.start, holder.end),), confidence=sure,
                                    rule=f"posts/{holder.rule}/{rule}"))
        return found

    def _mentions(self, titles: list[Title]) -> list[Mention]:
        """Every place where a known person is named in full, by surname, or by first name after an honorific."""
        found: list[Mention] = []
        shorts = Counter(surname(name) for name in self.persons)
        names = dict(self.persons)
        names |= {surname(name): person for name, person in self.persons.items() if shorts[surname(name)] == 1 and len(surname(name)) > 1}
        if not names:
            return found
        pattern = re.compile(r"(?<![\w’'-])(?:" + "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name))) + r")(?![\w-]| [A-Z][a-z]+ (?:County|City|District))")
        for block in self.document.blocks:
            for match in pattern.finditer(self.text, block.start, block.end):
                after = self.text[match.end():match.end() + 12]
                short = match[0] not in self.persons
                if short and (re.match(r" [A-Z][a-z]", after) or re.search(r"[A-Z][a-z]+ $", self.text[max(0, match.start() - 12):match.start()]) and not
                              self._called(match.start(), titles)):
                    continue
                found.append(Mention(*match.span(), names[match[0]]))
        return found

    def _called(self, position: int, titles: list[Title]) -> bool:
        """Whether a title or an honorific stands right before a position."""
        if re.search(rf"{HONORIFIC}$", self.text[max(0, position - 14):position]) or re.search(
                rf"\b(?:Then|After|When|But|And|While|Both|Later|Earlier|Meanwhile|{'|'.join((*MONTHS, *DAYS))}) $", self.text[max(0, position - 12):position]):
            return True
        return any(title.end + 1 == position for title in titles)

    def in_span(self, start: int, end: int) -> list[tuple[int, int, Person]]:
        """The persons named in a span, with the spans of their names."""
        return [(mention.start, mention.end, mention.actor) for mention in self._begins.within(start, end) if isinstance(mention.actor, Person)]


_HEADS = {"县": "county", "区": "district", "旗": "banner"}


def _concept(title: Title, owner: Actor | None) -> str:
    """The concept of a title; the head of a county is its county head."""
    plain = title.text.lower()
    if isinstance(owner, Region) and not title.unit and plain in ("head", "deputy head", "vice head", "acting head"):
        level = "town" if owner.level == "township" else _HEADS.get(owner.name[-1], "")
        return "post/deputy-head" if plain[:4] in ("depu", "vice") else f"post/{level}-head" if level else "post/head-of-government"
    return concept_of(title.text)


def _body(owner: Actor | None, title: Title, organ: str) -> Organization:
    """The organization of a post."""
    if isinstance(owner, Organization):
        return owner if not title.unit else Organization(name=f"{owner.name} {title.unit}", kind="organ/department", region=owner.region, parent=owner)
    kind = organ_of_title(title.text, organ)
    if not isinstance(owner, Region):
        return Organization(name=title.unit or title.text)
    if kind in ("organ/party-committee", "organ/congress", "organ/cppcc", "organ/discipline-commission", "organ/zone-committee", "organ/government") and (
            not title.unit or kind != "organ/government"):
        return organ_of(owner, kind) if owner.code else Organization(name=f"{owner.name} {kind.partition('/')[2].replace('-', ' ')}", kind=kind, region=owner)
    if title.unit:
        return Organization(name=f"{owner.name} {title.unit}", kind="organ/department", region=owner)
    return organ_of(owner, "organ/region") if owner.code else Organization(name=owner.name, kind="organ/region", region=owner)


def outside_names(mentions: Iterable[Mention], people: People) -> list[Mention]:
    """Actors that are not only part of a person's name."""
    inside = {position for one in people.mentions for position in range(one.start, one.end)}
    return [mention for mention in mentions if mention.start not in inside]
