"""Where a quote stands. A fact is accepted only if its quote is in the text, character by character."""

from __future__ import annotations

from typing import NamedTuple

from .prompt import Piece

SHORTEST, LONGEST = 4, 1_000
"""Characters of a quote: fewer prove nothing, more are no quote."""


class Spot(NamedTuple):
    """Where a quote was found (offset in the whole text), which of its occurrences that is (1-based), and whether that is
    certain: it is the only one in the piece, or the one that the answer points at."""

    start: int
    nth: int
    certain: bool


def find(text: str, quote: str, piece: Piece, offset: int = -1) -> Spot | None:
    """Look for a quote in the piece that the model read, else in the whole text, of which it knows the title.

    Parameters
    ----------
    offset : where in the piece the answer says that the quote begins; it counts only if that is so.
    """
    if not SHORTEST <= len(quote) <= LONGEST or not any(char.isalnum() for char in quote):
        return None
    if 0 <= offset < piece.end - piece.start and text.startswith(quote, piece.start + offset):
        return Spot(piece.start + offset, _nth(text, quote, piece.start + offset), True)
    start = text.find(quote, piece.start, piece.end)
    if start >= 0:
        return Spot(start, _nth(text, quote, start), text.find(quote, start + 1, piece.end) < 0)
    start = text.find(quote)
    return Spot(start, 1, text.find(quote, start + 1) < 0) if start >= 0 else None


def _nth(text: str, quote: str, start: int) -> int:
    return text.count(quote, 0, start) + 1
