"""Regions of the model from codes of divisions, how they lie in one another, and where a text mentions them."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator

from ..model import Region
from ..places import gazetteer

LEVELS = "省市县区旗州盟"
"""Last characters of division names."""


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A mention of a region: span, the region, and whether the mention is only part of a body's name."""

    start: int
    end: int
    region: Region
    inside: bool = False


@functools.lru_cache(maxsize=8192)
def region_of(code: str) -> Region:
    """The model's region for a division code, with its parents."""
    division = gazetteer().get(code)
    if division is None:
        raise KeyError(code)
    parent = region_of(division.parent) if division.parent and gazetteer().get(division.parent) else None
    return Region(name=division.name, code=division.code, level=division.level, parent=parent,
                  aliases=tuple(sorted(set(division.aliases) - {division.name})), pinyin=division.pinyin,
                  longitude=division.lon, latitude=division.lat)


def ancestors(region: Region) -> Iterator[Region]:
    """The region's parents, nearest first."""
    while region.parent is not None:
        region = region.parent
        yield region


def common_name(region: Region) -> str:
    """The name in everyday official use: 木里县 for 木里藏族自治县."""
    if "自治" in region.name and not region.name.endswith("自治区"):
        short = [name for name in region.aliases if name[-1] == region.name[-1]]
        return min(short, key=len) if short else region.name
    return region.name


def related(one: Region, other: Region) -> bool:
    """Whether one of two regions lies in the other (or they are the same)."""
    return one == other or other in ancestors(one) or one in ancestors(other)


def province_of(region: Region) -> str:
    """Code of the province that a region lies in, "" abroad or unknown."""
    for place in (region, *ancestors(region)):
        if place.level == "province":
            return place.code
    return ""
