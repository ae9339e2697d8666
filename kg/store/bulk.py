"""Many statements into a graph that is new, at once: as files that Oxigraph takes in whole or not at all.

The source is registered as under way before, and settled after it. Its index is not written along with it: `catch_up` does
that once all is loaded, from the graph, and until then a search reads the graph (see `entries.indexes`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyoxigraph

from ..terms import NamedNode
from . import graphs
from .entries import read
from .records import Change, Row

if TYPE_CHECKING:
    from .store import Store

Feed = Callable[[pyoxigraph.Store, NamedNode], None]
"""Puts statements into a graph by a single call of `bulk_load` or `bulk_extend`, or raises and puts none there."""


def take(store: Store, row: Row, feed: Feed) -> Change | None:
    """Have the graph of a source filled by `feed`. None, and nothing done, where there is such a source already, people's
    decisions change what is stated, or `feed` has no statement.

    Raises
    ------
    StoreError : the disk fails.
    Exception : whatever `feed` raises; the store is then as it was.
    """
    node, register = store._node(row.key), store._register
    if store.decisions or next(store.quads(graph=node), None) is not None:
        return None
    register.begin(row.key, row.name, "", None)
    try:
        with store._changing([node]):
            feed(store._graph, node)
    except BaseException:
        register.forget(row.key)
        raise
    size = graphs.size(store._graph, node)
    if not size:
        register.forget(row.key)
        return None
    register.settle(row._replace(quads=size), store._version(row.key), text=False)
    return Change(size, 0, False)


def catch_up(store: Store) -> None:
    """Write the index of the sources that were taken in without it."""
    for key in store._register.waiting():
        store._register.catch_up(key, read(store, key))
