"""Boilerplate in the window: shown in its context before an import, ticked, left out or kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.desktop import theme
from annotator.desktop.dialogs.boilerplate import Boilerplate
from annotator.desktop.dialogs.boilerplate_table import BoilerplateTable
from annotator.workspace import Workspace
from tests.desktop.hands import Desk, Key, bury, press
from tests.desktop.test_main_window import drop
from tests.helpers.pages import PARAGRAPHS, modern

LONG = 60_000
"""Milliseconds within which the libraries for pages are loaded on a busy machine."""
CUE, SHARE = "اقرأ أيضا: الوفد يغادر دمشق", "شارك الخبر"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A page and two texts; a share line is in all three of them, a cue in one."""
    page, first, second = tmp_path / "a.html", tmp_path / "b.txt", tmp_path / "c.txt"
    page.write_text(modern("", (*PARAGRAPHS, SHARE)), encoding="utf-8")
    first.write_text(f"وصل الوفد إلى دمشق.\n{CUE}\nوالتقى الوزير.\nشـارك الخبر", encoding="utf-8")
    second.write_text(f"غادر الوفد دمشق.\n{SHARE}", encoding="utf-8")
    return [page, first, second]


def asked(desk: Desk, qtbot: QtBot, files: list[Path]) -> Boilerplate:
    """The dialog that an import of files opens."""
    desk.window.exchange.take_in(files)
    qtbot.waitUntil(lambda: desk.window.findChild(Boilerplate) is not None, timeout=LONG)
    found = desk.window.findChild(Boilerplate)
    assert isinstance(found, Boilerplate)
    return found


def texts(desk: Desk) -> list[str]:
    with Workspace.open(desk.path) as workspace:
        return [workspace.article(uid).text for uid in workspace.article_uids()][2:]


def test_passages_that_say_the_same_are_one_row_with_all_their_places(
    desk: Desk, qtbot: QtBot, files: list[Path]
) -> None:
    dialog = asked(desk, qtbot, files)
    QAbstractItemModelTester(dialog.table)
    QAbstractItemModelTester(dialog.places)
    rows = [dialog.table.row_at(at) for at in range(dialog.table.rowCount())]
    assert [(row.words, row.articles) for row in rows if row] == [(SHARE, 3), (CUE, 1)]
    assert dialog.places.rowCount() == 3
    assert [(place.path.name, place.before[-14:]) for place in rows[0].places][1:] == [  # type: ignore[union-attr]
        ("b.txt", "التقى الوزير.\n"),
        ("c.txt", "ر الوفد دمشق.\n"),
    ]
    dialog.reject()
    assert texts(desk) == []


def test_what_is_ticked_is_left_out_and_the_rest_stays(
    desk: Desk, qtbot: QtBot, files: list[Path], told: list[str]
) -> None:
    dialog = asked(desk, qtbot, files)
    assert dialog.go.text() == "Leave out 4 passages and import"
    press(dialog.list, Key.Key_Down)
    press(dialog.list, Key.Key_Space)
    assert [row.words for row in dialog.table.ticked] == [SHARE]
    assert dialog.go.text() == "Leave out 3 passages and import"
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert "3 articles came in" in told[0]
    assert "3 passages were left out" in told[0]
    assert texts(desk) == [
        "\n".join(PARAGRAPHS),
        f"وصل الوفد إلى دمشق.\n{CUE}\nوالتقى الوزير.",
        "غادر الوفد دمشق.",
    ]


def test_with_nothing_ticked_everything_comes_in_as_it_is(
    desk: Desk, qtbot: QtBot, files: list[Path], told: list[str]
) -> None:
    dialog = asked(desk, qtbot, files)
    press(dialog.list, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert (dialog.table.ticked, dialog.go.text()) == ([], "Import everything")
    press(dialog.list, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert "left out" not in told[0]
    assert texts(desk)[2] == f"غادر الوفد دمشق.\n{SHARE}"


def test_a_click_ticks_and_cancel_imports_nothing(desk: Desk, qtbot: QtBot, files: list[Path]) -> None:
    dialog = asked(desk, qtbot, files)
    at = dialog.list.visualRect(dialog.table.index(1)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert [row.words for row in dialog.table.ticked] == [SHARE]
    assert dialog.places.rowCount() == 1
    press(dialog, Key.Key_Escape)
    QApplication.processEvents()
    assert texts(desk) == []


def test_files_without_boilerplate_come_in_without_a_question(
    desk: Desk, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    (tmp_path / "a.txt").write_text("وصل الوفد إلى دمشق.", encoding="utf-8")
    desk.window.exchange.take_in([tmp_path / "a.txt"])
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert texts(desk) == ["وصل الوفد إلى دمشق."]


def test_a_page_that_is_dropped_on_the_window_comes_in(
    desk: Desk, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    (tmp_path / "a.html").write_text(modern(), encoding="utf-8")
    drop(desk.window, tmp_path / "a.html")
    qtbot.waitUntil(lambda: bool(told), timeout=LONG)
    assert "1 article came in" in told[0]
    assert texts(desk) == ["\n".join(PARAGRAPHS)]


def test_a_bad_file_is_told_and_what_was_ticked_is_left_out_of_the_rest(
    desk: Desk, qtbot: QtBot, files: list[Path], told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (bad := files[0].with_name("z.html")).write_text("<html></html>", encoding="utf-8")
    from PySide6.QtWidgets import QMessageBox

    def skip(box: QMessageBox) -> None:
        told.append(box.text())
        button = next((one for one in box.buttons() if one.text() == "Leave bad ones out"), None)
        monkeypatch.setattr(box, "clickedButton", lambda: button, raising=False)

    monkeypatch.setattr(QMessageBox, "exec", skip)
    dialog = asked(desk, qtbot, [*files, bad])
    dialog.go.click()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=LONG)
    assert "z.html:1: no article was found on it. Nothing was imported" in told[0]
    assert "3 articles came in" in told[1]
    assert texts(desk)[2] == "غادر الوفد دمشق."


def test_hostile_words_are_plain(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "نص.\nشارك على فيسبوك \u202e<b>x</b>\nاقرأ أيضا: <script>\u202eلا", encoding="utf-8"
    )
    found = desk.workspace.alike_boilerplate_in([tmp_path / "a.txt"])
    table = BoilerplateTable(found)
    shown = [table.data(table.index(at)) for at in range(table.rowCount())]
    assert shown
    assert not any("\u202e" in words for words in shown)
    dialog = Boilerplate(found, theme.LIGHT)
    dialog.show()
    dialog.grab()
    bury(dialog)
