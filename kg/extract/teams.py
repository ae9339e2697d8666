"""Teams that play for a place (永州队), the owners of their coaches' and captains' posts, and groups inside a working group."""

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


INNER_GROUP = re.compile(
    r"(?:教育|教师|支教|医疗|卫生|健康|产业|经济|综合|人才|项目|资金|劳务|消费|文旅|农业|科技|宣传|党建|后勤|财务|联络|协调|规划|招商|社会|干部|工作|保障)+组")
"""A group for one field, as a working group has several (教育组)."""


def group_speaking(document: Document) -> Organization | None:
    """The working group that publishes the text, with the place that sent it (温岭市援青工作组)."""
    for name in (document.source.publisher, document.source.credit):
        if name.endswith(("工作组", "工作队", "指挥部", "联络组")):
            sender = next((place.region for place in document.places if name.startswith(document.text[place.start:place.end])), None)
            return Organization(name=name, kind="organ/working-group", region=sender)
    return None
