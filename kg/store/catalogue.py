"""The sources of a store by name: which there are, what is known of each, and whether a name is free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import SourceConflict, UnknownName
from ..terms import DCTERMS, SCHEMA, NamedNode
from .graphs import plain
from .records import Row, SourceInfo

if TYPE_CHECKING:
    from .readable import Readable


def exists(store: Readable, row: Row) -> bool:
    """Whether a line of the register stands for a source; one that was under way when a process died may have no graph."""
    return row.settled or next(store.quads(graph=store._node(row.key)), None) is not None


def row(store: Readable, name: str) -> Row:
    """The register's line of a source; UnknownName, with the nearest names, if there is none."""
    from . import claims  # noqa: PLC0415  # it needs the model, which a lookup need not load

    found = store._register.get(claims.source_segment(name))
    if found is not None and exists(store, found):
        return found
    rows = store._register.rows()
    alias = store._register.alias(name)
    near = [one.name for one in rows if one.key == alias] or claims.nearest(name, [one.name for one in rows])
    hint = f" Did you mean: {', '.join(near)}?" if near else " `kg source list` shows all."
    raise UnknownName(name, near, f"no source bears the name {name!r}.{hint}")


def info(store: Readable, row: Row) -> SourceInfo:
    """What the graph and the register tell of a source."""
    node = store._node(row.key)

    def value(term: NamedNode) -> str:
        return min((plain(quad.object) for quad in store.quads(node, term, None, node)), default="")

    size = row.quads if row.settled else sum(1 for _ in store.quads(graph=node))
    others = tuple(location or name for name, location in store._register.also(row.key))
    return SourceInfo(row.name, node.value, value(DCTERMS.title) or row.title, value(DCTERMS.publisher),
                      value(DCTERMS.issued), size, row.sha256, row.loaded, row.location, value(SCHEMA.url),
                      row.extractor, others)


def claim(store: Readable, row: Row) -> Row:
    """The register's new line for a source; SourceConflict if its name belongs to other content from another place."""
    known, location = store._register.get(row.key), row.location
    if known is not None and location and known.location and location != known.location and \
            not (row.sha256 and row.sha256 == known.sha256):
        raise SourceConflict(f"{location}: the name {row.name!r} is taken by other content from {known.location}. Load "
                             f"this one under a name of its own (`kg load FILE --as NAME`), or first remove the "
                             f"other (`kg source remove {known.name}`)")
    if known is not None and known.location and (not location or known.sha256 == row.sha256):
        return row._replace(location=known.location)  # the same bytes in a second place are recorded by `also`
    return row
