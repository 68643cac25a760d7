"""The page with events drawn on it, and with what may be picked lit up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.desktop.text.arguments import Anchor, DrawnEvent, badges, margin, paint
from annotator.desktop.text.geometry import LineShape
from annotator.desktop.text.overlay import Shown
from annotator.desktop.text.page import ArticlePage
from annotator.desktop.theme import Look, Theme
from annotator.model.annotation import Span

_FEW = 24
"""Events whose lines are painted one by one."""
_INSET = 6.0
"""Pixels from the end of a Span's words to its connector: chips stand at the beginning."""


class EventPage(ArticlePage):
    """A page that draws the arguments of some events."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._events: tuple[DrawnEvent, ...] = ()
        self._bold: str | None = None
        """The trigger of the event that stands out."""
        self._anchors: dict[str, Anchor | None] = {}
        super().__init__(theme, parent)

    @property
    def drawn_events(self) -> tuple[DrawnEvent, ...]:
        """The events whose arguments are drawn."""
        return self._events

    def show_article(self, text: str, spans: Iterable[Span], looks: dict[str, Look]) -> None:
        """Show another text with its Spans, and no events drawn yet."""
        self._events = ()
        self._anchors.clear()
        super().show_article(text, spans, looks)

    def set_spans(self, spans: Iterable[Span]) -> None:
        self._anchors.clear()
        super().set_spans(spans)

    def put_span(self, uid: str, span: Span | None) -> None:
        touched = [event for event in self._events if event.involves(uid)]
        self._repaint_events(touched)  # where they were …
        self._anchors.clear()  # the lanes of others may change with it
        super().put_span(uid, span)
        self._repaint_events(touched)  # … and where they are

    def _layout_changed(self) -> None:
        super()._layout_changed()
        self._anchors.clear()

    def show_events(self, events: Sequence[DrawnEvent]) -> None:
        """Draw the arguments of these events, and of no others."""
        before, after = self._events, tuple(events)
        bold = {self._bold, self._shown.selected}
        self._bold = self._shown.selected
        if before != after:
            self._events = after
            self._shown.badges = badges(after)
            self._repaint_events((*before, *after))
        elif len(after) > 1:
            self._repaint_events([event for event in after if event.trigger in bold])

    def _repaint_events(self, changed: Sequence[DrawnEvent]) -> None:
        """Paint the lines of some events again, or where they are many the whole page."""
        if len(changed) > _FEW:
            self.viewport().update()
            return
        for event in changed:
            spans = [span for uid in event.spans if (span := self._highlights.get(uid)) is not None]
            if spans:
                self._repaint(min(span.start for span in spans), max(span.end for span in spans))

    def aim(self, lit: Iterable[str] | None, aimed: str | None = None) -> None:
        """Light up the Spans that may be picked and dim the others; `aimed` is brought into sight. None ends it."""
        self._shown.lit = None if lit is None else frozenset(lit)
        self._shown.aimed = aimed
        span = self._highlights.get(aimed) if aimed else None
        if span is not None:
            self.bring_into_sight(span.start, span.end)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._events:
            origin = self._origin()
            area = QRectF(event.rect()).translated(origin)
            lines = self._lines.between(area.top(), area.bottom())
            self._paint(self._paint_events, lines, origin, event.rect())

    def _paint_events(self, painter: QPainter, lines: list[LineShape], shown: Shown) -> None:
        if lines:
            shape = self.document().rootFrame().frameFormat()
            side = margin(shape.leftMargin(), self.viewport().width() - shape.rightMargin(), is_rtl=self._is_rtl)
            paint(painter, self._events, self._anchor_of, side, lines[0].top, lines[-1].bottom, bold=shown.selected)

    def _anchor_of(self, uid: str) -> Anchor | None:
        if uid not in self._anchors:
            self._anchors[uid] = self._find_anchor(uid)
        return self._anchors[uid]

    def _find_anchor(self, uid: str) -> Anchor | None:
        span = self._highlights.get(uid)
        line = self._line_of(span.start) if span else None
        if span is None or line is None:
            return None
        start, end = span.fragments[0]
        pieces = line.segments(self._offsets.to_u16(start), self._offsets.to_u16(end))
        if not pieces:
            return None
        left, right = min(pieces) if self._is_rtl else max(pieces, key=lambda piece: piece[1])
        inset = min(_INSET, (right - left) / 2)
        top = self._overlay().lane_top(line, self._highlights.lane(uid))
        return Anchor(left + inset if self._is_rtl else right - inset, top + self._measures.underline, line)
