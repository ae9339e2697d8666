"""Crawled pages, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import loaders, loading
from kg.loaders import pages
from kg.store import Store

ONE = {"url": "https://x.example/1.html#top", "title": "一号  标题", "published": "2023-04-06T09:30:00+08:00", "text": "正文一句。\r\n1\n"}
TWO = {"title": "二号", "text": "二号\n2\n"}


def write(path: Path, *lines: object) -> Path:
    path.write_bytes(b"".join((line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()) + b"\n" for line in lines))
    return path


def test_each_line_is_a_source(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "pages.jsonl", ONE, b"", TWO)
    reports = loading.load(store, [path])
    assert [(one.name, one.status, one.path, one.message) for one in reports] == [
        ("https://x.example/1.html", "loaded", f"{path}#1", ""), ("pages.jsonl#3", "loaded", f"{path}#3", "")]
    first = store.source("https://x.example/1.html")
    assert (first.title, first.published, first.url) == ("一号 标题", "2023-04-06", first.name)
    assert store.text(first.name) == "一号 标题\n正文一句。\n1\n" and store.text("pages.jsonl#3") == "二号\n2\n"
    (item, _) = loaders.inputs(path, "pages.jsonl")
    assert isinstance(item, loaders.Input)
    loaded = loaders.parse(item)
    (fact,) = loaded.facts or ()
    (proof,) = fact.evidence
    assert loaded.text is not None and loaded.text[proof.start:proof.end] == proof.quote == "1"


def test_a_page_is_known_by_its_address_wherever_its_line_moves(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "pages.jsonl", ONE)
    loading.load(store, [path])
    new = {"url": "https://x.example/0", "text": "零号\n"}
    write(path, new, ONE)
    reports = loading.load(store, [path])
    assert [(one.name, one.status, one.message) for one in reports] == [
        ("https://x.example/0", "loaded", ""), ("https://x.example/1.html", "unchanged", "")]
    write(path, new, {**ONE, "text": "改\n7\n"})
    assert [one.status for one in loading.load(store, [path])] == ["unchanged", "loaded"]
    assert store.text("https://x.example/1.html") == "一号 标题\n改\n7\n" and len(store.sources()) == 2


@pytest.mark.parametrize(("line", "message"), [
    (b'{"text": "a",}', "the line is not JSON (column "), (b"[1]", "the line is no JSON object"),
    (b'"text"', "the line is no JSON object"), (b'{"url": "https://x.example/"}', "the line has no `text`"),
    (b'{"text": " "}', "the line has no `text`"), (b'{"text": null}', "the line has no `text`"),
    (b'{"text": ["a"]}', '`text` is ["a"], and it must be a string'), (b'{"text": "a", "published": 5}', "`published` is 5"),
    (b'{"text": "a\\ud800"}', "`text` holds U+D800, which is no character"), (b'{"text": "a\\u0000"}', "`text` holds U+0000"),
    (b"[" * 200_000, "the line is JSON beyond measure"), (b'{"text": ' + b"1" * 5000 + b"}", "the line is JSON beyond measure"),
    (b'{"text": "\xe4\xb8"}', "the text breaks off within a character"), (b'{"text": "a\0"}', "this is a binary file"),
    (b'{"text": "\xe2\x80\xa6"}', "the document holds no words"), (json.dumps(ONE | {"text": "别的"}).encode(), "the page of line 1 has the same url"),
], ids=range(16))
def test_a_broken_line_is_named_and_the_others_loaded(store: Store, tmp_path: Path, line: bytes, message: str) -> None:
    path = write(tmp_path / "pages.jsonl", ONE, line, TWO)
    first, broken, last = loading.load(store, [path])
    assert (first.status, broken.status, last.status) == ("loaded", "failed", "loaded")
    assert broken.message.startswith(f"{path}#2") and message in broken.message and broken.name == "pages.jsonl#2"


def test_what_is_not_understood_is_noted(store: Store, tmp_path: Path) -> None:
    for number, url in enumerate(("javascript:alert(1)", "/a/1.html", "https://[x/")):
        path = write(tmp_path / f"{number}.jsonl", {"url": url, "published": "2023-02-31", "text": f"词{number}\n"})
        (report,) = loading.load(store, [path])
        assert (report.name, report.status) == (f"{number}.jsonl#1", "loaded")
        assert report.message == f"url {url!r} is no web address, so the page is named by its line; " \
                                 "published '2023-02-31' is no day and is left out"


def test_a_line_too_long_is_passed_over(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_LINE", 60)
    path = write(tmp_path / "p.jsonl", {"text": "长" * 500}, TWO)
    long, short = loading.load(store, [path])
    assert f"{path}#1: the line has more than" in long.message and (short.name, short.status) == ("p.jsonl#2", "loaded")


def test_a_mark_of_byte_order_and_windows_line_ends(store: Store, tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps(TWO).encode() + b"\r\n\r\n")
    (report,) = loading.load(store, [tmp_path])
    assert (report.name, report.status) == ("p.jsonl#1", "loaded") and store.source(report.name).title == "二号"


def test_a_file_without_pages(store: Store, tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_bytes(b"\n \n")
    (report,) = loading.load(store, [tmp_path])
    assert report.status == "failed" and "the file is empty" in report.message
