"""Numerals in their many dresses."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.numbers import bound_of, number


@pytest.mark.parametrize(("text", "value"), [
    ("7", "7"), ("1,234", "1234"), ("1，234", "1234"), ("12,345,678", "12345678"), ("3.50", "3.50"), ("１２", "12"), ("〇", "0"), ("两", "2"),
    ("十", "10"), ("十二", "12"), ("二十", "20"), ("三十余", "30"), ("十几", "10"), ("一百二十三", "123"), ("一百零三", "103"), ("三百五", "350"),
    ("一千零五十", "1050"), ("六千五百", "6500"), ("两千三", "2300"), ("一万二", "12000"), ("3万5", "35000"), ("3万", "30000"), ("3千万", "30000000"),
    ("1.2亿", "120000000"), ("1亿2000万", "120000000"), ("一亿三千万", "130000000"), ("一万亿", "1000000000000"), ("一千二百万", "12000000"),
    ("两万五千", "25000"), ("二〇二一", "2021"), ("百余", "100"), ("万", "10000"), ("五百万", "5000000"), ("叁佰", "300"), ("655.8万", "6558000"),
])
def test_number(text: str, value: str) -> None:
    found = number(text)
    assert found == Decimal(value)
    assert found is not None and "E" not in str(found)


@pytest.mark.parametrize("text", ["", "abc", "三四", "二三十", "百十千", "一一百", "1.2.3", "万万千三亿一", "-5", "٣", "²", "1" * 61])
def test_no_number(text: str) -> None:
    assert number(text) is None


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_come_back(value: int) -> None:
    assert number(spell(value)) == value
    assert number(f"{value:,}") == value


def spell(value: int) -> str:
    """The full Chinese numeral of a number below 10 ** 12, written independently of the reader."""
    if value == 0:
        return "零"
    groups = []
    for unit in ("", "万", "亿"):
        value, group = divmod(value, 10_000)
        groups.append((group, unit))
    text = ""
    for group, unit in reversed(groups):
        if group:
            text += ("零" if text and group < 1000 else "") + spell_group(group) + unit
        elif text and not text.endswith("零"):
            text += "零"
    return text.rstrip("零")


def spell_group(value: int) -> str:
    text = ""
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, power)
        if digit:
            text += "〇一二三四五六七八九"[digit] + unit
        elif text and value and not text.endswith("零"):
            text += "零"
    return text


@pytest.mark.parametrize(("words", "bound"), [
    ("余", "over"), ("多", "over"), ("超过", "over"), ("逾", "over"), ("近", "under"), ("不足", "under"), ("近余", "over"), ("约", "about"),
    ("左右", "about"), ("", None),
])
def test_bounds(words: str, bound: str | None) -> None:
    assert bound_of(words) == bound


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("一二三十百千万亿余多1234,.，近约"))))
def test_any_text(text: str) -> None:
    value = number(text)
    assert value is None or value >= 0
