"""Reading on every core: documents of prose are read by processes of their own, and whoever asks writes the store.

The processes are driven by threads of `concurrent.futures`, one each. They are fresh interpreters that know nothing of
the program around them: a fork would inherit the store's lock and threads, and `multiprocessing` would run a script
that has no `if __name__ == "__main__"` once more in every process. One that has lost its parent ends by itself.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, BinaryIO

import pyoxigraph

from ..errors import InputError
from ..model import quads
from ..terms import Quad
from . import LOADERS, is_table, parse, rdf
from .loaded import Input, Loaded

WORTH_IT = 16
"""Documents from which on it pays to start processes: they take about as long to start as ten documents to read."""
MOST = 4
"""Processes at most: one that writes keeps up with no more."""
_START = "import sys; sys.path[:] = sys.argv[1:]; from kg.loaders.pool import serve; serve()"


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def suits(item: Input) -> bool:
    """Whether a document is better read elsewhere: prose is; the statements of an RDF file are only carried about, and
    so are the many facts of a table or a mapped file."""
    return not item.mapping and LOADERS.get(item.suffix) is not rdf.load and not is_table(item)


class Pool:
    """Processes that read, started when the first document comes. Leaving `with` ends them at once, whatever they do."""

    def __init__(self, processes: int | None = None) -> None:
        self.size = min(cores(), MOST) if processes is None else processes
        self._threads: ThreadPoolExecutor | None = None
        self._own = threading.local()
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        with self._lock:
            self._closed = True
            for process in self._running:
                process.kill()
        if self._threads:
            self._threads.shutdown(cancel_futures=True)
        for process in self._running:
            ended(process)

    @property
    def started(self) -> bool:
        """Whether a document was submitted, and processes are there."""
        return self._threads is not None

    def submit(self, item: Input) -> Future[Loaded]:
        """Have a document read. The future gives what `parse` gives, facts as quads, or raises what it raises."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.size, "kg-reader")
        return self._threads.submit(self._read, item)

    def _read(self, item: Input) -> Loaded:
        process = self._process()
        assert process.stdin and process.stdout
        try:
            pickle.dump(item, process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            answer: Any = pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self._own.process = None
            with self._lock:
                self._running.discard(process)
            process.kill()
            status = ended(process)
            raise InputError(f"the process that read it ended with status {status}, for want of memory perhaps; load it "
                             "alone to see more", str(item.path)) from error
        if isinstance(answer, Exception):
            raise answer
        source, text, data, notes = answer
        return Loaded(source, text, None, _unpacked(data), notes)

    def _process(self) -> subprocess.Popen[bytes]:
        """The process of this thread."""
        process: subprocess.Popen[bytes] | None = getattr(self._own, "process", None)
        if process is None:
            with self._lock:
                if self._closed:
                    raise InputError("reading was broken off")
                process = self._own.process = subprocess.Popen(
                    [sys.executable, "-c", _START, *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL)
                self._running.add(process)
        return process


def ended(process: subprocess.Popen[bytes]) -> int:
    """Wait for a process that was killed; its exit status."""
    for stream in (process.stdin, process.stdout):
        try:
            if stream:
                stream.close()
        except OSError:  # what was still to be written to it
            pass
    return process.wait()


def serve() -> None:
    """The other end: read documents from stdin and answer on stdout, until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the first one decides
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed by mistake is no answer
    while (item := _next(requests)) is not None:
        pickle.dump(_answer(item), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _next(requests: BinaryIO) -> Input | None:
    try:
        item: Input = pickle.load(requests)
    except (EOFError, pickle.UnpicklingError):  # the parent has ended
        return None
    return item


def _answer(item: Input) -> Any:
    try:
        found = parse(item)
        data = found.quads if found.quads is not None else quads(found.facts or (), found.source, item.base)
        return found.source, found.text, pyoxigraph.serialize(data, format=pyoxigraph.RdfFormat.N_QUADS), found.notes
    except Exception as error:
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:  # an error with a constructor of its own
            return RuntimeError(f"{type(error).__name__}: {error}")
        return error


def _unpacked(data: bytes) -> list[Quad]:
    return list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS))
