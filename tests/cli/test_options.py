import datetime

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.commands import cli
from kg.cli.options import day_error


@given(st.dates())
def test_every_day_of_the_calendar_is_one(day: datetime.date) -> None:
    assert day_error(day.isoformat()) is None


@pytest.mark.parametrize(("value", "column"), [
    ("2021-13-40", 6), ("2021-00-01", 6), ("2021-02-29", 9), ("2020-02-30", 9), ("1900-02-29", 9), ("2021-11-31", 9),
    ("0000-01-01", 1), ("2021", 5), ("2021/11/30", 5), ("21-11-30", 3), ("2021-11-30T00:00", 11), ("", 1),
    ("２021-11-30", 1), ("yesterday", 1),
])
def test_what_is_no_day_is_told_with_its_column(value: str, column: int) -> None:
    error = day_error(value)
    assert error is not None
    assert error[0] == column


@given(st.from_regex(r"\d{4}-\d{2}-\d{2}", fullmatch=True))
def test_agrees_with_the_calendar_of_the_standard_library(value: str) -> None:
    try:
        datetime.date.fromisoformat(value)
        real = value.isascii()
    except ValueError:
        real = False
    assert (day_error(value) is None) == real


def test_a_wrong_day_is_wrong_usage() -> None:
    result = CliRunner().invoke(cli, ["partners", "宜川县", "--on", "2021-13-40"])
    assert result.exit_code == 2
    assert "column 6: there is no month 13" in result.stderr
    assert result.stdout == ""


def test_strict_needs_a_day() -> None:
    result = CliRunner().invoke(cli, ["partners", "宜川县", "--strict"])
    assert result.exit_code == 2
    assert "--on" in result.stderr
