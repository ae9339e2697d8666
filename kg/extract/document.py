"""One document on its way through extraction: its text, its sentences, and where each stands in the original."""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from typing import TYPE_CHECKING

from .. import edtf
from ..model import Evidence, Organization, Source
from ..text.dates import DateMention, find_dates
from ..text.header import Header, header
from ..text.prose import Prose
from ..text.sentences import Block, Sentence, blocks, sentences
from .spans import Spans

if TYPE_CHECKING:
    from .actors import Mention
    from .ner import Names
    from .regions import Place

def is_english(text: str) -> bool:
    """Whether a text is English prose: more words in Latin script than Chinese characters, English particles among them."""
    return len(_LATIN.findall(text)) > len(_HAN.findall(text)) and bool(_PARTICLES.search(text))


_LATIN, _HAN = re.compile(r"[A-Za-z]{2,}"), re.compile("[\u4e00-\u9fff]")
_PARTICLES = re.compile(r"\b(?:the|and|of|in|to|by|with|from|for|on|at|has|was|is)\b", re.IGNORECASE)

PROSE = frozenset({"title", "heading", "paragraph"})
"""Kinds of block in which facts are looked for."""


class Document:
    """A press release as the rules see it. All offsets are into `text`, the normalised prose; `evidence` leads back
    to the original."""

    def __init__(self, original: str, source: Source) -> None:
        self.prose = Prose.of(original)
        self.text: str = self.prose.text
        self.header: Header = header(self.text)
        self.blocks: list[Block] = [block for block in blocks(self.text) if block.kind in PROSE]
        self.sentences: list[Sentence] = [s for block in self.blocks for s in sentences(self.text, block)]
        self._starts = [sentence.start for sentence in self.sentences]
        self.english = is_english(self.text)
        self.source = self._described(source)
        self.dates: Spans[DateMention] = Spans(find_dates(self.text, self._spoken() or None, self.header.body_start))
        self.places: Spans[Place] = Spans()
        self.bodies: Spans[Mention] = Spans()
        self.tagged: Names | None = None  # what a tagger sees, where one was asked for
        self.own: Organization | None = None  # the body that publishes, if it speaks of itself (我校, 我司, 集团)
        self._first: dict[str, int] = {}  # where a quote stands first
        self._evidence: dict[int, Evidence] = {}

    def _spoken(self) -> str:
        """The day on which the text was written, which 今天 and 昨天 count from: its dateline's (本报拉萨8月20日讯), if
        that lies within the two weeks before publication, else that of publication."""
        published = self.source.published
        line = re.search(r"(\d{1,2})月(\d{1,2})日(?:讯|电)", self.text)
        if line is None or not edtf.is_day(published):
            return published
        written = f"{published[:4]}-{int(line.group(1)):02d}-{int(line.group(2)):02d}"
        return written if edtf.valid(written) and edtf.shift(published, -14) <= written <= published else published

    def _described(self, source: Source) -> Source:
        found = self.header
        body = self.text[found.body_start:]
        return dataclasses.replace(
            source,
            title=source.title or found.title or "",
            published=source.published or found.published or "",
            publisher=source.publisher or found.publisher or "",
            credit=source.credit or found.source or "",
            language=source.language or ("zh" if not self.english and re.search("[\u4e00-\u9fff]", body or self.text) else "en"))

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a position, or None between sentences."""
        index = bisect.bisect_right(self._starts, position) - 1
        if index >= 0 and position < self.sentences[index].end:
            return self.sentences[index]
        return None

    def evidence(self, start: int, end: int | None = None) -> Evidence:
        """The sentence (or sentences) that holds a span, as evidence with offsets into the original text."""
        first, last = self.sentence_at(start), self.sentence_at((end or start + 1) - 1)
        low = first.start if first else start
        high = last.end if last else (end or start + 1)
        while low < high and self.text[low].isspace():
            low += 1
        while high > low and self.text[high - 1].isspace():
            high -= 1
        if low not in self._evidence or self._evidence[low].end < self.prose.origin(low, high)[1]:
            begin, stop = self.prose.origin(low, high)
            quote = self.prose.original[begin:stop]
            if low in self._evidence:
                nth = self._evidence[low].nth if self._evidence[low].quote == quote else self._nth(quote, begin)
            else:
                nth = self._nth(quote, begin)
            self._evidence[low] = Evidence(source=self.source.key, quote=quote, start=begin, end=stop, nth=nth)
        return self._evidence[low]

    def _nth(self, quote: str, begin: int) -> int:
        """Which of the equal quotes of the source the one at `begin` is, in the order of the text (1-based)."""
        first = self._first.setdefault(quote, self.prose.original.find(quote))
        return self.prose.original.count(quote, first, begin) + 1 if begin > first else 1

    @functools.cached_property
    def title(self) -> str:
        """The document's title, "" if it has none."""
        return self.header.title or ""

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """The dates that are mentioned in a span."""
        return self.dates.within(start, end)

    def places_in(self, start: int, end: int) -> list[Place]:
        """The places that are mentioned in a span, in order."""
        return self.places.within(start, end)
