"""Word documents, written by python-docx or by hand at test time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from kg import loaders
from kg.errors import InputError

LINES = ("两地召开对接会", "青禾县与白沙区在县城召开对接会，双方交换了意见。", "12")
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def written(*, table: bool = False) -> bytes:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    if table:
        rows = document.add_table(rows=2, cols=2).rows
        for row, words in zip(rows, (("项目", "资金"), ("校舍", "30万元")), strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
        document.add_paragraph("完。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def by_hand(body: str, *, head: str = "", space: str = SPACE) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<?xml version="1.0"?>{head}<w:document xmlns:w="{space}" '
                         'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
                         f'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>')
    return stream.getvalue()


def read(tmp_path: Path, data: bytes) -> loaders.Loaded:
    (tmp_path / "a.docx").write_bytes(data)
    return loaders.read(tmp_path / "a.docx", "a.docx")


def test_paragraphs_and_tables_in_their_order(tmp_path: Path) -> None:
    loaded = read(tmp_path, written(table=True))
    assert loaded.text == "\n".join([*LINES, "项目\t资金", "校舍\t30万元", "完。"]) + "\n"
    assert loaded.source.title == LINES[0] and loaded.source.media_type.endswith("wordprocessingml.document")
    (fact,) = loaded.facts or ()
    (proof,) = fact.evidence
    assert loaded.text[proof.start:proof.end] == proof.quote == "12"


@pytest.mark.parametrize(("body", "text"), [
    ("<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>", "新增"),
    ("<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里</w:t></w:r></w:p></w:sdtContent></w:sdt>", "控件里"),
    ("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p>", "一\n二\t三"),
    ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r></w:p>", "显"),
    ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>shan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>单</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>", "单"),
    ("<w:p><w:r><w:t>外</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>"
     "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
     "</mc:Fallback></mc:AlternateContent></w:r></w:p>", "框\n外"),
    ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
     "</w:tc><w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "甲 乙\t丙"),
    ("<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:instrText>PAGE</w:instrText><w:t>域</w:t></w:r></w:p>", "域"),
])
@pytest.mark.parametrize("space", [SPACE, STRICT])
def test_what_stands_in_a_paragraph(tmp_path: Path, body: str, text: str, space: str) -> None:
    assert read(tmp_path, by_hand(body, space=space)).text == f"{text}\n"


def test_the_main_part_may_bear_another_name(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(by_hand("<w:p><w:r><w:t>正文</w:t></w:r></w:p>"))) as old, zipfile.ZipFile(stream, "w") as new:
        new.writestr("word/document2.xml", old.read("word/document.xml"))
        new.writestr("_rels/.rels", '<Relationships xmlns="r"><Relationship Type="http://x.example/officeDocument" '
                                    'Target="/word/document2.xml"/></Relationships>')
    assert read(tmp_path, stream.getvalue()).text == "正文\n"


@pytest.mark.parametrize("head", [
    '<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>', '<!DOCTYPE d [<!ENTITY x "一层词">]>',
    '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/never.dtd">'])
def test_entities_are_neither_fetched_nor_expanded(tmp_path: Path, head: str) -> None:
    (tmp_path / "secret").write_text("机密内容", encoding="utf-8")
    body = "<w:p><w:r><w:t>词" + ("&x;" if "ENTITY" in head else "") + "</w:t></w:r></w:p>"
    with pytest.raises(InputError, match="declares a document type or entities") as caught:
        read(tmp_path, by_hand(body, head=head.format(secret=tmp_path / "secret")))
    assert "机密" not in str(caught.value) and "一层" not in str(caught.value)


@pytest.mark.parametrize(("data", "message"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"with a password, or of the old kind \(.doc\); open it in a word"),
    (b"no archive", "this is no Word document"),
    (written()[:2000], "this is no Word document"),
    (by_hand("<w:p>"), "is no well-formed XML"),
    (by_hand("<w:p/>"), "the document holds no words"),
    (by_hand(f"<w:p><w:r><w:t>{'零' * 2_000_000}</w:t></w:r></w:p>"), "more than 200 times its packed size"),
])
def test_what_is_no_word_document_says_what_to_do(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(tmp_path, data)
    assert caught.value.path == str(tmp_path / "a.docx")


def test_an_archive_without_a_main_part(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "词")
    with pytest.raises(InputError, match="holds no 'word/document.xml', so it is no Word document"):
        read(tmp_path, stream.getvalue())
