"""Money and numbers: sums that one side gives the other, with payer, payee, purpose and status; stated counts.

GDP, incomes, turnover, prices and budgets of one's own are no aid and make no commitment."""

from __future__ import annotations

import re

from ..model import Actor, Commitment, Measure, Organization, Region
from ..text.counts import find_counts
from ..text.money import Amount, find_amounts
from .actors import Mention
from .document import Document
from .regions import related
from .relations import Relations
from .spans import Spans

_AID = re.compile(
    r"捐|支票|善款|资金|出资|帮扶|援助|援建|援疆|援藏|援青|支援|投入|拨付|资助|协作|助学|慰问金|扶持|补助|到位|落实|投资|采购|消费帮扶|助销|销售|募集|筹集|款|签约|意向|奖学金|基金|安排|贷款|授信|协议")
_HANDED = re.compile(
    r"折[价合]|价值|值(?=[约近\d一二三四五六七八九十百])|置办|购[买置]|买单|交[给到接]|转给|移交|递[给上交]|送[上到给来]|赠|账上|盘子|给(?=[^，。；]{1,14}的)|"
    r"投[进到向下建]|约定|党费|补贴|奖补|追加|挤出|认领|合同|揽下|垫付|分红|拿出|掏出?|划出|凑[了出齐]|认捐|"
    r"下单|订[购下了走]|认购|买[下走]|包销|预订|采买|团购|收购")
"""Words that make a sum of their own clause aid, but not one of a clause beside it."""
_NOT_AID = re.compile(
    r"生产总值|GDP|地区总值|人均|收入|产值|营业|营收|利润|税收|财政(?:总)?收入|存款|进出口|零售|总产|工资|月薪|年薪|增收|门票|身价|市值|注册资本|总资产|资产总额|净利|单价|"
    r"年度(?:计划)?投资|品牌价值|估值|每亩|每斤|每公斤|每吨|票价|房价|物价|增加值|固定资产|年产|经济总量|预算收入|负债|规模以上|社会消费品|纯收入|保费|罚款|案值|损失|欠款")
_PLANNED = re.compile(r"将|拟|计划|预计|规划|总投资|估算|力争|准备|盘子|要(?=[投拿出给拨建])|年内(?!已)|明年")
_PROMISED = re.compile(r"签|合同|揽下|承诺|认捐|意向|约定|商定|达成|协议|出资额")
_PAID = re.compile(r"捐|交[给接]|转[给交]|移交|递上|赠|拨付|到位|送来|送上|投入|资助|转交|支付|汇|划拨|落实|募集|筹集|采购|销售|助销|完成|使用|发放|出资")
_CUMULATIVE = re.compile(r"累计|共(?=投|计|捐|拨|落|安|援|筹)|总计|合计|以来|先后|历年|年来|期间|至今")
_GOES_TO = re.compile(r"(?:资金|善款|专款|现金|钱)?，?(?:专门|全部)?(?:送?给|帮[着助]?|替)")
_GIVER = re.compile(r"\W{0,3}[\u4e00-\u9fff]{1,16}(?:局|会|公司|集团|街道|[镇乡联办]|医院|学校|中学|小学|银行|中心|企业)：")
_TOTAL = re.compile("(?:一共|共计?|合计|总计|总共|总额|总价|金额|货款)+(?:达到?|为|约|近|超过?)?")
"""What a clause begins with that only sums up the clause before."""
_MORE = re.compile(r"[比较][^，。；]{1,8}(?:多|增加?|提高|少)[^，。；]{0,3}$")
"""How much more or less than before is no sum of its own."""
_OWN_MEANS = re.compile(r"(?:人民)?(?:政府|财政)?(?:每年|今年|去年|又|还|先后|累计|共|也|已|再|另|另外)*(?:投入|自筹|配套|安排|统筹|拿出|列支|筹集|筹措|预算|整合)")
_OTHERS_MEANS = re.compile(r"协作|帮扶|扶贫|[援捐]|对口|支援|到位|争取|挂钩|山海|社会资本|双方|两地")
_OWN_PURSE = re.compile(r"(?:县里|县财政|县级财政|本级财政|地方财政|我县财政)" + _OWN_MEANS.pattern)
_CONTRACT = re.compile(r"签[^。；]{0,12}合同")
_EACH_FIRM = re.compile("(?:每家|各家|两家|[三四五六]家)")
_PART = re.compile("其中|内有|含")
_FOR = re.compile(r"(?:用于|用作|用以|作为|专项用于)([^，。；]{2,30})")
_TO_HELP = re.compile(r"[^，。；]{0,16}，?[^，。；]{0,4}(?:支持|帮助|助力)([^，。；]{2,30})")


def commitments(document: Document, actors: Spans[Mention], relations: Relations, event: str) -> list[Commitment]:
    """Every sum that the text says one side gives, promises or plans for the other."""
    if not relations.found:
        return []
    found: list[Commitment] = []
    for amount in find_amounts(document.text):
        sentence = document.sentence_at(amount.start)
        if sentence is None or amount.unit_price or sentence.block.kind == "title":
            continue
        clause = _clause(document.text, amount, sentence.start, sentence.end)
        span = (sentence.start, sentence.end)
        if not (_is_aid(document.text, amount, clause, span) or _listed(document.text, amount, clause, span)) or _own_means(
                document.text, amount, actors, relations, clause):
            continue
        found += _commitments(document, amount, actors, relations, clause, span, event)
    return found


def _clause(text: str, amount: Amount, low: int, high: int) -> tuple[int, int]:
    start = max(text.rfind(mark, low, amount.start) for mark in "，；。：") + 1
    ends = [text.find(mark, amount.end, high) for mark in "，；。"]
    return max(start, low), min([end for end in ends if end >= 0], default=high)


def _is_aid(text: str, amount: Amount, clause: tuple[int, int], sentence: tuple[int, int]) -> bool:
    start = clause[0]
    if _TOTAL.fullmatch(text, start, amount.start):  # 认购了茶叶，共88万元
        start = max(max(text.rfind(mark, sentence[0], start - 1) for mark in "，；。：") + 1, sentence[0])
    near = text[start:clause[1]]
    if _NOT_AID.search(near) or _MORE.search(text, clause[0], amount.start):
        return False
    return bool(_AID.search(near) or _HANDED.search(near) or _GOES_TO.match(text, amount.end) or _CONTRACT.search(text, sentence[0], amount.start)
                or _AID.search(text[sentence[0]:sentence[1]]) and not _NOT_AID.search(
        text[sentence[0]:amount.start][-24:]))


def _listed(text: str, amount: Amount, clause: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether the sum stands behind its giver in a list: 甲区红十字会：20万元."""
    giver = _GIVER.match(text, *sentence)
    return giver is not None and giver.end() <= amount.start and not _NOT_AID.search(text, *clause)


def _own_means(text: str, amount: Amount, actors: Spans[Mention], relations: Relations, clause: tuple[int, int]) -> bool:
    """Whether the supported side spends of its own: 乙县投入3000万元改造旧城."""
    helped = [item.b for item in relations.found.values() if item.directed]
    return not _OTHERS_MEANS.search(text, *clause) and (_OWN_PURSE.match(text, clause[0]) is not None or any(
        mention.start == clause[0] and isinstance(mention.actor, Region) and any(isinstance(side, Region) and related(
            mention.actor, side) for side in helped) and _OWN_MEANS.match(text, mention.end)
        for mention in actors.within(clause[0], amount.start)))


def _commitments(document: Document, amount: Amount, actors: Spans[Mention], relations: Relations, clause: tuple[int, int],
                 sentence: tuple[int, int], event: str) -> list[Commitment]:
    payers = _payers(document, amount, actors, relations, clause, sentence)
    payee = _payee(document, amount, actors, relations, sentence, payers)
    status = _status(document.text, amount, clause, sentence)
    purpose = _purpose(document, amount, clause, sentence)
    return [Commitment(
        scope=document.source.key, amount=amount.value, currency=amount.currency, approximate=amount.approximate,
        bound=amount.bound or "", payer=payer, payee=payee if payee != payer else None, purpose=purpose, status=status,
        event=event if status == "status/paid" and "捐" in document.text[sentence[0]:sentence[1]] else "",
        evidence=(document.evidence(amount.start, amount.end),), confidence=0.85 if payer else 0.7, rule="money/amount")
        for payer in payers]


def _payers(document: Document, amount: Amount, actors: Spans[Mention], relations: Relations, clause: tuple[int, int],
            sentence: tuple[int, int]) -> list[Actor | None]:
    text = document.text
    before = [m for m in actors.within(clause[0], amount.start) if not _receiving(text, m)]
    if amount.distributive and len(before) > 1:
        return [mention.actor for mention in before]
    respective = _respective(document, amount, actors, sentence)
    if respective is not None:
        return [respective]
    if before:
        return [_side(before[-1].actor, relations) if not isinstance(before[-1].actor, Organization) else before[-1].actor]
    sent = re.search(r"(?:收到|接到|接受|获得|获)", text[sentence[0]:amount.start])
    helped = {item.b for item in relations.found.values() if item.directed}
    earlier = [m for m in actors.within(sentence[0], amount.start) if not _receiving(text, m)]
    earlier = [m for m in earlier if m.actor not in helped] or earlier
    earlier = [m for m in earlier if text[m.start - 1:m.start] not in ("与", "和", "同", "跟", "、")] or earlier  # 甲会与乙村、丙村签约，捐赠5万元
    if amount.distributive and _EACH_FIRM.match(text, clause[0]):
        return list(dict.fromkeys(m.actor for m in earlier if isinstance(m.actor, Organization))) or [None]
    if earlier and not sent:
        return [_side(earlier[-1].actor, relations)]
    later = re.match(r"[^。；]{0,16}?由", text[amount.end:sentence[1]])
    if later:
        at = amount.end + later.end()
        following = actors.within(at, at + 4)
        if following:
            return [following[0].actor]
    if earlier:
        return [_side(earlier[-1].actor, relations)]
    pair = relations.pair
    return [pair[0] if pair else None]


def _respective(document: Document, amount: Amount, actors: Spans[Mention], sentence: tuple[int, int]) -> Actor | None:
    """甲公司、乙公司分别捐资100万元、50万元: the giver in the place of the sum."""
    text = document.text
    at = text.rfind("分别", sentence[0], amount.start)
    if at < 0 or re.search("[；。]", text[at:amount.start]):
        return None
    start = max(text.rfind(mark, sentence[0], at) for mark in "，；。：") + 1
    givers = [mention.actor for mention in actors.within(max(start, sentence[0]), at) if not _receiving(text, mention)] or [
        mention.actor for mention in actors.within(sentence[0], at) if isinstance(mention.actor, Organization)]
    sums = list(find_amounts(text[at:sentence[1]]))
    place = next((index for index, one in enumerate(sums) if at + one.start == amount.start), None)
    return givers[place] if place is not None and len(givers) == len(sums) > 1 else None


def _receiving(text: str, mention: Mention) -> bool:
    return bool(re.search(r"(?:向|为|给|对|支持|帮助|援助|帮扶|助力|受赠方.{0,3}|投向|到|在|我)$", text[max(0, mention.start - 4):mention.start]))


def _side(actor: Actor, relations: Relations) -> Actor:
    """The supporting side rather than the supported one, where the nearest actor is the latter."""
    pair = relations.pair
    if pair and isinstance(actor, Region) and isinstance(pair[0], Region) and isinstance(pair[1], Region) and (
            related(actor, pair[1])) and not related(actor, pair[0]):
        directed = relations.found.get((pair[0].key, pair[1].key))
        if directed is not None and directed.directed:
            return pair[0]
    return actor


def _payee(document: Document, amount: Amount, actors: Spans[Mention], relations: Relations, sentence: tuple[int, int],
           payers: list[Actor | None]) -> Actor | None:
    text = document.text
    beside = next((mention for mention in actors.within(amount.start - 20, amount.start) if mention.end == amount.start), None)
    if beside and beside.actor not in payers and isinstance(beside.actor, Region) and any(
            isinstance(item.b, Region) and related(beside.actor, item.b) for item in relations.found.values() if item.directed):
        return beside.actor  # 其中安排甲县5200万元、乙县3800万元
    receivers = [mention for mention in actors.within(*sentence) if mention.actor not in payers and (
        _receiving(text, mention) or re.match(r"(?:收到|获得|获|获捐)", text[mention.end:mention.end + 3]))]
    ahead = [mention for mention in receivers if mention.start < amount.start]
    behind = [mention for mention in receivers if text[mention.start - 1] not in "在到" and amount.end <= mention.start < amount.end + 30 and not _PART.search(text[amount.end:mention.start])]
    for mention in (*ahead[-1:], *behind[:1]):
        return mention.actor
    partners = [item.b for item in relations.found.values() if item.directed and item.a in payers]
    pair = relations.pair
    if partners and not (pair and pair[1] in partners):
        return partners[0]
    if pair and pair[1] not in payers:
        return pair[1]
    return pair[0] if pair and pair[0] not in payers else None


def _status(text: str, amount: Amount, clause: tuple[int, int], sentence: tuple[int, int]) -> str:
    near, whole = text[clause[0]:clause[1]], text[sentence[0]:sentence[1]]
    at_once = _TOTAL.fullmatch(text, clause[0], amount.start) and re.search("当场|现场|当天|当日", text[sentence[0]:clause[0]])
    if not at_once and (_CUMULATIVE.search(near) or amount.cumulative and not re.search("合同|签约|协议", near)):
        return "status/cumulative"
    part = _PART.search(text[sentence[0]:amount.start])
    if part and _PLANNED.search(whole[:part.start()]):
        return "status/planned"
    if _PLANNED.search(text[max(clause[0], amount.start - 14):amount.start]):
        return "status/planned"
    if _PROMISED.search(near) and not re.search(r"捐赠?|拨付", near):
        return "status/promised"
    if re.search(r"向[^，]{1,14}(?:捐|拨|援)", near):
        return "status/paid"
    if re.search(r"以来|累计", text[sentence[0]:amount.start]):
        return "status/cumulative"
    if re.search(r"捐|拨付|到位|转交|划拨", near):
        return "status/paid"
    if _PAID.search(near):
        return "status/promised" if re.search(r"签(?:订|署|约|下|了)", whole) else "status/paid"
    return "status/promised" if _PROMISED.search(whole) else "status/paid"


def _purpose(document: Document, amount: Amount, clause: tuple[int, int], sentence: tuple[int, int]) -> str:
    """What the money is for: 用于…, the noun after or before the sum, or the projects signed in the same sentence."""
    text = document.text
    used = _FOR.search(text, amount.start, sentence[1])
    if used:
        return used.group(1)
    after = re.match(r"(?:的|元)?([\u4e00-\u9fff]{2,14}?(?:资金|款|基金|项目|善款|助学金|物资))", text[amount.end:clause[1]])
    if after:
        return after.group(1)
    before = re.search(r"([\u4e00-\u9fff]{2,16}?(?:资金|款|基金|助学金|善款))(?:共|总额|总计|累计|达|为|约|近)?$", text[clause[0]:amount.start])
    if before:
        words = re.split(r"[的了来]|已?到位|送来|捐赠|投入|引进|拨付|落实|安排|计划|财政(?!资金|帮扶|援)", before.group(1))[-1] or before.group(1)
        start = amount.start - len(text[clause[0]:amount.start]) + before.end(1) - len(words)
        inner = [place.end for place in document.places_in(start, amount.start)]
        return text[max([start, *inner]):clause[0] + before.end(1)] or words
    if helped := _TO_HELP.match(text, amount.end, sentence[1]):
        return helped.group(1)
    projects = re.search(r"(\d+[个项][\u4e00-\u9fff]{0,6}?项目)", text[sentence[0]:amount.start])
    return projects.group(1) if projects else ""


def measures(document: Document) -> list[Measure]:
    """Stated numbers of things: 11个帮扶项目, 互访95批; an enumeration (三点意见) is none."""
    found: list[Measure] = []
    for count in find_counts(document.text):
        sentence = document.sentence_at(count.start)
        if sentence is None or count.kind == "enumeration":
            continue
        subject = count.noun.strip()
        found.append(Measure(
            scope=document.source.key, subject=subject or count.unit or document.text[count.start:count.end],
            quantity=count.value, unit=count.unit, approximate=count.approximate,
            evidence=(document.evidence(count.start, count.end),), confidence=0.85 if subject else 0.6, rule="measures/count"))
    return found
