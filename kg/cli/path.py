"""`kg path`: how two actors are connected."""

from __future__ import annotations

import math
from collections.abc import Iterable

import click

from .. import lookup
from . import answers
from .console import emit, hint
from .options import days_options, format_option, opened, store_option
from .tables import cell, evidence, terminal_width


class Relations(click.ParamType[tuple[str, ...]]):
    """Relations, parted by commas."""

    name = "RELATION,…"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(name.strip() for name in value.replace("，", ",").split(",") if name.strip()))
        wrong = next((name for name in found if name not in lookup.RELATIONS), None)
        if wrong is not None or not found:
            self.fail(f"{wrong or value!r} is no relation; choose of {', '.join(lookup.RELATIONS)}.", param, ctx)
        return found


@click.command(epilog="""\b
    Examples:
      kg path 崔荣国 薛延飞
      kg path 崔荣国 薛延飞 --count 3 --via partnership,tenure
      kg path 崔荣国 薛延飞 --by evidence --on 2021-11-30
      kg path 崔荣国 薛延飞 --max 4 --format json""")
@click.argument("a")
@click.argument("b")
@click.option("-k", "--count", type=click.IntRange(1, 100), default=1, show_default=True, help="So many ways, the best first.")
@click.option("--max", "max_steps", type=click.IntRange(1, 20), default=6, show_default=True, help="Longest path.")
@click.option("--via", type=Relations(), help=f"Only over these: {', '.join(lookup.RELATIONS)}; parted by commas.")
@click.option("--by", type=click.Choice(lookup.BY), default="steps", show_default=True,
              help="What is best: the fewest steps, or the most probable way, by the confidence in each step and its independent sources.")
@days_options
@format_option
@store_option
def path(a: str, b: str, count: int, max_steps: int, via: tuple[str, ...] | None, by: str, asked: lookup.Asked | None, form: str) -> None:
    """How two actors are connected: the best way or several, a sentence for each step, with the quote that proves it.

    No way passes an actor twice. `sure` is the probability that a source is right about the step; of a whole way it is their product.
    """
    with opened() as store:
        first, second = answers.resolved(store, a), answers.resolved(store, b)
        found = lookup.paths(store, first, second, count, max_steps, via or (), asked, by)
    empty = f"no path from {first.label} to {second.label} within {max_steps} steps{_limits(via, asked)}"
    if first.iri == second.iri:
        empty = f"{a} and {b} are both {first.label}: there is no path from it to itself"
    if form == "table" and found:
        _tell(found, heading=count > 1 or by != "steps")
    else:
        emit(form, lookup.Step._fields, [step for steps in found for step in steps], empty=empty)
    if 0 < len(found) < count:
        hint(f"there {'is' if len(found) == 1 else 'are'} no more within {max_steps} steps{_limits(via, asked)}")


def _limits(via: tuple[str, ...] | None, asked: lookup.Asked | None) -> str:
    return (f" over {' or '.join(via)}" if via else "") + answers.when(asked)


def _tell(found: Iterable[list[lookup.Step]], heading: bool) -> None:
    """The steps as numbered sentences, the evidence under each."""
    width = terminal_width()
    for steps in found:
        if heading:
            sure = math.prod(float(step.sure) for step in steps)
            print(f"{'' if steps[0].path == '1' else chr(10)}Path {steps[0].path}: {len(steps)} step{'s' * (len(steps) > 1)}, probability {sure:.2f}")
        for step in steps:
            print(f"{step.number}. {cell(step.sentence)}")
            for line in evidence(cell(step.source, "source"), cell(step.quote), width, "   "):
                print(line)
