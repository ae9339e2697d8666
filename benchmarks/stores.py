"""The stores that benchmarks measure on, each made once: a folder, and its statements as files."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Built(NamedTuple):
    """A store of so many quads, with its graph as N-Quads and (without names of graphs) as N-Triples."""

    quads: int
    folder: Path
    nquads: Path
    ntriples: Path
    busiest: tuple[str, str]
    """Code and IRI of the region with most partnerships."""
    middling: tuple[str, str]
    """Those of a region with as many as half the regions have at most."""

    @property
    def size(self) -> str:
        return f"{self.quads:,} quads"

    @property
    def graph(self) -> Path:
        """Where Oxigraph keeps its files."""
        return self.folder / "graph"


REGIONS = """PREFIX coop: <https://w3id.org/cooperation-kg/ontology#>
SELECT ?region (MIN(STR(?digits)) AS ?code) WHERE { GRAPH ?source { ?p coop:sideA|coop:sideB ?region . ?region coop:code ?digits } }
GROUP BY ?region ORDER BY DESC(COUNT(*)) ?code"""


def build(quads: int, scratch: Path) -> Built:
    """A store of at least so many quads in a folder of `scratch`; one that is there already is taken."""
    import shape  # what a peer measures needs no kg

    import kg

    folder, nquads, ntriples = (scratch / f"{quads}{ending}" for ending in ("", ".nq", ".nt"))
    scratch.mkdir(parents=True, exist_ok=True)
    if not folder.exists():
        part = folder.with_name(f"part-{folder.name}")
        shape.fill(part, quads)
        part.rename(folder)
    for path in (nquads, ntriples):
        if not path.exists():
            part = path.with_name(f"part-{path.name}")
            shape.write(part, quads)
            part.rename(path)
    with kg.open(folder, read_only=True) as store:
        regions = [(str(code), str(iri)) for iri, code in store.rows(REGIONS)]
    return Built(quads, folder, nquads, ntriples, regions[0], regions[len(regions) // 2])
