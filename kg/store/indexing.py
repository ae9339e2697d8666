"""Writing the index that search looks into (see `index`). Only what differs is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Set
from typing import Any

from ..text.script import simplify
from .index import Entries, Index, Name, Passage, spelled

FORMAT = 1
"""Of what is written here; an index of another format is built anew."""
TABLES = ("indexed", "name", "bears", "passage", "name_words", "title_words", "passage_words")
WORDS = TABLES[-3:]
REMEMBERED = 200_000
"""Names of which the numbers are kept in memory while sources are written."""
_WORDED = ("name", "other name")
SCHEMA = """
CREATE TABLE IF NOT EXISTS indexed (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS name (id INTEGER PRIMARY KEY, form TEXT NOT NULL, how TEXT NOT NULL, iri TEXT NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, code TEXT NOT NULL, sources INTEGER NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS name_whole ON name (form, how, iri, kind, label, code);
CREATE TABLE IF NOT EXISTS bears (source INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (source, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passage (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, text TEXT NOT NULL, how TEXT NOT NULL,
    iri TEXT NOT NULL, kind TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passage_source ON passage (source);
CREATE VIRTUAL TABLE IF NOT EXISTS name_words USING fts5 (words, content='', prefix='1');
CREATE VIRTUAL TABLE IF NOT EXISTS title_words USING fts5 (words, content='', prefix='1');
CREATE VIRTUAL TABLE IF NOT EXISTS passage_words USING fts5 (words, content='', prefix='1');
"""


def in_memory(sources: Iterable[tuple[str, Entries]]) -> Index:
    """An index of these sources (key, entries) alone."""
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    db.executescript(SCHEMA)
    db.execute("BEGIN")
    put(db, sources)
    db.execute("COMMIT")
    return Index(lambda statement, *values: db.execute(statement, values).fetchall())


def empty(db: sqlite3.Connection) -> None:
    """Make the tables, empty, whatever was there before."""
    for table in reversed(TABLES):
        db.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in filter(str.strip, SCHEMA.split(";")):
        db.execute(statement)
    for table in WORDS if wipes() else ():
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('secure-delete', 1)")


def put(db: sqlite3.Connection, sources: Iterable[tuple[str, Entries]], numbers: Numbers | None = None) -> None:
    """Make the index hold just these entries of each source (key, entries); what it holds already stays untouched. `numbers`
    are those of the same transaction, or of an index that nobody else has written to."""
    numbers = Numbers(db) if numbers is None else numbers
    for key, entries in sources:
        added = db.execute("INSERT OR IGNORE INTO indexed (key) VALUES (?)", (key,)).rowcount
        (source,), = db.execute("SELECT id FROM indexed WHERE key = ?", (key,))
        names, passages = entries if added else _differing(db, source, entries)
        _name(db, source, sorted(names), numbers)
        _pass(db, source, sorted(passages))


def merging(db: sqlite3.Connection, often: bool) -> None:
    """Whether FTS5 merges what it has written as it goes, as it should between searches; while all is written anew it
    merges the same words again and again."""
    for table in WORDS:
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('automerge', ?)", (4 if often else 0,))


def drop(db: sqlite3.Connection, key: str) -> None:
    """Take a source out of the index; its words are wiped from the file."""
    if db.execute("SELECT 1 FROM indexed WHERE key = ?", (key,)).fetchone():
        put(db, [(key, Entries(frozenset(), frozenset()))])
        db.execute("DELETE FROM indexed WHERE key = ?", (key,))
        if not wipes():
            for table in WORDS:
                db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def wipes() -> bool:
    """Whether FTS5 can overwrite words as they are deleted; older ones forget them when the table is rewritten."""
    return sqlite3.sqlite_version_info >= (3, 42)


def _differing(db: sqlite3.Connection, source: int, entries: Entries) -> tuple[Set[Name], Set[Passage]]:
    """Take out what a source no longer says; returns what is new."""
    known = {Name._make(row[1:]): int(row[0]) for row in db.execute(
        "SELECT id, form, how, iri, kind, label, code FROM bears JOIN name ON name.id = bears.name WHERE source = ?", (source,))}
    for name in known.keys() - entries.names:
        _unname(db, source, known[name], name)
    written = {Passage._make(row[1:]): int(row[0]) for row in db.execute(
        "SELECT id, text, how, iri, kind FROM passage WHERE source = ?", (source,))}
    for passage in written.keys() - entries.passages:
        table = _table(passage)
        db.execute(f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?, ?)", (written[passage], _words(passage)))
        db.execute("DELETE FROM passage WHERE id = ?", (written[passage],))
    return entries.names - known.keys(), entries.passages - written.keys()


class Numbers(dict[Name, int]):
    """The numbers of names that were asked for last; of all names, in an index that was `empty` at first and is small."""

    def __init__(self, db: sqlite3.Connection, empty: bool = False) -> None:
        super().__init__()
        self._db, self._all = db, empty

    def __missing__(self, name: Name) -> int:
        """The number of a name that the index knows; 0 for another."""
        if len(self) > REMEMBERED:
            self.clear()
            self._all = False
        if self._all:
            return 0
        found = self._db.execute("SELECT id FROM name WHERE (form, how, iri, kind, label, code) = (?, ?, ?, ?, ?, ?)", name).fetchone()
        if found:
            self[name] = found[0]
        return found[0] if found else 0


def _name(db: sqlite3.Connection, source: int, names: list[Name], numbers: Numbers) -> None:
    """Note that a source bears these names."""
    fresh: list[tuple[Any, ...]] = []
    following = _following(db, "name")
    for name in names:
        if not numbers[name]:
            fresh.append((following + len(fresh), *name))
            numbers[name] = fresh[-1][0]
    db.executemany("INSERT INTO name (id, form, how, iri, kind, label, code, sources) VALUES (?, ?, ?, ?, ?, ?, ?, 0)", fresh)
    db.executemany("INSERT INTO name_words (rowid, words) VALUES (?, ?)",
                   [(number, spelled(form)) for number, form, how, *_ in fresh if how in _WORDED])
    borne = [(source, numbers[name]) for name in names]
    db.executemany("INSERT INTO bears VALUES (?, ?)", borne)
    db.executemany("UPDATE name SET sources = sources + 1 WHERE id = ?", [(number,) for _, number in borne])


def _pass(db: sqlite3.Connection, source: int, passages: list[Passage]) -> None:
    """Write passages of a source."""
    following = _following(db, "passage")
    db.executemany("INSERT INTO passage (id, source, text, how, iri, kind) VALUES (?, ?, ?, ?, ?, ?)",
                   [(number, source, *passage) for number, passage in enumerate(passages, following)])
    for table in WORDS[1:]:
        db.executemany(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", [
            (number, _words(passage)) for number, passage in enumerate(passages, following) if _table(passage) == table])


def _following(db: sqlite3.Connection, table: str) -> int:
    """The number after the last in a table."""
    return int(db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])


def _unname(db: sqlite3.Connection, source: int, number: int, name: Name) -> None:
    db.execute("DELETE FROM bears WHERE source = ? AND name = ?", (source, number))
    db.execute("UPDATE name SET sources = sources - 1 WHERE id = ?", (number,))
    if db.execute("DELETE FROM name WHERE id = ? AND sources = 0", (number,)).rowcount and name.how in _WORDED:
        db.execute("INSERT INTO name_words (name_words, rowid, words) VALUES ('delete', ?, ?)",
                   (number, spelled(name.form)))


def _table(passage: Passage) -> str:
    return "title_words" if passage.how in ("title", "publisher") else "passage_words"


def _words(passage: Passage) -> str:
    """The words of a passage; of a Traditional text also those of its Simplified form."""
    text, simple = passage.text, simplify(passage.text)
    return spelled(text) if simple == text else f"{spelled(text)} {spelled(simple)}"
