"""The gazetteer: the table is consistent in itself, and names resolve as a reader of the region would expect."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.places import COMMON_WORDS, gazetteer

PLACES = gazetteer()
CODES = sorted(PLACES._rows)


def test_the_table_is_whole() -> None:
    divisions = [PLACES.get(code) for code in CODES]
    assert len(CODES) == len(set(CODES)) == 7150
    assert sum(1 for d in divisions if d and d.status == "current") == 3433
    for division in divisions:
        assert division and re.fullmatch(r"\d{6}", division.code)
        assert division.level in ("province", "city", "county") and division.status in ("current", "historic")
        assert re.fullmatch(r"[a-z]+( [a-z]+)*", division.pinyin), division
        assert bool(division.parent) == (division.level != "province")


def test_every_parent_exists_one_level_up() -> None:
    rank = {"province": 0, "city": 1, "county": 2}
    for code in CODES:
        division = PLACES.get(code)
        assert division
        if division.parent:
            parent = PLACES.get(division.parent)
            assert parent, division
            assert rank[parent.level] < rank[division.level]


def test_successors_are_divisions_of_today() -> None:
    for code in CODES:
        for successor in PLACES.get(code).successors:  # type: ignore[union-attr]
            known = PLACES.get(successor)
            assert known and known.status == "current", (code, successor)


@pytest.mark.parametrize(("name", "code"), [
    ("新吴区", "320214"), ("宜川县", "610630"), ("太仆寺旗", "152527"), ("木里藏族自治县", "513422"), ("木里县", "513422"), ("木里", "513422"),
    ("黔西南布依族苗族自治州", "522300"), ("黔西南州", "522300"), ("黔西南", "522300"), ("海南藏族自治州", "632500"), ("海南州", "632500"),
    ("海南", "460000"), ("海南省", "460000"), ("湘西州", "433100"), ("恩施州", "422800"), ("广西", "450000"), ("广西壮族自治区", "450000"),
    ("内蒙古", "150000"), ("内蒙", "150000"), ("新疆", "650000"), ("宁夏", "640000"), ("西藏", "540000"), ("香港", "810000"), ("澳门", "820000"),
    ("巴音郭楞州", "652800"), ("克州", "653000"), ("博州", "652700"), ("伊犁州", "654000"), ("孟连县", "530827"), ("孟连", "530827"), ("延安", "610600"),
    ("延安市", "610600"), ("无锡", "320200"), ("陕西", "610000"), ("北京", "110000"), ("北京市", "110000"), ("雄安新区", "133100"),
    ("东莞市", "441900"), ("仙桃市", "429004"), ("神农架林区", "429021"), ("大兴安岭地区", "232700"), ("锡林郭勒盟", "152500"), ("锡林郭勒", "152500"),
    ("六盘水", "520200"), ("石嘴山市", "640200"), ("兴仁市", "522302"), ("黔西市", "520581"), ("溧阳", "320481"), ("青川", "510822"),
    ("克什克腾旗", "150425"), ("阿坝州", "513200"), ("甘孜州", "513300"), ("凉山州", "513400"), ("临夏州", "622900"), ("甘南州", "623000"),
    ("无锡高新区", "320214"), ("无锡国家高新技术产业开发区", "320214"), ("苏州高新区", "320505"), ("杭州高新区", "330108"), ("西海岸新区", "370211"),
    ("金普新区", "210213"), ("台湾省", "830000"),
])
def test_names_resolve(name: str, code: str) -> None:
    found = PLACES.resolve(name)
    assert found and found.code == code


@pytest.mark.parametrize(("name", "near", "code"), [
    ("鼓楼区", "320100", "320106"), ("鼓楼区", "350100", "350102"), ("西湖区", "330100", "330106"), ("西湖区", "360100", "360103"),
    ("朝阳区", "110000", "110105"), ("和平区", "120000", "120101"), ("新城区", "610100", "610102"), ("通州", "110000", "110112"),
])
def test_shared_names_need_context(name: str, near: str, code: str) -> None:
    assert PLACES.resolve(name) is None
    found = PLACES.resolve(name, near=[near])
    assert found and found.code == code


@pytest.mark.parametrize(("old", "new"), [
    ("361121", "361104"), ("522322", "522302"), ("320211", "320211"), ("410381", "410307"), ("110103", "110101"), ("520522", "520581"),
])
def test_abolished_divisions_lead_to_todays(old: str, new: str) -> None:
    division = PLACES.get(old)
    assert division
    if division.status == "current":
        assert old == new
    else:
        assert new in division.successors
        assert old in [d.code for d in PLACES.predecessors(new)]


@pytest.mark.parametrize(("query", "codes"), [
    ("610630", ["610630"]), ("宜川", ["610630"]), ("yichuan", ["410329", "610630"]), ("yi chuan xian", ["410329", "610630"]),
    ("muli", ["513422"]), ("xinwu", ["320214"]), ("chongqing", ["500000"]), ("luohe", ["411100"]), ("liuan", []), ("luan", ["341500"]),
    ("nosuchplace", []), ("999999", []),
])
def test_search(query: str, codes: list[str]) -> None:
    found = [division.code for division, _ in PLACES.search(query)]
    assert set(codes) <= set(found)
    if not codes:
        assert not found


def test_search_ranks_exact_pinyin_before_initials() -> None:
    reasons = [reason for _, reason in PLACES.search("an")]
    assert reasons == sorted(reasons, key=["pinyin", "pinyin without level", "pinyin of short name", "initials"].index)


def test_everyday_words_are_not_scanned() -> None:
    names = PLACES.names()
    for word in ("合作", "和平", "振兴", "团结", "建设", "安全", "凤凰"):
        assert word in COMMON_WORDS and word not in names
    for name in ("合作市", "和平区", "宜川", "新吴", "黔西南州"):
        assert name in names
    assert not [name for name in names if len(name) < 2]


def test_provinces_by_one_character() -> None:
    said = {"苏": "江苏省", "陕": "陕西省", "闽": "福建省", "宁": "宁夏回族自治区", "粤": "广东省", "桂": "广西壮族自治区", "滇": "云南省", "沪": "上海市"}
    assert {char: PLACES.province_by_abbreviation(char).name for char in said} == said  # type: ignore[union-attr]
    assert PLACES.province_by_abbreviation("的") is None


@given(st.sampled_from([code for code in CODES if PLACES.get(code).status == "current"]))  # type: ignore[union-attr]
def test_a_full_name_resolves_beside_its_parent(code: str) -> None:
    division = PLACES.get(code)
    assert division
    found = PLACES.resolve(division.name, near=[division.parent or code, code])
    assert found and found.name == division.name
    assert PLACES.within(found.code, division.parent or code) or division.parent == ""


@given(st.text(max_size=12))
def test_any_text_may_be_asked_for(text: str) -> None:
    assert isinstance(PLACES.search(text), list)
    PLACES.resolve(text)
    assert PLACES.get(text) is None or text in CODES


def test_parents() -> None:
    assert [d.name for d in PLACES.parents("610630")] == ["延安市", "陕西省"]
    assert PLACES.within("610630", "610000") and not PLACES.within("610630", "320000")
    assert PLACES.province("320214").name == "江苏省"  # type: ignore[union-attr]
