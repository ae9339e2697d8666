"""What goes into a loader and what comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..model import Fact, Source
from ..terms import BASE, Quad


class Input(NamedTuple):
    """A file as it was read. `name` is what the source will be called; where it is `fixed`, an address that the
    document states does not replace it. `base` is the base of instance IRIs; `mapping` the RML mapping that reads the file."""

    path: Path
    name: str
    data: bytes
    base: str = BASE
    fixed: bool = False
    mapping: Path | None = None

    @property
    def sha256(self) -> str:
        """Hash of the bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Loaded(NamedTuple):
    """A document as a source with its text and facts, or an RDF file as a source with its quads; `notes` are remarks
    for the user (an encoding that is not UTF-8, say)."""

    source: Source
    text: str | None
    facts: Sequence[Fact] | None
    quads: Sequence[Quad] | None
    notes: tuple[str, ...] = ()
