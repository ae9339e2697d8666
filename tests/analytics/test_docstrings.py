"""The examples in the docstrings of the measures are right, and every measure says where it comes from."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
from pathlib import Path

import networkx as nx
import pytest

from kg import analytics
from kg.analytics import MEASURES

MODULES = ("candidates", "centrality", "change", "groups", "holes", "inequality", "partitions", "prediction", "structure", "table", "ties", "triangles", "walks")


@pytest.mark.parametrize("module", MODULES)
def test_examples(module: str) -> None:
    assert doctest.testmod(importlib.import_module(f"kg.analytics.{module}"), extraglobs={"nx": nx}).failed == 0


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_has_a_question_a_source_and_an_example(name: str) -> None:
    function, measure = getattr(analytics, name), MEASURES[name]
    assert inspect.isfunction(function), f"{name} is hidden by a module of its name"
    text = inspect.getdoc(function) or ""
    assert "Source:" in text or "Method:" in text
    assert measure.function == f"{function.__module__.rpartition('.')[2]}:{name}"
    assert measure.question.endswith("?") and measure.chinese.endswith("？")
    assert ">>>" in text or name == "turnover"


def by_hand(name: str) -> list[str]:
    """The tests whose numbers are worked out by hand, of those that call a measure."""
    found = []
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and "by_hand" in node.name:
                called = {one.func.id for one in ast.walk(node) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)}
                if name in called and any(isinstance(one, ast.Assert) for one in ast.walk(node)):
                    found.append(f"{path.name}::{node.name}")
    return found


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_is_worked_out_by_hand(name: str) -> None:
    assert by_hand(name), f"no test_…_by_hand in tests/analytics calls {name}: work out a small graph, and write the arithmetic down"


def test_a_measure_without_such_a_test_is_noticed() -> None:
    assert by_hand("shown") == by_hand("read") == []


def test_all_names_are_there() -> None:
    assert set(MEASURES) < set(analytics.__all__) <= set(dir(analytics))
    for name in analytics.__all__:
        assert getattr(analytics, name).__doc__ if name != "MEASURES" else analytics.MEASURES
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        analytics.nothing  # noqa: B018
