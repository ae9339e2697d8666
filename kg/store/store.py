"""The store itself: sources in, queries out."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph

from ..errors import QueryError, StoreError
from ..terms import BASE, COOP, CURATION, NamedNode, Quad, digest
from . import catalogue, folder, graphs, sparql
from .records import Change, Row, SourceInfo
from .sparql import Term

if TYPE_CHECKING:
    from pathlib import Path

    import rdflib

    from .. import model
    from .answers import Answer
    from .bulk import Feed
    from .decisions import Decision
    from .index import Index
    from .journal import Changes
    from .register import Register

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


class Store:
    """Named graphs, one for each source, with the sources' texts; see `open`. Close it, or use it in `with`: until
    then no other process can write to it."""

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

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store {self._place or ':memory:'}{', read only' * self.read_only}{', closed' * (self._store is None)}>"

    def _repr_html_(self) -> str:
        """Place and size, for notebooks."""
        from ..tabular import html  # noqa: PLC0415  # lookups do without

        rows = [] if self._store is None else [row for row in self._register.rows() if catalogue.exists(self, row)]
        return html(("store", "sources", "quads"), [(repr(self), len(rows), sum(row.quads for row in rows))])

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
        source = _claims().identified(source, text)
        row = self._claim(source.name, source.title, location, source.sha256, source.extractor)
        return self._write(row, _claims().quads(facts, source, self.base), text, least)

    def replace_quads(self, name: str, quads: Iterable[Quad], *, text: str | None = None, location: str = "",
                      title: str = "", sha256: str = "", extractor: str = "", least: float = 0.0) -> Change:
        """Like `replace`, for statements that come as RDF: all of them go into the graph of the source `name`.

        Raises
        ------
        InvalidGraph : a statement holds a blank node (the loaders give them IRIs).
        SourceConflict, StoreError : as for `replace`.
        """
        return self._write(self._claim(name, title, location, sha256, extractor), quads, text, least)

    def take(self, name: str, feed: Feed, *, location: str = "", title: str = "", sha256: str = "",
             extractor: str = "") -> Change | None:
        """Like `replace_quads`, for a new source of many statements, which `feed` puts into its graph in one step (see
        `bulk`); search reads them from there until `catch_up` has written the index. None, and nothing done, where the store
        must look at each: it has such a source, or people's decisions."""
        from . import bulk  # noqa: PLC0415  # a lookup starts faster without

        return bulk.take(self, self._claim(name, title, location, sha256, extractor), feed)

    @property
    def behind(self) -> bool:
        """Whether sources were taken in of which the index is still to be written."""
        return bool(self._register.waiting())

    def catch_up(self) -> None:
        """Write the index of what was taken in without it."""
        self._writable()
        if self.behind:
            from . import bulk  # noqa: PLC0415  # see `take`

            bulk.catch_up(self)

    def members(self, name: str) -> dict[str, int]:
        """How many members each class (its IRI) has in a source; UnknownName if there is none."""
        return graphs.members(self._graph, self._node(catalogue.row(self, name).key))

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

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """People's decisions, in the order of their numbers."""
        if self._decided is None:
            node = NamedNode(self.base + CURATION)
            if next(self.quads(graph=node), None) is None:
                self._decided = ()
            else:
                from . import decisions  # noqa: PLC0415  # most stores have none

                self._decided = decisions.read(self.quads(graph=node))
        return self._decided

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

    def stated(self, name: str) -> frozenset[Quad]:
        """What a source states, whatever was decided about it and withheld of it; UnknownName if there is none."""
        from . import curation  # noqa: PLC0415  # most stores have no decisions

        return curation.states(self, catalogue.row(self, name).key)

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

    def sources(self) -> list[SourceInfo]:
        """All sources, in the order of their names."""
        return [catalogue.info(self, row) for row in self._register.rows() if catalogue.exists(self, row)]

    def source(self, name: str) -> SourceInfo:
        """One source by its name; UnknownName if there is none."""
        return catalogue.info(self, catalogue.row(self, name))

    def find(self, sha256: str) -> SourceInfo | None:
        """The source that was loaded from these bytes (SHA-256, hexadecimal), if there is one."""
        row = self._register.find(sha256)
        return catalogue.info(self, row) if row and catalogue.exists(self, row) else None

    def located(self, location: str) -> SourceInfo | None:
        """The source that was loaded from this file, if there is one."""
        row = self._register.located(location)
        return catalogue.info(self, row) if row and catalogue.exists(self, row) else None

    def also(self, name: str, other: str, location: str) -> None:
        """Record that the bytes of the source `name` were also found under another name and place."""
        self._writable()
        row = catalogue.row(self, name)
        if (other, location) != (row.name, row.location):
            self._register.add_also(row.key, other, location)

    def state(self) -> str:
        """A short key for what all sources say: another one once a source is written otherwise or removed, or something is decided;
        "" without sources."""
        rows = self._register.rows()
        parts = [part for row in rows for part in (row.key, row.sha256 or row.loaded, row.extractor, row.quads)]
        return digest(*parts, *(one.key for one in self.decisions)) if rows else ""

    def text(self, name: str) -> str:
        """The text that the offsets of a source's evidence refer to.

        Raises
        ------
        UnknownName : no source bears the name.
        StoreError : no text was kept, or it has changed since this store was opened.
        """
        row = catalogue.row(self, name)
        found = self._register.text(row.key, self._version(row.key))
        if found is None:
            raise StoreError(f"the store has no text of {name}: it was loaded without one, or anew since this store "
                             "was opened")
        return found

    def tells(self, iri: str, words: str) -> bool:
        """Whether the text of a source (its IRI) holds these words, in the version that this store sees."""
        key = iri.removeprefix(f"{self.base}source/")
        return words in (self._register.text(key, self._version(key)) or "")

    def query(self, sparql_text: str, substitutions: Mapping[str, Any] | None = None, *,
              services: Sequence[str] = ()) -> Answer:
        """Evaluate a SPARQL 1.1 query over the union of all graphs; `GRAPH` reaches each one by name.

        SELECT gives `Solutions` (rows of Python values), CONSTRUCT and DESCRIBE `Triples`, ASK True or False. They are read
        as they are asked for; finish before the store is closed.

        Parameters
        ----------
        substitutions : values of variables by name, as RDF terms or Python values (SPARQL SEP-0007; in a SELECT they must be
            projected). An IRI must be one: `IRI("https://…")` of `kg.store`; other strings are plain literals.
        services : hosts that SERVICE may ask, by https: "query.wikidata.org"; with a port, "127.0.0.1:3030", by http as well.
            They get the pattern inside SERVICE, and values that the patterns before it in the outermost group have found.

        Raises
        ------
        QueryError : it cannot be parsed (line and column) or evaluated, is an update, or uses SERVICE with a host that is not
            allowed, or that fails.
        """
        from . import answers, literals  # noqa: PLC0415  # lookups take plain rows

        values = literals.terms(substitutions or {})
        return answers.answer(sparql.run(self._graph, sparql_text, self.base, values, services))

    def rows(self, sparql_text: str, substitutions: Mapping[str, Term] | None = None) -> Iterator[tuple[str | None, ...]]:
        """The solutions of a SELECT query as plain strings: IRIs in full, literals without language and datatype. They come
        one by one, and none is kept."""
        solutions = sparql.run(self._graph, sparql_text, self.base, substitutions)
        if not isinstance(solutions, pyoxigraph.QuerySolutions):
            raise QueryError("only a SELECT query has rows")
        try:
            for solution in solutions:
                yield tuple(None if term is None else str(getattr(term, "value", term)) for term in solution)
        except (OSError, RuntimeError) as error:
            raise sparql.evaluation(error) from error

    def tsv(self, sparql_text: str) -> str:
        """The solutions of a SELECT query in SPARQL 1.1 TSV, which takes a third of the time that single terms take."""
        return sparql.tsv(sparql.run(self._graph, sparql_text, self.base))

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs."""
        return [node.value for node in self._graph.named_graphs() if isinstance(node, NamedNode)]

    def quads(self, subject: Any = None, predicate: NamedNode | None = None, object: Any = None,
              graph: NamedNode | None = None) -> Iterator[Quad]:
        """The statements that match a pattern; None matches all."""
        return iter(self._graph.quads_for_pattern(subject, predicate, object, graph))

    def indexes(self) -> list[Index]:
        """What a search looks into (see `index`): together they hold every source as its graph stands."""
        register = self._index_register()
        if register is not None and register.indexed and not register.lacking():
            return [register.index]
        from . import entries  # noqa: PLC0415  # readers find all in the register, as a rule

        return entries.indexes(self)

    def canonical(self, name: str | None = None) -> str:
        """Canonical N-Quads (sorted, each statement once) of one source, or of all graphs."""
        node = None if name is None else self._node(catalogue.row(self, name).key)
        text: str = _claims().canonical(self.quads(graph=node))
        return text

    def dump(self, output: BinaryIO, format: str) -> None:
        """Write everything in an RDF format: turtle, ntriples, nquads, trig, jsonld, rdfxml. The first two and the
        last know no named graphs and hold the union. The others hold also what decisions withhold, each source's own
        statements in the graph `graph/withheld/…` of its name, so that decisions can be undone elsewhere.

        Raises
        ------
        StoreError : an unknown format, or a statement that the format cannot express.
        """
        from . import export  # noqa: PLC0415  # see `_claims`

        withheld: Iterable[Quad] = ()
        if format in export.DATASETS and (self.decisions or next(self.quads(None, COOP.withholds), None)):
            from . import curation  # noqa: PLC0415  # most stores have no decisions

            withheld = curation.withheld(self)
        export.dump((*self.quads(), *withheld), output, format, self.base)

    def dataset(self) -> rdflib.Dataset:
        """The same statements as an rdflib Dataset, without copying; its default graph is the union. It keeps the
        store open for as long as it lives."""
        import oxrdflib  # noqa: PLC0415  # rdflib takes longer to import than a lookup may last
        import rdflib  # noqa: PLC0415

        if not self.read_only:
            self._journal.loosen()  # rdflib can write, too
        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self._graph), default_union=True)

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
            from .register import Register  # noqa: PLC0415  # see `_claims`

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

    def _claim(self, name: str, title: str, location: str, sha256: str, extractor: str) -> Row:
        self._writable()
        return catalogue.claim(self, Row(_claims().source_segment(name), name, title, location, sha256, extractor, _claims().now(), 0, True))

    def _write(self, row: Row, quads: Iterable[Quad], text: str | None, least: float) -> Change:
        """Register as under way, swap the graph, register as settled: see `register`."""
        node = self._node(row.key)
        statements = [quad if quad.graph_name == node else Quad(quad.subject, quad.predicate, quad.object, node) for quad in quads]
        if least or any((quad.subject, quad.predicate) == (node, COOP.minimumConfidence) for quad in statements):
            statements = _withheld().barred(statements, node, least)
        stated = frozenset(graphs.stored(statements))
        version = graphs.version(stated, node)
        new = self._follow(stated, node)
        own = None if new == stated else graphs.written(stated)
        self._register.begin(row.key, row.name, version, text, own)
        change = self._swap(node, new)
        self._register.settle(row._replace(quads=len(new)), version, text=text is not None, stated=own is not None,
                              entries=_claims().entries(new, node, text))
        return change

    def _follow(self, stated: frozenset[Quad], node: NamedNode) -> frozenset[Quad]:
        """What a source's graph says once decisions are applied to what the source states, and doubtful facts withheld."""
        if not self.decisions and not any(quad.predicate in _BARS for quad in stated):
            return stated
        return frozenset(graphs.stored(_withheld().followed(self.decisions, stated, node)))

    def _version(self, key: str) -> str:
        node = self._node(key)
        stated = [*self.quads(node, COOP.sha256, None, node), *self.quads(node, COOP.extractor, None, node)]
        return graphs.version(stated, node)

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


def _claims() -> ModuleType:
    """The part that needs the model, which a lookup need not load: it doubles the time to start."""
    from . import claims  # noqa: PLC0415

    return claims


def _withheld() -> ModuleType:
    """The part that most stores have no use for."""
    from . import withheld  # noqa: PLC0415

    return withheld
