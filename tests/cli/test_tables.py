"""import and convert of tables: what is found out is told, what is not is asked for by the option that says it."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from tests.cli.conftest import TEXT, Hashiya, state
from tests.cli.test_import import articles
from tests.formats.tables.reading import written

ROWS = [
    ["العنوان", "النص", "تاريخ النشر", "القسم"],
    ["لقاء", TEXT, "27/01/2026", "سياسة"],
    ["خبر", "وصل\nالوفد", "", ""],
]


def table(path: Path, rows: list[list[str]], **how: object) -> Path:
    path.write_text(written(rows, **how), encoding="utf-8", newline="")
    return path


def test_a_table_comes_in_and_how_it_was_read_is_told(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    told = hashiya("import", place, table(tmp_path / "news.csv", ROWS, delimiter=";"))
    assert (told.exit_code, told.stderr) == (0, "")
    assert "news.csv” was read as csv." in told.stdout
    assert "2 articles came in." in told.stdout
    assert "news.csv: Cells are separated by: semicolon. Encoding: UTF-8." in told.stdout
    assert "Columns: title = “العنوان”; text = “النص”; published = “تاريخ النشر”" in told.stdout
    assert articles(place) == [("لقاء", TEXT), ("خبر", "وصل\nالوفد")]
    assert [one["published"] for one in orjson.loads(hashiya("list", place, "--json").stdout)] == ["2026-01-27", ""]
    undone = hashiya("undo", place)
    assert (undone.exit_code, articles(place)) == (0, [])


@pytest.mark.parametrize("name", ["news.tsv", "news.CSV", "news.xlsx"])
def test_a_table_is_known_by_its_ending_also_in_a_folder(
    name: str, hashiya: Hashiya, place: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    if name.endswith("xlsx"):
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in ROWS:
            book.active.append(row)
        book.save(folder / name)
    else:
        table(folder / name, ROWS, delimiter="\t")
    assert hashiya("import", place, folder / name).exit_code == 0
    again = hashiya("import", place, folder)
    assert (again.exit_code, "2 articles were there already" in again.stdout) == (0, True)
    assert [text for _title, text in articles(place)] == [TEXT, "وصل\nالوفد"]


def test_columns_are_said_by_name_or_number_and_others_left_out(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    rows = [["أ", "ب", "ج"], ["عنوان", TEXT, "x"]]
    path = table(tmp_path / "in.csv", rows)
    options = ("--column", "text=2", "--column", "title=أ", "--other-columns", "drop", "--header")
    told = hashiya("import", place, path, *options)
    assert told.exit_code == 0, told.stderr
    assert "left out: “ج”" in told.stdout
    assert articles(place) == [("عنوان", TEXT)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--column", "text"), "“text” is no --column"),
        (("--column", "words=النص"), "one of: text, title, published"),
        (("--column", "text= "), "is no --column"),
        (("--column", "text=غائب"), "there is no column “غائب”"),
        (("--separator", "::"), "is no separator"),
        (("--separator", '"'), "is no separator"),
    ],
)
def test_options_that_mean_nothing_are_refused(
    options: tuple[str, ...], words: str, hashiya: Hashiya, filled: Path, tmp_path: Path
) -> None:
    before = state(filled)
    refused = hashiya("import", filled, table(tmp_path / "in.csv", ROWS), *options, "--skip-bad")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert words in refused.stderr
    assert state(filled) == before


@pytest.mark.parametrize(("said", "sign"), [("tab", "\t"), ("\\t", "\t"), (";", ";"), ("bar", "|"), ("~", "~")])
def test_a_separator_is_said_by_itself_or_by_its_name(
    said: str, sign: str, hashiya: Hashiya, place: Path, tmp_path: Path
) -> None:
    path = table(tmp_path / "in.csv", ROWS, delimiter=sign)
    assert hashiya("import", place, path, "--separator", said).exit_code == 0
    assert len(articles(place)) == 2


def test_what_cannot_be_decided_names_its_option_and_leaving_lines_out_does_not_help(
    hashiya: Hashiya, place: Path, tmp_path: Path
) -> None:
    path = table(tmp_path / "in.csv", [["خبر قصير جدا"], ["خبر آخر"]])
    refused = hashiya("import", place, path, "--skip-bad")
    assert refused.exit_code == 2
    assert refused.stderr.count("--") == 2
    assert "in.csv: it is not certain whether" in refused.stderr
    assert hashiya("import", place, path, "--no-header").exit_code == 0
    assert len(articles(place)) == 2


def test_a_row_without_a_text_stops_the_import_or_is_left_out(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "in.csv", [*ROWS, ["فارغ", "", "", ""]])
    refused = hashiya("import", place, path)
    assert (refused.exit_code, articles(place)) == (2, [])
    assert "in.csv:5: there is no text in it" in refused.stderr
    told = hashiya("import", place, path, "--skip-bad")
    assert (told.exit_code, len(articles(place))) == (0, 2)
    assert "in.csv:5" in told.stdout


def test_dates_with_the_month_first_are_read_so_where_it_is_said(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "in.csv", [["text", "date"], ["نص", "01/27/2026"]])
    assert "--month-first" in hashiya("import", place, path).stderr
    assert hashiya("import", place, path, "--month-first").exit_code == 0


def test_the_tables_of_spans_that_we_export_are_refused_with_what_to_use(hashiya: Hashiya, filled: Path) -> None:
    for name in ("csv", "xlsx"):
        if name == "xlsx":
            pytest.importorskip("xlsxwriter")
            pytest.importorskip("openpyxl")
        assert hashiya("export", filled, "--format", name, "-o", f"out.{name}").exit_code == 0
        refused = hashiya("import", filled, f"out.{name}")
        assert refused.exit_code == 2
        assert "a table of spans" in refused.stderr
        assert "--format jsonl" in refused.stderr


def test_a_table_is_converted_without_a_project(hashiya: Hashiya, tmp_path: Path) -> None:
    table(tmp_path / "in.csv", ROWS)
    told = hashiya("convert", "in.csv", "out.jsonl", "--column", "none=القسم")
    assert told.exit_code == 0, told.stderr
    lines = [orjson.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [(line["text"], line["published"], line["metadata"]) for line in lines] == [
        (TEXT, "2026-01-27", []), ("وصل\nالوفد", "", []),
    ]  # fmt: skip


def test_an_id_that_another_article_has_is_kept_beside(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    assert (
        hashiya("import", place, table(tmp_path / "in.csv", [["id", "text"], ["7", "أول"], ["7", "ثان"]])).exit_code
        == 0
    )
    listed = orjson.loads(hashiya("list", place, "--json").stdout)
    assert len({one["id"] for one in listed}) == 2
