"""How kinds of nodes and relations look, and the words of the page in Chinese and English."""

from __future__ import annotations

from typing import NamedTuple


class NodeStyle(NamedTuple):
    """Shape (of vis-network) and colours of a kind of node; `size` is its radius in pixels before it grows."""

    shape: str
    fill: str
    border: str
    size: float
    font: int


class EdgeStyle(NamedTuple):
    """Colour, basic width in pixels, whether the direction means something, and the length wished for in pixels."""

    color: str
    width: float
    arrow: bool
    length: float


NODES: dict[str, NodeStyle] = {
    "region": NodeStyle("hexagon", "#1f5673", "#12384d", 16, 17),
    "organization": NodeStyle("square", "#c18a1c", "#85590b", 10, 14),
    "person": NodeStyle("dot", "#8796a3", "#56646f", 7, 14),
}
EDGES: dict[str, EdgeStyle] = {
    "partnership": EdgeStyle("#b3391f", 3.6, True, 270),
    "money": EdgeStyle("#26744a", 2.0, True, 200),
    "agreement": EdgeStyle("#7448a0", 1.8, False, 200),
    "event": EdgeStyle("#3768ad", 1.8, True, 200),
    "tenure": EdgeStyle("#84919c", 1.0, False, 115),
    "statement": EdgeStyle("#8a6410", 1.2, False, 115),
}
"""In the order in which they are listed; the first is the one that a picture is about."""

UNFULFILLED = frozenset({"status/planned", "status/promised"})
"""Drawn dashed: what is planned or promised is not done."""

WORDS: dict[str, tuple[str, str]] = {
    "region": ("地区", "Regions"), "organization": ("机构", "Organisations"), "person": ("人物", "People"),
    "partnership": ("协作关系", "Partnerships"), "money": ("资金", "Money"), "agreement": ("协议", "Agreements"),
    "event": ("活动", "Events"), "statement": ("讲话", "Statements"), "tenure": ("任职", "Posts"),
    "level-province": ("省级", "province"), "level-city": ("地级", "city"), "level-county": ("县级", "county"),
    "level-township": ("乡镇", "township"), "level-village": ("村", "village"), "level-zone": ("开发区", "zone"),
    "level-foreign": ("国外", "abroad"),
    "search": ("查找", "Search"), "search-hint": ("名称、拼音、首字母、英文", "name, pinyin, initials, English"),
    "filter": ("图例与筛选", "Legend and filter"), "nodes": ("节点", "Nodes"), "relations": ("关系", "Relations"),
    "note": ("虚线：计划或承诺，尚未完成。线宽：证据多少。双击节点：只看其邻居。",
             "Dashed: planned or promised, not done. Width: amount of evidence. Double-click a node: its neighbourhood."),
    "graph": ("关系图", "Network"), "details": ("详情", "Details"), "everything": ("图中的全部节点", "Everything in the picture"),
    "zoom-in": ("放大", "Zoom in"), "zoom-out": ("缩小", "Zoom out"), "fit": ("全图", "Show all"),
    "shown": ("显示 {0}/{1} 个节点，{2}/{3} 条关系", "{0} of {1} nodes, {2} of {3} relations shown"),
    "only": ("只显示“{0}”及其邻居", "Only {0} and its neighbours"), "all": ("显示全部", "Show everything"),
    "many": ("节点太多，先画最要紧的 {0} 个（共 {1} 个），其余请查找", "{0} of {1} nodes are drawn, the most connected; search for the others"),
    "return": ("返回", "Back"),
    "neighbours": ("只看邻居", "Only its neighbours"), "back": ("返回列表", "Back to the list"),
    "code": ("代码", "Code"), "province": ("省份", "Province"), "english": ("英文", "English"),
    "aliases": ("又称", "Also called"), "pinyin": ("拼音", "Pinyin"), "since": ("自 {0}", "since {0}"),
    "until": ("至 {0}", "until {0}"), "attested": ("见于 {0}", "attested {0}"), "source": ("来源", "Source"),
    "none": ("没有找到“{0}”", "Nothing matches {0}"), "found": ("找到 {0} 个", "{0} found"), "no-quote": ("没有引文", "no quote"),
    "more": ("还有 {0} 个，请用上面的查找", "{0} more: use the search above"),
    "data-date": ("数据截至 {0}", "Data up to {0}"), "undated": ("数据日期不详", "Date of the data unknown"),
    "sources": ("{0} 个来源", "{0} sources"), "one-source": ("1 个来源", "1 source"),
    "table": ("全部关系", "All relations"), "from": ("自", "From"), "to": ("至", "To"), "relation": ("关系", "Relation"),
    "what": ("内容", "What"), "date": ("日期", "Date"), "status": ("状态", "Status"), "evidence": ("引文与来源", "Quotes and sources"),
    "to-table": ("跳到关系表", "Skip to the table of relations"), "isolated": ("图中没有它的关系。", "It has no relation in this picture."),
    "empty-title": ("图中还没有关系", "There is nothing to draw yet"),
    "empty": ("仓库里没有可画的关系。先用 kg load 载入文件，或换一个名称、放宽筛选。",
              "The store holds no relation to draw. Load documents with kg load, or choose another name or a wider filter."),
    "no-script": ("互动图需要 JavaScript；下面的表列出全部关系。",
                  "The interactive picture needs JavaScript; the table below lists every relation."),
    "keys": ("按键：/ 查找，Esc 返回，+ − 缩放，0 全图", "Keys: / search, Esc back, + − zoom, 0 show all"),
    "language": ("English", "中文"),
}
"""Words of the page: key → (Chinese, English)."""
