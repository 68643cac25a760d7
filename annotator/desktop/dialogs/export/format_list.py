"""The formats that can be written, family by family: each with its name, its ending and what it is for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.desktop.lettering import LEFT, RIGHT, lettering
from annotator.desktop.plain import escaped, isolated
from annotator.desktop.tables import Index
from annotator.desktop.theme import Theme
from annotator.formats.bundle import Format
from annotator.formats.presenting import Family, in_order, lacking, presented
from annotator.frozen import frozen
from annotator.words import _

_BESIDE, _ABOVE = 12, 7
"""Pixels around the words of a row."""
_SMALLER = 0.9


@frozen
class Offer:
    """A format as it is offered. `lacking` says what would have to be installed first, if anything."""

    known: Format
    title: str
    purpose: str
    ending: str
    lacking: str

    @property
    def told(self) -> str:
        """The line beneath the name."""
        return self.lacking or self.purpose


class FormatTable(QAbstractListModel):
    """The formats under the headings of their families."""

    def __init__(self, formats: Iterable[Format], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Offer | Family] = []
        family: Family | None = None
        for known in in_order(tuple(formats)):
            about = presented(known)
            if about.family is not family:
                family = about.family
                self._rows.append(family)
            ending = known.suffixes[0] if known.write is not None else ".zip"
            self._rows.append(Offer(known, about.title, about.purpose, ending, lacking(known)))

    def row_at(self, row: int) -> Offer | Family | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def offer_at(self, row: int) -> Offer | None:
        """The format of a row; None for a heading."""
        found = self.row_at(row)
        return found if isinstance(found, Offer) else None

    def row_of(self, name: str) -> int:
        """The row of the format called `name`, else the first one's."""
        rows = {one.known.name: row for row, one in enumerate(self._rows) if isinstance(one, Offer)}
        return rows.get(name, min(rows.values()))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        offer = self.offer_at(index.row())
        # What cannot be used yet can still be walked to: only so a screen reader says what to install.
        return super().flags(index) if offer is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if isinstance(row, Family):
            return row.heading if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(row.told)
            case Qt.ItemDataRole.AccessibleTextRole:
                told = f"{row.title} ({row.ending}). {row.told}"
                return " ".join([told, _("Not available.")]) if row.lacking else told
        return None


class FormatList(QListView):
    """Shows the formats and reports which one is walked to or clicked."""

    format_chosen = Signal(object)
    """An `Offer`."""

    def __init__(self, table: FormatTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formatList")
        self.setAccessibleName(_("Format"))
        self._table = table
        self.setModel(table)
        self.setItemDelegate(_Row(self, table, theme))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._tell)

    def choose(self, name: str) -> None:
        """Make the format called `name` the current one."""
        self.setCurrentIndex(self._table.index(self._table.row_of(name)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    @property
    def chosen(self) -> Offer:
        """The format that is current; there always is one."""
        offer = self._table.offer_at(self.currentIndex().row())
        assert offer is not None
        return offer

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        offer = self._table.offer_at(current.row())
        if offer is not None:
            self.format_chosen.emit(offer)


class _Row(QStyledItemDelegate):
    """A heading, or a format on two lines: its name and ending, and what it is for."""

    def __init__(self, view: QListView, table: FormatTable, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._table = table
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = option.fontMetrics.height()
        is_heading = self._table.offer_at(index.row()) is None
        first = index.row() == 0
        return QSize(220, height + (14 if first else 22) if is_heading else 2 * height + 2 * _ABOVE + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._table.row_at(index.row())
        is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
        box = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Family):
            small = _sized(option.font, _SMALLER, bold=True)
            painter.setPen(QColor(self._theme.muted))
            line = box.adjusted(_BESIDE, box.height() - option.fontMetrics.height() - 8, -_BESIDE, -4)
            lettering(small).write(painter, line, row.heading, RIGHT if is_rtl else LEFT, is_rtl=is_rtl)
        elif row is not None:
            self._paint_ground(painter, box, index)
            self._paint_offer(painter, box.adjusted(_BESIDE, _ABOVE, -_BESIDE, -_ABOVE), option.font, row, is_rtl)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, index: Index) -> None:
        theme, ground = self._theme, box.adjusted(3, 1, -3, -1)
        is_current = self._view.currentIndex() == index
        port = self._view.viewport()
        is_pointed_at = port.underMouse() and self._view.indexAt(port.mapFromGlobal(QCursor.pos())) == index
        if not (is_current or is_pointed_at):
            return
        is_focused = is_current and self._view.hasFocus()
        painter.setPen(QColor(theme.accent) if is_focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent_soft if is_current else theme.hover))
        painter.drawRoundedRect(ground.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_offer(self, painter: QPainter, box: QRect, font: QFont, offer: Offer, is_rtl: bool) -> None:
        theme, side, other = self._theme, RIGHT if is_rtl else LEFT, LEFT if is_rtl else RIGHT
        bold, small = lettering(_sized(font, 1.0, bold=True)), lettering(_sized(font, _SMALLER))
        top = QRect(box.x(), box.y(), box.width(), box.height() // 2)
        below = QRect(box.x(), top.bottom() + 1, box.width(), box.height() - top.height())
        ending = isolated(offer.ending)
        room = round(small.width(ending)) + 10
        painter.setPen(QColor(theme.muted))
        small.write(painter, top, ending, other, is_rtl=is_rtl)
        small.write(painter, below, offer.told, side, is_rtl=is_rtl)
        painter.setPen(QColor(theme.muted if offer.lacking else theme.ink))
        title = top.adjusted(room, 0, 0, 0) if is_rtl else top.adjusted(0, 0, -room, 0)
        bold.write(painter, title, offer.title, side, is_rtl=is_rtl)


def _sized(font: QFont, share: float, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * share)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made
