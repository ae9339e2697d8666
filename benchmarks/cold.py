"""What a command costs from the shell, in multiples of an interpreter that does nothing; as an ordinary installation has it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from legs import Leg, rounds
from results import Row, compare
from stores import Built

ROOT = Path(__file__).resolve().parent.parent
PASS = "python -c pass"


def installed(folder: Path) -> Path:
    """The interpreter of a fresh environment in which kg is installed from its wheel (an editable one starts Python more slowly)."""
    python = folder / "installed" / "bin" / "python"
    if not python.exists():
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder / "wheel"), str(ROOT)], **quiet)
        subprocess.run([sys.executable, "-m", "venv", str(folder / "installed")], **quiet)
        wheel = next((folder / "wheel").glob("*.whl"))
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], **quiet)
    return python


def shell(lines: Mapping[str, list[str]]) -> dict[str, Callable[[], object]]:
    """Commands to run to their end; byte code is cached as in any installation."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "KG_STORE", "PYTHONPATH")}

    def run(line: list[str]) -> int:
        return subprocess.run(line, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment).returncode

    return {name: lambda line=line: run(line) for name, line in lines.items()}  # type: ignore[misc]


def run(built: Built, times: int, scratch: Path) -> list[Row]:
    """Rows of this part for one store: each command in turn with the interpreter alone."""
    python = installed(scratch)
    kg = [str(python.with_name("kg")), "--store", str(built.folder)]
    lines = {"kg --help": [kg[0], "--help"], "kg search": [*kg, "search", "协作"],
             **{f"kg {word} of {which}": [*kg, word, region[0]] for word in ("partners", "show")
                for which, region in (("a middling region", built.middling), ("the busiest", built.busiest))}}
    legs = [Leg(name, "cold:shell", {"lines": {"run": line}}) for name, line in {**lines, PASS: [str(python), "-c", "pass"]}.items()]
    taken = rounds(legs, ["run"], times * 4 + 2)["run"]
    warm = {name: rows[2:] for name, rows in taken.items()}  # two rounds warm the disk cache
    return [compare("From the shell", built.size, f"{name}, in multiples of it", warm[name], PASS, warm[PASS], longer=True) for name in lines]
