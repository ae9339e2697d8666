"""Real files through the mappings of `examples/`: time and peak memory are printed (`pytest -s`).

They are not part of the project: name a folder that holds them in KG_DATA. Twin towns: `twin-cities/twin_cities.csv` of
github.com/Hekman/twincities; aid: `iati/AF.xml` of github.com/markbrough/IATI-Data.
"""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest

import kg
from kg import loading
from kg.validate import validate

ROOT = Path(__file__).resolve().parent.parent
DATA = os.environ.get("KG_DATA", "")


def file(name: str) -> Path:
    path = Path(DATA, name)
    if not DATA or not path.exists():
        pytest.skip(f"needs {name} in the folder that KG_DATA names; nothing was checked")
    return path


def loaded(folder: Path, mapping: str, path: Path) -> tuple[kg.Store, loading.Report]:
    store, start, busy = kg.open(folder / "store"), time.perf_counter(), time.process_time()
    (report,) = loading.load(store, [path], mapping=ROOT / "examples" / mapping)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{path.name}: {report.facts} in {time.perf_counter() - start:.1f} s "
          f"({time.process_time() - busy:.1f} s of processor), peak {peak} MB; {report.message}")
    return store, report


def test_twin_towns_of_the_world(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, "twin-cities/twin-cities.rml.ttl", file("twin-cities/twin_cities.csv"))
    with store:
        assert report.facts["partnerships"] == 25909
        assert report.message == "left out: Twinning between one and the same: row 12069, row 24153, row 24482"
        berat, wuxi = (kg.lookup.resolve(store, name) for name in ("Berat", "Wuxi"))
        assert {one.partner for one in kg.lookup.partners(store, berat)} >= {"Lovech", "Prizren", "Bérat"}
        assert kg.lookup.path(store, berat, wuxi)


def test_aid_to_afghanistan(tmp_path: Path) -> None:
    store, report = loaded(tmp_path, "iati/iati.rml.ttl", file("iati/AF.xml"))
    with store:
        assert (report.facts["projects"], report.facts["money"]) == (247, 396)
        assert validate(store) == []
        (partner,) = kg.lookup.partners(store, kg.lookup.resolve(store, "Afghanistan"))
        assert (partner.partner, partner.role) == ("Department for International Development", "supporter")
        ends = [kg.lookup.resolve(store, name) for name in ("World Food Programme", "Asian Development Bank")]
        assert [step.relation for step in kg.lookup.path(store, *ends)] == ["project", "project"]
