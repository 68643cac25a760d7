"""Rows as Articles: letter for letter, with all that stands beside the text, and nothing passed over in silence."""

from __future__ import annotations

from annotator.formats.fields import Field
from tests.formats.tables.reading import Found, written


def test_a_row_is_an_article_with_all_that_its_columns_say() -> None:
    head = ["id", "title", "text", "source", "url", "date", "القسم", "فارغ"]
    row = ["n7", " خبر ", "  نص\u00a0\u200fفيه ـ كل شيء \r\n", "قناة", "https://example.org", "٢٧/٠١/٢٠٢٦", "سياسة", ""]
    (article,) = Found(written([head, row])).articles
    assert (article.uid, article.title, article.text) == ("n7", "خبر", row[2])
    assert (article.source, article.url, article.published) == ("قناة", "https://example.org", "2026-01-27")
    assert article.metadata == (("القسم", "سياسة"),)


def test_what_a_row_does_not_say_is_as_was_said_of_all() -> None:
    (article,) = Found(written([["text", "title", "date", "source"], ["سطر أول\nثان", "", "", ""]])).articles
    assert (article.title, article.published, article.source) == ("سطر أول", "2020-01-01", "وكالة")
    assert len(article.uid) == 36


def test_rows_without_a_text_are_named() -> None:
    found = Found(written([["title", "text"], ["أ", "نص"], ["ب", ""], ["ج", " \n\u00a0"]]))
    assert found.bad == [(3, "there is no text in it"), (4, "there is no text in it")]


def test_dates_that_could_be_read_in_two_ways_are_told_unless_it_was_said_how() -> None:
    rows = written([["text", "date"], ["أ", "03/04/2026"], ["ب", "05/06/2026"], ["ج", "13/06/2026"]])
    found = Found(rows)
    assert [article.published for article in found.articles] == ["2026-04-03", "2026-06-05", "2026-06-13"]
    assert [(line, text[-2:]) for line, text in found.notes if "day first" in text] == [(2, "2.")]
    said = Found(rows, month_first=False)
    assert not [text for _line, text in said.notes if "day first" in text]


def test_dates_with_the_month_first_stop_until_that_is_said() -> None:
    rows = written([["text", "date"], ["أ", "03/04/2026"], ["ب", "01/27/2026"]])
    found = Found(rows)
    assert [(line, "--month-first" in why) for line, why in found.bad] == [(3, True)]
    assert [one.published for one in Found(rows, month_first=True).articles] == ["2026-03-04", "2026-01-27"]
    other = Found(written([["text", "date"], ["أ", "27/01/2026"]]), month_first=True)
    assert "--day-first" in other.bad[0][1]


def test_a_date_that_cannot_be_read_is_kept_and_told_and_none_is_put_in_its_place() -> None:
    found = Found(written([["text", "date"], ["أ", "أمس"], ["ب", "27/01/26"]]))
    assert [(one.published, one.metadata) for one in found.articles] == [
        ("", (("date", "أمس"),)), ("", (("date", "27/01/26"),)),
    ]  # fmt: skip
    assert [(line, text[-2:]) for line, text in found.notes if "cannot be read" in text] == [(2, "2.")]


def test_hijri_days_are_told() -> None:
    found = Found(written([["text", "date"], ["أ", "15 رمضان 1447"]]))
    assert found.articles[0].published == "2026-03-04"
    assert found.told("Umm al-Qura").endswith("1.")


def test_texts_that_excel_probably_cut_are_told() -> None:
    whole, cut, wide = "ن" * 32_766, "ن" * 32_767, "ن" * 32_765 + "😀"
    found = Found(written([["text"], [whole], [cut], [wide]]))
    assert len(found.texts) == 3
    assert [(line, text[-2:]) for line, text in found.notes if "cut there" in text] == [(3, "2.")]


def test_newlines_as_excel_writes_them_stay_and_are_told_in_a_table_of_separated_cells() -> None:
    found = Found(written([["text"], ["أ_x000D_\nب"]]))
    assert found.texts == ["أ_x000D_\nب"]
    assert found.told("_x000D_").endswith("1.")


def test_columns_with_the_same_name_are_both_kept() -> None:
    (article,) = Found(written([["text", "وسم", "وسم", ""], ["نص", "أ", "ب", "ج"]])).articles
    assert article.metadata == (("وسم", "أ"), ("وسم", "ب"), ("column_4", "ج"))


def test_what_is_wrong_beside_the_text_is_named_too_unless_it_is_left_out() -> None:
    rows = written([["text", "x"], ["نص", "a\0"]])
    assert "NUL" in Found(rows, encoding="utf-8").bad[0][1]
    assert Found(rows, encoding="utf-8", columns=((Field.NONE, "x"),)).texts == ["نص"]


def test_how_columns_are_read_is_told() -> None:
    found = Found(written([["العنوان", "النص", "القسم"], ["أ", "ب", "ج"]]))
    assert found.told("Columns: ") == "Columns: title = “العنوان”; text = “النص”"
    assert found.told("kept as metadata: ") == "Columns that are kept as metadata: “القسم”"
