"""A figure drawn: bars, columns of days, ranges, or a map of heat, the way reading runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.desktop.colours import mixed
from annotator.desktop.dashboard.axis import Axis, beside
from annotator.desktop.plain import escaped, one_line
from annotator.desktop.theme import Theme
from annotator.review.figures import Figure, Form, Kind, shown, steps
from annotator.review.page.svg import days_told
from annotator.review.palette import DARK, HALF, LIGHT, heat_share
from annotator.words import is_right_to_left

_ROW, _THICK, _DAYS = 30, 0.5, 220
_POINTS = 9.5
_LAST = 0.05
"""The share of the width in which half of the name of the last day stands."""
_SIDES = ("left", "right", "top", "bottom")


class Chart(pg.PlotWidget):  # type: ignore[misc]
    """Shows one figure. Nothing in it moves; a tooltip tells the numbers, and so does the table beside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._theme, self._palette = theme, DARK if theme.is_dark else LIGHT
        self._font = QFont(parent.font())
        self._font.setPointSizeF(_POINTS)
        self._figure: Figure | None = None
        self._height = _DAYS
        axes = {side: Axis(side, theme, self._font) for side in _SIDES}
        super().__init__(parent, background=theme.paper, axisItems=axes, enableMenu=False)
        for axis in axes.values():
            axis.setZValue(-1)  # rules run behind what is drawn
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        # Sides are named for what they are here: a layout from right to left would swap them once more.
        self.plotItem.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.plotItem.layout.setContentsMargins(6, 8, 6, 4)

    def _axis(self, side: str) -> Axis:
        found = self.plotItem.getAxis(side)
        assert isinstance(found, Axis)
        return found

    def sizeHint(self) -> QSize:
        return QSize(520, self._height)

    @property
    def figure(self) -> Figure | None:
        """What is shown."""
        return self._figure

    def show_figure(self, figure: Figure) -> None:
        """Draw another figure in place of the one that is shown."""
        self._figure = figure
        self.plotItem.clear()
        box = self.plotItem.getViewBox()
        is_days = figure.form is Form.DAYS
        rules = {"bottom": figure.form is Form.RANGES, beside(): is_days}
        for side in _SIDES:
            self.plotItem.showAxis(side, False)
            self._axis(side).begin(has_rules=rules.get(side, False))
        box.invertX(is_right_to_left())
        box.invertY(not is_days)
        draw = {
            Form.BARS: self._bars,
            Form.RANGES: self._ranges,
            Form.DAYS: self._days,
            Form.HEAT: self._heat,
        }.get(figure.form)
        if draw is not None:
            draw(figure)
        self.setFixedHeight(self._height)

    def _shown_axis(self, side: str) -> Axis:
        self.plotItem.showAxis(side, True)
        return self._axis(side)

    def _range(self, wide: tuple[float, float], high: tuple[float, float]) -> None:
        self.plotItem.setRange(xRange=wide, yRange=high, padding=0)

    # Forms

    def _bars(self, figure: Figure) -> None:
        totals = figure.totals
        most = max(totals, default=0) or 1
        before = np.zeros(len(figure.places))
        for one in figure.series:
            values = _numbers(one.values)
            self._rectangles(before, _rows(figure), values, np.full(len(values), _THICK), self._palette.of(one.tone))
            before += values
        for row, total in enumerate(totals):
            self._word(shown(total, Kind.COUNT), total + most * 0.012, row, self._theme.muted)
        self._name_rows(figure)
        self._range((0, most * 1.14), (-0.5, len(figure.places) - 0.5))
        self._height = len(figure.places) * _ROW + 8

    def _ranges(self, figure: Figure) -> None:
        low, middle, high = (_numbers(one.values) for one in figure.series)
        ticks = steps(float(max(high, default=0)))
        soft = mixed(self._palette.of(0), self._theme.paper, 0.5)
        self._rectangles(low, _rows(figure), high - low, np.full(len(low), _THICK), soft)
        for row, value in enumerate(middle):
            pen = QPen(QColor(self._theme.ink), 2)
            pen.setCosmetic(True)
            self.plotItem.addItem(pg.PlotDataItem([value, value], [row - 0.36, row + 0.36], pen=pen))
            self._word(f"{value:.1f}", float(high[row]) + ticks[-1] * 0.012, row, self._theme.muted)
        self._name_rows(figure)
        self._shown_axis("bottom").count(ticks)
        self._range((0, ticks[-1] * 1.12), (-0.5, len(figure.places) - 0.5))
        self._height = len(figure.places) * _ROW + 40

    def _days(self, figure: Figure) -> None:
        ticks = steps(max(figure.totals, default=0))
        places = np.arange(len(figure.places), dtype=float)
        wide = 0.72 if len(places) < 60 else 0.9
        before = np.zeros(len(places))
        for one in figure.series:
            values = _numbers(one.values)
            self._rectangles(
                places - wide / 2, before + values / 2, np.full(len(places), wide), values, self._palette.of(one.tone)
            )
            before += values
        self._shown_axis(beside()).count(ticks)
        self._shown_axis("bottom").name((float(at), place) for at, place, _anchor in days_told(figure.places))
        room = max(0.7, (8 - len(places)) / 2)
        behind = max(room, len(places) * _LAST)
        self._range((-room, len(places) - 1 + behind), (0, ticks[-1] * 1.03))
        self._height = _DAYS

    def _heat(self, figure: Figure) -> None:
        for across, one in enumerate(figure.series):
            for row, value in enumerate(one.values):
                if value is None:
                    self._word("·", across, row, self._theme.muted, anchor=0.5)
                    continue
                color = mixed(self._palette.heat, self._theme.paper, heat_share(value))
                self._rectangles(np.array([across - 0.48]), np.array([row]), np.array([0.96]), np.array([0.92]), color)
                self._word(
                    f"{value:.2f}", across, row, self._theme.paper if value >= HALF else self._theme.ink, anchor=0.5
                )
        self._name_rows(figure)
        heads = [(float(at), one.name) for at, one in enumerate(figure.series)]
        top = self._shown_axis("top")
        top.head(heads)
        self._range((-0.5, len(figure.series) - 0.5), (-0.5, len(figure.places) - 0.5))
        self._height = round(len(figure.places) * _ROW + top.height() + 12)

    # Pieces

    def _name_rows(self, figure: Figure) -> None:
        self._shown_axis(beside()).name((float(row), place) for row, place in enumerate(figure.places))

    def _rectangles(self, left: Any, middle: Any, wide: Any, high: Any, color: str) -> None:
        pen = QPen(QColor(self._theme.paper), 1)
        pen.setCosmetic(True)
        here = (wide > 0) & (high > 0)
        if here.any():
            item = pg.BarGraphItem(
                x0=left[here],
                y0=(middle - high / 2)[here],
                width=wide[here],
                height=high[here],
                pen=pen,
                brush=QColor(color),
            )
            self.plotItem.addItem(item)

    def _word(self, text: str, x: float, y: float, color: str, *, anchor: float | None = None) -> None:
        """A number at a place: with its middle there, or beginning there."""
        begins = 1.0 if is_right_to_left() else 0.0
        item = pg.TextItem(text, color=QColor(color), anchor=(begins if anchor is None else anchor, 0.5))
        item.setFont(self._font)
        item.setPos(x, y)
        self.plotItem.addItem(item)

    # Telling

    def told_at(self, at: QPointF) -> str:
        """What the figure says at a point of it, in plain text; empty where it says nothing."""
        figure = self._figure
        if figure is None:
            return ""
        point = self.plotItem.vb.mapSceneToView(at)
        place = round(point.x() if figure.form is Form.DAYS else point.y())
        if not 0 <= place < len(figure.places):
            return ""
        kind = Kind.COUNT if figure.form in (Form.BARS, Form.DAYS) else Kind.MEASURE
        parts = [(one.name, one.values[place]) for one in figure.series]
        if figure.form is Form.HEAT:
            across = round(point.x())
            parts = parts[across : across + 1] if across >= 0 else []
        lines = [f"{one_line(name)}: {shown(value, kind)}" for name, value in parts if value]
        return "\n".join([one_line(figure.places[place]), *lines]) if lines else ""

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            told = self.told_at(self.mapToScene(event.pos()))
            QToolTip.showText(event.globalPos(), escaped(told) if told else "", self)
            return True
        return bool(super().viewportEvent(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page around it is scrolled


def _numbers(values: Sequence[float | None]) -> Any:
    return np.array([value or 0.0 for value in values], dtype=float)


def _rows(figure: Figure) -> Any:
    return np.arange(len(figure.places), dtype=float)
