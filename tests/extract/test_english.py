"""English releases: posts and their owners, partnerships, events, agreements, money, and texts that hold none."""

from __future__ import annotations

import pytest

from kg.extract.document import is_english
from kg.extract.english.places import find_places
from kg.model import Agreement, Evidence, Person, Statement

from .reading import events, facts, money, pairs, posts, roles

HEAD = "Cooperation news of the day\n\n"
PAIRED = "Wuxi and Haidong renew their pairing\n\nWuxi, Jiangsu, has been paired with Haidong, Qinghai, since 2017.\n\n"

PLACES = {
    "county in a city of a province": ("Yichuan County in Yan'an, Shaanxi", ["610630", "610600", "610000"]),
    "county of the same sound elsewhere": ("Yichuan County of Luoyang, Henan Province", ["410329", "410300", "410000"]),
    "a county of two readings alone is none": ("a farm in Yichuan County", []),
    "autonomous county by its short name": ("Mabian Yi Autonomous County and Mabian", ["511133", "511133"]),
    "prefecture of two peoples": ("Enshi Tujia and Miao Autonomous Prefecture", ["422800"]),
    "banner and league": ("Aohan Banner of Chifeng in Inner Mongolia", ["150430", "150400", "150000"]),
    "apostrophe": ("Ji'an in Jiangxi", ["360800", "360000"]),
    "a given name is no city": ("Jian went home to Ali", []),
    "of two cities the one whose province is named": ("Taizhou, Zhejiang Province", ["331000", "330000"]),
    "of two cities none without a hint": ("a firm in Taizhou", []),
    "possessive": ("Gansu's Tongwei County", ["620000", "621121"]),
    "romanisation": ("Kashgar Prefecture, Xinjiang Uygur Autonomous Region", ["653100", "650000"]),
}


@pytest.mark.parametrize(("text", "codes"), PLACES.values(), ids=PLACES.keys())
def test_places(text: str, codes: list[str]) -> None:
    assert [place.region.code for place in find_places(text, [(0, len(text))], "")] == codes


@pytest.mark.parametrize(("text", "town"), [
    ("Aachen, Germany", "Aachen"), ("the Finnish city of Kokkola", "Kokkola"), ("its sister city Fort Worth", "Fort Worth"),
    ("the Hallingham Town Council", "Hallingham")])
def test_foreign_towns(text: str, town: str) -> None:
    places = find_places(text, [(0, len(text))], "")
    assert [(place.region.name, place.region.code, place.region.level) for place in places] == [(town, "", "foreign")]


POSTS = {
    "after the name": ("Wang Lei, deputy mayor of Wuxi, spoke.", {("Wang Lei", "deputy mayor", "无锡市")}),
    "region before the title": ("Wuxi Vice Mayor Qin Yong said the city would help.", {("Qin Yong", "Vice Mayor", "无锡市")}),
    "region with its level": ("Xinwu District Party chief Zhao Ming and district head Sun Li led the team.", {
        ("Zhao Ming", "District Party chief", "新吴区"), ("Sun Li", "district head", "新吴区")}),
    "region inside the title": ("Qi Sumei, vice chairwoman of the CPPCC Wuxi Municipal Committee, was there.", {
        ("Qi Sumei", "vice chairwoman of the CPPCC Municipal Committee", "无锡市")}),
    "two posts": ("Zhou Wei, member of the Standing Committee of the CPC Lanzhou Municipal Committee and executive vice mayor, spoke to the guests.", {
        ("Zhou Wei", "member of the Standing Committee of the CPC Municipal Committee", "兰州市"), ("Zhou Wei", "executive vice mayor", "兰州市")}),
    "bureau": ("Ma Jun, deputy director of the Education Bureau of Tongren City, Guizhou Province, signed it.", {("Ma Jun", "deputy director of the Education Bureau", "铜仁市")}),
    "bureau of the county": ("In Tongwei County rain fell. Wan Li, director of the county's education bureau, spoke.", {
        ("Wan Li", "director of the education bureau", "通渭县")}),
    "bureau of one of two cities": ("In Wuxi City, Chen Jie, director of the Suzhou Education Bureau, spoke.", {
        ("Chen Jie", "director of the Suzhou Education Bureau", "Suzhou Education Bureau")}),
    "company": ("Jiang Wei (left), general manager of Nantong Haian Textile Co., Ltd., and John A. Smith, CEO of Acme Inc., shook hands.", {
        ("Jiang Wei", "general manager", "Nantong Haian Textile Co., Ltd."), ("John A. Smith", "CEO", "Acme Inc.")}),
    "university": ("Professor Anna Schmidt, vice president of Heidelberg Technical University, met Peking Union University President Hu Bin.", {
        ("Anna Schmidt", "vice president", "Heidelberg Technical University"), ("Hu Bin", "President", "Peking Union University")}),
    "title, region and name": ("Meeting with the guests, Mayor of Huai'an Gu Wanlin said it was a good day.", {("Gu Wanlin", "Mayor", "淮安市")}),
    "delegation": ("A delegation from Koprivnica, Croatia, led by Mayor Dražen Kovačić, came to Wuxi.", {("Dražen Kovačić", "Mayor", "Koprivnica")}),
    "side by the name": ("Tours, France, and Jinhua are twin cities. The guests from Jinhua were met by Deputy Mayor Claire Lemoine.", {
        ("Claire Lemoine", "Deputy Mayor", "Tours")}),
    "companies by short names": ("Aarup Agri A/S and Hubei Jinfeng Husbandry Co., Ltd. signed it: Lars Holm, CEO of Aarup Agri, and Deng Kai, chairman of Jinfeng Husbandry.", {
        ("Lars Holm", "CEO", "Aarup Agri A/S"), ("Deng Kai", "chairman", "Hubei Jinfeng Husbandry Co., Ltd.")}),
    "guests": ("The Mayor of Millbrook, Cllr Jane Harrow, welcomed a delegation from Suqian, China. The group included Deputy Mayor Zang Wei.", {
        ("Jane Harrow", "Mayor", "Millbrook"), ("Zang Wei", "Deputy Mayor", "宿迁市")}),
    "envoy": ("The Consul General of Belgium in Chengdu, Luc Peeters, was there.", {("Luc Peeters", "Consul General", "Belgium")}),
    "no name": ("The mayor of Wuxi and the director of the bureau were there.", set()),
    "a rank is no post": ("Guo Lin, an official with the Jinhua Municipal Bureau of Commerce, spoke.", set()),
}


@pytest.mark.parametrize(("text", "expected"), POSTS.values(), ids=POSTS.keys())
def test_posts(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert posts(HEAD + text) == expected


RELATIONS = {
    "twins": ("Wuxi and the Japanese city of Akashi have been sister cities since 1981.", {("无锡市", "Akashi", "twinning", "1981")}),
    "twins by agreement": ("Ningbo signed a sister-city agreement with Aachen, Germany, in 1986.", {("宁波市", "Aachen", "twinning", "1986")}),
    "several twins": ("Nanning has sister-city ties with Bundaberg, Australia, and Provo, the United States.", {
        ("南宁市", "Bundaberg", "twinning", ""), ("南宁市", "Provo", "twinning", "")}),
    "pairing": ("Since 2016, Xinwu District has provided paired assistance to Yichuan County of Yan'an.", {("新吴区", "宜川县", "paired-assistance", "2016")}),
    "passive": ("Dingxi City has received paired assistance from Fuzhou City, Fujian Province, since 2021.", {("福州市", "定西市", "paired-assistance", "2021")}),
    "counterpart aid": ("Tianjin has sent 120 teachers to Hotan Prefecture in Xinjiang as part of its counterpart assistance.", {
        ("天津市", "和田地区", "counterpart-support", "")}),
    "helping across provinces": ("Beijing's Haidian District has been helping Aohan Banner of Chifeng, Inner Mongolia, since 2018.", {
        ("海淀区", "敖汉旗", "paired-assistance", "2018")}),
    "universities": ("Zhejiang Normal University has partnered with Stellenbosch University since 2009.", {
        ("Zhejiang Normal University", "Stellenbosch University", "other", "2009")}),
    "company and city": ("Huaxin Technologies Co., Ltd. and Guiyang City signed a strategic cooperation agreement on May 6.", {
        ("Huaxin Technologies Co., Ltd.", "贵阳市", "enterprise-local", "")}),
    "schools": ("Under a sister-school programme launched in 2015, Ashford High School and Changzhou No. 5 Middle School exchange pupils.", {
        ("Ashford High School", "Changzhou No. 5 Middle School", "school-pairing", "2015")}),
    "hospitals": ("Doctors of Nanjing Gulou Hospital have worked at Gannan People's Hospital since the two hospitals were paired in 2020.", {
        ("Nanjing Gulou Hospital", "Gannan People's Hospital", "hospital-pairing", "2020")}),
    "programme of two provinces": ("Minning Town is a symbol of the Fujian-Ningxia cooperation, which began in 1996.", {
        ("福建省", "宁夏回族自治区", "paired-assistance", "1996")}),
    "the two cities": ("Mayor Li Gang of Zunyi led a delegation to Zhuhai, Guangdong. The two cities have been partners in east-west cooperation since 2021.", {
        ("珠海市", "遵义市", "paired-assistance", "2021")}),
}


@pytest.mark.parametrize(("text", "expected"), RELATIONS.values(), ids=RELATIONS.keys())
def test_partnerships(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert pairs(HEAD + text) == expected


@pytest.mark.parametrize("text", [
    "A new subway line opened in Chengdu on Monday. Mayor Wang Fengchao attended the ceremony and met with workers.",
    "Police in Lanzhou signed a responsibility agreement with 40 taxi companies. The traffic director, Ma Bin, spoke at the meeting.",
    "The Guizhou provincial government unveiled a plan on Tuesday. Officials visited villages in Bijie City and Zunyi City.",
    "The mayor of Xining, Shi Jianping, visited Huangzhong District on May 3 and held a meeting with local officials.",
    "A football match between Qingdao and Jinan drew 30,000 fans. The two cities are old rivals.",
    "Hangzhou Zhongtai Group won a 300-million-yuan contract to build a road in Jiaxing City.",
    "The school donated old books to a library in Kunming. Students held a training session for volunteers.",
    "Twin brothers from Harbin opened a restaurant in Mudanjiang. Their partner, Sun Mei, sold 2,000 dumplings.",
    "Officials from Wuxi visited Suqian to study its textile industry on May 3.",
    "Ma'anshan will host the sister cities forum next year.",
])
def test_no_cooperation(text: str) -> None:
    found = facts(HEAD + text, "2024-05-20")
    assert not pairs(HEAD + text) and not events(HEAD + text) and not money(HEAD + text)
    assert not [fact for fact in found if isinstance(fact, Agreement)]


EVENTS = {
    "visit": ("A delegation from Wuxi led by Mayor Zhao Jianjun visited Haidong on May 10 and 11.", {("visit", "2024-05-10", "海东市")}),
    "visit of one person": ("From May 6 to 9, Zhao Jianjun, mayor of Wuxi, paid a working visit to Haidong.", {("visit", "2024-05-06", "海东市")}),
    "meeting with guests": ("On May 12, Haidong Party chief Wang Huajie met with a visiting Wuxi delegation headed by Mayor Zhao Jianjun.", {
        ("meeting", "2024-05-12", "海东市")}),
    "weekday": ("At the signing ceremony on Thursday, the two cities inked an Agreement on Labor Cooperation.", {("signing", "2024-05-16", "")}),
    "donation": ("Wuxi Taihu Group donated 500 computers to Haidong Vocational School on May 3.", {("donation", "2024-05-03", "")}),
    "training": ("A training class for 60 village cadres from Haidong was held in Wuxi from May 13 to 17.", {("training", "2024-05-13", "无锡市")}),
    "unveiling": ("A plaque was unveiled in Haidong yesterday by Vice Mayor Lu Min.", {("unveiling", "2024-05-19", "海东市")}),
    "days told by the last": ("A Wuxi delegation ended a four-day trip to Haidong on Thursday.", {("visit", "2024-05-13", "海东市")}),
    "same afternoon": ("Lu Min, vice mayor of Wuxi, met the guests from Haidong on May 8. Haidong has 2,000 schools. A plaque was unveiled in Haidong the same afternoon.", {
        ("meeting", "2024-05-08", "无锡市"), ("unveiling", "2024-05-08", "海东市")}),
    "guests that stayed": ("Wuxi received a delegation from Haidong. The group of twelve stayed from 12 to 16 April.", {("visit", "2024-04-12", "无锡市")}),
    "planned": ("A delegation plans to visit Haidong in June. The two cities will sign an agreement on tea.", set()),
    "last year": ("In 2022, Haidong Mayor He Lin visited Wuxi.", set()),
    "over the years": ("Over the past five years, the two cities held 12 joint meetings.", set()),
}


@pytest.mark.parametrize(("text", "expected"), EVENTS.values(), ids=EVENTS.keys())
def test_events(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert events(PAIRED + text, "2024-05-20") == expected


def test_roles() -> None:
    text = PAIRED + ("A delegation from Wuxi visited Haidong on May 10. \"We are glad,\" said Lu Min, vice mayor of Wuxi, who led the delegation. "
                     "At the meeting on May 11, Lu and Liu Hui, deputy mayor of Haidong, spoke.")
    assert roles(text, "visit")["Lu Min"] == "led"
    assert {"Lu Min", "Liu Hui"} <= roles(text, "meeting").keys()


MONEY = {
    "planned": ("Wuxi will donate 3 million yuan to Haidong next year.", {(3_000_000, "无锡市", "海东市", "planned")}),
    "over the years": ("Wuxi has invested 1.2 billion yuan in Haidong over the past five years.", {(1_200_000_000, "无锡市", "海东市", "cumulative")}),
    "gift of a company": ("Wuxi Taihu Group donated 2 million yuan to Haidong Vocational School.", {
        (2_000_000, "Wuxi Taihu Group", "Haidong Vocational School", "paid")}),
    "said twice": ("Wuxi gave 40 million yuan (about 5.6 million U.S. dollars) to Haidong.", {(40_000_000, "无锡市", "海东市", "paid")}),
    "hyphens": ("Wuxi set up a 3-million-yuan fund for Haidong.", {(3_000_000, "无锡市", "海东市", "paid")}),
    "output and income": ("Haidong's GDP reached 60 billion yuan. Farmers' incomes rose to 15,000 yuan.", set()),
}


@pytest.mark.parametrize(("text", "expected"), MONEY.values(), ids=MONEY.keys())
def test_money(text: str, expected: set[tuple[int, str, str, str]]) -> None:
    assert {row[:3] for row in money(PAIRED + text)} == {row[:3] for row in expected}


TITLES = {
    "capitalised": ("They signed a Memorandum of Understanding on Student Mobility on May 3.", ["Memorandum of Understanding on Student Mobility"]),
    "quoted": ("The two sides signed the \"2024 Agreement on Paired Assistance\".", ["2024 Agreement on Paired Assistance"]),
    "told": ("The two cities signed a memorandum of understanding on tea culture during the visit.", ["memorandum of understanding on tea culture"]),
    "two": ("The two cities signed the Framework Agreement on Industrial Cooperation and the Letter of Intent on Labor Export.", [
        "Framework Agreement on Industrial Cooperation", "Letter of Intent on Labor Export"]),
    "told before a day": ("The two cities signed a letter of intent on urban research on 3 March 2018.", ["letter of intent on urban research"]),
    "bare": ("The two cities signed an agreement on May 6.", []),
    "not signed": ("Agreement was easy on the main points.", []),
}


@pytest.mark.parametrize(("text", "titles"), TITLES.values(), ids=TITLES.keys())
def test_agreements(text: str, titles: list[str]) -> None:
    assert [fact.title for fact in facts(PAIRED + text) if isinstance(fact, Agreement)] == titles


def test_planned_agreement() -> None:
    found = [fact for fact in facts(PAIRED + "The two cities will sign the Agreement on Labor Cooperation in June.") if isinstance(fact, Agreement)]
    assert [(fact.title, fact.status) for fact in found] == [("Agreement on Labor Cooperation", "status/planned")]


@pytest.mark.parametrize("said", [
    "first, expand trade; second, train teachers; and third, build parks.", "expand trade, train teachers, and build parks.",
    "to expand trade; to train teachers; and to build parks."])
def test_statements(said: str) -> None:
    found = [fact for fact in facts(PAIRED + "Lu Min, vice mayor of Wuxi, made three proposals: " + said) if isinstance(fact, Statement)]
    assert [[point.text for point in statement.points] for statement in found] == [["expand trade", "train teachers", "build parks"]]
    speaker = found[0].speaker
    assert isinstance(speaker, Person) and speaker.name == "Lu Min"


def test_quotes_stand_in_the_text() -> None:
    text = PAIRED.replace(", since", " （东西部协作）, since") + "Mayor Zhao Jianjun of Wuxi visited Haidong on May 10."
    quotes: list[Evidence] = [quote for fact in facts(text) for quote in fact.evidence]
    assert quotes and all(text[quote.start:quote.end] == quote.quote for quote in quotes)


def test_language_of_the_text() -> None:
    assert is_english("Mayor Wang Lei (王磊) of Wuxi met the guests in the town hall.")
    assert not is_english("无锡市市长王磊在Wuxi International Convention Center会见客人，双方签署合作协议。")
    assert not is_english("")
