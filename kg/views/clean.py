"""Text of documents made safe for a page: nothing here trusts a string.

Marks that reorder or hide text (Unicode Standard Annex 9, "Trojan Source") and control characters become U+FFFD, so that
tampering shows; markup is left to autoescaping and `textContent`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_LINK = re.compile(r"https?://[^\s<>\"'`{}|\\^\x00-\x20]+", re.IGNORECASE)
_ISLAND = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def plain(text: Any) -> str:
    """A string without control characters, lone surrogates and marks that change the direction of writing."""
    return _HARMFUL.sub("\ufffd", _LINE_END.sub("\n", str(text)))


def line(text: Any) -> str:
    """The same, on one line."""
    return " ".join(plain(text).split())


def link(address: Any) -> str:
    """The address if it is a web address in full, else ""."""
    text = str(address)
    return text if _LINK.fullmatch(text) and text == plain(text) else ""


def island(data: Any) -> str:
    """JSON that may stand inside a script element: no character that ends it or that JavaScript takes for a line end."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).translate(_ISLAND)


def width(text: str, size: float) -> float:
    """Approximate width of one line in pixels: wide characters take their size, others a bit more than half."""
    return sum(size if unicodedata.east_asian_width(char) in "WFA" else size * 0.56 for char in text)


def short(text: str, limit: int) -> str:
    """The text, cut to `limit` characters with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
