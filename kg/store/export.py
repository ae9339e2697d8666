"""The graph in every RDF format. Statements are sorted, so that equal graphs give equal bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

import pyoxigraph
from pyoxigraph import RdfFormat

from ..errors import StoreError
from ..terms import PREFIXES, Quad

FORMATS: dict[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML,
}
"""Names of the formats. turtle, ntriples and rdfxml know no named graphs: they hold the union of all sources."""


def dump(quads: Iterable[Quad], output: BinaryIO, format: str, base: str) -> None:
    """Write quads to a binary file in one of `FORMATS`.

    Raises
    ------
    StoreError : an unknown format, or a statement that the format cannot express.
    """
    if format not in FORMATS:
        raise StoreError(f"the format {format!r} is not known; choose one of {', '.join(FORMATS)}")
    kind, prefixes = FORMATS[format], {**PREFIXES, "id": base}
    ordered = sorted(quads, key=str)
    content: list[Any] = ordered if kind.supports_datasets else sorted({quad.triple for quad in ordered}, key=str)
    if format == "jsonld":
        expanded = pyoxigraph.serialize(content, format=kind)
        output.write(_compacted(json.loads(expanded or b"[]"), prefixes))
        return
    try:
        pyoxigraph.serialize(content, output, format=kind, prefixes=prefixes)
    except (ValueError, OSError) as error:
        raise StoreError(f"the graph cannot be written as {format}: {error}; nquads holds everything") from error


def _compacted(expanded: Any, prefixes: dict[str, str]) -> bytes:
    """Expanded JSON-LD with its names in prefixed form and the prefixes as its context (JSON-LD 1.1, 4.1.5)."""
    longest = sorted(prefixes.items(), key=lambda item: -len(item[1]))

    def short(iri: str) -> str:
        for prefix, namespace in longest:
            if iri.startswith(namespace) and not iri.startswith(namespace + "//"):
                return f"{prefix}:{iri[len(namespace):]}"
        return iri

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {short(key): _ids(item, short) if key in ("@id", "@type") else walk(item) for key, item in value.items()}

    document = {"@context": prefixes, "@graph": walk(expanded)}
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _ids(value: Any, short: Any) -> Any:
    return [short(item) for item in value] if isinstance(value, list) else short(value)
