"""The article in a page: its paragraphs, without menus, links around it, scripts and what is hidden.

The container is found as Readability does it (Arc90, 2009): each paragraph of prose lends its length to the elements
around it, less the further away, and the element with the most wins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from lxml import etree

_DROPPED = {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio",
            "video", "form", "button", "select", "textarea", "input", "nav", "footer", "aside", "head", "map"}
_BLOCKS = {"address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
           "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main",
           "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "br"}
_CELLS = {"td", "th"}
_PARAGRAPHS = {"p", "br", "li", "tr"}
_HEADINGS = {"h1", "h2", "h3", "h4"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LIKELY = re.compile(r"article|content|zoom|trs_|editor|ucap|detail|text|main|正文", re.IGNORECASE)
_UNLIKELY = re.compile(r"comment|foot|nav|menu|side|relat|share|copyright|recommend|hot|banner|crumb|dibu|xgxw|xiangguan",
                       re.IGNORECASE)
_SENTENCE = re.compile("[，。；！？：、,.;!?]")
_ABOUT = re.compile(r"(?:发布|发表|更新|公开)?\s*(?:时间|日期)\s*[:：]|(?:来源|作者|编辑|发布机构|发布单位|信息来源)\s*[:：]|"
                    r"\d{4}[-年./]\d{1,2}[-月./]\d{1,2}")


class Line(NamedTuple):
    """A paragraph: its text, how many of its characters are links, and the element it stands in."""

    text: str
    linked: int
    owner: etree._Element

    @property
    def weight(self) -> int:
        """Characters of prose: none where it is mostly links, or no sentence."""
        plain = len(self.text) - self.linked
        return plain if plain >= 10 and self.linked < plain and _SENTENCE.search(self.text) else 0


def text(root: etree._Element, title: str = "") -> str:
    """The article as lines: title, the lines about it (day, source), then its paragraphs.

    Parameters
    ----------
    root : the page.
    title : the title as the meta tags give it; "" to look for it in the page.
    """
    page_title = _squeeze("".join(root.xpath("string(//head/title)")))
    lines = _lines(root)
    inside = _container(root, lines)
    start = next((number for number, line in enumerate(lines) if line.owner in inside), 0)
    body = [line.text for line in lines if line.owner in inside] or [line.text for line in lines]
    before = lines[:start]
    title = title or _title(before, body, page_title)
    about = [line.text for line in before if len(line.text) < 150 and _ABOUT.search(line.text)][-3:]
    head = [line for line in (title, *about) if line and line not in body[:6]]
    return "\n".join([*head, *body]) + "\n"


def _shown(element: etree._Element) -> bool:
    return element.tag not in _DROPPED and element.get("hidden") is None and element.get("aria-hidden") != "true" \
        and not _HIDDEN.search(element.get("style") or "")


def _lines(root: etree._Element) -> list[Line]:
    """All paragraphs of the page in their order. Blocks and line breaks part them; cells of a row stay together."""
    lines: list[Line] = []
    parts: list[str] = []
    state = {"linked": 0, "links": 0}
    stack: list[etree._Element] = [root]

    def close() -> None:
        joined = _squeeze("".join(parts))
        if joined:
            lines.append(Line(joined, state["linked"], stack[-1]))
        parts.clear()
        state["linked"] = 0

    def add(value: str | None) -> None:
        if value:
            parts.append(value)
            state["linked"] += len(_squeeze(value)) if state["links"] else 0

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        shown = _shown(element)
        block, link = shown and element.tag in _BLOCKS, element.tag == "a"
        if event == "start" and not shown:
            walk.skip_subtree()
        elif event == "start":
            if block:
                close()
                stack.append(element)
            elif element.tag in _CELLS:
                parts.append("\t")
            state["links"] += link
            add(element.text)
        else:
            state["links"] -= link and shown
            if block:
                close()
                stack.pop()
            add(element.tail)
    close()
    return lines


def _squeeze(value: str) -> str:
    """Blanks of all kinds joined into one; cells stay parted by a tab."""
    cells = (" ".join(cell.split()) for cell in value.split("\t"))
    return "\t".join(cell for cell in cells if cell)


def _container(root: etree._Element, lines: list[Line]) -> set[etree._Element]:
    """The elements that hold the article: the best one with all below it, and those beside it that hold prose."""
    scores: dict[etree._Element, float] = defaultdict(float)
    prose: dict[etree._Element, int] = defaultdict(int)  # characters of prose less those of links
    for line in lines:
        prose[line.owner] += line.weight - line.linked
        element = line.owner.getparent() if line.owner.tag in _PARAGRAPHS else line.owner
        for share in (1.0, 0.5, 0.25):
            if element is not None:
                scores[element] += line.weight * share
                element = element.getparent()
    best = max(scores, key=lambda element: scores[element] * _likelihood(element), default=None)
    if best is None or not scores[best]:
        return set()
    for element in reversed(list(root.iter())):
        prose[element.getparent()] += prose[element]
    parent = best.getparent()
    beside = [best] if parent is None else [element for element in parent if element is best or (
        _likelihood(element) >= 1 and element.tag in (best.tag, "p") and prose[element] > 0)]
    return {inner for element in beside for inner in element.iter() if _likelihood(inner) >= 1 or inner is best}


def _likelihood(element: etree._Element) -> float:
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    if _UNLIKELY.search(names):
        return 0.2
    return 1.3 if _LIKELY.search(names) or element.tag in ("article", "main") else 1.0


def _title(before: list[Line], body: list[str], page_title: str) -> str:
    """The heading that the page's title repeats; else the title itself, else the last heading before the article."""
    headings = [line.text for line in before if line.owner.tag in _HEADINGS]
    repeated = [line.text for line in before if len(line.text) >= 6 and line.text in page_title]
    if repeated:
        return max(repeated, key=len)
    if any(line in page_title for line in body[:2] if len(line) >= 6):
        return ""
    return page_title or (headings[-1] if headings else "")
