"""Places abroad: foreign cities that stand after their country (日本大分市) or after their state (德国图林根州首府埃尔福特市)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Region
from .countries import COUNTRIES
from .regions import Place
from .spans import covered

_COUNTRY = re.compile("(" + "|".join(sorted(map(re.escape, COUNTRIES), key=lambda name: -len(name))) + ")国?的?(?:(?:国际)?(?:友好城市|友城|姐妹城市))?")
_STATE = re.compile(r"([\u4e00-\u9fff·]{1,8}?(?:州|县|郡|省|府|道|大区|边疆区|自治区))(?!市)(?:首府|省会)?")
_CITY = re.compile(r"([\u4e00-\u9fff·]{1,8}?(?:[区镇郡县府州]市|[市区镇郡县府州]))(?![场民长委])")
_LEVEL = "市区镇郡县府州省道"
_WORDS = re.compile(r"[与及到赴在为的了从由往去来给是等于将该进入访看查又我驻两其]|友好|代表|客人|客商|企业|[市州县区省]长|议[员会]|政府|副|^[和对向同各至名座国全多城]")
_NAMES = re.compile("^(?:名古屋|和歌山|名护|名张|名取|对马|各务原|向日|国分寺|全州|全罗|城南|多治见|多贺城|多摩|多伦多)")
"""Names of cities that begin with a word that no other name begins with."""


def foreign_places(text: str, places: list[Place]) -> list[Place]:
    """Foreign cities that stand after their country, and every later mention of them; a division of China that only shares
    the short name of such a city is taken out of `places`."""
    found: list[Place] = []
    names: dict[str, Region] = {}
    inside = covered((place.start + 1, place.end) for place in places)  # 蒙古 of 内蒙古自治区
    for match in _COUNTRY.finditer(text):
        if match.start() in inside:
            continue
        end, city = _city(text, match.end())
        if city:
            region = Region(name=city, level="foreign", country=match.group(1))
            names[city] = names[city[:-1]] = region
            found.append(Place(match.start(), end, region))
    names = {name: region for name, region in names.items() if len(name) > 1}
    places[:] = [place for place in places if text[place.start:place.end] not in names]
    taken = covered((place.start, place.end) for place in (*found, *places))
    for start, end, name in _mentions(text, names):
        if start not in taken and end - 1 not in taken:
            found.append(Place(start, end, names[name]))
    return found


def _city(text: str, start: int) -> tuple[int, str]:
    """The end and the name of the city, or else the state, that begins at a position; "" for none."""
    state = _STATE.match(text, start)
    if state and _proper(state.group(1)):
        within = _CITY.match(text, state.end())
        if within and _proper(within.group(1)):
            return within.end(), within.group(1)
    city = _CITY.match(text, start)
    if city and _proper(city.group(1)):
        part = _CITY.match(text, city.end())
        if part and city.group(1)[-1] == "市" and part.group(1)[-1] == "区" and _proper(part.group(1)):
            return part.end(), part.group(1)
        return city.end(), city.group(1)
    if state and _proper(state.group(1)):
        return state.end(1), state.group(1)
    return _bare(text, start)


def _bare(text: str, start: int) -> tuple[int, str]:
    """A city without its level, which the text names with it elsewhere (意大利普拉托 … 普拉托市)."""
    for end in range(start + 6, start + 1, -1):
        name = text[start:end]
        if re.fullmatch("[\u4e00-\u9fff]+", name) and _proper(name + "市") and re.search(re.escape(name) + "市(?![场民长委])", text):
            return end, name + "市"
    return start, ""


def _proper(name: str) -> bool:
    own = name[:-1]
    nested = own[-1:] in _LEVEL and not (name[-1] == "市" and len(own) < 4 and own[-1] in "州府")  # 光州市
    return not nested and not _WORDS.search(_NAMES.sub("", own))


def _mentions(text: str, names: dict[str, Region]) -> Iterator[tuple[int, int, str]]:
    if names:
        pattern = re.compile("|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name))))
        for match in pattern.finditer(text):
            yield match.start(), match.end(), match.group()
