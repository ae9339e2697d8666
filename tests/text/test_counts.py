"""Numbers of things; all sentences invented."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.counts import find_counts


@pytest.mark.parametrize(("text", "words", "value", "unit", "noun"), [
    ("签了11个帮扶项目。", "11个", 11, "个", "帮扶项目"),
    ("签约：64个帮扶项目", "64个", 64, "个", "帮扶项目"),
    ("看了3家企业的车间", "3家", 3, "家", "企业"),
    ("看了三家企业", "三家", 3, "家", "企业"),
    ("两家央企的协议", "两家", 2, "家", "央企"),
    ("两家山东企业", "两家", 2, "家", "山东企业"),
    ("互访达95批", "95批", 95, "批", "互访"),
    ("互访总量已突破9000人次", "突破9000人次", 9000, "人次", "互访"),
    ("挂职干部合计86人", "86人", 86, "人", "挂职干部"),
    ("镇与镇结成对子9个", "9个", 9, "个", "对子"),
    ("青禾培训党政干部100余名，", "100余名", 100, "名", "党政干部"),
    ("接收教师跟岗实训92人次", "92人次", 92, "人次", "教师跟岗实训"),
    ("安排2名医务骨干到市里进修", "2名", 2, "名", "医务骨干"),
    ("45名教师送课", "45名", 45, "名", "教师"),
    ("近500名群众", "近500名", 500, "名", "群众"),
    ("20名以上医生", "20名以上", 20, "名", "医生"),
    ("实施项目29个", "29个", 29, "个", "项目"),
    ("签约项目12个", "12个", 12, "个", "项目"),
    ("建成帮扶车间9个", "9个", 9, "个", "帮扶车间"),
    ("召开联席会议3次", "3次", 3, "次", "联席会议"),
    ("新落地企业4家", "4家", 4, "家", "企业"),
    ("14个镇街结对", "14个", 14, "个", "镇街"),
    ("资助120名牧区学生", "120名", 120, "名", "牧区学生"),
    ("其中医生17名", "17名", 17, "名", "医生"),
    ("另有随行企业家8人", "8人", 8, "人", "随行企业家"),
    ("建成两个产地仓。", "两个", 2, "个", "产地仓"),
    ("种下5200亩", "5200亩", 5200, "亩", "种下"),
    ("转移劳动力1.2万人次", "1.2万人次", 12000, "人次", "劳动力"),
    ("惠及2.3万户农户", "2.3万户", 23000, "户", "农户"),
    ("百余名干部", "百余名", 100, "名", "干部"),
    ("三十多名专家", "三十多名", 30, "名", "专家"),
    ("一百二十户", "一百二十户", 120, "户", ""),
    ("12件展品", "12件", 12, "件", "展品"),
    ("捐了300台电脑", "300台", 300, "台", "电脑"),
    ("赠送图书1,500册", "1,500册", 1500, "册", "图书"),
    ("首批52名学员", "52名", 52, "名", "学员"),
    ("派出60 名医生", "60 名", 60, "名", "医生"),
    ("选派2支医疗队", "2支", 2, "支", "医疗队"),
    ("5所学校", "5所", 5, "所", "学校"),
    ("8户牧户", "8户", 8, "户", "牧户"),
    ("签协议2份", "2份", 2, "份", "协议"),
    ("超过30场培训班", "超过30场", 30, "场", "培训班"),
    ("gave 45 Finnish textbooks to a school", "45", 45, "", "Finnish textbooks"),
    ("gave 120 picture books to a school", "120", 120, "", "picture books"),
    ("exchanged more than 16 delegations", "more than 16", 16, "", "delegations"),
])
def test_one_count(text: str, words: str, value: int, unit: str, noun: str) -> None:
    (found,) = find_counts(text)
    assert (text[found.start : found.end], int(found.value), found.unit, found.noun) == (words, value, unit, noun)
    assert text[found.noun_start : found.noun_end] == noun
    assert found.kind == "count"
    assert found.approximate is (found.bound is not None)


def test_a_bare_count_shares_the_noun_before() -> None:
    first, second = find_counts("互访达95批、850多人次")
    assert (first.noun, second.noun) == ("互访", "互访")
    assert (second.noun_start, second.noun_end) == (0, 2)
    assert second.approximate and second.bound == "over" and not first.approximate


@pytest.mark.parametrize("text", [
    "2021年12月1日", "5万元", "第三批干部", "第1版", "28岁", "十四五", "上午9时30分", "增长5%", "1.组织领导", "一、提高站位", "0515-86120000",
    "一个", "一批干部", "每批8人", "三个月", "3个小时", "两年", "三门县", "五家渠市", "四套班子", "三台县",
    "十八洞村", "千家万户", "12个百分点", "一带一路",
    "三支一扶", "五个一百年", "十九届", "数名干部", "the last 10 years", "RMB 300 yuans", "in 2021 books", "12 April tales", "", "3.5个月",
])
def test_no_count(text: str) -> None:
    assert [c for c in find_counts(text) if c.kind == "count"] == []


@pytest.mark.parametrize(("text", "value", "noun"), [
    ("做好三个方面", 3, "方面"), ("提出三点意见", 3, "意见"), ("提出三点工作意见", 3, "工作意见"), ("抓三件事", 3, "事"), ("提了两条建议", 2, "建议"),
    ("做到三个到位", 3, "到位"), ("四个意识", 4, "意识"), ("5个方面", 5, "方面"),
])
def test_things_said(text: str, value: int, noun: str) -> None:
    (found,) = find_counts(text)
    assert (found.kind, int(found.value), found.noun) == ("enumeration", value, noun)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("12三十余名个家项目干部、，共达培训 books"))))
def test_any_text(text: str) -> None:
    reach = 0
    for found in find_counts(text):
        assert reach <= found.start < found.end <= len(text)
        assert 0 <= found.noun_start <= found.noun_end <= len(text)
        assert text[found.noun_start : found.noun_end] == found.noun
        reach = found.end


@pytest.mark.parametrize("piece", ["1", "（", "个", "百", "3个", "a ", "1 a ", "项目"])
def test_long_lines_take_linear_time(piece: str) -> None:
    begin = time.perf_counter()
    find_counts(piece * (200_000 // len(piece)) + "3名")
    assert time.perf_counter() - begin < 20
