"""Make kg/data/divisions.tsv from raw lists of Chinese administrative divisions.

    python tools/make_divisions.py FOLDER

FOLDER holds list.json (current code → name), history.json (every code ever → name), diff.json (abolished code →
successors), all from github.com/mumuy/data_location (MIT), and centroids.csv from github.com/Vonng/adcode (CC BY 4.0).
Needs `pypinyin`. The result is committed; run this again only when the inputs change.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

from pypinyin import Style, lazy_pinyin

ROOT = Path(__file__).resolve().parent.parent
PSEUDO = re.compile(r"^(?:市辖区|县|市|省直辖.*|自治区直辖.*|.*直辖县级行政区划|省直辖行政单位)$")
SLIPS = {"361121": ["361104"]}
"""Corrections of diff.json: 上饶县 became 广信区 (361104), not the city as a whole."""
NAMES = {"839012": "金门县", "839013": "连江县"}

NATIONS = (
    "维吾尔 哈萨克 柯尔克孜 塔吉克 锡伯 蒙古 达斡尔 鄂温克 鄂伦春 朝鲜族 壮族 回族 藏族 苗族 彝族 布依族 满族 侗族 瑶族 白族 土家族 哈尼族 傣族 黎族 "
    "傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 土族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 阿昌族 普米族 怒族 德昂族 保安族 裕固族 独龙族 "
    "赫哲族 门巴族 珞巴族 基诺族 各族 蒙古族 达斡尔族 鄂温克族 柯尔克孜族 哈萨克族 锡伯族 塔吉克族 维吾尔族").split()
_NATIONS = "(?:" + "|".join(sorted(NATIONS, key=len, reverse=True)) + ")+"
AUTONOMOUS = re.compile(rf"^(.{{2,}}?){_NATIONS}自治([州县旗])$")
REGION = re.compile(rf"^(.+?)(?:{_NATIONS})?自治区$")
GENERIC = frozenset("城 郊 矿 新 市 东 西 南 北 中 港 桥 路 市中 城中 城东 城西 城南 城北 城关 城区 郊区 矿区 新区 开发 市郊 江东 江南 江北 河东 河西 新市".split())
"""Remainders that name no place of their own when the level is cut off."""
EXTRA = {
    "632800": ["海西州"], "632500": ["海南州"], "632200": ["海北州"], "632300": ["黄南州"], "632600": ["果洛州"], "632700": ["玉树州"],
    "652800": ["巴州", "巴音郭楞州"], "652700": ["博州"], "653000": ["克州"], "654000": ["伊犁州"], "652300": ["昌吉州"],
    "513200": ["阿坝州"], "513300": ["甘孜州"], "513400": ["凉山州"], "522300": ["黔西南州"], "522600": ["黔东南州"], "522700": ["黔南州"],
    "532300": ["楚雄州"], "532500": ["红河州"], "532600": ["文山州"], "532800": ["西双版纳州", "版纳州"], "532900": ["大理州"],
    "533100": ["德宏州"], "533300": ["怒江州"], "533400": ["迪庆州"], "422800": ["恩施州"], "433100": ["湘西州"], "222400": ["延边州"],
    "622900": ["临夏州"], "623000": ["甘南州"], "110000": ["北京"], "310000": ["上海"], "150000": ["内蒙"],
}
FORBIDDEN_SHORT = {"632500": "海南", "632600": "", "532500": "红河", "652300": "昌吉", "632200": "海北", "632800": "海西"}
"""Short names that mean something else (海南 is the province)."""
READINGS = {
    "重庆": "chong qing", "漯河": "luo he", "六安": "lu an", "六合": "lu he", "蚌埠": "beng bu", "乐清": "yue qing", "丽水": "li shui",
    "涪陵": "fu ling", "铅山": "yan shan", "歙县": "she xian", "黟县": "yi xian", "番禺": "pan yu", "洪洞": "hong tong", "蔚县": "yu xian",
    "尉犁": "yu li", "盱眙": "xu yi", "浚县": "xun xian", "单县": "shan xian", "郫都": "pi du", "郫县": "pi xian", "台州": "tai zhou",
    "天台": "tian tai", "大埔": "da bu", "莘县": "shen xian", "牟定": "mou ding", "牟平": "mu ping", "中牟": "zhong mu", "犍为": "qian wei",
    "筠连": "jun lian", "珙县": "gong xian", "枞阳": "zong yang", "睢县": "sui xian", "泌阳": "bi yang", "柘城": "zhe cheng",
    "荥阳": "xing yang", "荥经": "ying jing", "长垣": "chang yuan", "长治": "chang zhi", "华阴": "hua yin", "华县": "hua xian", "吴堡": "wu bu",
    "穆棱": "mu ling", "巴彦淖尔": "ba yan nao er", "喀什": "ka shi", "曲靖": "qu jing", "会理": "hui li", "会宁": "hui ning", "会昌": "hui chang",
    "会同": "hui tong", "会东": "hui dong", "会泽": "hui ze", "洛南": "luo nan", "朝阳": "chao yang", "朝天": "chao tian", "长乐": "chang le",
    "长沙": "chang sha", "长春": "chang chun", "长宁": "chang ning", "长葛": "chang ge", "长武": "chang wu", "长安": "chang an", "长丰": "chang feng",
    "长清": "chang qing", "长岛": "chang dao", "长兴": "chang xing", "长海": "chang hai", "长岭": "chang ling", "长汀": "chang ting",
    "长泰": "chang tai", "长阳": "chang yang", "长寿": "chang shou", "长顺": "chang shun", "长子": "zhang zi", "行唐": "xing tang",
    "任县": "ren xian", "任丘": "ren qiu", "任城": "ren cheng", "任泽": "ren ze", "解": "xie", "栾川": "luan chuan", "乐亭": "lao ting",
    "乐陵": "lao ling", "乐至": "le zhi", "乐都": "le du", "乐业": "le ye", "乐山": "le shan", "乐安": "le an", "乐平": "le ping", "乐昌": "le chang",
    "乐东": "le dong", "井陉": "jing xing", "藁城": "gao cheng", "大城": "dai cheng", "大邑": "da yi", "隰县": "xi xian", "临朐": "lin qu",
    "鄄城": "juan cheng", "郓城": "yun cheng", "东阿": "dong e", "茌平": "chi ping", "莒县": "ju xian", "兖州": "yan zhou", "费县": "fei xian",
    "罘": "fu", "芝罘": "zhi fu", "不": "bu", "甪": "lu", "浒": "hu", "厦门": "xia men", "诏安": "zhao an", "闽侯": "min hou", "尤溪": "you xi",
    "弋阳": "yi yang", "鄱阳": "po yang", "婺源": "wu yuan", "奉化": "feng hua", "鄞州": "yin zhou", "嵊州": "sheng zhou", "嵊泗": "sheng si",
    "衢州": "qu zhou", "瓯海": "ou hai", "瓯": "ou", "缙云": "jin yun", "氾水": "si shui", "汜水": "si shui", "武陟": "wu zhi", "渑池": "mian chi",
    "鄢陵": "yan ling", "郾城": "yan cheng", "濮阳": "pu yang", "泗阳": "si yang", "睢宁": "sui ning", "邳州": "pi zhou", "溧阳": "li yang",
    "溧水": "li shui", "栖霞": "qi xia", "浦口": "pu kou", "句容": "ju rong", "监利": "jian li", "秭归": "zi gui", "郧西": "yun xi", "郧阳": "yun yang",
    "黄陂": "huang pi", "硚口": "qiao kou", "耒阳": "lei yang", "郴州": "chen zhou", "汨罗": "mi luo", "芷江": "zhi jiang", "沅陵": "yuan ling",
    "茶陵": "cha ling", "桑植": "sang zhi", "东莞": "dong guan", "儋州": "dan zhou", "百色": "bai se", "那坡": "na po", "覃塘": "qin tang",
    "苍梧": "cang wu", "环江": "huan jiang", "巴马": "ba ma", "阿坝": "a ba", "阿拉善": "a la shan", "阿克苏": "a ke su", "阿勒泰": "a le tai",
    "阿里": "a li", "阿拉尔": "a la er", "阿巴嘎": "a ba ga", "什邡": "shi fang", "邛崃": "qiong lai", "绵竹": "mian zhu", "阆中": "lang zhong",
    "汶川": "wen chuan", "若尔盖": "ruo er gai", "甘孜": "gan zi", "泸定": "lu ding", "泸州": "lu zhou", "叙永": "xu yong", "宕昌": "tan chang",
    "峨边": "e bian", "金堂": "jin tang", "合江": "he jiang", "綦江": "qi jiang", "忠县": "zhong xian", "垫江": "dian jiang", "酉阳": "you yang",
    "秀山": "xiu shan", "石柱": "shi zhu", "开州": "kai zhou", "勐海": "meng hai", "勐腊": "meng la", "孟连": "meng lian", "泸西": "lu xi",
    "石屏": "shi ping", "耿马": "geng ma", "镇沅": "zhen yuan", "洱源": "er yuan", "砚山": "yan shan", "六枝": "liu zhi", "六盘水": "liu pan shui",
    "瓮安": "weng an", "贵定": "gui ding", "湄潭": "mei tan", "道真": "dao zhen", "碌曲": "lu qu", "玛曲": "ma qu", "积石山": "ji shi shan",
    "岷县": "min xian", "张掖": "zhang ye", "华亭": "hua ting", "华池": "hua chi", "镇原": "zhen yuan", "武都": "wu du", "两当": "liang dang",
    "西和": "xi he", "礼县": "li xian", "泾川": "jing chuan", "吐鲁番": "tu lu fan", "鄯善": "shan shan", "托克逊": "tuo ke xun", "且末": "qie mo",
    "若羌": "ruo qiang", "和硕": "he shuo", "和静": "he jing", "焉耆": "yan qi", "柯坪": "ke ping", "乌什": "wu shi", "疏勒": "shu le", "疏附": "shu fu",
    "伽师": "jia shi", "莎车": "sha che", "叶城": "ye cheng", "皮山": "pi shan", "于田": "yu tian", "策勒": "ce le", "察隅": "cha yu", "察雅": "cha ya",
    "朗县": "lang xian", "曲松": "qu song", "曲水": "qu shui", "曲麻莱": "qu ma lai", "曲阜": "qu fu", "曲周": "qu zhou", "曲阳": "qu yang", "曲沃": "qu wo",
    "曲江": "qu jiang", "那曲": "na qu", "称多": "chen duo", "囊谦": "nang qian", "尖扎": "jian zha", "同仁": "tong ren", "刚察": "gang cha",
    "都兰": "du lan", "都匀": "du yun", "都昌": "du chang", "都江堰": "du jiang yan", "蠡县": "li xian", "涞水": "lai shui", "涿州": "zhuo zhou",
    "蓟州": "ji zhou", "蓟县": "ji xian", "宝坻": "bao di", "滦州": "luan zhou", "滦县": "luan xian", "丰宁": "feng ning", "绛县": "jiang xian",
    "应县": "ying xian", "代县": "dai xian", "繁峙": "fan shi", "崞": "guo", "岢岚": "ke lan", "岚县": "lan xian", "平遥": "ping yao", "介休": "jie xiu",
    "襄垣": "xiang yuan", "沁县": "qin xian", "壶关": "hu guan", "黎城": "li cheng", "和林格尔": "he lin ge er", "土默特": "tu mo te", "扎兰屯": "zha lan tun",
    "扎赉特": "zha lai te", "扎鲁特": "zha lu te", "扎赉诺尔": "zha lai nuo er", "杭锦": "hang jin", "准格尔": "zhun ge er", "巴林": "ba lin", "喀喇沁": "ka la qin",
    "克什克腾": "ke shi ke teng", "乌拉特": "wu la te", "磴口": "deng kou", "瓦房店": "wa fang dian", "岫岩": "xiu yan", "阜新": "fu xin", "喀左": "ka zuo",
    "桦甸": "hua dian", "珲春": "hun chun", "汪清": "wang qing", "梅河口": "mei he kou", "讷河": "ne he", "嘉荫": "jia yin", "绥棱": "sui ling", "依兰": "yi lan",
    "尚志": "shang zhi", "虎林": "hu lin", "密山": "mi shan", "塔河": "ta he", "漠河": "mo he", "佳县": "jia xian", "宜君": "yi jun", "洋县": "yang xian",
    "勉县": "mian xian", "略阳": "lue yang", "鄠邑": "hu yi", "户县": "hu xian", "盩厔": "zhou zhi", "周至": "zhou zhi", "岐山": "qi shan", "眉县": "mei xian",
    "陇县": "long xian", "麟游": "lin you", "淳化": "chun hua", "旬阳": "xun yang", "旬邑": "xun yi", "柞水": "zha shui", "镇安": "zhen an", "府谷": "fu gu",
    "清涧": "qing jian", "单": "shan", "石嘴山": "shi zui shan", "吴忠": "wu zhong", "盂县": "yu xian", "浍": "hui", "亳州": "bo zhou", "颍上": "ying shang",
    "颍州": "ying zhou", "颍泉": "ying quan", "颍东": "ying dong", "濉溪": "sui xi", "砀山": "dang shan", "萧县": "xiao xian", "灵璧": "ling bi", "涡阳": "guo yang",
    "舒城": "shu cheng", "霍邱": "huo qiu", "枞": "zong", "无为": "wu wei", "南陵": "nan ling", "繁昌": "fan chang", "当涂": "dang tu", "含山": "han shan",
    "和县": "he xian", "石台": "shi tai", "旌德": "jing de", "绩溪": "ji xi", "宿州": "su zhou", "宿迁": "su qian", "宿松": "su song", "宿豫": "su yu",
    "宿城": "su cheng", "吉县": "ji xian", "覃": "qin", "洗马": "xian ma", "冼": "xian", "郏县": "jia xian", "叶县": "ye xian", "息县": "xi xian", "鲁山": "lu shan",
    "信都": "xin du", "新都": "xin du", "成都": "cheng du", "花都": "hua du", "南部": "nan bu", "青白江": "qing bai jiang", "什": "shi", "石家庄": "shi jia zhuang",
}
"""Readings that a general dictionary gets wrong, or might; by the name without its level."""


def level(code: str) -> str:
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def parent(code: str, names: dict[str, str]) -> str:
    if level(code) == "province":
        return ""
    upper = code[:4] + "00"
    if level(code) == "county" and upper in names and code[2:4] not in ("90",) and not PSEUDO.match(names[upper]):
        return upper
    return code[:2] + "0000"


def aliases(code: str, name: str) -> list[str]:
    """Forms under which prose names a division: without its level, without the names of its peoples."""
    found: list[str] = []
    if match := AUTONOMOUS.match(name):
        short, kind = match.groups()
        found.append(short + kind)
        if FORBIDDEN_SHORT.get(code) != short and len(short) > 1:
            found.append(short)
    elif match := REGION.match(name):
        found.append("内蒙古" if name == "内蒙古自治区" else match.group(1))
    else:
        short = re.sub(r"(?:特别行政区|省|市|地区|盟|林区|矿区|特区|自治县|自治旗|区|县|旗)$", "", name)
        if len(short) > 1 and short not in GENERIC and short != name:
            found.append(short)
    return list(dict.fromkeys([*found, *EXTRA.get(code, ())]))


def pinyin(name: str) -> str:
    """Full syllables without tones, separated by spaces."""
    reading, rest = "", name
    for stem in sorted(READINGS, key=len, reverse=True):
        if len(stem) > 1 and name.startswith(stem):
            reading, rest = READINGS[stem], name[len(stem):]
            break
    syllables = [*reading.split(), *lazy_pinyin(rest, style=Style.NORMAL)]
    return " ".join(syllable.replace("ü", "v") for syllable in syllables if syllable.isalpha())


def current_successors(code: str, diff: dict[str, list[str]], current: dict[str, str]) -> list[str]:
    """Where an abolished division went, followed until the divisions of today."""
    found: list[str] = []
    seen, queue = {code}, list(SLIPS.get(code, diff.get(code, [])))
    while queue:
        one = queue.pop(0)
        if one in seen:
            continue
        seen.add(one)
        if one in current:
            found.append(one)
        else:
            queue += SLIPS.get(one, diff.get(one, []))
    return sorted(set(found))


def main(folder: Path) -> None:
    current: dict[str, str] = json.loads((folder / "list.json").read_text("utf-8"))
    history: dict[str, str] = json.loads((folder / "history.json").read_text("utf-8"))
    diff: dict[str, list[str]] = json.loads((folder / "diff.json").read_text("utf-8"))
    with (folder / "centroids.csv").open(encoding="utf-8", newline="") as file:
        centroids = {row["code"]: row for row in csv.DictReader(file)}
    names = {code: NAMES.get(code, name) for code, name in sorted({**history, **current}.items())}
    lines = ["code\tname\tlevel\tparent\tstatus\tsuccessors\taliases\tpinyin\tlon\tlat"]
    for code, name in names.items():
        if PSEUDO.match(name):
            continue
        centre = centroids.get(code, {})
        here = code in current
        lines.append("\t".join([
            code, name, level(code), parent(code, names), "current" if here else "historic",
            "" if here else ",".join(current_successors(code, diff, current)), ",".join(aliases(code, name)), pinyin(name),
            centre.get("longitude", ""), centre.get("latitude", "")]))
    target = ROOT / "kg" / "data" / "divisions.tsv"
    target.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{target.relative_to(ROOT)}: {len(lines) - 1} divisions, {sum(1 for c in names if c in current)} of them current")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
