"""Whether a store's size makes writing one more document dear: index and columns included, beside a store with nothing in it."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from legs import Leg, rounds
from results import Row, compare
from stores import Built

LOAD, ASKED = "one more document of 300 quads", "and a projection asked for after it"


def store(folder: str | None, scratch: str) -> dict[str, Callable[[], object]]:
    """A copy of a store to write to, or a new one."""
    import search

    import kg
    from kg import network

    place = Path(tempfile.mkdtemp(dir=scratch))
    if folder:
        shutil.copytree(folder, place, dirs_exist_ok=True)
    opened, numbers = kg.open(place), itertools.count(10**6)
    network.edge_list(opened, "regions", ["partnership"])
    made = iter(lambda: search.release(next(numbers)), None)
    waiting = [next(made) for _ in range(200)]

    def load() -> None:
        opened.replace(*waiting.pop())

    def project() -> None:
        opened.replace(*waiting.pop())
        network.edge_list(opened, "regions", ["partnership"])

    return {LOAD: load, ASKED: project}


def run(built: Built, times: int) -> list[Row]:
    """Rows of this part for one store."""
    with tempfile.TemporaryDirectory(dir=built.folder.parent) as scratch:
        legs = [Leg(name, "onemore:store", {"folder": folder, "scratch": scratch})
                for name, folder in (("kg", str(built.folder)), ("an empty store", None))]
        taken = rounds(legs, [LOAD, ASKED], times * 4)
    return [compare("Growth", built.size, name, taken[name]["kg"][2:], legs[1].name, taken[name][legs[1].name][2:],
                    goal="<= 1.5" if name == LOAD else "", longer=True) for name in (LOAD, ASKED)]
