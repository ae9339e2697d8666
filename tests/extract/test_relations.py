"""Partnerships: who helps whom, in which direction, since when — and what is none."""

from __future__ import annotations

import pytest

from .reading import pairs

CASES = {
    "helps": ("新吴区对口帮扶宜川县。", {("新吴区", "宜川县", "paired-assistance", "")}),
    "direction from the provinces": ("宜川县与新吴区召开苏陕协作联席会议。", {("新吴区", "宜川县", "paired-assistance", "")}),
    "since a year": ("新吴区与宜川县自2016年以来开展苏陕协作。", {("新吴区", "宜川县", "paired-assistance", "2016")}),
    "abolished division of a name used twice": ("2012年，吴江市对口帮扶宜川县。", {("吴江市", "宜川县", "paired-assistance", "")}),
    "a working group is nobody's partner": ("新吴区与宜川县结对。副区长、无锡市帮扶宜川工作组组长到会。", {
        ("新吴区", "宜川县", "paired-assistance", "")}),
    "a body helps, not the city it came from": ("从北京市到突泉县：中国气象局自2002年起定点帮扶突泉，北京市的客人也来了。", {
        ("中国气象局", "突泉县", "designated-assistance", "2002")}),
    "an agreement of two towns beside other pairs": (
        "象山县与遂昌县开展山海协作。石浦镇党委书记干海涛、北界镇党委书记翁竹青也签了名，纸上写着《小岛大山结对共富协议》。",
        {("象山县", "遂昌县", "mountain-sea", ""), ("石浦镇", "北界镇", "township-pairing", "")}),
    "a contract of two firms is no pair, one of two hospitals is": (
        "象山县与遂昌县开展山海协作。象山县水务集团与遂昌县交通投资集团签订《山海协作飞地共建出资协议》。象山县第二医院与遂昌县人民医院签订《医疗对口帮扶协议》。",
        {("象山县", "遂昌县", "mountain-sea", ""), ("象山县第二医院", "遂昌县人民医院", "hospital-pairing", "")}),
    "a contract of trade under a programme": (
        "新吴区对口帮扶宜川县。宜川县果业集团与无锡市云帆科技有限公司签订《苏陕协作苹果购销协议》。", {("新吴区", "宜川县", "paired-assistance", "")}),
    "two towns by their names alone, whose verb is that of the couple before": (
        "福建省石狮市祥芝镇党委书记蔡听涛来到同心县丁塘镇。石狮和同心结亲是2017年，祥芝同丁塘是2021年续上的，名儿叫“闽宁镇镇结对”。",
        {("石狮市", "同心县", "paired-assistance", ""), ("祥芝镇", "丁塘镇", "township-pairing", "2021")}),
    "two districts likewise": ("无锡市对口帮扶延安市。无锡和延安结对是1996年，新吴区和宜川县是2016年。", {
        ("无锡市", "延安市", "paired-assistance", ""), ("新吴区", "宜川县", "paired-assistance", "")}),
    "task": ("常州市从2010年起承担青海省共和县的对口支援任务。", {("常州市", "共和县", "counterpart-support", "2010")}),
    "fused short names": ("新吴区、宜川县两地对口协作持续深化，新吴宜川协作见成效。", {("新吴区", "宜川县", "paired-assistance", "")}),
    "group that names both": ("无锡市对口帮扶延安市工作组到会。", {("无锡市", "延安市", "paired-assistance", "")}),
    "twin cities": ("武汉市与法国波尔多市1998年缔结友好城市关系。", {("武汉市", "波尔多市", "twinning", "1998")}),
    "company and villages": ("天津宏禾农业有限公司与甘谷县安远镇大城村、古坡镇大卜峪村结对帮扶。", {
        ("天津宏禾农业有限公司", "大城村", "village-enterprise", ""), ("天津宏禾农业有限公司", "大卜峪村", "village-enterprise", "")}),
    "takes on to support": ("2010年扬州市接下对口支援贵德县的担子。", {("扬州市", "贵德县", "counterpart-support", "2010")}),
    "supported by": ("青海省贵德县由扬州市对口支援。", {("扬州市", "贵德县", "counterpart-support", "")}),
    "designated county of a company": ("米脂县是国家能源集团的定点帮扶县。", {("国家能源集团", "米脂县", "designated-assistance", "")}),
    "several recipients": ("上海市对口支援万州区和夷陵区，三峡库区的干部来沪学习。", {
        ("上海市", "万州区", "counterpart-support", ""), ("上海市", "夷陵区", "counterpart-support", "")}),
    "aid to a prefecture": ("陕西援藏到阿里地区，已有二十年。", {("陕西省", "阿里地区", "counterpart-support", "")}),
    "sums of cities": ("今年山东省给甘肃省的东西部协作资金是26亿元，其中青岛市给陇南市的8.2亿元、济南市给临夏州的11.5亿元。", {
        ("山东省", "甘肃省", "paired-assistance", ""), ("青岛市", "陇南市", "paired-assistance", ""),
        ("济南市", "临夏回族自治州", "paired-assistance", "")}),
    "provinces of the programme": ("鲁甘东西部协作联席会议在兰州市召开。山东省委副书记、省长和甘肃省委副书记、省长讲话。2021年牵手至今，山东拨付资金94.6亿元。", {
        ("山东省", "甘肃省", "paired-assistance", "2021")}),
    "towns and companies in a list": ("武清区杨村街道与静宁县威戎镇、天津运河果业股份有限公司与静宁县李店镇，分别签订了结对帮扶协议。", {
        ("杨村街道", "威戎镇", "township-pairing", ""), ("天津运河果业股份有限公司", "李店镇", "village-enterprise", "")}),
    "towns by their officials": ("小榄镇党委书记梁伟韬与岩脚镇党委书记卢勇在戏台上交换了结对协议，两镇认了亲。", {("小榄镇", "岩脚镇", "township-pairing", "")}),
    "towns of counties": ("武清区的杨村街道和静宁县的威戎镇结为友好镇街。", {("杨村街道", "威戎镇", "township-pairing", "")}),
    "subject of the clause before": ("松江区岳阳街道出资40万元，与久治县智青松多镇结成对子。", {("岳阳街道", "智青松多镇", "township-pairing", "")}),
    "companies adopt villages": ("平湖瑞箱包有限公司认下青田县章村乡黄肚村，浙江九龙山食品有限公司认下方山乡龙现村。", {
        ("平湖瑞箱包有限公司", "黄肚村", "village-enterprise", ""), ("浙江九龙山食品有限公司", "龙现村", "village-enterprise", "")}),
    "two hospitals": ("咸阳市秦都区人民医院院长和普兰县人民医院院长见面，两家医院签署了《医疗帮扶合作协议》。", {
        ("咸阳市秦都区人民医院", "普兰县人民医院", "hospital-pairing", "")}),
    "two schools": ("青岛市第二中学与陇南市第一中学结成对子。", {("青岛市第二中学", "陇南市第一中学", "school-pairing", "")}),
    "twins of several years": ("珲春市来了韩国束草市和俄罗斯哈桑区的代表。珲春与束草1994年就是友好城市，与哈桑区则在2011年结下友好交流关系。", {
        ("珲春市", "束草市", "twinning", "1994"), ("珲春市", "哈桑区", "twinning", "2011")}),
    "twin by its last name": ("镇江市外办消息，日本三重县津市副市长到访，与津市的交情更早，1984年就定了友好城市。", {("镇江市", "津市", "twinning", "1984")}),
    "cities of one character": ("韩国光州市是广州市的友好城市，1996年结好。", {("广州市", "光州市", "twinning", "1996")}),
    "one year, two pairs": ("2018年天津市与长春市搭上对口合作这条线，南开区和长春市朝阳区随即结为对子。", {
        ("天津市", "长春市", "counterpart-cooperation", "2018"), ("南开区", "朝阳区", "counterpart-cooperation", "2018")}),
    "the year of its own pair": ("大丰区与阜新蒙古族自治县签订对口合作协议，盐城市与阜新市2017年起对口合作。", {
        ("大丰区", "阜新蒙古族自治县", "counterpart-cooperation", ""), ("盐城市", "阜新市", "counterpart-cooperation", "2017")}),
    "the year behind": ("南昌市西湖区同阿克陶县结对，是2019年的事，援疆工作见效。", {("西湖区", "阿克陶县", "counterpart-support", "2019")}),
    "the year of a pact is none": ("新吴区和宜川县的单位分别签订了2021年结对协作项目协议，新吴区出资。", {("新吴区", "宜川县", "paired-assistance", "")}),
    "districts by their governments": ("上海黄浦区政府与重庆市万州区政府，静安区政府与湖北省宜昌市夷陵区政府分别签订了对口支援项目协议书。", {
        ("黄浦区", "万州区", "counterpart-support", ""), ("静安区", "夷陵区", "counterpart-support", "")}),
    "one year for a list": ("1992年以来，上海市对口支援重庆市万州区、湖北省宜昌市夷陵区。", {
        ("上海市", "万州区", "counterpart-support", "1992"), ("上海市", "夷陵区", "counterpart-support", "1992")}),
    "first with first, second with second": (
        "历下区建筑新村街道、山东博辰建筑工程有限公司分别与武隆区桐梓镇、接龙乡两河村签署东西部协作帮扶框架协议。", {
            ("建筑新村街道", "桐梓镇", "township-pairing", ""), ("山东博辰建筑工程有限公司", "两河村", "village-enterprise", "")}),
    "twins in a list": ("内蒙古自治区兴安盟与蒙古国东方省、黑龙江省大庆市与韩国忠清北道忠州市等签署建立友好城市关系协议书。", {
        ("兴安盟", "东方省", "twinning", ""), ("大庆市", "忠州市", "twinning", "")}),
    "one city with several": ("市长代表绍兴市分别与新西兰陶波市、塞尔维亚苏博蒂察市签订了友好交流关系协议书。", {
        ("绍兴市", "陶波市", "twinning", ""), ("绍兴市", "苏博蒂察市", "twinning", "")}),
    "within a province": ("花都区对口帮扶连山壮族瑶族自治县太保镇，是省内横向帮扶协作。", {("花都区", "太保镇", "in-province", "")}),
    "mountains and sea": ("海盐县与景宁畲族自治县的山海协作始于2013年。", {("海盐县", "景宁畲族自治县", "mountain-sea", "2013")}),
    "university that helps": ("中国农业大学与镇康县签署校地合作协议，从2012年起中国农业大学定点帮扶镇康县。", {
        ("中国农业大学", "镇康县", "designated-assistance", "2012")}),
    "company in Tibet": ("中国石化集团对口支援班戈县，援藏工作二十年。", {("中国石化集团", "班戈县", "counterpart-support", "")}),
    "hospital that helps": ("延安市人民医院由无锡市人民医院对口支援。", {("无锡市人民医院", "延安市人民医院", "hospital-pairing", "")}),
    "schools": ("扬州旅游学校与贵德县职业学校结为姊妹学校。", {("扬州旅游学校", "贵德县职业学校", "school-pairing", "")}),
    "places through their villages": ("截至目前，静宁县32个村与武清区32个村结对。", {("武清区", "静宁县", "paired-assistance", "")}),
    "county after its province": ("山东单县与新疆英吉沙县因对口援疆结缘。", {("单县", "英吉沙县", "counterpart-support", "")}),
    "in Traditional script": ("靜寧縣與武清區的東西部協作自2016年開始。", {("武清区", "静宁县", "paired-assistance", "2016")}),
    "help for": ("四会市代表团到龙州县。四会对龙州的帮扶，从2021年算起已是第二个年头。", {("四会市", "龙州县", "paired-assistance", "2021")}),
    "county and its towns": ("闵行区结对帮扶金寨县。闵行区七宝镇与金寨县燕子河镇、闵行区华漕镇与金寨县天堂寨镇结对。", {
        ("闵行区", "金寨县", "paired-assistance", ""), ("七宝镇", "燕子河镇", "township-pairing", ""), ("华漕镇", "天堂寨镇", "township-pairing", "")}),
    "firms of a group": ("集团下属中铝昆明铜业有限公司与莲城镇坝美村、云南冶金建设公司与珠琳镇板榔村签订村企共建协议。", {
        ("中铝昆明铜业有限公司", "坝美村", "village-enterprise", ""), ("云南冶金建设公司", "板榔村", "village-enterprise", "")}),
    "one with two": ("丰台区与内蒙古自治区赤峰市林西县、兴安盟扎赉特旗召开京蒙协作联席会议。", {
        ("丰台区", "林西县", "paired-assistance", ""), ("丰台区", "扎赉特旗", "paired-assistance", "")}),
    "bank in several counties": ("农业银行副行长到四川省金阳县、通江县和万源市调研定点扶贫工作。", {
        ("农业银行", "金阳县", "designated-assistance", ""), ("农业银行", "通江县", "designated-assistance", ""),
        ("农业银行", "万源市", "designated-assistance", "")}),
    "who helps whom is not told": (
        "天水市东西部扶贫协作工作总结。天津市河西区、东丽区、北辰区分别对口帮扶我市张家川县、清水县、麦积区和甘谷县、秦安县。",
        {("天津市", "天水市", "paired-assistance", "")}),
    "county beside its hospital": ("江苏省南通市援疆工作组与伊宁县举行签约。南通市中医院与伊宁县中医医院签订帮扶协议书，南通援伊已经十三年。", {
        ("南通市", "伊宁县", "counterpart-support", ""), ("南通市中医院", "伊宁县中医医院", "hospital-pairing", "")}),
    "the counties of towns, as both are said to be paired": ("桐乡市代表团赴开化县考察。桐乡市乌镇镇与开化县齐溪镇续签结对共建协议。两地自2012年建立山海协作结对关系，桐乡市累计安排资金6200万元。", {
        ("乌镇镇", "齐溪镇", "township-pairing", ""), ("桐乡市", "开化县", "mountain-sea", "2012")}),
    "takes over": ("泉州市2010年承接昌吉市的对口援建任务，援疆见效。", {("泉州市", "昌吉市", "counterpart-support", "2010")}),
    "college and village": ("丽江师范高等专科学校自2016年挂钩帮扶玉龙纳西族自治县石头乡四华村。", {
        ("丽江师范高等专科学校", "四华村", "designated-assistance", "2016")}),
    "university and county": ("我校与宜川县签署战略合作协议。江南理工大学校长沈拓出席。", {("江南理工大学", "宜川县", "university-local", "")}),
    "twins, and a city that may become one": ("绍兴市与日本西宫市1985年结为友好城市。代表团还到德国奥芬堡市，与市长签署了《建立友好城市关系意向书》。", {
        ("绍兴市", "西宫市", "twinning", "1985")}),
    "sister schools by their agreement": ("柳州市代表团访问友好城市德国帕绍市，柳州铁一中学与帕绍市利奥波迪纳中学签订了姊妹学校协议。", {
        ("柳州市", "帕绍市", "twinning", ""), ("柳州铁一中学", "帕绍市利奥波迪纳中学", "school-pairing", "")}),
    "counties told in passing": ("南京市与佳木斯市2017年起对口合作，下面的栖霞区同桦南县也成了伙伴。", {
        ("南京市", "佳木斯市", "counterpart-cooperation", "2017"), ("栖霞区", "桦南县", "counterpart-cooperation", "")}),
    "the town that a gift goes to": ("海淀区与敖汉旗召开京蒙协作座谈会。海淀区清河街道拿出6万元，帮扶结对的敖汉旗新惠镇。", {
        ("海淀区", "敖汉旗", "paired-assistance", ""), ("清河街道", "新惠镇", "township-pairing", "")}),
    "an officer's district is no partner": ("无锡市2010年起对口支援霍城县，援疆工作队领队、滨湖区原副区长沈拓代表队员发言，队员们前往霍城县。", {
        ("无锡市", "霍城县", "counterpart-support", "2010")}),
    "a firm with a contract is no partner": (
        "鲁渝协作再结果，济宁市与万州区签约。山东鲁泰重工股份有限公司与万州区签下装备基地项目投资协议，公司董事长沈拓说年底投产，政企合作看好。", {
            ("济宁市", "万州区", "paired-assistance", "")}),
    "of whom the supporter is said": ("对口支援巫山县的珠海市又送来了一批教学设备。", {("珠海市", "巫山县", "counterpart-support", "")}),
    "supporting since": ("自2015年定点帮扶宜川县以来，中国建筑集团有限公司累计投入帮扶资金3.6亿元。", {
        ("中国建筑集团有限公司", "宜川县", "designated-assistance", "2015")}),
    "supporting unit goes to": ("定点帮扶单位中国电信到盐源县开展消费帮扶。", {("中国电信", "盐源县", "designated-assistance", "")}),
    "as supporting unit": ("作为定点帮扶单位，南方电网公司在东兰县捐建了小学。", {("南方电网公司", "东兰县", "designated-assistance", "")}),
    "supporting unit of": ("国家电网是巴东县的定点帮扶单位。", {("国家电网", "巴东县", "designated-assistance", "")}),
    "firm by its short name": ("中国一汽对镇赉县的定点帮扶始于2002年。", {("中国一汽", "镇赉县", "designated-assistance", "2002")}),
    "county by its government": ("合阳县人民政府与西北农林科技大学举行校地合作签约仪式。", {("西北农林科技大学", "合阳县", "university-local", "")}),
    "couples of cities": ("福州市与定西市、厦门市与临夏州结成帮扶对子。", {
        ("福州市", "定西市", "paired-assistance", ""), ("厦门市", "临夏回族自治州", "paired-assistance", "")}),
    "each its own county": ("苏州市对口帮扶铜仁市，其中张家港市帮扶沿河县、常熟市帮扶思南县。", {
        ("苏州市", "铜仁市", "paired-assistance", ""), ("张家港市", "沿河土家族自治县", "paired-assistance", ""),
        ("常熟市", "思南县", "paired-assistance", "")}),
    "districts within paired cities": ("南京市和商洛市结对，其中江宁区对洛南县，栖霞区对柞水县。", {
        ("南京市", "商洛市", "paired-assistance", ""), ("江宁区", "洛南县", "paired-assistance", ""), ("栖霞区", "柞水县", "paired-assistance", "")}),
    "severally without a preposition": ("丰台区与林西县开展京蒙协作。卢沟桥街道、方庄街道分别结对十二吐乡、新城子镇。", {
        ("丰台区", "林西县", "paired-assistance", ""), ("卢沟桥街道", "十二吐乡", "township-pairing", ""),
        ("方庄街道", "新城子镇", "township-pairing", "")}),
    "the town's partner": ("丰台区与林西县开展京蒙协作。十二吐乡的结对街道——卢沟桥街道捐赠5万元。", {
        ("丰台区", "林西县", "paired-assistance", ""), ("卢沟桥街道", "十二吐乡", "township-pairing", "")}),
    "twins in a list of names": ("南通市目前有国际友好城市15个，包括日本丰桥市、英国斯旺西市。", {
        ("南通市", "丰桥市", "twinning", ""), ("南通市", "斯旺西市", "twinning", "")}),
    "north and south of a province": ("苏州市姑苏区与宿迁市宿城区南北结对帮扶合作。", {("姑苏区", "宿城区", "in-province", "")}),
    "counties of two cities": ("佛山市南海区与云浮市新兴县开展新型帮扶协作。", {("南海区", "新兴县", "in-province", "")}),
}


PEERS = ("twinning", "university-local", "counterpart-cooperation")


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_partnerships(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    def comparable(rows: set[tuple[str, str, str, str]]) -> set[tuple[object, str, str]]:
        return {(frozenset(row[:2]) if row[2] in PEERS else row[:2], *row[2:]) for row in rows}

    assert comparable(pairs(text)) == comparable(expected)


@pytest.mark.parametrize("text", [
    "宜川县委书记沈拓到宜川县气象局检查防汛工作。", "延安市与宜川县召开防汛会议。", "新吴区代表团到宜川县考察。", "江苏省和陕西省都是教育大省。",
    "宜川县与宜君县的干部在党校学习。", "云岩镇与壶口镇的干部在宜川县开会。", "榕城医院与城关医院的医生参加了培训。",
    "新安街道与梅村街道召开联席会议，部署防汛。", "宜川县召开干部结对帮扶推进会，要求各镇抓好落实。", "日本客人参观宜川县，与村民合影。",
    "云岩镇与壶口镇相距二十公里，结对的干部走访农户。", "延安市下辖宜川县、宜君县等，全市干部结对帮扶困难户。",
    "哈尔滨市的国际友城活动上，哈尔滨工程大学与太平洋国立大学签署备忘录。",
    "韩国束草市、俄罗斯哈桑区的客人到珲春市。", "云岩镇与壶口镇签订防汛责任书。", "宏禾公司与云岩镇签订购销合同。",
    "湘粤桂城市篮球邀请赛在桂林市举行，桂林队对衡阳队，桂林市副市长为衡阳市体育局领队颁奖。", "绍兴市与法国特鲁瓦市签署建立友好城市关系意向书。",
    "长三角一体化发展论坛在嘉兴市举行，上海市金山区代表参会。", "丰台区的方庄街道办事处主任一行考察林西县十二吐乡。",
    "佛山市南海区与云浮市新兴县联合举办招聘会。", "延安市宝塔区与榆林市榆阳区的干部结对学习。",
    "定点帮扶宜川县的干部回到延安市。", "中国移动的信号在宜川县全覆盖。", "县委书记到结对帮扶村调研，定点帮扶单位到云岩镇开会。",
    "绍兴市代表团访问德国奥芬堡市，希望两市早日结为友好城市。", "双方就绍兴市同法国特鲁瓦市建立友好城市关系事宜交换了意见。",
    "福建省石狮市祥芝镇与同心县丁塘镇都靠水。祥芝和丁塘是2021年通的车。",
    "山东鲁泰重工股份有限公司与宜川县签订《装备基地项目投资协议》。",
])
def test_no_partnership(text: str) -> None:
    assert pairs(text) == set()
