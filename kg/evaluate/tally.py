"""Counting: what was found, missed and wrong, and how sure the extraction was of what was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from .reliability import Judged

Gold = TypeVar("Gold")
Found = TypeVar("Found")


class Score(NamedTuple):
    """How well one kind of fact is read. `precision` is the share of the found that is right, `recall` the share of
    the gold that is found, both in [0, 1]; None where there is nothing to divide by, or where the gold lists no more
    than what must be found, so that nothing else can be called wrong."""

    fact: str
    gold: int
    found: int
    precision: float | None
    recall: float | None
    f1: float | None


class Miss(NamedTuple):
    """A fact that was not found (`missed`) or is not in the gold (`wrong`), in words."""

    document: str
    fact: str
    what: str
    value: str


class Tally:
    """Counts over documents; `document` is the one that is being compared."""

    def __init__(self) -> None:
        self.document = ""
        self.misses: list[Miss] = []
        self.judged: list[Judged] = []
        self._right: Counter[str] = Counter()
        self._wrong: Counter[str] = Counter()
        self._missed: Counter[str] = Counter()
        self._open: set[str] = set()

    def scores(self) -> list[Score]:
        """The score of each kind of fact, by name."""
        return [self._score(fact) for fact in sorted({*self._right, *self._wrong, *self._missed})]

    def _score(self, fact: str) -> Score:
        right, wrong, missed = self._right[fact], self._wrong[fact], self._missed[fact]
        recall = right / (right + missed) if right + missed else None
        if fact in self._open:
            return Score(fact, right + missed, right, None, recall, None)
        precision = right / (right + wrong) if right + wrong else None
        f1 = 2 * precision * recall / (precision + recall) if precision and recall else 0.0
        return Score(fact, right + missed, right + wrong, precision, recall, f1)

    def sure(self, row: Mapping[str, str], right: bool) -> None:
        """Note whether a fact is right, with its rule and how sure the extraction was of it; without a confidence, nothing."""
        if row["confidence"]:
            self.judged.append(Judged(self.document, row["rule"], float(row["confidence"]), right))

    def check(self, fact: str, good: bool, gold: object) -> None:
        """Count a fact that the gold names and that was found or not; of such kinds only recall is known."""
        self._open.add(fact)
        self._right[fact] += good
        self._missed[fact] += not good
        if not good:
            self.misses.append(Miss(self.document, fact, "missed", words(gold)))

    def match(self, fact: str, gold: Sequence[Gold], found: Sequence[Found], same: Callable[[Gold, Found], bool],
              optional: Sequence[Gold] = ()) -> tuple[list[tuple[Gold, Found]], list[Found]]:
        """Match one to one, in order. What is `optional` is true but need not be found: it counts neither way.

        Returns
        -------
        the pairs that match, and what was found and is wrong.
        """
        left, pairs = list(found), []
        for one in gold:
            place = next((place for place, other in enumerate(left) if same(one, other)), None)
            if place is None:
                self._missed[fact] += 1
                self.misses.append(Miss(self.document, fact, "missed", words(one)))
            else:
                pairs.append((one, left.pop(place)))
        wrong = [other for other in left if not any(same(one, other) for one in optional)]
        self._right[fact] += len(pairs)
        self._wrong[fact] += len(wrong)
        self.misses.extend(Miss(self.document, fact, "wrong", words(other)) for other in wrong)
        return pairs, wrong


def words(fact: Any) -> str:
    """A fact in a few words: its values that say something, without addresses."""
    if isinstance(fact, dict):
        return ", ".join(f"{key} {words(value)}" for key, value in fact.items()
                         if value not in ("", None, [], ()) and key in _TOLD)
    if isinstance(fact, (list, tuple, set, frozenset)):
        return " ".join(words(value) for value in fact if value not in ("", None))
    return str(fact)


_TOLD = ("name", "adcode", "a", "b", "kind", "start", "end", "title", "since", "what", "n", "speaker", "point")
"""Keys of gold and columns of queries that are worth telling of a miss."""
