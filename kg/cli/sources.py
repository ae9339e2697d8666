"""`kg sources`, `kg source show`, `kg remove`: what was loaded, its text, and its way out."""

from __future__ import annotations

import sys

import click

from ..store import SourceInfo
from .console import emit
from .options import format_option, opened, store_option
from .structured import dump, on_stdout

SHORT = ("name", "title", "published", "quads", "loaded")


@click.command(epilog="""\b
    Examples:
      kg sources
      kg sources --format json""")
@format_option
@store_option
def sources(form: str) -> None:
    """List what was loaded: name, title, date, number of statements, when."""
    with opened() as store:
        known = store.sources()
    empty = "nothing is loaded; `kg load PATH` reads a document or a folder"
    if form == "table":
        rows = [(one.name, one.title, one.published, one.quads, one.loaded[:10]) for one in known]
        emit(form, SHORT, rows, empty)
    else:
        emit(form, SourceInfo._fields, known, empty)


@click.group(epilog="""\b
    Examples:
      kg source list
      kg source show article.txt
      kg source remove article.txt""")
def source() -> None:
    """List, look into, and remove sources; `kg sources` and `kg remove` are the same, shorter."""


@source.command("show", epilog="""\b
    Examples:
      kg source show article.txt
      kg source show article.txt --format json""")
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="The bare text, or an object with its name.")
@store_option
def source_show(name: str, form: str) -> None:
    """Print the text of a source: the one that the offsets of quotes count in."""
    with opened() as store:
        text = store.text(name)
    if form == "json":
        dump({"name": name, "text": text})
    else:
        sys.stdout.write(on_stdout(text))


@click.command(epilog="""\b
    Examples:
      kg remove article.txt
      kg remove article.txt --format json""")
@click.argument("names", nargs=-1, required=True, metavar="SOURCE...")
@format_option
@store_option
def remove(names: tuple[str, ...], form: str) -> None:
    """Remove sources, by the names that `kg sources` lists. What another source also claims stays."""
    with opened(read_only=False) as store:
        rows = [(name, store.remove(name)) for name in names]
    emit(form, ("source", "quads"), rows)


source.add_command(sources, "list")
source.add_command(remove, "remove")
