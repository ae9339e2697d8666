"""Titles of posts in English prose: "deputy mayor of Wuxi", "Huangshan Mayor", "director of the county's education bureau"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from ...model import Actor, Organization, Region
from ..actors import Mention
from ..spans import Spans
from .bodies import last_of
from .names import is_chinese, name_at
from .places import ENGLISH_COUNTRIES, Place
from .words import UNITS, heads

_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'&-]*"
_LEVEL = r"(?:municipal|county|city|district|provincial|prefectural|town|township|village|party|people['’]s|standing|regional|local|state)"
_LIST = rf"{_CAP}(?:(?:, {_CAP})*,? and |, (?={_CAP} and )| & | of | for | )"
_UNIT = re.compile(
    rf"(?:the |its |our |their |his |her )?(?P<unit>(?:(?:{_CAP}|{_LEVEL}|and|of|&|for) ){{0,8}}?(?:{UNITS})(?![\w-])(?: (?:of|for|on) (?:the )?(?:{_LIST})*{_CAP})?"
    rf"|(?:{_CAP}|the [a-z]+|its|our)['’]s (?:[a-z&-]+ ){{0,4}}?(?:{UNITS})(?![\w-])|(?:[a-z&-]+ ){{1,4}}?(?:{UNITS})(?![\w-])"
    rf"|(?:College|School|Faculty|Institute|Academy|Centre|Center) (?:of|for) (?:the )?(?:{_LIST})*{_CAP})")
_ANY = r"county|city|district|town|township|village|prefecture|province|foundation|company|firm|group|school|university|college|hospital|bank|association|institute"
_DEFINITE = re.compile(rf" (?:of|at|for) (?:the|our|its|their) (?P<word>{_ANY})(?![\w-]|['’]s)(?! (?:{UNITS}|[A-Z]))")
_OF = re.compile(r" (?:of|at|for|in|with) (?:the )?")
_BEFORE = re.compile(rf"(?P<unit>(?:(?:{_CAP}|and|&) ){{0,5}}(?:{UNITS})) $")
_COUNTRY = re.compile(rf"({'|'.join(sorted(map(re.escape, ENGLISH_COUNTRIES), key=len, reverse=True))})(?:(?: in| to) [A-Z][a-z]+)?(?![\w-])")
_ENVOY = re.compile(r"ambassador|consul|attach|counsell?or", re.I)
_VERB = re.compile(r"\b(?:said|told|visited|attended|met|held|and the|signed|led|is|was|has|who|which|that|to|at|in|from|with)\b")
"""Shows that words run past the name of a unit."""
_POSSESSED = re.compile(rf"\b[Tt]he (?P<word>{_ANY})['’]s $")


@dataclasses.dataclass(frozen=True, slots=True)
class Title:
    """A title in the text. `text` is without the proper name of a region; `owner` is whose post the text says it is,
    `unit` the working unit of the owner, `opening` where the words of its owner before it begin."""

    start: int
    end: int
    text: str
    owner: Actor | None
    unit: str
    opening: int


def find_titles(text: str, blocks: Sequence[tuple[int, int]], places: Spans[Place], bodies: Spans[Mention],
                actors: Spans[Mention]) -> list[Title]:
    """Every title, in order, never overlapping."""
    found: list[Title] = []
    taken = {position for mention in bodies for position in range(mention.start, mention.end)}
    for start, end in blocks:
        for match in heads().finditer(text, start, end):
            if match.start() in taken or found and match.start() < found[-1].end:
                continue
            found.append(_title(text, match, places, bodies, actors))
    return found


def _title(text: str, match: re.Match[str], places: Spans[Place], bodies: Spans[Mention], actors: Spans[Mention]) -> Title:
    start, end = match.span()
    opening, owner, unit = _ahead(text, start, places, bodies, actors)
    said = text[start:end]
    if unit and text[start - len(unit) - 1:start] == f"{unit} ":
        start -= len(unit) + 1
        said = text[start:end]
    definite = _DEFINITE.match(text, end)
    after = _OF.match(text, end)
    if definite:
        return Title(start, definite.end(), said, last_of(definite["word"], actors, start) or owner, unit, opening)
    if not after:
        level = re.search(rf"of the ({_ANY})$", match[0])
        return Title(start, end, said, owner or (last_of(level[1], actors, start) if level else None), unit, opening)
    body = next((one for one in bodies.within(after.end() - 4, after.end() + 1) if one.start == after.end() or text[one.start:after.end()] == "the "), None)
    if body is not None:
        return Title(start, body.end, said, body.actor, unit, opening)
    named = _UNIT.match(text, after.end() - 4 if text[after.end() - 4:after.end()] == "the " else after.end())
    if named and not _VERB.search(named["unit"]):
        return _of_unit(text, match, named, places, actors, owner, opening)
    country = _COUNTRY.match(text, after.end())
    if country:
        mission = Organization(name=country[1], kind="organ/mission" if _ENVOY.search(said) else "organ/government")
        return Title(start, country.end(), said, mission, unit, opening)
    place = next((one for one in places.within(after.end(), after.end() + 1)), None)
    if place is not None:
        return Title(start, place.end, said, place.region, unit, opening)
    return Title(start, end, said, owner, unit, opening)


def _without_name(unit: str) -> str:
    """A unit's name without the person who is named next after a comma or "and"."""
    for joint in re.finditer(r",? and |, ", unit):
        span = name_at(unit, joint.end())
        if span is not None and is_chinese(unit[slice(*span)].split()):
            return unit[:joint.start()]
    return unit


def _of_unit(text: str, match: re.Match[str], said: re.Match[str], places: Spans[Place],
             actors: Spans[Mention], owner: Actor | None, opening: int) -> Title:
    """The title of a unit's head: its owner is named inside the unit's name, behind it, or by "the county's"."""
    low = said.start("unit")
    name = _without_name(said["unit"])
    stop = high = low + len(name)
    inside = places.within(low, high)
    words = text[match.start():high]
    follows = _OF.match(text, high)
    behind = list(actors.within(follows.end(), follows.end() + 1)) if follows else []
    whose = re.match(rf"(?:the )?({_ANY})['’]s ", text[low - 4 if text[low - 4:low] == "the " else low:high])
    if inside:
        place = inside[-1]
        owner = place.region
        called = text[place.start:place.end]
        if place.end == high and re.search(r" of $", text[low:place.start]):
            words = text[match.start():place.start - 4]
        else:
            proper = called if " Autonomous " in called else called.split(" ")[0]
            words = re.sub(rf"{re.escape(proper)}(?:['’]s)? ?", "", words, count=1)
    elif behind:
        owner, stop = behind[0].actor, behind[0].end
    elif whose:
        owner = last_of(whose[1], actors, match.start()) or owner
    words = re.sub(rf"\b(the )?(?:{_ANY})['’]s ", r"\1", words)
    unit = re.sub(rf"^(?:the )?(?:{_ANY})['’]s |^the ", "", name) if not inside else words.partition(" of ")[2].removeprefix("the ")
    return Title(match.start(), stop, words.strip(), owner, unit, opening)


def _ahead(text: str, start: int, places: Spans[Place], bodies: Spans[Mention], actors: Spans[Mention]) -> tuple[int, Actor | None, str]:
    """Whose title the words before it say: "Huangshan Mayor", "Tongwei's vice county head", "the county's mayor"."""
    unit = _BEFORE.search(text, max(0, start - 60), start)
    edge = unit.start() if unit else start
    name = unit["unit"] if unit else ""
    if unit:
        cut = next((place for place in places.within(unit.start(), start)), None)
        if cut is not None and cut.start == unit.start():
            name = re.sub(r"^['’]s ", "", text[cut.end:start]).strip()
            return cut.start, cut.region, name
    near: list[tuple[int, int, Actor]] = [(one.start, one.end, one.region) for one in places.within(edge - 50, edge)]
    near += [(one.start, one.end, one.actor) for one in bodies.within(edge - 80, edge)]
    for low, high, actor in near:
        if low < edge and re.fullmatch(r"(?:['’]s)? |(?:['’]s)? (?:Municipal|Party) ", text[high:edge]) or low < edge <= high and isinstance(actor, Region):
            return low, actor, name
    possessed = _POSSESSED.search(text, max(0, edge - 20), edge)
    if possessed:
        return possessed.start(), last_of(possessed["word"], actors, edge), name
    return edge, None, name


def organ_of_title(title: str, kind: str) -> str:
    """The kind of body that a title belongs to, by its words, else by its concept."""
    words = title.lower()
    for pattern, organ in ((r"\bcppcc\b|political consultative", "organ/cppcc"), (r"people['’]s congress", "organ/congress"),
                           (r"\bparty\b|\bcpc\b|standing committee", "organ/party-committee"), (r"discipline", "organ/discipline-commission"),
                           (r"administrative committee", "organ/zone-committee")):
        if re.search(pattern, words):
            return organ
    return kind
