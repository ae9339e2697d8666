"""Files to facts: one loader for each kind of document, and one way in for each kind of file that holds several.
A loader reads bytes and nothing else, and never the network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..errors import InputError, UnsupportedInput
from ..terms import BASE
from . import archive, large, pages, prose, rdf, rml, tables
from .kinds import LOADERS, MAX_DOCUMENT, limit
from .large import Special, shared, statements
from .loaded import Broken, Input, Loaded
from .tables import Line

__all__ = ["CONTAINERS", "KNOWN", "LOADERS", "MAX_DOCUMENT", "Broken", "Input", "Line", "Loaded", "Special", "explain", "feeds", "fetch", "inputs",
           "is_mapped", "is_table", "parse", "read", "shared", "statements", "version"]

CONTAINERS: dict[str, Callable[[Path, str, str], Iterator[Input | Broken]]] = {
    ".zip": archive.members, ".jsonl": pages.lines,
}
"""Suffix of a file that holds several documents → what yields them, one in memory at a time."""

KNOWN = tuple(dict.fromkeys((*LOADERS, *CONTAINERS)))
"""Suffixes of all files that can be loaded."""


def inputs(path: Path, name: str, *, base: str = BASE, fixed: bool = False,
           mapping: Path | None = None) -> Iterator[Input | Broken]:
    """The documents in a file: one, or those of an archive or of a file of pages.

    Parameters
    ----------
    path, name, base, fixed : as for `read`; documents in a file are named name/member and name#line, or by the address
        that they state.
    mapping : an RML mapping that reads the file.

    Raises
    ------
    UnsupportedInput : no loader reads files of this suffix.
    InputError : the file as a whole cannot be read, or a `fixed` name is given to several documents. What is wrong with
        one document of several is a `Broken` in its place.
    """
    container = None if mapping else CONTAINERS.get(path.suffix.lower())
    if container is None:
        yield fetch(path, name, base=base, fixed=fixed, mapping=mapping)
        return
    if fixed:
        raise InputError(f"the name {name!r} is for a single document, and this file may hold several; load it without one",
                         str(path))
    try:
        _check_file(path)
        yield from container(path, name, base)
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror or error}", str(path)) from error


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
    suffix = path.suffix.lower()
    known: Iterable[str] = rml.KINDS if mapping else LOADERS
    try:
        if not path.exists():
            raise InputError("there is no such file", str(path))
        if not mapping and suffix in CONTAINERS:
            raise InputError("the file may hold several documents; `inputs` yields them", str(path))
        if suffix not in known:
            raise UnsupportedInput(f"no {'mapping' if mapping else 'loader'} reads files that end in {path.suffix or 'no suffix'!r}; "
                                   f"known are {', '.join(known if mapping else KNOWN)}"
                                   + ("; an RML mapping may (--mapping)" if is_mapped(path) and not mapping else ""), str(path))
        _check_file(path)
        size, most = path.stat().st_size, rml.MAX_FILE if mapping else limit(suffix)
        if most is not None and size > most:
            raise InputError(f"the document has {size / 1e6:.1f} MB, and a document may have {most / 1e6:.0f} MB; "
                             "split it into its articles, one a file", str(path))
        if not mapping and large.suits(path):
            return Input(path, name, b"", base, fixed, digest=large.fingerprint(path))
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror or error}", str(path)) from error
    if not data.strip():
        raise InputError("the file is empty; remove it, or put its content there", str(path))
    return Input(path, name, data, base, fixed, mapping=mapping)


def parse(item: Input) -> Loaded:
    """The second half of `read`: from bytes to facts or quads."""
    return rml.load(item, item.mapping) if item.mapping else LOADERS[item.suffix](item)


def feeds(item: Input, graphs: set[object]) -> Iterator[tuple[large.Feed, bool]]:
    """Ways to put a file of very many statements into a graph as it is read (see `large`); none for other documents."""
    return large.feeds(item, graphs) if item.digest else iter(())


def is_table(item: Input) -> bool:
    """Whether documents of this kind are tables, whose understanding `explain` tells."""
    return not item.mapping and LOADERS.get(item.suffix) is tables.load


def is_mapped(path: Path) -> bool:
    """Whether an RML mapping can speak of files of this suffix."""
    return path.suffix.lower() in rml.KINDS


def explain(item: Input) -> list[Line]:
    """How a table is understood, without its facts being kept.

    Raises
    ------
    InputError : it cannot be read as a table.
    """
    return tables.explain(item)


def version(item: Input) -> str:
    """What reads this kind of document; it changes when the same bytes may yield other facts than before."""
    if item.mapping:
        return rml.version(item.mapping)
    loader = LOADERS.get(item.suffix)
    if loader in (rdf.load, tables.load):
        return rdf.VERSION if loader is rdf.load else tables.EXTRACTOR
    return item.extractor.name if item.extractor else prose.EXTRACTOR


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise InputError("this is not a regular file" if path.exists() else "there is no such file", str(path))
