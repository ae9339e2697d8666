"""Knowledge graphs of cooperation relationships, with the sentence under every fact.

    import kg

    with kg.open("kg-store") as store:
        store.load("article.txt")
        county = kg.lookup.resolve(store, "宜川")
        for partner in kg.lookup.partners(store, county):
            print(partner.partner, partner.since, partner.quote)

Importing `kg` imports nothing else: each public name is found when it is first used.
"""

from __future__ import annotations

import importlib
import os

__version__ = "0.1.0"

TYPE_CHECKING = False  # type checkers take it for True whatever it holds; importing `typing` would cost start-up time
if TYPE_CHECKING:
    from . import analytics, curate, extract, lookup, model, network, validate, views
    from .errors import KGError
    from .loading import load
    from .rules import derive
    from .store import Store

__all__ = [
    "KGError", "Store", "analytics", "curate", "derive", "extract", "load", "lookup", "model", "network", "open", "validate",
    "views",
]

DEFAULT_STORE = "kg-store"
"""Folder of the store where neither an argument nor the environment variable KG_STORE names one."""
MEMORY = ":memory:"
"""Name of the store that lives in memory alone."""

_PLACES = {
    "KGError": "errors", "Store": "store", "derive": "rules", "load": "loading",
}
"""Public name → the module that defines it. The other public names are modules."""


def open(path: str | os.PathLike[str] | None = None, *, read_only: bool = False, base: str | None = None) -> Store:
    """Open a store; close it, or use it as a context manager.

    Parameters
    ----------
    path : its folder, or ":memory:"; by default what the environment variable KG_STORE names, else "./kg-store".
    read_only : open beside a writer, seeing the moment of opening. A store in memory is always writable.
    base : IRI below which instances are minted; by default `kg.terms.BASE`.

    Raises
    ------
    StoreLocked : another process writes to it (the message says which).
    StoreError : the folder cannot be opened as a store.
    """
    place = os.fspath(path) if path is not None else os.environ.get("KG_STORE") or DEFAULT_STORE
    room = importlib.import_module(".store", __name__)
    options = {"loader": _load} if base is None else {"loader": _load, "base": base}
    store: Store = room.open(None if place == MEMORY else place, read_only=read_only and place != MEMORY, **options)
    return store


def _load(*arguments: object, **options: object) -> object:
    """`load`, for `Store.load`: the store lies below the loaders, and gets them from here."""
    return importlib.import_module(".loading", __name__).load(*arguments, **options)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    if name in _PLACES:
        return getattr(importlib.import_module(f".{_PLACES[name]}", __name__), name)
    return importlib.import_module(f".{name}", __name__)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
