"""Things named as `module:attribute` of this package, imported when they are first needed."""

from __future__ import annotations

import importlib

TYPE_CHECKING = False  # type checkers take it for True whatever it holds; importing `typing` would cost start-up time
if TYPE_CHECKING:
    from typing import Any


def fetch(target: str) -> Any:
    """The object that `module:attribute` names, the module being one of `kg.cli`."""
    module, _, attribute = target.partition(":")
    return getattr(importlib.import_module(f".{module}", __package__), attribute)
