"""The index that search looks into: names in all their forms, and passages by pairs of characters (SQLite FTS5).

It lies in the register's file and changes in the transaction that settles a source, so a settled source is in the index as its
graph says it, and one that is not settled (a crash) is read from its graph. Only what differs is written. Chinese is
indexed by bigrams: a term of two characters is one of them, a longer one is a phrase of them, and a single character is the
beginning of some. `indexing` writes it.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SCANNED = 2000  # names of which the best known are taken


class Name(NamedTuple):
    """A form of an entity's name; `how` is code, name, other name, pinyin, initials or English name."""

    form: str
    how: str
    iri: str
    kind: str
    label: str
    code: str


class Passage(NamedTuple):
    """A quote with the fact it proves, a title, a publisher, or a sentence of the text; `how` tells which."""

    text: str
    how: str
    iri: str
    kind: str


class Entries(NamedTuple):
    """What the index holds of one source."""

    names: frozenset[Name]
    passages: frozenset[Passage]


def folded(text: str) -> str:
    """Text as it is compared: in lower case, full-width forms and accents as plain letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in plain if not unicodedata.combining(char)) if any(map(unicodedata.combining, plain)) else plain


@functools.cache
def _runs() -> re.Pattern[str]:
    """Runs of Chinese, and of other letters and digits; compiled when it is needed, which takes 4 ms."""
    return re.compile(f"([{_HAN}]+)|([^\\W_{_HAN}]+)")


def words(text: str) -> Iterator[str]:
    """Words of other scripts whole; of each run of Chinese the pairs of neighbours, and its last character."""
    for han, other in _runs().findall(folded(text)):
        if han:
            yield from map("".join, itertools.pairwise(han))
        yield han[-1:] or other


def spelled(text: str) -> str:
    """The words of a text with spaces between them."""
    return " ".join(words(text))


def match(text: str) -> str:
    """The FTS5 expression for passages with all the words of a text: runs of Chinese as phrases, the last word of another
    script by its beginning; "" where there is no word in it."""
    parts = []
    han = ""
    for han, other in _runs().findall(folded(text)):
        if not han:
            parts.append(f'"{other}"')
        elif len(han) == 1:
            parts.append(f'"{han}" *')
        else:
            parts.append('"' + " ".join(han[at:at + 2] for at in range(len(han) - 1)) + '"')
    if parts and not han:
        parts[-1] += " *"
    return " ".join(parts)


class Index:
    """The tables of the index, read through `ask` (statement, values → rows)."""

    def __init__(self, ask: Callable[..., list[Any]]) -> None:
        self._ask = ask

    def exact(self, form: str) -> list[tuple[Name, int]]:
        """Names of just this form, and in how many sources each stands."""
        return self._names("WHERE form = ? ORDER BY sources DESC LIMIT 200", form)

    def beginning(self, form: str) -> list[tuple[Name, int]]:
        """Names that begin so, the best known first."""
        return self._names("WHERE id IN (SELECT id FROM name WHERE form > ? AND form < ? LIMIT ?) ORDER BY sources DESC LIMIT 200",
                           form, form + "\U0010ffff", _SCANNED)

    def holding(self, expression: str) -> list[tuple[Name, int]]:
        """Names that match an expression (see `match`), the best known first."""
        return self._names("WHERE id IN (SELECT rowid FROM name_words WHERE name_words MATCH ? LIMIT ?) "
                           "ORDER BY sources DESC LIMIT 200", expression, _SCANNED)

    def titles(self, expression: str, limit: int) -> list[tuple[Passage, str]]:
        """Titles and publishers that match an expression, and the key of the source of each; those written last come first."""
        return self._passages("title_words", expression, limit)

    def passages(self, expression: str, limit: int) -> list[tuple[Passage, str]]:
        """Quotes and sentences that match an expression; else like `titles`."""
        return self._passages("passage_words", expression, limit)

    def _passages(self, table: str, expression: str, limit: int) -> list[tuple[Passage, str]]:
        rows = self._ask(f"SELECT text, how, iri, kind, key FROM (SELECT rowid AS found FROM {table} WHERE {table} MATCH ? "
                         "ORDER BY rowid DESC LIMIT ?) JOIN passage ON passage.id = found JOIN indexed ON indexed.id = source",
                         expression, limit)
        return [(Passage._make(row[:4]), row[4]) for row in rows]

    def _names(self, where: str, *values: Any) -> list[tuple[Name, int]]:
        return [(Name._make(row[:6]), row[6])
                for row in self._ask(f"SELECT form, how, iri, kind, label, code, sources FROM name {where}", *values)]
