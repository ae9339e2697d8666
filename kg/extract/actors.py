"""Actors of a document beside its persons: regions that act and bodies with names of their own."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ..model import Actor, Organization, Region
from .bodies import BUREAU
from .document import Document
from .home import fits
from .organs import kind_of
from .phrase import Phrases
from .regions import LEVELS, Place, common_name
from .spans import Spans, covered

NAME_END = re.compile(
    r"(?:集团|控股|股份)?(?:股份|有限责任|股份有限|有限)?公司|集团(?!军|式|内)|股份(?!有限|合作)|大学(?!生)|学院|技师学院|(?:外国语|旅游|师范|职业技术|职业|技工|专科|特殊教育|实验|专业|卫生|艺术|体育)学校|中学|小学|幼儿园|"
    r"人民医院|中医院|附属医院|妇幼保健院|医院|卫生院|银行|商会|协会|联谊会|基金会|慈善总会|慈善会|研究院|研究所|设计院|(?:纪念|博物|图书|文化|美术|科技|展览|体育)馆|博物院|合作社|"
    r"对口帮扶[\u4e00-\u9fff]{2,8}?工作组|前方工作组|工作组|联络组|指挥部|支队|红十字会|总工会|工商联|气象局|农业农村局|乡村振兴局|"
    r"局(?![长面部势限])|发改委")
_CENTRAL = re.compile(
    r"(?:中国(?:电信|移动|联通|石油|石化|海油|一汽|华能|大唐|华电|国电|中车|中铁|中冶|中化|铁建|铁塔|交建|电建|能建|五矿|商飞|邮政|人寿|人保|太保|航发|宝武|诚通|国新|旅游集团)"
    r"|国家(?:电网|电投)|南方电网|东风汽车|三峡集团)(?![^，。；、与和到在为向对]{0,10}(?:公司|集团)|互联|支付)")
"""Central enterprises by the short names that have no word for a firm in them."""
_GENERIC = re.compile(r"^(?:多家|一家|两家|三家|四家|五家|几家|家|各|该|本|我|全|公司|集团|企业|医院|学校|大学|学院|省|市|县|区|州|旗|有限公司|当地|国有|民营|"
                      r"相关|部分|重点|优质|各类|知名|龙头|\d+[家所座间个]|[一二两三四五六七八九十百几多数]+[家所座间个年]|双方|其他|不少|众多|东部|西部|中央|地方|国家|"
                      r"省级|市级|县级|区级|我们|他们|你们|咱们|贵|友好|两地|两[省市县区校院]|去年|今年|明年|当年|年里|年来|里|目前|如今)+$")
_KIND_OF_FIRM = re.compile(r"(?:[\u4e00-\u9fff]{2,4})?企业(?!发展|管理|服务|咨询|投资|集团|总)(?=[\u4e00-\u9fff]{2,}(?:公司|集团)$)")


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """An actor at one place in the text."""

    start: int
    end: int
    actor: Actor


def find_bodies(document: Document, phrases: Phrases) -> list[Mention]:
    """Bodies with names of their own (companies, schools, hospitals, groups), leftmost longest, in order; a short
    name that ends in 股份 or 集团 counts where the text uses it."""
    found: list[Mention] = []
    floor = 0
    for block in document.blocks:
        floor = max(floor, block.start)
        for match in NAME_END.finditer(document.text, block.start, block.end):
            if match.start() < floor:
                continue
            start = phrases.start(match.start(), 30, floor)
            end = match.end()
            start = _led(document.text, start, match.start())
            if longer := (_OF_BUREAU if BUREAU.match(document.text, start, end) else _BRANCH).match(document.text, end, block.end):
                end = longer.end()
            name = document.text[start:end].strip("（）")
            if match_self := _SELF.match(name) or _KIND_OF_FIRM.match(name):
                name = name[match_self.end():]
            if not _proper(name, match.group()) or _BOTH.search(document.text, max(0, start - 12), start):
                continue
            found.append(Mention(start, end, Organization(name=name, kind=kind_of(name), region=_seat(document, start, match.start()))))
            floor = end
    found += _central(document, found)
    found = _unified(found)
    document.own = _own(document, phrases, found)
    if document.own is not None:
        found += _self(document, found, document.own)
    return sorted(found, key=lambda mention: mention.start)


def _central(document: Document, found: list[Mention]) -> list[Mention]:
    taken = covered((mention.start, mention.end) for mention in found)
    return [Mention(*match.span(), Organization(name=match.group(), kind="organ/company")) for block in document.blocks
            for match in _CENTRAL.finditer(document.text, block.start, block.end)
            if match.start() not in taken and match.end() - 1 not in taken]


_BOTH = re.compile("(?:两地|双方|两[省市县区])的?(?:[\u4e00-\u9fff]{2,6}[局委办]、)*$")
"""Before departments of both sides (两地卫健局、教育局), which are no single bodies."""
_LEAD = re.compile(r"(?:[自从]?\d{4}年(?:\d{1,2}月)?(?:以来|起|开始|初|底)?|其中|包括|会上|现场|当天|"
                   r"(?:集团)?(?:下属|旗下|所属)的?|(?:对口|结对|定点)(?:帮扶|支援|协作|援助)|组团式帮扶|托管|[对由])，?(?=[\u4e00-\u9fff]{2})")


def _led(text: str, start: int, end: int) -> int:
    """Where a body's name begins after words of time and of help; a working group keeps them (对口帮扶宜川县工作组)."""
    lead = None if text.startswith(("工作", "前方", "指挥", "联络", "对口"), end) else _LEAD.match(text, start, end)
    return lead.end() if lead else start


_SELF = re.compile(r"我[校司院行]|[我本](?:公司|集团|企业|学校|医院)|(?:(?<![\u4e00-\u9fff])|(?<=代表)|(?<=与)|(?<=由))(?:集团|公司|学校|校方)(?!的?总部)")
_OWN_KIND = (("校", ("organ/university", "organ/school")), ("学", ("organ/university", "organ/school")),
             ("院", ("organ/hospital", "organ/institute", "organ/university")), ("行", ("organ/company",)),
             ("司", ("organ/company",)), ("集团", ("organ/company",)), ("企业", ("organ/company",)))


def _own(document: Document, phrases: Phrases, found: list[Mention]) -> Organization | None:
    """The body that the document speaks for: named as its publisher, or the only one that 我校, 公司 … can mean."""
    said = _SELF.search(document.text, document.header.body_start)
    if said is None:
        return None
    kinds = next((kinds for word, kinds in _OWN_KIND if word in said.group()), ())
    names = [mention.actor for mention in found if isinstance(mention.actor, Organization) and mention.actor.kind in kinds
             and not re.search(f"(?:集团|公司|学校|[我本][校司院行])[与和同]{re.escape(mention.actor.name)}", document.text)]
    head = f"{document.source.publisher} {document.source.credit} {document.text[:document.header.body_start]}"
    for match in NAME_END.finditer(head):
        known = [body for body in names if head[:match.end()].endswith(body.name)]
        if known:
            return known[0]
        name = re.split(r"[\s：:>＞|—-]|(?<=公司|集团|学校)[与和同]", head[:match.end()])[-1]
        if re.search(f"(?:集团|公司|学校|[我本][校司院行])[与和同]{re.escape(name)}", head):
            continue
        if _proper(name, match.group()) and kind_of(name) in kinds:
            return Organization(name=name, kind=kind_of(name))
    return Counter(names).most_common(1)[0][0] if names else None


def _self(document: Document, found: list[Mention], own: Organization) -> list[Mention]:
    """Where the document speaks of its own body by a pronoun."""
    taken = covered((mention.start, mention.end) for mention in found)
    return [Mention(match.start(), match.end(), own) for block in document.blocks
            for match in _SELF.finditer(document.text, block.start, block.end)
            if match.start() not in taken and match.end() - 1 not in taken]


_OF_BUREAU = re.compile(r"(?:(?![与和及同跟到在为向对等的])[\u4e00-\u9fff]){2,10}公司")
_BRANCH = re.compile(r"(?:集团)?(?:股份有限|有限责任|有限)公司|(?:教育|教育发展|发展|校友)基金会|校友会|(?:附属|第[一二三四五六七八九十]+|人民|儿童|妇女|口腔|中西医|中医)+(?:医院|学校|中学|小学|幼儿园)|医学院|附属[\u4e00-\u9fff]{0,6}?医院")


def _seat(document: Document, start: int, end: int) -> Region | None:
    """The region that a body's name begins with, if it is named with its level (甘谷县人民医院, not 南京师范大学)."""
    seat: Region | None = None
    for place in document.places_in(start, end):
        if place.start != start or document.text[place.end - 1] not in LEVELS:
            break
        seat, start = place.region, place.end
    return seat


_FIRM = re.compile("(?<=集团)(?:股份|有限责任|股份有限|有限)公司$")


def _unified(mentions: list[Mention]) -> list[Mention]:
    """One body for a name and the same name with its place before it (蓝翔技师学院, 山东蓝翔技师学院)."""
    bodies = {mention.actor.key: mention.actor for mention in mentions if isinstance(mention.actor, Organization)}
    tails: dict[str, list[Organization]] = defaultdict(list)
    for body in bodies.values():
        for name in {body.name, _FIRM.sub("", body.name)}:
            for cut in range(min(7, len(name))):
                tails[name[cut:]].append(body)
    longer = {body.key: max(tails[body.name], key=lambda other: len(other.name)) for body in bodies.values()}
    return [Mention(mention.start, mention.end, longer[mention.actor.key]) for mention in mentions]


_WE = re.compile("我([省市县区旗州盟])(?=[与和同跟])")
_OURS = re.compile("[我本]([省市县区旗州盟])(?=[\u4e00-\u9fff]{2})")


def at_home(bodies: Iterable[Mention], home: Sequence[Region]) -> list[Mention]:
    """Bodies of the region that the document speaks for (我区教育局) under its name."""
    found: list[Mention] = []
    for mention in bodies:
        ours = _OURS.match(mention.actor.name) if isinstance(mention.actor, Organization) else None
        region = next((region for region in home if ours and fits(region, ours.group(1))), None)
        if ours and region is not None:
            name = common_name(region) + mention.actor.name[ours.end():]
            mention = dataclasses.replace(mention, actor=Organization(name=name, kind=kind_of(name), region=region))
        found.append(mention)
    return found


def _proper(name: str, ending: str) -> bool:
    own = name[: -len(ending)] if name.endswith(ending) else name
    return len(own) >= 2 and not _GENERIC.match(own) and not re.search(r"[，。；：、\s]|\d[万亿]?元", name)


def actors_in_order(document: Document, bodies: Iterable[Mention], home: Sequence[Region] = ()) -> list[Mention]:
    """Regions and bodies together, in order; a region inside a body's name is not an actor of its own, and a chain
    of regions (陕西省延安市宜川县) counts as its last. 我市与… is the region that the document speaks for."""
    mentions = [*bodies, *_ours(document, home)]
    start: int | None = None
    places = [place for place in document.places if not place.inside]
    for index, place in enumerate(places):
        following = places[index + 1] if index + 1 < len(places) else None
        start = place.start if start is None else start
        if following and _chained(document.text, place, following):
            continue
        mentions.append(Mention(start, place.end, place.region))
        start = None
    return sorted(mentions, key=lambda mention: mention.start)


def _ours(document: Document, home: Sequence[Region]) -> list[Mention]:
    found = [(match, next((region for region in home if fits(region, match.group(1))), None)) for match in _WE.finditer(document.text)]
    return [Mention(*match.span(), region) for match, region in found if region is not None]


def _chained(text: str, place: Place, following: Place) -> bool:
    from_place, parent = following.region, following.region.parent
    gap = text[place.end:following.start]
    while parent is not None:
        if parent == place.region:
            return gap == ""
        parent = parent.parent
    return gap == "（" and from_place == place.region


def drop_within(places: Iterable[Place], bodies: Spans[Mention]) -> list[Place]:
    """Mark places that are only part of the name of a body."""
    kept = []
    for place in places:
        body = next(reversed(bodies.before(place.start + 1)[-1:]), None)
        part = body is not None and place.end <= body.end and (body.start, body.end) != (place.start, place.end)
        kept.append(dataclasses.replace(place, inside=True) if part else place)
    return kept
