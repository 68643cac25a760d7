"""Rows of something that are changed in place: a table with buttons to add, delete and move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor

from annotator.desktop.plain import escaped, one_line
from annotator.desktop.tables import Index
from annotator.desktop.theme import Theme
from annotator.frozen import frozen

Option = tuple[str, str]
"""A value and what it is called."""

_T = TypeVar("_T")
_NOT_A_ROW = QModelIndex()


@frozen
class Column:
    """A property of the rows: how it is read and written, in texts (`yes` or empty where it is a tick). `options` are
    what may be chosen for a row, None where the text is free; `fault` says what is wrong with a row here."""

    heading: str
    read: Callable[[Any], str]
    write: Callable[[Any, str], None] | None = None
    is_rtl: bool | None = None
    is_tick: bool = False
    options: Callable[[Any], list[Option] | None] | None = None
    fault: Callable[[Any], str] | None = None


class Grid(QAbstractTableModel):
    """The rows as a model of Qt. What is typed goes to the column's `write`; then the owner shows the rows anew."""

    def __init__(self, columns: Sequence[Column], theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._warning = QColor(theme.warning)
        self._muted = QColor(theme.muted)
        self._rows: tuple[Any, ...] = ()

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows. Where there are as many as before, what is chosen stays."""
        if len(rows) == len(self._rows):
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, row: int) -> Any:
        """What stands in a row; None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def options(self, index: Index) -> list[Option] | None:
        """What may be chosen in a cell; None where a text is typed."""
        choose = self.columns[index.column()].options
        return choose(self._rows[index.row()]) if choose else None

    def rowCount(self, parent: Index = _NOT_A_ROW) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOT_A_ROW) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        column = self.columns[index.column()]
        if column.is_tick:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if column.write else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.CheckStateRole if column.is_tick:
                return Qt.CheckState.Checked if column.read(row) else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DisplayRole if not column.is_tick:
                known = dict(self.options(index) or ())
                return one_line(known.get(column.read(row), column.read(row)))
            case Qt.ItemDataRole.EditRole if not column.is_tick:
                return column.read(row)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole if column.fault:
                told = column.fault(row)
                return escaped(told) if told and role == Qt.ItemDataRole.ToolTipRole else told
            case Qt.ItemDataRole.ForegroundRole if column.fault and column.fault(row):
                return self._warning
            case Qt.ItemDataRole.ForegroundRole if column.write is None:
                return self._muted
            case Qt.ItemDataRole.AccessibleTextRole if column.is_tick:
                return column.heading
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index.row()) if index.isValid() else None
        column = self.columns[index.column()] if index.isValid() else None
        if row is None or column is None or column.write is None:
            return False
        if column.is_tick and role == Qt.ItemDataRole.CheckStateRole:
            column.write(row, "yes" if Qt.CheckState(value) is Qt.CheckState.Checked else "")
            return True
        if not column.is_tick and role == Qt.ItemDataRole.EditRole:
            if str(value) != column.read(row):
                column.write(row, str(value))
            return True
        return False


def without(items: Sequence[_T], row: int) -> list[_T]:
    """The rows without one of them."""
    return [item for at, item in enumerate(items) if at != row]


def moved(items: Sequence[_T], row: int, step: int) -> list[_T]:
    """The rows in which one and its neighbour have changed places."""
    order = list(items)
    order[row], order[row + step] = order[row + step], order[row]
    return order
