"""Several ways between two actors: their order by steps and by evidence, their limits, and how little is read to find them."""

from __future__ import annotations

import dataclasses
import itertools
import math
import random

import pytest
from test_lookup import END, M1, M2, M3, START, county, entity, names, network, proofs, say, twins

import kg
from kg import lookup
from kg.errors import InputError
from kg.lookup import links
from kg.lookup.ways import Graph, Way, shortest
from kg.model import Event, Evidence, Organization, Participation, Partnership, Person, Post, Region, Source, Tenure
from kg.store import Store
from kg.terms import COOP, OA, XSD, Literal, NamedNode, Quad


def ways(store: Store, k: int = 9, **options: object) -> list[list[str]]:
    found = lookup.paths(store, entity(store, "始县"), entity(store, "终县"), k, **options)  # type: ignore[arg-type]
    return [[step.object for step in steps] for steps in found]


def claim(a: Region, b: Region, *quotes: str, sure: float = 1.0, source: str = "net.txt") -> Partnership:
    return dataclasses.replace(twins(a, b), evidence=proofs(*quotes, source=source), confidence=sure)


def brute(graph: Graph, start: str, end: str, count: int, steps: int) -> list[Way]:
    """All simple ways, found by trying."""
    found: list[Way] = []

    def go(way: tuple[str, ...], cost: tuple[int, int]) -> None:
        if way[-1] == end:
            found.append((cost, way))
        elif len(way) <= steps:
            for other, more in graph[way[-1]].items():
                if other not in way:
                    go((*way, other), (cost[0] + more[0], cost[1] + more[1]))

    go((start,), (0, 0))
    return sorted(found)[:count]


@pytest.mark.parametrize("seed", range(150))
def test_the_shortest_ways_are_those_that_trying_finds(seed: int) -> None:
    chance = random.Random(seed)
    nodes = "abcdefgh"[:chance.randint(2, 8)]
    graph: dict[str, dict[str, tuple[int, int]]] = {node: {} for node in nodes}
    by_steps, dense = chance.random() < 0.5, chance.choice((0.3, 0.6, 0.9))
    for one, other in itertools.combinations(nodes, 2):
        if chance.random() < dense:
            cost = (1, -chance.randint(1, 3)) if by_steps else (chance.randint(1, 9), 1)
            graph[one][other] = graph[other][one] = cost
    for steps, count in itertools.product((1, 2, 4, 7), (1, 3, 12)):
        assert shortest(graph, nodes[0], nodes[-1], count, steps) == brute(graph, nodes[0], nodes[-1], count, steps)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("by", lookup.BY)
def test_what_is_not_read_holds_no_better_way(seed: int, by: str) -> None:
    """Ways found from both ends are those in the whole network, however much of it was left unread."""
    chance = random.Random(seed)
    places = [START, *(county(f"中{number}县", f"98{number:02}01") for number in range(9)), END]
    store = kg.open(":memory:")
    said = [claim(one, other, *(f"{one.name}与{other.name}第{number}次互访交流座谈" for number in range(chance.randint(1, 3))),
                  sure=chance.choice((0.5, 0.8, 0.95))) for one, other in itertools.combinations(places, 2) if chance.random() < 0.35]
    say(store, "net.txt", *said)
    reader = links.Links(store)
    graph: dict[str, dict[str, tuple[int, int]]] = {f"{store.base}{place.key}": {} for place in places}
    for node in graph:
        for other, between in reader.of(node).items():
            graph[node][other] = ((1, -reader.sentences(between)) if by == "steps" else
                                  (round(-math.log(reader.sure(between)) * 1e9), 1))
    if next(store.quads(None, None, NamedNode(f"{store.base}{START.key}")), None) and next(
            store.quads(None, None, NamedNode(f"{store.base}{END.key}")), None):
        for steps, count in ((2, 3), (4, 1), (4, 4), (6, 5)):
            best = brute(graph, f"{store.base}{START.key}", f"{store.base}{END.key}", count, steps)
            iris = {iri: entity(store, iri).label for iri in {node for _, way in best for node in way}}
            assert ways(store, count, max_steps=steps, by=by) == [[iris[node] for node in way[1:]] for _, way in best]


def test_several_ways_the_shorter_and_better_attested_first() -> None:
    store = network((START, END, 1), (START, M1, 1), (M1, END, 1), (START, M2, 2), (M2, END, 2), (M1, M2, 1))
    assert ways(store) == [["终县"], ["乙县", "终县"], ["甲县", "终县"], ["甲县", "乙县", "终县"], ["乙县", "甲县", "终县"]]
    assert ways(store, 2) == ways(store)[:2] and ways(store, max_steps=2) == ways(store)[:3]
    assert names(store) == ["终县"]
    found = lookup.paths(store, entity(store, "始县"), entity(store, "终县"), 2)
    assert [(step.path, step.number) for steps in found for step in steps] == [("1", "1"), ("2", "1"), ("2", "2")]
    assert found[1][1].subject == found[1][0].object == "乙县"


def test_no_way_passes_an_actor_twice() -> None:
    store = network((START, M1, 1), (M1, M2, 1), (M2, START, 1), (M1, END, 1))
    assert ways(store, max_steps=20) == [["甲县", "终县"], ["乙县", "甲县", "终县"]]


def test_by_evidence_two_sure_steps_come_before_a_doubtful_one() -> None:
    store = kg.open(":memory:")
    say(store, "net.txt", claim(START, END, "始县终县", sure=0.6), claim(START, M1, "始县甲县", sure=0.9), claim(M1, END, "甲县终县", sure=0.9))
    assert ways(store) == [["终县"], ["甲县", "终县"]]
    assert ways(store, by="evidence") == [["甲县", "终县"], ["终县"]]
    assert [step.sure for step in lookup.path(store, entity(store, "始县"), entity(store, "终县"), by="evidence")] == ["0.900", "0.900"]


def test_of_one_source_only_the_best_counts_and_sources_confirm_one_another() -> None:
    def sure(*said: tuple[str, float, str]) -> float:
        store = kg.open(":memory:")
        for source, confidence, quote in said:
            say(store, source, claim(START, END, quote, sure=confidence, source=source))
        return float(lookup.path(store, entity(store, "始县"), entity(store, "终县"))[0].sure)

    assert sure(("a.txt", 0.8, "始县与终县结为友好县")) == 0.8
    assert sure(("a.txt", 0.8, "始县与终县结为友好县"), ("b.txt", 0.5, "终县和始县结好")) == 0.9
    assert sure(("a.txt", 0.8, "始县与终县三月在终县结为友好县"), ("b.txt", 0.5, "始县与终县三月在终县结为友好县")) == 0.8, "a reprint is no second witness"
    assert sure(("a.csv", 0.8, "终县"), ("b.csv", 0.5, "终县")) == 0.9, "a name in a cell is no copied sentence"
    assert sure(("a.txt", 1.0, "始县与终县结为友好县")) == 0.99, "nobody is never wrong"


def test_sentences_of_one_source_do_not_add_up() -> None:
    store = kg.open(":memory:")
    say(store, "net.txt", claim(START, END, "始县终县一", "始县终县二", "始县终县三", sure=0.7))
    assert lookup.path(store, entity(store, "始县"), entity(store, "终县"))[0].sure == "0.700"


def test_a_meeting_needs_the_event_and_both_who_took_part() -> None:
    store = kg.open(":memory:")
    event = Event(kind="event/visit", start="2021-05-01", leader="王一", confidence=0.9, evidence=proofs("王一来访"))
    seats = tuple(Participation(owner=event.key, actor=Person(name=name, seat=START), role="role/attended", confidence=sure)
                  for name, sure in (("王一", 0.8), ("李二", 0.5)))
    say(store, "net.txt", dataclasses.replace(event, participations=seats))
    (step,) = lookup.path(store, entity(store, "王一"), entity(store, "李二"))
    assert step.sure == "0.360" and step.quote == "王一来访" and step.fact.endswith("李二")


def test_only_over_the_relations_asked_for() -> None:
    store = kg.open(":memory:")
    office = Organization(name="始县人民政府", kind="organ/government", region=START)
    person = Person(name="王一", seat=START)
    say(store, "net.txt", twins(START, END, "始县终县"), Tenure(person=person, post=Post(title="县长", organization=office), organization=office))
    one, end = entity(store, "王一"), entity(store, "终县")
    assert [step.relation for step in lookup.path(store, one, end)] == ["tenure", "partnership"]
    assert lookup.paths(store, one, end, 3, relations=("tenure",)) == []
    assert len(lookup.paths(store, one, end, 3, relations=("tenure", "partnership"))) == 1


def test_only_over_what_stood_then() -> None:
    store = kg.open(":memory:")
    say(store, "net.txt", dataclasses.replace(twins(START, M1, "始甲"), since="2010", until="2012"), dataclasses.replace(twins(M1, END, "甲终"), since="2011"),
        dataclasses.replace(twins(START, M2, "始乙"), since="2015"), dataclasses.replace(twins(M2, END, "乙终"), since="2015"))
    assert ways(store) == [["甲县", "终县"], ["乙县", "终县"]]
    assert ways(store, asked=lookup.asked("2012-01-01")) == [["甲县", "终县"]]
    assert ways(store, asked=lookup.asked("2020-01-01")) == [["乙县", "终县"]]
    assert ways(store, asked=lookup.asked("2020-01-01", strict=True)) == []


@pytest.mark.parametrize("options", [{"k": 0}, {"max_steps": 0}, {"by": "length"}])
def test_a_search_for_nothing_is_refused(options: dict[str, object]) -> None:
    store = network((START, END, 1))
    with pytest.raises(InputError):
        ways(store, **options)  # type: ignore[arg-type]


def test_to_itself_and_to_islands() -> None:
    store = network((START, M1, 1), (M2, END, 1), (M2, M3, 1))
    start = entity(store, "始县")
    assert lookup.paths(store, start, start, 3) == [] and ways(store, by="evidence") == [] and ways(store) == []


def star(leaves: int) -> list[tuple[Region, Region, int]]:
    """Two ends that meet in one place, and a hub beside each with many others."""
    pairs = [(START, M1, 1), (M1, END, 1), (START, M2, 1), (END, M3, 1)]
    return [*pairs, *((hub, county(f"{hub.name}叶{number}", f"8{place}{number:04}"), 1) for place, hub in enumerate((M2, M3)) for number in range(leaves))]


def test_hubs_are_left_unread_where_a_shorter_way_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    store = network(*star(100))
    read: list[str] = []
    whole = links.Links.of
    monkeypatch.setattr(links.Links, "of", lambda self, node: read.append(node) or whole(self, node))  # type: ignore[func-returns-value]
    assert ways(store, 1) == [["甲县", "终县"]]
    assert len(read) == 2
    read.clear()
    assert ways(store, 1, by="evidence") == [["甲县", "终县"]]
    assert len(read) <= 6, "the hubs themselves, and none of those beside them"
    read.clear()
    assert ways(store, 2) == [["甲县", "终县"]] and len(set(read)) == len(read)


def test_where_the_ends_are_surely_related_only_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    leaves = [county(f"叶{number}", f"81{number:04}") for number in range(40)]
    store = kg.open(":memory:")
    say(store, "net.txt", claim(START, END, "始终", sure=0.9), *(claim(end, leaf, f"{end.name}{leaf.name}", sure=0.9) for end in (START, END) for leaf in leaves))
    read: list[str] = []
    whole = links.Links.of
    monkeypatch.setattr(links.Links, "of", lambda self, node: read.append(node) or whole(self, node))  # type: ignore[func-returns-value]
    assert ways(store, 1, by="evidence") == [["终县"]]
    assert len(read) == 2, "every other way has two steps, which together are less probable"


def test_a_surer_way_through_what_is_wide_is_found() -> None:
    """The doubtful way is known first; the sure one leads over two hubs, of which every neighbour costs more."""
    store = kg.open(":memory:")
    said = [claim(START, END, "始终", sure=0.5), claim(START, M2, "始乙", sure=0.97), claim(M2, M1, "乙甲", sure=0.97), claim(M1, M3, "甲丙", sure=0.97),
            claim(M3, END, "丙终", sure=0.97)]
    said += [claim(hub, county(f"{hub.name}叶{number}", f"8{place}{number:04}"), f"{number}", sure=0.6) for place, hub in enumerate((M2, M3)) for number in range(80)]
    say(store, "net.txt", *said)
    assert ways(store, 1, by="evidence") == [["乙县", "甲县", "丙县", "终县"]]
    assert ways(store, 2, by="evidence") == [["乙县", "甲县", "丙县", "终县"], ["终县"]]
    assert ways(store, 1, by="evidence", max_steps=3) == [["终县"]]


def test_hostile_values_neither_break_nor_lead(store: Store) -> None:
    store.replace(Source(name="net.txt"), [twins(START, END, '" } #\x1b[2J')])
    graph = NamedNode(f"{store.base}source/net.txt")
    fact = NamedNode(f"{store.base}{twins(START, END).key}")
    proof = next(store.quads(fact, COOP.evidence, None, graph)).object
    assert isinstance(proof, NamedNode)
    for value in ("NaN", "-7", "1e999", "x", "1e-9"):
        odd = [Quad(fact, COOP.confidence, Literal(value), graph), Quad(proof, OA.start, Literal("²", datatype=XSD.string), graph)]
        kept = [quad for quad in store.quads(graph=graph) if quad.predicate not in (COOP.confidence, OA.start)]
        store.replace_quads("net.txt", [*kept, *odd])
        (step,) = lookup.path(store, entity(store, "始县"), entity(store, "终县"), by="evidence")
        assert step.quote == '" } #\x1b[2J' and 0 <= float(step.sure) <= 0.99


def test_sentences_that_say_the_same_twice_are_two_pieces_of_evidence() -> None:
    store = kg.open(":memory:")
    twice = tuple(Evidence(source="source/net.txt", quote="始县终县", start=start, end=start + 4, nth=nth) for nth, start in ((1, 0), (2, 9)))
    say(store, "net.txt", dataclasses.replace(twins(START, M1), evidence=twice), twins(M1, END, "甲终"), twins(START, M2, "始乙"), twins(M2, END, "乙终"))
    assert names(store) == ["甲县", "终县"]
