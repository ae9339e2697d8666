"""The kinds of document: which loader reads which, and how large each may be."""

from __future__ import annotations

from collections.abc import Callable

from . import docx, html, pages, pdf, prose, rdf, tables
from .loaded import Input, Loaded

LOADERS: dict[str, Callable[[Input], Loaded]] = {
    ".txt": prose.load,
    ".html": html.load, ".htm": html.load,
    ".docx": docx.load, ".pdf": pdf.load,
    ".jsonl": pages.load,
    ".ttl": rdf.load, ".nt": rdf.load, ".nq": rdf.load, ".trig": rdf.load, ".jsonld": rdf.load, ".rdf": rdf.load,
    ".owl": rdf.load,
    ".csv": tables.load, ".tsv": tables.load, ".xlsx": tables.load,
}
"""Suffix of a document → its loader."""

MAX_DOCUMENT = 10_000_000
"""Bytes that a document of prose may have: about three million characters, thirty novels. RDF has no such limit."""

MAX_LAID_OUT = 100_000_000
"""Bytes that a .docx or .pdf may have: most of them are pictures and fonts, which are not read."""


def limit(suffix: str) -> int | None:
    """Bytes that a document of this suffix may have; None for no limit."""
    if LOADERS[suffix] is rdf.load:
        return None
    return MAX_LAID_OUT if suffix in (".docx", ".pdf") else MAX_DOCUMENT
