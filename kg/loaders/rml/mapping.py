"""An RML mapping in Turtle, as what it says of triples: the core of RML, in its first vocabulary (Dimou et al. 2014, with
R2RML's terms) and in that of the W3C community group (RML-Core).

What would read another file, an address or a database, or run a function, is refused, and so is every term of RML that is
not known here: a mapping either means what it says, or an error says why not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping as Table
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import RdfFormat, parse

from ...errors import InputError
from ...terms import RDF, Literal, NamedNode
from ..encoding import decode

VOCABULARIES = ("http://semweb.mmlab.be/ns/rml#", "http://www.w3.org/ns/r2rml#", "http://w3id.org/rml/", "https://w3id.org/rml/")
FORMULATIONS = {"CSV": "CSV", "JSONPath": "JSON", "XPath": "XML"}
"""Reference formulation → what files it speaks of."""
_FUNCTIONS = ("http://semweb.mmlab.be/ns/fnml#", "https://w3id.org/function/ontology#")
_KNOWN = frozenset("""logicalSource source path iterator referenceFormulation subjectMap subject class predicateObjectMap predicate
    predicateMap object objectMap template reference constant termType language languageMap datatype parentTriplesMap joinCondition
    child parent""".split())
_REFUSED = {
    **dict.fromkeys(("logicalTable", "tableName", "sqlQuery", "sqlVersion", "query"),
                    "kg reads no database; save the table as a CSV file"),
    **dict.fromkeys(("functionExecution", "functionValue", "function", "input", "return"),
                    "kg runs no functions; say it with the file's own values"),
    **dict.fromkeys(("graph", "graphMap"), "a source is one named graph; leave this out"),
}
_HOLE = re.compile(r"(?<!\\)\{((?:[^{}\\]|\\.)+)(?<!\\)\}")
_FILE = re.compile(r"[^/\\:]+")


class Term(NamedTuple):
    """How a term is made: `constant`, `reference`, `template` (its texts and references alternate in `parts`) or `parent`
    (the subject of the map of this name, joined where `joins` pairs references of child and parent)."""

    how: str
    value: str
    node: bool
    parts: tuple[str, ...] = ()
    joins: tuple[tuple[str, str], ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """What is looked up in a record."""
        own = self.parts[1::2] if self.how == "template" else (self.value,) if self.how == "reference" else ()
        return (*own, *(child for child, _ in self.joins))


class TriplesMap(NamedTuple):
    """One triples map. `properties` are pairs of a property's IRI and the term that is its value."""

    name: str
    iterator: str
    subject: Term
    classes: tuple[str, ...]
    properties: tuple[tuple[str, Term], ...]


class Mapping(NamedTuple):
    """A mapping. `kind` is CSV, JSON or XML; `text` is the file's, for telling where something stands."""

    path: str
    text: str
    kind: str
    maps: Table[str, TriplesMap]

    def error(self, message: str, near: str = "") -> InputError:
        """An error in the mapping, at the line where `near` stands."""
        return InputError(message, self.path, line=self.line(near))

    def line(self, near: str) -> int | None:
        """The first line on which a text stands outside of comments."""
        lines = enumerate(self.text.split("\n"), 1)
        return next((number for number, line in lines if near in line and not line.lstrip().startswith("#")), None) if near else None


def read(path: Path) -> Mapping:
    """Read a mapping file.

    Raises
    ------
    InputError : it cannot be read, is no Turtle, holds no triples map, or says what kg does not do (file and line).
    """
    try:
        text, _ = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(f"the mapping cannot be read: {error.strerror or error}", str(path)) from None
    return _Reader(str(path), text).mapping()


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.empty = Mapping(path, text, "", {})
        self.said: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        try:
            for triple in parse(text, RdfFormat.TURTLE, base_iri="mapping:"):
                self.add(triple.subject, triple.predicate.value, triple.object)
        except SyntaxError as error:
            raise InputError(f"the mapping is no Turtle: {re.sub('^Parser error at [^:]*: ', '', error.msg)[:300]}", path,
                             line=error.lineno, column=error.offset) from None

    def add(self, subject: Any, predicate: str, value: Any) -> None:
        if predicate.startswith(_FUNCTIONS):
            raise self.empty.error("kg runs no functions; say it with the file's own values", predicate.rpartition("#")[2])
        space = next((space for space in VOCABULARIES if predicate.startswith(space)), "")
        name = predicate.removeprefix(space)
        if space and name not in _KNOWN:
            raise self.empty.error(f"{name}: {_REFUSED.get(name, 'kg does not know this term of RML')}", name)
        if space or predicate == RDF.type.value:
            self.said[subject][name].append(value)

    def mapping(self) -> Mapping:
        nodes = [node for node, about in self.said.items() if "logicalSource" in about]
        if not nodes:
            raise self.empty.error("the mapping holds no triples map: nothing in it has a logicalSource")
        kinds = {self.formulation(node) for node in nodes}
        files = sorted({self.file(node) for node in nodes})
        if len(files) > 1:
            raise self.empty.error(f"the mapping names {len(files)} files ({', '.join(files)}), and reads the one that is given; "
                                   "write a mapping for each", files[1])
        if len(kinds) > 1:
            raise self.empty.error(f"the mapping reads one file as {' and as '.join(sorted(kinds))}")
        return self.empty._replace(kind=kinds.pop(), maps={_name(node): self.triples_map(node) for node in nodes})

    def one(self, node: Any, name: str, default: Any = None) -> Any:
        """The only value of a property."""
        values = self.said[node][name]
        if len(values) > 1:
            raise self.empty.error(f"{_name(node)} has {len(values)} values of {name}, and may have one", name)
        return values[0] if values else default

    def formulation(self, node: Any) -> str:
        given = self.one(self.one(node, "logicalSource"), "referenceFormulation")
        name = re.split("[#/]", given.value)[-1] if given is not None else ""
        if name not in FORMULATIONS:
            raise self.empty.error(f"{_name(node)}: the reference formulation {name or 'is missing'!r} is none of "
                                   f"{', '.join(FORMULATIONS)}", name)
        return FORMULATIONS[name]

    def file(self, node: Any) -> str:
        source = self.one(self.one(node, "logicalSource"), "source")
        if source is not None and not isinstance(source, Literal):
            source = self.one(source, "path")
        name = source.value if isinstance(source, Literal) else ""
        if not _FILE.fullmatch(name):
            what = repr(name) if name else "no file"
            raise self.empty.error(f"{_name(node)} reads {what}; kg reads only the file that is given to it, so the source is a "
                                   "plain file name, which that file takes the place of", name or "source")
        return name

    def triples_map(self, node: Any) -> TriplesMap:
        subjects = [*self.said[node]["subjectMap"], *self.said[node]["subject"]]
        if len(subjects) != 1:
            raise self.empty.error(f"{_name(node)} has {len(subjects)} subject maps, and needs one", _name(node))
        iterator = self.one(self.one(node, "logicalSource"), "iterator")
        properties = []
        for pair in self.said[node]["predicateObjectMap"]:
            predicates = [*self.said[pair]["predicate"], *(self.one(one, "constant") for one in self.said[pair]["predicateMap"])]
            objects = [self.term(one, "objectMap") for one in self.said[pair]["objectMap"]]
            objects += [Term("constant", one.value, isinstance(one, NamedNode)) for one in self.said[pair]["object"]]
            if not objects or not all(isinstance(one, NamedNode) for one in predicates) or not predicates:
                raise self.empty.error(f"{_name(node)}: a predicateObjectMap needs constant predicates, and objects", _name(node))
            properties += [(predicate.value, term) for predicate in predicates for term in objects]
        subject = self.term(subjects[0], "subjectMap") if self.said[node]["subjectMap"] else Term("constant", subjects[0].value, True)
        classes = tuple(sorted(one.value for one in self.said[subjects[0]]["class"]))
        return TriplesMap(_name(node), iterator.value if iterator is not None else "", subject, classes, tuple(properties))

    def term(self, node: Any, role: str) -> Term:
        for how in ("template", "reference", "constant", *(("parentTriplesMap",) if role == "objectMap" else ())):
            value = self.one(node, how)
            if value is None:
                continue
            if how == "parentTriplesMap" and "logicalSource" not in self.said[value]:
                raise self.empty.error(f"{_name(value)} is no triples map", _name(value))
            kind = self.one(node, "termType")
            literal = kind is not None and kind.value.endswith("Literal")
            if how == "constant":
                return Term(how, value.value, isinstance(value, NamedNode))
            if how == "reference":
                return Term(how, value.value, role == "subjectMap" or kind is not None and not literal)
            if how == "template":
                parts = tuple(re.sub(r"\\(.)", r"\1", part) for part in _HOLE.split(value.value))
                return Term(how, value.value, not literal, parts)
            joins = tuple(sorted((self.one(one, "child").value, self.one(one, "parent").value)
                                 for one in self.said[node]["joinCondition"]))
            return Term("parent", _name(value), True, (), joins)
        raise self.empty.error(f"a {role} has no template, reference, constant or parentTriplesMap", role)


def _name(node: Any) -> str:
    """The name of a map: the last part of its IRI."""
    return re.split("[#/:]", node.value)[-1]
