"""Names of persons in English prose, as written: Chinese ones in pinyin, others as runs of capitalised words."""

from __future__ import annotations

import re

from .words import GIVEN, HONORIFIC, NO_NAME, SURNAMES

_TOKEN = re.compile(r"[A-Z]\.(?= [A-Z])|[^\W\d_][\w’'-]*")
_PARTICLES = frozenset("de da del della van von der den bin binti al el la le di dos ter y".split())
_HONORED = re.compile(rf"{HONORIFIC}+")
_MOST = 4
"""A name has at most this many words."""


def name_at(text: str, position: int) -> tuple[int, int] | None:
    """The span of the name that begins at a position, after its honorific."""
    honored = _HONORED.match(text, position)
    start = honored.end() if honored else position
    words = _words(text, start)
    size = _size([word for _, word in words])
    if size < 2 and not (honored and size == 1):
        return None
    return start, _end(words, size)


def name_before(text: str, position: int) -> tuple[int, int] | None:
    """The span of the name that ends at a position: the longest that fits."""
    for size in range(_MOST, 1, -1):
        pattern = re.compile(rf"(?:(?:[A-Z]\.|[^\W\d_][\w’'-]*) ){{{size - 1}}}[^\W\d_][\w’'-]*$")
        match = pattern.search(text, max(0, position - 60), position)
        if match and (match.start() == 0 or not re.match(r"[\w’'-]", text[match.start() - 1])):
            start = _HONORED.match(text, match.start())
            words = _words(text, start.end() if start else match.start())
            if words and _end(words, _size([word for _, word in words])) == position and len(words) >= 2:
                return words[0][0], position
    return None


def is_chinese(words: list[str]) -> bool:
    """Whether two words are a surname and a given name in pinyin."""
    return len(words) >= 2 and words[0].lower() in SURNAMES and bool(GIVEN.fullmatch(words[1].lower()))


def surname(name: str) -> str:
    """The word by which later sentences call a person."""
    words = name.split()
    return words[0] if len(words) == 2 and is_chinese(words) else words[-1]


def _words(text: str, position: int) -> list[tuple[int, str]]:
    """Capitalised words (and particles between them) from a position on, up to a mark or a word that is in no name."""
    found: list[tuple[int, str]] = []
    while len(found) <= _MOST and (match := _TOKEN.match(text, position)):
        word = re.sub(r"['’]s$", "", match[0])
        if not (word[0].isupper() or found and word in _PARTICLES) or word in NO_NAME or (word.isupper() and len(word) > 2 and len(found) < 1):
            break
        found.append((position, word))
        if word != match[0] or text[match.end():match.end() + 1] != " ":
            break
        position = match.end() + 1
    while found and found[-1][1] in _PARTICLES:
        found.pop()
    return found


def _size(words: list[str]) -> int:
    return 2 if is_chinese(words) else min(len(words), _MOST)


def _end(words: list[tuple[int, str]], size: int) -> int:
    return words[size - 1][0] + len(words[size - 1][1]) if size else -1
