"""Typed questions about one entity: partners, posts, meetings, timeline, all that is said."""

from __future__ import annotations

from collections.abc import Iterator

from ..edtf import bounds
from ..queries import inner
from ..store import Store
from ..terms import COOP, DCTERMS, RDFS, Literal, NamedNode
from .asof import Asked
from .asof import asked as days
from .labels import label, local
from .rows import Count, Entity, Entry, Held, Meeting, Partner, Property, Rows

Row = tuple[str | None, ...]


def _rows(store: Store, query: str, entity: Entity) -> Iterator[tuple[str, ...]]:
    """Rows of a lookup query about one entity, "" for what is unknown; the last column, the entity itself, is left out."""
    for row in store.rows(inner(query), {"entity": NamedNode(entity.iri)}):
        yield tuple(cell or "" for cell in row[:-1])


def partners(store: Store, entity: Entity, on: str | None = None, strict: bool = False, *, asked: Asked | None = None) -> Rows[Partner]:
    """Who cooperates with a region or body; one row per partner, kind and source, with the first sentence that says so.

    Parameters
    ----------
    on : ISO day; only partnerships that hold or may hold then (see `asof`).
    strict : only those that certainly hold.
    asked : the days in question instead, as `asked` gives them; the other lookups take it too.
    """
    when = asked or days(on, strict=strict)
    return Rows(Partner, [one._replace(until=_value(store, fact, COOP.end, one.source)) for fact, one in _partners(store, entity, when)])


def _partners(store: Store, entity: Entity, when: Asked | None) -> Iterator[tuple[str, Partner]]:
    """Each partnership (IRI) as a row without its end, which few of those who ask want to know."""
    found: set[tuple[str, ...]] = set()
    for fact, other, name, code, role, kind, programme, since, source, quote in _rows(store, "partners", entity):
        answer = when.state(since, _value(store, fact, COOP.end, source), _value(store, source, DCTERMS.issued, source)) if when else ""
        if (other, kind, source) not in found and (answer or not when):
            found.add((other, kind, source))
            yield fact, Partner(name, code, local(role), label(kind), label(programme), since, "", answer, source, quote)


def _value(store: Store, node: str, term: NamedNode, source: str) -> str:
    """What a source says by a property, the first of several; "" for nothing."""
    found = (quad.object for quad in store.quads(NamedNode(node), term, None, NamedNode(source)))
    return min((value.value for value in found if isinstance(value, (NamedNode, Literal))), default="")


def posts(store: Store, entity: Entity, on: str | None = None, *, asked: Asked | None = None) -> Rows[Held]:
    """Of a person: the posts; of a region or body: who holds its posts. One row per post, person and source.

    Parameters
    ----------
    on : ISO day; leaves out what certainly does not hold then, and marks the others.
    asked : the days in question instead.
    """
    when = asked or days(on)
    return Rows(Held, [_placed(store, *held) for held in _posts(store, entity, when)])


def _posts(store: Store, entity: Entity, when: Asked | None) -> Iterator[tuple[str, str, Held]]:
    """Each tenure and body (IRIs) as a row that does not tell where the body is, and since when and until when the post is held."""
    found: set[tuple[str, ...]] = set()
    query = "posts_of_person" if entity.kind == "person" else "posts_in_region"
    for fact, body, person, post, organization, attested, source, quote in _rows(store, query, entity):
        answer = when.state(_value(store, fact, COOP.start, source), _value(store, fact, COOP.end, source), attested) if when else ""
        if (person, post, organization, source) not in found and (answer or not when):
            found.add((person, post, organization, source))
            yield fact, body, Held(person, post, organization, "", "", attested, source, quote, holds=answer)


def _placed(store: Store, fact: str, body: str, held: Held) -> Held:
    """A row of `_posts` with all that it lacks."""
    ends = (quad.object for quad in store.quads(NamedNode(body), COOP.ofRegion, None, NamedNode(held.source)))
    region = min((end.value for end in ends if isinstance(end, NamedNode)), default="")
    name, code = (_value(store, region, term, held.source) if region else "" for term in (RDFS.label, COOP.code))
    since, until = (_value(store, fact, term, held.source) for term in (COOP.start, COOP.end))
    return held._replace(region=name, code=code, since=since, until=until)


def met(store: Store, entity: Entity, asked: Asked | None = None) -> Rows[Meeting]:
    """Who took part in the same events (of the days asked about), in which roles; in order of time, undated last."""
    found: dict[tuple[str, ...], Meeting] = {}
    for who, role, event, kind, start, end, place, own, source, quote, iri in _rows(store, "met", entity):
        answer = asked.event(start, end) if asked else ""
        if answer or not asked:
            found.setdefault((iri, who, role, source), Meeting(
                who, local(role), event, label(kind), start, end, place, local(own), source, quote, answer))
    return Rows(Meeting, sorted(found.values(), key=lambda row: _order(row.start)))


def _order(date: str) -> tuple[bool, str]:
    """Dated before undated, by the earliest possible day."""
    return not date, bounds(date)[0] or date


def timeline(store: Store, entity: Entity, asked: Asked | None = None) -> Rows[Entry]:
    """What happened around an entity in order of time: events, agreements, money, posts, partnerships; undated last. Of the
    days asked about: what happened then, and the posts and partnerships that stood then."""
    entries = [*_happened(store, entity, asked), *_partnerships(store, entity, asked), *_tenures(store, entity, asked)]
    return Rows(Entry, sorted(dict.fromkeys(entries), key=lambda entry: (*_order(entry.date), entry.kind, entry.what, entry.source)))


def _happened(store: Store, entity: Entity, asked: Asked | None) -> list[Entry]:
    """Events, agreements and money, those of the days asked about."""
    entries = [*_events(store, entity), *_agreements(store, entity), *_money(store, entity)]
    if asked is None:
        return entries
    marked = [entry._replace(holds=asked.event(entry.date, entry.end)) for entry in entries]
    return [entry for entry in marked if entry.holds]


def _events(store: Store, entity: Entity) -> list[Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for iri, name, kind, start, end, place, role, status, source, quote in _rows(store, "events_of", entity):
        what = name or (f"{place}：{label(kind)}" if place else label(kind))
        if local(status) == "planned":
            what = f"（拟）{what}"
        found.setdefault((iri, source), Entry(start, end, label(kind), what, local(role) or "place", source, quote))
    return list(found.values())


def _agreements(store: Store, entity: Entity) -> list[Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for iri, title, status, when, source, quote in _rows(store, "agreements_of", entity):
        found.setdefault((iri, source), Entry(when, "", "协议", title, local(status), source, quote))
    return list(found.values())


def _money(store: Store, entity: Entity) -> list[Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for iri, amount, currency, payer, payee, purpose, status, when, source, quote in _rows(store, "money_of", entity):
        what = f"{payer or '?'} → {payee or '?'}：{amount} {currency}" + (f"（{purpose}）" if purpose else "")
        found.setdefault((iri, source), Entry(when, "", "资金", what, local(status), source, quote))
    return list(found.values())


def _partnerships(store: Store, entity: Entity, asked: Asked | None) -> list[Entry]:
    return [Entry(one.since, one.until, one.kind, one.partner, one.role, one.source, one.quote, one.holds)
            for one in partners(store, entity, asked=asked) if one.since]


def _tenures(store: Store, entity: Entity, asked: Asked | None) -> list[Entry]:
    if entity.kind != "person":
        return []
    return [Entry(one.attested, "", "任职", f"{one.organization}：{one.post}", "attested", one.source, one.quote, one.holds)
            for one in posts(store, entity, asked=asked)]


def show(store: Store, entity: Entity, asked: Asked | None = None) -> Rows[Property]:
    """Everything known about an entity: names and codes, then its relations (those of the days asked about), each with
    source and quote. Statements are dated by the day on which their source was published."""
    rows = Rows(Property, [Property("identity", "iri", entity.iri, "", ""), Property("identity", "type", entity.kind, "", "")])
    for name, value in _rows(store, "identity", entity):
        rows.append(Property("identity", name, label(value) if name == "kind" else value, "", ""))
    for _, partner in _partners(store, entity, asked):
        about = [partner.kind, partner.programme, f"自{partner.since}" if partner.since else ""]
        said = f"{partner.partner}（{'，'.join(filter(None, about))}）"
        rows.append(Property("partnerships", partner.role, said, partner.source, partner.quote, partner.holds))
    for _, _, held in _posts(store, entity, asked):
        said = f"{held.organization}：{held.post}" if entity.kind == "person" else f"{held.person}：{held.post}"
        rows.append(Property("posts", held.attested or "attested", said, held.source, held.quote, held.holds))
    for entry in _happened(store, entity, asked):
        rows.append(Property({"协议": "agreements", "资金": "money"}.get(entry.kind, "events"),
                             entry.date or "undated", entry.what, entry.source, entry.quote, entry.holds))
    for kind, point, _, published, source, quote in _rows(store, "statements_of", entity):
        answer = asked.event(published, "") if asked else ""
        if answer or not asked:
            rows.append(Property("statements", label(kind), point, source, quote, answer))
    return rows


def stats(store: Store) -> Rows[Count]:
    """How many there are of each kind of thing, and of quads."""
    names = {"Source": "sources", "Region": "regions", "Organization": "organizations", "Person": "people", "Post": "posts",
             "Tenure": "tenures", "Partnership": "partnerships", "Event": "events", "Agreement": "agreements",
             "Commitment": "sums of money", "Measure": "measures", "Statement": "statements", "Evidence": "pieces of evidence"}
    counted = {(kind or "").replace("/", "#").rpartition("#")[2]: number or "0" for kind, number in store.rows(inner("counts"))}
    return Rows(Count, [*(Count(name, counted.get(kind, "0")) for kind, name in names.items()), Count("quads", str(len(store)))])
