"""Columns kept: in the process, and beside the store, for as long as the store's journal says that they are true.

A store that has changed a little since is not read again: rows of subjects that lost statements are read anew, and so are the
graphs that changed. What cannot be kept (the folder is read-only, the disk full) or read (it is damaged) is read from the graph.
"""

from __future__ import annotations

import contextlib
import json
import threading
import weakref
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar, cast

import numpy as np

from ..store import COLUMNS, Store, mark
from .columns import Base, Column, Columns
from .kept import DAMAGED, checksum, of_text, read, text_of, write
from .patches import patch
from .sweep import Numbers, Sweep

_NAME, _ADDED = "columns.bin", "columns-added.bin"
_TRIES, _MOST, _FILES, _BESIDE = 3, 8, 16, 5000
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
    file, told = f"answer-{mark(repr(name))}.bin", of_text(repr(name))
    _, found = read(store, file) or ("", {}) if unpack is not None else ("", {})
    if unpack is not None and found and np.array_equal(found["name"], told) and _unchanged(store, text_of(found["revision"])):
        answer = unpack(found)
    else:
        answer = ask()
        if pack is not None and store.revision == revision:
            write(store, file, {"revision": of_text(revision), "name": told, **pack(answer)})
            _trim(store)
    if store.revision == revision:
        answers[name] = answer
        _ANSWERS[store] = revision, answers
    return answer


def _trim(store: Store) -> None:
    """Keep the last few answers beside the store, and not all that were ever asked for."""
    if store.path is not None:
        with contextlib.suppress(OSError):
            found = sorted((store.path / COLUMNS).glob("answer-*.bin"), key=lambda path: path.stat().st_mtime_ns)
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


def load(store: Store) -> tuple[str, Columns] | None:
    """The columns beside the store with what was added to them since, and the revision that they are of."""
    checksum, found = read(store, _NAME) or ("", {})
    with contextlib.suppress(*DAMAGED):
        texts, parts = _told(found)
        base = Base(checksum, len(texts), {term: len(column.subject) for term, column in parts.items()})
        revision = text_of(found["revision"])
        _, found = read(store, _ADDED) or ("", {})
        if found and text_of(found["base"]) == checksum:
            more, rows = _told(found)
            texts += more
            parts = {term: Column(*map(np.concatenate, zip(column, rows[term], strict=True))) for term, column in parts.items()}
            revision = text_of(found["revision"])
        columns = Columns(texts)
        columns.kept, columns.base, columns.saved = parts, base, True
        size = len(columns.numbers)
        if all(len({len(part) for part in column}) == 1 and (not len(column.subject) or max(column.subject.max(), column.value.max()) < size)
               for column in parts.values()):
            return revision, columns
    return None


def _told(found: Mapping[str, Numbers]) -> tuple[list[str], dict[str, Column]]:
    """The terms and the columns of a file."""
    return text_of(found["terms"]).split("\0")[1:], {
        term: Column(*(found[f"{part}{number}"] for part in Column._fields)) for number, term in enumerate(json.loads(text_of(found["properties"])))}


def save(store: Store, revision: str, columns: Columns) -> None:
    """Keep columns beside the store, if it has a folder that can be written: only what was added to those that lie there, unless that is
    much."""
    if store.path is None:
        return
    base = columns.base
    if base is not None and checksum(store, _NAME) == base.checksum and _few(columns, base):
        texts = list(islice(reversed(columns.numbers), len(columns.numbers) - base.terms))[::-1]
        arrays = _arrays(texts, {term: column.only(slice(base.rows[term], None)) for term, column in columns.kept.items()})
        if arrays:
            write(store, _ADDED, {"revision": of_text(revision), "base": of_text(base.checksum), **arrays})
        return
    with contextlib.suppress(OSError):
        (store.path / COLUMNS / _ADDED).unlink()
    arrays = _arrays(list(columns.numbers), columns.kept)
    written = write(store, _NAME, {"revision": of_text(revision), **arrays}) if arrays else ""
    columns.base = Base(written, len(columns.numbers), {term: len(column.subject) for term, column in columns.kept.items()}) if written else None


def _few(columns: Columns, base: Base) -> bool:
    """Whether columns are those that lie beside the store but for a few rows more."""
    rows = sum(base.rows.values())
    return set(base.rows) == set(columns.kept) and sum(len(column.subject) for column in columns.kept.values()) - rows < _BESIDE + rows // 8


def _arrays(texts: Sequence[str], kept: Mapping[str, Column]) -> dict[str, Numbers]:
    """What a file holds; empty where a term is of a form that files cannot hold."""
    told = "\0".join(["", *texts])
    if told.count("\0") != len(texts):
        return {}
    return {"properties": of_text(json.dumps(list(kept))), "terms": of_text(told),
            **{f"{part}{number}": array for number, column in enumerate(kept.values()) for part, array in zip(Column._fields, column, strict=True)}}
