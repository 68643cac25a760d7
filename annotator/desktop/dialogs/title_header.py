"""Titles of Articles at the side of a table: they stay in sight, and each runs its own way."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from annotator.desktop.lettering import LEFT, RIGHT, lettering
from annotator.desktop.panels.contexts import split
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.theme import Theme
from annotator.words import is_right_to_left

_NUMBER = 52
"""Pixels for the number of an Article."""


class TitleHeader(QHeaderView):
    """Paints number and title, which the model gives as one text with a tab between them."""

    def __init__(self, theme: Theme, width: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setFixedWidth(width)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        words = self.model().headerData(section, Qt.Orientation.Vertical)
        number, _tab, title = str(words or "").partition("\t")
        theme, letters, is_rtl = self._theme, lettering(self.font()), is_right_to_left()
        painter.save()
        painter.fillRect(rect, QColor(theme.panel))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        first, rest = split(rect.adjusted(6, 0, -6, 0), _NUMBER, from_right=is_rtl)
        painter.setPen(QColor(theme.muted))
        letters.write(painter, first, number, RIGHT if is_rtl else LEFT, is_rtl=is_rtl)
        painter.setPen(QColor(theme.ink))
        is_arabic = runs_right_to_left(title)
        letters.write(painter, rest, title, RIGHT if is_arabic else LEFT, is_rtl=is_arabic)
        painter.restore()
