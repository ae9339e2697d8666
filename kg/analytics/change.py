"""What changes with the years: growth, silence, and whether ties outlive the officials who keep them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, NamedTuple

import networkx as nx

from ..edtf import bounds, is_day
from ..errors import InputError
from ..lookup import holds
from .table import Table
from .ties import Edge, Network, drawn, facts, label, named, number

LASTING = frozenset({"partnership", "tenure"})


def growth(graph: Network) -> Table:
    """How many facts each year brings, and how many pairs that were not joined before.

    Method: a fact counts in the year in which it began; one without a date in that of its first report, told in `reported`.

    >>> pairs = nx.MultiGraph()
    >>> for a, b, day in (("a", "b", "2019-05-01"), ("a", "b", "2021-01-01"), ("a", "c", "2021-02-01")):
    ...     _ = pairs.add_edge(a, b, day=day)
    >>> growth(pairs).rows
    ((2019, 1, 1, 1, 2, 0), (2020, 0, 0, 1, 2, 0), (2021, 2, 1, 2, 3, 0))
    """
    graph = drawn(graph)
    found: dict[int, list[Any]] = defaultdict(list)
    for a, b, data in facts(graph):
        if data.get("day"):
            found[int(data["day"][:4])].append((min(a, b), max(a, b), data))
    seen: set[tuple[str, str]] = set()
    rows = []
    for year in range(min(found), max(found) + 1) if found else ():
        before = len(seen)
        seen |= {(a, b) for a, b, _ in found[year]}
        rows.append((year, len(found[year]), len(seen) - before, len(seen), len({node for pair in seen for node in pair}),
                     sum(data.get("dated") == "reported" for _, _, data in found[year])))
    undated = sum(not data.get("day") for _, _, data in facts(graph))
    return Table(("year", "facts", "new_pairs", "pairs", "actors", "reported"), tuple(rows),
                 "facts: that began in the year; new_pairs: joined for the first time; pairs, actors: up to then; reported: facts "
                 "that have no date of their own and count in the year of their first report. Growth of what is reported, not "
                 f"only of what is done; {number(undated, 'fact')} without any date left out.")


def silence(graph: Network, day: str, months: int = 12) -> Table:
    """Which partners have had no event together for some months, or none at all.

    Method: as the named query `silent`: events between the two sides up to the day; those without a date count on the day
    of their first report. Partnerships that certainly do not hold on the day (see `kg.lookup.holds`) are left out.

    Parameters
    ----------
    day : ISO day on which to ask.
    months : how long without an event is silence.

    Raises
    ------
    InputError : `day` is no day.

    >>> pair = nx.MultiDiGraph()
    >>> _ = pair.add_edge("a", "b", relation="partnership", start="2016", day="2016-01-01")
    >>> _ = pair.add_edge("b", "a", relation="event", day="2020-03-31", last="2020-03-31")
    >>> silence(pair, "2021-06-30", months=12).rows[0][4:7]
    ('2016', '2020-03-31', 15)
    """
    if not is_day(day):
        raise InputError(f"{day!r} is no day of the calendar; write it as 2021-11-30")
    graph = drawn(graph)
    standing: dict[tuple[str, str], str] = {}
    last: dict[tuple[str, str], str] = {}
    for a, b, data in facts(graph):
        pair = min(a, b), max(a, b)
        if data.get("relation") == "partnership" and holds(day, *(data.get(name) or "" for name in ("start", "end", "attested"))):
            standing[pair] = min(filter(None, (standing.get(pair, ""), data.get("start") or "")), default="")
        if data.get("relation") == "event" and data.get("day") and data["day"] <= day:
            last[pair] = max(last.get(pair, ""), min(data.get("last") or data["day"], day))
    rows = []
    for (a, b), since in standing.items():
        latest = last.get((a, b), "")
        gone = _months(latest, day) if latest else None
        if gone is None or gone >= months:
            rows.append((*named(graph, a), *named(graph, b), since, latest, gone, a, b))
    return Table(("a", "a_code", "b", "b_code", "since", "last_event", "months", "a_iri", "b_iri"),
                 tuple(sorted(rows, key=lambda row: (row[6] is not None, -(row[6] or 0), row[1], row[3], row))),
                 f"{len(rows)} of {number(len(standing), 'pair')} had no event in the {number(months, 'month')} before {day}; "
                 "months: whole months since the last one, none where no event is known at all. Silence of the sources is not "
                 "yet silence of the partners.", ends=("a_iri", "b_iri"))


def _months(earlier: str, later: str) -> int:
    """Whole months from one ISO day to another; the last day of a month ends it."""
    passed = (int(later[:4]) - int(earlier[:4])) * 12 + int(later[5:7]) - int(earlier[5:7])
    return passed - (later[8:] < earlier[8:] and later[8:] != bounds(later[:7])[1][8:])


class Term(NamedTuple):
    """A person known to hold a post from a day to a day."""

    first: str
    last: str
    person: str


def turnover(posts: Network, graph: Network) -> Table:
    """Where officials changed, and whether the ties of their region outlived them.

    Method: holders of the same post (`sole`: no deputies, no mere ranks) of the same body, whose known days do not overlap, follow
    each other. A tie is a region with which events, agreements or sums are dated up to the predecessor's last known day
    (partnerships stand by themselves, and are not counted); it is kept if there is one from the successor's first known day on.

    Parameters
    ----------
    posts : the projection "bodies".
    graph : the projection "regions".
    """
    posts, graph = drawn(posts), drawn(graph)
    terms, region_of = _terms(posts)
    happened = [(a, b, data) for a, b, data in facts(graph) if data.get("relation") not in LASTING and data.get("day")]
    end = max((data["day"] for _, _, data in happened), default="")
    rows = []
    for (body, post), held in terms.items():
        order, region = sorted(held), region_of[body]
        for earlier, later in zip(order, order[1:], strict=False):
            if earlier.last < later.first:
                before, after = (_partners(happened, region, *span) for span in (("", earlier.last), (later.first, "9999")))
                kept = len(before & after)
                rows.append((*named(graph, region), label(posts, body), post, label(posts, earlier.person), earlier.last,
                             label(posts, later.person), later.first, len(before), kept, kept / len(before) if before else None,
                             _months(later.first, end) if end > later.first else 0, region))
    had, kept = sum(row[8] for row in rows), sum(row[9] for row in rows)
    return Table(
        ("region", "code", "body", "post", "before", "last_known", "after", "first_known", "ties", "kept", "share", "months_seen", "iri"),
        tuple(sorted(rows, key=lambda row: (row[1], row[0], row[7], row))),
        f"{number(len(rows), 'change')} of officials; of {number(had, 'tie')} before them {kept} went on after. ties: regions with "
        "events, agreements or sums up to last_known; kept: of these, with such facts from first_known on; months_seen: how long "
        "after it facts are known at all: where that is short, a tie may yet go on.")


def _terms(posts: nx.Graph) -> tuple[dict[tuple[str, str], list[Term]], dict[str, str]]:
    found: dict[tuple[str, str], dict[str, Term]] = defaultdict(dict)
    region_of: dict[str, str] = {}
    for a, b, data in facts(posts):
        person, body = (b, a) if posts.nodes[b].get("kind") == "person" else (a, b)
        region_of[body] = data.get("region") or ""
        if data.get("sole") and data.get("dated") == "stated" and region_of[body]:
            key = body, str(data.get("kind") or data.get("label") or "")
            known = found[key].get(person, Term(data["day"], data["last"], person))
            found[key][person] = Term(min(known.first, data["day"]), max(known.last, data["last"]), person)
    return {key: list(found[key].values()) for key in sorted(found)}, region_of


def _partners(happened: list[Edge], region: str, first: str, last: str) -> set[str]:
    joined: Counter[str] = Counter()
    for a, b, data in happened:
        if region in (a, b) and first <= data["day"] <= last:
            joined[b if a == region else a] += 1
    return set(joined)
