"""`kg export`: the graph for other programs."""

from __future__ import annotations

import click

from .lazy import fetch
from .options import opened, store_option
from .output import STDOUT, output_to

RDF = {
    "turtle": "turtle", "nt": "ntriples", "nq": "nquads", "trig": "trig", "jsonld": "jsonld", "rdfxml": "rdfxml",
}
"""Name of an RDF format here → its name in the store."""
NETWORK = {"graphml": "graph_files:graphml", "gexf": "graph_files:gexf", "csv": "graph_files:table"}
"""Network format → the function (graph) that gives its bytes."""


@click.command(epilog="""\b
    Examples:
      kg export --format turtle
      kg export --format nq -o graph.nq
      kg export --format graphml -o graph.graphml
      kg export --format csv -o relations.csv""")
@click.option("--format", "form", type=click.Choice([*RDF, *NETWORK]), default="turtle", show_default=True,
              help="nq, trig and jsonld keep the sources apart; csv is a table of relations.")
@click.option("-o", "--output", metavar="FILE", default=STDOUT, help="Where to write; else stdout.")
@store_option
def export(form: str, output: str) -> None:
    """Write the whole graph as RDF, as a network for Gephi and the like (GraphML, GEXF), or as a table of relations."""
    with opened() as store:
        if form in RDF:
            with output_to(output) as stream:
                store.dump(stream, RDF[form])
            return
        data = fetch("graph_files:of_store")(store, fetch(NETWORK[form]))
    with output_to(output) as stream:
        stream.write(data)
