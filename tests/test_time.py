"""As of a day, three-valued: the table of cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import edtf
from kg.errors import InputError
from kg.lookup import holds

CASES = [
    # day, start, end, attested, answer
    ("2020-06-01", "2018-01-01", "2022-12-31", "", "holds"),
    ("2017-12-31", "2018-01-01", "2022-12-31", "", ""),
    ("2023-01-01", "2018-01-01", "2022-12-31", "", ""),
    ("2018-01-01", "2018-01-01", "2022-12-31", "", "holds"),
    ("2022-12-31", "2018-01-01", "2022-12-31", "", "holds"),
    ("2018-06-01", "2018", "2022", "", "may hold"),  # some day of 2018: perhaps later than June
    ("2019-01-01", "2018", "2022", "", "holds"),
    ("2017-12-31", "2018", "2022", "", ""),
    ("2022-06-01", "2018", "2022", "", "may hold"),
    ("2023-01-01", "2018", "2022", "", ""),
    ("2030-01-01", "2016", "", "", "may hold"),  # an unknown end is not an open end
    ("2020-01-01", "2016", "", "2021-12-01", "holds"),  # begun, and attested later
    ("2022-01-01", "2016", "", "2021-12-01", "may hold"),  # attested earlier only
    ("2021-12-01", "", "", "2021-12-01", "holds"),  # attested on the day
    ("2021-12-02", "", "", "2021-12-01", "may hold"),
    ("2021-11-30", "", "", "2021-12-01", "may hold"),
    ("2021-12-01", "", "", "2021", "may hold"),  # attested some day of the year
    ("2020-06-01", "2016", "2020", "2021-12-01", "may hold"),  # reported after its end: no word on the last year
    ("2020-06-01", "2016", "2020", "2020-12-15", "holds"),  # reported within its last year
    ("2021-12-01", "2022", "", "2021-12-01", ""),  # reported before it begins
    ("2021-12-01", "2016", "2020", "2021-12-01", ""),  # reported after it ended
    ("2020-01-01", "", "2019", "", ""),
    ("2018-01-01", "", "2019", "", "may hold"),
    ("2020-01-01", "", "", "", "may hold"),  # nothing known
    ("2020-05-01", "XXXX-05-01", "", "", "may hold"),  # a day of an unknown year
    ("2021-03-15", "2021-03", "", "2021-06-01", "may hold"),
    ("2021-04-01", "2021-03", "", "2021-06-01", "holds"),
]


@pytest.mark.parametrize(("day", "start", "end", "attested", "answer"), CASES)
def test_as_of(day: str, start: str, end: str, attested: str, answer: str) -> None:
    assert holds(day, start, end, attested) == answer


@pytest.mark.parametrize("day", ["", "2021", "2021-02", "2021-02-30", "XXXX-05-01", "today", "2021-2-3"])
def test_only_a_day_is_asked_for(day: str) -> None:
    with pytest.raises(InputError, match="no day of the calendar"):
        holds(day, "2016")


@pytest.mark.parametrize(("value", "bounds", "kind"), [
    ("2016", ("2016-01-01", "2016-12-31"), "gYear"), ("2016-02", ("2016-02-01", "2016-02-29"), "gYearMonth"),
    ("2021-11-30", ("2021-11-30", "2021-11-30"), "date"), ("XXXX-08-25", ("", ""), ""), ("2021-02-31", ("", ""), ""),
    ("2021-13", ("", ""), ""), ("十月", ("", ""), ""), ("", ("", ""), ""),
])
def test_bounds(value: str, bounds: tuple[str, str], kind: str) -> None:
    assert edtf.bounds(value) == bounds
    assert edtf.datatype(value) == kind


@given(st.dates().filter(lambda day: day.year > 1000), st.integers(-400, 400))
def test_a_day_is_its_own_bounds(day: object, days: int) -> None:
    text = str(day)
    assert edtf.bounds(text) == (text, text) and edtf.is_day(text)
    assert edtf.bounds(text[:7])[0] <= text <= edtf.bounds(text[:7])[1]
    assert edtf.shift(edtf.shift("2020-02-29", days), -days) == "2020-02-29"
