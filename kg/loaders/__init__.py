"""Files to facts: one loader for each kind of file. A loader reads bytes and nothing else, and never the network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ..errors import InputError, UnsupportedInput
from ..terms import BASE
from . import html, prose, rdf, rml
from .loaded import Input, Loaded

__all__ = ["LOADERS", "MAX_DOCUMENT", "Input", "Loaded", "fetch", "is_mapped", "parse", "read", "version"]

LOADERS: dict[str, Callable[[Input], Loaded]] = {
    ".txt": prose.load,
    ".html": html.load, ".htm": html.load,
    ".ttl": rdf.load, ".nt": rdf.load, ".nq": rdf.load, ".trig": rdf.load, ".jsonld": rdf.load, ".rdf": rdf.load,
    ".owl": rdf.load,
}
"""Suffix of a file → its loader."""

MAX_DOCUMENT = 10_000_000
"""Bytes that a document of prose may have: about three million characters, thirty novels. RDF has no such limit."""


def read(path: Path, name: str, *, base: str = BASE, fixed: bool = False) -> Loaded:
    """Read one file.

    Parameters
    ----------
    path : the file.
    name : name of the source; an address that the document states (an HTML page's canonical URL) takes its place,
        unless the name is `fixed`.
    base : base of instance IRIs.

    Raises
    ------
    UnsupportedInput : no loader reads files of this suffix.
    InputError : it cannot be read; the message says where and why.
    """
    return parse(fetch(path, name, base=base, fixed=fixed))


def fetch(path: Path, name: str, *, base: str = BASE, fixed: bool = False, mapping: Path | None = None) -> Input:
    """The first half of `read`: the bytes, refused early where they are too many or none, or of no known kind. With an
    RML `mapping`, files of the kinds that mappings know are read by it."""
    loader = LOADERS.get(path.suffix.lower())
    known: Iterable[str] = rml.KINDS if mapping else LOADERS
    try:
        if not path.exists():
            raise InputError("there is no such file", str(path))
        if path.suffix.lower() not in known:
            raise UnsupportedInput(f"no {'mapping' if mapping else 'loader'} reads files that end in {path.suffix or 'no suffix'!r}; "
                                   f"known are {', '.join(known)}", str(path))
        if not path.is_file():
            raise InputError("this is not a regular file", str(path))
        size = path.stat().st_size
        if mapping and size > rml.MAX_FILE:
            raise InputError(f"the file has {size / 1e6:.0f} MB, and a mapped file may have {rml.MAX_FILE / 1e6:.0f} MB; split it",
                             str(path))
        if not mapping and loader is not rdf.load and size > MAX_DOCUMENT:
            raise InputError(f"the document has {size / 1e6:.1f} MB, and a document may have {MAX_DOCUMENT / 1e6:.0f} MB; "
                             "split it into its articles, one a file", str(path))
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror or error}", str(path)) from error
    if not data.strip():
        raise InputError("the file is empty; remove it, or put its content there", str(path))
    return Input(path, name, data, base, fixed, mapping)


def parse(item: Input) -> Loaded:
    """The second half of `read`: from bytes to facts or quads."""
    return rml.load(item, item.mapping) if item.mapping else LOADERS[item.path.suffix.lower()](item)


def version(path: Path, mapping: Path | None = None) -> str:
    """What reads this kind of file; it changes when the same bytes may yield other facts than before."""
    if mapping:
        return rml.version(mapping)
    return rdf.VERSION if LOADERS.get(path.suffix.lower()) is rdf.load else prose.EXTRACTOR


def is_mapped(path: Path) -> bool:
    """Whether an RML mapping can speak of files of this suffix."""
    return path.suffix.lower() in rml.KINDS
