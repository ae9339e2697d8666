"""Events as county and city news words them, and news in which nothing of the kind took place."""

from __future__ import annotations

import pytest

from .reading import events, roles

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
