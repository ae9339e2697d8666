"""The page of a network: what it holds, that it repeats, and that nothing in it can run but its own two scripts."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib import resources
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import network, views
from kg.errors import KGError
from kg.store import Store
from kg.views import clean, page, style

HOSTILE = ['</script><script>boom()</script>', '"><img src=x onerror=boom()>', "javascript:boom()", "a\u2028b\u2029c",
           "\u202egnp.exe\u2066", "{{ 7*7 }}", "<!--<script>", "\ud800\x00\x1b[31m", "<b>*_`", "'-alert(1)-'"]


def hostile_graph(bad: str) -> nx.MultiDiGraph:
    """A graph in which every string is the same hostile one."""
    graph = nx.MultiDiGraph()
    for node, kind in (("a" + bad, "region"), ("b" + bad, "person"), ("c" + bad, bad)):
        graph.add_node(node, label=bad, kind=kind, code=bad, level=bad, province=bad, pinyin=bad, initials=bad, english=bad,
                       aliases=[bad, "x" + bad])
    proof = {"quote": bad, "source": bad, "title": bad, "url": bad, "published": bad, "start": 0, "end": 1}
    for relation in style.EDGES:
        graph.add_edge("a" + bad, "b" + bad, key=relation, relation=relation, label=bad, kind=bad, programme=bad, role=bad,
                       start=bad, end=bad, attested=bad, status=bad, weight=1.0, details=[bad], evidence=[proof])
    return graph


def data_of(page: str) -> dict:
    found = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert len(found) == 1
    return json.loads(found[0])


@pytest.fixture
def drawn(filled: Store) -> str:
    return views.graph(network.graph(filled), title="梅里—临川", subtitle="示例")


def test_vis_network_is_the_file_that_we_know() -> None:
    content = resources.files("pyvis").joinpath(page.VIS).read_bytes()
    assert hashlib.sha256(content).hexdigest() == views.VIS_SHA256
    assert b"</script" not in content.lower()


def test_the_policy_names_the_hashes_of_what_the_page_runs(drawn: str) -> None:
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', drawn).group(1))  # type: ignore[union-attr]
    scripts = re.findall(r"<script>(.*?)</script>", drawn, re.S)
    sheets = re.findall(r"<style>(.*?)</style>", drawn, re.S)
    assert (len(scripts), len(sheets)) == (2, 1)
    for content in scripts + sheets:
        assert base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "\r" not in drawn


def test_the_page_asks_for_nothing(drawn: str) -> None:
    body = re.sub(r"<script>.*?</script>", "", drawn, flags=re.S)
    assert not re.findall(r"(?:src|href)=\"(?!#)[^\"]*|@import|url\(|<link|<iframe|<object", body)


def test_facts_quotes_and_sources_are_in_the_table_and_in_the_data(drawn: str) -> None:
    table = drawn[drawn.index("<table>"):drawn.index("</table>")]
    for words in ("双方自2018年起结对", "梅里区与临川县开展协作互访", "120.5万元", "产业园共建协议", "区长", "校舍修缮"):
        assert words in table
    data = data_of(drawn)
    assert len(data["facts"]) == table.count("<tr>") - 1 == 7  # a number of people is no relation
    assert {node["label"] for node in data["nodes"]} == {"梅里区", "临川县", "甲一鸣", "乙二凡"}
    assert data["concepts"]["partnership/paired-assistance"][0]


def test_title_subtitle_date_and_sources_stand_above(drawn: str) -> None:
    head = drawn[drawn.index("<header>"):drawn.index("</header>")]
    for words in ("梅里—临川", "示例", "数据截至 2022-05-18", "1 个来源", "Data up to 2022-05-18", "1 source"):
        assert words in head


def test_the_same_graph_gives_the_same_bytes(filled: Store, tmp_path: Path) -> None:
    first = views.graph(network.graph(filled), title="x", output=tmp_path / "x.html")
    assert views.graph(network.graph(filled), title="x") == first
    assert (tmp_path / "x.html").read_bytes() == first.encode("utf-8")


def test_promised_is_dashed_and_evidence_widens(filled: Store) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="甲", kind="region")
    graph.add_node("b", label="乙", kind="region")
    graph.add_edge("a", "b", key="1", relation="money", label="1元", status="status/promised", weight=1.0)
    graph.add_edge("a", "b", key="2", relation="partnership", label="结对", weight=8.0)
    graph.add_edge("b", "a", key="3", relation="partnership", label="结对", weight=1.0, role="role/peer")
    edges = {(edge["from"], edge["relation"]): edge for edge in data_of(views.graph(graph, title="x"))["edges"]}
    assert edges[0, "money"]["dashes"] and not edges[0, "partnership"]["dashes"]
    assert edges[0, "partnership"]["width"] > edges[1, "partnership"]["width"] > edges[0, "money"]["width"]
    assert edges[0, "partnership"]["arrows"]["to"]["enabled"] and not edges[1, "partnership"]["arrows"]["to"]["enabled"]
    for edge in edges.values():
        assert {"color", "highlight", "hover"} <= set(edge["color"])
    assert len({(edge["smooth"] or {}).get("roundness", 0) for edge in edges.values()}) > 1


def test_an_empty_graph_says_so() -> None:
    text = views.graph(nx.MultiDiGraph(), title="空")
    assert "图中还没有关系" in text and "There is nothing to draw yet" in text
    assert 'id="stage"' not in text


def test_a_node_without_relations_is_drawn() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="甲", kind="region")
    assert [node["label"] for node in data_of(views.graph(graph, title="x"))["nodes"]] == ["甲"]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(KGError, match="cannot be written: .*; choose another file"):
        views.graph(nx.MultiDiGraph(), title="x", output=tmp_path / "missing" / "x.html")


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_strings_are_inert(bad: str) -> None:
    text = views.graph(hostile_graph(bad), title=bad, subtitle=bad)
    text.encode("utf-8")
    body = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    assert text.count("<script") == 3 + page._vis().count("<script") and body.count("</script>") == 1
    assert "<img" not in body and "<b>*" not in body and "<!--" not in body
    assert 'href="javascript' not in body and not re.search(r"<[^>]+\son\w+=", body)
    assert not re.search("[\u2028\u2029\u202a-\u202e\u2066-\u2069\x00\x1b]", body)
    assert "49" not in re.findall(r"<h1>.*?</h1>", body)[0]
    assert data_of(text)["nodes"][0]["label"] == (clean.line(bad) or "?")


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_an_island_is_json_that_ends_no_script(text: str) -> None:
    packed = clean.island({"x": clean.plain(text)})
    assert not re.search("[<>&\u2028\u2029]", packed)
    assert json.loads(packed) == {"x": clean.plain(text)}
    packed.encode("utf-8")


@pytest.mark.parametrize("address, kept", [
    ("https://example.org/a?b=1&c=2", True), ("HTTP://example.org", True), ("javascript:alert(1)", False), ("//example.org", False),
    (" https://example.org", False), ("https://e.org/\"onclick=x", False), ("data:text/html,x", False), ("https://e.org/\u202ex", False)])
def test_only_web_addresses_become_links(address: str, kept: bool) -> None:
    assert clean.link(address) == (address if kept else "")


def luminance(color: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.1)."""
    parts = [int(color[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_told_from_the_paper() -> None:
    paper = "#fffdf9"
    for name, edge in style.EDGES.items():
        assert contrast(edge.color, paper) >= (3 if name == "tenure" else 4.5), name  # a tenure's line bears no words
    for name, node in style.NODES.items():
        assert contrast(node.border, paper) >= 3, name
    for text in ("#1d2b36", "#56646f", "#1b5a86", "#66727c"):
        assert contrast(text, "#ffffff") >= 4.5
    assert contrast("#56646f", "#f4f1ea") >= 4.5


def test_every_word_is_in_both_languages() -> None:
    for key, (chinese, english) in style.WORDS.items():
        assert chinese and english, key
        assert re.findall(r"\{\d\}", chinese) == re.findall(r"\{\d\}", english), key
    script = page._static("graph.js")
    used = set(re.findall(r'\bword\("([a-z-]+)"[,)]', script))
    assert used and used <= set(style.WORDS)
