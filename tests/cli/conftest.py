"""A store made from the example article by `kg load`, once for all tests, and a folder of its own for each."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.commands import cli

ARTICLE = Path(__file__).resolve().parents[2] / "examples" / "xinwu-yichuan" / "article.txt"
GRAPH = """@prefix schema: <https://schema.org/> .
<https://example.org/event> a schema:Event .
"""
GOLD = '{"places": [{"name": "宜川县", "adcode": "610630"}], "people": [{"name": "某某", "posts": []}]}'
QUESTION = "SELECT ?name { ?person a foaf:Person ; foaf:name ?name } ORDER BY ?name"


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the article; not to be written to."""
    folder = tmp_path_factory.mktemp("loaded")
    shutil.copy(ARTICLE, folder / "article.txt")
    result = CliRunner().invoke(cli, ["load", "--store", str(folder / "kg-store"), str(folder / "article.txt")])
    assert result.exit_code == 0, result.output
    return folder / "kg-store"


@pytest.fixture
def here(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with the files that the examples of the help name, and a copy of the store."""
    folder = tmp_path / "here"
    folder.mkdir()
    shutil.copytree(loaded, folder / "kg-store")
    shutil.copy(ARTICLE, folder / "article.txt")
    with zipfile.ZipFile(folder / "releases.zip", "w") as archive:
        archive.writestr("first.txt", "青禾县与白沙区召开联席会议。\n")
    (folder / "pages.jsonl").write_text('{"url": "https://news.example/1", "text": "A page of words."}\n', encoding="utf-8")
    for name in ("twin-cities.rml.ttl", "twin_cities.csv"):
        shutil.copy(ARTICLE.parents[1] / "twin-cities" / name, folder)
    (folder / "graph.ttl").write_text(GRAPH, encoding="utf-8")
    (folder / "pairs.csv").write_text("支援方,受援方,协作机制\n新吴区,宜川县,苏陕协作\n", encoding="utf-8")
    (folder / "question.rq").write_text(QUESTION, encoding="utf-8")
    (folder / "corpus").mkdir()
    shutil.copy(ARTICLE, folder / "corpus" / "article.txt")
    (folder / "corpus" / "article.json").write_text(GOLD, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("KG_STORE", raising=False)
    return folder


def kg(*arguments: str, **options: str) -> Result:
    """Runs `kg` in this process."""
    return CliRunner().invoke(cli, list(arguments), **options)
