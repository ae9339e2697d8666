"""Answers to SPARQL queries: rows of Python values, or a graph. They are read from the store as they are asked for.

SELECT gives `Solutions`, CONSTRUCT and DESCRIBE give `Triples`, ASK gives True or False. What was read is kept, as the RDF terms
of the answer: an answer can be gone through again, shown, and turned into other forms.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, overload

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from .. import tabular
from ..errors import QueryError
from ..terms import PREFIXES, Literal, Triple, compact
from .literals import IRI, value
from .sparql import evaluation

if TYPE_CHECKING:
    import networkx
    import rdflib

    from .sparql import Term

SOLUTIONS = {"json": QueryResultsFormat.JSON, "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV, "xml": QueryResultsFormat.XML}
"""SPARQL 1.1 Query Results."""
GRAPHS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML}
"""RDF formats that hold one graph."""

CHUNK = 512
"""Rows that are read at a time, at most."""


class Row(tuple[Any, ...]):
    """One solution: its values in the order of the columns, and by their names, as attribute (`row.since`) or key
    (`row["since"]`, which serves any name)."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    def __getitem__(self, key: Any) -> Any:
        return tuple.__getitem__(self, key if not isinstance(key, str) else self._place(key))

    def _place(self, name: str) -> int:
        if name not in self._fields:
            raise KeyError(f"the query has no column {name!r}; it has {', '.join(self._fields)}")
        return self._fields.index(name)

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        return "Row(" + ", ".join(f"{name}={cell!r}" for name, cell in zip(self._fields, self, strict=True)) + ")"

    def __reduce__(self) -> tuple[Any, ...]:
        return _row, (self._fields, tuple(self))


@functools.lru_cache(maxsize=256)
def _row_class(columns: tuple[str, ...]) -> type[Row]:
    def cell(place: int) -> property:
        return property(lambda row: tuple.__getitem__(row, place))

    named: dict[str, Any] = {name: cell(place) for place, name in enumerate(columns) if not name.startswith("_")}
    return type("Row", (Row,), {**named, "__slots__": (), "__doc__": Row.__doc__, "_fields": columns})


def _row(columns: tuple[str, ...], values: Iterable[Any]) -> Row:
    return _row_class(columns)(values)


class _Read:
    """What an answer has read from the store so far, and the rest, which is still to come."""

    def __init__(self, rest: Any) -> None:
        self._rest, self._read = rest, list[Any]()

    def _all(self) -> Iterator[Any]:
        """Everything from the first on."""
        return itertools.chain.from_iterable(self._chunks())

    def _chunks(self) -> Iterator[list[Any]]:
        """What was read, then more and more at a time, so that the first come at once and the many are not slow."""
        place, size, read = 0, 1, self._read
        while True:
            chunk = read[place:]
            yield chunk
            place += len(chunk)
            if place < len(read):
                continue
            try:
                read.extend(itertools.islice(self._rest, size))
            except (OSError, RuntimeError) as error:
                raise evaluation(error) from error
            if place == len(read):
                return
            size = min(2 * size, CHUNK)

    def __len__(self) -> int:
        """How many there are; reads all."""
        return sum(1 for _ in self._all())

    def __bool__(self) -> bool:
        """Whether there is any; reads one."""
        return next(self._all(), None) is not None


class Solutions(_Read):
    """The answer to SELECT: rows of Python values under named columns.

    Values are int, Decimal, float, bool, date, datetime and str; IRIs are the subclass `IRI` of str; literals with a language,
    years, EDTF dates and whatever its datatype does not allow are text; what is not bound is None. `terms` gives the RDF terms.
    """

    def __init__(self, solutions: pyoxigraph.QuerySolutions) -> None:
        super().__init__(solutions)
        self.columns: tuple[str, ...] = tuple(variable.value for variable in solutions.variables)
        self._row = _row_class(self.columns)

    def __iter__(self) -> Iterator[Row]:
        row = self._row
        for solution in self._all():
            yield row([value(term) for term in solution])

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        """The row at a place, counted from 0, or a stretch of rows; a negative place counts from the end, which reads all."""
        if isinstance(place, slice):
            ahead = all(bound is None or bound >= 0 for bound in (place.start, place.stop, place.step))
            return list(itertools.islice(self, place.start, place.stop, place.step) if ahead else list(self)[place])
        if place < 0:
            place += len(self)
        found = next(itertools.islice(self._all(), place, None), None) if place >= 0 else None
        if found is None:
            raise IndexError(f"the answer has {len(self)} rows")
        return self._row(map(value, found))

    def terms(self) -> Iterator[tuple[Term | None, ...]]:
        """The rows as RDF terms, with languages and datatypes."""
        return map(tuple, self._all())

    def column(self, name: str) -> list[Any]:
        """The values of one column; KeyError if there is none of that name."""
        return [row[name] for row in self] if name in self.columns else [self._row([None] * len(self.columns))[name]]

    def records(self) -> list[dict[str, Any]]:
        """The rows as dicts."""
        return tabular.records(self.columns, self)

    def to_pandas(self) -> Any:
        """The rows as a `pandas.DataFrame`; ExtraError if pandas is not installed."""
        return tabular.frame(self.columns, self)

    def serialize(self, format: str = "json") -> str:
        """The answer in a format of SPARQL 1.1 Query Results: json, xml, tsv, or csv (which knows no datatypes).

        Raises
        ------
        QueryError : an unknown format, or the query fails while it is evaluated.
        """
        kind = _known(SOLUTIONS, format)
        data = self._tsv()
        return (data if format == "tsv" else _written(_parsed(data), kind)).decode()

    def _tsv(self) -> bytes:
        """All rows; TSV holds terms as they are, so that nothing is lost to those who go through the answer afterwards."""
        if self._read:
            rows = ("\t".join("" if term is None else str(term) for term in row) for row in self.terms())
            lines = ["\t".join(f"?{name}" for name in self.columns), *rows, ""]
            return _written(_parsed("\n".join(lines).encode()), QueryResultsFormat.TSV)
        try:
            data = _written(self._rest, QueryResultsFormat.TSV)
        except (OSError, RuntimeError) as error:
            raise evaluation(error) from error
        self._rest = _parsed(data)
        return data

    def __repr__(self) -> str:
        return f"<Solutions: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first rows for notebooks; every value is escaped."""
        return tabular.preview(self.columns, map(_brief, self))


class Triples(_Read):
    """The answer to CONSTRUCT or DESCRIBE: RDF triples, each once."""

    def __iter__(self) -> Iterator[Triple]:
        return self._all()

    def serialize(self, format: str = "turtle") -> str:
        """The graph as turtle, ntriples, jsonld or rdfxml.

        Raises
        ------
        QueryError : an unknown format, one that cannot express the graph, or the query fails while it is evaluated.
        """
        kind = _known(GRAPHS, format)
        try:
            data = pyoxigraph.serialize(self, format=kind, prefixes=None if format == "jsonld" else PREFIXES)
        except ValueError as error:
            raise QueryError(f"the graph cannot be written as {format}: {error}; ntriples holds everything") from error
        return (data or b"").decode()

    def to_rdflib(self) -> rdflib.Graph:
        """The graph as an `rdflib.Graph`."""
        import rdflib

        return rdflib.Graph().parse(data=self.serialize("ntriples"), format="nt")

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The graph as a `networkx.MultiDiGraph`: nodes are IRIs; a triple between two is an edge, keyed by the predicate in
        prefixed form; literals are attributes of their subject's node, named likewise: a Python value, or, where
        there are several, a list of them in the order of the answer."""
        import networkx

        result = networkx.MultiDiGraph()
        for triple in self:
            subject, key = str(value(triple.subject)), compact(triple.predicate.value)
            result.add_node(subject)
            if not isinstance(triple.object, Literal):
                result.add_edge(subject, str(value(triple.object)), key=key, predicate=triple.predicate.value)
                continue
            found, known = value(triple.object), result.nodes[subject]
            known[key] = found if key not in known else [*(known[key] if isinstance(known[key], list) else [known[key]]), found]
        return result

    def __repr__(self) -> str:
        return "<Triples>"

    def _repr_html_(self) -> str:
        """The first triples for notebooks; every value is escaped."""
        return tabular.preview(("subject", "predicate", "object"), (_brief(map(value, triple)) for triple in self), "triples")


Answer = Solutions | Triples | bool


def answer(results: Any) -> Answer:
    """What Oxigraph answers, as kg gives it."""
    if isinstance(results, pyoxigraph.QuerySolutions):
        return Solutions(results)
    return Triples(results) if isinstance(results, pyoxigraph.QueryTriples) else bool(results)


def _brief(cells: Iterable[Any]) -> list[Any]:
    return [cell.compact if isinstance(cell, IRI) else cell for cell in cells]


def _written(solutions: Any, kind: QueryResultsFormat) -> bytes:
    data: bytes = solutions.serialize(format=kind)
    return data


def _parsed(data: bytes) -> Any:
    return pyoxigraph.parse_query_results(data, QueryResultsFormat.TSV)


def _known(formats: Mapping[str, Any], format: str) -> Any:
    if format not in formats:
        raise QueryError(f"the format {format!r} is not known here; choose one of {', '.join(formats)}")
    return formats[format]
