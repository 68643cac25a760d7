"""Asking for the comment that goes with a flag."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.words import _


def ask_comment(parent: QWidget, before: str) -> str | None:
    """What the lead should know about the Article; None where the user thinks better of it."""
    from PySide6.QtWidgets import QInputDialog, QPlainTextEdit

    from annotator.desktop.shortcuts import on_keys
    from annotator.desktop.writing import begin_where_reading_begins

    dialog = QInputDialog(parent)
    dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
    dialog.setWindowTitle(_("Flag this article"))
    dialog.setLabelText(_("What should the lead know about it?"))
    dialog.setTextValue(before)
    for field in dialog.findChildren(QPlainTextEdit):
        begin_where_reading_begins(field)
        field.setTabChangesFocus(True)
    on_keys("Ctrl+Return", dialog, dialog.accept)
    on_keys("Ctrl+Enter", dialog, dialog.accept)
    is_said = dialog.exec()
    dialog.deleteLater()
    return dialog.textValue().strip() if is_said else None
