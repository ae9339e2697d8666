"""Plain lookups, `kg [--store PATH] COMMAND NAME`, answered without an option parser.

Importing click takes longer than such an answer does, so a line of just this shape goes straight to the question that
the click command of the same name would ask. Any other line, and any option, is click's.
"""

from __future__ import annotations

from collections.abc import Sequence

import kg

from .console import emit, note, reason
from .lazy import fetch

COMMANDS = frozenset({"show", "partners", "people", "posts", "met", "timeline", "search"})
"""The commands of `answers.QUESTIONS`."""


def plain(arguments: Sequence[str]) -> tuple[str | None, str, str] | None:
    """Store, command and name of a plain lookup; None where the line is anything else."""
    store = None
    if len(arguments) == 4 and arguments[0] == "--store":
        store, arguments = arguments[1], arguments[2:]
    if len(arguments) != 2 or arguments[0] not in COMMANDS or arguments[1].startswith("-"):
        return None
    return store, arguments[0], arguments[1]


def answer(place: str | None, command: str, name: str) -> int:
    """Prints the answer; returns the exit status."""
    try:
        with kg.open(place, read_only=True) as store:
            emit("table", *fetch("answers:QUESTIONS")[command](store, name))
    except Exception as error:
        message = reason(error)
        if not message:
            raise
        note(f"Error: {message}")
        return 1
    return 0
