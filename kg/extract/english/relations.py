"""Standing partnerships in English prose: who assists whom, who is twinned or works with whom, since when. A visit or a
meeting alone is none: words of cooperation must join two sides."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter

from ...model import Actor, Organization, Partnership, Region
from ...text.dates import DateMention
from ...text.sentences import Sentence
from ...vocabulary import Concept, vocabulary
from ..actors import Mention
from ..document import Document
from ..kinds import distinct, joint_programme, kind_of, mixed, province, provinces
from ..regions import ancestors
from ..spans import Spans
from .words import spaced

_WORKS = re.compile(
    r"\b(?:have|has|had) (?:long |also |closely )?(?:been |become )?(?:partners|partnered|cooperated|collaborated|worked (?:closely )?(?:with|together)|cooperating|working together)\b"
    r"|\bpartner (?:university|universities|institution|school|hospital)\b|\b(?:cooperation|partnership) (?:with|between) [^.;]{0,80} (?:since|began|started|dates)|"
    r"\b(?:began|started) (?:to cooperate|cooperating|working together|(?:their |its )?(?:cooperation|partnership))", re.I)
_PAIRS = re.compile(r"\bpaired(?: up)? (?:with|to)\b|\bpaired[- ]up\b|\b(?:was|were|been|is|are) (?:paired|twinned|assigned to (?:help|assist|support|aid))\b|\bcounterpart (?:county|city|district|region)", re.I)
_HELPS = re.compile(r"\b(?:has|have) (?:long )?(?:been )?(?:assist(?:ed|ing)|support(?:ed|ing)|help(?:ed|ing)|aid(?:ed|ing))\b", re.I)
_BOTH = re.compile(r"\b(?:the two|both) (?:cities|sides|places|counties|regions|parties|towns|districts|universities|institutions|schools|companies|areas|localities|provinces)\b|\btheir\b|\bthe pairing\b", re.I)
_PASSIVE = re.compile(r"\b(?:assisted|supported|helped|aided|backed) by\b|\b(?:receives?|received|receiving)\b[^.;]{0,40}\bfrom\b", re.I)
_BEGAN = re.compile(r"\b(?:establish\w*|bec[ao]m\w+|form(?:ed)?|forged|signed|sealed|twinned|paired|began|begun|started|launched|set up|entered|concluded|agreed|back|dat\w+|first)\b[^.;]{0,90}$", re.I)
_NOT_THEN = re.compile(r"\b(?:visit(?:ed)?|toured|met|held|attended)\b[^.;]{0,50}$", re.I)
_FEW = 2


@functools.cache
def _triggers() -> tuple[re.Pattern[str], dict[str, str]]:
    """English words of the vocabularies of partnerships and programmes; a hyphen in them may be a space."""
    words = {word.lower().replace("-", " "): key for scheme in ("partnership", "programme")
             for word, key in vocabulary().words(scheme).items() if word.isascii() and key != "partnership/other"}
    pattern = "|".join(spaced(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.I), words


@dataclasses.dataclass(frozen=True, slots=True)
class Cue:
    """A word of cooperation: where it stands and the kind of partnership that it shows."""

    start: int
    end: int
    kind: str
    programme: Concept | None = None
    weak: bool = False  # a mere verb of helping, which tells only where an assisting province helps an assisted one


class Relations:
    """The partnerships of one release, and the two sides that it is mainly about."""

    def __init__(self, document: Document, text: str, actors: Spans[Mention]) -> None:
        self.document, self.text, self.actors = document, text, actors
        self.counts = Counter(mention.actor for mention in actors)
        self.found: dict[tuple[str, str], Partnership] = {}
        cues = [(sentence, cue) for sentence in document.sentences for cue in self._cues(sentence)]
        self.programmes = list({cue.programme.key: cue.programme for _, cue in cues if cue.programme}.values())
        self.kinds = [cue.kind for _, cue in cues]
        later = [item for item in cues if not self._stated(*item) and not item[1].weak]
        for sentence, cue in later:
            self._meant(sentence, cue)

    def _cues(self, sentence: Sentence) -> list[Cue]:
        pattern, words = _triggers()
        found = []
        for match in pattern.finditer(self.text, sentence.start, sentence.end):
            concept = vocabulary().get(words[match[0].lower().replace("-", " ")])
            if concept is not None:
                kind = "" if "school" in match[0].lower() else kind_of(concept)  # twinned schools are bodies, not towns
                found.append(Cue(*match.span(), kind, concept if concept.scheme == "programme" else None))
        if not found:
            found = [Cue(*match.span(), kind) for pattern, kind in ((_PAIRS, "partnership/paired-assistance"), (_WORKS, ""))
                     for match in pattern.finditer(self.text, sentence.start, sentence.end)]
        if not found:
            found = [Cue(*match.span(), "partnership/paired-assistance", weak=True) for match in _HELPS.finditer(self.text, sentence.start, sentence.end)]
        return found[:_FEW]

    @property
    def pair(self) -> tuple[Actor, Actor] | None:
        """The two sides of the partnership that the release speaks of most."""
        if not self.found:
            return None
        best = max(self.found.values(), key=lambda item: min(self.counts[item.a], self.counts[item.b]))
        return best.a, best.b

    @property
    def giver(self) -> Actor | None:
        """The supporting side, where help is directed."""
        return next((item.a for item in self.found.values() if item.directed), None)

    def partnerships(self) -> list[Partnership]:
        """The facts, in the order in which they were found."""
        return list(self.found.values())

    def main(self, kind: str) -> tuple[Actor, Actor] | None:
        """The two actors named most that can be sides of such a partnership, the first of the text first."""
        ranked = [actor for actor, _ in self.counts.most_common() if self._side(actor, kind)]
        ranked = [actor for actor in ranked if not any(isinstance(other, Region) and isinstance(actor, Region) and actor in ancestors(other) for other in ranked)]
        for index, one in enumerate(ranked[:3]):
            others = [other for other in ranked[index + 1:] if distinct(one, other)]
            if isinstance(one, Region):
                others.sort(key=lambda other: not isinstance(other, Region))
            if others:
                return one, others[0]
        return None

    @staticmethod
    def _side(actor: Actor, kind: str) -> bool:
        if kind == "partnership/twinning":
            return isinstance(actor, Region) and actor.level in ("city", "county", "foreign", "province")
        return not (isinstance(actor, Region) and actor.level in ("village",)) and not (
            isinstance(actor, Organization) and actor.kind in ("organ/department",))

    def _inside(self, sentence: Sentence, kind: str) -> list[Mention]:
        """The sides that a sentence names, each once; a place that another one lies in is none."""
        mentions = [mention for mention in self.actors.within(sentence.start, sentence.end) if self._side(mention.actor, kind)]
        regions = [mention.actor for mention in mentions if isinstance(mention.actor, Region)]
        kept: dict[str, Mention] = {}
        for mention in mentions:
            if not (isinstance(mention.actor, Region) and any(mention.actor in ancestors(region) for region in regions)):
                kept.setdefault(mention.actor.key, mention)
        if any(isinstance(mention.actor, Region) and mention.actor.level not in ("township", "village") for mention in kept.values()):
            kept = {key: mention for key, mention in kept.items() if not isinstance(mention.actor, Region) or mention.actor.level not in ("township", "village")}
        if sum(isinstance(mention.actor, Region) and mention.actor.level != "province" for mention in kept.values()) >= _FEW:
            kept = {key: mention for key, mention in kept.items() if not isinstance(mention.actor, Region) or mention.actor.level != "province"}
        return list(kept.values())

    def _stated(self, sentence: Sentence, cue: Cue) -> bool:
        """The sentence names both sides itself. True if that settles the cue."""
        inside = self._inside(sentence, cue.kind)
        if cue.kind != "partnership/twinning" and len([m for m in inside if isinstance(m.actor, Region)]) >= _FEW:
            inside = [mention for mention in inside if isinstance(mention.actor, Region)]
        sides = [mention.actor for mention in inside]
        if len(sides) < _FEW or not any(distinct(sides[0], other) for other in sides[1:]):
            return False
        if cue.kind == "partnership/twinning":
            first = sides[0]
            others = sides[1:] if re.search(r"\bwith\b|:|\binclud|\bare\b", self.text[sentence.start:sentence.end]) else sides[1:2]
            for other in others:
                self._add(first, other, cue, sentence, 0.93)
            return True
        one = sides[0]
        other = next(other for other in sides[1:] if distinct(one, other))
        if cue.weak and not (province(one) in provinces()[0] and province(other) in provinces()[1]):
            return False
        self._add(one, other, cue, sentence, 0.92)
        return True

    def _meant(self, sentence: Sentence, cue: Cue) -> None:
        """The sentence speaks of the two sides of the release without naming both."""
        inside = self._inside(sentence, cue.kind)
        both = _BOTH.search(self.text, sentence.start, sentence.end)
        pair = self.pair or self.main(cue.kind)
        if pair is None or (not cue.kind and not both) or cue.kind == "partnership/twinning" and self.found and not both:
            return
        if inside and not any(mention.actor in pair for mention in inside):
            return
        if not both and not inside and sentence.block.kind not in ("title", "heading") and cue.kind == "partnership/twinning":
            return
        self._add(*pair, cue, sentence, 0.85)

    def _add(self, one: Actor, other: Actor, cue: Cue, sentence: Sentence, sure: float) -> None:
        kind, programme = self._kind(one, other, cue)
        concept = vocabulary().get(kind)
        directed = concept is not None and concept.facts.get("directed", ("false",))[0] == "true"
        if directed:
            one, other = self._directed(one, other, sentence)
        since = self._since(sentence, cue)
        key = (one.key, other.key)
        known = self.found.get(key) or (None if directed else self.found.get((other.key, one.key)))
        evidence = self.document.evidence(cue.start, cue.end)
        if known is not None:
            key = (known.a.key, known.b.key)
            self.found[key] = dataclasses.replace(
                known, since=known.since or since, programme=known.programme or programme,
                evidence=known.evidence if known.since or not since else (evidence, *known.evidence), confidence=max(known.confidence, sure))
            return
        self.found[key] = Partnership(a=one, b=other, kind=kind, directed=directed, programme=programme, since=since,
                                      evidence=(evidence,), confidence=sure, rule="partnerships/english")

    def _kind(self, one: Actor, other: Actor, cue: Cue) -> tuple[str, str]:
        programme = ""
        kind = cue.kind
        if isinstance(one, Region) and isinstance(other, Region):
            if (not kind or kind.endswith("assistance")) and one.code and other.code:
                joint = joint_programme(one, other, self.programmes)
                programme = joint.key if joint else ""
                kind = kind_of(joint) if joint else kind
            return kind or "partnership/other", programme
        sorts = {actor.kind for actor in (one, other) if isinstance(actor, Organization)}
        if kind == "partnership/paired-assistance" and sorts in ({"organ/hospital"}, {"organ/school"}):
            return f"partnership/{sorts.pop().partition('/')[2]}-pairing", programme
        return mixed(one, other, [kind] if kind and kind != "partnership/twinning" else []) or "partnership/other", programme

    def _directed(self, one: Actor, other: Actor, sentence: Sentence) -> tuple[Actor, Actor]:
        """The supporter first: by their provinces, else by the voice of the verb."""
        givers, takers = provinces()
        first, second = province(one), province(other)
        if first in givers and second in takers or first in takers and second in givers:
            return (one, other) if first in givers else (other, one)
        return (other, one) if _PASSIVE.search(self.text, sentence.start, sentence.end) else (one, other)

    def _since(self, sentence: Sentence, cue: Cue) -> str:
        """The year that the sentence gives for the beginning of the cooperation."""
        for date in self.document.dates.within(sentence.start, sentence.end):
            if date.value and date.value.start and not date.value.end and self._begins(date, sentence, cue):
                return date.value.start
        return ""

    def _begins(self, date: DateMention, sentence: Sentence, cue: Cue) -> bool:
        ahead = self.text[sentence.start:date.start]
        if date.value and date.value.since or re.search(r"\bsince $", ahead, re.I):
            return True
        later = re.match(r",? [^.;]{0,60}?\b(?:became|established|formed|were twinned|was twinned|signed|paired)\b", self.text[date.end:date.end + 90])
        if date.kind in ("day", "range", "relative") and cue.kind != "partnership/twinning":
            return False
        if date.kind in ("day", "range", "relative") and not re.search(r"\b(?:established|became|formed|twinned)\b", ahead):
            return False
        return bool(_BEGAN.search(ahead) and not _NOT_THEN.search(ahead) or later)

    def add_signed(self, parties: tuple[Actor, ...], start: int, end: int) -> None:
        """Two sides that signed an agreement on cooperation, where the release states no other relation."""
        if len(parties) == _FEW and distinct(*parties) and not self.found:
            one, other = parties
            kind = mixed(one, other, ["partnership/strategic"])
            self.found[one.key, other.key] = Partnership(a=one, b=other, kind=kind, evidence=(self.document.evidence(start, end),), confidence=0.8,
                                                         rule="partnerships/english-agreement")
