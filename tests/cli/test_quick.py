"""The way of plain lookups without an option parser asks the same questions as click's way."""

import pytest

from kg.cli import answers, commands, quick


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
