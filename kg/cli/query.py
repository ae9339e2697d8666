"""`kg query` and `kg queries`: SPARQL by name, from a file, from stdin, or written out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import lookup, rules
from ..errors import InputError
from . import results
from .bindings import bindings
from .console import emit, note
from .options import format_option, opened, store_option


@click.command(epilog="""\b
    Examples:
      kg query partnerships
      kg query funding --format csv
      kg query "SELECT ?name { ?person a foaf:Person ; foaf:name ?name }" --format json
      kg query "ASK { ?event a schema:Event }"
      kg query question.rq
      kg query funding --bind payer=新吴区
      kg query "SELECT ?who ?p ?o { ?who ?p ?o }" --bind who=@宜川
      kg query question.rq --allow-service query.wikidata.org""")
@click.argument("sparql", metavar="NAME|FILE|-|SPARQL")
@click.option("--format", "form", type=click.Choice(results.FORMATS), default="table", show_default=True,
              help="How to write the answer; json is SPARQL 1.1 results, and JSON-LD where a query gives a graph.")
@click.option("--bind", "bound", metavar="NAME=VALUE", multiple=True,
              help="Give a column a value: text; <IRI>; prefix:name; \"text\"@zh or \"5\"^^xsd:integer; @NAME for what bears the name. "
                   "May be repeated.")
@click.option("--allow-service", "services", metavar="HOST", multiple=True,
              help="Let SERVICE ask this host by https; HOST:PORT by http, too. May be repeated. The host learns the pattern "
                   "inside SERVICE and what those before it have found.")
@store_option
def query(sparql: str, form: str, bound: tuple[str, ...], services: tuple[str, ...]) -> None:
    """Run a named query (`kg queries` lists them), a file, stdin (-), or SPARQL written out.

    What a query sees is the union of all sources; GRAPH tells them apart.
    """
    text = query_text(sparql)
    with opened() as store:
        results.write(store.query(text, bindings(store, bound), services=services), form)
        missing = rules.outdated(store, text)
    if missing:
        note(f"{', '.join(missing)}: not derived from the sources as they are now; run `kg derive`")


def query_text(sparql: str) -> str:
    """The text of the query that an argument means: a name, `-`, a file, or the query itself.

    Raises
    ------
    UnknownName : it is a single word, but neither a named query nor a file.
    InputError : the file is not text in UTF-8.
    """
    if sparql == "-":
        return sys.stdin.read()
    if sparql in lookup.queries():
        return lookup.query_text(sparql)
    if "{" in sparql:
        return sparql
    if Path(sparql).is_file():
        try:
            return Path(sparql).read_text("utf-8")
        except UnicodeDecodeError as error:
            raise InputError("is not text in UTF-8; a query file must be", sparql, offset=error.start) from error
    return sparql if any(map(str.isspace, sparql)) else lookup.query_text(sparql)


@click.command(epilog="""\b
    Examples:
      kg queries
      kg queries --format json""")
@format_option
def queries(form: str) -> None:
    """List the named queries with what each answers; JSON, CSV and TSV hold their text as well."""
    known = sorted(lookup.queries().values())
    if form == "table":
        emit(form, ("name", "answers"), [(one.name, one.comment) for one in known])
    else:
        emit(form, ("name", "comment", "text"), [(one.name, one.comment, one.text) for one in known])
