"""Where people write: what stands in a field begins where its language begins."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator import words
from annotator.desktop.dialogs.comment import ask_comment
from annotator.desktop.writing import begin_where_reading_begins


@pytest.fixture
def field(qtbot: QtBot) -> QPlainTextEdit:
    """A wide field on the screen."""
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    made.resize(300, 80)
    begin_where_reading_begins(made)
    made.show()
    return made


def begins_at_the_right(field: QPlainTextEdit) -> bool:
    line = field.document().firstBlock().layout().lineAt(0).naturalTextRect()
    return line.center().x() > field.viewport().width() / 2


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    ("text", "right"), [("ملاحظة (مهمة).", True), ("«سانا» (SANA)", True), ("a note.", False), ("ABC أحمد", False)]
)
def test_a_text_begins_where_its_language_begins(
    field: QPlainTextEdit, language: words.Language, text: str, right: bool
) -> None:
    words.use(language)
    field.setPlainText(text)
    QApplication.processEvents()
    assert begins_at_the_right(field) is right


def test_it_does_so_while_it_is_being_written(field: QPlainTextEdit) -> None:
    QTest.keyClicks(field, "abc")
    assert not begins_at_the_right(field)
    field.selectAll()
    field.insertPlainText("حلب")
    assert begins_at_the_right(field)


def answering(answer: Callable[[QDialog, QPlainTextEdit], None]) -> None:
    """Answer the dialog that is going to open, once the keyboard is its; it is closed in any case."""
    timer = QTimer(QApplication.instance(), interval=5)

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isActiveWindow():
            return
        timer.stop()
        timer.deleteLater()
        try:
            field = dialog.findChild(QPlainTextEdit)
            assert field is not None
            answer(dialog, field)
        finally:
            if dialog.isVisible():
                dialog.reject()

    timer.timeout.connect(act)
    timer.start()


def test_a_comment_can_be_given_and_withheld_by_the_keyboard_alone(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def with_ctrl_enter(dialog: QDialog, field: QPlainTextEdit) -> None:
        field.insertPlainText("مبتور")
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not dialog.isVisible()

    def with_tab(dialog: QDialog, field: QPlainTextEdit) -> None:
        QTest.keyClick(field, Qt.Key.Key_Tab)
        cancel = dialog.focusWidget()
        QTest.keyClick(cancel, Qt.Key.Key_Tab)
        keep = dialog.focusWidget()
        assert isinstance(cancel, QPushButton)
        assert isinstance(keep, QPushButton)
        QTest.keyClick(keep, Qt.Key.Key_Return)

    answering(with_ctrl_enter)
    assert ask_comment(parent, "") == "مبتور"
    answering(with_tab)
    assert ask_comment(parent, "قبل") == "قبل"


def test_the_comment_of_a_flag_is_written_like_a_note(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: list[bool] = []

    def write(dialog: QDialog, field: QPlainTextEdit) -> None:
        assert field.toPlainText() == "قبل"
        field.selectAll()
        field.insertPlainText("النص مبتور ")
        seen.append(begins_at_the_right(field))
        dialog.accept()

    answering(write)
    assert ask_comment(parent, "قبل") == "النص مبتور"
    assert seen == [True]
    answering(lambda dialog, _field: dialog.reject())
    assert ask_comment(parent, "") is None
