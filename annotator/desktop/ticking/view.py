"""The list over rows with tick boxes: Space ticks one and Ctrl+A all, where a list would select them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from annotator.desktop.ticking.table import TickTable


class TickView(QListView):
    """Shows a `TickTable`; `name` is for style sheets and scripts, `called` for those who cannot see it."""

    def __init__(self, table: TickTable[Any], name: str, called: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.setModel(table)
        self.setObjectName(name)
        self.setAccessibleName(called)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._table.toggle(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._table.tick_all()
        else:
            super().keyPressEvent(event)
