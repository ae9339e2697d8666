"""Couples that one sentence pairs off: 甲镇与乙镇、丙公司与丁村分别结对; 甲公司认下乙村; 甲街道出资，与乙镇结成对子; 两家医院."""

from __future__ import annotations

import re

from ..model import Actor, Organization, Region
from ..text.sentences import Sentence
from .actors import Mention
from .kinds import LOCAL, OF_A_KIND, distinct
from .regions import province_of
from .relations import Relations

_PAIRS = (r"(?:结对|结成|结为|结[了下上]|认[了下]?亲|对子|牵手|结亲|缔结|结好|手拉手|联建|建立[^，。；]{0,8}关系|"
          r"成[了为](?:伙伴|亲戚|亲家|兄弟|姊妹|姐妹|一家)|(?:对口|友好|友城|姊妹|姐妹|结对|帮扶|协作|共建|联建)[^，。；]{0,12}?(?:协议|备忘录|意向书))")
_COUPLED = re.compile(rf"，?(?:两两|一一|分别|相继|先后|各自|也|都|就|便|还|共同|成功|正式|现场|签约|签订|签署|签下|签了|交换|互换)*[^，。；、与和同]{{0,18}}?{_PAIRS}")
_JOINT = re.compile(r"(?:(?:(?:人民)?政府|[区县市州旗盟]委|党委|党工委|党支部|办事处|工委|村委会?|社区|董事|总经理|经理|院长|校长|书记|镇长|乡长|主任)[^，。；、]{0,14}?)?(?:分别|也|就|便|还|\d{4}年)*[与和同跟]")
_ADOPTS = re.compile(r"(?:又|已|先后|分别|主动|对口|定点)*(?:认[下领购]|结对(?:帮扶|共建)?|结亲|牵手|认亲|包联|挂[钩包联]帮扶|联系帮扶|联建)(?:了|的)?")
_JOINED = re.compile(r"[，；：]\s?(?:并|还|又|随即|当场|现场|当天)*[与和同跟]")
_PLEDGED = re.compile(r"(?:对口|定点|结对|挂钩)+(?:帮扶|支援|共建|协作|联系)?的[^，。；、]{0,4}")
_GIVING = re.compile(r"[给向对为]?(?:帮扶|支援|支持|帮助|资助)?(?:已|早已)?" + _PLEDGED.pattern + "$")
_SEVERALLY = re.compile(r"分别(?:[与和同跟]|((?:对口|定点|结对|挂钩)?(?:帮扶|支援|援建|协作)|结对|牵手))")
_DIRECTLY = re.compile(r"(?:分别|成功|正式|签约)?(?:结对|结成|牵手|结为)")
_OFFICE = re.compile(r"^(?:人民)?政府")
_TWO = {"organ/hospital": re.compile("两家(?:医院|单位)|两院|两所医院|院院"), "organ/school": re.compile("两所?学?校|两家学校|校校")}
_PACT = re.compile(r"(?:签|缔结|建立|结成|结为)[^。；]{0,24}(?:帮扶|结对|协作|对口|共建|医联体|支援)")


def couples(relations: Relations, sentence: Sentence, inside: list[Mention]) -> None:
    """Add the couples of one sentence, given the actors that it names."""
    _in_list(relations, inside)
    _each(relations, inside)
    _respective(relations, inside)
    for first, second in zip(inside, inside[1:], strict=False):
        if _local(second.actor) and isinstance(first.actor, Organization) and _ADOPTS.fullmatch(
                relations.document.text[first.end:second.start]):
            _add(relations, first, second, "adopts")
    _elided(relations, sentence, inside)
    _pledged(relations, sentence, inside)
    _two_of_a_kind(relations, sentence)


def _in_list(relations: Relations, inside: list[Mention]) -> None:
    """甲镇与乙镇、丙公司与丁村（，分别）结对: the words of pairing stand behind the last couple."""
    text = relations.document.text
    run: list[tuple[Mention, Mention]] = []
    index = 0
    while index + 1 < len(inside):
        first, second = inside[index], inside[index + 1]
        follows = not run or _OFFICE.sub("", text[run[-1][1].end:first.start]) in ("、", "，", "；", "以及", "和", "及")
        if not (_couple(first.actor, second.actor) and _JOINT.fullmatch(text[first.end:second.start])):
            run, index = [], index + 1
            continue
        run = [*run, (first, second)] if follows else [(first, second)]
        if _COUPLED.match(text, second.end, second.end + 44):
            for one, other in run:
                _add(relations, one, other, "couple")
            run = []
        index += 2


def _each(relations: Relations, inside: list[Mention]) -> None:
    """某公司与甲镇乙村、丙镇丁村结对, 甲市分别与日本乙市、韩国丙市缔结友城: one partnership each."""
    text = relations.document.text
    for index, first in enumerate(inside):
        joint = re.match(r"(?:\d{4}年)?(分别|先后)?[与和同跟]", text[first.end:first.end + 9])
        if not joint or not (joint.group(1) or isinstance(first.actor, Organization)):
            continue
        if joint.group(1) and index and text[inside[index - 1].end:first.start] in ("、", "和", "与", "及"):
            continue  # 甲、乙分别与…: see _respective
        partners = _listed(text, inside[index + 1:], first.end + joint.end())
        at = partners[-1].end if partners else 0
        if partners and (_COUPLED.match(text, at, at + 44) if joint.group(1) else _DIRECTLY.match(text, at)):
            for second in partners:
                if distinct(first.actor, second.actor) and not _same_county(first.actor, second.actor):
                    _add(relations, first, second, "paired-each")


def _respective(relations: Relations, inside: list[Mention]) -> None:
    """甲街道、乙公司分别与丙镇、丁村签订帮扶协议: the first with the first, the second with the second."""
    text = relations.document.text
    for index in range(1, len(inside)):
        joint = _SEVERALLY.match(text, inside[index].end)
        if not joint:
            continue
        others = _listed(text, inside[index + 1:], inside[index].end + joint.end())
        ones = inside[max(0, index + 1 - len(others)):index + 1]
        apart = all(text[one.end:two.start] in ("、", "和", "与", "及") for one, two in zip(ones, ones[1:], strict=False))
        before = text[inside[index - len(others)].end:ones[0].start] if ones and index >= len(others) else ""
        if len(ones) == len(others) > 1 and apart and before != "、" and (
                joint.group(1) or _COUPLED.match(text, others[-1].end, others[-1].end + 44)):
            for one, other in zip(ones, others, strict=True):
                if _couple(one.actor, other.actor):
                    _add(relations, one, other, "couple")


def _listed(text: str, mentions: list[Mention], end: int) -> list[Mention]:
    """The places and bodies that a list names, from a position on."""
    found: list[Mention] = []
    for mention in mentions:
        gap = _OFFICE.sub("", text[end:mention.start])
        if gap not in ("", "、", "和", "与", "及", "以及"):
            break
        found.append(mention)
        end = mention.end
    return found


def _elided(relations: Relations, sentence: Sentence, inside: list[Mention]) -> None:
    """甲街道出资40万元，与乙镇结成对子: the subject of the clause before is the one side."""
    text = relations.document.text
    for index, second in enumerate(inside):
        joint = next((m for m in _JOINED.finditer(text, sentence.start, second.start) if m.end() == second.start), None)
        if joint is None or not _local(second.actor) or not _COUPLED.match(text, second.end, second.end + 30):
            continue
        subjects = [m for m in inside[:index] if _couple(m.actor, second.actor) and m.end <= joint.start()
                    and not re.search(r"[向给为对在到与和同]$", text[max(0, m.start - 1):m.start])]
        if subjects:
            _add(relations, subjects[-1], second, "couple")


def _pledged(relations: Relations, sentence: Sentence, inside: list[Mention]) -> None:
    """甲街道拿出8万元，帮扶结对的乙镇: the town that it is paired with is named in passing."""
    text = relations.document.text
    for first, second in zip(inside, inside[1:], strict=False):
        if _local(second.actor) and _couple(first.actor, second.actor) and _GIVING.search(text[first.end:second.start]):
            _add(relations, first, second, "couple")


def _two_of_a_kind(relations: Relations, sentence: Sentence) -> None:
    """两家医院签署帮扶协议, where the document names two hospitals of two places."""
    said = relations.document.text[sentence.start:sentence.end]
    for kind, two in _TWO.items():
        if not (two.search(said) and _PACT.search(said)):
            continue
        bodies = {m.actor.key: m for m in reversed(relations.document.bodies) if isinstance(m.actor, Organization) and m.actor.kind == kind}
        if len(bodies) == 2:
            first, second = sorted(bodies.values(), key=lambda mention: mention.start)
            if distinct(first.actor, second.actor) and not _same_county(first.actor, second.actor):
                relations.add(first.actor, second.actor, sentence.start, sentence.end, sure=0.85, rule="two-of-a-kind", at=(
                    sentence.start, sentence.end))


def seated(text: str, inside: list[Mention]) -> list[Mention]:
    """静宁县的威戎镇 counts as one mention, of the town."""
    merged: list[Mention] = []
    for mention in inside:
        last = merged[-1] if merged else None
        if last and isinstance(last.actor, Region) and not _local(last.actor) and text[last.end:mention.start] == "的" and (
                _local(mention.actor) or isinstance(mention.actor, Organization)):
            merged[-1] = Mention(last.start, mention.end, mention.actor)
        else:
            merged.append(mention)
    return merged


def _local(actor: Actor) -> bool:
    return isinstance(actor, Region) and actor.level in LOCAL


def _couple(one: Actor, other: Actor) -> bool:
    """Whether two actors are of sorts that are paired off: two localities, two regions of different provinces, a body and a
    locality, two bodies of a kind."""
    if not distinct(one, other) or _same_county(one, other):
        return False
    if isinstance(one, Organization) and isinstance(other, Organization):
        return one.kind == other.kind and one.kind in (*OF_A_KIND, "organ/association")
    if isinstance(one, Region) and isinstance(other, Region) and not (_local(one) or _local(other)):
        return province_of(one) != province_of(other)
    return _local(other) if isinstance(one, Organization) else _local(one) and (_local(other) or isinstance(other, Organization))


def _same_county(one: Actor, other: Actor) -> bool:
    places = [actor if isinstance(actor, Region) else getattr(actor, "region", None) for actor in (one, other)]
    first, second = (place.parent if place is not None and place.level in LOCAL else place for place in places)
    return first is not None and first == second and bool(province_of(first)) and isinstance(one, type(other))


def _add(relations: Relations, one: Mention, other: Mention, rule: str) -> None:
    company = {"organ/company"} & {actor.kind for actor in (one.actor, other.actor) if isinstance(actor, Organization)}
    towns = _local(one.actor) and _local(other.actor)
    kind = "partnership/township-pairing" if towns else "partnership/village-enterprise" if company else ""
    directed = isinstance(one.actor, Organization) and _local(other.actor)
    relations.add(one.actor, other.actor, one.start, other.end, directed=directed or None, sure=0.9, rule=rule, kind=kind)
