"""The gazetteer: Chinese administrative divisions, current and historic, by code and by name.

Codes are those of GB/T 2260. Where a name is shared (鼓楼区, 朝阳区), what stands near it decides; nothing is guessed:
an ambiguous name with no context resolves to nothing. Pinyin ranks, it never merges: 宜川县 and 伊川县 sound alike.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).resolve().parent / "data"

COMMON_WORDS = frozenset(
    "合作 和平 同心 新华 平安 安定 互助 民和 富民 建设 团结 解放 安全 城关 桥东 桥西 海港 大同 长安 城中 城北 城东 城西 江北 江南 河东 河西 "
    "新城 金山 长治 兴隆 永安 向阳 友谊 东风 青山 铁东 铁西 站前 前进 南岸 丰富 红旗 太平 万年 广安 长寿 新建 大方 信丰 集美 新民 安居 光明 "
    "大观 延长 天台 交口 民乐 保康 开化 公安 丰满 兴业 共和 新和 东兴 大通 资源 凤凰 和顺 宝山 中山 东海 南山 高明 河口 振兴 富裕 文化 东方 "
    "南海 北海 山海 双流 金牛 青羊 武侯 平和 永和 安平 安宁 安康 平原 高原 高山 清水 白水 黄龙 石林 华容 会同 双城 铜山 通道 通海 通江 通河 长丰 长乐 "
    "泰和 吉安 永兴 永丰 永新 永春 永福 永胜 永平 永定 永登 永昌 永清 永嘉 永康 永善 仁和 仁爱 信义 大安 大城 大新 大田 大名 大足 朝阳 阳光 光泽 "
    "中心 中原 中阳 中宁 中卫 中江 正定 正安 正阳 正宁 普安 普兰 普宁 普定 普陀 南部 北安 北关 北塔 北林 东港 东安 东山 东明 东平 东光 东乡 东宁 东台 西山 西充 西和 西湖 "
    "文明 文山 文水 文安 文成 文登 明光 明山 明水 明溪 民权 民勤 民丰 利川 利州 利辛 利津 利通 得荣 德化 德昌 德江 德兴 德安 德保 友好 丰顺 丰台 丰都 丰宁 万全 万荣 万宁 万安 万载 "
    "新兴 新市 新安 新会 新化 新丰 新密 新干 新平 新田 新县 新野 新源 新余 新宁 新泰 新昌 新沂 新罗 新青 新乐 新河 新绛 新龙 新荣 新抚 新邱 新宾 "
    "开平 开阳 开远 开江 开鲁 开州 宽城 宽甸 成安 成武 成县 成华 贡献 全州 全南 全椒 天心 天河 天宁 天元 天门 天长 天等 天镇 天全 天水 天峻 天山 天祝 天柱 "
    "青年 青龙 青云 青原 绿园 绿春 红星 红花 红岗 红山 红安 红原 红塔 红旗 红桥 红古 红河 碑林 灵活 灵台 灵山 灵石 灵武 金平 金安 金寨 金川 金州 金凤 金口 金水 "
    "海南 海州 海城 海安 海沧 海盐 海宁 海门 海阳 海兴 海丰 海原 海晏 思明 思南 精河 安远 安图 安阳 安化 安乡 安仁 安义 安福 安龙 安溪 安吉 安新 安泽 "
    "中方 道真 道县 改则 措勤 治多 称多 班玛 曲线 柔性 建新 建安 建湖 建始 建平 建宁 建德 建瓯 建水 建华 平顺 平定 平陆 平鲁 平远 平南 平果 平乐 平坝 平塘 平武 平昌 平利 平凉 平川 平江 平潭 平度 平阴 平房 "
    "长子 长沙 长岭 长海 长兴 长江 黄河 龙门 龙江 龙井 龙山 龙海 龙岗 龙华 龙城 龙港 龙湖 宁静 宁远 宁化 宁德 宁国 宁海 宁江 宁安 宁乡 宁都 宁晋 宁武 宁陵 宁津 宁阳 "
    "沿海 沿河 上街 上林 上思 上城 下城 下陆 前锋 前郭 同安 同德 同仁 同江 阳东 阳明 阳春 阳谷 阳信 阳城 阳高 阳曲 共青 盘山 盘龙 盘州 固原 固安 固始 固镇 顺利 顺平 顺义 顺庆 顺德 顺河 顺城 "
    "水城 水富 水磨沟 石门 石首 石楼 石泉 石台 石柱 石狮 石城 石峰 石鼓 石龙 山阳 山丹 山亭 山南 山阴 集安 集宁 集贤 兴安 兴宁 兴国 兴化 兴义 兴仁 兴文 兴城 兴和 兴海 兴山 兴平 兴庆 兴宾 秀山 秀洲 秀英 秀屿 "
    "依安 依兰 望城 望江 望都 望谟 望奎 合山 合水 合江 合阳 合浦 左权 左云 五华 五台 五河 五寨 五指山 三台 三原 三江 三都 三穗 三河 三水 三门 三山 三元 二道 四方 八步 九原 九台 九龙 七星 六合 六枝 千阳 千山".split())
"""Short names that are also ordinary words, or too risky to be taken for places: only their full forms are scanned."""

_TRUSTED = frozenset(
    "安康 吉安 长沙 大同 广安 北海 宁德 天水 中卫 固原 平凉 长治 安阳 文山 海南 西湖 东台 南海 顺德 三水 五华 天河 新余 新泰 万宁 兴义 兴仁 平潭 龙岗 龙华 海宁 "
    "海安 海门 永康 永嘉 长兴 安吉 建德 开化 天台 新昌 德化 安溪 永春 石狮 思明 集美 同安 海沧 秀山 大足 开州 石柱 丰都 普陀 宝山 金山 中山 宁海 宁国 利川 建始 恩施 永善 永胜 "
    "思南 盘州 水城 六枝 普安 普定 望谟 天柱 三穗 三都 安龙 道真 正安 红河 绿春 新平 金平 石屏 开远 建水 永平 平和 正宁 合水 灵台 民勤 永昌 永登 海原 中宁 同心 互助 民和 大通 共和 同德 兴海 治多 称多 班玛 "
    "改则 措勤 精河 望城 宁乡 新化 安化 新田 道县 石门 华容 通道 会同 凤凰 龙山 富裕 集安 集宁 兴和 天祝 成县 西和 两当".split()) - frozenset(
    "同心 互助 共和 民和 大通 通道 凤凰 会同 富裕 集美 中山 宝山 金山 平和 永平 开化 天台 西和 红河 改则 称多 石门 华容 三水 五华 大同 长治 平安".split())
"""Names of the list above that are rare as words in official prose."""


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
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 51 52 52 53 53 54 61 61 62 62 63 64 65 83 81 82".split(),
    strict=True))


class Gazetteer:
    """The table of divisions with its indexes. Use `gazetteer()`, which loads it once."""

    def __init__(self, rows: list[str], zones: list[str]) -> None:
        self._rows = {row[:6]: row for row in rows}
        self._cache: dict[str, Division] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            code, name, _, _, _, _, aliases, _ = row.split("\t", 7)
            self._names[name].append(code)
            if aliases:
                for alias in aliases.split(","):
                    self._names[alias].append(code)
        self.zones = tuple(Zone(name, tuple(filter(None, aliases.split(","))), code, within)
                           for name, aliases, code, within in (line.split("\t") for line in zones))
        self._zones = {name: zone for zone in self.zones for name in (zone.name, *zone.aliases)}

    def get(self, code: str) -> Division | None:
        """The division of a code, current or historic."""
        known = self._cache.get(code)
        if known is None and code in self._rows:
            cells = self._rows[code].split("\t")
            known = Division(
                code, cells[1], cells[2], cells[3], cells[4], tuple(filter(None, cells[5].split(","))),
                tuple(filter(None, cells[6].split(","))), cells[7],
                float(cells[8]) if cells[8] else None, float(cells[9]) if cells[9] else None)
            self._cache[code] = known
        return known

    def named(self, name: str) -> tuple[Division, ...]:
        """Divisions with exactly this full name, short name or other form (simplified Chinese); current ones first."""
        zone = self._zones.get(name)
        codes = [zone.code] if zone and zone.code else self._names.get(name, ())
        found = [division for code in dict.fromkeys(codes) if (division := self.get(code))]
        return tuple(sorted(found, key=lambda d: (d.status != "current", d.name != name, d.code)))

    @functools.cached_property
    def _scannable(self) -> dict[str, tuple[str, ...]]:
        risky = COMMON_WORDS - _TRUSTED
        names: dict[str, tuple[str, ...]] = {}
        for name, codes in self._names.items():
            kept = tuple(code for code in codes if code[:2] not in ("81", "82", "83") or code.endswith("00"))
            if len(name) > 1 and name not in risky and kept:
                names[name] = kept
        return names

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Every name that a scanner may look for in prose, with its codes: no abbreviations, no everyday words, no
        districts of Hong Kong, Macao and Taiwan."""
        return self._scannable

    def province_by_abbreviation(self, char: str) -> Division | None:
        """The province that one character stands for: 苏 → 江苏省."""
        code = _ABBREVIATIONS.get(char)
        return self.get(code + "0000") if code else None

    def parents(self, code: str) -> tuple[Division, ...]:
        """The divisions that this one lies in, nearest first."""
        found: list[Division] = []
        division = self.get(code)
        while division and division.parent:
            division = self.get(division.parent)
            if division is None:
                break
            found.append(division)
        return tuple(found)

    def within(self, code: str, ancestor: str) -> bool:
        """Whether a division is, or lies in, another."""
        return code == ancestor or any(parent.code == ancestor for parent in self.parents(code))

    def province(self, code: str) -> Division | None:
        """The province of a division."""
        return self.get(code[:2] + "0000")

    def successors(self, code: str) -> tuple[Division, ...]:
        """The divisions of today that an abolished one went to; nothing for a current one."""
        division = self.get(code)
        return tuple(filter(None, map(self.get, division.successors))) if division else ()

    @functools.cached_property
    def _predecessors(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, row in self._rows.items():
            for successor in filter(None, row.split("\t", 6)[5].split(",")):
                found[successor].append(code)
        return found

    def predecessors(self, code: str) -> tuple[Division, ...]:
        """The abolished divisions that went into a current one."""
        return tuple(filter(None, map(self.get, self._predecessors.get(code, ()))))

    def zone(self, name: str) -> Zone | None:
        """The development zone of a name."""
        return self._zones.get(name)

    def resolve(self, name: str, near: Iterable[str] = ()) -> Division | None:
        """One division for a name, or None if there is none or nothing tells which.

        Parameters
        ----------
        near : codes already established; parents, children and siblings of these win.
        """
        found = list(self.named(name))
        current = [division for division in found if division.status == "current"]
        found = current or found
        exact = [division for division in found if division.name == name]
        found = exact or found
        if len(found) > 1:
            known = tuple(near)
            scores = [sum(_closeness(division.code, code) for code in known) for division in found]
            best = max(scores)
            found = [division for division, score in zip(found, scores, strict=True) if score == best]
        if len(found) > 1 and len({division.successors for division in found}) == 1 and found[0].successors:
            return found[0]  # one abolished division under the codes of two times
        provinces = [division for division in found if division.level == "province"]
        found = provinces or found
        return found[0] if len(found) == 1 else None

    def _renumbered(self, division: Division) -> bool:
        """Whether an abolished code merely became another code of the same name."""
        return any(successor.name == division.name for successor in self.successors(division.code))

    def search(self, query: str) -> list[tuple[Division, str]]:
        """Divisions for what a person types: a code, a name or short name, pinyin with or without spaces and level
        (`yichuan`, `yi chuan xian`), initials (`ycx`). Best first, each with the reason."""
        text = query.strip().lower()
        if text.isdigit():
            division = self.get(text)
            return [(division, "code")] if division else []
        if not text.isascii():
            return [(division, "name" if division.name == query.strip() else "short name")
                    for division in self.named(query.strip()) if not self._renumbered(division)]
        squeezed = text.replace(" ", "").replace("-", "").replace("'", "")
        found: list[tuple[int, Division, str]] = []
        for code, row in self._rows.items():
            cells = row.split("\t", 8)
            syllables = cells[7].split()
            if squeezed == "".join(syllables):
                rank, reason = 0, "pinyin"
            elif squeezed == "".join(syllables[:-1]):
                rank, reason = 1, "pinyin without level"
            elif len(squeezed) > 1 and squeezed == "".join(syllable[0] for syllable in syllables):
                rank, reason = 2, "initials"
            elif cells[6] and len(squeezed) > 3 and _shortened(cells[1], cells[6].split(","), syllables, squeezed):
                rank, reason = 1, "pinyin of short name"
            else:
                continue
            division = self.get(code)
            if division is not None and not self._renumbered(division):
                found.append((rank + (5 if division.status != "current" else 0), division, reason))
        return [(division, reason) for _, division, reason in sorted(found, key=lambda item: (item[0], item[1].code))]


def _shortened(name: str, aliases: list[str], syllables: list[str], squeezed: str) -> bool:
    """Whether the query is the pinyin of a short form that begins the name (木里 of 木里藏族自治县)."""
    return any(name.startswith(alias) and squeezed == "".join(syllables[:len(alias)]) for alias in aliases)


def _closeness(code: str, other: str) -> int:
    """How near two divisions are by their codes: same city 2, same province 1."""
    return 2 if code[:4] == other[:4] else 1 if code[:2] == other[:2] else 0


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once from the tables that the package ships."""
    rows = (_DATA / "divisions.tsv").read_text("utf-8").splitlines()[1:]
    zones = (_DATA / "zones.tsv").read_text("utf-8").splitlines()[1:]
    return Gazetteer(rows, zones)
