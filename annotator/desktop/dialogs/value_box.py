"""A box to choose from, which knows the values behind its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

Item = tuple[str, Any]
"""What is shown of a value, and the value."""


class ValueBox(QComboBox):
    """A box of values, which Qt would not hand back as they were."""

    def __init__(self, items: Iterable[Item], parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.fill(items)

    def fill(self, items: Iterable[Item]) -> None:
        self.clear()
        self._values: list[Any] = []
        for words, value in items:
            self._values.append(value)
            self.addItem(words)

    def choose(self, value: object) -> None:
        """Make a value the current one, else the first."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    @property
    def value(self) -> Any:
        return self._values[self.currentIndex()]
