"""Painting rows with tick boxes."""

from __future__ import annotations

from typing import Generic

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from annotator.desktop.lettering import LEFT, RIGHT, lettering
from annotator.desktop.panels.contexts import paint_tick, split
from annotator.desktop.tables import Index
from annotator.desktop.theme import Theme
from annotator.desktop.ticking.table import Heading, Member, TickTable

TICK = 30
"""Pixels of the column of the tick boxes."""


class TickRow(QStyledItemDelegate, Generic[Member]):
    """Paints the ground, the tick box and the headings; what stands in a row is for others to paint."""

    has_idle_boxes = True
    """Whether what cannot be ticked has a tick box too, a faint one."""

    def __init__(self, table: TickTable[Member], theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._table = table
        self._theme = theme
        self._view = view

    def paint_member(
        self, painter: QPainter, box: QRect, member: Member, option: QStyleOptionViewItem, ground: QColor
    ) -> None:
        """Paint a member into what the tick box leaves of the row."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(400, option.fontMetrics.height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._table.row_at(index.row())
        if row is None:
            return
        theme, box = self._theme, QRect(option.rect)
        is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(theme.accent_soft if self._view.currentIndex() == index else theme.panel)
        painter.fillRect(box, ground)
        tick, box = split(box, TICK, from_right=is_rtl)
        can_be = self._table.can_be_ticked(row)
        if can_be or self.has_idle_boxes:
            paint_tick(painter, tick, theme, is_on=self._table.is_ticked(row), can_be=can_be)
        if isinstance(row, Heading):
            painter.setPen(QColor(theme.muted))
            lettering(option.font).write(painter, box, row.told, RIGHT if is_rtl else LEFT, is_rtl=is_rtl)
        else:
            self.paint_member(painter, box, row, option, ground)
        painter.restore()
