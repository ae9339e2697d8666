"""What a title phrase says of its body: 宜川县委 | 县政府 | 区委统战部 | 天津市…协会 | 某某公司 — and what is left as title."""

from __future__ import annotations

import dataclasses
import re

from ..model import Region
from .document import Document
from .regions import LEVELS, Place
from .teams import INNER_GROUP
from .words import COMPOUND, FOLLOWER, NOT_GIVEN, SURNAMES

ORGAN = re.compile(
    r"(?P<level>[省市县区旗州盟镇乡村])?(?:"
    r"(?P<congress>人大常委会|人大|人民代表大会常务委员会)|(?P<cppcc>政协)|(?P<discipline>纪委监委|纪委|监委)|"
    r"(?P<government>人民政府|政府)|(?P<party>党委|党工委|工委|党支部|党总支|委(?![员托]))|"
    r"(?P<zone>管委会|管理委员会|管理局))")
"""The organs of a region, after its name or its level."""
KINDS = {"congress": "organ/congress", "cppcc": "organ/cppcc", "discipline": "organ/discipline-commission",
         "government": "organ/government", "party": "organ/party-committee", "zone": "organ/zone-committee"}

GOVERNOR = re.compile(r"(?:^|副|代|任|务)([省市县区旗州盟镇乡])长|村长|主席团")
DEPARTMENT = re.compile(
    r"(?:局|委|委员会|办|办公室|部|厅|处|科|室|中心|法院|检察院|总工会|工会|团委|妇联|残联|工商联|侨联|文联|科协|社联|红十字会|"
    r"事务局|支队|大队|分局|信访局|党校|档案馆|图书馆|文化馆|供销社|联社|研究室|服务站|工作站|园区|分院)$")
PROPER = re.compile(
    r"(?:公司|集团|大学|学院|学校|中学|小学|幼儿园|[一二三四五六七八九十附]中|职高|职校|职中|高中|医院|卫生院|银行|支行|分行|协会|商会|学会|促进会|联合会|基金会|研究院|研究所|设计院|"
    r"工作组|联络组|小组|工作队|指挥部|援疆指挥部|合作社|联盟|报社|日报社|电视台|通讯社|股份|有限|企业|酒店|农场|林场|寺|总队|工厂|厂|店|超市|"
    r"代表团|联谊会|慈善会|总会|志愿队|医疗队|工作站|理事会|董事会|前指|前方指挥部|办事处|领事馆|大使馆|社区|村委会|街道|产业园|管委会|海关|边检站)$")
BUREAU = re.compile("中[建铁交冶水核化电国葛]{1,3}第?[一二三四五六七八九十]{1,3}(?:公局|航局|局)")
"""A building firm that calls itself a bureau (中建七局)."""
CORPORATE = re.compile(r"董事长|总裁|总经理|经理|董事|总监|监事|创始人|合伙人|行长|厂长|总工程师|首席|总会计师")
"""Heads of titles in companies: what stands before them is the company's name even without 公司."""
SCHOOLISH = re.compile(r"校长|院长|教授|园长|所长|理事长|会长|秘书长|社长|台长|总编辑|馆长")
PRONOUN = re.compile(r"^(?:我|本|该|当地|全|咱们?)(?=[省市县区旗州盟镇乡村校院局司行]|公司|集团)|^(?:双方|对方|校方|两地|一方)")
INNER = re.compile(r"^(?:驻村|党组|党委|党总支|党支部|董事会|监事会|理事会|集团|政府|机关|临时党支部|临时党委|总|行政|常务|领导小组|人才办|前方)+$")
"""Words before a head that belong to the title, not to the name of a body."""


_SCHOOL = re.compile(r"(?<!职业|技术|师范|理工|技师|医科)(?:学院|研究院|实验室)(?:党委|党总支|团委)?$")
"""A school within a university, rather than a college of its own."""
COMMON = re.compile(r"(?:该|本)?(?:办事处|街道办?|街道办事处|村委会|居委会|医院|学校|协会|商会|学会|基金会|合作社|企业|酒店|工厂|研究院|研究所|(?:驻村|帮扶|医疗)?工作[队组]|医疗队|(?:前方)?指挥部|联络组|工作专班)(?:党委|党组|党支部|党总支|理事会|监事会)?")
"""Common nouns for a body that the text named before: no names."""


@dataclasses.dataclass(frozen=True, slots=True)
class Body:
    """The body in a title phrase, as far as the phrase itself says."""

    title: str
    regions: tuple[Region, ...] = ()
    organ: str = ""
    level: str = ""
    department: str = ""
    name: str = ""
    pronoun: str = ""
    before: str = ""  # a person's name before the title
    surname: str = ""  # a mere surname before the title (王区长)
    nth: int = 0  # 1 or 2: whose of two bodies it is, where each of two holders has the title in his own
    zone: str = ""  # a development zone that the text names without its city (高新区)


ZONE = re.compile(r"(?P<zone>[\u4e00-\u9fff]{0,8}?(?:高新技术产业开发区|经济技术开发区|高新区|经开区|开发区|保税区|综保区|度假区|示范区|合作区|产业园区?|园区|新区))"
                  r"(?P<rest>(?:党工委|工委|管委会|管理委员会|党委|纪工委)?.*)")
"""A development zone without a code of its own in the phrase (高新区管委会)."""


_BOTH = re.compile("(?:两[家院校所县市区镇乡村地]|双方)(?:医院|学校|单位|企业|公司)?(?=[^业])")


def parse_body(document: Document, begin: int, core: int, tail: str) -> Body:
    """Read the phrase `text[begin:core]` before a title's head and modifiers (`tail`)."""
    text = document.text
    if both := _BOTH.match(text, begin, core + 1):
        return dataclasses.replace(_parsed(document, min(both.end(), core), core, tail), pronoun=both.group())
    if text[begin - 2:begin] == "双方" and begin > 1:
        return dataclasses.replace(_parsed(document, begin, core, tail), pronoun="双方")
    return _parsed(document, begin, core, tail)


def _parsed(document: Document, begin: int, core: int, tail: str) -> Body:
    text = document.text
    chain, position = _chain(document, begin, core)
    short = _AUTONOMOUS.match(text, position, core) if chain else None
    if short and chain[-1].region.name.endswith(short.group()):  # 双江自治县
        position = short.end()
    rest = text[position:core]
    pronoun = PRONOUN.match(rest) if not chain else None
    if pronoun:
        rest = re.sub(r"^(?:集团|公司|[校院局司行])(?=党|董|工会|纪委|团委|副|$)", "", rest[pronoun.end():])
        if rest[:1] in LEVELS and (rest[:1] == rest[1:2] or rest == rest[:1] and GOVERNOR.search(tail)):  # 我县县委, 该市副市长
            rest = rest[1:]
    if not chain and re.match("(?:特区|林区)(?=区|$)", rest) and (len(rest) > 2 or "区长" in tail):  # 特区区委, 特区区长
        rest = rest[2:]
    said = pronoun.group() if pronoun else ""
    regions = tuple(place.region for place in chain)
    level = _level(text, position, chain)
    if not chain and rest.startswith("自治区"):
        kind = "organ/party-committee" if "党" in rest else "organ/government"
        return Body(title=rest + tail, organ=kind, level="自治区", pronoun=said, department=rest if DEPARTMENT.search(rest[3:]) and "党" not in rest else "")
    organ = ORGAN.match(rest)
    if organ and (organ.end() == len(rest) or INNER.match(rest[organ.end():]) or DEPARTMENT.search(rest)):
        return _organ(rest, tail, organ, regions, level, said)
    school = document.own is not None and document.own.kind == "organ/university" and _SCHOOL.search(rest)
    if school and not regions:
        return Body(title=rest + tail, pronoun=said or "我")
    if rest in ("校", "院", "司") or (document.own is not None and not regions and rest and rest[0] not in LEVELS and not rest.startswith(("中国", "国家", "全国", "中华", "中科院"))
                                     and not PROPER.search(_TAIL.sub("", rest))):
        return Body(title=rest + tail, pronoun=said or "我", regions=regions)
    zone = ZONE.fullmatch(rest)
    if zone and not regions and rest[0] in LEVELS and ORGAN.match(zone.group("rest")):  # 县工业园区管委会
        return Body(title=rest + tail, level=rest[0], organ="organ/zone-committee", department=rest, pronoun=said)
    if zone and ORGAN.match(zone.group("rest")) :
        name = text[begin:position] + zone.group("zone")
        return Body(title=zone.group("rest") + tail, regions=regions, organ="organ/zone-committee", name=name + "管委会",
                    zone=zone.group("zone"), pronoun=said)
    governor = GOVERNOR.search(tail)
    if governor and (not rest or INNER.match(rest)):
        kind = "organ/government"
        return Body(title=rest + tail, regions=regions, organ=kind, level=governor.group(1) or level, pronoun=said)
    if tail.endswith("领导") and (not rest or rest in LEVELS):
        grade = rest or level
        return Body(title=grade + tail, regions=regions, organ="organ/region", level=grade, pronoun=said)
    if not rest:
        return Body(title=tail, regions=regions, pronoun=said, organ=_by_head(tail) if regions else "")
    return _other(document, text, begin, position, rest, tail, regions, said)


def _organ(rest: str, tail: str, organ: re.Match[str], regions: tuple[Region, ...], level: str, said: str) -> Body:
    kind = next(KINDS[name] for name, value in organ.groupdict().items() if name != "level" and value)
    own = organ.group("level") or (level if not said else "") or ""
    after = rest[organ.end():]
    lead = "" if organ.group("level") or kind == "organ/zone-committee" else own
    if rest.startswith(("党委", "党工委", "工委", "管委会")) and not organ.group("level"):
        lead = ""
    department = rest if after and DEPARTMENT.search(after) else ""
    government = GOVERNOR.search(tail)
    if government and kind == "organ/party-committee":
        kind = "organ/government"
    return Body(title=lead + rest + tail, regions=regions, organ="organ/department" if department else kind,
                level=own or (government.group(1) if government and government.group(1) else ""),
                department=(lead + department) if department else "", pronoun=said)


def _other(document: Document, text: str, begin: int, position: int, rest: str, tail: str, regions: tuple[Region, ...], said: str) -> Body:
    """A department, a proper body, a person's name before the title, or words of the title itself."""
    if INNER.match(rest) or not regions and COMMON.fullmatch(rest):
        return Body(title=rest + tail, regions=regions, pronoun=said, organ=_by_head(tail) if regions else "")
    if _PARTIES.match(rest) and rest.endswith(("委", "委员会", "支部", "总支")) and (inside := document.places_in(position, position + len(rest))):  # 民建长春市委
        return Body(title=tail, regions=(inside[-1].region,), name=rest, pronoun=said)
    person = _person(rest) and tail not in ("成员", "委员", "代表")  # 班子成员
    if person and not regions:
        governor = GOVERNOR.search(tail)
        level = (governor.group(1) or "") if governor else ""
        return Body(title=tail, before=rest if len(rest) > 1 else "", surname=rest if len(rest) == 1 else "",
                    level=level, organ="organ/government" if level else "")
    if rest[0] in "省市县区旗州镇乡" and not regions and PROPER.search(rest) and not re.match("市场|区域|乡村|市政|镇域|县域", rest):
        return Body(title=rest + tail, level=rest[0], organ="organ/department", department=rest, pronoun=said)
    if not regions and INNER_GROUP.fullmatch(rest) and rest not in ("工作组", "联络组"):
        return Body(title=rest + tail, pronoun=said)
    if (ward := _WARD.fullmatch(rest)) and (regions or len(ward.group("name")) > 3):  # 运河医院心内科 | 副主任医师
        return Body(title=ward.group("ward") + tail, regions=regions, name=text[begin:position] + ward.group("name"), pronoun=said)
    if tail.endswith(("总监", "经理", "主管")) and _FIELD.fullmatch(rest):
        return Body(title=rest + tail, regions=regions, pronoun=said)
    if PROPER.search(rest) or BUREAU.match(rest) or re.match(r"(?:(?:民[革盟建进]|农工党|致公党|九三学社|台盟|共青团)中央|国家|中国|中央|全国|国务院|最高|中华)", rest) or (tail.endswith(("组长", "队长", "团长", "教练", "领队")) and rest[-1] in "组队团足篮排" and (len(rest) > 2 or regions)) or (regions and not DEPARTMENT.search(rest) and _corporate(rest, tail)):
        inner = re.search(r"(?:党组|党委|党总支|党支部|董事会|监事会|理事会)$", rest)
        name = rest[:inner.start()] if inner and len(rest) > len(inner.group()) else rest
        whole = text[begin:position] + name
        return Body(title=rest[len(name):] + tail, regions=regions, name=whole.removeprefix("中共"), pronoun=said)
    trimmed = re.match(r"(.+?)(党组|党委|党总支|党支部|董事会|监事会|理事会)$", rest)
    if trimmed and PROPER.search(trimmed.group(1)):
        return Body(title=trimmed.group(2) + tail, regions=regions, name=text[begin:position] + trimmed.group(1),
                    pronoun=said)
    base = trimmed.group(1) if trimmed else rest
    if DEPARTMENT.search(base):
        level = base[0] if base[0] in LEVELS and not base.startswith(("市场", "州际", "区域", "省级", "市政", "县域")) else ""
        return Body(title=rest + tail, regions=regions, organ="organ/department", level=level, department=base, pronoun=said)
    if _corporate(rest, tail) and not said and document.own is None:
        inner = re.search(r"(?:党委|党组|董事会)$", rest)
        name = rest[:inner.start()] if inner else rest
        market = re.search(r"(?:市场|区域|分管|事业部|项目|部门)$", name)
        if len(name) >= 2 and not market:
            return Body(title=(inner.group() if inner else "") + tail, regions=regions,
                        name=text[begin:position] + name)
    return Body(title=rest + tail, regions=regions, pronoun=said)


_FIELD = re.compile("(?:财务|投资|技术|人力资源|人事|运营|市场|行政|营销|法务|安全|质量|工程|生产|设计|艺术|项目|区域|大区)+")
"""What a director of a firm looks after (财务总监)."""
_WARD = re.compile(r"(?P<name>[\u4e00-\u9fff]*?(?:医院|卫生院|保健院|疾控中心))(?P<ward>[\u4e00-\u9fff]{0,8}(?:科|科室|室|病区|中心|医务部|护理部))")
"""A hospital's department with the hospital's name before it."""
_PARTIES = re.compile("民[革盟建进]|农工党|致公党|九三学社|台盟")
_TAIL = re.compile(r"(?:党组|党委|党总支|党支部|董事会|监事会|理事会|工会|纪委|团委)$")
"""Organs inside a body, between its name and a title."""


def _corporate(rest: str, tail: str) -> bool:
    return bool(CORPORATE.search(tail) or SCHOOLISH.search(tail)) and len(rest) >= 2 and not rest.startswith(("党", "董事会"))


def _by_head(tail: str) -> str:
    """A region spoken of as a body (高新区主任 is rare; 某县书记 means its party committee)."""
    if tail.endswith(("书记", "常委")):
        return "organ/party-committee"
    return "organ/region"


def _person(rest: str) -> bool:
    lead = 2 if rest[:2] in COMPOUND else 1 if rest[:1] in SURNAMES else 0
    given = rest[lead:]
    if not lead or len(given) > 2:
        return False
    return not (NOT_GIVEN & set(given)) and not FOLLOWER.fullmatch(rest) and not DEPARTMENT.search(rest) and not PROPER.search(rest)


def _chain(document: Document, begin: int, core: int) -> tuple[list[Place], int]:
    """The chain of region names at the phrase's start and where it ends; （新吴区） after a zone is crossed."""
    chain: list[Place] = []
    position = begin
    for place in document.places_in(begin, core):
        gap = document.text[position:place.start]
        if place.start != position and gap not in ("（", "中共"):
            break
        if place.end > core + 1:
            break
        chain.append(place)
        position = min(place.end, core)  # 无锡市长: the level belongs to the title
        if place.end > core:
            break
        if gap == "（" and document.text[position:position + 1] == "）":
            position += 1
    return chain, position


_AUTONOMOUS = re.compile("自治[县州旗]")


def _level(text: str, position: int, chain: list[Place]) -> str:
    last = text[max(position, chain[-1].end) - 1] if chain else ""
    return last if last in LEVELS else ""
