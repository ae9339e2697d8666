"""Bytes on their way out: to stdout, or to a file that appears only when it is complete."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .console import note
from .structured import on_stdout

STDOUT = "-"


@contextlib.contextmanager
def output_to(path: str) -> Iterator[BinaryIO]:
    """A binary stream to stdout ("-") or to a file, which replaces an older one only when all is written.

    Raises
    ------
    OSError : the file's folder cannot be written to.
    """
    if path == STDOUT:
        yield from _stdout()
        return
    target = Path(path).resolve()
    if target.exists() and not target.is_file():  # a device or a named pipe: written to, never replaced
        with target.open("wb") as stream:
            yield stream
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", dir=target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    note(f"wrote {path}")


def _stdout() -> Iterator[BinaryIO]:
    """All at once when it is complete; a terminal sees unsafe characters as visible escapes."""
    buffer = io.BytesIO()
    yield buffer
    if sys.stdout.isatty():
        sys.stdout.write(on_stdout(buffer.getvalue().decode("utf-8", "backslashreplace")))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(buffer.getbuffer())


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
