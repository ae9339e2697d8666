"""Who a cell names: a region by the gazetteer, with the hints that other columns give, or a body."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from ...extract.bodies import KINDS, ORGAN, PROPER
from ...extract.countries import COUNTRIES
from ...extract.organs import kind_of, organ_of
from ...extract.regions import region_of
from ...model import Organization, Region
from ...places import COMMON_WORDS, Division, gazetteer
from ...text.prose import Prose
from .cells import Unreadable

_LEVELS = {"province": "province", "省": "province", "省级": "province", "自治区": "province", "直辖市": "province",
           "prefecture": "city", "city": "city", "市": "city", "市级": "city", "地级": "city", "地市级": "city", "地级市": "city", "州": "city",
           "county": "county", "县": "county", "县级": "county", "区县": "county", "区县级": "county", "县区": "county", "district": "county",
           "township": "township", "乡镇": "township", "乡镇级": "township", "town": "township"}
"""Words for administrative levels → levels of the gazetteer."""
_ASIDE = re.compile(r"(.+?)\s*[（(\[]\s*([^（）()\[\]]+?)\s*[)）\]]")
_TOWN, _VILLAGE = re.compile(r".{1,8}(?:街道|镇|乡|苏木)"), re.compile(r".{1,10}(?:村|社区|嘎查)")
_ZONE = re.compile(r".{0,14}(?:开发区|经开区|高新区|新区|园区|保税区|示范区|度假区|合作区)")
_CORPS = {"兵团": "660000"}
_LONGEST = 20


class Hints(NamedTuple):
    """What the rest of a row tells of a name: the level, and codes of divisions that it is near to."""

    level: str = ""
    near: tuple[str, ...] = ()


def hints(level: str, near: Iterable[str]) -> Hints:
    """Hints from the cell of a level column (county, 县级) and from codes already known."""
    return Hints(_LEVELS.get(level.strip().casefold(), ""), tuple(filter(None, near)))


@functools.lru_cache(maxsize=65536)
def region(text: str, hint: Hints = Hints()) -> Region:  # noqa: B008
    """The region of a name: 宜川县, 宜川, 610630, 陕西省宜川县, 鼓楼区（南京市）, 昭觉县谷曲镇, 大分市(日本).

    Raises
    ------
    Unreadable : no such region is known, or nothing tells which of several is meant.
    """
    name = Prose.of(text).text.strip()
    aside = _ASIDE.fullmatch(name)
    if aside:
        within = aside.group(2)
        if country := _country(within):
            return Region(name=aside.group(1), level="foreign", country=country)
        return region(aside.group(1), hint._replace(near=(region(within).code, *hint.near)))
    if re.fullmatch(r"\d{6}", name) and gazetteer().get(name):
        return region_of(name)
    if found := _division(name, hint):
        return region_of(found.code)
    if country := _country(name):
        return Region(name=country, level="foreign")
    if found_within := _within(name, hint):
        return found_within
    several = gazetteer().named(name) or tuple(_heard(name))
    if several:
        listed = ", ".join(f"{_full(one)} ({one.code})" for one in several[:4])
        raise Unreadable(f"may be several regions: {listed}; a column with its province, or its code, tells which")
    raise Unreadable("is no region that is known")


def abroad(name: str, country: str) -> Region | None:
    """A place in a country that another column names; None where that is no foreign country."""
    known = _country(country)
    return Region(name=name, level="foreign", country=known) if known and known not in ("中国", "China") else None


def _country(name: str) -> str:
    for form in (name, name.removesuffix("国"), name.removesuffix("共和国")):
        if form in COUNTRIES:
            return form
    return next((zh for zh, (_, english) in COUNTRIES.items() if english.casefold() == name.casefold()), "")


def _division(name: str, hint: Hints) -> Division | None:
    if name in _CORPS:
        return gazetteer().get(_CORPS[name])
    found = gazetteer().named(name)
    current = [one for one in found if one.status == "current"] or list(found)
    if len(found) > 1 and hint.level:
        fitting = [one for one in current if one.level == hint.level]
        if len(fitting) == 1:
            return fitting[0]
    if hint.near and len(current) > 1:
        inside = [one for one in current if any(gazetteer().within(one.code, code) for code in hint.near)]
        if len(inside) == 1:
            return inside[0]
    if found:
        return gazetteer().resolve(name, hint.near)
    if name.isascii():
        heard = _heard(name)
        near = [one for one in heard if any(gazetteer().within(one.code, code) for code in hint.near)] or heard
        return near[0] if len(near) == 1 else None
    return None


def _heard(name: str) -> list[Division]:
    """The divisions that a name in Latin letters may mean; initials are too little."""
    if not name.isascii() or len(name) < 4 or name.isdigit():
        return []
    return [one for one, reason in gazetteer().search(name) if reason != "initials"]


def split(name: str, hint: Hints = Hints()) -> tuple[Region | None, str]:  # noqa: B008
    """The longest region that a name begins with, and the rest of the name; (None, name) if it begins with none."""
    for size in range(min(len(name), _LONGEST), 1, -1):
        if name[:size] in COMMON_WORDS:  # 公安局 is not of 公安县
            continue
        if found := _division(name[:size], hint):
            inner, rest = split(name[size:], Hints(near=(found.code,)))
            return (inner, rest) if inner and gazetteer().within(inner.code, found.code) else (region_of(found.code), name[size:])
    return None, name


def _within(name: str, hint: Hints) -> Region | None:
    """A region named with the one that it lies in, or a development zone."""
    zone = gazetteer().zone(name)
    if zone:
        return Region(name=zone.name, level="zone", parent=region_of(zone.within) if zone.within else None)
    parent, rest = split(name, hint)
    if parent is None or not rest:
        return parent
    if _ZONE.fullmatch(rest):
        return Region(name=name, level="zone", parent=parent)
    level = "township" if _TOWN.fullmatch(rest) else "village" if _VILLAGE.fullmatch(rest) else ""
    if level or parent.code in _CORPS.values() or rest.endswith("组团"):
        return Region(name=rest, level=level, parent=parent)
    return None


def _full(division: Division) -> str:
    return "".join(one.name for one in (*reversed(gazetteer().parents(division.code)), division))


def actor(text: str, hint: Hints) -> Region | Organization:
    """The region or body that a cell names.

    Raises
    ------
    Unreadable : it is neither a known region nor built as the name of a body.
    """
    name = Prose.of(text).text.strip()
    try:
        return region(name, hint)
    except Unreadable:
        found = body(name, hint)
        if found is None:
            raise
        return found


def body(name: str, hint: Hints = Hints()) -> Organization | None:  # noqa: B008
    """A body by its name: 宜川县委, 中共宜川县委员会, 无锡市商务局, 某某大学; None where it is not built as one."""
    where, rest = split(name.removeprefix("中国共产党").removeprefix("中共"), hint)
    rest = re.sub(r"^(.?)委员会$", r"\1委", rest)
    organ = ORGAN.fullmatch(rest) or (ORGAN.fullmatch(where.name[-1] + rest) if where else None)
    if where and organ:
        kind = next(KINDS[group] for group, value in organ.groupdict().items() if group != "level" and value)
        return organ_of(where, kind)
    kind = kind_of(rest or name)
    if where and kind == "organ/department":
        return organ_of(where, "", rest)
    if kind != "organ/other" or PROPER.search(name):
        return Organization(name=name, kind=kind, region=where)
    return None
