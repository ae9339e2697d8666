"""Files read by an RML mapping: what becomes of them, what is refused, and what is told of what cannot be read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import kg
from kg import loaders, loading
from kg.errors import AmbiguousName, InputError, UnknownName, UnsupportedInput
from kg.loaders import Loaded, rml
from kg.loaders.rml import mapping as mappings
from kg.model import Commitment, Fact, Partnership, Person, Project, Tenure
from kg.validate import validate

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TWINS = EXAMPLES / "twin-cities" / "twin-cities.rml.ttl"
POPOLO = EXAMPLES / "popolo" / "popolo.rml.ttl"
IATI = EXAMPLES / "iati" / "iati.rml.ttl"
CASES = [(TWINS, EXAMPLES / "twin-cities" / "twin_cities.csv"), (POPOLO, EXAMPLES / "popolo" / "popolo.json"),
         (IATI, EXAMPLES / "iati" / "activities-1.xml"), (IATI, EXAMPLES / "iati" / "activities-2.xml")]

PREFIXES = """@prefix coop: <https://w3id.org/cooperation-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix rr: <http://www.w3.org/ns/r2rml#> .
"""
SOURCE = '<#Rows> rml:source "pairs.csv" ; rml:referenceFormulation ql:CSV .\n'
PAIR = """<#Pair> rml:logicalSource <#Rows> ; rr:subjectMap [ rr:template "pair/{a}/{b}" ; rr:class coop:Partnership ] ;
  rr:predicateObjectMap [ rr:predicate coop:kind ; rr:object <https://w3id.org/cooperation-kg/vocabulary/partnership/strategic> ] ,
    [ rr:predicate coop:sideA ; rr:objectMap [ rr:template "body/{a}" ] ] ,
    [ rr:predicate coop:sideB ; rr:objectMap [ rr:template "body/{b}" ] ] ,
    [ rr:predicate coop:start ; rr:objectMap [ rml:reference "since" ] ] .
"""
BODIES = "".join(f"""<#Body{side}> rml:logicalSource <#Rows> ; rr:subjectMap [ rr:template "body/{{{side}}}" ; rr:class org:Organization ] ;
  rr:predicateObjectMap [ rr:predicate rdfs:label ; rr:objectMap [ rml:reference "{side}" ] ] .
""" for side in "ab")
MAPPING = PREFIXES + SOURCE + PAIR + BODIES
PAIRS = "a,b,since\nNorth Works,South Works,2011\nEast Works,West Works,2015-03\n"


def read(folder: Path, mapping: str = MAPPING, data: str | bytes = PAIRS, name: str = "pairs.csv") -> Loaded:
    (folder / "m.rml.ttl").write_text(mapping, "utf-8")
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return loaders.parse(loaders.fetch(folder / name, name, mapping=folder / "m.rml.ttl"))


def example(mapping: Path, path: Path) -> Loaded:
    return loaders.parse(loaders.fetch(path, path.name, mapping=mapping))


def only(loaded: Loaded, kind: type[Fact]) -> list:  # type: ignore[type-arg]
    return [fact for fact in loaded.facts or () if type(fact) is kind]


@pytest.mark.parametrize(("mapping", "path"), CASES, ids=[path.name for _, path in CASES])
def test_examples_load_validate_and_leave_nothing_behind(mapping: Path, path: Path) -> None:
    with kg.open(":memory:") as store:
        (report,) = loading.load(store, [path], mapping=mapping)
        assert report.status == "loaded", report.message
        assert validate(store) == []
        first = store.canonical()
        assert loading.load(store, [path], mapping=mapping)[0].status == "unchanged"
        store.remove(path.name)
        assert len(store) == 0
        loading.load(store, [path], mapping=mapping)
        assert store.canonical() == first


@pytest.mark.parametrize(("mapping", "path"), CASES, ids=[path.name for _, path in CASES])
def test_every_fact_quotes_the_file(mapping: Path, path: Path) -> None:
    loaded = example(mapping, path)
    assert loaded.text is not None and loaded.facts
    for fact in loaded.facts:
        parts = getattr(fact, "participations", ())
        for one in (*fact.evidence, *(proof for part in parts for proof in part.evidence)):
            assert loaded.text[one.start:one.end] == one.quote != ""
            assert one.row or one.path.startswith("/" if path.suffix == ".xml" else "$")
        assert fact.evidence and fact.rule.startswith("rml:")


def test_twin_towns() -> None:
    loaded = example(*CASES[0])
    one = only(loaded, Partnership)[0]
    assert (one.a.name, one.a.country, one.a.latitude, one.a.longitude, one.a.level) == ("Berat", "Albania", 40.7058, 19.9522, "foreign")
    assert (one.kind, one.directed, one.a.key) == ("partnership/twinning", False, "region/Albania/Berat")
    assert [(proof.row, proof.quote) for proof in one.evidence] == [
        (2, "Berat,Albania,40.7058,19.9522,Lovech,Bulgaria,43.1370,24.7140")]
    assert loaded.notes == ()


def test_the_country_parts_namesakes() -> None:
    with kg.open(":memory:") as store:
        loading.load(store, [CASES[0][1]], mapping=TWINS)
        with pytest.raises(AmbiguousName, match=r"Athens \(Greece\), Athens \(United States\)"):
            kg.lookup.resolve(store, "Athens")
        for name in ("Athens (Greece)", "Athens, Greece", "Athens（Greece）"):
            found = kg.lookup.resolve(store, name)
            assert [one.partner for one in kg.lookup.partners(store, found)] == ["Nicosia"]
        start, end = (kg.lookup.resolve(store, name) for name in ("Berat", "Wuhan"))
        assert [step.subject for step in kg.lookup.path(store, start, end)] == ["Berat", "Lovech", "Erfurt", "Győr"]
        with pytest.raises(UnknownName):
            kg.lookup.resolve(store, "Athens (Cyprus)")


def test_councillors() -> None:
    loaded = example(*CASES[1])
    terms = [(one.person.name, one.post.title, one.organization.name, one.start, one.end) for one in only(loaded, Tenure)]
    assert terms == [
        ("Berta Quist", "Councillor for Lindenau North", "Lindenau Town Council", "2015-05-08", "2019-05-02"),
        ("Berta Quist", "Mayor", "Lindenau Town Council", "2019-05-03", ""),
        ("Olaf Tamm", "Councillor for Lindenau North", "Lindenau Town Council", "2019-05-03", "2023"),
        ("Olaf Tamm", "Treasurer", "Lindenau Greens", "2021-02", ""), ("Berta Quist", "Member", "Lindenau Greens", "", "")]
    people: set[Person] = {one.person for one in only(loaded, Tenure)}
    assert sorted(one.key for one in people) == [f"person/source/popolo.json/p{number}" for number in (1, 2, 3)], "namesakes stay apart"
    proof = only(loaded, Tenure)[1].evidence[0]
    assert proof.path == "$.memberships[1]" and '"start_date": "2019-05-03"' in proof.quote


def test_councillors_answer() -> None:
    with kg.open(":memory:") as store:
        loading.load(store, [CASES[1][1]], mapping=POPOLO)
        council = kg.lookup.resolve(store, "Lindenau Town Council")
        assert [one.person for one in kg.lookup.posts(store, council, on="2016-01-01")] == ["Berta Quist"]
        berta, greens = (kg.lookup.resolve(store, name) for name in ("B. Quist", "Lindenau Greens"))
        assert len(kg.lookup.path(store, council, greens)) == 2 and berta.label == "Berta Quist"


@pytest.mark.parametrize(("path", "name", "roles", "sums"), [
    (CASES[2][1], "Forty village schools in the north",
     {("funding", "XX-MIN-1"), ("extending", "XX-AGENCY-7"), ("implementing", "XX-NGO-12")},
     [("2500000", "EUR", "status/promised", "2011-02-01", ""), ("-150000", "EUR", "status/promised", "2013-02-01", ""),
      ("400000.50", "USD", "status/paid", "2011-06-30", "Wells and Desks")]),
    (CASES[3][1], "Teachers for the lake shore",
     {("funding", "XX-MIN-1"), ("accountable", "XX-AUDIT-3"), ("extending", "XX-AGENCY-7"), ("implementing", "XX-UNI-5")},
     [("900000", "EUR", "status/promised", "2018-01-20", ""), ("120000", "EUR", "status/paid", "2019-07-01", "Lakeside Teachers' College")])])
def test_aid_activities(path: Path, name: str, roles: set[tuple[str, str]], sums: list[tuple[str, ...]]) -> None:
    loaded = example(IATI, path)
    (project,) = only(loaded, Project)
    assert (project.name, [one.name for one in project.places]) == (name, ["Malawi"])
    assert {(one.role.partition("/")[2], one.actor.identifier) for one in project.participations} == roles
    assert project.key == f"project/{project.identifier}" and project.start[:4] in ("2011", "2018")
    assert [(str(one.amount), one.currency, one.status, one.start, one.payee.name if one.payee else "")
            for one in only(loaded, Commitment)] == sums
    (aid,) = only(loaded, Partnership)
    assert (aid.a.name, aid.b.name, aid.directed) == ("Agency for Rural Schools", "Malawi", True)
    assert [one.path.rpartition("/")[2] for one in aid.evidence] == [
        f"participating-org[{2 if path == CASES[2][1] else 3}]", "recipient-country[1]"]


def test_two_agencies_are_linked_through_two_files() -> None:
    with kg.open(":memory:") as store:
        loading.load(store, [CASES[2][1], CASES[3][1]], mapping=IATI)
        ends = [kg.lookup.resolve(store, name) for name in ("Wells and Desks", "Lakeside Teachers' College")]
        steps = kg.lookup.path(store, *ends)
        assert [(step.relation, step.source.rpartition("/")[2]) for step in steps] == [
            ("project", "activities-1.xml"), ("project", "activities-2.xml")]
        malawi = kg.lookup.resolve(store, "Malawi")
        assert {one.partner for one in kg.lookup.partners(store, malawi)} == {"Agency for Rural Schools"}


def test_names_of_the_mapping_stay_out_of_the_graph(tmp_path: Path) -> None:
    other = MAPPING.replace('"body/', '"zzz/').replace('"pair/', '"yyy/')
    assert [fact.key for fact in read(tmp_path).facts or ()] == [fact.key for fact in read(tmp_path, other).facts or ()] == [
        "partnership/strategic/North%20Works/with/South%20Works", "partnership/strategic/East%20Works/with/West%20Works"]


def test_another_mapping_reads_the_same_file_anew(tmp_path: Path) -> None:
    read(tmp_path)
    with kg.open(":memory:") as store:
        assert loading.load(store, [tmp_path / "pairs.csv"], mapping=tmp_path / "m.rml.ttl")[0].status == "loaded"
        (tmp_path / "m.rml.ttl").write_text(MAPPING.replace("strategic", "regional"), "utf-8")
        assert loading.load(store, [tmp_path / "pairs.csv"], mapping=tmp_path / "m.rml.ttl")[0].status == "loaded"
        assert "strategic" not in store.canonical()


def test_the_vocabulary_of_the_community_group(tmp_path: Path) -> None:
    new = MAPPING.replace("http://semweb.mmlab.be/ns/rml#", "http://w3id.org/rml/").replace(
        "http://www.w3.org/ns/r2rml#", "http://w3id.org/rml/").replace("http://semweb.mmlab.be/ns/ql#", "http://w3id.org/rml/").replace(
        '"pairs.csv"', '[ a rml:RelativePathSource ; rml:path "pairs.csv" ]')
    assert len(only(read(tmp_path, new), Partnership)) == 2


def test_joins(tmp_path: Path) -> None:
    joined = MAPPING.replace('[ rr:template "body/{b}" ] ]', '[ rr:parentTriplesMap <#Bodya> ; '
                             'rr:joinCondition [ rr:child "b" ; rr:parent "a" ] ] ]', 1)
    loaded = read(tmp_path, joined, "a,b,since\nX,Y,2011\nY,Z,2012\n")
    assert [(one.a.name, one.b.name) for one in only(loaded, Partnership)] == [("X", "Y")]
    assert loaded.notes == ("left out: Pair without coop:sideB: row 3", "left out: Bodyb that no fact names: row 3")


def test_a_missing_column_is_named_and_the_rest_is_loaded(tmp_path: Path) -> None:
    loaded = read(tmp_path, MAPPING.replace('"since"', '"sinse"'))
    assert [one.since for one in only(loaded, Partnership)] == ["", ""]
    assert loaded.notes == (f"{tmp_path}/m.rml.ttl:12: there is no column 'sinse'; the file has a, b, since",)


def test_values_that_cannot_be_read_are_named_with_their_rows(tmp_path: Path) -> None:
    loaded = read(tmp_path, data=PAIRS + "X,X,2011\nY,Z,2021-02-31\n,Z,2011\n")
    assert [one.since for one in only(loaded, Partnership)] == ["2011", "2015-03", ""]
    assert loaded.notes == ("left out: Pair between one and the same: row 4",
                            "left out: Pair: coop:start that is no date of the calendar (YYYY, YYYY-MM or YYYY-MM-DD): row 5 “2021-02-31”")


def test_a_currency_is_never_made_up(tmp_path: Path) -> None:
    text = CASES[2][1].read_text("utf-8").replace(' default-currency="EUR"', "")
    loaded = read(tmp_path, IATI.read_text("utf-8"), text, "a.xml")
    assert [one.currency for one in only(loaded, Commitment)] == ["USD"]
    assert any(note.startswith("left out: Commitment without schema:currency: /iati-activities/iati-activity[1]/transaction[1]") for note in loaded.notes)


@pytest.mark.parametrize(("old", "new", "message"), [
    ('"pairs.csv"', '"/etc/passwd"', "reads '/etc/passwd'; kg reads only the file that is given to it"),
    ('"pairs.csv"', '"../other.csv"', "kg reads only the file"),
    ('"pairs.csv"', '"https://example.org/pairs.csv"', "kg reads only the file"),
    ('"pairs.csv"', '<http://example.org/db>', "reads no file; kg reads only the file"),
    ('<#Pair> rml:logicalSource <#Rows>', '<#Pair> rml:logicalSource [ rml:source "x.csv" ; rml:referenceFormulation ql:CSV ]',
     "names 2 files"),
    ('rml:source "pairs.csv"', 'rr:sqlQuery "SELECT 1"', "sqlQuery: kg reads no database"),
    ('rml:source "pairs.csv"', 'rml:source "pairs.csv" ; rml:query "SELECT 1"', "query: kg reads no database"),
    ('rml:reference "since"', '<http://semweb.mmlab.be/ns/fnml#functionValue> [ ]', "kg runs no functions"),
    ('rml:reference "since"', 'rml:functionExecution [ ]', "kg runs no functions"),
    ('rml:reference "since"', 'rml:gather "since"', "kg does not know this term of RML"),
    ('rr:class coop:Partnership', 'rr:class coop:Partnership ; rr:graph <urn:g>', "a source is one named graph"),
    ('coop:sideA', 'coop:sideC', "coop:Partnership has no coop:sideC; it may have"),
    ('coop:Partnership ]', 'coop:Marriage ]', "Pair yields coop:Marriage; kg knows"),
    ('coop:Partnership ]', 'coop:Evidence ]', "Pair yields coop:Evidence; kg knows"),
    ('partnership/strategic', 'partnership/secret', "no vocabulary holds the concept voc:partnership/secret"),
    ('rr:template "body/{a}" ] ] ,', 'rml:reference "a" ] ] ,', "the value of coop:sideA is a node"),
    ('rml:reference "since"', 'rr:template "since/{since}"', "the value of coop:start is no node, but a text"),
    ('ql:CSV', 'ql:SPARQL', "is none of CSV, JSONPath, XPath"),
    ('rr:subjectMap [ rr:template "pair/{a}/{b}"', 'rr:subjectMap [ rr:column "a"', "column: kg does not know"),
])
def test_what_a_mapping_may_not_say(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, MAPPING.replace(old, new, 1))
    assert message in str(caught.value)
    assert caught.value.path == str(tmp_path / "m.rml.ttl") and caught.value.line


def test_a_mapping_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"m\.rml\.ttl:1:.* the mapping is no Turtle"):
        read(tmp_path, "not turtle")
    with pytest.raises(InputError, match="holds no triples map"):
        read(tmp_path, PREFIXES)
    with pytest.raises(InputError, match="the mapping cannot be read: No such file"):
        mappings.read(tmp_path / "none.rml.ttl")
    with pytest.raises(InputError, match="maps CSV files, and this is a XML file"):
        read(tmp_path, data="<a/>", name="a.xml")
    with pytest.raises(UnsupportedInput, match="no mapping reads files that end in '.txt'; known are .csv"):
        read(tmp_path, name="a.txt")


XML = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n<x>&e;</x>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(("data", "line"), [(XML, 2), (BOMB, 1), ('<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x/>', 1)])
def test_entities_are_refused_with_their_place_and_the_rest_is_loaded(tmp_path: Path, data: str, line: int) -> None:
    (tmp_path / "bad.xml").write_text(data, "utf-8")
    with kg.open(":memory:") as store:
        bad, good = loading.load(store, [tmp_path / "bad.xml", CASES[2][1]], mapping=IATI)
        assert (bad.status, good.status) == ("failed", "loaded")
        assert f"{tmp_path}/bad.xml:{line}:" in bad.message and "declares a document type" in bad.message


@pytest.mark.parametrize(("name", "data", "message"), [
    ("a.xml", "<a><b></a>", "a.xml:1:9: mismatched tag; correct the file there"), ("a.xml", "<a/>", "finds no fact in it"),
    ("a.json", '{"persons": [}', "a.json:1:14: this is no JSON"), ("a.json", "[" * 20000, "too deep"),
    ("a.json", "{}", "finds no fact"), ("a.csv", 'city1,country1\n"Berat,Albania', "a.csv:2: the row that starts here"),
    ("a.csv", "city1,city1\n1,2", "several columns are headed 'city1'")])
def test_broken_files(tmp_path: Path, name: str, data: str, message: str) -> None:
    mapping = {"xml": IATI, "json": POPOLO, "csv": TWINS}[name[2:]]
    with pytest.raises(InputError) as caught:
        read(tmp_path, mapping.read_text("utf-8"), data, name)
    assert message in str(caught.value)


def test_an_xpath_that_is_none(tmp_path: Path) -> None:
    text = IATI.read_text("utf-8")
    for old, new in (('"//iati-activity"', '"//iati-activity["'), ('"value"', '"document(\'/etc/passwd\')"')):
        with pytest.raises(InputError, match="m.rml.ttl") as caught:
            read(tmp_path, text.replace(old, new, 1), CASES[2][1].read_bytes(), "a.xml")
        assert caught.value.line


def test_a_jsonpath_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no JSONPath") as caught:
        read(tmp_path, POPOLO.read_text("utf-8").replace("$.posts[*]", "$.posts[*"), CASES[1][1].read_bytes(), "a.json")
    assert caught.value.line


def test_without_the_extra_json_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonpath", None)
    with pytest.raises(InputError, match=r"pip install 'cooperation-kg\[rml\]'"):
        example(*CASES[1])
    assert example(*CASES[0]).facts, "tables need no extra"


def test_offsets_count_characters_whatever_the_encoding_and_line_ends(tmp_path: Path) -> None:
    text = CASES[2][1].read_text("utf-8").replace("Agency for Rural Schools", "Agência <!-- 中 --> Schools").replace('"UTF-8"', '"UTF-16"')
    loaded = read(tmp_path, IATI.read_text("utf-8"), text.replace("\n", "\r\n").encode("utf-16"), "a.xml")
    (aid,) = only(loaded, Partnership)
    assert aid.a.name == "Agência Schools"
    assert loaded.text is not None
    assert all(loaded.text[one.start:one.end] == one.quote and one.quote.startswith("<") and one.quote.endswith(">") for one in aid.evidence)


def test_quoted_cells_with_line_breaks_keep_row_and_offsets(tmp_path: Path) -> None:
    loaded = read(tmp_path, data='a,b,since\r\n"North\nWorks",South,2011\r\n\r\n"A ""B""",C,2012\r\n')
    one, other = only(loaded, Partnership)
    assert (one.evidence[0].row, one.evidence[0].quote) == (2, '"North\nWorks",South,2011')
    assert (other.a.name, other.evidence[0].row, other.evidence[0].quote) == ('A "B"', 5, '"A ""B""",C,2012')


def test_long_rows_are_quoted_by_the_cells_that_were_used(tmp_path: Path) -> None:
    (fact,) = only(read(tmp_path, data=f"a,note,b,since\nNorth,{'x' * 400},South,2011\n"), Partnership)
    assert [one.quote for one in fact.evidence] == ["North", "South", "2011"]


def test_in_a_folder_only_files_of_its_kinds_are_mapped(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "pairs.csv").rename(tmp_path / "in" / "pairs.csv")
    (tmp_path / "in" / "notes.txt").write_text("x", "utf-8")
    with kg.open(":memory:") as store:
        found = {one.name: one.status for one in loading.load(store, [tmp_path / "in"], mapping=tmp_path / "m.rml.ttl")}
    assert found == {"notes.txt": "skipped", "pairs.csv": "loaded"}


def test_a_file_may_not_be_endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rml, "MAX_FILE", 10)
    with pytest.raises(InputError, match="a document may have"):
        read(tmp_path)
