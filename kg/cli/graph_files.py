"""Networks as files: GraphML and GEXF (written by networkx), and CSV.

Neither XML format holds lists or records, and XML 1.0 holds no control characters: lists are joined with "; ",
evidence is JSON, what XML cannot hold becomes U+FFFD. The same graph gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx

from ..network import graph as network_of
from ..store import Store

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
RESERVED = {"start": "start_date", "end": "end_date", "type": "type_name", "pid": "parent", "viz": "viz_name"}
"""Attributes that mean something of their own in GEXF → the names they take there."""
ENDS = ("label", "kind", "code")
EDGE = ("relation", "label", "kind", "programme", "role", "start", "end", "status", "weight")


def of_store(store: Store, write: Callable[[nx.MultiDiGraph], bytes]) -> bytes:
    """The whole network of a store as the bytes of a file."""
    return write(network_of(store))


def graphml(graph: nx.MultiDiGraph) -> bytes:
    """GraphML 1.0 (graphml.graphdrawing.org), each edge with an id of its own."""
    lines = nx.generate_graphml(flat(graph), edge_id_from_attribute="id", named_key_ids=False)
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(lines) + "\n").encode("utf-8")


def gexf(graph: nx.MultiDiGraph) -> bytes:
    """GEXF 1.2 (gexf.net). The day of writing, which networkx adds, is left out."""
    lines = nx.generate_gexf(flat(graph, RESERVED))
    text = "<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(lines) + "\n"
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1).encode("utf-8")


def table(graph: nx.MultiDiGraph) -> bytes:
    """A row for each relation: both ends with kind and code, then the relation, its first source and quote."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([*(f"a_{name}" for name in ENDS), *(f"b_{name}" for name in ENDS), *EDGE, "source", "quote"])
    for a, b, data in graph.edges(data=True):
        ends = [graph.nodes[node].get(name, "") for node in (a, b) for name in ENDS]
        first: Mapping[str, Any] = next(iter(data.get("evidence") or ()), {})
        row = [*ends, *(data.get(name, "") for name in EDGE), first.get("source", ""), first.get("quote", "")]
        writer.writerow(["" if value is None else value for value in row])
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def flat(graph: nx.MultiDiGraph, names: Mapping[str, str] | None = None) -> nx.MultiDiGraph:
    """A copy whose attributes are strings, numbers and truth values, renamed by `names`; edges get ids e0, e1 …"""
    copy = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        copy.add_node(_text(str(node)), **_flat(data, names or {}))
    for number, (a, b, data) in enumerate(graph.edges(data=True)):
        copy.add_edge(_text(str(a)), _text(str(b)), key=f"e{number}", **{**_flat(data, names or {}), "id": f"e{number}"})
    return copy


def _flat(data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {names.get(name, name): _plain(value) for name, value in data.items() if value is not None}


def _plain(value: Any) -> str | int | float | bool:
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple, set)) and all(isinstance(item, str) for item in value):
        return _text("; ".join(sorted(value) if isinstance(value, set) else value))
    return _text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))


def _text(value: str) -> str:
    return _NO_XML.sub("\ufffd", value)
