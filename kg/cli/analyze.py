"""`kg analyze`: measures of the network as rows, with what they mean and how large the graph was beside them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

import kg

from ..analytics import MEASURES, Measure
from .console import emit, note
from .options import Day, format_option, opened, store_option

if TYPE_CHECKING:
    from ..analytics import Table
    from ..network.edgelist import EdgeList

GRAPHS = ("regions", "people", "bodies", "multilayer")
ONLY = {"months": ("silence",), "year": ("suggest", "backtest"), "newcomers": ("backtest", "holdout")}
"""Options that mean something to some measures only."""


class Wanted(NamedTuple):
    """What the command line asks for."""

    graph: str | None
    by: tuple[str, ...]
    since: str
    until: str
    on: str | None
    kinds: tuple[str, ...]
    top: int | None
    months: int | None
    year: int | None
    newcomers: bool | None


@click.command(epilog="""\b
    Examples:
      kg analyze
      kg analyze strength
      kg analyze brokerage --graph people --top 5
      kg analyze pagerank --by money,event --from 2020 --to 2021 --format csv
      kg analyze silence --months 18 --on 2024-06-30
      kg analyze coverage --kind 苏陕协作
      kg analyze backtest --year 2020
      kg analyze holdout --by event --top 50""")
@click.argument("measure", required=False, type=click.Choice(list(MEASURES)), metavar="[MEASURE]")
@click.option("--graph", type=click.Choice(GRAPHS), help="Whom to look at; else whom the measure is made for.")
@click.option("--by", metavar="RELATIONS", default="", help="What joins them: partnership,money,agreement,event,statement,tenure.")
@click.option("--from", "since", metavar="DATE", default="", help="Only what may have been so from this year, month or day on.")
@click.option("--to", "until", metavar="DATE", default="", help="Only what may have been so up to this year, month or day.")
@click.option("--on", type=Day(), help="Only what may have been so on this day; for silence the day of asking, else today.")
@click.option("--kind", "kinds", multiple=True, help="Kind of partnership or event, or programme (may be repeated).")
@click.option("--top", type=click.IntRange(1), help="At most this many rows; for backtest and holdout how many suggestions count.")
@click.option("--months", type=click.IntRange(1), help="For silence: how long without an event.  [default: 12]")
@click.option("--year", type=click.IntRange(1, 9999), help="For backtest and suggest: first year of the test.")
@click.option("--newcomers", is_flag=True, default=None, help="For backtest and holdout: also those that had no partner before.")
@format_option
@store_option
def analyze(measure: str | None, form: str, by: str, **options: Any) -> None:
    """Measure the network of regions, people and bodies; without MEASURE, list the measures with their questions.

    What the numbers mean, and how large the graph is that they come from, is told on stderr, beside the rows.
    """
    if measure is None:
        emit(form, ("measure", "question", "问题"), [(name, one.question, one.chinese) for name, one in MEASURES.items()])
        return
    wanted = Wanted(by=tuple(word.strip() for word in by.split(",") if word.strip()), **options)
    _check(measure, wanted)
    graphs = _graphs(MEASURES[measure], wanted)
    table: Table = getattr(kg.analytics, measure)(*graphs, **_arguments(measure, wanted))
    rows = table if wanted.top is None or measure in ("backtest", "holdout") else table.top(wanted.top)
    note(_size(graphs[-1]))
    note(table.meaning + (f" The first {len(rows)} of {len(table)} rows." if len(rows) < len(table) else ""))
    emit(form, *_shown(rows, form), empty="no rows")


def _check(measure: str, wanted: Wanted) -> None:
    for option, measures in ONLY.items():
        if getattr(wanted, option) is not None and measure not in measures:
            raise click.UsageError(f"--{option} means something to {' and '.join(measures)} only.")
    if measure == "turnover" and wanted.graph:
        raise click.UsageError("turnover compares posts with the ties of regions; it takes no --graph.")
    if measure == "backtest" and wanted.year is None:
        raise click.UsageError("backtest needs the first year of the test: --year YYYY.")


def _graphs(measure: Measure, wanted: Wanted) -> list[EdgeList]:
    """The projections that a measure takes."""
    name = wanted.graph or measure.graph
    on = "" if "on" in measure.options else wanted.on or ""
    by = wanted.by or (measure.by if name == measure.graph else ())
    with opened() as store:
        posts = [kg.network.edge_list(store, "bodies")] if "posts" in measure.options else []
        return [*posts, kg.network.edge_list(store, name, by, since=wanted.since, until=wanted.until, on=on,
                                             kinds=wanted.kinds, alone=measure.alone)]


def _arguments(measure: str, wanted: Wanted) -> dict[str, Any]:
    """The options that go to the measure itself."""
    given: dict[str, dict[str, Any]] = {
        "silence": {"day": wanted.on or datetime.date.today().isoformat(), "months": wanted.months},
        "suggest": {"top": wanted.top, "year": wanted.year}, "backtest": {"year": wanted.year, "k": wanted.top, "newcomers": wanted.newcomers},
        "holdout": {"k": wanted.top, "newcomers": wanted.newcomers}}
    return {name: value for name, value in given.get(measure, {}).items() if value is not None}


def _size(edges: EdgeList) -> str:
    told = edges.graph
    left = [f"{told[name]} {words}" for name, words in (("planned", "only planned"), ("outside", "of another time or without a date"))
            if told[name]]
    size = f"{len(edges.nodes)} nodes, {edges.ties().nnz // 2} pairs, {told['facts']} facts"
    return f"{told['projection']} by {', '.join(told['by'])}: {size}" + (f"; left out: {', '.join(left)}" if left else "")


def _shown(table: Table, form: str) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    """All columns for programs; for people numbers cut to four digits, and names instead of IRIs."""
    if form != "table":
        return table.columns, table.rows
    kept = [place for place, name in enumerate(table.columns) if name != "iri" and not name.endswith("_iri")]
    return [table.columns[place] for place in kept], [[kg.analytics.shown(row[place]) for place in kept] for row in table.rows]
