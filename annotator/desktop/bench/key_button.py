"""Buttons that show the key which does the same."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.desktop.plain import escaped, isolated, label


def key_cap(key: str, parent: QWidget) -> QLabel:
    """A key as it is drawn beside what it does."""
    made = label(key, parent, name="benchKey")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setMinimumWidth(20)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


class KeyButton(QPushButton):
    """A button with words and, behind them, the key. It never takes the keyboard from the text by a click."""

    def __init__(self, text: str, keys: str, tip: str, parent: QWidget, *, name: str = "") -> None:
        super().__init__(parent)
        if name:
            self.setObjectName(name)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setToolTip(escaped(f"{tip} ({isolated(keys)})"))
        self._text = label(text, self, name="keyButtonText")
        self._text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 8, 3)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(key_cap(keys, self))

    def sizeHint(self) -> QSize:
        row = self.layout()
        assert row is not None
        return row.sizeHint().expandedTo(QSize(0, 30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
