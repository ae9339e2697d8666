"""What a store answers: queries, statements, and what it knows of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph

from ..errors import QueryError, StoreError
from ..terms import COOP, CURATION, NamedNode, Quad, digest
from . import catalogue, graphs, sparql
from .opened import Opened
from .parts import claims
from .sparql import Term

if TYPE_CHECKING:
    import rdflib

    from .answers import Answer
    from .decisions import Decision
    from .index import Index
    from .records import SourceInfo


class Readable(Opened):
    """The questions to a store; none changes it."""

    def _repr_html_(self) -> str:
        """Place and size, for notebooks."""
        from ..tabular import html  # noqa: PLC0415  # lookups do without

        rows = [] if self._store is None else [row for row in self._register.rows() if catalogue.exists(self, row)]
        return html(("store", "sources", "quads"), [(repr(self), len(rows), sum(row.quads for row in rows))])

    @property
    def behind(self) -> bool:
        """Whether sources were taken in of which the index is still to be written."""
        return bool(self._register.waiting())

    def members(self, name: str) -> dict[str, int]:
        """How many members each class (its IRI) has in a source; UnknownName if there is none."""
        return graphs.members(self._graph, self._node(catalogue.row(self, name).key))

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

    def stated(self, name: str) -> frozenset[Quad]:
        """What a source states, whatever was decided about it and withheld of it; UnknownName if there is none."""
        from . import curation  # noqa: PLC0415  # most stores have no decisions

        return curation.states(self, catalogue.row(self, name).key)

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
        text: str = claims().canonical(self.quads(graph=node))
        return text

    def dump(self, output: BinaryIO, format: str) -> None:
        """Write everything in an RDF format: turtle, ntriples, nquads, trig, jsonld, rdfxml. The first two and the
        last know no named graphs and hold the union. The others hold also what decisions withhold, each source's own
        statements in the graph `graph/withheld/…` of its name, so that decisions can be undone elsewhere.

        Raises
        ------
        StoreError : an unknown format, or a statement that the format cannot express.
        """
        from . import export  # noqa: PLC0415  # see `parts`

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
