"""`kg load` and `kg extract` with a language model, against a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from llm.conftest import ANSWER, TEXT, answer
from llm.server import Server, running, says, status

from .conftest import kg

SECRET = "sk-verysecret123"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("KG_LLM_URL", "KG_LLM_MODEL", "KG_LLM_BUDGET", "KG_STORE", "http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("KG_LLM_KEY", SECRET)
    monkeypatch.setenv("KG_LLM_CACHE", str(tmp_path / "cache"))
    for name in "abc":
        (tmp_path / "docs" / f"{name}.txt").parent.mkdir(exist_ok=True)
        (tmp_path / "docs" / f"{name}.txt").write_text(f"{TEXT}第{name}篇。\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def server() -> Iterator[Server]:
    with running(says(ANSWER, 3000)) as found:
        yield found


def run(server: Server, *arguments: str) -> Result:
    result = kg(*arguments, "--llm-url", server.url, "--llm-model", "tester")
    assert SECRET not in result.output and SECRET not in result.stderr
    return result


def test_load_by_a_model(folder: Path, server: Server) -> None:
    result = run(server, "load", "docs", "--extractor", "llm", "--format", "json")
    assert result.exit_code == 0, result.output
    reports = json.loads(result.stdout)
    assert [report["status"] for report in reports] == ["loaded"] * 3 and reports[0]["message"] == "the model's facts: 8 accepted"
    made = kg("query", "SELECT DISTINCT ?rule { ?fact coop:rule ?rule }", "--format", "csv").stdout.splitlines()[1:]
    assert "llm/post by tester" in made and not [rule for rule in made if not rule.endswith("by tester")]
    assert "kg-llm-1/tester" in kg("export", "--format", "nq").stdout
    assert json.loads(run(server, "load", "docs", "--extractor", "llm", "--format", "json").stdout)[0]["status"] == "unchanged"
    assert len(server.asked) == 3
    assert json.loads(kg("load", "docs", "--format", "json").stdout)[0]["status"] == "loaded", "by the rules it is another reading"
    assert len(server.asked) == 3


def test_both_is_a_dry_run_too(folder: Path, server: Server) -> None:
    result = run(server, "extract", "docs/a.txt", "--extractor", "both", "--only", "partnerships", "--format", "json")
    assert result.exit_code == 0 and "8 accepted" in result.stderr
    (row,) = json.loads(result.stdout)
    assert float(row["confidence"]) > 0.95 and "llm/partnership by tester" in row["rule"]


def test_many_documents_are_read_by_several_processes_on_one_budget(folder: Path, server: Server) -> None:
    for number in range(20):
        (folder / "many" / f"{number}.txt").parent.mkdir(exist_ok=True)
        (folder / "many" / f"{number}.txt").write_text(f"{TEXT}第{number}篇。\n", "utf-8")
    result = run(server, "load", "many", "--extractor", "both", "--llm-budget", "40000", "--format", "json")
    reports = json.loads(result.stdout)
    loaded = [report for report in reports if report["status"] == "loaded"]
    assert result.exit_code == 3 and len(server.asked) * 3000 <= 40_000 and 5 <= len(loaded) <= len(server.asked)
    assert all(report["message"] == "the model's facts: 8 accepted" for report in loaded)
    assert run(server, "load", "many", "--extractor", "both").exit_code == 0 and len(server.asked) == 20
    assert kg("validate").exit_code == 0


def test_how_well_a_model_reads_can_be_measured(folder: Path, server: Server) -> None:
    (folder / "docs" / "a.json").write_text(json.dumps({"people": [{"name": name, "posts": []} for name in ("沈一鸣", "丁三思")]}), "utf-8")
    rows = {}
    for reader in ("llm", "both"):
        result = run(server, "evaluate", "docs", "--extractor", reader, "--format", "json")
        assert result.exit_code == 0, result.output
        rows[reader] = next(row for row in json.loads(result.stdout)["scores"] if row["fact"] == "people")
    assert (rows["llm"]["recall"], rows["both"]["recall"]) == (0.5, 1.0), "丁三思 is found by the rules alone"


def test_the_rules_ask_nobody(folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LLM_URL", server.url)
    monkeypatch.setenv("KG_LLM_MODEL", "tester")
    monkeypatch.setenv("KG_LLM_BUDGET", "no number")
    assert kg("load", "docs").exit_code == 0 and kg("extract", "docs/a.txt", "--extractor", "rules").exit_code == 0
    result = run(server, "load", "docs")
    assert result.exit_code == 2 and "are for --extractor llm or both" in result.stderr
    assert server.asked == [] and not (folder / "cache").exists()


def test_a_spent_budget_stops_and_the_same_command_goes_on(folder: Path, server: Server) -> None:
    command = ("load", "docs", "--extractor", "llm", "--llm-budget", "10000", "--format", "json")
    first = run(server, *command)
    assert first.exit_code == 3
    assert [report["status"] for report in json.loads(first.stdout)] == ["loaded", "failed", "failed"]
    assert first.stderr.count("Error: ") == 1
    assert "b.txt and 1 more: the budget of 10,000 tokens is spent" in first.stderr.replace("docs/", "")
    assert run(server, *command).exit_code == 3
    last = run(server, *command)
    assert last.exit_code == 0 and len(server.asked) == 3
    assert [report["status"] for report in json.loads(last.stdout)] == ["unchanged", "unchanged", "loaded"]
    spent = run(server, "extract", "docs/a.txt", "--extractor", "llm", "--llm-budget", "5")
    assert spent.exit_code == 0, "what is kept costs nothing"
    (folder / "d.txt").write_text("又一篇，有一个句子。", "utf-8")
    spent = run(server, "extract", "d.txt", "--extractor", "llm", "--llm-budget", "5")
    assert spent.exit_code == 3 and "the budget of 5 tokens is spent" in spent.stderr


def test_a_document_that_fails_loses_nothing_else(folder: Path) -> None:
    with running(says("no"), says("no"), says(answer(), 10)) as server:
        result = run(server, "load", "docs", "--extractor", "llm", "--format", "json")
    assert result.exit_code == 1
    assert [report["status"] for report in json.loads(result.stdout)] == ["failed", "loaded", "loaded"]
    assert "docs/a.txt: tester answers with something else than JSON" in result.stderr


def test_a_wrong_key_is_told_once(folder: Path) -> None:
    with running(status(401, f"Incorrect API key provided: {SECRET}")) as server:
        result = run(server, "load", "docs", "--extractor", "both")
        assert len(server.asked) == 1
    assert result.exit_code == 1 and result.stderr.count("does not accept the key (status 401)") == 1 and "and 2 more" in result.stderr


@pytest.mark.parametrize(("arguments", "message"), [
    (("--extractor", "llm"), "use --llm-url, or set KG_LLM_URL"),
    (("--extractor", "both", "--llm-url", "https://api.example/v1"), "use --llm-model, or set KG_LLM_MODEL"),
    (("--extractor", "llm", "--llm-url", "nowhere", "--llm-model", "m"), "'nowhere' is no address"),
    (("--extractor", "llm", "--llm-url", "http://api.example", "--llm-model", "m"), "unencrypted"),
])
def test_settings_that_are_wrong(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    result = kg("load", "docs", *arguments)
    assert result.exit_code == 1 and message in result.stderr and SECRET not in result.stderr
    assert not (folder / "kg-store").exists(), "nothing was begun"


def test_the_key_has_no_option(folder: Path) -> None:
    help_text = kg("load", "--help").output
    assert "--llm-key" not in help_text and "KG_LLM_KEY" in help_text
    assert kg("load", "docs", "--llm-key", SECRET).exit_code == 2
