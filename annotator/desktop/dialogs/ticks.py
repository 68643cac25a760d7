"""Cells with a tick box, painted in the colours of the window and not in those of the system."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.desktop.lettering import LEFT, RIGHT, lettering
from annotator.desktop.panels.contexts import paint_tick, split
from annotator.desktop.tables import Index
from annotator.desktop.theme import Theme

_BOX = 28
"""Pixels for the tick box."""


class Ticks(QStyledItemDelegate):
    """Paints the box of cells that can be ticked, and their words behind it; all other cells as usual."""

    def __init__(self, view: QAbstractItemView, theme: Theme) -> None:
        super().__init__(view)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            super().paint(painter, option, index)
            return
        style = QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter)
        is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
        tick, rest = split(QRect(option.rect), _BOX, from_right=is_rtl)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(self._theme.accent_soft))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tick(painter, tick, self._theme, is_on=Qt.CheckState(state) is Qt.CheckState.Checked)
        painter.setPen(QColor(self._theme.ink))
        words = str(index.data() or "")
        lettering(option.font).write(painter, rest, words, RIGHT if is_rtl else LEFT, is_rtl=is_rtl)
        painter.restore()
