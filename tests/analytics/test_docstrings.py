"""The examples in the docstrings of the measures are right, and every measure says where it comes from."""

from __future__ import annotations

import doctest
import importlib
import inspect

import networkx as nx
import pytest

from kg import analytics
from kg.analytics import MEASURES

MODULES = ("centrality", "change", "groups", "holes", "inequality", "partitions", "prediction", "structure", "table", "ties", "triangles", "walks")


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


def test_all_names_are_there() -> None:
    assert set(MEASURES) < set(analytics.__all__) <= set(dir(analytics))
    for name in analytics.__all__:
        assert getattr(analytics, name).__doc__ if name != "MEASURES" else analytics.MEASURES
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        analytics.nothing  # noqa: B018
