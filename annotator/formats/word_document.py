"""Word documents, .docx: their paragraphs and the cells of their tables, in order.

python-docx opens them; their text is gathered here, for its `Paragraph.text` leaves out what was inserted while changes
were tracked, what stands in content controls, and text boxes. What was deleted is left out.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Format, Found, Note
from annotator.formats.encoding import fault_of
from annotator.formats.html_reading import FAULTS, library
from annotator.formats.html_text import Element
from annotator.formats.tree import Archive
from annotator.model.article import Article, title_of
from annotator.model.clock import now
from annotator.model.ids import new_uid
from annotator.words import _, ngettext

_MOST_BYTES = 2**27
"""What all parts of a document may take, pictures included: all of them are held at a time."""
_MOST_PARTS = 1_000_000
"""Elements and attributes of XML in a document: a long book has a tenth of them."""
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, OSError)
_ZIP = b"PK\x03\x04"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INSTEAD = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{_W}softHyphen": "\N{SOFT HYPHEN}",
}
_TEXTS = frozenset({f"{_W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})
_ASIDE = frozenset(
    {f"{_W}{name}" for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "txbxContent", "tblPr", "trPr", "tcPr")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_BOX, _NOTES = f"{_W}txbxContent", (f"{_W}footnoteReference", f"{_W}endnoteReference")
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_HEADINGS = ("title", "heading")
_NO_TITLES = ("microsoft word", "word document", "document")


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """The one Article in the document. When it was published is not known: a document tells when it was written."""
    try:
        document = _opened(stream)
        body = document.element.body
        lines = list(_lines(body))
        text = "\n".join(lines)
        if fault := fault_of(text):
            raise BadInput(fault)
        title = _title(document)
    except BadInput as error:
        yield BadLine(1, str(error))
        return
    left_out = sum(1 for _note in body.iter(*_NOTES))
    if left_out:
        yield Note(0, ngettext("{n} footnote was left out", "{n} footnotes were left out", left_out))
    yield Bundle(
        Article(
            new_uid(),
            title or title_of(text),
            text,
            source=defaults.source,
            published=defaults.published,
            imported_at=now(),
        ),
        line=1,
    )


def _opened(stream: BinaryIO) -> Any:
    docx = library("docx")
    opc = library("docx.opc.exceptions")
    etree = library("lxml.etree")
    unreadable = _("it is no Word document that can be read. One with a password has to be saved without it first")
    if stream.read(len(_ZIP)) != _ZIP:
        raise BadInput(unreadable)
    archive = Archive(stream)
    if archive.size > _MOST_BYTES or sum(map(_parts, map(archive.read, archive.names()))) > _MOST_PARTS:
        raise BadInput(_("it would unpack to too much"))
    stream.seek(0)
    try:
        document = docx.Document(stream)
        if document.element.body is not None:
            return document
    except (*FAULTS, *_ZIP_FAULTS, etree.LxmlError, opc.OpcError) as error:
        raise BadInput(unreadable) from error
    raise BadInput(unreadable)


def _parts(data: bytes) -> int:
    """How many elements and attributes XML has, each of which takes a hundred times its own length in memory."""
    return data.count(b"<") + data.count(b'="')


def _title(document: Any) -> str:
    """The title that the document has been given, else its first heading; or nothing."""
    try:
        told = " ".join(str(document.core_properties.title or "").split())
        if told and not told.lower().startswith(_NO_TITLES):
            return told
        for paragraph in document.paragraphs:
            if (paragraph.style.name or "").lower().startswith(_HEADINGS) and (words := paragraph.text.split()):
                return title_of(" ".join(words))
    except FAULTS:
        pass  # a title is no reason to refuse a text
    return ""


def _lines(parent: Element) -> Iterator[str]:
    """The lines in a part of a document, none of them blank."""
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield from _paragraph(child)
        elif child.tag == _TABLE:
            for row in child.iter(_ROW):
                if _owner(row, _TABLE) is child:
                    yield from _row(row)
        elif child.tag not in _ASIDE:  # content controls, and what marks pieces of a document
            yield from _lines(child)


def _row(row: Element) -> list[str]:
    """A row: one line with tabs between its cells, unless one of them has several lines itself."""
    cells = [lines for cell in row.iter(_CELL) if _owner(cell, _ROW) is row and (lines := list(_lines(cell)))]
    if all(len(lines) == 1 for lines in cells):
        return ["\t".join(line for (line,) in cells)] if cells else []
    return [line for lines in cells for line in lines]


def _owner(element: Element, tag: str) -> Element:
    return next(element.iterancestors(tag), None)


def _paragraph(paragraph: Element) -> list[str]:
    """A paragraph, a line for each of its own, and behind it what stands in text boxes that hang on it."""
    lines = [line.strip() for line in "".join(_letters(paragraph)).split("\n")]
    boxes = (box for box in paragraph.iter(_BOX) if not _is_aside(box, paragraph))
    return [*(line for line in lines if line), *(line for box in boxes for line in _lines(box))]


def _letters(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _TEXTS:
            yield child.text or ""
        elif child.tag in _INSTEAD:
            yield _INSTEAD[child.tag]
        elif child.tag not in _ASIDE:
            yield from _letters(child)


def _is_aside(box: Element, paragraph: Element) -> bool:
    """Whether a text box stands in something that is left out, or in another text box."""
    for around in box.iterancestors():
        if around is paragraph:
            return False
        if around.tag in _ASIDE:
            return True
    return False


FORMAT = Format("docx", (".docx",), read=read, needs="web", inside="word/document.xml")
