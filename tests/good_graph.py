"""A graph that uses every class and nearly every property of the model. All people, bodies and deeds are invented."""

from __future__ import annotations

from decimal import Decimal

from kg.model import (
    Agreement,
    Commitment,
    Event,
    Evidence,
    Fact,
    Measure,
    Organization,
    Participation,
    Partnership,
    Person,
    Point,
    Post,
    Project,
    Region,
    Source,
    Statement,
    Tenure,
    quads,
)
from kg.terms import BASE, COOP, NamedNode, Quad, concept

SOURCE = Source(name="bulletin/spring.txt", title="春季协作简报", publisher="望山区融媒体", credit="望山日报", creators=("方小舟",),
                published="2023-04-07", url="https://example.org/spring", language="zh", sha256="0f" * 32,
                media_type="text/plain", extractor="kg-0.1.0")


def _quote(words: str, start: int) -> tuple[Evidence, ...]:
    return (Evidence(source=SOURCE.key, quote=words, start=start, end=start + len(words)),)


PROVINCE = Region(name="东海省", code="970000", level="province", pinyin="donghaisheng")
WANGSHAN = Region(name="望山区", code="970101", level="county", parent=PROVINCE, aliases=("望山",), pinyin="wangshanqu",
                  longitude=119.5, latitude=31.25)
XIHE = Region(name="溪河县", code="980122", level="county", pinyin="xihexian")
ABROAD = Region(name="Lindenau", level="foreign", country="德国")
OFFICE = Organization(name="望山区人民政府", kind="organ/government", region=WANGSHAN)
COUNTY = Organization(name="溪河县人民政府", kind="organ/government", region=XIHE)
BUREAU = Organization(name="溪河县教育局", kind="organ/department", region=XIHE, parent=COUNTY, aliases=("县教育局",))
FIRM = Organization(name="望山云杉科技有限公司", kind="organ/company")
LU = Person(name="陆远舟", seat=WANGSHAN)
QIAO = Person(name="乔临川", seat=XIHE, aliases=("乔县长",))
GUEST = Person(name="Anna Lindt", scope=SOURCE.key)
HEAD = Post(title="区长", organization=OFFICE, kind="post/district-head")
ACTING = Post(title="代县长", organization=COUNTY, kind="post/county-head", acting=True)

PAIR = Partnership(a=WANGSHAN, b=XIHE, kind="partnership/paired-assistance", directed=True,
                   programme="programme/east-west", since="2018-03", until="2025", evidence=_quote("2018年3月结对", 40),
                   part_of="partnership/paired-assistance/970000/with/980000")
TWINS = Partnership(a=WANGSHAN, b=ABROAD, kind="partnership/twinning", since="1999", evidence=_quote("结为友城", 60))
_VISIT = Event(kind="event/visit", name="望山区代表团访问溪河县", start="2023-04-05", end="2023-04-06", place=XIHE,
               venue="溪河职教中心", status="status/done", leader="陆远舟", evidence=_quote("陆远舟率队赴溪河县", 80))
VISIT = Event(kind="event/visit", name=_VISIT.name, start=_VISIT.start, end=_VISIT.end, place=XIHE, venue=_VISIT.venue,
              status=_VISIT.status, leader=_VISIT.leader, evidence=_VISIT.evidence, participations=(
                  Participation(owner=_VISIT.key, actor=LU, role="role/led", evidence=_VISIT.evidence),
                  Participation(owner=_VISIT.key, actor=QIAO, role="role/hosted")))
SIGNING = Event(kind="event/signing", start="XXXX-04-06", scope=SOURCE.key, part_of=VISIT.key,
                evidence=_quote("6日签约", 100))
_PLEDGE = Statement(scope=SOURCE.key, speaker=QIAO, kind="statement/pledge", sectors=("sector/education",),
                    about=PAIR.key, evidence=_quote("将办好职教中心", 120))
PLEDGE = Statement(scope=SOURCE.key, speaker=QIAO, kind="statement/pledge", sectors=_PLEDGE.sectors, about=PAIR.key,
                   evidence=_PLEDGE.evidence,
                   points=(Point(owner=_PLEDGE.key, position=1, text="办好职教中心", evidence=_PLEDGE.evidence),))

AGENCY = Organization(name="Agency for Rural Schools", kind="organ/agency", identifier="XX-AGENCY-7")
COUNCILLOR = Person(name="Berta Quist", scope=SOURCE.key, identifier="person-17")
COUNCIL = Organization(name="Lindenau Town Council", kind="organ/congress", region=ABROAD)
_SCHOOL = Project(name="职教中心实训楼", identifier="XX-AGENCY-7-001")
SCHOOL = Project(name=_SCHOOL.name, identifier=_SCHOOL.identifier, description="建设实训楼", start="2023-01", end="2024",
                 places=(XIHE,), sectors=("sector/education",), status="status/planned", scope=SOURCE.key,
                 part_of="project/XX-AGENCY-7", participations=(
                     Participation(owner=_SCHOOL.key, actor=AGENCY, role="role/funding"),
                     Participation(owner=_SCHOOL.key, actor=FIRM, role="role/implementing")),
                 evidence=(Evidence(source=SOURCE.key, quote="<title>职教中心实训楼</title>", start=200, end=222,
                                    path="/iati-activities/iati-activity[1]/title[1]"),))

FACTS: tuple[Fact, ...] = (
    PAIR, TWINS, VISIT, SIGNING, PLEDGE, SCHOOL,
    Tenure(person=COUNCILLOR, post=Post(title="Councillor", organization=COUNCIL), organization=COUNCIL, start="2019-05-02",
           end="2023-05", evidence=_quote("Councillor", 240)),
    Commitment(scope=SOURCE.key, amount=Decimal(20000), currency="EUR", payer=AGENCY, payee=XIHE, status="status/promised",
               start="2023-02-01", project=SCHOOL, evidence=_quote("20000", 260)),
    Tenure(person=LU, post=HEAD, organization=OFFICE, attested="2023-04-05", start="2021-09", end="2026",
           evidence=_quote("区长陆远舟", 10), confidence=0.9, rule="title-name"),
    Tenure(person=QIAO, post=ACTING, organization=COUNTY, attested="2023-04-05", seconded=True,
           evidence=_quote("代县长乔临川", 20)),
    Agreement(title="职教中心共建协议", parties=(OFFICE, BUREAU), signatories=(LU, QIAO), sectors=("sector/education",),
              event=SIGNING.key, status="status/signed", evidence=_quote("《职教中心共建协议》", 140)),
    Commitment(scope=SOURCE.key, amount=Decimal("1250000.5"), payer=FIRM, payee=XIHE, purpose="职教中心实训楼",
               approximate=True, bound="over", status="status/paid", start="2023", end="2024", event=VISIT.key,
               evidence=(Evidence(source=SOURCE.key, quote="125.00005万元", sheet="资金", row=7, column="C"),)),
    Measure(scope=SOURCE.key, subject="互派教师", quantity=Decimal(18), unit="人次", approximate=True, bound="about",
            about=XIHE, start="2022", end="2022", evidence=_quote("互派教师约18人次", 160)),
    Statement(scope=SOURCE.key, speaker=GUEST, kind="statement/thanks", evidence=_quote("感谢", 180)),
)
QUADS: tuple[Quad, ...] = tuple(quads(FACTS, SOURCE))
"""The graph of `SOURCE`."""

_DERIVED = NamedNode(BASE + "graph/derived")


def _both(term: NamedNode, one: str, other: str) -> tuple[Quad, Quad]:
    a, b = NamedNode(BASE + one), NamedNode(BASE + other)
    return Quad(a, term, b, _DERIVED), Quad(b, term, a, _DERIVED)


DERIVED: tuple[Quad, ...] = (
    Quad(NamedNode(BASE + WANGSHAN.key), COOP.assists, NamedNode(BASE + XIHE.key), _DERIVED),
    *_both(COOP.cooperatesWith, WANGSHAN.key, XIHE.key), *_both(COOP.metWith, LU.key, QIAO.key),
    Quad(NamedNode(BASE + LU.key), COOP.holdsPostIn, NamedNode(BASE + OFFICE.key), _DERIVED),
    *_both(COOP.servesWith, LU.key, QIAO.key), Quad(NamedNode(BASE + LU.key), COOP.followsInPost, NamedNode(BASE + QIAO.key), _DERIVED),
    Quad(NamedNode(BASE + XIHE.key), COOP.cooperatesUnder, concept("programme/east-west"), _DERIVED),
)
"""What rules would derive from it."""

