"""Word documents (.docx, Office Open XML, ISO/IEC 29500): the main text as it reads with all changes accepted.

Tables give a line a row, with a tab between cells. Headers, footers, notes, comments and pictures are not read.
"""

from __future__ import annotations

import io
import posixpath
from zipfile import ZipFile

from lxml import etree

from ..errors import InputError
from ..model import Source
from .loaded import Input, Loaded
from .packed import check, opened, unfolded
from .prose import EXTRACTOR, facts_of

MAX_XML = 50_000_000
"""Bytes that the main text may have with its markup."""

_OLE = b"\xd0\xcf\x11\xe0"
_SKIPPED = {"del", "moveFrom", "Fallback", "rt", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr"}
"""Elements without text to be read: deletions, the older form of what stands beside it, ruby, field codes, formats."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def load(item: Input) -> Loaded:
    """Read a Word document; title, day and publisher are found in its first lines by the extractor.

    Raises
    ------
    InputError : a password, an old format (.doc), damage, a DTD, or no words.
    """
    path = str(item.path)
    if item.data.startswith(_OLE):
        raise InputError("this is a Word document with a password, or of the old kind (.doc); open it in a word processor "
                         "and save it as .docx without a password", path)
    with opened(io.BytesIO(item.data), path, "Word document (.docx)") as archive:
        root = _part(archive, _main(archive, path), path)
    lines = _lines(root)
    source = Source(name=item.name, sha256=item.sha256, extractor=EXTRACTOR,
                    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    return facts_of("\n".join(lines) + "\n", "utf-8", source, item)


def _main(archive: ZipFile, path: str) -> str:
    """The name of the part that holds the main text, as the package's relationships state it."""
    if "_rels/.rels" in archive.namelist():
        for relation in _part(archive, "_rels/.rels", path):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return posixpath.normpath((relation.get("Target") or "").lstrip("/"))
    return "word/document.xml"


def _part(archive: ZipFile, name: str, path: str) -> etree._Element:
    """A part as a tree; nothing is fetched and no entity is expanded."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise InputError(f"the archive holds no {name!r}, so it is no Word document; save it as .docx again", path) from None
    check(info, name, path, MAX_XML)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(unfolded(archive, info, path, MAX_XML), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{name} is no well-formed XML ({error.msg}); save the document again", path) from None
    if root.getroottree().docinfo.doctype:
        raise InputError(f"{name} declares a document type or entities, which no Word document has; save it again", path)
    return root


def _lines(root: etree._Element) -> list[str]:
    """Paragraphs and rows of tables in their order, without those that hold no words."""
    lines: list[str] = []
    parts: list[list[str]] = [[]]  # the text of each open paragraph; a text box is one within another
    cells = 0  # open cells of tables

    def close() -> None:
        text = "".join(parts[-1])
        parts[-1].clear()
        lines.extend(line.rstrip() for line in text.split("\n") if line.strip())

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = _name(element)
        if event == "start" and (name in _SKIPPED or (name == "r" and _hidden(element))):
            walk.skip_subtree()
        elif name == "tc":
            cells += 1 if event == "start" else -1
            parts[-1].append("\t" if event == "end" else "")
        elif name == "tr" and event == "end" and not cells:
            parts[-1][:] = [_row("".join(parts[-1]))]
            close()
        elif name == "txbxContent":
            if event == "end":
                close()
                parts.pop()
            else:
                parts.append([])
        elif name == "p" and event == "end":
            if cells:
                parts[-1].append(" ")
            else:
                close()
        elif event == "start" and name == "t":
            parts[-1].append(element.text or "")
        elif event == "start" and name in _SIGNS:
            parts[-1].append(" " if cells else _SIGNS[name])
    close()
    return lines


def _name(element: etree._Element) -> str:
    """The name within the namespace of text, transitional or strict, or of compatibility; "" elsewhere."""
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag.rpartition("}")
    return name if "wordprocessingml/" in space or "markup-compatibility/" in space else ""


def _hidden(run: etree._Element) -> bool:
    """Whether a run is formatted as hidden."""
    return any(_name(mark) == "vanish" and next(iter(mark.attrib.values()), "1") not in ("0", "false", "off")
               for formats in run if _name(formats) == "rPr" for mark in formats)


def _row(text: str) -> str:
    cells = [" ".join(cell.split()) for cell in text.split("\t")]
    return "\t".join(cell for cell in cells if cell)
