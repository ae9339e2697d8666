"""Heads of pages in the shapes that sites print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.header import header
from kg.text.prose import Prose

TITLE = "青禾县代表团到白塔区对接协作"
BODY = "\n石望山一行看了两个车间，随后开了座谈会。\n"


def head(text: str):  # type: ignore[no-untyped-def]
    return header(Prose.of(text).text)


@pytest.mark.parametrize(("line", "published"), [
    ("发布时间:2021-11-03 18:40", "2021-11-03"),
    ("发布日期：2025/08/29", "2025-08-29"),
    ("发布日期：2021年12月1日", "2021-12-01"),
    ("发表时间：2023 年 4 月 7 日", "2023-04-07"),
    ("时间：2021.04.09　来源：县局", "2021-04-09"),
    ("日期：2020-11-10　　点击：8", "2020-11-10"),
    ("更新时间:2016-09-21 11:42:08", "2016-09-21"),
    ("23-06-12 09:17 来源：白塔网", "2023-06-12"),
    ("06.08.2015 10:41", "2015-08-06"),
    ("- 2023年10月18日来源：白塔日报", "2023-10-18"),
    ("发布日期：\n2025-06-19\n08:16", "2025-06-19"),
    ("2020-10-14\n27", "2020-10-14"),
    ("青禾日报 2018年06月02日 第3版", "2018-06-02"),
    ("县振兴局　　二〇二三年二月三日", "2023-02-03"),
    ("【白塔新闻】 发布于 2021-10-15 | 人气：3", "2021-10-15"),
    ("Updated: April 24, 2024 | Source: Baita Office", "2024-04-24"),
    ("更新时间：2022-05-01 发布时间：2022-04-30", "2022-04-30"),
    ("更新时间：2022-05-01\n2022-04-29 10:00", "2022-04-29"),
    ("发布时间：2020-06-21来源：\n字号：【", "2020-06-21"),
    ("发布时间：20210305", "2021-03-05"),
    ("发布时间：2021-02-31", None),
    ("来源：白塔日报", None),
    ("发布时间：", None),
    ("白塔发布 8月16日 白塔", None),
])
def test_published(line: str, published: str | None) -> None:
    found = head(f"{TITLE}\n{line}{BODY}")
    assert found.published == published
    assert found.title == TITLE


def test_a_meeting_day_is_no_publication_day() -> None:
    assert head(f"{TITLE}\n会议时间 2023-07-20 上午9时{BODY}").published is None
    assert head(f"{TITLE}\n2023年7月20日，双方座谈。").published is None


@pytest.mark.parametrize(("page", "publisher", "source", "author"), [
    (f"{TITLE}\n来源：白塔日报 作者：丁一禾{BODY}", "白塔日报", "白塔日报", "丁一禾"),
    (f"{TITLE}\n发布时间:2021-12-01 来源:青禾县人民政府  字号:[ ]\n双方谈了。(来源:青禾在线)", "青禾县人民政府", "青禾在线", None),
    (f"当前位置：青禾新闻网 >> 县区\n{TITLE}\n来源：新青禾{BODY}", "青禾新闻网", "新青禾", None),
    (f"{TITLE}\n作者：佚名 文章来源：本站{BODY}（记者丁一禾 通讯员马小满）", None, None, "丁一禾 马小满"),
    (f"青禾日报 2018年05月25日 第1版\n{TITLE}{BODY}", "青禾日报", None, None),
    (f"《青禾日报》2018年5月25日 03版　记者 石望山\n{TITLE}{BODY}", "青禾日报", None, None),
    (f"【青禾发布】2018年5月25日\n{TITLE}{BODY}", "青禾发布", None, None),
    (f"2018年5月25日《青禾日报》03版\n{TITLE}{BODY}", "青禾日报", None, None),
    (f"{TITLE}\n信息来源：\n县报社{BODY}", "县报社", "县报社", None),
    (f"{TITLE}\n本文来源： 白塔社{BODY}（丁一禾 马小满）", "白塔社", "白塔社", "丁一禾 马小满"),
    (f"{TITLE}\n本报讯（丁一禾）石望山到了白塔区。", None, None, "丁一禾"),
    (f"{TITLE}{BODY}（文/图：马文静　审核：石磊）", None, None, "马文静"),
    (f"{TITLE}\n发布机构：青禾县政府办 来源：县协作办{BODY}", "青禾县政府办", "县协作办", None),
    (f"{TITLE}{BODY}", None, None, None),
    ("Company opens a hall\nHongqu Foods Co., Ltd. | Company News | 2020-11-26\nThe hall was opened.", "Hongqu Foods Co., Ltd.", None, None),
    ("Twin towns of ours\nHallingham Town Council | Last updated: 14 January 2024\nThe towns are two.", "Hallingham Town Council", None, None),
    ("A drill by the river\nBy Pan Xiaole | Lushan Today | 2022-06-15\nThe drill was long.", "Lushan Today", None, None),
    ("Water for schools\nFor immediate release | May 7, 2021\nThe water is clean.", None, None, None),
])
def test_publisher_source_author(page: str, publisher: str | None, source: str | None, author: str | None) -> None:
    found = head(page)
    assert (found.publisher, found.source, found.author) == (publisher, source, author)


@pytest.mark.parametrize("page", [
    f"{TITLE}\n当前位置：首页 > 新闻{BODY}",
    f"当前位置：首页 > 新闻\n{TITLE}{BODY}",
    f"打印本文 关闭窗口\n{TITLE}{BODY}",
    f"政务要闻\n{TITLE}\n{TITLE}{BODY}",
    f"{TITLE}_青禾县人民政府网{BODY}",
    f"标题：{TITLE}{BODY}",
])
def test_title(page: str) -> None:
    text = Prose.of(page).text
    found = header(text)
    assert found.title == TITLE
    assert found.title_span is not None
    assert text[slice(*found.title_span)] == TITLE
    assert text[found.body_start :].startswith("石望山")


def test_no_title_is_invented() -> None:
    found = head("石望山昨天到了白塔区，看了两个车间，随后双方开了座谈会。\n会后签了协议。")
    assert found.title is None and found.title_span is None and found.body_start == 0
    assert header("").body_start == 0


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("发布时间来源作者：2021-/.年月日 |\n>（）记者"))))
def test_never_raises(text: str) -> None:
    found = header(text)
    assert 0 <= found.body_start <= len(text)
    if found.title_span:
        assert text[slice(*found.title_span)] == found.title
