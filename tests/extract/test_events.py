"""Events as county and city news words them, and news in which nothing of the kind took place."""

from __future__ import annotations

import pytest

from .reading import events, roles, statements

AHEAD = {
    "notice": "关于做好新吴区代表团来宜考察接待工作的通知\n宜川县人民政府办公室\n2023年5月10日\n各有关单位：\n新吴区党政代表团来宜川县考察有关事项通知如下。\n"
              "一、时间：5月18日至19日。\n二、来宾：新吴区委副书记、区长沈拓。\n三、议程：18日下午考察云岩镇苹果基地；19日上午召开苏陕协作联席会议，签署年度协议。",
    "invitation": "邀请函\n新吴区人民政府：\n为深化苏陕协作，诚邀贵区区长沈拓率团于5月18日至19日莅临宜川县考察指导，出席苏陕协作联席会议。\n宜川县人民政府\n2023年5月4日",
    "carried on": "两地携手\n2024-03-10 平和县融媒体中心\n平和县与泉州市石狮市结为山海协作对口县市。3月8日，石狮市党政代表团将赴平和县考察，并签署2024年山海协作协议。"
                  "两地还将召开联席会议。届时，石狮市慈善总会向平和县捐款20万元。",
    "after the page's day": "两地携手\n2024-03-01 宜川县融媒体中心\n新吴区对口帮扶宜川县。2024年3月18日，新吴区区长沈拓率团到宜川县考察。",
}
"""All of it lies ahead."""


@pytest.mark.parametrize("text", AHEAD.values(), ids=AHEAD.keys())
def test_what_lies_ahead_is_no_event(text: str) -> None:
    assert events(text) == set()


def test_an_order_placed_last_year_is_no_visit() -> None:
    text = ("苹果卖到江南\n2022-10-11 洛川县融媒体中心\n10月9日，洛川县旧县镇的果农刘大志忙着给苹果装箱。去年，新吴区副区长沈拓到宜川县考察时订下的订单，今年又续上了。\n"
            "新吴区对口帮扶宜川县已有六年。")
    assert events(text) == set()


@pytest.mark.parametrize("told", ["在荣丁镇，乐清市向马边县移交帮扶资金200万元。", "座谈会后，乐清市移送2022年度援助资金200万元。"])
def test_money_handed_over_is_a_donation(told: str) -> None:
    text = "两地携手\n2022-12-02 来源：马边彝族自治县融媒体中心\n12月1日，浙江省乐清市副市长叶建国一行到马边彝族自治县考察东西部协作工作。" + told
    assert ("donation", "2022-12-01") in {row[:2] for row in events(text)}
    assert "叶建国" in roles(text, "visit")


PAIRED = "两地携手\n来源：宜川县融媒体中心　2023-05-20\n新吴区对口帮扶宜川县。"
"""A page of 19 May's week whose county is 宜川."""
VISITS = {
    "comes to the county by name": "5月18日至19日，新吴区区长沈拓带着区发改、工信、文旅等部门和12家企业，来延安市宜川县“串门”。",
    "comes to carry on": "5月18日，新吴区区长沈拓带队来宜川开展苏陕协作交流。",
    "kin come to ours": "5月18日，新吴区的“亲戚”又来咱宜川县了！带队的是区长沈拓。",
    "visits a place": "5月18日，新吴区区长沈拓一行对宜川县进行考察。",
}


@pytest.mark.parametrize("told", VISITS.values(), ids=VISITS.keys())
def test_a_visit_in_many_words(told: str) -> None:
    assert events(PAIRED + told) == {("visit", "2023-05-18", "宜川县")}
    assert "沈拓" in roles(PAIRED + told, "visit")


@pytest.mark.parametrize("told", [
    "5月18日，宜川县委书记陆一鸣到云岩镇、集义镇调研苏陕协作项目。",
    "5月18日，宜川县委书记陆一鸣率队到西安市长安区考察城市建设。",
    "5月18日，宜川县委书记陆一鸣率队赴山东省烟台市考察苹果产业。",
    "5月18日，新吴区与宜川县职工篮球友谊赛在宜川县体育馆举行，新吴队胜。",
    "近年来，宜川县来过不少客商考察。",
    "5月18日，第三届苹果节在陕西省西安市开幕。",
])
def test_news_in_which_the_sides_do_not_meet(told: str) -> None:
    assert events(PAIRED + told) == set()


ABROAD = ("我市代表团出访\n来源：威海市外事办公室 2019-11-12\n应日本宇部市和韩国丽水市邀请，11月3日至9日，威海市副市长徐明远率市政府代表团出访两国友城。代表团在宇部市参加了友好城市结好25周年纪念活动。"
          "5日，徐明远与宇部市市长山田弘共同出席“威海周”开幕活动，威海市商务局局长于海青作推介。7日，代表团抵达韩国丽水市。市外事办公室主任丛培林随团出访。")


def test_a_journey_through_two_cities_is_one_visit() -> None:
    assert {row[:2] for row in events(ABROAD)} == {("visit", "2019-11-03"), ("other", "2019-11-05")}
    assert roles(ABROAD, "visit").keys() >= {"徐明远", "丛培林", "于海青"}
    assert roles(ABROAD, "other").keys() >= {"徐明远", "于海青"}


SIGNED = ("签约\n2021-04-16 来源：宣威市融媒体中心\n4月15日，上海市金山区与云南省宣威市沪滇协作产业项目签约仪式在宣威市举行，8个项目集中签约。金山区副区长顾明华、宣威市市长缪祥云出席。")


def test_guests_who_go_round_after_the_signing_came_on_a_visit() -> None:
    text = SIGNED + "当天，顾明华一行还参观了火腿产业园，缪祥云陪同。"
    assert {row[:2] for row in events(text)} == {("signing", "2021-04-15"), ("visit", "2021-04-15")}
    assert roles(text, "visit").keys() >= {"顾明华", "缪祥云"}
    assert {row[0] for row in events(SIGNED + "会后，缪祥云一行还参观了火腿产业园。")} == {"signing"}


CALLED = "两地座谈\n2021-04-16 来源：宣威市融媒体中心\n4月15日，上海市金山区副区长顾明华一行到访火腿之乡，与宣威市举行沪滇协作座谈会。"


def test_guests_who_come_to_where_no_name_says_that_it_is() -> None:
    text = CALLED + "宣威市市长缪祥云致欢迎辞。"
    assert events(text) == {("visit", "2021-04-15", "宣威市"), ("meeting", "2021-04-15", "宣威市")}
    assert "缪祥云" in roles(text, "meeting") and "顾明华" in roles(text, "visit")


def test_he_who_said_it_is_whom_the_sentence_before_begins_with() -> None:
    found = statements(CALLED + "宣威市市长缪祥云首先致谢。他说，金山的帮扶实实在在。希望金山方面在产业、劳务、人才三个方面继续给予支持。")
    assert found == {("缪祥云", "assessment"): ["金山的帮扶实实在在"], ("缪祥云", "request"): ["希望金山方面在产业、劳务、人才三个方面继续给予支持"]}


COMES = "携手\n来源：临洮县融媒体中心 2022-09-20\n9月19日，福州市仓山区委常委林国泰率团来临洮县开展东西部协作对接。\n"


def test_a_list_of_gifts_is_a_donation_by_those_that_it_names() -> None:
    gifts = "仓山区红十字会：30万元，用于临洮县人民医院购置设备\n仓山区总商会：10万元，用于洮阳镇中心小学\n"
    assert ("donation", "2022-09-19", "临洮县") in events(COMES + "爱心捐赠清单\n" + gifts)
    assert roles(COMES + "爱心捐赠清单\n" + gifts, "donation").keys() >= {"仓山区红十字会", "临洮县人民医院"}
    assert {row[0] for row in events(COMES + "项目安排\n仓山区：300万元，用于冷库建设\n")} == {"visit"}


def test_who_accepts_a_gift_was_at_the_donation() -> None:
    text = COMES + "捐赠仪式上，仓山区慈善总会为临洮县送来价值12万元的书包。临洮县副县长马宗礼接受捐赠并致答谢词。"
    assert "马宗礼" in roles(text, "donation")


def test_the_day_before() -> None:
    text = SIGNED.replace("出席。", "出席。\n签约前一天，金山区代表团考察了宣威市的火腿产业园。")
    assert {row[:2] for row in events(text)} == {("signing", "2021-04-15"), ("visit", "2021-04-14")}
