"""The table of this Article's Spans."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.desktop.lettering import LEFT, RIGHT, lettering
from annotator.desktop.tables import ENTRY, Column, Index, SpanTable
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.theme import Theme
from annotator.words import _

_MARGIN = 6
_DOT = 11
"""Pixels beside a cell's text, and of the dot in a Label's colour."""
_LEAST, _READABLE = 40, 72
"""Pixels that a column has at least, and that words need to be read."""
_NOTE = 62
"""Pixels for notes."""


class SpanPanel(QTableView):
    """Shows the Spans in reading order and reports which one is chosen."""

    span_chosen = Signal(str)
    """The uid of the Span whose row was clicked or walked to."""

    def __init__(self, table: SpanTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("spanTable")
        self.setAccessibleName(_("Spans of this article"))
        self._table = table
        self._is_following = False
        # Qt makes the row below a removed one current, which nobody asked for. Connected before Qt connects its own.
        table.rowsAboutToBeRemoved.connect(lambda *_rows: self._follow(True))
        self.setModel(table)
        self.setItemDelegate(_Cell(self, table, theme))
        table.rowsRemoved.connect(lambda *_rows: self._follow(False))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Qt's own is the width of the face's widest sign, and notes would be cut off.
        header.setMinimumSectionSize(_LEAST)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.LABEL, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.NOTE, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(Column.LABEL, 96)
        self.setColumnWidth(Column.NOTE, _NOTE)
        self.selectionModel().currentRowChanged.connect(self._row_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for all, words come first: the notes give way, which the inspector shows too."""
        header = self.horizontalHeader()
        others = self.columnWidth(Column.LABEL) + (self.columnWidth(Column.NOTE) or _NOTE)
        header.setSectionHidden(Column.NOTE, event.size().width() - others < _READABLE)
        super().resizeEvent(event)

    def _follow(self, is_following: bool) -> None:
        """Whether the current row changes because the Spans do, not because the user asks for another one."""
        self._is_following = is_following

    def show_chosen(self, uid: str | None) -> None:
        """Mark the row of the Span that is chosen in the Article."""
        row = self._table.row_of(uid) if uid else -1
        self._follow(True)
        if row >= 0:
            # QTableView.selectRow finds no column in a right-to-left table.
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._table.index(row, 0), flags)
            self.scrollTo(self._table.index(row, 0))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._follow(False)

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._is_following:
            self.span_chosen.emit(current.data(ENTRY).uid)


class _Cell(QStyledItemDelegate):
    """One cell: the words or the note in their own direction, or the Label behind a dot in its colour."""

    def __init__(self, view: QTableView, table: SpanTable, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._table = table
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._theme, QRect(option.rect)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._view.selectionModel().isSelected(index):
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRect(box)
        span, column = self._table.span_at(index.row()), Column(index.column())
        text = self._table.shown(span, column)  # through Qt's variants it would take five times as long
        if not text:
            return
        box.adjust(_MARGIN, 0, -_MARGIN, 0)
        is_rtl = runs_right_to_left(text)
        if column is Column.LABEL:
            is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
            self._paint_dot(painter, box, self._table.color(span), is_rtl)
            box.adjust(0 if is_rtl else _DOT + 6, 0, -(_DOT + 6) if is_rtl else 0, 0)
        painter.setPen(QColor(theme.ink))
        lettering(option.font).write(painter, box, text, RIGHT if is_rtl else LEFT, is_rtl=is_rtl)

    @staticmethod
    def _paint_dot(painter: QPainter, box: QRect, color: QColor, is_rtl: bool) -> None:
        left = box.right() + 1 - _DOT if is_rtl else box.left()
        painter.setBrush(color)
        painter.drawRect(QRect(left, box.center().y() + 1 - _DOT // 2, _DOT, _DOT))
