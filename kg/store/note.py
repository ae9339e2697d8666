"""The note that says who has a store open for writing. Only writers import this: readers start faster without."""

from __future__ import annotations

import json
import os
import shlex
import sys
from datetime import datetime
from pathlib import Path

from ..errors import StoreError

NOTE = "writer.json"


def sign(path: Path) -> None:
    """Leave the note: process, command and time."""
    command = shlex.join([os.path.basename(sys.argv[0] or "python"), *sys.argv[1:]])
    note = {"pid": os.getpid(), "command": command[:200], "since": datetime.now().astimezone().isoformat("T", "seconds")}
    fresh = path / f"{NOTE}.new"
    try:
        fresh.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
        fresh.replace(path / NOTE)
    except OSError as error:
        raise StoreError(f"the store at {path} cannot be written: {error.strerror}; choose another path") from error


def writer(path: Path) -> str:
    """Who writes, in words; "" where nobody who is alive has said so."""
    try:
        note = json.loads((path / NOTE).read_text(encoding="utf-8"))
        pid, command, since = int(note["pid"]), str(note["command"]), str(note["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    if pid == os.getpid():
        return "this very process, which has it open already"
    if not _alive(pid):
        return ""
    clean = "".join(char if char.isprintable() else "?" for char in f"`{command}` since {since}")
    return f"process {pid}: {clean}"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return pid > 0
