"""A page cut into blocks, its paragraphs into sentences, its sentences into clauses; always as offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.text import lines


class Block(NamedTuple):
    """A stretch of a page, without its margins.

    ``kind`` is one of title, meta (crumbs, dates, sources), heading, paragraph, credit (who wrote it), noise.
    """

    start: int
    end: int
    kind: str


class Sentence(NamedTuple):
    """A sentence and the block it stands in."""

    start: int
    end: int
    block: Block


class Clause(NamedTuple):
    """A part of a sentence between semicolons, and that sentence."""

    start: int
    end: int
    sentence: Sentence


_KINDS = {"crumb": "meta", "meta": "meta", "credit": "credit", "noise": "noise", "tail": "noise"}
_LEAD = re.compile(
    r"(?:[^，。：；（）【】\n]{0,24}?(?:讯|日电) {0,2}[（【][^（）【】\n]{1,60}[）】]|(?:本报|本网|本台|本刊|又)讯(?: {1,4}|[：:])"
    r"|[^，。：；（）【】 \n]{2,10}讯(?: {1,4}|[：:])"
    r"|[（【](?:本报|本网|见习|实习|特约)?(?:记者|通讯员)[^（）【】\n]{1,60}[）】])[：: ]{0,3}"
)
_TRAIL = re.compile(r"(?:[（【][^（）【】\n]{1,100}[）】] {0,3}){1,4}$")
_TRAIL_LABEL = re.compile(r"(?<=[。！？”） ]) {0,4}(?:责任编辑|责编|编辑|作者|来源|稿源|供稿|审核)[：:][^。，；\n]{1,40}$")
_MAX_TITLE_LINE = 12


def blocks(text: str) -> list[Block]:
    """Cut a page into blocks, one or more a line.

    Parameters
    ----------
    text : str
        Normalised text (``Prose.text``); offsets refer to it.

    Returns
    -------
    list of Block in order, never overlapping. At most one is a title.
    """
    found: list[Block] = []
    title = ""
    in_body = in_tail = False
    label_open = False
    for start, end in _lines(text):
        line = text[start:end] if end - start <= 400 else text[start : start + 400]
        kind = lines.line_kind(line)
        in_tail = in_tail or (kind == "tail" and in_body)
        if kind == "content" and label_open and (title or len(line) <= _MAX_TITLE_LINE) and _is_value(line):
            kind = "meta"
        label_open = kind == "meta" and (line.endswith(("：", ":")) or (label_open and len(line) <= 20))
        if kind != "content":
            found.append(Block(start, end, _KINDS[kind]))
        elif (in_tail and lines.is_title_shaped(line)) or (title and not in_body and line == title):
            found.append(Block(start, end, "noise"))
        elif not title and not in_body and lines.is_title_shaped(line):
            title = line
            found.append(Block(start, end, "title"))
        elif lines.is_heading_shaped(line):
            found.append(Block(start, end, "heading"))
        else:
            in_body = True
            found.extend(_paragraph(text, start, end))
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the lines that hold something, without margins."""
    start, size = 0, len(text)
    while start < size:
        end = text.find("\n", start)
        end = size if end < 0 else end
        first, last = start, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            yield first, last
        start = end + 1


def _is_value(line: str) -> bool:
    """Whether a line may be the value of a label that ended the line before."""
    return len(line) <= 30 and not any(mark in line for mark in "，。；！？")


def _paragraph(text: str, start: int, end: int) -> Iterator[Block]:
    """Part a paragraph from the dateline before it and the credit behind it."""
    lead = _LEAD.match(text, start, min(end, start + 160))
    if lead and lead.end() < end:
        yield Block(start, start + len(lead[0].rstrip()), "credit")
        start = lead.end()
    cut = _credit_start(text, start, end)
    body_end = cut
    while body_end > start and text[body_end - 1].isspace():
        body_end -= 1
    if start < body_end:
        yield Block(start, body_end, "paragraph")
    if cut < end:
        yield Block(cut, end, "credit")


def _credit_start(text: str, start: int, end: int) -> int:
    """Where the credit at a paragraph's end begins; ``end`` if there is none."""
    near = max(start, end - 240)
    label = _TRAIL_LABEL.search(text, near, end)
    if label:
        return label.end() - len(label[0].lstrip())
    opened = near
    while True:  # the run of brackets that closes the paragraph
        match = _TRAIL.search(text, opened, end)
        if not match:
            return end
        inside = re.split("[（）【】]", match[0])
        before = text[match.start() - 1] if match.start() > start else "。"
        if before in "。！？”… " and any(lines.is_credit_text(part) for part in inside if part.strip()):
            return match.start()
        opened = match.start() + 1


_OPEN = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】", "〔": "〕", "〈": "〉"}
_MARKS = re.compile("[“”‘’《》（）【】〔〕〈〉]")
_STOPS = re.compile("[。！？!?]+[”’）》】]*|[.](?= +[A-Z“]|$)")
_SEMI = re.compile("；")
_GOES_ON = frozenset("的，、；：和与及或等是之为")
_ABBREVIATIONS = frozenset({"Mr", "Mrs", "Ms", "Dr", "No", "St", "Prof", "Co", "Ltd"})
_MAX_DEPTH = 32


def sentences(text: str, block: Block) -> list[Sentence]:
    """Cut a block into sentences at 。！？, not inside quotes, titles or brackets.

    A quote that ends with a full stop ends its sentence. Marks without their partner are ignored.
    Linear in the length of the block.
    """
    found = []
    start = block.start
    outer = _Cover(_pairs(text, block.start, block.end))
    for match in _STOPS.finditer(text, block.start, block.end):
        end = match.end()
        if match[0] == "." and _is_abbreviation(text, match.start()):
            continue
        if outer.covers(match.start()) and not _closes(text, match, outer, block.end):
            continue
        found.append((start, end))
        start = end
    found.append((start, block.end))
    return [Sentence(*span, block) for span in (_trim(text, *s) for s in found) if span[0] < span[1]]


def clauses(text: str, sentence: Sentence) -> list[Clause]:
    """Cut a sentence at the semicolons (；) that lie outside quotes, titles and brackets."""
    found = []
    start = sentence.start
    outer = _Cover(_pairs(text, sentence.start, sentence.end))
    for match in _SEMI.finditer(text, sentence.start, sentence.end):
        if not outer.covers(match.start()):
            found.append((start, match.end()))
            start = match.end()
    found.append((start, sentence.end))
    return [Clause(*span, sentence) for span in (_trim(text, *s) for s in found) if span[0] < span[1]]


class _Cover:
    """Outermost pairs of marks, asked about in ascending order."""

    def __init__(self, pairs: list[tuple[int, int]]) -> None:
        self._pairs = pairs
        self._next = 0

    def covers(self, position: int) -> bool:
        """Whether a position lies inside a pair."""
        while self._next < len(self._pairs) and self._pairs[self._next][1] < position:
            self._next += 1
        return self._next < len(self._pairs) and self._pairs[self._next][0] < position

    @property
    def closing(self) -> int:
        """Where the pair that covers the last position closes."""
        return self._pairs[self._next][1]


def _pairs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Outermost balanced pairs of quotes and brackets in a span, in order."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for match in _MARKS.finditer(text, start, end):
        mark = match[0]
        if mark in _OPEN:
            if len(stack) < _MAX_DEPTH:
                stack.append((_OPEN[mark], match.start()))
            elif stack[-1][0] == _OPEN[mark]:  # a run of openers: the newest may be the one that closes
                stack[-1] = (_OPEN[mark], match.start())
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == mark:
                opened = stack[depth][1]
                del stack[depth:]
                while pairs and pairs[-1][0] > opened:
                    pairs.pop()
                pairs.append((opened, match.start()))
                break
    return pairs


def _closes(text: str, match: re.Match[str], outer: _Cover, limit: int) -> bool:
    """Whether a stop inside a quote ends the sentence because the quote ends with it."""
    if outer.closing >= match.end() or text[outer.closing] != "”":
        return False
    after = text[match.end()] if match.end() < limit else ""
    if after in _GOES_ON and after:
        return False
    return "。" in match[0] or after in ("", "“") or after.isspace()


def _is_abbreviation(text: str, dot: int) -> bool:
    """Mr. Dr. No. and single capitals before a full stop do not end an English sentence."""
    word = re.search(r"([A-Za-z]+)$", text[max(0, dot - 6) : dot])
    return word is not None and (len(word[1]) == 1 or word[1] in _ABBREVIATIONS)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
