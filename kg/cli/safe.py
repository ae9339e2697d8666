"""Text from documents on a terminal: nothing in it may move the cursor, change colours or reorder what is read."""

from __future__ import annotations

from unicodedata import category

UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""General categories (Unicode UAX #44) of what is not shown as itself: C0 and C1 controls, bidirectional and other
invisible formatting, unpaired surrogates, line and paragraph separators."""


def escape(char: str) -> str:
    """A character as a visible escape that JSON reads as that character: `\\u001b`, a pair beyond U+FFFF."""
    code = ord(char)
    if code > 0xFFFF:
        high, low = divmod(code - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return f"\\u{code:04x}"


def visible(text: str, keep: str = "") -> str:
    """The text with every unsafe character but those in `keep` as a visible escape."""
    if text.isprintable():
        return text
    unsafe = {char for char in set(text) if category(char) in UNSAFE and char not in keep}
    return text.translate({ord(char): escape(char) for char in unsafe}) if unsafe else text


def one_line(text: str) -> str:
    """The text on one line: runs of line breaks, tabs and spaces become one space, other unsafe characters escapes."""
    return visible(" ".join(text.split()) if not text.isprintable() else text)
