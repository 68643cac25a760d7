"""Painting a Case in context: the words in the middle, and beneath them a line for each different answer, so that one
sees whose edges are where."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from annotator.desktop.bench.findings import Place
from annotator.desktop.dialogs.disagreement_tables import CaseTable
from annotator.desktop.lettering import LEFT, RIGHT, lettering
from annotator.desktop.panels.contexts import split
from annotator.desktop.plain import one_line, unbroken
from annotator.desktop.tables import Index
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.text.geometry import caret_at
from annotator.desktop.theme import Look, Theme
from annotator.model.offsets import OffsetMap
from annotator.review.class_words import kind_word
from annotator.words import is_right_to_left

_KINDS, _TITLE, _STATE = 190, 170, 22
"""Pixels of the columns beside the context."""
_LINES, _APART, _THICK = 4, 4.0, 2.4
"""How many answers are shown beneath the words, how far apart, and how thick."""
_ABOVE = 8
"""Pixels above the words of a row."""


class CaseRow(QStyledItemDelegate):
    """Paints the rows of a `CaseTable`."""

    def __init__(self, table: CaseTable, looks: dict[str, Look], theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._table, self._looks, self._theme, self._view = table, looks, theme, view

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(400, option.fontMetrics.height() + round(_LINES * _APART) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = self._table.place_at(index.row())
        if place is None:
            return
        theme, box, letters = self._theme, QRect(option.rect), lettering(option.font)
        is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
        end = LEFT if is_rtl else RIGHT
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._view.currentIndex() == index:
            painter.fillRect(box, QColor(theme.accent_soft))
        state, box = split(box, _STATE, from_right=is_rtl)
        painter.setPen(QColor(theme.accent))
        letters.write(painter, state, "✓" if place.is_settled else "", 0.5, is_rtl=is_rtl)
        title, box = split(box, _TITLE, from_right=not is_rtl)
        kinds, box = split(box, _KINDS, from_right=not is_rtl)
        painter.setPen(QColor(theme.muted))
        told = " · ".join(kind_word(kind) for kind in sorted(place.kinds))
        beside = 6, _ABOVE, -6, _ABOVE + option.fontMetrics.height() - box.height()  # on the line of the words
        letters.write(painter, kinds.adjusted(*beside), told, 1.0 - end, is_rtl=is_right_to_left())
        letters.write(painter, title.adjusted(*beside), one_line(place.title), end, is_rtl=True)
        self._context(painter, box.adjusted(6, 0, -6, 0), place, option)
        painter.restore()

    def _context(self, painter: QPainter, box: QRect, place: Place, option: QStyleOptionViewItem) -> None:
        text = unbroken(place.before + place.words + place.after)
        to = OffsetMap(text).to_u16
        layout = QTextLayout(text, option.font)
        way = QTextOption()
        is_rtl = runs_right_to_left(text)
        way.setTextDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        way.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(way)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        first, last = to(len(place.before)), to(len(place.before) + len(place.words))
        edges = caret_at(line, first), caret_at(line, last)
        x = box.center().x() - (min(edges) + max(edges)) / 2
        y = float(box.y() + _ABOVE)
        painter.setClipRect(box)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(self._theme.warning)
        ground.setAlphaF(0.16)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(x + min(edges) - 2, y, max(edges) - min(edges) + 4, line.height()), 4, 4)
        dark = QTextLayout.FormatRange()
        dark.start, dark.length = first, last - first
        dark.format = QTextCharFormat()
        dark.format.setForeground(QColor(self._theme.ink))
        painter.setPen(QColor(self._theme.muted))
        layout.draw(painter, QPointF(x, y), [dark])
        painter.setPen(Qt.PenStyle.NoPen)
        for number, (label, fragments) in enumerate(place.lines[:_LINES]):
            look = self._looks.get(label)
            painter.setBrush(look.color if look else QColor(self._theme.muted))
            top = y + line.height() + 1.5 + number * _APART
            for start, end in fragments:
                a, b = caret_at(line, to(max(start, 0))), caret_at(line, to(min(end, len(text))))
                painter.drawRoundedRect(QRectF(x + min(a, b), top, abs(b - a), _THICK), 1.0, 1.0)
        painter.setClipping(False)
