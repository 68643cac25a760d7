"""The first rows of a table under choosers of what the columns hold, and below them the whole of one cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.table.choosers import Choosers
from annotator.desktop.dialogs.table.rows import RowTable, whole_letters
from annotator.desktop.plain import label, runs_from_right
from annotator.desktop.theme import ARTICLE_FONT
from annotator.desktop.writing import begin_where_reading_begins
from annotator.words import _
from annotator.workspace.tables import Field, Preview

_LONGEST = 100_000
"""Characters of a cell that are shown."""
_WIDE, _NARROW = 380, 150


class Seeing(QWidget):
    """The rows, with choosers above. The cell that is current is shown whole in the pane, and what is wrong with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = RowTable(self)
        self.view = QTableView(self)
        self.view.setObjectName("tableRows")
        self.view.setAccessibleName(_("The first rows"))
        self.choosers = Choosers(self.view)
        self.view.setHorizontalHeader(self.choosers)
        self.view.setModel(self.rows)
        self.view.setWordWrap(False)
        self.view.setTabKeyNavigation(False)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.verticalHeader().setDefaultSectionSize(30)
        self.cell = QPlainTextEdit(self)
        self.cell.setObjectName("tableCell")
        self.cell.setAccessibleName(_("The whole cell"))
        self.cell.setReadOnly(True)
        self.cell.setTabChangesFocus(True)
        begin_where_reading_begins(self.cell)
        self.cell.setFont(QFont(ARTICLE_FONT, 14))
        self.cell.setPlaceholderText(_("Choose a cell to read all of it."))
        self._told = label("", self, name="muted")
        below = QWidget(self)
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, 6, 0, 0)
        inner.addWidget(self.cell, 1)
        inner.addWidget(self._told)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.view)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self.view.selectionModel().currentChanged.connect(self._show_cell)

    def show_table(self, seen: Preview) -> None:
        """Show another table, or the same one read otherwise."""
        self.rows.show(seen.rows, seen.names, len(seen.fields))
        side = Qt.LayoutDirection.RightToLeft if self.rows.is_right_to_left else Qt.LayoutDirection.LeftToRight
        self.view.setLayoutDirection(side)
        names = [self.rows.headerData(at, Qt.Orientation.Horizontal) for at in range(len(seen.fields))]
        self.choosers.show_fields(names, seen.fields)
        for at, field in enumerate(seen.fields):
            self.view.setColumnWidth(at, _WIDE if field is Field.TEXT else _NARROW)
        self.cell.clear()
        self._told.clear()
        if seen.rows and Field.TEXT in seen.fields:
            self.view.setCurrentIndex(self.rows.index(0, seen.fields.index(Field.TEXT)))

    def mark(self, *, month_first: bool) -> None:
        """Show what is wrong with cells for what the columns hold by now."""
        self.rows.set_fields(self.choosers.fields, month_first=month_first)
        self._show_cell(self.view.currentIndex())

    def clear(self) -> None:
        """Show nothing: the table cannot be read."""
        self.rows.show((), (), 0)
        self.choosers.show_fields((), ())
        self.cell.clear()
        self._told.clear()

    def _show_cell(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if not index.isValid():
            return
        cell = self.rows.cell(index.row(), index.column())
        told = self.rows.told(index.row(), index.column())
        if len(cell) > _LONGEST:
            more = _("The cell has {n} characters; its beginning is shown.").format(n=len(cell))
            told = f"{told} {more}".strip()
        shown = whole_letters(cell[:_LONGEST]).replace("\0", "\N{REPLACEMENT CHARACTER}")
        side = Qt.AlignmentFlag.AlignRight if runs_from_right(shown) else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side)  # which does not follow the text by itself
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.cell.document().setDefaultTextOption(option)
        if shown != self.cell.toPlainText():
            self.cell.setPlainText(shown)
        self._told.setText(told)
        self._told.setVisible(bool(told))
