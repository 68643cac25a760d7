"""Qt's models over a Tally: the parts that would be left behind, and the Articles that lose them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from annotator.dataset.losses import part_name
from annotator.desktop.dialogs.export.tally import Line, Tally
from annotator.desktop.plain import escaped, one_line
from annotator.desktop.tables import Index
from annotator.formats.parts import Part
from annotator.words import _

TITLE, PART, COUNT = range(3)
"""The columns of the table of Articles."""

_ACROSS = Qt.Orientation.Horizontal
_COUNT_SIDE = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class PartTable(QAbstractTableModel):
    """All of it, and then each part with how many there are of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[Part, int]] = []

    def show(self, tally: Tally) -> None:
        self.beginResetModel()
        self._parts = tally.parts
        self.endResetModel()

    def part_at(self, row: int) -> Part | None:
        """The part of a row; None where the row means all of them."""
        return self._parts[row - 1][0] if 0 < row <= len(self._parts) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or not self._parts else len(self._parts) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is _ACROSS and role == Qt.ItemDataRole.TextAlignmentRole and section == 1:
            return _COUNT_SIDE
        if orientation is _ACROSS and role == Qt.ItemDataRole.DisplayRole:
            return _("Left behind") if section == 0 else _("Count")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        part = self.part_at(index.row())
        words = _("all of it") if part is None else part_name(part)
        count = "" if part is None else str(self._parts[index.row() - 1][1])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words if index.column() == 0 else count
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(words)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{words}: {count}" if count else words
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == 1:
                return _COUNT_SIDE
        return None


class ArticleLossTable(QAbstractTableModel):
    """A line for each Article and part, or for one part only. Lines are made when they are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tally = Tally()
        self._lines: Sequence[int] = ()

    def show(self, tally: Tally, part: Part | None = None) -> None:
        """Show the lines of a part, or of all."""
        self.beginResetModel()
        self._tally, self._lines = tally, tally.lines(part)
        self.endResetModel()

    def line_at(self, row: int) -> Line | None:
        return self._tally.line(self._lines[row]) if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is _ACROSS and role == Qt.ItemDataRole.TextAlignmentRole and section == COUNT:
            return _COUNT_SIDE
        if orientation is _ACROSS and role == Qt.ItemDataRole.DisplayRole:
            return {TITLE: _("Article"), PART: _("Left behind"), COUNT: _("Count")}[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index.row()) if index.isValid() else None
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return {TITLE: one_line(line.title), PART: part_name(line.part), COUNT: str(line.count)}[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(f"{line.title}\n{part_name(line.part)}: {line.count}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one_line(line.title)}, {part_name(line.part)}: {line.count}"
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == COUNT:
                return _COUNT_SIDE
        return None
