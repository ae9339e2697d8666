"""Rows to facts: pairings, visits, agreements, funds, posts. A cell that cannot be read leaves the row's other facts."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import re
from collections.abc import Callable, Iterable, Iterator

from ...extract.bodies import ORGAN
from ...extract.organs import organ_of
from ...extract.regions import LEVELS, province_of
from ...model import (
    Agreement,
    Commitment,
    Event,
    Fact,
    Organization,
    Participation,
    Partnership,
    Person,
    Post,
    Region,
    Tenure,
)
from ...vocabulary import Concept, vocabulary
from . import actors, cells
from .row import Actor, Row

SURE, GUESSED = 0.98, 0.7
"""Confidence of what a table states, and of what it leaves to be supposed (a currency, a kind)."""


def facts(row: Row) -> list[Fact]:
    """All that a row states, by what its sheet is about."""
    return [fact for subject in row.table.layout.subjects for fact in MAKERS[subject](row)]


def _sides(row: Row) -> tuple[list[Actor], list[Actor], bool]:
    """Both sides of a row, and whether its headings say who helps whom."""
    near = row.near()
    directed = "supporter" in row.columns and "recipient" in row.columns
    names = ("supporter", "recipient") if directed else ("side-a", "side-b")
    each = tuple(dict.fromkeys((*near["supporter"], *near["recipient"])))
    inside = _province_of_either(row, names)
    first = row.actors(names[0], (*inside, *(near["supporter"] if directed else each)))
    second = row.actors(names[1], (*inside, *(near["recipient"] if directed else each)))
    return first, second, directed


def _province_of_either(row: Row, names: Iterable[str]) -> tuple[str, ...]:
    """The province of the side that is clear, where the kind of cooperation stays within one province."""
    text = row.text("programme", "kind")
    if not text or _kind(vocabulary().get(cells.concept(text, "programme", "partnership"))) not in _IN_ONE_PROVINCE:
        return ()
    found = []
    for name in names:
        with contextlib.suppress(cells.Unreadable):
            found.append(province_of(actors.region(row.text(name))))
    return tuple(filter(None, found))


_IN_ONE_PROVINCE = ("partnership/mountain-sea", "partnership/in-province")


def pairings(row: Row) -> Iterator[Fact]:
    """A partnership for each pair of the two sides."""
    ones, others, directed = _sides(row)
    concept = row.programme()
    kind = _kind(concept)
    known = vocabulary().get(kind)
    helps = bool(known and known.facts.get("directed") == ("true",)) if kind else directed
    since, until = row.period("since", "date"), row.period("until")
    proof = row.proof("supporter", "recipient", "side-a", "side-b", "programme", "kind", "since", "until")
    for one, other in itertools.product(ones, others):
        if one == other:
            row.tell("recipient" if directed else "side-b", "is both sides of the pair")
            continue
        turned = helps and not directed and _turned(one, other, concept)
        a, b = (other, one) if turned else (one, other)
        yield Partnership(
            a=a, b=b, kind=kind or "partnership/other", directed=helps and (directed or turned is not None),
            programme=concept.key if concept and concept.scheme == "programme" else "", since=since.start,
            until=until.end or until.start or since.end, evidence=proof, confidence=SURE if kind else GUESSED,
            rule="tables/pairings")


def _kind(concept: Concept | None) -> str:
    if concept is None or concept.scheme == "partnership":
        return concept.key if concept else ""
    return next(iter(concept.facts.get("partnershipKind", ())), "partnership/other")


def _turned(one: Actor, other: Actor, programme: Concept | None) -> bool | None:
    """Whether the second of two sides is the one that helps, by the provinces of the programme; None if they do not tell."""
    facts_of = programme.facts if programme else {}
    provinces = [province_of(side) if isinstance(side, Region) else "" for side in (one, other)]
    for turned, (giver, taker) in ((False, provinces), (True, provinces[::-1])):
        if giver in facts_of.get("supporterProvince", ()) and taker in facts_of.get("recipientProvince", ()):
            return turned
    return None


def visits(row: Row) -> Iterator[Fact]:
    """An event with who came, who received them, and who is named."""
    visitors, hosts = row.actors("visitor"), row.actors("host")
    seat = next((one for one in visitors if isinstance(one, Region)), None)
    place, venue = _place(row, tuple(one.code for one in hosts if isinstance(one, Region) and one.code))
    leaders, people = row.names("leader"), row.names("participants")
    when, kind = row.period("date", "since"), "event/visit"
    if text := row.text("kind"):
        kind = cells.concept(text, "event") or "event/other"
    elif text := row.text("event", "name"):
        kind = cells.concept(text, "event") or kind
    if place is None and len(hosts) == 1 and isinstance(hosts[0], Region):
        place = hosts[0]
    roles: list[tuple[str, Actor | Person]] = [("visited", one) for one in visitors]
    roles += [("hosted", one) for one in hosts]
    roles += [("led", _person(name, seat, row)) for name in leaders]
    roles += [("attended", _person(name, None, row)) for name in people]
    title = row.text("event", "name")
    if not (roles or title):
        return
    event = Event(
        kind=kind, name=title, start=when.start, end=when.end, place=place, venue=venue,
        status=row.status(), scope="" if when.start else row.table.source.key,
        leader="、".join(leaders) or title or "、".join(one.name for one in visitors),
        evidence=row.proof("event", "name", "visitor", "host", "leader", "participants", "date", "since", "place", "kind"),
        confidence=SURE, rule="tables/visits")
    yield dataclasses.replace(event, participations=tuple(
        Participation(owner=event.key, actor=one, role=f"role/{role}", evidence=row.proof(_COLUMN[role]), confidence=SURE,
                      rule="tables/visits") for role, one in dict.fromkeys(roles)))


_COLUMN = {"visited": "visitor", "hosted": "host", "led": "leader", "attended": "participants"}


def _place(row: Row, near: tuple[str, ...] = ()) -> tuple[Region | None, str]:
    """The region of a place, and the venue in it: a hall or a hotel is no region, and its name (云岩宾馆) tells of none
    unless it begins with a region in full (宜川县会议中心)."""
    text = row.text("place")
    if not text:
        return None, ""
    hint = actors.Hints(near=near)
    with contextlib.suppress(cells.Unreadable):
        return actors.region(text, hint), ""
    where, rest = actors.split(text, hint)
    full = where is not None and text.removesuffix(rest)[-1:] in LEVELS
    return (where if full else None), text


def _person(name: str, seat: Actor | None, row: Row) -> Person:
    return Person(name=name, seat=seat, scope="" if seat else row.table.source.key)


def agreements(row: Row) -> Iterator[Fact]:
    """An agreement with its parties, and the signing where a day is stated."""
    title = row.text("agreement", "name")
    if not title:
        return
    near = row.near()
    parties = [one for meaning in ("parties", "side-a", "side-b") for one in row.actors(meaning)]
    parties += [one for meaning in ("supporter", "recipient") for one in row.actors(meaning, near[meaning])]
    signatories = tuple(_person(name, None, row) for name in row.names("signatories"))
    (place, venue), when = _place(row), row.period("date", "since")
    meanings = ("agreement", "name", "parties", "side-a", "side-b", "supporter", "recipient", "signatories", "date", "place")
    found = Agreement(title=title.strip("《》"), parties=tuple(dict.fromkeys(parties)), signatories=signatories,
                      sectors=_sectors(row), status=row.status() or ("status/signed" if when.start else ""),
                      evidence=row.proof(*meanings, "sectors", "status"), confidence=SURE, rule="tables/agreements")
    if when.start:
        signing = Event(kind="event/signing", start=when.start, end=when.end, place=place, venue=venue, leader=found.title,
                        evidence=row.proof("date", "agreement", "name"), confidence=SURE, rule="tables/agreements")
        actors_in: list[tuple[str, Actor | Person]] = [("signed", one) for one in (signatories or parties)]
        yield dataclasses.replace(signing, participations=tuple(
            Participation(owner=signing.key, actor=one, role=f"role/{role}", evidence=row.proof("signatories", "parties"),
                          confidence=SURE, rule="tables/agreements") for role, one in dict.fromkeys(actors_in)))
        found = dataclasses.replace(found, event=signing.key)
    yield found


def _sectors(row: Row) -> tuple[str, ...]:
    found = []
    for name in cells.parts(row.text("sectors")):
        if key := cells.concept(name, "sector"):
            found.append(key)
        else:
            row.tell("sectors", f"holds {name!r}, which is no known sector; teach it in ontology/vocabularies/sectors.ttl")
    return tuple(dict.fromkeys(found))


def funds(row: Row) -> Iterator[Fact]:
    """A sum of money with who pays whom for what."""
    text = row.text("amount")
    if not text:
        return
    unit = row.columns["amount"].unit
    read = row.read(lambda cell: cells.amount(cell, unit, row.text("currency")), "amount")
    if read is None:
        return
    amount, stated = read
    if not stated:
        row.tell("amount", "states no currency; it is read as yuan (CNY)")
    near = row.near()
    payers = row.actors("payer") or _quiet(row, ("supporter", "side-a"), near["supporter"])
    payees = row.actors("payee") or _quiet(row, ("recipient", "side-b"), near["recipient"])
    start, end = row.period("date", "since"), row.period("until")
    if len(payers) > 1 or len(payees) > 1:
        row.tell("amount", "is one sum of several payers or payees; it is kept without them")
    yield Commitment(
        scope=row.table.source.key, amount=amount.value, currency=amount.currency, approximate=amount.approximate,
        bound=amount.bound or "", payer=payers[0] if len(payers) == 1 else None, payee=payees[0] if len(payees) == 1 else None,
        purpose=row.text("purpose", "name"), status=row.status(), start=start.start, end=end.end or end.start or start.end,
        evidence=row.proof("amount", "currency", "payer", "payee", "supporter", "recipient", "side-a", "side-b", "purpose", "name",
                           "date", "since", "until", "status"),
        confidence=SURE if stated else GUESSED, rule="tables/funds")


def _quiet(row: Row, meanings: Iterable[str], near: Iterable[str]) -> list[Actor]:
    return next((found for meaning in meanings if (found := row.actors(meaning, near))), [])


_MARKS = re.compile(r"[（(]([^（）()]*)[)）]")
_BY_TITLE = (("人大", "organ/congress"), ("政协", "organ/cppcc"), ("纪委|监委", "organ/discipline-commission"),
             ("管委会", "organ/zone-committee"), ("书记|常委|党委|县委|市委|区委|省委", "organ/party-committee"),
             ("^[^长]{0,4}[省市县区旗州盟镇乡]长|政府", "organ/government"))
_REGIONAL = frozenset(kind for _, kind in _BY_TITLE) | {"organ/region"}


def posts(row: Row) -> Iterator[Fact]:
    """A tenure for each post that the row gives a person."""
    names = row.names("person") if "person" in row.columns else row.names("name")
    if not names or not row.text("post"):
        return
    regions = [one for one in row.actors("region") if isinstance(one, Region)]
    hint = actors.Hints(near=tuple(one.code for one in regions if one.code))
    organization = _organization(row, hint)
    since, until, attested = row.period("since"), row.period("until"), row.period("date")
    proof = row.proof("person", "name", "post", "organization", "region", "since", "until", "date", "seconded")
    away = row.text("seconded").casefold() in ("是", "挂职", "yes", "true", "1", "√", "y")
    for said in cells.parts(row.text("post")):
        title, marks = _MARKS.sub("", said), " ".join(_MARKS.findall(said))
        where, title = actors.split(title, hint)
        where = where or (organization.region if organization else None) or (regions[0] if regions else None)
        body, title = _post(where, organization, title)
        if body is None:
            row.tell("post", "belongs to no region or body that the row names; the row says nothing of it")
            return
        post = Post(title=title, organization=body, kind=_title(title), acting=bool(re.match("代(?!表)", title)) or "代理" in title,
                    deputy="副" in title, candidate="候选" in title)
        for name in names:
            yield Tenure(person=_person(name, body.region or body, row), post=post, organization=body, attested=attested.start,
                         start=since.start, end=until.end or until.start or since.end, seconded=away or "挂职" in marks + title,
                         evidence=proof, confidence=SURE, rule="tables/posts")


def _organization(row: Row, hint: actors.Hints) -> Organization | None:
    """The body of the row's organization column; a region named there stands for its bodies, by title."""
    text = row.text("organization")
    if not text:
        return None
    found = actors.body(text, hint)
    if found is None:
        try:
            return organ_of(actors.region(text, hint), "organ/region")
        except cells.Unreadable:
            where, _ = actors.split(text, hint)
            return Organization(name=text, kind="organ/other", region=where)
    if found.region is None and hint.near and found.kind == "organ/department":
        return organ_of(actors.region(hint.near[0]), "", text)
    return found


def _post(where: Region | None, organization: Organization | None, title: str) -> tuple[Organization | None, str]:
    """The body of a title and the title as prose gives it: 书记 of 宜川县委 is 县委书记."""
    kind = next((kind for words, kind in _BY_TITLE if re.search(words, title)), "")
    level = where.name[-1] if where else ""
    if re.match("(?:委|政府|人大|政协|纪委|监委|长)", title) and where:
        title = level + title
    if organization is None or (organization.kind in _REGIONAL and where):
        if where is None:
            return None, title
        own = organization.kind if organization and organization.kind != "organ/region" else ""
        body = organ_of(where, kind if kind and (not own or "长" in title or "常委" in title) else own or kind or _usual(title))
        if body.kind == "organ/party-committee" and not ORGAN.match(title) and not title.startswith("党"):
            title = f"{level}委{title}"
        return body, title
    department = organization.name.removeprefix(organization.region.name) if organization.region else ""
    if organization.kind == "organ/department" and department and not title.startswith(department):
        title = department + title
    return organization, title


def _title(title: str) -> str:
    """The concept of a title: the longest word of the vocabulary that it ends with."""
    words = vocabulary().words("post")
    return next((words[title[start:]] for start in range(len(title)) if title[start:] in words), "")


def _usual(title: str) -> str:
    """The kind of body that a title usually belongs to."""
    concept = vocabulary().get(_title(title))
    return next(iter(concept.facts.get("organ", ())), "organ/region") if concept else "organ/region"


MAKERS: dict[str, Callable[[Row], Iterator[Fact]]] = {
    "pairings": pairings, "visits": visits, "agreements": agreements, "funds": funds, "posts": posts}
"""What a sheet is about → the maker of its facts."""
