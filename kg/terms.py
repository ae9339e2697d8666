"""RDF terms: namespaces, minting of IRIs, and where the ontology lies.

Instance IRIs are deterministic: minted from codes and names, never random, never blank. Names keep their
characters (RFC 3987 IRIs); only what an IRI path segment may not hold is percent-encoded.
"""

from __future__ import annotations

import functools
import os
import unicodedata

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

TYPE_CHECKING = False  # type checkers take it for True; importing `typing` would cost start-up time
if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "BASE", "BlankNode", "CONTEXT", "COOP", "CURATION", "DCTERMS", "DefaultGraph", "FOAF", "Literal", "NamedNode", "OA", "ORG",
    "OWL", "PREFIXES", "PROV", "Quad", "RDF", "RDFS", "SCHEMA", "SH", "SKOS", "Triple", "VOCABULARY", "WITHHELD", "XSD", "EDTF",
    "compact", "concept", "digest", "expand", "ontology_files", "ontology_folder", "ontology_place", "segment",
]

BASE = "https://w3id.org/cooperation-kg/id/"
"""Default base of instance IRIs."""
CURATION = "graph/curation"
"""Path of the curation graph below the base of instances."""
WITHHELD = "graph/withheld/"
"""Path, below the base, of the graphs in which exports hold what a source states where decisions say otherwise."""
VOCABULARY = "https://w3id.org/cooperation-kg/vocabulary/"
"""Base of the SKOS schemes and their concepts: `VOCABULARY + "event/visit"`."""
EDTF = NamedNode("http://id.loc.gov/datatypes/edtf")
"""Datatype of dates that XML Schema cannot express (Extended Date/Time Format, ISO 8601-2:2019)."""


class Namespace:
    """An IRI prefix; attributes and items are its terms: `COOP.Region`, `ORG["role"]`; `str()` is the prefix."""

    __slots__ = ("_prefix",)

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def __str__(self) -> str:
        return self._prefix

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        return _node(self._prefix + name)

    def __getitem__(self, name: str) -> NamedNode:
        return _node(self._prefix + name)


@functools.lru_cache(maxsize=4096)
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


COOP = Namespace("https://w3id.org/cooperation-kg/ontology#")
ORG = Namespace("http://www.w3.org/ns/org#")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SCHEMA = Namespace("https://schema.org/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
SH = Namespace("http://www.w3.org/ns/shacl#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

PREFIXES: dict[str, str] = {
    "coop": str(COOP), "org": str(ORG), "prov": str(PROV), "oa": str(OA), "skos": str(SKOS), "schema": str(SCHEMA),
    "foaf": str(FOAF), "dcterms": str(DCTERMS), "rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL), "xsd": str(XSD),
    "sh": str(SH), "edtf": "http://id.loc.gov/datatypes/", "id": BASE, "voc": VOCABULARY,
}
"""The prefixes that exports, queries and tables use."""

_FORBIDDEN = frozenset('<>"{}|\\^`%/?#[]@!$&\'()*+,;=: ')


@functools.lru_cache(maxsize=1 << 16)
def segment(text: str) -> str:
    """One IRI path segment for a name: NFC, other characters kept, forbidden ones percent-encoded (RFC 3987)."""
    out: list[str] = []
    for char in unicodedata.normalize("NFC", text.strip()):
        if char in _FORBIDDEN or not (char.isalnum() or char in "-._~·—–、，（）《》“”"):
            out.extend(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))
        else:
            out.append(char)
    return "".join(out) or "_"


def digest(*parts: object) -> str:
    """A short stable key (12 hexadecimal digits of SHA-256) for content that has no name of its own."""
    import hashlib  # noqa: PLC0415  # OpenSSL takes 3 ms to load, and lookups mint nothing

    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def concept(key: str) -> NamedNode:
    """The IRI of a vocabulary concept: `concept("event/visit")`."""
    return _node(VOCABULARY + key)


def compact(iri: str) -> str:
    """An IRI in prefixed form where a prefix fits: `coop:Region`, `id:region/320214`."""
    for prefix, namespace in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace):]}"
    return iri


def expand(name: str) -> str:
    """The full IRI of a prefixed name; whatever has no known prefix comes back as it is."""
    prefix, colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES and not rest.startswith("//") else name


def ontology_place() -> str:
    """The folder `ontology/`, as a string: inside the installed package, or beside it in a checkout.

    Raises
    ------
    FileNotFoundError : the installation is broken (neither place holds it).
    """
    here = os.path.dirname(os.path.abspath(__file__))
    for folder in (os.path.join(here, "ontology"), os.path.join(os.path.dirname(here), "ontology")):
        if os.path.isdir(os.path.join(folder, "vocabularies")):
            return folder
    raise FileNotFoundError("kg is installed without its ontology; install the package again")


def ontology_folder() -> Path:
    """The folder `ontology/` (see `ontology_place`)."""
    from pathlib import Path  # noqa: PLC0415  # a lookup starts faster without

    return Path(ontology_place())


def ontology_files() -> list[Path]:
    """The ontology and its vocabularies (not the shapes), in a stable order."""
    folder = ontology_folder()
    return [folder / "cooperation.ttl", *sorted((folder / "vocabularies").glob("*.ttl"))]


CONTEXT = "context.jsonld"
"""Name of the JSON-LD context inside `ontology/`."""
