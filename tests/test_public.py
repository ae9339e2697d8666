"""The public surface: its names, and that they cost nothing until they are used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import kg

ROOT = Path(__file__).resolve().parent.parent
NAMES = ["KGError", "Store", "analytics", "curate", "derive", "extract", "load", "lookup", "model", "network", "open", "validate", "views"]


def test_the_public_names_are_these() -> None:
    assert kg.__all__ == NAMES
    assert set(NAMES) <= set(dir(kg))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_there_and_documented(name: str) -> None:
    found = getattr(kg, name)
    assert found.__doc__
    assert isinstance(found, ModuleType) or callable(found)


def test_the_order_of_use_does_not_change_what_a_name_means() -> None:
    code = ("import kg.loading, kg.rules, kg.validate, kg.lookup; import kg; "
            "assert callable(kg.load) and callable(kg.derive) and callable(kg.validate.validate)")
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_importing_kg_imports_nothing_else() -> None:
    code = "import sys; import __future__, importlib, os; before = set(sys.modules); import kg; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True)
    assert set(done.stdout.split()) == {"kg"}


def test_the_version_is_a_literal() -> None:
    tree = ast.parse((ROOT / "kg" / "__init__.py").read_text("utf-8"))
    values = [ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign)
              and any(isinstance(target, ast.Name) and target.id == "__version__" for target in node.targets)]
    assert values == [kg.__version__]


def test_an_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        kg.nothing  # noqa: B018
    with pytest.raises(ImportError):
        from kg import nothing  # noqa: F401


def test_open_uses_the_argument_then_the_environment_then_the_default(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    with kg.open() as store:
        assert store.path is not None and store.path.resolve() == tmp_path / "kg-store"
    monkeypatch.setenv("KG_STORE", str(tmp_path / "other"))
    with kg.open() as store:
        assert store.path == tmp_path / "other"
    with kg.open(tmp_path / "third") as store:
        assert store.path == tmp_path / "third"


def test_a_store_in_memory_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for read_only in (False, True):
        with kg.open(":memory:", read_only=read_only) as store:
            assert store.path is None and len(store) == 0
    assert not list(tmp_path.iterdir())


def test_the_base_is_the_users_choice() -> None:
    with kg.open(":memory:", base="https://example.org/") as store:
        assert store.base == "https://example.org/"


def test_a_store_loads_by_itself_what_kg_load_would(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲区与乙县召开联席会议。\n", encoding="utf-8")
    with kg.open(":memory:") as store, kg.open(":memory:") as other:
        (report,) = store.load(tmp_path / "a.txt")
        assert report == kg.load(other, [str(tmp_path)])[0] and report.status == "loaded" and store.canonical() == other.canonical()
        assert kg.load(other, str(tmp_path / "a.txt"), as_name="b")[0].status == "unchanged"
        assert store.load([tmp_path / "a.txt"], min_confidence=0.5)[0].name == "a.txt"


def test_a_store_opened_without_loaders_says_so() -> None:
    from kg import store as room

    with room.open() as store, pytest.raises(kg.KGError, match="open it with kg.open, or use kg.load"):
        store.load("a.txt")
