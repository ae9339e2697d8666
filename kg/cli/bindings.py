"""Values that the command line gives to the variables of a query: `--bind NAME=VALUE`."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from .. import lookup
from ..store import Store
from ..terms import PREFIXES, Literal, NamedNode, expand
from .safe import visible

_NAME = re.compile(r"[?$]?(\w+)")
_LITERAL = re.compile(r'"(.*)"(?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^(?:<([^<>]*)>|(\S+)))?', re.DOTALL)


def bindings(store: Store, given: Iterable[str]) -> dict[str, NamedNode | Literal]:
    """The values by variable. A value is text, unless it is written as `<IRI>`, as `prefix:name` with a prefix that is known,
    as `"text"` with `@language` or `^^datatype`, or as `@NAME`, for what bears that name.

    Raises
    ------
    click.UsageError : no variable, or one that has a value already, or no RDF term.
    UnknownName, AmbiguousName : nothing, or several things, bear the name after @.
    """
    found: dict[str, NamedNode | Literal] = {}
    for one in given:
        name, equals, value = one.partition("=")
        match = _NAME.fullmatch(name)
        if not (match and equals):
            raise click.UsageError(f"--bind {visible(one)!r}: write NAME=VALUE, as in --bind payer=新吴区.")
        if match[1] in found:
            raise click.UsageError(f"--bind gives ?{match[1]} two values; give one.")
        try:
            found[match[1]] = _term(store, value)
        except ValueError as error:
            raise click.UsageError(f"--bind {visible(one)!r}: {error}.") from error
    return found


def _term(store: Store, value: str) -> NamedNode | Literal:
    if value.startswith("@"):
        return NamedNode(lookup.resolve(store, value[1:]).iri)
    if value.startswith("<") and value.endswith(">"):
        return NamedNode(value[1:-1])
    literal = _LITERAL.fullmatch(value)
    if literal:
        text, language, iri, short = literal.groups()
        kind = NamedNode(iri or expand(short)) if iri or short else None
        return Literal(text, language=language) if language else Literal(text, datatype=kind)
    prefix, colon, rest = value.partition(":")
    if colon and prefix == "id":
        return NamedNode(store.base + rest)
    return NamedNode(expand(value)) if colon and prefix in PREFIXES and not rest.startswith("//") else Literal(value)
