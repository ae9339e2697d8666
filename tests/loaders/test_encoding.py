"""Which encoding a text is in, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.loaders.encoding import decode

CHINESE = "青禾县与白沙区开展协作互访，双方签订了框架协议。县长丙三省表示感谢！\n"
TRADITIONAL = "臺灣與香港的學校簽訂合作協議，雙方將於明年開展師生互訪，這是兩地教育交流的新開端。"


@pytest.mark.parametrize(("encoding", "found"), [
    ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-32", "utf-32"),
    ("gb2312", "gb18030"), ("gbk", "gb18030"), ("gb18030", "gb18030"),
])
def test_chinese_in_every_usual_encoding(encoding: str, found: str) -> None:
    assert decode(CHINESE.encode(encoding), "a.txt") == (CHINESE, found)


def test_rare_characters_of_gb18030() -> None:
    text = CHINESE + "𬭩㛃"
    assert decode(text.encode("gb18030"), "a.txt")[0] == text


def test_big5_is_not_read_as_gb18030() -> None:
    data = (TRADITIONAL * 5).encode("big5")
    assert decode(data, "a.txt") == (TRADITIONAL * 5, "big5")


def test_other_encodings_of_east_asia() -> None:
    text = "これは日本語の文章です。姉妹都市の協定について説明します。" * 3
    assert decode(text.encode("shift_jis"), "a.txt")[0] == text


def test_what_the_document_declares_comes_before_guessing() -> None:
    text = "Très coopératif — l’été à Genève"
    assert decode(text.encode("cp1252"), "a.html", "ISO-8859-1")[0] == text
    assert decode(CHINESE.encode("gbk"), "a.html", "gb2312") == (CHINESE, "gb18030")
    assert decode(CHINESE.encode(), "a.html", "gb2312") == (CHINESE, "utf-8")
    assert decode(CHINESE.encode("gbk"), "a.html", "no-such-charset")[1] == "gb18030"
    assert decode(CHINESE.encode("gbk"), "a.html", "hex")[1] == "gb18030"


@pytest.mark.parametrize(("data", "offset"), [
    (CHINESE.encode()[:-3], len(CHINESE.encode()) - 4),  # cut off in the last character
    (CHINESE.encode()[:31] + CHINESE.encode()[32:], 30),
    (b"plain words \xe4\xb8", 12),
    (b"plain \xe4\xb8 words", 6),
    (b"\xe4\xb8", 0),
    (CHINESE.encode() * 20 + b"\xe4\xb8\n" + CHINESE.encode(), len(CHINESE.encode()) * 20),
])
def test_half_a_sequence_of_utf8_is_named_by_its_byte(data: bytes, offset: int) -> None:
    with pytest.raises(InputError, match=r"^a.txt \(byte \d+\): the text breaks off within a character, or is not in "
                                         "UTF-8.*; save it as UTF-8$") as caught:
        decode(data, "a.txt")
    assert caught.value.offset == offset


@pytest.mark.parametrize(("data", "message"), [
    (b"%PDF-1.7 x", "this is a PDF, not text"),
    (b"PK\x03\x04....", "an office document"),
    (b"\xd0\xcf\x11\xe0\xa1", "an old office document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"abc\0def", r"\(byte 3\): this is a binary file, not text \(it holds zero bytes\)"),
    (b"\xff\xfeabc", r"\(byte 4\): the file starts as utf-16 and breaks off"),
])
def test_binary_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(data, "a.txt")


@given(st.binary(max_size=200), st.sampled_from(["", "gbk", "big5", "utf-16", "iso-2022-jp", "utf-7", "idna", "zip"]))
def test_any_bytes_give_text_or_an_input_error(data: bytes, declared: str) -> None:
    try:
        text, _ = decode(data, "a.txt", declared)
    except InputError as error:
        assert str(error).startswith("a.txt")
    else:
        assert isinstance(text, str)
