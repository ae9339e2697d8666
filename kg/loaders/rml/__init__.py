"""CSV, TSV, JSON and XML files to facts by an RML mapping: `kg load --mapping FILE.rml.ttl FILE`.

mapping (mapping) × records of the file (rows, objects, elements) → drafts under the mapping's own names (drafts) → facts of
the model, which mints the IRIs (facts). Nothing is fetched, no function runs, and no file is read but the two that are
given. See docs/decisions/2026-11-24-rml.md for why no other engine is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ...errors import InputError
from ...model import Source, merge
from ..loaded import Input, Loaded
from . import mapping as mappings
from .drafts import Drawn, draw
from .elements import Tree
from .facts import Builder, check
from .mapping import Mapping
from .objects import Objects
from .places import Document
from .rows import Table

__all__ = ["KINDS", "MAX_FILE", "load", "version"]

KINDS: dict[str, tuple[str, str, Callable[[bytes, str], Document]]] = {
    ".csv": ("CSV", "text/csv", lambda data, path: Table(data, path, ",")),
    ".tsv": ("CSV", "text/tab-separated-values", lambda data, path: Table(data, path, "\t")),
    ".json": ("JSON", "application/json", Objects),
    ".xml": ("XML", "application/xml", Tree),
}
"""Suffix of a file → what mappings call its kind, its media type, and what reads it."""
MAX_FILE = 200_000_000
"""Bytes that a mapped file may have."""
_RULES = "kg-rml-1"
_SHOWN = 3


def version(mapping: Path) -> str:
    """The rules with the mapping: the same file by another mapping yields other facts."""
    try:
        return f"{_RULES}-{hashlib.sha256(mapping.read_bytes()).hexdigest()[:12]}"
    except OSError as error:
        raise InputError(f"the mapping cannot be read: {error.strerror or error}", str(mapping)) from None


def load(item: Input, path: Path) -> Loaded:
    """Read a file by the mapping at `path`; what was left out, and where, is in the notes.

    Raises
    ------
    InputError : the mapping says what kg cannot do, the file is not of its kind or cannot be read, or they yield no fact.
    """
    mapping = mappings.read(path)
    check(mapping)
    kind, media_type, reader = KINDS[item.path.suffix.lower()]
    if kind != mapping.kind:
        raise InputError(f"{path.name} maps {mapping.kind} files, and this is a {kind} file", str(item.path))
    document = reader(item.data, str(item.path))
    _check_expressions(mapping, document)
    drawn = draw(mapping, document)
    source = Source(name=item.name, title=item.path.stem, sha256=item.sha256, media_type=media_type, extractor=version(path))
    builder = Builder(mapping, document, drawn, source)
    found = merge(builder.facts())
    notes = (*_missing(mapping, document, drawn), *(_summed(what, places) for what, places in builder.notes.items()))
    if not found:
        raise InputError("; ".join((f"{path.name} finds no fact in it", *notes)) + ". Compare the mapping with the file",
                         str(item.path))
    return Loaded(source, document.text, found, None, notes)


def _check_expressions(mapping: Mapping, document: Document) -> None:
    for one in mapping.maps.values():
        for expression in (one.iterator, *(reference for term in (one.subject, *(term for _, term in one.properties))
                                           for reference in term.references)):
            problem = document.check(expression) if expression or mapping.kind != "CSV" else ""
            if problem:
                raise mapping.error(f"{one.name}: {expression!r} {problem}", expression or one.name)


def _missing(mapping: Mapping, document: Document, drawn: Drawn) -> list[str]:
    """What the mapping names and the file has not."""
    notes, never = [], []
    for one in mapping.maps.values():
        for reference in dict.fromkeys(name for term in (one.subject, *(term for _, term in one.properties)) for name in term.references):
            if (one.name, reference) in drawn.found:
                continue
            if mapping.kind == "CSV" and reference not in document.columns:
                notes.append(f"{mapping.path}:{mapping.line(reference)}: there is no column {reference!r}; the file has "
                             f"{', '.join(document.columns[:20])}")
            elif drawn.records[one.name]:
                never.append(f"{reference[:40]}{'…' if len(reference) > 40 else ''} ({one.name})")
    if never:
        notes.append(_listed("nothing stands at", never))
    return list(dict.fromkeys(notes))


def _summed(what: str, places: list[str]) -> str:
    """A remark with the first places it concerns."""
    return _listed(f"left out: {what}:", places)


def _listed(what: str, places: list[str]) -> str:
    more = f" and {len(places) - _SHOWN:,} more" if len(places) > _SHOWN else ""
    return f"{what} {', '.join(places[:_SHOWN])}{more}"
