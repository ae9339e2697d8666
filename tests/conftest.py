"""Fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import samples

import kg.store
from kg.store import Store


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, once in memory and once on disk."""
    with kg.store.open(None if request.param == "memory" else tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    """A store that holds the sample source with its text."""
    store.replace(samples.SOURCE, samples.FACTS, samples.TEXT, location="/documents/visit.txt")
    return store
