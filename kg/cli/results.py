"""Answers to SPARQL queries: W3C formats, or a table for people."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from ..store import Solutions, Triples
from ..terms import NamedNode, compact
from . import tables
from .console import note
from .safe import visible
from .structured import on_stdout

FORMATS = ("table", "json", "csv", "tsv", "ttl")
GRAPHS = {"table": "turtle", "ttl": "turtle", "json": "jsonld"}
"""What CONSTRUCT and DESCRIBE give: a graph, so `json` is JSON-LD."""


def write(answer: Solutions | Triples | bool, form: str) -> None:
    """Writes an answer to stdout: SPARQL 1.1 results as JSON, CSV and TSV, a graph as Turtle or JSON-LD.

    Raises
    ------
    click.UsageError : the format does not fit the kind of answer.
    QueryError : the query fails while it is evaluated.
    """
    if isinstance(answer, bool):
        _not_ttl(form)
        _text(json.dumps({"head": {}, "boolean": answer}) if form == "json" else str(answer).lower(), form)
    elif isinstance(answer, Solutions):
        _not_ttl(form)
        _solutions(answer, form)
    elif form in GRAPHS:
        _text(answer.serialize(GRAPHS[form]), form)
    else:
        raise click.UsageError(f"this query gives a graph, which {form} cannot hold; use --format ttl or json.")


def _not_ttl(form: str) -> None:
    if form == "ttl":
        raise click.UsageError("this query gives no graph, which ttl holds; use --format table, json, csv or tsv.")


def _solutions(answer: Solutions, form: str) -> None:
    if form != "table":
        _text(answer.serialize(form), form)
        return
    rows = readable(answer)
    tables.write(answer.columns, rows)
    if not rows:
        note("no rows")


def readable(answer: Solutions) -> list[list[str]]:
    """The rows in plain strings: literals without their datatype, IRIs with a prefix where one fits."""
    return [[_readable(term) for term in row] for row in answer.terms()]


def _readable(term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return compact(term.value)
    return str(getattr(term, "value", term))


def _text(text: str, form: str) -> None:
    """JSON keeps its meaning with unsafe characters as escapes; other formats keep their characters in a pipe."""
    text = visible(text, keep="\n\r\t") if form == "json" else on_stdout(text)
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
