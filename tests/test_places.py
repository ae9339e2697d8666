"""The gazetteer: the table is consistent in itself, and names resolve as a reader of the region would expect."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.places import COMMON_WORDS, Division, gazetteer

PLACES = gazetteer()
DIVISIONS = list(PLACES)
CURRENT = [division for division in DIVISIONS if division.status == "current"]
RANK = {"province": 0, "city": 1, "county": 2}


def known(code: str) -> Division:
    division = PLACES.get(code)
    assert division, code
    return division


# The table


def test_counts_are_those_of_the_inputs() -> None:
    assert len(DIVISIONS) == len({division.code for division in DIVISIONS}) == 7140
    # list.json: 34, 342 and 3,057; less two second codes, and with 雄安新区 and 新疆生产建设兵团
    assert Counter(division.level for division in CURRENT) == {"province": 34, "city": 342 + 2, "county": 3057 - 2}


def test_every_row_is_well_formed() -> None:
    for division in DIVISIONS:
        assert re.fullmatch(r"\d{6}", division.code)
        assert division.level in RANK and division.status in ("current", "historic")
        assert re.fullmatch(r"[\u4e00-\u9fff、]+", division.name), division
        assert re.fullmatch(r"[a-z]+( [a-z]+)*", division.pinyin), division
        assert len(division.pinyin.split()) == len(division.name.replace("、", "")), division
        assert len(set(division.aliases)) == len(division.aliases) and division.name not in division.aliases
        assert all(len(alias) > 1 for alias in division.aliases), division
        assert not re.fullmatch(r"市辖区|县|.*直辖.*", division.name)
        assert (division.lon is None) == (division.lat is None)
        if division.lon is not None and division.lat is not None:
            assert 73 < division.lon < 136 and 3 < division.lat < 54, division


def test_every_parent_exists_at_a_higher_level() -> None:
    for division in DIVISIONS:
        assert bool(division.parent) == (division.level != "province")
        if division.parent:
            assert RANK[known(division.parent).level] < RANK[division.level]
    assert not [d for d in CURRENT if d.parent and known(d.parent).status != "current"]


def test_every_abolished_division_leads_to_one_of_today() -> None:
    for division in DIVISIONS:
        assert bool(division.successors) == (division.status == "historic"), division
        assert all(known(code).status == "current" for code in division.successors), division


def test_no_division_bears_the_short_name_of_a_province() -> None:
    provinces = {name for d in DIVISIONS if d.level == "province" for name in (d.name, *d.aliases)}
    assert not [d for d in DIVISIONS if d.level != "province" and provinces & {*d.aliases, d.name}
                and d.name not in ("重庆市", "吉林市")]


def test_centroids_cover_the_mainland() -> None:
    bare = [d for d in CURRENT if d.lon is None and d.code[:2] not in ("71", "81", "82", "83")]
    assert len(bare) < 30 and not [d for d in bare if d.level == "province"]


@pytest.mark.parametrize(("code", "parent"), [
    ("110101", "110000"), ("310115", "310000"), ("500243", "500000"), ("429004", "420000"), ("469025", "460000"), ("659001", "650000"),
    ("419001", "410000"), ("610630", "610600"), ("830101", "830100"), ("830100", "710000"), ("839001", "710000"), ("810112", "810000"),
    ("332101", "332100"), ("500381", "500000"), ("441900", "440000"), ("620200", "620000"), ("460400", "460000"), ("660000", "650000"),
    ("133100", "130000"),
])
def test_parent(code: str, parent: str) -> None:
    assert known(code).parent == parent


@pytest.mark.parametrize(("old", "new"), [
    ("361121", ["361104"]), ("522322", ["522302"]), ("410381", ["410307"]), ("110103", ["110101"]), ("520522", ["520581"]),
    ("510202", ["500103"]), ("652524", ["654203"]), ("132433", ["130632"]), ("500105", ["500157"]), ("232761", ["232700"]),
    ("341400", ["340100", "340200", "340500"]), ("513000", ["511700"]), ("330202", ["330203"]), ("420321", ["420304"]),
    ("320882", ["320803"]), ("460321", ["460302"]),
])
def test_abolished_divisions_lead_to_todays(old: str, new: list[str]) -> None:
    assert [division.code for division in PLACES.successors(old)] == new
    for code in new:
        assert old in [division.code for division in PLACES.predecessors(code)]
        assert PLACES.successors(code) == ()


# Names


@pytest.mark.parametrize(("name", "code"), [
    ("新吴区", "320214"), ("新吴", "320214"), ("宜川县", "610630"), ("宜川", "610630"), ("太仆寺旗", "152527"), ("太仆寺", "152527"),
    ("木里藏族自治县", "513422"), ("木里县", "513422"), ("木里", "513422"), ("孟连傣族拉祜族佤族自治县", "530827"), ("孟连县", "530827"), ("孟连", "530827"),
    ("黔西南布依族苗族自治州", "522300"), ("黔西南州", "522300"), ("黔西南", "522300"), ("湘西州", "433100"), ("湘西", "433100"), ("恩施州", "422800"),
    # 海南, 河南, 河北 and 吉林 are provinces, whatever else bears the name
    ("海南", "460000"), ("海南省", "460000"), ("海南藏族自治州", "632500"), ("海南州", "632500"), ("海南区", "150303"), ("河南", "410000"),
    ("河南县", "632324"), ("河北", "130000"), ("河北区", "120105"), ("吉林", "220000"), ("吉林市", "220200"), ("重庆市", "500000"),
    ("广西", "450000"), ("广西壮族自治区", "450000"), ("内蒙古", "150000"), ("内蒙", "150000"), ("新疆", "650000"), ("宁夏", "640000"),
    ("西藏", "540000"), ("香港", "810000"), ("澳门", "820000"), ("台湾省", "710000"), ("台湾", "710000"), ("台北市", "830100"), ("金门县", "350527"),
    # peoples in the name, or as the name
    ("巴音郭楞州", "652800"), ("克州", "653000"), ("博州", "652700"), ("伊犁州", "654000"), ("西双版纳州", "532800"), ("版纳", "532800"),
    ("东乡县", "622926"), ("东乡族自治县", "622926"), ("鄂温克旗", "150724"), ("鄂伦春旗", "150723"), ("莫力达瓦旗", "150722"), ("积石山县", "622927"),
    ("管城区", "410104"), ("梅里斯区", "230208"), ("石柱县", "500240"), ("前郭县", "220721"), ("和布克赛尔", "654226"), ("塔县", "653131"),
    # levels of two characters, and what only looks like one
    ("浦东", "310115"), ("浦东新区", "310115"), ("清新区", "441803"), ("两江新区", "500157"), ("神农架", "429021"), ("万柏林", "140109"),
    ("六枝", "520203"), ("井陉", "130121"), ("井陉矿区", "130107"), ("津市", "430781"), ("沙市", "421002"), ("芒市", "533103"),
    ("科左中旗", "150521"), ("达茂旗", "150223"), ("锡林郭勒盟", "152500"), ("锡林郭勒", "152500"), ("大兴安岭地区", "232700"), ("阿里", "542500"),
    # a prefecture and a county within it share the short name
    ("广安", "511600"), ("喀什", "653100"), ("本溪", "210500"), ("本溪县", "210521"), ("黄山", "341000"), ("昌吉", "652300"),
    ("合作市", "623001"), ("合作", "623001"), ("东莞市", "441900"), ("仙桃市", "429004"), ("双河市", "659007"), ("雄安新区", "133100"),
    ("雄安", "133100"), ("新疆生产建设兵团", "660000"), ("济源市", "419001"), ("义马市", "411281"), ("黔西市", "520581"), ("三沙", "460300"),
    # abolished, renamed, renumbered
    ("崇文区", "110103"), ("渝北区", "500112"), ("昌平县", "110221"), ("永川市", "500383"), ("宜宾县", "511521"), ("淮阴市", "320800"),
    ("襄樊市", "420600"), ("通什市", "460001"), ("巢湖市", "340181"), ("万县市", "511200"), ("思茅地区", "532700"), ("安新县", "130632"),
    # development zones that share the administration of a district
    ("无锡高新区", "320214"), ("无锡国家高新技术产业开发区", "320214"), ("无锡新区", "320214"), ("苏州高新区", "320505"), ("杭州高新区", "330108"),
    ("西海岸新区", "370211"), ("常州高新区", "320411"), ("金普新区", "210213"),
])
def test_names_resolve(name: str, code: str) -> None:
    found = PLACES.resolve(name)
    assert found and found.code == code


@pytest.mark.parametrize("name", ["", "朝阳", "通州", "鼓楼区", "城区", "市中区", "和平区", "东乡", "巴州", "高新区", "苏州工业园区", "忠", "不存在县", "新吴區"])
def test_nothing_is_guessed(name: str) -> None:
    assert PLACES.resolve(name) is None


@pytest.mark.parametrize(("name", "near", "code"), [
    ("鼓楼区", ["320100"], "320106"), ("鼓楼区", ["350100"], "350102"), ("鼓楼", ["410200"], "410204"), ("西湖区", ["330100"], "330106"),
    ("西湖区", ["360100"], "360103"), ("朝阳区", ["110000"], "110105"), ("朝阳", ["210000"], "211300"), ("朝阳", ["220100"], "220104"),
    ("和平区", ["120000"], "120101"), ("新城区", ["610100"], "610102"), ("通州", ["110000"], "110112"), ("通州", ["320600"], "320612"),
    ("长安", ["610100"], "610116"), ("城区", ["140500"], "140502"), ("郊区", ["230800"], "230811"), ("市中区", ["511100"], "511102"),
    ("江北区", ["330200"], "330205"), ("江北区", ["500000"], "500105"), ("江北区", ["500157"], "500105"), ("东乡县", ["360000"], "361029"),
    ("普陀", ["330903"], "330903"), ("宝山区", ["230506", "110000"], "230506"), ("新华区", ["410400", "130000"], "410402"),
    ("城关区", ["620102"], "620102"), ("西湖区", ["330000", "510000"], "330106"), ("长安区", ["999999", "610000"], "610116"),
])
def test_shared_names_are_settled_by_what_is_near(name: str, near: list[str], code: str) -> None:
    found = PLACES.resolve(name, near=near)
    assert found and found.code == code


def test_two_places_equally_near_settle_nothing() -> None:
    assert PLACES.resolve("和平区", near=["120000", "210100"]) is None


def test_current_names_come_first() -> None:
    assert [division.code for division in PLACES.named("沙市")] == ["421002", "420400"]
    assert [division.code for division in PLACES.named("襄阳")][0] == "420600"
    assert PLACES.named("没有这个地方") == ()


@given(st.sampled_from(CURRENT))
def test_a_full_name_resolves_to_itself_beside_its_parent(division: Division) -> None:
    if division.parent:
        assert PLACES.resolve(division.name, near=[division.parent]) == division
    assert PLACES.resolve(division.name, near=[division.code]) == division


@given(st.sampled_from(DIVISIONS))
def test_every_form_of_a_name_finds_its_division(division: Division) -> None:
    for name in (division.name, *division.aliases):
        assert division in PLACES.named(name)


# What a scanner looks for


def test_everyday_words_are_not_scanned() -> None:
    names = PLACES.names()
    for word in ("合作", "和平", "振兴", "团结", "解放", "凤凰", "同心", "市区", "城关", "青山", "大兴", "政和", "和县", "乐业", "从江"):
        assert word not in names
    for name in ("合作市", "和平区", "宜川", "新吴", "黔西南州", "大兴区", "从江县", "安康", "海南", "无锡高新区"):
        assert name in names
    assert not [name for name in names if len(name) < 2 or name.isascii()]
    assert not set("苏陕闽宁粤桂") & set(names)


def test_every_common_word_is_the_name_of_a_division_and_of_no_province() -> None:
    for word in COMMON_WORDS:
        assert PLACES.named(word), word
        assert not [division for division in PLACES.named(word) if division.level == "province"], word


def test_scanned_names_lead_to_divisions() -> None:
    for name, codes in PLACES.names().items():
        assert codes or PLACES.zone(name), name
        assert all(PLACES.get(code) for code in codes)
    assert PLACES.names()["苏州工业园区"] == ()
    assert "沙田区" not in PLACES.names() and "新北市" in PLACES.names()


def test_zones() -> None:
    names = [name for zone in PLACES.zones for name in (zone.name, *zone.aliases)]
    assert len(names) == len(set(names))
    for zone in PLACES.zones:
        assert known(zone.within).status == "current"
        assert not zone.code or PLACES.within(zone.code, zone.within) and known(zone.code).level == "county"
    zone = PLACES.zone("无锡新区")
    assert zone and (zone.name, zone.code, zone.within) == ("无锡国家高新技术产业开发区", "320214", "320200")
    park = PLACES.zone("苏州工业园区")
    assert park and (park.code, park.within) == ("", "320500")
    assert PLACES.zone("无锡") is None


def test_provinces_by_one_character() -> None:
    said = {"苏": "江苏省", "陕": "陕西省", "闽": "福建省", "宁": "宁夏回族自治区", "粤": "广东省", "桂": "广西壮族自治区", "滇": "云南省",
            "云": "云南省", "沪": "上海市", "台": "台湾省", "蒙": "内蒙古自治区"}
    assert {char: division.name for char in said if (division := PLACES.province_by_abbreviation(char))} == said
    every = [PLACES.province_by_abbreviation(char) for char in "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新台港澳"]
    assert {division.code for division in every if division} == {d.code for d in CURRENT if d.level == "province"}
    assert PLACES.province_by_abbreviation("的") is None


def test_parents() -> None:
    assert [division.name for division in PLACES.parents("610630")] == ["延安市", "陕西省"]
    assert PLACES.within("610630", "610000") and PLACES.within("610630", "610630") and not PLACES.within("610630", "320000")
    for code, name in (("320214", "江苏省"), ("830101", "台湾省"), ("660000", "新疆维吾尔自治区"), ("320000", "江苏省")):
        assert PLACES.province(code) == PLACES.named(name)[0]
    assert PLACES.province("999999") is None and PLACES.parents("999999") == ()


# Search


@pytest.mark.parametrize(("query", "codes"), [
    ("610630", ["610630"]), ("宜川", ["610630"]), (" 木里县 ", ["513422"]), ("yichuan", ["410329", "610630"]), ("yichuanxian", ["410329", "610630"]),
    ("yi chuan xian", ["410329", "610630"]), ("Yi-Chuan", ["410329", "610630"]), ("muli", ["513422"]), ("muli xian", ["513422"]),
    ("xinwuqu", ["320214", "830312", "340204"]), ("keyouzhongqi", ["152222"]), ("lvliang", ["141100", "530322", "142300"]),
    ("Lüliang", ["141100", "530322", "142300"]), ("luliang", ["141100", "530322", "142300"]), ("Shaanxi", ["610000"]),
    ("shanxi", ["140000", "610000"]), ("Hong Kong", ["810000"]), ("hohhot", ["150100"]), ("无锡高新区", ["320214"]), ("昌平县", ["110221"]),
    ("yubei", ["500112"]), ("changping", ["110114", "110221"]), ("liuan", []), ("nosuchplace", []), ("999999", []), ("", []), ("?", []),
])
def test_search(query: str, codes: list[str]) -> None:
    assert [division.code for division, _ in PLACES.search(query)] == codes


@pytest.mark.parametrize(("name", "pinyin"), [
    ("漯河市", "luo he shi"), ("单县", "shan xian"), ("郫都区", "pi du qu"), ("六安市", "lu an shi"), ("六合区", "lu he qu"), ("蚌埠市", "beng bu shi"),
    ("蚌山区", "beng shan qu"), ("乐清市", "yue qing shi"), ("乐亭县", "lao ting xian"), ("南乐县", "nan le xian"), ("丽水市", "li shui shi"),
    ("涪陵区", "fu ling qu"), ("铅山县", "yan shan xian"), ("歙县", "she xian"), ("黟县", "yi xian"), ("番禺区", "pan yu qu"), ("洪洞县", "hong tong xian"),
    ("蔚县", "yu xian"), ("尉犁县", "yu li xian"), ("盱眙县", "xu yi xian"), ("浚县", "xun xian"), ("重庆市", "chong qing shi"), ("台州市", "tai zhou shi"),
    ("莘县", "shen xian"), ("牟定县", "mou ding xian"), ("牟平区", "mu ping qu"), ("犍为县", "qian wei xian"), ("筠连县", "jun lian xian"),
    ("珙县", "gong xian"), ("枞阳县", "zong yang xian"), ("睢县", "sui xian"), ("泌阳县", "bi yang xian"), ("柘城县", "zhe cheng xian"),
    ("荥阳市", "xing yang shi"), ("荥经县", "ying jing xian"), ("长垣市", "chang yuan shi"), ("长子县", "zhang zi xian"), ("子长市", "zi chang shi"),
    ("吴堡县", "wu bu xian"), ("穆棱市", "mu ling shi"), ("喀什市", "ka shi shi"), ("曲靖市", "qu jing shi"), ("会理市", "hui li shi"),
    ("大城县", "dai cheng xian"), ("东阿县", "dong e xian"), ("丰都县", "feng du xian"), ("阿图什市", "a tu shi shi"), ("崆峒区", "kong tong qu"),
    ("宕昌县", "tan chang xian"), ("称多县", "chen duo xian"), ("勐海县", "meng hai xian"), ("邛崃市", "qiong lai shi"), ("尼勒克县", "ni le ke xian"),
    ("巴彦淖尔市", "ba yan nao er shi"), ("什邡市", "shi fang shi"), ("涡阳县", "guo yang xian"), ("马尾区", "ma wei qu"), ("略阳县", "lve yang xian"),
])
def test_readings_that_dictionaries_get_wrong(name: str, pinyin: str) -> None:
    assert PLACES.named(name)[0].pinyin == pinyin


def test_initials_find_it_after_pinyin() -> None:
    found = PLACES.search("ycx")
    assert ("610630", "initials") in [(division.code, reason) for division, reason in found]
    reasons = [reason for division, reason in PLACES.search("an") if division.status == "current"]
    assert reasons and reasons == sorted(reasons, key=["pinyin", "pinyin of short name", "pinyin without level", "initials"].index)


def test_a_city_ranks_before_the_districts_that_share_its_name() -> None:
    assert [division.name for division, _ in PLACES.search("xian")][:2] == ["西安市", "西安区"]


def test_what_only_changed_its_code_is_found_once() -> None:
    assert [division.code for division, _ in PLACES.search("安新县")] == ["130632"]
    assert [division.code for division, _ in PLACES.search("上饶县")] == ["361121"]


@given(st.text(max_size=12) | st.text("abcxyzv üÜ'-0１苏\t,", max_size=8))
def test_any_text_may_be_asked_for(text: str) -> None:
    assert all(division.code == text.strip() or reason != "code" for division, reason in PLACES.search(text))
    assert PLACES.resolve(text, near=[text]) is None or PLACES.named(text)
    assert PLACES.get(text) is None or text in {division.code for division in DIVISIONS}
