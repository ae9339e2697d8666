"""How Chinese names sound: pinyin without tones, from the table that the package ships (see `tools/make_readings.py`)."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from pathlib import Path

_DATA = Path(__file__).resolve().parent.parent / "data"
_MOST = 8  # ways of reading one name


def readings(name: str) -> list[tuple[str, ...]]:
    """The ways in which a name may be read, each a tuple of syllables; none where a character is not Chinese or unknown.

    A character with two readings that names use (单: dan, shan) gives two ways, up to eight in all. ü is written u.
    """
    known = [_table().get(char, ()) for char in name]
    return list(itertools.islice(itertools.product(*known), _MOST)) if known else []


@functools.cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for line in (_DATA / "readings.tsv").read_text("utf-8").splitlines():
        syllable, chars = line.split("\t")
        for char in chars:
            found[char] += (syllable,)
    return dict(found)
