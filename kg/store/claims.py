"""What writing and naming sources needs beside the graph: the model, hashes, times. Imported when first needed."""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
from collections.abc import Sequence
from datetime import datetime, timezone

from ..model import Source, canonical, quads
from ..model.nodes import source_segment
from .entries import entries

__all__ = ["canonical", "entries", "identified", "nearest", "now", "quads", "source_segment"]


def identified(source: Source, text: str | None) -> Source:
    """The source with the hash of its text, where it has no hash of its bytes: the store tells versions by it."""
    if source.sha256 or text is None:
        return source
    return dataclasses.replace(source, sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def nearest(name: str, names: Sequence[str]) -> list[str]:
    """The up to three names that look most like `name`."""
    return difflib.get_close_matches(name, names, n=3, cutoff=0.5)


def now() -> str:
    """The time, in UTC, to the second (ISO 8601)."""
    return datetime.now(timezone.utc).isoformat("T", "seconds")
