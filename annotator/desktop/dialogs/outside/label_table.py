"""The table of labels: what each of theirs is called in the project, or that it is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from annotator.desktop.plain import isolated, one_line
from annotator.model.schema import Label
from annotator.words import _

_THEIRS, _OURS = range(2)
_ALIKE = 3
"""Letters that two labels have in common at least at their beginnings to be taken for the same, as PER and PERSON."""


class LabelTable(QTableWidget):
    """Rows of theirs, which are written, and ours, which are chosen."""

    edited = Signal()

    def __init__(self, labels: Iterable[Label], parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self._labels = [(one.name, f"{one_line(one.title)} ({one_line(one.name)})") for one in labels]
        self.setObjectName("outsideLabels")
        self.setAccessibleName(_("What its labels are called here"))
        self.setHorizontalHeaderLabels([_("Its label"), _("In this project")])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setMinimumHeight(118)
        self.setTabKeyNavigation(False)  # Tab goes on to the boxes, and then out of the table
        self.itemChanged.connect(self._settle)

    # What it says

    @property
    def pairs(self) -> list[tuple[str, str | None]]:
        """Theirs and ours in order: '' where it is left out, None where nothing is said of it."""
        found = []
        for row in range(self.rowCount()):
            theirs = self.theirs(row)
            if theirs:
                found.append((theirs, self.box(row).currentData()))
        return found

    def theirs(self, row: int) -> str:
        item = self.item(row, _THEIRS)
        return item.text().strip() if item is not None else ""

    @property
    def boxes(self) -> list[QComboBox]:
        """Where it is chosen what is ours, row by row."""
        return [self.box(row) for row in range(self.rowCount())]

    def box(self, row: int) -> QComboBox:
        """Where it is chosen what is ours."""
        box = self.cellWidget(row, _OURS)
        assert isinstance(box, QComboBox)
        return box

    # Filling it

    def show_table(self, table: Mapping[str, str]) -> None:
        """Show what is settled."""
        self.setRowCount(0)
        for theirs, ours in table.items():
            self._add(theirs, ours)

    def add_new(self, labels: Iterable[str]) -> None:
        """Add those labels of theirs that are not there yet, each with the one of ours that it seems to be."""
        known = {theirs for theirs, _ours in self.pairs}
        for theirs in labels:
            if theirs not in known:
                self._add(theirs, self._likely(theirs))
        self.edited.emit()

    def add_row(self) -> None:
        """Add an empty row, and let it be written."""
        self._add("", None)
        self.setCurrentCell(self.rowCount() - 1, _THEIRS)
        self.setFocus()
        self.edit(self.currentIndex())
        self.edited.emit()

    def remove_rows(self) -> None:
        """Take the chosen rows out."""
        for row in sorted({index.row() for index in self.selectedIndexes()}, reverse=True):
            self.removeRow(row)
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_rows()
        else:
            super().keyPressEvent(event)

    def _add(self, theirs: str, ours: str | None) -> None:
        row = self.rowCount()
        with QSignalBlocker(self):
            self.insertRow(row)
            item = QTableWidgetItem(theirs)
            item.setToolTip("")
            self.setItem(row, _THEIRS, item)
        box = QComboBox(self)
        box.addItem("", None)
        for name, told in self._labels:
            box.addItem(told, name)
        box.addItem(_("Leave it out"), "")
        if ours and box.findData(ours) < 0:
            box.addItem(isolated(one_line(ours)), ours)  # the project has it no more, which is told as a fault
        box.setCurrentIndex(0 if ours is None else box.findData(ours))
        box.currentIndexChanged.connect(lambda _at: self.edited.emit())
        self.setCellWidget(row, _OURS, box)
        self._tell(row)

    def _settle(self, item: QTableWidgetItem) -> None:
        self._tell(item.row())
        self.edited.emit()

    def _tell(self, row: int) -> None:
        """Say what becomes of a label of which nothing is said."""
        theirs, box = self.theirs(row), self.box(row)
        is_ours = any(name == theirs for name, _told in self._labels)
        box.setItemText(0, _("Call it so here too") if is_ours else _("Nothing (not proposed)"))
        box.setAccessibleName(_("What “{label}” is called here").format(label=one_line(theirs)))

    def _likely(self, theirs: str) -> str | None:
        """Which of ours a label of theirs seems to be: None where it is one of ours already, or like none."""
        names = [name for name, _told in self._labels]
        if theirs in names:
            return None
        alike = [name for name in names if _are_alike(name.casefold(), theirs.casefold())]
        return alike[0] if len(alike) == 1 else None


def _are_alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _ALIKE and (one.startswith(other) or other.startswith(one))
