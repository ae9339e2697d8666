"""Traditional and Simplified script.

The one module that talks to OpenCC (https://github.com/BYVoid/OpenCC). The library is loaded only
when a text really holds Traditional characters, so Simplified documents never pay for it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Traditional in form, yet at home in Simplified documents: readmitted for names by the 2013 table of
# standard characters (通用规范汉字表), or kept in fixed words (乾隆, 魏徵, 於潜, 狼藉).
_SHARED = frozenset("乾後徵於夥摺麽菸麴昇陞甦邨鉅迺鍾餘瞭藉喆堃淼犇龢脩谿澂祕甯氾仝扞絜逕筦蒐頫捱拚薹")
# In level 1 of Big5 and not in GB 2312, but the same in both scripts: no sign of either.
_NEUTRAL = frozenset(
    "伋伕佺倣偭偯偺傚僇僎僩儅儳勗勦卄吋呎啗啣嗧嘐堉塭塽墦奭妳姅姪嬝屘屝崁巉帟彊徬惇愒慇抆揹搆搾撚撢擭敔昤晅晞暍"
    "暱暸杗枓栘梂梡梱棻楛榣槃橾櫂櫺歜毚毬汍沍沘沬泜洸浥浬涊湣湩湲潟潠澴濩濬炤焜煆煖燄燐燸牠玆玥玨珪珮琍琯瑯璘璟"
    "瓖瓩甽疢痲痳痺瘉睪瞇瞋砠砲硿祇祐穋箄箠篛簷籐籣籥糎糢縿繙耑脤脰芣蔆蘗衹裯褕褽覜觔觼詨詻誧豭賸跦跼踡踫迆遝郃"
    "鄗鄘釆釭鉼銲鎗鑤阬隄雊霤韹餽鯈鶸鼇"
)
# Forms that printed Traditional uses beside those of Big5 level 1.
_VARIANTS = frozenset("裏綫衆牀啓説爲産閲爐録麵緑戱脱銳溈")
_SURROGATE = "[\ud800-\udfff\x00]"
_QIAN = "乾(?=[縣县安州坤隆元陵])"  # read qián: places, reigns


@lru_cache(maxsize=65536)
def _traditional(char: str) -> bool:
    """Whether a character is unmistakably Traditional.

    GB 2312 holds the Simplified characters in daily use and no Traditional ones (but for the few in
    ``_SHARED``); level 1 of Big5 (lead bytes A4 to C6) holds the Traditional ones in daily use.
    """
    if char in _SHARED or char in _NEUTRAL or not "\u3400" <= char <= "\u9fff" or char.encode("gb2312", "ignore"):
        return False
    big5 = char.encode("big5", "ignore")
    return bool(big5 and big5[0] <= 0xC6) or char in _VARIANTS


def simplify(text: str) -> str:
    """Convert Traditional characters to Simplified ones, keeping the length.

    A text without a single unmistakably Traditional character is returned as it is: 昇 or 乾 alone
    may belong to the name of someone in a Simplified document. Phrases are converted as OpenCC's
    ``t2s`` has them; where that would change the length, character by character.

    Parameters
    ----------
    text : str
        Any text; need not be Chinese.

    Returns
    -------
    str
        A text of the same length, so that offsets stay valid.
    """
    if not any(map(_traditional, set(text))):
        return text
    safe = re.sub(_SURROGATE, "?", text)
    converted = _same_length(safe)
    if safe == text and "乾" not in text:
        return converted
    kept = [m.span() for pattern in (_SURROGATE, _QIAN) for m in re.finditer(pattern, text)]
    for start, end in kept:
        converted = converted[:start] + text[start:end] + converted[end:]
    return converted


def _same_length(text: str) -> str:
    convert = _converter().convert
    converted: str = convert(text)
    if len(converted) == len(text):
        return converted
    lines = []
    for line in text.split("\n"):
        new = convert(line)
        lines.append(new if len(new) == len(line) else "".join(_one(char) for char in line))
    return "\n".join(lines)


def _one(char: str) -> str:
    new: str = _converter().convert(char)
    return new if len(new) == 1 else char


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415  (heavy, and needed for Traditional texts only)

    return OpenCC("t2s")
