"""`kg derive`: relations that rules derive, written, removed and listed."""

from __future__ import annotations

import click

from .. import rules
from .console import emit
from .options import format_option, opened, store_option


@click.command(epilog="""\b
    Examples:
      kg derive
      kg derive assists met
      kg derive --list
      kg derive --remove""")
@click.argument("names", nargs=-1, metavar="[RULE...]")
@click.option("--list", "listed", is_flag=True, help="List the rules: what each says, what it has derived, and whether sources have changed since.")
@click.option("--remove", "--undo", "remove", is_flag=True, help="Remove what rules derived.")
@format_option
@store_option
def derive(names: tuple[str, ...], listed: bool, remove: bool, form: str) -> None:
    """Write shortcut relations (who assists whom, who met whom, who succeeded whom) into a graph of their own, for simple queries.

    RULE is the name of a rule or of its relation; without one, all rules are meant. `kg why` tells what a derived relation rests on.
    """
    if listed and (names or remove):
        raise click.UsageError("--list only lists, and lists all; leave out --remove and the names of rules.")
    if listed:
        with opened() as store:
            found = rules.derived(store)
        emit(form, ("rule", "relation", "number", "state", "says"),
             [(one.rule.name, rules.local(one.rule), one.number, one.state, one.rule.comment) for one in found])
        return
    with opened(read_only=False) as store:
        count = rules.underive(store, names) if remove else rules.derive(store, names)
    emit(form, ("what", "number"), [("removed" if remove else "derived", count)])
