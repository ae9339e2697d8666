"""An extractor that is known in advance, so that these tests are about the loaders."""

from __future__ import annotations

import pytest
import samples

from kg.loaders import prose


@pytest.fixture(autouse=True)
def extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "extract", samples.read_numbers)
