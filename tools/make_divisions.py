"""Make kg/data/divisions.tsv from raw lists of Chinese administrative divisions.

    python tools/make_divisions.py FOLDER

FOLDER holds list.json (current code → name), history.json (every code ever → name), diff.json (abolished code →
successors), all from github.com/mumuy/data_location (MIT), and centroids.csv from github.com/Vonng/adcode (CC BY 4.0).
Needs `pypinyin`. The result is committed; run this again only when the inputs change. Every deviation from the inputs
is one of the tables below.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ("code", "name", "level", "parent", "status", "successors", "aliases", "pinyin", "lon", "lat")

PSEUDO = re.compile(r"^(?:市辖区|县|(?:省|自治区)?直辖.*)$")
"""Rows that group divisions and name none."""

LEFT_OUT = {
    "150601": "鄂尔多斯市, a slip for 市辖区", "412933": "规划控制区, a planning area", "500300": "重庆市, a group of cities under the municipality",
    "610106": "经济开发区, a zone without a name of its own", "652403": "二区, unnamed",
    "662800": "石河子市 under the corps, a second code of 650300",
    "830000": "Taiwan by a residence-permit prefix; GB/T 2260 says 710000",
    "839012": "金门县, a second code of 350527", "839013": "连江县, a second code of 350122",
}
NAMES = {"379012": "荣成市", "450331": "荔浦县"}
"""Misprints."""
STANDING = {"710000", "133100", "660000"}
"""Current though list.json lacks them: 台湾省 by its GB/T 2260 code; 雄安新区 and 新疆生产建设兵团, which stand and act
as parties, by their statistical codes."""
LEVELS = {"660000": "city"}
PARENTS = {"660000": "650000"}

SUCCESSORS = {
    # counties that became a district and not the whole city
    "140421": "140404", "320624": "320612", "330621": "330603", "340221": "340210", "340721": "340706",
    "360421": "360404",
    "361121": "361104", "411023": "411003", "412624": "411003", "420621": "420607", "422521": "420607",
    "430221": "430212",
    "452129": "451402", "452226": "451302", "511021": "511011", "511122": "511402", "512622": "511402",
    "511521": "511504",
    "540129": "540402", "610321": "610304", "640321": "640502", "642123": "640502",
    # wrong or incomplete
    "130521": "130502 130503", "310201": "310112", "320524": "320506 320507", "321028": "321204", "332582": "331102",
    "362601": "360702", "370620": "371002", "372102": "371002", "420321": "420304", "420681": "421303", "422701": "420581",
    "429001": "421303", "442202": "469001", "442827": "445302", "449005": "445302", "511721": "511703", "519009": "512002",
    **dict.fromkeys(("320819", "320824", "320881", "322225", "329006"), "321302 321311"),  # 宿迁, county and city
    "320828": "320803", "330202": "330203", "362401": "360802 360803", "372621": "370902 370911",
    "510902": "510903 510904",
    "612123": "610502", "652524": "654203", "412500": "410300 411200", "422500": "420600 421300",
    # prefectures that became a city and not a county of the same name
    "222500": "220100", "222600": "220200", "342600": "340100 340200 340500", "352400": "350500",
    "422600": "420300",
    "512100": "500000", "513000": "511700", "542700": "540200",
    # missing from diff.json
    "132433": "130632", "132434": "130638", "132435": "130629", "220205": "220211", "332604": "331081",
    "341123": "341102 341103",
    "342931": "341722", "350619": "350600", "350909": "350900", "352105": "350703", "370208": "370213",
    "370209": "370214",
    "370626": "370285", "372123": "370681", "410312": "410307", "410313": "410308", "412535": "411281",
    "420709": "421102",
    "421084": "429006", "421085": "429005", "421086": "429004", "423022": "420822", "430727": "430821",
    "432128": "430382",
    "450504": "450512", "450622": "450722", "540422": "540481",
    "460321": "460302", "460322": "460303", "460323": "460300", "460324": "460300", "469031": "460302",
    "469033": "460300",
    # districts of 大兴安岭 that still exist but left the code list: the prefecture
    **dict.fromkeys(("232702", "232703", "232704", "232761", "232762", "232763", "232764"), "232700"),
}
"""Corrections of diff.json."""

_NATIONS = (
    "维吾尔 哈萨克 柯尔克孜 塔吉克 锡伯 蒙古 达斡尔 鄂温克 鄂伦春 朝鲜 壮 回 藏 苗 彝 布依 满 侗 瑶 白 土家 哈尼 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 "
    "景颇 土 仫佬 羌 布朗 撒拉 毛南 仡佬 阿昌 普米 怒 德昂 保安 裕固 独龙 各").split()
_NATION = "(?:(?:" + "|".join(_NATIONS) + ")族|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|蒙古)+"
AUTONOMOUS = re.compile(rf"^(..+?)(?<!族){_NATION}(?:自治)?([州县旗区])$")
REGION = re.compile(rf"^(..+?)(?:{_NATION})?自治区$")
LEVEL = re.compile(r"(?<=..)(?:特别行政区|行政委员会|地区|省|市|盟|区|县|旗)$")
COMPOUND = re.compile(r"(?<=..)(?:新区|特区|矿区|(?<=农架)林区|联合旗)$")
"""Levels of two characters, where two others remain: 浦东新区, but 清新区."""
WHOLE = re.compile(r"(?:^市[中郊]区|(?<=..)市区|(?:井陉|义马|工)矿区|[左右前后中]旗|(?<!特别)行政区|开发区|管理区|自治[县旗州])$")
"""Names that prose does not shorten, and those whose rest would name nothing, or another place."""

ALIASES = {
    "150000": "内蒙", "660000": "新疆兵团", "133100": "河北雄安新区", "429021": "神农架",
    "442200": "海南黎族苗族自治州", "622926": "东乡县 东乡",
    "150724": "鄂温克旗 鄂温克", "150723": "鄂伦春旗 鄂伦春", "150722": "莫旗", "150223": "达茂旗 达茂",
    "152500": "锡盟",
    "150521": "科左中旗", "150522": "科左后旗", "152221": "科右前旗", "152222": "科右中旗",
    "150926": "察右前旗", "150927": "察右中旗",
    "150928": "察右后旗", "152525": "东乌旗 东乌珠穆沁", "152526": "西乌旗 西乌珠穆沁", "150425": "克旗",
    "152921": "阿左旗", "152922": "阿右旗",
    "150622": "准旗", "150627": "伊旗", "150121": "土左旗", "150221": "土右旗", "150823": "乌前旗",
    "150824": "乌中旗", "150825": "乌后旗",
    "150726": "新左旗", "150727": "新右旗", "220721": "前郭县 前郭", "211324": "喀左县 喀左",
    "230624": "杜蒙县 杜蒙", "652800": "巴州", "652700": "博州",
    "653000": "克州", "653131": "塔县", "654226": "和丰县", "532800": "版纳州 版纳",
    # names that the same code bore before
    "130502": "桥东区", "130503": "桥西区", "220600": "浑江市", "320800": "淮阴市", "420600": "襄樊市 襄樊", "421000": "荆沙市",
    "513225": "南坪县", "530800": "思茅市", "530802": "翠云区", "530821": "普洱县", "533401": "中甸县 中甸",
}
"""Forms in use that no rule makes."""

READINGS = {
    "漯河": "luo he", "六合": "lu he", "六安": "lu an", "洪洞": "hong tong", "浚县": "xun xian",
    "单县": "shan xian", "闵行": "min hang", "郫都": "pi du", "筠连": "jun lian",
    "荥经": "ying jing", "穆棱": "mu ling", "乐陵": "lao ling", "乐亭": "lao ting", "乐清": "yue qing",
    "大城县": "dai cheng xian", "覃塘": "qin tang",
    "什邡": "shi fang", "乌什": "wu shi", "宕昌": "tan chang", "伽师": "jia shi", "称多": "chen duo",
    "繁峙": "fan shi", "珲春": "hun chun", "绥棱": "sui ling",
    "涡阳": "guo yang", "南乐": "nan le", "民乐": "min le", "佛冈": "fo gang", "佛坪": "fo ping",
    "浪卡子": "lang ka zi", "庞家堡": "pang jia pu",
    "红寺堡": "hong si pu", "马尾": "ma wei", "万柏林": "wan bai lin", "蚌山": "beng shan", "龙圩": "long xu",
    "泊头": "bo tou", "畹町": "wan ding",
    "崆峒": "kong tong", "长子县": "zhang zi xian", "东阿": "dong e", "铅山": "yan shan", "蔚县": "yu xian",
    "尉犁": "yu li", "莘县": "shen xian",
    "朝阳": "chao yang", "氾水": "si shui", "策勒": "ce le", "内蒙古": "nei meng gu",
}
"""Readings that the dictionary gets wrong, by how the name begins."""
SOUNDS = {"都": "du", "长": "chang", "勒": "le", "什": "shi", "阿": "a", "会": "hui", "朝": "chao"}
"""Characters that have one reading in the names of divisions, but for those above."""


def level(code: str) -> str:
    return LEVELS.get(code) or ("province" if code.endswith("0000") else "city" if code.endswith("00") else "county")


def parent(code: str, names: dict[str, str]) -> str:
    """The prefecture, where the code's first four digits name one, else the province."""
    if code in PARENTS or level(code) == "province":
        return PARENTS.get(code, "")
    upper = code[:4] + "00"
    if level(code) == "county" and upper in names:
        return upper
    return "710000" if code.startswith("83") else code[:2] + "0000"


def short_names(name: str) -> list[str]:
    """The name without the names of its peoples, and without its level."""
    if match := REGION.match(name):
        return [match[1]]
    if match := AUTONOMOUS.match(name):
        return [match[1] + match[2], match[1]]
    if WHOLE.search(name):
        return []
    short = COMPOUND.sub("", name)
    short = LEVEL.sub("", short) if short == name else short
    return [] if short == name else [short]


def aliases(code: str, name: str, provinces: set[str]) -> list[str]:
    """Forms under which prose names a division; never the name of a province for what is none (海南州 is not 海南)."""
    found = [*short_names(name), *ALIASES.get(code, "").split()]
    return [alias for alias in dict.fromkeys(found) if level(code) == "province" or alias not in provinces]


def pinyin(name: str) -> str:
    """Full syllables without tones, separated by spaces; ü is v."""
    stem = max((stem for stem in READINGS if name.startswith(stem)), key=len, default="")
    rest = name[len(stem):]
    heard = [(SOUNDS.get(char) or syllable) for char, syllable in zip(
        [char for char in rest if char.isalpha()], lazy_pinyin(re.sub(r"\W", "", rest), style=Style.NORMAL), strict=True)]
    return " ".join([*READINGS.get(stem, "").split(), *heard])


def current_successors(code: str, diff: dict[str, list[str]], current: set[str]) -> list[str]:
    """Where an abolished division went, followed until the divisions of today."""
    found, seen, queue = set(), {code}, [code]
    while queue:
        for one in diff.get(queue.pop(), []):
            if one in current:
                found.add(one)
            elif one not in seen:
                queue.append(one)
            seen.add(one)
    return sorted(found)


def centres(folder: Path, diff: dict[str, list[str]]) -> dict[str, tuple[str, str]]:
    """Longitude and latitude by code. A code younger than the list of centroids has those of the division that it
    renumbers, or the mean of those that were merged into it."""
    with (folder / "centroids.csv").open(encoding="utf-8", newline="") as file:
        found = {row["code"]: (row["longitude"], row["latitude"]) for row in csv.DictReader(file) if row["longitude"]}
    came: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for old, new in diff.items():
        if old in found:
            for code in new:
                came[code].append((float(found[old][0]), float(found[old][1])))
    for code, points in came.items():
        mean = tuple(f"{sum(values) / len(points):.6f}" for values in zip(*points, strict=True))
        found.setdefault(code, (mean[0], mean[1]))
    return found


def main(folder: Path, target: Path) -> None:
    listed: dict[str, str] = json.loads((folder / "list.json").read_text("utf-8"))
    history: dict[str, str] = json.loads((folder / "history.json").read_text("utf-8"))
    diff: dict[str, list[str]] = json.loads((folder / "diff.json").read_text("utf-8"))
    diff.update({code: successors.split() for code, successors in SUCCESSORS.items()})
    names = {code: name for code, name in sorted({**history, **listed, **NAMES}.items())
             if not PSEUDO.match(name) and code not in LEFT_OUT}
    current = {code for code in names if code in listed or code in STANDING}
    provinces = {form for code, name in names.items() if level(code) == "province" for form in (name, *short_names(name))}
    points = centres(folder, diff)
    lines = ["\t".join(COLUMNS)]
    for code, name in names.items():
        here = code in current
        lines.append("\t".join([
            code, name, level(code), parent(code, names), "current" if here else "historic",
            "" if here else ",".join(current_successors(code, diff, current)), ",".join(aliases(code, name, provinces)),
            pinyin(name), *points.get(code, ("", ""))]))
    target.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{target.name}: {len(names)} divisions, {len(current)} of them current")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), ROOT / "kg" / "data" / "divisions.tsv")
