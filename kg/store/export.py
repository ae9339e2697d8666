"""The graph in every RDF format. Statements are sorted, so that equal graphs give equal bytes."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from typing import Any, BinaryIO

import pyoxigraph
from pyoxigraph import RdfFormat

from ..errors import StoreError
from ..terms import CONTEXT, PREFIXES, Quad, ontology_folder

FORMATS: dict[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML,
}
"""Names of the formats. turtle, ntriples and rdfxml know no named graphs: they hold the union of all sources."""


DATASETS = frozenset(name for name, kind in FORMATS.items() if kind.supports_datasets)
"""Those that keep named graphs apart."""


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
        output.write(_jsonld(ordered))
        return
    try:
        pyoxigraph.serialize(content, output, format=kind, prefixes=prefixes)
    except (ValueError, OSError) as error:
        raise StoreError(f"the graph cannot be written as {format}: {error}; nquads holds everything") from error


def _jsonld(ordered: list[Quad]) -> bytes:
    """JSON-LD 1.1 compacted with the ontology's context, a node object for each subject, in a fixed order."""
    import rdflib  # noqa: PLC0415  # the only one here that compacts by a context

    context = json.loads((ontology_folder() / CONTEXT).read_text("utf-8"))["@context"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own serializer uses what rdflib deprecates
        graph = rdflib.Dataset()
        graph.parse(data="".join(f"{quad} .\n" for quad in ordered), format="nquads")
        written = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=True))
    body = {key: _in_order(value) for key, value in written.items() if key != "@context"} if isinstance(written, dict) else {
        "@graph": _in_order(written)}
    return (json.dumps({"@context": context, **body}, ensure_ascii=False, indent=1) + "\n").encode()


def _in_order(value: Any) -> Any:
    """JSON with its keys and its (unordered) arrays sorted."""
    if isinstance(value, list):
        return sorted((_in_order(item) for item in value), key=lambda item: (
            item.get("@id", "") if isinstance(item, dict) else "", json.dumps(item, ensure_ascii=False, sort_keys=True)))
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    return value
