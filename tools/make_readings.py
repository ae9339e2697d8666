"""Makes kg/data/readings.tsv: how the characters of GB 2312 are read, from pypinyin (https://github.com/mozillazg/python-pinyin, MIT).

    python tools/make_readings.py

A line holds a syllable without tone (ü written u) and the characters read so. Of each character the commonest reading is
taken, and of those in SEVERAL, which names use in more than one way, each.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

DATA = Path(__file__).resolve().parent.parent / "kg" / "data"
SEVERAL = {
    "长": "zhang", "重": "zhong", "乐": "yue", "行": "hang", "朝": "zhao", "都": "dou", "曾": "zeng", "单": "shan", "仇": "qiu", "区": "ou",
    "解": "xie", "查": "zha", "盖": "ge", "朴": "piao", "尉": "yu", "召": "shao", "覃": "qin", "翟": "zhai", "种": "chong", "缪": "miao",
    "隗": "kui", "洗": "xian", "折": "she", "员": "yun", "繁": "po", "参": "shen", "调": "diao", "藏": "zang", "传": "zhuan", "会": "kuai",
    "盛": "cheng", "薄": "bao", "车": "ju", "率": "shuai", "宿": "xiu", "省": "xing", "厦": "sha", "蔚": "yu", "六": "lu", "堡": "pu",
    "浒": "xu", "铅": "yan", "阿": "e", "番": "pan", "荥": "ying", "莘": "xin", "郇": "huan", "贾": "gu", "谷": "yu", "郗": "chi",
    "降": "xiang", "还": "huan", "校": "jiao", "便": "pian", "枞": "zong", "郫": "pi", "漯": "luo", "渑": "mian", "泷": "shuang",
    "燕": "yan", "万": "mo", "俟": "qi", "令": "ling", "纪": "ji", "宁": "ning", "呂": "lu", "牟": "mou", "柏": "bo", "葛": "ge", "冯": "feng",
    "石": "shi", "强": "qiang", "中": "zhong", "兴": "xing", "相": "xiang", "处": "chu", "数": "shu", "难": "nan", "度": "du",
}
"""Characters that names use with a second reading."""


def characters() -> list[str]:
    """The characters of GB 2312, and those of the names of divisions."""
    table = [bytes([high, low]).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    names = (DATA / "divisions.tsv").read_text("utf-8")
    return sorted({char for char in [*table, *names] if "\u3400" <= char <= "\u9fff"})


def main() -> None:
    read: dict[str, set[str]] = defaultdict(set)
    for char in characters():
        usual = pinyin(char, style=Style.NORMAL, errors="ignore")
        for syllable in {*(usual[0][:1] if usual else ()), *filter(None, [SEVERAL.get(char)])}:
            read[syllable.replace("ü", "u").replace("v", "u")].add(char)
    lines = [f"{syllable}\t{''.join(sorted(chars))}\n" for syllable, chars in sorted(read.items())]
    (DATA / "readings.tsv").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
