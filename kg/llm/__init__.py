"""Facts by a language model, over any OpenAI-compatible endpoint (the extra `cooperation-kg[llm]`).

Nothing is ever sent unless somebody asks for it: only `connect`, handed to `kg.load`, does.

    with kg.llm.connect("https://api.example/v1", "some-model", with_rules=True) as extractor:
        kg.load(store, ["article.txt"], extractor=extractor)

    text → pieces → question → (cache | endpoint) → claims under the schema → quotes, names, numbers checked → facts
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ModelError

if TYPE_CHECKING:
    from .extractor import ModelExtractor

__all__ = ["EXTRA", "connect"]

EXTRA = frozenset({"msgspec", "platformdirs", "tenacity", "urllib3"})
"""The libraries of the extra."""
_TOKENS = 1_000_000


@contextlib.contextmanager
def connect(address: str | None = None, model: str | None = None, *, key: str | None = None, budget: int | None = None,
            with_rules: bool = False, timeout: float = 120.0, attempts: int = 4, pause: float = 1.0,
            cache: str | os.PathLike[str] | None = None) -> Iterator[ModelExtractor]:
    """An extractor that asks a model, for the time of one run. It can be pickled: all processes share its budget.

    Parameters
    ----------
    address, model, key : the API's base, the model's name, and the key; else what KG_LLM_URL, KG_LLM_MODEL and KG_LLM_KEY
        hold. Without a key none is sent.
    budget : tokens that the run may spend; else what KG_LLM_BUDGET holds, else a million. Usage counts as the answers state
        it; a question is sent only if its length and the longest answer fit into what is left.
    with_rules : read by the rules too, and put both together (`kg.llm.combine`).
    timeout : seconds for one answer.
    attempts, pause : how often a question is asked, and seconds before the second attempt (then twice as long each time).
    cache : folder of answers; else what KG_LLM_CACHE names, else the user's folder for caches.

    Raises
    ------
    ModelError : the extra is not installed, or address, model, key or budget are missing or wrong.
    """
    try:
        from . import budget as budgets  # noqa: PLC0415  # the extra may be missing, and rules need none of it
        from . import cache as caches  # noqa: PLC0415
        from .client import Endpoint  # noqa: PLC0415
        from .extractor import ModelExtractor  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name not in EXTRA:
            raise
        raise ModelError(f"asking a language model needs {error.name}, which is not installed: "
                         "pip install 'cooperation-kg[llm]'") from None
    endpoint = Endpoint(_given(address, "KG_LLM_URL", "no address of an API is given", "--llm-url"),
                        _given(model, "KG_LLM_MODEL", "no model is named", "--llm-model"),
                        os.environ.get("KG_LLM_KEY", "").strip() if key is None else key, timeout, attempts, pause)
    ledger = budgets.Ledger.open(_tokens(budget))
    try:
        yield ModelExtractor(endpoint, ledger, caches.Cache(Path(cache) if cache else caches.folder()), with_rules)
    finally:
        ledger.close()


def _given(value: str | None, variable: str, missing: str, option: str) -> str:
    found = value or os.environ.get(variable, "")
    if not found.strip():
        raise ModelError(f"{missing}: use {option}, or set {variable}")
    return found.strip()


def _tokens(budget: int | None) -> int:
    value = os.environ.get("KG_LLM_BUDGET") or str(_TOKENS) if budget is None else str(budget)
    if not (value.isascii() and value.isdecimal()) or not 0 < int(value) < 10**12:
        raise ModelError(f"{value!r} is no budget; give a number of tokens with --llm-budget or KG_LLM_BUDGET")
    return int(value)
