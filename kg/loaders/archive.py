"""ZIP archives (.zip) of documents: each member is a source of its own, named archive.zip/member."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from ..errors import InputError, UnsupportedInput
from . import kinds
from .loaded import Broken, Input
from .packed import check, member_name, opened, unfolded

MAX_MEMBERS = 100_000
MAX_TOTAL = 2_000_000_000
"""Bytes that all documents of an archive may unfold to together. They are read one at a time."""

_PACKED = {".zip", ".jsonl", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".7z", ".rar"}


def members(path: Path, name: str, base: str) -> Iterator[Input | Broken]:
    """The documents of an archive in their order; folders and hidden files are left out.

    Parameters
    ----------
    path, name : the archive, and the name that its members' names start with.
    base : base of instance IRIs.

    Raises
    ------
    InputError : it is no archive, holds no document, too many members or too many bytes.
    """
    with path.open("rb") as file, opened(file, str(path)) as archive:
        found = [(info, member_name(info)) for info in archive.infolist() if not info.is_dir()]
        found = [(info, inner) for info, inner in found if not _hidden(inner)]
        _refuse_bomb(found, str(path))
        if not any(_suffix(inner) in kinds.LOADERS for _, inner in found):
            raise InputError(f"the archive holds no document; known are files that end in {', '.join(kinds.LOADERS)}", str(path))
        seen: set[str] = set()
        for info, inner in found:
            place, called = Path(f"{path}/{inner}"), f"{name}/{inner}"
            try:
                if inner in seen:
                    raise InputError("the archive holds two members of this name; the first is read", str(place))
                seen.add(inner)
                yield Input(place, called, _read(archive, info, inner, str(place)), base)
            except InputError as error:
                yield Broken(place, called, error)


def _hidden(inner: str) -> bool:
    """Files that a folder's listing would not show, and what macOS packs beside each file."""
    parts = inner.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in (".", "..") for part in parts)


def _suffix(inner: str) -> str:
    return PurePosixPath(inner).suffix.lower()


def _refuse_bomb(found: list[tuple[ZipInfo, str]], path: str) -> None:
    if len(found) > MAX_MEMBERS:
        raise InputError(f"the archive holds {len(found):,} members, and it may hold {MAX_MEMBERS:,}; split it", path)
    total = sum(info.file_size for info, inner in found if _suffix(inner) in kinds.LOADERS)
    if total > MAX_TOTAL:
        raise InputError(f"the archive's documents unfold to {total / 1e6:,.0f} MB, and they may have {MAX_TOTAL / 1e6:,.0f} "
                         "MB together; if it is no zip bomb, split it", path)


def _read(archive: ZipFile, info: ZipInfo, inner: str, place: str) -> bytes:
    suffix = _suffix(inner)
    if suffix in _PACKED:
        raise InputError(f"an archive within an archive is not opened ({suffix}); unpack the outer one and load that", place)
    if suffix not in kinds.LOADERS:
        raise UnsupportedInput(f"no loader reads files that end in {suffix or 'no suffix'!r}", place)
    limit = kinds.limit(suffix) or kinds.MAX_LAID_OUT
    check(info, inner, place, limit)
    data = unfolded(archive, info, place, limit)
    if not data.strip():
        raise InputError("the member is empty", place)
    return data
