"""Blocks, sentences and clauses of pages written for these tests."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.prose import Prose
from kg.text.sentences import Block, blocks, clauses, sentences

PAGE = """当前位置:首页 > 政务动态 > 正文
青禾县党政代表团赴白塔区对接协作
发布时间:2022-03-04 09:10  来源:青禾县融媒体中心  字号:[大 中 小]
青禾讯（记者丁一禾）3月2日,青禾县委书记石望山率团到白塔区考察。他说:"两地要常来往。"
石望山提出三点意见:
提高站位,把协作当成大事
要落到人头上;要落到账上。
双方签了协议。（来源:青禾在线）
责任编辑：马小满
上一篇:无
相关新闻
白塔区召开大会
"""


def kinds(text: str) -> list[tuple[str, str]]:
    text = Prose.of(text).text
    return [(b.kind, text[b.start : b.end]) for b in blocks(text)]


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, Block(0, len(text), "paragraph"))]


def test_a_page_in_blocks() -> None:
    assert kinds(PAGE) == [
        ("meta", "当前位置：首页 > 政务动态 > 正文"),
        ("title", "青禾县党政代表团赴白塔区对接协作"),
        ("meta", "发布时间：2022-03-04 09:10  来源：青禾县融媒体中心  字号：[大 中 小]"),
        ("credit", "青禾讯（记者丁一禾）"),
        ("paragraph", "3月2日，青禾县委书记石望山率团到白塔区考察。他说：“两地要常来往。”"),
        ("paragraph", "石望山提出三点意见："),
        ("heading", "提高站位，把协作当成大事"),
        ("paragraph", "要落到人头上；要落到账上。"),
        ("paragraph", "双方签了协议。"),
        ("credit", "（来源：青禾在线）"),
        ("credit", "责任编辑：马小满"),
        ("noise", "上一篇：无"),
        ("noise", "相关新闻"),
        ("noise", "白塔区召开大会"),
    ]


@pytest.mark.parametrize(("line", "kind"), [
    ("首页>>要闻>>正文", "meta"), ("您所在的位置：网站首页 » 新闻", "meta"), ("首页 - 新闻中心 - 县区", "meta"),
    ("2021-05-06", "meta"), ("青禾日报 2020年7月8日 第3版", "meta"), ("第12期（总第40期）", "meta"),
    ("白塔发布 8月3日 白塔", "meta"), ("浏览次数：35", "meta"), ("文号：青政发〔2020〕3号", "meta"),
    ("（记者 丁一禾 通讯员 马小满）", "credit"), ("（丁一禾）", "credit"), ("编辑：马小满  审核：石磊", "credit"),
    ("打印本页 关闭窗口", "noise"), ("【加入收藏】【返回】", "noise"), ("━━━━━━", "noise"), ("128", "noise"),
    ("版权所有：青禾县人民政府", "noise"), ("分享到：", "noise"), ("-->", "noise"),
    ("会议时间 2023-07-20 上午9时", "paragraph"), ("团 长：石望山 县委书记", "paragraph"), ("石望山 县委书记", "paragraph"),
    ("主办方表示，明年再来。", "paragraph"), ("（间奏）", "paragraph"), ("捐款320万元", "paragraph"), ("二、产业协作", "heading"),
    ("一是抓产业，", "paragraph"),
])
def test_line_kinds(line: str, kind: str) -> None:
    page = f"青禾县代表团到访白塔区\n双方座谈了半天。\n{line}\n他们又谈了一天。"
    found = [k for k, words in kinds(page) if words == Prose.of(line).text]
    assert found == [kind]


def test_a_label_may_have_its_value_on_the_next_line() -> None:
    found = kinds("青禾县代表团到访\n发布日期：\n2021-05-06\n信息来源：\n县报社\n代表团昨天到访。")
    assert [k for k, _ in found] == ["title", "meta", "meta", "meta", "meta", "paragraph"]


@pytest.mark.parametrize(("text", "expected"), [
    ("甲来了。乙走了！丙呢？", ["甲来了。", "乙走了！", "丙呢？"]),
    ("他说：“来。再来。”走了。", ["他说：“来。再来。”", "走了。"]),
    ("“加油！”的喊声不断。", ["“加油！”的喊声不断。"]),
    ("签了《合作。协议》。", ["签了《合作。协议》。"]),
    ("地点在区里（楼上。不远）。好。", ["地点在区里（楼上。不远）。", "好。"]),
    ("没关的“引号。后面。", ["没关的“引号。", "后面。"]),
    ("多余的”引号。后面。", ["多余的”引号。", "后面。"]),
    ("括号（没关。后面。", ["括号（没关。", "后面。"]),
    ("交叉“一（二”三）。四。", ["交叉“一（二”三）。", "四。"]),
    ("没有句号", ["没有句号"]),
    (" 前后 。 空白 ", ["前后 。", "空白"]),
    ("一；二。三", ["一；二。", "三"]),
    ("Mr. Li came. He left.", ["Mr. Li came.", "He left."]),
    ("增长3.5%。好", ["增长3.5%。", "好"]),
    ("好！！真好", ["好！！", "真好"]),
])
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_clauses() -> None:
    text = "甲捐款；乙说“一；二”；丙（三；四）走了。"
    (sentence,) = sentences(text, Block(0, len(text), "paragraph"))
    assert [text[c.start : c.end] for c in clauses(text, sentence)] == ["甲捐款；", "乙说“一；二”；", "丙（三；四）走了。"]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("“”《》（）。！；\n 来源：编辑>年月日2"))))
def test_blocks_and_sentences_lie_in_order(text: str) -> None:
    reach = 0
    for block in blocks(text):
        assert reach <= block.start < block.end <= len(text)
        reach = block.end
        last = block.start
        for sentence in sentences(text, block):
            assert last <= sentence.start < sentence.end <= block.end
            between = text[last : sentence.start]
            assert not between.strip()
            last = sentence.end
            covered = "".join(text[c.start : c.end] for c in clauses(text, sentence))
            assert "".join(covered.split()) == "".join(text[sentence.start : sentence.end].split())
        assert not text[last : block.end].strip()


@pytest.mark.parametrize("piece", ["（", "“", "。", "（）", "“。", "”", "1", "字，", "（\n"])
def test_long_lines_take_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    begin = time.perf_counter()
    for block in blocks(text):
        for sentence in sentences(text, block):
            clauses(text, sentence)
    assert time.perf_counter() - begin < 20
