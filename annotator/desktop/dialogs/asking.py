"""Asking before something goes that the user may not think of."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def agreed(parent: QWidget, title: str, text: str, deed: str, *, is_usual: bool = True) -> bool:
    """Whether the user agrees to a deed. Enter does it where it `is_usual`, and takes it back otherwise."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    from annotator.desktop.plain import spoken

    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(spoken(text))
    does = box.addButton(deed, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(does if is_usual else cancel)
    box.exec()
    return box.clickedButton() is does
