"""`kg stats`."""

from __future__ import annotations

import click

from .. import lookup
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
