"""Writing the index that search looks into (see `index`). Only what differs is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ..text.script import simplify
from .index import Entries, Index, Name, Passage, words

FORMAT = 1
"""Of what is written here; an index of another format is built anew."""
TABLES = ("indexed", "name", "bears", "passage", "name_words", "title_words", "passage_words")
WORDS = TABLES[-3:]
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
    for key, entries in sources:
        put(db, key, entries)
    return Index(lambda statement, *values: db.execute(statement, values).fetchall())


def empty(db: sqlite3.Connection) -> None:
    """Make the tables, empty, whatever was there before."""
    for table in reversed(TABLES):
        db.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in filter(str.strip, SCHEMA.split(";")):
        db.execute(statement)
    for table in WORDS if wipes() else ():
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('secure-delete', 1)")


def put(db: sqlite3.Connection, key: str, entries: Entries) -> None:
    """Make the index hold just these entries of a source; what it holds already stays untouched."""
    db.execute("INSERT OR IGNORE INTO indexed (key) VALUES (?)", (key,))
    (source,), = db.execute("SELECT id FROM indexed WHERE key = ?", (key,))
    known = {Name._make(row[1:]): int(row[0]) for row in db.execute(
        "SELECT id, form, how, iri, kind, label, code FROM bears JOIN name ON name.id = bears.name WHERE source = ?", (source,))}
    for name in known.keys() - entries.names:
        _unname(db, source, known[name], name)
    for name in sorted(entries.names - known.keys()):
        _name(db, source, name)
    written = {Passage._make(row[1:]): int(row[0]) for row in db.execute(
        "SELECT id, text, how, iri, kind FROM passage WHERE source = ?", (source,))}
    for passage in written.keys() - entries.passages:
        table = _table(passage)
        db.execute(f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', ?, ?)", (written[passage], _words(passage)))
        db.execute("DELETE FROM passage WHERE id = ?", (written[passage],))
    for passage in sorted(entries.passages - written.keys()):
        added = db.execute("INSERT INTO passage (source, text, how, iri, kind) VALUES (?, ?, ?, ?, ?)", (source, *passage))
        db.execute(f"INSERT INTO {_table(passage)} (rowid, words) VALUES (?, ?)", (added.lastrowid, _words(passage)))


def drop(db: sqlite3.Connection, key: str) -> None:
    """Take a source out of the index; its words are wiped from the file."""
    if db.execute("SELECT 1 FROM indexed WHERE key = ?", (key,)).fetchone():
        put(db, key, Entries(frozenset(), frozenset()))
        db.execute("DELETE FROM indexed WHERE key = ?", (key,))
        if not wipes():
            for table in WORDS:
                db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def wipes() -> bool:
    """Whether FTS5 can overwrite words as they are deleted; older ones forget them when the table is rewritten."""
    return sqlite3.sqlite_version_info >= (3, 42)


def _name(db: sqlite3.Connection, source: int, name: Name) -> None:
    found = db.execute("SELECT id FROM name WHERE (form, how, iri, kind, label, code) = (?, ?, ?, ?, ?, ?)", name).fetchone()
    if found:
        number = int(found[0])
        db.execute("UPDATE name SET sources = sources + 1 WHERE id = ?", (number,))
    else:
        number = db.execute("INSERT INTO name (form, how, iri, kind, label, code, sources) VALUES (?, ?, ?, ?, ?, ?, 1)",
                            name).lastrowid or 0
        if _has_words(name):
            db.execute("INSERT INTO name_words (rowid, words) VALUES (?, ?)", (number, " ".join(words(name.form))))
    db.execute("INSERT INTO bears VALUES (?, ?)", (source, number))


def _unname(db: sqlite3.Connection, source: int, number: int, name: Name) -> None:
    db.execute("DELETE FROM bears WHERE source = ? AND name = ?", (source, number))
    db.execute("UPDATE name SET sources = sources - 1 WHERE id = ?", (number,))
    if db.execute("DELETE FROM name WHERE id = ? AND sources = 0", (number,)).rowcount and _has_words(name):
        db.execute("INSERT INTO name_words (name_words, rowid, words) VALUES ('delete', ?, ?)",
                   (number, " ".join(words(name.form))))


def _has_words(name: Name) -> bool:
    return name.how in ("name", "other name")


def _table(passage: Passage) -> str:
    return "title_words" if passage.how in ("title", "publisher") else "passage_words"


def _words(passage: Passage) -> str:
    """The words of a passage; of a Traditional text also those of its Simplified form."""
    return " ".join(word for text in dict.fromkeys((passage.text, simplify(passage.text))) for word in words(text))
