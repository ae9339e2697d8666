"""How sure a fact is: what its rule was expected to be worth, corrected by how often it was right where gold facts tell.

Each rule says by hand how sure it is. `kg/data/calibration.tsv` counts, rule by rule, how many facts the gold decides
and how many of them were right; `kg evaluate --calibrate` writes it. Both together give the estimate of Cestnik
(Estimating Probabilities: A Crucial Task in Machine Learning, 1990), the mean of a beta distribution: the rule's own count,
and beside it `STRENGTH` facts, half of them right as often as the rule expects, half as often as its class (posts,
events, …) on the whole. So a rule seldom seen stays near to what was expected of it, and one never seen too; of a class that
no gold decides (numbers, statements, who took part) the expectation stands as it is.
"""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ..model import Fact

TABLE = Path(__file__).resolve().parent.parent / "data" / "calibration.tsv"
STRENGTH = 60
"""Judged facts that weigh as much as the expectation. Measured by leaving out one corpus after the other
(`benchmarks/calibration.py`): rules are right more often in the texts that they were written for than in others."""


class Count(NamedTuple):
    """Of how many facts of a rule the gold decides, and how many of them are right."""

    rule: str
    facts: int
    right: int


class Calibration:
    """What is known of the rules."""

    def __init__(self, counts: Iterable[Count], strength: int = STRENGTH) -> None:
        self.strength = strength
        self._facts: Counter[str] = Counter()  # by rule, and by class of rules
        self._right: Counter[str] = Counter()
        for count in counts:
            for name in (count.rule, _class(count.rule)):
                self._facts[name] += count.facts
                self._right[name] += count.right

    def confidence(self, rule: str, expected: float) -> float:
        """How sure a fact of a rule is, in [0, 1], if by the rule's own estimate it is `expected`."""
        kind = _class(rule)
        if not self._facts[kind]:
            return expected
        prior = (expected + self._right[kind] / self._facts[kind]) / 2
        return round((self._right[rule] + self.strength * prior) / (self._facts[rule] + self.strength), 2)

    def applied(self, facts: Iterable[Fact]) -> list[Fact]:
        """Facts as sure as their rules have proved to be."""
        return [dataclasses.replace(fact, confidence=self.confidence(fact.rule, fact.confidence)) for fact in facts]


@functools.cache
def shipped() -> Calibration:
    """The calibration of this version."""
    return Calibration(read(TABLE.read_text("utf-8")))


def read(text: str) -> list[Count]:
    """The counts of a table that `written` wrote."""
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return [Count(rule, int(facts), int(right)) for rule, facts, right in rows]


def written(counts: Iterable[Count]) -> str:
    """Counts as a table of tab-separated values with a heading."""
    return "".join("\t".join(map(str, row)) + "\n" for row in (Count._fields, *sorted(counts)))


def _class(rule: str) -> str:
    return f"{rule.partition('/')[0]}/"
