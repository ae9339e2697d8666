"""How long a lookup takes in a process of its own, beside the interpreter that does nothing.

    python benchmarks/startup.py [DOCUMENT...] [--runs N]

Loads the documents (else the example article) into a fresh store, warms the disk cache, then runs each command in
turn, round after round, so that a slow moment of the machine touches all alike. Prints medians with the quartiles,
and the ratio of each median to that of `python -c pass`. Byte code is cached as in any installation, also where
PYTHONDONTWRITEBYTECODE is set. In an editable installation the interpreter itself starts more slowly, which flatters
the ratio: measure an ordinary one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "examples" / "xinwu-yichuan" / "article.txt"


def command() -> list[str]:
    """`kg` as it is installed beside this interpreter, else as a module."""
    script = shutil.which("kg", path=str(Path(sys.executable).parent))
    return [script] if script else [sys.executable, "-m", "kg.cli"]


ENVIRONMENT = {name: value for name, value in os.environ.items()
               if name not in ("PYTHONDONTWRITEBYTECODE", "KG_STORE")}


def milliseconds(line: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT)
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path, default=[ARTICLE])
    parser.add_argument("--name", default="宜川", help="whose partners to look up")
    parser.add_argument("--runs", type=int, default=25)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kg = [*command(), "--store", str(Path(folder) / "store")]
        documents = [str(path.resolve()) for path in options.documents]
        subprocess.run([*kg, "load", *documents], check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT)
        lines = {
            "python -c pass": [sys.executable, "-c", "pass"],
            f"kg partners {options.name}": [*kg, "partners", options.name],
            f"kg partners {options.name} --format json": [*kg, "partners", options.name, "--format", "json"],
            "kg --help": [*kg, "--help"],
        }
        times: dict[str, list[float]] = {name: [] for name in lines}
        for turn in range(options.runs + 2):
            for name, line in lines.items():
                taken = milliseconds(line)
                if turn >= 2:  # two rounds warm the disk cache
                    times[name].append(taken)
    base = statistics.median(times["python -c pass"])
    editable = "; editable installation" if any("__editable__" in name for name in sys.modules) else ""
    print(f"{options.runs} runs each, warm disk cache, {len(documents)} document(s){editable}")
    print(f"{'':42}{'median':>9}{'quartiles':>18}{'ratio':>8}")
    for name, measured in times.items():
        low, middle, high = statistics.quantiles(measured, n=4)
        width = 42 - sum(1 for char in name if ord(char) > 0x2E7F)
        print(f"{name:{width}}{middle:>6.1f} ms{low:>10.1f}–{high:.1f} ms{middle / base:>7.2f}x")


if __name__ == "__main__":
    main()
