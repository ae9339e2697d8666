"""Persons and the posts they hold: chains of titles with their owners, lists of names, names before titles.

The owner of a title is what stands before it (宜川县委书记), else what the chain, the list, the delegation, the
publisher or the text as a whole implies (市委副书记、市长 of the city spoken of)."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections import Counter
from collections.abc import Iterable

from ..model import Organization, Person, Post, Region, Tenure
from .appointments import taker
from .document import Document
from .names import clear_names, credited, ends, is_common, is_name, name_at
from .namestock import STOCK_NAME
from .owners import Owners
from .phrase import Phrases
from .regions import Place
from .respective import each, shared
from .spans import covered
from .titles import Title, find_titles
from .words import SURNAMES

_JOINT = re.compile(r"(?:、|，|\s|/|・|·|；(?=原))?(?:现兼任|兼任|兼|暨|并任|拟任|拟提名|提名|原任|原|现任|时任|候任|新任|新当选)?")
_PLURAL = re.compile(r"副|领导|常委|成员|委员|代表|专家|干部|人士|同志|嘉宾|队员|教师|医生|负责人|企业家|骨干")


@dataclasses.dataclass(frozen=True, slots=True)
class Holder:
    """A person at one place in the text, with the titles given there."""

    start: int
    end: int
    name: str
    titles: tuple[Title, ...]
    rule: str
    sure: float = 1.0  # less where the name's end is only likely


_SURE = {"title-name": 0.97, "name-bracket": 0.95, "name-comma": 0.9, "name-verb": 0.9, "name-taken": 0.85, "name-title": 0.85, "ner": 0.7}
"""How sure each form is that the person holds the post."""


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
        position = _skip(text, title)
        if "（代" in text[title.end:position]:
            chain[-1] = dataclasses.replace(title, acting=True)
        names = _names(text, position, starts, known, title)
        if names:
            holders += [Holder(*span, (*chain[:-1], own), "title-name", 1.0 if name_at(text, span[0], known) else 0.85)
                        for span, own in zip(names, each(chain[-1], len(names)), strict=True)]
            holders += _tagged(document, chain, names[-1][1], listed=True)
            chain = []
        elif following is None or not _joined(text, title.end, following.start):
            holders += _before(document, chain, known) or _taken(document, chain, known, holders) or _tagged(document, chain, position)
            chain = []
    return [holder for holder in holders if not credited(text, holder.start)]


_ASIDE = re.compile(
    r"（[^（）\n]{0,10}(?:挂职|援派|兼|驻|女|主持工作|[正副][厅处科]|[级族代])[^（）\n]{0,8}）|（时任）|"
    r"[、，]?(?:我[省市县区旗州校司院](?:选?派驻?出?的)?|[\u4e00-\u9fff]{0,6})挂职干部|、[\u4e00-\u9fff]{0,8}援?[\u4e00-\u9fff](?:医生|教师|干部|专家|人才|教授|博士)(?=[^和与及等、，。；代])|同志|[ ：:\u3000]")
_SPACED = re.compile(r"([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?=[\s，、。；：）]|$)")
"""A name of two characters with a space between them, as in lists (费 墨)."""
_SINCE = re.compile(r"(?:[才仅刚已近]|不[到足])?[一二三四五六七八九十两几半多\d]*(?:个?月|年|天|周)?(?:之久)?的(?=[\u4e00-\u9fff])")
"""What may stand between a post and its holder's name where the post is said to have been taken up: 接任州长才三个月的…"""


def _skip(text: str, title: Title) -> int:
    """Past what may stand between a title and its holder's name: （挂职）, 同志, a colon; 的 after 担任…."""
    position = title.end
    if text[title.start - 1:title.start] == "任" and (since := _SINCE.match(text, position)):
        return since.end()
    while match := _ASIDE.match(text, position):
        position = match.end()
    return position


def _joined(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    if "\n" in gap:
        return False
    return gap == "" or bool(_JOINT.fullmatch(gap.strip() or " ")) or gap in ("中共", "、中共", "，中共")


def _names(text: str, position: int, starts: set[int], known: Counter[str], title: Title) -> list[tuple[int, int, str]]:
    """The names that follow a title: one, or a list where the title can have several holders. After a mere rank
    (领导) anything may follow: there only sure names count."""
    names: list[tuple[int, int, str]] = []
    if text[position:position + 1] == "由" and (name := name_at(text, position + 1, known)):  # 团长由…担任
        end = position + 1 + len(name)
        return [(position + 1, end, name)] if text[end:end + 2] in ("担任", "兼任", "出任") else names
    spaced = _SPACED.match(text, position)
    if spaced and spaced.group(1) in SURNAMES:
        return [(*spaced.span(), spaced.group(1) + spaced.group(2))]
    plural = shared(title) or bool(_PLURAL.search(title.text))
    if text[position:position + 1] in "和与及同" and not _surname(text, position, starts, known, plural):
        return names
    while position not in starts or not names:
        name = name_at(text, position, known, loose=not title.vague and not title.body.surname and text[position - 1:position] != "的")
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


def _surname(text: str, position: int, starts: set[int], known: Counter[str], plural: bool) -> bool:
    """Whether 和 or 同 after a title is a surname (和志刚) rather than a conjunction: what follows is neither a title nor a name."""
    if position + 1 in starts or text[position:position + 1] not in ("和", "同"):
        return False
    if not plural and text[position] == "和":
        return True
    name = name_at(text, position, known)
    if len(name) == 2:  # 副总经理和明、: a single character that 和 could join is no name
        return text[position] == "和" and ends(text, position + 2)
    return len(name) == 3 and not is_name(name[1:]) and not is_common(name[1:]) and not name_at(text, position + 1, known)


def _before(document: Document, chain: list[Title], known: Counter[str]) -> list[Holder]:
    """Names that stand before their titles: 张三县长 (inside the phrase), 张三（县委书记）, 张三 县委书记 (lists)."""
    text, first = document.text, chain[0]
    inner = first.body.before
    if inner and len(chain) >= 1:
        start = first.start + text[first.start:first.end].index(inner)
        return [Holder(start, start + len(inner), inner, tuple(chain), "name-title")]
    after = text[chain[-1].end:chain[-1].end + 1]
    for pattern, closing, rule in _FORMS:
        for position in range(max(0, first.start - 24), first.start) if after in closing or not after else ():
            found = pattern.match(text, position, first.start)
            name = found.group("name").replace(" ", "") if found else ""
            if found and (is_name(name) or "·" in name or STOCK_NAME.fullmatch(name)):
                return [Holder(*found.span("name"), name, tuple(chain), rule)]
    return []


def _taken(document: Document, chain: list[Title], known: Counter[str], holders: list[Holder]) -> list[Holder]:
    """The person named before who takes up the posts: a holder of other posts, or a name that the text repeats."""
    names = {holder.name for holder in holders} | {name for name in known if document.text.count(name) > 1}
    found = taker(document, chain[0].start, chain[-1].end, names)
    return [Holder(*found, tuple(chain), "name-taken")] if found else []


_NAMED = r"(?P<name>[\u4e00-\u9fff] ?[\u4e00-\u9fff]{1,3}?|[\u4e00-\u9fff·]{2,8}·[\u4e00-\u9fff]{2,8}?)"
_OPEN = r"(?:^|(?<=[\s、，。；：和与有是由为]))"
_BRACKETED = re.compile(_OPEN + _NAMED + r"\s*（\s*$")
_LISTED = re.compile(_OPEN + _NAMED + r"\s+$")
_APPOSED = re.compile(r"(?:^|(?<=[\n。；：叫])|(?<=名字是))" + _NAMED + r"，$")
_TAKES = re.compile(r"(?:^|(?<=[\s、，。；：和与有由为的年月日])|(?<=干部|队员|医生|教师|专家|同志))" + _NAMED + r"(?:同志|（[^（）]{1,10}）)?(?:挂职|正式|被|受)?"
                    r"(?:现任|担任|出任|接任|就任|挂任|兼任|当选为?|任命为|聘为|(?<![主责信历前原时离卸继曾])任|是)$")
_NAMED_TO = re.compile(r"(?<=任命|聘任|聘请|选举|推选|推举)" + _NAMED + r"(?:同志)?为$")
_FORMS = ((_BRACKETED, "）", "name-bracket"), (_LISTED, "\n；;，。、 ", "name-bracket"), (_APPOSED, "\n；，。", "name-comma"),
          (_TAKES, "\n；，。、 ）", "name-verb"), (_NAMED_TO, "\n；，。、 ）", "name-verb"))
"""What may stand between a name and the post that follows it (a bracket, a space, a comma, a verb of taking office), and
what may follow the post."""


def _tagged(document: Document, chain: list[Title], position: int, listed: bool = False) -> list[Holder]:
    """Holders that only a tagger sees: of a chain that has none, or (`listed`) beside those found up to a position."""
    if (tagged := document.tagged) is None:
        return []
    plural = bool(_PLURAL.search(chain[-1].text))
    found = (tagged.listed(position, plural) if listed else
             tagged.holders(chain[0].start, chain[-1].end, position, plural))
    return [Holder(*name, tuple(chain), "ner") for name in found]


class People:
    """The persons of one document: who they are, which posts they hold, and where their names stand."""

    def __init__(self, document: Document, phrases: Phrases) -> None:
        self.document = document
        self.owners = Owners(document)
        self.titles = find_titles(document, phrases)
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
                    seconded="挂职" in nearby, evidence=(self.document.evidence(holder.start, title.end if holder.rule == "name-taken" else holder.end),),
                    confidence=round(owner.confidence * _SURE[holder.rule] * holder.sure, 2),
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
        given.update({last: person for name, person in self.persons.items() if "·" in name and _foreign(person)
                      and len(last := name.split("·")[-1]) > 1})
        for short, person in given.items():
            for match in re.finditer(f"(?<!·){re.escape(short)}(?!·)", self.document.text):
                spans.append((*match.span(), person))
        taken = {start for start, _, _ in spans}
        spans += [(h.start, h.end, self.persons[h.name]) for h in self.holders if h.start not in taken]  # 费 墨 in a list
        taken.update(holder.start for holder in self.holders)
        for title in self.titles:
            spans += [span for span in self._short(title) if span[0] not in taken]
        return sorted(spans, key=lambda span: span[0])

    def _short(self, title: Title) -> list[tuple[int, int, Person]]:
        """Surname, or how a longer name begins, and title (王区长, 阿苏书记): the one person so named who holds that title."""
        words = (title.body.surname + title.text) if title.body.surname else re.sub("^[^\u4e00-\u9fff]+", "", title.text)
        for lead, post in ((words[:cut], words[cut:]) for cut in (1, 2, 3) if len(words) > cut + 1 and words[cut] not in "委组"):
            holders = {holder.name for holder in self.holders if holder.name.startswith(lead) and any(
                other.text.endswith(post if not title.body.surname else post[-2:]) for other in holder.titles)}
            if len(holders) == 1:
                return [(title.start, title.end, self.persons[holders.pop()])]
        return []

    def in_span(self, start: int, end: int) -> list[tuple[int, Person]]:
        """The persons named in a span, with their positions."""
        low, high = bisect.bisect_left(self._begins, start), bisect.bisect_left(self._begins, end)
        return [(begin, person) for begin, _, person in self.mentions[low:high]]


def _foreign(person: Person) -> bool:
    """Whether a person holds a post abroad, where the family name stands last and alone."""
    seat = person.seat
    region = seat if isinstance(seat, Region) else seat.region if seat else None
    return region is not None and region.level == "foreign"


def drop_inside_names(places: Iterable[Place], people: People) -> list[Place]:
    """Places that are only part of a person's name (陈安定) are no places."""
    inside = covered((start, end) for start, end, _ in people.mentions)
    return [place for place in places if place.start not in inside or place.end - 1 not in inside]
