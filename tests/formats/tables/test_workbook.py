"""Excel files: what a sheet shows is what comes in, in little memory, and what it does not say is named."""

from __future__ import annotations

import io
import random
import re
import zipfile
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.bundle import BadLine
from tests.formats.tables.reading import Found
from tests.helpers.builders import ANY_TEXT, ARTICLE_TEXT, WORDS

openpyxl = pytest.importorskip("openpyxl")
xlsxwriter = pytest.importorskip("xlsxwriter")

from tests.formats.tables.books import bare_book, book, inline, saved  # noqa: E402

HEAD = ["العنوان", "النص", "القسم"]
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r]|_x[0-9a-fA-F]{4}_")
"""What openpyxl refuses or does not write as it is."""

ROWS = st.lists(st.tuples(ANY_TEXT, ARTICLE_TEXT, WORDS), min_size=1, max_size=6)


def read(data: bytes, **said: Any) -> Found:
    return Found(data, known="xlsx", **said)


def as_wanted(found: Found, rows: list[tuple[str, str, str]]) -> None:
    assert found.texts == [text for _title, text, _rest in rows]
    assert [dict(article.metadata).get("القسم", "") for article in found.articles] == [rest for *_, rest in rows]


@settings(max_examples=25, deadline=None)
@given(ROWS, st.booleans())
def test_what_xlsxwriter_wrote_comes_back_whatever_is_in_it(rows: list[tuple[str, str, str]], in_cells: bool) -> None:
    rows = [tuple(re.sub("[\ufffe\uffff]", "", cell) for cell in row) for row in rows]  # type: ignore[misc]
    rows = [(a, f"{b}ن", c) for a, b, c in rows]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": in_cells}) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate([HEAD, *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    as_wanted(read(out.getvalue()), rows)


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_what_openpyxl_wrote_comes_back_whatever_is_in_it(rows: list[tuple[str, str, str]]) -> None:
    rows = [tuple(UNWRITABLE.sub("", cell) for cell in row) for row in rows]  # type: ignore[misc]
    rows = [(a, f"{b}ن", c) for a, b, c in rows]

    def make_texts(sheet: Any) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                cell.data_type = "s"  # also of what begins with =

    as_wanted(read(book([HEAD, *rows], make_texts)), rows)


def test_dates_numbers_and_truths_are_what_they_look_like() -> None:
    head = ["text", "date", "a", "b", "c", "d", "e", "f"]
    row = ["نص", datetime(2026, 1, 27), 5, 2.5, 3.0, True, time(9, 30), datetime(2026, 1, 27, 9, 30)]
    (article,) = read(book([head, row])).articles
    assert article.published == "2026-01-27"
    assert article.metadata == (
        ("a", "5"), ("b", "2.5"), ("c", "3"), ("d", "TRUE"), ("e", "09:30:00"), ("f", "2026-01-27T09:30:00"),
    )  # fmt: skip


def test_days_are_counted_from_the_year_that_the_file_says() -> None:
    made = openpyxl.Workbook()
    made.epoch = openpyxl.utils.datetime.MAC_EPOCH
    made.active.append(["text", "date"])
    made.active.append(["نص", date(2026, 1, 27)])
    assert read(saved(made)).articles[0].published == "2026-01-27"


def test_a_day_without_the_look_of_one_is_a_number_and_is_named() -> None:
    found = read(book([["text", "date", "length"], ["نص", 46049, timedelta(hours=30)]]))
    assert found.articles[0].published == ""
    assert found.articles[0].metadata[0] == ("date", "46049")
    assert "1." in found.told("Dates that cannot be read")


def test_carriage_returns_that_excel_writes_by_their_number_are_carriage_returns() -> None:
    rows = inline(A1="text") + inline(A2="سطر_x000D_\nثان") + inline(A3="_x005F_x000D_") + inline(A4="_xD83D__xDE00_")
    assert read(bare_book(rows)).texts == ["سطر\r\nثان", "_x000D_", "😀"]


def test_characters_that_no_text_can_have_are_named() -> None:
    found = read(bare_book(inline(A1="text") + inline(A2="ن_x0000_ص") + inline(A3="ن_xD83D_")))
    assert [(line, "NUL" in why or "surrogate" in why) for line, why in found.bad] == [(2, True), (3, True)]


def test_shared_texts_are_read_with_their_runs_and_without_how_they_are_pronounced() -> None:
    strings = (
        "<si><t>text</t></si>"
        '<si><r><t xml:space="preserve">أول </t></r><r><rPr><b/></rPr><t>ثان</t></r>'
        '<rPh sb="0" eb="1"><t>x</t></rPh></si>'
    )
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
    assert read(bare_book(rows, strings)).texts == ["أول ثان"]


def test_a_formula_gives_what_was_stored_and_is_named_where_nothing_was() -> None:
    rows = (
        inline(A1="text", B1="note")
        + '<row r="2"><c r="A2" t="str"><f>A1&amp;"x"</f><v>نص</v></c><c r="B2"><f>1+1</f></c></row>'
        + '<row r="3"><c r="A3"><f>A9</f></c></row><row r="4"><c r="A4" t="e"><v>#REF!</v></c></row>'
        + '<row r="5"><c r="A5" t="s"><v>7</v></c></row><row r="6"><c r="A6"><v>NaN</v></c></row>'
    )
    found = read(bare_book(rows))
    assert [(article.text, article.metadata) for article in found.articles] == [("نص", ())]
    assert [line for line, _why in found.bad] == [3, 4, 5, 6]
    assert "no stored value" in found.bad[0][1]
    assert "#REF!" in found.bad[1][1]
    assert found.told("Cells that cannot be read").endswith("1.")


def test_numbers_stored_as_text_stay_as_they_are_written() -> None:
    (article,) = read(book([["text", "code"], ["نص", "007"]])).articles
    assert article.metadata == (("code", "007"),)


def test_cells_that_are_one_over_several_rows_count_for_each() -> None:
    rows = [["text", "source"], ["أ", "وكالة"], ["ب", None], ["ج", None], ["د", "قناة"], ["هـ", None]]
    found = read(book(rows, lambda sheet: sheet.merge_cells("B2:B4")))
    assert [article.source for article in found.articles] == ["وكالة", "وكالة", "وكالة", "قناة", "وكالة"]
    # The last one has the source that was said of all.
    assert found.told("Merged cells").endswith("1.")


def test_more_merged_cells_than_anybody_makes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.tables.merged._MOST", 1)
    more = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>'
    assert "merged cells" in read(bare_book(inline(A1="text") + inline(A2="نص"), more=more)).bad[0][1]


def test_rows_are_numbered_as_in_the_sheet() -> None:
    found = read(bare_book(inline(A3="text") + inline(A7="نص") + inline(A9="ثان")))
    assert (found.texts, found.lines) == (["نص", "ثان"], [7, 9])


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    data = book([["title", "text"], ["أ", "ب"]])
    assert read(_changed(data, "sheet1.xml", b'ref="A1:B2"', b'ref="A1"')).texts == ["ب"]


def test_cells_far_off_and_longer_rows_are_kept_beside() -> None:
    (article,) = read(bare_book(inline(A1="text") + inline(A2="نص", XFD2="بعيد"))).articles
    assert article.metadata == (("column_16384", "بعيد"),)


def test_one_of_several_sheets_has_to_be_named() -> None:
    made = openpyxl.Workbook()
    made.active.title = "أخبار"
    made.active.append(["text"])
    made.active.append(["أول"])
    made.create_sheet("خال")
    other = made.create_sheet("قديم")
    other.append(["text"])
    other.append(["ثان"])
    hidden = made.create_sheet("مخفي")
    hidden.append(["text"])
    hidden.sheet_state = "hidden"
    data = saved(made)
    assert "“أخبار”, “قديم”; say which is meant with --sheet" in read(data).fault
    assert read(data, sheet="قديم").texts == ["ثان"]
    assert read(data, sheet="3").texts == ["ثان"]
    assert read(data, sheet="أخبار").told("hidden").endswith("مخفي")
    assert "there is no sheet “5”" in read(data, sheet="5").fault


def test_an_empty_book_says_so() -> None:
    assert read(book([])).fault == "there is nothing in it"


def test_an_old_or_locked_file_is_told_what_to_do() -> None:
    assert "save it as .xlsx" in read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600).fault


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_excel_file_is_refused_in_words(data: bytes) -> None:
    assert "no Excel file" in read(data).fault


def test_a_file_that_would_unpack_to_too_much_is_refused_before_it_does() -> None:
    bomb = bare_book(inline(A1="text") + inline(A2="ن" * 20_000_000))
    assert len(bomb) < 200_000
    assert "would unpack to too much" in read(bomb).fault


def test_a_part_that_says_less_than_it_has_is_refused() -> None:
    data = bytearray(bare_book(inline(A1="text") + inline(A2="نص" * 100)))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = data.rfind(mark)
        data[start + at : start + at + 4] = (50).to_bytes(4, "little")
    found = read(bytes(data))
    assert not found.articles
    assert len(found.bad) == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_file_ends_in_words(seed: int) -> None:
    random_ = random.Random(seed)
    data = book([HEAD, ["خبر", "نص", datetime(2026, 1, 27)], ["ثان", "نص آخر", 4.5]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    part = parts[random_.choice(sorted(parts))]
    for _time in range(random_.randint(1, 6)):
        at = random_.randrange(len(part))
        match random_.randrange(3):
            case 0:
                part[at] = random_.choice(b"0123456789<>/\"'&=AZaz\xff\0")
            case 1:
                del part[at : at + random_.randint(1, 40)]
            case _:
                part[at:at] = part[at : at + random_.randint(1, 40)]
        if not part:
            break
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, bytes(content))
    for found in read(out.getvalue()).all:
        if isinstance(found, BadLine):
            assert found.reason


def test_shared_texts_stay_on_the_disk(tmp_path: Path) -> None:
    import tracemalloc

    path, random_ = tmp_path / "large.xlsx", random.Random(1)
    words = ["".join(random_.choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", k=5)) for _word in range(500)]
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["title", "text"])
        for number in range(1, 3000):
            text = " ".join(random_.choice(words) for _word in range(800))
            sheet.write_row(number, 0, [f"خبر {number}", text])
    data = path.read_bytes()
    read(book([["text"], ["نص"]]))  # what is loaded once
    from annotator.formats.bundle import Defaults
    from annotator.formats.tables import workbook
    from annotator.formats.tables.reading import articles

    tracemalloc.start()
    with closing(workbook.Workbook(io.BytesIO(data))) as table:
        count = sum(1 for _found in articles(table, Defaults("a1")))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 2999
    assert peak < 14 * 2**20, "the texts alone are 24 MiB"


def _changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The file with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith(part):
                assert old in content
                content = content.replace(old, new)
            after.writestr(name, content)
    return out.getvalue()
