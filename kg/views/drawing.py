"""The network as drawn: nodes with shapes, labels and places, and facts of one relation between the same two as one line.

The data model is pyvis's; of pyvis nothing else is used. Every text goes through `clean` on its way in.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import networkx as nx
from pyvis.network import Network

from ..vocabulary import vocabulary
from . import clean, layout
from .style import EDGES, NODES, UNFULFILLED, WORDS, EdgeStyle

LANDSCAPE, PORTRAIT = 1.45, 0.72
"""Width over height of the two arrangements that a page holds."""

Record = dict[str, Any]


class Fact(NamedTuple):
    """One fact between the nodes numbered a and b."""

    a: int
    b: int
    data: Mapping[str, Any]


class Drawing(NamedTuple):
    """What a page shows: `nodes` and `edges` for vis-network, `facts`, `quotes`, `sources` and `concepts` for the words."""

    nodes: list[Record]
    edges: list[Record]
    facts: list[Record]
    quotes: list[str]
    sources: list[Record]
    concepts: dict[str, list[str]]


def draw(graph: nx.MultiDiGraph) -> Drawing:
    """A network of `kg.network.graph` (or one with the same attributes) as a drawing."""
    number = {node: at for at, node in enumerate(graph.nodes)}
    facts = [Fact(number[a], number[b], data) for a, b, data in graph.edges(data=True)
             if data.get("relation") in EDGES]
    facts.sort(key=lambda fact: (list(EDGES).index(fact.data["relation"]), fact.a, fact.b))
    bundles: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        bundles[fact.a, fact.b, fact.data["relation"]].append(at)
    nodes = [_node(at, str(iri), data) for at, (iri, data) in enumerate(graph.nodes(data=True))]
    _measure(nodes, facts)
    _place(nodes, bundles)
    network = Network(directed=True)
    for node in nodes:
        network.add_node(node.pop("id"), **node)
    for edge in _edges(bundles, facts):
        network.add_edge(edge.pop("from"), edge.pop("to"), **edge)
    return Drawing(network.nodes, network.edges, *_said(facts))


def _node(at: int, iri: str, data: Mapping[str, Any]) -> Record:
    kind = data.get("kind") if data.get("kind") in NODES else "organization"
    pinyin = clean.line(data.get("pinyin") or "")
    return {
        "id": at, "kind": kind, "label": clean.line(data.get("label") or iri) or "?", "code": clean.line(data.get("code") or ""),
        "rank": clean.line(data.get("level") or ""), "province": clean.line(data.get("province") or ""), "pinyin": pinyin,
        "initials": clean.line(data.get("initials") or ""), "english": clean.line(data.get("english") or ""),
        "aliases": [clean.line(name) for name in data.get("aliases") or ()],
    }


def _measure(nodes: Sequence[Record], facts: Sequence[Fact]) -> None:
    """Size by what joins a node to others; the second line of its label is a person's posts or a region's province."""
    links: dict[int, int] = defaultdict(int)
    posts: dict[int, list[str]] = defaultdict(list)
    for fact in facts:
        if fact.data["relation"] == "tenure":
            posts[fact.a].append(clean.line(fact.data.get("label") or ""))
            continue
        for end in (fact.a, fact.b):
            links[end] += 1
    for node in nodes:
        at, style, person = node["id"], NODES[node["kind"]], node["kind"] == "person"
        growth = 0 if person else min(3.0 * math.sqrt(links[at]), 16)
        place = node["province"] if node["kind"] == "region" and node["province"] != node["label"] else ""
        node["posts"] = "、".join(dict.fromkeys(filter(None, posts[at])))
        node.update(shape=style.shape, size=round(style.size + growth, 1), color=_paint(style.fill, style.border),
                    borderWidth=1.5, degree=links[at] + len(posts[at]), font=style.font,
                    name=clean.short(node["label"], 18), second=clean.short(node["posts"] if person else place, 14))
        node["box"] = _box(node)


def _box(node: Record) -> layout.Box:
    size, font = node["size"], node["font"]
    wide = max(clean.width(node["name"], font), clean.width(node["second"], font - 3), 2 * size)
    return layout.Box(round(wide / 2, 1), size, round(size + 5 + font * (2.3 if node["second"] else 1.3), 1))


def _paint(fill: str, border: str) -> Record:
    """All states together: vis-network greys what is left out."""
    return {"background": fill, "border": border, "highlight": {"background": fill, "border": "#b3391f"},
            "hover": {"background": fill, "border": "#b3391f"}}


def _place(nodes: Sequence[Record], bundles: Iterable[tuple[int, int, str]]) -> None:
    plain = nx.Graph()
    lines: dict[tuple[int, int], int] = defaultdict(int)
    plain.add_nodes_from(node["id"] for node in nodes)
    for a, b, relation in bundles:
        length = EDGES[relation].length
        known = plain.get_edge_data(a, b, {"length": 0.0})["length"]
        lines[min(a, b), max(a, b)] += relation != "tenure"
        if a != b:
            plain.add_edge(a, b, length=max(length, known), lines=lines[min(a, b), max(a, b)])
    boxes = {node["id"]: node["box"] for node in nodes}
    both = layout.arrangements(plain, boxes, (LANDSCAPE, PORTRAIT))
    for names, where in zip((("x", "y"), ("px", "py")), both, strict=True):
        for node in nodes:
            node.update(zip(names, where[node["id"]], strict=True))


def _edges(bundles: Mapping[tuple[int, int, str], list[int]], facts: Sequence[Fact]) -> list[Record]:
    """A line for each relation between two nodes; lines between the same two fan out."""
    pairs: dict[tuple[int, int], list[tuple[int, int, str]]] = defaultdict(list)
    for bundle in bundles:
        pairs[min(bundle[:2]), max(bundle[:2])].append(bundle)
    edges: list[Record] = []
    for pair in sorted(pairs):
        lines = sorted(pairs[pair], key=lambda line: (list(EDGES).index(line[2]), line))
        for at, (a, b, relation) in enumerate(lines):
            bend = _fan(at) * (1 if a <= b else -1)
            edges.append(_edge(len(edges), a, b, relation, bend, [(number, facts[number].data) for number in bundles[a, b, relation]]))
    return edges


def _fan(at: int) -> float:
    """0, then alternately to both sides: the first line stays straight."""
    return 0.0 if not at else (0.17 * ((at + 1) // 2)) * (1 if at % 2 else -1)


def _edge(number: int, a: int, b: int, relation: str, bend: float, said: Sequence[tuple[int, Mapping[str, Any]]]) -> Record:
    style, data = EDGES[relation], [one for _, one in said]
    weight = sum(float(one.get("weight") or 1) for one in data)
    arrow = style.arrow and any(one.get("role") != "role/peer" for one in data)
    names = _captions(relation, data) if relation not in ("tenure", "statement") else ("", "")
    return {
        "id": number, "from": a, "to": b, "relation": relation, "facts": [at for at, _ in said],
        "zh": names[0], "en": names[1], "color": _line(style), "hoverWidth": 0.6, "selectionWidth": 1.2,
        "width": round(style.width + min(math.log2(max(weight, 1)) * 0.45, 4), 2) if relation != "tenure" else style.width,
        "arrows": {"to": {"enabled": arrow, "scaleFactor": 0.75 if relation == "partnership" else 0.6}},
        "dashes": [9, 6] if all(one.get("status") in UNFULFILLED for one in data) else False,
        "smooth": {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)} if bend else False,
    }


def _line(style: EdgeStyle) -> Record:
    return {"color": style.color, "highlight": style.color, "hover": style.color, "inherit": False, "opacity": 1.0}


def _captions(relation: str, data: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """What stands on a line, in Chinese and English: the fact's own words, or how many there are."""
    names = list(dict.fromkeys(clean.short(clean.line(one.get("label") or ""), 12) for one in data))
    english = list(dict.fromkeys(clean.short(_english(one), 30) or clean.short(clean.line(one.get("label") or ""), 12) for one in data))
    if relation == "partnership":
        since = next((clean.line(one["start"]) for one in data if one.get("start")), "")
        return (" / ".join(names) + (f" · {since}起" if since else ""), " / ".join(english) + (f" · since {since}" if since else ""))
    if len(data) == 1:
        return names[0], english[0]
    return f"{WORDS[relation][0]} ×{len(data)}", f"{WORDS[relation][1]} ×{len(data)}"


def _english(data: Mapping[str, Any]) -> str:
    """The fact in English, where the vocabulary or a sum gives it; else ""."""
    amount = data.get("amount")
    if isinstance(amount, (int, float)) and math.isfinite(amount):
        return clean.line(f"{data.get('currency') or ''} {amount:,.0f}")
    words = vocabulary()
    found = words.get(str(data.get("programme") or "")) or words.get(str(data.get("kind") or ""))
    own = clean.line(data.get("label") or "")
    return found.en if found and (own in ("", found.zh) or data.get("relation") == "partnership") else ""


def _said(facts: Sequence[Fact]) -> tuple[list[Record], list[str], list[Record], dict[str, list[str]]]:
    """The facts as records that point into lists of quotes and sources, each of which is written once."""
    quotes: dict[str, int] = {}
    sources: dict[tuple[str, ...], int] = {}
    concepts: dict[str, list[str]] = {}
    records = []
    for fact in facts:
        data = fact.data
        for name in ("kind", "programme", "status", "role"):
            key = str(data.get(name) or "")
            found = vocabulary().get(key)
            if found:
                concepts[key] = [found.zh or key, found.en or found.zh or key]
        proofs = []
        for one in data.get("evidence") or ():
            quote = clean.plain(one.get("quote") or "").strip()
            source = tuple(clean.line(one.get(name) or "") for name in ("source", "title", "published")) + (clean.link(one.get("url") or ""),)
            proofs.append([quotes.setdefault(quote, len(quotes)), sources.setdefault(source, len(sources))])
        records.append({
            "a": fact.a, "b": fact.b, "relation": data["relation"], "label": clean.line(data.get("label") or ""),
            "en": _english(data),
            **{name: clean.line(data.get(name) or "") for name in ("kind", "programme", "status", "role", "start", "end", "attested")},
            "details": [clean.line(one) for one in data.get("details") or ()], "evidence": proofs,
        })
    named = [dict(zip(("name", "title", "published", "url"), source, strict=True)) for source in sources]
    return records, list(quotes), named, concepts
