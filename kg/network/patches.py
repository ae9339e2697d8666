"""Columns after a change of the store: only what changed is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from ..store import Changes, Store, mark
from ..terms import RDF, NamedNode, Quad
from .columns import CLASSES, Column, Columns, Numbers, Said, said
from .meetings import MET, PARTS, later

_FEW = 5000


def patch(store: Store, columns: Columns, changes: Changes) -> Columns | None:
    """The columns after some changes; None where reading all anew is as fast."""
    if changes.gone is None:
        return None
    graphs = [iri for iri in store.graphs() if iri.startswith(f"{store.base}source/")]
    changed = [iri for iri in graphs if mark(iri) in changes.graphs]
    if len(changed) > 4 + len(graphs) // 4:
        return None
    lost = _lost(columns, changes.gone)
    rows: dict[str, list[Quad]] = defaultdict(list)
    texts = columns.texts()
    left = _FEW + sum(len(column.subject) for column in columns.kept.values()) // 4
    for pattern in (*((NamedNode(texts[subject]), None) for subject in lost.tolist()), *((None, NamedNode(iri)) for iri in changed)):
        for quad in store.quads(pattern[0], None, None, pattern[1]):
            rows[quad.predicate.value].append(quad)
            left -= 1
            if not left:
                return None
    result = columns.later()
    apart = _apart(store, columns, rows[RDF.type.value])
    for term, column in columns.kept.items():
        about = _said(store, term, rows) if apart or (term not in CLASSES and term != MET) else None
        if about is not None and not (term == MET and changes.gone):
            result.kept[term] = _added(_without(column, lost, len(columns.numbers)), result.column(about), len(result.numbers))
    if len(lost):
        _compact(result)
    return result


def _said(store: Store, term: str, rows: Mapping[str, Iterable[Quad]]) -> Iterable[Said] | None:
    """What is to be added to a column, of statements by property."""
    if term == MET:
        return later(store, rows)
    return said(store, NamedNode(term), rows[RDF.type.value if term in CLASSES else term])


def _apart(store: Store, columns: Columns, typed: Iterable[Quad]) -> bool:
    """Whether each member of the classes that were read is of no other still, now that statements about types were read anew."""
    names = ["", *(term for term in CLASSES if term in columns.kept or (MET in columns.kept and term in PARTS))]
    own = np.zeros(len(columns.numbers) + 1, np.int8)
    for number, term in enumerate(names):
        if term in columns.kept:
            own[columns.kept[term].subject] = number
    if MET in columns.kept:
        for term, part in PARTS.items():
            own[getattr(columns.kept[MET], part)] = names.index(term)
    found: dict[str, set[str]] = defaultdict(set)
    for (subject,), value, _ in said(store, RDF.type, typed):
        found[subject].add(value)
    for subject, classes in found.items():
        known = names[own[columns.numbers.get(subject, -1)]]
        if known and classes != {known}:
            return False
        if not known and classes & set(names):
            everywhere = said(store, RDF.type, store.quads(NamedNode(subject), RDF.type))
            if len({value for _, value, _ in everywhere}) > 1:
                return False
    return True


def _without(column: Column, lost: Numbers, size: int) -> Column:
    """A column without the rows of some subjects."""
    if not len(lost):
        return column
    gone = np.zeros(size, bool)
    gone[lost] = True
    return column.only(~gone[column.subject])


def _added(column: Column, fresh: Column, size: int) -> Column:
    """A column with further rows behind it, each once."""
    if not len(fresh.subject):
        return column
    about = np.zeros(size, bool)
    about[fresh.subject] = True
    known = set(zip(*(part.tolist() for part in column.only(about[column.subject])), strict=True))
    rows = [row for row in dict.fromkeys(zip(*(part.tolist() for part in fresh), strict=True)) if row not in known]
    more = np.array(rows, np.int32).reshape(-1, 3).T
    return Column(*(np.concatenate([old, new.astype(old.dtype)]) for old, new in zip(column, more, strict=True))) if rows else column


def _lost(columns: Columns, gone: frozenset[str]) -> Numbers:
    """The subjects that lost statements."""
    if not gone:
        return np.zeros(0, np.int32)
    subjects = np.unique(np.concatenate([column.subject for column in columns.kept.values()] or [np.zeros(0, np.int32)]))
    texts = columns.texts()[subjects].tolist()
    lost: Numbers = subjects[np.array([mark(text) in gone for text in texts], bool)]
    return lost


def _compact(columns: Columns) -> None:
    """Drop the terms that no column uses."""
    used = np.unique(np.concatenate([[0], *(part for column in columns.kept.values() for part in column[:2])]))
    place = np.zeros(len(columns.numbers), np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    kept = {term: column._replace(subject=place[column.subject], value=place[column.value]) for term, column in columns.kept.items()}
    columns.name(columns.texts()[used].tolist())
    columns.kept, columns.base = kept, None
