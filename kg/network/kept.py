"""Files of arrays beside a store: a line that says what the file is, the names of its arrays, and their bytes as they lie in memory.

A zip of arrays takes a multiple of the time to read. A file whose checksum is not that of its bytes is not believed.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import threading
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..store import COLUMNS, Store

Numbers = NDArray[Any]
FORMAT = "kg columns 2"
DAMAGED = (OSError, ValueError, KeyError, EOFError, TypeError, IndexError)
"""What reading a damaged file raises."""
_WIDTH = 8


def write(store: Store, name: str, arrays: Mapping[str, Numbers]) -> str:
    """Keep arrays beside the store under a name; readers see the old file or the new one. Returns the checksum of the file, or ""
    where it could not be written."""
    if store.path is None:
        return ""
    told = json.dumps([[part, array.dtype.str, array.shape] for part, array in arrays.items()]).encode()
    body = b"".join(_padded(part) for part in (told, *(array.tobytes() for array in arrays.values())))
    checksum = f"{zlib.crc32(body):08x}"
    place = store.path / COLUMNS
    fresh = place / f"{name}.{os.getpid()}.{threading.get_ident()}.new"
    try:
        place.mkdir(exist_ok=True)
        with fresh.open("wb") as file:
            file.write(f"{FORMAT} {checksum} {len(told)} {store.base}\n".encode())
            file.write(body)
        os.replace(fresh, place / name)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        return ""
    return checksum


def read(store: Store, name: str) -> tuple[str, Mapping[str, Numbers]] | None:
    """The checksum and the arrays of what is kept beside the store under a name; None where nothing is, or nothing whole."""
    if store.path is None:
        return None
    with contextlib.suppress(*DAMAGED), (store.path / COLUMNS / name).open("rb") as file:
        checksum, length = _head(store, file.readline(4096))
        body = file.read()
        if f"{zlib.crc32(body):08x}" == checksum:
            return checksum, _arrays(body, length)
    return None


def checksum(store: Store, name: str) -> str:
    """The checksum that a file tells of itself; "" where there is none."""
    if store.path is not None:
        with contextlib.suppress(*DAMAGED), (store.path / COLUMNS / name).open("rb") as file:
            return _head(store, file.readline(4096))[0]
    return ""


def _head(store: Store, line: bytes) -> tuple[str, int]:
    start, base = f"{FORMAT} ".encode(), f" {store.base}\n".encode()
    checksum, length = line.removeprefix(start).removesuffix(base).decode("ascii").split(" ")
    if line != f"{FORMAT} {checksum} {int(length)} {store.base}\n".encode():
        raise ValueError(line)
    return checksum, int(length)


def _arrays(body: bytes, length: int) -> dict[str, Numbers]:
    found, place = {}, length + -length % _WIDTH
    for part, kind, shape in json.loads(body[:length]):
        size = math.prod(shape)
        found[part] = np.frombuffer(body, np.dtype(kind), size, place).reshape(shape) if size else np.zeros(shape, np.dtype(kind))
        place += found[part].nbytes + -found[part].nbytes % _WIDTH
    return found


def _padded(part: bytes) -> bytes:
    return part + bytes(-len(part) % _WIDTH)


def of_text(text: str) -> Numbers:
    """A text as an array."""
    return np.frombuffer(text.encode("utf-8"), np.uint8)


def text_of(array: Numbers) -> str:
    """The text of such an array."""
    return array.tobytes().decode("utf-8")
