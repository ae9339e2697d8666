"""Names of persons right after (or before) a title: where they end is told by what follows them."""

from __future__ import annotations

import functools
import re
from collections import Counter
from pathlib import Path

from .namestock import JAPANESE, STOCK_NAME, STOCK_WORD, SYLLABLES
from .words import COMPOUND, FOLLOWER, NOT_GIVEN, PLAIN, STRONG, SURNAMES

_END = re.compile(r"[\s，。；：、！？!?,;:（）()“”‘’\"'《》【】\[\]<>\-—·…/|\d]|$")
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・‧][\u4e00-\u9fff]{1,8}){0,2}[·•・‧](?=[\u4e00-\u9fff])")
_UPLAND = frozenset("乌那苏斯白包布扎次索旦格多桑尼占强达卓央果嘎贡普边仁泽更呷俄巴洛拉益丹班觉才完尕卡赛哈斯敖额娜吾热艾古买阿亚玉努帕依")
"""First characters of short Tibetan, Yi, Mongolian and Uyghur names."""
_VERBS = frozenset("作当便领同说请送递接握拉掏拿把让给签坐站走问答听看讲谈率带任兼也都报念开打拍捧抱扶指点数算交接迎陪随到来赴回出入上下做搞抓管办批准定牵证派偕捎瞧瞅盯喊唤摸摁按敲撕剪掀揭披戴穿换捐付垫述诉聊侃哭怒猜忘认见盼恳求催劝骂夸边仍却另互蹲端塞替脱扛挽没未头手嘴脚眼忙早晚末些每再又才只仅便给为叫")
"""Characters that, third after a surname, begin a verb rather than end a name."""
_DOES = frozenset("作做说讲谈率陪签问答看赴抵偕邀请听读递交捐蹲端塞脱扛挽搓攥挤站坐拿捧")
"""Verbs that hardly any given name ends with."""
_ASPECT = frozenset("过着了得吗呢吧啊们")
"""Characters of the verb phrase: no given name begins with one."""
_LASTS = frozenset("明华强军平伟东红英芳玲丽杰峰涛波辉勇斌林生荣兵超鹏飞龙云霞燕梅兰敏静娟艳春秋海国民建忠志德成宁安康泉清新坚诚正立欣高兴迅昌盛庆祥贵福喜宝财才富全义仁礼智信光亮利胜学远长发达进友山林石金玉心雨雪")
"""Characters that given names often end with, and words often begin with (坚定, 高兴, 立即)."""
_NEAR = 4000
"""How far around a name its repetition is looked for."""
_NO_SURNAMES = frozenset("问上中由有")
"""Surnames that are far oftener a word of the sentence; not guessed."""
_WORDS = re.compile(
    "关于|高度|安排|方面|方式|成为|成立|任何|任务|文化|时期|时间|明确|程度|马上|全面|全县|全市|全区|全体|温暖|水平|党政|党员|项目|计划|从事|包括|包联|龙头|金融|白天|查看|查处|"
    "单位|解决|应当|经过|经济|经常|边界|双方|国家|国有|有关|有效|商务|商定|相关|相互|于是|连续|连日|易地|时任|时隔|平均|平台|平时|车辆|家庭|何时|如何|曾经|广大|广泛|那么|"
    "能够|能力|利用|支持|支部|游客|干部|干劲|幸福|宣布|管理|储备|和谐|和各|和有|负责|等|及|会议|会上|会后|满意|充分|充满|向|对|为|在|与|常年|常态|祝|欢迎|乐|喜|兴|强调|强化|"
    "温馨|盛赞|左右|同志|都|空|终|养|查|相|权|商|年|门|宁|都|别|车|展|景|庄严|司机|司法|江|河|海|湖|山")
"""Words that begin with a character which is a surname too."""
_RELATIONS = frozenset("向于从由应和同全都连时任为对与")
"""Surnames that are prepositions, adverbs and the like."""
_NOMINAL = re.compile("调研|检查|视察|考察|走访|参观|慰问|座谈|会见|会谈|对接|交流|推介|启动|召开|举行|开展|合作|协作|培训|排查|巡查|督查|调度|指挥|协调|宣讲|部署")
"""Verbs that make a compound with a noun before them (车间调研)."""
_PERSONAL = re.compile("主持|出席|参加|列席|陪同|随行|致辞|致欢迎|汇报|介绍|表示|指出|强调|率[队团领]|带队|会见|宣布|分别|先后|等|和|与")
"""What persons do in this prose, and what joins them to others."""
_MONTHLY = frozenset("上当全同连半时今明和每")
"""Surnames that are a word with 月 (当月, 同月)."""
_LEADS = re.compile("率(?=[领队团党区县市代州省])")
_PARTICLES = PLAIN - set("其那以尔向巴")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_OTHERS = re.compile(r"县|市|区|省|镇|乡|村|公司|集团|大学|学院|医院|协会|工作|会议|主任|书记|领导|干部|代表|同志|委员|记者|大家|各位|我们|他们|双方|两地|有关")


def ends(text: str, position: int) -> bool:
    """Whether a name may end at this position: punctuation, a digit, a follower, or a verb with its aspect (扳着)."""
    return bool(_END.match(text, position) or FOLLOWER.match(text, position)) or text[position + 1:position + 2] in ("着", "了")


def name_at(text: str, position: int, known: Counter[str], loose: bool = False) -> str:
    """The person's name that begins at `position`, "" if there is none.

    Parameters
    ----------
    known : names that the document shows elsewhere between clear boundaries; they decide doubtful lengths.
    loose : also take names without a Han surname (Tibetan, Uyghur, Mongolian, Japanese), as after a title.
    """
    dotted = _DOTTED.match(text, position)
    if dotted:
        stock = STOCK_NAME.match(text, dotted.end()) or STOCK_WORD.match(text, dotted.end())
        if stock and (ends(text, stock.end()) or text[stock.end()] not in SYLLABLES):
            return text[position:stock.end()]
        for size in range(1, 9):
            if size > 1 and _acts(text, dotted.end() + size):
                return text[position:dotted.end() + size]
            if (size > 1 or _END.match(text, dotted.end() + 1) or STRONG.match(text, dotted.end() + 1)) and ends(text, dotted.end() + size) and _HAN.fullmatch(text, dotted.end(), dotted.end() + size):
                return text[position:dotted.end() + size]
    if told := _told(text, position):
        return told
    lead = 2 if text[position:position + 2] in COMPOUND else 1 if text[position:position + 1] in SURNAMES else 0
    if lead == 1 and text[position:position + 2] in _common():
        return _like_a_word(text, position) or (_without_surname(text, position) if loose else "")
    fits = [size for size in (lead + 1, lead + 2) if lead and _plausible(text, position, lead, size)] if lead else []
    if not fits and lead == 2:  # 东方红, 南宫 …: the first character may be the surname
        fits = [size for size in (2, 3) if text[position] in SURNAMES and _plausible(text, position, 1, size)]
    third = text[position + lead + 1:position + lead + 3]
    if fits == [lead + 2] and (third[0] in _DOES or third[0] in _VERBS and _common().get(third, "n") != "n"):
        fits = [lead + 1]  # 沈拓出访
    if len(fits) == 2:
        return _longer_or_shorter(text, position, fits, known)
    if fits:
        return text[position:position + fits[0]]
    if lead and _LAST_JOINT.match(text, position + lead):  # 容与、
        return text[position:position + lead + 1]
    if not loose:
        return ""
    return _without_surname(text, position) or _guessed(text, position, lead)


_LAST_JOINT = re.compile(r"[与和及同](?=[、，。；）（\n]|$)")
"""A word that joins, where nothing follows that it could join: the end of a name."""


def _acts(text: str, position: int) -> bool:
    """Whether a verb or an adjective of two characters, written with no character of foreign names, begins here (掀开)."""
    return text[position:position + 1] not in SYLLABLES and _common().get(text[position:position + 2], "n") != "n"


def _told(text: str, position: int) -> str:
    """A name whose own words tell where it ends: Tibetan, Mongolian and the like (格桑顿珠), Japanese (松岛健二)."""
    if stock := STOCK_NAME.match(text, position):
        return stock.group()
    word = STOCK_WORD.match(text, position + 1) if text[position:position + 1] in SURNAMES else None
    if word and len(word.group()) > 2 and ends(text, word.end()):  # 包其其格
        return text[position:word.end()]
    family = next((size for size in (3, 2) if text[position:position + size] in JAPANESE), 0)
    for size in (family + 2, family + 3, family + 1) if family else ():
        name = _HAN.fullmatch(text, position, position + size)
        if name and ends(text, position + size) and (size > 3 or text[position] not in SURNAMES) and not STRONG.search(text, position + family, position + size):
            return name.group()
    return ""


@functools.cache
def _common() -> dict[str, str]:
    """Common words of two characters, each with n for a noun, a for an adjective, nothing for other words."""
    lines = (Path(__file__).resolve().parent.parent / "data" / "words.txt").read_text("utf-8").splitlines()
    return {line[:2]: line[3:] for line in lines}


def is_common(word: str) -> bool:
    """Whether two characters are a common word (医生)."""
    return word in _common()


def _like_a_word(text: str, position: int) -> str:
    """A name that begins like a common word (白云飞, 高峰): only where what follows leaves no doubt."""
    two, three = text[position:position + 2], text[position:position + 3]
    part = _common()[two] if two[0] not in _RELATIONS else ""
    if len(three) == 3 and _HAN.fullmatch(three) and three[2] not in NOT_GIVEN and three[2] not in "地性化式" and two[0] not in _RELATIONS:
        runs_on = text[position + 2:position + 4] in _common() or three[1:] in _common()
        verb = STRONG.match(text, position + 2) or runs_on and not STRONG.match(text, position + 3) and _repeats(text, position, 3) < 2
        if _END.match(text, position + 3) or not verb and (ends(text, position + 3) or text[position + 3] == "等"):
            return three
    if FOLLOWER.fullmatch(two) or two[1] in NOT_GIVEN:
        return ""
    sure = _END.match(text, position + 2) or (
        two[0] not in _RELATIONS and not _WORDS.match(two) and _STYLED.match(text, position + 2)
        or part == "n" and ends(text, position + 2) and not _NOMINAL.match(text, position + 2) or part and _PERSONAL.match(text, position + 2)
        or not part and two[0] not in _RELATIONS and not _WORDS.match(two) and _ADVERB.match(text, position + 2))
    return two if sure else ""


_STYLED = re.compile("一行(?!人)|同志|女士|先生")
"""What follows names of persons alone (高远一行)."""
_ADVERB = re.compile("另[签与行外]|[也均则亦却仍]|分别|先后(?!顺)")
"""Adverbs that follow a subject, not another verb (屈伸另签)."""


def _repeats(text: str, position: int, size: int) -> int:
    """How often the characters at a position stand in the text around it."""
    return text.count(text[position:position + size], max(0, position - _NEAR), position + _NEAR)


def _plausible(text: str, position: int, lead: int, size: int) -> bool:
    given = text[position + lead:position + size]
    if FOLLOWER.fullmatch(text, position, position + size):  # 来访, 应邀 are no names
        return False
    if len(given) != size - lead or not _HAN.fullmatch(given):
        return False
    if given[0] in _ASPECT:
        return False
    if given == "月" and text[position] not in _MONTHLY and STRONG.match(text, position + size):
        return True
    if given[0] in NOT_GIVEN and given[0] not in "一委长":
        return size - lead == 2 and given[1] not in NOT_GIVEN and bool(
            _END.match(text, position + size) or STRONG.match(text, position + size) or _LEADS.match(text, position + size)
            or text[position + size] in "作做"
        ) and not STRONG.match(text, position + lead)
    return ends(text, position + size)


def _longer_or_shorter(text: str, position: int, fits: list[int], known: Counter[str]) -> str:
    """Both 陈波 and 陈波也 could stand before what follows: the longer one, unless its last character is a function
    word, or the shorter is the one that the document knows."""
    short, long = (text[position:position + size] for size in fits)
    if known[short] != known[long]:
        return short if known[short] > known[long] else long
    if long[-1] in PLAIN or long[-1] in "代主一第两各副即便仅才再先后共":
        return short
    longs = _repeats(text, position, fits[1])
    if longs == 1 and long[-1] in _DOES:
        return short
    shorts = _repeats(text, position, fits[0]) - longs
    if longs > 1 or shorts > (long[-1] not in _VERBS):
        return long if longs > 1 else short
    if STRONG.match(text, position + fits[0]) and not _END.match(text, position + fits[1]):
        return long if long[-1] in _LASTS and STRONG.match(text, position + fits[1]) else short
    return long


def _guessed(text: str, position: int, lead: int) -> str:
    """A surname and what is most likely the given name, where a word follows that is no known follower: three characters,
    or two where the third is rather a verb (步云当场…)."""
    given = text[position + lead:position + lead + 2]
    if not lead or text[position] in _NO_SURNAMES or len(given) < 2 or not _HAN.fullmatch(given) or given[0] != "一" and given[0] in NOT_GIVEN or _WORDS.match(text, position) or STRONG.match(text, position):
        return ""
    longs = _repeats(text, position, lead + 2)
    if longs == 1 and _repeats(text, position, lead + 1) > 1 and given[0] not in _VERBS:
        return text[position:position + lead + 1]
    if longs == 1 and given[1] in _VERBS or given[1] in NOT_GIVEN:
        return text[position:position + lead + 1] if given[0] not in _VERBS else ""
    runs_on = _common().get(text[position + lead + 1:position + lead + 3], "n") != "n" and given[1] not in _LASTS
    return text[position:position + lead + (1 if runs_on else 2)]


def _without_surname(text: str, position: int) -> str:
    """Three to five characters without a Han surname before a clear boundary."""
    run = _HAN.match(text, position)
    if not run or STRONG.match(text, position) or text[position] in "致作做讲出主率带在于和与及的是了":
        return ""
    stock = STOCK_WORD.match(text, position)
    if stock and ends(text, stock.end()):
        return stock.group()
    for size in range(2, 6):
        word = text[position:position + size]
        after = position + size
        if len(word) < size or size > len(run.group()):
            break
        if size == 2 and word[0] in _UPLAND and word not in _common() and re.match("[，、；。）]", text[after:after + 1]) and not FOLLOWER.fullmatch(word):
            return word
        if size > 3 and (word[0] in SURNAMES and word[0] not in _UPLAND or word[:2] in COMPOUND):
            break  # a Han surname begins no name of four
        if size >= 3 and _foreign_to_han(text, position, word) and not (_PARTICLES & set(word)) and not _OTHERS.search(word) and not STRONG.search(word) and (
                _END.match(text, after) or STRONG.match(text, after) or (size > 3 and FOLLOWER.match(text, after))):
            return word
    return ""


def _foreign_to_han(text: str, position: int, word: str) -> bool:
    """Whether three or more characters without a surname are no phrase: no common word but a noun begins them;
    four or more end with none, and with a syllable of such names, repeated, or in a text about Japan."""
    if set(word) <= SYLLABLES or _repeats(text, position, len(word)) > 1:
        return True
    if any(_common().get(pair, "n") != "n" for pair in (word[:2], word[-2:])[:len(word) - 2]):
        return False
    return len(word) == 3 or any(char in SYLLABLES for char in word) or text.find("日本", max(0, position - _NEAR), position + _NEAR) >= 0


def clear_names(text: str) -> Counter[str]:
    """Names between clear boundaries (、张三、 or ，李四，), which decide the length of names elsewhere."""
    found: Counter[str] = Counter()
    for match in re.finditer(r"(?<=[、，。；：\s和])[\u4e00-\u9fff]{2,4}(?=[、，。；\s）])", text):
        word = match.group()
        lead = 2 if word[:2] in COMPOUND else 1 if word[0] in SURNAMES else 0
        if lead and len(word) - lead in (1, 2) and not (NOT_GIVEN & set(word[lead:])):
            found[word] += 1
    return found


def is_name(word: str) -> bool:
    """Whether a word is made like a Han name: a surname with one or two characters more."""
    lead = 2 if word[:2] in COMPOUND else 1 if word[:1] in SURNAMES else 0
    return bool(lead) and len(word) - lead in (1, 2)


_CREDIT = re.compile(r"(?:记者|通讯员|摄影|(?<!总)编辑|责任编辑|责编|供稿|撰稿|作者|审核|校对|文/|图/|实习生|编审|终审|初审|复审|监制|投稿|见习)")


def credited(text: str, start: int) -> bool:
    """Whether a name stands in a byline or a credit, whose persons are no delegates."""
    line = text.rfind("\n", 0, start) + 1
    return bool(_CREDIT.search(text[max(line, start - 8):start]))
