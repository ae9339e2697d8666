"""JSON files as records: values found by JSONPath (RFC 9535, by python-jsonpath), with their offsets in the file."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from ...errors import InputError
from ..encoding import decode
from .places import Place, Value

_BLANK = re.compile(r"[ \t\n\r]*")
_BARE = re.compile(r"[^\s,\]}]+")
_NAME = re.compile(r"[^\W\d]\w*")

Where = tuple[str | int, ...]


class Objects:
    """A JSON document.

    Raises
    ------
    InputError : it is no JSON (line and column), or the library that reads JSONPath is not installed.
    """

    columns: tuple[str, ...] = ()

    def __init__(self, data: bytes, path: str) -> None:
        text, _ = decode(data, path)
        self.text = text.removeprefix("\ufeff")
        self._paths = _library(path)
        try:
            self._root = json.loads(self.text, parse_float=Decimal)  # 0.10 stays as it is written
            self.spans: dict[Where, tuple[int, int]] = {}
            self._scan(0, ())
        except json.JSONDecodeError as error:
            raise InputError(f"this is no JSON: {error.msg}; correct the file there", path, line=error.lineno,
                             column=error.colno) from None
        except RecursionError:
            raise InputError("objects lie too deep in one another", path) from None
        self.find = functools.cache(self._compiled)

    def check(self, expression: str) -> str:
        """Why this is no JSONPath; "" where it is one."""
        try:
            self.find(expression)
        except self._paths.JSONPathError as error:
            return f"is no JSONPath ({error})"
        return ""

    def _compiled(self, expression: str) -> Any:
        """An absolute path as it is; a name or a path without its beginning starts at the record."""
        return self._paths.compile(expression if expression.startswith("$") else f"$.{expression}")

    def records(self, iterator: str) -> Iterator[Found]:
        """The values that a JSONPath finds."""
        for match in self.find(iterator).finditer(self._root):
            yield Found(self, match.obj, tuple(match.parts))

    def place(self, where: Where) -> Place:
        """Where a value stands."""
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" if _NAME.fullmatch(step) else f"[{_quoted(step)}]"
                        for step in where)
        return Place(*self.spans[where], path=f"${steps}")

    def _scan(self, at: int, where: Where) -> int:
        """Notes the offsets of a value and of all in it; returns where it ends. The text is known to be JSON."""
        start = at = self._skip(at)
        opening = self.text[at]
        if opening == '"':
            _, at = scanstring(self.text, at + 1)
        elif opening not in "{[":
            found = _BARE.match(self.text, at)
            at = found.end() if found else at
        else:
            number, at = 0, self._skip(at + 1)
            while self.text[at] not in "}]":
                key: str | int = number
                if opening == "{":
                    key, at = scanstring(self.text, at + 1)
                    at = self._skip(at) + 1
                at = self._skip(self._scan(at, (*where, key)))
                number += 1
                if self.text[at] == ",":
                    at = self._skip(at + 1)
            at += 1
        self.spans[where] = (start, at)
        return at

    def _skip(self, at: int) -> int:
        found = _BLANK.match(self.text, at)
        return found.end() if found else at


class Found:
    """One value of the document, mostly an object."""

    __slots__ = ("_document", "_value", "_where", "place")

    def __init__(self, document: Objects, value: Any, where: Where) -> None:
        self._document, self._value, self._where, self.place = document, value, where, document.place(where)

    def values(self, reference: str) -> Sequence[Value]:
        """The texts, numbers and truth values that a JSONPath finds from here."""
        found = []
        for match in self._document.find(reference).finditer(self._value):
            text = _text(match.obj)
            if text:
                found.append(Value(text, self._document.place((*self._where, *match.parts))))
        return found


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(value.split()) if isinstance(value, str) else str(value) if isinstance(value, (int, Decimal)) else ""


def _quoted(name: str) -> str:
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _library(path: str) -> Any:
    try:
        import jsonpath
    except ImportError:
        raise InputError("JSON is read by a mapping with the help of python-jsonpath, which is not installed; install it with "
                         "`pip install 'cooperation-kg[rml]'`", path) from None
    return jsonpath
