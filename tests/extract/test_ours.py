"""我市, 我区教育局, 市乡村振兴局: whose they are tells the paper that prints the text, and never the guests."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Agreement, Commitment, Measure, Organization, Partnership, Source

from . import reading
from .reading import events, facts

CREDIT = "\n来源：{}\n"
VISIT = "湖北省黄石市市委书记纪明远、市长罗天成率该市代表团到我市考察。市委书记严承志、市长黎望与代表团座谈，共商东西部协作。市领导卫国华参加。"
"""Invented."""


def posts(text: str) -> dict[str, str]:
    """"Person title" → region or body."""
    return {f"{person} {title}": owner for person, title, owner in reading.posts(text)}


def agreements(text: str) -> dict[str, list[str]]:
    """Title → parties."""
    return {fact.title: sorted(str(getattr(one, "name", "")) for one in fact.parties) for fact in facts(text) if isinstance(fact, Agreement)}


def test_our_city_is_that_of_the_paper() -> None:
    found = posts(VISIT + CREDIT.format("漳州日报"))
    assert found["严承志 市委书记"] == found["黎望 市长"] == found["卫国华 市领导"] == "漳州市"
    assert found["纪明远 市委书记"] == found["罗天成 市长"] == "黄石市"
    assert {place for _, _, place in events(VISIT + CREDIT.format("漳州日报"))} == {"漳州市"}


@pytest.mark.parametrize("paper", ["", CREDIT.format("大众论坛"), CREDIT.format("朝阳日报")])
def test_our_city_is_never_that_of_the_guests(paper: str) -> None:
    """Where no paper tells which city it is, or one that may be of several, none is named."""
    found = posts(VISIT + paper)
    assert found["严承志 市委书记"] == ("朝阳市" if "朝阳" in paper else "市")
    assert found["纪明远 市委书记"] == "黄石市"


def test_the_city_of_a_county_s_paper_is_the_one_above_it() -> None:
    found = posts("5月18日，调研组来通渭县调研东西部协作工作，市乡村振兴局副局长谈志远，县委常委、副县长俞成林陪同。天津市宝坻区与通渭县结对帮扶以来成效明显。"
                  + CREDIT.format("通渭县融媒体中心"))
    assert found["谈志远 市乡村振兴局副局长"] == "定西市" and found["俞成林 副县长"] == "通渭县"


def test_bodies_and_towns_of_ours() -> None:
    text = ("7月6日，南京市栖霞区党政代表团来我区考察对口支援工作。座谈会上，栖霞区教育局与我区教育局签订《教育协作协议》，栖霞区燕子矶街道与我区彭家寨镇签订结对共建协议。"
            "西宁市城北区区委书记石望山主持会议。")
    assert agreements(text) == {"教育协作协议": ["城北区教育局", "栖霞区教育局"], "结对共建协议": ["彭家寨镇", "燕子矶街道"]}
    assert all(one.region and one.region.code for fact in facts(text) if isinstance(fact, Agreement) for one in fact.parties if isinstance(one, Organization))
    assert any({fact.a.name, fact.b.name} == {"燕子矶街道", "彭家寨镇"} for fact in facts(text) if isinstance(fact, Partnership))


def test_numbered_departments() -> None:
    text = "省政府办公厅秘书二处副处长周启明、省农业农村厅帮扶三处处长王若川到甘肃省通渭县调研。"
    assert set(posts(text)) == {"周启明 省政府办公厅秘书二处副处长", "王若川 省农业农村厅帮扶三处处长"} and not any(isinstance(fact, Measure) for fact in facts(text))


def test_a_signing_of_two_that_no_words_pair() -> None:
    text = "近日，奉贤区政协与浙江省临海市政协合作交流签约仪式在奉贤区举行。奉贤区政协主席陈勉、临海市政协主席张若谷出席。"
    assert events(text) == {("signing", "", "奉贤区")}


def test_what_verbs_leave() -> None:
    text = ("8月15日，晋江市与西吉县召开闽宁协作联席会议，举行晋江市·西吉县产业合作协议签约仪式。晋江市累计投入帮扶资金4.6亿元，帮助西吉县脱贫人口稳定就业1.2万人，"
            "累计实现镇结对9个。两地举办专场招聘会6场次。")
    assert list(agreements(text)) == ["晋江市·西吉县产业合作协议"]
    assert [fact.purpose for fact in facts(text) if isinstance(fact, Commitment)] == ["帮扶资金"]
    assert {kind for kind, _, _ in events(text)} == {"meeting", "signing"}
    assert {fact.subject for fact in facts(text) if isinstance(fact, Measure)} >= {"西吉县脱贫人口稳定就业", "专场招聘会"}
    assert not any("实现" in one.name for one in extract(text, Source(name="x.txt")).source.mentions)


def test_the_month_that_a_sentence_begins_with() -> None:
    text = ("2023年5月，绍兴市市长石惠率队赴阿瓦提县考察对口援疆工作。绍兴市2010年起对口支援阿瓦提县。"
            "7月12日，绍兴市与阿瓦提县召开援疆工作座谈会。会上，云南大学教育基金会向阿瓦提县第一中学捐赠50万元。省里组织5所高校对口支援当地职业教育。")
    assert events(text) >= {("visit", "2023-05", "阿瓦提县"), ("meeting", "XXXX-07-12", "阿瓦提县")}
    assert {(fact.payer.name, fact.payee.name) for fact in facts(text) if isinstance(fact, Commitment) and fact.payer and fact.payee} == {
        ("云南大学教育基金会", "阿瓦提县第一中学")}
    assert ("高校", 5) in {(fact.subject, int(fact.quantity)) for fact in facts(text) if isinstance(fact, Measure)}


def test_what_each_clause_of_a_signing_tells() -> None:
    text = ("9月8日，湖州市吴兴区与青川县召开东西部协作联席会议，吴兴区区长赵若白参加会见并主持会议。会上，吴兴区慈善总会向青川县慈善会捐赠社会帮扶资金200万元；"
            "两地卫健局、教育局分别签订结对帮扶协议；织里镇与竹园镇缔结为友好乡镇。")
    assert agreements(text) == {"结对帮扶协议": ["吴兴区", "青川县"]}
    assert set(reading.roles(text, "signing")) == {"吴兴区", "青川县"}
    assert {"吴兴区慈善总会", "青川县慈善会"} <= set(reading.roles(text, "donation")) and "织里镇" not in reading.roles(text, "donation")
    assert reading.roles(text, "meeting")["赵若白"] == "chaired"
    assert not any(one.name == "友好乡镇" for one in extract(text, Source(name="x.txt")).source.mentions)


def test_a_delegation_to_several_counties() -> None:
    text = "11月2日，深圳市宝安区区长汪立本率宝安区党政代表团赴广西壮族自治区百色市靖西市、崇左市龙州县考察对接东西部协作工作。"
    assert {(fact.a.name, fact.b.name) for fact in facts(text) if isinstance(fact, Partnership)} == {("宝安区", "靖西市"), ("宝安区", "龙州县")}


def test_short_names_of_autonomous_counties() -> None:
    text = "7月19日，张家港市与沿河自治县东西部协作会议召开。沿河自治县县委书记何若、沿河自治县委副书记、县长任可望出席。"
    assert posts(text) == {"何若 县委书记": "沿河土家族自治县", "任可望 县委副书记": "沿河土家族自治县", "任可望 县长": "沿河土家族自治县"}


def test_a_city_within_the_prefecture_of_its_name() -> None:
    text = "厦门市思明区与临夏州临夏市召开东西部协作联席会议\n8月20日，我市与厦门市思明区召开东西部协作联席会议。会上，思明区6个街道与临夏市6个镇签订结对帮扶协议。\n来源：临夏市人民政府网\n"
    assert {place for _, _, place in events(text)} == {"临夏市"}
    assert ("镇", 6) in {(fact.subject, int(fact.quantity)) for fact in facts(text) if isinstance(fact, Measure)}


def test_our_city_by_its_short_name() -> None:
    text = "2月21日，我市与中国市政工程西北设计研究院有限公司签订战略合作框架协议。市长武若凡出席。武若凡说，丹江口正处于关键期。"
    assert posts(text) == {"武若凡 市长": "丹江口市"}
    assert agreements(text) == {"战略合作框架协议": ["中国市政工程西北设计研究院有限公司", "丹江口市"]}


def test_bureaus_that_are_firms_and_directors_of_fields() -> None:
    text = ("10月27日，中建七局投资有限公司与梁园区人民政府举行战略合作框架协议签约仪式。商丘市梁园区区长薛若天，中建七局党委常委、财务总监鲍若平出席。")
    assert posts(text) == {"薛若天 区长": "梁园区", "鲍若平 党委常委": "中建七局", "鲍若平 财务总监": "中建七局"}
    assert agreements(text) == {"战略合作框架协议": ["中建七局投资有限公司", "梁园区"]}


def test_the_giver_is_who_signs_with_the_villages() -> None:
    text = ("据嘉定区介绍，近日，浙江省舟山市工商联赴万源市开展东西部协作结对帮扶活动，与万源市草坝镇寨坝村、大竹镇营盘村签订了结对帮扶协议，捐赠帮扶资金5万元。")
    assert {(fact.payer.name, fact.purpose) for fact in facts(text) if isinstance(fact, Commitment) and fact.payer} == {("浙江省舟山市工商联", "帮扶资金")}


def test_what_somebody_tells_before_the_news() -> None:
    text = "据嘉定区介绍，7月28日，嘉定区委书记陆方舟率代表团赴久治县开展东西部协作和对口支援工作。"
    assert events(text) == {("visit", "XXXX-07-28", "久治县")}
