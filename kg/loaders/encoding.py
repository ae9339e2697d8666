"""Bytes to text: which encoding, and where it breaks.

A byte order mark decides; else strict UTF-8; else what the document declares; else GB18030, if that gives Chinese
as it is written; else what chardet finds among the encodings of East Asia. Nothing is replaced or dropped.
"""

from __future__ import annotations

import codecs
import re

import chardet

from ..errors import InputError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_KINDS = {b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP archive or an office document (docx, xlsx)",
          b"\xd0\xcf\x11\xe0": "an old office document (doc, xls)", b"\x89PNG": "a PNG image",
          b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"\x1f\x8b": "a gzip archive", b"{\\rtf": "rich text",
          b"Rar!": "a RAR archive", b"7z\xbc\xaf": "a 7z archive", b"SQLite format": "a database"}
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "iso8859-1": "cp1252", "ascii": "utf-8"}
"""An encoding as declared → the one that holds it and is meant."""
_ASIAN = {"gb18030", "gbk", "gb2312", "hz", "big5", "big5hkscs", "cp950", "euc_jp", "shift_jis", "cp932", "euc_kr", "cp949",
          "johab", "iso2022_jp", "iso2022_kr"}
_HAN = re.compile("[\u3400-\u9fff]")


def decode(data: bytes, path: str, declared: str = "") -> tuple[str, str]:
    """The text and the name of its encoding.

    Parameters
    ----------
    data : the bytes of the file.
    path : its name, for messages.
    declared : the encoding that the document itself names; "" if none.

    Raises
    ------
    InputError : it is no text, or its encoding cannot be told (with the byte where UTF-8 breaks).
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, path)
    _refuse_binary(data, path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    guesses = () if _mostly_utf8(data) else ("gb18030", _guess(data))
    for name in (_known(declared), *guesses):
        text = _attempt(data, name)
        if text and (name != "gb18030" or _plausible(text)):
            return text, name
    raise InputError(f"the text breaks off within a character, or is not in UTF-8 ({broken.reason}), and no other encoding "
                     "fits; save it as UTF-8", path, offset=broken.start)


def _strict(data: bytes, name: str, path: str) -> tuple[str, str]:
    try:
        return data.decode(name), name
    except UnicodeDecodeError as error:
        raise InputError(f"the file starts as {name} and breaks off ({error.reason}); save it again as UTF-8", path,
                         offset=error.start) from None


def _refuse_binary(data: bytes, path: str) -> None:
    kind = next((kind for magic, kind in _KINDS.items() if data.startswith(magic)), "")
    if kind:
        raise InputError(f"this is {kind}, not text; save its text as a .txt or .html file", path)
    if (zero := data.find(b"\0")) >= 0:
        raise InputError("this is a binary file, not text (it holds zero bytes); save its text as a .txt or .html file",
                         path, offset=zero)


def _known(name: str) -> str:
    """The codec that a declared name means; "" if there is none that yields text."""
    try:
        found = codecs.lookup(name.strip()).name if name.strip() else ""
        b"".decode(found or "utf-8")
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(found, found)


def _attempt(data: bytes, name: str) -> str:
    try:
        return data.decode(name) if name else ""
    except (UnicodeDecodeError, LookupError):
        return ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether this is UTF-8 with damage, which GB18030 would turn into rare characters: more Han characters than
    breaks, or nothing but one sequence cut off at the end."""
    text = data.decode("utf-8", "replace")
    return len(_HAN.findall(text)) > text.count("\ufffd")


def _plausible(text: str) -> bool:
    """Whether the characters beyond ASCII are those of Chinese as it is written: at least three in four are in the
    first level of GB 2312 (the 3,755 common characters) or its symbols and punctuation, and some are characters."""
    others = [char for char in text if char > "\x7f"]
    if not _HAN.search(text):
        return False
    return sum(map(_common, others)) >= 0.75 * len(others)


def _common(char: str) -> bool:
    try:
        return char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _guess(data: bytes) -> str:
    """What chardet is fairly sure of; a few bytes are no evidence."""
    found = chardet.detect(data[:200_000])
    if found["confidence"] < 0.4 or sum(byte > 0x7F for byte in data) < 20:
        return ""
    name = _known(str(found["encoding"] or ""))
    return name if name in _ASIAN or name.replace("-", "_") in _ASIAN else ""
