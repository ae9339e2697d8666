"""Events, agreements, money, statements."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.model import Measure, Source, quads

from .reading import agreements, events, facts, money, roles, statements

VISIT = "2023年5月18日至19日，新吴区区长沈拓率党政代表团赴宜川县考察苏陕协作，宜川县委书记陆一鸣陪同。"


def test_a_visit_with_its_roles() -> None:
    assert events(VISIT) == {("visit", "2023-05-18", "宜川县")}
    found = roles(VISIT, "visit")
    assert found["沈拓"] == "led" and found["陆一鸣"] == "accompanied" and found["宜川县"] == "hosted"


def test_a_meeting_within_the_visit_has_no_invented_day() -> None:
    text = VISIT + "其间，两地召开苏陕协作联席会议，陆一鸣主持。"
    assert events(text) == {("visit", "2023-05-18", "宜川县"), ("meeting", "", "宜川县")}
    assert roles(text, "meeting")["陆一鸣"] == "chaired"


def test_yesterday_needs_the_publication_date() -> None:
    text = "昨天，新吴区与宜川县召开苏陕协作联席会议。"
    assert {row[:2] for row in events(text, "2024-03-12")} == {("meeting", "2024-03-11")}
    assert {row[:2] for row in events(text)} == {("meeting", "")}


def test_a_partial_date_stays_partial() -> None:
    assert ("visit", "XXXX-05-18", "宜川县") in events("5月18日，新吴区区长沈拓率代表团赴宜川县考察苏陕协作。")


def test_planned_is_not_done() -> None:
    text = "新吴区与宜川县苏陕协作有序推进，两地将于近期签署《人才交流协议》。"
    assert events(text) == set()
    assert agreements(text) == {("人才交流协议", frozenset({"新吴区", "宜川县"}), "planned")}


def test_a_county_alone_meets_without_event() -> None:
    assert events("5月18日，宜川县委书记沈拓到宜川县气象局调研并召开座谈会。") == set()


def test_agreements_by_title_and_numbers_as_numbers() -> None:
    text = "新吴区与宜川县签订2021年结对协作项目协议、“十四五”对口协作框架协议，敲定11个帮扶项目，新吴区出资655.8万元。"
    parties = frozenset({"新吴区", "宜川县"})
    assert agreements(text) == {("“十四五”对口协作框架协议", parties, "signed"), ("2021年结对协作项目协议", parties, "signed")}
    assert [(m.subject, int(m.quantity)) for m in facts(text) if isinstance(m, Measure)] == [("帮扶项目", 11)]
    assert money(text) == {(6558000, "新吴区", "宜川县", "promised")}


def test_each_of_two_givers_gives_the_sum() -> None:
    text = "打浦桥街道与勐马镇结对帮扶，上海一方公益基金会和江南云帆科技有限公司各捐5万元给勐马镇。"
    assert {row[:2] for row in money(text)} == {(50000, "上海一方公益基金会"), (50000, "江南云帆科技有限公司")}


def test_output_and_incomes_are_no_aid() -> None:
    text = "新吴区对口帮扶宜川县。宜川县去年生产总值80亿元，人均可支配收入2.1万元，累计到账帮扶资金近5亿元。"
    assert {row[0] for row in money(text)} == {500_000_000}
    assert {row[3] for row in money(text)} == {"cumulative"}


def test_points_from_headings_and_items() -> None:
    text = ("新吴区与宜川县召开苏陕协作会议\n新吴区区长沈拓出席会议。沈拓表示，要做好三个方面：\n站位再提高，责任再压实\n项目再加快，产业再做强\n"
            "民生再改善，收入再提升\n宜川县委书记陆一鸣强调，一是抓机制，二是抓项目。")
    found = statements(text)
    points = [point for (speaker, _), items in found.items() if speaker == "沈拓" for point in items]
    assert points == ["站位再提高，责任再压实", "项目再加快，产业再做强", "民生再改善，收入再提升"]
    assert [point for (speaker, _), items in found.items() if speaker == "陆一鸣" for point in items] == ["一是抓机制", "二是抓项目"]


MET = "新吴区与宜川县推进苏陕协作\n新吴区区长沈拓到宜川县考察，宜川县委书记陆一鸣、县长方志远陪同。\n"


@pytest.mark.parametrize(("said", "expected"), [
    ("沈拓说，两地要在产业上多下功夫，要在劳务上多想办法。", {"沈拓": ["两地要在产业上多下功夫", "要在劳务上多想办法"]}),
    ("沈拓叮嘱挂职干部，要多跑村子，把事办实。", {"沈拓": ["要多跑村子，把事办实"]}),
    ("沈拓围绕产业、消费、人才提出三点建议：一要抓项目，二要抓市场，三要抓队伍。", {"沈拓": ["一要抓项目", "二要抓市场", "三要抓队伍"]}),
    ("“把冷库建到村口。”沈拓笑着说。", {"沈拓": ["把冷库建到村口"]}),
    ("陆一鸣介绍了苹果产业情况，方志远汇报了项目进展，沈拓最后归拢出三件事：苹果要卖得远，老师要留得住，项目要落得下。",
     {"陆一鸣": ["苹果产业情况"], "方志远": ["项目进展"], "沈拓": ["苹果要卖得远", "老师要留得住", "项目要落得下"]}),
    ("陆一鸣接过沈拓的话说，冷库的地已经平好了。", {"陆一鸣": ["冷库的地已经平好了"]}),
    ("沈拓把支票交给县长方志远，说先把冷库修起来。", {"沈拓": ["先把冷库修起来"]}),
    ("陆一鸣代表县委对沈拓一行表示欢迎。", {"陆一鸣": ["代表县委对沈拓一行表示欢迎"]}),
    ("陆一鸣汇报，沈拓作表态发言。据说，冷库已经建成。沈拓参观了希望小学。", {}),
])
def test_who_said_what(said: str, expected: dict[str, list[str]]) -> None:
    found: dict[str, list[str]] = {}
    for (speaker, _), points in statements(MET + said).items():
        found.setdefault(speaker, []).extend(points)
    assert found == expected


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("宜川县委书记长王李、，。：；（）《》“”与和对口帮扶协作签订协议新吴区2021年5月18日万元将赴考察\n <>\"{}\\\u202e\u2028"), max_size=160))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = extract(text, Source(name="any.txt", sha256="0"))
    for fact in found.facts:
        for one in fact.evidence:
            assert text[one.start:one.end] == one.quote
    assert all(str(quad) for quad in quads(found.facts, found.source))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_any_unicode_is_read_without_an_error(text: str) -> None:
    extract(text, Source(name="any.txt", sha256="0"))
