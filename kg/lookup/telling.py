"""A step from one actor to another as a reader would say it."""

from __future__ import annotations

from collections.abc import Sequence

from ..terms import COOP, OA, RDFS, SCHEMA, NamedNode
from .labels import label, local
from .links import RELATIONS, Link, Links
from .rows import Step


def told(links: Links, subject: str, other: str, between: Sequence[Link]) -> Step:
    """The step from an actor (its label) to another (IRI): the most telling of the relations between them, with the first
    sentence that says so; of a partnership the one that states its year."""
    told_by = [(RELATIONS.index(link.relation), link.graph.value, *shown, link) for link in between for shown in proofs_of(links, link)]
    _, source, _, _, quote, link = min(told_by, key=lambda row: (*row[:-1], not _when(links, row[-1]), row[-1].about.value, not row[-1].forward))
    name = links.values(NamedNode(other), RDFS.label, link.graph)
    when = _when(links, link)
    said = sentence(links, link, *((subject, name) if link.forward else (name, subject)))
    return Step("", "", said, subject, link.relation, name, when, source, quote, links.holds(link),
                (link.theirs or link.about).value, f"{links.sure(between):.3f}")


def proofs_of(links: Links, link: Link) -> list[tuple[bool, int, str]]:
    """Of each piece of evidence whether it lacks the year of a partnership, where it begins, and the quote."""
    year = links.values(link.about, COOP.start, link.graph)[:4] if link.relation == "partnership" else ""
    found = []
    for proof in links.told_by(link):
        quote, offset = links.values(proof, OA.exact, link.graph), links.values(proof, OA.start, link.graph)
        found.append((not year or year not in quote, int(offset) if offset.isdecimal() else -1, quote))
    return found or [(True, -1, "")]


def _when(links: Links, link: Link) -> str:
    return links.values(link.about, COOP.attested, link.graph) if link.relation == "tenure" else links.first(link, COOP.start)


def sentence(links: Links, link: Link, first: str, second: str) -> str:
    """A relation in a sentence, from the one that helps, holds or pays to the other (both by their labels)."""
    about, graph, when = link.about, link.graph, _when(links, link)
    detail = links.values(about, RDFS.label, graph)
    if link.relation == "partnership":
        return f"{first}与{second}结有{label(links.values(about, COOP.kind, graph))}关系" + (f"，自{_said(when)}起" if when else "")
    if link.relation == "tenure":
        post = next((links.values(post, RDFS.label, graph) for post in links.ends(about, COOP.post, graph)), "")
        return f"{first}任{second}{post}" + (f"（{when}见报）" if when else "")
    if link.relation == "event":
        occasion = f"“{detail}”" if detail else label(links.values(about, COOP.kind, graph))
        return f"{first}与{second}同在{occasion}" + (f"（{when}）" if when else "")
    if link.relation == "project":
        return f"{first}与{second}同在项目“{detail}”" + (f"（自{_said(when)}起）" if when else "")
    yet = {"planned": "拟", "promised": "承诺"}.get(local(links.values(about, COOP.status, graph)), "")
    if link.relation == "agreement":
        return f"{first}与{second}{yet or '签有'}{'签署' if yet else ''}“{detail}”"
    currency = links.values(about, SCHEMA.currency, graph)
    return f"{first}{yet}向{second}出资{links.values(about, COOP.amount, graph)}{'元' if currency == 'CNY' else currency}"


def _said(date: str) -> str:
    """A stated date in Chinese: 2018年, 2018年3月, 2018年3月5日; what is no such date as it is."""
    parts = date.split("-")
    if not all(part.isdecimal() for part in parts):
        return date
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))
