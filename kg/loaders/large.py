"""RDF files of many statements: into a new graph as they are read, without ever being held in memory.

Most need nothing but to be put into their source's graph, and Oxigraph reads those itself. That a file is one of them is
proved by its bytes, with reserve: none that could write a blank node (which needs an IRI), a decision or withheld fact
of an exported store, or a term that says what is withheld, by itself or in pieces (an escape, a prefix that ends inside a
name). An N-Quads file is read as N-Triples with the graph's name cut off the end of each line; where that would cut
anything else, what is left is no statement, so the file is refused. All other files are read statement by statement; and
what has to be known before the first of them can be stored (`Special`) is left to `rdf.load`. Either way the graph is
filled by one call, which an error leaves without effect; and the bytes are hashed as they are read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from ..errors import InputError
from ..model.nodes import source_segment
from ..terms import COOP, CURATION, WITHHELD, NamedNode, Quad
from . import rdf
from .loaded import Input

MANY = 2_000_000
"""Bytes from which on a file is read so: ten thousand statements and more."""
SUFFIXES = (".nt", ".nq", ".ttl", ".trig")
FROM, UP_TO = 16_000_000, 1_000_000_000
"""Bytes of a file between which it pays that another process reads it too, for the index: below, the process takes longer to
start than it saves; above, Oxigraph itself uses several cores, and what the index is made from takes much memory."""
Feed = Callable[[pyoxigraph.Store, NamedNode], None]
_CHUNK, _OVERLAP = 1 << 18, 4096
_BARS = (COOP.minimumConfidence, COOP.withholds)
_NAMES = [str(term.value).rpartition("#")[2] for term in _BARS]
_PIECES = "|".join(name[:length] for name in _NAMES for length in range(1, len(name)))
_SIGNS: dict[str, list[bytes]] = {
    ".nt": [b"_:"], ".nq": [b"_:"], ".ttl": [b"_:", b"[", b"(", b"<<", b"{", b"~"],
}
"""What a blank node needs, in each format."""
_PREFIX = re.compile(f"#(?:{_PIECES})>".encode())
_ESCAPE = re.compile(rb'<[^<>"\s]*\\')


class Special(Exception):
    """The file may hold what this way of reading does not see to."""


def suits(path: Path) -> bool:
    """Whether a file is so large, and of such a format, that it is read in this way."""
    return path.suffix.lower() in SUFFIXES and path.stat().st_size >= MANY


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def feeds(item: Input, graphs: set[object]) -> Iterator[tuple[Feed, bool]]:
    """Ways to fill a graph from a file, the fastest first; each raises `Special` where the next must be tried, and after the
    last `rdf.load`. The named graphs in the file are added to `graphs`. With each, whether it stores the file's statements just
    as they stand, so that `statements` tells them as well.

    Raises
    ------
    InputError : (a feed) the file breaks the format (line and column), or has changed since it was fetched.
    """
    if item.suffix in _SIGNS:
        yield (lambda store, node: _whole(item, store, node, graphs)), True
        graphs.clear()
    yield (lambda store, node: store.bulk_extend(_quads(item, node, graphs))), False


def shared(item: Input) -> bool:
    """Whether the file has the size that `FROM` and `UP_TO` tell."""
    return FROM <= item.path.stat().st_size <= UP_TO


def statements(item: Input) -> Iterator[Quad]:
    """The statements of a file, as they stand in it.

    Raises
    ------
    Special : it breaks the format.
    InputError : it has changed since it was fetched.
    """
    try:
        yield from pyoxigraph.parse(_Bytes(item), rdf.FORMATS[item.suffix], base_iri=_address(item))  # type: ignore[arg-type]
    except (SyntaxError, ValueError):
        raise Special from None


def _whole(item: Input, store: pyoxigraph.Store, node: NamedNode, graphs: set[object]) -> None:
    form = RdfFormat.N_TRIPLES if item.suffix == ".nq" else rdf.FORMATS[item.suffix]
    try:
        store.bulk_load(_Plain(item, graphs), form, base_iri=_address(item), to_graph=node)  # type: ignore[arg-type]
    except (SyntaxError, ValueError):
        raise Special from None


def _quads(item: Input, node: NamedNode, graphs: set[object]) -> Iterator[Quad]:
    """The statements one by one, blank nodes named."""
    form = rdf.FORMATS[item.suffix]
    try:
        read = pyoxigraph.parse(_Bytes(item), form, base_iri=_address(item))  # type: ignore[arg-type]
        yield from rdf.named(_ordinary(read, item.base), node, graphs)
    except SyntaxError as error:
        raise rdf.complaint(error, str(item.path)) from None
    except ValueError as error:
        raise InputError(f"the file is not {form.name}: {error}", str(item.path)) from None


def _ordinary(quads: Iterable[Quad], base: str) -> Iterator[Quad]:
    """The statements, as long as none is a decision or withheld, or says what is."""
    curation, withheld = NamedNode(base + CURATION), base + WITHHELD
    seen: object = None
    for quad in quads:
        if quad.graph_name != seen:
            seen = quad.graph_name
            if isinstance(seen, NamedNode) and (seen == curation or seen.value.startswith(withheld)):
                raise Special
        if quad.predicate in _BARS:
            raise Special
        yield quad


def _address(item: Input) -> str:
    return f"{item.base}source/{source_segment(item.name)}"


class _Bytes:
    """The bytes of a file as Oxigraph asks for them; it ends in an error if they are others than those that were hashed."""

    def __init__(self, item: Input) -> None:
        self._item, self._rest, self._chunks = item, memoryview(b""), self._seen(item)

    def read(self, size: int) -> bytes:
        """Up to so many bytes; none at the end."""
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        found, self._rest = self._rest[:size], self._rest[size:]
        return bytes(found)

    def _seen(self, item: Input) -> Iterator[bytes]:
        digest, first = hashlib.sha256(), True
        try:
            with item.path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    chunk += file.readline(_CHUNK) if item.suffix == ".nq" else b""
                    digest.update(chunk)
                    yield self._looked_at(chunk.removeprefix(rdf.BOM) if first else chunk)
                    first = False
        except OSError as error:
            raise InputError(f"the file cannot be read: {error.strerror or error}", str(item.path)) from error
        if digest.hexdigest() != item.digest:
            raise InputError("the file changed while it was read; load it again", str(item.path))

    def _looked_at(self, chunk: bytes) -> bytes:
        return chunk


class _Plain(_Bytes):
    """The bytes of a file that needs nothing but to be put into its graph; `Special` if that is not certain."""

    def __init__(self, item: Input, graphs: set[object]) -> None:
        super().__init__(item)
        self._signs = [*_SIGNS[item.suffix], *(name.encode() for name in _NAMES), f"{item.base}graph/".encode()]
        self._before, self._graphs, self._quads = b"", graphs, item.suffix == ".nq"
        self._lines = item.suffix in (".nt", ".nq")  # in which no prefix stands for the beginning of an address

    def _looked_at(self, chunk: bytes) -> bytes:
        seen = self._before + chunk
        if any(sign in seen for sign in self._signs) or (b"\\" in seen and _ESCAPE.search(seen)) or (
                not self._lines and _PREFIX.search(seen)):
            raise Special
        self._before = seen[-_OVERLAP:]
        return self._cut(chunk) if self._quads else chunk

    def _cut(self, chunk: bytes) -> bytes:
        """Lines of N-Quads without their last term."""
        end = b" .\r\n" if b"\r\n" in chunk else b" .\n"
        *lines, rest = chunk.split(b">" + end)
        cut = [line.rpartition(b" <") for line in lines]
        self._graphs |= {NamedNode(name.decode()) for name in {name for _, _, name in cut}}
        return end.join([*(line for line, _, _ in cut), rest])
