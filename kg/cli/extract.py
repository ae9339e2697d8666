"""`kg extract`: what a file yields, in a store that lives for this question alone."""

from __future__ import annotations

import sys
from typing import Any

import click

import kg

from .. import loading, lookup
from ..store import Store
from .console import WRITERS, emit, note
from .llm import chosen, extractor_options
from .results import readable
from .structured import dump, on_stdout

SECTIONS = ("regions", "posts", "partnerships", "events", "agreements", "funding", "measures", "statements")
"""The named queries whose answers are a file's facts, by type."""
BESIDE = ("event", "agreement", "partnership", "confidence", "rule")
"""Columns that only programs need: the identifier of the fact, and how it was found."""


@click.command(epilog="""\b
    Examples:
      kg extract article.txt
      kg extract article.txt --only posts --format csv
      kg extract article.txt --format nq""")
@click.argument("path", metavar="FILE")
@click.option("--only", type=click.Choice(SECTIONS), help="One type of fact; CSV and TSV need it.")
@click.option("--format", "form", type=click.Choice([*WRITERS, "nq"]), default="table", show_default=True,
              help="How to write the facts; nq is the graph as canonical N-Quads.")
@extractor_options
def extract(path: str, only: str | None, form: str, **asked: Any) -> None:
    """Show what a file yields, without storing it: facts by type, each with the quote that proves it."""
    if form in ("csv", "tsv") and not only:
        raise click.UsageError(f"{form} holds one table: choose it with --only {'|'.join(SECTIONS)}.")
    with chosen(**asked) as extractor, kg.open(kg.MEMORY) as store:
        reports = loading.load(store, [path], extractor=extractor)
        if reports[0].error and all(report.error for report in reports):
            raise reports[0].error
        for report in reports:
            if report.message:
                note(report.message if report.error else f"{report.path}: {report.message}")
        if form == "nq":
            sys.stdout.write(on_stdout(store.canonical()))
        elif only:
            emit(form, *_section(store, only, brief=form == "table"), empty=f"no {only} found")
        elif form == "json":
            dump({name: [dict(zip(columns, row, strict=True)) for row in rows]
                  for name in SECTIONS for columns, rows in [_section(store, name)]})
        else:
            _print(store)


def _section(store: Store, name: str, brief: bool = False) -> tuple[list[str], list[list[str]]]:
    """Columns and rows of one type of fact without the source, of which there is one; `brief` leaves out BESIDE."""
    answer: Any = store.query(lookup.query_text(name))
    columns, rows = answer.columns, readable(answer)
    hidden = {"source", *(BESIDE if brief else ())}
    kept = [index for index, column in enumerate(columns) if column not in hidden]
    return [columns[index] for index in kept], [[row[index] for index in kept] for row in rows]


def _print(store: Store) -> None:
    sections = [(name, *_section(store, name, brief=True)) for name in SECTIONS]
    filled = [section for section in sections if section[2]]
    for number, (name, columns, rows) in enumerate(filled):
        print(f"{chr(10) if number else ''}{name} ({len(rows)})")
        emit("table", columns, rows)
    if not filled:
        note("no facts found")
