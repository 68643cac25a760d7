"""Separated cells: how they are separated, quoted and encoded is found out, and not a letter of a text is lost."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.formats.tables.row import LONGEST
from annotator.formats.tables.separated import Separated
from tests.formats.tables.reading import Found, written
from tests.helpers.builders import ANY_TEXT, ARTICLE_TEXT, WORDS

HEAD = ["العنوان", "النص", "القسم"]


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.tuples(ANY_TEXT, ARTICLE_TEXT, WORDS), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
)
def test_what_python_wrote_comes_back_whatever_is_in_it(
    rows: list[tuple[str, str, str]], separator: str, encoding: str, quoting: int
) -> None:
    found = Found(written([HEAD, *rows], delimiter=separator, quoting=quoting).encode(encoding))
    assert found.texts == [text for _title, text, _rest in rows]
    for article, (title, _text, rest) in zip(found.articles, rows, strict=True):
        assert article.title == (title.strip() or article.title)
        assert article.metadata == ((("القسم", rest),) if rest else ())


@settings(max_examples=60, deadline=None)
@given(st.lists(ARTICLE_TEXT, min_size=1, max_size=6))
def test_a_table_of_one_column_is_never_cut_into_more(texts: list[str]) -> None:
    found = Found(written([["النص"], *([text] for text in texts)]))
    assert found.texts == texts


@pytest.mark.parametrize(("separator", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_the_separator_is_told(separator: str, name: str) -> None:
    found = Found(written([HEAD, ["خبر", "قال، ثم قال; ثم", "س,ص"]], delimiter=separator))
    assert found.told("separated by") == f"Cells are separated by: {name}. Encoding: UTF-8."
    assert found.texts == ["قال، ثم قال; ثم"]


def test_newlines_inside_quotation_marks_stay_as_they_are() -> None:
    found = Found('text,title\r\n"سطر\r\nثان\nثالث\rرابع",خبر\r\n')
    assert found.texts == ["سطر\r\nثان\nثالث\rرابع"]


def test_lines_are_counted_where_rows_begin() -> None:
    found = Found('text\n"أ\nب"\n\nج\n')
    assert (found.texts, found.lines) == (["أ\nب", "ج"], [2, 5])


def test_lines_that_end_as_on_old_macs_are_lines() -> None:
    assert Found("title,text\rأ,ب\rج,د\r").texts == ["ب", "د"]


def test_the_line_by_which_excel_knows_the_separator_is_no_row() -> None:
    found = Found("sep=;\r\ntitle;text\r\nأ,ب;ج\r\n")
    assert (found.texts, found.lines) == (["ج"], [3])


def test_quotation_marks_that_are_letters_stay() -> None:
    found = Found('title\ttext\nخبر\t"قال" ثم سكت\nآخر\tنص "فيه" علامة"\n"ثالث\tنص\n')
    assert found.texts == ['"قال" ثم سكت', 'نص "فيه" علامة"', "نص"]
    assert "letters like all others" in found.told("Quotation marks")


def test_quotation_marks_behind_a_backslash_are_found_out_and_told() -> None:
    found = Found('title,text\nخبر,"قال \\"نعم\\", ثم \\\\ و\\n"\nآخر,"نص"\n')
    assert found.texts == ['قال "نعم", ثم \\ و\\n', "نص"]
    assert "backslash" in found.told("Quotation marks")


def test_a_loose_quotation_mark_is_named_and_takes_nothing_else_away() -> None:
    rest = "".join(f'خبر,"نص {n}"\n' for n in range(9))
    found = Found(f'title,text\nخبر,"قال "نعم" ثم"\n{rest}')
    assert [line for line, _reason in found.bad] == [2]
    assert "has to be doubled" in found.bad[0][1]
    assert len(found.articles) == 9


def test_a_quotation_mark_that_is_never_closed_is_named_where_it_opens() -> None:
    found = Found('title,text\nخبر,"نص"\nخبر,"نص\nخبر,نص\n')
    assert [(line, "never closed" in why) for line, why in found.bad] == [(3, True)]


def test_a_cell_without_an_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.tables.separated.LONGEST", 1000)
    found = Found('title,text\nخبر,"' + "نص\n" * 1000)
    assert "longer than" in found.bad[0][1]
    long = Found("title,text\nخبر," + "ن" * 1001 + "\n")
    assert "a line is longer" in long.bad[0][1]
    assert LONGEST > 1000


def test_a_long_text_is_no_fault() -> None:
    text = "كلمة " * 60_000
    assert Found(written([["text"], [text]])).texts == [text]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_mark_says_the_encoding(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    assert Found(f"{mark}text\nنص ਊ\n".encode(encoding)).texts == ["نص ਊ"]


def test_another_encoding_is_refused_until_it_is_named() -> None:
    data = "العنوان,النص\nخبر,نص\n".encode("windows-1256")
    assert "--encoding" in Found(data).fault
    found = Found(data, encoding="windows-1256")
    assert (found.texts, "CP1256" in found.told("Encoding")) == (["نص"], True)
    assert Found(data, encoding="utf-8").fault.startswith("byte 0 is not UTF-8")


def test_utf16_without_a_mark_is_refused_with_the_option_that_helps() -> None:
    assert "utf-16-le" in Found("text\nنص\n".encode("utf-16-le")).fault


def test_bytes_that_are_no_letters_far_behind_the_beginning_are_named_by_their_row() -> None:
    data = written([["text"], *([f"نص {n} {'كلمة ' * 40}"] for n in range(1000))]).encode() + b"\xc7\xe1\r\n"
    found = Found(data)
    assert len(found.articles) == 1000
    assert [(line, "--encoding" in why) for line, why in found.bad] == [(1002, True)]


def test_nul_is_named_by_its_row() -> None:
    found = Found("text,x\nنص,\0\nن\0ص,\nنص,\n", encoding="utf-8")
    assert [(line, "NUL" in why) for line, why in found.bad] == [(2, True), (3, True)]


def test_a_row_with_too_many_cells_is_named_and_empty_ones_at_its_end_are_nothing() -> None:
    found = Found("title,text\nأ,ب\nأ,ب, ج\nأ,د,,\n")
    assert [(line, "4 cells" in why or "3 cells" in why) for line, why in found.bad] == [(3, True)]
    assert [article.text for article in found.articles] == ["ب", "د"]


def test_a_row_with_more_cells_than_any_table_has_columns_is_named_and_takes_nothing_else_away() -> None:
    found = Found(f"title,text\nأ,ب\n{'س,' * 20_000}\nج,د\n")
    assert [(line, "20001 cells" in why) for line, why in found.bad] == [(3, True)]
    assert [article.text for article in found.articles] == ["ب", "د"]


def test_a_row_that_ends_early_is_told() -> None:
    found = Found("title,text,x,y\nأ,ب,ج,د\nأ,ب\nأ\n")
    assert [article.text for article in found.articles] == ["ب", "ب"]
    assert [line for line, _why in found.bad] == [4]
    assert [line for line, text in found.notes if "end before the last column" in text] == [3]


def test_separators_that_are_said_are_believed() -> None:
    assert Found("title:text\nأ,ب:ج,د\n", separator=":").texts == ["ج,د"]


def test_the_beginning_of_a_large_table_is_judged_without_its_torn_last_row(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text(written([HEAD, *([f"خبر {n}", "نص\nثان" * 300, "قسم"] for n in range(500))]), encoding="utf-8")
    assert path.stat().st_size > 2**18
    with path.open("rb") as stream:
        table = Separated(stream)
        assert table.dialect.separator == ","
        assert sum(1 for _row in table.rows()) == 501
        assert [row.line for row in table.rows()][:2] == [1, 2]
    assert formats.found_out(path) is formats.by_name("csv")


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(st.sampled_from('",;|\t\n\r\\\0 نصtextdate=/1\ufeff'), max_size=120).map(str.encode),
    st.sampled_from([None, "windows-1256", "utf-16-le", "utf-7"]),
    st.sampled_from([None, True, False]),
)
def test_whatever_a_file_holds_ends_in_articles_or_in_words(
    data: bytes, encoding: str | None, header: bool | None
) -> None:
    found = Found(data, encoding=encoding, has_header=header)
    assert all(reason for _line, reason in found.bad)
    assert all(article.text.strip() for article in found.articles)
