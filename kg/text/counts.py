"""Numbers of things in prose: a number, its measure word, and the noun it counts, before or behind."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from kg.text.countwords import NOUNS, REFUSED, UNITS, VERBS
from kg.text.numbers import AFTER, BEFORE, NUMERAL, bound_of, number


class Count(NamedTuple):
    """A counted thing.

    Attributes
    ----------
    start, end : int
        Span of number and measure word with the approximating words (100余名).
    value : Decimal
    unit : str
        The measure word (个, 人次); empty in English.
    noun : str
        What is counted; empty where the text leaves it to the context.
    approximate : bool
    noun_start, noun_end : int
        Where the noun stands; both ``start`` if there is none.
    kind : str
        ``count``, or ``enumeration`` for things said (三点意见, 三个方面).
    bound : str or None
        ``over``, ``under`` or ``about``, where approximate.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    noun: str
    approximate: bool
    noun_start: int
    noun_end: int
    kind: str = "count"
    bound: str | None = None


_CN_ONLY = frozenset("名位项件次批份人户支对场套期条篇册类种处笔所个家")
_COUNT = re.compile(
    rf"(?P<before>{BEFORE})? ?(?P<n>{NUMERAL})(?P<more> ?[余多几])? ?(?P<unit>{UNITS})(?P<tail>（(?:套|次|个|名)）)?(?P<after>{AFTER})?"
)
_ENGLISH = re.compile(
    r"(?P<before>\b(?:about|around|some|nearly|almost|over|more than|at least|approximately) )?"
    r"(?<![\d.,$€£:/\-A-Za-z])(?<![A-Z]{3} )(?P<n>\d{1,3}(?:,\d{3}){1,6}|\d{1,9})(?P<scale> (?:thousand|million))? "
    r"(?P<noun>(?:(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z][a-z]+ )?"
    r"(?:[a-z][a-z\-]{1,20} ){0,2}?(?:[a-z]{2,20}s|people|children|staff|personnel|households|visits)\b)"
)
_ENGLISH_NO = re.compile(
    r"\b(?:years?|months?|days?|hours?|minutes?|seconds?|weeks?|decades?|percent|yuan|dollars|euros|pounds|kilomet\w*|km|met(?:er|re)s|is|was|has|"
    r"this|its|as|degrees|and|of|to|in|on|at|from|per|the|points)\b"
)
_NO_BEFORE = re.compile(r"(?:第|每[批名位个期家户所]?|[/\-.—年度]|上一|前|[A-Za-z]|数|几|同)$")
_SAID = re.compile(
    "(?:个|件|项|点|条|种|层|大)?(?:方面|意见|建议|要求|到位|坚持|意识|维护|自信|确立|大局|结合|层面|环节|抓手|关键|维度|方向|原则|事(?![业项故])|希望|体会|看法|字|词|聚焦|强化|"
    "更加|着力|突出|统筹|服务|全面|新突破|重点|问题|打算|想法|思路|转变|转型|提升|加强|注重)"
)
_POINT_NOUN = re.compile("(?:工作)?(?:意见|建议|要求|希望|期望|体会|打算|想法)")
_POINTS = re.compile(
    rf"(?P<n>(?<!第)(?<![\d一二两三四五六七八九十])(?:[二两三四五六七八九十]|\d))(?P<unit>点|条|大|个|件|项|层|种)"
    rf"(?={_SAID.pattern}|(?<=点){_POINT_NOUN.pattern})"
)
_HAN = "\u4e00-\u9fff“”·"
_FILL = f"(?:(?![的了在到赴与和及为是已被将从向等由于来着过把让给有]|签[订署约])[{_HAN}])"
_ENDS = "|".join(sorted(NOUNS.split("|"), key=len, reverse=True))
_BEHIND = re.compile(f"(?P<noun>(?:{_FILL}{{0,10}}?(?:{_ENDS})){{1,2}})(?!区)")
_SHORT = re.compile(f"(?P<noun>{_FILL}{{1,6}})(?=[，。、；：（）！？的\n]|$)")
_NO_NOUN = re.compile(
    "参加|参与|出席|到场|在座|随行|来自|分布|组成|就业|以上|以下|左右|上下|不等|之多|其中|进行|成功|成为|进入|进修|挂职|跟岗|开工|投产|完工|落户|正式"
)
_LINK = re.compile(
    "(?:合计|共计|总计|累计|一共|总共|总数|总量|人数|数量|达到?|共|已(?:有|达)?|有|为|约|近|计|各|超过?|突破|增至|增加到|扩大到|发展到|首期|首批|每批|和|其中|超|逾|分别|也|又|"
    "以上|不少于|至少|[，：:]){1,4}$"
)
_ADVERB = re.compile("(?:已经|已|曾|先后|陆续|共|累计|总共|合计)+$")
_LEAD = re.compile("(?:其中|另有?|共|各|[“”·])+")
_CUT = re.compile(f"[^{_HAN}]|[的了在到赴与和及为是已被将从向等由于把让给]|帮助|帮(?!扶)|率(?![先领])")
_VERBS = re.compile(rf"(?:{VERBS})+(?=[\u4e00-\u9fff]{{2}})")


def find_counts(text: str) -> list[Count]:
    """Find the counted things of a text.

    The noun is the one behind the measure word (11个帮扶项目), else the one before the number (互访达95批); a count that
    follows another with 、 and has no noun shares that one's (95批、850多人次). Dates, money, ordinals, ages, clock times,
    percentages and names (三门县, 四套班子) are none.

    Parameters
    ----------
    text : str
        Normalised text (``Prose.text``).
    """
    found: list[Count] = []
    for match in _COUNT.finditer(text):
        count = _chinese(text, match, found[-1] if found else None)
        if count:
            found.append(count)
    found += [c for m in _POINTS.finditer(text) if (c := _point(text, m))]
    found += [c for m in _ENGLISH.finditer(text) if (c := _english(m))]
    found.sort(key=lambda count: (count.start, -count.end))
    kept: list[Count] = []
    for count in found:
        if not kept or count.start >= kept[-1].end:
            kept.append(count)
    return kept


def _chinese(text: str, match: re.Match[str], previous: Count | None) -> Count | None:
    numeral, unit = match["n"], match["unit"]
    value = number(numeral + (match["more"] or ""))
    if value is None or not _counts(text, match, value):
        return None
    if unit.startswith("万"):
        unit, value = unit[1:], value * 10000
    words = (match["before"] or "") + "".join(re.findall("[余多几]", numeral)) + (match["more"] or "") + (match["after"] or "")
    start = match.start() + (len(match[0]) - len(match[0].lstrip()))
    said = _SAID.match(text, match.end())
    noun = said.span() if said else _noun(text, start, match.end(), unit, previous)
    while noun[1] > noun[0] and text[noun[1] - 1] in "“”·":
        noun = noun[0], noun[1] - 1
    kind = "enumeration" if said else "count"
    bound = bound_of(words)
    return Count(start, match.end(), value, unit, text[slice(*noun)], bound is not None, *noun, kind, bound)


def _counts(text: str, match: re.Match[str], value: Decimal) -> bool:
    """Whether number and measure word really count something."""
    numeral, unit, after = match["n"], match["unit"], text[match.end() : match.end() + 4]
    if _NO_BEFORE.search(text[max(0, match.start() - 2) : match.start()]) or _NO_BEFORE.search(text[max(0, match.start("n") - 1) : match.start("n")]):
        return False
    refused = REFUSED.get(unit)
    if refused and refused.match(after):
        return False
    if numeral[0].isdecimal():
        return not re.fullmatch(r"(?:19|20)\d\d", numeral) or unit in ("人", "名", "人次", "户", "个", "家", "件", "亩", "套", "吨")
    if unit not in _CN_ONLY and unit not in ("人次", "批次") and len(numeral) == 1:
        return False
    exact = not (match["more"] or match["before"])
    if not re.search("[一二两三四五六七八九十]", numeral):
        return not exact and value >= 100
    return not (numeral == "一" and exact)


def _noun(text: str, start: int, end: int, unit: str, previous: Count | None) -> tuple[int, int]:
    """Where the counted noun stands; an empty span at ``start`` if there is none."""
    behind = _BEHIND.match(text, end, end + 26) if unit not in ("人次", "户次", "批次", "班次", "场次") else None
    if behind and not (len(behind["noun"]) == 1 and behind["noun"] in "人次户亩件") and not _VERBS.match(behind["noun"]):
        lead = _LEAD.match(behind["noun"])
        return behind.start("noun") + (lead.end() if lead else 0), behind.end("noun")
    short = _SHORT.match(text, end, end + 8) if unit not in ("人次", "次", "人", "批次") else None
    if short and len(short["noun"]) > 1 and not (_VERBS.match(short["noun"]) or _NO_NOUN.match(short["noun"])):
        return short.span("noun")
    before = _before(text, start)
    if before:
        return before
    if previous and previous.noun and re.fullmatch(r" ?[、和，及] ?", text[previous.end : start]):
        return previous.noun_start, previous.noun_end
    return start, start


def _before(text: str, start: int) -> tuple[int, int] | None:
    """The noun right before a number: the words since the last verb or particle, without 共, 达, 合计."""
    near = max(0, start - 30)
    words = text[near:start].rstrip()
    while True:
        link = _LINK.search(words) or _ADVERB.search(words)
        if not link or link.start() == 0 or link.end() == link.start():
            break
        words = words[: link.start()]
    end = near + len(words)
    low = max((m.end() for m in _CUT.finditer(words)), default=0)
    low = max((m.end() for m in _VERBS.finditer(words, low)), default=low)
    if len(words) - low > 12:
        ends = re.search(f"[{_HAN}]{{0,6}}(?:{_ENDS})$", words[low:])
        low = low + ends.start() if ends else len(words) - 12
    lead = _LEAD.match(words, low)
    low = lead.end() if lead else low
    return (near + low, end) if len(words) - low >= 2 else None


def _point(text: str, match: re.Match[str]) -> Count | None:
    value = number(match["n"])
    if value is None:
        return None
    said = _SAID.match(text, match.end()) or _POINT_NOUN.match(text, match.end())
    noun = said.span() if said else (match.start(), match.start())
    return Count(*match.span(), value, match["unit"], text[slice(*noun)], False, *noun, "enumeration")


def _english(match: re.Match[str]) -> Count | None:
    value = number(match["n"])
    if value is None or _ENGLISH_NO.search(match["noun"]) or re.fullmatch(r"(?:19|20)\d\d", match["n"]):
        return None
    value *= {"thousand": 1000, "million": 10**6}.get((match["scale"] or "").strip(), 1)
    before = (match["before"] or "").strip()
    bound = {"": None, "nearly": "under", "almost": "under", "over": "over", "more than": "over", "at least": "over"}.get(before, "about")
    return Count(match.start(), match.end("n"), value, "", match["noun"], bound is not None, *match.span("noun"), "count", bound)
