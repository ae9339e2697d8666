"""Sums over the whole store: what the queries `money-by-pair` and `partner-counts` answer, from rows that are kept beside the store
and added up in NumPy."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

import numpy as np

from ..queries import inner
from ..store import Store
from ..terms import COOP
from .cache import answered
from .columns import Terms, fields
from .joined import distinct
from .sweep import Numbers, objects


class Money(NamedTuple):
    """What one side gave another (labels) in a year ("" where it is not stated), by status (IRI) and currency: all sums added up, the
    largest, how many there are, and the last day on which one was reported. Totals and parts may overlap: compare `largest` with
    `sum`. `sum` and `largest` are None where an amount is no number."""

    payer: str
    payee: str
    year: str
    status: str
    currency: str
    sum: Decimal | None
    largest: Decimal | None
    sums: int
    reported: str


class Partners(NamedTuple):
    """How many partners an actor has: those that it supports, that support it, its peers, and all."""

    actor: str
    code: str
    supports: int
    supported_by: int
    peers: int
    partners: int


class Rows(NamedTuple):
    """Solutions of a query, each column as numbers of terms; 0 is unbound."""

    terms: Sequence[str]
    columns: Numbers


def money(store: Store) -> list[Money]:
    """Who gave whom how much, the largest sums first: the answer of the query `money-by-pair`.

    >>> import kg.store
    >>> money(kg.store.open())
    []
    """
    return list(answered(store, lambda: _money(store), ("money",)))


def _money(store: Store) -> list[Money]:
    rows, names = _rows(store, "sums"), _names(store, "payers")
    payer, payee, year, status, currency, amount, reported = rows.columns
    payers, payees = (_named(rows, {iri: name for (iri, end), (name,) in names.items() if end == term.value})
                      for term in (COOP.payer, COOP.payee))
    known = np.flatnonzero((payers[payer] != None) & (payees[payee] != None))  # noqa: E711  # place by place
    keys = [column[known] for column in (payer, payee, year, status, currency)]
    order = np.lexsort(keys[::-1])
    keys, amount, reported = [column[order] for column in keys], amount[known][order], reported[known][order]
    starts = _starts(keys)
    if not len(starts):
        return []
    counts = np.diff([*starts.tolist(), len(order)])
    totals, largest = _added(rows, amount, starts)
    days, rank = np.unique(objects(rows.terms)[reported].astype(str), return_inverse=True)
    last = days[np.maximum.reduceat(rank.ravel(), starts)]
    texts = objects(rows.terms)
    payer, payee, *others = (column[starts] for column in keys)
    found = [Money(*values) for values in zip(payers[payer], payees[payee], *(texts[column] for column in others), totals, largest,
                                              counts.tolist(), last.tolist(), strict=True)]
    return sorted(found, key=lambda one: (one.largest is None, -(one.largest or 0), one.payer, one.payee, one.year, one.status))


def partner_counts(store: Store) -> list[Partners]:
    """How many partners each actor has, those with the most first: the answer of the query `partner-counts`.

    >>> import kg.store
    >>> partner_counts(kg.store.open())
    []
    """
    return list(answered(store, lambda: _partners(store), ("partners",)))


def _partners(store: Store) -> list[Partners]:
    rows, names = _rows(store, "sides"), _names(store, "partners_named")
    actor, other, role = rows.columns
    size = len(rows.terms)
    numbers = {text: number for number, text in enumerate(rows.terms)}
    counts = [np.bincount(actor[role == numbers.get(name, -1)], minlength=size) for name in ("supports", "supported by", "peer")]
    counts.append(np.bincount(distinct(actor, other)[0], minlength=size))
    found = [Partners(*names[rows.terms[one],][:2], *[int(count[one]) for count in counts])  # type: ignore[arg-type]
             for one in np.unique(actor).tolist() if (rows.terms[one],) in names]
    return sorted(found, key=lambda one: (-one.partners, one.code, one.actor))


def _starts(keys: Sequence[Numbers]) -> Numbers:
    """Where a new group begins in sorted rows."""
    fresh = np.ones(len(keys[0]), bool)
    fresh[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return np.flatnonzero(fresh)


def _added(rows: Rows, amount: Numbers, starts: Numbers) -> tuple[list[Decimal | None], list[Decimal | None]]:
    """Total and largest amount of each group, exactly."""
    known, places = np.unique(amount, return_inverse=True)
    values = [_decimal(rows.terms[number]) for number in known.tolist()]
    least = min((int(value.as_tuple().exponent) for value in values if value is not None), default=0)
    units = [0 if value is None else int(value.scaleb(-least)) for value in values]
    small = max(map(abs, units), default=0) < 2 ** 62 // max(len(amount), 1)
    each = np.array(units, dtype=np.int64 if small else object)[places.ravel()]
    wrong = np.logical_or.reduceat(np.array([value is None for value in values])[places.ravel()], starts)

    def exact(found: Numbers) -> list[Decimal | None]:
        return [None if bad else Decimal(f"{Decimal(int(one)).scaleb(least).normalize():f}")
                for one, bad in zip(found.tolist(), wrong.tolist(), strict=True)]

    return exact(np.add.reduceat(each, starts)), exact(np.maximum.reduceat(each, starts))


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _named(rows: Rows, names: Mapping[str, str]) -> Numbers:
    """The names of terms; None where one has none."""
    return objects([names.get(text) for text in rows.terms])


def _names(store: Store, query: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What a query tells of IRIs: names, and a code if it has one."""
    rows = _rows(store, query)
    width = 2 if query == "payers" else 1
    return {one[:width]: one[width:] for one in zip(*(objects(rows.terms)[column].tolist() for column in rows.columns), strict=True)}


def _rows(store: Store, query: str) -> Rows:
    """The solutions of one of the inner queries."""
    return answered(store, lambda: _asked(store, query), ("rows", query), _packed, _unpacked)


def _asked(store: Store, query: str) -> Rows:
    numbers = Terms({"": 0})
    head, *rows = fields(store.tsv(inner(query)))
    columns = np.array([[numbers[text] for text in row] for row in rows], np.int32).reshape(-1, len(head)).T
    return Rows(list(numbers), columns)


def _packed(rows: Rows) -> dict[str, Numbers]:
    return {"terms": np.frombuffer(json.dumps(rows.terms).encode(), np.uint8), "columns": rows.columns}


def _unpacked(arrays: Mapping[str, Any]) -> Rows:
    return Rows(json.loads(arrays["terms"].tobytes()), arrays["columns"])
