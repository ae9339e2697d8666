"""What the store tells of its sources and of its changes."""

from typing import NamedTuple


class Change(NamedTuple):
    """What writing a source changed, in quads. `unchanged`: its graph was already equal."""

    added: int
    removed: int
    unchanged: bool


class SourceInfo(NamedTuple):
    """A source in the store. `loaded` is an ISO time in UTC; `location` the file it came from; `also` the other
    places where the same bytes were found; `quads` the size of its graph."""

    name: str
    iri: str
    title: str
    publisher: str
    published: str
    quads: int
    sha256: str
    loaded: str
    location: str
    url: str
    extractor: str = ""
    also: tuple[str, ...] = ()


class Row(NamedTuple):
    """A line of the register. `settled` is false while the source's graph is being written."""

    key: str
    name: str
    title: str
    location: str
    sha256: str
    extractor: str
    loaded: str
    quads: int
    settled: bool
