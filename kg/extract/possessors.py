"""Bodies that a title alone can tell: a 局长 is of the 局 named last, a 校长 of the school."""

from __future__ import annotations

from ..model import Organization
from .document import Document

ORG_OF_HEAD = (("局长", "局"), ("校长", "学"), ("校长", "校"), ("院长", "院"), ("部长", "部"), ("会长", "会"), ("厅长", "厅"),
                ("行长", "行"), ("董事", "公司"), ("总经理", "公司"), ("总裁", "公司"), ("经理", "公司"), ("主任", "中心"), ("台长", "台"),
                ("指挥", "指挥部"), ("组长", "组"), ("队长", "队"), ("领队", "队"), ("第一书记", "村"))
"""Heads of titles with the endings of the bodies that have them."""


def body_before(document: Document, title: str, position: int) -> Organization | None:
    """The last body named before a position that a title's head can belong to."""
    endings = tuple(ending for head, ending in ORG_OF_HEAD if head in title)
    if title.startswith(("集团", "公司", "董事会")):
        endings = ("公司",)
    bodies = document.bodies
    for index in range(bodies.count_before(position) - 1, -1, -1):
        body = bodies[index].actor
        if bodies[index].end > position or not isinstance(body, Organization):
            continue
        if not endings or body.name.endswith(endings) or ("公司" in endings and body.name.endswith(("集团", "股份"))):
            return body
    return None
