"""ZIP files opened with care: what a name may be, and how much a member may unfold to."""

from __future__ import annotations

import lzma
import re
import stat
import zlib
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from ..errors import InputError

MAX_RATIO, FREE = 200, 1_000_000
"""A member of more than FREE bytes may unfold to MAX_RATIO times its packed size: prose and pages reach about 20."""

_BROKEN = (BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, OSError, ValueError, RuntimeError)
_UTF8, _ENCRYPTED = 0x800, 0x1  # general purpose bits 11 and 0 (PKWARE APPNOTE 4.4.4)


def opened(file: IO[bytes], path: str, what: str = "ZIP archive") -> ZipFile:
    """The archive in an open file.

    Raises
    ------
    InputError : it is none, or is damaged.
    """
    try:
        return ZipFile(file)
    except _BROKEN as error:
        raise InputError(f"this is no {what}, or it is damaged ({error}); save or pack it again", path) from None


def member_name(info: ZipInfo) -> str:
    """The member's name with forward slashes. Names without the mark of UTF-8 come from old tools: UTF-8 all the same,
    else GB18030, as Windows in China writes them."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def check(info: ZipInfo, name: str, path: str, limit: int) -> None:
    """Refuse what is unsafe to read, before a byte of it is unfolded.

    Parameters
    ----------
    name : as `member_name` gives it.
    path : for messages.
    limit : bytes that the member may unfold to.

    Raises
    ------
    InputError : a name that leads out of the archive, a link, a password, too many bytes, or too high a ratio.
    """
    parts = name.split("/")
    if ".." in parts or "." in parts or "" in parts or re.match("[A-Za-z]:", name) or not name.isprintable():
        raise InputError("the member's name leads out of the archive or holds unprintable characters, so it is not read; "
                         "pack it again under a plain name", path)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise InputError("the member is a link, and links are not followed; pack the file itself", path)
    if info.flag_bits & _ENCRYPTED:
        raise InputError("the member is protected by a password; pack it again without one", path)
    if info.file_size > limit:
        raise InputError(f"the member unfolds to {info.file_size / 1e6:.1f} MB, and it may have {limit / 1e6:.0f} MB; split "
                         "it, or unpack it and load it as a file", path)
    if info.file_size > max(FREE, MAX_RATIO * info.compress_size):
        raise InputError(f"the member unfolds to more than {MAX_RATIO} times its packed size, as a zip bomb does; if it is "
                         "honest, unpack it and load it as a file", path)


def unfolded(archive: ZipFile, info: ZipInfo, path: str, limit: int) -> bytes:
    """The bytes of a member, never more than `limit`, whatever its header says.

    Raises
    ------
    InputError : it is damaged, packed by an unknown method, or larger than its header says.
    """
    try:
        with archive.open(info) as stream:
            data = stream.read(limit + 1)
    except _BROKEN as error:
        raise InputError(f"the member cannot be unpacked ({error}); pack it again with the usual method (deflate)",
                         path) from None
    if len(data) > limit:
        raise InputError(f"the member unfolds to more than {limit / 1e6:.0f} MB; split it", path)
    return data
