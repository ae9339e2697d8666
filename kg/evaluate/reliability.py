"""How far the confidence of facts can be believed: what was said beside what came true.

The reliability table as in DeGroot and Fienberg, The Comparison and Evaluation of Forecasters (1983); the score of
Brier, Verification of Forecasts Expressed in Terms of Probability (1950); the expected calibration error of Naeini,
Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning (2015), over the same bands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..extract.confidence import Count

BANDS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Lower ends of the bands of confidence; the last reaches to 1."""


class Judged(NamedTuple):
    """A fact whose correctness the gold decides: the rule that found it, how sure the extraction was, and whether it
    is right."""

    document: str
    rule: str
    confidence: float
    right: bool


class Band(NamedTuple):
    """Facts of a band of confidence: from (inclusive) and to (exclusive, but for 1), how many, their mean confidence,
    and the share of them that is right."""

    low: float
    high: float
    facts: int
    confidence: float
    right: float


def bands(judged: Iterable[Judged]) -> list[Band]:
    """The reliability table: bands that hold facts, from low to high."""
    facts, found = list(judged), []
    for low, high in zip(BANDS, (*BANDS[1:], 1.0), strict=True):
        inside = [one for one in facts if low <= one.confidence and (one.confidence < high or high == 1.0)]
        if inside:
            found.append(Band(low, high, len(inside), sum(one.confidence for one in inside) / len(inside),
                              sum(one.right for one in inside) / len(inside)))
    return found


def brier(judged: Sequence[Judged]) -> float | None:
    """Mean squared distance of the confidence from what came true: 0 is best, 0.25 is what 0.5 for every fact gives; None
    without facts."""
    return sum((one.confidence - one.right) ** 2 for one in judged) / len(judged) if judged else None


def calibration_error(judged: Sequence[Judged]) -> float | None:
    """How far, on average over facts, a band's mean confidence is from the share of it that is right; None without facts."""
    return sum(one.facts * abs(one.confidence - one.right) for one in bands(judged)) / len(judged) if judged else None


def counts(judged: Iterable[Judged]) -> list[Count]:
    """Facts and right ones of each rule that has a name."""
    found: dict[str, list[bool]] = {}
    for one in judged:
        if one.rule:
            found.setdefault(one.rule, []).append(one.right)
    return [Count(rule, len(rights), sum(rights)) for rule, rights in sorted(found.items())]
