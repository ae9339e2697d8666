"""Projections as columns: the facts and attributes of `projection`, from one reading of the store, without an object for each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import networkx as nx
import numpy as np

from ..store import Store
from . import attributes, joined
from .cache import answered, swept
from .edgelist import EdgeList
from .filters import Filter, made
from .joined import Joined, distinct
from .projections import asked
from .sweep import Numbers, Sweep

_JOIN = {"regions": joined.regions, "people": joined.people, "bodies": joined.bodies, "multilayer": joined.everything}


class Drawn(NamedTuple):
    """Facts that join actors, in no order; and how many facts were taken, only planned, or of another time."""

    rows: Joined
    counts: dict[str, int]


def edge_list(store: Store, name: str = "regions", by: Sequence[str] = (), *, since: str = "", until: str = "",
              on: str = "", kinds: Sequence[str] = (), alone: bool = False) -> EdgeList:
    """The facts of `projection(store, name, by, …)` as columns: what measures of large graphs take.

    Parameters and errors are those of `projection`. Rows and nodes come in its order, with its attributes but for `details` and
    `evidence`; texts are arrays of objects, as are amounts (None where unknown).

    >>> import kg.store
    >>> len(edge_list(kg.store.open(), "people"))
    0
    """
    wanted, chosen = asked(name, by), made(since, until, on, kinds)
    return answered(store, lambda: swept(store, lambda sweep: _listed(sweep, name, wanted, chosen, alone)), (name, wanted, chosen, alone))


def pairs(store: Store, name: str = "regions", by: Sequence[str] = (), *, since: str = "", until: str = "", on: str = "",
          kinds: Sequence[str] = (), directed: bool = False) -> nx.Graph:
    """Who is joined to whom by how many facts of `projection(store, name, by, …)`: one edge for each pair, with the number as
    `weight`, and nothing else. It reads the fewest properties and is the fastest way into networkx.

    Parameters and errors are those of `projection`, and:
    directed : a `networkx.DiGraph` from the supporter to the one helped, from payer to payee …; facts between equals run both ways.

    >>> import kg.store
    >>> pairs(kg.store.open(), "people").number_of_edges()
    0
    """
    wanted, chosen = asked(name, by), made(since, until, on, kinds)
    key = ("pairs", name, wanted, *chosen[:3], *sorted(chosen.kinds))
    return answered(store, lambda: swept(store, lambda sweep: _bare(sweep, name, wanted, chosen)), key, _packed, _unpacked).pairs(directed)


def _packed(edges: EdgeList) -> dict[str, Numbers]:
    told = json.dumps({"nodes": edges.nodes, "graph": edges.graph}).encode()
    return {"told": np.frombuffer(told, np.uint8), "a": edges.a, "b": edges.b, "directed": edges.directed}


def _unpacked(arrays: Mapping[str, Numbers]) -> EdgeList:
    told = json.loads(arrays["told"].tobytes())
    return _fixed(EdgeList(told["nodes"], arrays["a"], arrays["b"], arrays["directed"], graph=told["graph"]))


def _bare(sweep: Sweep, name: str, wanted: Sequence[str], chosen: Filter) -> EdgeList:
    rows, counts = _drawn(sweep, name, wanted, chosen)
    nodes, place = _nodes(sweep, np.concatenate([rows.a, rows.b]))
    rows = _ends(rows, place)
    return _fixed(EdgeList(sweep.text(nodes).tolist(), rows.a, rows.b, rows.directed,
                           graph={**counts, "projection": name, "by": list(wanted)}))


def _fixed(edges: EdgeList) -> EdgeList:
    """The same, which nobody can change: it is given again to whoever asks for the same."""
    for column in (edges.a, edges.b, edges.directed, *edges.columns.values(), *edges.actors.values()):
        column.flags.writeable = False
    return edges


def _listed(sweep: Sweep, name: str, wanted: Sequence[str], chosen: Filter, alone: bool) -> EdgeList:
    rows, counts = _drawn(sweep, name, wanted, chosen)
    lonely = [sweep.facts("region")] if alone and name == "regions" else []
    nodes, place = _nodes(sweep, np.concatenate([rows.a, rows.b, *lonely]))
    rows = _ends(rows, place)
    facts, places = np.unique(rows.fact, return_inverse=True)
    order = np.lexsort((sweep.rank(facts)[places.ravel()], rows.b, rows.a))
    rows, places = rows.only(order), places.ravel()[order]
    sweep.learn(wanted)
    columns = attributes.of_facts(sweep, facts)
    if name == "bodies":
        columns |= attributes.of_posts(sweep, facts)
    return _fixed(EdgeList(sweep.text(nodes).tolist(), rows.a, rows.b, rows.directed,
                           {"fact": sweep.text(rows.fact), **{name: column[places] for name, column in columns.items()}},
                           attributes.of_actors(sweep, nodes), {**counts, "projection": name, "by": list(wanted)}))


def _drawn(sweep: Sweep, name: str, relations: Sequence[str], wanted: Filter) -> Drawn:
    """Whom the facts join, without those that are not asked for."""
    rows = _JOIN[name](sweep, relations)
    if wanted != Filter():
        sweep.learn(relations)
    facts, places = np.unique(rows.fact, return_inverse=True)
    of_kind, planned, in_time = attributes.kept(sweep, facts, wanted)
    taken = of_kind & ~planned & in_time
    counts = {"facts": taken, "planned": of_kind & planned, "outside": of_kind & ~planned & ~in_time}
    return Drawn(rows.only(taken[places.ravel()]), {place: int(found.sum()) for place, found in counts.items()})


def _nodes(sweep: Sweep, ids: Numbers) -> tuple[Numbers, Numbers]:
    """Actors in the order of their IRIs, and for each term its place among them."""
    nodes = np.unique(ids)
    nodes = nodes[np.argsort(sweep.rank(nodes))]
    place = np.zeros(len(sweep.columns.numbers), np.int32)
    place[nodes] = np.arange(len(nodes), dtype=np.int32)
    return nodes, place


def _ends(rows: Joined, place: Numbers) -> Joined:
    """Each row once, with places of actors as its ends; of equals the smaller comes first."""
    a, b = place[rows.a], place[rows.b]
    turned = ~rows.directed & (a > b)
    a, b = np.where(turned, b, a), np.where(turned, a, b)
    a, b, fact, directed = distinct(a, b, rows.fact, rows.directed)
    return Joined(fact, a, b, directed)
