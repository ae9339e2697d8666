"""Columns kept: in the process, and beside the store, for as long as the store's journal says that they are true.

A store that has changed a little since is not read again: rows of subjects that lost statements are read anew, and so are the
graphs that changed. What cannot be kept (the folder is read-only, the disk full) or read (it is damaged) is read from the graph.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import weakref
import zipfile
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar, cast

import numpy as np

from ..store import COLUMNS, Changes, Store, mark
from ..terms import NamedNode, Quad
from .columns import Column, Columns, said
from .joined import distinct
from .sweep import Numbers, Sweep

FORMAT = "kg columns 1"
_NAME = "columns.npz"
_TRIES, _MOST, _FILES, _FEW = 3, 8, 16, 5000
_DAMAGED = (OSError, ValueError, KeyError, EOFError, TypeError, IndexError, zipfile.BadZipFile, NotImplementedError)
_KEPT: weakref.WeakKeyDictionary[Store, tuple[str, Columns]] = weakref.WeakKeyDictionary()
_ANSWERS: weakref.WeakKeyDictionary[Store, tuple[str, dict[Hashable, Any]]] = weakref.WeakKeyDictionary()
_LOCK = threading.RLock()
Answer = TypeVar("Answer")


def answered(store: Store, ask: Callable[[], Answer], name: tuple[Hashable, ...],
             pack: Callable[[Answer], Mapping[str, Numbers]] | None = None,
             unpack: Callable[[Mapping[str, Numbers]], Answer] | None = None) -> Answer:
    """What a function tells of the store; or what it told before under the same name, if nothing has changed: in this process, and with `pack` and
    `unpack` (from and to arrays) in any."""
    revision = store.revision
    if revision is None:
        return ask()
    known = _ANSWERS.get(store)
    answers = dict(list(known[1].items())[-_MOST:]) if known is not None and _unchanged(store, known[0]) else {}
    if name in answers:
        return cast(Answer, answers[name])
    file, told = f"answer-{mark(repr(name))}.npz", _bytes(repr(name))
    found = read(store, file) if unpack is not None else None
    if unpack is not None and found is not None and np.array_equal(found["name"], told) and _unchanged(store, _text(found["revision"])):
        answer = unpack(found)
    else:
        answer = ask()
        if pack is not None and store.revision == revision:
            write(store, file, {"revision": _bytes(revision), "name": told, **pack(answer)})
            _trim(store)
    if store.revision == revision:
        answers[name] = answer
        _ANSWERS[store] = revision, answers
    return answer


def _trim(store: Store) -> None:
    """Keep the last few answers beside the store, and not all that were ever asked for."""
    if store.path is not None:
        with contextlib.suppress(OSError):
            found = sorted((store.path / COLUMNS).glob("answer-*.npz"), key=lambda path: path.stat().st_mtime_ns)
            for path in found[:-_FILES]:
                path.unlink()


def _unchanged(store: Store, revision: str) -> bool:
    return store.changes(revision) == (frozenset(), frozenset())


def swept(store: Store, ask: Callable[[Sweep], Answer]) -> Answer:
    """The answer that a function gives from one state of the store."""
    with _LOCK:
        for _ in range(_TRIES):
            revision = store.revision
            columns = _columns(store, revision)
            before = len(columns.kept)
            answer = ask(Sweep(store, columns))
            if store.revision == revision:
                break
            _KEPT.pop(store, None)  # somebody wrote meanwhile
        else:
            return answer
        if revision is not None:
            _KEPT[store] = revision, columns
            if len(columns.kept) > before or not columns.saved:
                save(store, revision, columns)
                columns.saved = True
        return answer


def _columns(store: Store, revision: str | None) -> Columns:
    """The columns of a revision, as far as they are known."""
    if revision is None:
        return Columns()
    for find in (_KEPT.get, load):
        if (found := find(store)) is not None:
            known, columns = found
            if known == revision:
                return columns
            changes = store.changes(known)
            if changes is not None and (patched := patch(store, columns, changes)) is not None:
                return patched
    return Columns()


def patch(store: Store, columns: Columns, changes: Changes) -> Columns | None:
    """The columns after some changes; None where reading all anew is as fast."""
    if changes.gone is None:
        return None
    graphs = [iri for iri in store.graphs() if iri.startswith(f"{store.base}source/")]
    changed = [iri for iri in graphs if mark(iri) in changes.graphs]
    if len(changed) > 4 + len(graphs) // 4:
        return None
    lost = _lost(columns, changes.gone)
    rows: dict[str, list[Quad]] = defaultdict(list)
    texts = columns.texts()
    left = _FEW + sum(len(column.subject) for column in columns.kept.values()) // 4
    for pattern in (*((NamedNode(texts[subject]), None) for subject in lost.tolist()), *((None, NamedNode(iri)) for iri in changed)):
        for quad in store.quads(pattern[0], None, None, pattern[1]):
            rows[quad.predicate.value].append(quad)
            left -= 1
            if not left:
                return None
    result = Columns()
    result.numbers = columns.numbers
    for term, column in columns.kept.items():
        kept = ~np.isin(column.subject, lost)
        fresh = result.column(said(store, NamedNode(term), rows[term]))
        result.kept[term] = Column(*distinct(*(np.concatenate([old[kept], new]) for old, new in zip(column, fresh, strict=True))))
    return _compact(result) if len(lost) else result


def _lost(columns: Columns, gone: frozenset[str]) -> Numbers:
    """The subjects that lost statements."""
    if not gone:
        return np.zeros(0, np.int32)
    subjects = np.unique(np.concatenate([column.subject for column in columns.kept.values()] or [np.zeros(0, np.int32)]))
    texts = columns.texts()[subjects].tolist()
    lost: Numbers = subjects[np.array([mark(text) in gone for text in texts], bool)]
    return lost


def _compact(columns: Columns) -> Columns:
    """The same columns with only the terms that they use."""
    used = np.unique(np.concatenate([[0], *(part for column in columns.kept.values() for part in column[:2])]))
    place = np.zeros(len(columns.numbers), np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    result = Columns(columns.texts()[used].tolist())
    result.kept = {term: column._replace(subject=place[column.subject], value=place[column.value])
                   for term, column in columns.kept.items()}
    return result


def load(store: Store) -> tuple[str, Columns] | None:
    """The columns beside the store, and the revision that they are of."""
    found = read(store, _NAME)
    if found is None:
        return None
    with contextlib.suppress(*_DAMAGED):
        columns = Columns(_text(found["terms"]).split("\0"))
        for number, term in enumerate(json.loads(found["properties"].tobytes())):
            columns.kept[term] = Column(*(found[f"{part}{number}"] for part in Column._fields))
        size = len(columns.numbers)
        if all(len({len(part) for part in column}) == 1 and (not len(column.subject) or max(column.subject.max(), column.value.max()) < size)
               for column in columns.kept.values()):
            columns.saved = True
            return _text(found["revision"]), columns
    return None


def save(store: Store, revision: str, columns: Columns) -> None:
    """Keep columns beside the store, if it has a folder that can be written."""
    texts = list(columns.numbers)
    if store.path is None or any("\0" in text for text in texts):
        return
    arrays: dict[str, Any] = {f"{part}{number}": array for number, column in enumerate(columns.kept.values())
                              for part, array in zip(Column._fields, column, strict=True)}
    write(store, _NAME, {"revision": _bytes(revision), "properties": _bytes(json.dumps(list(columns.kept))),
                         "terms": _bytes("\0".join(texts)), **arrays})


def _bytes(text: str) -> Numbers:
    return np.frombuffer(text.encode("utf-8"), np.uint8)


def _text(array: Numbers) -> str:
    return array.tobytes().decode("utf-8")


def read(store: Store, name: str) -> Mapping[str, Numbers] | None:
    """What is kept beside the store under a name; None where nothing is, or nothing whole."""
    if store.path is None:
        return None
    with contextlib.suppress(*_DAMAGED), (store.path / COLUMNS / name).open("rb") as raw, np.load(raw, allow_pickle=False) as file:
        found = {part: file[part] for part in file.files}
        if found["format"].tobytes() == f"{FORMAT} {store.base}".encode():
            return found
    return None


def write(store: Store, name: str, arrays: Mapping[str, Numbers]) -> None:
    """Keep arrays beside the store under a name; readers see the old file or the new one."""
    if store.path is None:
        return
    place = store.path / COLUMNS
    fresh = place / f"{name}.{os.getpid()}.{threading.get_ident()}.new"
    try:
        place.mkdir(exist_ok=True)
        with fresh.open("wb") as file:
            np.savez(file, format=_bytes(f"{FORMAT} {store.base}"), **arrays)  # type: ignore[arg-type]
        os.replace(fresh, place / name)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
