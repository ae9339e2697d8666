"""The page around a drawing: one file, no request, nothing that a document says can run.

The script of vis-network comes from pyvis's wheel; the page's policy (Content Security Policy Level 3) names the hashes of its
two scripts and its style, and forbids all else.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
import networkx as nx
from markupsafe import Markup

from ..errors import KGError
from . import clean
from .drawing import Drawing, draw
from .style import EDGES, NODES, WORDS

VIS = "lib/vis-9.1.2/vis-network.min.js"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
"""SHA-256 of the file of vis-network 9.1.2 (Apache-2.0 or MIT) that pages hold."""


class Page(str):
    """An HTML page: a string that a notebook shows as what it is, in a frame that may run its script and do nothing else."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Page: {len(self)} characters>"

    def _repr_html_(self) -> str:
        return (f'<iframe srcdoc="{escape(self)}" sandbox="allow-scripts" width="100%" height="640" '
                'style="border:0"></iframe>')


def graph(nxgraph: nx.MultiDiGraph, *, title: str, subtitle: str = "", output: str | Path | None = None) -> Page:
    """A network as one HTML page.

    Parameters
    ----------
    nxgraph : what `kg.network.graph` gives, or a graph with the same attributes of nodes and edges.
    title, subtitle : what stands above it; below them come the date of the data and the number of sources.
    output : file to write (UTF-8); None writes none.

    Returns
    -------
    The page, a string that notebooks show as the picture. The same graph gives the same bytes.

    Raises
    ------
    KGError : pyvis is installed without vis-network, or the file cannot be written.

    >>> import networkx as nx
    >>> page = graph(nx.MultiDiGraph(), title="<b>")
    >>> "<title>&lt;b&gt;</title>" in page
    True
    """
    drawing = draw(nxgraph)
    style, script, vis = _static("graph.css"), _static("graph.js"), _vis()
    page = _template().render(
        title=clean.line(title), subtitle=clean.line(subtitle), words=WORDS, drawing=drawing,
        policy=_policy([vis, script], style), style=Markup(style), script=Markup(script), vis=Markup(vis),
        data=Markup(clean.island(_data(drawing))), legend=_legend(drawing), facts=[_row(drawing, fact) for fact in drawing.facts],
        date=max((source["published"] for source in drawing.sources), default=""), sources=len(drawing.sources),
    )
    if output is not None:
        try:
            Path(output).write_bytes(page.encode("utf-8"))
        except OSError as error:
            raise KGError(f"{output} cannot be written: {error.strerror}; choose another file") from error
    return Page(page)


def _data(drawing: Drawing) -> dict[str, Any]:
    return {**drawing._asdict(), "words": WORDS, "relations": list(EDGES)}


def _legend(drawing: Drawing) -> dict[str, list[tuple[str, int]]]:
    """Kinds and relations that the picture holds, with their numbers, in the order of the style."""
    kinds, relations = [node["kind"] for node in drawing.nodes], [fact["relation"] for fact in drawing.facts]
    return {"nodes": [(kind, kinds.count(kind)) for kind in NODES if kind in kinds],
            "relations": [(name, relations.count(name)) for name in EDGES if name in relations]}


def _row(drawing: Drawing, fact: dict[str, Any]) -> dict[str, Any]:
    """A fact as the table shows it."""
    span = "–".join(filter(None, (fact["start"], fact["end"]))) or fact["attested"]
    proofs = [(drawing.quotes[quote], drawing.sources[source]) for quote, source in fact["evidence"]]
    return {**fact, "date": span, "a": drawing.nodes[fact["a"]]["label"], "b": drawing.nodes[fact["b"]]["label"],
            "status": drawing.concepts.get(fact["status"]), "proofs": proofs}


def _policy(scripts: list[str], style: str) -> str:
    hashes = " ".join(_hash(script) for script in scripts)
    return (f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data: blob:; "
            "base-uri 'none'; form-action 'none'")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


@functools.cache
def _static(name: str) -> str:
    return (resources.files(__package__) / "static" / name).read_text("utf-8").replace("\r\n", "\n").strip()


@functools.cache
def _vis() -> str:
    """vis-network with the line ends that an HTML parser makes of them, so that its hash fits."""
    try:
        content = resources.files("pyvis").joinpath(VIS).read_bytes()
    except OSError as error:
        raise KGError(f"pyvis is installed without {VIS}; install pyvis 0.3.2 again") from error
    if hashlib.sha256(content).hexdigest() != VIS_SHA256:
        raise KGError(f"{VIS} of the installed pyvis is not the file that kg knows; install pyvis 0.3.2 again")
    text = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("//# sourceMappingURL=vis-network.min.js.map", "").strip()


@functools.cache
def _template() -> jinja2.Template:
    text = (resources.files(__package__) / "templates" / "graph.html").read_text("utf-8")
    return jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True,
                              undefined=jinja2.StrictUndefined).from_string(text)
