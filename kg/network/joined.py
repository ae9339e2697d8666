"""Which facts join which actors, for all facts at once: the rules of `edges` and `projections`, as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from ..terms import COOP, ORG, SCHEMA
from .edges import VISITED
from .meetings import met
from .sweep import Numbers, Sweep


class Joined(NamedTuple):
    """Facts and the actors that they join (numbers of terms), and whether they run from a to b."""

    fact: Numbers
    a: Numbers
    b: Numbers
    directed: Numbers

    def only(self, kept: Numbers) -> Joined:
        """Some of the rows."""
        return Joined(*(column[kept] for column in self))


def everything(sweep: Sweep, relations: Iterable[str]) -> Joined:
    """All actors, by facts of some relations."""
    found = [_proper(ENDS[relation](sweep)) for relation in relations]
    return Joined(*(np.concatenate(columns) for columns in zip(*found, strict=True)))


def regions(sweep: Sweep, relations: Iterable[str]) -> Joined:
    """People and bodies stand for their region. A region and one inside it are no two sides."""
    all_ = everything(sweep, relations)
    found = _proper(all_._replace(a=sweep.region(all_.a), b=sweep.region(all_.b)))
    return found.only(~sweep.within(found.a, found.b) & ~sweep.within(found.b, found.a))


def people(sweep: Sweep, relations: Iterable[str]) -> Joined:
    """People who took part in the same event."""
    column = met(sweep.store, sweep.columns)
    if column is not None:
        return _pairs(*distinct(column.value.astype(np.int32), column.subject))
    event, _, actor = _parts(sweep)
    person = sweep.people(actor)
    return _pairs(*distinct(event[person], actor[person]))


def bodies(sweep: Sweep, relations: Iterable[str]) -> Joined:
    """From people to the bodies in which they hold posts."""
    facts = sweep.facts("tenure")
    return _proper(_directed(facts, sweep.first(facts, ORG.member), sweep.first(facts, ORG.organization)))


def _proper(found: Joined) -> Joined:
    return found.only((found.a > 0) & (found.b > 0) & (found.a != found.b))


def _directed(fact: Numbers, a: Numbers, b: Numbers) -> Joined:
    return Joined(fact, a, b, np.ones(len(fact), bool))


def distinct(*columns: Numbers) -> tuple[Numbers, ...]:
    """Each row once, sorted by the first column."""
    order = np.lexsort(columns[::-1])
    found = [column[order] for column in columns]
    fresh = np.ones(len(order), bool)
    fresh[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in found])
    return tuple(column[fresh] for column in found)


def _pairs(group: Numbers, member: Numbers) -> Joined:
    """All pairs within each group, whose rows follow one another; their ends are equals."""
    ends = np.searchsorted(group, group, side="right")
    later = ends - np.arange(len(group)) - 1
    one = np.repeat(np.arange(len(group)), later)
    nth = np.arange(len(one)) - np.repeat(np.cumsum(later) - later, later)
    return Joined(group[one], member[one], member[one + 1 + nth], np.zeros(len(one), bool))


def _partnership(sweep: Sweep) -> Joined:
    facts = sweep.facts("partnership")
    directed = sweep.first(facts, COOP.directed) == sweep.columns.numbers.get("true", -1)
    return Joined(facts, *_sides_of(sweep, facts), directed)


def _sides_of(sweep: Sweep, facts: Numbers) -> tuple[Numbers, Numbers]:
    return sweep.drawn(sweep.first(facts, COOP.sideA)), sweep.drawn(sweep.first(facts, COOP.sideB))


def _money(sweep: Sweep) -> Joined:
    facts = sweep.facts("money")
    return _directed(facts, sweep.drawn(sweep.first(facts, COOP.payer)), sweep.drawn(sweep.first(facts, COOP.payee)))


def _agreement(sweep: Sweep) -> Joined:
    column = sweep.rows(COOP.party)
    facts = np.flatnonzero(np.isin(column.subject, sweep.facts("agreement")))
    return _pairs(*distinct(column.subject[facts], sweep.drawn(column.value[facts])))


def _tenure(sweep: Sweep) -> Joined:
    facts = sweep.facts("tenure")
    body = sweep.first(facts, ORG.organization)
    region = sweep.region(body)
    return _directed(facts, sweep.first(facts, ORG.member), np.where(region > 0, region, sweep.drawn(body)))


def _statement(sweep: Sweep) -> Joined:
    """To the other side of the partnership spoken about; where none is stated, to the side spoken for."""
    facts = sweep.facts("statement")
    speaker = sweep.first(facts, COOP.speaker)
    own, drawn = sweep.side(speaker), sweep.drawn(speaker)
    sides = [np.where(side == own, 0, side) for side in _sides_of(sweep, sweep.first(facts, COOP.aboutPartnership))]
    targets = [*sides, np.where((sides[0] == 0) & (sides[1] == 0), own, 0)]
    return _directed(np.tile(facts, 3), np.tile(drawn, 3), np.concatenate(targets))


def _event(sweep: Sweep) -> Joined:
    """From each side to the host; without a host each pair."""
    event, part, actor = _parts(sweep)
    side = sweep.side(actor)
    known = side > 0
    event, part, side = event[known], part[known], side[known]
    visited = sweep.text(sweep.first(part, ORG.role), lambda iri: iri.rpartition("/")[2] in VISITED).astype(bool)
    facts, place = np.unique(event, return_inverse=True)
    place = place.ravel()
    hosts = _hosts(sweep, facts, place, side, visited)
    place, side = distinct(place, side)
    guests = hosts[place] > 0
    pairs = _pairs(place[~guests], side[~guests])
    visits = _directed(facts[place[guests]], side[guests], hosts[place[guests]])
    return Joined(*(np.concatenate(two) for two in zip(visits, pairs._replace(fact=facts[pairs.fact]), strict=True)))


def _parts(sweep: Sweep) -> tuple[Numbers, Numbers, Numbers]:
    """Events, those who took part as nodes of their own, and who they were."""
    column = sweep.rows(COOP.participationIn)
    event = column.value.astype(np.int32)
    parts = np.flatnonzero(np.isin(event, sweep.facts("event")))
    return event[parts], column.subject[parts], sweep.first(column.subject[parts], ORG.member)


def _hosts(sweep: Sweep, facts: Numbers, place: Numbers, side: Numbers, visited: Numbers) -> Numbers:
    """The side of each event's place, or else the side in a host's role; 0 where there is none. Row i says that `side[i]` took
    part in `facts[place[i]]`."""
    where = sweep.first(facts, SCHEMA.location)
    inside = sweep.within(side, where[place])
    at, one = distinct(place[inside], side[inside])
    number = np.bincount(at, minlength=len(facts))
    only = np.zeros(len(facts), np.int32)
    only[at] = one
    there = np.zeros(len(facts), bool)
    there[place[side == where[place]]] = True
    order = np.flatnonzero(visited)
    order = order[np.argsort(-sweep.rank(side[order]), kind="stable")]
    named = np.zeros(len(facts), np.int32)
    named[place[order]] = side[order]  # the last one written has the smallest IRI
    return np.where(there | ((number == 0) & (where > 0)), where, np.where(number == 1, only, named))


ENDS = {"partnership": _partnership, "money": _money, "agreement": _agreement, "tenure": _tenure,
        "statement": _statement, "event": _event}
