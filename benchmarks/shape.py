"""Graphs of this project's shape and of any size, written as text in seconds.

    python benchmarks/shape.py FILE QUADS       (FILE ends in .nq, or in .nt for triples without graphs)

Each document is an invented release of about 310 statements in a graph of its own: two counties with their parents, officials
in posts, a partnership with its sides, an event with those who took part, money, an agreement or a statement with its points,
and a quote for each fact. What differs from one to the next is put into what the model wrote once, so that a document is just
what the model would write of the same facts. Counties that meet often, officials who come again and partners of long standing
give a network like that of real releases.
"""

from __future__ import annotations

import functools
import itertools
import os
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

import kg
from kg.extract.regions import region_of
from kg.model import (
    Agreement,
    Commitment,
    Event,
    Evidence,
    Fact,
    Measure,
    Organization,
    Participation,
    Partnership,
    Person,
    Point,
    Post,
    Region,
    Source,
    Statement,
    Tenure,
    canonical,
    quads,
)
from kg.places import gazetteer
from kg.store import folder as folders
from kg.store.records import Row
from kg.store.register import Register
from kg.terms import BASE, digest

EXTRACTOR = "shape-1"
KINDS = ("visit", "meeting", "signing")
PROGRAMMES = ("east-west", "suzhou-shaanxi", "fujian-ningxia")
STATUSES = ("planned", "promised", "paid")
TITLES = ("县委书记", "县长", "副县长", "教育局局长")
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏", "建国文海明志强德林永春秀英晓峰立新丽华玉兰"
SUBJECTS = "产业 合作 教育 医疗 干部 人才 交流 劳务 消费 帮扶 园区 项目 资金 学校 医院 乡村 振兴 旅游 苹果 蔬菜 养殖 就业 培训 考察 座谈".split()
WORDS = [*SUBJECTS, *(line.split()[0] for line in (Path(kg.__file__).parent / "data" / "words.txt").read_text("utf-8").splitlines()[::11] if line)]
WEIGHTS = list(itertools.accumulate(1 / (place + 5) for place in range(len(WORDS))))
DAY, AMOUNT, COUNT, SURE = "1901-02-03", 7777777, 888888, 0.111
"""Stand for a document's day, sum, number and confidence in the pattern, where no mark can."""
PROOFS = 8
PEOPLE = 4


class Document(NamedTuple):
    """An invented release: its statements are `lines`, N-Quads or N-Triples."""

    name: str
    title: str
    sha256: str
    text: str
    size: int
    lines: str


def documents(quads: int, seed: int = 0, graphs: bool = True) -> Iterator[Document]:
    """Documents until they have so many statements together; the same seed gives the same ones."""
    chance, number, left = random.Random(seed), 0, quads
    while left > 0:
        made = _document(f"shape/{seed}/{number}.txt", chance, graphs)
        yield made
        number, left = number + 1, left - made.size


def write(path: str | os.PathLike[str], quads: int, seed: int = 0) -> int:
    """Write documents of at least so many statements together; N-Triples if the path ends in .nt, else N-Quads with a graph
    for each document. Returns how many statements it wrote."""
    written = 0
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        for made in documents(quads, seed, not str(path).endswith(".nt")):
            file.write(made.lines)
            written += made.size
    return written


def fill(folder: str | os.PathLike[str], quads: int, seed: int = 0) -> int:
    """Make a store of at least so many quads: graphs, register, texts and index, as if each document had been loaded. Returns
    how many documents it has."""
    place, number = Path(folder), 0
    kg.open(place).close()
    register = Register(place / folders.REGISTER)
    with tempfile.TemporaryDirectory(dir=place.parent) as scratch:
        path = Path(scratch, "shape.nq")
        with path.open("w", encoding="utf-8", newline="\n") as file, register._change() as db:
            for made in documents(quads, seed):
                number += 1
                file.write(made.lines)
                db.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           Row(made.name, made.name, made.title, "", made.sha256, EXTRACTOR, "2026-01-01T00:00:00+00:00", made.size, True))
                db.execute("INSERT INTO text VALUES (?, ?, ?)", (made.name, f"{made.sha256} {EXTRACTOR}", made.text))
        register.close()
        graph = pyoxigraph.Store(str(place / folders.GRAPH))
        graph.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS)
        graph.flush()
        del graph
    with kg.open(place) as store:
        store.indexes()
    return number


def _document(name: str, chance: random.Random, graphs: bool) -> Document:
    kind = chance.choice(KINDS)
    pattern = _pattern(kind)
    codes = _pair(chance)
    sides = [region_of(code) for code in codes]
    people = [_official(codes[place % 2], place // 2 * 6 + chance.randrange(6)) for place in range(PEOPLE)]
    lines = [f"{sides[0].name}与{sides[1].name}{_prose(chance, 3)}。", *(f"{person}{_prose(chance, 6)}。" for person in people),
             *(f"{_prose(chance, 9)}{number}项。" for number in range(PROOFS - PEOPLE - 1))]
    title = f"{sides[0].name}赴{sides[1].name}开展{_prose(chance, 1)}"
    lines = list(dict.fromkeys([title, *lines]))
    values = {
        "name": name, "title": title, "sha": digest(name) * 5 + "0000", "day": f"20{chance.randint(15, 24)}-{chance.randint(1, 12):02}-"
        f"{chance.randint(1, 28):02}", "amount": str(chance.randint(1, 9999) * 1000), "count": str(chance.randint(2, 200)),
        "sure": chance.choice(("0.98", "0.95", "0.9", "0.85", "0.7")), "programme": chance.choice(PROGRAMMES),
        "status": chance.choice(STATUSES), "project": _prose(chance, 2), "low": min(codes), "high": max(codes),
        "graph": f" <{BASE}source/{name}>" if graphs else "", "pointa": _prose(chance, 7), "pointb": _prose(chance, 8)}
    for side, mark in zip(sides, "ab", strict=True):
        values[f"code{mark}"], values[f"side{mark}"] = side.code, side.name
    values |= {f"person{place}": person for place, person in enumerate(people)}
    at = 0
    for place, line in enumerate(lines[1:]):
        at += len(lines[place]) + 1
        values |= {f"quote{place}": line, f"start{place}": str(at), f"end{place}": str(at + len(line)), f"proof{place}": digest(line, 1)}
    values["sum"] = digest(*codes, values["amount"], "CNY", values["project"], f"status/{values['status']}")
    values["number"] = digest("项目", values["count"], "个")
    values |= {f"digest{mark}": digest(values[f"point{mark}"]) for mark in "ab"}
    regions = dict(item for code in codes for item in _regions(code).items())
    body = "".join(regions.values()).replace("㐀graph㐀", values["graph"]) + pattern.filled(values)
    return Document(name, title, values["sha"], "\n".join(lines), body.count("\n"), body)


def _pair(chance: random.Random) -> tuple[str, str]:
    """Two counties: some have far more to do than others, and most go to one of four partners."""
    codes = _counties()
    first = int(len(codes) * chance.random() ** 2)
    second = (first * 31 + 7 * chance.randrange(4) + 1) % len(codes) if chance.random() < 0.9 else chance.randrange(len(codes))
    return codes[first], codes[second if second != first else first - 1]


def _official(code: str, number: int) -> str:
    spot = int(code) * 12 + number
    return SURNAMES[spot % len(SURNAMES)] + GIVEN[spot // 29 % len(GIVEN)] + GIVEN[spot // 7 % len(GIVEN)]


def _prose(chance: random.Random, words: int) -> str:
    return "".join(chance.choices(WORDS, cum_weights=WEIGHTS, k=words))


@functools.lru_cache(maxsize=1)
def _counties() -> tuple[str, ...]:
    codes = [one.code for one in gazetteer() if one.level == "county" and one.status == "current"]
    random.Random(1).shuffle(codes)
    return tuple(codes)


@functools.lru_cache(maxsize=4096)
def _regions(code: str) -> dict[str, str]:
    """The statements about a county and the regions that it lies in."""
    found: dict[str, str] = {}
    region: Region | None = region_of(code)
    scope = Source(name="_")
    while region is not None:
        lines = canonical(quads([region], scope)).splitlines(keepends=True)
        found[region.code] = "".join(line for line in lines if line.startswith(f"<{BASE}{region.key}> ")).replace(
            f" <{BASE}{scope.key}> .", "㐀graph㐀 .")
        region = region.parent
    return found


class _Pattern:
    """A document with marks in it, cut at them."""

    def __init__(self, text: str, stand: dict[str, str]) -> None:
        parts = re.split("(㐀[a-z0-9]+㐀|" + "|".join(map(re.escape, sorted(stand, key=len, reverse=True))) + ")", text)
        self._parts = parts
        self._marks = [stand.get(part) or part.strip("㐀") for part in parts[1::2]]

    def filled(self, values: dict[str, str]) -> str:
        parts = self._parts.copy()
        parts[1::2] = [values[mark] for mark in self._marks]
        return "".join(parts)


def _mark(name: str) -> str:
    return f"㐀{name}㐀"


@functools.lru_cache(maxsize=len(KINDS))
def _pattern(kind: str) -> _Pattern:
    source, facts = _facts(kind)
    stand = {DAY: "day", str(AMOUNT): "amount", str(COUNT): "count", str(SURE): "sure"}
    for place in range(PROOFS):
        stand |= {digest(_mark(f"quote{place}"), 1): f"proof{place}", str(900000 + place): f"start{place}", str(910000 + place): f"end{place}"}
    stand[digest(_mark("codea"), _mark("codeb"), AMOUNT, "CNY", _mark("project"), f"status/{_mark('status')}")] = "sum"
    stand[digest("项目", COUNT, "个")] = "number"
    stand |= {digest(_mark(f"point{mark}")): f"digest{mark}" for mark in "ab"}
    about = f"<{BASE}region/"
    text = "".join(line for line in canonical(quads(facts, source)).splitlines(keepends=True) if not line.startswith(about))
    text = text.replace(f" <{BASE}{source.key}> .\n", f"{_mark('graph')} .\n")
    return _Pattern(text.replace("agreement/㐀codea㐀/㐀codeb㐀/", "agreement/㐀low㐀/㐀high㐀/"), stand)


def _facts(kind: str) -> tuple[Source, list[Fact]]:
    """One document of a kind, with marks for what differs."""
    sides = [Region(name=_mark(f"side{mark}"), code=_mark(f"code{mark}"), level="county") for mark in "ab"]
    source = Source(name=_mark("name"), title=_mark("title"), publisher=_mark("sidea") + "人民政府", published=DAY, language="zh",
                    sha256=_mark("sha"), media_type="text/plain", extractor=EXTRACTOR, mentions=tuple(sides))
    proofs = [(Evidence(source=source.key, quote=_mark(f"quote{place}"), start=900000 + place, end=910000 + place),) for place in range(PROOFS)]
    facts: list[Fact] = [Partnership(a=sides[0], b=sides[1], kind="partnership/paired-assistance", directed=True, evidence=proofs[0],
                                     confidence=SURE, rule="relations/pair", programme=f"programme/{_mark('programme')}")]
    people = []
    for place in range(PEOPLE):
        seat = sides[place % 2]
        office = Organization(name=f"{seat.name}人民政府", kind="organ/government", region=seat)
        people.append(Person(name=_mark(f"person{place}"), seat=seat))
        facts.append(Tenure(person=people[-1], post=Post(title=TITLES[place], organization=office, deputy=place == 2), organization=office,
                            attested=DAY, evidence=proofs[place + 1], confidence=SURE, rule="posts/title"))
    event = Event(kind=f"event/{kind}", name=_mark("project"), start=DAY, place=sides[1], leader=people[0].name, evidence=proofs[5],
                  confidence=SURE, rule="events/verb", status="status/done")
    seats = tuple(Participation(owner=event.key, actor=actor, role="role/led" if actor is people[0] else "role/attended",
                                evidence=proofs[5], confidence=SURE) for actor in (*people, *sides))
    object.__setattr__(event, "participations", seats)
    facts += [event, Measure(scope=source.key, subject="项目", quantity=Decimal(COUNT), unit="个", evidence=proofs[7], rule="measures/count")]
    if kind != "visit":
        facts.append(Commitment(scope=source.key, amount=Decimal(AMOUNT), payer=sides[0], payee=sides[1], purpose=_mark("project"),
                                status=f"status/{_mark('status')}", event=event.key, evidence=proofs[6], confidence=SURE, start=DAY,
                                rule="money/amount"))
    if kind == "signing":
        facts.append(Agreement(title=f"{_mark('project')}协议", parties=tuple(sides), signatories=tuple(people[:2]), event=event.key,
                               status="status/signed", evidence=proofs[6], rule="agreements/title"))
    else:
        said = Statement(scope=source.key, speaker=people[0], kind="statement/pledge", evidence=proofs[7], rule="statements/verb")
        points = tuple(Point(owner=said.key, position=place, text=_mark(f"point{mark}"), evidence=proofs[7]) for place, mark in enumerate("ab", 1))
        object.__setattr__(said, "points", points)
        facts.append(said)
    return source, facts


if __name__ == "__main__":
    print(f"{write(sys.argv[1], int(float(sys.argv[2]))):,} statements")
