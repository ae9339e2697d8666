"""What the README shows is what happens: its terminal session and its Python are run, its links lead somewhere."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from terminal import on_terminal

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def block(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n```\w*\n(.*?)```", README, re.S)
    assert found, f"README.md has lost its block {mark!r}"
    return found.group(1)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def test_the_session_is_real(copy: Path) -> None:
    parts = re.split(r"^\$ (.+)$", block("session"), flags=re.M)[1:]
    commands = list(zip(parts[::2], parts[1::2], strict=True))
    assert len(commands) >= 5
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "TERM": "xterm"}
    env.pop("KG_STORE", None)
    env.pop("COLUMNS", None)
    for command, expected in commands:
        status, shown, complaints = on_terminal(command, copy, 100, env)
        assert status == 0, f"{command}: {complaints}"
        assert [line.rstrip() for line in shown.strip().splitlines()] == [
            line.rstrip() for line in expected.strip().splitlines()], command


def test_the_analysis_is_real(copy: Path) -> None:
    parts = re.split(r"^\$ (.+)$", block("analysis"), flags=re.M)[1:]
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "TERM": "xterm"}
    env.pop("KG_STORE", None)
    env.pop("COLUMNS", None)
    assert on_terminal("kg load examples/xinwu-yichuan/article.txt", copy, 100, env)[0] == 0
    for command, expected in zip(parts[::2], parts[1::2], strict=True):
        status, shown, complaints = on_terminal(command, copy, 100, env)
        assert status == 0, f"{command}: {complaints}"
        assert [line.rstrip() for line in shown.strip().splitlines()] == [
            line.rstrip() for line in expected.strip().splitlines()], command


def test_the_measures_in_python_are_real(copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(copy)
    exec(compile(block("measures"), "README.md", "exec"), {"__name__": "readme"})
    assert capsys.readouterr().out.endswith("\n2 无锡市—延安市\n")


def test_the_python_is_real(copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(copy)
    exec(compile(block("python"), "README.md", "exec"), {"__name__": "readme"})
    shown = capsys.readouterr().out
    assert "新吴区 supporter 2016\n新吴区 宜川县 6558001\n" in shown


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", README)
    assert links and not [link for link in links if not (ROOT / link).exists()]


def test_every_command_is_in_the_changelog_or_help() -> None:
    from kg.cli.commands import COMMANDS

    named = set(re.findall(r"`kg ([a-z]+)", README)) | set(re.findall(r"^\$ kg ([a-z]+)", README, re.M))
    assert named <= set(COMMANDS), named - set(COMMANDS)


def test_the_example_can_be_followed(copy: Path) -> None:
    folder = copy / "examples" / "xinwu-yichuan"
    commands = re.findall(r"^\| `([^`]+)` \|", (folder / "README.md").read_text("utf-8"), re.M)
    assert len(commands) == 10
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    env.pop("KG_STORE", None)
    shown = {}
    for command in [*commands[:-1], "kg query who-helps-whom.rq --format csv", commands[-1], "kg partners 宜川 --format csv"]:
        status, shown[command], complaints = on_terminal(command, folder, 120, env)
        assert status == 0, f"{command}: {complaints}"
    assert "新吴区,宜川县,2016,2" in shown["kg query who-helps-whom.rq --format csv"]
    assert "6558000" in shown["kg query money.rq"]
    assert "新吴区" in shown["kg partners 宜川 --format csv"]


@pytest.mark.parametrize(("name", "shown"), [
    ("twin-cities", ["Berat", "Nicosia", "Erfurt", "no violations"]), ("popolo", ["Mayor", "Councillor for Lindenau North", "Lindenau Greens"]),
    ("iati", ["Agency for Rural Schools", "Teachers for the lake shore", "2500000 EUR"])])
def test_the_examples_of_mappings_can_be_followed(copy: Path, name: str, shown: list[str]) -> None:
    folder = copy / "examples" / name
    commands = re.findall(r"^\| `([^`]+)` \|", (folder / "README.md").read_text("utf-8"), re.M)
    assert len(commands) == 5
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    env.pop("KG_STORE", None)
    answers = ""
    for command in commands:
        status, output, complaints = on_terminal(command, folder, 200, env)
        assert status == 0, f"{command}: {complaints}"
        answers += output + complaints
    assert [words for words in shown if words not in answers] == []
