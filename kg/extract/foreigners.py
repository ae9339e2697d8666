"""Holders of posts from abroad: their names are not Chinese, and so their posts are of the foreign place named before."""

from __future__ import annotations

from ..model import Region
from .document import Document
from .home import fits
from .namestock import JAPANESE, STOCK_WORD
from .words import COMPOUND, SURNAMES


def is_foreign(name: str) -> bool:
    """Whether a name is not of China: dotted or without a surname and of none of the words that names of its peoples
    are made of (扬·范德维尔德, 阿科什), or Japanese (石井登志夫)."""
    parts = name.split("·")
    if any(STOCK_WORD.match(part) for part in parts):
        return False
    if len(parts) > 1:
        return True
    if any(name.startswith(family) for family in JAPANESE if len(name) > 3):
        return True
    return len(name) > 2 and name[0] not in SURNAMES and name[:2] not in COMPOUND


def foreign_before(document: Document, position: int, level: str) -> Region | None:
    """The foreign place of a level that the text named last before a position."""
    for place in reversed(document.places_in(0, position)):
        if place.region.level == "foreign" and (not level or fits(place.region, level)):
            return place.region
    return None


def place_before(document: Document, position: int, level: str) -> Region | None:
    """The place of a level, at home or abroad, that the text named last before a position (该市)."""
    return next((place.region for place in reversed(document.places_in(0, position)) if fits(place.region, level)), None)
