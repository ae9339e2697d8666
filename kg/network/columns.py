"""What the sources say, as columns of numbers: one table of (subject, value) for each property, read when it is needed.

Source: vertical partitioning (Abadi, Marcus, Madden and Hollenbach 2007, Scalable Semantic Web Data Management Using Vertical
Partitioning, VLDB). A projection needs a few properties of the many that a store holds, and of these each term once.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..queries import inner
from ..store import Store
from ..terms import COOP, CURATION, FOAF, ORG, RDF, SCHEMA, NamedNode, Quad

Numbers = NDArray[Any]
CLASSES = {COOP.Region.value: "region", ORG.Organization.value: "organization", FOAF.Person.value: "person",
           COOP.Partnership.value: "partnership", COOP.Commitment.value: "money", COOP.Agreement.value: "agreement",
           SCHEMA.Event.value: "event", COOP.Statement.value: "statement", COOP.Tenure.value: "tenure"}
"""Class → what it is in a network; `classes.rq` names the same."""
CHINESE, ENGLISH = 1, 2
Said = tuple[Iterable[str], str, str]


class Column(NamedTuple):
    """A property: row i says that the term `subject[i]` has the value `value[i]`, in Chinese, English or neither."""

    subject: Numbers
    value: Numbers
    language: Numbers

    def only(self, rows: Any) -> Column:
        """Some of the rows."""
        return Column(*(part[rows] for part in self))


class Base(NamedTuple):
    """What of columns lies beside the store: the checksum of the file, how many terms it holds, and how many rows of each property."""

    checksum: str
    terms: int
    rows: Mapping[str, int]


class Terms(dict[str, int]):
    """Numbers of terms, given as they come; 0 is the empty text."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class Columns:
    """The columns read so far, and the terms that their numbers mean."""

    def __init__(self, terms: Iterable[str] = ("",)) -> None:
        self.name(terms)
        self.kept: dict[str, Column] = {}
        self.saved = False
        self.base: Base | None = None
        self._others: str | None = None
        self._apart: bool | None = None

    def name(self, terms: Iterable[str]) -> None:
        """Number terms anew."""
        self.numbers = Terms((text, number) for number, text in enumerate(terms))
        self._texts = np.zeros(0, object)

    def later(self) -> Columns:
        """Columns of a later state of the store, with the same terms and no property yet."""
        result = copy.copy(self)
        result.kept, result.saved, result._others, result._apart = {}, False, None, None
        return result

    def texts(self) -> Numbers:
        """The terms by their numbers."""
        missing = len(self.numbers) - len(self._texts)
        if missing:
            fresh = list(islice(reversed(self.numbers), missing))[::-1]
            self._texts = np.concatenate([self._texts, np.fromiter(fresh, object, missing)])
        return self._texts

    def get(self, store: Store, term: NamedNode) -> Column:
        """The column of a property (of `rdf:type`: only `CLASSES`), or of a class, read from the store when it is first asked for."""
        if term.value not in self.kept:
            self.kept[term.value] = self.column(read(store, term, self.others(store)))
        return self.kept[term.value]

    def members(self, store: Store, iri: str) -> Column | None:
        """The members of one of `CLASSES`; None where a term is of several, so that one class does not tell what it is."""
        return self.get(store, NamedNode(iri)) if iri in self.kept or self.apart(store) else None

    def apart(self, store: Store) -> bool:
        """Whether each term is of one class at most, as far as that was not found out by reading all classes."""
        if self._apart is None:
            self._apart = RDF.type.value not in self.kept and "true" in store.tsv(inner("disjoint").replace("OTHERS", self.others(store)))
        return self._apart

    def others(self, store: Store) -> str:
        """The graphs that are no source, as a list in SPARQL; never empty."""
        if self._others is None:
            found = {store.base + CURATION, *(iri for iri in store.graphs() if not iri.startswith(f"{store.base}source/"))}
            self._others = ", ".join(str(NamedNode(iri)) for iri in sorted(found))
        return self._others

    def column(self, said: Iterable[Said]) -> Column:
        """Statements as numbers."""
        subjects: list[str] = []
        values: list[tuple[int, int, int]] = []
        for about, text, language in said:
            before = len(subjects)
            subjects.extend(about)
            kind = CHINESE if language == "zh" else ENGLISH if language.startswith("en") else 0
            values.append((self.numbers[text], kind, len(subjects) - before))
        value, kinds, counts = np.array(values, dtype=np.int32).reshape(-1, 3).T
        subject = np.fromiter(map(self.numbers.__getitem__, subjects), np.int32, len(subjects))
        return Column(subject, np.repeat(value, counts), np.repeat(kinds, counts).astype(np.int8))


def read(store: Store, term: NamedNode, others: str) -> Iterator[Said]:
    """Of whom a property is said, with which value, in which language ("" for none): in graphs but `others`, and each once."""
    text = (inner("classes") if term == RDF.type else inner("members").replace("CLASS", str(term)) if term.value in CLASSES else
            inner("column").replace("TERM", str(term)))
    rows = store.tsv(text.replace("OTHERS", others)).split("\n")[1:-1]
    if not any("\t\t" in row or row.startswith("\t") for row in rows):
        return grouped(rows)
    quads = store.quads(None, RDF.type, term) if term.value in CLASSES else store.quads(None, term)
    return said(store, term, quads)  # a value that is a statement has no text in SPARQL


def grouped(rows: Iterable[str]) -> Iterator[Said]:
    """The rows of a query that groups subjects by what is said of them."""
    return ((subjects.split(" "), value, language) for subjects, value, language in map(_fields, rows))


def said(store: Store, term: NamedNode, quads: Iterable[Quad]) -> Iterator[Said]:
    """The same of statements by one property, or of one class."""
    classes = CLASSES if term == RDF.type else (term.value,) if term.value in CLASSES else None
    for quad in quads:
        value: Any = quad.object
        text = str(getattr(value, "value", value))
        if getattr(quad.graph_name, "value", "").startswith(f"{store.base}source/") and (classes is None or text in classes):
            yield (str(getattr(quad.subject, "value", quad.subject)),), text, getattr(value, "language", None) or ""


def fields(tsv: str) -> Iterator[list[str]]:
    """The names of the variables and then the rows of solutions, all of whose values are plain literals or unbound ("")."""
    head, *rows = tsv.split("\n")[:-1]
    yield head.split("\t")
    yield from map(_fields, rows)


def _fields(row: str) -> list[str]:
    return [_plain(field) for field in row.split("\t")]


def _plain(field: str) -> str:
    """The text of a literal as SPARQL's TSV writes it; its escapes are among those of JSON."""
    return str(json.loads(field, strict=False)) if "\\" in field else field[1:-1]


def first(column: Column, texts: Sequence[str] | Numbers, size: int) -> Numbers:
    """For each term its one value: Chinese before others, then the smallest text; 0 where it has none."""
    found = np.zeros(size, np.int32)
    found[column.subject] = column.value
    several = np.bincount(column.subject, minlength=size) > 1
    places = np.flatnonzero(several[column.subject])
    places = places[np.argsort(column.subject[places], kind="stable")]
    best: dict[int, tuple[bool, str, int]] = {}
    for subject, value, language in zip(column.subject[places].tolist(), column.value[places].tolist(),
                                        column.language[places].tolist(), strict=True):
        one = (language != CHINESE, texts[value], value)
        if subject not in best or one < best[subject]:
            best[subject] = one
    for subject, (_, _, value) in best.items():
        found[subject] = value
    return found
