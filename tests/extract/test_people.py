"""Persons and posts: each case is a pattern of official prose, with invented people."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.extract.people import _names

from .reading import posts

CASES = {
    "owner in front": ("宜川县委书记沈拓主持会议。", {("沈拓", "县委书记", "宜川县")}),
    "chain inherits": ("宜川县委副书记、县长沈拓主持会议。", {("沈拓", "县委副书记", "宜川县"), ("沈拓", "县长", "宜川县")}),
    "chain with two owners": ("江苏省委常委、无锡市委书记沈拓讲话。", {("沈拓", "省委常委", "江苏省"), ("沈拓", "市委书记", "无锡市")}),
    "acting head is no 代县": ("宜川县委副书记、代县长沈拓出席。", {("沈拓", "县委副书记", "宜川县"), ("沈拓", "代县长", "宜川县")}),
    "candidate": ("宜川县政府县长候选人沈拓出席。", {("沈拓", "县政府县长候选人", "宜川县")}),
    "title runs into the surname": ("宜川县政协主席席若水到会。", {("席若水", "县政协主席", "宜川县")}),
    "surname 区 after 区长": ("新吴区区长区志行率队。", {("区志行", "区长", "新吴区")}),
    "list under a rank": ("宜川县领导沈拓、闻人静、陆一鸣参加活动。",
                   {("沈拓", "县领导", "宜川县"), ("闻人静", "县领导", "宜川县"), ("陆一鸣", "县领导", "宜川县")}),
    "deputies share a title": ("陕西省副省长沈拓、陆一鸣陪同。", {("沈拓", "副省长", "陕西省"), ("陆一鸣", "副省长", "陕西省")}),
    "delegation's own leader": ("无锡市党政代表团赴延安市考察，带队的是市委书记沈拓和市长陆一鸣。",
                      {("沈拓", "市委书记", "无锡市"), ("陆一鸣", "市长", "无锡市")}),
    "introduced by a region": ("无锡市长沈拓一行考察，陪同的陕西省领导有副省长陆一鸣。", {("沈拓", "市长", "无锡市"), ("陆一鸣", "副省长", "陕西省")}),
    "working group": ("无锡市对口帮扶延安市工作组组长沈拓出席。", {("沈拓", "组长", "无锡市")}),
    "seconded": ("宜川县委常委、副县长（挂职）沈拓汇报。", {("沈拓", "县委常委", "宜川县"), ("沈拓", "副县长", "宜川县")}),
    "department": ("宜川县农业农村局局长沈拓介绍情况。", {("沈拓", "农业农村局局长", "宜川县")}),
    "zone that shares a district": ("无锡高新区领导来访。高新区管委会主任沈拓介绍情况。", {("沈拓", "管委会主任", "新吴区")}),
    "company": ("江南云帆科技有限公司董事长沈拓致辞。", {("沈拓", "董事长", "江南云帆科技有限公司")}),
    "body named before": ("考察组来到宜川县气象局。局长沈拓汇报。", {("沈拓", "局长", "宜川县")}),
    "two characters before a verb": ("宜川县委书记沈拓也到场。", {("沈拓", "县委书记", "宜川县")}),
    "dotted name": ("皮山县县长阿力木·吐尔逊主持。", {("阿力木·吐尔逊", "县长", "皮山县")}),
    "Tibetan name": ("共和县县长索南达杰介绍情况。", {("索南达杰", "县长", "共和县")}),
    "name before title": ("沈拓县长介绍情况。宜川县很重视。", {("沈拓", "县长", "宜川县")}),
    "bracket after the name": ("参加座谈的有沈拓（宜川县副县长）。", {("沈拓", "副县长", "宜川县")}),
    "township party committee": ("黄浦区打浦桥街道党工委书记沈拓带队。", {("沈拓", "党工委书记", "打浦桥街道")}),
    "national leaders are cited": ("会议学习了某某总书记的讲话。宜川县委书记沈拓主持。", {("沈拓", "县委书记", "宜川县")}),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_posts(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert posts(text) == expected


@pytest.mark.parametrize("text", [
    "（记者 沈拓 通讯员 陆一鸣）", "本报讯（沈拓）宜川县气温回升。", "编辑：沈拓　审核：陆一鸣", "在县委书记的领导下，工作顺利。",
    "县委主要领导干部会议召开。", "各位书记、主任：大家好。", "宜川县委员会议程。",
])
def test_no_posts(text: str) -> None:
    assert posts(text) == set()


def test_a_title_at_the_very_end_of_the_text_has_no_holder() -> None:
    assert _names("宜川县委书记", 6, set(), Counter(), False) == []
