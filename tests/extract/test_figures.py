"""Money and agreements: which sums are aid, whose they are, and which documents were signed."""

from __future__ import annotations

import pytest

from .reading import agreements, money

PAIR = "新吴区与宜川县自2016年起开展苏陕协作。"

SUMS = {
    "investment by agreement": ("按约定，公司头两年要投进去1.2亿元。", {(120000000, "planned")}),
    "worth of goods": ("新吴区为书屋置办图书6200册，折价18万元。", {(180000, "paid")}),
    "worth of goods given": ("市红十字会把一批价值48万元的康复器材交给特殊教育学校。", {(480000, "paid")}),
    "still to come": ("年内再从区财政挤出260万元打到宜川的账上。", {(2600000, "planned")}),
    "handed over": ("临行前把50万元交给县教育局局长，用来翻修校舍。", {(500000, "paid")}),
    "party dues": ("座谈会上还交接了十二万元党费，由他转给第一书记。", {(120000, "paid")}),
    "subsidies": ("兑现务工人员交通补贴86.4万元。", {(864000, "paid")}),
    "a budget and its parts": ("今年的盘子是26亿元，内有无锡市给延安市的8.2亿元。", {(2600000000, "planned"), (820000000, "planned")}),
    "contracts": ("合同总额3.6亿元，其中一家公司独自揽下1.5亿元的纱线厂。", {(360000000, "promised"), (150000000, "promised")}),
    "in a list of gifts": ("礼单如下。\n✔ 新吴区红十字会：20万元，用于救护车购置\n✔ 新吴区教育局：电脑100台，合计45万元", {
        (200000, "paid"), (450000, "cumulative")}),
    "goods ordered": ("茶摊上，无锡客商当场下单苹果80万元，商会又认购35万元。", {(800000, "paid"), (350000, "paid")}),
    "goods bought, and their sum in a clause of its own": ("商会当场认购菊米和龙谷茶，共88万元。", {(880000, "paid")}),
    "given to a town": ("梅村街道15万元给云岩镇修机耕道。", {(150000, "paid")}),
    "a contract told before": ("无锡一家超市与合作社签了三年包销合同，每年不少于200万元。", {(2000000, "promised")}),
    "how much more is none": ("今年给宜川的资金比去年多了500万元，达到5200万元。", {(52000000, "paid")}),
    "means of the programme": ("宜川县累计投入苏陕协作资金1.2亿元。", {(120000000, "cumulative")}),
    "without its unit": ("新吴区又追加了300万。", {(3000000, "paid")}),
}


@pytest.mark.parametrize(("text", "expected"), SUMS.values(), ids=SUMS.keys())
def test_sums(text: str, expected: set[tuple[int, str]]) -> None:
    assert {(row[0], row[3]) for row in money(PAIR + text)} == expected


@pytest.mark.parametrize("text", [
    "全县地区生产总值突破50亿元。", "苹果卖到每斤8元，户均增收1.2万元。", "企业年产值3亿元，利润2300万元。", "品牌价值达46.5亿元。", "酒席一桌880元。",
    "公司卖出菊米和龙谷茶，营业收入不低，共88万元。", "花园建设花费320万元，客人赠送的玫瑰苗有1200株。", "去年公司销售收入突破4亿元。", "新区 12 300万元", "宜川县投入3000万元改造旧城。",
    "县里整合资金2000万元修建水厂。", "县统计局：上半年全县实现工业增加值12亿元。", "全县苹果卖了80万元。", "宜川县财政今年安排教育经费2.3亿元。",
])
def test_no_aid(text: str) -> None:
    assert money(PAIR + text) == set()


def test_each_payer_pays_its_own_partner() -> None:
    text = PAIR + "宏禾果业有限公司认下章村乡黄肚村，九龙食品有限公司认下方山乡龙现村，分别捐出15万元和20万元。"
    assert {row[:3] for row in money(text)} == {(150000, "宏禾果业有限公司", "黄肚村"), (200000, "九龙食品有限公司", "龙现村")}


def test_each_city_pays_the_one_it_is_given_for() -> None:
    text = "今年山东省给甘肃省的东西部协作资金是26亿元，其中青岛市给陇南市的8.2亿元、济南市给临夏州的11.5亿元。"
    assert {row[:3] for row in money(text)} == {
        (2600000000, "山东省", "甘肃省"), (820000000, "青岛市", "陇南市"), (1150000000, "济南市", "临夏回族自治州")}


TITLES = {
    "exchange of teachers": ("两区教育局拟于11月续签教师互派协议。", {("教师互派协议", "planned")}),
    "exchanged": ("两镇书记在戏台上交换了结对协议。", {("结对协议", "signed")}),
    "letter of intent": ("徐州淮塔机械有限公司与德国林登园艺有限公司签了一份合资意向书。", {("合资意向书", "signed")}),
    "handed to each other": ("两家医院互递了远程会诊协议。", {("远程会诊协议", "signed")}),
    "sister schools": ("无锡市第一中学与宜川县中学签订了姊妹学校协议。", {("姊妹学校协议", "signed")}),
    "two in a list": ("两地签订文旅合作备忘录和人才交流合作协议。", {("文旅合作备忘录", "signed"), ("人才交流合作协议", "signed")}),
}


@pytest.mark.parametrize(("text", "expected"), TITLES.values(), ids=TITLES.keys())
def test_titles(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(title, status) for title, _, status in agreements(PAIR + text)} == expected


@pytest.mark.parametrize("text", [
    "双方签订了合作协议。", "签订了11个项目协议。", "根据协议，双方将互派干部。", "签订劳动合同的有300人。", "各村签订防汛责任书。", "双方就劳务输出达成意向协议。",
])
def test_no_title(text: str) -> None:
    assert agreements(PAIR + text) == set()


def test_parties_stand_on_their_side_of_the_semicolon() -> None:
    text = "中山市与六盘水市东西部协作。小榄镇党委书记与岩脚镇党委书记交换了结对协议；小榄商会捐款25万元。"
    assert {parties for _, parties, _ in agreements(text)} == {frozenset({"小榄镇", "岩脚镇"})}


@pytest.mark.parametrize(("text", "titles"), [
    ("宜川县政府与14个乡镇签订了《2022年秋冬季森林草原防灭火责任书》。", set()), ("会上签订了《安全生产目标责任书》。", set()),
    ("县教育局与各学校签订《校园安全责任书》。", set()), ("无锡市与宜川县签订《对口帮扶责任书》。", {"对口帮扶责任书"}),
    ("江苏省与陕西省签署《2021年东西部协作责任书》。", {"2021年东西部协作责任书"})])
def test_letters_of_responsibility(text: str, titles: set[str]) -> None:
    assert {title for title, _, _ in agreements(text)} == titles
