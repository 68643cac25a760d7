"""The table of a figure, sorted by a click on a heading, and copied as CSV."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from annotator.desktop.plain import escaped, isolated, one_line
from annotator.desktop.tables import Index
from annotator.formats.table import separated
from annotator.review.figures import Cell, Kind, Table, shown

_SORTED_BY = Qt.ItemDataRole.UserRole
_SPARE, _LONGEST = 14, 190
"""Pixels between the widest cell of a column and the next one."""


class FigureTable(QAbstractTableModel):
    """The cells of a figure's table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = Table((), ())

    def show_table(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    @property
    def titles(self) -> list[str]:
        """The headings of the columns."""
        return [column.title for column in self._table.columns]

    def as_csv(self) -> str:
        """All of it with its headings, in the order of the figure, as CSV without formulas."""
        return separated([self.titles, *self._table.rows])

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._table.columns):
            return None
        column = self._table.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return isolated(one_line(column.title))
            case Qt.ItemDataRole.AccessibleTextRole:
                return one_line(column.title)
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(one_line(column.title))
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._side(column.kind)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell: Cell = self._table.rows[index.row()][index.column()]
        column = self._table.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                told = one_line(shown(cell, column.kind))
                return isolated(told) if column.kind is Kind.TEXT and told else told
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one_line(column.title)}: {one_line(shown(cell, column.kind))}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._side(column.kind)
        if role == _SORTED_BY:
            return (-1.0 if column.kind is not Kind.TEXT else "") if cell is None else cell
        return None

    @staticmethod
    def _side(kind: Kind) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeading if kind is Kind.TEXT else Qt.AlignmentFlag.AlignTrailing
        return side | Qt.AlignmentFlag.AlignVCenter


class FigureTableView(QTableView):
    """Shows the table of a figure. A click on a heading sorts by that column."""

    row_asked = Signal(int)
    """More is to be seen of this row of the figure's table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.held = FigureTable(self)
        order = QSortFilterProxyModel(self)
        order.setSourceModel(self.held)
        order.setSortRole(_SORTED_BY)
        order.setSortLocaleAware(True)
        self.setModel(order)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.activated.connect(lambda index: self.row_asked.emit(order.mapToSource(index).row()))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(36)
        header.setStretchLastSection(True)

    def show_table(self, table: Table, name: str) -> None:
        """Show another table, in its own order where its columns are others."""
        before = self.held.titles
        self.held.show_table(table)
        self.setAccessibleName(name)
        if before != self.held.titles:
            self.setSortingEnabled(False)
            self.model().sort(-1)
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
            self.resizeColumnsToContents()
            for at in range(len(table.columns)):
                self.setColumnWidth(at, min(self.columnWidth(at), _LONGEST) + _SPARE)
