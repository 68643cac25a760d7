"""The head of a table of columns: above each its name, and what it holds, to choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHeaderView, QTableView

from annotator.words import _
from annotator.workspace.tables import Field

_GAP = 3
"""Pixels around a chooser."""


def field_name(field: Field) -> str:
    """What a column holds, in the language spoken now."""
    return {
        Field.TEXT: _("Text"),
        Field.TITLE: _("Title"),
        Field.PUBLISHED: _("Published on"),
        Field.SOURCE: _("Source"),
        Field.URL: _("Address (URL)"),
        Field.ID: _("Id"),
        Field.METADATA: _("Keep beside it"),
        Field.NONE: _("Leave out"),
    }[field]


class Choosers(QHeaderView):
    """A header with a box in each of its sections. A field that one column can hold moves where it is chosen."""

    chosen = Signal()

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._boxes: list[QComboBox] = []
        self._taken: tuple[QComboBox, QComboBox, Field] | None = None
        """The box that took a field last, from which, and the field."""
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.setMinimumSectionSize(120)
        self.setStretchLastSection(True)
        self.sectionResized.connect(self._place)
        view.horizontalScrollBar().valueChanged.connect(self._place)

    @property
    def fields(self) -> list[Field]:
        """What the columns hold, in their order."""
        return [Field(box.currentData()) for box in self._boxes]

    def show_fields(self, names: Sequence[str], fields: Sequence[Field]) -> None:
        """Show other columns, by names that are fit to be shown."""
        for box in self._boxes:
            box.hide()
            box.deleteLater()
        self._taken = None
        self._boxes = [self._box(name, field) for name, field in zip(names, fields, strict=True)]
        self.updateGeometries()
        self._place()

    def choose(self, at: int, field: Field) -> None:
        """Say what a column holds."""
        self._boxes[at].setCurrentIndex(self._boxes[at].findData(field.value))

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), size.height() + self._box_height() + _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _box(self, name: str, field: Field) -> QComboBox:
        box = QComboBox(self.viewport())
        box.setLayoutDirection(QApplication.layoutDirection())
        box.setAccessibleName(_("What the column “{name}” holds").format(name=name))
        for known in Field:
            box.addItem(field_name(known), known.value)
        box.setCurrentIndex(box.findData(field.value))
        box.currentIndexChanged.connect(lambda _at: self._settle(box))
        box.show()
        return box

    def _settle(self, chosen: QComboBox) -> None:
        """Let one column alone hold what was chosen. Where the choice only passed by, as it does with the arrow keys,
        the other column gets back what was taken from it."""
        if self._taken is not None and self._taken[0] is chosen:
            _put(self._taken[1], self._taken[2])
        self._taken = None
        field = Field(chosen.currentData())
        for box in self._boxes if field.is_single else ():
            if box is not chosen and box.currentData() == field.value:
                _put(box, Field.METADATA)
                self._taken = (chosen, box, field)
        self.chosen.emit()

    def _box_height(self) -> int:
        return self._boxes[0].sizeHint().height() + _GAP if self._boxes else 0

    def _place(self) -> None:
        height = self._box_height()
        for at, box in enumerate(self._boxes):
            width = self.sectionSize(at) - 2 * _GAP
            box.setGeometry(self.sectionViewportPosition(at) + _GAP, self.height() - height, width, height - _GAP)


def _put(box: QComboBox, field: Field) -> None:
    with QSignalBlocker(box):
        box.setCurrentIndex(box.findData(field.value))
