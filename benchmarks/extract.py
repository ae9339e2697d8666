"""How fast prose is read, in characters per second on one core, beside a part-of-speech tagger for the same text.

    python benchmarks/extract.py [FOLDER...] [--rounds N]

Reads the .txt files of the folders (else those of tests/corpus) from memory, round after round, each document by `kg`
(the whole extraction: sentences, dates, places, people, posts, partnerships, events, agreements, money, numbers,
statements, merged, with evidence) and then by jieba.posseg (https://github.com/fxsjy/jieba, MIT licence), which cuts it
into words with tags. Prints medians with the quartiles over the rounds, and ratios. jieba as it comes guesses at unknown
words by a hidden Markov model, which is slow in pure Python; without that it only looks words up, and is fast. jieba
is not among the requirements: its dictionary takes 40 MB. `make bench` installs it; else only `kg` is measured.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from kg.extract import extract
from kg.model import Source

ROOT = Path(__file__).resolve().parent.parent
CORPUS = [ROOT / "tests" / "corpus" / "read", ROOT / "tests" / "corpus" / "unread"]


def readers() -> dict[str, Callable[[str], object]]:
    """What is measured."""
    found: dict[str, Callable[[str], object]] = {"kg extract": lambda text: extract(text, Source(name="x", sha256="0"))}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba 0.42 is written for older Pythons
            import jieba
            import jieba.posseg as tagger
    except ImportError:
        print("jieba is not installed, so there is nothing to compare with (pip install jieba)")
        return found
    jieba.setLogLevel(logging.ERROR)
    found["jieba.posseg"] = lambda text: list(tagger.cut(text))
    found["jieba.posseg, dictionary only"] = lambda text: list(tagger.cut(text, HMM=False))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=CORPUS)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    texts = [path.read_text("utf-8") for folder in options.folders for path in sorted(folder.glob("*.txt"))]
    size = sum(map(len, texts))
    if not size:
        parser.error("the folders hold no text")
    measured = readers()
    rates: dict[str, list[float]] = {name: [] for name in measured}
    for turn in range(options.rounds + 1):
        for name, read in measured.items():
            begin = time.process_time()
            for text in texts:
                read(text)
            if turn:  # the first round fills the caches
                rates[name].append(size / (time.process_time() - begin))
    print(f"{len(texts)} documents, {size} characters, {options.rounds} rounds, processor time of one core")
    print(f"{'':32}{'characters/s':>14}{'quartiles':>20}{'kg is':>10}")
    own = statistics.median(rates["kg extract"])
    for name, taken in rates.items():
        low, middle, high = statistics.quantiles(taken, n=4)
        ratio = f"{own / middle:.2f}x" if name != "kg extract" else ""
        print(f"{name:32}{middle:>14,.0f}{f'{low:,.0f}–{high:,.0f}':>20}{ratio:>10}")


if __name__ == "__main__":
    main()
