"""One way to time: each leg in a process of its own, asked in turn, round after round.

A leg is a function `module:name` that makes ready (opens a store, loads a file) and returns tasks by name. Its process answers
each task with the seconds that it took, a digest of what it found, and its own peak of memory. All legs of a comparison stay alive,
so that a task goes from leg to leg before it is asked again: a slow moment of the machine touches all alike. A leg that
cannot run, fails or takes longer than its limit says so by name; it never goes missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
GRACE = 5.0
"""Seconds that a leg gets to notice its limit itself, before its process is ended."""

Tasks = dict[str, Callable[[], object]]


class Leg(NamedTuple):
    """What is measured, and where; `limit` is the seconds that one task may take."""

    name: str
    function: str
    given: Mapping[str, Any]
    python: str = sys.executable
    limit: float = 120.0


class Taken(NamedTuple):
    """What one task took: seconds and megabytes (the highest so far), or the reason why there are none."""

    seconds: float = 0.0
    answer: str = ""
    peak: float = 0.0
    reason: str = ""


class Process:
    """A leg at work."""

    def __init__(self, leg: Leg) -> None:
        self.leg, self.ready = leg, Taken(reason="not started")
        self._process: subprocess.Popen[str] | None = None
        self.start()

    def start(self) -> None:
        """Start, and wait until the leg is ready; making ready may take ten times what a task may."""
        try:
            self._process = subprocess.Popen(
                [self.leg.python, __file__, self.leg.function, json.dumps(dict(self.leg.given))], text=True, encoding="utf-8",
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=HERE)
        except OSError as error:
            self.ready = Taken(reason=f"cannot start: {error.strerror}")
            return
        self.ready = self._answer(self.leg.limit * 10)

    def ask(self, task: str, limit: float | None = None) -> Taken:
        """Run a task once; a leg that had to be ended starts again."""
        if self._process is None and not self.ready.reason:
            self.start()
        if self._process is None or self.ready.reason:
            return self.ready
        limit = limit or self.leg.limit
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError):  # the answer tells how it ended
            print(json.dumps([task, limit]), file=self._process.stdin, flush=True)
        return self._answer(limit)

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()

    def _answer(self, limit: float) -> Taken:
        assert self._process and self._process.stdout
        if not select.select([self._process.stdout], [], [], limit + GRACE)[0]:
            self.close()
            return Taken(limit, reason=f"> {limit:.3g} s")
        line = self._process.stdout.readline()
        if not line:
            code = self._process.wait()
            self.close()
            self.ready = Taken(reason=f"its process ended with status {code}")
            return self.ready
        return Taken(**json.loads(line))


def rounds(legs: Iterable[Leg], tasks: Iterable[str], times: int, *, enough: float = 20.0,
           patience: float = 1000.0, fresh: bool = False) -> dict[str, dict[str, list[Taken]]]:
    """What each leg took for each task, by task and leg. A leg is asked no more once it spent `enough` seconds on a task or
    failed in it, and given up where it takes `patience` times what the first leg took (but not before ten seconds). With `fresh`
    each round has a new process."""
    processes = [Process(leg) for leg in legs]
    try:
        found: dict[str, dict[str, list[Taken]]] = {}
        for task in tasks:
            taken = found[task] = {process.leg.name: [] for process in processes}
            first = taken[processes[0].leg.name]
            for _ in range(times):
                for process in processes:
                    mine = taken[process.leg.name]
                    if not mine or not (mine[-1].reason or sum(one.seconds for one in mine) > enough):
                        limit = max(10.0, patience * first[0].seconds) if first and not first[0].reason else process.leg.limit
                        mine.append(process.ask(task, min(process.leg.limit, limit)))
                        if fresh:
                            process.close()
        return found
    finally:
        for process in processes:
            process.close()


def digest(answer: object) -> str:
    """The same for the same rows in whatever order; numbers as such."""
    if not isinstance(answer, list):
        return str(answer)
    lines = sorted("\t".join("" if value is None else str(getattr(value, "value", value)).lower() for value in row) for row in answer)
    return f"{len(lines)} rows, {hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:12]}"


def peak() -> float:
    """Megabytes that this process has held at most, and the largest of those that it started."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="ascii") as file:  # where a process does not inherit its parent's peak
        own = next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _late(*_: object) -> None:
    raise TimeoutError


def _serve(function: str, given: Mapping[str, Any]) -> None:
    """Answer tasks from standard input until it ends."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a peer prints is no answer

    def reply(taken: Taken) -> None:
        print(json.dumps(taken._asdict()), file=replies, flush=True)

    signal.signal(signal.SIGALRM, _late)
    begin = time.perf_counter()
    try:
        module, _, name = function.partition(":")
        tasks: Tasks = getattr(importlib.import_module(module), name)(**given)
    except (Exception, SystemExit) as error:
        reply(Taken(reason=f"{type(error).__name__}: {error}"[:200]))
        return
    reply(Taken(time.perf_counter() - begin, peak=peak()))
    for line in sys.stdin:
        reply(_timed(tasks, *json.loads(line)))


def _timed(tasks: Tasks, name: str, limit: float) -> Taken:
    if name not in tasks:
        return Taken(reason="cannot be asked of it")
    signal.setitimer(signal.ITIMER_REAL, limit)
    begin = time.perf_counter()
    try:
        answer = tasks[name]()
        seconds = time.perf_counter() - begin
        signal.setitimer(signal.ITIMER_REAL, 0)
        return Taken(seconds, digest(answer), peak())
    except TimeoutError:
        return Taken(limit, peak=peak(), reason=f"> {limit:.3g} s")
    except Exception as error:
        return Taken(peak=peak(), reason=f"{type(error).__name__}: {error}"[:200])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def seconds(taken: Sequence[Taken]) -> list[float]:
    """The times of the rounds that succeeded."""
    return [one.seconds for one in taken if not one.reason]


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        _serve(sys.argv[1], json.loads(sys.argv[2]))
