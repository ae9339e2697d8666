"""How a field of a dataclass stands in RDF: its property, and the form of its value."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any, Literal

from ..terms import NamedNode

Form = Literal["string", "text", "node", "concept", "date", "integer", "decimal", "boolean", "iri", "classes"]
"""string: plain literal; text: literal with its language; node: another node of the model; concept: key of a
vocabulary concept; date: stated date with its bounds; classes: further rdf:type concepts."""


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """The property and the form of one field."""

    prop: NamedNode
    form: Form
    absent: Any = None  # the value that means that nothing was said


def prop(term: NamedNode, form: Form = "string", default: Any = "") -> Any:
    """A dataclass field that is written as `term` in the given form; an equal-to-default value is not written."""
    absent = default if form == "integer" else None
    return dataclasses.field(default=default, metadata={"column": Column(term, form, absent)})


def needed(term: NamedNode, form: Form = "string") -> Any:
    """A field without a default that is written as `term`."""
    return dataclasses.field(metadata={"column": Column(term, form)})


_COLUMNS: dict[type, tuple[tuple[str, Column], ...]] = {}


def columns(cls: type) -> tuple[tuple[str, Column], ...]:
    """The (field name, column) pairs of a model class, in the order of their definition."""
    if cls not in _COLUMNS:
        _COLUMNS[cls] = tuple((f.name, f.metadata["column"]) for f in dataclasses.fields(cls) if "column" in f.metadata)
    return _COLUMNS[cls]


def plain(value: Decimal | float) -> str:
    """A decimal in canonical XML Schema form: no exponent, no trailing zeros, at least one digit after the point
    only where needed."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    written = format(number, "f")
    return (written.rstrip("0").rstrip(".") or "0") if "." in written else written
