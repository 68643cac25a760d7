"""Axes of figures: names and numbers at their places, in letters that Qt shapes and puts in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from annotator.desktop.plain import isolated, one_line
from annotator.desktop.theme import Theme
from annotator.review.figures import PAIR, tick
from annotator.words import is_right_to_left

_SPARE = 16
"""Pixels by which numbers may stand out at the ends of an axis."""

_WIDEST = 190
"""Pixels that names beside a figure take at most."""


class Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis with given ticks alone, without a line of its own."""

    def __init__(self, side: str, theme: Theme, font: QFont) -> None:
        super().__init__(side)
        self._theme, self._font = theme, font
        self.setTickFont(font)
        self.setPen(QColor(0, 0, 0, 0))
        self.setTickPen(QColor(theme.line))
        self.setStyle(tickLength=0, tickTextOffset=8, hideOverlappingLabels=False, autoReduceTextSpace=False)
        self.begin(has_rules=False)

    def begin(self, *, has_rules: bool) -> None:
        """Forget what was shown; `has_rules` says whether lines run from the ticks behind the figure."""
        self.setTicks([[]])
        self.setGrid(255 if has_rules else False)
        is_named = self.orientation in ("left", "right") and not has_rules
        self.setTextPen(QColor(self._theme.ink if is_named else self._theme.muted))

    def boundingRect(self) -> QRectF:
        """With room for the numbers of the first and the last rule, which are left out otherwise."""
        found: QRectF = super().boundingRect()
        return found.adjusted(-_SPARE, -_SPARE, _SPARE, _SPARE)

    def paint(self, painter: QPainter, _option: Any, _widget: Any) -> None:
        """Draw at once. Pyqtgraph draws into a picture, in which each stretch of one direction stands alone: in names
        such as موسم 1 the space between two of them is lost."""
        painter.setFont(self._font)
        specs = self.generateDrawSpecs(painter)
        if specs:
            self.drawPicture(painter, *specs)

    def name(self, places: Iterable[tuple[float, str]]) -> None:
        """Show names of others at places; the axis takes as much room as they need, and cuts longer ones off."""
        metrics = QFontMetricsF(self._font)
        found = [(at, one_line(name)) for at, name in places]
        wide = min(max((metrics.horizontalAdvance(name) for _at, name in found), default=0) + 4, _WIDEST)
        told = [(at, isolated(metrics.elidedText(name, Qt.TextElideMode.ElideRight, wide))) for at, name in found]
        self.setTicks([told])
        if self.orientation in ("left", "right"):
            self.setWidth(wide + 14)

    def head(self, places: Iterable[tuple[float, str]]) -> None:
        """Show names of columns: those of a pair above one another."""
        metrics = QFontMetricsF(self._font)

        def told(name: str) -> str:
            parts = (one_line(part) for part in name.split(PAIR, 1))
            return "\n".join(isolated(metrics.elidedText(part, Qt.TextElideMode.ElideRight, 120)) for part in parts)

        heads = [(at, told(name)) for at, name in places]
        self.setTicks([heads])
        self.setHeight(metrics.height() * max((1 + text.count("\n") for _at, text in heads), default=1) + 10)

    def count(self, numbers: Iterable[float]) -> None:
        """Show numbers at their own places."""
        told = [(number, tick(number)) for number in numbers]
        self.setTicks([told])
        if self.orientation in ("left", "right"):
            metrics = QFontMetricsF(self._font)
            self.setWidth(max((metrics.horizontalAdvance(text) for _at, text in told), default=0) + 16)


def beside() -> str:
    """The side on which names of rows stand: where reading begins."""
    return "right" if is_right_to_left() else "left"
