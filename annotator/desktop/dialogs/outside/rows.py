"""The rows of the form: a field, a button beside it, and what is wrong with it beneath."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.desktop.plain import label


class Row(QWidget):
    """One or several widgets beside each other, of which the first is the field, and a fault beneath them."""

    def __init__(self, parent: QWidget, *widgets: QWidget, stretch: bool = True) -> None:
        super().__init__(parent)
        self.field = widgets[0]
        self.stops = [widget for widget in widgets if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus]
        """Where Tab stops in it."""
        self._fault = label("", self, name="warning")
        self._fault.setWordWrap(True)
        self._fault.hide()
        beside = QHBoxLayout()
        for number, widget in enumerate(widgets):
            widget.setParent(self)
            beside.addWidget(widget, int(stretch and not number))
        if not stretch:
            beside.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        rows.addLayout(beside)
        rows.addWidget(self._fault)

    @property
    def fault(self) -> str:
        """What is told to be wrong."""
        return self._fault.text()

    def show_fault(self, fault: str) -> None:
        """Say what is wrong with the field; nothing where it is good."""
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self.field.setAccessibleDescription(fault)


def place_of(given: str) -> Path:
    """Where a file dialog begins that asks for what a field holds."""
    path = Path(given.strip()).expanduser()
    return path if given.strip() and path.is_absolute() and path.parent.is_dir() else _home()


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        return Path.cwd()
