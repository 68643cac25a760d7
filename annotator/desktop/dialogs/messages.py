"""Saying what happened, in plain text."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.desktop.plain import quoted, spoken
from annotator.words import _


def say(parent: QWidget | None, text: str, *, more: str = "", warns: bool = False) -> None:
    """Tell the user something; `more` can be unfolded beneath it."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle(_("Hashiya"))
    box.setIcon(QMessageBox.Icon.Warning if warns else QMessageBox.Icon.Information)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(spoken(quoted(text)))  # the name of a file begins as it likes
    if more:
        box.setDetailedText(spoken(more))
    box.exec()
