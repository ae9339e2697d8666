"""The extractor: a text in pieces to the model, its answers to facts, alone or beside the rules."""

from __future__ import annotations

import dataclasses
from collections import Counter
from urllib.parse import quote

from ..errors import ModelError
from ..extract import EXTRACTOR, Extraction, extract
from ..extract.document import Document
from ..model import Fact, Person, Source, Tenure, merge
from . import prompt
from .budget import Ledger
from .cache import Cache, key
from .client import Endpoint
from .combine import combine
from .facts import Reading
from .prompt import Piece
from .schema import Claim, read, schema

TRIES = 2
"""How often a piece is asked whose answer is no JSON under the schema."""


@dataclasses.dataclass(frozen=True, slots=True)
class ModelExtractor:
    """Asks a model for the facts of a text.

    Parameters
    ----------
    endpoint : where it answers.
    ledger : what the run may spend.
    cache : answers that were paid for before.
    with_rules : read by the rules too, and put both together (see `combine`).
    """

    endpoint: Endpoint
    ledger: Ledger
    cache: Cache
    with_rules: bool = False

    @property
    def name(self) -> str:
        """What is noted in every source: the version of the question and the model; with the rules, their name too."""
        mark = f"{prompt.VERSION}/{quote(self.endpoint.model, safe='')}"
        return f"{EXTRACTOR}+{mark}" if self.with_rules else mark

    def __call__(self, original: str, source: Source) -> Extraction:
        """Read one document.

        Raises
        ------
        BudgetSpent : before a question that may cost more than is left; answers so far are kept.
        ModelError : the model cannot be asked, or its answer is of no use.
        """
        document = Document(original, source)
        claims, left = self._claims(document)
        ruled = extract(original, source) if self.with_rules else None
        reading = Reading(document, _persons(ruled.facts if ruled else ()), self.endpoint.model)
        facts = merge(reading.facts(claims))
        note = _note(facts, left + reading.left)
        if ruled is not None:
            described = dataclasses.replace(ruled.source, extractor=self.name)
            return Extraction(described, tuple(combine(ruled.facts, facts)), (*ruled.notes, note))
        described = dataclasses.replace(document.source, extractor=self.name, mentions=tuple(reading.names.regions))
        return Extraction(described, tuple(facts), (note,))

    def _claims(self, document: Document) -> tuple[list[tuple[Piece, Claim]], Counter[str]]:
        """What the model says of all pieces. One whose answer is cut off is asked in halves."""
        text = document.prose.original
        waiting = prompt.pieces(text)[::-1]
        claims: list[tuple[Piece, Claim]] = []
        left: Counter[str] = Counter()
        while waiting:
            piece = waiting.pop()
            found = self._piece(text, piece, document.source)
            if found is None:
                waiting += prompt.halves(text, piece)[::-1] or _hopeless(text, piece)
                continue
            claims += [(piece, claim) for claim in found[0]]
            left += found[1]
        return claims, left

    def _piece(self, text: str, piece: Piece, source: Source) -> tuple[list[Claim], Counter[str]] | None:
        """The claims of one piece, from the cache or the model; None where no answer can be read but a shorter one might."""
        messages = prompt.messages(text[piece.start:piece.end], source)
        name = key(prompt.VERSION, self.endpoint.model, messages, schema())
        kept = self.cache.get(name)
        found = read(kept) if kept is not None else None
        if found is not None:
            return found
        for _ in range(TRIES):
            answer = self.endpoint.ask(messages, schema(), self.ledger)
            found = read(answer.text) if answer.whole else None
            if found is not None:
                self.cache.put(name, answer.text)
                return found
            if not answer.whole:
                return None
        raise ModelError(f"{self.endpoint.model} answers with something else than JSON under the schema, {TRIES} times; the "
                         "document is not read. Try a model that follows instructions better, or load it by the rules "
                         "(--extractor rules)")


def _hopeless(text: str, piece: Piece) -> list[Piece]:
    """A piece that is too short to be halved."""
    raise ModelError(f"the answer about {piece.end - piece.start} characters (from {text[piece.start:piece.start + 20]!r}) is "
                     "longer than any list of their facts; the document is not read")


def _persons(facts: tuple[Fact, ...]) -> dict[str, Person]:
    """Who the rules say the names are, so that both mean the same node."""
    return {fact.person.name: fact.person for fact in facts if isinstance(fact, Tenure)}


def _note(facts: list[Fact], left: Counter[str]) -> str:
    """What became of the model's facts, for the report."""
    accepted = f"the model's facts: {len(facts)} accepted"
    if not left:
        return accepted
    reasons = ", ".join(f"{number} {reason}" for reason, number in sorted(left.items()))
    return f"{accepted}, {left.total()} left out ({reasons})"
