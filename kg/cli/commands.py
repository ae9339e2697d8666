"""The commands as click knows them. A command's module is imported when the command is called."""

from __future__ import annotations

from typing import Any

import click

from .. import __version__
from ..errors import BudgetSpent
from .console import reason
from .lazy import fetch
from .options import store_option
from .overview import ABOUT, COMMANDS, EXAMPLES, HELP, WIDEST
from .safe import visible


class Failure(click.ClickException):
    """An expected error: its message goes to stderr, the exit status is 1."""

    exit_code = 1

    def format_message(self) -> str:
        return visible(self.message, keep="\n")


class Spent(Failure):
    """The budget of tokens that a run may spend on a language model is spent."""

    exit_code = 3


class Commands(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found: click.Command | None = fetch(COMMANDS[cmd_name][0]) if cmd_name in COMMANDS else None
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in COMMANDS or args[0].startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        raise click.exceptions.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(130)
        except Exception as error:
            message = reason(error)
            if not message:
                raise
            raise (Spent if isinstance(error, BudgetSpent) else Failure)(message) from error


@click.group(
    cls=Commands,
    context_settings={"help_option_names": list(HELP), "max_content_width": WIDEST},
    help="\n\n".join(ABOUT),
    epilog="\n  ".join(("\b\nExamples:", *EXAMPLES)),
)
@store_option
@click.version_option(__version__, message="kg %(version)s")
def cli() -> None:
    """The whole of it; `overview` writes what it shows of itself."""
