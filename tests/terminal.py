"""A command as it looks on a terminal of a given width."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
from pathlib import Path


def on_terminal(command: str, folder: Path, columns: int, env: dict[str, str]) -> tuple[int, str, str]:
    """Runs a shell command with its standard output on a terminal; returns exit status, what the terminal shows, and stderr."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(command, shell=True, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    _, complaints = process.communicate()
    return process.returncode, shown.decode("utf-8").replace("\r\n", "\n"), complaints.decode("utf-8")
