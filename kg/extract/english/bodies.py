"""Bodies with names of their own in an English text: universities, schools, companies, foundations; by what their names end
with, by the short forms that the text gives them, and by "we", "the foundation", "the county"."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ...model import Actor, Organization, Region
from ..actors import Mention
from ..spans import Spans, covered
from .places import Place
from .words import COMPANY_TAIL, ENDS, HONORIFIC, NO_NAME

_CAP = r"[A-ZÀ-ÖØ-ÞČĆĐŁŚŠŽ][\w’'&-]*"
_END = "|".join(sorted(map(re.escape, ENDS), key=lambda word: (-len(word), word)))
_OF = (r"(?:University|College|Academy|Institute|Bank|School|Federation|Foundation|Association|Society) (?:of|for) (?:the )?"
       rf"{_CAP}(?: (?!{_END}){_CAP}){{0,4}}(?:(?:, {_CAP})?,? (?:and|&) (?!(?:[\w’'-]+ ){{0,4}}(?:{_END})|[A-Z][a-z]+ (?:Province|City|County|District)){_CAP})?")
_AND = "and" + "".join(f"(?<!{re.escape(end)} and)" for end in ENDS)
_BODY = re.compile(rf"(?<![\w’'./-])(?P<own>(?:(?:{_CAP}|No\. ?\d+|\d+(?:st|nd|rd|th)|{_AND}|&|of) ){{0,7}})(?P<end>{_OF}|(?:{_END})(?![\w-]))(?P<more>(?:,? (?:{_END}))*)(?![\w-])")
_SHORT = re.compile(r" ?\((?:the |hereinafter |“)*([A-Z][A-Za-z&-]{1,12})”?\)")
_PARTS = re.compile(r"^(?:School|College|Faculty|Institute|Academy|Center|Centre) (?:of|for) ")
_LEADS = NO_NAME - {"Party", "New", "National", "State", "International", "General", "Chinese", "China", "North", "South", "East", "West", "People",
                    "First", "Provincial", "Municipal", "Northwest", "Northeast", "Southwest", "Southeast", "School", "College", "University", "Institute",
                    "Bank", "Academy", "Region", "County", "City", "District", "Town", "Village", "Autonomous", "Prefecture", "Province", "Foundation", "Federation", "Association", "Society"}
_SORT_WORDS = frozenset("Chinese China National Local Sister Twin Partner Primary Middle Secondary High Vocational Joint Friendship Normal Rural Village".split())
"""Words that tell a sort of body and name none."""
_SPEAKS = re.compile(r"(?<![\w“’'])(?:[Ww]e(?=[ ,])|[Oo]ur (?:campus|university|college|school|company|group|hospital|foundation|club|institute)\b|[Oo]ur(?= ))")
_REFERS = re.compile(r"(?<![\w’'])[Tt]he (?:[A-Z][a-z]+ )?(foundation|company|firm|university|college|school|hospital|bank|group|association|county|city|district|"
                     r"prefecture|town|province)(?:['’]s)?(?= (?:and|also|has|have|had|will|gave|donated|pays|paid|[a-z]+ed\b|['’]))")
_SORTS = {"firm": ("organ/company",), "company": ("organ/company",), "group": ("organ/company",), "college": ("organ/university", "organ/school")}
_NEAR = 60
"""So many mentions back a word may refer."""
_LEVELS = {"county": "县旗", "city": "市", "district": "区", "prefecture": "州", "town": "镇", "province": "省区"}


def find_bodies(text: str, blocks: Sequence[tuple[int, int]], places: Spans[Place], head: int) -> list[Mention]:
    """The bodies named in the blocks, in order; the head of the page (up to `head`) may give their full names."""
    spans = [(match.start(), match.end(), name) for match in _BODY.finditer(text) if (name := _proper(match))]
    spans = [(end - len(name), end, name) for _, end, name in spans]
    known: dict[str, Organization] = {}
    for start, end, name in spans:
        body = known.setdefault(name, Organization(name=name, kind=_kind(name), region=_seat(places, start, end)))
        for alias in {COMPANY_TAIL.sub("", name), *(short[1] for short in [_SHORT.match(text, end)] if short)} - {name}:
            if " " in alias or alias.isupper():
                known.setdefault(alias, body)
        place = next(iter(places.within(start, end)), None)
        core = COMPANY_TAIL.sub("", name)
        if place is not None and place.start == start and core != name and core.count(" ") > 1:  # Hubei Jinfeng Husbandry Co., Ltd.
            known.setdefault(core[place.end - start:].strip(), body)
    known |= {name: longer for name, body in known.items() for longer in [_longer(name, known)] if longer != body}
    found = []
    starts = [low for low, _ in blocks]
    for name, body in known.items():
        for match in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?![\w-])", text):
            block = bisect.bisect_right(starts, match.start()) - 1
            if block >= 0 and match.start() < blocks[block][1]:
                found.append(Mention(*match.span(), body))
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _proper(match: re.Match[str]) -> str:
    """The name without words that only stand before it; "" where nothing of its own is left."""
    own = match["own"].split()
    while own and (own[0].rstrip(".") in _LEADS or own[0] in ("and", "of", "&") or re.fullmatch(HONORIFIC.strip(), own[0])):
        own.pop(0)
    for at in range(len(own) - 1, -1, -1):  # Dean of Qinling University, Bank of …: what follows a title or a conjunction
        if own[at] == "of" and (at == 0 or own[at - 1] not in ("University", "College", "Bank", "Institute", "Academy", "School", "Federation", "Republic")):
            own = own[at + 1:]
            break
    if "and" in own and match["end"] in ("University", "College", "School", "Hospital", "Foundation"):
        own = own[len(own) - own[::-1].index("and"):]
    name = " ".join([*own, match["end"] + match["more"]])
    if not own and (not re.match("University of|Bank of|Institute of", name)) or _PARTS.match(name):
        return ""
    return "" if not any(word[0].isupper() for word in name.split()[:-1]) or set(own) <= _LEADS | _SORT_WORDS and " of " not in name else name


def _kind(name: str) -> str:
    for word in (name.split(" of ")[0], name):
        for end, kind in ENDS.items():
            if word.endswith(end):
                return kind
    return "organ/company"


def _seat(places: Spans[Place], start: int, end: int) -> Region | None:
    """The region whose name with its level begins the body's name (Tongwei County People's Hospital)."""
    first = next(iter(places.within(start, end)), None)
    return first.region if first and first.start == start and first.full else None


def _longer(name: str, known: dict[str, Organization]) -> Organization:
    """The body whose name this is without its place before it or its tail (Hongqu Foods Co., Ltd. for Hongqu Foods)."""
    longest = max((other for other in known.values() if other.name.startswith(name + " ") or other.name.startswith(name + ",")),
                  key=lambda other: len(other.name), default=None)
    return longest if longest is not None and COMPANY_TAIL.sub("", longest.name) == name else known[name]


def own_body(text: str, bodies: Iterable[Mention], head: int, publisher: str) -> Organization | None:
    """The body that the document speaks for: named in the head of the page, else the first one, where the text says we."""
    if not _SPEAKS.search(re.sub("“[^”]*”", lambda quote: " " * len(quote[0]), text), head):
        return None
    named = [mention.actor for mention in bodies if isinstance(mention.actor, Organization)]
    line = f"{text[:head]} ".partition("\n")[2] + publisher
    shown = [body for body in named if body.name in line or COMPANY_TAIL.sub("", body.name) in line]
    return shown[0] if shown else None


def stand_ins(text: str, blocks: Sequence[tuple[int, int]], actors: Spans[Mention], own: Actor | None) -> list[Mention]:
    """Words that stand for an actor: we and our campus for the one that speaks, the foundation and the county for the last
    named of that sort."""
    found = []
    quoted = covered(match.span() for match in re.finditer("“[^”]*”", text))
    for start, end in blocks:
        if own is not None:
            found += [Mention(*match.span(), own) for match in _SPEAKS.finditer(text, start, end)
                      if match.start() not in quoted]
        for match in _REFERS.finditer(text, start, end):
            actor = last_of(match[1], actors, match.start())
            if actor is not None:
                found.append(Mention(match.start(), match.end(), actor))
    return found


def last_of(word: str, actors: Spans[Mention], position: int) -> Actor | None:
    """The actor named last before a position that "the county", "the foundation" can mean, one named only in passing last."""
    before = [mention.actor for mention in reversed(actors.before(position)[-_NEAR:])]
    counts = Counter(actor.key for actor in before)
    for actor in sorted(before, key=lambda actor: counts[actor.key] < 2):
        if isinstance(actor, Region) and word in _LEVELS:
            if actor.level == "foreign" and word in ("city", "town") or actor.name.endswith(tuple(_LEVELS[word])):
                return actor
        elif isinstance(actor, Organization) and word not in _LEVELS and actor.kind in _SORTS.get(word, (f"organ/{word}",)):
            return actor
    return None
