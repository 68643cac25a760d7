"""Where the schema editor says what is wrong: as high as it needs to be, up to a few lines that scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from annotator.desktop.plain import label

_LINES = 5


class FaultBox(QScrollArea):
    """Shows a text, or nothing at all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._told = label("", self, name="warning")
        self._told.setWordWrap(True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWidget(self._told)
        self.hide()

    @property
    def text(self) -> str:
        """What is wrong; empty where nothing is."""
        return self._told.text()

    def show_text(self, text: str) -> None:
        """Say what is wrong; an empty text takes the box away."""
        self._told.setText(text)
        self._fit()
        self.setVisible(bool(text))
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        wanted = self._told.heightForWidth(max(self.width() - 16, 100))
        self.setFixedHeight(min(max(wanted, line), line * _LINES) + 4)
