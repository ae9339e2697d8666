"""Persons and posts: each case is a pattern of official prose, with invented people."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.extract.bodies import Body
from kg.extract.people import _names
from kg.extract.titles import Title

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
    "Tibetan names before any word": ("普兰县人民医院院长格桑央宗各扯一角，县长索朗多吉隔空道谢。", {("格桑央宗", "院长", "普兰县"), ("索朗多吉", "县长", "普兰县")}),
    "Yi names in a list": ("昭觉县副县长曲木伍合、沙马拉日陪同。", {("曲木伍合", "副县长", "昭觉县"), ("沙马拉日", "副县长", "昭觉县")}),
    "Mongolian names": ("科右中旗副旗长包其其格和额尔敦巴图看了牧场。",
                   {("包其其格", "副旗长", "科尔沁右翼中旗"), ("额尔敦巴图", "副旗长", "科尔沁右翼中旗")}),
    "Japanese name": ("日本三重县副知事佐藤健三此番带来种子。", {("佐藤健三", "副知事", "三重县")}),
    "a Han name that begins like a Japanese one": ("宜川县县长田中华带队。", {("田中华", "县长", "宜川县")}),
    "foreign head": ("俄罗斯哈桑区行政长官伊万·彼得罗夫领衔。", {("伊万·彼得罗夫", "行政长官", "哈桑区")}),
    "the text repeats the shorter name": ("宜川县委书记步晴当主持人。步晴介绍情况。", {("步晴", "县委书记", "宜川县")}),
    "a verb of two characters ends the name": ("宜川县民政局副局长闻莺派发纪念册。", {("闻莺", "民政局副局长", "宜川县")}),
    "a verb that begins like a name ends": ("宜川县副县长王晓明确认了数字。", {("王晓明", "副县长", "宜川县")}),
    "given name that is a month": ("宜川县副县长严月主持。", {("严月", "副县长", "宜川县")}),
    "the previous holder is no part of a body's name": (
        "宜川县人民政府副县长沈拓偕宜川县供销社主任陆一鸣到访。",
        {("沈拓", "县人民政府副县长", "宜川县"), ("陆一鸣", "供销社主任", "宜川县")}),
    "surname 和 after a seconded cadre": ("宜川县副县长，我校派驻的挂职干部和志远接待。", {("和志远", "副县长", "宜川县")}),
    "surname 同 after a post that several may hold": ("陪同的有宜川县副县长同海峰、和晓东。", {("同海峰", "副县长", "宜川县"), ("和晓东", "副县长", "宜川县")}),
    "（代） after the post": ("宜川县县长（代）沈拓作陪。", {("沈拓", "县长", "宜川县")}),
    "since when the post is held": ("接任宜川县县长才三个月的沈拓来访。", {("沈拓", "县长", "宜川县")}),
    "customs house": ("珲春海关关长关云飞介绍。", {("关云飞", "关长", "珲春海关")}),
    "chief engineer": ("宜川县水务局总工程师沈拓介绍。", {("沈拓", "水务局总工程师", "宜川县")}),
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
    "县委主要领导干部会议召开。", "前后34名医生护士上过山。", "宜川县领导蹚水查岗\n8月20日，宜川县下雨。", "宜川县委书记问得很细。",
    "宜川县有关长效机制已建立。", "宜川县当月主任会议召开。", "宜川县县长带头捐款。", "各位书记、主任：大家好。", "宜川县委员会议程。",
])
def test_no_posts(text: str) -> None:
    assert posts(text) == set()


def test_a_title_at_the_very_end_of_the_text_has_no_holder() -> None:
    assert _names("宜川县委书记", 6, set(), Counter(), Title(0, 6, "县委书记", Body("县委书记"), "")) == []
