"""A line of text that takes the room there is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from annotator.desktop.lettering import LEFT, RIGHT, lettering
from annotator.desktop.text.direction import runs_right_to_left


class CutLine(QWidget):
    """A line that is cut where it does not fit. Other than a QLabel's, its text never moves what is around it."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMinimumWidth(60)
        self._text = ""

    def show_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(60, QFontMetrics(self.font()).height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        is_rtl = runs_right_to_left(self._text)
        at = RIGHT if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else LEFT
        lettering(self.font()).write(painter, self.rect(), self._text, at, is_rtl=is_rtl)
