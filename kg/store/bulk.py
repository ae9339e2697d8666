"""Many statements into a graph that is new, at once: as files that Oxigraph takes in whole or not at all.

The source is registered as under way before, and settled after it. Its index is written meanwhile by a process beside this one
(`Indexer`), which settles the source with it; where there is none, `catch_up` writes the index once all is loaded, from the
graph, and until then a search reads the graph (see `entries.indexes`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph

from ..terms import NamedNode
from . import folder, graphs
from .entries import read
from .records import Change, Row

if TYPE_CHECKING:
    from .store import Store

Feed = Callable[[pyoxigraph.Store, NamedNode], None]
"""Puts statements into a graph by a single call of `bulk_load` or `bulk_extend`, or raises and puts none there."""


class Indexer(Protocol):
    """What writes the index of a source while its graph is filled."""

    def settle(self, row: Row, version: str) -> bool:
        """Keep the index and settle the source (see `Register.settle`), at once; False if that was not done."""


Beside = Callable[[Path, str, NamedNode], AbstractContextManager[Indexer]]
"""Begins to write an index: into the register at a path, of the source with this key, whose graph is this. What has not settled the
source when the context ends has changed nothing."""


def take(store: Store, row: Row, feed: Feed, beside: Beside | None = None) -> Change | None:
    """Have the graph of a source filled by `feed`, and its index by what `beside` begins. None, and nothing done, where there is
    such a source already, people's decisions change what is stated, or `feed` has no statement.

    Raises
    ------
    StoreError : the disk fails.
    Exception : whatever `feed` raises; the store is then as it was.
    """
    node, register = store._node(row.key), store._register
    if store.decisions or next(store.quads(graph=node), None) is not None:
        return None
    register.begin(row.key, row.name, "", None)
    writing = beside(store.path / folder.REGISTER, row.key, node) if beside and store.path else nullcontext(None)
    try:
        with writing as indexer:
            with store._changing([node]):
                feed(store._graph, node)
            size = graphs.size(store._graph, node)
            found, version = row._replace(quads=size), store._version(row.key)
            settled = size > 0 and indexer is not None and indexer.settle(found, version)
    except BaseException:
        register.forget(row.key)
        raise
    if not size:
        register.forget(row.key)
        return None
    if not settled:
        register.settle(found, version, text=False)
    return Change(size, 0, False)


def catch_up(store: Store) -> None:
    """Write the index of the sources that were taken in without it."""
    for key in store._register.waiting():
        store._register.catch_up(key, read(store, key))
