"""Sums of money in prose, with their currency, how exact they are, and whether they are shares, totals or prices."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from kg.text.numbers import AFTER, BEFORE, NUMERAL, bound_of, number, whole

CURRENCIES = {
    "人民币": "CNY", "元": "CNY", "块钱": "CNY", "¥": "CNY", "RMB": "CNY", "CNY": "CNY", "yuan": "CNY", "renminbi": "CNY",
    "美元": "USD", "美金": "USD", "$": "USD", "US$": "USD", "USD": "USD", "dollar": "USD", "欧元": "EUR", "€": "EUR", "EUR": "EUR",
    "euro": "EUR", "日元": "JPY", "JPY": "JPY", "yen": "JPY", "英镑": "GBP", "£": "GBP", "GBP": "GBP", "pound": "GBP", "港元": "HKD",
    "港币": "HKD", "HK$": "HKD", "HKD": "HKD", "澳元": "AUD", "加元": "CAD", "韩元": "KRW", "卢布": "RUB", "新加坡元": "SGD", "新元": "SGD",
    "澳门元": "MOP", "澳门币": "MOP", "新台币": "TWD", "瑞士法郎": "CHF", "泰铢": "THB", "越南盾": "VND", "图格里克": "MNT", "坚戈": "KZT",
}
"""Words and signs for currencies and their ISO 4217 codes."""


class Amount(NamedTuple):
    """A sum of money.

    Attributes
    ----------
    start, end : int
        Its span, approximating words included (近5亿元).
    value : Decimal
        The sum in units of the currency; for a span of sums (3万至5万元) the lower one.
    currency : str
        ISO 4217 code.
    approximate : bool
    bound : str or None
        ``over``, ``under`` or ``about``, where approximate.
    distributive : bool
        Whether each of several pays or gets it (各出5万元).
    cumulative : bool
        Whether it is called a total (累计, 共, 总额).
    unit_price : bool
        Whether it is a price per measure (10元/公斤).
    upper : Decimal or None
        The upper one of a span of sums.
    """

    start: int
    end: int
    value: Decimal
    currency: str
    approximate: bool
    bound: str | None
    distributive: bool
    cumulative: bool
    unit_price: bool
    upper: Decimal | None = None


_NAMES = "|".join(sorted((name for name in CURRENCIES if name[0] >= "\u4e00" and name != "元"), key=len, reverse=True))
_PREFIX = r"人民币|美元|港币|欧元|¥|HK\$|US\$|\$|€|£|RMB|CNY|USD|EUR|GBP|HKD|JPY"
_RANGE = r" ?(?:至|到|—|－|-|~|～|–) ?"
_CHINESE = re.compile(
    rf"(?P<before>{BEFORE})? ?(?P<prefix>{_PREFIX})? ?(?P<low>{NUMERAL}(?:元|万元|亿元)?(?={_RANGE}{NUMERAL} ?(?:余|多)?(?:元|{_NAMES})){_RANGE})?"
    rf"(?P<n>{NUMERAL}) ?(?P<more>[余多几]?[万亿]?)"
    rf"(?:(?P<unit>{_NAMES}|元)(?P<post>人民币|（人民币）)?|(?<=[万亿])(?P<bare>(?=[，。；、）\n]|左右|以上|$)))(?P<after>{AFTER})?"
)
_SIGNED = re.compile(
    rf"(?P<before>{BEFORE})? ?(?P<unit>¥|HK\$|US\$|\$|€|£|(?<![A-Za-z])(?:RMB|CNY|USD|EUR|GBP|HKD|JPY)(?![A-Za-z])) ?"
    r"(?P<n>(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,20})(?:\.\d{1,20})?)"
    r"(?: ?(?P<scale>thousand|million|billion|trillion|bn|[mk](?![a-z]))\b|(?P<cn>[十百千]?[万亿]{1,2}))?"
)
_ENGLISH = re.compile(
    r"(?P<before>(?:\b(?:about|around|some|nearly|almost|over|more than|up to|at least|approximately) )?)"
    r"(?<![\d.,$€£])(?P<n>(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,20})(?:\.\d{1,20})?)[ -]?(?P<scale>thousand|million|billion|trillion)?[ -]?"
    r"(?P<unit>yuan|renminbi|RMB|CNY|US dollars|U\.S\. dollars|dollar|USD|euro|EUR|yen|pound)s?\b"
)
_SCALES = {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12}
_ENGLISH_BOUNDS = {"about": "about", "around": "about", "some": "about", "approximately": "about", "nearly": "under", "almost": "under",
                   "over": "over", "more than": "over", "up to": "under", "at least": "over"}
_NO_SUM = re.compile("[旦素宵首老朝始件帅凶勋谋氏月宝化论曲村镇区桥里结方]|年(?!均)|代(?!表)")
_SUM_WORDS = re.compile("(?:资金|投资|出资|捐资|捐款|拨款|贷款|善款|经费|款项|金额|总额|投入|助学金|采购|销售额?|筹集|募集|授信)[^，。；、\n]{0,6}$"
                        r"|(?:追加|捐出?|拿出|援助|支援|拨付?)了?$")
_PER_AFTER = re.compile(
    " ?(?:/ ?[\u4e00-\u9fffa-zA-Z㎡]|"
    "(?:每|一)(?:公斤|千克|斤|吨|亩|公顷|平方米|平米|立方米|度|箱|瓶|盒|袋|张|件|头|只|株|棵|台|枚|个月|小时|天|月|平方))"
)
_PRICE = re.compile("每(?:公斤|千克|斤|吨|亩|公顷|平方米|平米|立方米|度|箱|瓶|盒|袋|张|件|头|只|株|棵|台|枚|平方)|单价|均价|票价|售价")
_EACH = re.compile(
    r"(?:各(?:自)?(?=出|捐|拿|投|资|支|给|赠|筹|送|助|安|获|得|奖|拨|认|向|为|$)|分别|"
    r"每(?:人|村|户|家|校|所|名|位|县|镇|乡|市|区|社区|生|个[^，。；、]{1,5}))[^，。；：\n]{0,16}$"
)
_TOTAL = re.compile(
    r"(?:累计|共计|合计|总计|总共|一共|(?<![公与中])共(?!党|同|和|建|享|产|富|商|青|进|赢|话|性|识|融|管|用|有产)|(?<!利润)总(?:额|投资|金额|价值|量|规模)|以来，?(?:已|共|先后))"
    r"[^，。；\n]{0,24}$"
)
_NEXT_SUM = re.compile(rf" ?[、和及与] ?(?:{BEFORE})?\d")


def find_amounts(text: str) -> list[Amount]:
    """Find the sums of money of a text.

    Parameters
    ----------
    text : str
        Normalised text (``Prose.text``).

    Returns
    -------
    list of Amount in order, never overlapping. Sums without a currency (资金5000万) count as CNY where a word for money
    stands right before them.
    """
    found = [a for m in _SIGNED.finditer(text) if (a := _signed(text, m))]
    if "元" in text or re.search(_NAMES, text) or re.search("[万亿]", text):
        found += [a for m in _CHINESE.finditer(text) if (a := _chinese(text, m))]
    found += [a for m in _ENGLISH.finditer(text) if (a := _english(text, m))]
    found.sort(key=lambda amount: (amount.start, -amount.end))
    kept: list[Amount] = []
    for amount in found:
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return kept


def _chinese(text: str, match: re.Match[str]) -> Amount | None:
    value = number(match["n"] + match["more"])
    unit = match["unit"]
    if value is None or (unit == "元" and _NO_SUM.match(text, match.end("unit")) and not match["post"]):
        return None
    start = match.start()
    before = text[max(0, start - 30) : start]
    if unit is None and not (match["prefix"] or _SUM_WORDS.search(before)):
        return None
    if before.endswith("第") or not _is_definite(match, before) or _is_split(text, match):
        return None
    currency = CURRENCIES[match["prefix"]] if match["prefix"] else CURRENCIES[unit or "元"]
    words = (match["before"] or "") + "".join(re.findall("[余多几]", match["n"] + match["more"])) + (match["after"] or "")
    low = _low(match["low"], match["n"] + match["more"])
    return _amount(text, match, low or value, currency, bound_of(words), value if low else None)


def _is_split(text: str, match: re.Match[str]) -> bool:
    """Whether a space stands before three digits: the thousands of one number, or two cells of a table (新区 12 300万元)."""
    ahead = text[max(0, match.start("n") - 6) : match.start("n")]
    return bool(re.match(r"\d{3}(?!\d)", match["n"]) and re.search(r"(?<![\d.,])\d{1,3} $", ahead))


def _is_definite(match: re.Match[str], before: str) -> bool:
    """Whether the numeral has a value: 数百万元 and 万元 have none, 上万元 has."""
    numeral = match["n"]
    if numeral[0].isdecimal():
        return True
    return before[-1:] not in ("数", "几", "成") and (numeral.strip("万亿") != "" or match["before"] == "上")


def _low(text: str | None, high: str) -> Decimal | None:
    """The lower one of two sums; it shares the scale of the upper one where it has none (5至10万元)."""
    if not text:
        return None
    plain = re.sub(r"[元 至到—－\-~～–]+", "", text)
    scale = re.search("[万亿]+$", high)
    return number(plain if re.search("[万亿元]", text) or not scale else plain + scale[0])


def _signed(text: str, match: re.Match[str]) -> Amount | None:
    value = number(match["n"] + (match["cn"] or ""))
    if value is None:
        return None
    value = whole(value * _SCALES.get(match["scale"] or "", 1))
    return _amount(text, match, value, CURRENCIES[match["unit"]], bound_of(match["before"] or ""))


def _english(text: str, match: re.Match[str]) -> Amount | None:
    value = number(match["n"])
    if value is None:
        return None
    value = whole(value * _SCALES.get(match["scale"] or "", 1))
    unit = "dollar" if match["unit"].endswith("dollars") else match["unit"]
    return _amount(text, match, value, CURRENCIES[unit], _ENGLISH_BOUNDS.get(match["before"].strip()))


def _amount(
    text: str, match: re.Match[str], value: Decimal, currency: str, bound: str | None, upper: Decimal | None = None
) -> Amount:
    start, end = match.span()
    while start < end and text[start] == " ":
        start += 1
    before = text[max(0, start - 40) : start]
    clause = re.split("[，。；：\n]", before)[-1]
    each = _EACH.search(clause)
    listed = each is not None and each[0].startswith("分别") and ("元" in each[0] or _NEXT_SUM.match(text, end))
    shared = each is not None and not listed
    price = bool(_PER_AFTER.match(text, end) or _PRICE.search(clause))
    return Amount(start, end, value, currency, bound is not None or upper is not None, bound, shared, bool(_TOTAL.search(before)), price, upper)
