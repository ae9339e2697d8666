"""As of a day, three-valued: the table of cases."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import edtf
from kg.errors import InputError
from kg.lookup import Asked, asked, during, holds

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
    ("2018-01-01", "2018-01-01", "", "", "holds"),  # the day on which it starts
    ("2019-12-31", "", "2019-12-31", "", "holds"),  # the day on which it ends
    ("2018-01-02", "2018-01-01", "", "", "may hold"),
    ("2020-06-01", "2022", "2018", "2020-06-01", ""),  # it ends before it begins: not on a day that neither allows
]
PERIODS = [
    # first, last, start, end, attested, answer
    ("2018-01-01", "2018-12-31", "2018", "", "", "holds"),  # on its first day, whichever that is
    ("2018-01-01", "2018-06-30", "2018", "", "", "may hold"),
    ("2019-01-01", "2019-12-31", "2018", "", "", "may hold"),  # an unknown end is not an open end
    ("2019-01-01", "2019-12-31", "2018", "", "2021", "may hold"),  # attested some day of 2021: that it lasted is not stated for a day
    ("2019-01-01", "2019-12-31", "2018", "", "2021-05-01", "holds"),
    ("2017-01-01", "2017-12-31", "2018", "", "", ""),
    ("2022-01-01", "2023-12-31", "", "2022", "", "holds"),
    ("2023-01-01", "2023-12-31", "", "2022", "", ""),
    ("2022-06-01", "2023-12-31", "", "2022", "", "may hold"),
    ("2021-01-01", "2021-12-31", "", "", "2021", "holds"),
    ("2021-01-01", "2021-12-31", "", "2020-05", "2021", ""),
    ("2020-01-01", "2021-12-31", "", "2020-05", "2021", "holds"),  # on its end; the report after it attests nothing
    ("2020-06-01", "2021-12-31", "2020", "2020", "", "may hold"),
    ("2015-01-01", "2030-12-31", "", "", "", "may hold"),
    ("2015-01-01", "2030-12-31", "XXXX-05-01", "", "", "may hold"),
    ("2019-05-01", "2019-06-01", "2018", "2020", "", "holds"),  # within
    ("0001-01-01", "2017-12-31", "2018", "", "", ""),  # open beginning of the question
    ("2019-01-01", "9999-12-31", "2018", "2019", "", "holds"),  # on its end
    ("2019-06-01", "9999-12-31", "2018", "2019", "", "may hold"),
    ("2019-01-01", "9999-12-31", "2018", "2020", "", "holds"),
]


@pytest.mark.parametrize(("day", "start", "end", "attested", "answer"), CASES)
def test_as_of(day: str, start: str, end: str, attested: str, answer: str) -> None:
    assert holds(day, start, end, attested) == answer


@pytest.mark.parametrize(("first", "last", "start", "end", "attested", "answer"), PERIODS)
def test_in_a_period(first: str, last: str, start: str, end: str, attested: str, answer: str) -> None:
    assert during(first, last, start, end, attested) == answer


@pytest.mark.parametrize(("first", "last", "start", "end", "answer"), [
    ("2021-11-01", "2021-11-30", "2021-11-30", "", "holds"), ("2021-11-01", "2021-11-30", "2021-12-01", "", ""),
    ("2021-11-01", "2021-11-30", "2021-10-30", "", ""),  # an event has no unknown end
    ("2021-11-01", "2021-11-30", "2021-10-30", "2021-11-02", "holds"), ("2021-11-02", "2021-11-02", "2021-11-01", "2021-11-03", "holds"),
    ("2021-11-01", "2021-11-30", "2021", "", "may hold"), ("2021-01-01", "2021-12-31", "2021", "", "holds"),
    ("2022-01-01", "2022-12-31", "2021", "", ""), ("2021-11-01", "2021-11-30", "", "", "may hold"),
])
def test_an_event_in_a_period(first: str, last: str, start: str, end: str, answer: str) -> None:
    assert Asked(first, last).event(start, end) == answer
    assert Asked(first, last, strict=True).event(start, end) == (answer if answer == "holds" else "")


days = st.dates(min_value=datetime.date(2015, 1, 1), max_value=datetime.date(2025, 12, 31)).map(str)
stated = st.just("") | days.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))


@given(days, st.integers(0, 500), stated, stated, stated)
def test_a_period_says_what_its_days_say(first: str, length: int, start: str, end: str, attested: str) -> None:
    """It holds where it holds on one of the days, and only where it holds on none of them is the answer no."""
    every = {holds(edtf.shift(first, day), start, end, attested) for day in range(length + 1)}
    answer = during(first, edtf.shift(first, length), start, end, attested)
    assert answer == "holds" if "holds" in every else bool(answer) == bool(every - {""})


@pytest.mark.parametrize(("values", "message"), [
    ({"on": "2021"}, "no day of the calendar"), ({"first": "2021-02-30"}, "no day of the calendar"), ({"last": ""}, "no day"),
    ({"on": "2021-01-01", "last": "2021-01-02"}, "give one of them"), ({"first": "2021-01-02", "last": "2021-01-01"}, "earlier day first"),
])
def test_days_that_cannot_be_asked_about(values: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        asked(**values)


def test_all_of_time_is_no_question() -> None:
    assert asked() is None and asked("2021-01-01") == Asked("2021-01-01", "2021-01-01")
    assert asked(first="2021-01-01") == Asked("2021-01-01", "9999-12-31") and asked(last="2021-01-01") == Asked("0001-01-01", "2021-01-01")


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
