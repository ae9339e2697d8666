"""Agreements in English prose by their titles: quoted, capitalised ("Memorandum of Understanding on Tea Culture"), or told
("a memorandum of understanding on tea culture") where somebody signs them."""

from __future__ import annotations

import re

from ...model import Actor, Agreement, Organization, Region
from ..actors import Mention
from ..agreements import Found
from ..document import Document
from ..kinds import distinct
from ..spans import Spans
from .people import People
from .relations import Relations
from .words import DAYS, MONTHS

SIGNS = re.compile(r"\b(?:sign(?:ed|ing)|inked|conclud(?:ed|ing)|renew(?:ed|ing)|exchang(?:ed|ing)|initialled|entered into|penned)\b|\bsign\b", re.I)
_KIND = r"(?:Agreement|Memorandum of Understanding|Memorandum|MoU|MOU|Letter of Intent|Protocol|Charter|Accord|Declaration|Contract|Pact)"
_WORD = r"(?:[A-Z0-9][\w’'&/-]*|\(\d{4}[–-]\d{4}\))"
_JOINT = r"(?:of|on|for|and|in|the|to|between|with|under|&|a|as)"
_TITLED = re.compile(rf"(?<![\w-])(?:(?:{_WORD}|of|on|and|for) )*?{_KIND}(?![\w-])(?:(?: {_JOINT})*,? {_WORD})*")
_QUOTED = re.compile(r"“([^“”]{4,160})”")
_TOLD = re.compile(
    r"\b(?:(?:strategic|framework|comprehensive|cooperation|partnership|sister-city|twinning|paired-assistance|friendship|exchange) ){0,3}"
    r"(?:memorandum of understanding|memorandum|MoU|MOU|agreement|letter of intent|protocol|charter) (?:on|to|for|concerning) (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d|[A-Z][a-z]+day\b)(?P<topic>[^,.;:()“”]{4,80}?)"
    r"(?=[,.;:()“”]| (?:on behalf|with|during|at|in an?|in the presence|under|that|which|last|in \d{4}|on [A-Z\d]|between|was|were|worth|by)\b)"
    r"|\bstrategic (?:cooperation|partnership) (?:framework )?agreement\b")
_PLANNED = re.compile(r"\b(?:will|would|to be|plans? to|planning to|is to|are to|expected to|about to|due to|hopes? to|intends? to|agreed to|preparing to|ready to)\b[^.;]{0,40}$")
_WHEN = re.compile(rf" (?:on|in|at|during) (?:{'|'.join((*MONTHS, *DAYS))})\b")
_TRAILS = re.compile(r" (?:of|with|between|and|on|for|in|the|to|under|&|a|as)$")
_GENERIC = re.compile(rf"(?:The |This |An? )?(?:\d{{4}} )?{_KIND}$")


def find_agreements(document: Document, text: str) -> list[Found]:
    """The titles of agreements in the paragraphs, each once, in order."""
    found: dict[str, Found] = {}
    signed_before = False
    for sentence in document.sentences:
        if sentence.block.kind != "paragraph":
            continue
        signed = SIGNS.search(text, sentence.start, sentence.end)
        spans = [(match.start(1), match.end(1)) for match in _QUOTED.finditer(text, sentence.start, sentence.end)
                 if re.search(rf"\b{_KIND}", match[1], re.I) and text[match.end(1) - 1] not in ",.?!"]
        if signed or signed_before:
            spans += [match.span() for match in _TITLED.finditer(text, sentence.start, sentence.end) if not _GENERIC.fullmatch(match[0])]
        spans = [part for span in spans for part in _apart(text, *span)]
        if signed and not spans:
            spans += [match.span() for match in _TOLD.finditer(text, sentence.start, sentence.end)]
        for start, end in spans:
            _note(found, text, start, end, sentence.start)
        signed_before = bool(signed)
    return [item for title, item in found.items() if not any(title != other and title in other for other in found)]


def _apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Titles that "and" joins, one by one."""
    cut = re.search(rf" and (?:the |an? )?(?=(?:{_WORD} ){{0,4}}{_KIND})", text[start:end])
    return [(start, start + cut.start()), *_apart(text, start + cut.end(), end)] if cut else [(start, end)]


def _note(found: dict[str, Found], text: str, start: int, end: int, low: int) -> None:
    if text[start:end].split(" ")[0] in ("The", "An", "A", "This", "Under"):
        start += len(text[start:end].split(" ")[0]) + 1
    when = _WHEN.search(text, start, end)
    end = when.start() if when else end
    while match := _TRAILS.search(text, start, end):
        end = match.start()
    title = text[start:end]
    if _GENERIC.fullmatch(title) or len(title.split()) < 3 or any(item.start < end and start < item.end for item in found.values()):
        return
    near = text[low:start]
    status = "status/planned" if _PLANNED.search(near) and not re.search(r"\bsigned\b[^.;]{0,30}$", near) else "status/signed"
    found.setdefault(title, Found(start, end, title, status))


def parties_of(document: Document, found: Found, actors: Spans[Mention], people: People, pair: tuple[Actor, Actor] | None) -> tuple[Actor, ...]:
    """Who concluded it: the sides that its title names, else its sentence, else those whose people sign, else the main pair."""
    sentence = document.sentence_at(found.start)
    low, high = (sentence.start, sentence.end) if sentence else (found.start, found.end)
    named = _sides([mention.actor for mention in actors.within(found.start, found.end)])
    if len(named) < 2:
        named = _sides([mention.actor for mention in actors.within(low, high)])
    if len(named) < 2:
        named = _sides([person.seat for _, _, person in people.in_span(low, found.start) if isinstance(person.seat, Region | Organization)])
    if pair and (len(named) < 2 or set(named) >= set(pair)):
        return pair
    return named if 2 <= len(named) <= 3 else pair or ()


def _sides(actors: list[Actor]) -> tuple[Actor, ...]:
    kept: list[Actor] = []
    for actor in actors:
        if all(distinct(actor, other) for other in kept) and not (isinstance(actor, Region) and actor.level == "province" and actors.index(actor)):
            kept.append(actor)
    return tuple(kept)


def agreements(document: Document, titled: list[tuple[Found, tuple[Actor, ...]]], relations: Relations, event: str) -> list[Agreement]:
    """The facts; without two sides there is none."""
    return [Agreement(title=item.title, parties=tuple(sorted(parties, key=lambda actor: actor.key)), status=item.status,
                      event=event if item.status == "status/signed" else "", evidence=(document.evidence(item.start, item.end),),
                      confidence=0.9, rule="agreements/english")
            for item, parties in titled if len(parties) >= 2 or relations.found]
