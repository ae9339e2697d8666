"""The owner of a title: a region with an organ, or a body with a name of its own."""

from __future__ import annotations

import dataclasses
import re

from ..model import Organization, Region
from .bodies import Body
from .organs import organ_of

_INNER = re.compile(r"(?:工会|团委|纪委|科|室|病区|车间|中心|医务部|护理部|教务处|党办|党政办|办公室|人力资源部|市场部)$")
"""Departments that a body has inside; after a post in it (董事长、工会主席) they are the body's own."""


@dataclasses.dataclass(frozen=True, slots=True)
class Owner:
    """Who a title belongs to, how that was found, and how sure that is."""

    region: Region | None = None
    organization: Organization | None = None
    organ: str = ""
    rule: str = "explicit"
    confidence: float = 0.98

    def body(self, body: Body, scope: str) -> Organization:
        """The organization of the post."""
        if self.organization is not None and (not body.department or self.rule == "chain" and _INNER.search(body.department)):
            return self.organization
        if self.region is None:
            return self.organization or Organization(name=body.department or body.title)
        return organ_of(self.region, self.organ or body.organ, body.department)
