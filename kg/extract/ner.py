"""Names that a statistical tagger sees and the grammar does not, as far as their context confirms them: the name stands
right after a title that nobody holds yet, or goes on the list of those who hold it, or stands before it (in brackets, or with a
verb of appointment); its end is told by what follows or by another mention. Without the title there is no fact."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Protocol

from .names import ends
from .words import COMPOUND, FOLLOWER, STRONG, SURNAMES

if TYPE_CHECKING:
    from .document import Document

LONGEST = 2000
"""Characters of a sentence up to which it is shown to the tagger: beyond that it is none."""
MENTIONS = 20
"""Other mentions of a name that are looked at for where it ends."""
_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,5}|[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}")
_NO_NAME = re.compile(r"[省市县区旗州盟镇乡村街]|公司|集团|大学|学院|医院|协会|工作|会议|主任|书记|领导|干部|代表|同志|协作|[们的了着等]")
_APPOINTED = re.compile(r"(?:同志)?(?:担任|出任|现任|挂任|当选为?|任)$")
_NOMINATED = re.compile("提名|推荐|建议|候选|拟|免|撤|原|曾")
_LIST = re.compile(r"、|和(?=[\u4e00-\u9fff])|与|及|以及")

Found = tuple[int, int, str]
"""Start, end and name."""


class Tagger(Protocol):
    """Whatever marks the names of persons in a sentence."""

    version: str

    def persons(self, text: str) -> list[tuple[int, int]]:
        """The spans of names, in order."""


class Names:
    """The names that a tagger sees in one document, and whether context confirms them. Only sentences that are asked
    about are tagged."""

    def __init__(self, document: Document, tagger: Tagger) -> None:
        self.document, self._tagger = document, tagger
        self._tagged: dict[int, dict[int, int]] = {}

    def holders(self, start: int, end: int, after: int, plural: bool) -> list[Found]:
        """The names of those who hold a chain of titles for which the grammar finds nobody.

        Parameters
        ----------
        start, end : the span of the chain.
        after : where a name that follows it would begin.
        plural : whether several may hold the last title, in a list.
        """
        first = self._at(after)
        if first is None:
            return self._bracketed(start, end) or self._appointed(start)
        return [first, *self.listed(first[1], plural)]

    def listed(self, position: int, plural: bool) -> list[Found]:
        """The names that go on a list which so far ends at a position; none where the title has one holder."""
        found: list[Found] = []
        while plural and (separator := _LIST.match(self.document.text, position)) and (name := self._at(separator.end())):
            if self.document.text[name[1]:name[1] + 1] == "（":  # a title of his own
                break
            found.append(name)
            position = name[1]
        return found

    def _bracketed(self, start: int, end: int) -> list[Found]:
        """The name before titles that fill its brackets: 才旦多吉（副县长）."""
        text = self.document.text
        return self._ending(start - 1) if text[start - 1:start] == "（" and text[end:end + 1] == "）" else []

    def _appointed(self, start: int) -> list[Found]:
        """The name of whom a verb gives the titles: 才旦多吉同志担任副县长; no nominee, and nobody who is dismissed."""
        text = self.document.text
        verb = _APPOINTED.search(text, max(0, start - 6), start)
        found = self._ending(verb.start()) if verb else []
        return [name for name in found if not _NOMINATED.search(text, max(0, name[0] - 6), name[0])]

    def _ending(self, position: int) -> list[Found]:
        return [(begin, end, self.document.text[begin:end]) for begin, end in self._spans(position - 1).items()
                if end == position and self._plausible(begin, end)]

    def _at(self, position: int) -> Found | None:
        text, spans = self.document.text, self._spans(position)
        end = spans.get(position, 0)
        if not end and text[position:position + 1] in SURNAMES:  # 和|志刚, 同|海峰: the tagger took it for a conjunction
            given = spans.get(position + 1, 0)
            end = given if given == position + 3 and text[position + 1] not in SURNAMES else 0
        if not end or not self._plausible(position, end) or not self._ended(position, end):
            return None
        return position, end, text[position:end]

    def _plausible(self, start: int, end: int) -> bool:
        """A name by its form, and no place."""
        name = self.document.text[start:end]
        if not _HAN_NAME.fullmatch(name) or _NO_NAME.search(name, 1) or FOLLOWER.fullmatch(name) or STRONG.match(name):
            return False
        surname = name[0] in SURNAMES or name[:2] in COMPOUND
        if not surname and len(name) == 2:
            return False
        return not any(place.end >= end or place.start < start
                       for place in self.document.places_in(max(0, start - 12), end) if place.end > start)

    def _ended(self, start: int, end: int) -> bool:
        """Whether the name ends there: by what follows, or as the tagger sees it elsewhere too."""
        text = self.document.text
        if ends(text, end):
            return True
        name = text[start:end]
        mentions = (match.start() for match in re.finditer(re.escape(name), text) if match.start() != start)
        return any(self._spans(at).get(at) == at + len(name) and ends(text, at + len(name))
                   for at in itertools.islice(mentions, MENTIONS))

    def _spans(self, position: int) -> dict[int, int]:
        """Start → end of the names in the sentence that holds a position."""
        sentence = self.document.sentence_at(position)
        if sentence is None or sentence.end - sentence.start > LONGEST:
            return {}
        if sentence.start not in self._tagged:
            spans = self._tagger.persons(self.document.text[sentence.start:sentence.end])
            self._tagged[sentence.start] = {sentence.start + begin: sentence.start + end for begin, end in spans}
        return self._tagged[sentence.start]
