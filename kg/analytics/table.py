"""The answer of a measure: rows under named columns, and a sentence that says what a number means."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import networkx as nx

from .. import tabular
from ..errors import InputError
from ..tabular import shown as shown

Row = tuple[Any, ...]


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

    def __len__(self) -> int:
        return len(self.rows)

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
        return [row[place] for row in self.rows]

    def top(self, number: int) -> Table:
        """The first rows."""
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
