"""RDF files: every statement goes into the source's graph. Blank nodes get IRIs, remote contexts are not fetched.

What a store exported is read as what its sources stated, with people's decisions apart: where a graph holds what a source
states and decisions withhold (`graph/withheld/…`), it stands for that source's decided graph.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from xml.parsers import expat

from pyoxigraph import RdfFormat
from pyoxigraph import parse as parse_rdf

from ..errors import InputError
from ..model import Source
from ..model.nodes import source_segment
from ..terms import CURATION, WITHHELD, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from .loaded import Input, Loaded

VERSION = "rdf-2"
"""Changes when the same file may yield other quads than before (the naming of blank nodes, say)."""

FORMATS: dict[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD, ".rdf": RdfFormat.RDF_XML, ".owl": RdfFormat.RDF_XML,
}
"""Suffix → format; an .owl file that does not look like XML is taken for Turtle."""

BOM = b"\xef\xbb\xbf"
_LASTING = (NamedNode, Literal)
Term = NamedNode | BlankNode | Literal | Triple


def load(item: Input) -> Loaded:
    """Read an RDF file.

    Raises
    ------
    InputError : it breaks the format (line and column), holds no statement, or refers to a remote JSON-LD context.
    """
    data = item.content().removeprefix(BOM)
    form = FORMATS[item.suffix]
    if form is RdfFormat.RDF_XML and not data.lstrip().startswith(b"<"):
        form = RdfFormat.TURTLE
    if form is RdfFormat.RDF_XML:
        _check_xml(data, str(item.path))
    address = f"{item.base}source/{source_segment(item.name)}"
    graphs: set[object] = set()
    try:
        read = list(parse_rdf(data, format=form, base_iri=address))
        decisions = [quad for quad in read if quad.graph_name == NamedNode(item.base + CURATION)]
        quads = list(named(_stated(read, item.base), NamedNode(address), graphs))
    except SyntaxError as error:
        raise complaint(error, str(item.path)) from None
    except ValueError as error:
        raise InputError(f"the file is not {form.name}: {error}", str(item.path)) from None
    if not quads and not decisions:
        raise InputError(f"the file is valid {form.name} and holds no statement; remove it, or put statements there",
                         str(item.path))
    source = Source(name=item.name, sha256=item.sha256, media_type=form.media_type, extractor=VERSION)
    return Loaded(source, None, None, quads, joined(graphs), decisions)


def joined(graphs: Collection[object]) -> tuple[str, ...]:
    """A remark on the named graphs of a file."""
    return (f"{len(graphs)} named graphs joined into one source",) if graphs else ()


def _stated(quads: list[Quad], base: str) -> Iterator[Quad]:
    """All but decisions; of a source that decisions changed, what it states itself."""
    held, source = f"{base}{WITHHELD}", f"{base}source/"
    names = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
    hidden = {base + CURATION, *(source + name.removeprefix(held) for name in names if name.startswith(held))}
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        if name.startswith(held):
            quad = Quad(quad.subject, quad.predicate, quad.object, NamedNode(source + name.removeprefix(held)))
        if name not in hidden:
            yield quad


def named(quads: Iterable[Quad], graph: NamedNode, graphs: set[object]) -> Iterator[Quad]:
    """The quads, all in one graph, blank nodes named by the source and their order in the file (skolemisation,
    RDF 1.1 Concepts 3.5): the same file gives the same IRIs."""
    names: dict[str, NamedNode] = {}

    def name(term: Term) -> Term:
        if isinstance(term, BlankNode):
            return names.setdefault(term.value, NamedNode(f"{graph.value}/node/{len(names) + 1}"))
        if isinstance(term, Triple):
            return Triple(name(term.subject), term.predicate, name(term.object))  # type: ignore[arg-type]
        return term

    for subject, predicate, value, part in quads:
        if not isinstance(subject, NamedNode):
            subject = name(subject)
        if not isinstance(value, _LASTING):
            value = name(value)
        if not isinstance(part, DefaultGraph):
            graphs.add(part)
        yield Quad(subject, predicate, value, graph)


def complaint(error: SyntaxError, path: str) -> InputError:
    """What a parser's error means for whoever wrote the file."""
    text = error.msg
    if "LoadDocumentCallback" in text or "remote context" in text.lower():
        return InputError("the file refers to a JSON-LD context elsewhere, and nothing is fetched; put the context itself "
                          "into the file", path)
    text = re.sub(r"^Parser error at [^:]*: ", "", text).strip()
    return InputError(f"{text[:300]}; correct the file there", path, line=error.lineno, column=error.offset)


def _check_xml(data: bytes, path: str) -> None:
    """Well-formedness with line and column, and no entities that grow beyond measure (expat counts)."""
    parser = expat.ParserCreate()
    grown = 0

    def entity(name: str, parameter: int, value: str | None, *rest: object) -> None:
        nonlocal grown
        if value and re.search(r"&(?!#|amp;|lt;|gt;|quot;|apos;)", value):
            grown = parser.CurrentLineNumber

    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        line = data.split(b"\n")[error.lineno - 1][:error.offset].decode("utf-8", "replace")  # expat counts bytes
        raise InputError(f"{expat.ErrorString(error.code)}; correct the file there", path, line=error.lineno,
                         column=len(line) + 1) from None
    if grown:
        raise InputError("the file defines entities by other entities, which may grow beyond measure; write them out", path,
                         line=grown)
