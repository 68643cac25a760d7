"""The page with Suggestions on it: dashed lines under words that nobody has marked yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from annotator.desktop.text.event_page import EventPage
from annotator.desktop.text.geometry import LineShape
from annotator.desktop.text.overlay import Shown
from annotator.desktop.text.page import RESERVED_LANES
from annotator.desktop.theme import Look
from annotator.model.annotation import Fragment, Span
from annotator.workspace import Suggestion

_DASH = [4.0, 3.0]
"""Lengths of a dash and of the gap after it, in widths of the pen."""


class ProposingPage(EventPage):
    """Shows Suggestions besides Spans. The chosen one is known by its key, where a Span is by its uid; so whatever
    lets go of a Span lets go of a Suggestion."""

    _suggestions: tuple[Suggestion, ...] = ()
    _by_key: Mapping[str, Suggestion] = MappingProxyType({})

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The Suggestions that are shown, in reading order."""
        return self._suggestions

    @property
    def suggested(self) -> Suggestion | None:
        """The chosen Suggestion."""
        return self._by_key.get(self._shown.selected or "")

    @property
    def selected(self) -> str | None:
        """The uid of the chosen Span; None where a Suggestion is chosen."""
        return None if self.suggested else self._shown.selected

    @property
    def target(self) -> tuple[Fragment, ...]:
        """What a label's key would mark; the words of the chosen Suggestion too."""
        one = self.suggested
        return ((one.start, one.end),) if one else super().target

    def show_suggestions(self, suggestions: Iterable[Suggestion]) -> None:
        """Show these and no others; the chosen one stays chosen where it is among them."""
        wanted = tuple(suggestions)
        if wanted == self._suggestions:
            return
        was_suggested = self.suggested is not None
        self._suggestions, self._by_key = wanted, {one.key: one for one in wanted}
        if was_suggested and self.suggested is None:
            self._shown.selected = None
        self.viewport().update()

    def choose_span(self, uid: str | None) -> None:
        """Choose a Span by its uid or a Suggestion by its key, or none; brings it into sight."""
        super().choose_span(uid)
        one = self.suggested
        if one is not None:
            self.bring_into_sight(one.start, one.end)
            self._tell_cursor(one.start, one.end)

    def suggestion_at(self, position: int) -> Suggestion | None:
        """The Suggestion over the letter at `position`, or None."""
        return next((one for one in self._suggestions if one.covers(position)), None)

    def show_article(self, text: str, spans: Iterable[Span], looks: dict[str, Look]) -> None:
        """Show another text with its Spans, from its beginning, and no Suggestions yet."""
        self._suggestions, self._by_key = (), {}
        super().show_article(text, spans, looks)

    def set_spans(self, spans: Iterable[Span]) -> None:
        chosen = self.suggested
        super().set_spans(spans)
        if chosen is not None:
            self._shown.selected = chosen.key

    def _emphasised(self) -> set[Fragment]:
        one = self.suggested
        return super()._emphasised() | ({(one.start, one.end)} if one else set())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._suggestions:
            origin = self._origin()
            area = QRectF(event.rect()).translated(origin)
            lines = self._lines.between(area.top(), area.bottom())
            self._paint(self._paint_suggestions, lines, origin, event.rect())

    def _paint_suggestions(self, painter: QPainter, lines: list[LineShape], shown: Shown) -> None:
        if not lines:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        overlay = self._overlay()
        for one in self._suggestions:
            look = self._looks.get(one.label)
            start, end = self._offsets.to_u16(one.start), self._offsets.to_u16(one.end)
            if look is None or end <= lines[0].start_u16 or start >= lines[-1].end_u16:
                continue
            # Beneath the Spans of other Labels over the same words, as far as there is room.
            lane = min(self._highlights.lanes_between(one.start, one.end), RESERVED_LANES - 1)
            is_chosen = one.key == shown.selected
            thick = self._measures.underline * (1.0 if is_chosen else 0.75)
            for line in lines:
                top = overlay.lane_top(line, lane) + thick
                for left, right in line.segments(start, end):
                    pen = QPen(look.color, thick)
                    pen.setDashPattern(_DASH)
                    painter.setPen(pen)
                    painter.drawLine(QPointF(left + 1.0, top), QPointF(right - 1.0, top))
                    if is_chosen:
                        painter.setPen(QPen(look.color, 1.4))
                        box = QRectF(QPointF(left - 1.5, line.top + 2.0), QPointF(right + 1.5, line.text_bottom))
                        painter.drawRoundedRect(box, 4.0, 4.0)
