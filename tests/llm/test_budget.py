"""A run spends no more than it may, and what it paid for is not asked again."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import kg.llm
from kg.errors import BudgetSpent, ModelError
from kg.llm.budget import Ledger, estimate
from kg.llm.cache import Cache, key
from kg.llm.client import MAX_TOKENS
from kg.llm.extractor import ModelExtractor

from .conftest import ANSWER, SOURCE, TEXT, Asker, answer
from .server import running, says, status

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    (tmp_path / "ledger").touch()
    return Ledger(tmp_path / "ledger", 1000)


def test_a_ledger(ledger: Ledger) -> None:
    ledger.reserve(600)
    with pytest.raises(BudgetSpent, match="the budget of 1,000 tokens is spent: 600 were used, and the next question may take 401"):
        ledger.reserve(401)
    with pytest.raises(BudgetSpent):
        ledger.reserve(1)
    ledger.settle(600, 50)
    assert ledger.spent == 50


def test_a_ledger_takes_what_fits_exactly(ledger: Ledger) -> None:
    ledger.reserve(400)
    ledger.reserve(600)
    assert ledger.spent == 1000


def _take(ledger: Ledger) -> int:
    taken = 0
    try:
        while True:
            ledger.reserve(7)
            taken += 7
    except BudgetSpent:
        return taken


def test_processes_share_a_ledger(ledger: Ledger) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        taken = list(pool.map(_take, [ledger] * 8))
    assert 900 < sum(taken) <= 1000 and sum(taken) == ledger.spent


def test_the_ledger_goes_with_the_run() -> None:
    with kg.llm.connect("https://api.example/v1", "tester") as extractor:
        assert extractor.ledger.path.exists()
    assert not extractor.ledger.path.exists()


@pytest.mark.parametrize(("text", "least", "most"), [("", 1, 1), ("宜川县" * 100, 300, 301), ("the quick brown fox " * 60, 300, 401)])
def test_estimates(text: str, least: int, most: int) -> None:
    assert least <= estimate(text) <= most


TEXTS = [f"第{number}篇。新吴区代表团到宜川县考察。\n" for number in range(6)]


def test_the_budget_stops_before_it_is_passed_and_the_next_run_goes_on(ask: Asker) -> None:
    read, used, runs = [0] * 6, 0, 0
    with running(says(answer(), 3000)) as server:
        for runs in range(1, 9):  # noqa: B007  # counted on purpose
            with ask.extractor(server.url, budget=14_000) as extractor:
                for number, text in enumerate(TEXTS):
                    try:
                        extractor(text, SOURCE)
                        read[number] += 1
                    except BudgetSpent as error:
                        assert "run the same command again" in str(error)
                assert 0 < extractor.ledger.spent <= 14_000 or all(read)
                used += extractor.ledger.spent
            if all(read):
                break
        assert runs > 1 and used == 6 * 3000 and len(server.asked) == 6, "nothing was asked twice"


def test_a_budget_that_is_too_small_sends_nothing(ask: Asker) -> None:
    with pytest.raises(BudgetSpent):
        ask(says(ANSWER), budget=MAX_TOKENS)
    assert ask.asked == [] and ask.spent == 0


def test_refused_questions_cost_nothing(ask: Asker) -> None:
    with pytest.raises(ModelError):
        ask(status(500), attempts=3)
    assert ask.spent == 0


def test_broken_answers_cost_what_they_cost(ask: Asker) -> None:
    with pytest.raises(ModelError):
        ask(says("no", 500))
    assert ask.spent == 1000


# ---- the cache


def test_the_same_text_is_asked_once(ask: Asker) -> None:
    first = ask(says(ANSWER))
    again = ask(status(500))
    assert again == first and ask.asked == [] and ask.spent == 0


@pytest.mark.parametrize("options", [{"model": "another"}, {"text": TEXT + "又一句话。\n"}])
def test_another_model_or_text_is_another_question(ask: Asker, options: dict[str, str]) -> None:
    ask(says(ANSWER))
    ask(says(ANSWER), **options)
    assert len(ask.asked) == 1


def test_another_version_of_the_question_is_another_question(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(says(ANSWER))
    monkeypatch.setattr("kg.llm.prompt.VERSION", "kg-llm-99")
    assert ask(says(ANSWER)).source.extractor == "kg-llm-99/tester"
    assert len(ask.asked) == 1


@pytest.mark.parametrize("damage", [b"", b"{", b"null", b"[]", b'{"answer": 5, "sha256": ""}', b"\xff\xfe", b"[" * 100_000, None,
                                    b'{"answer": "{}", "sha256": "0"}'])
def test_damaged_entries_are_ignored(ask: Asker, damage: bytes | None) -> None:
    ask(says(ANSWER))
    (entry,) = ask.cache.rglob("*.json")
    entry.write_bytes(entry.read_bytes().replace("沈一鸣".encode(), "王五五".encode()) if damage is None else damage)
    found = ask(says(ANSWER))
    assert len(found.facts) == 8 and len(ask.asked) == 1
    ask(status(500))
    assert ask.asked == [], "the entry is whole again"


def test_what_was_kept_is_held_against_the_text_as_ever(ask: Asker) -> None:
    """Not even an answer with a right digest is trusted."""
    ask(says(ANSWER))
    (entry,) = ask.cache.rglob("*.json")
    Cache(ask.cache).put(entry.stem, '{"posts": [{"quote": "王五任区长", "person": "王五", "title": "区长", "region": "新吴区"}]}')
    assert ask(status(500)).facts == ()


def test_only_the_user_reads_the_cache(ask: Asker) -> None:
    ask(says(ANSWER))
    (entry,) = ask.cache.rglob("*.json")
    assert not entry.stat().st_mode & 0o077 and not list(ask.cache.rglob("*.new"))


def test_a_cache_that_cannot_be_written_stops_nothing(ask: Asker, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert len(ask(says(ANSWER), cache=tmp_path / "file" / "cache").facts) == 8


def test_keys_tell_questions_apart() -> None:
    assert len({key("a", "b"), key("b", "a"), key("ab"), key("a", ["b"]), key("a", "b ")}) == 5


# ---- setting it up


def test_nothing_is_sent_unless_it_is_switched_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with running(says(ANSWER)) as server:
        monkeypatch.setenv("KG_LLM_URL", server.url)
        monkeypatch.setenv("KG_LLM_MODEL", "tester")
        monkeypatch.setenv("KG_LLM_KEY", "sk-1")
        with kg.open(":memory:") as store:
            (report,) = kg.load(store, [tmp_path / "a.txt"])
            assert report.status == "loaded"
        assert server.asked == []


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"URL": "https://api.example/v1", "MODEL": "m-1", "KEY": " sk-1\n", "BUDGET": "1234"}.items():
        monkeypatch.setenv(f"KG_LLM_{name}", value)
    with kg.llm.connect() as extractor:
        assert (extractor.endpoint.address, extractor.endpoint.model, extractor.endpoint.key) == ("https://api.example/v1", "m-1", "sk-1")
        assert extractor.ledger.limit == 1234
    with kg.llm.connect("https://other.example", "m-2", key="", budget=5) as extractor:
        assert (extractor.endpoint.address, extractor.endpoint.model, extractor.endpoint.key) == ("https://other.example", "m-2", "")


@pytest.mark.parametrize(("arguments", "missing"), [
    ((), "KG_LLM_URL"), (("https://api.example/v1",), "KG_LLM_MODEL"), (("", "m"), "--llm-url")])
def test_what_is_missing_is_said(arguments: tuple[str, ...], missing: str) -> None:
    with pytest.raises(ModelError, match=missing), kg.llm.connect(*arguments):
        pass


@pytest.mark.parametrize("budget", ["0", "-5", "many", "1.5", "１２", "9" * 30])
def test_budgets_that_are_none(budget: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LLM_BUDGET", budget)
    with pytest.raises(ModelError, match="is no budget"), kg.llm.connect("https://api.example/v1", "m"):
        pass


@pytest.mark.parametrize("library", sorted(kg.llm.EXTRA))
def test_without_the_extra_an_error_says_what_to_install(library: str) -> None:
    code = (f"import sys; sys.modules[{library!r}] = None\nimport kg, kg.llm\nfrom kg.errors import ModelError\n"
            "try:\n    kg.llm.connect('https://api.example/v1', 'm').__enter__()\nexcept ModelError as error:\n    print(error)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == f"asking a language model needs {library}, which is not installed: pip install 'cooperation-kg[llm]'", \
        done.stderr


def test_loading_by_rules_imports_nothing_of_the_extra() -> None:
    code = ("import sys, kg, kg.llm, kg.loading, kg.cli.load, kg.cli.extract\n"
            f"print(*sorted({set(kg.llm.EXTRA)!r} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == ""


def _name(extractor: ModelExtractor) -> tuple[str, int]:
    return extractor.name, len(extractor(TEXT, SOURCE).facts)


def test_it_works_in_another_process(ask: Asker) -> None:
    with running(says(ANSWER, 50)) as server, ask.extractor(server.url, key="sk-1") as extractor:
        assert pickle.loads(pickle.dumps(extractor)) == extractor
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            assert pool.submit(_name, extractor).result() == ("kg-llm-1/tester", 8)
        assert extractor.ledger.spent == 50
