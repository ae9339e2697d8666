"""Search: what is typed against what is found and why, and an index that says what the graph says, whatever happened."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import re
import signal
import sqlite3
import subprocess
import sys
import textwrap
import unicodedata
from pathlib import Path

import pytest

import kg
from kg import curate, loading, lookup
from kg.lookup.rows import Hit
from kg.model import Agreement, Evidence, Fact, Organization, Partnership, Person, Post, Region, Source, Tenure
from kg.store import Store, entries
from kg.store.index import _HAN, folded, match, words
from kg.text.readings import readings

TESTS = Path(__file__).parent
TEXT = "两地深化协作。单强县长介绍了乡村振兴的经验，会后签署备忘录！没有人引用这一句。"
YICHUAN = Region(name="宜川县", code="610630", level="county", aliases=("宜川",), pinyin="yi chuan xian")


def story(name: str = "story.txt", text: str = TEXT, title: str = "两地共话东西部协作", *extra: Fact) -> tuple[Source, list[Fact], str]:
    source = Source(name=name, title=title, publisher="青禾日报", sha256=hashlib.sha256((name + text).encode()).hexdigest())
    office = Organization(name="宜川县人民政府", kind="organ/government", region=YICHUAN)
    proof = (Evidence(source=source.key, quote=text.split("！")[0].split("。")[-1], start=7, end=30),)
    shaanxi = Region(name="陕西省", code="610000", level="province", pinyin="shan xi sheng")
    twin = Region(name="Zürich West", level="foreign", country="Switzerland", aliases=("蘇黎世西",))
    return source, [Tenure(person=Person(name="单强", seat=YICHUAN), post=Post(title="县长", organization=office), organization=office,
                           evidence=proof),
                    Partnership(a=shaanxi, b=twin, kind="partnership/twinning", evidence=proof), *extra], text


@pytest.fixture
def told(store: Store) -> Store:
    source, facts, text = story()
    store.replace(source, facts, text)
    return store


@pytest.mark.parametrize(("typed", "label", "reason"), [
    ("宜川县", "宜川县", "name"), ("宜川", "宜川县", "other name"), ("宜川縣", "宜川县", "name"), ("610630", "宜川县", "code"),
    ("yichuanxian", "宜川县", "pinyin"), ("yi chuan xian", "宜川县", "pinyin"), ("yichuan", "宜川县", "pinyin"),
    ("Yi'chuan County", "宜川县", "pinyin"), ("ycx", "宜川县", "initials"), ("yichu", "宜川县", "beginning of the pinyin"),
    ("shanqiang", "单强", "pinyin"), ("Shan Qiang", "单强", "pinyin"), ("danqiang", "单强", "pinyin"), ("sq", "单强", "initials"),
    ("单强", "单强", "name"), ("强", "单强", "part of the name"), ("單強", "单强", "name"),
    ("川县", "宜川县", "part of the name"), ("人民政府", "宜川县人民政府", "part of the name"),
    ("yichuanxianrenminzhengfu", "宜川县人民政府", "pinyin"), ("yichuanxianren", "宜川县人民政府", "beginning of the pinyin"),
    ("Shaanxi", "陕西省", "English name"), ("zurich west", "Zürich West", "name"), ("ZÜRICH", "Zürich West", "beginning of the name"),
    ("west", "Zürich West", "part of the name"), ("苏黎世", "Zürich West", "part of another name"), ("蘇黎世西", "Zürich West", "other name"),
    ("共话", "两地共话东西部协作", "title"), ("日报", "青禾日报", "publisher"),
])
def test_what_is_typed_and_what_is_found(told: Store, typed: str, label: str, reason: str) -> None:
    assert lookup.search(told, typed)[0][:1] == (label,)
    assert lookup.search(told, typed)[0].reason == reason


@pytest.mark.parametrize(("typed", "reasons"), [
    ("振兴", ["quote"]), ("乡村振兴", ["quote"]), ("鄉村振興", ["quote"]), ("振", ["quote"]), ("振兴 经验", ["words of the quote"]),
    ("引用", ["text of the source"]), ("协作", ["title", "text of the source"]), ("振作", []), ("兴振", []), ("经验 引用", []),
])
def test_words_in_titles_quotes_and_texts(told: Store, typed: str, reasons: list[str]) -> None:
    assert [hit.reason for hit in lookup.search(told, typed)] == reasons


def test_a_quote_names_its_fact_and_source(told: Store) -> None:
    (hit,) = lookup.search(told, "振兴")
    assert hit.source.endswith("/source/story.txt") and hit.kind == "partnership" and "/partnership/twinning/" in hit.iri
    assert hit.quote == "单强县长介绍了乡村振兴的经验，会后签署备忘录" and "振兴" in hit.label and len(hit.label) < len(hit.quote) + 2


def test_traditional_texts_are_found_in_either_script(store: Store) -> None:
    source, facts, text = story(text="兩地開會。縣長談鄉村振興之後的發展！以後再說。")
    store.replace(source, facts, text)
    for typed in ("乡村振兴", "鄉村振興", "之后", "之後"):
        assert [hit.reason for hit in lookup.search(store, typed)] == ["quote"], typed


def test_what_more_sources_speak_of_comes_first(store: Store) -> None:
    alike = dataclasses.replace(YICHUAN, name="伊川县", code="410329", aliases=("伊川",))
    for number in range(3):
        source, _, text = story(f"{number}.txt")
        store.replace(source, [Agreement(title=f"协议{number}", parties=(YICHUAN, *((alike,) if number else ())))], text)
    assert [hit.label for hit in lookup.search(store, "yichuan")] == ["宜川县", "伊川县"]
    store.remove("0.txt")
    assert [hit.label for hit in lookup.search(store, "yichuan")] == ["伊川县", "宜川县"]  # equal now: by identifier


def test_the_limit_cuts_the_end(told: Store) -> None:
    hits = lookup.search(told, "协作")
    assert len(hits) == 2 and lookup.search(told, "协作", limit=1) == hits[:1] and lookup.search(told, "协作", limit=0) == []


@pytest.mark.parametrize("typed", ['"', "*", "body : 协作 OR", "NEAR(协作 经验)", "协作\" OR \"", "-", "^", "\x00", "\ud800", "{head}: x", "%", "_"])
def test_no_text_is_an_expression(told: Store, typed: str) -> None:
    assert all("协作" in hit.quote + hit.label for hit in lookup.search(told, typed))


def test_bigrams() -> None:
    assert list(words("与Yi县, 2021年")) == ["与", "yi", "县", "2021", "年"] and list(words("宜川县")) == ["宜川", "川县", "县"]
    assert match("宜川县") == '"宜川 川县"' and match("川") == '"川" *' and match("twin cit") == '"twin" "cit" *' and match("，") == ""


def test_readings() -> None:
    assert readings("单强") == [("dan", "qiang"), ("shan", "qiang")] or ("shan", "qiang") in readings("单强")
    assert readings("吕") == [("lu",)] and readings("A") == readings("") == [] and len(readings("单" * 9)) == 8


# The index follows the store -----------------------------------------------------------------------------------------

ASKED = ("宜川", "yichuan", "单强", "sq", "协作", "振兴", "引用", "日报", "陕西省", "新的")


def afresh(store: Store) -> list[list[Hit]]:
    """What a store that was filled just now with the same sources answers."""
    with kg.store.open() as other:
        if store.decisions:
            other.curate(store.decisions)
        for info in store.sources():
            quads = list(store.quads(graph=kg.model.nodes.NamedNode(info.iri)))
            other.replace_quads(info.name, quads, text=store.text(info.name), title=info.title, sha256=info.sha256)
        return asked(other)


def asked(store: Store) -> list[list[Hit]]:
    return [lookup.search(store, typed) for typed in ASKED]


def test_the_index_follows_every_change(told: Store) -> None:
    def agrees(typed: str, count: int) -> None:
        assert asked(told) == afresh(told)
        assert len(lookup.search(told, typed)) == count

    agrees("单强", 2)
    other = story("other.txt", "另一处。新的一句话写着协作！")
    told.replace(*other)
    agrees("新的", 1)
    source, facts, _ = story()
    told.replace(dataclasses.replace(source, title="新的题目"), facts[:1], "改了的文字。")
    agrees("引用", 0)
    agrees("共话", 1)
    (tenure,) = [hit for hit in lookup.search(told, "振兴") if hit.kind == "tenure"]
    number = curate.reject(told, tenure.iri, who="某人").number
    assert [hit.label for hit in lookup.search(told, "振兴")] == [] == lookup.search(told, "sq", limit=1)[1:]
    curate.undo(told, number)
    agrees("振兴", 1)
    person = lookup.resolve(told, "单强").iri
    curate.correct(told, person, "foaf:name", "双强", who="某人")
    assert lookup.search(told, "双强")[0].reason == "name" and all(hit.kind != "person" for hit in lookup.search(told, "单强"))
    told.remove("other.txt")
    assert lookup.search(told, "新的一句话") == []
    told.remove("story.txt")
    assert asked(told) == [[] for _ in ASKED]


def test_an_export_is_searched_like_what_it_was_made_from(told: Store, tmp_path: Path) -> None:
    stream = io.BytesIO()
    told.dump(stream, "nquads")
    (tmp_path / "all.nq").write_bytes(stream.getvalue())
    with kg.store.open(tmp_path / "copy") as copy:
        loading.load(copy, [tmp_path / "all.nq"])
        for typed in ("宜川", "单强", "sq"):
            assert lookup.search(copy, typed)[0] == lookup.search(told, typed)[0]
        assert [hit.quote for hit in lookup.search(copy, "振兴")] == [hit.quote for hit in lookup.search(told, "振兴")]


def test_only_what_differs_is_written(told: Store) -> None:
    db = told._register._db
    before = db.total_changes
    told.replace(*story())
    again = db.total_changes - before
    before = db.total_changes
    told.replace(*story(text=TEXT + "多了一句。"))
    assert again <= 8 and db.total_changes - before <= 30


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with kg.store.open(tmp_path / "s") as store:
        store.replace(*story())
    return tmp_path / "s"


def sql(place: Path, *statements: str) -> None:
    db = sqlite3.connect(place / "sources.sqlite", isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()


@pytest.mark.parametrize("loss", ["older", "tables", "register"])
def test_a_store_without_index_is_searched_all_the_same(place: Path, loss: str) -> None:
    with kg.store.open(place, read_only=True) as store:
        expected = asked(store)
    if loss == "register":
        os.unlink(place / "sources.sqlite")
        expected = [[hit for hit in hits if hit.reason != "text of the source"] for hits in expected]  # the texts are lost with it
    else:
        sql(place, "PRAGMA user_version = 0", *(f"DROP TABLE {table}" for table in (
            "indexed", "name", "bears", "passage", "name_words", "title_words", "passage_words") if loss == "tables"))
    with kg.store.open(place, read_only=True) as store:
        assert asked(store) == expected
        assert store.indexes()[0] is store.indexes()[0], "built once"
    with kg.store.open(place) as store:
        assert asked(store) == expected
    with kg.store.open(place, read_only=True) as store:
        assert asked(store) == expected and store.indexes() == [store._register.index], "the writer has built it for good"


@pytest.mark.parametrize("step", ["begin", "swap", "settle"])
def test_a_crash_leaves_an_index_that_says_what_the_graph_says(place: Path, step: str) -> None:
    crash = f"""
        import os, signal, sys
        sys.path.insert(0, {str(TESTS)!r})
        import kg.store, test_search
        from kg.store import graphs, register
        owner = graphs if sys.argv[2] == "swap" else register.Register
        done = getattr(owner, sys.argv[2])
        def deadly(*values, **named):
            done(*values, **named)
            os.kill(os.getpid(), signal.SIGKILL)
        setattr(owner, sys.argv[2], deadly)
        kg.store.open(sys.argv[1]).replace(*test_search.story(text="全文都变了。新的引文在此！", title="新的题目"))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(crash), str(place), step], cwd=TESTS.parent)
    assert done.returncode == -signal.SIGKILL
    for read_only in (True, False):
        with kg.store.open(place, read_only=read_only) as store:
            assert [bool(lookup.search(store, "振兴")), bool(lookup.search(store, "新的"))] == [step == "begin", step != "begin"]
            assert lookup.search(store, "宜川")[0].reason == "other name"


def test_a_reader_hears_only_of_what_its_graph_says(place: Path) -> None:
    with kg.store.open(place) as writer, kg.store.open(place, read_only=True) as reader:
        lookup.search(reader, "宜川")
        writer.replace(*story(text="全文都变了。新的引文在此！", title="新的题目"))
        assert [hit.reason for hit in lookup.search(writer, "新的")] == ["title", "quote"]
        assert lookup.search(reader, "新的") == []


def test_a_search_loads_nothing_heavy(place: Path) -> None:
    code = ("import sys, kg; from kg import lookup; store = kg.open(sys.argv[1], read_only=True); assert lookup.search(store, '振兴')\n"
            "heavy = {'opencc', 'rdflib', 'networkx', 'kg.places', 'kg.model', 'kg.store.entries', 'click'} & set(sys.modules)\n"
            "assert not heavy, heavy")
    subprocess.run([sys.executable, "-c", code, str(place)], check=True)


def contents(store: Store) -> tuple[list[tuple[object, ...]], ...]:
    """All that the index holds, without its numbers."""
    ask = store._register._all
    return (sorted(ask("SELECT form, how, iri, kind, label, code, sources FROM name")),
            sorted(ask("SELECT key, form, how, name.iri FROM bears JOIN indexed ON indexed.id = source JOIN name ON name.id = bears.name")),
            sorted(ask("SELECT key, text, how, iri, passage.kind FROM passage JOIN indexed ON indexed.id = source")))


def test_an_index_built_from_the_graphs_is_the_one_that_grew(told: Store) -> None:
    for number in range(7):
        told.replace(*story(f"{number}.txt", f"第{number}次来访。{TEXT}", f"题目{number % 3}", Agreement(title=f"“共建”协议{number % 2}", parties=(YICHUAN,))))
    told.replace(*story("3.txt", "兩地開會！", "改了的題目"))
    told.remove("4.txt")
    grown, found = contents(told), asked(told)
    entries.rebuild(told)
    assert contents(told) == grown and all(grown) and asked(told) == found
    for key in entries._keys(told):
        node = told._node(key)
        assert entries.read(told, key) == entries.entries(told.quads(graph=node), node, told._register.text(key, told._version(key)))


def test_words_are_what_they_were() -> None:
    for text in ("與Ä宜川ⅷ県", "가나 ａｂｃ １２", "ꆈꌠ县乡", "𠀀𠀁x", "é", "naïve CAFÉ 2021年5月", "", "，。"):
        run = [word for part in re.findall(f"[{_HAN}]+|[^\\W_{_HAN}]+", folded(text))
               for word in ([part[at:at + 2] for at in range(len(part))] if re.match(f"[{_HAN}]", part) else [part])]
        assert list(words(text)) == run
        assert folded(text) == "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
