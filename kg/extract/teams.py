"""Teams that play for a place (永州队): the owners of their coaches' and captains' posts."""

from __future__ import annotations

import re

from ..model import Organization, Region
from .document import Document

_TEAM = re.compile(r"(?:男|女)?(?:足|篮|排|乒|羽毛球|龙舟)?(?:代表)?队(?![伍列员长])")
POST = re.compile(r"(?:教练|队长|领队|队医)$")
"""Posts in a team."""


def team_before(document: Document, position: int) -> tuple[Organization, Region] | None:
    """The team that the text named last before a position, with the place it plays for."""
    for place in reversed(document.places_in(0, position)):
        team = _TEAM.match(document.text, place.end, position)
        if team:
            name = document.text[place.start:team.end()]
            return Organization(name=name, kind="organ/other", region=place.region), place.region
    return None
