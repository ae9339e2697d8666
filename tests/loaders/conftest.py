"""An extractor that is known in advance, so that these tests are about the loaders."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from types import SimpleNamespace

import pytest

from kg.loaders import prose
from kg.model import Evidence, Measure, Source


def read_numbers(text: str, source: Source) -> SimpleNamespace:
    """A fact for every line that is a number; the first line is the title, unless the page has told one."""
    if "失败" in text:
        raise ZeroDivisionError("a fault of the extractor")
    facts, start = [], 0
    for line in text.split("\n"):
        if line.isdecimal():
            proof = Evidence(source=source.key, quote=line, start=start, end=start + len(line))
            facts.append(Measure(scope=source.key, subject="数", quantity=Decimal(line), evidence=(proof,)))
        start += len(line) + 1
    title = source.title or text.strip().split("\n")[0]
    return SimpleNamespace(source=dataclasses.replace(source, title=title), facts=tuple(facts))


@pytest.fixture(autouse=True)
def extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "extract", read_numbers)
