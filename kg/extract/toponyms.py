"""Places in a text: full names, chains (陕西省延安市宜川县), short names that the text confirms (宜川), development
zones, towns and villages, foreign cities; each resolved to one division by what stands around it."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict

from ..model import Region
from ..places import Division, gazetteer
from ..vocabulary import vocabulary
from .abroad import foreign_places
from .document import Document
from .localities import localities
from .regions import LEVELS, Place, ancestors, region_of
from .spans import covered

_NEXT_TO = re.compile(r"代表团|党政|方面|人民|干部|群众|协作|对口|帮扶|支援|两地|双方|举行|考察|县|市|区|州|籍|企业|各界|当地|所需|所能|发展|的")
_BEFORE = re.compile(r"(?:赴|到|来|在|与|和|同|帮扶|支援|援|至|往|给|自|由|向|对|进|从|让|为|助|对接|帮助|抵达|走进)$")
_STRONG_AFTER = re.compile(r"代表团|党政|两地|两县|两区|县|人民|方面|干部|所需|所能|籍|结[了上成下为]?[对缘亲]|牵手|携手|对口|协作|帮扶|前方|分指|工作组|日报|融媒|零距离")
_MEDIUM = "(?:日报|晚报|新闻|发布|零距离|融媒|网|电视|广播|在线|信息|视窗|传媒|报|[县市区旗]?政府|(?= |$))"
_OF_TOWN = re.compile(r"街道|镇(?![村上])|社区|乡(?=[\u4e00-\u9fff]{1,4}村)")
_TAKES = frozenset("担兼现新原曾历挂出接主")
"""What makes a verb of a following 任, which else may begin a name (任县)."""
_STRONG_BEFORE = re.compile(r"(?:赴|帮扶|支援|援助|对口|走进)$")


@functools.cache
def _index() -> dict[str, list[str]]:
    """Names to look for by their first two characters, longest first."""
    index: dict[str, list[str]] = defaultdict(list)
    names = set(gazetteer().names()) | {name for zone in gazetteer().zones for name in (zone.name, *zone.aliases)}
    for name in names:
        index[name[:2]].append(name)
    for group in index.values():
        group.sort(key=lambda name: (-len(name), name))
    return dict(index)


@functools.cache
def _programme_words() -> dict[str, str]:
    return vocabulary().words("programme")


def find_places(document: Document) -> list[Place]:
    """All places that the document mentions, in order, each resolved or left out (a short or ambiguous name that
    nothing in the text confirms is no place)."""
    text = document.text
    spans = _scan(text)
    hints = _Hints(document, spans)
    places: list[Place] = []
    for start, end in spans:
        region = hints.resolve(start, end, places)
        if region is not None:
            places.append(Place(start, end, region))
    places += _risky(text, places)
    places += foreign_places(text, places)
    places.sort(key=lambda place: place.start)
    places += localities(document, places)
    places.sort(key=lambda place: (place.start, -place.end))
    return _longest(places)


def _risky(text: str, places: list[Place]) -> list[Place]:
    """Short names that are also everyday words (宝山, 合作): where the text names the division in full, and what stands
    around them is the company of a place."""
    taken = covered((place.start, place.end) for place in places)
    named = {place.region.key: place.region for place in places if text[place.end - 1] in LEVELS}
    found: list[Place] = []
    known = gazetteer().names()
    for region in named.values():
        for name in {alias for alias in region.aliases if len(alias) > 1 and alias in text and alias not in known}:
            for match in re.finditer(re.escape(name), text):
                ahead, after = text[max(0, match.start() - 2):match.start()], text[match.end():match.end() + 4]
                parent = any(place.end == match.start() and place.region in ancestors(region) for place in places)
                if match.start() not in taken and (parent or _BEFORE.search(ahead) or _STRONG_AFTER.match(after)
                                                   or after[:1] in "—、与和同对" and ahead[-1:] in "，。\n、"):
                    found.append(Place(match.start(), match.end(), region))
    return found


def _scan(text: str) -> list[tuple[int, int]]:
    """Spans of candidate names, leftmost longest."""
    index, spans, position, size = _index(), [], 0, len(text)
    while position < size - 1:
        for name in index.get(text[position:position + 2], ()):
            if text.startswith(name, position) and not (name[0] == "任" and text[position - 1:position] in _TAKES and position):
                end = position + len(name)
                longer = _later_longer(text, position, end, index)
                if longer:
                    continue
                spans.append((position, end))
                position = end
                break
        else:
            position += 1
    return spans


def _later_longer(text: str, start: int, end: int, index: dict[str, list[str]]) -> bool:
    """Whether a longer name begins inside this one (西宁夏 … never splits 宁夏 off): then this match is wrong."""
    for begin in range(start + 1, end):
        for name in index.get(text[begin:begin + 2], ()):
            if begin + len(name) > end and len(name) > end - start and text.startswith(name, begin):
                return True
    return False


class _Hints:
    """What the document as a whole says about which division a name means."""

    def __init__(self, document: Document, spans: list[tuple[int, int]]) -> None:
        self.document, self.text, self.places = document, document.text, gazetteer()
        self.publisher = f"{document.source.publisher} {document.source.credit}"
        self.names = Counter(self.text[start:end] for start, end in spans)
        self.full: Counter[str] = Counter()
        self._parents: dict[str, int] = {}
        self.settled: set[str] = set()
        self.provinces: set[str] = set()
        for start, end in spans:
            codes = self.codes(self.text[start:end])
            if self.is_full(start, end):
                self.full.update(codes)
            if len(codes) == 1 and self.is_full(start, end):
                self.settled.add(codes[0])
        for code in self.settled:
            province = self.places.province(code)
            if province:
                self.provinces.add(province.code)
        self.linked: set[str] = set()
        self._link({key for word, key in _programme_words().items() if word in self.text})

    def _link(self, named: set[str]) -> None:
        """The provinces of the programmes that the text names, and those that stand in any programme with one of them."""
        every = [(concept.key, concept.facts.get("supporterProvince", ()), concept.facts.get("recipientProvince", ()))
                 for concept in vocabulary().scheme("programme")]
        for key, givers, takers in every:
            if key in named:
                self.provinces.update((*givers, *takers))
        for _, givers, takers in every:
            if set(givers) & self.provinces:
                self.linked.update(takers)
            if set(takers) & self.provinces:
                self.linked.update(givers)

    def codes(self, name: str) -> tuple[str, ...]:
        zone = self.places.zone(name)
        if zone is not None:
            return (zone.code,) if zone.code else ()
        current = [division for division in self.places.named(name) if division.status == "current"]
        divisions = current or list(self.places.named(name))
        full = [division for division in divisions if name == division.name or _formal(name, division)]
        return tuple(division.code for division in (full or divisions))

    def is_full(self, start: int, end: int) -> bool:
        """A name with its level (宜川县, 黔西南州) rather than short (宜川)."""
        name = self.text[start:end]
        if end - start == 2 and name[-1] in LEVELS:  # 华县, not 兰州
            return any(division.name == name for division in self.places.named(name))
        return name[-1] in LEVELS or self.places.zone(name) is not None or (
            name.endswith(("地区", "自治区", "矿区", "林区", "特区")))

    def resolve(self, start: int, end: int, before: list[Place]) -> Region | None:
        name = self.text[start:end]
        codes = self.codes(name)
        if not codes:
            return None
        if not self.is_full(start, end) and not self.confirmed(start, end, codes):
            return None
        if self.is_full(start, end) and not self._free(start, end) and not (before and before[-1].end == start):
            return None
        if not self.is_full(start, end):  # 阜新 is the city, not the county of that name within it
            upper = [code for code in codes if not any(parent.code in codes for parent in self.places.parents(code))]
            codes = tuple(upper) if upper else codes
        best = sorted(((self.weight(code, start, before), code) for code in codes), key=lambda pair: (-pair[0], pair[1]))
        if len(best) > 1 and best[0][0] == best[1][0]:
            current = [code for weight, code in best if weight == best[0][0]]
            return self.tie(name, current)
        return region_of(best[0][1])

    def tie(self, name: str, codes: list[str]) -> Region | None:
        """Several divisions are equally likely: the one with the highest level, if it is alone there; any of several abolished
        ones of that name that went to one and the same division, where the text does not name that one too."""
        heirs = {frozenset(division.code for division in self.places.successors(code)) for code in codes}
        if len(heirs) == 1 and heirs != {frozenset()} and not any(self.full[heir] for heir in next(iter(heirs))):
            return region_of(codes[0])
        rank = {"province": 0, "city": 1, "county": 2}
        levels = sorted(codes, key=lambda code: rank.get(region_of(code).level, 3))
        if rank.get(region_of(levels[0]).level) != rank.get(region_of(levels[1]).level):
            return region_of(levels[0])
        return None

    def _free(self, start: int, end: int) -> bool:
        """Not the tail of a longer word: 高新区 is no 新区, 我市区 no 市区."""
        if self.text[start] in "代副" and self.text[end:end + 1] == "长":
            return False
        return not (end - start == 2 and start and "\u4e00" <= self.text[start - 1] <= "\u9fff"
                    and self.text[start - 1] not in "在到赴与和及来的省市县州为对向由、")

    def confirmed(self, start: int, end: int, codes: tuple[str, ...]) -> bool:
        """Whether the text shows that a short name is a place here, and not the name of a town (岳阳街道)."""
        if _OF_TOWN.match(self.text, end):
            return False
        if any(self.full[code] for code in codes):
            return True
        levels = {region_of(code).level for code in codes}
        if "province" in levels:
            return True
        after, ahead = self.text[end:end + 4], self.text[max(0, start - 2):start]
        context = bool(_NEXT_TO.match(after)) or bool(_BEFORE.search(ahead)) or after[:1] in "、—-·" or ahead[-1:] in "、—-·"
        if "city" in levels:
            context = context or after[:1] in "和与及" or ahead[-1:] in "和与及的"
            return context or self.names[self.text[start:end]] > 1 or start < 40
        if len(codes) == 1 and (self._publishes(start, end) or context and end - start > 2):
            return True
        close = bool(_STRONG_AFTER.match(after) or _STRONG_BEFORE.search(ahead)) or (
            ahead.endswith(("在", "于")) and after.startswith(("召开", "举行", "举办", "签")))
        return close and max(self.weight(code, start, []) for code in codes) >= 2

    def _publishes(self, start: int, end: int) -> bool:
        """Whether the paper, station or site of a place of this name publishes the text (句容日报)."""
        return re.search(re.escape(self.text[start:end]) + _MEDIUM, self.publisher) is not None

    def weight(self, code: str, start: int, before: list[Place]) -> float:
        weight = 0.0
        parents = {division.code for division in self.places.parents(code)}
        previous = before[-1] if before else None
        if previous and previous.end == start and previous.region.code in parents:
            weight += 8
        if code in self.settled or self.full[code]:
            weight += 1
        weight += 3 * len(parents & self.settled)
        province = self.places.province(code)
        if province and province.code in self.provinces:
            weight += 2
        elif province and province.code in self.linked:
            weight += 1.5
        if code not in self._parents:
            self._parents[code] = self._parents_named(code)
        weight += self._parents[code]
        division = self.places.get(code)
        if division and division.status != "current":
            weight -= 4
        return weight

    def _parents_named(self, code: str) -> int:
        """How many of a division's parents the text or its publisher names."""
        where = f"{self.publisher} {self.text}"
        return sum(any(len(alias) > 1 and alias in where for alias in (parent.name, *parent.aliases))
                   for parent in self.places.parents(code))


def _formal(name: str, division: Division) -> bool:
    """A form with a level suffix of a division's long name: 木里县 for 木里藏族自治县."""
    return name in division.aliases and name[-1] in LEVELS and len(name) > 2


def _longest(places: list[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in places:
        if kept and place.start < kept[-1].end:
            continue
        kept.append(place)
    return kept
