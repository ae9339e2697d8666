"""ZIP archives of documents."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

import kg.store
from kg import loaders, loading
from kg.errors import InputError
from kg.loaders import archive, packed
from kg.store import Store

Content = str | bytes


def packed_as(path: Path, members: dict[str, Content] | list[tuple[str | zipfile.ZipInfo, Content]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as stream:
        for name, content in members.items() if isinstance(members, dict) else members:
            stream.writestr(name, content)
    return path


def short(reports: list[loading.Report]) -> dict[str, str]:
    return {report.name: report.status for report in reports}


def test_each_member_is_a_source(store: Store, tmp_path: Path) -> None:
    path = packed_as(tmp_path / "docs.zip", {"a.txt": "一号\n1\n", "下级/b.html": "<p>二号的页面，有一个句子。</p>", "c.ttl": "<a:s> a <a:C> .",
                                             "photo.jpg": b"x", "folder/": "", ".hidden.txt": "9", "__MACOSX/a.txt": "9"})
    seen: list[tuple[str, int, int]] = []
    reports = loading.load(store, [path], progress=lambda *call: seen.append(call))
    assert short(reports) == {"docs.zip/a.txt": "loaded", "docs.zip/下级/b.html": "loaded", "docs.zip/c.ttl": "loaded",
                              "docs.zip/photo.jpg": "skipped"}
    assert [report.path for report in reports] == [f"{path}/{name}" for name in ("a.txt", "下级/b.html", "c.ttl", "photo.jpg")]
    assert store.text("docs.zip/a.txt") == "一号\n1\n" and store.source("docs.zip/a.txt").location == f"{path}/a.txt"
    assert reports[3].message == "no loader reads files that end in '.jpg'" and seen == [(str(path), 1, 1)]
    before = store.canonical()
    assert {one.status for one in loading.load(store, [tmp_path])} == {"unchanged", "skipped"} and store.canonical() == before
    packed_as(path, {"a.txt": "一号\n11\n"})
    assert short(loading.load(store, [tmp_path])) == {"docs.zip/a.txt": "loaded"} and store.text("docs.zip/a.txt") == "一号\n11\n"


def test_bad_members_do_not_stop_the_others(store: Store, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    inner = packed_as(tmp_path / "inner", {"x.txt": "x"}).read_bytes()
    path = packed_as(tmp_path / "docs.zip", [
        ("../../up.txt", "1"), ("/etc/abs.txt", "1"), ("C:\\x.txt", "1"), ("..\\up.txt", "1"), ("esc\x1b[31m.txt", "1"),
        (link, "/etc/passwd"), ("nested.zip", inner), ("pages.jsonl", "{}"), ("bomb.txt", b"0" * 5_000_000),
        ("big.txt", b"0" * 20_000_000), ("empty.txt", ""), ("half.txt", "协作".encode()[:-1]), ("good.txt", "一号\n1\n")])
    reports = loading.load(store, [path])
    assert [info.name for info in store.sources()] == ["docs.zip/good.txt"]
    for report, message in zip(reports, (
            *["the member's name leads out of the archive or holds unprintable characters"] * 5, "the member is a link",
            "an archive within an archive is not opened (.zip)", "an archive within an archive is not opened (.jsonl)",
            "unfolds to more than 200 times its packed size", "unfolds to 20.0 MB, and it may have 10 MB",
            "the member is empty", "the text breaks off within a character", ""), strict=True):
        assert message in report.message and (report.status == "failed") == bool(message)
        if report.error:
            assert report.message.startswith(str(report.path)) and isinstance(report.error, InputError)
    assert {path.name for path in tmp_path.iterdir()} <= {"docs.zip", "inner", "store"}  # nothing is written beside it


def test_two_members_of_one_name(store: Store, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = packed_as(tmp_path / "d.zip", [("a.txt", "一\n1\n"), ("a.txt", "二\n2\n")])
    first, second = loading.load(store, [path])
    assert first.status == "loaded" and "two members of this name" in second.message and store.text("d.zip/a.txt") == "一\n1\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_of_old_tools(store: Store, tmp_path: Path, encoding: str) -> None:
    path = packed_as(tmp_path / "d.zip", {"文.txt": "一\n1\n"})
    data, name = path.read_bytes(), "文.txt".encode()
    other = "文.txt".encode(encoding).rjust(len(name), b"x")
    flagged = data.replace(name, other)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = flagged.index(sign) + place
        flagged = flagged[:start] + b"\0\0" + flagged[start + 2:]
    path.write_bytes(flagged)
    (report,) = loading.load(store, [path])
    assert report.name == f"d.zip/{other.decode(encoding)}" and report.status == "loaded"


def test_a_protected_and_a_damaged_member(store: Store, tmp_path: Path) -> None:
    path = packed_as(tmp_path / "d.zip", {"a.txt": "一号文件的内容", "b.txt": "二\n2\n"})
    data = path.read_bytes()
    central = data.index(b"PK\x01\x02") + 8
    path.write_bytes(data[:central] + b"\1" + data[central + 1:])
    first, second = loading.load(store, [path])
    assert "protected by a password; pack it again without one" in first.message and second.status == "loaded"
    start = data.index(b"a.txt") + 7
    path.write_bytes(data[:start] + bytes(byte ^ 0xFF for byte in data[start:start + 4]) + data[start + 4:])
    first, second = loading.load(store, [path])
    assert "the member cannot be unpacked" in first.message and second.status == "unchanged"


def test_a_header_that_lies_about_the_size(tmp_path: Path) -> None:
    path = packed_as(tmp_path / "d.zip", {"a.txt": b"0" * 500_000})
    data = path.read_bytes()
    size = (500_000).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (10).to_bytes(4, "little")))
    (item,) = loaders.inputs(path, "d.zip")
    assert isinstance(item, loaders.Broken) and "cannot be unpacked" in str(item.error)


def test_bombs_are_refused_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed_as(tmp_path / "d.zip", {f"{number}.txt": "一二三四五六" for number in range(20)})
    monkeypatch.setattr(archive, "unfolded", None)  # would fail if it were called
    monkeypatch.setattr(archive, "MAX_TOTAL", 300)
    with pytest.raises(InputError, match="d.zip: the archive's documents unfold to 0 MB, and they may have 0 MB together"):
        list(loaders.inputs(path, "d.zip"))
    monkeypatch.setattr(archive, "MAX_MEMBERS", 10)
    with pytest.raises(InputError, match="d.zip: the archive holds 20 members, and it may hold 10; split it"):
        list(loaders.inputs(path, "d.zip"))


def test_never_more_than_the_limit_is_unfolded(tmp_path: Path) -> None:
    with zipfile.ZipFile(packed_as(tmp_path / "d.zip", {"a.txt": b"0" * 1000})) as stream, \
            pytest.raises(InputError, match="unfolds to more than"):
        packed.unfolded(stream, stream.infolist()[0], "a.txt", 999)


@pytest.mark.parametrize(("data", "message"), [
    (b"", "this is no ZIP archive"), (b"PK\x03\x04 and then nothing", "this is no ZIP archive"),
])
def test_what_is_no_archive(store: Store, tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "d.zip").write_bytes(data)
    (report,) = loading.load(store, [tmp_path / "d.zip"])
    assert report.status == "failed" and message in report.message


def test_an_archive_without_documents_and_a_name_for_several(store: Store, tmp_path: Path) -> None:
    path = packed_as(tmp_path / "d.zip", {"a.jpg": "x"})
    (report,) = loading.load(store, [path])
    assert "the archive holds no document; known are files that end in .txt" in report.message
    (report,) = loading.load(store, [path], as_name="mine")
    assert "the name 'mine' is for a single document" in report.message
    with pytest.raises(InputError, match="may hold several documents"):
        loaders.read(path, "d.zip")
    (report,) = loading.load(store, [tmp_path / "none.zip"])
    assert "there is no such file" in report.message


def test_one_member_in_memory_at_a_time(tmp_path: Path) -> None:
    found = loaders.inputs(packed_as(tmp_path / "d.zip", {"a.txt": "一", "b.txt": b"0" * 20_000_000}), "d.zip")
    first = next(found)
    assert isinstance(first, loaders.Input) and first.data == "一".encode()
    found.close()  # type: ignore[attr-defined]
    with kg.store.open() as store:
        assert loading.load(store, [tmp_path])[0].status == "loaded"


def test_the_archive_in_memory_is_the_archive_on_disk() -> None:
    with pytest.raises(InputError, match=r"this is no Word document \(.docx\), or it is damaged"):
        packed.opened(io.BytesIO(b"x"), "a.docx", "Word document (.docx)")
