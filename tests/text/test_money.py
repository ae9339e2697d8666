"""Sums of money; all sentences invented."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.money import find_amounts


@pytest.mark.parametrize(("text", "words", "value", "currency", "bound"), [
    ("捐资100万元。", "100万元", "1000000", "CNY", None),
    ("资金已有近5亿元", "近5亿元", "500000000", "CNY", "under"),
    ("出资655.8万元", "655.8万元", "6558000", "CNY", None),
    ("投入1,200万元", "1,200万元", "12000000", "CNY", None),
    ("投入1，200万元", "1，200万元", "12000000", "CNY", None),
    ("三百万元善款", "三百万元", "3000000", "CNY", None),
    ("五万元整", "五万元", "50000", "CNY", None),
    ("两千多万元", "两千多万元", "20000000", "CNY", "over"),
    ("50余万元", "50余万元", "500000", "CNY", "over"),
    ("50万多元", "50万多元", "500000", "CNY", "over"),
    ("5万余元", "5万余元", "50000", "CNY", "over"),
    ("2000余万元", "2000余万元", "20000000", "CNY", "over"),
    ("10多万元", "10多万元", "100000", "CNY", "over"),
    ("约200万美元", "约200万美元", "2000000", "USD", "about"),
    ("超过10亿元", "超过10亿元", "1000000000", "CNY", "over"),
    ("逾3亿元", "逾3亿元", "300000000", "CNY", "over"),
    ("突破56亿元", "突破56亿元", "5600000000", "CNY", "over"),
    ("不足3万元", "不足3万元", "30000", "CNY", "under"),
    ("1000元左右", "1000元左右", "1000", "CNY", "about"),
    ("500万元以上", "500万元以上", "5000000", "CNY", "over"),
    ("上千万元", "上千万元", "10000000", "CNY", "over"),
    ("1亿2000万元", "1亿2000万元", "120000000", "CNY", None),
    ("1.5万亿元", "1.5万亿元", "1500000000000", "CNY", None),
    ("人民币300万元", "人民币300万元", "3000000", "CNY", None),
    ("300万元人民币", "300万元人民币", "3000000", "CNY", None),
    ("¥300万", "¥300万", "3000000", "CNY", None),
    ("港币50万", "港币50万", "500000", "HKD", None),
    ("58万港元", "58万港元", "580000", "HKD", None),
    ("HK$30万", "HK$30万", "300000", "HKD", None),
    ("二十万英镑", "二十万英镑", "200000", "GBP", None),
    ("100000日元", "100000日元", "100000", "JPY", None),
    ("6万欧元", "6万欧元", "60000", "EUR", None),
    ("€50,000 paid", "€50,000", "50000", "EUR", None),
    ("$1.2 million", "$1.2 million", "1200000", "USD", None),
    ("US$3.5 million", "US$3.5 million", "3500000", "USD", None),
    ("达RMB 5 million", "RMB 5 million", "5000000", "CNY", None),
    ("about 6 million U.S. dollars", "about 6 million U.S. dollars", "6000000", "USD", "about"),
    ("a 3-million-yuan fund", "3-million-yuan", "3000000", "CNY", None),
    ("about 2 million yuan", "about 2 million yuan", "2000000", "CNY", "about"),
    ("more than 1.5 billion yuan", "more than 1.5 billion yuan", "1500000000", "CNY", "over"),
    ("200,000 euros", "200,000 euros", "200000", "EUR", None),
    ("签约3万元", "3万元", "30000", "CNY", None),
    ("附近3万元", "3万元", "30000", "CNY", None),
    ("投入资金5000万，", "5000万", "50000000", "CNY", None),
    ("又追加了300万。", "300万", "3000000", "CNY", None),
    ("10 万元", "10 万元", "100000", "CNY", None),
    ("投入1 450万元", "1 450万元", "14500000", "CNY", None),
    ("2021 450万元", "450万元", "4500000", "CNY", None),
    ("元旦捐款3元", "3元", "3", "CNY", None),
])
def test_one_amount(text: str, words: str, value: str, currency: str, bound: str | None) -> None:
    (found,) = find_amounts(text)
    assert text[found.start : found.end] == words
    assert (str(found.value), found.currency, found.bound) == (value, currency, bound)
    assert found.approximate is (bound is not None)


@pytest.mark.parametrize("text", [
    "元旦", "3元素", "2元旦", "单元楼", "多元化", "公元2000年", "一元化", "三元区", "数百万元", "几千万元", "第3元", "5000万人", "3万", "100人", "",
    "二元结构", "万元", "1.2亿人口", "美元", "元", "新区 12 300万元", "老区 8 450.5万元", "捐了300万只口罩",
])
def test_no_amount(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(("text", "flags"), [
    ("甲公司和乙公司各出5万元", "each"), ("两家各捐5万元", "each"), ("各5万元", "each"), ("每村安排50万元", "each"), ("分别捐赠5万元", "each"),
    ("每个村补助20万元", "each"), ("各界人士捐款5万元", ""), ("各单位捐款5万元", ""), ("累计投入1.26亿元", "total"), ("共拨付735万元", "total"),
    ("总投资12亿元", "total"), ("结对以来已投入3亿元", "total"), ("共同投资5万元", ""), ("公共预算3亿元", ""), ("中共党员捐款5万元", ""),
    ("10元/公斤", "price"), ("每亩补500元", "price"), ("票价20元", "price"), ("500元每吨", "price"), ("一次拨付3万元", ""),
])
def test_flags(text: str, flags: str) -> None:
    (found,) = find_amounts(text)
    assert (found.distributive, found.cumulative, found.unit_price) == (flags == "each", flags == "total", flags == "price")


def test_sums_named_respectively_are_no_shares() -> None:
    assert [(int(a.value), a.distributive) for a in find_amounts("分别捐赠5万元、3万元。")] == [(50000, False), (30000, False)]


@pytest.mark.parametrize(("text", "low", "high"), [("3万至5万元", 30000, 50000), ("5-10万元", 50000, 100000), ("3000元到5000元", 3000, 5000)])
def test_spans_of_sums(text: str, low: int, high: int) -> None:
    (found,) = find_amounts(text)
    assert found.value == low and found.upper == high and found.approximate
    assert text[found.start : found.end] == text


def test_totals_with_parts() -> None:
    text = "共到账735万元，其中省级240万元、市级395万元、县级100万元。"
    assert [int(a.value) // 10000 for a in find_amounts(text)] == [735, 240, 395, 100]
    assert [a.cumulative for a in find_amounts(text)] == [True, False, False, False]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("元万亿123,.各共近$ ¥人民币美millionyuan至"))))
def test_any_text(text: str) -> None:
    reach = 0
    for found in find_amounts(text):
        assert reach <= found.start < found.end <= len(text)
        assert found.value >= 0 and len(found.currency) == 3
        reach = found.end


@pytest.mark.parametrize("piece", ["1", "（", "元", "百", "1,", "近", "1万", "$1"])
def test_long_lines_take_linear_time(piece: str) -> None:
    begin = time.perf_counter()
    find_amounts(piece * (200_000 // len(piece)) + "元")
    assert time.perf_counter() - begin < 20
