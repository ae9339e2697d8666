"""Twinning with cities abroad: who is the twin where a passage speaks of twinning."""

from __future__ import annotations

import re
from collections import Counter

from ..model import Region
from .actors import Mention
from .kinds import kind_of
from .relations import Relations


def twins(relations: Relations) -> None:
    """A foreign city in a passage about twinning is the twin of the document's own region: the one of the clause where the
    word stands, else the last one named in the passage."""
    own = [m.actor for m in relations.actors if isinstance(m.actor, Region) and m.actor.level in ("city", "county", "province")]
    if not own:
        return
    document = Counter(own).most_common(1)[0][0]
    home = relations.home[0] if relations.home and relations.home[0] in own else document
    for cue in relations.cues:
        if kind_of(cue.concept) != "partnership/twinning":
            continue
        twin = _twin(relations, cue.start, cue.end)
        named = [m.actor for m in relations.actors.within(*relations.clause(cue.start, cue.end)) if m.actor in own]
        for mention in _with_those_before(relations, twin) if twin else []:
            if not any(mention.actor in (item.a, item.b) for item in relations.found.values()):
                relations.add(named[0] if len(set(named)) == 1 else home, mention.actor, cue.start, cue.end, sure=0.8, rule="twinned",
                              kind="partnership/twinning")


def _with_those_before(relations: Relations, twin: Mention) -> list[Mention]:
    """A twin and those that a list names before it (日本甲市、英国乙市)."""
    found = [twin]
    for mention in reversed([m for m in relations.actors if m.end <= twin.start]):
        if not (isinstance(mention.actor, Region) and mention.actor.level == "foreign" and re.fullmatch(
                "[、和与及][\u4e00-\u9fff]{0,5}", relations.document.text[mention.end:found[0].start])):
            break
        found.insert(0, mention)
    return found


def _twin(relations: Relations, start: int, end: int) -> Mention | None:
    low, high = relations.clause(start, end)
    text = relations.document.text
    clause = max(low, *(text.rfind(mark, low, start) + 1 for mark in "；，"))
    for span in ((clause, start), (low, start), (max(0, low - 160), high + 80)):
        foreign = [m for m in relations.actors.within(*span) if isinstance(m.actor, Region) and m.actor.level == "foreign"]
        if foreign:
            return foreign[-1]
    return None
