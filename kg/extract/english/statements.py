"""Listed points of speech: "put forward three suggestions: first, …; second, …", "set out three aims: to …; to …"."""

from __future__ import annotations

import dataclasses
import re

from ...model import Person, Point, Statement
from ..document import Document
from .people import People

_ANNOUNCES = re.compile(
    r"\b(?:put forward|made|offered|raised|set out|outlined|proposed|listed|gave|named|suggested|called for|stressed|pledged|said|presented|do)\b[^.:“]{0,60}?"
    r"(?:\b(?P<many>two|three|four|five|six)\b[^.:“]{0,30}?)?"
    r"(?:(?P<what>suggestions?|proposals?|points?|recommendations?|requests?|requirements?|aims?|goals?|priorities|tasks?|pledges?|promises?|commitments?|wishes|hopes|things|measures|steps)[^.:“]{0,40})?:")
_ITEM = re.compile(r"(?<!\w)(?:(?:first|second|third|fourth|fifth|sixth)(?:ly)?|finally|lastly|\(?\d\)),? ", re.I)
_KINDS = {"suggestion": "recommendation", "proposal": "recommendation", "point": "recommendation", "recommendation": "recommendation", "request": "request",
          "wish": "request", "hope": "request", "requirement": "recommendation", "aim": "pledge", "goal": "pledge", "priorit": "pledge", "task": "recommendation",
          "pledge": "pledge", "promise": "pledge", "commitment": "pledge", "thing": "pledge", "measure": "pledge", "step": "pledge"}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_BEFORE = 140


def find_statements(document: Document, text: str, people: People) -> list[Statement]:
    """Speeches whose points the text lists after a colon."""
    found: list[Statement] = []
    for sentence in document.sentences:
        for match in _ANNOUNCES.finditer(text, sentence.start, sentence.end):
            speakers = people.in_span(max(sentence.start, match.start() - _BEFORE), match.start())
            points = _points(text, match.end(), sentence.end, _NUMBERS.get((match["many"] or "").lower(), 0))
            if speakers and len(points) >= 2:
                kind = next((kind for word, kind in _KINDS.items() if (match["what"] or "").startswith(word)), "recommendation")
                found.append(_statement(document, text, speakers[-1][2], f"statement/{kind}", points))
                break
    return found


def _points(text: str, start: int, end: int, many: int) -> list[tuple[int, int]]:
    """Items by first, second, third; else what semicolons part; else what commas part, if they are as many as announced."""
    items = [match.span() for match in _ITEM.finditer(text, start, end)]
    if len(items) >= 2:
        return [(item[1], following[0]) for item, following in zip(items, [*items[1:], (end, end)], strict=True)]
    for pattern in (r"[^;]+", r"(?:[^,]+)"):
        parts = [match.span() for match in re.compile(pattern).finditer(text, start, end)]
        if len(parts) >= 2 and (pattern == r"[^;]+" or len(parts) == many):
            return parts
    return []


def _statement(document: Document, text: str, speaker: Person, kind: str, spans: list[tuple[int, int]]) -> Statement:
    bare = Statement(scope=document.source.key, speaker=speaker, kind=kind)
    points = []
    for number, (start, end) in enumerate(spans, 1):
        said = re.sub(r"^(?:and )?(?:to )?|[ ;,.]*(?: and)?[ ;,.]*$", "", text[start:end].strip())
        points.append(Point(owner=bare.key, position=number, text=said, evidence=(document.evidence(start, end),), confidence=0.85, rule="statements/english"))
    return dataclasses.replace(bare, points=tuple(points), evidence=points[0].evidence, confidence=0.85, rule="statements/english")
