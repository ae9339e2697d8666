"""Answers to SPARQL queries: W3C formats as Oxigraph writes them, or a table for people."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, serialize

from ..errors import QueryError
from ..terms import PREFIXES, NamedNode, compact
from . import tables
from .console import note
from .safe import visible
from .structured import on_stdout

Results = QuerySolutions | QueryBoolean | QueryTriples
Value = TypeVar("Value")

FORMATS = ("table", "json", "csv", "tsv", "ttl")
SOLUTIONS = {"json": QueryResultsFormat.JSON, "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV}
"""SPARQL 1.1 Query Results: JSON, CSV and TSV."""
TRIPLES = {"table": RdfFormat.TURTLE, "ttl": RdfFormat.TURTLE, "json": RdfFormat.JSON_LD}
"""What CONSTRUCT and DESCRIBE give: a graph, so `json` is JSON-LD."""


def write(answer: Results, form: str) -> None:
    """Writes an answer to stdout.

    Raises
    ------
    click.UsageError : the format does not fit the kind of answer.
    QueryError : the query fails while it is evaluated.
    """
    if isinstance(answer, QueryTriples):
        _graph(answer, form)
    elif form == "ttl":
        raise click.UsageError("this query gives no graph, which ttl holds; use --format table, json, csv or tsv.")
    elif isinstance(answer, QueryBoolean):
        _truth(answer, form)
    elif form == "table":
        columns, rows = readable(answer)
        tables.write(columns, rows)
        if not rows:
            note("no rows")
    else:
        _text(_evaluated(lambda: answer.serialize(format=SOLUTIONS[form])), form)


def readable(solutions: QuerySolutions) -> tuple[list[str], list[list[str]]]:
    """Columns and rows in plain strings: literals without their datatype, IRIs with a prefix where one fits."""
    columns = [variable.value for variable in solutions.variables]
    return columns, _evaluated(lambda: [[_readable(solution[column]) for column in columns] for solution in solutions])


def _readable(term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return compact(term.value)
    return str(getattr(term, "value", term))


def _graph(triples: QueryTriples, form: str) -> None:
    if form not in TRIPLES:
        raise click.UsageError(f"this query gives a graph, which {form} cannot hold; use --format ttl or json.")
    prefixes = None if form == "json" else PREFIXES
    _text(_evaluated(lambda: serialize(triples, format=TRIPLES[form], prefixes=prefixes)), form)


def _truth(answer: QueryBoolean, form: str) -> None:
    if form == "json":
        _text(answer.serialize(format=SOLUTIONS[form]), form)
    else:
        print("true" if answer else "false")


def _evaluated(work: Callable[[], Value]) -> Value:
    """The outcome of work that evaluates a query on the way."""
    try:
        return work()
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be evaluated: {error}") from error


def _text(data: bytes | None, form: str) -> None:
    """JSON keeps its meaning with unsafe characters as escapes; other formats keep their characters in a pipe."""
    text = (data or b"").decode("utf-8")
    text = visible(text, keep="\n\r\t") if form == "json" else on_stdout(text)
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
