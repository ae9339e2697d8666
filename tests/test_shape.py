"""The benchmarks' graphs have the shape of real ones."""

import sys
from pathlib import Path

import pyoxigraph
import pytest

import kg
from kg import lookup
from kg.model import Source, canonical, quads
from kg.model.decode import read

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
import shape


def test_a_document_is_what_the_model_writes_of_its_facts():
    kinds = set()
    for made in shape.documents(6000, seed=3):
        statements = list(pyoxigraph.parse(made.lines, format=pyoxigraph.RdfFormat.N_QUADS))
        nodes = read(statements)
        source, = (node for node in nodes if isinstance(node, Source))
        kinds |= {type(node).__name__ for node in nodes}
        written = canonical(quads([node for node in nodes if node is not source], source))
        assert canonical(statements) == written and written.count("\n") == made.size == len(statements)
        for quad in statements:
            if quad.predicate.value.endswith("#exact"):
                assert quad.object.value in made.text
    assert kinds >= {"Partnership", "Tenure", "Event", "Commitment", "Agreement", "Statement", "Measure", "Source"}


@pytest.mark.parametrize("suffix", ["nq", "nt"])
def test_the_same_seed_writes_the_same_file(tmp_path, suffix):
    number = shape.write(tmp_path / f"a.{suffix}", 2000, seed=1)
    shape.write(tmp_path / f"b.{suffix}", 2000, seed=1)
    lines = (tmp_path / f"a.{suffix}").read_text("utf-8").splitlines()
    assert 2000 <= len(lines) == number < 2400 and lines == (tmp_path / f"b.{suffix}").read_text("utf-8").splitlines()
    assert (suffix == "nq") == lines[0].endswith("shape/1/0.txt> .")


def test_a_filled_store_is_a_whole_one(tmp_path):
    assert shape.fill(tmp_path / "store", 3000) == 10
    with kg.open(tmp_path / "store", read_only=True) as store:
        infos = store.sources()
        assert sum(info.quads for info in infos) == len(store) and len(infos) == 10
        info = infos[0]
        hits = lookup.search(store, info.title.partition("赴")[0])
        assert hits[0].kind == "region" and info.title in store.text(info.name)
        assert lookup.partners(store, lookup.resolve(store, hits[0].label))
