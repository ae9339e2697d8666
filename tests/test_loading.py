"""Files and folders into a store."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import samples

import kg.store
from kg import loading
from kg.errors import InputError, SourceConflict, StoreError, UnsupportedInput
from kg.loaders import prose
from kg.loading import Report
from kg.store import Store


@pytest.fixture(autouse=True)
def extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "extract", samples.read_numbers)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with documents of several kinds, good and bad."""
    for name, content in {
        "b.txt": "二号\n2\n", "a.txt": "一号\n1\n11\n", "sub/a.txt": "三号\n3\n", "data.ttl": "<a:s> a <a:C> .",
        "sub/page.html": "<p>四号的页面，有一个句子。</p>", "notes.doc": "x", ".hidden.txt": "9", ".git/c.txt": "9",
    }.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(content, encoding="utf-8")
    return tmp_path / "docs"


def short(reports: list[Report]) -> list[tuple[str, str]]:
    return [(report.name, report.status) for report in reports]


def test_a_folder_with_all_below_it(store: Store, folder: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    reports = loading.load(store, [folder], progress=lambda *call: seen.append(call))
    assert short(reports) == [("a.txt", "loaded"), ("b.txt", "loaded"), ("data.ttl", "loaded"), ("notes.doc", "skipped"),
                              ("sub/a.txt", "loaded"), ("sub/page.html", "loaded")]
    assert seen == [(str(folder / report.name), number, 6) for number, report in enumerate(reports, 1)]
    assert reports[0].facts["measures"] == 2 and reports[0].facts["quads"] == store.source("a.txt").quads
    assert reports[2].facts == {"quads": 1} and "'.doc'" in reports[3].message
    assert [info.name for info in store.sources()] == ["a.txt", "b.txt", "data.ttl", "sub/a.txt", "sub/page.html"]
    assert store.text("a.txt") == "一号\n1\n11\n" and store.source("a.txt").location == str(folder / "a.txt")


def test_loading_again_reads_nothing_again(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = loading.load(store, [folder])
    before = store.canonical()
    monkeypatch.setattr(prose, "extract", None)  # would fail if it were called
    again = loading.load(store, [str(folder)])
    assert [report.status for report in again] == ["unchanged" if one.status == "loaded" else one.status for one in first]
    assert [report.facts for report in again] == [report.facts for report in first]
    assert store.canonical() == before


def test_a_new_extractor_reads_again(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loading.load(store, [folder / "a.txt"])
    monkeypatch.setattr(prose, "EXTRACTOR", "kg-rules-99")
    (report,) = loading.load(store, [folder / "a.txt"])
    assert report.status == "loaded" and "kg-rules-99" in store.canonical("a.txt")
    assert loading.load(store, [folder / "a.txt"])[0].status == "unchanged"


def test_an_edited_document_stays_the_same_source(store: Store, folder: Path) -> None:
    loading.load(store, [folder])
    (folder / "sub" / "a.txt").write_text("三号\n33\n", encoding="utf-8")
    (report,) = loading.load(store, [folder / "sub" / "a.txt"])  # named alone now, and still the same
    assert (report.name, report.status) == ("sub/a.txt", "loaded") and store.text("sub/a.txt") == "三号\n33\n"
    assert len(store.sources()) == 5


def test_the_result_does_not_depend_on_the_order(folder: Path) -> None:
    results = []
    for paths in ([folder], [folder / "sub" / "page.html", folder]):
        with kg.store.open() as store:
            loading.load(store, paths)
            results.append(store.canonical("a.txt"))
    assert results[0] == results[1]


def test_a_file_given_twice_is_read_once(store: Store, folder: Path) -> None:
    assert short(loading.load(store, [folder / "a.txt", folder / "a.txt", folder / "." / "a.txt"])) == [("a.txt", "loaded")]


def test_the_name_given_wins(store: Store, folder: Path) -> None:
    (report,) = loading.load(store, [folder / "sub" / "page.html"], as_name="https://x.example/1.html")
    assert report.name == "https://x.example/1.html" and store.text(report.name)
    (report,) = loading.load(store, [folder / "sub" / "page.html"], as_name="other")
    assert (report.name, report.status) == ("https://x.example/1.html", "unchanged")
    assert "to rename it, remove that first (`kg source remove https://x.example/1.html`)" in report.message
    for paths, name in (([folder / "a.txt", folder / "b.txt"], "x"), ([folder], "x"), ([folder / "a.txt"], " ")):
        with pytest.raises(InputError, match=r"is for a single file, and \d are given; name one file"):
            loading.load(store, paths, as_name=name)


def test_other_content_under_a_taken_name_is_a_conflict(store: Store, folder: Path, tmp_path: Path) -> None:
    loading.load(store, [folder / "a.txt"])
    (tmp_path / "a.txt").write_text("别的内容\n5\n", encoding="utf-8")
    (report,) = loading.load(store, [tmp_path / "a.txt"])
    assert report.status == "failed" and isinstance(report.error, SourceConflict)
    assert f"taken by other content from {folder}/a.txt" in report.message and "--as NAME" in report.message
    (report,) = loading.load(store, [tmp_path / "a.txt"], as_name="second/a.txt")
    assert report.status == "loaded" and len(store.sources()) == 2


def test_a_page_is_named_by_its_address(store: Store, tmp_path: Path) -> None:
    page = "<link rel='canonical' href='https://x.example/a/1.html'><p>{}，这里有一个句子。</p>"
    for name, words in (("saved.html", "一"), ("again.html", "二")):
        (tmp_path / name).write_text(page.format(words), encoding="utf-8")
    first, second = loading.load(store, [tmp_path / "saved.html", tmp_path / "again.html"])
    assert (first.name, first.status) == ("https://x.example/a/1.html", "loaded")
    assert isinstance(second.error, SourceConflict) and f"content from {tmp_path}/saved.html" in second.message
    (tmp_path / "saved.html").write_text(page.format("三"), encoding="utf-8")
    (third,) = loading.load(store, [tmp_path / "saved.html"])
    assert (third.name, third.status) == (first.name, "loaded") and len(store.sources()) == 1
    assert store.source(first.name).iri.endswith("/id/source/https%3A/x.example/a/1.html")
    (tmp_path / "saved.html").write_text(page.format("四").replace("a/1", "a/2"), encoding="utf-8")
    (other,) = loading.load(store, [tmp_path / "saved.html"])  # another article in the same file
    assert other.name == "https://x.example/a/2.html" and len(store.sources()) == 2


def test_identical_bytes_are_loaded_once(store: Store, folder: Path, tmp_path: Path) -> None:
    loading.load(store, [folder / "a.txt"])
    before = store.canonical()
    (tmp_path / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    (report,) = loading.load(store, [tmp_path / "copy.txt"])
    assert (report.name, report.status) == ("a.txt", "unchanged")
    assert report.message == f"the same bytes as a.txt from {folder}/a.txt, noted as a second place of it"
    assert store.canonical() == before and store.source("a.txt").also == (str(tmp_path / "copy.txt"),)
    (tmp_path / "copy.txt").write_text("已改\n8\n", encoding="utf-8")
    (report,) = loading.load(store, [tmp_path / "copy.txt"])
    assert (report.name, report.status) == ("copy.txt", "loaded") and store.source("a.txt").also == ()


def test_failures_do_not_stop_the_others(store: Store, tmp_path: Path) -> None:
    good, half = "好的\n1\n", "协作".encode()[:-1]
    for name, data in {"1.txt": b"", "2.txt": b"a\0b", "3.txt": half, "4.ttl": b"<a:s>\n <a:p> ; .", "5.txt": good.encode(),
                       "6.txt": "失败\n".encode(), "7.html": b"<p></p>", "9.txt": b"last words"}.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "8.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    reports = loading.load(store, [tmp_path])
    assert [report.status for report in reports] == ["failed"] * 4 + ["loaded"] + ["failed"] * 3 + ["loaded"]
    for report, message in zip(reports, (
            "1.txt: the file is empty; remove it", r"2.txt \(byte 1\): this is a binary file", r"3.txt \(byte 3\): the text",
            r"4.ttl:2:\d+: ", "", r"6.txt: reading it failed unexpectedly \(ZeroDivisionError: a fault of the extractor\)",
            "7.html: the document holds no words", "8.txt: the document has 50.0 MB, and a document may have 10 MB", ""),
            strict=True):
        if message:
            assert isinstance(report.error, InputError) and report.error.path == report.path
            with pytest.raises(InputError, match=message):
                raise report.error
            assert report.message == str(report.error) and report.facts == {}
    cause = reports[5].error.__cause__ if reports[5].error else None
    assert isinstance(cause, ZeroDivisionError)
    assert [info.name for info in store.sources()] == ["5.txt", "9.txt"]


def test_what_is_named_and_cannot_be_read_fails(store: Store, folder: Path) -> None:
    none, unknown = loading.load(store, [folder / "none.txt", folder / "notes.doc"])
    assert none.status == unknown.status == "failed"
    assert "none.txt: there is no such file" in none.message and isinstance(unknown.error, UnsupportedInput)


def test_a_folder_without_documents(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (report,) = loading.load(store, [tmp_path / "empty"])
    assert report.status == "failed" and isinstance(report.error, InputError)
    assert report.message == f"{tmp_path}/empty: the folder holds no document; known are files that end in " \
        ".txt, .html, .htm, .docx, .pdf, .jsonl, .ttl, .nt, .nq, .trig, .jsonld, .rdf, .owl, .csv, .tsv, .xlsx, .zip"
    (tmp_path / "empty" / "x.doc").write_bytes(b"x")
    assert [report.status for report in loading.load(store, [tmp_path / "empty"])] == ["skipped", "failed"]


def test_links_that_run_in_circles(store: Store, folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "linked.txt").symlink_to(folder / "a.txt")
    statuses = dict(short(loading.load(store, [folder])))
    assert statuses["self.txt"] == "failed" and len(store.sources()) == 5
    assert len(store.source("a.txt").also) == 1


def test_files_that_are_no_files(store: Store, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (report,) = loading.load(store, [tmp_path])
    assert report.status == "failed" and "pipe.txt: this is not a regular file" in report.message


def test_a_store_is_no_folder_of_documents(tmp_path: Path, folder: Path) -> None:
    with kg.store.open(folder / "kg-store") as store:
        assert len(loading.load(store, [folder])) == 6
    assert kg.store.is_store(folder / "kg-store") and not kg.store.is_store(folder)


def test_names_that_are_no_unicode(store: Store, tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    try:
        with open(path, "wb") as stream:
            stream.write("名\n1\n".encode())
    except OSError:
        pytest.skip("this file system takes no such names")
    (report,) = loading.load(store, [tmp_path])
    assert (report.name, report.status) == ("caf\\xe9.txt", "loaded")
    assert loading.load(store, [tmp_path])[0].status == "unchanged"


def test_a_folder_that_cannot_be_read(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    report = loading.load(store, [folder])[-1]
    assert report.status == "failed" and "sub: the folder cannot be read: Permission denied" in report.message


def test_a_store_for_reading_only(tmp_path: Path, folder: Path) -> None:
    kg.store.open(tmp_path / "s").close()
    with kg.store.open(tmp_path / "s", read_only=True) as store, pytest.raises(StoreError, match="for reading only"):
        loading.load(store, [folder])


def test_nothing_is_printed(store: Store, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    loading.load(store, [folder, folder / "none.txt"])
    assert capfd.readouterr() == ("", "")
