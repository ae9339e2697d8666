"""The shapes of dates in Chinese (and plain English) prose, as patterns; ``dates`` gives them their values."""

from __future__ import annotations

import re

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_Y = r"(?:(?:1[89]|20)\d\d|[一二][〇零一二三四五六七八九]{3})"
_SEP = r" ?(?:至|到|—{1,2}|－{1,2}|–|-{1,2}|~|～|―|─) ?"
_OF = "今年|去年|前年|明年|同年|当年|次年|翌年"
_BEFORE = r"(?<![\d.〇零一二三四五六七八九十第])"
_WHEN = "(?:上午|下午|中午|傍晚|晚上?|早上|清晨|凌晨)?(?:（[^（）]{1,8}）)?"
_TAIL = rf"(?:(?P<y2>{_Y}) ?年 ?)?(?:(?P<m2>{_N}) ?月 ?)?(?P<d2>{_N}) ?[日号]"

DAY = re.compile(
    rf"{_BEFORE}(?:(?P<y>{_Y}) ?年 ?|(?P<of>{_OF})的?)?(?P<m>{_N}) ?月 ?(?P<d>{_N})"
    rf"(?: ?[日号](?:{_WHEN}{_SEP}{_TAIL}|、(?P<d3>{_N}) ?[日号])?|(?:{_SEP}{_TAIL.replace('2>', '4>')}|、(?P<d5>{_N}) ?[日号]))"
)
"""11月30日, 2021年11月30日至12月1日, 7月1-4日, 5月18日、19日, 今年8月28日."""

MONTH = re.compile(
    rf"{_BEFORE}(?:(?P<y>{_Y}) ?年 ?|(?P<of>{_OF})的?)?(?P<m>{_N})(?: ?月份?)?(?:{_SEP}(?:(?P<y2>{_Y}) ?年 ?)?(?P<m2>{_N}) ?月份?"
    r"|(?<=[月份])(?:[上中下]旬|[底初末中](?!国|央|共|小|心|学))?)(?<=[月份旬底初末中])(?! ?\d{1,2} ?[日号]|龄|大|子|亮|光|饼|季|嫂|票|薪|工资|均)"
)
"""2021年3月, 今年3月至5月, 1-9月, 8月下旬."""

YEAR = re.compile(
    rf"{_BEFORE}(?:(?P<y>{_Y}) ?年度?|(?P<of>{_OF}))(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|前(?P<quarters>[二三23])季度"
    r"|(?:年?[底初末中](?!国|央|共|小|心|学)|[春夏秋冬](?:天|季)?(?=[，。、]))?)"
    r"(?!历史|的?文明|文化|之?前|多年|来[，。]|[余多])"
)
"""2021年, 2019年底, 2021年上半年, 今年一季度, 去年."""

YEARS = re.compile(
    rf"(?<![\d\-])(?P<y>{_Y}) ?(?:年度?)?{_SEP}(?P<y2>{_Y})(?: ?年度?|(?=[）》 ])(?![\d\-]))"
)
"""2026—2030年, 2021年至2025年."""

NUMERIC = re.compile(
    r"(?<![\d\-/.])(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d\-/.]\d|\d)"
    r"|(?<![\d\-/.])(?P<d2>\d{1,2})(?P<t>[./-])(?P<m2>\d{1,2})(?P=t)(?P<y2>(?:19|20)\d\d)(?![\d\-/.]\d|\d)"
)
"""2021-12-01, 2025/08/29, 05.07.2015."""

BARE = re.compile(
    rf"(?<![\d.月年第期时隔近满过前每逢、])(?P<d>\d{{1,2}}) ?日(?:{_WHEN}{_SEP}(?:(?P<m2>{_N}) ?月 ?)?(?P<d2>\d{{1,2}}) ?日"
    r"|(?=上午|下午|中午|傍晚|晚|早上|清晨|凌晨|一大?早|大清早|早晨|午后|午间|晌午|入夜|夜里|当天|走进|走访|抵达|来到|到访|率[领队团]|赴|前往|在|举行|召开|签[署订约])|(?<=[，。；！？\n].日)(?=，)|(?<=[，。；！？\n]..日)(?=，))"
)
"""2日上午, 8日至10日: days whose month was said before."""

RELATIVE = re.compile(
    "(?P<day>[昨今]儿个?(?![童女科媳])|[前明]儿个|昨天|昨日|昨晚|昨夜|昨(?=上午|下午)|今天|今日(?=[，上下中晚早凌在来到赴举召签开揭正是获从抵前])|今晚|今晨|今(?=上午|下午|早，)|前天|前日|明天|明日|后天|大前天)"
    "|(?P<same>当天|当日|当晚|同日|同一天)|(?P<next>次日|翌日|隔天)|(?P<eve>前一[天日](?=[，上下晚中]))|(?P<nth>[第头](?:一|(?<=第)[二三四五])天|首日)"
    "|(?P<month>本月|这个月|上个?月(?!球)|下个?月|当月)(?![\\d一二三四五六七八九十]{1,2} ?[日号])"
    "|(?P<monthday>本月|上个?月|下个?月|当月) ?(?P<md>\\d{1,2}) ?[日号]"
    "|(?P<week>上上|上|本|这|下)个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末](?![\\d年月日]))?"
)
"""昨天, 当晚, 次日, 第三天, 上月, 上周五: days and months counted from publication, from the day said before, or from the first
of several days."""

VAGUE = re.compile(
    r"(?<![\d节生次假周末一二三四五六七八九十平往往])日前(?!往)|(?<![附靠邻])近(?:日|期|来|几?年来?|些年来?|几天|一个时期)|最近(?=[，几一两三，])|前不久|不久前|日后(?=，)|"
    r"多年来|连日来|这些年来?|几年来|历年来|长期以来|一直以来|"
    r"(?:近|过去|最近|这|前)?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})[余多]?年(?:间|来|里|多来)|(?:近|过去|最近)(?:\d{1,3}|[一二两三四五六七八九十]{1,3})[余多]?(?:年|个月|天)"
)
"""日前, 近年来, 三年间: times that the text leaves open."""

PLAN = re.compile(
    r"(?<![一二三四五六七八九十百第])十(?P<n>[一二三四五])五"
    r"(?![一二三四五六七八九十百千万亿年个名月日号届点分位人次条项周天岁元所家吨倍])"
)
"""十四五: a five-year plan and the years it covers."""

_EN = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_TH = "(?:st|nd|rd|th)?"
_TO = r"(?: to | and | through |-| ?[–—] ?)"
ENGLISH = re.compile(
    rf"\b(?P<em>{_EN})\.? (?P<ed>\d{{1,2}}){_TH}(?:{_TO}(?:(?P<em2>{_EN})\.? )?(?P<ed2>\d{{1,2}}){_TH}(?!\d))?(?:,? (?P<ey>(?:19|20)\d\d))?(?!\d)"
    rf"|\b(?P<fd>\d{{1,2}}){_TH}(?:{_TO}(?P<fd2>\d{{1,2}}){_TH})? (?P<fm>{_EN})\b\.?(?:,? (?P<fy>(?:19|20)\d\d))?(?!\d)"
    rf"|\b(?P<gm>{_EN})\.?,? (?P<gy>(?:19|20)\d\d)(?!\d)"
    r"|(?<![\d,.])(?<=[Ii]n |[Oo]f |[Bb]y )(?P<y>(?:19|20)\d\d)(?![\d,.]?\d| [a-z]+s\b)"
    r"|(?<=[Ss]ince )(?P<sy>(?:19|20)\d\d)(?!\d)|(?<=from )(?P<ry>(?:19|20)\d\d)(?: to |-|–)(?P<ry2>(?:19|20)\d\d)(?!\d)"
)
"""April 21 to 23, 22 April 2024, in 2013, since 2013, from 2013 to 2017."""

PATTERNS = {
    "day": DAY, "month": MONTH, "year": YEAR, "years": YEARS, "numeric": NUMERIC, "bare": BARE, "relative": RELATIVE,
    "vague": VAGUE, "plan": PLAN, "english": ENGLISH,
}
"""Every shape, in the order in which it wins over another one at the same place and of the same length."""

SINCE_BEFORE = re.compile("(?<![来独亲各擅暗])(?P<zi>自从?|始于 ?)$|(?P<cong>从)$")
SINCE_AFTER = re.compile(" ?(?:以来|起(?![草步点飞诉到义源价初来码居重])|至今|开始(?=[，。；])|之后至今)")
SINCE_LATER = re.compile(r"[^，。；：！？\d\n]{0,16}?(?:以来|算起|开始|起(?=[，。；]|[到算])|到现在|到如今|到今天|至今)")
SINCE_WORDS = re.compile(r"[^，。；：！？\d\n]{0,14}?以来")
"""What makes a date a beginning: 自…, 从…起, …以来, …起."""

SOON = re.compile(".{0,2}(?:将|拟)(?!军|领|近)")
SOON_BEFORE = re.compile("(?:将|拟|定|计划|预计|预定|暂定|力争)[于在]?$")
"""What makes a day without a year one that is to come."""

EVENT_YEAR = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d) ?年度?(?:第[一二三四五六七八九十\d]{1,2}次)?(?![底初末\d]|以来|起|至|到|[—－-])[^，。；！？\n]{0,40}?"
    "(?:会议|座谈会|联席会|洽谈会|推进会|推介会|论坛|仪式|大会|签约会|对接会|交流会|签约活动|培训班|互访|年会)"
)
"""A year that belongs to the name of a meeting: 2025年…座谈会."""
