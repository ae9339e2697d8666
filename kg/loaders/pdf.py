"""PDF documents (.pdf) with a text layer: lines joined into the paragraphs that they were broken from."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from unicodedata import category, east_asian_width

from ..errors import InputError
from ..model import Source
from .loaded import Input, Loaded
from .prose import EXTRACTOR, facts_of

MAX_PAGES, MAX_CHARACTERS = 2_000, 3_000_000
NARROW = 30
"""Columns (a Han character has two) below which lines are a list or a table, and are not joined."""

_OCR = "make a text layer first (for example `ocrmypdf -l chi_sim scan.pdf text.pdf`) and load the result"
_NUMBER = re.compile(r"[\s—–\-－·.]*(?:第\s*)?(?P<number>\d{1,4})(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[\s—–\-－·.]*")
_TOKEN = re.compile(r"[A-Za-z0-9.,%’'\-]+|.")
_WESTERN = re.compile(r"[A-Za-z0-9,.;:)%’']")
_ENDS = tuple("。！？；：.!?;:”’」』）)")

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it remarks on damaged files goes to nobody's terminal


def load(item: Input) -> Loaded:
    """Read a PDF; title, day and publisher are found in its first lines by the extractor.

    Raises
    ------
    InputError : a password, no text layer, fonts without a mapping to characters, damage, or too many pages.
    """
    path = str(item.path)
    pages = [_clean(page) for page in _pages(item)]
    empty = [number for number, page in enumerate(pages, 1) if not any(char.isalnum() for char in page)]
    if len(empty) == len(pages):
        raise InputError(f"no page of the PDF holds text, so its pages are scanned images; {_OCR}", path)
    whole = "".join(pages)
    if sum(char == "\ufffd" or category(char) == "Co" for char in whole) > 0.2 * len(whole):
        raise InputError(f"the PDF's fonts do not say which characters they show; {_OCR}", path)
    text = "\n".join(paragraphs(_without_furniture([page.split("\n") for page in pages]))) + "\n"
    source = Source(name=item.name, sha256=item.sha256, media_type="application/pdf", extractor=EXTRACTOR)
    loaded = facts_of(text, "utf-8", source, item)
    listed = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")
    return loaded._replace(notes=(f"no text on page {listed}: blank or scanned",)) if empty else loaded


def _pages(item: Input) -> list[str]:
    """The text of each page."""
    import pypdf  # noqa: PLC0415  # heavy, and other documents do not need it

    path = str(item.path)
    if b"%PDF-" not in item.data[:1024]:
        raise InputError("this is no PDF; save it as PDF again", path)
    try:
        reader = pypdf.PdfReader(io.BytesIO(item.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("the PDF is protected by a password; open it, and save a copy without one", path)
        if len(reader.pages) > MAX_PAGES:
            raise InputError(f"the PDF has {len(reader.pages):,} pages, and it may have {MAX_PAGES:,}; split it", path)
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > MAX_CHARACTERS:
                raise InputError(f"the PDF has more than {MAX_CHARACTERS:,} characters; split it", path)
    except InputError:
        raise
    except pypdf.errors.DependencyError:
        raise InputError("the PDF is encrypted; print it to a new PDF, or install the package `cryptography`, which reads "
                         "it if it opens without a password", path) from None
    except Exception as error:  # pypdf raises errors of many kinds on damaged files
        raise InputError(f"the PDF is damaged ({type(error).__name__}: {str(error)[:200]}); print it to a new PDF, or save "
                         "its text as .txt", path) from error
    return pages


def _clean(page: str) -> str:
    """Without controls and halves of surrogate pairs, which damaged fonts yield; all line ends alike."""
    page = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", page)
    return "".join(char for char in page if char in "\n\t" or category(char) not in ("Cc", "Cs"))


def _without_furniture(pages: list[list[str]]) -> list[str]:
    """The lines of all pages without page numbers, and without headers and footers: the first or last line that more
    than half of three or more pages have in common, apart from numbers."""
    pages = [[line for line in page if line.strip()] for page in pages]
    for end in (0, -1):
        pages = _without_numbers(_without_common(_without_numbers(pages, end), end), end)  # either may be outside
    return [line for page in pages for line in page]


def _without_numbers(pages: list[list[str]], end: int) -> list[list[str]]:
    """Without lines at one end of the page that are numbers and run with the pages: 3, 4, 5, or — 3 — alone. Any other
    number may be data."""
    found = {index: match for index, page in enumerate(pages) if page and (match := _NUMBER.fullmatch(page[end]))}
    starts = Counter(int(match["number"]) - index for index, match in found.items())
    start, times = starts.most_common(1)[0] if starts else (0, 0)
    going = {index for index, match in found.items() if match.group().strip() != match["number"]
             or (times >= 2 and int(match["number"]) - index == start)}
    return [_without(page, end) if index in going else page for index, page in enumerate(pages)]


def _without_common(pages: list[list[str]], end: int) -> list[list[str]]:
    shapes = [re.sub(r"\d+", "0", page[end].strip()) if page else "" for page in pages]
    common, times = Counter(filter(None, shapes)).most_common(1)[0] if any(shapes) else ("", 0)
    if len(pages) < 3 or times <= len(pages) / 2:
        return pages
    return [_without(page, end) if shape == common else page for page, shape in zip(pages, shapes, strict=True)]


def _without(page: list[str], end: int) -> list[str]:
    return page[1:] if end == 0 else page[:-1]


def paragraphs(lines: list[str]) -> list[str]:
    """Lines joined where they were broken only for want of room: where the next line's first word would not have
    fitted any more, and the next line is not indented.

    Parameters
    ----------
    lines : as they stand on the pages, without empty ones; leading blanks are indents.
    """
    widths = sorted(_width(line) for line in lines)
    room = widths[int(len(widths) * 0.9)] if widths else 0
    joined: list[str] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        if before and room >= NARROW and not line[0].isspace() and _full(before, line, room):
            joined[-1] = _join(joined[-1], line.strip())
        else:
            joined.append(line.strip())
    return joined


def _full(line: str, following: str, room: int) -> bool:
    """Whether the first word of the next line would not have fitted; within a sentence, a tenth of the room is left to
    uneven letters and to signs that may not begin a line."""
    token = _TOKEN.match(following)
    needed = _width(line) + (_width(token.group()) if token else 0)
    return needed >= (room - 1 if line.rstrip().endswith(_ENDS) else 0.9 * room)


def _width(line: str) -> int:
    """Columns: two for a character that East Asian fonts show wide (Unicode UAX #11), one for others."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line.rstrip())


def _join(text: str, line: str) -> str:
    """Two halves of a paragraph: a blank between western words, none between Han characters; a hyphen at the end of
    a line that parts a word goes."""
    if re.search(r"[a-z]-$", text) and re.match("[a-z]", line):
        return text[:-1] + line
    western = _WESTERN.fullmatch(text[-1:]) and re.match("[A-Za-z0-9(]", line)
    digits = text[-1:].isdigit() and line[:1].isdigit()
    return f"{text} {line}" if western and not digits else text + line
