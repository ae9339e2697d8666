import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.safe import one_line, visible
from kg.cli.tables import cell, columns_of, cut, fit, lay_out, pad

COLUMNS = ("partner", "role", "since", "source", "quote")
ROWS = [
    ["新吴区", "supporter", "2016", "article.txt", "自2016年以来,新吴区一直帮助宜川县发展产业、办好教育、改善医疗"],
    ["Wuxi", "peer", "", "other.txt", "short"],
]


@pytest.mark.parametrize(("text", "width"), [
    ("abc", 3), ("宜川", 4), ("e\u0301", 1), ("Ａ", 2), ("“”—…", 4), ("ｱ", 1), ("", 0), ("\u200d", 0),
])
def test_east_asian_wide_characters_take_two_columns(text: str, width: int) -> None:
    assert columns_of(text) == width


@given(st.text(), st.integers(1, 30))
def test_cut_never_exceeds_its_width(text: str, width: int) -> None:
    shown = cut(text, width)
    assert columns_of(shown) <= width
    assert shown == text or shown.endswith("…") and text.startswith(shown[:-1])
    assert columns_of(pad(shown, width)) == width


@given(st.text())
def test_nothing_that_moves_the_cursor_gets_through(text: str) -> None:
    shown = one_line(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]", shown)
    shown.encode("utf-8")  # unpaired surrogates are escapes as well


def test_escapes_are_visible() -> None:
    assert visible("a\x1b[31mb\u202ec\x9bd") == "a\\u001b[31mb\\u202ec\\u009bd"
    assert cell("two\r\nlines\there") == "two lines here"
    assert cell(None) == ""
    assert visible("\U000e0041") == "\\udb40\\udc41"


def test_in_a_pipe_every_value_is_whole_and_every_column_there() -> None:
    lines = list(lay_out(COLUMNS, ROWS, None))
    assert len(lines) == 3
    assert lines[0].split() == list(COLUMNS)
    assert ROWS[0][4] in lines[1]
    starts = {columns_of(line[:line.index(value)]) for line, value in zip(lines, ("role", "supporter", "peer"), strict=True)}
    assert len(starts) == 1, "columns are aligned by what they show, not by the number of characters"


@pytest.mark.parametrize("width", [60, 80, 100])
def test_on_a_terminal_the_evidence_stands_under_its_row(width: int) -> None:
    lines = list(lay_out(COLUMNS, ROWS, width))
    assert all(columns_of(line) <= width for line in lines)
    assert lines[1].split() == ["新吴区", "supporter", "2016"]
    assert lines[2].startswith("  “自2016年以来") and lines[3] == "  — article.txt"
    assert ("…”" in lines[2]) == (width == 60)


def test_evidence_of_several_rows_stands_once_under_the_last_of_them() -> None:
    rows = [["a", "one.txt", "said"], ["b", "one.txt", "said"], ["c", "two.txt", "said"]]
    assert list(lay_out(("name", "source", "quote"), rows, 80)) == [
        "name", "a", "b", "  “said”", "  — one.txt", "c", "  “said”", "  — two.txt"]


def test_columns_without_any_value_are_left_out_on_a_terminal() -> None:
    rows = [["a", "", ""], ["b", "", ""]]
    assert list(lay_out(("name", "code", "quote"), rows, 80)) == ["name", "a", "b"]
    assert next(lay_out(("name", "code", "quote"), rows, None)).split() == ["name", "code", "quote"]


def test_a_narrow_terminal_gets_a_record_a_row() -> None:
    lines = list(lay_out(COLUMNS, ROWS, 24))
    assert all(columns_of(line) <= 24 for line in lines)
    assert lines[:3] == ["partner  新吴区", "role     supporter", "since    2016"]
    assert lines[4].endswith("…")
    assert "" in lines and lines[lines.index("") + 1] == "partner  Wuxi"


def test_a_small_table_fits_a_narrow_terminal() -> None:
    assert list(lay_out(("what", "number"), [["regions", "6"]], 24)) == ["what     number", "regions  6"]


def test_the_widest_column_gives_way_first_and_too_many_columns_become_records() -> None:
    assert fit([["a" * 50, "bb"]], [0, 1], 40) == {0: 36, 1: 2}
    columns = [f"column{number}" for number in range(20)]
    lines = list(lay_out(columns, [["value of some length"] * 20], 80))
    assert lines[0].startswith("column0   value") and len(lines) == 20


def test_no_rows_no_lines() -> None:
    assert list(lay_out(COLUMNS, [], None)) == []
