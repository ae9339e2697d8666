"""The region that a document speaks for: its publisher's, that of 我县, that which its titles take for granted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..model import Region
from .document import Document

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


def home_regions(document: Document, titles: Iterable[Title]) -> list[Region]:
    """The region that the document speaks for, best guess first: its publisher's, 我县's, that of bare titles."""
    votes: Counter[Region] = Counter()
    source = f"{document.source.publisher} {document.source.credit}"
    regions = {place.region.key: place.region for place in document.places if place.region.level != "foreign"}
    for region in regions.values():
        if bears(region, source):
            votes[region] += 4 if region.level != "province" else 1
    crumbs = " ".join(line for line in document.text[:document.header.body_start].splitlines() if _CRUMB.search(line))
    for region in regions.values():
        if region not in votes and bears(region, crumbs):
            votes[region] += 2
    for pronoun in re.finditer(r"(?:我|本|来|全)([省市县区旗州盟])(?![人们的民场政长])", document.text):
        fitting = [region for region in regions.values() if fits(region, pronoun.group(1))]
        if len(fitting) == 1:
            votes[fitting[0]] += 2
    for title in titles:
        if title.body.level and not title.body.regions:
            fitting = [region for region in regions.values() if fits(region, title.body.level)]
            if len(fitting) == 1:
                votes[fitting[0]] += 1
    return [region for region, _ in votes.most_common()]
