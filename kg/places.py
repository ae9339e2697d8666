"""The gazetteer: Chinese administrative divisions, current and historic, by code and by name.

Codes are those of GB/T 2260. Where a name is shared (鼓楼区, 朝阳区), what stands near it decides; nothing is guessed:
an ambiguous name with no context resolves to nothing. Pinyin ranks, it never merges: 宜川县 and 伊川县 sound alike.
The table holds no dates of validity: it says what a division became, not when.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).resolve().parent / "data"

COMMON_WORDS = frozenset((
    # kinds of area, sides and situations, which are names of districts too
    "市区 郊区 城区 矿区 新区 东区 西区 南区 北区 中区 城东 城西 城南 城北 城中 城关 城厢 北城 东城 西城 南城 上城 下城 新城 老城 古城 老城区 "
    "北市 南市 西市 新市 市南 市北 路南 路北 桥东 桥西 桥头 铁东 铁西 站前 北站 台前 台东 南郊 北郊 南部 东方 中方 四方 中原 中站 平原 北关 南关 下关 "
    "河东 河西 河口 江东 江南 江北 江口 江岸 江山 江海 南岸 海北 海西 海港 港口 港北 港南 滨海 滨江 滨湖 湖滨 湖口 沿河 沿滩 洞口 通海 通道 "
    "山城 小河 运河 上街 公园 钟楼 鼓楼 宝塔 灯塔 双塔 白塔 双桥 小店 茶坊 平房 围场 牧野 绿园 天桥 路桥 方城 三江 两江 "
    # mountains, waters, trees, beasts and minerals
    "东山 西山 南山 青山 香山 金山 宝山 中山 花山 红山 尖山 半山 名山 千山 万山 泰山 天山 燕山 石龙 龙山 龙门 龙泉 龙井 龙城 龙江 龙湖 龙凤 凤凰 金凤 "
    "东湖 西湖 太湖 月湖 镜湖 鼎湖 鹅湖 湘江 嘉陵 秦淮 清水 黑水 白水 清流 温泉 石林 桃源 桃园 莲花 芙蓉 海棠 木兰 梨树 柳林 樟树 碑林 "
    "白杨 麒麟 金牛 青龙 鸡冠 白玉 白云 凌云 石棉 石门 石鼓 铜鼓 紫金 元宝 太白 星子 "
    # everyday words and slogans
    "合作 资源 和平 比如 解放 动力 前进 前锋 先锋 公安 友好 友谊 平安 安定 安居 安宁 乐业 延长 光明 光泽 光华 光山 新兴 新建 新民 新华 新星 新青 红旗 红星 红安 "
    "红塔 东风 宏伟 大观 大方 大名 大兴 大丰 大化 大田 大通 平定 平和 太平 太和 永和 永红 和顺 同心 同德 同仁 互助 共和 会同 民和 民权 民乐 富民 爱民 惠民 回民 "
    "工农 振兴 振东 振安 复兴 建华 建平 兴隆 兴业 富裕 丰满 升平 万全 万年 长寿 长治 长安 长子 无为 方正 博爱 仁爱 保康 高明 高台 清新 威信 天心 天涯 天等 "
    "五常 三元 三门 三台 五台 五峰 五营 九台 九龙 二七 二道 四会 七星 八步 三水 向阳 朝阳 当阳 文成 开元 开化 交口 金沙 金门 水城 南海 海龙 双流 立新 望花 "
    "生达 西和 新乡 朝天 天成 吉利 点军 船营 "
    # what arises between two other words: 政府和政协, 更高要求, 上党课, 创新平台, 重大安全, 联合江苏, 从江苏
    "和政 政和 和安 和康 兴和 兴文 兴国 高要 高平 高密 上党 上高 新和 新平 新干 新会 新安 大新 大安 大城 东至 中江 从江 同江 同安 合江 合山 来安 "
    "成安 开平 商城 会理 会东 和县 任县 应县 代县 均县 改则 称多 "
    # brands, persons, short forms that mean more than one place
    "华容 华龙 红桥 金川 玄武 武功 威远 左权 巴州 新左旗 新右旗 准旗 杜蒙 版纳 集美").split())
"""Names that are also ordinary words, or arise by chance in prose: a scanner looks for their full forms only."""


class Division(NamedTuple):
    """An administrative division; `level` is province, city or county (prefectures and leagues are cities), `status`
    current or historic, `successors` the current codes that an abolished one went to, `lon`/`lat` degrees (GCJ-02)."""

    code: str
    name: str
    level: str
    parent: str
    status: str
    successors: tuple[str, ...]
    aliases: tuple[str, ...]
    pinyin: str
    lon: float | None
    lat: float | None


class Zone(NamedTuple):
    """A development zone; `code` is that of the district it shares an administration with, "" if none; `within` the
    division that it lies in."""

    name: str
    aliases: tuple[str, ...]
    code: str
    within: str


_ABBREVIATIONS = dict(zip(
    "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新台港澳",
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 51 52 52 53 53 54 61 61 62 62 63 64 65 71 81 82".split(),
    strict=True))

_LEVELS = {"province": 0, "city": 1, "county": 2}



class Gazetteer:
    """The table of divisions with its indexes. Use `gazetteer()`, which loads it once."""

    def __init__(self, rows: list[str], zones: list[str]) -> None:
        self._rows = {row[:6]: row for row in rows}
        self._cache: dict[str, Division] = {}
        self.zones = tuple(Zone(name, tuple(filter(None, aliases.split(","))), code, within)
                           for name, aliases, code, within in (line.split("\t") for line in zones))
        self._zones = {name: zone for zone in self.zones for name in (zone.name, *zone.aliases)}

    def __iter__(self) -> Iterator[Division]:
        """Every division, by code."""
        return filter(None, map(self.get, self._rows))

    def get(self, code: str) -> Division | None:
        """The division of a code, current or historic."""
        known = self._cache.get(code)
        if known is None and code in self._rows:
            cells = self._rows[code].split("\t")
            known = self._cache[code] = Division(
                code, cells[1], cells[2], cells[3], cells[4], tuple(filter(None, cells[5].split(","))),
                tuple(filter(None, cells[6].split(","))), cells[7],
                float(cells[8]) if cells[8] else None, float(cells[9]) if cells[9] else None)
        return known

    def _all(self, codes: Iterable[str]) -> tuple[Division, ...]:
        return tuple(filter(None, map(self.get, codes)))

    @functools.cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for code, row in self._rows.items():
            _, name, _, _, _, _, aliases, _ = row.split("\t", 7)
            names[name].append(code)
            for alias in filter(None, aliases.split(",")):
                names[alias].append(code)
                if "自治" in name and alias != name and alias[-1] == name[-1] and len(alias) > 2:  # 沿河县, and so 沿河自治县
                    names[f"{alias[:-1]}自治{alias[-1]}"].append(code)
        return names

    def named(self, name: str) -> tuple[Division, ...]:
        """Divisions with exactly this full name, short name or other form (simplified Chinese), or that share their
        administration with the zone of this name; current ones first, then those of which it is the full name."""
        zone = self._zones.get(name)
        found = self._all(dict.fromkeys([*([zone.code] if zone else ()), *self._names.get(name, ())]))
        return tuple(sorted(found, key=lambda division: (division.status != "current", division.name != name, division.code)))

    @functools.cached_property
    def _scannable(self) -> dict[str, tuple[str, ...]]:
        names: dict[str, tuple[str, ...]] = {
            name: (zone.code,) if zone.code else () for name, zone in self._zones.items()}
        for name, codes in self._names.items():
            kept = tuple(code for code in codes if code[:2] not in ("81", "82", "83") or code.endswith("00"))
            if len(name) > 1 and name not in COMMON_WORDS and kept:
                names[name] = kept
        return names

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Every name that a scanner may look for in prose, with its codes: no abbreviations, no `COMMON_WORDS`, no
        districts of Hong Kong, Macao and Taiwan. A zone without a district has none: it is known, and is not its city."""
        return self._scannable

    def province_by_abbreviation(self, char: str) -> Division | None:
        """The province that one character stands for: 苏 → 江苏省."""
        code = _ABBREVIATIONS.get(char)
        return self.get(code + "0000") if code else None

    def parents(self, code: str) -> tuple[Division, ...]:
        """The divisions that this one lies in, nearest first."""
        found: list[Division] = []
        division = self.get(code)
        while division and (division := self.get(division.parent)):
            found.append(division)
        return tuple(found)

    def within(self, code: str, ancestor: str) -> bool:
        """Whether a division is, or lies in, another."""
        return code == ancestor or any(parent.code == ancestor for parent in self.parents(code))

    def province(self, code: str) -> Division | None:
        """The province of a division."""
        return next(iter(self.parents(code)[::-1]), self.get(code))

    def successors(self, code: str) -> tuple[Division, ...]:
        """The divisions of today that an abolished one went to; nothing for a current one."""
        division = self.get(code)
        return self._all(division.successors) if division else ()

    @functools.cached_property
    def _predecessors(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, row in self._rows.items():
            for successor in filter(None, row.split("\t", 6)[5].split(",")):
                found[successor].append(code)
        return found

    def predecessors(self, code: str) -> tuple[Division, ...]:
        """The abolished divisions that went into a current one, directly or through others."""
        return self._all(self._predecessors.get(code, ()))

    def zone(self, name: str) -> Zone | None:
        """The development zone of a name."""
        return self._zones.get(name)

    def _closeness(self, code: str, other: str) -> int:
        """How near two divisions are: the same, parent and child or siblings 3, one within the other 2, of one province
        1, else 0."""
        ours, theirs = ([one, *(parent.code for parent in self.parents(one))] for one in (code, other))
        if code in theirs[:2] or other in ours[:2] or ours[1:2] == theirs[1:2] != []:
            return 3
        return 2 if code in theirs or other in ours else 1 if ours[-1] == theirs[-1] else 0

    def resolve(self, name: str, near: Iterable[str] = ()) -> Division | None:
        """One division for a name, or None if there is none or nothing tells which.

        A division that is near outranks one that is not, a current one an abolished one, a full name a short one; of
        a prefecture and a county within it that share a short name, the prefecture bears it.

        Parameters
        ----------
        near : codes already established; their parents, children and siblings win, then their provinces.
        """
        found = list(self.named(name))
        known = {one.code for division in self._all(near) for one in (division, *self.successors(division.code))}
        if known and len(found) > 1:
            scores = [max(self._closeness(division.code, code) for code in known) for division in found]
            found = [division for division, score in zip(found, scores, strict=True) if score == max(scores)]
        found = [division for division in found if division.status == "current"] or found
        found = [division for division in found if division.name == name] or found
        return _one(found) or next(
            (top for top in found if all(self.within(division.code, top.code) for division in found)), None)

    @functools.cached_property
    def _sounds(self) -> dict[str, list[tuple[int, str, str]]]:
        """Rank, code and reason by pinyin without spaces."""
        index: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for code, row in self._rows.items():
            cells = row.split("\t", 8)
            rank = (0 if cells[4] == "current" else 100) + _LEVELS[cells[2]]
            syllables = _folded(cells[7]).split()
            shorts = [heard for alias in cells[6].split(",") if (heard := _heard(alias, cells[1], syllables))]
            forms = [(rank, "pinyin", syllables), *((rank + 10, "pinyin of short name", heard) for heard in shorts)]
            forms.append((rank + 20, "pinyin without level", syllables[:-1]))
            for place, reason, form in forms:
                index["".join(form)].append((place, code, reason))
            for form in (syllables, *shorts):
                index["".join(syllable[0] for syllable in form)].append((rank + 30, code, "initials"))
        return index

    @functools.cached_property
    def _english(self) -> dict[str, str]:
        """Official and common romanisations that are not pinyin, in lower case, with their codes."""
        rows = (_DATA / "romanisations.tsv").read_text("utf-8").splitlines()[1:]
        return dict(row.split("\t") for row in rows)

    def search(self, query: str) -> list[tuple[Division, str]]:
        """Divisions for what a person types: a code, a name or short name, pinyin with or without spaces and level
        (`yichuan`, `yi chuan xian`), initials (`ycx`), an official romanisation (`Shaanxi`). Best first, each with the
        reason; an abolished division is left out if another found bears the same name in its place."""
        text = query.strip()
        if text.isdigit():
            return [(division, "code") for division in self._all([text])]
        if not text.lower().replace("ü", "u").isascii():
            other = "zone" if text in self._zones else "short name"
            return self._distinct((division, "name" if division.name == text else other) for division in self.named(text))
        sound = _folded("".join(char for char in text.lower() if char.isalpha()))
        heard = [(self._english[sound], "English name")] if sound in self._english else []
        heard += [(code, reason) for _, code, reason in sorted(self._sounds.get(sound, ()))]
        return self._distinct((division, reason) for code, reason in heard for division in self._all([code]))

    def _distinct(self, found: Iterable[tuple[Division, str]]) -> list[tuple[Division, str]]:
        latest: dict[tuple[str, object], tuple[Division, str]] = {}
        for division, reason in found:
            if any(successor.name == division.name for successor in self.successors(division.code)):
                continue
            key = division.name, division.successors or division.code
            known = latest.get(key)
            latest[key] = (max(known[0], division, key=_age), known[1]) if known else (division, reason)
        return list(latest.values())


def _one(found: list[Division]) -> Division | None:
    """The only one; or, of the codes that one abolished division bore one after another, the last."""
    if len(found) > 1 and (not found[0].successors or len({division.successors for division in found}) > 1):
        return None
    return max(found, key=_age, default=None)


def _age(division: Division) -> tuple[bool, bool, str]:
    """Later codes are greater: 海南 left 广东 and 重庆 left 四川; cities (third and fourth digit up to 20) came in the
    place of prefectures."""
    return division.code[:2] in ("46", "50"), division.code[2:4] <= "20", division.code


def _folded(pinyin: str) -> str:
    """Pinyin in which ü, v and u are one letter."""
    return pinyin.replace("ü", "u").replace("v", "u")


def _heard(alias: str, name: str, syllables: list[str]) -> list[str]:
    """The syllables of a short form whose characters stand in the name in the same order (木里县 of 木里藏族自治县)."""
    if name.startswith(alias):
        return syllables[:len(alias)]
    heard: list[str] = []
    position = -1
    for char in alias:
        position = name.find(char, position + 1)
        if position < 0 or len(syllables) != len(name):
            return []
        heard.append(syllables[position])
    return heard


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once from the tables that the package ships."""
    rows = (_DATA / "divisions.tsv").read_text("utf-8").splitlines()[1:]
    zones = (_DATA / "zones.tsv").read_text("utf-8").splitlines()[1:]
    return Gazetteer(rows, zones)


@functools.cache
def romanisations() -> dict[str, list[str]]:
    """Official and common spellings in Latin letters that are not pinyin (shaanxi), by code."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (_DATA / "romanisations.tsv").read_text("utf-8").splitlines()[1:]:
        name, code = line.split("\t")
        found[code].append(name)
    return dict(found)
