"""How well documents are read: gold facts, written by hand, against what the store answers once they are loaded.

    evaluation = kg.evaluate.evaluate("corpus")
    for score in evaluation.scores:
        print(score.fact, score.precision, score.recall)

A corpus is a folder of texts NAME.txt, each with its gold facts in NAME.json: an object with any of the lists `places`
(name, adcode), `people` (name, posts: title, org, vague), `partnerships` (a, b, directed, since), `events` (kind,
start, people), `agreements` (title), `money` (yuan), `counts` (n), `statements` (speaker, points). A partnership or
event that is `optional` is true but need not be found.

Precision, recall and F1 as in information retrieval (van Rijsbergen, Information Retrieval, 1979, chapter 7); how far
confidence can be believed: see `kg.evaluate.reliability`.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .. import loading, lookup, store
from ..errors import InputError, KGError
from ..extract import Extractor
from ..extract.confidence import Count
from ..store import Store
from .document import Row, compare
from .reliability import Band, Judged, bands, brier, calibration_error, counts
from .tally import Miss, Score, Tally

__all__ = ["Band", "Evaluation", "Judged", "Miss", "Score", "evaluate"]

QUERIES = ("regions", "posts", "partnerships", "events", "agreements", "funding", "measures", "statements")
"""The named queries that are read back."""


class Evaluation(NamedTuple):
    """The outcome. `judged`: the facts whose correctness the gold decides (posts with their owners, partnerships, events,
    agreements, sums of money). `failed`: the errors of documents that could not be loaded, whose gold counts as missed."""

    documents: int
    scores: list[Score]
    judged: list[Judged]
    misses: list[Miss]
    failed: list[KGError]

    @property
    def bands(self) -> list[Band]:
        """How many of the judged facts were right, by how sure the extraction was."""
        return bands(self.judged)

    @property
    def counts(self) -> list[Count]:
        """How many judged facts of each rule were right, as `kg.extract.confidence` takes them."""
        return counts(self.judged)

    @property
    def brier(self) -> float | None:
        """The Brier score of the confidences: 0 is best; None where nothing was judged."""
        return brier(self.judged)

    @property
    def calibration_error(self) -> float | None:
        """The expected calibration error of the confidences: 0 is best; None where nothing was judged."""
        return calibration_error(self.judged)


def evaluate(*corpora: str | os.PathLike[str], progress: Callable[[str, int, int], None] | None = None,
             extractor: Extractor | None = None) -> Evaluation:
    """Load corpora, each into a store in memory, by the way that users load, and compare the answers of the named queries.

    Parameters
    ----------
    corpora : folders with NAME.txt and NAME.json beside each other; other files are left alone.
    progress, extractor : as for `kg.load`.

    Raises
    ------
    InputError : there is no such folder, it holds no gold, gold without a text, or gold that cannot be understood.
    """
    every = {corpus: {path.with_suffix(".txt"): _gold(path) for path in _golds(Path(corpus))} for corpus in corpora}
    tally, failed = Tally(), list[KGError]()
    for corpus, golds in every.items():
        failed += _corpus(golds, tally, f"{Path(corpus).name}/" if len(every) > 1 else "", progress, extractor)
    return Evaluation(sum(map(len, every.values())), tally.scores(), tally.judged, tally.misses, failed)


def _corpus(golds: Mapping[Path, Mapping[str, Any]], tally: Tally, prefix: str,
            progress: Callable[[str, int, int], None] | None, extractor: Extractor | None) -> list[KGError]:
    """Count one corpus; returns the errors of what could not be loaded."""
    with store.open() as memory:
        reports = loading.load(memory, list(golds), progress=progress, extractor=extractor)
        tables = {name: _by_source(memory, name) for name in QUERIES}
        for report in reports:
            path = Path(report.path)
            iri = "" if report.error else memory.source(report.name).iri
            tally.document = prefix + path.stem
            try:
                compare(golds[path], {name: tables[name][iri] for name in QUERIES}, tally)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise InputError(f"these gold facts are not of the form that is expected ({type(error).__name__}: {error}); "
                                 "see tests/corpus for examples", str(path.with_suffix(".json"))) from error
    return [report.error for report in reports if report.error]


def _golds(corpus: Path) -> list[Path]:
    if not corpus.is_dir():
        raise InputError("this is not a folder; a corpus is a folder of NAME.txt with gold facts in NAME.json", str(corpus))
    golds = sorted(corpus.glob("*.json"))
    if not golds:
        raise InputError("the folder holds no gold; write the facts of each NAME.txt into NAME.json beside it", str(corpus))
    for path in golds:
        if not path.with_suffix(".txt").is_file():
            raise InputError(f"there is no text for this gold; it belongs beside it as {path.stem}.txt", str(path))
    return golds


def _gold(path: Path) -> Mapping[str, Any]:
    try:
        gold = json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise InputError(f"this is no JSON: {error.msg}", str(path), error.lineno, error.colno) from error
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"the gold cannot be read: {error}", str(path)) from error
    if not isinstance(gold, dict):
        raise InputError("gold facts are an object with lists of people, places, events and so on", str(path))
    return gold


def _by_source(memory: Store, name: str) -> dict[str, list[Row]]:
    """The solutions of a named query by source, unbound variables as ""."""
    answer: Any = memory.query(lookup.queries()[name].text)
    found: dict[str, list[Row]] = defaultdict(list)
    for terms in answer.terms():
        row = {column: getattr(term, "value", "") for column, term in zip(answer.columns, terms, strict=True)}
        found[row["source"]].append(row)
    return found
