"""The command `kg`.

Exit status: 0 done; 1 an error of kg's own (`Error: …` on stderr), a file that failed to load, or violations found;
2 wrong usage; 3 a budget of tokens was spent; 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys

from . import quick
from .console import speak_utf8
from .lazy import fetch

TYPE_CHECKING = False  # type checkers take it for True whatever it holds; importing `typing` would cost start-up time
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def main() -> NoReturn:
    """Runs the command line and ends the process.

    Taking the interpreter apart module by module would cost a good part of what a lookup takes; with the store closed
    and the streams flushed there is nothing left to save, so the process ends at once.
    """
    gc.disable()  # until more than a lookup is asked: there is no garbage worth a search
    for stream in (sys.stdout, sys.stderr):
        speak_utf8(stream)
    status = 1
    try:
        status = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:  # whoever read the output has had enough
        pass
    except Exception:
        sys.excepthook(*sys.exc_info())
    os._exit(status)


def run(arguments: Sequence[str]) -> int:
    """Runs one command; returns the exit status."""
    shown = quick.shown(arguments)
    if shown:
        status, text = shown
        (sys.stderr if status else sys.stdout).write(text)
        return status
    lookup = quick.plain(arguments)
    if lookup:
        return quick.answer(*lookup)
    gc.enable()
    try:
        fetch("commands:cli").main(args=list(arguments), prog_name="kg")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
