"""The first rows of a table as Qt shows them: on one line each, and what is wrong with a cell beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from annotator.arabic.readings import day_words
from annotator.desktop.plain import one_line
from annotator.desktop.tables import Index
from annotator.words import _
from annotator.workspace.tables import Field, Row, day_of

_SHOWN = 160
"""Characters of a cell that its line may show; the pane below shows all of it."""


class RowTable(QAbstractTableModel):
    """Rows of cells under the names of their columns, which may be none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._names: Sequence[str] = ()
        self._fields: Sequence[Field] = ()
        self._month_first = False

    def show(self, rows: Sequence[Row], names: Sequence[str], width: int) -> None:
        """Show other rows of as many columns."""
        self.beginResetModel()
        self._rows = rows
        self._names = [*names, *[""] * (width - len(names))][:width]
        self._fields = [Field.METADATA] * width
        self.endResetModel()

    def set_fields(self, fields: Sequence[Field], *, month_first: bool) -> None:
        """Show what is wrong with cells where columns hold these fields."""
        self._fields, self._month_first = list(fields), month_first
        if self._rows and self._fields:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._fields) - 1))

    @property
    def is_right_to_left(self) -> bool:
        """Whether there is more Arabic than anything else in the names, or in the first row where there are none."""
        told = "".join(self._names) or "".join(cell[:_SHOWN] for row in self._rows[:1] for cell in row.cells)
        arabic = sum("\u0600" <= char <= "\u06ff" for char in told)
        return arabic * 2 > sum(map(str.isalpha, told))

    def cell(self, row: int, column: int) -> str:
        """A cell as it is in the table; empty where the row has none there."""
        cells = self._rows[row].cells
        return cells[column] if column < len(cells) else ""

    def fault(self, row: int, column: int) -> str:
        """What is wrong with a cell for the field that its column holds; empty where all is well."""
        whole = self._rows[row]
        if whole.fault:
            return whole.fault if column == 0 else ""
        cell = self.cell(row, column)
        match self._fields[column]:
            case Field.NONE:
                return ""
            case Field.TEXT if not cell.strip() and column not in whole.faults:
                return _("There is no text here; the row cannot come in.")
            case Field.PUBLISHED if cell.strip() and not self.day(row, column):
                return _("This is no date that can be read.")
        return whole.faults.get(column, "")

    def day(self, row: int, column: int) -> str:
        """The ISO day that a cell names, in the column of the publication date; else nothing."""
        if self._fields[column] is not Field.PUBLISHED:
            return ""
        return day_of(self.cell(row, column), month_first=self._month_first)

    def told(self, row: int, column: int) -> str:
        """What there is to say about a cell: what is wrong with it, or which day it names."""
        fault, day = self.fault(row, column), self.day(row, column)
        return fault or (day_words(date.fromisoformat(day)) if day else "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(self._rows[section].line)
        name = one_line(whole_letters(self._names[section])) if section < len(self._names) else ""
        return name or _("Column {n}").format(n=section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, column)
            case Qt.ItemDataRole.ForegroundRole:
                if self.fault(row, column):
                    return QGuiApplication.palette().color(QPalette.ColorRole.BrightText)
                if self._fields[column] is Field.NONE:
                    return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
                return None
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.told(row, column)
        return None

    def _shown(self, row: int, column: int) -> str:
        cell = one_line(whole_letters(self.cell(row, column)[:_SHOWN]))
        return cell or (_("(nothing)") if self.fault(row, column) else "")


def whole_letters(text: str) -> str:
    """The text with a question mark for each byte of a file that is no letter, which Qt could not take."""
    return text.encode(errors="replace").decode()
