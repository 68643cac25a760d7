"""Fields of several lines that people write in or read: Qt begins all of them at the left, Arabic ones too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from annotator.desktop.plain import runs_from_right
from annotator.words import is_right_to_left


def begin_where_reading_begins(field: QPlainTextEdit) -> None:
    """Let what stands in a field begin at the right where it is Arabic, also while it is being written."""
    field.textChanged.connect(lambda: _align(field))
    _align(field)


def _align(field: QPlainTextEdit) -> None:
    from_right = runs_from_right(field.toPlainText())
    is_rtl = is_right_to_left() if from_right is None else from_right
    option = field.document().defaultTextOption()
    side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
    if option.alignment() != side:
        option.setAlignment(side)
        field.document().setDefaultTextOption(option)
