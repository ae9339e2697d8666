"""Partnerships: who helps whom, in which direction, since when — and what is none."""

from __future__ import annotations

import pytest

from .reading import pairs

CASES = {
    "helps": ("新吴区对口帮扶宜川县。", {("新吴区", "宜川县", "paired-assistance", "")}),
    "direction from the provinces": ("宜川县与新吴区召开苏陕协作联席会议。", {("新吴区", "宜川县", "paired-assistance", "")}),
    "since a year": ("新吴区与宜川县自2016年以来开展苏陕协作。", {("新吴区", "宜川县", "paired-assistance", "2016")}),
    "abolished division of a name used twice": ("2012年，吴江市对口帮扶宜川县。", {("吴江市", "宜川县", "paired-assistance", "")}),
    "a working group is nobody's partner": ("新吴区与宜川县结对。副区长、无锡市帮扶宜川工作组组长到会。", {
        ("新吴区", "宜川县", "paired-assistance", "")}),
    "a body helps, not the city it came from": ("从北京市到突泉县：中国气象局自2002年起定点帮扶突泉，北京市的客人也来了。", {
        ("中国气象局", "突泉县", "designated-assistance", "2002")}),
    "task": ("常州市从2010年起承担青海省共和县的对口支援任务。", {("常州市", "共和县", "counterpart-support", "2010")}),
    "fused short names": ("新吴区、宜川县两地对口协作持续深化，新吴宜川协作见成效。", {("新吴区", "宜川县", "paired-assistance", "")}),
    "group that names both": ("无锡市对口帮扶延安市工作组到会。", {("无锡市", "延安市", "paired-assistance", "")}),
    "twin cities": ("武汉市与法国波尔多市1998年缔结友好城市关系。", {("武汉市", "波尔多市", "twinning", "1998")}),
    "company and villages": ("天津宏禾农业有限公司与甘谷县安远镇大城村、古坡镇大卜峪村结对帮扶。", {
        ("天津宏禾农业有限公司", "大城村", "village-enterprise", ""), ("天津宏禾农业有限公司", "大卜峪村", "village-enterprise", "")}),
    "university and county": ("我校与宜川县签署战略合作协议。江南理工大学校长沈拓出席。", {("江南理工大学", "宜川县", "university-local", "")}),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_partnerships(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    found = pairs(text)
    assert {row[:2] for row in found} == {row[:2] for row in expected} or {frozenset(row[:2]) for row in found} == {
        frozenset(row[:2]) for row in expected if row[2] in ("twinning", "university-local")}
    assert {row[2:] for row in found} == {row[2:] for row in expected}


@pytest.mark.parametrize("text", [
    "宜川县委书记沈拓到宜川县气象局检查防汛工作。", "延安市与宜川县召开防汛会议。", "新吴区代表团到宜川县考察。", "江苏省和陕西省都是教育大省。",
    "宜川县与宜君县的干部在党校学习。",
])
def test_no_partnership(text: str) -> None:
    assert pairs(text) == set()
