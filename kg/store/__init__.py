"""The store: quads in Oxigraph, texts in SQLite, one writer and many readers. Each source is one named graph.

    PATH/graph/           the quads (Oxigraph over RocksDB)
    PATH/sources.sqlite   what is known of each source beside its claims: location, time of loading, the text itself
    PATH/journal          which graphs changed, in which order
    PATH/columns/         what was read from the graph for whole networks; may be deleted at any time
    PATH/writer.json      who has the store open for writing, while it is
"""

from typing import TYPE_CHECKING

from .folder import COLUMNS, is_store
from .journal import Changes, mark
from .records import Change, SourceInfo
from .store import Store, open

if TYPE_CHECKING:
    from .answers import Row, Solutions, Triples
    from .literals import IRI

__all__ = ["COLUMNS", "IRI", "Change", "Changes", "Row", "Solutions", "SourceInfo", "Store", "Triples", "is_store", "mark", "open"]

_PLACES = {"IRI": "literals", "Row": "answers", "Solutions": "answers", "Triples": "answers"}
"""What lookups do without, and the module that defines it."""


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module 'kg.store' has no attribute {name!r}")
    import importlib  # noqa: PLC0415  # see above

    return getattr(importlib.import_module(f".{_PLACES[name]}", __name__), name)
