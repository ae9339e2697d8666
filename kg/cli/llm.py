"""Options that tell what reads prose (rules, a tagger of names beside them, a language model), and how a model's failures
are told."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .. import llm
from ..errors import BudgetSpent, KGError, ModelError
from ..extract import lac
from .commands import Spent
from .console import note

if TYPE_CHECKING:
    from ..extract import Extractor

Function = TypeVar("Function", bound=Callable[..., Any])

def extractor_options(function: Function) -> Function:
    """Adds `--extractor`, `--ner` and the options of the model."""
    for option in reversed((
        click.option("--extractor", type=click.Choice(["rules", "llm", "both"]), default="rules", show_default=True,
                     help="What reads prose. The rules send nothing anywhere; llm and both send the text to --llm-url."),
        click.option("--ner", is_flag=True, help="Beside the rules, add names of persons that only a tagger sees (extra [ner])."),
        click.option("--llm-url", metavar="URL", help="Base of an OpenAI-compatible API; else what KG_LLM_URL names. The key "
                                                      "comes from KG_LLM_KEY alone."),
        click.option("--llm-model", metavar="NAME", help="Model to ask; else what KG_LLM_MODEL names."),
        click.option("--llm-budget", metavar="TOKENS", type=click.IntRange(min=1),
                     help="Tokens that this run may spend; else what KG_LLM_BUDGET says, else 1000000."),
    )):
        function = option(function)
    return function


@contextlib.contextmanager
def chosen(extractor: str, ner: bool, llm_url: str | None, llm_model: str | None,
           llm_budget: int | None) -> Iterator[Extractor | None]:
    """The extractor that the options ask for; None stands for the rules.

    Raises
    ------
    click.UsageError : an option of the model, and no model is asked for; a tagger beside a model.
    ExtraError : a tagger is asked for and not installed, or not as it should be.
    """
    if ner and extractor != "rules":
        raise click.UsageError(f"--ner adds to what the rules read, and --extractor {extractor} asks a model; choose one of them.")
    if extractor != "rules":
        with llm.connect(llm_url, llm_model, budget=llm_budget, with_rules=extractor == "both") as asking:
            yield asking
    elif llm_url or llm_model or llm_budget:
        raise click.UsageError("--llm-url, --llm-model and --llm-budget are for --extractor llm or both; the rules ask nobody.")
    else:
        yield lac.RulesAndNames() if ner else None


def complain(failed: Iterable[tuple[str, KGError]]) -> int:
    """Tells which documents failed (path, if known, and error), a reason that holds for many once; returns the exit
    status."""
    errors = list(failed)
    reasons = Counter(str(error) for _, error in errors if isinstance(error, ModelError))
    for path, error in errors:
        if not isinstance(error, ModelError):
            note(f"Error: {error}")
        elif number := reasons.pop(str(error), 0):
            more = f" and {number - 1} more" if number > 1 else ""
            note(f"Error: {path}{more}: {error}" if path else f"Error: {error}")
    if any(isinstance(error, BudgetSpent) for _, error in errors):
        return Spent.exit_code
    return 1 if errors else 0
