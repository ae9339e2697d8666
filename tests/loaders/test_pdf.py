"""PDF documents, laid out by reportlab at test time; its CID font for Chinese needs no file."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from kg import loaders
from kg.errors import InputError
from kg.loaders import pdf

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
TITLE = "青禾县与白沙区共商合作"
BODY = ("春分过后，白沙区代表团一行九人抵达青禾县，先后走访了河口村的菌棚、卫生院和职业学校，"
        "并同当地干部座谈，听取他们对下一步合作的打算。",
        "座谈会上，县长丙三省介绍了全县的茶叶和劳务情况；区长丁四海说，白沙区愿意派出教师十名、医生六名，任期一年半，"
        "帮助两所学校和一家医院。" * 3,
        "会后双方签订了《劳务合作协议》。")


def laid_out(*texts: str, indent: int = 24) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=12, leading=18, firstLineIndent=indent, wordWrap="CJK")
    stream = io.BytesIO()
    head = ParagraphStyle("head", parent=style, fontSize=16, leading=24, alignment=1, firstLineIndent=0)
    SimpleDocTemplate(stream).build([Paragraph(texts[0], head), *(Paragraph(text, style) for text in texts[1:])])
    return stream.getvalue()


def drawn(*pages: list[str]) -> bytes:
    """Lines at fixed places, without any structure."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for page in pages:
        canvas.setFont("STSong-Light", 12)
        for number, line in enumerate(page):
            canvas.drawString(72, 760 - 18 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def protected(data: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def read(tmp_path: Path, data: bytes) -> loaders.Loaded:
    (tmp_path / "a.pdf").write_bytes(data)
    return loaders.read(tmp_path / "a.pdf", "a.pdf")


@pytest.mark.parametrize("indent", [24, 0])
def test_lines_are_joined_into_paragraphs(tmp_path: Path, indent: int) -> None:
    loaded = read(tmp_path, laid_out(TITLE, *BODY, indent=indent))
    assert loaded.text == "\n".join((TITLE, *BODY)) + "\n"
    assert loaded.source.media_type == "application/pdf" and loaded.source.title == TITLE and loaded.notes == ()


@pytest.mark.parametrize("number", ["— {} —", "{}", "第{}页", "- {} / 9 -"])
def test_a_paragraph_over_pages_without_what_stands_around_it(tmp_path: Path, number: str) -> None:
    line = "这是本章第{}行排满版心的宽度所以下一行仍属于同一段没有另起"
    signs = iter("甲乙丙丁戊己庚辛壬癸子丑")
    lines = [[line.format(next(signs)) for _ in range(4)] for _ in range(3)]
    lines[2][3] = "到此为止。"
    pages = [["青禾县年鉴 2021", *page, number.format(index)] for index, page in enumerate(lines, 7)]
    assert read(tmp_path, drawn(*pages)).text == "".join(sum(lines, [])) + "\n"


def test_numbers_that_are_no_page_numbers_stay(tmp_path: Path) -> None:
    assert read(tmp_path, drawn(["派出教师", "12"], ["派出医生", "30"])).text == "派出教师\n12\n派出医生\n30\n"


def test_western_words_keep_their_blanks(tmp_path: Path) -> None:
    lines = ["The delegation of Baisha visited the county of Qinghe in spring, where they agreed on co-",
             "operation in health and schools and on the exchange of teachers and doctors for the year",
             "2023 and after."]
    assert read(tmp_path, drawn(lines)).text == (
        "The delegation of Baisha visited the county of Qinghe in spring, where they agreed on cooperation in health and "
        "schools and on the exchange of teachers and doctors for the year 2023 and after.\n")


def test_a_list_of_short_lines_stays_a_list(tmp_path: Path) -> None:
    assert read(tmp_path, drawn(["名单", "丙三省 县长", "丁四海 区长", "12"])).text == "名单\n丙三省 县长\n丁四海 区长\n12\n"


def test_offsets_are_those_of_the_text(tmp_path: Path) -> None:
    loaded = read(tmp_path, drawn(["名单", "12", "结束"]))
    (fact,) = loaded.facts or ()
    (proof,) = fact.evidence
    assert loaded.text is not None and loaded.text[proof.start:proof.end] == proof.quote == "12"


def test_a_password(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a.pdf: the PDF is protected by a password; open it, and save a copy without one"):
        read(tmp_path, protected(drawn(["词语"]), "secret"))
    assert read(tmp_path, protected(drawn(["词语"]), "")).text == "词语\n"  # it only forbids to print


def test_an_encryption_that_needs_another_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise pypdf.errors.DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(pypdf.PdfReader, "decrypt", fail)
    with pytest.raises(InputError, match="the PDF is encrypted; print it to a new PDF, or install the package `cryptography`"):
        read(tmp_path, protected(drawn(["词语"]), ""))


def test_scanned_pages(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no page of the PDF holds text, so its pages are scanned images; make a text layer"):
        read(tmp_path, drawn([], []))
    assert read(tmp_path, drawn(["词语"], [], [])).notes == ("no text on page 2, 3: blank or scanned",)


def test_fonts_that_do_not_say_what_they_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pypdf.PageObject, "extract_text", lambda page: "\ue123\ue124\ufffda")
    with pytest.raises(InputError, match="fonts do not say which characters they show; make a text layer"):
        read(tmp_path, drawn(["词语"]))


@pytest.mark.parametrize(("data", "message"), [
    (b"words", "this is no PDF"), (b"%PDF-1.7\nnothing", "the PDF is damaged"),
    (drawn(["词语"])[:400], "the PDF is damaged"), (drawn(*[["词"]] * 3), "the PDF has 3 pages, and it may have 2; split it"),
])
def test_damage_and_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], data: bytes,
                         message: str) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(InputError, match=message):
        read(tmp_path, data)
    assert capfd.readouterr() == ("", "")


def test_too_many_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 10)
    with pytest.raises(InputError, match="more than 10 characters; split it"):
        read(tmp_path, drawn(["六个字的一行"], ["六个字的一行"]))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1), max_size=12))
def test_joining_loses_no_character(lines: list[str]) -> None:
    kept = "".join(pdf.paragraphs(lines)).replace(" ", "")
    assert kept.replace("-", "") == "".join(lines).replace("-", "")
