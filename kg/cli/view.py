"""`kg view`: the graph, or the surroundings of one entity, as one HTML file."""

from __future__ import annotations

import re

import click

from .. import lookup, network, views
from .options import opened, store_option
from .output import STDOUT, output_to
from .structured import dump


@click.command(epilog="""\b
    Examples:
      kg view -o graph.html
      kg view 宜川县 --hops 2 -o 宜川县.html
      kg view 宜川县 --format json""")
@click.argument("name", required=False)
@click.option("-o", "--output", metavar="FILE", help="Where to write; - is stdout. Else NAME.html, or graph.html.")
@click.option("--hops", type=click.IntRange(1, 6), default=1, show_default=True, help="How far around NAME.")
@click.option("--format", "form", type=click.Choice(["html", "json"]), default="html", show_default=True,
              help="json: write the HTML file, and its name and size as JSON to stdout.")
@store_option
def view(name: str | None, output: str | None, hops: int, form: str) -> None:
    """Write a picture of the graph as one HTML file that opens offline: search, legend, facts with their quotes."""
    if form == "json" and output == STDOUT:
        raise click.UsageError("--format json and -o - both want stdout.")
    with opened() as store:
        entity = lookup.resolve(store, name) if name else None
        graph = network.graph(store, focus=[entity.iri] if entity else [], hops=hops)
    title = entity.label if entity else "Cooperation"
    page = views.graph(graph, title=title, output=None)
    file = output or f"{file_name(title) if entity else 'graph'}.html"
    with output_to(file) as stream:
        stream.write(page.encode("utf-8"))
    if form == "json":
        dump({"file": file, "nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()})


def file_name(label: str) -> str:
    """A label as the stem of a file name: letters, digits, hyphens and underscores of any script."""
    return re.sub(r"[^\w-]+", "-", label).strip("-")[:60] or "graph"
