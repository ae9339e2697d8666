"""Agreements by their titles: 《…协议》, “十四五”…框架协议, and bare titles after a verb of signing. A number of
agreements without titles stays a number (see `figures`)."""

from __future__ import annotations

import dataclasses
import re

from ..model import Actor, Agreement, Organization, Region
from .actors import Mention
from .document import Document
from .relations import Relations
from .spans import Spans

_KIND = r"(?:合作框架协议书?|框架协议书?|协议书|协议|备忘录|意向书|合同|责任书|议定书|合作书|公约|联合声明)"
_BOOKED = re.compile(r"《([^《》]{2,80}?)》(?:等|的)?")
_NAMED = re.compile(_KIND)
_SIGNED = re.compile(r"签|落笔|达成|缔结|(?:交换|互换|互递|递交)[^。；]{0,16}(?:协议|备忘录|意向书|文本)")
_CUT = re.compile(r"(?:签约|签署|签订|签下|签定|签|达成|缔结|完成|续签|举行|举办|开展|进行|交换|互换|互递|递交|落笔)(?:了|下)?|[，。；：、！？\s]|分别|共同|正式|现场|就(?=\d|《)|的|与|和|等|一份|一项|多项|\d+[个项份]|[一二三四五六七八九十]+[个项份]|这份|该|按照|根据|上述|此次|本次|有关|相关|关于")
_LONGEST = 80
"""A bare title is at most this many characters long."""
_SHARED = re.compile("协作|帮扶|支援|合作|结对|共建")
"""What a letter of responsibility is about that two sides share; others bind those below (防火责任书)."""
_GENERIC = re.compile(r"^(?:合作|相关|有关|各类|系列|多个|多项|一批|采购|购销|一系列|项目|帮扶|劳动|流转|土地流转)?" + _KIND + "$")
_TITLE = re.compile(r"合作|战略|框架|帮扶|结对|协作|友好|项目|交流|购销|投资|共建|支援|援助|采购|教育|医疗|人才|劳务|\d{4}年|[“”]|产业|技术|发展|合资|互[派访认联送]|远程|会诊|直供|供销|订单|入驻|落户|共享|联建|研学|疗休养|旅游|文旅|物流|招商|捐赠|意向书|姊妹|姐妹|学校|医联体|产销|对口|友城")
_NO_TITLE = re.compile(r"^[\u4e00-\u9fff]{0,12}(?:书记|县长|市长|区长|镇长|主任|局长)|在[^“”]{0,6}协议|上$|^(?:根据|按|依)")
_PLANNED = re.compile(r"(?:将|拟|计划|即将|准备|预计|争取|有望|待|商定|择机)[^。；]{0,24}$")
_DOCUMENT = re.compile(_KIND + r"|协定|合作方案")


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """An agreement's title in the text."""

    start: int
    end: int
    title: str
    status: str


def find_agreements(document: Document) -> list[Found]:
    """The titles of agreements in the prose, each once, in order."""
    found: dict[str, Found] = {}
    for sentence in document.sentences:
        text = document.text
        for match in _BOOKED.finditer(text, sentence.start, sentence.end):
            if _DOCUMENT.search(match.group(1)[-8:]) or re.search(r"协议|备忘录", match.group(1)) or (
                    re.search(r"(?:签订|签署|签下|签约|签定|续签|签了?)[^。》]{0,24}$", text[max(0, match.start() - 30):match.start()])):
                _note(found, document, match.start(1), match.end(1))
        if sentence.block.kind in ("title", "heading") or not _SIGNED.search(text[sentence.start:sentence.end]):
            continue
        for match in _NAMED.finditer(text, sentence.start, sentence.end):
            floor = max(sentence.start, match.start() - _LONGEST)
            if _inside_book(text, match.start(), floor):
                continue
            start = _without_party(document, _left(text, match.start(), floor), match.start())
            title = text[start:match.end()]
            if len(title) >= 4 and _TITLE.search(title) and not _NO_TITLE.search(title) and not _GENERIC.match(title) or title and re.search(r"战略", title):
                _note(found, document, start, match.end())
    titles = "\n".join(found)
    return [item for title, item in found.items() if titles.count(title) == 1]


def _without_party(document: Document, start: int, end: int) -> int:
    """Where a bare title begins after the second of two sides (商丘市与恒天集团战略合作框架协议)."""
    if document.text[start - 1:start] not in ("与", "和", "同", "跟"):
        return start
    ends = [mention.end for mention in document.bodies if mention.start == start] + [place.end for place in document.places if place.start == start]
    return max((at for at in ends if at < end), default=start)


def _note(found: dict[str, Found], document: Document, start: int, end: int) -> None:
    title = document.text[start:end]
    if title.endswith("责任书") and not _SHARED.search(title):
        return
    sentence = document.sentence_at(start)
    low = max(sentence.start if sentence else 0, start - _LONGEST)
    status = "status/planned" if _PLANNED.search(document.text[low:start]) else "status/signed"
    if title not in found or (found[title].status == "status/planned" and status == "status/signed"):
        found[title] = Found(start, end, title, status)


def _inside_book(text: str, position: int, floor: int) -> bool:
    return text.rfind("《", floor, position) > text.rfind("》", floor, position)


def _left(text: str, position: int, floor: int) -> int:
    """Where a bare title begins: after the last verb, mark or counting word before it; “…” is crossed whole."""
    start = floor
    for cut in _CUT.finditer(text, floor, position):
        opening = text.rfind("“", floor, cut.start())
        closing = text.find("”", cut.start())
        if opening >= 0 and text.rfind("”", opening, cut.start()) < 0 and 0 <= closing < position:
            continue
        start = cut.end()
    return start


def parties_of(document: Document, found: Found, actors: Spans[Mention], relations: Relations) -> tuple[Actor, ...]:
    """Who concluded it: bodies and regions named in its title, else in its sentence, else the main pair."""
    sentence = document.sentence_at(found.start)
    low, high = (sentence.start, sentence.end) if sentence else (found.start, found.end)
    pair = relations.pair
    named = _sides(actors.within(found.start, found.end), document)
    if len(named) >= 2:
        inside = named
    else:
        near = _sides(_within(document, actors, found, "，；", low, high), document)
        inside = near if len(near) == 2 else _sides(_within(document, actors, found, "；", low, high), document)
    regions = [actor for actor in inside if isinstance(actor, Region)]
    if pair and all(isinstance(side, Region) for side in pair) and set(regions) == set(pair):
        return tuple(inside) if len(inside) <= 3 else pair
    if len(inside) >= 2 and len(inside) <= 4:
        return tuple(inside)
    return pair or tuple(inside)


def _within(document: Document, actors: Spans[Mention], found: Found, marks: str, low: int, high: int) -> list[Mention]:
    """The actors of the clause that tells of an agreement, between some marks; not where it was signed."""
    text = document.text
    start = max(text.rfind(mark, low, found.start) + 1 or low for mark in marks)
    end = min(at if (at := text.find(mark, found.end, high)) >= 0 else high for mark in marks)
    return [mention for mention in actors.within(start, end) if not _venue(document, mention)]


def _sides(mentions: list[Mention], document: Document) -> list[Actor]:
    sides: dict[str, Actor] = {}
    for mention in mentions:
        actor = mention.actor
        if isinstance(actor, Organization) and actor.region is not None and actor.kind == "organ/government":
            actor = actor.region
        sides.setdefault(actor.key, actor)
    return list(sides.values())


def _venue(document: Document, mention: Mention) -> bool:
    """在…（会议室、我市）签: the place where, not a party."""
    ahead = document.text[max(0, mention.start - 1):mention.start]
    after = document.text[mention.end:mention.end + 1]
    return ahead in ("在", "于", "到", "赴") and after not in "与和同" or bool(
        re.match(r"[\u4e00-\u9fff]{0,6}(?:会议室|会堂|酒店|宾馆)", document.text[mention.end:mention.end + 10]))


def agreement(document: Document, found: Found, parties: tuple[Actor, ...], event: str) -> Agreement:
    """The fact."""
    return Agreement(title=found.title, parties=tuple(sorted(parties, key=lambda actor: actor.key)), status=found.status,
                     event=event if found.status == "status/signed" else "",
                     evidence=(document.evidence(found.start, found.end),), confidence=0.9, rule="agreements/title")
