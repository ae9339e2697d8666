"""Places in prose: which words are a place, and which one."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Region, Source


def regions(text: str, publisher: str = "") -> dict[str, str]:
    """Name → code."""
    source = extract(text, Source(name="test.txt", publisher=publisher)).source
    return {region.name: region.code for region in source.mentions if isinstance(region, Region)}


ABROAD = {
    "after its country": ("日本大分市代表团访问武汉市。", "大分市"),
    "after its state": ("美国亚利桑那州坦佩市议员到访镇江市。", "坦佩市"),
    "capital of its state": ("德国图林根州首府埃尔福特市的市长走进徐州市。", "埃尔福特市"),
    "in a territory": ("俄罗斯滨海边疆区哈桑区的客人到珲春市。", "哈桑区"),
    "of one character": ("日本三重县津市副市长到镇江市。", "津市"),
    "district of a city": ("韩国首尔市江南区客人到武汉市。", "江南区"),
    "the state itself": ("韩国忠清南道代表团到武汉市。", "忠清南道"),
    "its level named elsewhere": ("意大利普拉托的客人到温州市。普拉托市副市长致辞。", "普拉托市"),
    "name that begins with a word": ("日本名古屋市的客人到南京市。", "名古屋市"),
}


@pytest.mark.parametrize(("text", "city"), ABROAD.values(), ids=ABROAD.keys())
def test_abroad(text: str, city: str) -> None:
    assert city in regions(text) and regions(text)[city] == ""


@pytest.mark.parametrize("text", ["法国市场拓展到各市。", "韩国客人走进我区。", "美国驻沪总领馆到我市。", "荷兰客商考察我县。", "德国和法国的城市。"])
def test_nothing_abroad(text: str) -> None:
    assert regions(text) == {}


def test_a_foreign_city_is_not_the_division_that_shares_its_short_name() -> None:
    assert "津市市" not in regions("日本三重县津市副市长到镇江市。津市与镇江市1984年结为友好城市。")
    assert "津市市" in regions("湖南省津市市代表团到镇江市。")


SHORT = {
    "city whose short name ends in a level": ("山东省党政代表团抵达兰州，当晚召开会议。", "", "620100"),
    "county whose whole name has two characters": ("客人来到华县，把华县的家底听了一遍。", "", "610521"),
    "county of the publisher": ("新人两家一个在句容、一个在外地。", "句容日报", "321183"),
    "county of three characters": ("江西省援疆前方指挥部阿克陶分指挥部说，款项打到阿克陶的账上。", "", "653022"),
    "county that is paired": ("江苏省吴江区与陕西省的宜川结了对子。", "", "610630"),
}


@pytest.mark.parametrize(("text", "publisher", "code"), SHORT.values(), ids=SHORT.keys())
def test_short_names(text: str, publisher: str, code: str) -> None:
    assert code in regions(text, publisher).values()


@pytest.mark.parametrize("text", ["大家对兰花和州府的历史很有兴趣。", "红旗渠边的新民居很安定。", "这家店宁津津有味地做着面。", "大会理事会通过决议。"])
def test_no_place(text: str) -> None:
    assert regions(text) == {}


@pytest.mark.parametrize(("text", "names"), [
    ("某某瑞箱包有限公司认下章村乡黄肚村。", {"章村乡", "黄肚村"}),
    ("公司结对方山乡龙现村，走访慰问下司镇石门村。", {"方山乡", "龙现村", "下司镇", "石门村"}),
    ("两位书记在古镇的戏台上见面，说起薄弱村的事。", set()),
], ids=["after a verb of pairing", "after several verbs", "kinds of place"])
def test_localities(text: str, names: set[str]) -> None:
    assert regions(text).keys() == names
