"""Files and folders into a store: which files, under which names, and what became of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from . import loaders
from .errors import InputError, KGError, StoreError
from .loaders import LOADERS, Input, Loaded
from .store import SourceInfo, Store, is_store
from .terms import COOP, FOAF, ORG, RDF, SCHEMA, NamedNode

CLASSES: dict[str, NamedNode] = {
    "people": FOAF.Person, "posts": ORG.Post, "partnerships": COOP.Partnership, "events": SCHEMA.Event,
    "projects": COOP.Project, "agreements": COOP.Agreement, "money": COOP.Commitment, "measures": COOP.Measure, "statements": COOP.Statement,
    "regions": COOP.Region,
}
"""What a report counts, by class."""


class Report(NamedTuple):
    """What became of one file. `status`: loaded, unchanged (its facts were there already), skipped (of a kind that no
    loader reads) or failed (`error` says why). `facts` counts what the source now holds."""

    path: str
    name: str
    status: str
    facts: Mapping[str, int]
    message: str
    error: KGError | None


class _File(NamedTuple):
    path: Path
    name: str
    problem: str = ""
    skipped: bool = False
    mapping: Path | None = None


def load(store: Store, paths: Iterable[str | os.PathLike[str]], *, as_name: str | None = None,
         mapping: str | os.PathLike[str] | None = None,
         progress: Callable[[str, int, int], None] | None = None) -> list[Report]:
    """Load files, and folders with all below them, in a stable order. A file that fails does not stop the others.

    Parameters
    ----------
    store : open for writing.
    paths : files and folders. In a folder, hidden files and stores are left out, files of unknown kind are reported
        as skipped, and links to folders are not followed. A file's source is named by the address that the document states, else
        by its path below the folder, else by its file name.
    as_name : name of the source instead, for a single file.
    mapping : an RML mapping, by which CSV, TSV, JSON and XML files are read; files of other kinds are then skipped in folders.
    progress : called after each file with its path, how many are done, and how many there are.

    Raises
    ------
    InputError : `as_name` with more than one file.
    StoreError : the store cannot be written.
    """
    given = list(map(Path, paths))
    files = list(_files(given))
    if as_name is not None and (len(files) != 1 or not as_name.strip()):
        raise InputError(f"the name {as_name!r} is for a single file, and {len(files)} are given; name one file")
    if mapping is not None:
        files = [file._replace(mapping=Path(mapping), skipped=file.path not in given and not loaders.is_mapped(file.path))
                 for file in files]
    reports = []
    for number, file in enumerate(files, 1):
        reports.append(_load(store, file, as_name))
        if progress:
            progress(str(file.path), number, len(files))
    return reports


def _files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[_File]:
    """Every file once, those of a folder sorted by name."""
    seen: set[str] = set()
    for path in map(Path, paths):
        found = list(_below(path)) if path.is_dir() else [_File(path, path.name)]
        for file in found or [_File(path, "", "the folder holds no document; known are files that end in "
                                              f"{', '.join(LOADERS)}")]:
            place = os.path.abspath(file.path)
            if place not in seen:
                seen.add(place)
                yield file
        if found and all(file.skipped for file in found):
            yield _File(path, "", "the folder holds no document of a known kind; known are files that end in "
                                  f"{', '.join(LOADERS)}")


def _below(folder: Path) -> Iterator[_File]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not (name.startswith(".") or is_store(Path(parent, name))))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(parent, name)
            unknown = path.suffix.lower() not in LOADERS
            yield _File(path, path.relative_to(folder).as_posix(), skipped=unknown)
    for error in closed:
        yield _File(Path(error.filename), "", f"the folder cannot be read: {error.strerror}")


def _load(store: Store, file: _File, as_name: str | None) -> Report:
    path, name = str(file.path), as_name or _readable(file.name)
    if file.skipped:
        return Report(path, name, "skipped", {}, f"no loader reads files that end in {file.path.suffix or 'no suffix'!r}",
                      None)
    try:
        if file.problem:
            raise InputError(file.problem, path)
        return _read(store, file, name, as_name is not None)
    except StoreError:
        raise
    except KGError as error:
        return Report(path, name, "failed", {}, str(error), error)


def _read(store: Store, file: _File, name: str, fixed: bool) -> Report:
    path, location = str(file.path), _readable(os.path.abspath(file.path))
    item = loaders.fetch(file.path, name, base=store.base, fixed=fixed, mapping=file.mapping)
    same = store.find(item.sha256)
    if same and same.extractor == loaders.version(file.path, file.mapping):
        return _unchanged(store, same, item, location)
    if same:  # read before by an older version: the same source again, wherever it lies now
        item, location = item._replace(name=same.name, fixed=True), same.location
    elif not fixed and (known := store.located(location)) and known.name != known.url:
        item = item._replace(name=known.name)
    loaded = _parsed(item)
    source = loaded.source
    if loaded.quads is not None:
        change = store.replace_quads(source.name, loaded.quads, location=location, sha256=source.sha256,
                                     extractor=source.extractor)
    else:
        change = store.replace(source, loaded.facts or (), loaded.text, location=location)
    message = "; ".join(loaded.notes)
    return Report(path, source.name, "unchanged" if change.unchanged else "loaded", _counts(store, source.name), message,
                  None)


def _unchanged(store: Store, same: SourceInfo, item: Input, location: str) -> Report:
    message = ""
    if location != same.location:
        store.also(same.name, item.name, location)
        message = f"the same bytes as {same.name} from {same.location or 'elsewhere'}, noted as a second place of it"
    elif item.fixed and item.name != same.name:
        message = f"loaded already as {same.name}; to rename it, remove that first (`kg source remove {same.name}`)"
    return Report(str(item.path), same.name, "unchanged", _counts(store, same.name), message, None)


def _parsed(item: Input) -> Loaded:
    """The document read; a fault of ours in one document is an error of that document, with its cause."""
    try:
        return loaders.parse(item)
    except KGError:
        raise
    except Exception as error:
        raise InputError(f"reading it failed unexpectedly ({type(error).__name__}: {error}); the other documents are not "
                         "concerned. Please report this with the document", str(item.path)) from error


def _counts(store: Store, name: str) -> dict[str, int]:
    graph = NamedNode(store.source(name).iri)
    found = {what: sum(1 for _ in store.quads(None, RDF.type, kind, graph)) for what, kind in CLASSES.items()}
    return {**{what: number for what, number in found.items() if number}, "quads": store.source(name).quads}


def _readable(name: str) -> str:
    """A path as text: bytes that are no UTF-8 are written out, since no text may hold them."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
