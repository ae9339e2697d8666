"""One way to say what was measured: rows of ours beside a peer, as a ratio with its spread, on the terminal and in RESULTS.md."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from legs import Taken, seconds

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
PACKAGES = ("pyoxigraph", "rdflib", "oxrdflib", "networkx", "networkit", "scipy", "numpy", "duckdb", "jieba")


class Row(NamedTuple):
    """A comparison. `goal` is ">= 5" (so many times as fast as the peer) or "<= 1.2" (at most so many times its time); "" is for
    information, and then the ratio is how many times as fast ours is. Seconds and megabytes; None where there is nothing to tell."""

    part: str
    size: str
    name: str
    peer: str
    ours: float | None
    theirs: float | None
    ratio: float | None
    low: float | None
    high: float | None
    ours_peak: float | None = None
    peer_peak: float | None = None
    goal: str = ""
    note: str = ""
    bound: bool = False
    """Whether the peer was stopped at its limit, so that the ratio is at least this."""

    @property
    def reached(self) -> str:
        """Whether the goal was reached; "" where there is none."""
        if not self.goal:
            return ""
        sign, value = self.goal.split()
        if self.ratio is None:
            return "not measured"
        met = self.ratio >= float(value) if sign == ">=" else self.ratio <= float(value)
        return "yes" if met else "no, as far as it ran" if self.bound else "NO"


def compare(part: str, size: str, name: str, ours: Sequence[Taken], peer: str, theirs: Sequence[Taken], *, goal: str = "",
            same: bool = True, longer: bool = False, note: str = "") -> Row:
    """Hold the rounds of ours against those of a peer; `same` demands equal answers (else the note says that they differ), and
    `longer` asks how many times the peer's time ours takes, as a goal of "<=" does."""
    mine, other = seconds(ours), seconds(theirs)
    failed = next((taken.reason for taken in ours if taken.reason), "")
    missing = next((taken.reason for taken in theirs if taken.reason), "")
    bound = missing.startswith(">") and not other
    notes = [note, failed and f"ours: {failed}", missing and f"{peer}: {missing}"]
    answers = {taken.answer for taken in (*ours, *theirs) if not taken.reason}
    if same and len(answers) > 1:
        notes.append(f"ANSWERS DIFFER: {' / '.join(sorted(answers))}")
    if bound:
        other = [taken.seconds for taken in theirs]
    ratios = _ratios(mine, other, longer or goal.startswith("<="))
    return Row(part, size, name, peer, _median(mine), _median(other), *_quartiles(ratios), _peak(ours), _peak(theirs), goal,
               "; ".join(filter(None, notes)), bound)


def _ratios(mine: list[float], other: list[float], longer: bool) -> list[float]:
    """The ratio of each round; of the medians where one side ran fewer rounds."""
    if not mine or not other:
        return []
    pairs = list(zip(mine, other, strict=True)) if len(mine) == len(other) else [(statistics.median(mine), statistics.median(other))]
    return [a / b if longer else b / a for a, b in pairs]


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


def _quartiles(values: list[float]) -> tuple[float | None, float | None, float | None]:
    if not values:
        return None, None, None
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else values * 3
    return middle, low, high


def _peak(taken: Sequence[Taken]) -> float | None:
    return max((one.peak for one in taken), default=0.0) or None


def overall(rows: Sequence[Row], name: str, goal: str = "") -> Row:
    """The median of the ratios of several rows, with their quartiles."""
    first, ratios = rows[0], [row.ratio for row in rows if row.ratio is not None]
    return Row(first.part, first.size, name, first.peer, None, None, *_quartiles(ratios), goal=goal,
               note=f"{len(ratios)} of {len(rows)} compared", bound=any(row.bound for row in rows))


HEADER = ("", "ours", "peer", "takes", "ratio", "quartiles", "MB ours / peer", "goal", "reached", "remarks")


def cells(row: Row) -> tuple[str, ...]:
    """A row as the table shows it."""
    ratio = "" if row.ratio is None else f"{'≥ ' if row.bound and not row.goal.startswith('<=') else ''}{figure(row.ratio)}×"
    spread = "" if row.low is None or row.high is None or row.low == row.high else f"{figure(row.low)}–{figure(row.high)}"
    peaks = f"{row.ours_peak or 0:,.0f} / {row.peer_peak or 0:,.0f}" if row.ours_peak or row.peer_peak else ""
    goal = row.goal.replace(">=", "≥").replace("<=", "time ≤") + "×" if row.goal else ""
    return (row.name, span(row.ours), row.peer, ("> " if row.bound else "") + span(row.theirs), ratio, spread, peaks, goal, row.reached,
            row.note)


def span(value: float | None) -> str:
    """Seconds in the unit that suits them."""
    if value is None:
        return ""
    return f"{value:,.1f} s" if value >= 10 else f"{value:.2f} s" if value >= 1 else f"{value * 1e3:,.3g} ms"


def figure(value: float) -> str:
    """Three digits."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def show(rows: Iterable[Row]) -> None:
    """Print rows as they come."""
    for row in rows:
        print("  " + " | ".join(cells(row)).rstrip(" |"), flush=True)


def write(rows: Sequence[Row], options: str, other: dict[str, str], texts: dict[str, str], path: Path = RESULTS) -> None:
    """Write RESULTS.md: when, on what, with which versions, and every row; `texts` are the tables of scripts that print their own."""
    lines = [
        "# Measured speed", "",
        f"{time.strftime('%Y-%m-%d %H:%M')}, `make bench` ({options}). {machine()}", "",
        f"Versions: {versions(other)}.", "",
        "Every leg ran in a process of its own, all legs of a comparison in turn, round after round. Times are medians; a ratio says",
        "how many times as fast ours is as the peer, or, where the goal is a time, how many times the peer's time ours takes; the",
        "quartiles are over the rounds. Megabytes are each process's peak, with that of the largest process it started. Where a peer was "
        "stopped at its limit the ratio is “at least”.",
    ]
    for part, size in dict.fromkeys((row.part, row.size) for row in rows):
        lines += ["", f"## {part}{f', {size}' if size else ''}", "", _line(HEADER), _line(["---"] * len(HEADER))]
        lines += [_line(cells(row)) for row in rows if (row.part, row.size) == (part, size)]
    for title, text in texts.items():
        lines += ["", f"## {title}", "", "```", text.rstrip(), "```"]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _line(values: Iterable[str]) -> str:
    return "| " + " | ".join(value.replace("|", "\\|") for value in values) + " |"


def machine() -> str:
    """Cores and memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()}."


def versions(other: dict[str, str]) -> str:
    """Of Python and of what was compared."""
    found = {"Python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "not installed"
    return ", ".join(f"{name} {version}" for name, version in {**found, **other}.items())


def version_there(python: str, name: str) -> str:
    """The version of a package in another environment."""
    line = f"import importlib.metadata as m; print(m.version({name!r}))"
    try:
        done = subprocess.run([python, "-c", line], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return "not installed"
    return done.stdout.strip()
