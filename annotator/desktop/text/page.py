"""The page: an Article on a sheet, and its Spans painted in the room between the lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from annotator.desktop.text.geometry import LineShape
from annotator.desktop.text.highlights import Highlights
from annotator.desktop.text.overlay import Overlay, Shown
from annotator.desktop.text.sheet import RESERVED_LANES, Sheet
from annotator.desktop.theme import Look, Theme
from annotator.model.annotation import Fragment, Span, joined
from annotator.model.offsets import Utf16


class ArticlePage(Sheet):
    """A page of one Article with its Spans."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._looks: dict[str, Look] = {}
        self._shown = Shown()
        self._highlights = Highlights()
        super().__init__(theme, parent)

    # What is shown

    @property
    def pending(self) -> tuple[Fragment, ...]:
        """The range in hand: chosen, and not marked yet."""
        return self._shown.pending

    @property
    def target(self) -> tuple[Fragment, ...]:
        """What a label's key would mark: the range in hand, or the word under the word cursor."""
        if self._shown.pending or self._shown.word is None:
            return self._shown.pending
        return (self._shown.word,)

    @property
    def selected(self) -> str | None:
        """The uid of the chosen Span."""
        return self._shown.selected

    @property
    def chosen(self) -> Span | None:
        """The chosen Span."""
        return self._highlights.get(self.selected) if self.selected else None

    @property
    def highlights(self) -> Highlights:
        """The Spans that are shown."""
        return self._highlights

    def show_article(self, text: str, spans: Iterable[Span], looks: dict[str, Look]) -> None:
        """Show another text with its Spans, from its beginning."""
        self._looks = looks
        self._shown = Shown()
        self._highlights = Highlights(spans)
        self._show_text(text)

    def set_spans(self, spans: Iterable[Span]) -> None:
        """Show these Spans instead; the text stays, and so do the range in hand and the chosen Span if it is there."""
        self._highlights = Highlights(spans)
        if self._shown.selected and self._highlights.get(self._shown.selected) is None:
            self._shown.selected = None
        self._make_room(range(self.document().blockCount()))
        self.viewport().update()

    def put_span(self, uid: str, span: Span | None) -> None:
        """Show one Span as it is now, or no more (None)."""
        before = self._highlights.get(uid)
        self._highlights.put(uid, span)
        if span is None and self._shown.selected == uid:
            self._shown.selected = None
        blocks: set[int] = set()
        for held in (before, span):
            if held is not None:
                to_block = self.document().findBlock
                first = to_block(self._offsets.to_u16(held.start)).blockNumber()
                last = to_block(self._offsets.to_u16(held.end - 1)).blockNumber()
                blocks |= set(range(first, last + 1))
                self._repaint(held.start, held.end)
        self._make_room(sorted(blocks))

    def set_looks(self, looks: dict[str, Look]) -> None:
        self._looks = looks
        self.viewport().update()

    def choose_span(self, uid: str | None) -> None:
        """Choose a Span, or none; brings it into sight."""
        with self._changing():
            self._shown.selected = uid
            self._shown.pending = ()
            self._shown.word = None
        span = self._highlights.get(uid) if uid else None
        if span is not None:
            self.bring_into_sight(span.start, span.end)
            self._tell_cursor(span.start, span.end)

    def choose_range(self, fragments: Sequence[Fragment]) -> None:
        """Take a range in hand, shown in the armed Label's colour; an empty one lets go."""
        with self._changing():
            self._shown.pending = joined(fragments)
            if fragments:
                self._shown.selected = None
        if fragments:
            self._tell_cursor(self._shown.pending[0][0], self._shown.pending[-1][1])

    def arm(self, look: Look | None) -> None:
        """Show what is dragged over in this Label's colour from now on."""
        with self._changing():
            self._shown.pending_label = look

    def let_go(self) -> bool:
        """Let go of the range in hand, else of the chosen Span and the word cursor; says whether there was any."""
        held = bool(self._emphasised())
        with self._changing():
            if self._shown.pending:
                self._shown.pending = ()
            else:
                self._shown.selected = self._shown.word = None
        return held

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Paint again what stands out before or after a change, and nothing else of the page."""
        before = self._emphasised()
        yield
        for start, end in before | self._emphasised():
            self._repaint(start, end)

    def _emphasised(self) -> set[Fragment]:
        """The range in hand, the chosen Span and the word under the word cursor."""
        span = self._highlights.get(self._shown.selected) if self._shown.selected else None
        found = {*self._shown.pending, *([self._shown.word] if self._shown.word else [])}
        return found | {(span.start, span.end)} if span else found

    # Laying out

    def _fill(self) -> None:
        super()._fill()
        deep = [span for span in self._highlights.in_order() if self._highlights.lane(span.uid) >= RESERVED_LANES]
        blocks = {self.document().findBlock(self._offsets.to_u16(span.start)).blockNumber() for span in deep}
        self._make_room(sorted(blocks))

    def _make_room(self, blocks: Iterable[int]) -> None:
        """Give each block as many lanes as its Spans need, never fewer than are reserved."""
        document = self.document()
        for number in blocks:
            block = document.findBlockByNumber(number)
            start = self._offsets.to_code_point(Utf16(block.position()))
            end = self._offsets.to_code_point(Utf16(block.position() + block.length() - 1))
            wanted = self._block_format(self._highlights.lanes_between(start, max(end, start + 1)))
            if block.blockFormat().lineHeight() != wanted.lineHeight():
                cursor = QTextCursor(block)
                cursor.setBlockFormat(wanted)
                self._layout_changed()

    # Painting

    def _overlay(self) -> Overlay:
        return Overlay(
            self._text, self._highlights, self._offsets, self._looks, self._theme, self._measures, self._is_rtl
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        origin = self._origin()
        area = QRectF(event.rect()).translated(origin)
        lines = self._lines.between(area.top(), area.bottom())
        overlay = self._overlay()
        self._paint(overlay.paint_grounds, lines, origin, event.rect())
        super().paintEvent(event)
        self._paint(overlay.paint_lanes, lines, origin, event.rect())
        if self._marks_shown:
            self._paint(overlay.paint_marks, lines, origin, event.rect())

    def _paint(
        self,
        paint: Callable[[QPainter, list[LineShape], Shown], None],
        lines: list[LineShape],
        origin: QPointF,
        clip: QRect,
    ) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRect(clip)
        painter.translate(-origin)
        paint(painter, lines, self._shown)
        painter.end()
