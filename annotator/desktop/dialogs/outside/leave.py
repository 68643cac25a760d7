"""Asking whether something outside may be started or asked, after it was shown exactly what that means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.fields import push
from annotator.desktop.plain import label
from annotator.words import _

_LINES, _LETTERS = 4, 60
"""Lines of a command that are seen at once, the others can be scrolled to; and letters in one, about."""


class Leave(QDialog):
    """Says what would happen, and exactly what would be started or asked. Accepted where the user allows it."""

    def __init__(self, sentence: str, exactly: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("outsideLeave")
        self.setWindowTitle(_("Do you allow that?"))
        self.setMinimumWidth(520)
        told = label(sentence, self)
        told.setWordWrap(True)
        note = label(_("It holds for this project and on this machine, until it is changed or you forbid it."), self)
        note.setObjectName("muted")
        note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(told)
        column.addWidget(exactly_box(exactly, sentence, self))
        column.addWidget(note)
        self.allow = push(_("Allow"), self, self.accept)
        stay = QPushButton(_("Cancel"), self)
        stay.setDefault(True)
        stay.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.allow)
        foot.addWidget(stay)
        column.addLayout(foot)
        stay.setFocus()


def exactly_box(exactly: str, told: str, parent: QWidget) -> QPlainTextEdit:
    """A command or an address to be read letter by letter; a long one can be scrolled."""
    box = QPlainTextEdit(exactly, parent)
    box.setReadOnly(True)
    box.setAccessibleName(told)
    box.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    box.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
    lines = min(_LINES, 1 + len(exactly) // _LETTERS)
    box.setFixedHeight(box.fontMetrics().lineSpacing() * lines + 16)
    box.setTabChangesFocus(True)
    return box
