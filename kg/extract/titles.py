"""Titles in the prose: the head of a post, its modifiers before it, and the phrase before those that names its body."""

from __future__ import annotations

import dataclasses
import functools
import re

from ..vocabulary import vocabulary
from .bodies import Body, parse_body
from .document import Document
from .names import clear_names, name_at
from .phrase import Phrases

_MODIFIER = re.compile(r"(?:常务副|第[一二]副|副|代理|代|名誉|执行|候任|拟任|轮值|联席|首席|高级|助理|总)$")
_FORMER = re.compile("(?<=[委府会协局办部厅校院社司团大处站])原(?:党组|党委|党总支|党支部|党工委)?$")
"""原 between a body and its head; before the body it is no part of the title."""
_HELP = re.compile("帮扶|支援|援助|援建|协作|结对|派驻|派赴")
_GROUP = re.compile("工作组|工作队|指挥部|联络组|小组|前指")
_BAD_AFTER = re.compile(r"会(?!见|谈|议|晤|上|后|前|同)|期间?|务|处|制|级|团(?!长)|班|室|们|联席|办公|家属|之|专题|论坛|岗|任[期职免命]|职|[一二三四五六七八九十]{1,2}[处科室]")


@dataclasses.dataclass(frozen=True, slots=True)
class Title:
    """One title in the text: its span with its owner's name, the title in the text's words without the proper name
    of a region, the body, and the region or body that owns it."""

    start: int
    end: int
    text: str
    body: Body
    kind: str
    acting: bool = False
    deputy: bool = False
    candidate: bool = False
    vague: bool = False


@functools.cache
def _heads() -> re.Pattern[str]:
    words = sorted(vocabulary().words("post"), key=lambda word: (-len(word), word))
    han = [word for word in words if re.fullmatch("[\u4e00-\u9fff]+", word) and not _PREFIXED.match(word)
           and word not in _RANKS]
    heads = [word for word in han if not any(word != other and word.endswith(other) for other in han)]
    heads = [word for word in han if word in heads or any(word.startswith(other) for other in heads)]  # 总工程师 beside 总工
    return re.compile("(" + "|".join(_FORMS.get(word, re.escape(word)) for word in heads) + ")((?:提名|拟任|候任)?人选|候选人|助理)?")


_FORMS = {"督导": "督导(?![组员室检评处办力工])", "主委": "(?<!业)主委(?!员|托|会)", "教练": "(?:主|总)?教练", "关长": "(?<=海关|关区)关长", "政委": "政委(?!员)", "董事": "董事(?!局)", "大使": "大使(?!馆)", "领事": "领事(?!馆)"}
"""Heads that are a title only beside certain words."""


_RANKS = frozenset(["干部", "代表", "专家", "教师", "老师", "医生", "医师", "同志", "队员", "人员", "志愿者", "人士", "嘉宾", "学生", "主持人", "发言人", "联系人", "领导", "记者", "教授", "参赞"])
"""Words for persons that name no post."""


_PREFIXED = re.compile(r"[省市县区旗州盟镇乡村](?!长$)|党|政府|人大|政协|纪|监(?!事)|副|代(?!办)|常务|领导|中共|人民|街道|工委|管委会|统战|组织部|宣传部|第一")
"""Words of the vocabulary that are a head with its body or its modifier: the grammar puts those together itself."""


@functools.cache
def _post_words() -> dict[str, str]:
    return vocabulary().words("post")


def concept_of(title: str) -> str:
    """The concept of a title: the longest word of the vocabulary that it ends with."""
    words = _post_words()
    return next((words[title[start:]] for start in range(len(title)) if title[start:] in words), "")


_NATIONAL = ("总书记", "国家主席", "国务院总理")
"""Cited in every speech, never a participant."""

VAGUE = re.compile(r"领导(?!小组|班子|干部|下|力|人|机制|体制|对|同|和支|核心|组|关|重视|的)")
"""领导 as a rank, not in 领导小组, 领导班子, 在…领导下."""


def find_titles(document: Document, phrases: Phrases) -> list[Title]:
    """Every title in the prose, in order."""
    titles: list[Title] = []
    known = clear_names(document.text)
    for block in document.blocks:
        heads = [(m.start(1), m.end(), m.group(1), m.group(2) or "") for m in
                 _heads().finditer(document.text, block.start, block.end)]
        heads += [(m.start(), m.end(), "领导", "") for m in VAGUE.finditer(document.text, block.start, block.end)]
        floor = block.start
        for start, end, head, suffix in sorted(heads):
            if start < floor:
                continue
            title = _title(document, phrases, (start, end, head, suffix), floor)
            if title is not None:
                titles.append(title)
                floor = title.end + len(name_at(document.text, title.end, known))
    return titles


def _title(document: Document, phrases: Phrases, head: tuple[int, int, str, str],
           floor: int) -> Title | None:
    text, (start, end, word, suffix) = document.text, head
    if not suffix and _BAD_AFTER.match(text, end) or word == "成员" and text[start - 1] in "团队员":  # 代表团成员
        return None
    if any(start < place.start < end for place in document.places_in(start, end + 1)):  # 吉林省长春市
        return None
    modifiers = ""
    core = start
    while match := _MODIFIER.search(text, max(floor, core - 3), core):
        modifiers, core = match.group() + modifiers, match.start()
    if former := _FORMER.search(text, max(floor, core - 5), core):  # 区委原副书记
        modifiers, core = former.group() + modifiers, former.start()
    begin = phrases.start(core, 34, floor)
    if _HELP.fullmatch(text, begin - 2, begin) and _GROUP.search(text, begin, core):  # 中山市帮扶六枝工作组
        begin = phrases.start(begin - 2, 16, floor)
    if text[begin] in "应经据受" and any(place.start == begin + 1 for place in document.places_in(begin, core)):
        begin += 1
    if text[begin:begin + 2] == "中共":
        begin += 2
    body = parse_body(document, begin, core, modifiers + word + suffix)
    vague = word == "领导"
    if body.title.endswith(_NATIONAL):
        return None
    return Title(begin, end, body.title, body, concept_of(body.title),
                 acting="代" in modifiers, deputy="副" in modifiers or word.startswith("副"),
                 candidate=suffix.endswith(("候选人", "人选")) or "候任" in modifiers or "拟任" in modifiers, vague=vague)
