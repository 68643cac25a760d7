"""What columns hold: by names in two languages, by looks where names say nothing, and never where it is not certain."""

from __future__ import annotations

import pytest

from annotator.formats import table
from annotator.formats.fields import Field, TableReading
from annotator.formats.tables.headings import field_of
from annotator.formats.tables.proposal import Doubt, Proposal, proposal
from annotator.formats.tables.row import Row
from tests.formats.tables.reading import Found, written

LONG = (
    "قال المتحدث باسم الوزارة اليوم إن الوفد سيصل إلى العاصمة دمشق مساء الغد قادما من القاهرة بعد زيارة استمرت يومين. "
)
TEXT, TITLE, DAY, SOURCE, URL, ID, REST = (
    Field.TEXT, Field.TITLE, Field.PUBLISHED, Field.SOURCE, Field.URL, Field.ID, Field.METADATA,
)  # fmt: skip


def proposed(*rows: tuple[str, ...], **said: object) -> Proposal:
    return proposal([Row(line, cells) for line, cells in enumerate(rows, 1)], TableReading(**said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        (("id", "title", "text", "source", "url", "date"), (ID, TITLE, TEXT, SOURCE, URL, DAY)),
        (("الرقم", "العنوان", "النص", "المصدر", "الرابط", "التاريخ"), (ID, TITLE, TEXT, SOURCE, URL, DAY)),
        (("عُنوان", "مُحتوى", "تاريخ النشر", "القسم"), (TITLE, TEXT, DAY, REST)),
        (("Headline", "Article Body", "publishedAt", "Publisher"), (TITLE, TEXT, DAY, SOURCE)),
        (("TITLE", "pub_date", "Full-Text"), (TITLE, DAY, TEXT)),
        (("المقال", "نص المقال", "link", "رابط"), (REST, TEXT, URL, REST)),
        (("\ufefftext", "", " "), (TEXT, REST, REST)),
    ],
)
def test_names_in_arabic_and_english_tell_what_columns_hold(names: tuple[str, ...], fields: tuple[Field, ...]) -> None:
    found = proposed(names, tuple(f"خلية {name}" for name in names))
    assert (found.header, found.fields, found.doubt) == (1, fields, Doubt.NONE)


@pytest.mark.parametrize("name", ["القسم", "كاتب", "updated", "location", "x" * 100, "", "بيان", "1"])
def test_other_names_tell_nothing(name: str) -> None:
    assert field_of(name) is None


def test_of_two_columns_with_the_same_name_the_one_with_longer_texts_is_meant() -> None:
    assert proposed(("text", "text"), ("قصير", LONG)).fields == (REST, TEXT)


def test_where_names_say_nothing_the_longest_arabic_text_is_the_text() -> None:
    found = proposed(("أ", "ب", "ج"), ("سياسة", LONG, "English text that is much longer than the Arabic one is" * 9))
    found = proposed(("قسم", "متن", "more"), ("سياسة", LONG, "x" * 999))
    assert found.fields == (REST, TEXT, REST)
    unnamed = proposed(("قسم", "كلام", "more"), ("سياسة", LONG, "x" * 999), ("محلي", LONG, "y" * 999))
    assert (unnamed.header, unnamed.fields) == (1, (REST, TEXT, REST))


def test_two_columns_that_could_be_the_text_are_not_chosen_between() -> None:
    found = proposed(("أول", "ثان"), (LONG, LONG + "زيادة"), (LONG, LONG))
    assert found.doubt is Doubt.TEXT
    assert Field.TEXT not in found.fields
    told = Found(written([("أول", "ثان"), (LONG, LONG), (LONG, LONG)]))
    assert "--column text=NAME" in told.fault


def test_a_table_without_names_is_known_by_what_is_in_its_first_row() -> None:
    found = proposed(
        ("خبر", LONG, "27/01/2026", "https://example.org/1"), ("آخر", LONG, "28/01/2026", "https://example.org/2")
    )
    assert (found.header, found.names, found.fields) == (0, (), (REST, TEXT, DAY, URL))
    read = Found(written([("خبر", LONG, "27/01/2026")] * 1))
    assert read.texts == [LONG]
    assert read.articles[0].metadata == (("column_1", "خبر"),)
    assert read.told("first row is an article")


def test_a_first_row_that_could_be_either_is_asked_about() -> None:
    assert proposed(("نص قصير", "كلمة"), ("نص آخر", "ثانية")).doubt is Doubt.HEADER
    rows = written([("خبر قصير جدا",), ("خبر آخر",)])
    assert "--header or --no-header" in Found(rows).fault
    assert Found(rows, has_header=False).texts == ["خبر قصير جدا", "خبر آخر"]
    assert Found(rows, has_header=True).texts == ["خبر آخر"]


def test_rows_above_that_of_the_names_are_left_out_and_told() -> None:
    found = Found(written([("أخبار يناير", "", ""), ("العنوان", "النص", "التاريخ"), ("خبر", "نص", "27/01/2026")]))
    assert found.texts == ["نص"]
    assert found.told("Rows above").endswith("1.")


def test_a_row_above_the_names_that_cannot_be_read_is_named_all_the_same() -> None:
    found = Found('"أخبار"يناير,\nالعنوان,النص\nخبر,نص\n')
    assert ([line for line, _why in found.bad], [article.text for article in found.articles]) == ([1], ["نص"])


def test_a_word_of_a_text_below_the_first_row_makes_no_names() -> None:
    assert proposed(("قسم", "كلام"), ("المصدر", LONG), ("محلي", LONG)).header == 1


def test_columns_are_named_by_name_or_by_number() -> None:
    rows = [("أول", "ثان", "2"), ("نص أول", "نص ثان", "نص ثالث")]
    for column, text in ((("text", "ثان"), "نص ثان"), (("text", "1"), "نص أول"), (("text", "2"), "نص ثالث")):
        assert Found(written(rows), has_header=True, columns=((Field(column[0]), column[1]),)).texts == [text]


def test_columns_that_are_not_there_or_named_twice_are_refused() -> None:
    rows = written([("نص", "x", "x"), ("قال", "ب", "ج")])
    for columns, words in (
        (((TEXT, "غائب"),), "there is no column “غائب”; there are: “نص”, “x”, “x”"),
        (((TEXT, "9"),), "there is no column “9”"),
        (((TEXT, "0"),), "there is no column “0”"),
        (((TEXT, "x"),), "say which by its number: 2, 3"),
        (((TEXT, "1"), (TITLE, "1")), "cannot be two things"),
        (((TEXT, "1"), (TEXT, "2")), "only one column can be “text”"),
    ):
        assert words in Found(rows, columns=columns).fault


def test_what_is_named_stands_above_what_names_tell() -> None:
    found = Found(written([("text", "other"), ("ملخص", "المتن كله")]), columns=((TEXT, "other"),))
    assert found.texts == ["المتن كله"]
    assert found.articles[0].metadata == (("text", "ملخص"),)


def test_all_other_columns_are_left_out_where_that_is_wanted() -> None:
    found = Found(written([("text", "قسم"), ("نص", "سياسة")]), others=Field.NONE)
    assert found.articles[0].metadata == ()
    assert "“قسم”" in found.told("left out")


def test_names_of_rows_as_r_writes_them_are_a_column() -> None:
    found = Found('"title","text"\n"1","خبر","نص"\n"2","آخر","ثان"\n')
    assert (found.texts, found.articles[0].metadata) == (["نص", "ثان"], (("column_1", "1"),))


def test_a_table_of_spans_is_refused_with_the_format_to_use_instead() -> None:
    assert "--format jsonl" in Found(written([table.COLUMNS, ["x"] * len(table.COLUMNS)])).fault


def test_a_table_with_names_alone_has_no_articles() -> None:
    assert Found("title,text\n").texts == []


@pytest.mark.parametrize("data", ["", "\n\n", "\ufeff"])
def test_an_empty_table_says_so(data: str) -> None:
    assert Found(data).fault == "there is nothing in it"
