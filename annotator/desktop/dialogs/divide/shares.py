"""The shares of the splits in percent: three boxes that always add up to 100."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from annotator.desktop.plain import label, leading
from annotator.model.split import Split, split_word
from annotator.words import _

Shares = dict[Split, float]

_ALL = 100.0
_GIVES_WAY = {
    Split.TRAIN: (Split.TEST, Split.DEV),
    Split.DEV: (Split.TRAIN, Split.TEST),
    Split.TEST: (Split.TRAIN, Split.DEV),
}
"""Which shares give way, in this order, where one is changed."""


def balanced(shares: Shares, changed: Split) -> Shares:
    """Shares that add up to 100 again after one was changed.

    >>> balanced({Split.TRAIN: 80, Split.DEV: 10, Split.TEST: 20}, Split.TEST)[Split.TRAIN]
    70.0
    """
    found = dict(shares)
    found[changed] = min(max(found[changed], 0.0), _ALL)
    for split in _GIVES_WAY[changed]:
        over = sum(found.values()) - _ALL
        found[split] = round(min(max(found[split] - over, 0.0), _ALL), 1)
    return found


class ShareBoxes(QWidget):
    """A box for each split; where one is changed, another gives way."""

    changed = Signal()

    def __init__(self, shares: Shares, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.boxes = {split: _Percent(self) for split in Split}
        purposes = {
            Split.TRAIN: _("Percent of the articles to learn from (80)."),
            Split.DEV: _("Percent of the articles to tune on (10)."),
            Split.TEST: _("Percent of the articles to test with (10)."),
        }
        for split, box in self.boxes.items():
            box.setObjectName(split.value)
            box.setAccessibleName(split_word(split))
            box.setToolTip(purposes[split])
            box.setValue(shares[split])
            box.valueChanged.connect(lambda _value, split=split: self._balance(split))
            told = label(split_word(split), self, name="fieldName")
            told.setAlignment(leading())
            told.setBuddy(box)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(told)
            column.addWidget(box)
            row.addLayout(column)
        row.addStretch(1)

    @property
    def shares(self) -> Shares:
        return {split: box.value() for split, box in self.boxes.items()}

    def _balance(self, changed: Split) -> None:
        for split, share in balanced(self.shares, changed).items():
            box = self.boxes[split]
            box.blockSignals(True)
            box.setValue(share)
            box.blockSignals(False)
        self.changed.emit()


class _Percent(QDoubleSpinBox):
    """A percentage, with a digit behind the point only where there is one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDecimals(1)
        self.setRange(0, _ALL)
        self.setSingleStep(5)
        self.setSuffix("%")
        self.setKeyboardTracking(False)

    def textFromValue(self, value: float) -> str:
        return f"{value:g}"
