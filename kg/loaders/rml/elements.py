"""XML files as records: elements found by XPath 1.0 (lxml), with their offsets in the file (expat).

A document type declaration is refused before anything else is read, and with it every entity, external or growing.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from xml.parsers import expat

from lxml import etree

from ...errors import InputError
from ..encoding import decode
from .places import Place, Value

_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{2,40})""")
_TAG = re.compile(rb"""<(?:"[^"]*"|'[^']*'|[^"'>])*>""")


class Tree:
    """An XML document."""

    columns: tuple[str, ...] = ()

    def __init__(self, data: bytes, path: str) -> None:
        declared = _ENCODING.match(data.lstrip())
        text, _ = decode(data, path, declared.group(1).decode("ascii") if declared else "")
        self.text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        raw = self.text.encode("utf-8")
        spans = _Spans(raw, path)
        parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False)
        try:
            self._root = etree.fromstring(raw, parser)
        except etree.XMLSyntaxError as error:
            raise InputError(f"this XML cannot be read: {error.msg}", path, line=error.lineno) from None
        self._elements = list(self._root.iter("*"))  # kept, so that each stays the same object
        self._number = {element: number for number, element in enumerate(self._elements)}
        self._spans, self._paths = spans.characters(), spans.path
        self._prefixes = {prefix: name for prefix, name in self._root.nsmap.items() if prefix}
        self.find = functools.cache(self._compiled)

    def check(self, expression: str) -> str:
        """Why this is no XPath of this document; "" where it is one."""
        try:
            self.find(expression)(self._root)  # a function that there is not shows only now
        except etree.XPathError as error:
            return f"is no XPath 1.0 ({error})"
        return ""

    def _compiled(self, expression: str) -> Any:
        return etree.XPath(expression, namespaces=self._prefixes, regexp=False)

    def records(self, iterator: str) -> Iterator[Element]:
        """The elements that an XPath finds."""
        found = self.find(iterator)(self._root.getroottree())
        for element in found if isinstance(found, list) else ():
            if element in self._number:
                yield Element(self, element)

    def place(self, element: Any) -> Place:
        """Where an element stands."""
        number = self._number[element]
        return Place(*self._spans[number], path=self._paths(number))


class Element:
    """One element."""

    __slots__ = ("_element", "_tree", "place")

    def __init__(self, tree: Tree, element: Any) -> None:
        self._tree, self._element, self.place = tree, element, tree.place(element)

    def values(self, reference: str) -> Sequence[Value]:
        """The text of what an XPath finds from here: elements, attributes, texts, or a computed string or number."""
        found = self._tree.find(reference)(self._element)
        return [value for one in (found if isinstance(found, list) else [found]) if (value := self._value(one)).text]

    def _value(self, found: Any) -> Value:
        if isinstance(found, etree._Element):
            return Value(_squeezed("".join(found.itertext())), self._tree.place(found))
        owner = found.getparent() if hasattr(found, "getparent") else None
        text = "true" if found is True else "" if found is False else str(int(found)) if isinstance(found, float) and found == found \
            and found.is_integer() else str(found)
        return Value(_squeezed(text), self.place if owner is None else self._tree.place(owner))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


class _Spans:
    """Offsets and paths of all elements, in the order of the document, from one pass of expat."""

    def __init__(self, raw: bytes, path: str) -> None:
        self.raw, self.file = raw, path
        self.spans: list[list[int]] = []
        self.steps: list[tuple[int, str]] = []  # number of the parent, and the step from it
        self.open: list[tuple[int, Counter[str]]] = [(-1, Counter())]
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        try:
            self.parser.Parse(raw, True)
        except expat.ExpatError as error:
            line = raw.split(b"\n")[error.lineno - 1][:error.offset].decode("utf-8", "replace")  # expat counts bytes
            raise InputError(f"{expat.ErrorString(error.code)}; correct the file there", path, line=error.lineno,
                             column=len(line) + 1) from None

    def _doctype(self, name: str, *rest: object) -> None:
        raise InputError("the file declares a document type, which could bring entities from elsewhere into it; remove the "
                         "<!DOCTYPE …> and write out what it declares", self.file, line=self.parser.CurrentLineNumber,
                         column=self.parser.CurrentColumnNumber + 1)

    def _start(self, name: str, attributes: object) -> None:
        parent, counted = self.open[-1]
        counted[name] += 1
        self.steps.append((parent, f"{name}[{counted[name]}]" if parent >= 0 else name))
        self.open.append((len(self.spans), Counter()))
        self.spans.append([self.parser.CurrentByteIndex, 0])

    def _end(self, name: str) -> None:
        number, _ = self.open.pop()
        start, at = self.spans[number][0], self.parser.CurrentByteIndex
        tag = _TAG.match(self.raw, at)  # an element without content ends where it starts
        self.spans[number] = [start, tag.end() if tag else at]

    def path(self, number: int) -> str:
        """The XPath of an element, with names as the file writes them."""
        steps = []
        while number >= 0:
            number, step = self.steps[number]
            steps.append(step)
        return "/" + "/".join(reversed(steps))

    def characters(self) -> list[tuple[int, int]]:
        """The offsets, counted in characters instead of bytes."""
        if self.raw.isascii():
            return [(start, end) for start, end in self.spans]
        counted, at, number = {}, 0, 0
        for place in sorted({place for span in self.spans for place in span}):
            number += len(self.raw[at:place].decode("utf-8"))
            at, counted[place] = place, number
        return [(counted[start], counted[end]) for start, end in self.spans]
