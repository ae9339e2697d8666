"""The store: quads in Oxigraph, texts in SQLite, one writer and many readers. Each source is one named graph.

    PATH/graph/           the quads (Oxigraph over RocksDB)
    PATH/sources.sqlite   what is known of each source beside its claims: location, time of loading, the text itself
    PATH/writer.json      who has the store open for writing, while it is
"""

from .folder import is_store
from .records import Change, SourceInfo
from .store import Store, open

__all__ = ["Change", "SourceInfo", "Store", "is_store", "open"]
