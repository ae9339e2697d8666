"""Answers that were paid for, kept by the content of their question: a file each, so that processes can share them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs


def folder() -> Path:
    """Where answers are kept: what KG_LLM_CACHE names, else the user's folder for caches."""
    named = os.environ.get("KG_LLM_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("cooperation-kg", appauthor=False)) / "llm"


def key(*parts: object) -> str:
    """What a question is kept by: SHA-256 of the model, the version of the prompt, and all that is sent."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """The answers in a folder. Only the user can read them: they quote documents."""

    place: Path

    def get(self, name: str) -> str | None:
        """The answer kept under a key; None where there is none or the file is damaged."""
        try:
            kept = json.loads(self._path(name).read_text("utf-8"))
            answer, digest = kept["answer"], kept["sha256"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        if not isinstance(answer, str) or digest != _digest(answer):
            return None
        return answer

    def put(self, name: str, answer: str) -> None:
        """Keep an answer. Where the folder cannot be written, nothing is kept, and the run goes on."""
        path = self._path(name)
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
            with open(handle, "w", encoding="utf-8") as file:
                json.dump({"answer": answer, "sha256": _digest(answer)}, file, ensure_ascii=False)
            os.replace(fresh, path)

    def _path(self, name: str) -> Path:
        return self.place / name[:2] / f"{name}.json"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
