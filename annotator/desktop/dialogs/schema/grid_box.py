"""The table of a `Grid` with its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.schema.fields import Cells, arrow, direction, tool
from annotator.desktop.dialogs.schema.grid import Column, Grid
from annotator.desktop.plain import label
from annotator.desktop.tables import Index
from annotator.desktop.theme import Theme
from annotator.words import _


class GridBox(QWidget):
    """Shows rows and lets them be changed; reports what is asked of them as a whole."""

    add_asked = Signal()
    delete_asked = Signal(int)
    """The number of a row."""
    move_asked = Signal(int, int)
    """The number of a row, and -1 (up) or 1 (down)."""
    row_chosen = Signal(int)
    """The number of the row that is current from now on, -1 for none."""

    def __init__(
        self, told: str, add: str, columns: Sequence[Column], theme: Theme, parent: QWidget, *, empty: str = ""
    ) -> None:
        """`told` is the name of the table, `add` what the button says that adds a row, `empty` what stands in the place
        of rows where there are none."""
        super().__init__(parent)
        self.grid = Grid(columns, theme, self)
        self.table = _Table(self.grid, told, theme, self)
        self._empty = label(empty, self.table.viewport(), name="muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        inside = QVBoxLayout(self.table.viewport())
        inside.addWidget(self._empty)
        self.add = tool(add, self, self.add_asked.emit, name="addRow")
        self.delete = tool(_("Delete"), self, lambda: self.delete_asked.emit(self.row), name="deleteRow")
        self._up = arrow(Qt.ArrowType.UpArrow, _("Move up"), self, lambda: self.move_asked.emit(self.row, -1))
        self._down = arrow(Qt.ArrowType.DownArrow, _("Move down"), self, lambda: self.move_asked.emit(self.row, 1))
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self.add, self.delete, self._up, self._down):
            buttons.addWidget(button)
        buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.table, 1)
        rows.addLayout(buttons)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._choose())
        self.grid.modelReset.connect(self._choose)
        self._choose()

    @property
    def row(self) -> int:
        """The number of the current row, -1 for none."""
        return self.table.currentIndex().row()

    def show_rows(self, rows: Sequence[Any], current: int | None = None) -> None:
        """Show these rows, with the one of a number as the current one, or the one that is."""
        at = self.row if current is None else current
        self.grid.show(rows)
        at = min(at, len(rows) - 1)
        if rows and at != self.row:
            self.table.setCurrentIndex(self.grid.index(max(at, 0), max(self.table.currentIndex().column(), 0)))
        self._choose()

    def edit(self, row: int, column: int = 0) -> None:
        """Let the user type in a cell."""
        index = self.grid.index(row, column)
        self.table.setCurrentIndex(index)
        self.table.setFocus()
        self.table.edit(index)

    def _choose(self) -> None:
        last = self.grid.rowCount() - 1
        self._empty.setVisible(last < 0)
        self.delete.setEnabled(self.row >= 0)
        self._up.setEnabled(self.row > 0)
        self._down.setEnabled(0 <= self.row < last)
        self.row_chosen.emit(self.row)


class _Table(QTableView):
    """Cells that are typed in or chosen from; Tab goes from cell to cell and out at the ends."""

    def __init__(self, grid: Grid, told: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(grid)
        self.setAccessibleName(told)
        self.setItemDelegate(_Fields(theme, self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(44)
        for number, column in enumerate(grid.columns):
            fits = column.is_tick
            mode = QHeaderView.ResizeMode.ResizeToContents if fits else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(number, mode)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked | trigger.SelectedClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(90)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        # An Enter that ends the typing in a cell comes here as well.
        is_typing = self.state() is QAbstractItemView.State.EditingState
        if is_enter and not is_typing and self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)


class _Fields(Cells):
    """The fields in which cells are changed."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        grid = index.model()
        assert isinstance(grid, Grid)
        column, options = grid.columns[index.column()], grid.options(index)
        if options is None:
            field = QLineEdit(parent)
            field.setFrame(False)
            if column.is_rtl is not None:
                field.setLayoutDirection(direction(is_rtl=column.is_rtl))
            field.setAccessibleName(column.heading)
            return field
        choice = QComboBox(parent)
        choice.setAccessibleName(column.heading)
        for value, words in options:
            choice.addItem(words, value)
        choice.activated.connect(lambda _at: self._settle(choice))
        return choice

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData() or "")
        else:
            super().setModelData(editor, model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)

    def _settle(self, choice: QComboBox) -> None:
        self.commitData.emit(choice)
        self.closeEditor.emit(choice)
