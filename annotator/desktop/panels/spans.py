"""The table of this Article's Spans."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.desktop.tables import ENTRY, Column, SpanTable
from annotator.desktop.text.page import runs_right_to_left
from annotator.words import _


class SpanPanel(QTableView):
    """Shows the Spans in reading order and reports which one is chosen."""

    span_chosen = Signal(str)
    """The uid of the Span whose row was clicked or walked to."""
    delete_asked = Signal(str)
    """The uid of the Span whose row had the Delete key."""

    def __init__(self, table: SpanTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("spanTable")
        self.setAccessibleName(_("Spans of this article"))
        self._table = table
        self._is_following = False
        # Qt makes the row below a removed one current, which nobody asked for. Connected before Qt connects its own.
        table.rowsAboutToBeRemoved.connect(lambda *_rows: self._follow(True))
        self.setModel(table)
        self.setItemDelegateForColumn(Column.TEXT, _Words(self))
        self.setItemDelegateForColumn(Column.NOTE, _Words(self))
        table.rowsRemoved.connect(lambda *_rows: self._follow(False))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(11, 11))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.LABEL, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.NOTE, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(Column.LABEL, 104)
        self.setColumnWidth(Column.NOTE, 64)
        self.selectionModel().currentRowChanged.connect(self._row_changed)

    def _follow(self, is_following: bool) -> None:
        """Whether the current row changes because the Spans do, not because the user asks for another one."""
        self._is_following = is_following

    def show_chosen(self, uid: str | None) -> None:
        """Mark the row of the Span that is chosen in the Article."""
        row = self._table.row_of(uid) if uid else -1
        self._follow(True)
        if row >= 0:
            self.selectRow(row)
            self.scrollTo(self._table.index(row, 0))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._follow(False)

    def delete_current(self) -> None:
        """Ask for the Span of the current row to be deleted."""
        if self.currentIndex().isValid():
            self.delete_asked.emit(self.currentIndex().data(ENTRY).uid)

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._is_following:
            self.span_chosen.emit(current.data(ENTRY).uid)


class _Words(QStyledItemDelegate):
    """Shows text in its own direction, so that it is cut at its end and not at its beginning."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        is_rtl = runs_right_to_left(option.text)
        option.direction = Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
        option.displayAlignment = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
