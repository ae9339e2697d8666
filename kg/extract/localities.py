"""Places below the county: towns, subdistricts, villages and communities, each in the region named right before it."""

from __future__ import annotations

import re

from ..model import Region
from .document import Document
from .regions import Place
from .spans import Spans

_TOWN = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:街道(?!上)|镇(?![长上村级里区静定容域]|镇(?!长))|乡(?![长村镇亲情土间里贸下街])|苏木)")
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{2,5}?(?:村|社区|嘎查(?!达))(?![民委干支企级庄容里上医口乡镇])")
_NO_NAME = re.compile(r"(?:^友好|咱|俺|还有|今年|去年|驻村|故乡|家乡|乡村|^(?:各|小|新型|重点|中心|沿海)?城镇$|^.?乡镇|农村|老乡|水乡|同乡|新村$|全村|本村|各村|贫困村|示范村|山村|^[各全本我该每多\d]|^两[个家所地村镇乡]|^[一二三四五六七八九十]+个|帮扶村|重点村|薄弱|[侨彝苗侗藏羌瑶壮傣]乡$|镇村|签|空壳|帮扶|建设|发展|推进|振兴|个|小镇)")
_VERB = re.compile("其中|包括|会上|当天|慰问|看望|走访|考察|调研|深入|参观|查看|走进|认[下领购]|实现|完成|累计|新增|达成|落实|结对|结亲|牵手|对接|帮扶|支援|包联|联系|捐[给赠]")
_CUT = re.compile(r"[我本][省市县区旗州]|[与和及到赴在对向为的了从由往去来给同各是等至于将该名座进入访看查又](?<!于(?=[家庄桥集楼店洼台湾沟河营屯坝滩岭]))"
                  r"(?<!和(?=[平顺睦谐家庄]))(?<!同(?=[心安乐德]))(?<!向(?=[阳家东荣]))(?<!来(?=[龙凤安广]))(?<!将(?=[军台]))")
"""Words before a name; 于 and the like are part of it in 西于庄, 和平, 向阳."""


def localities(document: Document, places: list[Place]) -> list[Place]:
    """Towns, subdistricts and villages: within the region named right before them, or that the text last named."""
    found: dict[int, Place] = {}
    known: dict[str, Region] = {}
    for pattern, level in ((_TOWN, "township"), (_VILLAGE, "village")):
        spots = Spans([*places, *found.values()])
        for strict in (True, False, False):  # first those right after their parent, which tell the parent of the others
            for block in document.blocks:
                for match in pattern.finditer(document.text, block.start, block.end):
                    place = _below(document.text, match, level, spots, known, strict)
                    if place is not None:
                        found.setdefault(place.start, place)
    return [*found.values(), *_stems(document, known)]


def _stems(document: Document, known: dict[str, Region]) -> list[Place]:
    """Two towns by their names alone, where a word joins them (祥芝同丁塘)."""
    stems = {name[:-1]: region for name, region in known.items() if region.level == "township" and name[-1] in "镇乡" and len(name) > 2}
    if len(stems) < 2:
        return []
    either = "|".join(map(re.escape, sorted(stems)))
    joined = [match for match in re.finditer(rf"({either})[与和同跟]({either})(?![镇乡街])", document.text) if match.group(1) != match.group(2)]
    return [Place(*match.span(group), stems[match.group(group)]) for match in joined for group in (1, 2)]


def _below(text: str, match: re.Match[str], level: str, spots: Spans[Place], known: dict[str, Region],
           strict: bool) -> Place | None:
    start, end = match.span()
    near = spots.within(start - 24, end)
    for place in near:  # the name begins after a place that reaches into the match
        if place.end > start:
            start = max(start, place.end)
    verb = max((match.end() for match in _VERB.finditer(text, start, end - 1)), default=-1)
    start = max([start, verb, *(cut.end() for cut in _CUT.finditer(text, start, end - 1))])
    name = text[start:end]
    if name in known:
        return Place(start, end, known[name])
    if name == "古镇" or len(name) < (3 if level == "township" and not name.endswith(("镇", "乡")) else 2) or _NO_NAME.search(name):
        return None
    seat = start - 1 if text[start - 1:start] == "的" else start  # 静宁县的威戎镇
    right_after = any(place.end in (start, seat) for place in near)
    if strict and not right_after:
        return None
    adjacent = right_after or start == verb or text[start - 1:start] in "、（与和同跟\n 到赴给向为，。：；在由帮是—"
    adjacent = adjacent or bool(re.search("(?:结对|帮扶|对口|支援|共建)的$|[我本][省市县区旗州]$", text[max(0, start - 3):start]))
    if not adjacent or len(name) > 5 and not name.endswith("街道"):
        return None
    parent = next((place.region for place in near if place.end in (start, seat)), None)
    if parent is not None and (parent.level == level or parent.level == "village"):
        return None
    known[name] = Region(name=name, level=level, parent=parent)
    return Place(start, end, known[name])
