"""Names of countries (ISO 3166-1, Chinese and English names of Unicode CLDR), from `kg/data/countries.tsv`."""

from __future__ import annotations

from pathlib import Path


def _read() -> dict[str, tuple[str, str]]:
    rows = (Path(__file__).resolve().parent.parent / "data" / "countries.tsv").read_text("utf-8").splitlines()[1:]
    return {zh: (code, en) for code, zh, en in (row.split("\t") for row in rows)}


COUNTRIES = _read()
"""Chinese name → (ISO 3166-1 alpha-2 code, English name)."""
