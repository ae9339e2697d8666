"""The questions of `kg.lookup` as click commands; `answers` asks them."""

from __future__ import annotations

import click

from .. import lookup
from . import answers
from .console import emit
from .options import Day, days_options, format_option, opened, store_option


@click.command(epilog="""\b
    Examples:
      kg show 宜川县
      kg show 宜川县 --format json""")
@click.argument("name")
@days_options
@format_option
@store_option
def show(name: str, asked: lookup.Asked | None, form: str) -> None:
    """Everything known about one entity: names and codes, then its relations, each with its source and quote."""
    with opened() as store:
        emit(form, *answers.show(store, name, asked))


@click.command(epilog="""\b
    Examples:
      kg partners 宜川县
      kg partners yichuan --on 2021-11-30
      kg partners 610630 --from 2015-01-01 --to 2016-12-31
      kg partners 610630 --on 2021-11-30 --strict --format csv""")
@click.argument("name")
@days_options
@format_option
@store_option
def partners(name: str, asked: lookup.Asked | None, form: str) -> None:
    """Who cooperates with a region or body: role, kind, programme, since when, on whose word.

    `role` is the partner's: a supporter helps NAME, a recipient is helped by it, a peer does both. With --on, --from or
    --to, `holds` tells whether the known dates contain a day asked about ("holds") or leave it open ("may hold").
    """
    with opened() as store:
        emit(form, *answers.partners(store, name, asked))


@click.command(epilog="""\b
    Examples:
      kg people 宜川县
      kg people 宜川县 --on 2021-11-30 --format json""")
@click.argument("name")
@days_options
@format_option
@store_option
def people(name: str, asked: lookup.Asked | None, form: str) -> None:
    """Who holds posts in a region or body, attested on which day."""
    with opened() as store:
        emit(form, *answers.people(store, name, asked))


@click.command(epilog="""\b
    Examples:
      kg posts 崔荣国
      kg posts 崔荣国 --on 2021-11-30 --format json""")
@click.argument("name")
@days_options
@format_option
@store_option
def posts(name: str, asked: lookup.Asked | None, form: str) -> None:
    """Which posts a person holds, in which body; for a region or body, who holds its posts."""
    with opened() as store:
        emit(form, *answers.posts(store, name, asked))


@click.command(epilog="""\b
    Examples:
      kg met 崔荣国
      kg met 宜川县 --format csv""")
@click.argument("name")
@days_options
@format_option
@store_option
def met(name: str, asked: lookup.Asked | None, form: str) -> None:
    """Who met a person, or took part in events with a region or body: where, when, in what role."""
    with opened() as store:
        emit(form, *answers.met(store, name, asked))


@click.command(epilog="""\b
    Examples:
      kg timeline 宜川县
      kg timeline 宜川县 --from 2021-01-01
      kg timeline 宜川县 --format tsv""")
@click.argument("name")
@days_options
@format_option
@store_option
def timeline(name: str, asked: lookup.Asked | None, form: str) -> None:
    """What happened around an entity, in order; what has no date comes last."""
    with opened() as store:
        emit(form, *answers.timeline(store, name, asked))


@click.command(epilog="""\b
    Examples:
      kg search 宜川
      kg search yichuan --limit 5
      kg search 援助 --format json""")
@click.argument("text")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most this many.")
@format_option
@store_option
def search(text: str, limit: int, form: str) -> None:
    """Find entities by any part of a name (Chinese in either script, pinyin, initials, English) or by a code, and words
    in the titles, quotes and texts of sources.

    The best comes first; `reason` says why it is there. Several words, parted by spaces, must all stand in a hit.
    """
    with opened() as store:
        emit(form, *answers.search(store, text, limit))


@click.command(epilog="""\b
    Examples:
      kg changes 2021-11-01 2021-11-30
      kg changes 2021-01-01 2021-12-31 --strict --format csv""")
@click.argument("first", type=Day(), metavar="FROM")
@click.argument("last", type=Day(), metavar="TO")
@click.option("--strict", is_flag=True, help="Only what certainly lies in the period.")
@format_option
@store_option
def changes(first: str, last: str, strict: bool, form: str) -> None:
    """What changed from one day to another: what began, ended, took place, and what was reported.

    A date that is known by its year or month alone, which the period holds a part of, is marked "may hold".
    """
    with opened() as store:
        rows = lookup.changes(store, first, last, strict)
        emit(form, lookup.Happening._fields, rows, f"nothing is known to have changed from {first} up to {last}")
