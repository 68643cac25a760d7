"""Good files of formats that Hashiya does not write, or not as it reads them: pages, feeds, documents, tables."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from tests.fuzz.cases import Case
from tests.helpers.builders import TEXT
from tests.helpers.pages import LAYOUTS, PARAGRAPHS, SITE, TITLE, URL, modern, saved

_ROWS = [
    ["id", "title", "text", "source", "url", "date", "القسم"],
    ["n1", TITLE, "\n".join(PARAGRAPHS), SITE, URL, "2026-01-27", "سياسة"],
    ["n2", 'خبر "ثان"', TEXT, "", "", "27/01/2026", "=1+1"],
    ["n3", "🔴", "قال، لرويترز\u200f؛ إنّ 👨\u200d👩\u200d👧 وصلت", "قناة", "", "15 رمضان 1447", ""],
]
_RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{SITE}</title>
<item><title>{TITLE}</title><link>{URL}</link><pubDate>Tue, 27 Jan 2026 23:30:00 +0300</pubDate>
<content:encoded><![CDATA[{"".join(f"<p>{one}</p>" for one in PARAGRAPHS)}]]></content:encoded></item>
<item><title>خبر ثان</title><guid isPermaLink="true">{URL}/2</guid>
<description>&lt;b&gt;وصل&lt;/b&gt;.</description></item>
</channel></rss>"""
_ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>{SITE}</title><entry><title type="html">{TITLE}</title>
<link rel="alternate" href="{URL}"/><published>2026-01-27T23:30:00+03:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry></feed>"""


def made(name: str) -> list[Case]:
    """The good files of a format, by its name; none for what our own writers make, or whose library is not here."""
    return [Case(file, data, name) for file, data in _MADE.get(name, lambda: iter(()))()]


def _pages() -> Iterator[tuple[str, bytes]]:
    for number, (layout, encoding) in enumerate(LAYOUTS.values()):
        yield f"{number}.html", layout().encode(encoding, "xmlcharrefreplace")
    yield "saved.mhtml", saved(modern())


def _feeds() -> Iterator[tuple[str, bytes]]:
    yield "a.rss", _RSS.encode()
    yield "a.atom", _ATOM.encode()


def _documents() -> Iterator[tuple[str, bytes]]:
    try:
        document = import_module("docx").Document()
    except ImportError:
        return
    document.core_properties.title = TITLE
    document.add_heading(TITLE)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    cells = document.add_table(2, 2).rows[0].cells
    cells[0].text, cells[1].text = "الاسم", "العدد"
    yield "a.docx", _saved(document)


def _separated() -> Iterator[tuple[str, bytes]]:
    for ending, sign in ((".csv", ","), (".csv", ";"), (".tsv", "\t")):
        rows = (sign.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in _ROWS)
        yield f"a{ending}", "\r\n".join(rows).encode("utf-8-sig")


def _workbooks() -> Iterator[tuple[str, bytes]]:
    try:
        book = import_module("openpyxl").Workbook()
    except ImportError:
        return
    for row in _ROWS:
        book.active.append(row)
    yield "a.xlsx", _saved(book)


def _saved(what: Any) -> bytes:
    out = io.BytesIO()
    what.save(out)
    return out.getvalue()


def _texts() -> Iterator[tuple[str, bytes]]:
    yield "a.txt", TEXT.encode()
    yield "b.txt", "\n".join((TITLE, *PARAGRAPHS)).encode("utf-16")


_MADE: dict[str, Callable[[], Iterator[tuple[str, bytes]]]] = {
    "txt": _texts,
    "webpage": _pages,
    "feed": _feeds,
    "docx": _documents,
    "csv": _separated,
    "xlsx": _workbooks,
}
