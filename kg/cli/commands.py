"""The table of commands. A command's module is imported when the command is called."""

from __future__ import annotations

from typing import Any

import click

from .. import __version__
from ..errors import BudgetSpent
from .console import reason
from .lazy import fetch
from .options import store_option
from .safe import visible

COMMANDS: dict[str, tuple[str, str]] = {
    "load": ("load:load", "Read documents and RDF files into the store."),
    "extract": ("extract:extract", "Show what a file yields, without storing it."),
    "show": ("lookups:show", "Everything known about one entity."),
    "partners": ("lookups:partners", "Who cooperates with a region or body, since when."),
    "people": ("lookups:people", "Who holds posts in a region or body."),
    "posts": ("lookups:posts", "Which posts a person holds."),
    "met": ("lookups:met", "Who met whom, where and when."),
    "path": ("path:path", "How two actors are connected, step by step."),
    "timeline": ("lookups:timeline", "What happened around an entity, in order."),
    "changes": ("lookups:changes", "What began, ended or was reported in a period."),
    "analyze": ("analyze:analyze", "Measure the network: who brokers, who is left out, what falls silent."),
    "search": ("lookups:search", "Find entities by any part of a name, and words in sources."),
    "query": ("query:query", "Run a named query or any SPARQL."),
    "queries": ("query:queries", "List the named queries."),
    "sources": ("sources:sources", "List what was loaded."),
    "source": ("sources:source", "List, look into, and remove sources."),
    "remove": ("sources:remove", "Remove sources and all that they alone claim."),
    "review": ("review:review", "Walk through what is doubtful, one key for each decision."),
    "conflicts": ("review:conflicts", "List claims that cannot both hold."),
    "duplicates": ("review:duplicates", "Propose what may be the same under two names."),
    "accept": ("decisions:accept", "Decide that a fact is right."),
    "reject": ("decisions:reject", "Decide that a fact is wrong: queries see it no more."),
    "merge": ("decisions:merge", "Decide that two entities are one."),
    "split": ("decisions:split", "Decide that one entity is two."),
    "correct": ("decisions:correct", "Decide that a value is another than stated."),
    "decisions": ("decisions:decisions", "List what was decided, by whom and when."),
    "undo": ("decisions:undo", "Undo decisions by their numbers."),
    "evaluate": ("evaluate:evaluate", "Measure how well documents are read, against gold facts."),
    "validate": ("validate:validate", "Check the graph against its SHACL shapes."),
    "view": ("view:view", "Write a picture of the graph as one HTML file."),
    "export": ("export:export", "Write the graph as RDF, GraphML, GEXF or CSV."),
    "stats": ("stats:stats", "Count what the store holds."),
    "derive": ("derive:derive", "Write shortcut relations for simple queries."),
    "why": ("why:why", "What a relation or a fact rests on."),
}
"""Command → where it lives (`module:attribute` of this package) and its line in `kg --help`."""


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
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
    Examples:
      kg load article.txt
      kg partners 宜川县
      kg people 宜川县
      kg query funding --format csv""",
)
@store_option
@click.version_option(__version__, message="kg %(version)s")
def cli() -> None:
    """Knowledge graphs of cooperation relationships, with the sentence under every fact.

    Load press releases and other documents, then ask: who supports whom, who holds which post, who met whom, what was
    agreed, for how much. Names may be Chinese, pinyin, English or a division code: 宜川县, 宜川, yichuan, 610630.
    """
