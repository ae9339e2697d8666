"""Make kg/data/words.txt from the dictionary of jieba (github.com/fxsjy/jieba 0.42.1, jieba/dict.txt, MIT licence).

    python tools/make_words.py dict.txt

Kept are words of two characters in common use, rarer ones too where they begin like a surname, so that 县委书记全程陪同
is not read as a person named 全程. The result is committed; run this again only when the surnames change.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from kg.extract.words import SURNAMES

COMMON, LIKE_A_NAME = 100, 30
"""How often the dictionary's texts must hold a word, and one that begins like a surname."""
NAMES = ("nr", "ns", "nt", "nz")
"""Parts of speech of proper names."""
ADDED = (
    "包村 包联 包保 包抓 任上 任前 于今 从今 国庆 金秋 元旦 农忙 农闲 家访 房前 "
    "石榴 苗木 桥头 古城 江畔 江心 河边 河畔 湖边 山上 山下 东西 古镇 公园 安抚 "
    "晋升 祝福 祝贺 师生 严正 成都 张罗 张贴 弘扬 慕名 扬言 修正 华侨 平时 双拥 "
    "容纳 封锁 拓宽 查明 查清 许可 权威 权衡 步履 水城 殷勤 温馨 满怀 荣获 荣幸 "
    "荣誉 辛勤 顾问 顾忌 高度 高喊 高举 高擎 时刻 步行 单独 温情 方才 项目 程序 "
    "全程 信箱 热线 高招 齐声 齐聚 养牛 养老 农耕 保健 保姆 公正 练兵 解密 通晓 "
    "连贯 明白 明智 "
).split()
"""Words of this prose that the dictionary counts as rare or as names."""


def main(path: str) -> None:
    """Write the table."""
    rows = [line.split() for line in Path(path).read_text("utf-8").splitlines()]
    words = {word: part[0] if part[0] in "na" and part != "ad" else "" for word, count, part in rows if re.fullmatch("[\u4e00-\u9fff]{2}", word)
             and int(count) >= (LIKE_A_NAME if word[0] in SURNAMES else COMMON) and not part.startswith(NAMES)}
    words.update(dict.fromkeys(ADDED, ""))
    target = Path(__file__).resolve().parent.parent / "kg" / "data" / "words.txt"
    target.write_text("".join(f"{word} {part}".rstrip() + "\n" for word, part in sorted(words.items())), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
