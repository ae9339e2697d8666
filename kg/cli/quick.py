"""Lines that are answered without an option parser: plain lookups, `kg [--store PATH] COMMAND NAME`, and the overview.

Importing click takes longer than such an answer does, so a line of just this shape goes straight to the question that
the click command of the same name would ask, and `kg`, `kg --help` and `kg --version` to what click would print. Any other
line, and any option, is click's.
"""

from __future__ import annotations

import os
import sys

import kg

from . import overview
from .console import emit, note, reason, terminal_columns
from .lazy import fetch

TYPE_CHECKING = False  # type checkers take it for True whatever it holds; importing `typing` would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..store import Store

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


def shown(arguments: Sequence[str]) -> tuple[int, str] | None:
    """What a line that names no command gets, and the exit status; None where the line is anything else."""
    if len(arguments) > 1 or "_KG_COMPLETE" in os.environ:  # a shell asks click which words may follow
        return None
    if arguments == ["--version"]:
        return 0, f"kg {kg.__version__}\n"
    if arguments and arguments[0] not in overview.HELP:
        return None
    return 0 if arguments else 2, overview.text(terminal_columns(sys.stdout))


def answer(place: str | None, command: str, name: str) -> int:
    """Prints the answer; returns the exit status."""
    try:
        _kept[:] = [kg.open(place, read_only=True)]
        emit("table", *fetch("answers:QUESTIONS")[command](_kept[0], name))
    except Exception as error:
        message = reason(error)
        if not message:
            raise
        note(f"Error: {message}")
        return 1
    return 0


_kept: list[Store] = []
"""The store that was asked: the process ends with the answer, and to close a graph that was only read would take longer than
to print what it says."""
