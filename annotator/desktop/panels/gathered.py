"""Lists beside the table of Spans: the events of the Article, its chains, and what is missing in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from annotator.desktop.plain import escaped, one_line
from annotator.desktop.tables import Index
from annotator.frozen import frozen


@frozen
class Line:
    """One line of a list. `span` is the uid of the Span that it leads to; a heading stands above what it heads."""

    text: str
    span: str
    color: str = ""
    is_heading: bool = False
    warns: bool = False


class Lines(QAbstractListModel):
    """The lines of one list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        if tuple(lines) != self._lines:
            self.beginResetModel()
            self._lines = tuple(lines)
            self.endResetModel()

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._lines

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return one_line(line.text)
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(line.text)
            case Qt.ItemDataRole.DecorationRole if line.color:
                return QColor(line.color)
            case Qt.ItemDataRole.FontRole if line.is_heading:
                bold = QFont()
                bold.setWeight(QFont.Weight.DemiBold)
                return bold
        return None


class GatheredList(QListView):
    """Shows lines; reports the Span of the one that is chosen."""

    span_chosen = Signal(str)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._lines = Lines(self)
        self._is_following = False
        self.setModel(self._lines)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(11, 11))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._report)
        self.clicked.connect(self._report)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines.lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; where the chosen one is still there it stays chosen."""
        self._is_following = True
        self._lines.show(lines)
        self._is_following = False

    def show_chosen(self, uid: str | None) -> None:
        """Mark the line of a Span, without reporting it."""
        row = next((row for row, line in enumerate(self.lines) if line.span == uid and not line.is_heading), -1)
        self._is_following = True
        if row < 0:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self._lines.index(row))
        self._is_following = False

    def _report(self, index: QModelIndex, *_before: object) -> None:
        if index.isValid() and not self._is_following:
            self.span_chosen.emit(self.lines[index.row()].span)
