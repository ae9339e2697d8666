"""`kg stats` and `kg derive`."""

from __future__ import annotations

import click

from .. import lookup, rules
from .console import emit
from .options import format_option, opened, store_option


@click.command(epilog="""\b
    Examples:
      kg stats
      kg stats --format json""")
@format_option
@store_option
def stats(form: str) -> None:
    """Count what the store holds: sources, actors, facts, statements."""
    with opened() as store:
        emit(form, lookup.Count._fields, lookup.stats(store), empty="the store is empty")


@click.command(epilog="""\b
    Examples:
      kg derive
      kg derive --undo""")
@click.option("--undo", is_flag=True, help="Remove the derived statements.")
@format_option
@store_option
def derive(undo: bool, form: str) -> None:
    """Write shortcut relations (who assists whom, who met whom) into a graph of their own, for simple queries."""
    with opened(read_only=False) as store:
        count = rules.underive(store) if undo else rules.derive(store)
    emit(form, ("what", "number"), [("removed" if undo else "derived", count)])
