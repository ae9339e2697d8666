"""Script, punctuation and offsets: what is read differs from what is written, and leads back to it."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.prose import Prose
from kg.text.script import simplify

CHARS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("與長(yǔ)（zhǎng）\u200b\r\n\t\"',:;1年「」乾")))


@pytest.mark.parametrize(("written", "read"), [
    ("對口協作聯席會議", "对口协作联席会议"),
    ("常務副區長么小禾", "常务副区长么小禾"),
    ("餘先生與余女士", "余先生与余女士"),
    ("乾縣乾隆年間的會館", "乾县乾隆年间的会馆"),
    ("以後的皇后與裏長", "以后的皇后与里长"),
    ("一九八一年、幾個項目", "一九八一年、几个项目"),
])
def test_simplify(written: str, read: str) -> None:
    assert simplify(written) == read
    assert len(simplify(written)) == len(written)


@pytest.mark.parametrize("name", ["王昇", "乾县", "么小禾", "李喆", "周堃", "钱鍾", "於潜镇", "魏徵", "陈珮玥"])
def test_simplified_documents_keep_rare_characters(name: str) -> None:
    assert simplify(f"县长{name}出席会议") == f"县长{name}出席会议"


def test_simplified_text_never_loads_opencc() -> None:
    code = ("import sys; from kg.text.prose import Prose; Prose.of('乾县县长王昇，喆、堃两人到场'); assert 'opencc' not in sys.modules;"
            "Prose.of('縣長'); assert 'opencc' in sys.modules")
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(("written", "read"), [
    ("主任,区长", "主任，区长"),
    ("发布时间:2021-12-01 22:29", "发布时间：2021-12-01 22:29"),
    ("拨款1,200万元", "拨款1,200万元"),
    ("２０２１年Ａ区", "2021年A区"),
    ("二○二三年", "二〇二三年"),
    ('他说"好",走了', "他说“好”，走了"),
    ("「十四五」與『雙百』", "“十四五”与‘双百’"),
    ("买买提•江", "买买提·江"),
    ("甲\u00a0乙\u3000丙\t丁", "甲 乙 丙 丁"),
    ("零\u200b宽\ufeff字\u00ad符", "零宽字符"),
    ("甲\r\n乙\r丙", "甲\n乙\n丙"),
    ("红色\x1b[31m字\x07", "红色[31m字"),
    ("董事長(zhǎng)與(yǔ)會(huì)議", "董事长与会议"),
    ("漯（luò）河（he）", "漯河"),
    ("有限公司（cn）", "有限公司（cn）"),
    ("甲公司(ABC)", "甲公司（ABC）"),
    ("新吴—宜川 2021-2025", "新吴—宜川 2021-2025"),
    ("⼈⺠", "人民"),
])
def test_normalisation(written: str, read: str) -> None:
    assert Prose.of(written).text == read


def test_origin_leads_back() -> None:
    prose = Prose.of("公司與(yǔ)區(qū)政府簽\u200b約")
    assert prose.text == "公司与区政府签约"
    assert prose.quote(0, 3) == "公司與"
    assert prose.quote(2, 4) == "與(yǔ)區"
    assert prose.quote(6, 8) == "簽\u200b約"
    assert prose.origin(3, 3) == (7, 7)
    assert prose.quote(0, len(prose.text)) == prose.original
    assert prose.origin(-5, 10_000) == (0, len(prose.original))


@given(CHARS)
def test_origins_are_monotone_and_in_range(text: str) -> None:
    prose = Prose.of(text)
    spans = [prose.origin(i, i + 1) for i in range(len(prose.text))]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    if len(prose.text) == len(text):
        assert spans == [(i, i + 1) for i in range(len(text))]


@given(CHARS)
def test_the_original_is_kept_and_simplifying_keeps_length(text: str) -> None:
    once = Prose.of(text)
    assert len(simplify(once.text)) == len(once.text)
    assert once.original == text


@given(st.text(alphabet="会议（）()，。ab1yǔ\u200b", max_size=40), st.data())
def test_quote_is_a_slice_that_reads_the_same(text: str, data: st.DataObject) -> None:
    prose = Prose.of(text)
    start = data.draw(st.integers(0, len(prose.text)))
    end = data.draw(st.integers(start, len(prose.text)))
    first, last = prose.origin(start, end)
    assert prose.quote(start, end) == text[first:last]
    quoted = iter(prose.quote(start, end))
    assert all(char in quoted for char in prose.text[start:end] if char in "会议ab1，。")  # in the same order
