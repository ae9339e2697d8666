"""The folder of a store on disk: opening its graph for one writer or for many readers, and saying who writes."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

import pyoxigraph

from ..errors import StoreError, StoreLocked
from . import journal
from .journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

GRAPH, REGISTER, WRITER, COLUMNS = "graph", "sources.sqlite", "writer.json", "columns"
_OURS = {GRAPH, REGISTER, WRITER, COLUMNS, journal.JOURNAL, f"{REGISTER}-wal", f"{REGISTER}-shm", f"{WRITER}.new", f"{journal.JOURNAL}.new"}
_TRIES, _PAUSE = 12, 0.02  # tries to open, and seconds before the second; each later pause is half as long again


def is_store(path: str | os.PathLike[str]) -> bool:
    """Whether the folder is a store on disk."""
    return os.path.isfile(os.path.join(path, GRAPH, "CURRENT"))


def opened(path: str | None, read_only: bool) -> tuple[pyoxigraph.Store, Journal]:
    """The graph with its journal; in memory where there is no path. Errors are those of `read` and `write`."""
    if path is None:
        return pyoxigraph.Store(), journal.in_memory()
    if read_only:
        before = journal.stamp(path)
        return read(path), journal.reading(path, before)
    manifest = journal.manifest(path)
    graph = write(path)
    try:
        return graph, journal.writing(path, manifest)
    except StoreError:
        release(path)
        raise


def read(path: str) -> pyoxigraph.Store:
    """The graph, read-only: it shows the store as it stands now and neither locks nor waits.

    Raises
    ------
    StoreError : there is no store at `path`, or it is damaged.
    """
    if not os.path.exists(path):
        raise StoreError(f"there is no store at {path}; `kg load FILES` makes one")
    if not is_store(path):
        raise StoreError(f"{path} is not a store of kg (or holds nothing yet); `kg load FILES` makes one")
    for attempt in range(_TRIES):
        try:
            return pyoxigraph.Store.read_only(os.path.join(path, GRAPH))
        except (OSError, RuntimeError) as error:  # a reader that opens while the writer flushes may miss a file
            if attempt == _TRIES - 1:
                raise _failure(path, error) from error
            time.sleep(_PAUSE * 1.5 ** attempt)
    raise AssertionError("unreachable")


def write(place: str) -> pyoxigraph.Store:
    """The graph, for writing; makes the folder where there is none. Only one process can hold it.

    Raises
    ------
    StoreLocked : another process is writing (the message says which).
    StoreError : the folder cannot be made or written, is something else than a store, or is damaged.
    """
    from pathlib import Path  # noqa: PLC0415  # readers start faster without

    from . import note  # noqa: PLC0415

    path = Path(place)
    _prepare(path)
    for attempt in range(_TRIES // 2):
        try:
            graph = pyoxigraph.Store(str(path / GRAPH))
        except (OSError, RuntimeError) as error:
            if "lock" not in str(error).lower():
                raise _failure(path, error) from error
            holder = note.writer(path)
            if holder or attempt == _TRIES // 2 - 1:  # a writer that has just opened needs a moment to leave its note
                raise StoreLocked(f"the store at {path} is being written by {holder or 'another process'}; "
                                  "wait until it ends, or open the store read-only") from error
            time.sleep(_PAUSE)
        else:
            note.sign(path)
            return graph
    raise AssertionError("unreachable")


def release(path: str) -> None:
    """Take away the writer's note, when writing ends."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(os.path.join(path, WRITER))


def clear(path: str) -> None:
    """Take away what is kept beside the graph to answer faster: it names what the graph named."""
    place = os.path.join(path, COLUMNS)
    for name in os.listdir(place) if os.path.isdir(place) else ():
        with contextlib.suppress(OSError):
            os.unlink(os.path.join(place, name))


def _prepare(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        names = set(os.listdir(path))
    except FileExistsError:
        raise StoreError(f"{path} is a file, and a store is a folder; choose another path") from None
    except OSError as error:
        raise StoreError(f"the folder {path} cannot be made or read: {error.strerror}; choose another path") from error
    if names and GRAPH not in names and not names <= _OURS:
        raise StoreError(f"{path} is a folder with other files in it, not a store of kg; "
                         "choose a new or an empty folder")


def _failure(path: str | Path, error: Exception) -> StoreError:
    text = str(error)
    if any(sign in text for sign in ("Permission denied", "Read-only file system")):
        return StoreError(f"the store at {path} cannot be written: {text}; open it read-only, or choose another path")
    if any(sign in text for sign in ("Corruption", "No such file", "Not a directory", "manifest")):
        return StoreError(f"the store at {path} is damaged: {text}. Move the folder away and load the documents again")
    return StoreError(f"the store at {path} cannot be opened: {text}")
