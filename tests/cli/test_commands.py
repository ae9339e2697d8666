"""Commands over a store made from the example article."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import networkx as nx
import pytest

import kg as library
from cli.conftest import kg


def test_partners_names_the_supporter(here: Path) -> None:
    rows = json.loads(kg("partners", "宜川县", "--format", "json").stdout)
    assert [(row["code"], row["role"], row["since"][:4]) for row in rows] == [("320214", "supporter", "2016")]
    assert rows[0]["quote"] in (here / "article.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["宜川县", "宜川", "yichuan", "610630"])
def test_names_in_every_form_mean_the_same(here: Path, name: str) -> None:
    assert kg("partners", name).stdout == kg("partners", "宜川县").stdout != ""


def test_formats_hold_the_same_rows(here: Path) -> None:
    rows = json.loads(kg("people", "宜川县", "--format", "json").stdout)
    assert len(rows) > 3
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        text = kg("people", "宜川县", "--format", form).stdout
        assert list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)) == rows
    table = kg("people", "宜川县").stdout
    assert len(table.splitlines()) == len(rows) + 1
    assert all(row["person"] in table and row["quote"] in table for row in rows)


def test_path_tells_in_sentences(here: Path) -> None:
    told, rows = kg("path", "崔荣国", "薛延飞").stdout, json.loads(kg("path", "崔荣国", "薛延飞", "--format", "json").stdout)
    assert rows
    for row in rows:
        assert f"{row['number']}. {row['sentence']}" in told
        assert row["quote"] in told


def test_several_paths_are_told_apart_in_every_format(here: Path) -> None:
    told = kg("path", "崔荣国", "薛延飞", "-k", "3", "--by", "evidence", "--max", "3").stdout
    rows = json.loads(kg("path", "崔荣国", "薛延飞", "-k", "3", "--by", "evidence", "--max", "3", "--format", "json").stdout)
    assert re.findall(r"^Path (\d): (\d) steps?, probability 0\.\d\d$", told, re.M) == [("1", "3"), ("2", "1"), ("3", "2")]
    assert [(row["path"], row["number"]) for row in rows] == [("1", "1"), ("1", "2"), ("1", "3"), ("2", "1"), ("3", "1"), ("3", "2")]
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        text = kg("path", "崔荣国", "薛延飞", "-k", "3", "--by", "evidence", "--max", "3", "--format", form).stdout
        assert list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)) == rows
    assert all(row["fact"] and 0 < float(row["sure"]) < 1 for row in rows)


@pytest.mark.parametrize(("options", "status", "said"), [
    (("--via", "tenure, partnership"), 0, "新吴区与宜川县结有东西部协作关系"), (("--via", "money"), 0, "within 6 steps over money"),
    (("--via", "money", "--on", "2021-11-30"), 0, "over money on 2021-11-30"), (("--via", "visits"), 2, "'visits' is no relation"),
    (("--via", ","), 2, "',' is no relation"), (("--count", "0"), 2, "0 is not in the range"), (("--max", "21"), 2, "21 is not in the range"),
    (("--by", "length"), 2, "'length' is not one of"),
])
def test_the_limits_of_a_path(here: Path, options: tuple[str, ...], status: int, said: str) -> None:
    result = kg("path", "崔荣国", "薛延飞", *options)
    assert (result.exit_code, said in result.output) == (status, True), result.output


def test_a_path_to_itself_and_to_nobody(here: Path) -> None:
    result = kg("path", "宜川", "610630")
    assert result.exit_code == 0 and "宜川 and 610630 are both 宜川县" in result.output
    result = kg("path", "宜川", "没有此地")
    assert result.exit_code == 1 and result.stdout == ""


def test_load_reports_each_file_and_loads_the_rest(here: Path) -> None:
    (here / "broken.ttl").write_text("<a> <b> .", encoding="utf-8")
    (here / "empty.txt").write_text("", encoding="utf-8")
    result = kg("load", "broken.ttl", "graph.ttl", "empty.txt", "--format", "json")
    reports = {report["path"]: report for report in json.loads(result.stdout)}
    assert result.exit_code == 1
    assert reports["graph.ttl"]["status"] == "loaded"
    assert reports["broken.ttl"]["status"] == "failed" and "broken.ttl:1" in reports["broken.ttl"]["error"]
    assert "Error: broken.ttl:1" in result.stderr
    assert {"article.txt", "graph.ttl"} <= {row["name"] for row in json.loads(kg("sources", "--format", "json").stdout)}


def test_loading_again_changes_nothing(here: Path) -> None:
    before = kg("export", "--format", "nq").stdout
    result = kg("load", "article.txt")
    assert result.exit_code == 0
    assert kg("export", "--format", "nq").stdout == before


def test_a_file_that_is_not_there(here: Path) -> None:
    result = kg("load", "nowhere.txt")
    assert result.exit_code == 1 and "nowhere.txt" in result.stderr


def test_extract_stores_nothing(here: Path, tmp_path: Path) -> None:
    store = tmp_path / "none"
    found = json.loads(kg("--store", str(store), "extract", "article.txt", "--format", "json").stdout)
    assert not store.exists()
    assert {"posts", "partnerships", "funding"} <= {name for name, rows in found.items() if rows}
    text = (here / "article.txt").read_text("utf-8")
    assert all(row["quote"] in text for name in ("posts", "funding") for row in found[name])
    table = kg("extract", "article.txt").stdout
    assert f"posts ({len(found['posts'])})" in table
    only = kg("extract", "article.txt", "--only", "posts", "--format", "csv").stdout
    assert len(list(csv.reader(io.StringIO(only)))) == len(found["posts"]) + 1


def test_extract_is_what_load_stores(here: Path) -> None:
    assert kg("extract", "article.txt", "--format", "nq").stdout == kg("export", "--format", "nq").stdout


def test_extract_of_one_table_must_know_which(here: Path) -> None:
    result = kg("extract", "article.txt", "--format", "csv")
    assert result.exit_code == 2 and "--only" in result.stderr


def test_query_by_name_file_stdin_and_text(here: Path) -> None:
    question = (here / "question.rq").read_text("utf-8")
    answers = {kg("query", "question.rq").stdout, kg("query", question).stdout, kg("query", "-", input=question).stdout}
    assert len(answers) == 1 and "崔荣国" in answers.pop()
    results = json.loads(kg("query", "regions", "--format", "json").stdout)
    assert results["head"]["vars"][:3] == ["source", "region", "code"]
    assert "610630" in {row["code"]["value"] for row in results["results"]["bindings"] if "code" in row}


def test_query_forms(here: Path) -> None:
    assert kg("query", "ASK { ?s ?p ?o }").stdout == "true\n"
    assert json.loads(kg("query", "ASK { ?s a <x:none> }", "--format", "json").stdout)["boolean"] is False
    construct = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }"
    assert "@prefix" in kg("query", construct).stdout
    assert isinstance(json.loads(kg("query", construct, "--format", "json").stdout), list)
    assert kg("query", construct, "--format", "csv").exit_code == 2
    assert kg("query", "SELECT * { ?s ?p ?o }", "--format", "ttl").exit_code == 2
    tsv = kg("query", "SELECT ?s { ?s a foaf:Person }", "--format", "tsv").stdout
    assert tsv.startswith("?s\n<https://")


def test_a_wrong_query_is_told_with_line_and_column(here: Path) -> None:
    result = kg("query", "SELECT ?s {\n ?s ?p }")
    assert result.exit_code == 1 and result.stdout == ""
    assert "line 2, column" in result.stderr


def test_an_unknown_query_name_is_told_with_the_nearest(here: Path) -> None:
    result = kg("query", "partnership")
    assert result.exit_code == 1 and "partnerships" in result.stderr


def test_unknown_names_come_with_suggestions(here: Path) -> None:
    result = kg("partners", "宜川市")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ") and "宜川县" in result.stderr
    assert result.stdout == ""


def test_a_question_without_answer_says_so_beside_the_data(here: Path) -> None:
    result = kg("query", "SELECT ?s { ?s a <x:none> }")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no rows\n")
    result = kg("search", "zzzzzz", "--format", "json")
    assert (result.exit_code, result.stdout) == (0, "[]\n")
    assert "nothing matches" in result.stderr


def test_source_show_prints_what_offsets_count_in(here: Path) -> None:
    text = kg("source", "show", "article.txt").stdout
    assert json.loads(kg("source", "show", "article.txt", "--format", "json").stdout)["text"] == text
    with library.open("kg-store", read_only=True) as store:
        assert store.text("article.txt") == text


def test_remove_leaves_nothing(here: Path) -> None:
    assert kg("remove", "article.txt").exit_code == 0
    assert kg("export", "--format", "nq").stdout == ""
    assert kg("remove", "article.txt").exit_code == 1


def test_validate_finds_what_breaks_a_shape(here: Path) -> None:
    assert kg("validate").exit_code == 0
    (here / "bad.nq").write_text(
        "<https://w3id.org/cooperation-kg/id/tenure/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://w3id.org/cooperation-kg/ontology#Tenure> .\n", encoding="utf-8")
    assert kg("load", "bad.nq").exit_code == 0
    result = kg("validate", "--format", "json")
    assert result.exit_code == 1
    assert any("tenure/x" in row["focus"] for row in json.loads(result.stdout))


def test_view_writes_one_file_and_says_where(here: Path) -> None:
    result = kg("view", "宜川")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "wrote 宜川县.html\n")
    page = (here / "宜川县.html").read_bytes()
    assert page.startswith(b"<!") and "新吴区".encode() in page
    told = json.loads(kg("view", "-o", "all.html", "--format", "json").stdout)
    assert told["file"] == "all.html" and told["nodes"] > 2 and told["edges"] > 1


@pytest.mark.parametrize("form", ["turtle", "nt", "nq", "trig", "jsonld", "rdfxml", "graphml", "gexf", "csv"])
def test_export_gives_the_same_bytes_twice_and_to_a_file(here: Path, form: str) -> None:
    first = kg("export", "--format", form).stdout_bytes
    assert first == kg("export", "--format", form).stdout_bytes != b""
    assert kg("export", "--format", form, "-o", "file").stdout_bytes == b""
    assert (here / "file").read_bytes() == first


def test_networks_can_be_read_again(here: Path) -> None:
    kg("export", "--format", "graphml", "-o", "g.graphml")
    kg("export", "--format", "gexf", "-o", "g.gexf")
    relations = list(csv.DictReader(io.StringIO(kg("export", "--format", "csv").stdout, newline="")))
    one, other = nx.read_graphml("g.graphml"), nx.read_gexf("g.gexf")
    assert set(one) == set(other) and "新吴区" in {data["label"] for _, data in one.nodes(data=True)}
    assert one.number_of_edges() == other.number_of_edges() == len(relations)
    assert "lastmodifieddate" not in (here / "g.gexf").read_text("utf-8")
    ElementTree.parse("g.gexf")


def test_stats_and_derive(here: Path) -> None:
    assert {row["what"] for row in json.loads(kg("stats", "--format", "json").stdout)}
    before = kg("export", "--format", "nq").stdout
    [derived] = json.loads(kg("derive", "--format", "json").stdout)
    assert derived["number"] > 0
    assert kg("export", "--format", "nq").stdout != before
    assert kg("derive", "--undo").exit_code == 0
    assert kg("export", "--format", "nq").stdout == before


def test_the_store_is_named_before_or_after_the_command(loaded: Path, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    assert kg("sources").exit_code == 1
    before, after = kg("--store", str(loaded), "sources"), kg("sources", "--store", str(loaded))
    assert before.stdout == after.stdout != ""
    assert kg("--store", "nowhere", "sources", "--store", str(loaded)).stdout == before.stdout
    monkeypatch.setenv("KG_STORE", str(loaded))
    assert kg("sources").stdout == before.stdout


def test_mistyped_commands_come_with_the_nearest() -> None:
    result = kg("parners", "宜川")
    assert result.exit_code == 2 and "'partners'" in result.stderr


def test_each_document_in_a_file_has_its_line(here: Path) -> None:
    article = (here / "article.txt").read_text("utf-8")
    with zipfile.ZipFile(here / "docs.zip", "w") as archive:
        archive.writestr("again.txt", article.replace("2021年11月30日", "2021年12月1日") + "\n完。\n")
        archive.writestr("../up.txt", article)
    pages = [{"url": "https://x.example/7", "text": "没有事实的一页。"}, {"text": 7}]
    (here / "pages.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    done = kg("--store", str(here / "other"), "load", "docs.zip", "pages.jsonl", "--format", "json")
    rows = [(row["name"], row["status"]) for row in json.loads(done.stdout)]
    assert rows == [("docs.zip/again.txt", "loaded"), ("docs.zip/../up.txt", "failed"),
                    ("https://x.example/7", "loaded"), ("pages.jsonl#2", "failed")]
    assert done.exit_code == 1 and "pages.jsonl#2: `text` is 7, and it must be a string" in done.stderr
    shown = kg("--store", str(here / "other"), "source", "show", "docs.zip/again.txt")
    assert shown.exit_code == 0 and shown.stdout.endswith("\n完。\n")
    assert "320214" in kg("--store", str(here / "other"), "partners", "宜川县", "--format", "csv").stdout


def test_extract_of_several_documents_tells_what_is_broken_and_shows_the_rest(here: Path) -> None:
    with zipfile.ZipFile(here / "docs.zip", "w") as archive:
        archive.writestr("inner.zip", b"x")
        archive.writestr("article.txt", (here / "article.txt").read_bytes())
    done = kg("extract", "docs.zip", "--only", "partnerships", "--format", "csv")
    assert done.exit_code == 0 and "320214" in done.stdout
    assert "docs.zip/inner.zip: an archive within an archive is not opened" in done.stderr
