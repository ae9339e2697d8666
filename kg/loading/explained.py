"""How documents are understood, before anything is stored."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .. import loaders
from ..errors import InputError, KGError
from ..loaders import Broken, Input, Line
from .files import File, files_of, readable, unreadable


class Explained(NamedTuple):
    """How one document is understood. `lines` are those of the table loader; `message` says why there are none, and
    `error` why the document cannot be read."""

    path: str
    lines: Sequence[Line]
    message: str
    error: KGError | None


def explain(paths: Iterable[str | os.PathLike[str]]) -> list[Explained]:
    """How tables are understood, before anything is stored: what each sheet is about, each heading's meaning, the first
    row as facts, and all that is left out. Other documents have no headings; their message says how they are read."""
    return [one for file in files_of(paths) for one in _explained(file)]


def _explained(file: File) -> Iterator[Explained]:
    path = str(file.path)
    if file.skipped:
        yield Explained(path, (), unreadable(file.path), None)
        return
    try:
        if file.problem:
            raise InputError(file.problem, path)
        for item in loaders.inputs(file.path, readable(file.name)):
            yield _explanation(item)
    except KGError as error:
        yield Explained(path, (), str(error), error)


def _explanation(item: Input | Broken) -> Explained:
    path = str(item.path)
    try:
        if isinstance(item, Broken):
            raise item.error
        if loaders.is_table(item):
            return Explained(path, loaders.explain(item), "", None)
        return Explained(path, (), "this is no table; `kg extract` shows what it yields", None)
    except KGError as error:
        return Explained(path, (), str(error), error)
