"""How far confidences can be believed on texts that no rule was counted on.

    python benchmarks/calibration.py FOLDER FOLDER... [--strength N...]

Each folder of texts with gold facts is left out once; the rules are counted on the others, and the confidences that
follow are held against the gold of the one left out. Prints, for each strength of the expectation (see
`kg.extract.confidence`), mean confidence, share that is right, Brier score and expected calibration error over all
folders left out; first those of the estimates that the rules make by hand; then the reliability table of the
strength in use.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

import kg.extract
from kg.evaluate import Judged, evaluate
from kg.evaluate.reliability import bands, brier, calibration_error, counts
from kg.extract.confidence import STRENGTH, Calibration


def by_hand(folders: Sequence[str]) -> list[list[Judged]]:
    """The judged facts of each folder, as sure as their rules say by hand."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core: all is read in this process, which knows no table
    kg.extract.shipped = lambda: Calibration(())  # type: ignore[assignment]
    return [evaluate(folder).judged for folder in folders]


def left_out(corpora: Sequence[Sequence[Judged]], strength: int) -> list[Judged]:
    """All facts, as sure as the other corpora make them."""
    found: list[Judged] = []
    for corpus in corpora:
        known = Calibration(counts(one for other in corpora if other is not corpus for one in other), strength)
        found += [one._replace(confidence=known.confidence(one.rule, one.confidence)) for one in corpus]
    return found


def line(name: str, judged: Sequence[Judged]) -> str:
    said, right = (sum(values) / len(judged) for values in zip(*((one.confidence, one.right) for one in judged), strict=True))
    return f"{name:>10}  {said:.3f}  {right:.3f}  {brier(judged):.4f}  {calibration_error(judged):.4f}"


def main() -> None:
    parser = argparse.ArgumentParser(description="How far confidences can be believed, by leaving out one folder after the other.")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--strength", type=int, nargs="*", default=[5, 10, 20, 40, STRENGTH, 100, 200])
    options = parser.parse_args()
    corpora = by_hand(options.folders)
    print("  strength   said  right   Brier    ECE")
    print(line("by hand", [one for corpus in corpora for one in corpus]))
    for strength in options.strength:
        print(line(str(strength), left_out(corpora, strength)))
    print("\nconfidence  facts   mean  right")
    for band in bands(left_out(corpora, STRENGTH)):
        print(f"{band.low:.2f}–{band.high:.2f}  {band.facts:>6}  {band.confidence:.3f}  {band.right:.3f}")


if __name__ == "__main__":
    main()
