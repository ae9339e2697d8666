"""The table that every measure answers with: conversions, notebooks, hostile text."""

from __future__ import annotations

import dataclasses
import sys

import pytest

from kg.analytics import Table, shown
from kg.errors import ExtraError, InputError

ROWS = (("甲区", "乙县", 2, 0.123456), ("<script>alert(1)</script>", "乙县", 1, None))
TABLE = Table(("a", "b", "facts", "share"), ROWS, "facts & <b>shares</b>", ends=("a", "b"))


def test_a_table_is_rows_under_names() -> None:
    assert len(TABLE) == 2 and list(TABLE) == list(ROWS) and TABLE.column("facts") == [2, 1]
    assert TABLE.records()[0] == {"a": "甲区", "b": "乙县", "facts": 2, "share": 0.123456}
    assert TABLE.top(1).rows == ROWS[:1] and TABLE.top(1).meaning == TABLE.meaning
    with pytest.raises(dataclasses.FrozenInstanceError):
        TABLE.rows = ()  # type: ignore[misc]


def test_to_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    frame = TABLE.to_pandas()
    assert list(frame.columns) == list(TABLE.columns) and frame["facts"].tolist() == [2, 1]
    assert pandas.isna(frame["share"][1]) and frame.attrs["meaning"] == TABLE.meaning


def test_without_pandas_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ExtraError, match=r"pip install 'cooperation-kg\[pandas\]'"):
        TABLE.to_pandas()


def test_to_networkx_where_rows_are_edges() -> None:
    graph = TABLE.to_networkx()
    assert sorted(graph.edges(data="facts")) == [("<script>alert(1)</script>", "乙县", 1), ("甲区", "乙县", 2)]
    with pytest.raises(InputError, match="are no edges"):
        dataclasses.replace(TABLE, ends=None).to_networkx()


def test_in_notebooks_nothing_of_a_document_is_markup() -> None:
    page = TABLE._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page and "<b>" not in page
    assert page.count("<tr>") == 3 and "0.1235" in page and "<td></td>" in page


@pytest.mark.parametrize("value, text", [(None, ""), (0.5, "0.5"), (1 / 3, "0.3333"), (6558000.0, "6558000"), (12, "12"), ("甲", "甲"),
                                           (1e-9, "1e-09")])
def test_values_as_people_read_them(value: object, text: str) -> None:
    assert shown(value) == text
