"""Word documents: every paragraph and cell in order, titles, and files that are none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import found_out, word_document
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note
from annotator.model.article import Article

W = nsdecls("w")


def saved(fill: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(data: bytes, **said: str) -> list[Found]:
    return list(word_document.FORMAT.read(io.BytesIO(data), Defaults("a1", **said)))  # type: ignore[misc, arg-type]


def article_in(data: bytes, **said: str) -> Article:
    (found,) = read(data, **said)
    assert isinstance(found, Bundle), found
    return found.article


def refused(data: bytes) -> str:
    (found,) = read(data)
    assert isinstance(found, BadLine), found
    return found.reason


def raw(xml: str) -> Callable[[Document], None]:
    """Puts WordprocessingML at the end of a document."""

    def fill(document: Document) -> None:
        body = document.element.body
        for element in parse_xml(f"<w:body {W}>{xml}</w:body>"):
            body.insert(len(body) - 1, element)

    return fill


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_and_cells_come_in_the_order_of_the_document() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("انطلقت القمّة\u00a0الطارئة، می\u200cخواهم.")
        table = document.add_table(2, 2)
        for cell, words in zip(
            (c for row in table.rows for c in row.cells), ("الدولة", "الوفد", "مصر", "12"), strict=True
        ):
            cell.text = words
        document.add_paragraph()
        document.add_paragraph("انتهت القمة.")

    assert (
        article_in(saved(fill)).text
        == "انطلقت القمّة\u00a0الطارئة، می\u200cخواهم.\nالدولة\tالوفد\nمصر\t12\nانتهت القمة."
    )


def test_the_text_is_what_the_library_finds_in_plain_documents() -> None:
    def fill(document: Document) -> None:
        for number in range(20):
            paragraph = document.add_paragraph(f"الفقرة {number} ")
            paragraph.add_run("بخط عريض").bold = True
            paragraph.add_run(" ")
            paragraph.add_run("ثم عادي.")

    data = saved(fill)
    assert article_in(data).text.split("\n") == [each.text for each in docx.Document(io.BytesIO(data)).paragraphs]


def test_what_was_inserted_stays_and_what_was_deleted_goes() -> None:
    data = saved(
        raw(
            f"<w:p>{run('وصل ')}<w:ins w:id='1' w:author='x'>{run('الوفد ')}</w:ins>"
            f"<w:del w:id='2' w:author='x'><w:r><w:delText>الرئيس </w:delText></w:r></w:del>"
            f"<w:moveFrom w:id='3' w:author='x'>{run('أمس ')}</w:moveFrom>"
            f"<w:moveTo w:id='4' w:author='x'>{run('مساء ')}</w:moveTo>{run('اليوم.')}</w:p>"
        )
    )
    assert article_in(data).text == "وصل الوفد مساء اليوم."


def test_content_controls_links_breaks_and_text_boxes_are_read() -> None:
    box = (
        "<w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        f"<w:p>{run('في إطار')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    data = saved(
        raw(
            f"<w:sdt><w:sdtContent><w:p>{run('عنصر تحكم')}</w:p></w:sdtContent></w:sdt>"
            f"<w:p><w:hyperlink>{run('رابط')}</w:hyperlink><w:r><w:br/></w:r>{run('سطر')}<w:r><w:tab/></w:r>{run('آخر')}"
            f"<w:r><w:noBreakHyphen/></w:r>{run('كذا')}<w:r>{box}</w:r></w:p>"
            "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        )
    )
    assert article_in(data).text == "عنصر تحكم\nرابط\nسطر\tآخر\u2011كذا\nفي إطار"


def test_a_drawing_with_a_fallback_is_read_once() -> None:
    content = f"<w:txbxContent><w:p>{run('مرة')}</w:p></w:txbxContent>"
    data = saved(
        raw(
            "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
            f"<mc:Choice Requires='wps'>{content}</mc:Choice><mc:Fallback>{content}</mc:Fallback>"
            f"</mc:AlternateContent></w:r>{run('نص')}</w:p>"
        )
    )
    assert article_in(data).text == "نص\nمرة"


def test_tables_in_tables_and_cells_of_several_paragraphs_are_lines() -> None:
    def fill(document: Document) -> None:
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text = "أول\nثان"
        inner = cells[1].add_table(1, 2).rows[0].cells
        inner[0].text, inner[1].text = "أ", "ب"

    assert article_in(saved(fill)).text == "أول\nثان\nأ\tب"


def test_footnotes_are_left_out_and_that_is_told() -> None:
    note = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    told, found = read(saved(raw(f"<w:p>{run('نص')}{note}{run(' آخر.')}{note}</w:p>")))
    assert told == Note(0, "2 footnotes were left out")
    assert isinstance(found, Bundle)
    assert found.article.text == "نص آخر."


def test_the_title_is_the_one_that_was_given_else_the_first_heading_else_the_first_line() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("مقدمة")
        document.add_heading("قمة عربية في القاهرة", 1)

    def named(document: Document) -> None:
        fill(document)
        document.core_properties.title = "عنوان  الوثيقة"

    def by_program(document: Document) -> None:
        fill(document)
        document.core_properties.title = "Microsoft Word - Document1"

    assert article_in(saved(fill)).title == "قمة عربية في القاهرة"
    assert article_in(saved(named)).title == "عنوان الوثيقة"
    assert article_in(saved(by_program)).title == "قمة عربية في القاهرة"
    assert article_in(saved(lambda document: document.add_paragraph("سطر واحد"))).title == "سطر واحد"


def test_when_a_document_was_written_is_not_when_an_article_was_published() -> None:
    data = saved(lambda document: document.add_paragraph("نص"))
    assert article_in(data).published == ""
    assert article_in(data, published="2026-01-27", source="وكالة").published == "2026-01-27"


def test_a_document_is_known_among_archives(tmp_path: object) -> None:
    path = tmp_path / "a.bin"  # type: ignore[operator]
    path.write_bytes(saved(lambda document: document.add_paragraph("نص")))
    assert found_out(path) is word_document.FORMAT


def test_what_is_no_document_is_refused() -> None:
    good = saved(lambda document: document.add_paragraph("نص"))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "نص")
    for data in (b"", b"PK\3\4", b"\xd0\xcf\x11\xe0" + b"0" * 600, good[:300], other.getvalue()):
        assert refused(data)
    assert refused(saved(lambda _document: None)) == "there is no text in it"
    assert "One with a password has to be saved without it first" in refused(b"\xd0\xcf\x11\xe0")


def with_part(name: str, content: bytes) -> bytes:
    good = zipfile.ZipFile(io.BytesIO(saved(lambda document: document.add_paragraph("نص"))))
    out = io.BytesIO()
    with good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in good.infolist():
            archive.writestr(info.filename, content if info.filename == name else good.read(info))
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<w:document/>",
        f"<w:document {W}/>".encode(),
        f"<w:document {W}>{'<w:p>' * 5000}".encode(),
        f"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><w:document {W}><w:body><w:p>&a;</w:p></w:body>"
        "</w:document>".encode(),
        b"\0" * (2**27 + 1),
    ],
    ids=["empty", "no namespace", "no body", "too deep", "entity", "bomb"],
)
def test_a_hostile_document_is_refused(content: bytes) -> None:
    assert refused(with_part("word/document.xml", content))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_document_that_was_damaged_is_read_or_refused_and_never_fails(choice: st.DataObject) -> None:
    name = choice.draw(
        st.sampled_from(
            ["word/document.xml", "word/styles.xml", "docProps/core.xml", "_rels/.rels", "[Content_Types].xml"]
        )
    )
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        part = bytearray(archive.read(name))
    for _time in range(choice.draw(st.integers(1, 6))):
        at = choice.draw(st.integers(0, len(part) - 1))
        part[at : at + choice.draw(st.integers(0, 40))] = choice.draw(
            st.sampled_from([b"", b"<", b"x", b"&", b"\xff", b"w:"])
        )
        if not part:
            break
    for found in read(with_part(name, bytes(part))):
        assert isinstance(found, Bundle | BadLine | Note)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_archive_that_was_damaged_is_read_or_refused_and_never_fails(choice: st.DataObject) -> None:
    data = bytearray(GOOD)
    for _time in range(choice.draw(st.integers(1, 6))):
        data[choice.draw(st.integers(4, len(data) - 1))] = choice.draw(st.integers(0, 255))
    for found in read(bytes(data)):
        assert isinstance(found, Bundle | BadLine | Note)


GOOD = saved(lambda document: document.add_paragraph("وصل الوفد إلى دمشق."))
