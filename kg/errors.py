"""Every error that kg raises on purpose. Each message says where, what was wrong, and what to do.

    KGError
    ├── InputError          a document, table or RDF file that cannot be read (carries the place)
    │   └── UnsupportedInput    no loader knows this kind of file
    ├── StoreError          the store cannot be opened, read or written
    │   └── StoreLocked         another process is writing to it (says which)
    ├── QueryError          a SPARQL query that cannot be parsed or run (line and column where known)
    ├── UnknownName         no entity bears this name (carries the nearest names)
    ├── AmbiguousName       several entities bear this name (carries the candidates)
    ├── SourceConflict      a source name that is already taken by other content
    ├── DecisionError       a decision that cannot be taken, read or undone
    ├── ModelError          a language model that cannot be asked, or whose answer is of no use
    │   └── BudgetSpent         the tokens that a run may spend are spent
    ├── ExtraError          an optional part ([ner], [pandas]) that is not installed, or not as it should be
    └── InvalidGraph        the graph breaks a SHACL shape or holds what the model cannot express
"""

from __future__ import annotations

from collections.abc import Sequence


class KGError(Exception):
    """The root: catch this to catch all that kg raises on purpose."""


class InputError(KGError):
    """An input that cannot be read.

    Parameters
    ----------
    message : what was wrong and what to do.
    path : the file (as the user named it), or "" for text that came from elsewhere.
    line, column : 1-based place in the file, where known.
    offset : 0-based byte offset in the file, where known.
    """

    def __init__(self, message: str, path: str = "", line: int | None = None,
                 column: int | None = None, offset: int | None = None) -> None:
        self.reason, self.path, self.line, self.column, self.offset = message, path, line, column, offset
        super().__init__(self._text())

    def _text(self) -> str:
        place = self.path
        if self.line is not None:
            place += f":{self.line}" + (f":{self.column}" if self.column is not None else "")
        if self.offset is not None:
            place += f" (byte {self.offset})"
        return f"{place}: {self.reason}" if place else self.reason


class UnsupportedInput(InputError):
    """A file of a kind that no loader reads."""


class StoreError(KGError):
    """The store cannot be opened, read or written."""


class StoreLocked(StoreError):
    """Another process is writing to the store; the message says which, where the system tells."""


class QueryError(KGError):
    """A query that cannot be parsed or run; `line` and `column` are 1-based where known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        self.line, self.column = line, column
        super().__init__(message)


class UnknownName(KGError):
    """No entity bears the name; `suggestions` are the nearest that exist, best first."""

    def __init__(self, name: str, suggestions: Sequence[str] = (), message: str = "") -> None:
        self.name, self.suggestions = name, tuple(suggestions)
        hint = f" Did you mean: {', '.join(self.suggestions)}?" if self.suggestions else \
            " `kg search TEXT` looks through names and quotes."
        super().__init__(message or f"nothing is known by the name {name!r}.{hint}")


class AmbiguousName(KGError):
    """Several entities bear the name; `candidates` are (label, code or identifier) pairs."""

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.name, self.candidates = name, tuple(candidates)
        listed = ", ".join(f"{label} ({code})" if code else label for label, code in self.candidates)
        super().__init__(f"{name!r} may mean several things: {listed}. Use the full name or the code.")


class SourceConflict(KGError):
    """The name of a source is taken by different content from another place."""


class DecisionError(KGError):
    """A decision that cannot be taken, read or undone: what it speaks of is not there, or of another kind."""


class ModelError(KGError):
    """A language model that cannot be asked (set up wrongly, out of reach, refusing), or whose answer is of no use."""


class BudgetSpent(ModelError):
    """The tokens that a run may spend on a language model are spent; what was paid for is kept."""


class ExtraError(KGError):
    """An optional part of kg that is not installed, or whose files are not those of the release that is known."""


class InvalidGraph(KGError):
    """A graph that breaks the shapes, or holds what the model cannot express."""
