"""Parts of the store that a lookup can do without, and starts sooner so: each is imported when it is first used."""

from __future__ import annotations

from types import ModuleType


def claims() -> ModuleType:
    """The part that needs the model, which doubles the time to start."""
    from . import claims  # noqa: PLC0415

    return claims


def withheld() -> ModuleType:
    """The part that most stores have no use for."""
    from . import withheld  # noqa: PLC0415

    return withheld
