"""`kg load`: files and folders into the store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

import click

from .. import loading
from ..loaders import Line
from .console import emit, note, terminal_columns
from .llm import chosen, complain, extractor_options
from .options import format_option, opened, store_option
from .safe import one_line
from .tables import cut

COLUMNS = ("name", "status", "found", "message", "path")


@click.command(epilog="""\b
    Examples:
      kg load article.txt
      kg load article.txt graph.ttl --format json
      kg load releases.zip pages.jsonl
      kg load article.txt --min-confidence 0.9
      kg load --explain pairs.csv
      kg load --mapping twin-cities.rml.ttl twin_cities.csv
      kg --store other-store load article.txt --as https://news.example/2021/1130.html""")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--as", "as_name", metavar="NAME", help="Name of the source, for a single document.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X",
              help="Withhold facts of a confidence under X (0 to 1) from queries until somebody accepts them (`kg review`).")
@click.option("--explain", is_flag=True, help="Say how tables are understood, and store nothing.")
@click.option("--mapping", metavar="FILE.rml.ttl", help="Read CSV, TSV, JSON and XML files by this RML mapping.")
@extractor_options
@format_option
@store_option
def load(paths: tuple[str, ...], as_name: str | None, min_confidence: float, explain: bool, mapping: str | None, form: str,
         **asked: Any) -> None:
    """Read documents, tables and RDF files into the store.

    PATH is a file or a folder, which is read with all below it. Press releases as text, HTML, Word or PDF are read for
    their facts; RDF (Turtle, N-Triples, N-Quads, TriG, JSON-LD, RDF/XML) is taken as it is. Tables (CSV, TSV, XLSX) of
    pairings, visits, agreements, funds or posts are known by their Chinese or English headings; with --mapping, tables, JSON
    and XML of any kind are read as an RML mapping says. Each document in a ZIP archive and each line of a .jsonl file (url,
    title, published, text) is a source of its own. A source that is loaded again replaces what it said before. A file that
    fails is reported and the others are loaded; the exit status is then 1, or 3 where a model's budget of tokens is
    spent: the same command then goes on where it stopped.
    """
    if explain:
        _explain(paths, form)
        return
    with chosen(**asked) as extractor, opened(read_only=False) as store:
        reports = loading.load(store, paths, as_name=as_name, mapping=mapping, progress=progress(), extractor=extractor,
                               min_confidence=min_confidence)
    clear()
    if form == "json":
        emit(form, loading.Report._fields, [(*report[:-1], str(report.error or "")) for report in reports])
    else:
        rows = [(report.name, report.status, counted(report.facts), report.message, report.path) for report in reports]
        emit(form, COLUMNS, rows, empty="no files found")
    status = complain((report.path, report.error) for report in reports if report.error)
    if status:
        click.get_current_context().exit(status)


def _explain(paths: tuple[str, ...], form: str) -> None:
    found = loading.explain(paths)
    rows = [(line.sheet, line.what, line.place, line.said, line.meaning, one.path) for one in found for line in one.lines]
    emit(form, (*Line._fields, "path"), rows)
    for one in found:
        if one.message:
            note(f"Error: {one.message}" if one.error else f"{one.path}: {one.message}")
    if any(one.error for one in found):
        click.get_current_context().exit(1)


def counted(facts: Mapping[str, int]) -> str:
    """Counts in words: `4 posts, 1 agreements`."""
    return ", ".join(f"{number} {what}" for what, number in facts.items() if number)


def progress() -> Callable[[str, int, int], None] | None:
    """What shows on a terminal how far loading is; nothing elsewhere."""
    return _show if sys.stderr.isatty() else None


def _show(path: str, number: int, total: int) -> None:
    line = cut(f"[{number}/{total}] {one_line(path)}", terminal_columns(sys.stderr) - 1)
    print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def clear() -> None:
    """Take the line of progress away."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
