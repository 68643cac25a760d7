"""Painting several Layers: Gold as a ground behind the words and filled chips, the others as lines and outlined chips
in their bands, whose letters stand beside the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from annotator.desktop.lettering import CENTRE
from annotator.desktop.text.geometry import LineShape, Segment
from annotator.desktop.text.lanes import GOLD, Lanes, letter_of
from annotator.desktop.text.overlay import Overlay, Shown
from annotator.desktop.theme import Look
from annotator.model.annotation import Fragment, Span
from annotator.model.schema import Kind

GOLDEN = QColor("#B9862B")
"""The colour of the sign of Gold: told from the sky and the paper in both appearances."""

_BESIDE = 15.0
"""Pixels from the text to the middle of the letters beside it."""
_WAITING = 0.11
"""How much of the warning colour lies behind the words of a Case that waits."""
_ROUND = 5.0


def paint_sign(painter: QPainter, middle: QPointF, size: float) -> None:
    """Paint the sign of Gold: a lozenge, `size` pixels from its middle to its corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(GOLDEN)
    x, y = middle.x(), middle.y()
    corners = [QPointF(x, y - size), QPointF(x + size, y), QPointF(x, y + size), QPointF(x - size, y)]
    painter.drawPolygon(QPolygonF(corners))


@dataclass(slots=True)
class LanesOverlay(Overlay):
    """Paints one Article with several Layers. `edge` is where the text's column ends on the side at which its lines
    begin; `case` is what the Case in hand is about, `waiting` what those are about that are not decided yet."""

    edge: float = 0.0
    case: Sequence[Fragment] = ()
    waiting: Sequence[Fragment] = ()
    _is_gold: bool = field(default=False, init=False)

    def paint_grounds(self, painter: QPainter, lines: Iterable[LineShape], shown: Shown) -> None:
        lines = list(lines)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        faint = QColor(self.theme.warning)
        faint.setAlphaF(_WAITING * (1.5 if self.theme.is_dark else 1.0))
        for line in lines:
            start, end = self._code_points(line)
            for fragment in self.waiting:
                if fragment[0] < end and start < fragment[1]:
                    self._ground(painter, line, fragment, faint)
        Overlay.paint_grounds(self, painter, lines, shown)
        for line in lines:
            for fragment in self.case:
                self._light(painter, line, fragment)

    def paint_lanes(self, painter: QPainter, lines: Iterable[LineShape], shown: Shown) -> None:
        lines = list(lines)
        Overlay.paint_lanes(self, painter, lines, shown)
        for line in lines:
            self._letters(painter, line)

    def lane_top(self, line: LineShape, lane: int) -> float:
        return Overlay.lane_top(self, line, self._lanes.lane_on(lane, *self._code_points(line)))

    @property
    def _lanes(self) -> Lanes:
        assert isinstance(self.highlights, Lanes)
        return self.highlights

    def _grounded(self, start: int, end: int) -> list[Span]:
        return [span for span in self.highlights.between(start, end) if letter_of(span.uid) == GOLD]

    def _light(self, painter: QPainter, line: LineShape, case: Fragment) -> None:
        """A frame around the words of the Case in hand and the lanes beneath them."""
        pieces = self.pieces(line, [case])
        if not pieces:
            return
        bottom = line.text_bottom + self.measures.zone(self._lanes.depth_on(*self._code_points(line))) - 2.0
        soft = QColor(self.theme.accent)
        soft.setAlphaF(0.10 if self.theme.is_dark else 0.07)
        painter.setBrush(soft)
        painter.setPen(QPen(QColor(self.theme.accent), 1.5))
        left, right = min(piece[0] for piece in pieces), max(piece[1] for piece in pieces)
        painter.drawRoundedRect(
            QRectF(QPointF(left - 3.0, line.top + 1.0), QPointF(right + 3.0, bottom)), _ROUND, _ROUND
        )
        painter.setPen(Qt.PenStyle.NoPen)

    def _letters(self, painter: QPainter, line: LineShape) -> None:
        """The letters of the Layers beside the line, each at the height of its band."""
        start, end = self._code_points(line)
        if not self._lanes.depth_on(start, end):
            return
        x = self.edge + (_BESIDE if self.is_rtl else -_BESIDE)
        height = self.measures.lane
        for letter in self._lanes.letters:
            first, _end = self._lanes.band_at(letter, start)
            box = QRectF(x - 12.0, self.lane_top(line, first), 24.0, height)
            if letter == GOLD:
                paint_sign(painter, box.center(), 4.0)
            else:
                painter.setPen(QColor(self.theme.muted))
                self.measures.chip_letters.write(painter, box, letter, CENTRE, is_rtl=False)

    def _lane(
        self,
        painter: QPainter,
        line: LineShape,
        span: Span,
        look: Look,
        pieces: list[Segment],
        room: Segment,
        chip: tuple[str, Look],
        *,
        chosen: bool,
    ) -> None:
        self._is_gold = letter_of(span.uid) == GOLD
        # No zero-argument super: a dataclass with slots is another class than the one that is being written here.
        Overlay._lane(self, painter, line, span, look, pieces, room, chip, chosen=chosen)

    def _chip_shape(self, painter: QPainter, look: Look, box: QRectF, *, chosen: bool) -> None:
        if self._is_gold:
            Overlay._chip_shape(self, painter, look, box, chosen=chosen)
            return
        radius = 1.0 if look.label.kind is Kind.EVENT else box.height() / 2
        painter.setBrush(QColor(self.theme.paper))
        painter.setPen(QPen(look.color, 1.1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(QColor(self.theme.ink))
