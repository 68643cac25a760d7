"""Tables: what a spreadsheet shows is what was marked, and nothing in them is ever a formula."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.formats import table
from annotator.formats.bundle import Options, Pack
from annotator.model.annotation import Attribute, Layer, LayerId, Span, Status
from annotator.model.article import Article
from tests.helpers.builders import ARTICLE, AUTHOR, WORDS, contents, small_schema, where

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

SCHEMA = small_schema()


def as_csv(packs: list[Pack]) -> list[list[str]]:
    out = io.BytesIO()
    count = table.write_csv(packs, SCHEMA, out, Options())
    assert out.getvalue().startswith(b"\xef\xbb\xbfarticle,")
    assert out.getvalue().endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline=""), strict=True))
    assert len(rows) == count + 1
    return rows


def as_xlsx(packs: list[Pack]) -> openpyxl.worksheet.worksheet.Worksheet:
    out = io.BytesIO()
    table.write_xlsx(packs, SCHEMA, out, Options())
    return openpyxl.load_workbook(io.BytesIO(out.getvalue())).active


def one(span: Span, article: Article = ARTICLE) -> list[Pack]:
    return [Pack(article, (Layer(LayerId(article.uid, AUTHOR), Status.DONE, spans=(span,)),))]


@settings(max_examples=60, deadline=None)
@given(contents())
def test_a_csv_has_one_row_a_span_with_its_words(content: list[tuple[Article, list[Layer]]]) -> None:
    head, *rows = as_csv([Pack(article, tuple(layers)) for article, layers in content])
    assert tuple(head) == table.COLUMNS
    wanted = [(a, layer, span) for a, layers in content for layer in layers for span in layer.spans]
    assert len(rows) == len(wanted)
    for row, (article, layer, span) in zip(rows, wanted, strict=True):
        told = dict(zip(head, row, strict=True))
        assert told["text"].removeprefix("'") == span.surface(article.text).removeprefix("'")
        assert (int(told["start"]), int(told["end"])) == (span.start, span.end)
        assert (told["annotator"], told["status"]) == (layer.id.annotator, layer.status)
        assert told["label"] == span.label
        for name, cell in told.items():
            assert not re.match(r"[=+\-@\t\r＝＋－＠]", cell), name


@settings(max_examples=30, deadline=None)
@given(WORDS, st.sampled_from("=+-@\t\r＝＋－＠"))
def test_what_begins_like_a_formula_has_an_apostrophe_before_it(words: str, sign: str) -> None:
    assert table.harmless(sign + words) == f"'{sign}{words}"


def test_a_row_tells_all_about_a_span() -> None:
    start, end = where("محمود عباس")
    span = Span("s", "PERS", ((start, end),), "t", "v", (Attribute("a", "b"),), "ملاحظة")
    head, row = as_csv(one(span))
    told = dict(zip(head, row, strict=True))
    assert told["label_ar"] == "شخص"
    assert told["label_en"] == "Person"
    assert (told["kind"], told["attributes"], told["note"], told["fragments"]) == (
        "entity", "a=b", "ملاحظة", f"{start}-{end}",
    )  # fmt: skip
    assert (told["before"], told["after"]) == (ARTICLE.text[:start], ARTICLE.text[end : end + 40])


def test_excel_gets_texts_from_right_to_left_under_a_frozen_head() -> None:
    article = Article("a", "=1+1", "=HYPERLINK(1) https://example.org \x01\uffff", url="https://example.org")
    sheet = as_xlsx(one(Span("s", "GPE", ((0, len(article.text)),), note="{=1}"), article))
    assert (sheet.sheet_view.rightToLeft, sheet.freeze_panes) == (True, "A2")
    cells = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["title"].value, cells["note"].value) == ("=1+1", "{=1}")
    assert cells["start"].value == 0
    assert cells["text"].value.startswith("=HYPERLINK(1)")
    assert all(cell.data_type in "sn" and cell.hyperlink is None for cell in cells.values())


@settings(max_examples=25, deadline=None)
@given(contents())
def test_excel_files_can_always_be_opened(content: list[tuple[Article, list[Layer]]]) -> None:
    sheet = as_xlsx([Pack(article, tuple(layers)) for article, layers in content])
    spans = sum(len(layer.spans) for _article, layers in content for layer in layers)
    assert sheet.max_row == spans + 1


def test_a_text_too_long_for_a_cell_is_refused_and_never_cut() -> None:
    article = Article("a", "خبر طويل", "😀" * 20_000)
    with pytest.raises(BadInput, match=r"“خبر طويل”: “text” is longer .* csv"):
        as_xlsx(one(Span("s", "GPE", ((0, 20_000),)), article))
    assert as_csv(one(Span("s", "GPE", ((0, 20_000),)), article))[1][table.COLUMNS.index("text")] == article.text
    sheet = as_xlsx(one(Span("s", "GPE", ((0, 16_383),)), article))
    assert sheet.cell(2, table.COLUMNS.index("text") + 1).value == "😀" * 16_383


def test_more_rows_than_excel_has_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_MOST_ROWS", 1)
    with pytest.raises(BadInput, match="csv"):
        as_xlsx(one(Span("s", "GPE", ((0, 1),))))
