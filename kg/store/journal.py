"""The journal of a store: which graphs changed, so that what was computed from a store can be kept for as long as it is true.

    PATH/journal      kg journal 8c01…          an epoch; what was known under another says nothing of this one
                      open MANIFEST-000005      a writer begins
                      begin 5f1c0a93            these graphs are about to change …
                      gone 77ab31c2 …           … of these subjects statements were taken away …
                      end MANIFEST-000005       … and have changed
                      close MANIFEST-000005     all of it is on the disk

Its length is the revision. A reader notes it before it opens the graph and after: equal, and no change under way, it is the
revision of what the reader sees. Graphs and subjects stand as checksums of their IRIs: a journal tells nothing of what was
removed, and who takes one for another reads too much, never too little. The manifest is RocksDB's, which writes a new one for
whoever opens the graph for writing: a change by anything that keeps no journal shows. A writer that was killed leaves no
`close`, and the next one begins an epoch.
"""

import contextlib
import os
import zlib
from _thread import allocate_lock  # threading takes a millisecond to import, and lookups start with a journal
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..errors import StoreError

JOURNAL = "journal"
_HEAD = b"kg journal "
_LONGEST = 1 << 20
"""A journal of more bytes is begun anew by the next writer."""
_MOST = 1000
"""Of so many subjects at most a journal tells that they lost statements."""
UNKNOWN = "*"


class Changes(NamedTuple):
    """The graphs that changed, and the subjects of which statements were taken away (None: of which is not known), by their `mark`."""

    graphs: frozenset[str]
    gone: frozenset[str] | None


def mark(iri: str) -> str:
    """The checksum of an IRI (CRC-32, hexadecimal)."""
    return f"{zlib.crc32(iri.encode('utf-8', 'surrogatepass')):08x}"


class Journal:
    """The journal as somebody sees it who has the store open. `revision` is None while it is not known."""

    def __init__(self, place: str | None, revision: str | None, file: int | None = None, manifest: bytes = b"") -> None:
        self._path = None if place is None else os.path.join(place, JOURNAL)
        self._revision, self._file, self._manifest = revision, file, manifest
        self._lines: list[bytes] = []
        self._lock, self._depth, self._loose = allocate_lock(), 0, False

    @property
    def revision(self) -> str | None:
        """Which state the store is in: equal for equal ones of one store; None where that is not known."""
        return None if self._depth or self._loose else self._revision

    @contextlib.contextmanager
    def changing(self, graphs: Iterable[object]) -> Iterator[set[str]]:
        """Around a change of some graphs (by their IRIs, as `str` or as terms). What is added to the set are the subjects (IRIs)
        of which statements are taken away.

        Raises
        ------
        StoreError : the journal cannot be written; nothing has been changed yet.
        """
        names = " ".join(mark(str(getattr(graph, "value", graph))) for graph in graphs)
        gone: set[str] = set()
        with self._lock:
            try:
                self._add(f"begin {names}\n".encode())
            except OSError as error:
                raise StoreError(f"the journal {self._path} cannot be written: {error.strerror}") from error
            self._depth += 1
        try:
            yield gone
        except BaseException:
            gone.add(UNKNOWN)
            raise
        finally:
            self._end(gone)

    def _end(self, gone: set[str]) -> None:
        subjects = " ".join(sorted(map(mark, gone))) if len(gone) <= _MOST and UNKNOWN not in gone else UNKNOWN
        with self._lock:
            self._depth -= 1
            try:
                self._add((f"gone {subjects}\n".encode() if gone else b"") + (
                    b"end " + self._manifest + b"\n" if not self._depth and not self._loose else b""))
            except OSError:  # the graph has changed all the same
                self._loose = True

    def loosen(self) -> None:
        """From now on the store may change in ways that the journal does not see, until it is opened again."""
        if self._file is not None or self._path is None:
            self._loose = True
            with contextlib.suppress(OSError):
                self._add(f"begin {UNKNOWN}\n".encode())

    def close(self) -> None:
        """All that was changed is on the disk."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                if self.revision is not None:
                    self._add(b"close " + self._manifest + b"\n")
                os.close(self._file)
            self._file = None

    def since(self, revision: str) -> Changes | None:
        """What has changed since an earlier revision; None where that is not known."""
        now = self.revision
        epoch, _, place = revision.partition(".")
        if now is None or now.partition(".")[0] != epoch or not place.isdecimal():
            return None
        start, end = int(place), int(now.partition(".")[2])
        lines = self._between(epoch, start, end) if start <= end else None
        return None if lines is None else _changes(lines)

    def _between(self, epoch: str, start: int, end: int) -> list[bytes] | None:
        if self._path is None:
            return self._lines[start:end]
        try:
            with open(self._path, "rb") as file:
                if file.readline(64) != _HEAD + epoch.encode() + b"\n":
                    return None
                file.seek(start)
                found = file.read(end - start)
        except OSError:
            return None
        return found.splitlines(keepends=True) if len(found) == end - start else None

    def _add(self, record: bytes) -> None:
        if self._path is None:
            self._lines += record.splitlines(keepends=True)
            size = len(self._lines)
        elif self._file is not None and record:
            if os.write(self._file, record) != len(record):
                raise OSError(0, "the disk is full")
            size = os.fstat(self._file).st_size
        else:
            return
        if self._revision is not None:
            self._revision = f"{self._revision.partition('.')[0]}.{size}"


def in_memory() -> Journal:
    """The journal of a store in memory."""
    return Journal(None, f"{os.urandom(8).hex()}.0")


def stamp(place: str) -> str | None:
    """The revision of a store on disk, as its journal tells; None where a change is under way, or was when a writer was killed,
    or something else has changed the graph."""
    head, size, last = _ends(place)
    known = last in {word + b" " + manifest(place) for word in (b"open", b"end", b"close")}
    return f"{head}.{size}" if head and known else None


def manifest(place: str) -> bytes:
    """The name of the graph's manifest; empty where there is no graph yet."""
    try:
        with open(os.path.join(place, "graph", "CURRENT"), "rb") as file:
            return file.read(64).strip()
    except OSError:
        return b""


def reading(place: str, before: str | None) -> Journal:
    """The journal of a reader who noted the stamp `before` it opened the graph."""
    return Journal(place, before if before == stamp(place) else None)


def writing(place: str, before: bytes) -> Journal:
    """The journal of a writer who has just opened the graph, whose manifest was another `before`.

    Raises
    ------
    StoreError : it cannot be written.
    """
    path = os.path.join(place, JOURNAL)
    epoch, size, last = _ends(place)
    try:
        if not epoch or last != b"close " + before or not before or size > _LONGEST:
            epoch = os.urandom(8).hex()
            with open(f"{path}.new", "wb") as file:
                file.write(_HEAD + epoch.encode() + b"\n")
            os.replace(f"{path}.new", path)
        journal = Journal(place, f"{epoch}.0", os.open(path, os.O_WRONLY | os.O_APPEND), manifest(place))
        journal._add(b"open " + journal._manifest + b"\n")
    except OSError as error:
        raise StoreError(f"the journal {path} cannot be written: {error.strerror}; choose another path") from error
    return journal


def _ends(place: str) -> tuple[str, int, bytes]:
    """Epoch, length and last line of a journal; empty where there is none, or its last line is not whole."""
    try:
        with open(os.path.join(place, JOURNAL), "rb") as file:
            head = file.readline(64)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 64))
            tail = file.read(64)
    except OSError:
        return "", 0, b""
    if not head.startswith(_HEAD) or not head.endswith(b"\n") or not tail.endswith(b"\n"):
        return "", 0, b""
    return head[len(_HEAD):-1].decode("ascii", "replace"), size, tail[:-1].rpartition(b"\n")[2]


def _changes(lines: Iterable[bytes]) -> Changes | None:
    graphs: set[str] = set()
    gone: set[str] = set()
    for line in lines:
        word, _, rest = line.decode("utf-8", "replace").rstrip("\n").partition(" ")
        if word == "begin":
            graphs.update(rest.split(" "))
        elif word == "gone":
            gone.update(rest.split(" "))
    return None if UNKNOWN in graphs else Changes(frozenset(graphs), None if UNKNOWN in gone else frozenset(gone))
