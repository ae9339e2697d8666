"""Every command is documented by a sentence and by examples, and every example runs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli.commands import COMMANDS, cli

README = Path(__file__).resolve().parents[2] / "README.md"
PARTLY = {"source list": "sources", "source remove": "remove"}
"""Second names of commands: their help shows the examples of the first."""


def commands(group: click.Group = cli, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")


ALL = dict(commands())


def examples(command: click.Command) -> list[str]:
    return [line.strip() for line in (command.epilog or "").splitlines() if line.strip().startswith("kg ")]


LINES = [line for command in (cli, *ALL.values()) for line in examples(command)]


@pytest.mark.parametrize("name", ALL)
def test_help_explains_and_shows_an_example(name: str) -> None:
    result = CliRunner().invoke(cli, [*name.split(), "--help"])
    assert result.exit_code == 0
    command = ALL[name]
    assert command.help and len(command.help) > 20
    shown = examples(command)
    assert shown, f"kg {name} shows no example"
    assert all(re.search(rf"\b{PARTLY.get(name, name)}\b", line) for line in shown)
    assert all(line in result.output for line in shown), "an example was wrapped"
    for param in command.params:
        assert not isinstance(param, click.Option) or param.help, f"kg {name} {param.opts} is not explained"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(name: str) -> None:
    assert re.search(rf"\bkg (?:--store \S+ )?{name}\b", README.read_text("utf-8"))


def test_the_overview_lists_every_command_with_its_line() -> None:
    output = CliRunner().invoke(cli, ["--help"], terminal_width=100).output
    for name, (_, line) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(line)}$", output, re.M)


BEFORE = {"kg undo 1": ["accept", "id:tenure/610630/魏建文/610630/region/县领导"]}
"""Examples that need something to have been done."""


@pytest.mark.parametrize("line", dict.fromkeys(LINES))
def test_examples_run(line: str, here: Path) -> None:
    if line in BEFORE:
        assert CliRunner().invoke(cli, BEFORE[line]).exit_code == 0
    arguments = shlex.split(line)[1:]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    if "-o" in arguments:
        assert (here / arguments[arguments.index("-o") + 1]).stat().st_size > 0
    elif "Error" in result.output or "Traceback" in result.output:
        pytest.fail(result.output)


@pytest.mark.parametrize("name", [name for name, command in ALL.items() if not isinstance(command, click.Group)])
def test_every_command_gives_structured_output(name: str) -> None:
    choices = next(param.type.choices for param in ALL[name].params if "--format" in param.opts)
    assert {"json", "jsonld"} & set(choices)
