"""The wheel is whole: built, installed into an empty environment, and run from another folder."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    source = tmp_path_factory.mktemp("source") / "kg"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(source)], check=True)
    done = subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(source)],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


def test_every_package_is_listed() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    listed = set(config["options"]["packages"].split())
    found = {"kg" + "".join(f".{part}" for part in path.parent.relative_to(ROOT / "kg").parts)
             for path in (ROOT / "kg").rglob("*.py")}
    assert listed - {"kg.ontology", "kg.data"} == found


def test_wheel_carries_the_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = [*(ROOT / "ontology").rglob("*.ttl"), ROOT / "ontology" / "context.jsonld"]
    assert wanted and all(f"kg/{path.relative_to(ROOT).as_posix()}" in names for path in wanted)
    data = [path for pattern in ("queries/**/*.rq", "data/*.tsv", "views/templates/*", "views/static/*")
            for path in (ROOT / "kg").glob(pattern) if path.is_file()]
    assert data and not [path for path in data if path.relative_to(ROOT).as_posix() not in names]
    assert "kg/py.typed" in names


def test_wheel_runs_elsewhere(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    binary = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "KG_", "VIRTUAL_ENV"))}
    subprocess.run([binary / "python", "-m", "pip", "install", "--quiet", str(wheel)], check=True, env=clean)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "news.txt").write_text((ROOT / "examples" / "xinwu-yichuan" / "article.txt").read_text("utf-8"), "utf-8")

    def kg(*args: str) -> str:
        done = subprocess.run([binary / "kg", *args], cwd=folder, env=clean, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, f"kg {' '.join(args)}: {done.stderr}"
        return done.stdout

    kg("load", "news.txt")
    assert "新吴区" in kg("partners", "宜川")
    assert "320214" in kg("query", "partnerships", "--format", "csv")
    kg("validate")
    kg("view", "-o", "view.html")
    assert (folder / "view.html").stat().st_size > 100_000
