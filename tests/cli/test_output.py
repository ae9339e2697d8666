import csv
import io
import json
import os
from pathlib import Path

import pytest

from kg.cli import structured
from kg.cli.output import output_to

HOSTILE = ["plain", "\x1b]0;title\x07", "\u202egnp.exe", "a,b\"c\nd\te", "=1+1", "\u2028", "", "宜川县"]


def test_json_keeps_every_value_and_shows_no_control(capsys: pytest.CaptureFixture[str]) -> None:
    structured.write_json(["value", "none"], [[value, None] for value in HOSTILE])
    out = capsys.readouterr().out
    assert "\x1b" not in out and "\u202e" not in out and "宜川县" in out
    assert [row["value"] for row in json.loads(out)] == HOSTILE


@pytest.mark.parametrize(("write", "delimiter"), [(structured.write_csv, ","), (structured.write_tsv, "\t")])
def test_csv_and_tsv_keep_every_value_in_a_pipe(capsys: pytest.CaptureFixture[str], write, delimiter: str) -> None:
    write(["value", "n"], [[value, number] for number, value in enumerate(HOSTILE)])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out, newline=""), delimiter=delimiter))
    assert rows[0] == ["value", "n"]
    assert [row[0] for row in rows[1:]] == HOSTILE


def test_no_rows(capsys: pytest.CaptureFixture[str]) -> None:
    structured.write_json(["value"], [])
    structured.write_csv(["value"], [])
    assert capsys.readouterr().out == "[]\nvalue\n"


def test_a_file_appears_only_when_it_is_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "结果.txt"
    target.write_text("old")
    with pytest.raises(RuntimeError), output_to(str(target)) as stream:
        stream.write(b"half")
        raise RuntimeError
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == [target.name]
    with output_to(str(target)) as stream:
        stream.write(b"whole")
    assert target.read_text() == "whole"
    assert capsys.readouterr().err == f"wrote {target}\n"


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("")
    with output_to(str(tmp_path / "ours")) as stream:
        stream.write(b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_is_followed_and_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "file").write_text("old")
    with output_to(str(tmp_path / "link")) as stream:
        stream.write(b"new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "file").read_text() == "new"
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with output_to(str(tmp_path / "pipe")) as stream:
        stream.write(b"through")
    assert os.read(reader, 20) == b"through"
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError) as error, output_to(str(tmp_path / "no" / "file")):
        pass
    assert error.value.filename == str(tmp_path / "no" / "file")
