"""SPARQL queries over Oxigraph, guarded: nothing is fetched from elsewhere unless the user allows it, and errors say where.

Oxigraph would follow SERVICE to any address, and has no switch against it. Whether a query uses SERVICE is asked of
Oxigraph's own parser: with every `service` in it, in whatever place, replaced by another word of the same length,
a query that merely names it (in a string, comment, variable, prefix) still parses, and one that uses it does not.
What endpoints the user has allowed are asked by `federation`; Oxigraph gets a query without SERVICE even then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph

from ..errors import QueryError
from ..terms import PREFIXES, BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple
Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples

# Patterns are compiled when an error needs them: a lookup must start fast.
_PLACE = r"(?s)error at (\d+):(\d+): (.*)"
_KEYWORD = r"\b[A-Z][A-Z_]+\b"
_REASON = r"(?:^|, )([A-Z]\w*(?: [\w()?$'-]+){2,})"
_UPDATE = (r"(?i)(?:\s|#[^\n]*\n|(?:PREFIX\s+\S*:|BASE)\s*<[^>]*>)*"
           r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b")
_PAD = " " * 32  # keeps the end of the text out of the parser's furthest position


def run(graph: pyoxigraph.Store, query: str, base: str, substitutions: Mapping[str, Term] | None = None,
        services: Sequence[str] = ()) -> Results:
    """Evaluate a query; its default graph is the union of all graphs, and the usual prefixes are known.

    Raises
    ------
    QueryError : the query is no SPARQL query (line and column), uses SERVICE with an endpoint that `services` does not
        allow or that fails, or cannot be evaluated.
    """
    prefixes = {**PREFIXES, "id": base}
    if services:
        query = _federated(graph, query, base, substitutions or {}, services)
    refuse_service(query, prefixes)
    values: dict[Any, Any] = {pyoxigraph.Variable(name): term for name, term in (substitutions or {}).items()}
    try:
        return graph.query(query + _PAD, prefixes=prefixes, use_default_graph_as_union=True, substitutions=values)
    except SyntaxError as error:
        raise syntax_error(query, error) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise evaluation(error) from error


def _federated(graph: pyoxigraph.Store, query: str, base: str, values: Mapping[str, Term], services: Sequence[str]) -> str:
    """The query with the answers of other stores in it."""
    from . import federation  # noqa: PLC0415  # most queries ask no other store

    prefixes = {**PREFIXES, "id": base}
    federation.check(query, services)
    plain = federation.masked(query)
    refuse_service(plain, prefixes)
    try:
        pyoxigraph.Store().query(plain + _PAD, prefixes=prefixes)
    except SyntaxError as error:
        raise syntax_error(plain, error) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise evaluation(error) from error
    return federation.resolved(query, prefixes, values, lambda text, given: map(tuple, run(graph, text, base, given)))  # type: ignore[arg-type]


def evaluation(error: Exception) -> QueryError:
    """Oxigraph's complaint about a query that it has read."""
    unknown = re.search(r"does not contains variable (\S+)", str(error))
    if unknown:
        return QueryError(f"the query has no {unknown[1]} to give a value to; a SELECT must name it among its columns (SELECT {unknown[1]} …)")
    return QueryError(f"the query cannot be evaluated: {error}")


def tsv(results: Results) -> str:
    """Solutions as Oxigraph writes them in SPARQL 1.1 TSV.

    Raises
    ------
    QueryError : it is no SELECT query, or cannot be evaluated.
    """
    if not isinstance(results, pyoxigraph.QuerySolutions):
        raise QueryError("only a SELECT query has rows")
    try:
        return (results.serialize(format=pyoxigraph.QueryResultsFormat.TSV) or b"").decode("utf-8")
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be evaluated: {error}") from error


def refuse_service(query: str, prefixes: dict[str, str]) -> None:
    """Raise QueryError if the query uses SERVICE (or cannot be parsed)."""
    if "service" not in query.lower():
        return
    word = next((word for letter in "abcdefghijklmnopqrstuvwxyz" if (word := f"{letter}ervice") not in query.lower()), None)
    if word is None:
        raise QueryError("the query may use SERVICE, and whether it does cannot be told; leave the word out where it is none")
    masked = re.sub("service", word, query, flags=re.IGNORECASE)
    try:
        pyoxigraph.Store().query(masked + _PAD, prefixes=prefixes)
    except SyntaxError as error:
        found = syntax_error(masked, error)
        line, column = found.line or 0, found.column or 0
        if query.split("\n")[line - 1][column - 1:].lower().startswith("service"):
            raise QueryError(f"line {line}, column {column}: SERVICE is refused unless its host is allowed: "
                             "--allow-service HOST (in Python services=[HOST])", line, column) from None
        raise QueryError(str(found).replace(word, "service"), line, column) from None
    except (OSError, RuntimeError, ValueError):
        return  # what fails in evaluation says so when the query itself is evaluated


def syntax_error(query: str, error: SyntaxError) -> QueryError:
    """The parser's complaint in a few words, with the place where reading stopped."""
    match = re.match(_PLACE, str(error))
    if not match:
        return QueryError(f"the query cannot be read: {error}")
    line, column, expected = int(match.group(1)), int(match.group(2)), match.group(3)
    expected = re.sub(r"\[[^\]]*\](?:[^,]*\])?|\"[^\"]*\"", "", expected)
    reason = re.search(_REASON, expected.removeprefix("expected ").removeprefix("one of "))
    offset = sum(len(row) + 1 for row in query.split("\n")[:line - 1]) + column - 1
    if reason or not re.search(_KEYWORD, expected):
        offset = min(offset, len(query))
        offset -= len(re.findall(r"\S*\Z", query[:offset])[0]) if reason else 0
    else:  # the parser stands behind the longest keyword that it tried in vain
        offset = max(0, min(offset - max(map(len, re.findall(_KEYWORD, expected))), len(query)))
    offset += len(query[offset:]) - len(query[offset:].lstrip())
    line, column = query.count("\n", 0, offset) + 1, offset - (query.rfind("\n", 0, offset) + 1) + 1
    return QueryError(f"line {line}, column {column}: {_words(query, offset, reason and reason.group(1))}", line, column)


def _words(query: str, offset: int, reason: str | None) -> str:
    rest = query[offset:].split("\n")[0][:40].rstrip()
    if re.match(_UPDATE, query):
        return "this is an update, and only queries (SELECT, ASK, CONSTRUCT, DESCRIBE) are answered"
    if not query.strip():
        return "the query is empty"
    here = f"at {rest!r}" if rest else "at its end, where something is missing"
    return f"{reason} {here}" if reason else f"the query cannot be understood {here}"
