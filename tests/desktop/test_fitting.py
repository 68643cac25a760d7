"""How large windows open, on a screen that is smaller than they like to be."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.schema_editor import SchemaEditor
from annotator.desktop.fitting import open_at
from annotator.desktop.main_window import MainWindow
from tests.desktop.hands import Desk


def test_a_window_is_as_large_as_it_likes_to_be_where_there_is_room(qtbot: QtBot) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    open_at(window, 300, 200)
    assert window.size().toTuple() == (300, 200)


@pytest.mark.parametrize("size", [(5000, 200), (300, 5000)])
def test_a_window_is_never_larger_than_the_screen(qtbot: QtBot, size: tuple[int, int]) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    open_at(window, *size)
    room = window.screen().availableGeometry()
    assert window.width() <= room.width()
    assert window.height() < room.height()  # and a title bar above it
    assert (window.width() == 300) is (size[0] == 300)


def test_the_window_and_the_largest_dialog_fit_a_small_screen(desk: Desk) -> None:
    start = MainWindow()
    editor = SchemaEditor(desk.page.workspace, desk.page.theme, ("", []), desk.window)
    room = start.screen().availableGeometry()
    for window in (start, editor):
        assert window.width() <= room.width()
        assert window.height() <= room.height()
    editor.close()
    start.close()
