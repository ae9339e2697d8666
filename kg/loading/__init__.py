"""Files and folders into a store, and what became of each document."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from .. import loaders
from ..errors import InputError, KGError, StoreError, UnsupportedInput
from ..extract import Extractor
from ..loaders import Broken, Input, Loaded, rdf
from ..loaders.ahead import Ahead
from ..loaders.pool import cores
from ..store import SourceInfo, Store
from ..terms import COOP, FOAF, ORG, RDF, SCHEMA, NamedNode
from .beside import Beside
from .explained import Explained, explain
from .files import File, files_of, readable, unreadable

__all__ = ["CLASSES", "Explained", "Report", "explain", "load"]

CLASSES: dict[str, NamedNode] = {
    "people": FOAF.Person, "posts": ORG.Post, "partnerships": COOP.Partnership, "events": SCHEMA.Event,
    "projects": COOP.Project, "agreements": COOP.Agreement, "money": COOP.Commitment, "measures": COOP.Measure, "statements": COOP.Statement,
    "regions": COOP.Region,
}
"""What a report counts, by class."""


FLUSHED = 250
"""Documents after which the store is flushed: its buffers would grow to more than a gigabyte, in four times as many."""
COUNTED = 5_000
"""Statements of a source up to which its facts are counted one by one."""


class Report(NamedTuple):
    """What became of one document. `status`: loaded, unchanged (its facts were there already), skipped (of a kind that no
    loader reads) or failed (`error` says why). `facts` counts what the source now holds."""

    path: str
    name: str
    status: str
    facts: Mapping[str, int]
    message: str
    error: KGError | None


class _Turn(NamedTuple):
    """A document whose turn it is, or the report of a file that yields none; `number` counts files from 1."""

    number: int
    item: Input | Broken | Report


def load(store: Store, paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, as_name: str | None = None,
         mapping: str | os.PathLike[str] | None = None, progress: Callable[[str, int, int], None] | None = None,
         extractor: Extractor | None = None, min_confidence: float = 0.0) -> list[Report]:
    """Load files, and folders with all below them, in a stable order. A file that fails does not stop the others.
    An archive and a file of crawled pages give a report for each document in them.

    Parameters
    ----------
    store : open for writing.
    paths : files and folders, or a single one. In a folder, hidden files and stores are left out, files of unknown kind are reported
        as skipped, and links to folders are not followed. A file's source is named by the address that the document states, else
        by its path below the folder, else by its file name.
    as_name : name of the source instead, for a single document.
    mapping : an RML mapping, by which CSV, TSV, JSON and XML files are read; files of other kinds are then skipped in folders.
    progress : called after each file with its path, how many are done, and how many there are; also before a file of very
        many statements, and before their search index is written ("the search index").
    extractor : what reads prose for facts; None stands for the rules. `kg.llm` has one that asks a language model.
    min_confidence : facts of a lower one are kept, but withheld from queries until somebody accepts them (`kg.curate`).

    Raises
    ------
    InputError : `as_name` with more than one file.
    StoreError : the store cannot be written.
    """
    given = [Path(paths)] if isinstance(paths, (str, os.PathLike)) else list(map(Path, paths))
    files = list(files_of(given))
    if as_name is not None and (len(files) != 1 or not as_name.strip()):
        raise InputError(f"the name {as_name!r} is for a single file, and {len(files)} are given; name one file")
    if mapping is not None:
        files = [file._replace(mapping=Path(mapping), skipped=file.path not in given and not loaders.is_mapped(file.path))
                 for file in files]
    reports: list[Report] = []
    with Ahead(_turns(store, files, as_name, extractor), lambda turn: _foreseen(store, turn.item)) as ahead:
        written, done = 0, 0
        for turn in ahead:
            if progress and turn.number - 1 > done:
                done = turn.number - 1
                progress(str(files[done - 1].path), done, len(files))
            if progress and isinstance(turn.item, Input) and turn.item.digest:
                progress(str(turn.item.path), turn.number - 1, len(files))  # it takes a while
            reports.append(_document(store, turn.item, ahead, min_confidence))
            if reports[-1].status == "loaded":
                written += 1
                if written % FLUSHED == 0:
                    store.flush()
    if progress and files:
        progress(str(files[-1].path), len(files), len(files))
    if store.behind:
        if progress:
            progress("the search index", len(files), len(files))
        store.catch_up()
    return reports


def _turns(store: Store, files: Sequence[File], as_name: str | None, extractor: Extractor | None) -> Iterator[_Turn]:
    for number, file in enumerate(files, 1):
        for item in _documents(store, file, as_name):
            yield _Turn(number, item._replace(extractor=extractor) if isinstance(item, Input) else item)


def _documents(store: Store, file: File, as_name: str | None) -> Iterator[Input | Broken | Report]:
    path, name = str(file.path), as_name or readable(file.name)
    if file.skipped:
        yield Report(path, name, "skipped", {}, unreadable(file.path), None)
        return
    try:
        if file.problem:
            raise InputError(file.problem, path)
        yield from loaders.inputs(file.path, name, base=store.base, fixed=as_name is not None, mapping=file.mapping)
    except KGError as error:
        yield Report(path, name, "failed", {}, str(error), error)


def _foreseen(store: Store, item: Input | Broken | Report) -> Input | None:
    """What will have to be read for a document, as far as it can be told beforehand."""
    if not isinstance(item, Input) or item.mapping:
        return None
    same = store.find(item.sha256)
    return None if same and same.extractor == loaders.version(item) else _named(store, item, same)[0]


def _document(store: Store, item: Input | Broken | Report, ahead: Ahead[_Turn], least: float) -> Report:
    if isinstance(item, Report):
        return item
    path, name = str(item.path), item.name
    try:
        if isinstance(item, Broken):
            raise item.error
        return _read(store, item, ahead, least)
    except StoreError:
        raise
    except UnsupportedInput as error:
        return Report(path, name, "skipped", {}, error.reason, None)
    except KGError as error:
        return Report(path, name, "failed", {}, str(error), error)


def _read(store: Store, item: Input, ahead: Ahead[_Turn], least: float) -> Report:
    same = store.find(item.sha256)
    if same and same.extractor == loaders.version(item):
        return _unchanged(store, same, item, least)
    item, location = _named(store, item, same)
    if not least and (report := _taken(store, item, location)):
        return report
    loaded = _parsed(item, ahead)
    source = loaded.source
    notes = loaded.notes
    if loaded.quads is not None:
        taken = store.adopt(loaded.decisions)
        notes += (f"{taken} decision{'s' * (taken != 1)} taken over",) if taken else ()
        change = store.replace_quads(source.name, loaded.quads, text=loaded.text, location=location, title=source.title,
                                     sha256=source.sha256, extractor=source.extractor, least=least)
    else:
        change = store.replace(source, loaded.facts or (), loaded.text, location=location, least=least)
    notes += _waiting(store, source.name, least)
    return Report(str(item.path), source.name, "unchanged" if change.unchanged else "loaded",
                  _counts(store, store.source(source.name)), "; ".join(notes), None)


def _taken(store: Store, item: Input, location: str) -> Report | None:
    """The report of a file of very many statements that went into the store as it was read; None if it must be looked at."""
    graphs: set[object] = set()
    for feed, plain in loaders.feeds(item, graphs):
        beside = partial(Beside, item) if plain and loaders.shared(item) and cores() > 1 else None
        try:
            change = store.take(item.name, feed, beside, location=location, sha256=item.sha256, extractor=loaders.version(item))
        except loaders.Special:
            continue
        if change is None:
            return None
        return Report(str(item.path), item.name, "loaded", _counts(store, store.source(item.name)), "; ".join(rdf.joined(graphs)), None)
    return None


def _named(store: Store, item: Input, same: SourceInfo | None) -> tuple[Input, str]:
    """The document under the name that it has in the store already, if it has, and its place."""
    location = _location(item)
    if same:  # read before by an older version: the same source again, wherever it lies now
        return item._replace(name=same.name, fixed=True), same.location
    if not item.fixed and (known := store.located(location)) and known.name != known.url:
        return item._replace(name=known.name), location
    return item, location


def _waiting(store: Store, name: str, least: float) -> tuple[str, ...]:
    """A remark on how many facts of a source are withheld."""
    if not least:
        return ()
    node = NamedNode(store.source(name).iri)
    number = sum(1 for _ in store.quads(node, COOP.withholds, graph=node))
    return (f"{number} facts under {least:g} wait for review",) if number else ()


def _unchanged(store: Store, same: SourceInfo, item: Input, least: float) -> Report:
    message, location = "", _location(item)
    change = store.withhold(same.name, least)
    if location != same.location:
        store.also(same.name, item.name, location)
        message = f"the same bytes as {same.name} from {same.location or 'elsewhere'}, noted as a second place of it"
    elif item.fixed and item.name != same.name:
        message = f"loaded already as {same.name}; to rename it, remove that first (`kg source remove {same.name}`)"
    message = "; ".join(filter(None, (message, *_waiting(store, same.name, least))))
    return Report(str(item.path), same.name, "unchanged" if change.unchanged else "loaded",
                  _counts(store, same if change.unchanged else store.source(same.name)), message, None)


def _parsed(item: Input, ahead: Ahead[_Turn]) -> Loaded:
    """The document read; a fault of ours in one document is an error of that document, with its cause."""
    try:
        return ahead.parse(item)
    except KGError:
        raise
    except Exception as error:
        raise InputError(f"reading it failed unexpectedly ({type(error).__name__}: {error}); the other documents are not "
                         "concerned. Please report this with the document", str(item.path)) from error


def _counts(store: Store, source: SourceInfo) -> dict[str, int]:
    if source.quads > COUNTED:
        members = store.members(source.name)
        found = {what: members.get(kind.value, 0) for what, kind in CLASSES.items()}
    else:
        graph = NamedNode(source.iri)
        found = {what: sum(1 for _ in store.quads(None, RDF.type, kind, graph)) for what, kind in CLASSES.items()}
    return {**{what: number for what, number in found.items() if number}, "quads": source.quads}


def _location(item: Input) -> str:
    return readable(os.path.abspath(item.place or item.path))
