"""What goes into a loader and what comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..extract import Extractor
from ..model import Fact, Source
from ..terms import BASE, Quad


class Input(NamedTuple):
    """A file as it was read. `name` is what the source will be called; where it is `fixed`, an address that the
    document states does not replace it. `base` is the base of instance IRIs.

    Of a document within a file, `path` leads on into the file (archive.zip/member, pages.jsonl#line), `kind` is the
    suffix that chooses its loader, and `place` is what it is known by to come from, where that is not the path.

    `extractor` reads prose for facts; None stands for the rules. `mapping` is the RML mapping that reads the file. Of a file of
    very many statements `digest` is the hash, and `data` is left out: it is read as it is stored."""

    path: Path
    name: str
    data: bytes
    base: str = BASE
    fixed: bool = False
    kind: str = ""
    place: str = ""
    extractor: Extractor | None = None
    mapping: Path | None = None
    digest: str = ""

    @property
    def suffix(self) -> str:
        """What chooses the loader: ".txt", in lower case."""
        return self.kind or self.path.suffix.lower()

    @property
    def sha256(self) -> str:
        """Hash of the bytes, hexadecimal."""
        return self.digest or hashlib.sha256(self.data).hexdigest()

    def content(self) -> bytes:
        """The bytes.

        Raises
        ------
        InputError : they have changed since they were hashed, or cannot be read any more.
        """
        if not self.digest:
            return self.data
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise InputError(f"the file cannot be read: {error.strerror or error}", str(self.path)) from error
        if hashlib.sha256(data).hexdigest() != self.digest:
            raise InputError("the file changed while it was read; load it again", str(self.path))
        return data


class Broken(NamedTuple):
    """A document within a file that cannot be read, beside others that can."""

    path: Path
    name: str
    error: InputError


class Loaded(NamedTuple):
    """A document as a source with its text and facts, or an RDF file as a source with its quads; `notes` are remarks
    for the user (an encoding that is not UTF-8, say). `decisions` are people's decisions that an export of a store holds."""

    source: Source
    text: str | None
    facts: Sequence[Fact] | None
    quads: Sequence[Quad] | None
    notes: tuple[str, ...] = ()
    decisions: Sequence[Quad] = ()
