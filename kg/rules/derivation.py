"""What rules derive, in a graph of its own: written, removed, and told apart from what the sources would give now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from ..store import Store
from ..terms import SCHEMA, Literal, NamedNode, Quad
from .book import Rule, instances, local, named, rules

GRAPH = "graph/derived"
"""Path of the derived graph below the store's base."""
MARK = SCHEMA.version
"""Says of a rule (`rule/NAME` below the base) which state of the sources it was applied to."""


class Derived(NamedTuple):
    """What a rule has derived: how many statements; `state` is "current", "stale" (sources have changed since), or "" where it
    has not been applied."""

    rule: Rule
    number: int
    state: str


def derive(store: Store, rules: Iterable[str] = ()) -> int:
    """Apply rules to the sources; returns the number of statements derived. What they derived before is replaced, in one
    step: rules read the facts alone, so deriving twice gives the same.

    Parameters
    ----------
    rules : names of rules or of the relations that they derive; all if empty.

    Raises
    ------
    UnknownName : there is no such rule.
    StoreError : the store is open for reading only, or the disk fails.
    """
    chosen, graph = named(rules), NamedNode(store.base + GRAPH)
    quads = {Quad(NamedNode(one.subject), NamedNode(rule.relation), NamedNode(one.object), graph)
             for rule in chosen for one in instances(store, rule)}
    state = store.state()
    marks = [Quad(_node(store, rule), MARK, Literal(state), graph) for rule in chosen if state]
    store.replace_graph(graph.value, [*_others(store, graph, chosen), *quads, *marks])
    return len(quads)


def underive(store: Store, rules: Iterable[str] = ()) -> int:
    """Remove what rules derived (all rules if none is named); returns the number of statements removed. Errors as for `derive`."""
    chosen, graph = named(rules), NamedNode(store.base + GRAPH)
    before = sum(one.number for one in derived(store))
    store.replace_graph(graph.value, _others(store, graph, chosen))
    return before - sum(one.number for one in derived(store))


def derived(store: Store) -> list[Derived]:
    """What each rule has derived, in the order of their names."""
    graph, now = NamedNode(store.base + GRAPH), states(store)
    return [Derived(rule, sum(1 for _ in store.quads(None, NamedNode(rule.relation), None, graph)), now[rule.name]) for rule in rules().values()]


def states(store: Store) -> dict[str, str]:
    """Rule by name → "current", "stale" or "", as in `Derived`."""
    graph, found, now = NamedNode(store.base + GRAPH), {}, ""
    for rule in rules().values():
        marks = [quad.object for quad in store.quads(_node(store, rule), MARK, None, graph)]
        there = bool(marks) or next(store.quads(None, NamedNode(rule.relation), None, graph), None) is not None
        now = now or (store.state() if marks else "")
        found[rule.name] = ("current" if marks == [Literal(now)] else "stale") if there else ""
    return found


def outdated(store: Store, query: str) -> list[str]:
    """The relations that a query names and that are not derived, or that were derived before sources changed."""
    asked = [rule for rule in rules().values() if local(rule) in query]
    now = states(store) if asked else {}
    return [local(rule) for rule in asked if now[rule.name] != "current"]


def derive_again(store: Store) -> int:
    """Apply those rules again that have been applied before; returns the number of statements derived."""
    before = [name for name, state in states(store).items() if state]
    return derive(store, before) if before else 0


def _others(store: Store, graph: NamedNode, chosen: Collection[Rule]) -> list[Quad]:
    """What stands in the derived graph by other rules."""
    if len(chosen) == len(rules()):
        return []
    relations, nodes = {rule.relation for rule in chosen}, {_node(store, rule) for rule in chosen}
    return [quad for quad in store.quads(graph=graph) if quad.predicate.value not in relations and quad.subject not in nodes]


def _node(store: Store, rule: Rule) -> NamedNode:
    return NamedNode(f"{store.base}rule/{rule.name}")
