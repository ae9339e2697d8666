"""Words of English releases: levels of divisions, ends of bodies' names, titles of posts, and what no name begins with."""

from __future__ import annotations

import functools
import re

from ...vocabulary import vocabulary

LEVELS = {
    "Province": "省", "Municipality": "市", "City": "市", "County": "县", "District": "区", "Prefecture": "州", "Banner": "旗",
    "League": "盟", "Region": "自治区", "New Area": "新区", "Prefecture-level City": "市",
}
"""English words for levels of divisions and the last characters of the Chinese names that they stand for."""
BELOW = {"Town": "township", "Township": "township", "Subdistrict": "township", "Village": "village", "Community": "village"}
"""Levels below the county, which have no code."""
ENDS = {
    "University": "organ/university", "College": "organ/university", "Polytechnic": "organ/university", "School": "organ/school",
    "Academy": "organ/school", "Kindergarten": "organ/school", "Hospital": "organ/hospital", "Clinic": "organ/hospital",
    "Foundation": "organ/foundation", "Association": "organ/association", "Federation": "organ/association",
    "Society": "organ/association", "Chamber of Commerce": "organ/association", "Red Cross": "organ/association",
    "Institute": "organ/institute", "Bank": "organ/bank", "Group": "organ/company", "Company": "organ/company",
    "Corporation": "organ/company", "Holdings": "organ/company", "Cooperative": "organ/company", "Co., Ltd.": "organ/company",
    "Co., Ltd": "organ/company", "Co. Ltd.": "organ/company", "Ltd.": "organ/company", "Ltd": "organ/company", "Limited": "organ/company",
    "A/S": "organ/company", "B.V.": "organ/company", "S.A.": "organ/company", "S.p.A.": "organ/company", "Pty Ltd": "organ/company", "PLC": "organ/company",
    "Inc.": "organ/company", "Inc": "organ/company", "LLC": "organ/company", "GmbH": "organ/company", "Fund": "organ/foundation",
}
"""Ends of names of bodies and the kinds of body that they show."""
COMPANY_TAIL = re.compile(r",? (?:Co\.,? Ltd\.?|Ltd\.?|Limited|Inc\.?|LLC|GmbH|A/S|AG|B\.V\.|S\.A\.|PLC|Corporation|Company|Holdings)$")
UNITS = (r"(?:Bureau|Office|Department|Commission|Committee|Council|Government|Congress|Administration|Secretariat|Ministry|Division|"
         r"Section|Board|Center|Centre|CPPCC(?! [A-Z])|Federation|bureau|office|department|commission|committee|council|government|congress|"
         r"administration|secretariat|division|section|board|center|centre)")
"""Working units, which own posts but are no sides of a partnership."""
HONORIFIC = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Madam|Madame|Councillor|Cllr|Comrade|Hon|Rev|Engineer)\.? )"
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NO_NAME = frozenset((
    *MONTHS, *DAYS, *LEVELS, *BELOW, *(word for end in ENDS for word in end.split()), "The", "A", "An", "In", "On", "At", "After", "Before", "During",
    "As", "Since", "Under", "Also", "Both", "With", "By", "For", "From", "And", "But", "He", "She", "They", "We", "Our", "It", "Its", "This", "That",
    "These", "Those", "When", "While", "Over", "Earlier", "Later", "China", "Chinese", "Party", "Communist", "People", "Municipal", "Provincial",
    "Government", "Committee", "Bureau", "Office", "Department", "Council", "Commission", "Deputy", "Vice", "Executive", "Mayor", "Governor",
    "President", "Chairman", "Chairwoman", "Director", "Secretary", "Head", "Dean", "Principal", "Chief", "Minister", "Magistrate", "Lord",
    "Autonomous", "North", "South", "East", "West", "Northwest", "Northeast", "Southwest", "Southeast", "Memorandum", "Agreement", "Source",
    "Updated", "Published", "Posted", "Of", "To", "Meeting", "Following", "Founded", "Among", "Other", "Another", "Each", "Every", "All", "New",
    "Speaking", "Led", "Headed", "Accompanied", "Founder", "Manager", "General", "Center", "Centre", "National", "State", "International",
    "Chair", "Rector", "Chancellor", "Ambassador", "Consul", "Commissioner", "Leader", "Standing", "Member", "Here", "There", "His", "Her", "Their",
    "Last", "Next", "Today", "Yesterday", "Yuan", "RMB", "Photo", "Text", "Editor", "Reporter", "About", "More", "Some", "One", "Two", "Three"))
"""Capitalised words that no person's name holds."""

_SURNAMES = (
    "ai an ao ba bai ban bao bei bi bian bin bo bu cai cao cen chai chang chao che chen cheng chi chong chu cong cui dai dang deng di diao ding dong dou "
    "du duan dun e fan fang fei feng fu gan gao ge geng gong gou gu guan gui guo ha hai han hang hao he hei heng hong hou hu hua huai huan huang hui huo ji jia jian "
    "jiang jiao jie jin jing ju kan kang ke kong kou kuai kuang kui lai lan lang lao le lei leng li lian liang liao lin ling liu long lou lu luan luo lv "
    "lyu ma mai man mao mei meng mi miao min ming mo mou mu na nan ni nie nian ning niu nong ou pan pang pei peng pi pian piao ping pu qi qian qiang qiao qin qiu qu quan que "
    "ran rao ren rong ruan rui sang sha shan shang shao she shen sheng shi shou shu shui si song su sui sun suo tai tan tang tao teng tian tie tong tu "
    "wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xu xuan xue xun yan yang yao ye yi yin ying yong you yu yuan yue yun zang zeng zha zhai "
    "zhan zhang zhao zhen zheng zhi zhong zhou zhu zhuang zhuo zi zong zou zu zuo ouyang sima situ zhuge shangguan huangfu dongfang dugu murong xiahou linghu")
SURNAMES = frozenset(_SURNAMES.split())
"""Chinese surnames in pinyin."""
_SYLLABLE = (r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|ve|üe|er|[aoeiuüv]))")
GIVEN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE}){{0,2}}", re.I)
"""A Chinese given name in pinyin."""

_NO_TITLES = frozenset(("leader", "deputy leader", "academic", "physician", "journalist", "teacher", "member", "diplomat", "military officer",
                        "council member", "inspector", "consul", "prefect", "founder", "commander", "councillor", "councilor", "alderman"))
_MODIFIERS = (r"(?:(?:acting|executive|deputy|vice|associate|assistant|honorary|former|senior|interim|municipal|county|city|district|provincial|"
              r"prefectural|prefecture|township|town|village|banner|league|regional|party|government|CPPCC|CPC|then|permanent|full-time)[ -])*")


_OF_BODIES = ("university ", "hospital ", "company ", "bank ", "association ", "bureau ")
"""Before a head these are the end of a body's name."""
_OF_LEVEL = ("of the county", "of the district", "of the banner", "of the town", "of the township")
"""What a title of the vocabulary may end with to be looked for whole; of others the grammar reads what follows "of"."""


def spaced(words: str) -> str:
    """A pattern for words that a space or a hyphen joins."""
    return "[ -]".join(map(re.escape, re.split("[ -]", words)))


@functools.cache
def titles() -> dict[str, str]:
    """English title in lower case → key of its concept, longest first."""
    return {word.lower(): key for word, key in vocabulary().words("post").items() if word.isascii()}


@functools.cache
def heads() -> re.Pattern[str]:
    """A title as it begins in a text, with the modifiers before it."""
    words = [word for word in titles() if word not in _NO_TITLES and "(" not in word and not word.startswith(_OF_BODIES) and (" of " not in word or word.endswith(_OF_LEVEL))]
    return re.compile(rf"(?<![\w’'-])(?:{_MODIFIERS}(?:{'|'.join(map(spaced, words))}|member(?= of the (?:[\w’']+ ){{0,4}}(?:Standing|Party) Committee)))(?![\w-])(?!['’]s? (?!of\b)[a-z]*(?:office|residence))", re.I)


@functools.lru_cache(maxsize=4096)
def concept_of(title: str) -> str:
    """The concept of a title: of its words without levels, then of its head without what follows "of"."""
    party = re.sub(r"\bcpc\b(?= (?:[\w’']+ ){0,4}committee)", "party", title.lower())
    plain = re.sub(r"\b(?:the|municipal|county|city|district|provincial|prefectural|prefecture|banner|town|township|village|regional|"
                   r"cpc|acting|executive|former|honorary|interim|senior|then)\b ?", "", party).strip()
    plain = re.sub(r"party (?:[\w’']+ )*?committee", "party committee", plain).replace("standing committee of people's congress", "people's congress")
    plain = plain.replace("committee of cppcc", "cppcc")
    plain = plain.replace("-", " ") if plain.replace("-", " ") in titles() else plain
    for word in (title.lower(), plain, " of ".join(plain.split(" of ")[:2]).replace("of ", "of the "), plain.replace("of ", "of the "), title.lower().split(" of ")[0], plain.split(" of ")[0]):
        if word in titles():
            return titles()[word]
    return ""
