"""Pages as government sites write them: layout by tables, and what the TRS publishing system makes. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import loaders

BODY = ("本月十二日，白沙区教育局一行五人走进青禾县第三中学，听课、评课，并与教师座谈。",
        "副县长丙三省到场，他说，县里将腾出二十间教师公寓，请白沙区的老师安心住下。",
        "双方约定，自秋季学期起互派教师。")
TITLE = "白沙区教师走进青禾课堂"

TABLES = f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>{TITLE} - 青禾教育网</TITLE></HEAD>
<BODY bgColor=#ffffff><TABLE width=780 align=center><TR><TD><IMG src=top.gif></TD></TR><TR><TD><A href=/>首页</A> | <A href=/z>政务，公开</A></TD></TR></TABLE>
<TABLE width=780 align=center><TR><TD width=180 vAlign=top><TABLE><TR><TD><A href=1.htm>通知：关于开学，有关事项</A></TD></TR><TR><TD><A href=2.htm>公示：名单，请查阅全文</A></TD></TR></TABLE></TD>
<TD vAlign=top><TABLE width="100%"><TR><TD align=center><FONT size=4><B>{TITLE}</B></FONT></TD></TR>
<TR><TD align=center>发布时间：2009-4-13 来源：青禾教育网 点击：33</TD></TR><TR><TD height=1 background=line.gif></TD></TR>
<TR><TD><P>　　{BODY[0]}</P><P>　　<FONT face=宋体>{BODY[1]}</FONT><P>&nbsp;&nbsp;&nbsp; {BODY[2]}</TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=780 align=center><TR><TD align=center>版权所有：青禾县教育局　电话：000-0000000，技术支持：某公司</TD></TR></TABLE></BODY></HTML>"""

TRS = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}</title>
<meta name="SiteName" content="青禾县人民政府门户网站"><meta name="SiteDomain" content="qinghe.example"><meta name="ColumnName" content="教育">
<meta name="ArticleTitle" content="{TITLE}" /><meta name="PubDate" content="2009-04-13 08:00:00" />
<meta name="ContentSource" content="青禾教育" /><meta name="Url" content="http://qinghe.example/art/2009/4/13/art_7_9.html">
<meta name="Keywords" content=""><meta name="Author" content=""></head><body>
<div class="header"><a href="/">网站首页</a></div><div class="xl"><h2>{TITLE}</h2>
<div class="xl_sub">日期：2009-04-13　<script>document.write("浏览，次数。")</script>【字体：<a href="#">大</a> <a href="#">小</a>】</div>
<div class="view {{editor}}"><style type="text/css">.{{editor}} P {{{{ margin: 0 }}}} 样式，不是正文。</style>
<div class="Custom_UnionStyle"><p align="justify">　　<span style="font-size: 12pt">{BODY[0]}</span></p><p><?xml:namespace prefix = o />　　{BODY[1]}<o:p></o:p></p>
<p align="center"><img src="./W0.jpg" OLDSRC="W0.jpg" /></p><p>　　{BODY[2]}</p></div></div>
<div class="xg"><ul><li><a href="/a">相关，文章一，请看这里的内容。</a></li></ul></div></div>
<div class="foot">主办：青禾县人民政府，备案序号：某ICP备0号。</div></body></html>"""


def read(tmp_path: Path, data: bytes) -> loaders.Loaded:
    (tmp_path / "p.htm").write_bytes(data)
    return loaders.read(tmp_path / "p.htm", "p.htm")


def test_layout_by_tables(tmp_path: Path) -> None:
    loaded = read(tmp_path, TABLES.encode("gb18030"))
    lines = (loaded.text or "").splitlines()
    assert lines == [TITLE, "发布时间：2009-4-13 来源：青禾教育网 点击：33", *BODY]
    assert loaded.notes == ("read as GB18030",)


@pytest.mark.parametrize("editor", ["TRS_Editor", "TRS_UEDITOR trs_paper_default", "trs_editor_view"])
def test_pages_of_trs(tmp_path: Path, editor: str) -> None:
    loaded = read(tmp_path, TRS.format(editor=editor).encode())
    lines = (loaded.text or "").splitlines()
    assert lines[0] == TITLE and lines[-3:] == list(BODY) and len(lines) <= 5
    source = loaded.source
    assert (source.title, source.published, source.publisher, source.credit) == (TITLE, "2009-04-13", "青禾县人民政府门户网站", "青禾教育")
    assert source.name == source.url == "http://qinghe.example/art/2009/4/13/art_7_9.html"
