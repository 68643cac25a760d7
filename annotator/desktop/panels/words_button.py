"""A button with words of an article on it: shortened at their end where there is no room for all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from annotator.desktop.plain import isolated, one_line

_PADDING = 16
"""Pixels of a button that are not for its text."""


class WordsButton(QPushButton):
    """Takes the width that there is. The whole text is what screen readers hear."""

    def __init__(self, text: str, parent: QWidget | None = None, *, name: str = "filler") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_words(text)

    def show_words(self, text: str) -> None:
        """Show these words."""
        self._words = one_line(text)
        self.setText(self._words)
        self.setAccessibleName(self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.width() - _PADDING
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        option.text = isolated(shown).replace("&", "&&")
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
