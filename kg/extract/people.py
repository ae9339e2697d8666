"""Persons and the posts they hold: chains of titles with their owners, lists of names, names before titles.

The owner of a title is what stands before it (宜川县委书记), else what the chain, the list, the delegation, the
publisher or the text as a whole implies (市委副书记、市长 of the city spoken of)."""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Iterable

from ..model import Organization, Person, Post, Region, Tenure
from ..vocabulary import vocabulary
from .bodies import Body, parse_body
from .document import Document
from .names import clear_names, name_at
from .owners import Owners
from .phrase import Phrases
from .regions import Place
from .spans import covered
from .words import COMPOUND, SURNAMES

_MODIFIER = re.compile(r"(?:常务副|第[一二]副|副|代理|代|名誉|执行|候任|轮值|联席|首席|高级|助理|总)$")
_JOINT = re.compile(r"、|，|兼任|兼|，兼|暨|\s|并任|/|・|·")
_CREDIT = re.compile(r"(?:记者|通讯员|摄影|编辑|责任编辑|责编|供稿|撰稿|作者|审核|校对|文/|图/|实习生|编审|终审|初审|复审|监制|投稿|见习)")
_BAD_AFTER = re.compile(r"会(?!见|谈|议|晤|上|后|前|同)|期间?|务|处|制|级|团(?!长)|班|室|们|联席|办公|家属|之|专题|论坛|岗|任期|职")
_PLURAL = re.compile(r"副|领导|常委|成员|委员|代表|专家|干部|人士|同志|嘉宾|队员|教师|医生|负责人|企业家|骨干")


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


@dataclasses.dataclass(frozen=True, slots=True)
class Holder:
    """A person at one place in the text, with the titles given there."""

    start: int
    end: int
    name: str
    titles: tuple[Title, ...]
    rule: str


@functools.cache
def _heads() -> re.Pattern[str]:
    words = sorted(vocabulary().words("post"), key=lambda word: (-len(word), word))
    han = [word for word in words if re.fullmatch("[\u4e00-\u9fff]+", word) and not _PREFIXED.match(word)
           and word not in _RANKS]
    shortest = [word for word in han if not any(word != other and word.endswith(other) for other in han)]
    return re.compile("(" + "|".join(map(re.escape, shortest)) + ")(候选人|助理)?")


_RANKS = frozenset(["干部", "代表", "专家", "教师", "老师", "医生", "医师", "同志", "队员", "人员", "志愿者", "人士", "嘉宾", "学生", "主持人", "发言人", "联系人", "领导", "记者", "教授", "参赞"])
"""Words for persons that name no post."""


_PREFIXED = re.compile(r"[省市县区旗州盟镇乡村](?!长$)|党|政府|人大|政协|纪|监|副|代|常务|领导|中共|人民|街道|工委|管委会|统战|组织部|宣传部|第一")
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


def find_titles(document: Document, phrases: Phrases, owners: Owners) -> list[Title]:
    """Every title in the prose, in order."""
    titles: list[Title] = []
    for block in document.blocks:
        heads = [(m.start(1), m.end(), m.group(1), m.group(2) or "") for m in
                 _heads().finditer(document.text, block.start, block.end)]
        heads += [(m.start(), m.end(), "领导", "") for m in VAGUE.finditer(document.text, block.start, block.end)]
        floor = block.start
        for start, end, head, suffix in sorted(heads):
            if start < floor:
                continue
            title = _title(document, phrases, owners, (start, end, head, suffix), floor)
            if title is not None:
                titles.append(title)
                floor = title.end
    return titles


def _title(document: Document, phrases: Phrases, owners: Owners, head: tuple[int, int, str, str],
           floor: int) -> Title | None:
    text, (start, end, word, suffix) = document.text, head
    if not suffix and _BAD_AFTER.match(text, end):
        return None
    modifiers = ""
    core = start
    while match := _MODIFIER.search(text, max(floor, core - 3), core):
        modifiers, core = match.group() + modifiers, match.start()
    begin = phrases.start(core, 34, floor)
    if text[begin:begin + 2] == "中共":
        begin += 2
    body = parse_body(document, begin, core, modifiers + word + suffix)
    vague = word == "领导"
    if body.title.endswith(_NATIONAL):
        return None
    return Title(begin, end, body.title, body, concept_of(body.title),
                 acting="代" in modifiers, deputy="副" in modifiers or word.startswith("副"),
                 candidate=suffix == "候选人", vague=vague)


def find_holders(document: Document, titles: list[Title]) -> list[Holder]:
    """Persons with their titles, in order of their names in the text."""
    text = document.text
    known = clear_names(text)
    starts = {title.start for title in titles}
    holders: list[Holder] = []
    chain: list[Title] = []
    for index, title in enumerate(titles):
        chain.append(title)
        following = titles[index + 1] if index + 1 < len(titles) else None
        position = _skip(text, title.end)
        names = _names(text, position, starts, known, bool(_PLURAL.search(title.text)))
        if names:
            holders += [Holder(*span, tuple(chain), "title-name") for span in names]
            chain = []
        elif following is None or not _joined(text, title.end, following.start):
            holders += _before(document, chain, known)
            chain = []
    return [holder for holder in holders if not _credited(text, holder)]


_ASIDE = re.compile(r"（[^（）\n]{0,10}(?:挂职|援派|兼|驻|女|主持工作|正[厅处科]|副[厅处科]|[级族])[^（）\n]{0,8}）|、?(?:我[省市县区旗州校司院]|[\u4e00-\u9fff]{0,6})挂职干部|同志|[ ：:\u3000]")


def _skip(text: str, position: int) -> int:
    """Past what may stand between a title and its holder's name: （挂职）, 同志, a colon."""
    while match := _ASIDE.match(text, position):
        position = match.end()
    return position


def _joined(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    if "\n" in gap:
        return False
    return gap == "" or bool(_JOINT.fullmatch(gap.strip() or " ")) or gap in ("中共", "、中共", "，中共")


def _names(text: str, position: int, starts: set[int], known: Counter[str], plural: bool) -> list[tuple[int, int, str]]:
    """The names that follow a title: one, or a list where the title can have several holders."""
    names: list[tuple[int, int, str]] = []
    if text[position:position + 1] in "和与及同" and (plural or text[position:position + 1] != "和" or position + 1 in starts):
        return names  # a conjunction; after the title of one person 和 may be his surname
    while position not in starts or not names:
        name = name_at(text, position, known, loose=True)
        if not name or (position in starts and not names):
            break
        end = position + len(name)
        names.append((position, end, name))
        separator = re.compile(r"、|，(?=[\u4e00-\u9fff]{2,3}[、，和等])| +|和|与|及|以及").match(text, end)
        if not separator or not plural or separator.end() in starts:
            break
        position = separator.end()
        if not name_at(text, position, known):
            break
    return names


def _before(document: Document, chain: list[Title], known: Counter[str]) -> list[Holder]:
    """Names that stand before their titles: 张三县长 (inside the phrase), 张三（县委书记）, 张三 县委书记 (lists)."""
    text, first = document.text, chain[0]
    inner = first.body.before
    if inner and len(chain) >= 1:
        start = first.start + text[first.start:first.end].index(inner)
        return [Holder(start, start + len(inner), inner, tuple(chain), "name-title")]
    opening = re.search(r"(?:^|(?<=[\s、，。；：和与有是由为]))([\u4e00-\u9fff] ?[\u4e00-\u9fff]{1,3})[（\s]+$", text[max(0, first.start - 12):first.start])
    if opening and _is_name(opening.group(1).replace(" ", "")):
        start = max(0, first.start - 12) + opening.start(1)
        bracket = "（" in opening.group(0)
        closing = text[chain[-1].end:chain[-1].end + 1]
        if closing == "）" if bracket else closing in "\n；;，。、 " or not closing:
            return [Holder(start, start + len(opening.group(1)), opening.group(1).replace(" ", ""), tuple(chain), "name-bracket")]
    return []


def _is_name(word: str) -> bool:
    lead = 2 if word[:2] in COMPOUND else 1 if word[:1] in SURNAMES else 0
    return bool(lead) and len(word) - lead in (1, 2)


def _credited(text: str, holder: Holder) -> bool:
    """Bylines and credits are not delegates."""
    line = text.rfind("\n", 0, holder.start) + 1
    return bool(_CREDIT.search(text[max(line, holder.start - 8):holder.start]))


class People:
    """The persons of one document: who they are, which posts they hold, and where their names stand."""

    def __init__(self, document: Document, phrases: Phrases) -> None:
        self.document = document
        self.owners = Owners(document)
        self.titles = find_titles(document, phrases, self.owners)
        self.holders = find_holders(document, self.titles)
        self.owners.settle(self.holders)
        self.persons: dict[str, Person] = {}
        for holder in self.holders:
            self._person(holder)
        self.mentions = self._mentions()
        self._begins = [begin for begin, _, _ in self.mentions]
        self.ends = {begin: end for begin, end, _ in self.mentions}

    def _person(self, holder: Holder) -> None:
        known = self.persons.get(holder.name)
        seat = known.seat if known else None
        if seat is None:
            seat = self._seat(holder)
        self.persons[holder.name] = Person(name=holder.name, seat=seat, scope="" if seat else self.document.source.key)

    def _seat(self, holder: Holder) -> Region | Organization | None:
        owners = [self.owners.of(title) for title in holder.titles]
        for owner in owners:  # the region of a party committee, government, congress …
            if owner.region and owner.organ:
                return owner.region
        for owner in owners:
            if owner.region or owner.organization:
                return owner.region or owner.organization
        return None

    def tenures(self, attested: str) -> list[Tenure]:
        """Every post that the document says somebody holds."""
        found: list[Tenure] = []
        for holder in self.holders:
            person = self.persons[holder.name]
            for title in holder.titles:
                if holder.rule == "name-title" and self._called(holder, title):
                    continue
                owner = self.owners.of(title)
                organization = owner.body(title.body, self.document.source.key)
                post = Post(title=title.text, organization=organization, kind=title.kind, acting=title.acting,
                            deputy=title.deputy, candidate=title.candidate, vague=title.vague)
                nearby = self.document.text[holder.start - 12 if holder.start > 12 else 0:holder.end + 12]
                found.append(Tenure(
                    person=person, post=post, organization=organization, attested=attested,
                    seconded="挂职" in nearby, evidence=(self.document.evidence(holder.start, holder.end),),
                    confidence=round(owner.confidence * (0.97 if holder.rule == "title-name" else 0.85), 2),
                    rule=f"posts/{holder.rule}/{owner.rule}"))
        return found

    def _called(self, holder: Holder, title: Title) -> bool:
        """Whether a title after a name (鲍图雅市长) only repeats one that the document gave that person in full."""
        return any(other.text.endswith(title.text) and other.start != title.start
                   for one in self.holders if one.name == holder.name and one.rule != "name-title" for other in one.titles)

    def _mentions(self) -> list[tuple[int, int, Person]]:
        """Every place where a known person's name stands, and 王区长 for the 区长 named 王…."""
        spans: list[tuple[int, int, Person]] = []
        if not self.persons:
            return spans
        names = re.compile("|".join(sorted(map(re.escape, self.persons), key=lambda name: (-len(name), name))))
        for block in self.document.blocks:
            for match in names.finditer(self.document.text, block.start, block.end):
                spans.append((*match.span(), self.persons[match.group()]))
        given = {name.split("·")[0]: person for name, person in self.persons.items() if "·" in name and len(name.split("·")[0]) > 2}
        for first, person in given.items():
            for match in re.finditer(re.escape(first) + "(?!·)", self.document.text):
                spans.append((*match.span(), person))
        taken = {start for start, _, _ in spans}
        spans += [(h.start, h.end, self.persons[h.name]) for h in self.holders if h.start not in taken]  # 费 墨 in a list
        taken.update(holder.start for holder in self.holders)
        for title in self.titles:
            spans += [span for span in self._short(title) if span[0] not in taken]
        return sorted(spans, key=lambda span: span[0])

    def _short(self, title: Title) -> list[tuple[int, int, Person]]:
        """Surname and title (王区长): the one person of that surname who holds that title."""
        surname = title.body.surname
        if not surname:
            return []
        holders = {holder.name for holder in self.holders if holder.name.startswith(surname) and any(
            other.text.endswith(title.text[-2:]) for other in holder.titles)}
        if len(holders) != 1:
            return []
        return [(title.start, title.end, self.persons[holders.pop()])]

    def in_span(self, start: int, end: int) -> list[tuple[int, Person]]:
        """The persons named in a span, with their positions."""
        low, high = bisect.bisect_left(self._begins, start), bisect.bisect_left(self._begins, end)
        return [(begin, person) for begin, _, person in self.mentions[low:high]]


def drop_inside_names(places: Iterable[Place], people: People) -> list[Place]:
    """Places that are only part of a person's name (陈安定) are no places."""
    inside = covered((start, end) for start, end, _ in people.mentions)
    return [place for place in places if place.start not in inside or place.end - 1 not in inside]
