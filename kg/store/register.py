"""What is known of each source beside its claims: name, location, time of loading, and the text itself.

SQLite beside the graph. The graph is the truth; a source is marked as under way before its graph changes and settled
after it, and texts are kept under the version that the graph names (hash of the bytes and extractor). So a crash at
any point leaves a graph, old or new, that still finds its own text.

Where people's decisions change what a source's graph says, `stated` keeps what the source itself states (N-Triples),
under the same protocol: no query sees it, and undoing a decision starts from it. The index for search (see `index`) lies here
too, so that settling a source and indexing it are one transaction.
"""

from __future__ import annotations

import itertools
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import StoreError
from . import indexing
from .index import Entries, Index
from .records import Row

_SCHEMA = """
CREATE TABLE IF NOT EXISTS source (key TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '', sha256 TEXT NOT NULL DEFAULT '', extractor TEXT NOT NULL DEFAULT '',
    loaded TEXT NOT NULL DEFAULT '', quads INTEGER NOT NULL DEFAULT 0, settled INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS source_sha256 ON source (sha256);
CREATE TABLE IF NOT EXISTS text (key TEXT NOT NULL, version TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (key, version));
CREATE TABLE IF NOT EXISTS also (key TEXT NOT NULL, name TEXT NOT NULL, location TEXT NOT NULL,
    PRIMARY KEY (key, name, location));
CREATE TABLE IF NOT EXISTS stated (key TEXT NOT NULL, version TEXT NOT NULL, quads TEXT NOT NULL,
    PRIMARY KEY (key, version));
DROP INDEX IF EXISTS source_unsettled;
CREATE INDEX IF NOT EXISTS source_lacking ON source (key) WHERE settled <> 1;
"""

BATCH = 500
"""So many sources are indexed in one transaction where many are: FTS5 writes less than after each, and the log stays short."""
UNINDEXED = 2
"""In the column `settled`: the source is settled, and the index does not hold it yet."""
CACHE = 64_000
"""Kilobytes of the file that are kept in memory while everything is indexed."""


class Register:
    """The register of one store, in memory (path None) or in a file."""

    def __init__(self, path: Path | None, read_only: bool = False) -> None:
        self.path = path
        if path is not None and read_only and not path.exists():
            raise StoreError(f"{path} is missing, so the sources' names and texts are not known; load them again")
        mode = "rw" if read_only else "rwc"
        self._lock = threading.RLock()
        with self._errors():
            target = f"{path.absolute().as_uri()}?mode={mode}" if path else ":memory:"
            self._db = sqlite3.connect(target, uri=True, timeout=30, isolation_level=None, check_same_thread=False)
            if read_only:
                self._db.execute("PRAGMA query_only = ON")
            else:
                self._db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
                                       f"PRAGMA secure_delete = ON; BEGIN; {_SCHEMA} COMMIT;")
        self.indexed = self._all("PRAGMA user_version") == [(indexing.FORMAT,)]
        self.index = Index(self._all)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def get(self, key: str) -> Row | None:
        """The source with this key (the path of its IRI)."""
        return next(self._rows("WHERE key = ?", key), None)

    def rows(self) -> list[Row]:
        """All sources, in the order of their names."""
        return list(self._rows("ORDER BY name"))

    def find(self, sha256: str) -> Row | None:
        """The settled source of which these are the bytes."""
        return next(self._rows("WHERE sha256 = ? AND sha256 <> '' AND settled ORDER BY name", sha256), None)

    def located(self, location: str) -> Row | None:
        """The source that was loaded from this place."""
        return next(self._rows("WHERE location = ? AND location <> '' ORDER BY name", location), None)

    def also(self, key: str) -> list[tuple[str, str]]:
        """Other (name, location) pairs under which the same bytes were found."""
        return self._all("SELECT name, location FROM also WHERE key = ? ORDER BY name, location", key)

    def alias(self, name: str) -> str:
        """The key of the source whose bytes were also found under this name; "" if there is none."""
        return str(next(iter(self._all("SELECT key FROM also WHERE name = ?", name)), ("",))[0])

    def add_also(self, key: str, name: str, location: str) -> None:
        """Record a second name and place of the same bytes."""
        with self._change() as db:
            db.execute("INSERT OR IGNORE INTO also VALUES (?, ?, ?)", (key, name, location))

    def text(self, key: str, version: str) -> str | None:
        """The text of one version of a source."""
        found = self._all("SELECT text FROM text WHERE key = ? AND version = ?", key, version)
        return str(found[0][0]) if found else None

    def stated(self, key: str, version: str) -> str | None:
        """What one version of a source states, where decisions make its graph say otherwise."""
        found = self._all("SELECT quads FROM stated WHERE key = ? AND version = ?", key, version)
        return str(found[0][0]) if found else None

    def decided(self, mention: str = "") -> list[str]:
        """Keys of the sources of which decisions change what their graph says; only those that state something of an
        IRI, if one is given."""
        part = f"<{mention}>" if mention else ""
        return [str(key) for key, in self._all(
            "SELECT DISTINCT key FROM stated WHERE ? = '' OR instr(quads, ?) > 0 ORDER BY key", part, part)]

    def lacking(self) -> list[str]:
        """Keys of the sources that the index does not hold as they are: those that are being written, or were when a process
        died, and those that were settled without it."""
        return [str(key) for key, in self._all("SELECT key FROM source WHERE settled <> 1 ORDER BY key")]

    def waiting(self) -> list[str]:
        """Keys of the sources that were settled without their index."""
        return [str(key) for key, in self._all("SELECT key FROM source WHERE settled = ? ORDER BY key", UNINDEXED)]

    def catch_up(self, key: str, entries: Entries) -> None:
        """Write the index of a source that was settled without it."""
        with self._indexing() as (db, numbers):
            indexing.put(db, [(key, entries)], numbers)
            db.execute("UPDATE source SET settled = 1 WHERE key = ?", (key,))

    def reindex(self, sources: Iterable[tuple[str, Entries]]) -> None:
        """Write the index anew; it counts as missing until the last source is in it."""
        self._all(f"PRAGMA cache_size = {-CACHE}")
        with self._change() as db:
            db.execute("PRAGMA user_version = 0")
            indexing.empty(db)
            indexing.merging(db, False)
            numbers = indexing.Numbers(db, empty=True)
        waiting = iter(sources)
        while batch := list(itertools.islice(waiting, BATCH)):
            with self._change() as db:
                indexing.put(db, batch, numbers)
        with self._change() as db:
            indexing.merging(db, True)
            db.execute("UPDATE source SET settled = 1 WHERE settled = ?", (UNINDEXED,))
            db.execute(f"PRAGMA user_version = {indexing.FORMAT}")
        self.indexed = True

    def begin(self, key: str, name: str, version: str, text: str | None, stated: str | None = None) -> None:
        """Before the graph changes: the source is under way, and the new version's text and what it states are there
        beside the old."""
        with self._change() as db:
            db.execute("INSERT INTO source (key, name) VALUES (?, ?) ON CONFLICT DO UPDATE SET settled = 0", (key, name))
            if text is not None:
                db.execute("INSERT OR REPLACE INTO text VALUES (?, ?, ?)", (key, version, text))
            if stated is not None:
                db.execute("INSERT OR REPLACE INTO stated VALUES (?, ?, ?)", (key, version, stated))

    def settle(self, row: Row, version: str, *, text: bool, stated: bool = False,
               entries: Entries | None = None) -> None:
        """After the graph has changed: what is known of the source now, also for search (None: `catch_up` will tell); texts of
        other versions go (`text`: this version has one; `stated`: its statements are kept beside the graph), and so do second
        places of other bytes."""
        with self._change() as db:
            self._settle(db, row, version, text, stated)
            if entries is None:
                db.execute("UPDATE source SET settled = ? WHERE key = ?", (UNINDEXED, row.key))
            else:
                indexing.put(db, [(row.key, entries)])

    def settle_when(self, key: str, entries: Entries, told: Callable[[], tuple[Row, str]]) -> None:
        """Write the index of a source while its graph is being filled, and keep it, with the source settled, when `told` tells
        what is known of it then: row and version, as for `settle`. Whatever `told` raises leaves everything as it was."""
        with self._indexing() as (db, numbers):
            indexing.put(db, [(key, entries)], numbers)
            self._settle(db, *told(), text=False, stated=False)

    def _settle(self, db: sqlite3.Connection, row: Row, version: str, text: bool, stated: bool) -> None:
        old = self.get(row.key)
        if old is None or old.sha256 != row.sha256:
            db.execute("DELETE FROM also WHERE key = ?", (row.key,))
        db.execute("DELETE FROM also WHERE name = ?", (row.name,))
        db.execute("DELETE FROM text WHERE key = ? AND (version <> ? OR NOT ?)", (row.key, version, text))
        db.execute("DELETE FROM stated WHERE key = ? AND (version <> ? OR NOT ?)", (row.key, version, stated))
        db.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def forget(self, key: str) -> None:
        """Drop all that is known of a source."""
        with self._change() as db:
            for table in ("source", "text", "also", "stated"):
                db.execute(f"DELETE FROM {table} WHERE key = ?", (key,))
            indexing.drop(db, key)

    def _rows(self, where: str, *values: str) -> Iterator[Row]:
        for found in self._all(f"SELECT * FROM source {where}", *values):
            yield Row._make((*found[:8], bool(found[8])))

    def _all(self, statement: str, *values: Any) -> list[Any]:
        with self._lock, self._errors():
            return self._db.execute(statement, values).fetchall()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def _indexing(self) -> Iterator[tuple[sqlite3.Connection, indexing.Numbers]]:
        """A change that writes many entries."""
        self._all(f"PRAGMA cache_size = {-CACHE}")
        with self._change() as db:
            yield db, indexing.Numbers(db, empty=not db.execute("SELECT 1 FROM name LIMIT 1").fetchone())

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"the register of sources {self.path or 'in memory'} fails: {error}; if it is damaged, move "
                             "the store's folder away and load the documents again") from error
