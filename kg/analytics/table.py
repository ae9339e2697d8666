"""The answer of a measure: rows under named columns, and a sentence that says what a number means."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import networkx as nx
import numpy as np

from .. import tabular
from ..errors import InputError
from ..tabular import shown as shown

Row = tuple[Any, ...]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """An answer that is not yet rows: what all have, and which of them come, in which order.

    Parameters
    ----------
    values : for each column an array, or what gives the values at some places.
    order : the places, the first row's first.
    """

    values: Sequence[Any]
    order: Any

    def column(self, place: int) -> Sequence[Any]:
        """The values of one column as those of Python; None for what is not defined."""
        value: Any | Callable[[list[int]], Sequence[Any]] = self.values[place]
        return value(self.order.tolist()) if callable(value) else plain(value[self.order])

    def rows(self) -> tuple[Row, ...]:
        return tuple(zip(*map(self.column, range(len(self.values))), strict=True))

    def first(self, number: int) -> Columns:
        return Columns(self.values, self.order[:number])


def plain(column: Any) -> Sequence[Any]:
    """Values of Python; None for what is not defined."""
    values: Sequence[Any] = column.tolist() if isinstance(column, np.ndarray) else column
    if isinstance(column, np.ndarray) and column.dtype.kind == "f" and np.isnan(column).any():
        return [None if value != value else value for value in values]
    return values


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """Rows of a measure.

    Parameters
    ----------
    columns, rows : names, and as many values in each row: text, numbers, None for what is not defined.
    meaning : plain sentences: what the numbers mean, and what they do not.
    ends : the columns that hold the two ends of an edge, where a row is one.

    >>> table = Table(("name", "partners"), (("甲区", 2), ("乙县", 1)), "partners: how many others it is joined to.")
    >>> len(table), table.records()[0]
    (2, {'name': '甲区', 'partners': 2})
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    meaning: str
    ends: tuple[str, str] | None = None
    _drawn: Columns | None = dataclasses.field(default=None, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, columns: tuple[str, ...], drawn: Columns, meaning: str) -> Table:
        """A table whose rows are made when they are first read: a column, the first rows and their number need no others."""
        table = object.__new__(cls)
        for name, value in (("columns", columns), ("meaning", meaning), ("ends", None), ("_drawn", drawn)):
            object.__setattr__(table, name, value)
        return table

    def __getattr__(self, name: str) -> Any:
        if name != "rows" or self._drawn is None:
            raise AttributeError(f"'Table' object has no attribute {name!r}")
        rows = self._drawn.rows()
        object.__setattr__(self, "rows", rows)
        return rows

    def __len__(self) -> int:
        return len(self.rows) if self._drawn is None else len(self._drawn.order)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def records(self) -> list[dict[str, Any]]:
        """The rows as dicts."""
        return tabular.records(self.columns, self.rows)

    def column(self, name: str) -> list[Any]:
        """The values of one column.

        Raises
        ------
        ValueError : no such column.
        """
        place = self.columns.index(name)
        if self._drawn is not None:
            return list(self._drawn.column(place))
        return [row[place] for row in self.rows]

    def top(self, number: int) -> Table:
        """The first rows."""
        if self._drawn is not None:
            return Table.of(self.columns, self._drawn.first(number), self.meaning)
        return dataclasses.replace(self, rows=self.rows[:number])

    def to_pandas(self) -> Any:
        """The rows as a `pandas.DataFrame`; its `attrs["meaning"]` is the sentence.

        Raises
        ------
        ExtraError : pandas is not installed.
        """
        frame = tabular.frame(self.columns, self.rows)
        frame.attrs["meaning"] = self.meaning
        return frame

    def to_networkx(self) -> nx.MultiDiGraph:
        """The rows as edges from one end to the other, each with the other columns.

        Raises
        ------
        InputError : rows are no edges.
        """
        if self.ends is None:
            raise InputError("the rows of this measure are no edges; of `kg.network.projection` the graph itself can be had")
        result = nx.MultiDiGraph(meaning=self.meaning)
        for record in self.records():
            a, b = record.pop(self.ends[0]), record.pop(self.ends[1])
            result.add_edge(a, b, **record)
        return result

    def _repr_html_(self) -> str:
        """The table for notebooks; every value is escaped."""
        return tabular.html(self.columns, self.rows, self.meaning)
