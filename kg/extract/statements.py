"""Speech: who pledged, asked for, recommended, assessed, reported or thanked for what, point by point.

Points are the headings that follow an announcement (具体做好三个方面：), the items of 一是…二是…, or what follows the
verb of speaking."""

from __future__ import annotations

import dataclasses
import re

from ..model import Person, Point, Region, Statement
from ..text.sentences import Sentence
from .document import Document
from .people import People

SPEAKING = re.compile(r"表示|指出|强调|介绍说?|认为|谈到|谈及|提出|提了|希望|要求|建议|汇报|通报|回顾|总结|感谢|道谢|说(?=[，：“他她，])|坦言|表态|承诺|称(?=[，：])|肯定")
_TELLING = frozenset({"汇报", "通报", "介绍", "回顾", "总结"})
ANNOUNCES = re.compile(r"(?:[几两二三四五六七八九\d]+(?:个方面|点|项|条)|以下|如下)[^。]{0,14}[：:]?$|[：:]$")
ITEM = re.compile(r"(?:^|(?<=[，。；：\s]))(?:[一二三四五六七八九]是|第[一二三四五六七八九]，|[（(][一二三四五六七八九][）)]|[一二三四五六七八九]要|[1-9][.、．](?!\d)|首先，|其次，|再次，|最后，|[①-⑨])")
KINDS = (
    ("statement/thanks", re.compile(r"感谢|道谢|谢意")),
    ("statement/request", re.compile(r"希望|恳请|期待|期盼|盼|请求")),
    ("statement/recommendation", re.compile(r"要求|提出[^，。]{0,10}(?:意见|要求|建议)|建议|强调|要(?:以|把|进一步|高标准|继续|坚持|聚焦|加强|深化|抓|围绕|强化|持续|充分|切实|不断|做)")),
    ("statement/report", re.compile(r"介绍|汇报|通报|回顾|总结")),
    ("statement/pledge", re.compile(r"将|愿|承诺|确保|力争|一如既往|推进以下|做好")),
    ("statement/assessment", re.compile(r"指出|认为|肯定|谈到|评价|表示|说|称")))
CONTINUES = re.compile(r"^(?:希望|同时|他|她|要|将|今后|下一步|此外|期待|双方要|两地要)")


@dataclasses.dataclass(slots=True)
class Turn:
    """Who has the word, and whether headings that follow are his points."""

    speaker: Person
    kind: str
    listing: bool


def find_statements(document: Document, people: People) -> list[Statement]:
    """All statements of the document; points of one speaker and kind are one statement."""
    found: list[Statement] = []
    turn: Turn | None = None
    block = None
    for sentence in document.sentences:
        if sentence.block.kind == "title":
            continue
        if sentence.block.kind == "heading":
            if turn is not None and turn.listing:
                found += _statement(document, turn.speaker, turn.kind, [(sentence.start, sentence.end)], "heading")
            continue
        new = _speaker(document, people, sentence)
        said = _said(document, sentence)
        if turn is not None and new is None and _goes_on(turn, said, sentence.block == block):
            found += _statement(document, turn.speaker, turn.kind, _points(document, sentence), "item")
            block = sentence.block
            continue
        if turn is not None and new is None and sentence.block == block and ANNOUNCES.search(said.strip("。")):
            turn = Turn(turn.speaker, _kind(said), True)
            continue
        if new is not None:
            turn = new
        elif turn is None or not (sentence.block == block or turn.listing) or not CONTINUES.match(said):
            if turn is not None and sentence.block != block and not turn.listing:
                turn = None
            block = sentence.block
            continue
        elif not turn.listing:
            turn = Turn(turn.speaker, _kind(said), False)
        block = sentence.block
        if turn.listing and new is not None:
            continue
        kind = _kind(said) if turn.listing else turn.kind
        found += _statement(document, turn.speaker, kind, _points(document, sentence), "speech")
    return found


def _said(document: Document, sentence: Sentence) -> str:
    return document.text[sentence.start:sentence.end].strip()


def _speaker(document: Document, people: People, sentence: Sentence) -> Turn | None:
    """The person before the first verb of speaking, unless the verb is somebody else's."""
    text = document.text
    for verb in SPEAKING.finditer(text, sentence.start, sentence.end):
        named = [(position, person) for position, person in people.in_span(sentence.start, verb.start())]
        if not named:
            continue
        position, person = named[-1]
        gap = text[position + len(person.name):verb.start()]
        if len(gap) > (44 if re.match("代表|向|对", gap) else 26) or re.search("[。；]", gap) or re.search(r"参加|出席|陪同", gap) or ("、" in gap and not re.match("代表|向|对", gap)):
            continue
        said = text[position + len(person.name):sentence.end]
        return Turn(person, _kind(said, _own_names(person)), bool(ANNOUNCES.search(said.strip(" \n。"))))
    return None


def _own_names(person: Person) -> tuple[str, ...]:
    """How a speaker may name his own side."""
    seat = person.seat
    region = seat if isinstance(seat, Region) else seat.region if seat else None
    return (*((region.name, *region.aliases) if region else ()), *((seat.name,) if seat else ()), "我们", "我区", "我县", "我市", "我校", "我司")


def _kind(said: str, own: tuple[str, ...] = ("我们",)) -> str:
    """The kind of speech act, by the earliest telling words; a verb of mere speaking decides last. What one's own side
    has to do (新吴区要做好…) is pledged, not recommended."""
    best, where = "statement/assessment", len(said) + 1
    for kind, pattern in KINDS[:-1]:
        match = pattern.search(said)
        if match and match.group().startswith("要") and any(name in said[max(0, match.start() - 12):match.start()] for name in own):
            kind = "statement/pledge"
        if match and match.start() < where and not (kind == "statement/pledge" and match.start() > 40):
            best, where = kind, match.start()
    return best


def _points(document: Document, sentence: Sentence) -> list[tuple[int, int]]:
    """Spans of the points that a sentence makes: its 一是…二是… items, else all that follows the verb."""
    text = document.text
    items = [match.start() for match in ITEM.finditer(text, sentence.start, sentence.end)]
    colon = text.find("：", sentence.start, sentence.end)
    parts = re.split("(?<=；)", text[colon + 1:sentence.end]) if colon >= 0 and ANNOUNCES.search(text[sentence.start:colon + 1]) else []
    if len(parts) >= 2 and len(items) < 2:
        starts = [colon + 1 + sum(map(len, parts[:n])) for n in range(len(parts))]
        return list(zip(starts, [*starts[1:], sentence.end], strict=True))
    if len(items) >= 2:
        return list(zip(items, [*items[1:], sentence.end], strict=True))
    verb = re.compile(SPEAKING.pattern + r"[，：]?").search(text, sentence.start, sentence.end)
    said = text[verb.start():verb.end()].rstrip("，：") if verb else ""
    if said in _TELLING:  # 通报了…情况: what is told of ends with the clause; with nothing told there is no point
        clause = re.match(r"了?[^，。；]{4,}", text[verb.end():sentence.end]) if verb else None
        return [(verb.end(), verb.end() + clause.end())] if verb and clause else []
    start = verb.end() if verb and verb.end() < sentence.end - 4 and said != "希望" else sentence.start
    while text[start:start + 1] and text[start] in "了，：":
        start += 1
    wishes = [match.start(1) for match in re.finditer(r"(?:^|[，；：])(要(?!求|是|素|点))", text[start:sentence.end])]
    if len(wishes) >= 2:
        starts = [start + at for at in wishes]
        return list(zip(starts, [*starts[1:], sentence.end], strict=True))
    demands = [part for part in re.split("(?<=；)", text[start:sentence.end]) if part]
    if len(demands) >= 2 and all(re.match(r"(?:要|希望|将|坚持|愿|应|请|进一步|继续|持续|全力|共同)", part) for part in demands):
        starts = [start + sum(map(len, demands[:n])) for n in range(len(demands))]
        return list(zip(starts, [*starts[1:], sentence.end], strict=True))
    return [(start, sentence.end)]


def _goes_on(turn: Turn, said: str, same: bool) -> bool:
    """Whether a sentence without a speaker is a further point of the one who has the word: an item (一是…, 二要…) in the
    same paragraph or after an announcement, or a short line after an announcement."""
    if ITEM.match(said):
        return same or turn.listing
    return turn.listing and not same and len(said) <= 24


def _statement(document: Document, speaker: Person, kind: str, spans: list[tuple[int, int]], rule: str) -> list[Statement]:
    bare = Statement(scope=document.source.key, speaker=speaker, kind=kind)
    points = []
    for number, (start, end) in enumerate(spans, 1):
        text = document.text[start:end].strip(" \n，；。")
        if len(text) < 4:
            continue
        points.append(Point(owner=bare.key, position=number, text=text, evidence=(document.evidence(start, end),),
                            confidence=0.9 if rule == "heading" else 0.8, rule=f"statements/{rule}"))
    if not points:
        return []
    return [dataclasses.replace(bare, points=tuple(points), evidence=(points[0].evidence[0],),
                                confidence=max(point.confidence for point in points), rule=f"statements/{rule}")]
