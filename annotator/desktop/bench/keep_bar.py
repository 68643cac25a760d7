"""Two buttons that end what has been begun: Enter keeps it, Esc leaves it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.desktop.bench.key_button import KeyButton
from annotator.words import _


class KeepBar(QWidget):
    """Reports which of them was pressed."""

    kept = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.keep = KeyButton(_("Keep"), "Enter", _("Put this into the gold version"), self, name="primary")
        self.drop = KeyButton(_("Leave"), "Esc", _("Leave the gold version as it was"), self)
        self.keep.clicked.connect(self.kept)
        self.drop.clicked.connect(self.dropped)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.keep, 1)
        row.addWidget(self.drop, 1)
