"""What lookups, stores, measures and pictures show in a notebook: all of it, and nothing that runs."""

from __future__ import annotations

import copy
import pickle
from html import unescape

import pytest
import samples

import kg
from kg import lookup, tabular, views
from kg.store import Store

BAD = "<img src=x onerror=alert(1)>&\"'"


def test_lookups_are_lists_that_turn_into_frames(filled: Store) -> None:
    county = lookup.resolve(filled, "临川县")
    rows = lookup.partners(filled, county)
    assert rows == list(rows) and isinstance(rows, list) and rows.columns == lookup.Partner._fields
    assert rows.records()[0]["partner"] == "梅里区" and rows.to_pandas()["since"].tolist() == ["2018"]
    assert "<td>梅里区</td>" in rows._repr_html_() and "<p>1 row.</p>" in rows._repr_html_()
    for again in (copy.copy(rows), pickle.loads(pickle.dumps(rows))):
        assert again == rows and again.columns == rows.columns


def test_lookups_without_an_answer_still_have_columns(filled: Store) -> None:
    nobody = lookup.search(filled, "无人知晓")
    assert nobody == [] and nobody.columns == lookup.Hit._fields and len(nobody.to_pandas()) == 0 and "<p>0 rows.</p>" in nobody._repr_html_()


def test_every_lookup_shows_itself(filled: Store) -> None:
    county, person = lookup.resolve(filled, "临川县"), lookup.resolve(filled, "甲一鸣")
    for rows in (lookup.partners(filled, county), lookup.posts(filled, person), lookup.met(filled, person), lookup.timeline(filled, person),
                 lookup.show(filled, county), lookup.search(filled, "临川"), lookup.changes(filled, "2018-01-01", "2022-12-31"), lookup.stats(filled)):
        assert rows and rows._repr_html_().startswith("<table>") and [tuple(row) for row in rows][0] == tuple(rows.records()[0].values())


def test_nothing_that_a_source_says_becomes_a_tag() -> None:
    rows = lookup.Rows(lookup.Count, [lookup.Count(BAD, "1")])
    assert "<img" not in rows._repr_html_() and BAD in unescape(rows._repr_html_())
    assert "<img" not in tabular.html((BAD,), [], BAD, BAD)


def test_a_store_tells_where_it_is_and_how_large(filled: Store) -> None:
    assert repr(filled) == f"<Store {filled.path or ':memory:'}>"
    assert f"<td>1</td><td>{len(filled)}</td>" in filled._repr_html_()
    filled.close()
    assert repr(filled).endswith(", closed>") and "<td>0</td><td>0</td>" in filled._repr_html_()


def test_a_picture_shows_itself_in_a_frame_that_may_do_nothing_else() -> None:
    with kg.open(":memory:") as store:
        store.replace(samples.SOURCE, samples.FACTS, samples.TEXT)
        page = views.graph(kg.network.graph(store), title=BAD)
    frame = page._repr_html_()
    assert page.startswith("<!") and isinstance(page, str) and repr(page) == f"<Page: {len(page)} characters>"
    assert frame.count("<") == 2 and 'sandbox="allow-scripts"' in frame and page in unescape(frame)


@pytest.mark.parametrize(("value", "shown"), [(None, ""), (0.123456, "0.1235"), (123456.7, "123457"), (5, "5"), ("x", "x")])
def test_values_are_shown_as_people_read_them(value: object, shown: str) -> None:
    assert tabular.shown(value) == shown
