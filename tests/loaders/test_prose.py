"""Text files."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from kg import loaders
from kg.errors import InputError, UnsupportedInput
from kg.loaders import prose


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text_file(tmp_path: Path) -> None:
    data = "\ufeff标题一行\r\n12\r\n正文。\r".encode()
    loaded = loaders.read(write(tmp_path / "a.TXT", data), "folder/a.TXT")
    assert loaded.text == "标题一行\n12\n正文。\n" and loaded.quads is None and loaded.notes == ()
    source = loaded.source
    assert (source.name, source.title, source.media_type) == ("folder/a.TXT", "标题一行", "text/plain")
    assert source.sha256 == hashlib.sha256(data).hexdigest() and source.extractor == prose.EXTRACTOR
    (fact,) = loaded.facts or ()
    (proof,) = fact.evidence
    assert loaded.text[proof.start:proof.end] == proof.quote == "12"


def test_another_encoding_is_noted(tmp_path: Path) -> None:
    assert loaders.read(write(tmp_path / "a.txt", "两地签订协议。".encode("gbk")), "a.txt").notes == ("read as GB18030",)


@pytest.mark.parametrize(("name", "data", "message"), [
    ("a.txt", b"", "a.txt: the file is empty; remove it, or put its content there"),
    ("a.txt", b" \r\n\t", "the file is empty"),
    ("a.html", b"", "the file is empty"),
    ("a.txt", "……！？\n——".encode(), "the document holds no words"),
    ("a.txt", b"GIF89a\x01\0", "this is a GIF image, not text"),
    ("a.txt", "协作".encode()[:-1], r"a.txt \(byte 3\): the text breaks off within a character"),
    ("a.wps", b"words", "no loader reads files that end in '.wps'; known are .txt, .html"),
    ("README", b"words", "no loader reads files that end in 'no suffix'"),
])
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        loaders.read(write(tmp_path / name, data), name)
    assert caught.value.path == str(tmp_path / name)
    assert isinstance(caught.value, UnsupportedInput) == message.startswith("no loader")


@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_fifty_megabytes_in_one_line_are_refused_at_once(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"long{suffix}"
    with path.open("wb") as stream:
        for _ in range(50):
            stream.write(b"a" * 1_000_000)
    start = time.perf_counter()
    with pytest.raises(InputError, match=r"the document has 50.0 MB, and a document may have 10 MB; split it"):
        loaders.read(path, path.name)
    assert time.perf_counter() - start < 1


def test_no_file_and_no_regular_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none.txt: there is no such file"):
        loaders.read(tmp_path / "none.txt", "none.txt")
    with pytest.raises(InputError, match="none: there is no such file"):
        loaders.read(tmp_path / "none", "none")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(InputError, match="folder.txt: this is not a regular file"):
        loaders.read(tmp_path / "folder.txt", "x")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    with pytest.raises(InputError, match=r"loop.txt: (there is no such file|the file cannot be read)"):
        loaders.read(tmp_path / "loop.txt", "x")
