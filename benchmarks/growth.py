"""Whether the cost of a question grows with its answer alone.

    python benchmarks/growth.py

Two measurements, each a ratio within one run. Where many sources say the same: what a question costs over 24 such sources,
by what it costs over 12 (2 is what grows with the sources; joins over their union once took 130). Where sources speak of
others: what a lookup of one region costs beside 600 unrelated sources, by what it costs beside 20 (1 is a lookup that
reads only what concerns it; 30 is one that reads everything).
"""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Callable
from pathlib import Path

import kg
from kg import lookup
from kg.lookup.names import Known
from kg.model import Event, Evidence, Participation, Partnership, Person, Region, Source
from kg.store import Store

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from test_agreement import HUB, agreeing


def unrelated(number: int) -> Store:
    """A store with one partnership of the hub, and so many sources that speak of others."""
    store = kg.open(":memory:")
    for index in range(number):
        source = Source(name=f"{index}.txt", sha256=f"{index:064x}")
        sides = [Region(name=f"外{index}{mark}县", code=str(910000 + 2 * index + place), level="county") for place, mark in enumerate("东西")]
        proof = (Evidence(source=source.key, quote=f"第{index}对", start=1, end=4),)
        people = [Person(name=f"人{index}{mark}", seat=side) for mark, side in zip("甲乙", sides, strict=True)]
        event = Event(kind="event/visit", start="2021-01-01", place=sides[0], leader=people[0].name, evidence=proof)
        seats = tuple(Participation(owner=event.key, actor=person, role="role/attended", evidence=proof) for person in people)
        store.replace(source, [Partnership(a=sides[0], b=sides[1], kind="partnership/twinning", evidence=proof),
                               dataclasses.replace(event, participations=seats)], None)
    source = Source(name="hub.txt", sha256="f" * 64)
    store.replace(source, [Partnership(a=HUB, b=Region(name="远山县", code="990303", level="county"), kind="partnership/twinning")], None)
    return store


def seconds(ask: Callable[[], object], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        ask()
        best = min(best, time.perf_counter() - begin)
    return best


def ratio(small: Store, large: Store, ask: Callable[[Store], object], times: int = 7) -> float:
    """How many times as long the larger store takes, each at its best of `times`."""
    return seconds(lambda: ask(large), times) / seconds(lambda: ask(small), times)


def main() -> None:
    hub = lookup.Entity("https://w3id.org/cooperation-kg/id/region/990001", "中岭县", "region", "990001")
    questions: dict[str, Callable[[Store], object]] = {
        f"query {name}": lambda store, name=name: list(store.rows(lookup.query_text(name)))  # type: ignore[misc]
        for name in sorted(lookup.queries())}
    questions |= {"resolve a name": lambda store: lookup.resolve(store, "中岭"), "all names": Known,
                  "show": lambda store: lookup.show(store, hub)}
    lookups: dict[str, Callable[[Store], object]] = {
        "partners": lambda store: lookup.partners(store, hub), "posts": lambda store: lookup.posts(store, hub),
        "met": lambda store: lookup.met(store, hub), "timeline": lambda store: lookup.timeline(store, hub),
        "show": lambda store: lookup.show(store, hub),
        "path": lambda store: lookup.path(store, hub, hub._replace(iri=store.base + "region/990303"))}
    for title, small, large, asked in (("24 sources that agree, by 12", agreeing(12), agreeing(24), questions),
                                       ("600 unrelated sources, by 20", unrelated(20), unrelated(600), lookups)):
        print(title)
        for name, ask in asked.items():
            print(f"  {name:28}{ratio(small, large, ask):6.2f}x")


if __name__ == "__main__":
    main()
