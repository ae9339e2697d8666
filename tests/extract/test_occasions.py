"""Events, agreements, money, statements."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.model import Measure, Source, quads

from .reading import agreements, events, facts, money, posts, roles, statements

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


STORY = "新吴区与宜川县推进苏陕协作\n来源：宜川县融媒体中心　2024年5月22日\n"


@pytest.mark.parametrize(("told", "expected"), [
    ("5月18日上午，新吴区区长沈拓带着36家企业走进宜川县。第二天，双方在县委座谈，县长方志远主持。临近中午，新吴区红十字会向宜川县中学捐赠图书3000册。",
     {("visit", "2024-05-18", "宜川县"), ("meeting", "2024-05-19", "宜川县"), ("donation", "2024-05-19", "宜川县")}),
    ("5月16日至18日，新吴区党政代表团一行在宜川县考察。头一天，两地召开联席会议。第三天，“新吴宜川劳务协作站”揭牌。",
     {("visit", "2024-05-16", "宜川县"), ("meeting", "2024-05-16", "宜川县"), ("unveiling", "2024-05-18", "宜川县")}),
    ("5月16日至18日，新吴区党政代表团到宜川县考察。座谈会上，两地签署协议。", {("visit", "2024-05-16", "宜川县"), ("meeting", "", "宜川县"),
                                                   ("signing", "", "宜川县")}),
    ("5月18日，宜川县委书记陆一鸣率队抵达无锡市新吴区，一下车就去了人才市场。当天下午，两地交换了结对协议文本。",
     {("visit", "2024-05-18", "新吴区"), ("signing", "2024-05-18", "新吴区")}),
    ("5月18日，新吴区区长沈拓去了宜川县云岩镇的果园。\n20日上午，新吴区果品公司总经理赵广林把一张30万元的支票递到校长手中。",
     {("visit", "2024-05-18", "云岩镇"), ("donation", "2024-05-20", "云岩镇")}),
    ("5月18日，新吴区的客人到了。", {("visit", "2024-05-18", "宜川县")}),
    ("5月18日，宜川县迎来了新吴区的客人。", {("visit", "2024-05-18", "宜川县")}),
    ("5月18日，新吴区区长沈拓在无锡会见了来访的宜川县委书记陆一鸣。", {("meeting", "2024-05-18", "无锡市")}),
    ("4月2日，新吴区代表团到宜川县考察。\n5月18日，宜川县委书记陆一鸣率队到新吴区回访。当天，两地举行签约仪式。",
     {("visit", "2024-04-02", "宜川县"), ("visit", "2024-05-18", "新吴区"), ("signing", "2024-05-18", "新吴区")}),
    ("5月17日至18日，新吴区代表团到宜川县考察。18日，代表团到宜川县云岩镇走访。", {("visit", "2024-05-17", "宜川县")}),
    ("5月18日，两地坐到一张桌前，签下《劳务协作协议》。", {("signing", "2024-05-18", "宜川县")}),
    ("截至5月18日，新吴区已向宜川县捐资2000万元。新吴区赠送的苹果苗长势很好。两地约定在明年一季度签署协议，拟由沈拓与陆一鸣代表双方签字。", set()),
    ("5月18日，宜川县县长方志远赴北京参加全国大会。", set()),
    ("方志远说，5月18日新吴区来人签了协议。", set()),
])
def test_each_event_has_its_own_day(told: str, expected: set[tuple[str, str, str]]) -> None:
    assert events(STORY + told) == expected


def test_who_came_and_who_received_them() -> None:
    text = STORY + ("5月18日，新吴区的客人到了。带队的是区长沈拓，同来的有副区长王立；县委书记陆一鸣在村口迎候。\n座谈会由县长方志远主持。王立发言。\n"
                    "参加座谈的还有县人大常委会主任李明。\n5月20日，县农业局局长赵广林到新吴区对接果品销售。")
    assert roles(text, "meeting").keys() >= {"沈拓", "王立", "方志远", "李明"}
    assert "赵广林" not in roles(text, "meeting")


AGENDA = """新吴区—宜川县苏陕协作联席会议议程
时间：2022年6月8日上午9:30
地点：宜川县会务中心
主持人：县委副书记、县长 方志远
出席：
新吴区：区委书记 沈拓；区委副书记、区长 王立
宜川县：县委书记 陆一鸣
程序：
一、方志远介绍宜川县经济社会发展情况
二、王立讲话
"""


def test_an_agenda_names_day_and_participants() -> None:
    assert {row[:2] for row in events(AGENDA)} == {("meeting", "2022-06-08")}
    assert roles(AGENDA, "meeting").keys() >= {"方志远", "沈拓", "王立", "陆一鸣"}


def test_a_visit_to_the_body_that_the_text_speaks_for() -> None:
    text = ("江淮理工大学新闻网\n我校与宜川县推进定点帮扶\n日期：2020-06-16\n6月12日，陕西省宜川县县长方志远一行到访我校，校长周平会见了客人。"
            "13日，方志远一行还走访了学校附属医院。")
    assert {row[:2] for row in events(text)} == {("visit", "2020-06-12"), ("meeting", "2020-06-12")}
    assert "方志远" in roles(text, "visit")


def test_a_bare_day_before_the_hour() -> None:
    text = STORY + "5月18日，新吴区区长沈拓到宜川县考察。19日一大早，沈拓出现在宜川县云岩镇的果园。下午，两地座谈会召开。"
    assert events(text) == {("visit", "2024-05-18", "宜川县"), ("meeting", "2024-05-19", "宜川县")}


def test_events_between_sides_that_no_words_pair() -> None:
    text = "一周帮扶动态\n2023-11-20\n11月13日，东台市委副书记王旭东率队赴陕西省彬州市走访援派干部。\n11月16日，彬州市乡村振兴局局长马建军一行来东台市考察。"
    assert events(text) == {("visit", "2023-11-13", "彬州市"), ("visit", "2023-11-16", "东台市")}
    local = "11月13日，彬州市召开农业工作会议。彬州市市长王旭东说，东台市的合作社办得好，东台市的做法要学。"
    assert events(local) == set()


def test_a_guest_who_chairs_is_no_host() -> None:
    text = STORY + "5月18日，新吴区区长沈拓率团到宜川县考察，两地召开座谈会，新吴区副区长王立主持，宜川县县长方志远接待。"
    found = roles(text, "visit")
    assert found["王立"] == "attended" and found["方志远"] == "hosted"


def test_a_course_that_opens_and_closes_is_one_training() -> None:
    text = STORY + ("5月13日，新吴区与宜川县校长研修班在新吴区开班。新吴区教育局局长王立、宜川县教育局局长李明到场。\n17日举行结业仪式。")
    assert events(text) == {("training", "2024-05-13", "新吴区")}
    assert {"王立", "李明"} <= roles(text, "training").keys()


def test_towns_that_sign_are_parties_and_sides_that_nobody_names_are_not() -> None:
    text = STORY + "5月18日，怀北镇与经棚镇签订结对协议，怀北镇党委书记郁金和经棚镇镇长赵琴在协议上签字。"
    assert roles(text, "signing").keys() == {"郁金", "赵琴", "怀北镇", "经棚镇"}


def test_guests_of_the_meeting_were_on_the_visit() -> None:
    found = roles(STORY + "5月18日，新吴区代表团到宜川县考察。座谈会上，新吴区区长沈拓介绍了区情，宜川县县长方志远主持会议。", "visit")
    assert "沈拓" in found and "方志远" not in found


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


DAY = "新吴区与宜川县推进苏陕协作\n2021年5月18日，新吴区区长沈拓到宜川县考察，宜川县委书记陆一鸣陪同。\n"


@pytest.mark.parametrize(("told", "kinds"), [
    ("20日，新吴区人民医院医生柳青给全县村医上了一堂急救课。", {"training"}),
    ("20日，新吴区农业农村局专家柳青为果农讲了一节修剪课。", {"training"}),
    ("20日，新吴区派来的柳青给宜川县干部作了招商引资专题讲座。", {"training"}),
    ("20日，新吴区援建的刺绣传习班在宜川县开课。", {"training"}),
    ("20日，沈拓在宜川县给党员上了一堂党课。", set()),
    ("20日，宜川县中学新学期开课，校长发下讲座课程表。", set()),
    ("今年两地举办电商讲座12场。", set()),
    ("20日，“新吴宜川劳务服务站”的牌子挂上了墙。", {"unveiling"}),
    ("20日，沈拓和陆一鸣给车间挂上了“协作车间”的牌子。", {"unveiling"}),
    ("宜川苹果这块金字招牌立起来了，门口挂着服务站的牌子。", set()),
    ("20日，新吴区专家柳青给宜川县的老师讲课。", {"training"}),
    ("20日，新吴区专家柳青在宜川县举办苹果栽培培训，200名果农参加。", {"training"}),
    ("20日，柳青说起他每天给孩子们讲课的事，两地将举办苹果栽培培训。", set()),
    ("20日，两地干部在老槐树下开了个院坝会。", {"meeting"}),
    ("20日，新吴区的老师和宜川县的村民在槐树下坐成一圈。", {"meeting"}),
    ("20日，旺庄村、高柏村的书记在《结对协议书》上按了手印。", {"signing"}),
    ("20日，两村的当家人摁下红手印。", {"signing"}),
    ("20日，孩子们在墙上按下手印。", set()),
    ("20日，无锡锦程服饰有限公司总经理柳青把一批校服交到校长苏和手上。", {"donation"}),
    ("20日，新吴区人民医院给宜川县送去一台彩超。", {"donation"}),
    ("20日，新吴区给宜川县送来一台大戏和两位名医。", set()),
    ("20日，沈拓、陆一鸣揭开了产业园的盖头。", {"unveiling"}),
    ("20日，老书记把接力棒交到陆一鸣手上。", set()),
])
def test_words_of_lessons_plates_seals_and_gifts(told: str, kinds: set[str]) -> None:
    assert {(kind, day) for kind, day, _ in events(DAY + told)} == {("visit", "2021-05-18"), *((kind, "2021-05-20") for kind in kinds)}


OF_UNIVERSITY = "江南师范大学与宜川县共建研究院\n2021年5月20日\n江南师范大学与宜川县2019年起定点帮扶合作，我校派出教师30名。"
OF_HOSPITAL = "宜川县人民医院与无锡市新吴区人民医院结对帮扶\n2021年5月20日\n新吴区与宜川县开展苏陕协作。我院与新吴区人民医院签约。"
OF_COMPANY = "锦程集团帮扶宜川县\n2021年5月20日\n集团自2015年起定点帮扶宜川县。"
OF_REGIONS = "两市推进对口合作\n2021年5月20日\n佳木斯市与酒泉市2017年结对合作。"


@pytest.mark.parametrize(("text", "visit"), [
    (OF_UNIVERSITY + "5月18日，宜川县县长陆一鸣带队到校洽谈合作。", ("2021-05-18", "")),
    (OF_UNIVERSITY + "5月18日，陕西省宜川县委书记陆一鸣一行来访。", ("2021-05-18", "")),
    (OF_UNIVERSITY + "5月18日，宜川县委书记陆一鸣一行18人来校访问。", ("2021-05-18", "")),
    (OF_UNIVERSITY + "5月18日，校长沈拓在校看望老师，我校新生来校报到。", None),
    (OF_HOSPITAL + "5月18日，新吴区卫健委主任沈拓一行来院调研。", ("2021-05-18", "宜川县")),
    (OF_COMPANY + "5月16日至18日，集团董事长沈拓在陕西省延安市宜川县云岩镇待了三天。", ("2021-05-16", "云岩镇")),
    (OF_COMPANY + "5月16日，集团驻宜川县工作队队员柳青在村里住了三年。", None),
    (OF_REGIONS + "5月18日，市委书记沈拓率我市党政代表团在甘肃省酒泉市考察。酒泉市委书记陆一鸣会见。", ("2021-05-18", "酒泉市")),
    (OF_REGIONS + "5月18日，佳木斯市委书记沈拓率团到我市考察，市委书记陆一鸣会见。", ("2021-05-18", "酒泉市")),
    (STORY + "5月18日，咱云岩镇来了新吴区的亲戚。", ("2024-05-18", "宜川县")),
    (STORY + "5月18日，新吴区副区长沈拓领着20名医生，刚进村就摆开了摊。", ("2024-05-18", "宜川县")),
    (STORY + "5月18日，宜川县县长陆一鸣领着干部，一到周末就下地。新吴区派来了老师。", None),
    (STORY + "5月18日，宜川县来了新吴区捐的200万元。", None),
])
def test_guests_as_their_hosts_tell_of_them(text: str, visit: tuple[str, str] | None) -> None:
    assert {(day, place) for kind, day, place in events(text) if kind == "visit"} == ({visit} if visit else set())


def test_guests_met_by_their_host_do_not_go_home() -> None:
    text = STORY + "5月18日，宜川县委书记陆一鸣在县宾馆与前来考察的新吴区区长沈拓一行座谈。"
    assert events(text) == {("meeting", "2024-05-18", "宜川县")}
    assert roles(text, "meeting").keys() >= {"陆一鸣", "沈拓"}


def test_who_came_sits_in_the_meeting_of_both_sides() -> None:
    text = OF_UNIVERSITY + "5月18日，宜川县委书记陆一鸣，县长方志远一行来校访问。我校校长沈拓接待。当天召开座谈会，沈拓主持。"
    assert "方志远" in roles(text, "meeting")
    text = STORY + "5月18日，新吴区区长沈拓来宜川县考察。当晚，双方开了个院坝会，县长陆一鸣主持。"
    assert roles(text, "meeting").keys() >= {"沈拓", "陆一鸣"}


def test_our_city_is_not_where_our_delegation_goes() -> None:
    goes = "5月18日，市委书记沈拓率我市党政代表团在甘肃省酒泉市考察。"
    comes = "5月18日，佳木斯市委书记方远率团到我市考察，市委书记沈拓会见。"
    assert ("沈拓", "市委书记", "佳木斯市") in posts(OF_REGIONS + goes)
    assert ("沈拓", "市委书记", "酒泉市") in posts(OF_REGIONS + comes)


@pytest.mark.parametrize(("told", "kind", "people"), [
    ("20日，两地在县委党校召开座谈会。新吴区副区长柳青、宜川县委副书记苏和都到了。", "meeting", {"柳青", "苏和"}),
    ("20日，两地在县委党校召开座谈会。会上，柳青把50万元的支票递给县委副书记苏和。", "meeting", {"苏和"}),
    ("20日，刺绣传习班在宜川县开课。教她们的是新吴区刺绣协会会长柳青。", "training", {"柳青"}),
    ("20日，刺绣传习班在宜川县开课。县委副书记苏和住在城里。", "training", set()),
])
def test_who_came_and_who_taught(told: str, kind: str, people: set[str]) -> None:
    assert roles(DAY + told, kind).keys() & {"柳青", "苏和"} == people


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
    ("【录音】沈拓：冷库的钱我们来想办法。", {"沈拓": ["冷库的钱我们来想办法"]}),
    ("（同期声：方志远）“这三件事，县里都认。”", {"方志远": ["“这三件事，县里都认。”"]}),
    ("沈拓当即拍板：“冷库的钱，新吴来想办法。”", {"沈拓": ["“冷库的钱，新吴来想办法。”"]}),
    ("陆一鸣提了两条建议，一条是共建园区，一条是共享市场。", {"陆一鸣": ["一条是共建园区", "一条是共享市场"]}),
    ("临走，沈拓撂下三句话，请县里照办：水表要装到户，水费要收得明，水质要天天测。", {"沈拓": ["水表要装到户", "水费要收得明", "水质要天天测"]}),
    ("陆一鸣留下两句嘱咐：账要算清，路要修通。", {"陆一鸣": ["账要算清", "路要修通"]}),
    ("陆书记盼着专家来得勤一点、果子卖得远一点。", {"陆一鸣": ["盼着专家来得勤一点", "果子卖得远一点"]}),
    ("沈拓说，希望老师住得久一些，课上得多一些，学生走得远一些。",
     {"沈拓": ["希望老师住得久一些", "课上得多一些", "学生走得远一些"]}),
    ("沈拓提出两点建议。一要抓项目，二要抓市场。\n代表团走进两家企业。", {"沈拓": ["一要抓项目", "二要抓市场"]}),
    ("副县长脱颖、镇党委书记阿苏伍果也来了。脱副县长说，路要早修。", {"脱颖": ["路要早修"]}),
    ("副县长脱颖、镇党委书记阿苏伍果也来了。阿苏书记说，路要早修。", {"阿苏伍果": ["路要早修"]}),
    ("陆一鸣对沈拓说：“产业要接得上，人才要留得住，情谊要续得长。”", {"陆一鸣": ["产业要接得上", "人才要留得住", "情谊要续得长"]}),
    ("陆一鸣归纳了“三个不变”：机制不变、力度不变、感情不变。", {"陆一鸣": ["机制不变", "力度不变", "感情不变"]}),
    ("沈拓有三个心愿：路通到家门口，水引到灶台边，孩子走出大山。", {"沈拓": ["路通到家门口", "水引到灶台边", "孩子走出大山"]}),
    ("宜川县有三个乡镇：云岩，高柏，秋林，沈拓都去了。", {}),
    ("沈拓留下两箱书，孩子们唱了歌，大家照了相。", {}),
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
