"""A row as the makers of facts see it: cells by meaning, proofs, and a place for what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from ...model import Evidence, Organization, Region, Source
from ...vocabulary import Concept, vocabulary
from . import actors, cells
from .cells import Period, Unreadable
from .headings import Column, Layout
from .sheet import Page, Sheet, letter

Value = TypeVar("Value")
Actor = Region | Organization


class Table(NamedTuple):
    """A sheet with what is known of it: its number in the file (from 0), and the text that offsets refer to."""

    number: int
    sheet: Sheet
    layout: Layout
    page: Page
    source: Source


class Row:
    """One row below the headings; `notes` collects what could not be read, each with its place."""

    def __init__(self, table: Table, number: int) -> None:
        self.table, self.number = table, number
        self.cells: Sequence[str] = table.sheet.rows[number - 1]
        self.columns: dict[str, Column] = {}
        for column in table.layout.columns:
            if column.meaning:
                self.columns.setdefault(column.meaning, column)
        self.notes: list[str] = []

    def text(self, *meanings: str) -> str:
        """The cell of the first of the meanings that the row says something for, else ""."""
        return next((text for _, text in self._said(meanings)), "")

    def _said(self, meanings: Iterable[str]) -> Iterable[tuple[Column, str]]:
        for meaning in meanings:
            column = self.columns.get(meaning)
            text = self.cells[column.at] if column and column.at < len(self.cells) else ""
            if column and not cells.empty(text):
                yield column, text

    def proof(self, *meanings: str) -> tuple[Evidence, ...]:
        """The cells of these meanings that say something, and the row's own source, as evidence."""
        found = []
        for column, text in self._said((*meanings, "source")):
            start = self.table.page.offset(self.table.number, self.cells, self.number, column.at)
            found.append(Evidence(source=self.table.source.key, quote=text, start=start, end=start + len(text),
                                  sheet=self.table.sheet.name, row=self.number, column=column.heading))
        return tuple(found)

    def tell(self, meaning: str, message: str) -> None:
        """Note what is wrong with a cell, with its row, heading and name (B7)."""
        column = self.columns[meaning]
        text = self.cells[column.at] if column.at < len(self.cells) else ""
        self.notes.append(f"row {self.number}, column {column.heading!r} ({letter(column.at)}{self.number}): "
                          f"“{text[:60]}” {message}")

    def read(self, reader: Callable[[str], Value], *meanings: str) -> Value | None:
        """What a reader makes of the first of these cells that says something; None (and a note) where it cannot."""
        for column, text in self._said(meanings):
            try:
                return reader(text)
            except Unreadable as problem:
                self.tell(column.meaning, str(problem))
                return None
        return None

    def period(self, *meanings: str) -> Period:
        """The time that a cell states; empty where there is none, or it cannot be read."""
        return self.read(cells.period, *meanings) or Period("")

    def names(self, meaning: str) -> list[str]:
        """The persons that a cell lists."""
        return self.read(cells.names, meaning) or []

    def status(self) -> str:
        """The key of the status that the row states; a word that is not known is noted."""
        found = cells.concept(self.text("status"), "status") if self.text("status") else ""
        if self.text("status") and not found:
            self.tell("status", "is no known status; teach it in ontology/vocabularies/status.ttl")
        return found

    def programme(self) -> Concept | None:
        """The programme, or the kind of partnership, that the row names."""
        for meaning in ("programme", "kind"):
            if text := self.text(meaning):
                key = cells.concept(text, "programme", "partnership")
                if key:
                    return vocabulary().get(key)
                self.tell(meaning, "is no known programme or kind of partnership; teach it in ontology/vocabularies/programmes.ttl")
        return None

    def actors(self, meaning: str, near: Iterable[str] = ()) -> list[Actor]:
        """The regions and bodies that a cell names; one that is not known is noted, the others are kept."""
        text = self.text(meaning)
        if not text:
            return []
        parent = self.text(f"{meaning}-parent")
        if parent and parent != text and (foreign := actors.abroad(text, parent)):
            return [foreign]
        within = self._parent(meaning, near) if parent and parent != text else None
        found: list[Actor] = []
        for name in [text] if "(" in text or "（" in text else cells.parts(text):
            hint = actors.hints(self.text("level"), (within.code if within else "", *near))
            try:
                found.append(actors.actor(name, hint))
            except Unreadable as problem:
                self.tell(meaning, f"{problem}" if name == text else f"holds {name!r}, which {problem}")
        return found

    def _parent(self, meaning: str, near: Iterable[str]) -> Region | None:
        hint = actors.hints("", near)
        return self.read(lambda text: None if text in ("中国", "China") else actors.region(text, hint), f"{meaning}-parent")

    def near(self) -> dict[str, tuple[str, ...]]:
        """The provinces that the row's programme has on each side: codes by supporter and recipient."""
        text = self.text("programme", "kind")
        concept = vocabulary().get(cells.concept(text, "programme", "partnership")) if text else None
        facts = concept.facts if concept else {}
        both = (*facts.get("betweenProvince", ()), *facts.get("withinProvince", ()))
        return {"supporter": (*facts.get("supporterProvince", ()), *both), "recipient": (*facts.get("recipientProvince", ()), *both)}
