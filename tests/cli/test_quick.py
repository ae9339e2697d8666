"""The ways without an option parser ask the same questions as click's, and print the same overview."""

import click
import pytest
from click.testing import CliRunner

from kg.cli import answers, commands, overview, quick
from kg.cli.main import run


@pytest.mark.parametrize(("line", "expected"), [
    (["partners", "宜川"], (None, "partners", "宜川")),
    (["--store", "s", "posts", "崔荣国"], ("s", "posts", "崔荣国")),
    (["show", ""], (None, "show", "")),
    (["partners"], None), (["partners", "a", "b"], None), (["partners", "--help"], None), (["partners", "-h"], None),
    (["--store=s", "partners", "a"], None), (["stats", "a"], None), (["path", "a"], None), ([], None),
    (["partners", "a", "--format", "json"], None), (["--store", "partners", "a"], None), (["--version"], None),
])
def test_only_lines_of_one_shape_are_plain(line: list[str], expected: tuple[str | None, str, str] | None) -> None:
    assert quick.plain(line) == expected


def test_every_quick_command_is_a_question_and_a_command() -> None:
    assert frozenset(answers.QUESTIONS) == quick.COMMANDS
    assert frozenset(commands.COMMANDS) >= quick.COMMANDS


def test_the_overview_is_what_click_prints_at_every_width(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in range(1, 181):
        monkeypatch.setenv("COLUMNS", str(columns))
        context = click.Context(commands.cli, info_name="kg", **commands.cli.context_settings)
        assert overview.text(columns) == commands.cli.get_help(context) + "\n"


@pytest.mark.parametrize("line", [["--help"], ["-h"], ["--version"], []])
def test_lines_without_a_command_get_what_click_gives(line: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    parsed = CliRunner().invoke(commands.cli, line, prog_name="kg")
    status, printed = run(line), capsys.readouterr()
    assert (status, printed.out, printed.err) == (parsed.exit_code, parsed.stdout, parsed.stderr)
    assert "kg" in parsed.output


@pytest.mark.parametrize("line", [["--help", "load"], ["--store", "s", "--help"], ["--nonsense"], ["load"], ["--version", "--help"]])
def test_other_lines_get_no_overview(line: list[str]) -> None:
    assert quick.shown(line) is None


@pytest.mark.parametrize("asking", [[], ["--help"]])
def test_a_shell_that_asks_which_words_may_follow_is_answered_by_click(asking: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_KG_COMPLETE", "bash_source")
    assert quick.shown(asking) is None
