"""The region that a document speaks for: its publisher's, that of 我县, that which its titles take for granted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..model import Region
from ..places import gazetteer
from .document import Document
from .regions import ancestors, region_of

if TYPE_CHECKING:
    from .titles import Title

_FULL = {"省": ("省", "自治区"), "市": ("市",), "县": ("县",), "区": ("区",), "旗": ("旗",), "州": ("州",), "盟": ("盟",),
         "镇": ("镇",), "乡": ("乡",), "村": ("村",), "自治区": ("自治区",)}
_CRUMB = re.compile(r"[>＞»→|｜]|首页|当前位置|您的位置")
"""A line that leads through a site."""


def fits(region: Region, level: str) -> bool:
    """Whether a region is a 县, 市, 区 …, as a title's level says."""
    names = (region.name, *region.aliases)
    if level == "区" and (region.name.endswith(("自治区", "地区")) or region.name.endswith(("林区", "特区")) and region.level != "county"):
        return False
    if level == "州":  # 扬州 is no 州
        return region.name.endswith("州") and (region.level == "foreign" or "自治" in region.name)
    return any(name.endswith(_FULL.get(level, (level,))) for name in names)


def bears(region: Region, words: str) -> bool:
    """Whether words bear a region's name, not that of a river (图们江)."""
    return any(len(name) > 1 and re.search(re.escape(name) + "(?![江河湖])", words) for name in (region.name, *region.aliases))


def _within(region: Region, name: str) -> bool:
    """Whether a region is borne by words only as a part of another's name (临夏 in 临夏市)."""
    return any(alias in name for alias in region.aliases)


def home_regions(document: Document, titles: Iterable[Title]) -> list[Region]:
    """The region that the document speaks for, best guess first: its publisher's, 我县's, that of bare titles."""
    votes: Counter[Region] = Counter()
    source = f"{document.source.publisher} {document.source.credit}"
    regions = {place.region.key: place.region for place in document.places if place.region.level != "foreign"}
    for region in regions.values():
        if bears(region, source) and not any(other.name in source and region.name not in source and _within(region, other.name)
                                             for other in regions.values() if other != region):
            votes[region] += 4 if region.level != "province" else 1
    for region in regions.values():  # a town by its name alone, where no county bears it
        if region.level in ("township", "village") and not votes and len(region.name) > 2 and region.name[:-1] in source:
            votes[region] += 3
    if (traveller := _traveller(document)) is not None:
        votes[traveller] += 2
    crumbs = " ".join(line for line in document.text[:document.header.body_start].splitlines() if _CRUMB.search(line))
    for region in regions.values():
        if region not in votes and bears(region, crumbs):
            votes[region] += 2
    away = elsewhere(document)
    if not votes and (ours := _OURS.search(document.text)):
        found = _of_paper(source, ours.group(1)) or _by_short_name(document.text, ours.group(1))
        votes.update(dict.fromkeys((region for region in found if region not in away), 4))
    for pronoun in re.finditer(r"(?:我|本|来|全|咱)([省市县区旗州盟镇乡])(?![人们的民场政长])", document.text):
        fitting = [region for region in regions.values() if region not in away and fits(region, pronoun.group(1))]
        if len(fitting) == 1:
            votes[fitting[0]] += 2
    published = [region for region, vote in votes.items() if vote > 2]
    for title in titles:
        above = any(fits(upper, title.body.level) for region in published for upper in ancestors(region)) if title.body.level else False
        if title.body.level and not title.body.regions and not above:  # 市 in a county's paper is the city above it
            fitting = [region for region in regions.values() if region not in away and fits(region, title.body.level)]
            if len(fitting) == 1:
                votes[fitting[0]] += 1
    return [region for region, _ in votes.most_common()]


_PEOPLE = r"(?:党政|政府|人大|政协|经贸|企业家|教育|医疗|友好|学习)*(?:代表团|考察团|访问团|工作组|考察组|调研组|领导|干部)?(?:一行)?"
_SENT = re.compile(_PEOPLE + "(?:分?赴|前往|出访|到访?|走进)")
_COMES = re.compile(_PEOPLE + "(?:来|莅临|到访?|到)")
_RECEIVES = re.compile("[来莅到][我本][省市县区旗州盟]|来访")


def _traveller(document: Document) -> Region | None:
    """The region whose people the title sends to another (柳州市代表团赴宜川县), as its own news tells; that to which they
    come (来宜川县), where the text speaks of our region."""
    start, end = document.header.title_span or (0, 0)
    places = document.places_in(start, end)
    if len(places) < 2 or places[0].start != start:
        return None
    gap, ours = document.text[places[0].end:places[1].start], _RECEIVES.search(document.text)
    if ours and _COMES.fullmatch(gap):
        return places[1].region
    return places[0].region if not ours and _SENT.fullmatch(gap) else None


_GO = re.compile("我[省市县区旗州盟][^，。；]{0,10}(?:代表团|考察团|访问团|工作组|一行)(?:一行)?[^，。；]{0,6}?(?:赴|在|到|前往|走进|访问)")
_COME = re.compile("(?:来|到|赴|莅临|走进|访问)我[省市县区旗州盟](?=[^，。；]{0,8}(?:考察|调研|访问|对接|交流|参观|学习|洽谈|座谈|回访|慰问))")


_OURS = re.compile("(?:我|咱)([省市县区旗州盟])(?![人们的民场政长])")
_PAPER = re.compile(r"([\u4e00-\u9fff]{2,9}?)(?:日报|晚报|晨报|商报|时报|新闻网|新闻|广播电视台|电视台|广播|融媒|传媒|政府网|人民政府)")


def _of_paper(source: str, level: str) -> list[Region]:
    """The region that a paper or site bears in its name (中山日报), if it is of the level that the text means by 我市."""
    paper = _PAPER.search(source)
    names = gazetteer().named(paper.group(1)) if paper else ()
    found = [region_of(division.code) for division in names if division.status == "current" and division.code]
    fitting = [region for region in found if fits(region, level)]
    return fitting if len(fitting) == 1 else []


def _by_short_name(text: str, level: str) -> list[Region]:
    """The region that 我市 can mean where the text names it by its short name alone (丹江口), if it is the only one."""
    named = [name for name in gazetteer().names() if len(name) > 2 and name in text]
    found = {division.code for name in named for division in gazetteer().named(name) if division.status == "current"}
    fitting = [region for code in sorted(found) if fits(region := region_of(code), level) and region.level in ("city", "county")]
    return fitting if len(fitting) == 1 else []


def elsewhere(document: Document) -> set[Region]:
    """Regions that cannot be 我市: where 我市's delegation goes (率我市代表团赴甲市), whence one comes (甲市代表团来我市考察)."""
    found: set[Region] = set()
    for match in _GO.finditer(document.text):
        ahead = document.places_in(match.end(), match.end() + 12)
        found.update(place.region for place in ahead if not re.search("[，。；]", document.text[match.end():place.start]))
    for match in _COME.finditer(document.text):
        begin = max(document.text.rfind(mark, 0, match.start()) + 1 for mark in "，。；\n")
        found.update(place.region for place in document.places_in(begin, match.start()) if place.region.level in ("city", "county"))
    return found
