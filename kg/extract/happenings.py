"""Happenings: the words of a sentence that tell of a meeting, a signing, a gift, an unveiling, a training, and not of
times gone by or to come."""

from __future__ import annotations

import re

MEETS = re.compile(
    r"[\u4e00-\u9fff“”\d（）—\-]{0,40}?(?P<word>联席会议|联席会(?!议)|座谈会|交流会|推进会|对接会|洽谈会|见面会|恳谈会|座谈交流会|工作会议|工作会|推介会|协调会|会商会|"
    r"启动会|研讨会|院坝会|坝坝会|板凳会|碰头会(?!议)|圆桌会|视频会(?!议)|论坛|视频会议)|会谈|会见|[见会][了个]面|会面|会晤|座谈(?!会)|会商|磋商|碰头|碰面|落座|围坐|坐到一(?:起|张桌)|坐在一(?:起|张桌)|坐下来|[坐围]成一?[圈团]")
_VAGUE_MEETS = re.compile(r"碰头|碰面|落座|围坐|坐到一|坐在一|坐下来|[坐围]成")
"""Sitting down together: a meeting unless they sit down to sign."""
SIGNS = re.compile(r"签约|签署|签订|签下|签定|签字|签(?=了)|续签|落笔|缔结(?=.{0,6}协议)|(?:交换|互换|互递|递交)了?(?=[^，。；]{0,10}(?:协议|文本|备忘录|意向书))|换文|落了?[^，。；]{0,4}印(?!象|记)|盖[上下了][^，。；]{0,6}章|(?:协议|合同|契约|书》|当家人|书记|主任)[^，。；]{0,14}[按摁](?:下|上|了)了?[^，。；]{0,8}[手指]印|签[上下]")
GIVES = re.compile(
    r"捐赠|捐款|捐资|捐出|捐献|捐给|(?<!的)捐助|捐建|捐物|捐了|认捐|转交|送上(?=.{0,16}(?:资金|款|物资|金))|送来(?=.{0,20}(?:资金|款|物资|万元))|"
    r"(?:送去|送来|送上|捎来)了?(?=[一两二三四五六七八九十\d]+[台套辆][^，。；戏]{2,})|赠送(?!的)|赠予(?!的)|交接了?(?=[^，。；]{0,12}(?:资金|款|党费|物资|万元|元))|转赠|解囊|买单|捐(?=[\d一二三四五六七八九十百两]|近|约|善)|把[^，。]{2,24}(?:交给|送给|递给|移交)|把[^，。]{0,16}(?:支票|万元|物资|款|设备|器材|图书|资金)[^，。]{0,8}(?:[交递送捧]到|转给|塞给|交予)|移[送交](?=[^，。；]{0,16}(?:资金|款|物资|万元))|资助(?=.{0,10}(?:资金|万元|学生|困难))|递上.{0,14}(?:支票|善款|捐)|掏出.{0,14}(?:支票|万元)|(?<![棒证书旗匙本])交到.{0,14}手[里上中]|(?:打到|划到).{0,8}账|交付.{0,8}资金|递交.{0,8}(?:支票|善款)")
_GIFT = re.compile(r"[^\u4e00-\u9fff]*[\u4e00-\u9fff]{2,18}(?:会|公司|集团|[省市县区旗州镇乡局委]|街道|医院|学校|中学|小学|大学|行)：[^，。；：]{0,14}?\d[\d.,]*(?:万|亿)?元")
_GIFTS = re.compile(r"礼单|捐赠|捐款|爱心|善款|见面礼|心意|礼物|大礼")
"""A list of gifts, each with its giver: 甲区红十字会：20万元，用于…."""
NOT_GIVING = re.compile(r"捐赠证书|感谢|捐躯|接受捐")
UNVEILS = re.compile(r"揭牌|揭了?[^，。；]{0,4}牌|揭幕|揭开(?=[^，。；]{0,8}(?:红绸|红布|面纱|盖头|牌))|(?:拉|拽|扯|掀)(?:下|开)(?=[^，。；]{0,4}(?:红绸|红布))|授牌|挂牌(?!督办|上市)|"
    r"(?<![招品车门])牌[子匾]?(?:也|就|正式|随即|稳稳)*(?:挂|钉|立|竖)(?:上|在|起|到)|(?:挂|钉|竖|立)(?:上|起)了?[^，。；]{0,20}(?<![招品车门号])(?:牌子|牌匾|铜牌|匾额|[站院校室地心部坊]牌)")
"""The plate of something new is shown, or put up: 运维中心的牌子挂上了墙."""
TRAINS = re.compile(
    r"(?:培训|研修|研习|传习|讲习|进修|集训|轮训|训练)班|训练营(?!地)|开班|结业|专题培训(?!班)|(?<!新学期)(?<!新学年)开课(?!程|题)|(?:上|讲)了[一二两三几\d]?[堂节][^，。；党]{0,14}?(?<!思政)课(?![题程间桌后])|"
    r"(?:[作做开办讲]了|带来|主讲|举办了?)[^，。；\d]{0,18}?(?:讲座(?!教授|厅|课)|专题课|示范课|实训课)(?![\d，、]{0,2}\d+[余多]?[期场次])|"
    r"日[^。；将拟每]{0,40}?(?:(?:举办|举行)了?[^，。；\d]{2,18}培训(?:活动)?(?=[，。])|[给为][^，。；]{2,20}(?:讲课|授课)(?![的时酬费]))")
"""A course, or a lesson that somebody gave."""
PLANNED = re.compile(r"(?:将|拟|计划|即将|准备|预计|有望|力争|下一步|争取|待|商定|约定|筹备)[^，。；]{0,14}$")
FIXED = re.compile(r"(?:拟[由于在再与同]|将[由于在]|计划[于在]|定于|约定|明年|下月|下个月|择期|择机|日后)[^，。；]{0,40}$")
"""Words that put off the whole clause."""
_WILL = re.compile(r"(?:将|拟)(?=[赴在于与同举召来到前率开出会对由邀])[^，。；]*，(?:并|还|其间|期间|双方)[^，。；了]{0,16}$|届时[^。；]*$")
"""A clause that 将 puts off puts off the next one with it: 将赴甲县考察，并签署…."""
PAST = re.compile(r"以来|以往|曾|历年|此前|去年|上次|首次|每年|多年|历次|累计|近年|连续|已有|早在|先后|定期|常态")
_LONG_AGO = re.compile(r"(?:去年|前年|上个?月|此前|早些时候|早在|当年|上一?次|早前|[几两三四五六七八九十]年前)[^，。；]{0,8}，[^，。；]*$")
"""A time gone by that the clause before the words names: 去年，新吴区区长到宜川县时订下的货."""
OTHER = re.compile(r"(?:启动仪式|开工仪式|奠基|(?<![\d两三四五六七八九十余多]场)招聘会(?!\d+[余多]?场)|义诊|推介活动|展销|开幕(?:式|仪式|活动)|(?<=[市县区州旗京沪])开幕)")


def find_happenings(text: str, start: int, end: int) -> list[tuple[str, re.Match[str]]]:
    """The kinds of event that a span tells of, each with the words that say so."""
    found = []
    said = text[start:end]
    for kind, pattern in (("meeting", MEETS), ("signing", SIGNS), ("donation", GIVES), ("unveiling", UNVEILS),
                          ("training", TRAINS), ("other", OTHER)):
        for match in pattern.finditer(text, start, spoken(text, start, end)):
            if planned(text, match, start, 16) or past(text, match, start):
                continue
            if kind == "meeting" and _VAGUE_MEETS.search(match.group()) and SIGNS.search(text, match.end(), end):
                continue
            if kind == "donation" and (NOT_GIVING.search(said) and "捐赠仪式" not in said):
                continue
            if kind == "donation" and re.search(r"以来|累计|近年|历年|截至|截止|迄今|至今", text[start:match.start()]):
                continue
            if re.match("(?:仪式|活动)?前(?:夕|一[天日])", text[match.end():match.end() + 6]):
                continue  # 签约前一天 is the day of something else
            if kind == "signing" and re.match(r"签(?:约|订|署)(?:率|额|企业|地)", text[match.start():match.start() + 4]):
                continue
            found.append((kind, match))
            break
    gift = _GIFT.match(text, start, end)
    if gift and _GIFTS.search(text, max(0, start - 100), start) and not re.search("累计|以来|历年|计划|拟", text[max(0, start - 100):start]):
        found.append(("donation", gift))
    return found


def planned(text: str, match: re.Match[str], start: int, reach: int) -> bool:
    """The words tell of what is yet to come (将, 拟, 力争 …)."""
    at = match.start("word") if match.re is MEETS and match["word"] else match.start()  # 还将召开联席会议
    before = text[max(start, at - 48):at]
    return bool(PLANNED.search(before[-reach:]) or FIXED.search(before) or _WILL.search(before))


def past(text: str, match: re.Match[str], start: int) -> bool:
    """The words tell of earlier times (…以来, 历年), not of this occasion."""
    if text.endswith("先后", start, match.start()) and re.search("日", text[start:match.start()]):
        return False  # 于9月16日至22日先后访问
    clause = max(start, *(text.rfind(mark, start, match.start()) + 1 for mark in "，；。"))
    return bool(re.search(r"以来", text[match.end():match.end() + 3]) or _LONG_AGO.search(text[start:match.start()]) or PAST.search(text[clause:match.start()]))


def spoken(text: str, start: int, end: int) -> int:
    """Where reported speech begins: what a speaker says of the future is no event; the end where nobody speaks."""
    told = re.match("据[^，。；]{1,12}(?:介绍|透露|了解|报道)，", text[start:end])
    start += told.end() if told else 0
    match = re.search(r"(?:表示|指出|强调|认为|谈到|希望|要求|提出|介绍|承诺|坦言|直言|透露|建议|回应|呼吁)[，：]|承诺|(?<=[\u4e00-\u9fff])说[，：]?(?=[\u4e00-\u9fff“\d])", text[start:end])
    return start + match.end() if match else end
