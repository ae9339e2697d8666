"""Money in English prose that one side gives, promises or plans for the other."""

from __future__ import annotations

import re

from ...model import Actor, Commitment, Organization, Region
from ...text.money import Amount, find_amounts
from ..actors import Mention
from ..document import Document
from ..regions import ancestors
from ..spans import Spans

_AID = re.compile(
    r"\b(?:donat\w+|giv(?:e|en|es|ing)|gave|grant\w*|provid\w+|invest\w*|allocat\w+|allot\w*|fund(?:s|ed|ing)?|sent|send|support\w*|assist\w*|aid|scholarships?|pledg\w+|"
    r"promis\w+|contribut\w+|paid|pays?|rais(?:ed|ing)|procure\w*|bought|buy|purchas\w+|sales?|sold|worth|contracts?|set aside|spen[dt]|earmark\w*|subsid\w+|loans?|cost|commit\w*|offer\w*|channel\w+|inject\w+|pour\w+|disburs\w+|arrang\w+|mobili[sz]\w+|remit\w+|transfer\w+|injection)\b", re.I)
_NOT_AID = re.compile(
    r"\bGDP\b|gross domestic|\bincomes?\b|\brevenues?\b|turnover|\bprofits?\b|\btrade\b|\bexports?\b|\bimports?\b|output value|\bwages?\b|\bsalar(?:y|ies)\b|budget|per capita|\bmarket value\b|registered capital|"
    r"\bassets\b|\btax(?:es)?\b|\bprices?\b|\bfine[sd]?\b|\bticket|retail|\bdamages?\b|loss(?:es)?\b|deposits|\beconomy\b|\bindustrial output\b|\bper (?:kilogram|kilo|ton|mu|hectare)\b", re.I)
_GIVES = re.compile(r"\b(?:donat\w+|gave|given|provided|sent|paid|pays|handed|invested|allocated|granted|raised|bought|purchased|spent|sold|sales|cost|channel\w+|injected|poured|disbursed|arranged|transferred)\b", re.I)
_PLANS = re.compile(r"\b(?:will|would|plans? to|is to|are to|intends? to|expected to|set aside|earmark\w*|next year|budgeted)\b", re.I)
_PROMISES = re.compile(r"\b(?:promis\w+|pledg\w+|agreed|contract\w*|commit\w+|agreement)\b", re.I)
_TOTAL = re.compile(r"\b(?:total(?:ling|ing)?(?! investment)|altogether|so far|since \d{4}|since (?:then|the)|over the (?:past|years|last)|in the (?:past|last)|to date|cumulative\w*|accumulat\w+|by the end of|over \d+ years|over (?:two|three|four|five|ten) (?:years|decades))\b", re.I)
_TO = re.compile(r"\b(?:to|into|for|in|towards?|at) (?:the )?$")
_FOR = re.compile(r"^[^.;]{0,40}?\b(?:for|towards?|to (?:build|buy|support|fund|help)|of|in|worth of) (?:the |its |their |a |an |rural |new )*([a-z][a-z -]{2,40}?)(?=[,.;]| (?:in|at|to|for|and|this|last|from|on|by|of|every|over|under|worth|was|were|,)\b|$)")
_PLACE_WORD = re.compile(r"^(?:county|city|district|province|prefecture|town|village|region|area|two|past|last|first|total)\b")
_WORTH = re.compile(r"(?<![\w-])([a-z][a-z-]+(?: [a-z-]+)?) (?:worth|of|totalling|totaling|valued at) (?:about |nearly |more than |over |some )?$")


def commitments(document: Document, text: str, actors: Spans[Mention], pair: tuple[Actor, Actor], giver: Actor | None, event: str) -> list[Commitment]:
    """Every sum that the text says one side gives, promises or plans for the other; the same sum in another currency in brackets is
    not said again."""
    found: list[Commitment] = []
    previous: Amount | None = None
    for amount in find_amounts(document.text):
        sentence = document.sentence_at(amount.start)
        again = previous is not None and re.fullmatch(r" ?(?:\(|, or |\[|, equivalent to )(?:or |about |some |around |approximately |equivalent to |roughly )*", text[previous.end:amount.start])
        if again or sentence is None or amount.unit_price or sentence.block.kind != "paragraph":
            continue
        previous = amount
        low, high = _clause(text, amount, sentence.start, sentence.end)
        if _NOT_AID.search(text, low, high) or not _AID.search(text, low, high) and not _AID.search(text, sentence.start, sentence.end):
            continue
        near = (low, high) if actors.within(low, amount.start) else (sentence.start, sentence.end)
        payer, payee = _sides(text, amount, actors, near, pair, giver)
        if payer is None and payee is None:
            continue
        status = _status(text, amount, (low, high), (sentence.start, sentence.end))
        found.append(Commitment(
            scope=document.source.key, amount=amount.value, currency=amount.currency, approximate=amount.approximate, bound=amount.bound or "",
            payer=payer, payee=payee, purpose=_purpose(text, amount, low, high), status=status,
            event=event if status == "status/paid" and re.search(r"\bdonat", text[sentence.start:sentence.end]) else "",
            evidence=(document.evidence(amount.start, amount.end),), confidence=0.83 if payer else 0.7, rule="money/english"))
    return found


def _clause(text: str, amount: Amount, low: int, high: int) -> tuple[int, int]:
    marks = [match.end() for match in re.finditer(r"; |[,”] (?:and|but|while) |,” and |: ", text[low:amount.start])]
    after = re.compile(r"; |, (?:and|but|while) ").search(text, amount.end, high)
    return low + (marks[-1] if marks else 0), after.start() if after else high


def _sides(text: str, amount: Amount, actors: Spans[Mention], sentence: tuple[int, int], pair: tuple[Actor, Actor],
           giver: Actor | None) -> tuple[Actor | None, Actor | None]:
    """Who pays whom: the actor before the verb pays, the one after "to", "for" or "in" is paid, else the other side."""
    payer: Actor | None = None
    payee: Actor | None = None
    mentions = actors.within(*sentence)
    inner = {parent for mention in mentions if isinstance(mention.actor, Region) for parent in ancestors(mention.actor)}
    for mention in mentions:
        if mention.actor in inner:  # Minhang in Shanghai
            continue
        if _TO.search(text, max(sentence[0], mention.start - 12), mention.start) or re.match(
                r" (?:has |have )?(?:received?|obtain\w+)\b|['’]s? [a-z]+ (?:has |have )?received\b", text[mention.end:mention.end + 30]):
            payee = payee or mention.actor
        elif re.search(r"\b(?:by|from) (?:the )?$", text[max(sentence[0], mention.start - 10):mention.start]) or (
                mention.start < amount.start and payer is None):
            payer = mention.actor
    payer = payer or (giver if giver != payee else None) or next((side for side in pair if side != payee), None)
    if payee is None and isinstance(payer, Region | Organization):
        payee = next((side for side in pair if side != payer), None) if payer in pair else None
    return payer, payee if payee != payer else None


def _status(text: str, amount: Amount, clause: tuple[int, int], sentence: tuple[int, int]) -> str:
    near, whole = text[slice(*clause)], text[slice(*sentence)]
    if _PLANS.search(text[clause[0]:amount.start]):
        return "status/planned"
    if amount.cumulative or _TOTAL.search(near) or _TOTAL.search(whole[:40]):
        return "status/cumulative"
    if _PROMISES.search(near):
        return "status/promised"
    return "status/paid" if _GIVES.search(near) or _GIVES.search(whole) else "status/promised"


def _purpose(text: str, amount: Amount, low: int, high: int) -> str:
    """What the money is for: the noun before "worth", else what follows "for" or "in"."""
    worth = _WORTH.search(text, max(low, amount.start - 60), amount.start)
    if worth:
        return worth[1]
    used = _FOR.match(text[amount.end:high])
    return used[1].strip() if used and not _PLACE_WORD.search(used[1]) else ""
