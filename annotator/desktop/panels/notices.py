"""Quiet lines beneath the Article: what is worth knowing, and is in nobody's way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.desktop.plain import label
from annotator.desktop.theme import Theme, icon
from annotator.words import _


class Notices(QWidget):
    """Shows notices by their names, one a line; hidden while there is none."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._lines: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 2, 10, 2)
        self._column.setSpacing(0)
        self.hide()

    @property
    def names(self) -> list[str]:
        """The notices that are shown."""
        return list(self._lines)

    def tell(self, name: str, text: str, deed: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a notice, instead of one of the same name; `deed` is the word on a button that does `act`."""
        self.drop(name)
        line = QWidget(self)
        line.setObjectName(f"notice-{name}")
        line.setAccessibleName(text)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        told = label(text, line, name="muted")
        told.setWordWrap(True)
        row.addWidget(told, 1)
        if act is not None:
            button = QPushButton(deed, line)
            button.setObjectName("noticeDeed")
            button.clicked.connect(act)
            row.addWidget(button)
        close = QToolButton(line)
        close.setIcon(icon("close", self._theme.muted))
        close.setToolTip(_("Close this notice"))
        close.setAccessibleName(_("Close this notice"))
        close.clicked.connect(lambda: self.drop(name))
        row.addWidget(close)
        self._lines[name] = line
        self._column.addWidget(line)
        self.show()

    def drop(self, name: str) -> None:
        """Show a notice no more."""
        line = self._lines.pop(name, None)
        if line is not None:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
            self.setVisible(bool(self._lines))
