"""Under every fact lies its sentence: `text[start:end] == quote`, over every document that the tests have."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract
from kg.model import Evidence, Fact, Source, quads, read

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*(ROOT / "tests").rglob("*.txt"), *(ROOT / "examples").rglob("*.txt")])


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig", errors="replace")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_offsets_lead_to_the_quote(path: Path) -> None:
    text = text_of(path)
    found = extract(text, Source(name=path.name, sha256="0"))
    nodes = read(quads(found.facts, found.source))
    facts = [node for node in nodes if isinstance(node, Fact)]
    evidence: set[Evidence] = set()
    for fact in facts:
        parts = (*getattr(fact, "participations", ()), *getattr(fact, "points", ()))
        assert fact.evidence, f"{fact.key} has no evidence"
        evidence.update(fact.evidence)
        for part in parts:
            evidence.update(part.evidence)
    for one in evidence:
        assert text[one.start:one.end] == one.quote
        assert one.quote.strip()


def test_there_are_documents() -> None:
    assert len(DOCUMENTS) > 20
