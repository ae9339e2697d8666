"""What a search costs, and what keeping its index costs, on stores of different sizes.

    python benchmarks/search.py [QUADS ...]        (by default 100000 and 1000000)

Each store is on disk, filled with invented releases (about 300 quads each). Printed: what one search takes at its best of
several words, from the rarest to one that every release holds; what writing one more source takes with its index, by the same
without; and building the index from the graphs.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import kg
from kg import lookup
from kg.model import (
    Event,
    Evidence,
    Fact,
    Organization,
    Participation,
    Partnership,
    Person,
    Post,
    Region,
    Source,
    Tenure,
)
from kg.places import gazetteer
from kg.store import Store, entries, indexing

DIVISIONS = [one for one in gazetteer() if one.level == "county" and one.status == "current"]
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏", "建国文海明志强德林永春秀英晓峰立新丽华玉兰"
WORDS = [line.strip() for line in (Path(kg.__file__).parent / "data" / "words.txt").read_text("utf-8").splitlines() if line.strip()][::7]
WEIGHTS = [1 / (place + 5) for place in range(len(WORDS))]


def release(number: int) -> tuple[Source, list[Fact], str]:
    """An invented release: a visit between two counties with four people, their posts, and sentences around."""
    chance = random.Random(number)
    sides = [Region(name=one.name, code=one.code, level="county", aliases=one.aliases, pinyin=one.pinyin)
             for one in chance.sample(DIVISIONS, 2)]
    lines = [f"{sides[0].name}与{sides[1].name}开展东西部协作。"]
    lines += ["".join(chance.choices(WORDS, WEIGHTS, k=chance.randint(8, 20))) + "。" for _ in range(25)]
    source = Source(name=f"{number}.txt", title=f"{sides[0].name}赴{sides[1].name}考察", published="2021-05-18", sha256=f"{number:064x}")
    proofs = [(Evidence(source=source.key, quote=line, start=0, end=len(line)),) for line in lines[:8]]
    facts: list[Fact] = [Partnership(a=sides[0], b=sides[1], kind="partnership/paired-assistance", directed=True, evidence=proofs[0])]
    people = []
    for place, proof in enumerate(proofs[1:5]):
        seat = sides[place % 2]
        office = Organization(name=f"{seat.name}人民政府", kind="organ/government", region=seat)
        people.append(Person(name=chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2)), seat=seat))
        facts.append(Tenure(person=people[-1], post=Post(title="副县长", organization=office), organization=office,
                            attested="2021-05-18", evidence=proof))
    visit = Event(kind="event/visit", name="考察", start="2021-05-18", place=sides[1], leader=people[0].name, evidence=proofs[6])
    seats = tuple(Participation(owner=visit.key, actor=person, role="role/attended", evidence=proofs[7]) for person in people)
    object.__setattr__(visit, "participations", seats)
    return source, [*facts, visit], "\n".join(lines)


def fill(store: Store, quads: int) -> tuple[int, float]:
    """Releases until the store holds so many quads; returns how many, and the seconds that writing them took."""
    number, spent = 0, 0.0
    while number % 50 or len(store) < quads:
        made = release(number)
        begin = time.perf_counter()
        store.replace(*made)
        spent += time.perf_counter() - begin
        number += 1
        if number % 200 == 0:
            store.flush()
    return number, spent


def asked(number: int) -> Iterator[tuple[str, str]]:
    source, facts, _ = release(number // 2)
    person = next(fact.person for fact in facts if isinstance(fact, Tenure))
    yield "a place", source.title.partition("赴")[0]
    yield "a place in pinyin", "yichuan"
    yield "initials", "ycx"
    yield "a person", person.name
    yield "a surname", person.name[0]
    yield "a part of many names", "县"
    yield "one character", "东"
    yield "a term in every release", "协作"
    yield "a phrase in every release", "开展东西部协作"
    yield "a common word", WORDS[3]
    yield "a rare word", WORDS[-1]
    yield "two common words", f"{WORDS[0]} {WORDS[3]}"
    yield "words that never meet", f"{WORDS[-1]} {WORDS[-2]}"
    yield "nothing", "鬱鬱"


def best(ask: Callable[[], object], times: int = 5) -> float:
    """Milliseconds, at the best of so many times."""
    return min(_once(ask) for _ in range(times))


def _once(ask: Callable[[], object]) -> float:
    begin = time.perf_counter()
    ask()
    return (time.perf_counter() - begin) * 1000


def writing(store: Store, number: int, indexed: bool) -> float:
    """Milliseconds that writing one new source takes, the median of twenty."""
    kept, made = indexing.put, [release(number + place) for place in range(20)]
    if not indexed:
        indexing.put = lambda *_: None
    try:
        return statistics.median(_once(lambda one=one: store.replace(*one)) for one in made)  # type: ignore[misc]
    finally:
        indexing.put = kept


def measure(quads: int, folder: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    with kg.open(folder) as store:
        number, spent = fill(store, quads)
        print(f"\n{len(store):,} quads, {number:,} releases, written in {spent:.0f} s")
        found["one more source, with index"] = writing(store, number, True)
        found["one more source, without index"] = writing(store, number + 100, False)
    with kg.open(folder, read_only=True) as store:
        for name, typed in asked(number):
            found[f"search: {name} ({len(lookup.search(store, typed))} hits)".replace("鬱", "")] = best(
                lambda typed=typed: lookup.search(store, typed))  # type: ignore[misc]
    with kg.open(folder) as store:
        found["the index built from the graphs"] = best(lambda: entries.rebuild(store), 1)
    found["megabytes of register, index and texts"] = (folder / "sources.sqlite").stat().st_size / 1e6
    return found


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [100_000, 1_000_000]
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            results.append(measure(size, Path(folder) / str(size)))
    print(f"\n{'milliseconds':50}" + "".join(f"{size:>12,}" for size in sizes) + f"{'ratio':>9}")
    for place, name in enumerate(results[0]):
        row = [list(result.values())[place] for result in results]
        print(f"{name:50}" + "".join(f"{value:12.2f}" for value in row) + f"{row[-1] / row[0]:8.2f}x")


if __name__ == "__main__":
    main()
