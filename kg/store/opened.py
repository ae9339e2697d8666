"""A store as it is opened and closed: its graph, its register, its journal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any

import pyoxigraph

from ..errors import StoreError
from ..terms import BASE, COOP, NamedNode, Quad
from . import folder, graphs

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeVar

    from .decisions import Decision
    from .index import Index
    from .journal import Changes
    from .register import Register

    Own = TypeVar("Own", bound="Opened")


class Opened:
    """The folder of a store (or the memory that stands for one), held until it is closed."""

    def __init__(self, path: str | os.PathLike[str] | None = None, *, read_only: bool = False, base: str = BASE,
                 loader: Callable[..., Any] | None = None) -> None:
        self._place = None if path is None else os.fspath(path)
        self._loader = loader
        self.read_only, self.base = read_only, base
        self._decided: tuple[Decision, ...] | None = None
        self._records: Register | None = None
        self._beside: tuple[frozenset[str], Index] | None = None
        self._store: pyoxigraph.Store | None
        self._store, self._journal = folder.opened(self._place, read_only)

    @property
    def path(self) -> Path | None:
        """The folder of the store; None in memory."""
        from pathlib import Path  # noqa: PLC0415  # a lookup starts faster without

        return None if self._place is None else Path(self._place)

    def __enter__(self: Own) -> Own:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store {self._place or ':memory:'}{', read only' * self.read_only}{', closed' * (self._store is None)}>"

    def __len__(self) -> int:
        """Number of quads."""
        return len(self._graph)

    def close(self) -> None:
        """Write out what is pending, and let others write. Closing twice does nothing."""
        graph, records = self._store, self._records
        self._store = self._records = None
        if records is not None:
            records.close()
        if graph is not None and self._place is not None and not self.read_only:
            graph.flush()  # else the next reader would replay the log, which takes seconds
            self._journal.close()
            folder.release(self._place)

    @property
    def revision(self) -> str | None:
        """Which state the store is in: equal as long as nothing changes, also for other openings of it; None where that is not
        known, because something changes just now, or changed without this package."""
        return None if self._store is None else self._journal.revision

    def changes(self, revision: str) -> Changes | None:
        """What changed since an earlier revision; None where that is not known."""
        return self._journal.since(revision)

    def flush(self) -> None:
        """Write out what is pending, so that it takes no memory; `close` does so too."""
        if self.path is not None and not self.read_only:
            try:
                self._graph.flush()
            except (OSError, RuntimeError) as error:
                raise StoreError(f"the store at {self.path} cannot be written: {error}") from error

    def quads(self, subject: Any = None, predicate: NamedNode | None = None, object: Any = None,
              graph: NamedNode | None = None) -> Iterator[Quad]:
        """The statements that match a pattern; None matches all."""
        return iter(self._graph.quads_for_pattern(subject, predicate, object, graph))

    @property
    def _graph(self) -> pyoxigraph.Store:
        if self._store is None:
            raise StoreError("the store is closed; open it again")
        return self._store

    @property
    def _register(self) -> Register:
        if self._records is None:
            if self._store is None:
                raise StoreError("the store is closed; open it again")
            from .register import Register  # noqa: PLC0415  # see `parts`

            path = self.path and self.path / folder.REGISTER
            if self.read_only and path and not path.exists() and not len(self):
                path = None  # nothing has been loaded yet
            self._records = Register(path, self.read_only and path is not None)
            if not self._records.indexed and not (self.read_only and path):
                from . import entries  # noqa: PLC0415  # a store is indexed once

                entries.rebuild(self)
        return self._records

    def _index_register(self) -> Register | None:
        """The register; None where a store that is open for reading has lost it."""
        if self.read_only and self.path and not (self.path / folder.REGISTER).exists():
            return None
        return self._register

    def _writable(self) -> None:
        if self.read_only:
            raise StoreError("the store is open for reading only; open it for writing to change it")

    def _node(self, key: str) -> NamedNode:
        return NamedNode(f"{self.base}source/{key}")

    def _version(self, key: str) -> str:
        node = self._node(key)
        stated = [*self.quads(node, COOP.sha256, None, node), *self.quads(node, COOP.extractor, None, node)]
        return graphs.version(stated, node)
