"""Text from documents on a terminal: nothing in it may move the cursor, change colours or reorder what is read."""

from __future__ import annotations

import re

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
                    "\U000e0000-\U000e007f\ud800-\udfff]")
"""C0 and C1 controls, bidirectional and other invisible formatting (Unicode UAX #9, UTR #36), unpaired surrogates."""


def escape(char: str) -> str:
    """A character as a visible escape that JSON and Python read alike where it fits 16 bits: `\\u001b`."""
    code = ord(char)
    if code > 0xFFFF:
        high, low = divmod(code - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return f"\\u{code:04x}"


def visible(text: str, keep: str = "") -> str:
    """The text with every unsafe character but those in `keep` as a visible escape."""
    return UNSAFE.sub(lambda match: match[0] if match[0] in keep else escape(match[0]), text)


def one_line(text: str) -> str:
    """The text on one line: runs of line breaks and tabs become a space, other unsafe characters escapes."""
    return visible(re.sub(r"[\t\r\n\u2028\u2029]+", " ", text))
