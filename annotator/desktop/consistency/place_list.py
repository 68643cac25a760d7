"""The list of the places of a Finding: a tick box, the words in their context, Labels or values, the Article."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget

from annotator.desktop.consistency.kwic import Line
from annotator.desktop.consistency.place_table import PlaceTable
from annotator.desktop.lettering import LEFT, RIGHT, Lettering, lettering
from annotator.desktop.panels.contexts import split
from annotator.desktop.plain import one_line
from annotator.desktop.theme import Look, Theme
from annotator.desktop.ticking.row import TICK, TickRow
from annotator.desktop.ticking.table import Heading
from annotator.desktop.ticking.view import TickView
from annotator.review.doubts import Doubt, Occurrence
from annotator.words import _

_LABELS, _DATES, _TITLE = 108, 210, 150
"""Pixels of the columns beside the context; `_DATES` is that of the Labels where dates are shown."""


class PlaceList(TickView):
    """The rows. A click on a tick box ticks; a double click or Enter asks for the place."""

    place_asked = Signal(object)
    """An `Occurrence`."""

    def __init__(self, table: PlaceTable, looks: dict[str, Look], theme: Theme, parent: QWidget) -> None:
        super().__init__(table, "consistencyPlaces", _("Places"), parent)
        self.setItemDelegate(_Row(table, looks, theme, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain:
            self._ask(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and self._is_on_tick(event, index):
            self._table.toggle(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._is_on_tick(event, index):
            self._ask(index.row())

    def _is_on_tick(self, event: QMouseEvent, index: QModelIndex) -> bool:
        """Whether the pointer is over the tick box; of a heading everywhere."""
        box = self.visualRect(index)
        tick, _rest = split(box, TICK, from_right=self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        is_heading = isinstance(self._table.row_at(index.row()), Heading)
        return is_heading or tick.contains(event.position().toPoint())

    def _ask(self, at: int) -> None:
        row = self._table.row_at(at)
        if isinstance(row, Occurrence):
            self.place_asked.emit(row)


class _Row(TickRow[Occurrence]):
    """The words in their context, Labels or values, the Article."""

    has_idle_boxes = False

    def __init__(self, table: PlaceTable, looks: dict[str, Look], theme: Theme, view: QListView) -> None:
        super().__init__(table, theme, view)
        self._places = table
        self._looks = looks
        self._lines: dict[tuple[Occurrence, str], Line] = {}
        table.modelReset.connect(self._lines.clear)

    def paint_member(
        self, painter: QPainter, box: QRect, member: Occurrence, option: QStyleOptionViewItem, ground: QColor
    ) -> None:
        found = self._places.context(member)
        if found is None:
            return
        theme, finding, letters = self._theme, self._places.finding, lettering(option.font)
        is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
        is_date = finding is not None and finding.kind is Doubt.DATE
        title, box = split(box, _TITLE, from_right=not is_rtl)
        beside, box = split(box, _DATES if is_date else _LABELS, from_right=not is_rtl)
        key = member, option.font.key()
        if key not in self._lines:
            self._lines[key] = Line(found, option.font)
        look = self._looks.get(next(iter(found.labels), ""))
        color, tint = (look.color, look.tint) if look else (QColor(theme.muted), QColor(theme.hover))
        self._lines[key].paint(painter, box, theme, color=color, tint=tint, ground=ground)
        if is_date:
            painter.setPen(QColor(theme.ink))
            letters.write(painter, beside.adjusted(6, 0, -6, 0), _values(member), LEFT, is_rtl=False)
        else:
            self._paint_labels(painter, beside.adjusted(6, 4, -6, -4), found.labels, letters, is_rtl=is_rtl)
        painter.setPen(QColor(theme.muted))
        whose = f"{member.layer.annotator}: " if self._places.has_others else ""
        letters.write(painter, title.adjusted(6, 0, -6, 0), one_line(f"{whose}{found.title}"), RIGHT, is_rtl=True)

    def _paint_labels(
        self, painter: QPainter, box: QRect, labels: tuple[str, ...], letters: Lettering, *, is_rtl: bool
    ) -> None:
        """A chip for each Label."""
        for name in labels:
            look = self._looks.get(name)
            text = look.chip if look else one_line(name)
            width = min(ceil(letters.width(text)) + 14, box.width())
            if width <= 12:
                return
            chip, box = split(box, width, from_right=is_rtl)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color if look else QColor(self._theme.hover))
            painter.drawRoundedRect(chip, 4, 4)
            painter.setPen(look.ink if look else QColor(self._theme.ink))
            letters.write(painter, chip.adjusted(6, 0, -6, 0), text, LEFT, is_rtl=is_rtl)
            box = box.adjusted(0, 0, -4, 0) if is_rtl else box.adjusted(4, 0, 0, 0)


def _values(place: Occurrence) -> str:
    """The value of a date, and the one that its words have where that is another; types where they differ."""
    (given_type, given), (said_type, said) = place.given, place.said
    if given_type not in ("", said_type):
        return f"{given_type} {given or '—'} → {said_type} {said}"
    return given if given == said else f"{given or '—'} → {said}"
