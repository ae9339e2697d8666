"""Pairings in so many words: 甲区对口帮扶乙县, 乙县由甲市对口支援, 甲市与乙市缔结友好城市, 甲市给乙州的8亿元."""

from __future__ import annotations

import re

from ..model import Actor, Organization, Region
from .actors import Mention
from .couples import couples, seated
from .kinds import LOCAL, cooperates, distinct, helps, joint_programme, province
from .regions import ancestors, province_of
from .relations import Relations
from .supporters import supporters
from .twins import twins

_YEAR = re.compile(r"(?:早在|自从?|从|于|在|则在|则于)?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|起|开始)?(?:，|就|便|则)?")
_JOIN = re.compile(r"(?:[—–\-－·、]|与|和|同|跟|及|\s|（[^）]{1,8}）|两地|两县|双方|(?:人民)?政府(?=[与和同跟])|县|市)*")
_VERB = r"(?:对口帮扶|对口支援|对口援建|对口援助|结对帮扶|定点帮扶|定点扶贫|对口协作|对口扶贫|挂钩帮扶|帮扶|支援|援助|援建)"
_HELPS = re.compile(
    r"(?:[省市县区]?(?:委|政府|党政)*)?(?:开始|开展|进行|负责|承担|承接|接下|接过|扛起|肩负|启动|持续|长期|全面|倾力|倾情|正式)*"
    rf"(?:{_VERB}|帮助|携手|(?:对口)?援[疆藏青](?:到|在|至)?)(?:了|的|贫困县)?")
_HELPED_BY = re.compile(r"(?:主要|一直)?由|(?:接受|得到|受到)(?:了)?")
_PAIRED = re.compile(r"(?:签订|签署)?(?:结对|结成|缔结|结为|建立|确立|牵手|认亲|结下|结好|结缘|结亲|结[了上]对)")
_MARRIES = re.compile(r"(?:新增|正式|分别)?(?:结对|牵手|联姻|结缘)(?:了)?")
_SOME_OF = re.compile(r"的?(?:[一二两三四五六七八九十]|\d+)个?(?:贫困)?(?:县|区|市|村|旗|州)")
"""Only parts of the place are helped, and which ones is said elsewhere (四川四县市)."""
_INSPECTED = re.compile(r"(?:调研|开展|推进|对接|督导|考察|检查|指导|落实|座谈|推动|的)*(?:定点帮扶|定点扶贫)")
_ABOUT = re.compile(r"(?:两[地县市区]|等地)?(?:开展|推进|对接|考察|调研|看望|商谈|洽谈|推动|学习|交流|落实)")
_SOME = re.compile(r"的?\d+[余多]?[个所家对](?:贫困|脱贫)?(?:村|乡镇|镇街|镇|街道|社区|学校|医院|部门|单位)")
"""What of two places is paired (甲县32个村与乙区32个村结对): it is the places that are paired."""
_IN_PROVINCE = re.compile(r"(?:开展|建立|的|新型|省内|跨市|全面)*(?:结对帮扶|对口帮扶|帮扶协作|对口协作|挂钩帮扶|结对协作)")
"""Words in which two counties of one province are paired."""
_TASK = re.compile(r"承担|承接|接[下过手]|负责|确定|安排|明确")
_IS_OF = re.compile(r"，?(?:就)?(?:是|为|作为|系)")
_HELPED = re.compile(r"的?(?:对口|定点|结对)(?:帮扶|支援|扶贫|协作|援助)?(?:对象|地区|受援|[县区旗村州点乡镇]|街道|社区|学校|医院)")
_PARTNER = re.compile(r"的(?:对口|定点|结对|挂钩)(?:帮扶|支援|协作|共建|联系)?(?:街道|[镇乡村区县市]|社区|学校|医院|城市|企业)(?:——|[、：，])?(?:是|为)?")
_GIVES = re.compile(r"[省市区县]?(?:安排|拨付?|划拨|支援|援助)?给|(?:拨付|支援|援助|投向)")
_SUM = re.compile(r"的?(?:帮扶|援助|协作|财政|资金|东西部|约|近|逾|超过|共|是|为|到|达){0,6}\d[\d.,]*[余多]?[万亿]")
_ACTS = re.compile(r"(?:省|自治区|市)?(?:党政)?代表团|(?:省|自治区)?(?:委(?:副?书记|常委)|副?省长|(?:副)?主席)")


def pair_by_words(relations: Relations) -> None:
    """Add the pairs that the words between and after two actors join."""
    for sentence in relations.document.sentences:
        inside = seated(relations.document.text, relations.actors.within(sentence.start, sentence.end))
        for index, (first, second) in enumerate(zip(inside, inside[1:], strict=False)):
            _adjacent(relations, first, second, inside[index + 2:])
        _task(relations, inside)
        _inspected(relations, inside)
        couples(relations, sentence, inside)
        supporters(relations, sentence, inside)
    _groups(relations)
    _provinces(relations)
    twins(relations)


def _adjacent(relations: Relations, first: Mention, second: Mention, rest: list[Mention]) -> None:
    text, between = relations.document.text, relations.document.text[first.end:second.start]
    if not distinct(first.actor, second.actor) or any(
            mention.actor.name.endswith(("工作组", "工作队", "指挥部", "联络组")) for mention in (first, second)):
        return  # 甲市帮扶乙县工作组 is sent by the one side, not helped by it
    gap, ahead = (_SOME.sub("", _YEAR.sub("", said, count=1)) for said in (between, text[second.end:second.end + 32]))
    clause = re.split("[，。；！？]", ahead)[0]
    if _HELPS.fullmatch(gap) and not _SOME_OF.match(ahead):
        for other in (second, *_listed(text, second, rest)):
            relations.add(first.actor, other.actor, first.start, other.end, directed=True, sure=0.95, rule="helps")
    elif re.fullmatch(r"(?:一直)?对", gap) and re.match(rf"的(?:[^，。；的]{{0,6}}?){_VERB}|的援[疆藏青]", ahead):
        relations.add(first.actor, second.actor, first.start, second.end, directed=True, sure=0.9, rule="helps")
    elif _turned(gap, ahead):
        relations.add(second.actor, first.actor, first.start, second.end, directed=True, sure=0.93, rule="helped")
    elif _MARRIES.fullmatch(gap) and not ("分别" in gap and text[first.start - 1:first.start] in ("、", "和", "与")) and _apart(relations, first.actor, second.actor):
        relations.add(first.actor, second.actor, first.start, second.end, sure=0.9, rule="paired")
    elif gap in ("对", "对应", "对接", "携手", "挽手") and re.match("[，。；、]", ahead) and _within_pair(relations, first.actor, second.actor):
        relations.add(first.actor, second.actor, first.start, second.end, sure=0.85, rule="paired")
    elif _GIVES.fullmatch(gap) and _SUM.match(ahead) and _funded(relations, first.actor, second.actor):
        relations.add(first.actor, second.actor, first.start, second.end, directed=True, sure=0.9, rule="gives")
    elif _JOIN.fullmatch(gap) and cooperates(clause):
        if _contract(first.actor, second.actor, clause):
            return
        if "、" in gap and not all(isinstance(side, Region) and side.level not in LOCAL for side in (first.actor, second.actor)):
            return
        if "、" in gap and not re.search(r"两地|两县|两市|两区|双方|[^，。；]{0,4}协作|合作", clause[:8]):
            return
        if not (_apart(relations, first.actor, second.actor) or _of_two_cities(first.actor, second.actor) and _IN_PROVINCE.match(clause)):
            return
        several = _listed(text, second, rest, gap) if re.search("[与同跟]", gap) and not _local(second.actor) else []
        for other in (second, *several):
            if province(other.actor) == province(second.actor):
                kind = "" if _apart(relations, first.actor, other.actor) else "partnership/in-province"
                relations.add(first.actor, other.actor, first.start, other.end, sure=0.9, rule="joined", kind=kind)
    elif gap in ("与", "和", "同", "跟") and _SINCE_TOO.match(text, second.end) and _PAIRED_SINCE.search(text, max(0, first.start - 24), first.start):
        relations.add(first.actor, second.actor, first.start, second.end, sure=0.85, rule="paired", at=(first.start, second.end))
    elif _PAIRED.match(ahead.lstrip("的")) and re.search(r"[与和同跟、]$", gap[:1] or " "):
        relations.add(first.actor, second.actor, first.start, second.end, sure=0.9, rule="paired")
    elif re.search(r"[与和同跟]", gap[:3]) and len(gap) < 16 and re.match(r"(?:[^，。；]{0,8})(?:结对|结成|结为|缔结|结好|友城|友好)", ahead):
        relations.add(first.actor, second.actor, first.start, second.end, sure=0.85, rule="paired")


_PAIRED_SINCE = re.compile(r"(?:结[对亲好缘]|牵手|攀亲|携手|帮扶|支援|协作)[^，。；]{0,3}\d{4}年[^，。；]{0,6}[，；]$")
_SINCE_TOO = re.compile(r"(?:则|也|却|就)?是?(?:在|从|自)?\d{4}年")
"""甲和乙结对是2017年，丙同丁是2021年: the second couple's verb is the first's."""
_OF_BUSINESS = re.compile(r"签[^，；。]{0,24}?(?:出资|合资|股权|购销|采购|供销|产销|销售|投资|租赁|贸易|供货|买卖|承包|施工|委托|合同|订单|入股|飞地)")


def _contract(one: Actor, other: Actor, clause: str) -> bool:
    """Whether two firms only sign a contract of business, be it under a programme (山海协作…出资协议)."""
    return all(isinstance(side, Organization) and side.kind == "organ/company" for side in (one, other)) and (
        _OF_BUSINESS.search(clause) is not None)


def _of_two_cities(one: Actor, other: Actor) -> bool:
    return isinstance(one, Region) and isinstance(other, Region) and one.level == other.level == "county" and (
        one.parent is not None and other.parent is not None and one.parent != other.parent)


def _within_pair(relations: Relations, one: Actor, other: Actor) -> bool:
    """Whether two regions lie in two that are paired."""
    return isinstance(one, Region) and isinstance(other, Region) and any(
        item.a in tuple(ancestors(mine)) and item.b in tuple(ancestors(theirs))
        for item in relations.found.values() for mine, theirs in ((one, other), (other, one)))


def _local(actor: Actor) -> bool:
    return isinstance(actor, Region) and actor.level in LOCAL


def _turned(gap: str, ahead: str) -> bool:
    """乙县由甲市对口支援, 乙县是甲集团的定点帮扶县: the helper stands second."""
    if _HELPED_BY.fullmatch(gap):
        return bool(re.match(rf"[省市区县]?(?:负责|承担)?的?{_VERB}", ahead))
    if _PARTNER.fullmatch(gap):
        return True
    return bool(_IS_OF.fullmatch(gap) and _HELPED.match(ahead))


def _listed(text: str, first: Mention, rest: list[Mention], joint: str = "") -> list[Mention]:
    """The regions of one level that a list goes on to name: 共和县、贵德县和同德县."""
    found: list[Mention] = []
    last = first
    for mention in rest:
        if not (isinstance(mention.actor, Region) and isinstance(first.actor, Region) and mention.actor.level == first.actor.level
                and text[last.end:mention.start] in ("、", "和", "与", "及", "以及")):
            break
        if found and text[last.end:mention.start] == joint:
            return found[:-1]  # 甲与乙、丙与丁: the next couple
        found.append(mention)
        last = mention
    if found and re.match(rf"(?:[省市县区]?政府)?(?:[与和同跟]|{_VERB}|结对)", text[last.end:last.end + 6]):
        found.pop()  # the next couple begins with it
    return found if not re.match(r"[^，。；]{0,3}(?:工作组|工作队|指挥部|前方)", text[last.end:last.end + 8]) else []


def _funded(relations: Relations, one: Actor, other: Actor) -> bool:
    """Whether a programme of help that the text names joins the provinces of two regions."""
    named = [cue.concept for cue in relations.cues if cue.concept.scheme == "programme" and helps(cue.concept)]
    return isinstance(one, Region) and isinstance(other, Region) and joint_programme(one, other, named) is not None


def _provinces(relations: Relations) -> None:
    """The two provinces of a programme that the text names, where delegations or leaders of both take part."""
    text = relations.document.text
    acting = {mention.actor.code: mention for mention in reversed(relations.actors) if isinstance(mention.actor, Region)
              and mention.actor.level == "province" and _ACTS.match(text, mention.end)}
    for cue in relations.cues:
        givers, takers = cue.concept.facts.get("supporterProvince", ()), cue.concept.facts.get("recipientProvince", ())
        if len(givers) == len(takers) == 1 and givers[0] in acting and takers[0] in acting:
            relations.add(acting[givers[0]].actor, acting[takers[0]].actor, cue.start, cue.end, directed=True, sure=0.85, rule="programme")


def _apart(relations: Relations, one: Actor, other: Actor) -> bool:
    """Two regions of one province are paired only by a programme within the province."""
    if isinstance(one, Region) and isinstance(other, Region) and province_of(one) and province_of(one) == province_of(other):
        return relations.within_province()
    return True


def _task(relations: Relations, inside: list[Mention]) -> None:
    """常州…承担…共和县的对口支援任务."""
    text = relations.document.text
    for first, second in zip(inside, inside[1:], strict=False):
        gap, ahead = text[first.end:second.start], text[second.end:second.end + 8]
        if _TASK.search(gap) and "，" not in gap and re.match(r"的?(?:对口|结对|定点|帮扶)", ahead) and distinct(first.actor, second.actor):
            relations.add(first.actor, second.actor, first.start, second.end, directed=True, sure=0.93, rule="task")


def _inspected(relations: Relations, inside: list[Mention]) -> None:
    """某银行副行长到甲县、乙县和丙市调研定点帮扶工作: the places that the bank helps; 甲市代表团赴乙县、丙县对接东西部协作工作: the counties paired with
    the city."""
    text = relations.document.text
    for index, first in enumerate(inside[:-1]):
        second = inside[index + 1]
        if not (isinstance(second.actor, Region) and distinct(first.actor, second.actor) and re.search(r"[^，。；]{0,16}(?:到|赴|前往|来到|走进|深入|在)$", text[first.end:second.start])):
            continue
        places = [second, *_listed(text, second, inside[index + 2:])]
        end = places[-1].end
        if isinstance(first.actor, Organization) and _INSPECTED.match(text, end):
            for place in places:
                relations.add(first.actor, place.actor, first.start, place.end, directed=True, sure=0.88, rule="helps")
        elif isinstance(first.actor, Region) and len(places) > 1 and relations.cues.within(end, end + 14) and _ABOUT.match(text, end):
            for place in places:
                if province(first.actor) != province(place.actor):
                    relations.add(first.actor, place.actor, first.start, place.end, sure=0.85, rule="helps")


def _groups(relations: Relations) -> None:
    """A working group that names both sides: 无锡市对口帮扶延安市工作组."""
    for mention in relations.document.bodies:
        inside = relations.document.places_in(mention.start, mention.end)
        for first, second in zip(inside, inside[1:], strict=False):
            if _HELPS.fullmatch(relations.document.text[first.end:second.start]) and distinct(first.region, second.region):
                relations.add(first.region, second.region, mention.start, mention.end, directed=True, sure=0.93, rule="group")
