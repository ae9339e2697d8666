"""Golden folders: what a document yields, to the last quad, as canonical N-Quads.

After a deliberate change: KG_UPDATE_GOLDEN=1 pytest tests/test_golden.py, then read the diff before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import kg
from kg.loading import load

FIXTURES = sorted(path for path in (Path(__file__).parent / "fixtures").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda path: path.name)
def test_golden(folder: Path) -> None:
    document = next(folder.glob("input.*"))
    with kg.open(":memory:") as store:
        reports = load(store, [document])
        assert [report.status for report in reports] == ["loaded"], reports
        found = store.canonical()
    expected = folder / "expected.nq"
    if os.environ.get("KG_UPDATE_GOLDEN"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")
