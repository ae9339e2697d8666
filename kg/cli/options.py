"""Options that commands share."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

import kg

from . import overview
from .console import WRITERS
from .safe import visible

if TYPE_CHECKING:
    from ..store import Store

Function = TypeVar("Function", bound=Callable[..., Any])

STORE = "kg.store"


def _remember(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[STORE] = value


def store_option(function: Function) -> Function:
    """Adds `--store PATH`, which may stand before or after the command."""
    return click.option(
        "--store", metavar="PATH", expose_value=False, is_eager=True, callback=_remember,
        help=overview.STORE,
    )(function)


def format_option(function: Function) -> Function:
    """Adds `--format` for commands whose result is rows."""
    return click.option(
        "--format", "form", type=click.Choice(list(WRITERS)), default="table", show_default=True,
        help="How to write the rows.",
    )(function)


def days_options(function: Function) -> Function:
    """Adds `--on`, or `--from` and `--to`, and `--strict`; the function gets them as one argument `asked`."""
    @functools.wraps(function)
    def called(*values: Any, on: str | None, first: str | None, last: str | None, strict: bool, **named: Any) -> Any:
        if on and (first or last):
            raise click.UsageError("--on asks about a day, --from and --to about a period; give one of them.")
        if first and last and first > last:
            raise click.UsageError(f"--from {first} lies after --to {last}; give the earlier day first.")
        asked = kg.lookup.asked(on, first, last, strict)
        if strict and asked is None:
            raise click.UsageError("--strict needs a day: --on YYYY-MM-DD, --from or --to.")
        return function(*values, asked=asked, **named)

    for option in (
            click.option("--strict", is_flag=True, help="With these: only what certainly holds then."),
            click.option("--to", "last", type=Day(), help="Up to this day (open if left out)."),
            click.option("--from", "first", type=Day(), help="What holds or may hold on some day from this one on."),
            click.option("--on", type=Day(), help="What holds or may hold on this day.")):
        called = option(called)
    return called  # type: ignore[return-value]


def opened(*, read_only: bool = True) -> Store:
    """The store that the command line names."""
    return kg.open(click.get_current_context().meta.get(STORE), read_only=read_only)


class Day(click.ParamType[str]):
    """A day of the calendar as YYYY-MM-DD (ISO 8601); what is wrong is told with its column."""

    name = "YYYY-MM-DD"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        wrong = day_error(value)
        if wrong:
            column, reason = wrong
            self.fail(f"{visible(value)!r}, column {column}: {reason}. Write a day as 2021-11-30.", param, ctx)
        return value


_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_error(value: str) -> tuple[int, str] | None:
    """What is wrong with a day: the 1-based column and the reason; None where it is right."""
    for column, form in enumerate("dddd-dd-dd", 1):
        char = value[column - 1:column]
        if not re.fullmatch("[0-9]" if form == "d" else "-", char):
            return column, f"expected {'a digit' if form == 'd' else 'a hyphen'}, found {char or 'the end'}"
    if len(value) > 10:
        return 11, f"unexpected {visible(value[10:])}"
    year, month, day = int(value[:4]), int(value[5:7]), int(value[8:])
    if not year:
        return 1, "there is no year 0"
    if not 1 <= month <= 12:
        return 6, f"there is no month {month}"
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not 1 <= day <= _LENGTHS[month - 1] + leap:
        return 9, f"there is no day {day} in {value[:7]}"
    return None
