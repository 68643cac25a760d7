"""What is open over a project ends with it, and is not lost to a change of colours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.desktop import main_window, theme
from annotator.desktop.dialogs.duplicates import Duplicates
from annotator.desktop.dialogs.schema_editor import SchemaEditor
from tests.desktop.hands import Desk


def let_it_get_dark(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system turns to dark."""
    monkeypatch.setattr(theme, "current", lambda _mode: theme.DARK)
    monkeypatch.setattr(main_window, "_PATIENCE", 0)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)


def test_the_label_editor_stays_when_the_system_turns_dark_and_the_window_follows_afterwards(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, seen = desk.page, list[bool]()

    def in_the_editor(editor: SchemaEditor) -> None:
        editor.setModal(True)
        editor.show()
        let_it_get_dark(monkeypatch)
        QApplication.processEvents()
        seen.append(editor.isVisible() and desk.page is before)
        editor.reject()

    monkeypatch.setattr(SchemaEditor, "exec", in_the_editor)
    desk.act("schema")
    assert seen == [True]
    qtbot.waitUntil(lambda: desk.page is not before)
    assert desk.page.theme == theme.DARK


def test_dialogs_over_a_project_close_with_it(desk: Desk, qtbot: QtBot) -> None:
    desk.act("duplicates")
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(Duplicates)))
    (dialog,) = desk.window.findChildren(Duplicates)
    qtbot.waitUntil(dialog.isVisible)
    desk.act("close")
    assert not dialog.isVisible()
    assert not [field for field in desk.window.findChildren(QLineEdit) if field.isVisible()]
