"""Dates that an answer gives: only those whose year the text or its publication tells."""

from __future__ import annotations

import re

from .. import edtf
from ..extract.document import Document


class Dates:
    """The years of one document, and what may be said with them."""

    def __init__(self, document: Document) -> None:
        values = [date.value for date in document.dates if date.value is not None]
        stated = [value for one in values for value in (one.start, one.end) if value]
        self.years = {value[:4] for value in (*stated, document.source.published) if value}
        self.years.update(re.findall(r"(?<!\d)\d{4}(?=年|-|/|\.|$|\W)", document.text))

    def of(self, value: str) -> str:
        """The date, or "" where it is none or its year comes from elsewhere."""
        value = value.strip()
        return value if edtf.valid(value) and (value[:4] in self.years or value.startswith("XXXX")) else ""

    def span(self, start: str, end: str) -> tuple[str, str]:
        """First and last day; the last is left out where it is the first, or lies before it."""
        first, last = self.of(start), self.of(end)
        if not first or last == first or (edtf.bounds(last)[1] < edtf.bounds(first)[0]):
            last = ""
        return first, last
