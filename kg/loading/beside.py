"""The search index of a large RDF file, written by a process of its own while Oxigraph, which uses one core, takes the file in.

Both read the file and hash it: what they read is what was fetched, or neither keeps anything. The process writes into the register
within one transaction, which it ends with the source settled when it hears that the graph is filled. It is a fresh interpreter, as
those of `loaders.pool` are; whatever becomes of it, the store is right without it, and the index is then written from the graph.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from .. import loaders
from ..loaders import Input
from ..loaders.pool import ended
from ..store.entries import TERMS, collected
from ..store.records import Row
from ..store.register import Register
from ..terms import RDF, XSD, Literal, NamedNode, Quad

_START = "import sys; sys.path[:] = sys.argv[1:]; from kg.loading.beside import serve; serve()"
_DONE = b"settled\n"
_TEXTS = (XSD.string, RDF.langString)


class Beside:
    """The process that writes the index of the source with the key `key` and the graph `node`, from the file of `item`, into the
    register at `register`. It runs as long as the context; a `kg.store.bulk.Beside`."""

    def __init__(self, item: Input, register: Path, key: str, node: NamedNode) -> None:
        self._asked = item, register, key, node.value
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Beside:
        try:
            self._process = subprocess.Popen([sys.executable, "-c", _START, *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                             stderr=subprocess.DEVNULL)
            self._send(self._asked)
        except OSError:  # no more processes, or it ended at once
            pass
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process is not None:
            self._process.kill()
            ended(self._process)

    def settle(self, row: Row, version: str) -> bool:
        """Wait until the index is written, and have it kept and the source settled; False if that was not done."""
        if self._process is None:
            return False
        try:
            self._send((row, version))
            assert self._process.stdout
            return self._process.stdout.readline() == _DONE
        except OSError:
            return False

    def _send(self, what: object) -> None:
        assert self._process and self._process.stdin
        pickle.dump(what, self._process.stdin, pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()


def serve() -> None:
    """The other end: it is asked for one index on stdin, writes it, and says on stdout that it has kept it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the first one decides
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed by mistake is no answer
    write(requests)
    answers.write(_DONE)
    answers.flush()


def write(requests: IO[bytes]) -> None:
    """Write the index that is asked for.

    Raises
    ------
    kg.loaders.Special : the file breaks its format, or holds a value that is not stored as it stands.
    EOFError : whoever asked has ended, or had no success; nothing is kept.
    """
    item, path, key, iri = pickle.load(requests)
    found = collected(_texts(loaders.statements(item)), NamedNode(iri), None)
    register = Register(path)
    try:
        register.settle_when(key, found, lambda: pickle.load(requests))
    finally:
        register.close()


def _texts(quads: Iterator[Quad]) -> Iterator[tuple[object, NamedNode, object]]:
    """The statements that matter to the index, as long as Oxigraph stores their values as they stand, which it does with texts."""
    terms = {term: term for term in TERMS}
    for quad in quads:
        if term := terms.get(quad.predicate):
            value = quad.object
            if isinstance(value, Literal) and value.datatype not in _TEXTS:
                raise loaders.Special
            yield quad.subject, term, value
