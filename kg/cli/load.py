"""`kg load`: files and folders into the store."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click

from .. import loading
from .console import emit, note
from .options import format_option, opened, store_option
from .safe import one_line
from .tables import cut, terminal_columns

COLUMNS = ("name", "status", "found", "message", "path")


@click.command(epilog="""\b
    Examples:
      kg load article.txt
      kg load article.txt graph.ttl --format json
      kg load --mapping twin-cities.rml.ttl twin_cities.csv
      kg --store other-store load article.txt --as https://news.example/2021/1130.html""")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--as", "as_name", metavar="NAME", help="Name of the source, for a single file.")
@click.option("--mapping", metavar="FILE.rml.ttl", help="Read CSV, TSV, JSON and XML files by this RML mapping.")
@format_option
@store_option
def load(paths: tuple[str, ...], as_name: str | None, mapping: str | None, form: str) -> None:
    """Read documents and RDF files into the store.

    PATH is a file or a folder, which is read with all below it. Press releases as text or HTML are read for their
    facts; RDF (Turtle, N-Triples, N-Quads, TriG, JSON-LD, RDF/XML) is taken as it is. A source that is loaded again
    replaces what it said before. With --mapping, tables, JSON and XML of any kind are read as an RML mapping says. A file
    that fails is reported and the others are loaded; the exit status is then 1.
    """
    with opened(read_only=False) as store:
        reports = loading.load(store, paths, as_name=as_name, mapping=mapping,
                               progress=_progress if sys.stderr.isatty() else None)
    _clear()
    if form == "json":
        emit(form, loading.Report._fields, [(*report[:-1], str(report.error or "")) for report in reports])
    else:
        rows = [(report.name, report.status, counted(report.facts), report.message, report.path) for report in reports]
        emit(form, COLUMNS, rows, empty="no files found")
    failed = [report for report in reports if report.status == "failed"]
    for report in failed:
        note(f"Error: {report.error or report.message}")
    if failed:
        click.get_current_context().exit(1)


def counted(facts: Mapping[str, int]) -> str:
    """Counts in words: `4 posts, 1 agreements`."""
    return ", ".join(f"{number} {what}" for what, number in facts.items() if number)


def _progress(path: str, number: int, total: int) -> None:
    line = cut(f"[{number}/{total}] {one_line(path)}", terminal_columns(sys.stderr) - 1)
    print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
