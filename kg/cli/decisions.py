"""`kg accept`, `kg reject`, `kg merge`, `kg split`, `kg correct`, `kg decisions`, `kg undo`: decisions for scripts.

FACT and ENTITY are IRIs, or what stands below the base of the store, with or without `id:` before it, as
`kg review --format json` and `kg query` print them.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from .. import curate, rules
from ..curate import Decision
from ..store import Store
from ..terms import compact
from .console import emit
from .options import format_option, opened, store_option

COLUMNS = ("number", "verdict", "target", "value", "who", "when", "why")
Function = TypeVar("Function", bound=Callable[..., Any])


def by_option(function: Function) -> Function:
    """Adds `--by NAME` and `--why TEXT`: whose decision it is, and a remark."""
    why = click.option("--why", metavar="TEXT", default="", help="A remark that stays with the decision.")
    return why(who_option(function))


def who_option(function: Function) -> Function:
    """Adds `--by NAME`."""
    return click.option("--by", "who", metavar="NAME", callback=lambda _ctx, _param, value: value or _user(),
                        help="Who decides; else what KG_USER names, else the user of this computer.")(function)


def _user() -> str:
    try:
        return os.environ.get("KG_USER") or getpass.getuser()
    except (KeyError, OSError, ImportError):  # no entry for this user
        raise click.UsageError("A decision needs a name: --by NAME.") from None


def _decide(form: str, act: Callable[[Store], Decision]) -> None:
    with opened(read_only=False) as store:
        decision = act(store)
        rules.derive_again(store)  # shortcut relations follow the facts, where they were derived
    emit(form, COLUMNS, rows([decision]))


def rows(decisions: Iterable[Decision]) -> list[Sequence[object]]:
    """Decisions as rows of `COLUMNS`; `value` tells what a verdict sets: a survivor, a part, a corrected value."""
    return [(one.number, one.verdict, compact(one.target), _value(one), one.who, one.when, one.why) for one in decisions]


def _value(decision: Decision) -> str:
    apart = ", ".join(map(compact, decision.apart))
    if decision.verdict == "correct":
        return f"{compact(decision.term)} = {compact(str(getattr(decision.value, 'value', '')))}"
    return f"{compact(decision.into)}{': ' if decision.into and apart else ''}{apart}"


@click.command(epilog="""\b
    Examples:
      kg accept id:tenure/610630/魏建文/610630/region/县领导
      kg accept id:tenure/610630/魏建文/610630/region/县领导 --by 王编辑 --why 核对过原文""")
@click.argument("fact")
@click.option("--beside", "apart", multiple=True, metavar="IRI", help="What is not the same as it, or does not contradict it.")
@by_option
@format_option
@store_option
def accept(fact: str, apart: tuple[str, ...], who: str, why: str, form: str) -> None:
    """Decide that a fact is right as it is stated: `kg review` asks no more about it."""
    _decide(form, lambda store: curate.accept(store, fact, apart=apart, who=who, why=why))


@click.command(epilog="""\b
    Examples:
      kg reject id:tenure/610630/魏建文/610630/region/县领导
      kg reject id:tenure/610630/魏建文/610630/region/县领导 --why 只是泛称""")
@click.argument("fact")
@by_option
@format_option
@store_option
def reject(fact: str, who: str, why: str, form: str) -> None:
    """Decide that a fact is wrong: no query sees it any more, however often its sources are loaded again."""
    _decide(form, lambda store: curate.reject(store, fact, who=who, why=why))


@click.command(epilog="""\b
    Examples:
      kg merge id:person/610630/高鹃 id:person/610630/高勇 --why 同一人""")
@click.argument("entity")
@click.argument("into")
@by_option
@format_option
@store_option
def merge(entity: str, into: str, who: str, why: str, form: str) -> None:
    """Decide that ENTITY is the same as INTO, whose IRI and name it bears from now on, everywhere."""
    _decide(form, lambda store: curate.merge(store, entity, into, who=who, why=why))


@click.command(epilog="""\b
    Examples:
      kg split id:person/320214/崔荣国 id:tenure/320214/崔荣国/无锡高新区管委会/管委会主任""")
@click.argument("entity")
@click.argument("facts", nargs=-1, required=True, metavar="FACT...")
@by_option
@format_option
@store_option
def split(entity: str, facts: tuple[str, ...], who: str, why: str, form: str) -> None:
    """Decide that ENTITY is two: in these facts, or in all facts of a source (id:source/NAME), it is another."""
    _decide(form, lambda store: curate.split(store, entity, facts, who=who, why=why))


@click.command(epilog="""\b
    Examples:
      kg correct id:partnership/paired-assistance/320214/with/610630 coop:start 2016-09""")
@click.argument("fact")
@click.argument("property", metavar="PROPERTY")
@click.argument("value")
@by_option
@format_option
@store_option
def correct(fact: str, property: str, value: str, who: str, why: str, form: str) -> None:
    """Decide that a PROPERTY of a fact or entity (coop:start, coop:amount, rdfs:label) has this VALUE.

    It replaces what the sources state, which is kept as coop:statedValue.
    """
    _decide(form, lambda store: curate.correct(store, fact, property, value, who=who, why=why))


@click.command(epilog="""\b
    Examples:
      kg decisions
      kg decisions --format json""")
@format_option
@store_option
def decisions(form: str) -> None:
    """List what was decided, by whom and when, with the numbers that `kg undo` takes."""
    with opened() as store:
        emit(form, COLUMNS, rows(curate.decisions(store)), empty="nothing was decided; `kg review` asks what is doubtful")


@click.command(epilog="""\b
    Examples:
      kg undo 1""")
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(1), metavar="NUMBER...")
@format_option
@store_option
def undo(numbers: tuple[int, ...], form: str) -> None:
    """Undo decisions by the numbers that `kg decisions` lists: sources say again what they said."""
    with opened(read_only=False) as store:
        undone = [curate.undo(store, number) for number in numbers]
        rules.derive_again(store)  # shortcut relations follow the facts, where they were derived
    emit(form, COLUMNS, rows(undone))
