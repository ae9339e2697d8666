"""`kg evaluate`: how well documents are read, against gold facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .. import evaluate as evaluation
from ..extract import confidence
from .console import emit, note
from .llm import chosen, complain, extractor_options
from .load import clear, progress
from .options import format_option
from .structured import dump

SCORES = ("fact", "gold", "found", "precision", "recall", "F1")
BANDS = ("confidence", "facts", "mean", "right")
OVERALL = ("judged", "Brier score", "calibration error")


@click.command(epilog="""\b
    Examples:
      kg evaluate corpus
      kg evaluate corpus --misses
      kg evaluate corpus --calibrate calibration.tsv
      kg evaluate corpus --format json""")
@click.argument("corpora", nargs=-1, required=True, metavar="FOLDER...")
@click.option("--misses", is_flag=True, help="List every fact that was missed or is wrong (in CSV and TSV: these alone).")
@click.option("--calibrate", "table", metavar="FILE", type=click.Path(dir_okay=False, writable=True, path_type=Path),
              help="Write how often each rule was right, as kg/data/calibration.tsv holds it.")
@extractor_options
@format_option
def evaluate(corpora: tuple[str, ...], misses: bool, table: Path | None, form: str, **asked: Any) -> None:
    """Measure how well documents are read, on texts of your own whose facts you wrote down.

    FOLDER holds NAME.txt with its gold facts in NAME.json; README and tests/corpus say how they are written. The texts
    are loaded into a store of their own, in memory. Shown are precision, recall and F1 for each kind of fact, and how
    many facts were right by how sure the extraction was of them, with the Brier score and the expected calibration
    error (CSV and TSV hold the first table only). The exit status is 1 where a text could not be loaded; its facts
    count as missed.
    """
    with chosen(**asked) as extractor:
        found = evaluation.evaluate(*corpora, progress=progress(), extractor=extractor)
    clear()
    if form == "json":
        dump({"documents": found.documents, "scores": [score._asdict() for score in found.scores],
              "reliability": [band._asdict() for band in found.bands], "brier": found.brier,
              "calibration_error": found.calibration_error,
              **({"misses": [miss._asdict() for miss in found.misses]} if misses else {})})
    else:
        _tables(found, misses, form)
    status = complain(("", error) for error in found.failed)
    if status:
        click.get_current_context().exit(status)
    if table is not None:
        table.write_text(confidence.written(found.counts), "utf-8")
        note(f"{len(found.counts)} rules, {len(found.judged)} facts: {table}")


def _tables(found: evaluation.Evaluation, misses: bool, form: str) -> None:
    if misses:
        emit(form, evaluation.Miss._fields, found.misses, empty="nothing was missed, and nothing is wrong")
        if form != "table":
            return
        print()
    emit(form, SCORES, [(*score[:3], *map(_share, score[3:])) for score in found.scores], empty="the gold holds no facts")
    if form == "table" and found.bands:
        print()
        emit(form, BANDS, [(f"{band.low:.2f}–{band.high:.2f}", band.facts, _share(band.confidence), _share(band.right))
                           for band in found.bands])
        print()
        emit(form, OVERALL, [(len(found.judged), _share(found.brier), _share(found.calibration_error))])


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
