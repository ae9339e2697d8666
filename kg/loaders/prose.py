"""Plain text (.txt), and what all prose has in common: one text, out of which facts are extracted."""

from __future__ import annotations

import dataclasses

from ..errors import InputError
from ..extract import EXTRACTOR, extract
from ..model import Source
from .encoding import decode
from .loaded import Input, Loaded

__all__ = ["EXTRACTOR", "facts_of", "load"]


def load(item: Input) -> Loaded:
    """Read a text file; title, day and publisher are found in its first lines by the extractor."""
    text, encoding = decode(item.data, str(item.path))
    source = Source(name=item.name, sha256=item.sha256, media_type="text/plain", extractor=EXTRACTOR)
    return facts_of(text, encoding, source, item)


def facts_of(text: str, encoding: str, source: Source, item: Input) -> Loaded:
    """The facts of a text, with line ends as they are counted everywhere (one character)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not any(char.isalnum() for char in text):
        raise InputError("the document holds no words; if its text is in images or drawn by a script, save it as text",
                         str(item.path))
    found = (item.extractor or extract)(text, source)
    notes = () if encoding.startswith("utf-8") else (f"read as {encoding.upper()}",)
    return Loaded(dataclasses.replace(found.source, name=source.name), text, found.facts, None, (*notes, *found.notes))
