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

SPEAKING = re.compile(
    r"表示|指出|强调|介绍说?|认为|谈到|谈及|提出|提了|希望(?!小学|工程|之|田野|的田)|要求|建议|汇报|通报|回顾|总结|感谢|道谢|坦言|直言|表态(?!发言)|承诺|允诺|许诺|保证|称(?=[，：])|肯定|叮嘱|嘱咐|寄语|"
    r"勉励|呼吁|倡议|提醒|透露|点题|点明|归拢|归纳|概括|交底|重申|回应|应下|告诉|期待|期盼|盼着|恳请|寄望|答应|道出|(?:宣布|部署|明确|补充|解释|感慨|打趣|坦陈|答|笑)(?=道?[，：])|"
    r"(?<![据听传小学解游难可])说(?!明|服|法|话|唱|词|客|得|不|白|来|走|干|做|一不|教|合|是|起)道?|(?<=[\u4e00-\u9fff])道(?=[，：]“)|接过话[头茬]|接话|交代|嘱托|感叹|感言|回忆|感触|拍板|讲道|有[一两二三四五几]?[个点条]?(?:小小的?)?(?:心愿|愿望|想法|打算|期待|盼头|建议|要求|请求)(?=：)|算(?:了|起)[^，。；：]{0,6}账(?=[，：])|(?:撂|留|丢|抛|扔|甩|捎|放|摆|搁)(?:下|出|来|给)了?[^，。；：]{0,8}?[句番段]?(?:话|嘱咐|叮嘱|心愿|要求|建议|硬话|狠话)(?=[，：])|：(?=“)|(?:给|抛|开|亮|列|摆|报|念|讲|算)(?:出|起|了)[^，。；：]{0,10}(?=：)")
_TELLING = frozenset({"汇报", "通报", "介绍", "回顾", "总结"})
_WISHES = frozenset({"希望", "期待", "期盼", "盼着", "恳请", "寄望"})
ANNOUNCES = re.compile(r"(?:[几两二三四五六七八九\d]+(?:个方面|点|项|条)|以下|如下)[^。]{0,14}[：:]?$|[：:]$")
ITEM = re.compile(r"(?:^|(?<=[，。；：\s]))(?:[一二三四五六七八九]是|第[一二三四五六七八九]，|[（(][一二三四五六七八九][）)]|[一二三四五六七八九]要|[1-9][.、．](?!\d)|[一另]一?[条件项桩]是|[一二三][来则者]，?|首先，|其次，|再次，|最后，|[①-⑨])")
KINDS = (
    ("statement/thanks", re.compile(r"感谢|道谢|谢意")),
    ("statement/request", re.compile(r"希望|愿望|心愿|恳请|寄望|期待|期盼|盼|请求")),
    ("statement/recommendation", re.compile(r"要求|提出[^，。]{0,10}(?:意见|要求|建议)|建议|强调|叮嘱|嘱咐|照办|要(?:以|把|进一步|高标准|继续|坚持|聚焦|加强|深化|抓|围绕|强化|持续|充分|切实|不断|做)|(?:^|(?<=[，；：]))要(?!求|是|素|点|闻)")),
    ("statement/report", re.compile(r"介绍|汇报|通报|回顾|总结")),
    ("statement/pledge", re.compile(r"将|愿|承诺|确保|力争|一如既往|推进以下|做好")),
    ("statement/assessment", re.compile(r"指出|认为|肯定|谈到|评价|表示|说|称")))
_LISTED = re.compile("、[^，。；、]{1,16}$")
CONTINUES = re.compile(r"^(?:希望|同时|他|她|要|将|今后|下一步|此外|期待|双方要|两地要)")


@dataclasses.dataclass(slots=True)
class Turn:
    """Who has the word, and whether headings that follow are his points."""

    speaker: Person
    kind: str
    listing: bool
    itemised: bool = False  # a point began with 一是, 第二 …: so do the others


def find_statements(document: Document, people: People) -> list[Statement]:
    """All statements of the document; points of one speaker and kind are one statement."""
    found: list[Statement] = []
    turn: Turn | None = None
    block = before = None
    for sentence in document.sentences:
        if sentence.block.kind == "title":
            continue
        if sentence.block.kind == "heading":
            if turn is not None and turn.listing:
                found += _statement(document, turn.speaker, turn.kind, [(sentence.start, sentence.end)], "heading")
            continue
        turns = _turns(document, people, sentence)
        if turn is None and not turns and sentence.block == block:
            turns = _he(document, people, sentence, before)
        before = sentence
        new = turns[0][0] if turns else None
        said = _said(document, sentence)
        if turn is not None and new is None and _goes_on(turn, said, sentence.block == block):
            found += _statement(document, turn.speaker, turn.kind, _points(document, sentence.start, sentence.end), "item")
            turn.itemised = turn.itemised or bool(ITEM.match(said))
            block = sentence.block
            continue
        if turn is not None and new is None and sentence.block == block and _announces(said):
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
        if new is None:
            kind = _kind(said) if turn.listing else turn.kind
            found += _statement(document, turn.speaker, kind, _points(document, sentence.start, sentence.end), "speech")
        for turn, start, end in turns:
            if not turn.listing:
                found += _statement(document, turn.speaker, turn.kind, _points(document, start, end), "speech")
    return found


def _announces(said: str) -> bool:
    """Whether words announce points to come; what names them itself (在脐橙销售、职业教育、旅游客源三个方面) does not."""
    match = ANNOUNCES.search(said.strip(" \n。"))
    return match is not None and (match.group().endswith(("：", ":")) or not _LISTED.search(said[:match.start()]))


def _said(document: Document, sentence: Sentence) -> str:
    return document.text[sentence.start:sentence.end].strip()


def _turns(document: Document, people: People, sentence: Sentence) -> list[tuple[Turn, int, int]]:
    """Who speaks in a sentence, each from his clause to that of the next: 甲汇报…，乙表态…，丙归拢出三件事：…"""
    text = document.text
    heads: list[tuple[Person, int, int, int]] = [
        (person, at, sentence.start, begin) for at, person in people.in_span(sentence.start, sentence.end)[:1]
        if (begin := _announced(text, sentence, at, at + len(person.name)))]
    for verb in SPEAKING.finditer(text, sentence.start, sentence.end):
        named = [(at, person) for at, person in people.in_span(sentence.start, verb.start())
                 if not _ADDRESSED.search(text, sentence.start, at) and not text.startswith(("一行", "的话"), at + len(person.name))]
        if not named:
            continue
        position, person = named[-1]
        clause = max(text.rfind(mark, sentence.start, position) for mark in "，；。") + 1 or sentence.start
        if heads and (person == heads[-1][0] or _quoted(text, sentence.start, verb.start())):
            continue
        if _speaks(text, position + len(person.name), verb):
            greets = _GREETING.match(text, verb.end()) or verb.group() in ("感谢", "道谢")
            heads.append((person, position, clause, position + len(person.name) if greets else verb.start()))
    turns = []
    for index, (person, position, _, begin) in enumerate(heads):
        end = heads[index + 1][2] if index + 1 < len(heads) else sentence.end
        said = text[position + len(person.name):end]
        turn = Turn(person, _kind(said, _own_names(person)), _announces(said))
        turns.append((turn, begin, end))
    return turns


def _he(document: Document, people: People, sentence: Sentence, before: Sentence | None) -> list[tuple[Turn, int, int]]:
    """甲首先致谢。他说，…: the one whom the sentence before begins with has the word."""
    verb = re.compile(f"[他她][^，。；：“]{{0,8}}?(?={SPEAKING.pattern})").match(document.text, sentence.start, sentence.end)
    named = people.in_span(before.start, before.end) if before and verb else []
    if verb is None or before is None or len({person for _, person in named}) != 1 or re.search("[，。；]", document.text[before.start:named[0][0]]):
        return []
    said = document.text[verb.end():sentence.end]
    return [(Turn(named[0][1], _kind(said, _own_names(named[0][1])), _announces(said)), verb.end(), sentence.end)]


_ADDRESSED = re.compile("(?:交到|交给|递给|送给|转给|交由|告诉|对(?![口接外])|(?<!方)向|接过|与|跟)[^，。；的]{0,16}$")
"""Before a name: somebody else gives to that person or speaks to him."""
_GREETING = re.compile("[^，。；]{0,6}(?:欢迎|感谢|谢意|敬意|祝贺|慰问|问候)")
_LEADS = re.compile("(?:(?<=告诉)|(?<=叮嘱)|(?<=嘱咐)|(?<=寄语)|(?<=勉励)|(?<=提醒)|(?<=嘱托))[^，。：；]{1,10}[，：]|[了道，：]*(?:说|道)?[了道，：]+")
"""Between a verb of speaking and what is said: whom it is said to, 了, 道, a comma."""


def _announced(text: str, sentence: Sentence, start: int, end: int) -> int:
    """Where the words begin that a line gives somebody, as a script or an interview does (【录音】沈拓：…); 0 if it does not."""
    before = re.sub(r"【[^】]*】|[（(][^（）]*$|同期声|录音|[^\u4e00-\u9fff]", "", text[sentence.start:start])
    opens = re.compile(r"[）)]?：|[）)](?=“)").match(text, end)
    alone = not before and sentence.start == sentence.block.start and sentence.end - end > 6
    return opens.end() if opens and alone else 0


def _quoted(text: str, start: int, position: int) -> bool:
    """Whether a position lies in words that somebody is quoted with."""
    return text.count("“", start, position) > text.count("”", start, position)


def _speaks(text: str, name_end: int, verb: re.Match[str]) -> bool:
    """Whether the words between a name and a verb of speaking leave the verb to that person."""
    gap = text[name_end:verb.start()]
    if verb.group() in ("汇报", "通报", "表态") and text[verb.end():verb.end() + 1] in "，、。；":
        return False
    if verb.group() in (*_WISHES, "要求") and re.search("(?:提出|符合|满足|按照|的)了?$", gap):
        return False
    about = re.match("(?:则|还|也|并|首先|随后|最后)?(?:代表|向|对|围绕|就|针对|结合|从|在|听取|听完|听罢)", gap)
    if len(gap) > (44 if about else 26) or re.search("[。；]|参加|出席|陪同|(?:汇报|表态|通报|发言)，(?![并他她还])", gap):
        return False
    return "、" not in gap or bool(about)


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


def _points(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the points that a speaker makes in a span: 一是…二是… items, else all that follows the verb."""
    text = document.text
    items = [match.start() for match in ITEM.finditer(text, start, end)]
    if len(items) >= 2:
        return _between(items, end)
    colon = text.find("：", start, end)
    if colon >= 0 and ANNOUNCES.search(text[start:colon + 1]):
        parts = _parts("；", text, colon + 1, end) or _numbered(text, start, colon, end)
        if parts:
            return _between(parts, end)
    verb = SPEAKING.search(text, start, end)
    quoted = _words_before(document, verb.start()) if verb else []
    if quoted and verb is not None:
        after = re.match("道?[，：]“", text[verb.end():end])
        return [*quoted, (verb.end() + after.end(), end)] if after else quoted
    said = text[verb.start():verb.end()].rstrip("，：") if verb else ""
    if verb is not None and said in _TELLING and not re.match("：" if said in ("汇报", "通报") else "[，：]", text[verb.end():]):
        # 通报了…情况: what is told of ends with the clause; with nothing told there is no point
        clause = re.match(r"了?([^，。；]{4,})", text[verb.end():end])
        return [(verb.end() + clause.start(1), verb.end() + clause.end())] if clause else []
    first = start
    if verb and verb.end() < end - 4 and not _GREETING.match(text, verb.end()) and (
            said not in _WISHES or re.match("[，：]", text[verb.end():])):
        leads = _LEADS.match(text, verb.end(), end)
        first = leads.end() if leads else verb.end()
    wishes = [first + match.start(1) for match in re.finditer(r"(?:^|[，；：])(要(?!求|是|素|点))", text[first:end])]
    if len(wishes) >= 2 or (wishes and wishes[0] > first and _parallel(text[first:wishes[0]])):
        return _between([first, *wishes] if wishes[0] - first > 4 else wishes, end)
    demands = _parts("；", text, first, end)
    if demands and all(_DEMAND.match(text, at) for at in demands):
        return _between(demands, end)
    inner = (first + 1, text.find("”", first)) if text.startswith("“", first) and text.find("”", first) >= end - 2 else (first, end)
    clauses = _parts("[，、]", text, *inner)  # of a quotation, where all that is said stands in one
    apart = _between(clauses, inner[1]) if clauses else []
    if len(apart) == 2 and all(_MORE.search(text[low:high]) for low, high in apart):
        return apart
    if len(apart) >= 3 and all(_parallel(text[low:high]) for low, high in apart):
        return apart
    return [(first, end)]


_DEMAND = re.compile(r"要|希望|将|坚持|愿|应|请|进一步|继续|持续|全力|共同")
_MORE = re.compile("得[^，。；：得了]{1,3}(?:一[点些]|[点些])[，、；。”]*$")
"""专家待得久一点: what one wishes there were more of."""
_COUNTED = re.compile(r"([两二三四五六七八九])(?:[个条句点项件桩样]|方面|大)[^，。；：]{0,14}(?:，[^，。；：]{2,16})?$")


def _parallel(clause: str) -> bool:
    """Whether a clause is one of several demands: 项目要…, 把…, 让…."""
    return bool(re.match("[把让将盼]|要|愿", clause) or re.match("[^要]{1,8}要(?!求|素|点|闻)", clause) or _MORE.search(clause))


def _parts(mark: str, text: str, start: int, end: int) -> list[int]:
    """Where the parts between marks begin, if there are at least two; a mark inside quotes parts nothing."""
    cuts = [match.end() for match in re.compile(mark).finditer(text, start, end - 1) if not _quoted(text, start, match.start())]
    return [start, *cuts] if cuts and end > start else []


def _numbered(text: str, start: int, colon: int, end: int) -> list[int]:
    """The points after 三件事：, where commas part just as many."""
    counted = _COUNTED.search(text, start, colon)
    wanted = "一二三四五六七八九".find(counted.group(1).replace("两", "二")) + 1 if counted else 0
    return next((parts for mark in "，、" if (parts := _parts(mark, text, colon + 1, end)) and len(parts) == wanted), [])


def _between(starts: list[int], end: int) -> list[tuple[int, int]]:
    return list(zip(starts, [*starts[1:], end], strict=True))


def _words_before(document: Document, verb: int) -> list[tuple[int, int]]:
    """The quoted words right before their speaker: “…”甲说。"""
    text = document.text
    sentence = document.sentence_at(verb)
    low = sentence.block.start if sentence else verb
    closing = text.rfind("”", low, verb)
    opening = text.rfind("“", low, closing) if closing > low else -1
    near = opening >= 0 and verb - closing < 30 and text[closing - 1] in "，。！？" and not re.search("[，。；]", text[closing:verb])
    return [(opening + 1, closing)] if near else []


def _goes_on(turn: Turn, said: str, same: bool) -> bool:
    """Whether a sentence without a speaker is a further point of the one who has the word: an item (一是…, 二要…) in the
    same paragraph or after an announcement, or a short line after an announcement."""
    if ITEM.match(said):
        return same or turn.listing
    return turn.listing and not turn.itemised and not same and len(said) <= 24


def _statement(document: Document, speaker: Person, kind: str, spans: list[tuple[int, int]], rule: str) -> list[Statement]:
    bare = Statement(scope=document.source.key, speaker=speaker, kind=kind)
    points = []
    for number, (start, end) in enumerate(spans, 1):
        text = document.text[start:end].strip(" \n，；。、")
        if len(text) < 4:
            continue
        points.append(Point(owner=bare.key, position=number, text=text, evidence=(document.evidence(start, end),),
                            confidence=0.9 if rule == "heading" else 0.8, rule=f"statements/{rule}"))
    if not points:
        return []
    return [dataclasses.replace(bare, points=tuple(points), evidence=(points[0].evidence[0],),
                                confidence=max(point.confidence for point in points), rule=f"statements/{rule}")]
