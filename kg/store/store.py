"""The store itself: sources and decisions in. What it answers is in `readable`, how it is opened and closed in `opened`."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..errors import StoreError
from ..terms import BASE, COOP, CURATION, NamedNode, Quad
from . import catalogue, folder, graphs
from .parts import claims, withheld
from .readable import Readable
from .records import Change, Row

if TYPE_CHECKING:


    from .. import model
    from .bulk import Beside, Feed
    from .decisions import Decision

_BARS = (COOP.minimumConfidence, COOP.withholds)


def open(path: str | os.PathLike[str] | None = None, *, read_only: bool = False, base: str = BASE,
         loader: Callable[..., Any] | None = None) -> Store:
    """Open a store.

    Parameters
    ----------
    path : its folder, made if there is none; None for a store in memory.
    read_only : see the store as it stands now, beside a process that may be writing to it.
    base : base of all instance IRIs; the same for every opening of one store.
    loader : what `Store.load` calls, with the store and its arguments; a store by itself knows no files.

    Raises
    ------
    StoreLocked : another process is writing to it.
    StoreError : the folder is missing (read_only), cannot be written, is not a store, or is damaged.
    """
    return Store(path, read_only=read_only, base=base, loader=loader)


class Store(Readable):
    """Named graphs, one for each source, with the sources' texts; see `open`. Close it, or use it in `with`: until
    then no other process can write to it."""

    def load(self, paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], **options: Any) -> Any:
        """Read files and folders into the store; the same as `kg.load(store, paths, …)`, with its options, reports and errors.

        Raises
        ------
        StoreError : the store was not opened by `kg.open`, which brings the loaders.
        """
        if self._loader is None:
            raise StoreError("this store was opened without loaders; open it with kg.open, or use kg.load")
        return self._loader(self, paths, **options)

    def replace(self, source: model.Source, facts: Iterable[model.Fact], text: str | None = None, *,
                location: str = "", least: float = 0.0) -> Change:
        """Make the source's graph say these facts, and nothing else, in one atomic step.

        Parameters
        ----------
        source, facts : what the graph is to hold.
        text : the text that the offsets of the evidence refer to; None keeps none.
        location : the file it came from (absolute path); "" if it is not known.
        least : facts of a lower confidence wait for a decision, withheld from queries; see `withhold`.

        Raises
        ------
        SourceConflict : the name is taken by other content from another location.
        StoreError : the store is open for reading only, or the disk fails.
        """
        source = claims().identified(source, text)
        row = self._claim(source.name, source.title, location, source.sha256, source.extractor)
        return self._write(row, claims().quads(facts, source, self.base), text, least)

    def replace_quads(self, name: str, quads: Iterable[Quad], *, text: str | None = None, location: str = "",
                      title: str = "", sha256: str = "", extractor: str = "", least: float = 0.0) -> Change:
        """Like `replace`, for statements that come as RDF: all of them go into the graph of the source `name`.

        Raises
        ------
        InvalidGraph : a statement holds a blank node (the loaders give them IRIs).
        SourceConflict, StoreError : as for `replace`.
        """
        return self._write(self._claim(name, title, location, sha256, extractor), quads, text, least)

    def take(self, name: str, feed: Feed, beside: Beside | None = None, *, location: str = "", title: str = "", sha256: str = "",
             extractor: str = "") -> Change | None:
        """Like `replace_quads`, for a new source of many statements, which `feed` puts into its graph in one step (see
        `bulk`); search reads them from there until what `beside` begins, or `catch_up`, has written the index. None, and nothing
        done, where the store must look at each: it has such a source, or people's decisions."""
        from . import bulk  # noqa: PLC0415  # a lookup starts faster without

        return bulk.take(self, self._claim(name, title, location, sha256, extractor), feed, beside)

    def catch_up(self) -> None:
        """Write the index of what was taken in without it."""
        self._writable()
        if self.behind:
            from . import bulk  # noqa: PLC0415  # see `take`

            bulk.catch_up(self)

    def replace_graph(self, iri: str, quads: Iterable[Quad]) -> Change:
        """Make a graph that is no source (derived facts, say) hold these statements and nothing else, in one atomic
        step; without statements the graph goes."""
        if iri.startswith(f"{self.base}source/"):
            raise StoreError(f"<{iri}> is a source; replace it by its name")
        if iri == self.base + CURATION:
            raise StoreError(f"<{iri}> holds decisions, which the sources' graphs must follow; use `curate`")
        self._writable()
        node = NamedNode(iri)
        moved = (Quad(quad.subject, quad.predicate, quad.object, node) for quad in quads)
        return self._swap(node, frozenset(graphs.stored(moved)))

    def curate(self, decisions: Iterable[Decision]) -> None:
        """Make these the decisions, and let every source's graph follow them, in one atomic step.

        Raises
        ------
        DecisionError : a decision lacks what it needs.
        StoreError : the store is open for reading only, or the disk fails.
        """
        self._writable()
        from . import curation  # noqa: PLC0415  # most stores have no decisions

        curation.rewrite(self, decisions)
        self._decided = None

    def withhold(self, name: str, least: float) -> Change:
        """Withhold a source's facts of a confidence under `least` from queries, until somebody accepts them; 0 withholds
        none. Errors as for `remove`."""
        self._writable()
        row = catalogue.row(self, name)
        node = self._node(row.key)
        if [float(graphs.plain(quad.object)) for quad in self.quads(node, COOP.minimumConfidence, None, node)] == [least] * (least > 0):
            return Change(0, 0, True)
        from . import curation  # noqa: PLC0415  # most stores withhold nothing

        return curation.withhold(self, row, least)

    def adopt(self, quads: Iterable[Quad]) -> int:
        """Add the decisions of another store's curation graph to those of this one; returns how many were new.

        Raises
        ------
        DecisionError, StoreError : as for `curate`.
        """
        found = list(quads)
        if not found:
            return 0
        from . import decisions  # noqa: PLC0415  # most stores have none

        known = self.decisions
        joined = decisions.joined(known, decisions.read(graphs.stored(found)))
        if len(joined) > len(known):
            self.curate(joined)
        return len(joined) - len(known)

    def remove(self, name: str) -> int:
        """Remove a source with its graph and text, as if it had never been; returns the number of quads removed.

        Raises
        ------
        UnknownName : no source bears the name (the nearest names are suggested).
        """
        self._writable()
        row = catalogue.row(self, name)
        self._register.begin(row.key, row.name, "", None)
        removed = self._swap(self._node(row.key), frozenset()).removed
        self._register.forget(row.key)
        if self._place is not None:
            folder.clear(self._place)
        return removed

    def also(self, name: str, other: str, location: str) -> None:
        """Record that the bytes of the source `name` were also found under another name and place."""
        self._writable()
        row = catalogue.row(self, name)
        if (other, location) != (row.name, row.location):
            self._register.add_also(row.key, other, location)

    def _claim(self, name: str, title: str, location: str, sha256: str, extractor: str) -> Row:
        self._writable()
        return catalogue.claim(self, Row(claims().source_segment(name), name, title, location, sha256, extractor, claims().now(), 0, True))

    def _write(self, row: Row, quads: Iterable[Quad], text: str | None, least: float) -> Change:
        """Register as under way, swap the graph, register as settled: see `register`."""
        node = self._node(row.key)
        statements = [quad if quad.graph_name == node else Quad(quad.subject, quad.predicate, quad.object, node) for quad in quads]
        if least or any((quad.subject, quad.predicate) == (node, COOP.minimumConfidence) for quad in statements):
            statements = withheld().barred(statements, node, least)
        stated = frozenset(graphs.stored(statements))
        version = graphs.version(stated, node)
        new = self._follow(stated, node)
        own = None if new == stated else graphs.written(stated)
        self._register.begin(row.key, row.name, version, text, own)
        change = self._swap(node, new)
        self._register.settle(row._replace(quads=len(new)), version, text=text is not None, stated=own is not None,
                              entries=claims().entries(new, node, text))
        return change

    def _follow(self, stated: frozenset[Quad], node: NamedNode) -> frozenset[Quad]:
        """What a source's graph says once decisions are applied to what the source states, and doubtful facts withheld."""
        if not self.decisions and not any(quad.predicate in _BARS for quad in stated):
            return stated
        return frozenset(graphs.stored(withheld().followed(self.decisions, stated, node)))

    def _swap(self, node: NamedNode, new: frozenset[Quad]) -> Change:
        with self._changing([node]) as gone:
            return graphs.swap(self._graph, node, new, gone)

    @contextlib.contextmanager
    def _changing(self, nodes: Iterable[NamedNode]) -> Iterator[set[str]]:
        """Around every change of the graph: see `journal`."""
        try:
            with self._journal.changing(nodes) as gone:
                yield gone
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the store at {self.path or 'memory'} cannot be written: {error}") from error
