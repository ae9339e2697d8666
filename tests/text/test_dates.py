"""Dates as they are stated in news; every sentence is invented."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.dates import TimeSpan, bounds, find_dates

PUBLISHED = "2022-03-05"  # a Saturday
VAGUE = (None, None, False)


def read(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, tuple[str | None, str | None, bool] | None]]:
    return [(text[d.start : d.end], d.kind, tuple(d.value) if d.value is not None else None) for d in find_dates(text, published)]  # type: ignore[misc]


@pytest.mark.parametrize(("text", "words", "kind", "start", "end", "since"), [
    # days
    ("2021年5月6日签约", "2021年5月6日", "day", "2021-05-06", None, False),
    ("2021 年 5 月 6 日签约", "2021 年 5 月 6 日", "day", "2021-05-06", None, False),
    ("二〇二一年五月二十六日签约", "二〇二一年五月二十六日", "day", "2021-05-26", None, False),
    ("十一月三十日抵达", "十一月三十日", "day", "2021-11-30", None, False),
    ("3月5日召开", "3月5日", "day", "2022-03-05", None, False),
    ("3月6日召开", "3月6日", "day", "2022-03-06", None, False),
    ("3月7日召开", "3月7日", "day", "2021-03-07", None, False),
    ("12月30日召开", "12月30日", "day", "2021-12-30", None, False),
    ("2月29日召开", "2月29日", "day", "2020-02-29", None, False),
    ("4月9号召开", "4月9号", "day", "2021-04-09", None, False),
    ("今年1月8日会谈", "今年1月8日", "day", "2022-01-08", None, False),
    ("去年9月20日会谈", "去年9月20日", "day", "2021-09-20", None, False),
    ("4月20日将举行", "4月20日", "day", "2022-04-20", None, False),
    ("拟于4月20日签", "4月20日", "day", "2022-04-20", None, False),
    ("2021-05-06发布", "2021-05-06", "day", "2021-05-06", None, False),
    ("2021/5/6发布", "2021/5/6", "day", "2021-05-06", None, False),
    ("06.05.2021发布", "06.05.2021", "day", "2021-05-06", None, False),
    ("on 6 May 2021 they met", "6 May 2021", "day", "2021-05-06", None, False),
    ("on May 6, 2021 they met", "May 6, 2021", "day", "2021-05-06", None, False),
    ("on February 6 they met", "February 6", "day", "2022-02-06", None, False),
    # ranges
    ("5月18日至20日考察", "5月18日至20日", "range", "2021-05-18", "2021-05-20", False),
    ("10月30日至11月2日考察", "10月30日至11月2日", "range", "2021-10-30", "2021-11-02", False),
    ("12月30日至1月2日考察", "12月30日至1月2日", "range", "2021-12-30", "2022-01-02", False),
    ("2020年12月30日至2021年1月2日", "2020年12月30日至2021年1月2日", "range", "2020-12-30", "2021-01-02", False),
    ("2020年12月30日至1月2日", "2020年12月30日至1月2日", "range", "2020-12-30", "2021-01-02", False),
    ("9月1日-2日", "9月1日-2日", "range", "2021-09-01", "2021-09-02", False),
    ("7月2日—5日", "7月2日—5日", "range", "2021-07-02", "2021-07-05", False),
    ("7月2-5日", "7月2-5日", "range", "2021-07-02", "2021-07-05", False),
    ("7月8日下午至9日", "7月8日下午至9日", "range", "2021-07-08", "2021-07-09", False),
    ("7月8日（周四）至9日", "7月8日（周四）至9日", "range", "2021-07-08", "2021-07-09", False),
    ("7月8日、9日", "7月8日、9日", "range", "2021-07-08", "2021-07-09", False),
    ("2021年3月至5月", "2021年3月至5月", "range", "2021-03", "2021-05", False),
    ("2021年1-9月", "2021年1-9月", "range", "2021-01", "2021-09", False),
    ("《协议（2026—2030年）》", "2026—2030年", "range", "2026", "2030", False),
    ("2018年至2020年", "2018年至2020年", "range", "2018", "2020", False),
    ("2018-2020年度", "2018-2020年度", "range", "2018", "2020", False),
    ("2021年上半年", "2021年上半年", "range", "2021-01", "2021-06", False),
    ("2021年三季度", "2021年三季度", "range", "2021-07", "2021-09", False),
    ("今年前三季度", "今年前三季度", "range", "2022-01", "2022-09", False),
    ("from May 18 to 20, 2021", "May 18 to 20, 2021", "range", "2021-05-18", "2021-05-20", False),
    # months and years
    ("2021年3月签约", "2021年3月", "month", "2021-03", None, False),
    ("去年8月签约", "去年8月", "month", "2021-08", None, False),
    ("8月下旬签约", "8月下旬", "month", "2021-08", None, False),
    ("2019年签约", "2019年", "year", "2019", None, False),
    ("2019年底脱贫", "2019年底", "year", "2019", None, False),
    ("2020年年初摘帽", "2020年年初", "year", "2020", None, False),
    ("2017年度协议", "2017年度", "year", "2017", None, False),
    ("二〇一六年结对", "二〇一六年", "year", "2016", None, False),
    ("in 2013 they met", "2013", "year", "2013", None, False),
    # relative
    ("昨天上午座谈", "昨天", "relative", "2022-03-04", None, False),
    ("昨儿个来了客人", "昨儿个", "relative", "2022-03-04", None, False),
    ("昨日来访", "昨日", "relative", "2022-03-04", None, False),
    ("今天召开", "今天", "relative", "2022-03-05", None, False),
    ("前天抵达", "前天", "relative", "2022-03-03", None, False),
    ("明天返回", "明天", "relative", "2022-03-06", None, False),
    ("上周五来访", "上周五", "relative", "2022-02-25", None, False),
    ("本周三来访", "本周三", "relative", "2022-03-02", None, False),
    ("今年还要增加", "今年", "relative", "2022", None, False),
    ("去年底完成", "去年底", "relative", "2021", None, False),
    ("本月启动", "本月", "relative", "2022-03", None, False),
    ("上月启动", "上月", "relative", "2022-02", None, False),
    ("上个月3日启动", "上个月3日", "relative", "2022-02-03", None, False),
    # beginnings
    ("自2016年以来合作", "自2016年以来", "since", "2016", None, True),
    ("2016年以来合作", "2016年以来", "since", "2016", None, True),
    ("从2010年起承担", "从2010年起", "since", "2010", None, True),
    ("2021年起结对", "2021年起", "since", "2021", None, True),
    ("自1996年结对帮扶算起", "自1996年", "since", "1996", None, True),
    ("从2013年到现在", "从2013年", "since", "2013", None, True),
    ("今年以来进展", "今年以来", "since", "2022", None, True),
    ("去年5月结对以来", "去年5月", "since", "2021-05", None, True),
    ("2021年8月1日起施行", "2021年8月1日起", "since", "2021-08-01", None, True),
    ("friends since 2013.", "2013", "since", "2013", None, True),
    # plans
    ("“十四五”协议", "十四五", "plan", "2021", "2025", False),
    ("十三五期间", "十三五", "plan", "2016", "2020", False),
    ("谋划十五五", "十五五", "plan", "2026", "2030", False),
    # vague
    ("日前签约", "日前", "vague", *VAGUE),
    ("近日签约", "近日", "vague", *VAGUE),
    ("近年来往来", "近年来", "vague", *VAGUE),
    ("近三年投入", "近三年", "vague", *VAGUE),
    ("三年间往来", "三年间", "vague", *VAGUE),
    ("多年来支持", "多年来", "vague", *VAGUE),
])
def test_one_date(text: str, words: str, kind: str, start: str | None, end: str | None, since: bool) -> None:
    assert read(text) == [(words, kind, (start, end, since))]


@pytest.mark.parametrize("text", [
    "合作走过30年", "至今37年", "第14期", "三个月", "12月龄", "5000年文明", "为期2日", "附近日光", "生日前", "节日前", "二十五五", "起草", "3.5米",
    "电话0515-2021-12", "每月", "十五五个", "来访2日", "", "岁月如歌", "1.2亿元", "号码20211", "今日头条",
])
def test_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["2月31日签约", "13月5日签约", "2021年2月29日签约", "4月31日至5月2日"])
def test_days_that_do_not_exist(text: str) -> None:
    (mention,) = find_dates(text, PUBLISHED)
    assert mention.kind == "invalid" and mention.value is None


def test_a_stated_year_is_no_beginning() -> None:
    assert read("1979年缔结友城关系，至今37年") == [("1979年", "year", ("1979", None, False))]
    assert read("从2018年至2020年，来自2021年的人")[0][1:] == ("range", ("2018", "2020", False))
    assert read("从2018年的3家增加到8家") == [("2018年", "year", ("2018", None, False))]


def test_days_without_a_month_follow_the_day_before() -> None:
    text = "12月30日至1月2日考察。2日上午座谈，当晚返回，次日总结。"
    assert [(w, v) for w, _, v in read(text)] == [
        ("12月30日至1月2日", ("2021-12-30", "2022-01-02", False)), ("2日", ("2022-01-02", None, False)),
        ("当晚", ("2022-01-02", None, False)), ("次日", ("2022-01-03", None, False)),
    ]


def test_a_day_without_any_month_is_the_last_such_day_before_publication() -> None:
    assert find_dates("2日上午座谈") == [] and find_dates("15日抵达县城") == []

    def days(day: int, published: str) -> list[str | None]:
        return [m.value.start for m in find_dates(f"{day}日抵达县城，翌日座谈", published) if m.value and m.kind == "relative"]

    assert days(15, "2022-03-16") == ["2022-03-15", "2022-03-16"]
    assert days(16, "2022-03-16")[0] == "2022-03-16" and days(17, "2022-03-16")[0] == "2022-02-17"
    assert days(3, "2022-01-02")[0] == "2021-12-03" and days(30, "2022-03-16") == [None]  # there was no 30 February
    assert find_dates("考察为期3日在县城进行", "2022-03-16") == []


def test_a_day_after_the_day_said_is_of_its_month_even_if_that_was_the_day_of_publication() -> None:
    said = find_dates("5月17日抵达县城，18日上午座谈，翌日返回", "2019-05-17")
    assert [m.value.start for m in said if m.value] == ["2019-05-17", "2019-05-18", "2019-05-19"]


def test_the_day_that_the_page_prints_is_none_that_the_text_said() -> None:
    page = "望山要闻\n发布时间：2019-05-17\n"

    def said(body: str) -> list[str | None]:
        return [m.value.start for m in find_dates(page + body, "2019-05-17", len(page))[1:] if m.value]

    assert said("翌日，代表团抵达。") == [None]
    assert said("他15日走进县城，翌日座谈，当晚返回。") == ["2019-05-15", "2019-05-16", "2019-05-16"]
    assert said("他20日走进县城。") == ["2019-04-20"]


def test_same_year_means_the_year_said_before() -> None:
    text = "2017年启动，同年结对，次年5月挂牌"
    assert [v[0] for _, _, v in read(text) if v] == ["2017", "2017", "2018-05"]


def test_two_days_that_are_no_range() -> None:
    assert [v for _, _, v in read("5月18日、21日两次会谈")] == [("2021-05-18", None, False), ("2021-05-21", None, False)]


def test_a_year_in_the_same_sentence_wins_over_publication() -> None:
    assert [v[0] for _, _, v in read("2019年5月6日来访，7月8日回访。") if v] == ["2019-05-06", "2019-07-08"]
    assert [v[0] for _, _, v in read("2019年5月6日来访。7月8日回访。") if v] == ["2019-05-06", "2021-07-08"]


@pytest.mark.parametrize(("text", "first"), [
    ("8月9日，石望山出席青禾·白塔2024年协作座谈会。", "2024-08-09"),
    ("青禾白塔举行2024年协作联席会议\n8月9日，石望山到了白塔。双方谈了半天。", "2024-08-09"),
    ("8月9日，石望山到了白塔。2020年初青禾摘帽。", "XXXX-08-09"),
    ("8月9日，他说2016年开的会议不多，2017年开的会议多。", "XXXX-08-09"),
    ("8月9日，石望山到了白塔。", "XXXX-08-09"),
    ("8月9日至11日，石望山到了白塔。", "XXXX-08-09"),
])
def test_years_without_publication(text: str, first: str) -> None:
    mention = next(d for d in find_dates(text, None) if d.kind in ("day", "range"))
    assert mention.value is not None and mention.value.start == first
    if mention.kind == "range":
        assert mention.value.end == "XXXX-08-11"


@pytest.mark.parametrize("published", [None, "", "不详", "2021-13-01"])
def test_relative_words_without_publication_have_no_value(published: str | None) -> None:
    assert [d.value for d in find_dates("昨天来访，今年再来，本月签约", published)] == [TimeSpan()] * 3


@pytest.mark.parametrize(("value", "expected"), [
    ("2016", ("2016-01-01", "2016-12-31")), ("2016-02", ("2016-02-01", "2016-02-29")), ("2016-02-03", ("2016-02-03", "2016-02-03")),
    ("XXXX-02-03", (None, None)), ("", (None, None)), ("2016-13", (None, None)), ("2021/2025", ("2021-01-01", "2025-12-31")),
    ("2016/", ("2016-01-01", None)), ("gestern", (None, None)),
])
def test_bounds(value: str, expected: tuple[str | None, str | None]) -> None:
    assert bounds(value) == expected


PIECES = st.sampled_from([
    "2021年", "5月", "6日", "至", "—", "昨天", "自", "以来", "起", "十四五", "一", "十", "（", "。", "May 6", ", 2021", "1", "-", "同年", "次日",
])


@given(st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text()), st.sampled_from([None, "2022-03-05", "0001-01-01", "9999-12-31"]))
def test_any_text(text: str, published: str | None) -> None:
    reach = 0
    for mention in find_dates(text, published):
        assert reach <= mention.start < mention.end <= len(text)
        reach = mention.end
        assert (mention.value is None) == (mention.kind == "invalid")
        if mention.value and mention.value.start and mention.value.start[:4].isdecimal():
            assert all(bounds(mention.value.start))


@pytest.mark.parametrize("piece", ["1", "（", "年", "十", "2021-", "至", "1月"])
def test_long_lines_take_linear_time(piece: str) -> None:
    begin = time.perf_counter()
    find_dates(piece * (200_000 // len(piece)), PUBLISHED)
    assert time.perf_counter() - begin < 20
