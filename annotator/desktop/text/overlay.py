"""Painting Spans: soft grounds behind the words, and beneath each line lanes with an underline and a chip.

The grounds are painted before Qt paints the letters, the lanes after, and only for the lines that show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.desktop.lettering import CENTRE, Lettering, lettering
from annotator.desktop.text.geometry import LineShape, Segment
from annotator.desktop.text.highlights import Highlights
from annotator.desktop.theme import Look, Theme
from annotator.model.annotation import Fragment, Span
from annotator.model.offsets import OffsetMap
from annotator.model.schema import Kind

_RADIUS = 3.0
_DIMMED = 0.3
"""The share of its colours that a Span keeps while it may not be picked."""

INVISIBLE = {
    "\u00a0": "NBSP", "\u061c": "ALM", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM",
    "\u200f": "RLM", "\u2028": "LS", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO",
    "\u202e": "RLO", "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
    "\u0085": "NEL", "\x0b": "VT", "\x0c": "FF", "\ufeff": "BOM",
}  # fmt: skip
"""Characters that cannot be seen, with the names by which they are shown."""


@dataclass(slots=True)
class Measures:
    """The sizes of lanes and chips in pixels, all from the article font's size."""

    underline: float
    lane: float
    first_lane: float
    chip_font: QFont
    chip_letters: Lettering = field(init=False)

    def __post_init__(self) -> None:
        self.chip_letters = lettering(self.chip_font)

    @classmethod
    def for_font(cls, font_pixels: float, family: str, *, in_arabic: bool) -> Measures:
        """Measures for an article font of a height in pixels; Arabic letters need a larger chip to be read."""
        chip = QFont(family)
        chip.setPixelSize(max(9, round(font_pixels * (0.5 if in_arabic else 0.41))))
        chip.setWeight(QFont.Weight.Medium)
        height = QFontMetricsF(chip).capHeight() + 5.0
        return cls(max(2.0, font_pixels * 0.09), height + 3.5, 1.0, chip)

    def zone(self, lanes: int) -> float:
        """The height below a line's letters that `lanes` lanes take."""
        return self.first_lane + lanes * self.lane + 3.0


@dataclass(slots=True)
class Shown:
    """What the view shows besides its Spans. Ranges are code points."""

    pending: tuple[Fragment, ...] = ()
    pending_label: Look | None = None
    selected: str | None = None
    word: Fragment | None = None
    flash: Fragment | None = None
    lit: frozenset[str] | None = None
    """The Spans that may be picked now; all others are dimmed. None where nothing is being picked."""
    aimed: str | None = None
    """The one of them that Enter would pick."""
    badges: dict[str, tuple[str, Look]] = field(default_factory=dict)
    """What stands in the chips of an event's arguments: the Role, in the look of the event."""


@dataclass(slots=True)
class Overlay:
    """Paints one article's Spans."""

    text: str
    highlights: Highlights
    offsets: OffsetMap
    looks: dict[str, Look]
    theme: Theme
    measures: Measures
    is_rtl: bool
    dimming: float = _DIMMED

    def paint_grounds(self, painter: QPainter, lines: Iterable[LineShape], shown: Shown) -> None:
        """Soft grounds of the Spans, of the range in hand, and the frame of the word cursor."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for line in lines:
            start, end = self._code_points(line)
            for span in self._grounded(start, end):
                look = self.looks.get(span.label)
                chosen = span.uid == shown.selected
                aimed = span.uid == shown.aimed
                tint = self._dimmed(self._tint(look, chosen=chosen or aimed), span, shown)
                for fragment in span.fragments:
                    self._ground(painter, line, fragment, tint)
                if aimed:
                    for fragment in span.fragments:
                        self._frame(painter, line, fragment)
            for fragment in shown.pending:
                look = shown.pending_label
                color = QColor(look.color if look else self.theme.accent)
                color.setAlphaF(0.34 if self.theme.is_dark else 0.26)
                self._ground(painter, line, fragment, color)
            if shown.flash is not None:
                self._ground(painter, line, shown.flash, self._passing())
            if shown.word is not None:
                self._frame(painter, line, shown.word)

    def paint_lanes(self, painter: QPainter, lines: Iterable[LineShape], shown: Shown) -> None:
        """Underlines and chips beneath the lines."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in lines:
            start, end = self._code_points(line)
            spans = self.highlights.between(start, end)
            pieces = {span.uid: self.pieces(line, span.fragments) for span in spans}
            for span in spans:
                look = self.looks.get(span.label)
                if look is not None and pieces[span.uid]:
                    room = self._room(span, spans, pieces, line)
                    chip = shown.badges.get(span.uid, (look.chip, look))
                    painter.setOpacity(self.dimming if self._is_dimmed(span, shown) else 1.0)
                    self._lane(
                        painter, line, span, look, pieces[span.uid], room, chip, chosen=span.uid == shown.selected
                    )
            painter.setOpacity(1.0)

    def paint_marks(self, painter: QPainter, lines: Iterable[LineShape], _shown: Shown) -> None:
        """Small names where invisible characters stand: they change what is seen, so they can be seen."""
        painter.setFont(self.measures.chip_font)
        painter.setPen(QColor(self.theme.warning))
        for line in lines:
            start, end = self._code_points(line)
            for position in range(start, end):
                name = INVISIBLE.get(self.text[position])
                position_u16 = self.offsets.to_u16(position)
                run = next((r for r in line.runs if r.start_u16 <= position_u16 < r.end_u16), None)
                if name and run:
                    x = line.x_of(position_u16, run)
                    painter.drawLine(QPointF(x, line.top + 4), QPointF(x, line.text_bottom - 2))
                    painter.drawText(QPointF(x + 2, line.top + 9), name)

    def lane_top(self, line: LineShape, lane: int) -> float:
        """The height in the document at which a lane begins."""
        return line.text_bottom + self.measures.first_lane + lane * self.measures.lane

    def _grounded(self, start: int, end: int) -> list[Span]:
        """The Spans with a ground behind their words."""
        return self.highlights.between(start, end)

    def _code_points(self, line: LineShape) -> tuple[int, int]:
        to = self.offsets.to_code_point
        return to(line.start_u16), to(line.end_u16)  # type: ignore[arg-type]

    def pieces(self, line: LineShape, fragments: Iterable[Fragment]) -> list[Segment]:
        """Where fragments stand on a line."""
        to = self.offsets.to_u16
        return [piece for start, end in fragments for piece in line.segments(to(start), to(end))]

    def _tint(self, look: Look | None, *, chosen: bool) -> QColor:
        if look is None:
            return QColor(self.theme.hover)
        if not chosen:
            return look.tint
        strong = QColor(look.color)
        strong.setAlphaF(0.48 if self.theme.is_dark else 0.32)
        return strong

    @staticmethod
    def _is_dimmed(span: Span, shown: Shown) -> bool:
        return shown.lit is not None and span.uid not in shown.lit and span.uid != shown.selected

    def _dimmed(self, tint: QColor, span: Span, shown: Shown) -> QColor:
        if not self._is_dimmed(span, shown):
            return tint
        faint = QColor(tint)
        faint.setAlphaF(tint.alphaF() * self.dimming)
        return faint

    def _passing(self) -> QColor:
        """The colour of letters that were cut off: it stands a moment and goes, without moving or fading."""
        color = QColor(self.theme.warning)
        color.setAlphaF(0.4 if self.theme.is_dark else 0.3)
        return color

    def _ground(self, painter: QPainter, line: LineShape, fragment: Fragment, color: QColor) -> None:
        painter.setBrush(color)
        for left, right in self.pieces(line, [fragment]):
            box = QRectF(QPointF(left, line.top + 3.0), QPointF(right, line.text_bottom - 1.0))
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)

    def _frame(self, painter: QPainter, line: LineShape, word: Fragment) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.theme.accent), 1.6))
        for left, right in self.pieces(line, [word]):
            box = QRectF(QPointF(left - 1.5, line.top + 2.0), QPointF(right + 1.5, line.text_bottom))
            painter.drawRoundedRect(box, _RADIUS + 1, _RADIUS + 1)
        painter.setPen(Qt.PenStyle.NoPen)

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
        top = self.lane_top(line, self.highlights.lane(span.uid))
        thick = self.measures.underline * (1.5 if chosen else 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color)
        for left, right in pieces:
            bar = QRectF(left + 0.5, top, max(right - left - 1.0, 1.0), thick)
            painter.drawRoundedRect(bar, thick / 2, thick / 2)
        if len(span.fragments) > 1:
            self._bridge(painter, line, span, look, pieces, top + thick / 2)
        first = max(pieces, key=lambda p: p[1]) if self.is_rtl else min(pieces)
        self._chip(painter, chip, first, room, top + thick + 1.0, chosen=chosen or chip[1] is not look)

    def _bridge(
        self, painter: QPainter, line: LineShape, span: Span, look: Look, pieces: list[Segment], y: float
    ) -> None:
        """A dotted line in the lane over the words between the fragments of a discontinuous Span."""
        pen = QPen(look.color, 1.4, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        whole = self.pieces(line, [(span.start, span.end)])
        for left, right in whole:
            edges = sorted([left, right, *(e for p in pieces for e in p if left <= e <= right)])
            for a, b in pairwise(edges):
                middle = (a + b) / 2
                if b - a > 2.0 and not any(x <= middle <= z for x, z in pieces):
                    painter.drawLine(QPointF(a, y), QPointF(b, y))
        painter.setPen(Qt.PenStyle.NoPen)

    def _room(self, span: Span, spans: list[Span], pieces: dict[str, list[Segment]], line: LineShape) -> Segment:
        """How far a chip of this Span may reach to either side without touching another one in its lane."""
        lane = self.highlights.lane(span.uid)
        own = pieces[span.uid]
        start, end = min(p[0] for p in own), max(p[1] for p in own)
        left, right = line.left - 400.0, line.right + 400.0
        for other in spans:
            if other.uid != span.uid and self.highlights.lane(other.uid) == lane:
                for a, b in pieces[other.uid]:
                    if b <= start + 1.0:
                        left = max(left, b)
                    elif a >= end - 1.0:
                        right = min(right, a)
        return left, right

    def _chip(
        self, painter: QPainter, chip: tuple[str, Look], piece: Segment, room: Segment, top: float, *, chosen: bool
    ) -> None:
        """The Label's name, or a Role, under the beginning of the Span: whole, or shortened, or only its colour."""
        name, look = chip
        letters = self.measures.chip_letters
        height = self.measures.lane - self.measures.underline - 1.5
        available = (piece[1] - room[0] if self.is_rtl else room[1] - piece[0]) - 3.0
        text = self.fitting(name, available - 8.0, letters.width)
        if not text:
            return
        width = letters.width(text) + 8.0
        left = piece[1] - width if self.is_rtl else piece[0]
        box = QRectF(left, top, width, height)
        self._chip_shape(painter, look, box, chosen=chosen)
        letters.write(painter, box, text, CENTRE, is_rtl=self.is_rtl)

    def _chip_shape(self, painter: QPainter, look: Look, box: QRectF, *, chosen: bool) -> None:
        """Filled for entities, square and filled for events, outlined for dates: told apart without colour."""
        kind = look.label.kind
        radius = 1.0 if kind is Kind.EVENT else box.height() / 2
        if kind is Kind.DATE and not chosen:
            painter.setBrush(QColor(self.theme.paper))
            painter.setPen(QPen(look.color, 1.1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            painter.setPen(QColor(self.theme.ink))
            return
        painter.setBrush(look.color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(look.ink)

    @staticmethod
    def fitting(text: str, width: float, advance: Callable[[str], float]) -> str:
        """The longest beginning of `text` that fits, never less than two letters, or nothing."""
        if advance(text) <= width:
            return text
        for length in range(min(len(text) - 1, 8), 1, -1):
            shorter = text[:length] + "…"
            if advance(shorter) <= width:
                return shorter
        return ""
