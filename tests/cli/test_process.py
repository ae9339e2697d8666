"""The command as a process: streams, encodings, terminals, signals, exit statuses, and what it imports."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg import model
from kg.cli.tables import columns_of

KG = [sys.executable, "-m", "kg.cli"]
ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*KG, *arguments], capture_output=True, env=env(**environment), timeout=60)


def env(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items()
            if name not in ("COLUMNS", "KG_STORE", "LANG", "PYTHONUTF8", "PYTHONIOENCODING") and name[:3] != "LC_"}
    return {**kept, "PYTHONPATH": str(ROOT), **changes}


def on_terminal(*arguments: str, columns: int) -> str:
    """What a person at a terminal of this width sees (stdout and stderr)."""
    pid, terminal = pty.fork()
    if not pid:
        os.execve(KG[0], [*KG, *arguments], env(COLUMNS=str(columns), LANG="C.UTF-8", TERM="xterm"))
    seen = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    os.close(terminal)
    os.waitpid(pid, 0)
    return seen.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("arguments", [("partners", "宜川"), ("people", "宜川", "--format", "table"), ("sources",),
                                       ("show", "宜川")])
def test_a_pipe_gets_data_and_nothing_else(loaded: Path, arguments: tuple[str, ...]) -> None:
    done = run("--store", str(loaded), *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    assert not ESCAPES.search(done.stdout.decode("utf-8"))
    assert "…" not in done.stdout.decode("utf-8")


@pytest.mark.parametrize("locale", [{}, {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
                                    {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"}])
def test_output_is_utf8_in_every_locale(loaded: Path, locale: dict[str, str]) -> None:
    done = run("--store", str(loaded), "partners", "610630", **locale)
    assert done.returncode == 0
    assert "新吴区" in done.stdout.decode("utf-8")
    done = run("--store", str(loaded), "partners", "610630", "--format", "json", **locale)
    assert "新吴区" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(("arguments", "status"), [
    (("partners", "宜川"), 0), (("partners", "没有此地"), 1), (("partners", "没有此地", "--format", "json"), 1),
    (("partners",), 2), (("nonsense",), 2), (("partners", "宜川", "--on", "2021-13-40"), 2), (("--version",), 0),
    (("query", "SELECT"), 1), (("load", "nowhere.txt"), 1), (("export", "-o", "no/such/folder/x"), 1), ((), 2),
])
def test_exit_status(here: Path, arguments: tuple[str, ...], status: int) -> None:
    done = run("--store", str(here / "kg-store"), *arguments)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    if status:
        assert done.stdout == b"" or arguments[0] == "load"
        assert re.search(r"^(Error|Usage): ", done.stderr.decode("utf-8"), re.M)


def test_whoever_reads_only_the_first_line_hears_no_complaint(loaded: Path) -> None:
    for arguments in (("export", "--format", "nq"), ("show", "宜川"), ("query", "regions", "--format", "csv")):
        process = subprocess.Popen([*KG, "--store", str(loaded), *arguments], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=env())
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        process.wait(60)


def test_interrupted(loaded: Path) -> None:
    process = subprocess.Popen([*KG, "--store", str(loaded), "query", "-"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env())
    assert process.stdin
    process.stdin.write(b"# a question that has no end\n" * 10_000)  # more than a pipe holds: then it is being read
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err and out == b""


@pytest.mark.parametrize("columns", [120, 80, 60, 59, 40, 24])
def test_a_terminal_gets_lines_that_fit(loaded: Path, columns: int) -> None:
    for arguments, word in ((("people", "宜川县"), "宜川县委"), (("partners", "宜川县"), "新吴区"), (("sources",), "新吴区"),
                            (("query", "posts"), "崔荣国")):
        seen = on_terminal("--store", str(loaded), *arguments, columns=columns)
        assert max(map(columns_of, seen.splitlines())) <= columns
        assert word in seen
        assert not ESCAPES.search(seen)


def test_a_terminal_is_told_which_entity_was_understood(loaded: Path) -> None:
    assert "yichuan → 宜川县 (610630)\n" in on_terminal("--store", str(loaded), "partners", "yichuan", columns=80)


def test_progress_is_for_terminals_alone(here: Path) -> None:
    assert run("--store", "a", "load", "article.txt").stderr == b""
    seen = on_terminal("--store", "b", "load", "article.txt", columns=80)
    assert "\r\x1b[K[" in seen


HOSTILE = "恶\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u2066名"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A store whose every string would take over a terminal."""
    source = model.Source(name="h\x1b[31m.txt", title=HOSTILE, sha256="0" * 64)
    proof = (model.Evidence(source=source.key, quote=HOSTILE, start=0, end=len(HOSTILE)),)
    region = model.Region(name=HOSTILE, code="990101")
    other = model.Region(name="乙" + HOSTILE, code="990102")
    office = model.Organization(name=HOSTILE, kind="organ/government", region=region)
    person = model.Person(name=HOSTILE, seat=region)
    post = model.Post(title=HOSTILE, organization=office)
    facts: list[model.Fact] = [
        model.Tenure(person=person, post=post, organization=office, evidence=proof),
        model.Partnership(a=region, b=other, kind="partnership/strategic", evidence=proof),
    ]
    with kg.open(tmp_path / "store") as store:
        store.replace(source, facts, HOSTILE)
    return tmp_path / "store"


@pytest.mark.parametrize("arguments", [
    ("sources",), ("people", "990101"), ("partners", "990101"), ("show", "990101"), ("search", "恶"), ("query", "posts"),
    ("partners", "990101", "--format", "json"), ("query", "posts", "--format", "json"), ("posts", "\x1b[2J恶"),
    ("people", "990101", "--format", "csv"), ("export", "--format", "nq"), ("source", "show", "h\x1b[31m.txt"),
    ("source", "show", "\x1b[2J"), ("query", "SELECT \x1b[2J"), ("path", "990101", "990102"),
])
def test_documents_cannot_take_over_the_terminal(hostile: Path, arguments: tuple[str, ...]) -> None:
    for columns in (100, 40):
        seen = on_terminal("--store", str(hostile), *arguments, columns=columns)
        assert not ESCAPES.search(seen), seen
        assert "Traceback" not in seen


def test_tables_and_json_are_safe_in_a_pipe_too(hostile: Path) -> None:
    for form in ("table", "json"):
        done = run("--store", str(hostile), "people", "990101", "--format", form)
        assert "恶" in done.stdout.decode("utf-8")
        assert not ESCAPES.search(done.stdout.decode("utf-8"))


HEAVY = {"rdflib", "networkx", "numpy", "pandas", "scipy", "pyshacl", "pyvis", "jinja2", "opencc", "pypinyin", "lxml",
         "chardet", "pydantic", "importlib.metadata"}


def imported(*arguments: str) -> set[str]:
    code = ("import sys; from kg.cli.main import run; status = run(sys.argv[1:]); "
            "print(status, *sys.modules, file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, env=env(), timeout=60)
    status, *names = done.stderr.decode("utf-8").split()
    assert status == "0", done.stderr
    return set(names)


def test_the_overview_imports_no_option_parser_and_no_command() -> None:
    names = imported("--help")
    assert not names & HEAVY
    ours = {name for name in names if name.startswith("kg.")}
    assert ours <= {"kg.cli", "kg.cli.main", "kg.cli.quick", "kg.cli.lazy", "kg.cli.console", "kg.cli.safe", "kg.cli.overview", "kg.errors"}
    assert not names & {"pyoxigraph", "click", "typing", "shutil"}


def test_a_plain_lookup_imports_no_option_parser_and_nothing_heavy(loaded: Path) -> None:
    names = imported("--store", str(loaded), "partners", "宜川")
    assert not names & (HEAVY | {"click", "kg.cli.commands", "kg.loading", "kg.extract", "kg.network", "kg.views"})


@pytest.mark.parametrize("command", ["show", "search"])
def test_a_plain_lookup_compiles_no_annotations(loaded: Path, command: str) -> None:
    code = ("import sys; seen = []; sys.addaudithook(lambda event, given: seen.append(given) if event == 'compile' else None); "
            "from kg.cli.main import run; run(sys.argv[1:]); "
            "print(*(text for text, place in seen if place == '<string>' and not text.startswith(b'lambda _cls')), file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", code, "--store", str(loaded), command, "宜川"], capture_output=True, env=env(), timeout=60)
    assert (done.returncode, done.stderr) == (0, b"\n")


def test_a_lookup_with_options_imports_nothing_heavy(loaded: Path) -> None:
    assert not imported("--store", str(loaded), "partners", "宜川", "--on", "2021-11-30") & HEAVY


@pytest.mark.parametrize("command", ["show", "partners", "people", "posts", "met", "timeline", "search"])
def test_plain_lookups_answer_like_those_that_click_parses(loaded: Path, command: str) -> None:
    plain = run("--store", str(loaded), command, "宜川县")
    parsed = run("--store", str(loaded), command, "宜川县", "--format", "table")
    assert (plain.returncode, plain.stdout, plain.stderr) == (parsed.returncode, parsed.stdout, parsed.stderr)
    assert plain.stdout
    plain, parsed = run(command, "没有此地", "--store", "nowhere"), run("--store", "nowhere", command, "没有此地")
    assert (plain.returncode, plain.stdout, plain.stderr) == (parsed.returncode, parsed.stdout, parsed.stderr)
    assert plain.returncode == 1
