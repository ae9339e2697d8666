"""What docs/python.md shows is what Python answers, and the notebook of the examples runs from the first cell to the last."""

from __future__ import annotations

import ast
import doctest
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import kg

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "python.md").read_text("utf-8")
NOTEBOOK = ROOT / "examples" / "notebook" / "cooperation.ipynb"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_example_of_the_guide_is_real(copy: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", GUIDE, re.S)
    shown = [block for block in blocks if block.startswith(">>>")]
    assert len(shown) >= 9 and GUIDE.count("<!-- not run") == len(blocks) - len(shown) == 1
    report: list[str] = []
    test = doctest.DocTestParser().get_doctest("\n".join(shown), {}, "docs/python.md", None, 0)
    assert len(test.examples) > 40 and doctest.DocTestRunner().run(test, out=report.append).failed == 0, "".join(report)


def test_the_guide_knows_every_public_name() -> None:
    assert [name for name in kg.__all__ if not re.search(rf"`kg\.{name}\b|`{name}`", GUIDE)] == []


def test_links_of_the_guide_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", GUIDE)
    assert links and not [link for link in links if not (ROOT / "docs" / link).exists()]


def cells(kind: str) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if cell["cell_type"] == kind]


def run(cell: str, names: dict[str, Any]) -> Any:
    """What a notebook would show of a cell: the value of its last line, where that is an expression."""
    body = ast.parse(cell).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None


def test_the_notebook_runs_and_shows_itself(copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(copy / "examples" / "notebook")
    names: dict[str, Any] = {}
    shown = [found._repr_html_() for cell in cells("code") if (found := run(cell, names)) is not None]
    assert len(shown) == 7 and all(html.startswith(("<table", "<div", "<iframe", "<style")) for html in map(str.strip, shown))
    printed = capsys.readouterr().out
    assert "loaded" in printed and "崔荣国与薛延飞同在考察访问" in printed and "6,558,000 CNY from 新吴区 to 宜川县" in printed
    assert "新吴区" in shown[1] and "2021-11-30" in shown[4] and list(copy.glob("**/*.html")) == []


def test_the_notebook_is_kept_without_outputs_and_its_links_lead_somewhere() -> None:
    book = json.loads(NOTEBOOK.read_text("utf-8"))
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in book["cells"] if cell["cell_type"] == "code")
    links = re.findall(r"\]\(([^)]+)\)", "".join(cells("markdown")))
    assert links and all((NOTEBOOK.parent / link).exists() for link in links)
