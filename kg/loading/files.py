"""Which files are loaded, and under which names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .. import loaders
from ..loaders import KNOWN
from ..store import is_store


class File(NamedTuple):
    """A file to load. `name` is its path below the folder that was given; `problem` why it cannot be loaded; `skipped`
    whether no loader reads its kind; `mapping` the RML mapping that reads it."""

    path: Path
    name: str
    problem: str = ""
    skipped: bool = False
    mapping: Path | None = None


def files_of(paths: Iterable[str | os.PathLike[str]]) -> Iterator[File]:
    """Every file once, those of a folder sorted by name."""
    seen: set[str] = set()
    for path in map(Path, paths):
        found = list(_below(path)) if path.is_dir() else [File(path, path.name)]
        for file in found or [File(path, "", "the folder holds no document; known are files that end in "
                                              f"{', '.join(KNOWN)}")]:
            place = os.path.abspath(file.path)
            if place not in seen:
                seen.add(place)
                yield file
        if found and all(file.skipped for file in found):
            yield File(path, "", "the folder holds no document of a known kind; known are files that end in "
                                  f"{', '.join(KNOWN)}")


def _below(folder: Path) -> Iterator[File]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not (name.startswith(".") or is_store(Path(parent, name))))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(parent, name)
            unknown = path.suffix.lower() not in KNOWN
            yield File(path, path.relative_to(folder).as_posix(), skipped=unknown)
    for error in closed:
        yield File(Path(error.filename), "", f"the folder cannot be read: {error.strerror}")


def unreadable(path: Path) -> str:
    """Why a file is skipped."""
    other = "; an RML mapping may (--mapping)" if loaders.is_mapped(path) else ""
    return f"no loader reads files that end in {path.suffix or 'no suffix'!r}{other}"


def readable(name: str) -> str:
    """A path as text: bytes that are no UTF-8 are written out, since no text may hold them."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
