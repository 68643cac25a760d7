"""Shortcuts that also work where the keyboard has Arabic letters alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from annotator.desktop.text.keys import under_arabic


def sequences(keys: str) -> list[QKeySequence]:
    """The keys as they are told, and as they arrive under an Arabic layout."""
    return [QKeySequence(told) for told in (keys, under_arabic(keys)) if told]


def on_keys(keys: str, window: QWidget, act: Callable[[], object]) -> None:
    """Do something in a window when keys are pressed."""
    shortcut = QShortcut(window)
    shortcut.setKeys(sequences(keys))
    shortcut.activated.connect(act)
