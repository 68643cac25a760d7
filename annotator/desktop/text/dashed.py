"""Painting Suggestions: a dashed line beneath the words and a dashed chip, never a ground.

How sure one is shows in the dashes, which need no colour to be told apart: long ones, short ones, dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.desktop.lettering import CENTRE
from annotator.desktop.text.geometry import LineShape, Segment
from annotator.desktop.text.overlay import Overlay
from annotator.desktop.theme import Look
from annotator.frozen import frozen
from annotator.workspace import Suggestion


class Stroke(NamedTuple):
    """How the line of one step of confidence is drawn: dash and gap in widths of the pen, its width in shares of a
    Span's, and how much of the colour it has."""

    pattern: tuple[float, float]
    width: float
    opacity: float


STROKES = {
    "high": Stroke((5.0, 1.6), 1.0, 1.0),
    "medium": Stroke((2.4, 2.2), 0.8, 0.9),
    "check": Stroke((1.0, 2.8), 0.7, 0.8),
}
"""By `Suggestion.level`."""

_GROUND = (0.10, 0.22)
"""How much of a Label's colour lies behind the words of a chosen group, and behind the chosen one."""
_FRAME = 1.4
_CHIP_DASH = [2.2, 1.8]


@frozen
class Placed:
    """A Suggestion on the page: its Label's look, its lane, and where it stands for Qt."""

    suggestion: Suggestion
    look: Look
    lane: int
    start_u16: int
    end_u16: int

    def on(self, line: LineShape) -> list[Segment]:
        """Its pieces on a line."""
        if self.end_u16 <= line.start_u16 or self.start_u16 >= line.end_u16:
            return []
        return line.segments(self.start_u16, self.end_u16)


def paint_group(
    painter: QPainter, overlay: Overlay, lines: Iterable[LineShape], placed: Iterable[Placed], chosen: str | None
) -> None:
    """What lies behind the words that one decision would settle: a soft ground, and a frame around the chosen ones."""
    placed = list(placed)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for line in lines:
        for one in placed:
            is_chosen = one.suggestion.key == chosen
            color = QColor(one.look.color)
            color.setAlphaF(_GROUND[is_chosen] * (1.6 if overlay.theme.is_dark else 1.0))
            painter.setBrush(color)
            for left, right in one.on(line):
                box = QRectF(QPointF(left - 1.5, line.top + 2.0), QPointF(right + 1.5, line.text_bottom))
                pen = QPen(one.look.color, _FRAME if is_chosen else _FRAME * 0.7)
                if not is_chosen:
                    pen.setDashPattern(_CHIP_DASH)
                painter.setPen(pen)
                painter.drawRoundedRect(box, 4.0, 4.0)


def paint_dashes(
    painter: QPainter, overlay: Overlay, lines: Iterable[LineShape], placed: Sequence[Placed], chosen: str | None
) -> None:
    """The dashed lines and chips beneath the words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for line in lines:
        here = [(one, pieces) for one in placed if (pieces := one.on(line))]
        for one, pieces in here:
            stroke = STROKES[one.suggestion.level]
            top = overlay.lane_top(line, one.lane)
            _line(painter, overlay, one, pieces, top, stroke, is_chosen=one.suggestion.key == chosen)
            if line.start_u16 <= one.start_u16:
                _chip(painter, overlay, line, one, pieces, here, top)
        painter.setOpacity(1.0)


def _line(
    painter: QPainter,
    overlay: Overlay,
    one: Placed,
    pieces: Sequence[Segment],
    top: float,
    stroke: Stroke,
    *,
    is_chosen: bool,
) -> None:
    thick = overlay.measures.underline * stroke.width * (1.25 if is_chosen else 1.0)
    pen = QPen(one.look.color, thick)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(list(stroke.pattern))
    painter.setOpacity(stroke.opacity)
    painter.setPen(pen)
    y = top + overlay.measures.underline / 2
    for left, right in pieces:
        ends = (right - 1.0, left + 1.0) if overlay.is_rtl else (left + 1.0, right - 1.0)
        painter.drawLine(QPointF(ends[0], y), QPointF(ends[1], y))


def _chip(
    painter: QPainter,
    overlay: Overlay,
    line: LineShape,
    one: Placed,
    pieces: Sequence[Segment],
    here: Sequence[tuple[Placed, list[Segment]]],
    top: float,
) -> None:
    """The Label's name in a dashed frame under the beginning of the words, as far as there is room."""
    measures = overlay.measures
    letters = measures.chip_letters
    start, end = max(pieces, key=lambda piece: piece[1]) if overlay.is_rtl else min(pieces)
    limit = _limit(overlay, line, one, (start, end), here)
    available = (end - limit if overlay.is_rtl else limit - start) - 3.0
    text = overlay.fitting(one.look.chip, available - 8.0, letters.width)
    if not text:
        return
    width = letters.width(text) + 8.0
    left = end - width if overlay.is_rtl else start
    height = measures.lane - measures.underline - 1.5
    box = QRectF(left, top + measures.underline + 1.0, width, height).adjusted(0.5, 0.5, -0.5, -0.5)
    pen = QPen(one.look.color, 1.1)
    pen.setDashPattern(_CHIP_DASH)
    painter.setOpacity(1.0)
    painter.setBrush(QColor(overlay.theme.paper))
    painter.setPen(pen)
    painter.drawRoundedRect(box, 3.0, 3.0)
    painter.setPen(QColor(overlay.theme.ink))
    letters.write(painter, box, text, CENTRE, is_rtl=overlay.is_rtl)


def _limit(
    overlay: Overlay,
    line: LineShape,
    one: Placed,
    piece: Segment,
    here: Sequence[tuple[Placed, list[Segment]]],
) -> float:
    """How far a chip may reach without touching what stands in the same lane."""
    taken = [piece for other, pieces in here if other is not one and other.lane == one.lane for piece in pieces]
    to = overlay.offsets.to_code_point
    for span in overlay.highlights.between(to(line.start_u16), to(line.end_u16)):  # type: ignore[arg-type]
        if overlay.highlights.lane(span.uid) == one.lane:
            taken += overlay.pieces(line, span.fragments)
    if overlay.is_rtl:
        return max((right for _left, right in taken if right <= piece[0] + 1.0), default=line.left - 400.0)
    return min((left for left, _right in taken if left >= piece[1] - 1.0), default=line.right + 400.0)
