"""The concordance: each hit on a line, its words in the middle, what stands before and after on either side."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.desktop.lettering import CENTRE, LEFT, RIGHT, Lettering, lettering
from annotator.desktop.panels.hits import Column, HitTable
from annotator.desktop.tables import ENTRY, Index
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.theme import Theme
from annotator.words import _
from annotator.workspace.search import Hit

_MARGIN = 8
_LANE = 3
"""Pixels beside a cell's text, and the height of the line in a Label's colour."""

_JOINER = "\u200d"

_NARROWEST, _WIDEST = 60, 280
"""Pixels that the words in the middle may take."""


class Concordance(QTableView):
    """Shows the hits and reports which one is asked for."""

    hit_chosen = Signal(object)
    """A `Hit` that was clicked, or had the Enter key."""

    def __init__(self, table: HitTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("concordance")
        self.setAccessibleName(_("Places that were found"))
        self._table = table
        self.setModel(table)
        self.setItemDelegate(_Cell(self, table, theme))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column in (Column.BEFORE, Column.AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(Column.ARTICLE, 190)
        self.clicked.connect(self._ask)
        self.activated.connect(self._ask)
        table.modelReset.connect(self._fit)
        table.rowsInserted.connect(lambda *_rows: self._fit())

    def ask_for_current(self) -> None:
        """Ask for the hit of the current row, or of the first one."""
        index = self.currentIndex() if self.currentIndex().isValid() else self._table.index(0, Column.FOUND)
        if index.isValid():
            self.setCurrentIndex(index)
            self._ask(index)

    def _ask(self, index: QModelIndex) -> None:
        self.hit_chosen.emit(index.data(ENTRY))

    def _fit(self) -> None:
        """Make the middle as wide as what was found, and read in the direction of the texts."""
        some = self._table.hits[:200]
        if some:
            # Before and after are sides of the text, whichever way the interface runs.
            is_rtl = runs_right_to_left("".join(hit.text + hit.after for hit in some[:20]))
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
            letters = lettering(_strong(self.font()))
            widest = max(letters.width(self._table.shown(hit, Column.FOUND)) for hit in some)
            self.setColumnWidth(Column.FOUND, int(min(max(widest + 2 * _MARGIN, _NARROWEST), _WIDEST)))


class _Cell(QStyledItemDelegate):
    """One cell of the concordance; what stands before a hit is cut at its beginning."""

    def __init__(self, view: Concordance, table: HitTable, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._table = table
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._theme, QRect(option.rect)
        hit, column = self._table.hits[index.row()], Column(index.column())
        painter.setPen(Qt.PenStyle.NoPen)
        if self._view.selectionModel().isSelected(index):
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRect(box)
        text = self._table.shown(hit, column)  # through Qt's variants it would take five times as long
        is_rtl = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        start, end = (RIGHT, LEFT) if is_rtl else (LEFT, RIGHT)
        letters = lettering(_strong(option.font) if column is Column.FOUND else option.font)
        inner = box.adjusted(_MARGIN, 0, -_MARGIN, 0)
        at = start
        # Where a hit begins or ends inside a word, its letters keep the shapes that they have there.
        joins_before, joins_after = hit.before[-1:].isalpha(), hit.after[:1].isalpha()
        if column is Column.FOUND:
            at = CENTRE
            self._paint_labels(painter, box, hit)
            text = f"{_JOINER * joins_before}{text}{_JOINER * joins_after}"
        elif column is Column.BEFORE:
            at = end
            text = _cut_before(text, inner.width(), letters) + _JOINER * joins_before
        elif column is Column.AFTER:
            text = _JOINER * joins_after + text
        elif column is Column.ARTICLE:
            is_rtl = runs_right_to_left(text)
        painter.setPen(QColor(theme.muted if column is Column.ARTICLE else theme.ink))
        letters.write(painter, inner, text, at, is_rtl=is_rtl)

    def _paint_labels(self, painter: QPainter, box: QRect, hit: Hit) -> None:
        """The ground and the lines beneath in the colours of the Labels, as in the Article."""
        for number, look in enumerate(self._table.looks_of(hit)[:3]):
            if number == 0:
                painter.setBrush(look.tint)
                painter.drawRoundedRect(box.adjusted(1, 3, -1, -3), 3, 3)
            painter.setBrush(look.color)
            painter.drawRect(
                QRect(box.x() + 3, box.bottom() - 3 - _LANE - number * (_LANE + 1), box.width() - 6, _LANE)
            )


def _strong(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _cut_before(text: str, room: float, letters: Lettering) -> str:
    """As many of the last words of a text as there is room for."""
    if letters.width(text) <= room:
        return text
    return f"… {letters.last_words(text, room - letters.width('… '))}"
