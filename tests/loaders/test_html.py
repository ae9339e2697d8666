"""HTML pages: what they say of themselves, and the article in them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg import loaders
from kg.errors import InputError
from kg.loaders import Loaded

BODY = ("青禾县与白沙区召开联席会议，会上双方通报了上一年度的协作情况，并就产业园建设交换意见。",
        "县长丙三省表示，要把资金管好用好，让更多群众受益；区长丁四海回应，将继续选派教师和医生。",
        "会后，两地签订了《劳务合作协议》。")
PAGE = """<!DOCTYPE html><html lang="zh"><head><meta charset="{charset}">
<title>两地召开联席会议_青禾县人民政府网</title>
<meta name="ArticleTitle" content="两地召开 联席会议"><META NAME="PubDate" content="2023-04-06 09:30">
<meta name="ContentSource" content="来源：青禾日报"><meta name="SiteName" content="青禾县人民政府">
<style>.a {{ color: red }}</style><script>var a = "脚本里的句子，不该出现。";</script></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开，办事服务</a></li></ul></div>
<div class="wrap"><h1>两地召开联席会议</h1>
<div class="info"><span>发布时间：2023-04-06 09:30</span> <span>来源：青禾日报</span> <span>浏览次数：<b>12</b></span></div>
<div id="zoom" class="TRS_Editor"><p>　　{p0}</p><p>&emsp;&emsp;<b>县长丙三省</b>{p1}</p>
<div style="display: none">看不见的句子，不该出现在正文里。</div><p hidden>也看不见，这一句。</p>
<p>{p2}<br>（记者&nbsp;戊五&#x6708;）</p><table><tr><td>项目</td><td>资金</td></tr><tr><td>校舍</td><td>30万元</td></tr></table>
</div></div>
<div class="related"><p><a href="/1">相关新闻：某地召开会议，部署工作。</a></p><p><a href="/2">另一则新闻，标题很长很长。</a></p></div>
<div class="footer">主办：青禾县人民政府办公室，地址：青禾县文化路1号，备案号0000。</div></body></html>"""
TEXT = f"两地召开 联席会议\n发布时间：2023-04-06 09:30 来源：青禾日报 浏览次数：12\n{BODY[0]}\n{BODY[1]}\n{BODY[2]}\n" \
       "（记者 戊五月）\n项目\t资金\n校舍\t30万元\n"


def page(charset: str = "utf-8") -> str:
    return PAGE.format(charset=charset, p0=BODY[0], p1=BODY[1].removeprefix("县长丙三省"), p2=BODY[2])


def read(tmp_path: Path, content: str | bytes, name: str = "page.html", fixed: bool = False) -> Loaded:
    path = tmp_path / "page.html"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return loaders.read(path, name, fixed=fixed)


def test_the_article_and_nothing_else(tmp_path: Path) -> None:
    loaded = read(tmp_path, page())
    assert loaded.text == TEXT
    source = loaded.source
    assert (source.name, source.title, source.published) == ("page.html", "两地召开 联席会议", "2023-04-06")
    assert (source.publisher, source.credit, source.url) == ("青禾县人民政府", "青禾日报", "")
    assert source.media_type == "text/html" and loaded.notes == ()


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "GB18030"])
def test_pages_in_chinese_encodings(tmp_path: Path, charset: str) -> None:
    text = page(charset).replace("&emsp;", "")
    loaded = read(tmp_path, text.encode("gb18030"))
    assert loaded.text == TEXT and loaded.notes == ("read as GB18030",)


def test_a_wrong_charset_does_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, page("gb2312")).text == TEXT  # in fact UTF-8
    assert read(tmp_path, '<?xml version="1.0" encoding="GBK"?>' + page()).text == TEXT


def test_without_meta_tags_the_page_itself_tells(tmp_path: Path) -> None:
    bare = "\n".join(line for line in page().split("\n") if "ArticleTitle" not in line and "ContentSource" not in line)
    loaded = read(tmp_path, bare)
    assert loaded.text == TEXT.replace("召开 联席", "召开联席")
    assert loaded.source.published == loaded.source.publisher == loaded.source.credit == ""


@pytest.mark.parametrize(("tag", "url"), [
    ('<link rel="canonical" href="https://www.qinghe.example/a/1.html#top">', "https://www.qinghe.example/a/1.html"),
    ('<meta property="og:url" content="http://qinghe.example/t?id=7">', "http://qinghe.example/t?id=7"),
    ('<meta name="Url" content="http://qinghe.example/x/">', "http://qinghe.example/x/"),
    ('<link rel="canonical" href="/a/1.html">', ""),
    ('<link rel="canonical" href="https://www.qinghe.example/">', ""),
    ('<link rel="canonical" href="javascript:alert(1)">', ""),
    ('<link rel="canonical" href="file:///etc/passwd">', ""),
    ('<link rel="canonical" href="https://[bad/1">', ""),
    ('<link rel="canonical" href="https://x.example/&#27;[31m">', ""),
    (f'<link rel="canonical" href="https://x.example/{"a" * 3000}">', ""),
])
def test_the_address_of_a_page_is_its_name(tmp_path: Path, tag: str, url: str) -> None:
    content = page().replace("</head>", f"{tag}</head>")
    loaded = read(tmp_path, content)
    assert loaded.source.url == url and loaded.source.name == (url or "page.html")
    assert read(tmp_path, content, "mine", fixed=True).source.name == "mine"


@pytest.mark.parametrize(("content", "day"), [
    ("2023年4月6日", "2023-04-06"), ("2023/04/06", "2023-04-06"), ("2023-02-31", ""), ("昨天", ""), ("20230406", "")])
def test_days_of_publication(tmp_path: Path, content: str, day: str) -> None:
    assert read(tmp_path, page().replace("2023-04-06 09:30\"", f'{content}"')).source.published == day


def test_an_article_in_several_containers(tmp_path: Path) -> None:
    parts = "".join(f"<div class='part'><p>{line}</p></div>" for line in BODY)
    text = read(tmp_path, f"<html><body><div class='menu'><a href='/'>首页，导航</a></div><div>{parts}</div></body></html>").text
    assert text == "\n".join(BODY) + "\n"


def test_an_article_of_line_breaks_in_a_table_of_the_old_days(tmp_path: Path) -> None:
    content = f"<table><tr><td><a href=/>首页</a></td></tr><tr><td><font>{'<br><br>　　'.join(BODY)}</font></td></tr></table>"
    text = read(tmp_path, content).text or ""
    assert [line for line in text.split("\n") if line in BODY] == list(BODY)


@pytest.mark.parametrize("content", [
    "<body>" + "<script></script>词" * 100_000, "<div>" * 250 + f"<p>{BODY[0]}</p>" * 20_000, "<p>" + "<b>词</b>" * 100_000,
    "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{BODY[0]}", f"<a><p>{BODY[0]}" * 20_000,
    "<body>" + f"<div>{BODY[0]}</div>" * 20_000, "<i hidden>x</i>" * 100_000 + BODY[0],
])
def test_large_pages_take_time_in_proportion(tmp_path: Path, content: str) -> None:
    start = time.perf_counter()
    try:
        assert read(tmp_path, content).text
    except InputError as error:
        assert "attributes" in str(error)
    assert time.perf_counter() - start < 10  # the quadratic ways take minutes


def test_hostile_pages(tmp_path: Path) -> None:
    deep = "<div>" * 20_000 + f"<p>{BODY[0]}</p>"
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><p>&b;&b;词，一个句子在这里。</p>'
    outside = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;词，一个句子在这里。</p>'
    start = time.perf_counter()
    for content in (deep, bomb, outside, page() + "<p>" * 50_000, "<p>词，句子在这里呢。</p>" * 20_000):
        try:
            text = read(tmp_path, content).text or ""
        except InputError:
            continue
        assert "root:" not in text and "aaaaaaaaaaaaaaaaaaaa" not in text
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(("content", "message"), [
    ("<html><body><script>document.write('x')</script></body></html>", "the document holds no words"),
    ("<!-- nothing -->", "the file holds no HTML|the document holds no words"),
    (b"<html>\0</html>", "this is a binary file"),
    (b"<p>\xe4\xb8</p>", r"\(byte 3\): the text breaks off within a character"),
])
def test_pages_without_text(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(tmp_path, content)
