"""RDF terms as Python values, and Python values as RDF terms.

XML Schema 1.1 Part 2 says which texts are numbers, dates and so on. What is none of them ("abc"^^xsd:integer, 31 February), or
is more than the Python type holds (years beyond 9999, a date with a time zone), stays the text that it is.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from pyoxigraph import Triple

from ..errors import QueryError
from ..terms import XSD, BlankNode, Literal, NamedNode, compact

Value = Any  # int, Decimal, float, bool, date, datetime, str (an IRI is the subclass IRI), or None where nothing is bound

_DIGITS = 4000
"""Longest integer that is read as a number; Python refuses those beyond 4300 digits by itself."""
_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|INF)|NaN")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,6}))?"
                   r"(?:(Z)|([+-])([0-9]{2}):([0-9]{2}))?")


class IRI(str):
    """An IRI among the values of an answer: a string, told from text by its class."""

    __slots__ = ()

    @property
    def compact(self) -> str:
        """The prefixed form where a prefix fits: `id:region/610630`."""
        return compact(self)


def _whole(text: str) -> Value:
    plain = text.isdigit() and text.isascii() or _WHOLE.fullmatch(text)
    return int(text) if plain and len(text) <= _DIGITS else text


def _exact(text: str) -> Value:
    return Decimal(text) if _DECIMAL.fullmatch(text) else text


def _floating(text: str) -> Value:
    return float(text) if _DOUBLE.fullmatch(text) else text


def _truth(text: str) -> Value:
    return {"true": True, "1": True, "false": False, "0": False}.get(text, text)


def _date(text: str) -> Value:
    match = _DATE.fullmatch(text)
    try:
        return datetime.date(*map(int, match.groups())) if match else text
    except ValueError:
        return text


def _time(text: str) -> Value:
    match = _TIME.fullmatch(text)
    if not match:
        return text
    *numbers, fraction, zulu, sign, hours, minutes = match.groups()
    try:
        shift = datetime.timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        zone = datetime.timezone(-shift if sign == "-" else shift) if zulu or sign else None
        year, month, day, hour, minute, second = map(int, numbers)
        return datetime.datetime(year, month, day, hour, minute, second, int((fraction or "").ljust(6, "0")), zone)
    except ValueError:
        return text


_INTEGERS = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
             "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte")
READERS: dict[str, Callable[[str], Value]] = {
    **{XSD[name].value: _whole for name in _INTEGERS}, XSD.decimal.value: _exact, XSD.double.value: _floating,
    XSD.float.value: _floating, XSD.boolean.value: _truth, XSD.date.value: _date, XSD.dateTime.value: _time,
    XSD.dateTimeStamp.value: _time,
}
"""Datatype → what reads its texts. All others (xsd:gYear and EDTF dates among them, which are less than a day) stay text."""


def value(term: NamedNode | Literal | BlankNode | Triple | None) -> Value:
    """The Python value of a term: text for a literal with a language, `_:id` for a blank node, N-Triples for a triple."""
    kind = term.__class__
    if kind is NamedNode:
        return IRI(term.value)  # type: ignore[union-attr]
    if kind is Literal:
        reader = READERS.get(term.datatype.value)  # type: ignore[union-attr]
        return reader(term.value) if reader else term.value  # type: ignore[union-attr]
    return None if term is None else str(term)


def term(given: Any) -> NamedNode | Literal | BlankNode | Triple:
    """The RDF term of a Python value, as `value` gives them; a term is itself, other strings are plain literals.

    Raises
    ------
    TypeError : no RDF term stands for a value of this class.
    """
    if isinstance(given, (NamedNode, Literal, BlankNode, Triple)):
        return given
    if isinstance(given, IRI):
        return NamedNode(given)
    if isinstance(given, (bool, int, float, str)):
        return Literal(given)
    if isinstance(given, Decimal):
        return Literal(format(given, "f"), datatype=XSD.decimal)
    if isinstance(given, datetime.datetime):
        return Literal(given.isoformat(), datatype=XSD.dateTime)
    if isinstance(given, datetime.date):
        return Literal(given.isoformat(), datatype=XSD.date)
    raise TypeError(f"no RDF term stands for {given!r} of class {type(given).__name__}")


def terms(values: Mapping[str, Any]) -> dict[str, NamedNode | Literal | BlankNode | Triple]:
    """Values of variables by name, as terms.

    Raises
    ------
    QueryError : one is text that no term can hold (no IRI, half a character).
    TypeError : as for `term`.
    """
    found = {}
    for name, given in values.items():
        try:
            found[name] = term(given)
        except ValueError as error:
            raise QueryError(f"{given!r} cannot stand for ?{name}: {error}") from error
    return found
