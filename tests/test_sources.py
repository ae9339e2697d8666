"""A source is a named graph: loaded again it is the same, edited it changes only what it said, removed it is gone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg
from kg.loading import load

ONE = """清河区代表团到望云县考察东西部协作
发布时间：2023-05-20
5月18日，南京市玄武区委书记陶静远率党政代表团赴商洛市商南县考察苏陕协作。商南县委书记邢北辰陪同。
会上，玄武区向商南县捐赠帮扶资金80万元。
玄武区与商南县自2017年起结对帮扶。
"""
TWO = """商南县召开苏陕协作座谈会
发布时间：2023-08-02
8月1日，南京市玄武区与商南县召开苏陕协作座谈会，商南县委书记邢北辰主持。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ONE, "utf-8")
    (tmp_path / "two.txt").write_text(TWO, "utf-8")
    return tmp_path


def test_loading_twice_changes_nothing(folder: Path) -> None:
    with kg.open(folder / "store") as store:
        load(store, [folder / "one.txt", folder / "two.txt"])
        before = store.canonical()
        assert before.count("\n") > 100
        assert [report.status for report in load(store, [folder / "one.txt", folder / "two.txt"])] == ["unchanged"] * 2
        assert store.canonical() == before
    with kg.open(folder / "other") as store:  # another store, another order, the same graph
        load(store, [folder / "two.txt", folder / "one.txt"])
        assert store.canonical() == before


def test_an_edited_sentence_changes_only_what_it_said(folder: Path) -> None:
    with kg.open(folder / "store") as store:
        load(store, [folder / "one.txt"])
        before = set(store.canonical().splitlines())
        (folder / "one.txt").write_text(ONE.replace("80万元", "95万元"), "utf-8")
        load(store, [folder / "one.txt"])
        after = set(store.canonical().splitlines())
    gone, come = before - after, after - before
    assert any('"800000"' in line for line in gone) and any('"950000"' in line for line in come)
    own = re.compile(r"/commitment/|/evidence/|sha256|event/donation|/participation/event/donation")
    assert [line for line in (*gone, *come) if not own.search(line)] == []
    said = [line for line in (*gone, *come) if "/evidence/" in line.split(" ")[0] and "exact>" in line]
    assert said and all("万元" in line for line in said)


def test_an_edit_that_moves_the_rest_moves_only_offsets(folder: Path) -> None:
    with kg.open(folder / "store") as store:
        load(store, [folder / "one.txt"])
        before = set(store.canonical().splitlines())
        (folder / "one.txt").write_text(ONE.replace("商南县委书记邢北辰陪同。", "商南县委书记邢北辰全程陪同考察。"), "utf-8")
        load(store, [folder / "one.txt"])
        after = set(store.canonical().splitlines())
        text = store.text("one.txt")
        for quad in store.quads():
            if quad.predicate.value.endswith("oa#start"):
                end = next(store.quads(quad.subject, type(quad.predicate)("http://www.w3.org/ns/oa#end"))).object.value
                quote = next(store.quads(quad.subject, type(quad.predicate)("http://www.w3.org/ns/oa#exact"))).object.value
                assert text[int(quad.object.value):int(end)] == quote
    changed = {line for line in before ^ after if "万元" in line or "结对" in line}
    assert changed == set()  # the facts of later sentences stay, and so do their quotes


def test_a_removed_source_leaves_nothing(folder: Path) -> None:
    with kg.open(folder / "store") as store:
        load(store, [folder / "two.txt"])
        alone = store.canonical()
        load(store, [folder / "one.txt"])
        assert store.canonical() != alone
        assert store.remove("one.txt") > 0
        assert store.canonical() == alone
        assert [source.name for source in store.sources()] == ["two.txt"]
        store.remove("two.txt")
        assert store.canonical() == "" and len(store) == 0


def test_a_fact_of_two_sources_survives_the_removal_of_one(folder: Path) -> None:
    with kg.open(folder / "store") as store:
        load(store, [folder / "one.txt", folder / "two.txt"])
        county = kg.lookup.resolve(store, "商南")
        assert len({row.source for row in kg.lookup.partners(store, county)}) == 2
        store.remove("one.txt")
        left = kg.lookup.partners(store, kg.lookup.resolve(store, "商南"))
        assert [(row.partner, row.role) for row in left] == [("玄武区", "supporter")]
        assert left[0].source.endswith("two.txt") and left[0].quote
