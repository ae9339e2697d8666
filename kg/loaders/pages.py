"""Crawled pages (.jsonl): one JSON object a line (RFC 8259, jsonlines.org) with `url`, `title`, `published`, `text`.

Only `text` is needed. A page is a source, named by its url, or by file#line where it has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from ..errors import InputError
from ..model import Source
from .encoding import decode
from .html import address, day
from .loaded import Broken, Input, Loaded
from .prose import EXTRACTOR, facts_of

MAX_LINE = 10_000_000
"""Bytes that a page may have."""


class Page(NamedTuple):
    """A line as it was understood; `notes` say what of it was not."""

    url: str
    title: str
    published: str
    text: str
    encoding: str
    notes: tuple[str, ...]


def lines(path: Path, name: str, base: str) -> Iterator[Input | Broken]:
    """The pages of a file in their order, a line in memory at a time. Empty lines are left out.

    Parameters
    ----------
    path, name : the file, and the name of pages without an address: name#line.
    base : base of instance IRIs.

    Raises
    ------
    InputError : the file holds no line.
    """
    first: dict[str, int] = {}  # address → line
    number = 0
    with path.open("rb") as file:
        for number, line in _numbered(file):
            place, called = Path(f"{path}#{number}"), f"{name}#{number}"
            try:
                url = page(line, str(place)).url
                if url and first.setdefault(url, number) != number:
                    raise InputError(f"the page of line {first[url]} has the same url; remove one of the two", str(place))
                yield Input(place, url or called, line, base, bool(url), ".jsonl", f"{path}#{url}" if url else "")
            except InputError as error:
                yield Broken(place, called, error)
    if not number:
        raise InputError("the file is empty; remove it, or put its content there", str(path))


def load(item: Input) -> Loaded:
    """Read one line; title and day of publication, where it states them, go before what the text says."""
    found = page(item.data, str(item.path))
    source = Source(name=item.name, url=found.url, sha256=item.sha256, media_type="application/json",
                    extractor=EXTRACTOR, title=found.title, published=found.published)
    body = found.text.lstrip("\r\n")
    headed = not found.title or " ".join(body.partition("\n")[0].split()) == found.title
    loaded = facts_of(body if headed else f"{found.title}\n{body}", found.encoding, source, item)
    return loaded._replace(notes=(*loaded.notes, *found.notes))


def page(line: bytes, path: str) -> Page:
    """One line as a page.

    Raises
    ------
    InputError : it is not JSON (with the column), no object, or has no text.
    """
    if len(line) > MAX_LINE:
        raise InputError(f"the line has more than {MAX_LINE / 1e6:.0f} MB; split the page", path)
    text, encoding = decode(line, path)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"the line is not JSON (column {error.colno}: {error.msg}); correct it there", path) from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"the line is JSON beyond measure ({error}); remove it", path) from None
    if not isinstance(found, dict):
        raise InputError("the line is no JSON object; a page is {\"url\": …, \"title\": …, \"published\": …, \"text\": …}", path)
    for key in ("url", "title", "published", "text"):
        if not isinstance(found.get(key) or "", str):
            raise InputError(f"`{key}` is {json.dumps(found[key])[:40]}, and it must be a string", path)
    if not (found.get("text") or "").strip():
        raise InputError("the line has no `text`; a page without text says nothing", path)
    return _page(found, encoding, path)


def _page(found: dict[str, str | None], encoding: str, path: str) -> Page:
    url, title, published, text = ((found.get(key) or "") for key in ("url", "title", "published", "text"))
    for key, value in (("url", url), ("title", title), ("text", text)):
        if wrong := next((char for char in value if char == "\0" or "\ud800" <= char <= "\udfff"), ""):
            raise InputError(f"`{key}` holds U+{ord(wrong):04X}, which is no character; remove it", path)
    known, issued = address(url, front=True), day(published)
    notes = []
    if url and not known:
        notes.append(f"url {url[:60]!r} is no web address, so the page is named by its line")
    if published and not issued:
        notes.append(f"published {published[:40]!r} is no day and is left out")
    return Page(known, " ".join(title.split()), issued, text, encoding, tuple(notes))


def _numbered(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers from 1. Of one that is too long, its beginning, and one byte
    more than is allowed."""
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        rest = line
        while len(rest) > MAX_LINE and not rest.endswith(b"\n"):
            rest = file.readline(MAX_LINE + 1)
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, line.removesuffix(b"\n").removesuffix(b"\r")
