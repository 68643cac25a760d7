"""A table in the window: looked at, its columns told what they hold, and brought in as was seen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QProgressDialog
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.table import dialog as dialogs
from annotator.desktop.dialogs.table.dialog import TableDialog
from annotator.workspace.tables import Field, Preview, TableReading, look
from tests.desktop.hands import LEFT, Desk, Key, press
from tests.formats.tables.reading import written

HEAD = ["القسم", "العنوان", "النص", "التاريخ"]
ROWS = [
    ["سياسة", "أول", "نص أول\nسطر ثان", "27/01/2026"],
    ["محلي", "ثان", "نص ثان", "أمس"],
    ["محلي", "ثالث", "", "03/04/2026"],
]
GOOD = ROWS[:2]


class Asked:
    """A table dropped on a window, and the dialog that it brings up."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self.qtbot = qtbot

    def drop(self, *paths: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        self.desk.window.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), copy, mime, LEFT, none))
        self.desk.window.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, LEFT, none))
        self.wait()

    def wait(self) -> TableDialog:
        """The dialog, once everything in it has been found out."""
        self.qtbot.waitUntil(lambda: self._open() is not None)
        self.qtbot.waitUntil(lambda: self.dialog.is_settled)
        return self.dialog

    def _open(self) -> TableDialog | None:
        return next((one for one in self.desk.window.findChildren(TableDialog) if one.isVisible()), None)

    @property
    def dialog(self) -> TableDialog:
        found = self._open()
        assert found is not None
        return found

    @property
    def fields(self) -> list[Field]:
        return self.dialog.seeing.choosers.fields

    @property
    def shown(self) -> list[list[str]]:
        """The rows as they are shown."""
        model = self.dialog.seeing.rows
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def chooser(self, at: int) -> QComboBox:
        """The box above a column, counted in reading order."""
        boxes = self.dialog.seeing.choosers.viewport().findChildren(QComboBox)
        visible = [box for box in boxes if box.isVisible()]
        names = [self.dialog.seeing.rows.headerData(n, Qt.Orientation.Horizontal) for n in range(len(visible))]
        return next(box for box in visible if f"“{names[at]}”" in box.accessibleName())

    def choose(self, at: int, field: Field) -> None:
        """Choose what a column holds, with the keys."""
        box = self.chooser(at)
        box.setFocus()
        press(box, Key.Key_Home)
        press(box, Key.Key_Down, times=list(Field).index(field))

    def go(self) -> None:
        QTest.mouseClick(self.dialog.go, LEFT)


@pytest.fixture
def asked(desk: Desk, qtbot: QtBot) -> Asked:
    return Asked(desk, qtbot)


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def writing(rows: list[list[str]], name: str = "أخبار.csv", encoding: str = "utf-8", delimiter: str = ",") -> Path:
        path = tmp_path / name
        path.write_bytes(written(rows, delimiter=delimiter).encode(encoding))
        return path

    return writing


def newest(desk: Desk, number: int) -> list[tuple[str, str, str]]:
    """Title, text and day of the Articles that came in last."""
    found = [desk.workspace.article(uid) for uid in desk.workspace.article_uids()[-number:]]
    return [(article.title, article.text, article.published) for article in found]


def test_a_table_that_is_dropped_is_shown_with_what_its_columns_seem_to_hold(
    asked: Asked, table: Callable[..., Path], qtbot: QtBot, told: list[str]
) -> None:
    asked.drop(table([HEAD, *GOOD]))
    assert asked.fields == [Field.METADATA, Field.TITLE, Field.TEXT, Field.PUBLISHED]
    assert asked.shown[0] == ["سياسة", "أول", "نص أول سطر ثان", "27/01/2026"]
    assert asked.dialog.count.text() == "2 articles would come in."
    assert asked.dialog.go.isEnabled()
    asked.go()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("2 articles came in")
    assert newest(asked.desk, 2) == [("أول", "نص أول\nسطر ثان", "2026-01-27"), ("ثان", "نص ثان", "")]
    uid = asked.desk.workspace.article_uids()[-1]
    assert asked.desk.workspace.article(uid).metadata == (("القسم", "محلي"), ("التاريخ", "أمس"))


def test_nothing_is_imported_until_a_column_holds_the_text(asked: Asked, table: Callable[..., Path]) -> None:
    asked.drop(table([["first", "second"], ["مقال " * 30, "مقال " * 31], ["خبر " * 30, "خبر " * 31]]))
    assert Field.TEXT not in asked.fields
    assert not asked.dialog.go.isEnabled()
    assert asked.dialog.reason.text() == "Choose the column that holds the text."
    asked.choose(1, Field.TEXT)
    assert asked.dialog.go.isEnabled()
    asked.wait()
    assert asked.dialog.reading.columns == ((Field.METADATA, 1), (Field.TEXT, 2))
    asked.choose(0, Field.TEXT)
    assert asked.fields == [Field.TEXT, Field.METADATA], "one column alone holds the text"
    press(asked.chooser(0), Key.Key_Down)
    assert asked.fields == [Field.TITLE, Field.TEXT], "the arrow keys only passed by"
    asked.dialog.reject()


def test_a_column_that_is_left_out_stays_out(
    asked: Asked, table: Callable[..., Path], qtbot: QtBot, told: list[str]
) -> None:
    asked.drop(table([HEAD, GOOD[0]]))
    asked.choose(0, Field.NONE)
    asked.wait()
    asked.go()
    qtbot.waitUntil(lambda: bool(told))
    assert asked.desk.workspace.article(asked.desk.workspace.article_uids()[-1]).metadata == ()


def test_rows_that_cannot_come_in_are_counted_and_left_out_where_that_is_ticked(
    asked: Asked, table: Callable[..., Path], qtbot: QtBot, told: list[str]
) -> None:
    asked.drop(table([HEAD, *ROWS]))
    said = asked.dialog.told.text().splitlines()
    assert any(line.startswith("Dates that cannot be read") and line.endswith("1.") for line in said)
    assert "Row 5: there is no text in it" in said
    assert not asked.dialog.go.isEnabled()
    assert asked.shown[2][2] == "(nothing)"
    assert asked.dialog.skip.text() == "Leave out 1 row that cannot come in"
    asked.dialog.skip.setFocus()
    press(asked.dialog.skip, Key.Key_Space)
    assert asked.dialog.go.isEnabled()
    asked.go()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("2 articles came in")


def test_bad_rows_are_left_out_of_their_table_alone(
    asked: Asked, table: Callable[..., Path], qtbot: QtBot, told: list[str], tmp_path: Path
) -> None:
    (tmp_path / "b.jsonl").write_text('{"nothing": 1}\n', encoding="utf-8")
    asked.drop(table([HEAD, *ROWS]), tmp_path / "b.jsonl")
    press(asked.dialog.skip, Key.Key_Space)
    asked.go()
    qtbot.waitUntil(lambda: bool(told))
    assert "b.jsonl:1" in told[0]
    assert len(asked.desk.workspace.article_uids()) == 2


def test_another_separator_is_shown_at_once(asked: Asked, table: Callable[..., Path]) -> None:
    asked.drop(table([["title;x", "text"], ["أ;ب", "نص"]], delimiter=","))
    assert asked.fields == [Field.METADATA, Field.TEXT]
    box = asked.dialog.making.separator
    assert box.currentText() == "Found out: comma"
    box.setFocus()
    press(box, Key.Key_Down, times=2)
    asked.wait()
    assert asked.shown == [["أ", "ب,نص"]]
    assert asked.dialog.reading.separator == ";"
    asked.dialog.reject()


def test_a_file_that_is_not_utf8_is_shown_as_it_is_likely_and_comes_in_so(
    asked: Asked, table: Callable[..., Path], qtbot: QtBot, told: list[str]
) -> None:
    asked.drop(table([HEAD, GOOD[0]], encoding="windows-1256"))
    assert asked.dialog.making.encoding.currentText() == "WINDOWS-1256"
    assert "not UTF-8" in asked.dialog.told.text()
    assert asked.shown[0][1] == "أول"
    asked.go()
    qtbot.waitUntil(lambda: bool(told))
    assert newest(asked.desk, 1) == [("أول", "نص أول\nسطر ثان", "2026-01-27")]


def test_a_first_row_that_could_be_either_is_asked_about(
    asked: Asked, table: Callable[..., Path], qtbot: QtBot, told: list[str]
) -> None:
    asked.drop(table([["خبر قصير جدا"], ["خبر آخر"]]))
    assert "not certain whether the first row" in asked.dialog.told.text()
    assert asked.shown == [["خبر قصير جدا"], ["خبر آخر"]]
    QTest.mouseClick(asked.dialog.making.header, LEFT, pos=QPoint(8, asked.dialog.making.header.height() // 2))
    asked.wait()
    assert asked.shown == [["خبر آخر"]]
    asked.go()
    qtbot.waitUntil(lambda: bool(told))
    assert [text for _title, text, _day in newest(asked.desk, 1)] == ["خبر آخر"]


def test_dates_are_read_as_is_chosen(asked: Asked, table: Callable[..., Path], qtbot: QtBot, told: list[str]) -> None:
    asked.drop(table([HEAD, ["", "أ", "نص", "03/04/2026"], ["", "ب", "نص ب", "01/27/2026"]]))
    assert "Row 3" in asked.dialog.told.text()
    model = asked.dialog.seeing.rows
    assert (model.told(0, 3), model.told(1, 3)) == ("Friday 3 April 2026", "This is no date that can be read.")
    press(asked.dialog.making.dates, Key.Key_Down)
    asked.wait()
    assert (model.told(0, 3), model.told(1, 3)) == ("Wednesday 4 March 2026", "Tuesday 27 January 2026")
    asked.go()
    qtbot.waitUntil(lambda: bool(told))
    assert [day for *_, day in newest(asked.desk, 2)] == ["2026-03-04", "2026-01-27"]


def test_the_sheet_of_a_book_is_chosen(asked: Asked, tmp_path: Path, qtbot: QtBot, told: list[str]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["text"])
    book.active.append(["من الأولى"])
    other = book.create_sheet("قديم")
    other.append(["text"])
    other.append(["من الثانية"])
    book.save(tmp_path / "in.xlsx")
    asked.drop(tmp_path / "in.xlsx")
    making = asked.dialog.making
    assert (making.sheet.isVisible(), making.encoding.isVisible(), making.separator.isVisible()) == (True, False, False)
    press(making.sheet, Key.Key_Down)
    asked.wait()
    assert asked.shown == [["من الثانية"]]
    asked.go()
    qtbot.waitUntil(lambda: bool(told))
    assert [text for _title, text, _day in newest(asked.desk, 1)] == ["من الثانية"]


def test_tables_with_the_same_columns_are_asked_about_once(
    asked: Asked, table: Callable[..., Path], qtbot: QtBot, told: list[str]
) -> None:
    one = table([HEAD, GOOD[0]], "a.csv")
    two = table([HEAD, GOOD[1]], "b.tsv", delimiter="\t")
    other = table([["body"], ["نص آخر"]], "c.csv")
    asked.drop(one, two, other)
    assert asked.dialog.windowTitle() == "Import a table"
    first = asked.dialog
    assert first.count.text() == "2 articles would come in."
    asked.choose(1, Field.METADATA)
    asked.wait()
    asked.go()
    qtbot.waitUntil(lambda: asked._open() not in (None, first))
    asked.wait()
    assert asked.shown == [["نص آخر"]]
    asked.go()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("3 articles came in")
    assert [title for title, *_ in newest(asked.desk, 3)] == ["نص أول", "نص ثان", "نص آخر"]


def test_whoever_thinks_better_of_one_table_imports_nothing(
    asked: Asked, table: Callable[..., Path], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "x.txt").write_text("خبر", encoding="utf-8")
    asked.drop(table([HEAD, *GOOD]), tmp_path / "x.txt")
    press(asked.dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: not asked.desk.window.findChildren(QProgressDialog))
    assert len(asked.desk.workspace.article_uids()) == 2


def test_the_whole_of_a_cell_can_be_read_and_is_never_more_than_text(asked: Asked, table: Callable[..., Path]) -> None:
    hostile = "<b>خط</b> \u202eعكس\nسطر ثان " + "كلمة " * 500
    asked.drop(table([["title", "text"], ["<img src=x>", hostile]]))
    seeing = asked.dialog.seeing
    assert len(asked.shown[0][1]) <= 160
    assert "\u202e" not in asked.shown[0][1]
    assert "<b>" in asked.shown[0][1]
    spot = seeing.view.visualRect(seeing.rows.index(0, 1)).center()
    QTest.mouseClick(seeing.view.viewport(), LEFT, pos=spot)
    assert seeing.cell.toPlainText() == hostile
    spot = seeing.view.visualRect(seeing.rows.index(0, 0)).center()
    QTest.mouseClick(seeing.view.viewport(), LEFT, pos=spot)
    assert seeing.cell.toPlainText() == "<img src=x>"
    asked.dialog.reject()


def test_a_table_of_spans_says_why_it_cannot_come_in(asked: Asked, table: Callable[..., Path]) -> None:
    from annotator.formats.table import COLUMNS

    asked.drop(table([list(COLUMNS), ["x"] * len(COLUMNS)]))
    assert not asked.dialog.go.isEnabled()
    assert "a table of spans" in asked.dialog.reason.text()
    assert "أخبار.csv" in asked.dialog.reason.text()
    asked.dialog.reject()


def test_an_arabic_table_runs_from_right_to_left_and_another_does_not(asked: Asked, table: Callable[..., Path]) -> None:
    asked.drop(table([HEAD, *GOOD]))
    assert asked.dialog.seeing.view.layoutDirection() is Qt.LayoutDirection.RightToLeft
    asked.dialog.reject()
    asked.drop(table([["title", "text"], ["a", "نص"]], "b.csv"))
    assert asked.dialog.seeing.view.layoutDirection() is Qt.LayoutDirection.LeftToRight
    asked.dialog.reject()


def test_a_cell_is_read_from_the_side_at_which_its_text_begins(asked: Asked, table: Callable[..., Path]) -> None:
    asked.drop(table([["id", "text"], ["a1", "🔴 خبر"]]))
    seeing = asked.dialog.seeing
    for column, side in enumerate((Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)):
        seeing.view.setCurrentIndex(seeing.rows.index(0, column))
        assert seeing.cell.document().defaultTextOption().alignment() == side
    asked.dialog.reject()


def test_tables_are_read_beside_the_window(
    asked: Asked, table: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def looking(path: Path, reading: TableReading, encoding: str | None) -> Preview:
        threads.append(threading.current_thread())
        return look(path, reading, encoding)

    monkeypatch.setattr(dialogs, "look", looking)
    asked.drop(table([HEAD, *GOOD]))
    press(asked.dialog.making.separator, Key.Key_Down)
    asked.wait()
    assert threads
    assert threading.main_thread() not in threads
    asked.dialog.reject()


def test_the_rows_are_a_sound_model(asked: Asked, table: Callable[..., Path], qapp: QApplication) -> None:
    asked.drop(table([HEAD, *ROWS]))
    tester = QAbstractItemModelTester(asked.dialog.seeing.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked.choose(0, Field.TEXT)
    press(asked.dialog.making.separator, Key.Key_Down, times=2)
    asked.wait()
    qapp.processEvents()
    assert tester.model() is asked.dialog.seeing.rows
    asked.dialog.reject()


def test_each_chooser_stands_above_its_column_also_when_it_is_scrolled(
    asked: Asked, table: Callable[..., Path]
) -> None:
    asked.drop(table([[*HEAD, *(f"عمود {n}" for n in range(12))], [*GOOD[0], *["x"] * 12]]))
    view = asked.dialog.seeing.view
    for place in (0, view.horizontalScrollBar().maximum()):
        view.horizontalScrollBar().setValue(place)
        for at in (0, 2, 15):
            box = asked.chooser(at)
            cell = view.visualRect(asked.dialog.seeing.rows.index(0, at))
            assert abs(box.geometry().center().x() - cell.center().x()) < 8
    asked.dialog.reject()
