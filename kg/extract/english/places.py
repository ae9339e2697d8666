"""Places in an English text: Chinese divisions by pinyin and official romanisation (Yichuan County in Yan'an, Shaanxi), towns
and villages, foreign towns beside their country or in the words of town partnership."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from ...model import Region
from ...places import Division, gazetteer
from ..countries import COUNTRIES
from ..regions import region_of
from .words import BELOW, LEVELS, NO_NAME

_CAP = r"[A-ZÀ-ÖØ-ÞČĆĐŁŚŠŽ][\w’'-]*"
_LEVEL = "|".join(sorted(map(re.escape, LEVELS), key=len, reverse=True))
_STEM = r"(?P<stem>(?:Inner Mongolia|Hong Kong|[A-Z][a-zü]+(?:['’](?!s\b)[a-zü]+)?))"
_NAME = re.compile(rf"(?<![\w’'])(?:(?P<north>[NSEW][a-z]+) (?=Inner))?{_STEM}"
                   rf"(?P<rest>(?: [A-Z][a-z]+(?:(?:, | and )[A-Z][a-z]+)*)? Autonomous (?P<auto>Region|Prefecture|County|Banner)"
                   rf"| (?P<level>{_LEVEL}|province|city|county|district|prefecture|banner|municipality)(?![\w-]))?(?=\W|['’]s\b|$)")
_BELOW = re.compile(rf"(?<![\w’'])(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?P<level>{'|'.join(BELOW)})\b(?! (?:Hall|Council|Association|School))")
_NOT_BARE = frozenset("Ali Jian Man Dating Pen Lane Song Long Sang Hang Gong Fang Wan Dang Qing Ming Han Tang Jin Yuan Wei Tong Dali".split()) - {"Dali"}
"""Stems of divisions that are words or names of other things when they stand alone."""
ENGLISH_COUNTRIES = {en: zh for zh, (_, en) in COUNTRIES.items()} | {
    "the United States": "美国", "USA": "美国", "U.S.": "美国", "the US": "美国", "UK": "英国", "the UK": "英国", "England": "英国", "Scotland": "英国",
    "Wales": "英国", "Korea": "韩国", "the Republic of Korea": "韩国", "the Netherlands": "荷兰", "Czech Republic": "捷克", "the Czech Republic": "捷克",
    "the Philippines": "菲律宾", "Laos": "老挝"}
_COUNTRY = "|".join(sorted((re.escape(name) for name in ENGLISH_COUNTRIES if name not in ("China",)), key=len, reverse=True))
_TOWN = rf"(?P<town>{_CAP}(?:[ -](?:{_CAP}|de|la|sur|upon|am|an der|on|do|di)){{0,3}})"
_ABROAD = (re.compile(rf"(?<![\w’']){_TOWN}(?:, {_CAP}(?: {_CAP})?)??(?:, | in )(?:(?P<country>{_COUNTRY}))(?![\w])"),
           re.compile(rf"\b(?:[A-Z][a-z]+ (?:twin |sister |partner )?(?:city|town|county|district|prefecture|municipality|region|port)|"
                      rf"(?:twin|sister|partner)[- ](?:city|town)|[Cc]ity|[Mm]ayor|[Tt]own) of {_TOWN}"),
           re.compile(rf"(?<![\w’']){_TOWN} (?:City|Town|Borough|District) Council\b"),
           re.compile(rf"\b(?:twin|sister|partner|friendship)[- ](?:city|town) {_TOWN}"),
           re.compile(rf"\b[Dd]elegation (?:from|of) {_TOWN}(?=[,. ])"))
"""Where a foreign town is named as a side."""


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A mention of a region; `full` where the text gives its level or the place that it lies in."""

    start: int
    end: int
    region: Region
    full: bool = False


@dataclasses.dataclass(slots=True)
class _Candidate:
    start: int
    end: int
    stem: str
    level: str
    divisions: list[Division]


@functools.lru_cache(maxsize=4096)
def _divisions(stem: str, level: str) -> tuple[Division, ...]:
    """The divisions that a romanised name may mean: those of its level, else all whose short name sounds so, spelled right."""
    plain = re.sub("['’]", "", stem)
    found = [division for division, reason in gazetteer().search(plain) if reason in ("pinyin of short name", "English name", "pinyin without level")]
    if level:
        found = [division for division in found if _has_level(division, level)]
        if level == "County" and plain.lower().endswith("xian"):  # Fengxian County is 丰县
            found += [division for division, reason in gazetteer().search(plain) if reason == "pinyin" and division.name.endswith("县")]
    else:
        found = [division for division in found if _spelled(division, stem)]
    found = [division for division in found if division.code[:2] not in ("81", "82", "83") or division.code.endswith("0000")]
    current = [division for division in found if division.status == "current"]
    return tuple(current or found)


def possible(word: str) -> bool:
    """Whether a word may be the name of a Chinese division, whichever it is."""
    return word not in NO_NAME and bool(_divisions(word, ""))


def _has_level(division: Division, level: str) -> bool:
    names = (division.name, *division.aliases)
    if level in ("Prefecture", "Autonomous Prefecture"):
        return division.level == "city" and any(name.endswith(("州", "地区")) for name in names)
    if level in ("Region", "Autonomous Region"):
        return division.name.endswith("自治区")
    if level == "Municipality":
        return division.name.endswith("市")
    if level.startswith("Autonomous"):
        return "自治" in division.name and division.name.endswith(LEVELS[level.split()[-1]])
    return any(name.endswith(LEVELS[level]) for name in names)


def _spelled(division: Division, stem: str) -> bool:
    """Whether a bare name bears its apostrophe (Xi'an, Ji'an), without which it may be another word."""
    syllables = division.pinyin.split()
    joined = ""
    for syllable in syllables:
        joined += ("'" if joined and syllable[0] in "aeo" else "") + syllable
        if joined.replace("ü", "u") == stem.lower().replace("’", "'").replace("ü", "u"):
            return True
    return "'" not in joined[:len(stem) + 1] or not stem.lower().startswith(joined[:2])


def find_places(text: str, blocks: Sequence[tuple[int, int]], near: str) -> list[Place]:
    """The places of a text, in order. `near` is further text (title line, publisher) whose names help to choose."""
    candidates = [candidate for start, end in blocks for candidate in _candidates(text, start, end)]
    chosen = _Choice(text, candidates, near).places()
    taken = {position for place in chosen for position in range(place.start, place.end)}
    for start, end in blocks:
        for match in _BELOW.finditer(text, start, end):
            if match.start() not in taken and match["name"].split()[0] not in NO_NAME:
                parent = next((place.region for place in chosen if place.start in range(match.end(), match.end() + 14)
                               and re.fullmatch(r",? (?:in |of )?", text[match.end():place.start])), None)
                region = Region(name=match.group(), level=BELOW[match["level"]], parent=parent)
                chosen.append(Place(*match.span(), region, True))
    chosen += _foreign(text, blocks, chosen)
    kept: list[Place] = []
    for place in sorted(chosen, key=lambda place: (place.start, -place.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _candidates(text: str, start: int, end: int) -> list[_Candidate]:
    found = []
    for match in _NAME.finditer(text, start, end):
        stem, level = match["stem"], (match["level"] or "").title()
        if match["auto"]:
            level = f"Autonomous {match['auto']}"
        if stem in NO_NAME or (not level and stem in _NOT_BARE):
            continue
        divisions = list(_divisions(stem, level))
        stop = match.end() if level else match.end("stem")
        if level and not divisions and not match["auto"]:
            divisions, stop, level = list(_divisions(stem, "")), match.end("stem"), ""
        if divisions:
            found.append(_Candidate(match.start("stem"), stop, stem, level, divisions))
    return found


class _Choice:
    """Chooses among divisions of one sound by what else the text names."""

    def __init__(self, text: str, candidates: list[_Candidate], near: str) -> None:
        self.text, self.candidates = text, candidates
        every = [*candidates, *_candidates(near, 0, len(near))]
        self.settled = {one.divisions[0].code for one in every if len(one.divisions) == 1 and (one.level or one.divisions[0].level != "county")}
        for one in every:  # the parent decides, and what it decides is a parent in turn
            if one.level and len(one.divisions) > 1:
                fits = [division for division in one.divisions if self._parents(division) & self.settled]
                self.settled.update(division.code for division in fits if len(fits) == 1)
        self.full = {division.code for one in every if one.level for division in one.divisions}

    @staticmethod
    def _parents(division: Division) -> set[str]:
        return {parent.code for parent in gazetteer().parents(division.code)}

    def _chained(self, index: int) -> set[str]:
        """Codes of what stands right after (", Sichuan", "in Yan'an") or before ("Zhejiang's", "Zhejiang province's") it."""
        one = self.candidates[index]
        found: set[str] = set()
        if index + 1 < len(self.candidates):
            after = self.candidates[index + 1]
            gap = self.text[one.end:after.start]
            if re.fullmatch(r",? (?:(?:a |the )?(?:[a-z-]+ )?(?:city|county|district|town)? ?)?(?:in |of |under )?(?:the )?(?:[a-z]*(?:east|west|north|south|central)[a-z]* )?"
                            r"(?:China['’]s )?(?:(?:[a-z]+ )?province of )?", gap):
                found.update(division.code for division in after.divisions)
        if index:
            before = self.candidates[index - 1]
            if re.fullmatch(r"['’]s (?:[a-z]+ )?", self.text[before.end:one.start]):
                found.update(division.code for division in before.divisions)
        return found

    def places(self) -> list[Place]:
        found = []
        for index, one in enumerate(self.candidates):
            chain = self._chained(index)
            division = self._best(one, chain)
            if division is not None:
                found.append(Place(one.start, one.end, region_of(division.code), bool(one.level) or bool(self._parents(division) & chain)))
        return found

    def _best(self, one: _Candidate, chain: set[str]) -> Division | None:
        ranked = []
        for division in one.divisions:
            parents = self._parents(division)
            weight: float = 8 * bool(parents & chain) + 3 * len(parents & self.settled) + (division.code in self.settled) + 2 * (division.code in self.full)
            weight += 1 - {"province": 0, "city": 1, "county": 2}[division.level] / 4 if not one.level else 0
            if division.level == "county" and not one.level and division.code not in self.full and not parents & chain:
                weight -= 20
            ranked.append((weight, division))
        ranked.sort(key=lambda pair: (-pair[0], pair[1].code))
        best = ranked[0]
        if best[0] < -5 or len(ranked) > 1 and ranked[1][0] == best[0]:
            return None
        return best[1]


def _foreign(text: str, blocks: Sequence[tuple[int, int]], chosen: list[Place]) -> list[Place]:
    """Foreign towns, where the text shows one, and every later mention of it."""
    taken = {place.start for place in chosen} | {place.end - 1 for place in chosen}
    names: dict[str, Region] = {}
    for pattern in _ABROAD:
        for start, end in blocks:
            for match in pattern.finditer(text, start, end):
                name = re.sub(r"['’]s$", "", match["town"])
                if match.start("town") in taken or set(re.split("[ -]", name)) & NO_NAME or name in ENGLISH_COUNTRIES or name in names:
                    continue
                country = ENGLISH_COUNTRIES.get(match.groupdict().get("country") or "", "")
                names[name] = Region(name=name, level="foreign", country=country)
    found = []
    for name, region in names.items():
        for start, end in blocks:
            for match in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?![\w-])", text[start:end]):
                found.append(Place(start + match.start(), start + match.end(), region, True))
    return found
