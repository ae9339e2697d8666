"""Tables: what their headings mean, what their rows say, and what is told of what cannot be read."""

from __future__ import annotations

import csv
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg import loaders, loading
from kg.errors import InputError
from kg.loaders import Input, Loaded
from kg.loaders.tables import cells, delimited, workbook
from kg.loaders.tables.headings import meaning
from kg.loaders.tables.sheet import letter
from kg.model import Agreement, Commitment, Event, Evidence, Fact, Partnership, Tenure
from kg.validate import validate

Rows = list[list[object]]


def read(folder: Path, text: str | bytes, name: str = "t.csv") -> Loaded:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return loaders.read(folder / name, name)


def book(path: Path, sheets: dict[str, Rows], merged: tuple[str, ...] = ()) -> Path:
    whole = openpyxl.Workbook()
    whole.remove(whole.active)
    for title, rows in sheets.items():
        sheet = whole.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for ref in merged:
            sheet.merge_cells(ref)
    whole.save(path)
    return path


def only(loaded: Loaded, kind: type[Fact]) -> list:  # type: ignore[type-arg]
    return [fact for fact in loaded.facts or () if type(fact) is kind]


PAIRS = """supporter,recipient,level,programme,since,source_url
新吴区,宜川县,county,苏陕协作,2016,https://news.example/1
无锡市,延安市,prefecture,苏陕协作,,https://news.example/2
"""


def test_a_sheet_of_pairings(tmp_path: Path) -> None:
    loaded = read(tmp_path, PAIRS)
    one, other = only(loaded, Partnership)
    assert (one.a.code, one.b.code, one.kind, one.programme, one.since, one.directed) == (
        "320214", "610630", "partnership/paired-assistance", "programme/jiangsu-shaanxi", "2016", True)
    assert (other.a.code, other.b.code, other.since) == ("320200", "610600", "")
    assert loaded.notes == () and loaded.source.media_type == "text/csv"


def test_evidence_is_the_cell_and_its_place_in_the_text(tmp_path: Path) -> None:
    loaded = read(tmp_path, PAIRS)
    proofs = only(loaded, Partnership)[1].evidence
    assert [(one.row, one.column, one.quote) for one in proofs] == [
        (3, "supporter", "无锡市"), (3, "recipient", "延安市"), (3, "programme", "苏陕协作"),
        (3, "source_url", "https://news.example/2")]
    assert loaded.text is not None
    assert all(loaded.text[one.start:one.end] == one.quote for one in proofs)


def test_it_loads_validates_and_answers(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(PAIRS, "utf-8")
    with kg.open(":memory:") as store:
        (report,) = loading.load(store, [tmp_path / "t.csv"])
        assert report.status == "loaded" and report.facts["partnerships"] == 2
        assert validate(store) == []
        (partner,) = kg.lookup.partners(store, kg.lookup.resolve(store, "宜川"))
        assert (partner.partner, partner.since, partner.quote) == ("新吴区", "2016", "2016")
        assert "无锡市\t延安市\tprefecture" in store.text("t.csv")


@pytest.mark.parametrize(("heading", "expected"), [
    ("支援方", ("supporter", "")), ("Source_URL", ("source", "")), ("金额（万元）", ("amount", "万元")), ("amount (USD)", ("amount", "USD")),
    (" 受援地： ", ("recipient", "")), ("備註", ("remark", "")), ("RECIPIENT-REGION", ("recipient", "")), ("心情", ("", "")), ("", ("", ""))])
def test_headings(heading: str, expected: tuple[str, str]) -> None:
    assert meaning(heading) == expected


def test_every_column_is_used_ignored_by_name_or_reported(tmp_path: Path) -> None:
    loaded = read(tmp_path, "序号,支援方,受援方,心情,金额,帮扶方,岗位\n1,新吴区,宜川县,好,,新吴区,x\n")
    assert loaded.notes == (
        "column '序号' is ignored: number (序号)", "column '心情' is left unread: its heading is not known",
        "column '帮扶方' is left unread: it means the same as column '支援方'",
        "column '岗位' is left unread: post (职务) says nothing in a sheet of pairings and funds")


def test_headings_may_stand_below_a_title(tmp_path: Path) -> None:
    loaded = read(tmp_path, "结对一览,,\n,,\n受援方,支援方,结对时间\n宜川县,新吴区,2016年\n")
    (fact,) = only(loaded, Partnership)
    assert (fact.a.name, fact.b.name, fact.since, fact.evidence[0].row) == ("新吴区", "宜川县", "2016", 4)
    assert (fact.kind, fact.directed, fact.confidence) == ("partnership/other", True, 0.7), "no kind is made up"


def test_provinces_alone_are_the_sides(tmp_path: Path) -> None:
    (fact,) = only(read(tmp_path, "帮扶省市,受援省区\n江苏省,陕西省\n"), Partnership)
    assert (fact.a.code, fact.b.code) == ("320000", "610000")


@pytest.mark.parametrize(("text", "code"), [
    ("支援省份,支援方,受援方\n北京市,朝阳区,宜川县\n", "110105"),
    ("支援方,受援方,协作机制\n普陀区,宜川县,沪滇协作\n", "310107"),
    ("支援方,受援方\n鼓楼区（徐州市）,宜川县\n", "320302"),
    ("支援方,受援方\n江苏省无锡市新吴区,宜川县\n", "320214"),
    ("支援方,受援方\n320214,宜川县\n", "320214")])
def test_what_tells_namesakes_apart(tmp_path: Path, text: str, code: str) -> None:
    (fact,) = only(read(tmp_path, text), Partnership)
    assert fact.a.code == code


def test_places_below_the_county_zones_and_abroad(tmp_path: Path) -> None:
    loaded = read(tmp_path, "甲方,乙方,类型\n常州经开区,宜川县云岩镇,结对帮扶\n无锡市,相模原市(日本),友好城市\n")
    zone, twin = only(loaded, Partnership)
    assert (zone.a.level, zone.a.parent.code, zone.b.name, zone.b.parent.code) == ("zone", "320400", "云岩镇", "610630")
    assert (twin.b.country, twin.kind, twin.directed) == ("日本", "partnership/twinning", False)


def test_an_unknown_region_and_an_ambiguous_one_are_named_and_the_rest_is_loaded(tmp_path: Path) -> None:
    loaded = read(tmp_path, "支援方,受援方\n火星市,宜川县\n鼓楼区,宜川县\n新吴区、水星县,宜川县\n")
    assert [fact.a.name for fact in only(loaded, Partnership)] == ["新吴区"]
    mars, drum, mercury = loaded.notes
    assert mars == "row 2, column '支援方' (A2): “火星市” is no region that is known"
    assert drum.startswith("row 3, column '支援方' (A3): “鼓楼区” may be several regions: 江苏省南京市鼓楼区 (320106), ")
    assert mercury == "row 4, column '支援方' (A4): “新吴区、水星县” holds '水星县', which is no region that is known"


def test_a_day_that_does_not_exist(tmp_path: Path) -> None:
    loaded = read(tmp_path, "支援方,受援方,结对时间\n新吴区,宜川县,2021-02-31\n")
    assert only(loaded, Partnership)[0].since == ""
    assert loaded.notes == ("row 2, column '结对时间' (C2): “2021-02-31” is no day of the calendar",)


def test_a_sum_that_cannot_be_read_leaves_the_rows_other_facts(tmp_path: Path) -> None:
    loaded = read(tmp_path, "支援方\t受援方\t资金（万元）\t用途\t年度\n新吴区\t宜川县\t若干\t校舍\t2021\n无锡市\t延安市\t1,655.8\t桥梁\t2022\n", "t.tsv")
    assert len(only(loaded, Partnership)) == 2
    (money,) = only(loaded, Commitment)
    assert (money.amount, money.currency, money.payer.name, money.payee.name, money.purpose, money.start) == (
        Decimal(16558000), "CNY", "无锡市", "延安市", "桥梁", "2022")
    assert loaded.notes == ("row 2, column '资金（万元）' (C2): “若干” cannot be read as a sum of money",)


@pytest.mark.parametrize(("text", "unit", "currency", "value", "code", "stated"), [
    ("655.8", "万元", "", 6558000, "CNY", True), ("655.8", "万元", "CNY", 6558000, "CNY", True), ("5", "million", "USD", 5000000, "USD", True),
    ("5", "million yuan", "", 5000000, "CNY", True), ("5", "万", "USD", 50000, "USD", True), ("3", "万美元", "", 30000, "USD", True),
    ("3", "", "万元", 30000, "CNY", True), ("120万元", "元", "", 1200000, "CNY", True), ("12", "合计", "", 12, "CNY", False),
    ("3", "万", "", 30000, "CNY", False), ("5", "million", "", 5000000, "CNY", False)])
def test_units_of_headings_and_currencies_of_rows(text: str, unit: str, currency: str, value: int, code: str, stated: bool) -> None:
    amount, said = cells.amount(text, unit, currency)
    assert (amount.value, amount.currency, said) == (value, code, stated)


@pytest.mark.parametrize(("text", "start", "end"), [
    ("2016", "2016", ""), ("2016年以来", "2016", ""), ("2021/2/3", "2021-02-03", ""), ("20210203", "2021-02-03", ""),
    ("2021.5", "2021-05", ""), ("2016-2020", "2016", "2020"), ("12 May 2021", "2021-05-12", ""), ("2021-11-30 09:30", "2021-11-30", ""),
    ("二〇二一年三月", "2021-03", "")])
def test_dates(text: str, start: str, end: str) -> None:
    assert cells.period(text) == (start, end)


@pytest.mark.parametrize("text", ["2021年2月31日", "20210231", "2021-13", "昨天", "soon", "2020-2016", "2021年和2023年"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(cells.Unreadable):
        cells.period(text)


def test_a_sheet_of_visits(tmp_path: Path) -> None:
    loaded = read(tmp_path, "来访方;接待方;带队领导;参加人员;日期;地点\n新吴区;宜川县;甄一帆;贾文、沈大同（副局长）;2023年5月18日;云岩宾馆\n"
                            "新吴区;宜川县;县长甄一帆;;2023-06;\n")
    event, later = only(loaded, Event)
    assert (event.kind, event.start, event.place.name, event.venue) == ("event/visit", "2023-05-18", "宜川县", "云岩宾馆"), "a hotel's name is no region"
    assert [(one.role, one.actor.name) for one in event.participations] == [
        ("role/visited", "新吴区"), ("role/hosted", "宜川县"), ("role/led", "甄一帆"), ("role/attended", "贾文"), ("role/attended", "沈大同")]
    assert event.participations[2].actor.seat.code == "320214"
    assert [one.role for one in later.participations] == ["role/visited", "role/hosted"]
    assert loaded.notes == ("row 3, column '带队领导' (C3): “县长甄一帆” names nobody: '县长甄一帆' is not a person's name alone",)


def test_a_sheet_of_agreements(tmp_path: Path) -> None:
    loaded = read(tmp_path, "agreement,parties,signed on,signatories,sectors\n《校舍修缮协议》,新吴区、宜川县,2021-11-30,甄一帆、贾文,教育、占星\n")
    (found,), (signing,) = only(loaded, Agreement), only(loaded, Event)
    assert (found.title, [one.code for one in found.parties], found.sectors, found.event) == (
        "校舍修缮协议", ["320214", "610630"], ("sector/education",), signing.key)
    assert (signing.kind, signing.start, found.status) == ("event/signing", "2021-11-30", "status/signed")
    assert "holds '占星', which is no known sector" in loaded.notes[0]


def test_a_sheet_of_posts(tmp_path: Path) -> None:
    loaded = read(tmp_path, "姓名,单位,职务,任职时间,是否挂职\n甄一帆,中共宜川县委员会,书记,2021-03,否\n贾文,宜川县,县委常委、副县长（挂职）,,\n沈大同,无锡市商务局,副局长,,是\n")
    assert [(one.person.name, one.post.title, one.organization.name, one.start, one.seconded) for one in only(loaded, Tenure)] == [
        ("甄一帆", "县委书记", "宜川县委", "2021-03", False), ("贾文", "县委常委", "宜川县委", "", False),
        ("贾文", "副县长", "宜川县人民政府", "", True), ("沈大同", "商务局副局长", "无锡市商务局", "", True)]
    assert {one.person.key for one in only(loaded, Tenure)} >= {"person/610630/甄一帆"}, "the person that prose would name"


@pytest.mark.parametrize(("data", "note"), [
    ("\ufeff支援方,受援方\n新吴区,宜川县\n".encode(), ()), ("支援方,受援方\n新吴区,宜川县\n".encode("gb18030"), ("read as GB18030",)),
    ("支援方;受援方\r\n新吴区;宜川县\r\n".encode(), ()), ("支援方\t受援方\n新吴区\t宜川县\n".encode(), ()),
    ('支援方,受援方\n"新吴\n区",宜川县\n'.encode(), None)])
def test_encodings_and_delimiters(tmp_path: Path, data: bytes, note: tuple[str, ...] | None) -> None:
    loaded = read(tmp_path, data)
    assert len(only(loaded, Partnership)) == (0 if note is None else 1)
    assert note is None or loaded.notes == note


@pytest.mark.parametrize(("data", "message"), [
    ("天气,温度\n晴,20\n", "no sheet has headings that are known: no row has headings that are known; its first row is “天气 | 温度”"),
    ('a,b\n"never closed,1\n', "the table breaks off"), ("a,b\n" + "x" * 200_000, "the table breaks off: field larger"),
    (b"\x00\x01\x02", "binary file")])
def test_what_is_no_table_says_why(tmp_path: Path, data: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(tmp_path, data)


def test_a_workbook_of_several_sheets(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", {"结对": [["支援方", "受援方", "结对时间"], ["新吴区", "宜川县", 2016]],
                                      "天气": [["晴", "雨"]], "资金": [["出资方", "收款方", "金额（元）"], ["新吴区", "宜川县", 6558000.0]]})
    loaded = loaders.read(path, "b.xlsx")
    (pair,), (money,) = only(loaded, Partnership), only(loaded, Commitment)
    assert (pair.since, money.amount) == ("2016", Decimal(6558000))
    proof: Evidence = money.evidence[0]
    assert (proof.sheet, proof.row, proof.column, proof.quote) == ("资金", 2, "金额（元）", "6558000")
    assert loaded.text and loaded.text[proof.start:proof.end] == proof.quote
    assert loaded.notes == ("sheet '天气', no row has headings that are known; its first row is “晴 | 雨”",)


def test_merged_cells_and_formulas_are_told_with_their_cell(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", {"表": [["支援方", "受援方", "金额（元）"], ["新吴区", "宜川县", "=1+1"], [None, "延安市", 7]]}, ("A2:A3",))
    loaded = loaders.read(path, "b.xlsx")
    assert [(one.a.name, one.b.name) for one in only(loaded, Partnership)] == [("新吴区", "宜川县"), ("新吴区", "延安市")]
    assert [one.amount for one in only(loaded, Commitment)] == [7]
    formula, merged = loaded.notes
    assert formula.startswith("sheet '表', cell C2: the formula =1+1 has no value")
    assert merged == "sheet '表', cells A2:A3: merged; “新吴区” is read as the value of each of their rows"


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.pop(name, old.read(name)))
        for name, part in change.items():
            new.writestr(name, part)
    return out.getvalue()


def test_hostile_workbooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = book(tmp_path / "b.xlsx", {"表": [["支援方", "受援方"], ["新吴区", "宜川县"]]}).read_bytes()
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    for data, message in (
            (repacked(good, {"xl/worksheets/sheet1.xml": entities}), r"sheet1.xml declares XML entities"),
            (b"\xd0\xcf\x11\xe0" + bytes(600), "protected by a password"), (b"PK\x03\x04 no archive", "no .xlsx workbook that can be read"),
            (repacked(good, {"xl/workbook.xml": b"<broken"}), "no .xlsx workbook that can be read")):
        with pytest.raises(InputError, match=message) as caught:
            read(tmp_path, data, "h.xlsx")
        assert caught.value.path == str(tmp_path / "h.xlsx")
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1_000_000)
    with pytest.raises(InputError, match="unpacks to"):
        read(tmp_path, repacked(good, {"xl/media/bomb.bin": bytes(2_000_000)}), "h.xlsx")


def test_a_cell_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    whole = openpyxl.Workbook()
    whole.active.append(["支援方", "受援方"])
    whole.active.append(["新吴区", "宜川县"])
    whole.active["XFD90000"] = "x"
    whole.save(tmp_path / "far.xlsx")
    assert len(only(loaders.read(tmp_path / "far.xlsx", "far.xlsx"), Partnership)) == 1


def test_too_many_rows_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_ROWS", 2)
    (sheet,) = delimited.read(b"a,b\nc,d\ne,f\n", "t.csv")
    assert len(sheet.rows) == 2 and sheet.notes == ("only the first 2 rows were read; split the file",)


def test_explaining_stores_nothing_and_tells_all(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(PAIRS.replace("level", "心情"), "utf-8")
    (tmp_path / "a.txt").write_text("x", "utf-8")
    table, text = sorted(loading.explain([tmp_path / "t.csv", tmp_path / "a.txt"]), key=lambda one: not one.lines)
    assert [(line.what, line.place, line.meaning) for line in table.lines] == [
        ("about", "row 1", "pairings: 2 facts"), ("column", "A1", "supporter (支援方)"), ("column", "B1", "recipient (受援方)"),
        ("column", "C1", "not known"), ("column", "D1", "programme (协作机制)"), ("column", "E1", "since (起始时间)"),
        ("column", "F1", "source (来源)"), ("fact", "row 2", "partnership: 新吴区 → 宜川县, 东西部协作, 苏陕协作, since 2016"),
        ("note", "", "column '心情' is left unread: its heading is not known")]
    assert text.message == "this is no table; `kg extract` shows what it yields" and text.error is None
    (missing,) = loading.explain([tmp_path / "none.csv"])
    assert missing.error is not None and "there is no such file" in missing.message


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters(index: int, name: str) -> None:
    assert letter(index) == name


HEADS = ["支援方", "受援方", "协作机制", "结对时间", "来访方", "接待方", "带队领导", "日期", "地点", "协议", "签约方", "金额（万元）", "币种", "姓名",
         "职务", "单位", "地区", "状态", "领域", "支援省份"]
CELL = st.text(max_size=12) | st.sampled_from(["宜川县", "新吴区", "2021-02-30", "九千亿亿", "县长", "书记、常委", "（）", "(日本)", "《》", "委员会", "1e9", "USD",
                                               "兵团第一师", "鼓楼区（鼓楼区）", "、", "9" * 50, "中共", "省", "0000-00-00"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(CELL, min_size=len(HEADS), max_size=len(HEADS)), min_size=1, max_size=4))
def test_no_cell_breaks_the_reading(rows: list[list[str]]) -> None:
    """Whatever stands in the cells: each is a fact or a note, and every quote is where its evidence says."""
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *rows])
    data = "".join(char for char in out.getvalue() if char != "\0").encode("utf-8", "ignore")
    try:
        loaded = loaders.parse(Input(Path("t.csv"), "t.csv", data))
    except InputError as error:
        assert "the table breaks off" in error.reason
        return
    assert loaded.text is not None
    for fact in loaded.facts or ():
        for proof in fact.evidence:
            assert proof.quote and loaded.text[proof.start:proof.end] == proof.quote
    kg.model.canonical(kg.model.quads(loaded.facts or (), loaded.source))
