"""Likely future partners, and how well the method would have done: on what followed a year, or on pairs that were held back."""

from __future__ import annotations

import statistics
from typing import Any, NamedTuple

import numpy as np

from ..errors import InputError, UnknownName
from .candidates import METHODS, candidates, judged
from .table import Row, Table
from .ties import Facts, Network, number, read


class Result(NamedTuple):
    """What a method did: as the columns of `backtest`."""

    method: str
    auc: float | None
    precision: float | None
    by_chance: float | None
    candidates: int
    new_pairs: int
    k: int


def suggest(graph: Network, method: str = "paths", top: int = 50, year: int = 0) -> Table:
    """Which pairs that are not joined are most likely to be joined next.

    Source: that of the method, see `kg.analytics.candidates.METHODS`; pairs of which one lies in the other are no candidates.

    Parameters
    ----------
    method : one of `METHODS`.
    top : at most so many pairs.
    year : where to part the back-test told in the meaning; 0 takes the last year that leaves a fifth of the pairs after it.

    Raises
    ------
    UnknownName : no such method.

    >>> suggest(nx.path_graph(4)).rows[0][:5]
    ('0', '', '3', '', 0.5)
    """
    if method not in METHODS:
        raise UnknownName(method, tuple(METHODS), f"there is no method {method!r}; choose from {', '.join(METHODS)}")
    net = read(graph)
    open_pairs = candidates(net, *net.pairs)
    one, other, scores = METHODS[method](open_pairs).best(top)
    over = METHODS["superiors"](open_pairs).of(one, other) if len(one) else []
    codes, rows = net.actor("code"), []
    for a, b, score, pairs in zip(open_pairs.places[one].tolist(), open_pairs.places[other].tolist(), scores.tolist(), over, strict=True):
        rows.append((net.labels[a], str(codes[a] or ""), net.labels[b], str(codes[b] or ""), score, int(pairs), net.nodes[a], net.nodes[b]))
    return Table(("a", "a_code", "b", "b_code", "score", "superior_pairs", "a_iri", "b_iri"), tuple(rows),
                 f"score: by {method}; only the order means something, and of equal scores it is that of the IRIs. superior_pairs: how "
                 f"many pairs of their superiors are joined. {_honesty(net, method, year)}", ends=("a_iri", "b_iri"))


def _honesty(net: Facts, method: str, year: int) -> str:
    """What a back-test says of a method, in a sentence."""
    first = sorted(_begun(net)[1])
    year = year or int(first[len(first) * 4 // 5][:4] if first else 0)
    results = {row.method: row for row in _backtest(net, year, 10)} if first else {}
    if not results or results[method].auc is None:
        return "There are too few dated pairs to test the method on: take the order as a question, not as an answer."
    own, base = results[method], results["popularity"]
    better = (own.auc or 0) > (base.auc or 0)
    return (f"Trained before {year} and tested on {number(own.new_pairs, 'pair')} that followed, it had AUC {own.auc:.3f} and precision at "
            f"{own.k} of {own.precision:.3f}; preferential attachment had {base.auc:.3f} and {base.precision:.3f}. "
            f"{'It beats' if better else 'It does not beat'} that baseline{_by_auc(own, base)}.")


def _by_auc(own: Result, base: Result) -> str:
    """Said where the two numbers disagree."""
    by_auc, by_precision = ((mine or 0) > (theirs or 0) for mine, theirs in ((own.auc, base.auc), (own.precision, base.precision)))
    return "" if by_auc == by_precision else " by AUC"


def backtest(graph: Network, year: int, k: int = 20, newcomers: bool = False) -> Table:
    """How well each method would have told the pairs of a year and after from what was known before.

    Method: Liben-Nowell and Kleinberg (2007), The link-prediction problem for social networks, JASIST 58(7), 1019–1031. A pair
    begins with its first dated fact. Trained on pairs that began before the year; candidates are all pairs not joined by
    then, of actors that had a partner by then (and neither lies in the other). Of equal scores the order is a draw: AUC and
    precision are what a draw gives on average.

    Parameters
    ----------
    year : the first year of the test.
    k : how many of the best pairs count for the precision; no more than there are candidates.
    newcomers : whether actors of the graph that had no partner by then are candidates, too. Who is in the graph may have become
        known later, which flatters all methods alike.

    >>> pairs = nx.MultiGraph()
    >>> for a, b, day in (("a", "b", "2018-01-01"), ("b", "c", "2018-01-01"), ("c", "d", "2018-01-01"), ("a", "d", "2020-01-01")):
    ...     _ = pairs.add_edge(a, b, day=day)
    >>> backtest(pairs, 2020, k=1).rows[0][:3]
    ('paths', 1.0, 1.0)
    """
    net = read(graph)
    rows, days = _backtest(net, year, k, newcomers), _begun(net)[1]
    after = sum(day >= f"{year:04d}-01-01" for day in days)
    return Table(
        Result._fields, tuple(map(tuple, rows)),
        f"Trained on {number(len(days) - after, 'pair')} begun before {year}; {after} followed, of which {rows[0].new_pairs} could be "
        f"foretold, {_who(newcomers)}. {_WORDS} precision: which part of the first {rows[0].k} followed, by_chance: of any. "
        f"{_BASELINE} {number(len(net.pairs[0]) - len(days), 'pair')} without a date left out.")


def _who(newcomers: bool) -> str:
    return "newcomers included" if newcomers else "both sides having had partners"


_WORDS = "auc: how probably a pair that followed ranks above one that did not (0.5: a draw);"
_BASELINE = "popularity is the baseline (preferential attachment)."


def _backtest(net: Facts, year: int, k: int, newcomers: bool = False) -> list[Result]:
    (one, other), days = _begun(net)
    before = np.array([day < f"{year:04d}-01-01" for day in days], dtype=bool)
    return _tested(net, (one, other), before, k, newcomers)


def _tested(net: Facts, pairs: tuple[Any, Any], known: Any, k: int, newcomers: bool) -> list[Result]:
    """Each method trained on the pairs that are known and tested on the rest."""
    one, other = (ends[known] for ends in pairs)
    open_pairs = candidates(net, one, other, newcomers)
    true = open_pairs.among(*(ends[~known] for ends in pairs))
    count, hits = len(open_pairs), len(true[0])
    found = []
    for method, score in METHODS.items():
        auc, precision = judged(score(open_pairs), count, true, min(k, count))
        found.append(Result(method, auc, precision, hits / count if count else None, count, hits, min(k, count)))
    return found


def _begun(net: Facts) -> tuple[tuple[Any, Any], list[str]]:
    """Pairs of places that have a dated fact, and the day of the first."""
    days = np.array([day or "" for day in net.column("day")], dtype=str)
    dated = np.flatnonzero(days != "")
    keys = np.minimum(net.a, net.b)[dated] * len(net) + np.maximum(net.a, net.b)[dated]
    order = np.lexsort((days[dated], keys))
    keys, first = np.unique(keys[order], return_index=True)
    return (keys // max(len(net), 1), keys % max(len(net), 1)), days[dated][order][first].tolist()


def holdout(graph: Network, share: float = 0.1, k: int = 20, seeds: int = 5, newcomers: bool = False) -> Table:
    """How well each method finds pairs that were taken away, and how far that depends on which: for graphs without dates.

    Method: as `backtest`, but a share of all pairs is held back by chance (Lü and Zhou 2011, Link prediction in complex
    networks: a survey, Physica A 390, 1150–1170). Candidates are all pairs not joined by what is left, of actors that keep a partner
    (and neither lies in the other); none are sampled. It is easier than foretelling: what is held back is of the same time as the rest.

    Parameters
    ----------
    share : which part of the pairs to hold back; above 0 and below 1.
    k : how many of the best pairs count for the precision.
    seeds : how many times to draw, each time with its own fixed seed.
    newcomers : whether actors that lose all their partners, or had none, are candidates, too.

    Raises
    ------
    InputError : another share, or no seed.

    >>> holdout(nx.complete_bipartite_graph(6, 6)).rows[0][:2]
    ('paths', 1.0)
    """
    if not 0 < share < 1 or seeds < 1:
        raise InputError(f"share is {share} and seeds {seeds}; hold back a part above 0 and below 1, at least once")
    net = read(graph)
    pairs = net.pairs
    held = max(1, round(share * len(pairs[0]))) if len(pairs[0]) else 0
    runs = []
    for seed in range(seeds):
        known = np.ones(len(pairs[0]), dtype=bool)
        known[np.random.default_rng(seed).choice(len(known), held, replace=False) if held else []] = False
        runs.append(_tested(net, pairs, known, k, newcomers))
    rows = tuple(_spread([run[place] for run in runs]) for place in range(len(METHODS)))
    return Table(
        ("method", "auc", "auc_low", "auc_high", "precision", "precision_low", "precision_high", "by_chance", "candidates", "held_pairs", "k"), rows,
        f"{number(held, 'pair')} of {len(pairs[0]):,} held back at a time, {number(seeds, 'time')} with fixed seeds; held_pairs: those of "
        f"them that could be found, {'newcomers included' if newcomers else 'both sides keeping partners'} (the mean); auc: how probably "
        "such a pair ranks above one that is none (0.5: a draw); precision: which part of the first "
        f"{rows[0][-1]} were held back, by_chance: of any. Each is the mean, with the lowest and the highest. {_BASELINE} A pair that the "
        "sources do not know counts as wrong even where it exists; what is held back is of the same time as the rest, so foretelling "
        "years to come is harder: see backtest.")


def _spread(results: list[Result]) -> Row:
    """A method's results over all draws: means, lowest and highest."""
    def three(values: list[float | None]) -> tuple[float | None, float | None, float | None]:
        known = [value for value in values if value is not None]
        return (statistics.fmean(known), min(known), max(known)) if known else (None, None, None)

    return (results[0].method, *three([one.auc for one in results]), *three([one.precision for one in results]),
            three([one.by_chance for one in results])[0], round(statistics.fmean(one.candidates for one in results)),
            round(statistics.fmean(one.new_pairs for one in results)), min(one.k for one in results))
