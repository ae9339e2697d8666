"""Bodies that a title alone can tell: a 局长 is of the 局 named last, a 校长 of the school."""

from __future__ import annotations

from ..model import Organization
from .document import Document

ORG_OF_HEAD = (("局长", "局"), ("校长", "学"), ("校长", "校"), ("院长", "院"), ("部长", "部"), ("会长", "会"), ("厅长", "厅"),
                ("行长", "行"), ("董事", "公司"), ("总经理", "公司"), ("总裁", "公司"), ("经理", "公司"), ("主任", "中心"), ("台长", "台"), ("馆长", "馆"), ("馆长", "博物院"), ("园长", "园"),
                ("指挥", "指挥部"), ("组长", "组"), ("队长", "队"), ("领队", "队"), ("第一书记", "村"))
"""Heads of titles with the endings of the bodies that have them."""


def suits(title: str, body: Organization) -> bool:
    """Whether a body is of the kind that a title's head has (院长, …医院); a title that tells no kind suits any."""
    endings = tuple(ending for head, ending in ORG_OF_HEAD if head in title)
    return not endings or body.name.endswith(endings)


def body_before(document: Document, title: str, position: int, floor: int = 0) -> Organization | None:
    """The last body named between `floor` and a position that a title's head can belong to."""
    endings = tuple(ending for head, ending in ORG_OF_HEAD if head in title)
    if title.startswith(("集团", "公司", "董事会")):
        endings = ("公司",)
    bodies = document.bodies
    for index in range(bodies.count_before(position) - 1, -1, -1):
        body = bodies[index].actor
        if bodies[index].start < floor:
            return None
        if bodies[index].end > position or not isinstance(body, Organization):
            continue
        if not endings or body.name.endswith(endings) or ("公司" in endings and body.name.endswith(("集团", "股份"))):
            return body
    return None
