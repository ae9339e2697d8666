"""Reading on several cores: the outcome is that of reading in turn, and no process outlives its load."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from itertools import islice
from pathlib import Path

import pytest

import kg
from kg import loading
from kg.errors import InputError, KGError
from kg.loaders import Input, Loaded, ahead, parse, pool
from kg.loaders.ahead import Ahead
from kg.loading import Report

ARTICLE = Path(__file__).resolve().parents[1] / "examples" / "xinwu-yichuan" / "article.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty documents, among them one that is broken, two with the same bytes, a page and a graph."""
    (tmp_path / "docs").mkdir()
    text = ARTICLE.read_text("utf-8")
    for number in range(36):
        (tmp_path / "docs" / f"{number:02}.txt").write_text(text.replace("655.8", f"{600 + number}.8"), "utf-8")
    (tmp_path / "docs" / "20.txt").write_bytes(b"a\0b")
    (tmp_path / "docs" / "copy.txt").write_bytes((tmp_path / "docs" / "35.txt").read_bytes())
    (tmp_path / "docs" / "graph.ttl").write_text("<a:s> a <a:C> .", "utf-8")
    (tmp_path / "docs" / "page.html").write_text(f"<p>{text}</p>", "utf-8")
    (tmp_path / "docs" / "zz.doc").write_bytes(b"x")
    return tmp_path / "docs"


def loaded(folder: Path, monkeypatch: pytest.MonkeyPatch, cores: int) -> tuple[list[Report], str, list[str]]:
    monkeypatch.setattr(pool, "cores", lambda: cores)
    with kg.open(":memory:") as store:
        reports = loading.load(store, [folder])
        texts = [store.text(info.name) for info in store.sources() if not info.name.endswith(".ttl")]
        return [report._replace(error=None) for report in reports], store.canonical(), texts


def test_two_cores_find_what_one_finds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    submitted: list[str] = []
    submit = pool.Pool.submit

    def counted(self: pool.Pool, item: Input) -> Future[Loaded]:
        submitted.append(item.name)
        return submit(self, item)

    monkeypatch.setattr(pool.Pool, "submit", counted)
    alone = loaded(folder, monkeypatch, 1)
    assert not submitted
    assert alone[0][0].facts["people"] == 13
    assert loaded(folder, monkeypatch, 2) == alone
    assert len(submitted) >= 37 and "graph.ttl" not in submitted
    statuses = [report.status for report in alone[0]]
    assert [statuses.count(status) for status in ("loaded", "failed", "unchanged", "skipped")] == [37, 1, 1, 1]
    assert "20.txt (byte 1): this is a binary file" in alone[0][20].message


def test_few_documents_and_unchanged_ones_start_no_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "cores", lambda: 2)
    (folder / "20.txt").unlink()
    with kg.open(":memory:") as store:
        loading.load(store, [folder])
        monkeypatch.setattr(pool.Pool, "submit", None)  # would fail if it were called
        assert {report.status for report in loading.load(store, [folder])} == {"unchanged", "skipped"}
        for number in range(pool.WORTH_IT - 1):
            (folder / f"{number:02}.txt").write_text(f"新的一篇，第{number}号。", "utf-8")
        assert [report.status for report in loading.load(store, [folder])].count("loaded") == pool.WORTH_IT - 1


class Here:
    """A pool that reads at once, and counts what it holds."""

    size = 2

    def __init__(self, processes: int | None) -> None:
        self.read: list[str] = []

    @property
    def started(self) -> bool:
        return bool(self.read)

    def submit(self, item: Input) -> Future[Loaded]:
        self.read.append(item.name)
        future: Future[Loaded] = Future()
        future.set_result(parse(item))
        return future

    def __exit__(self, *error: object) -> None:
        pass


def item_of(number: int) -> Input:
    return Input(Path(f"{number}.txt"), f"{number}.txt", f"第{number}号文件，没有事实。".encode())


def test_what_is_looked_at_ahead_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "Pool", Here)
    furthest = 0

    def foresee(number: int) -> Input:
        nonlocal furthest
        furthest = number
        return item_of(number)

    with Ahead(iter(range(10_000)), foresee) as reader:
        for number in islice(reader, 500):
            if number % 3:  # every third turns out to need no reading after all
                assert reader.parse(item_of(number)).text == f"第{number}号文件，没有事实。"
            assert number <= furthest <= number + pool.WORTH_IT


def test_a_document_that_is_another_when_its_turn_comes_is_read_as_it_is_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "Pool", Here)
    with Ahead(iter(range(100)), item_of) as reader:
        for number in islice(reader, 2):
            assert reader.parse(item_of(number)._replace(data="已改。".encode())).text == "已改。"


def test_turns_come_in_order_and_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "Pool", Here)
    for count in (0, 1, pool.WORTH_IT, 3 * pool.WORTH_IT + 1):
        with Ahead(iter(range(count)), lambda number: item_of(number) if number % 2 else None) as reader:
            assert list(reader) == list(range(count))


def test_a_process_that_dies_is_the_error_of_its_document(monkeypatch: pytest.MonkeyPatch) -> None:
    start = pool._START
    monkeypatch.setattr(pool, "_START", "import os; os._exit(7)")
    with pool.Pool(1) as readers:
        dead = readers.submit(item_of(1))
        with pytest.raises(InputError, match=r"^1\.txt: the process that read it ended with status (7|-9)"):
            dead.result()
        monkeypatch.setattr(pool, "_START", start)
        assert readers.submit(item_of(2)).result().source.name == "2.txt"  # by another one


class Peculiar(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


def test_an_error_that_cannot_travel_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(item: Input) -> Loaded:
        raise Peculiar("no", "way")

    monkeypatch.setattr(pool, "parse", fail)
    answer = pool._answer(item_of(1))
    assert isinstance(answer, RuntimeError) and str(answer) == "Peculiar: no way"


@pytest.mark.skipif(os.name != "posix" or pool.cores() < 2, reason="needs signals and two cores")
def test_ctrl_c_ends_all_processes_and_leaves_a_sound_store(folder: Path, tmp_path: Path) -> None:
    text = ARTICLE.read_text("utf-8")
    for number in range(400):
        (folder / f"more{number}.txt").write_text(f"{text}\n{number}\n", "utf-8")
    root = Path(kg.__file__).resolve().parent.parent
    command = [sys.executable, "-X", "faulthandler", "-m", "kg.cli", "--store", str(tmp_path / "store"), "load", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                          env={**os.environ, "PYTHONPATH": str(root)}) as process:
        try:
            deadline = time.monotonic() + 60
            while not _loaded(tmp_path / "store") and time.monotonic() < deadline:
                time.sleep(0.1)
            os.killpg(process.pid, signal.SIGINT)
            _, complaints = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGABRT)
            pytest.fail(f"it went on; it was here:\n{process.communicate()[1].decode()}")
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    assert (process.returncode, complaints) == (130, b"")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    with kg.open(tmp_path / "store") as store:
        assert 0 < len(store.sources()) < 400
        assert store.canonical(store.sources()[0].name)


def _loaded(store: Path) -> int:
    """How many sources there are by now, seen beside the process that writes."""
    try:
        with kg.open(store, read_only=True) as seen:
            return len(seen.sources())
    except KGError:  # there is no store yet
        return 0
