"""Who the names in an answer are. Only what stands in the text is somebody, and it is resolved as the rules resolve it:
by the places and bodies that the text names, and by the gazetteer."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from ..extract.actors import find_bodies
from ..extract.bodies import DEPARTMENT, GOVERNOR, KINDS, ORGAN, PROPER
from ..extract.document import Document
from ..extract.organs import kind_of, organ_of
from ..extract.phrase import Phrases
from ..extract.regions import LEVELS, region_of
from ..extract.spans import Spans
from ..extract.titles import concept_of
from ..extract.toponyms import find_places
from ..extract.words import COMPOUND, SURNAMES
from ..model import Actor, Organization, Person, Region
from ..places import gazetteer
from ..text.prose import Prose

_DEPARTMENT_POST = re.compile(
    r"([\u4e00-\u9fff]{2,}?(?:局|委员会|办公室|办|部|厅|工作站|法院|检察院))(?:党组|党委)?(?:常务副|第一|副)?"
    r"(?:书记|局长|主任|部长|厅长|站长|院长|检察长|成员)$")
LONGEST = 60
"""Characters of a name."""


class Names:
    """The names of one document.

    Parameters
    ----------
    document : its places and bodies are looked for here.
    persons : persons who are known already, by name.
    """

    def __init__(self, document: Document, persons: Mapping[str, Person]) -> None:
        self.document, self.persons = document, dict(persons)
        document.places = Spans(find_places(document))
        phrases = Phrases(document.text, [(place.start, place.end) for place in document.places])
        document.bodies = Spans(find_bodies(document, phrases))
        self._regions: dict[str, Region] = {}
        for place in document.places:
            for name in (document.text[place.start:place.end], place.region.name, *place.region.aliases):
                if len(name) > 1:
                    self._regions.setdefault(name, place.region)
        self._bodies = {body.actor.name: body.actor for body in document.bodies if isinstance(body.actor, Organization)}

    @property
    def regions(self) -> list[Region]:
        """The regions that the text names."""
        return list({place.region.key: place.region for place in self.document.places}.values())

    def stands(self, name: str) -> bool:
        """Whether a name stands in the text, as it is written there or in simplified script."""
        return 1 < len(name) <= LONGEST and name.isprintable() and (
            plain(name) in self.document.text or name in self.document.prose.original)

    def region(self, name: str) -> Region | None:
        """The region of a name or of a chain of names (陕西省延安市宜川县); None where the text names no such region."""
        name = plain(name)
        known = self._regions.get(name)
        if known is not None or not 1 < len(name) <= LONGEST:
            return known
        if self.stands(name) and name in gazetteer().names():  # 合作 in running prose is no 合作市
            division = gazetteer().resolve(name, [region.code for region in self.regions if region.code])
            if division is not None:
                return region_of(division.code)
        for cut in range(2, len(name) - 1):
            if name[:cut] in self._regions and (inner := self.region(name[cut:])) is not None:
                return inner
        return None

    def person(self, name: str, titled: bool = False) -> Person | None:
        """The person of a name; one of whom the text tells no post is known by the source. Where the answer gives no post
        (`titled` is false), only a surname with a given name, or a name in parts, is taken for a person's."""
        name = plain(name)
        if name not in self.persons:
            if not self.stands(name) or not _personal(name, titled):
                return None
            self.persons[name] = Person(name=name, scope=self.document.source.key)
        return self.persons[name]

    def body(self, name: str, region: Region | None = None) -> Organization | None:
        """The body of a name: a region's organ or department, else one with a name of its own."""
        name = plain(name)
        if name in self._bodies:
            return self._bodies[name]
        head, rest = self._split(name)
        owner = head or region
        organ = ORGAN.fullmatch(rest)
        if organ and owner:
            return organ_of(owner, _kind(organ))
        if not self.stands(name) and not (owner and self.stands(rest)):
            return None
        if owner and DEPARTMENT.search(rest) and not PROPER.search(rest):
            return organ_of(owner, "", rest)
        return Organization(name=name, kind=kind_of(name)) if kind_of(name) != "organ/other" else None

    def actor(self, name: str) -> Actor | None:
        """The region, person or body of a name."""
        known = self.region(name) or self.persons.get(plain(name)) or self.body(name)
        if isinstance(known, Organization) and known.region is not None and known.kind == "organ/government":
            return known.region  # as the rules have it: a government acts for its region
        return known

    def _split(self, name: str) -> tuple[Region | None, str]:
        """The region that a body's name begins with, by its longest name, and the rest, which keeps the level that a
        short name leaves to it (宜川县委 is 宜川县 + 县委)."""
        for cut in range(len(name) - 1, 1, -1):
            region = self._regions.get(name[:cut])
            if region is not None:
                return region, name[cut:]
        return None, name


def _personal(name: str, titled: bool) -> bool:
    """Whether it can be a person's name: no rank (援陕干部, 王书记), no body (党政代表团)."""
    if not re.fullmatch(r"[^\W\d_]+(?:[·. \-'’][^\W\d_]+)*", name) or concept_of(name):
        return False
    if not re.fullmatch("[\u4e00-\u9fff]+", name):
        return len(re.split(r"[·. \-]", name)) > 1
    lead = 2 if name[:2] in COMPOUND else 1 if name[0] in SURNAMES else 0
    if lead and len(name) - lead in (1, 2):
        return True
    return titled and len(name) <= 5 and not PROPER.search(name) and not DEPARTMENT.search(name)


def plain(name: str) -> str:
    """A name in simplified script and without the blanks around it."""
    return plain_text(name[:4 * LONGEST].strip())


@functools.lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """A text as the rules read it: in simplified script, with one punctuation."""
    return Prose.of(text).text


def _kind(organ: re.Match[str]) -> str:
    return next(KINDS[name] for name, value in organ.groupdict().items() if name != "level" and value)


def title_of(title: str, region: Region | None) -> str:
    """A post's title without the proper name of its region, as the rules write it: 宜川县政协主席 → 县政协主席."""
    title = plain(title)
    for name in sorted((region.name, *region.aliases), key=len, reverse=True) if region else ():
        rest = title.removeprefix(name)
        if rest != title and len(rest) > 1 and len(name) > 1:
            level = name[-1] if name[-1] in LEVELS and ORGAN.match(rest) and rest[0] not in LEVELS else ""
            governor = name[-1] if name[-1] in LEVELS and rest.startswith("长") else ""
            return level + governor + rest
    return title


def organ_by(title: str, region: Region) -> Organization:
    """The body of a region that a title tells: 县委书记, 县长, 县农业农村局局长; else the region as a body."""
    organ = ORGAN.match(title)
    head = _DEPARTMENT_POST.match(title)
    if head and (not organ or organ.end() < len(head.group(1))):
        return organ_of(region, "", head.group(1))
    if organ:
        return organ_of(region, "organ/government" if GOVERNOR.search(title) else _kind(organ))
    if GOVERNOR.search(title):
        return organ_of(region, "organ/government")
    return organ_of(region, "organ/party-committee" if title.endswith(("书记", "常委")) else "organ/region")
