"""The page: an Article laid out with room for lanes, its Spans painted, and where its letters stand.

All positions are code points of the Article's text; nothing is ever read back from the widget.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.arabic.tokens import Words
from annotator.desktop.text.geometry import Lines, LineShape
from annotator.desktop.text.highlights import Highlights
from annotator.desktop.text.overlay import Measures, Overlay, Shown
from annotator.desktop.theme import ARTICLE_FONT, UI_FONT, Look, Theme, load_fonts
from annotator.desktop.viewport import viewport_of
from annotator.model.annotation import Fragment, Span, joined
from annotator.model.offsets import OffsetMap, Utf16
from annotator.words import language

COLUMN = 29.0
"""The widest a line may be, in heights of the article font."""

_LOOKED_AT = 600
"""Characters by which the direction of an Article is told."""

RESERVED_LANES = 2
"""Lanes below every line, used or not, so that marking does not move the text."""


class ArticlePage(QTextEdit):
    """A read-only page of one Article."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = viewport_of(self)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would lay the text out twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self._theme = theme
        self._text = ""
        self._looks: dict[str, Look] = {}
        self._shown = Shown()
        self._offsets = OffsetMap("")
        self._words = Words("")
        self._highlights = Highlights()
        self._lines = Lines(self.document())
        self._is_rtl = True
        self._marks_shown = False
        self._reading: tuple[str, float] | None = None
        self.document().documentLayout().documentSizeChanged.connect(self._layout_changed)
        self.set_reading_font(ARTICLE_FONT, 16.0)
        self.set_theme(theme)

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
    def highlights(self) -> Highlights:
        """The Spans that are shown."""
        return self._highlights

    def show_article(self, text: str, spans: Iterable[Span], looks: dict[str, Look]) -> None:
        """Show another text with its Spans, from its beginning."""
        self._text = text
        self._looks = looks
        self._shown = Shown()
        self._offsets = OffsetMap(text)
        self._words = Words(text)
        self._highlights = Highlights(spans)
        self._is_rtl = runs_right_to_left(text)
        self._fill()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

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

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.paper))
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
        # The range in hand is painted by the overlay; Qt's own selection only tells it to screen readers.
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))
            palette.setColor(group, QPalette.ColorRole.HighlightedText, QColor(theme.ink))
        self.setPalette(palette)
        self.viewport().update()

    def set_reading_font(self, family: str, points: float) -> None:
        """Read in another face or at another size."""
        if self._reading == (family, points):
            return
        self._reading = (family, points)
        if family not in (ARTICLE_FONT, UI_FONT):
            load_fonts()
        font = QFont(family)
        font.setPointSizeF(points)
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        with self._reading_on():
            self.document().setDefaultFont(font)
            height = QFontMetricsF(font).height() * 0.62
            self._measures = Measures.for_font(height, UI_FONT, in_arabic=language() == "ar")
            if self._text:
                self._fill()
        self.viewport().update()

    def show_hidden_marks(self, on: bool) -> None:
        """Show spaces, line ends and invisible direction marks."""
        option = self.document().defaultTextOption()
        flag = QTextOption.Flag.ShowTabsAndSpaces | QTextOption.Flag.ShowLineAndParagraphSeparators
        option.setFlags(option.flags() | flag if on else option.flags() & ~flag)
        self.document().setDefaultTextOption(option)
        self._marks_shown = on
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

    def bring_into_sight(self, start: int, end: int) -> None:
        """Scroll as little as is needed to show a range."""
        first, last = self._line_of(start), self._line_of(max(end - 1, start))
        if first is None or last is None:
            return
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        if first.top - 12 < bar.value():
            bar.setValue(round(first.top - 12))
        elif last.bottom + 12 > bar.value() + height:
            bar.setValue(round(last.bottom + 12 - height))

    # Where things are

    def letter_rects(self, start: int, end: int) -> list[QRectF]:
        """Where the letters `[start, end)` stand in the viewport, line by line."""
        out = []
        a, b = self._offsets.to_u16(start), self._offsets.to_u16(end)
        first, last = self._line_of(start), self._line_of(max(end - 1, start))
        if first is None or last is None:
            return []
        for line in self._lines.between(first.top, last.top):
            for left, right in line.segments(a, b):
                box = QRectF(QPointF(left, line.top), QPointF(right, line.text_bottom))
                out.append(box.translated(-self._origin()))
        return out

    def _origin(self) -> QPointF:
        """The document's coordinates of the viewport's corner."""
        bar = self.horizontalScrollBar()
        x = bar.maximum() - bar.value() if self.isRightToLeft() else bar.value()
        return QPointF(x, self.verticalScrollBar().value())

    def _line_of(self, position: int) -> LineShape | None:
        return self._lines.of(self._offsets.to_u16(position))

    # Laying out

    def _fill(self) -> None:
        """Lay the text out anew with the room that its lanes take."""
        document = self.document()
        document.clear()
        option = document.defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if self._is_rtl else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        self._set_margins()
        cursor = QTextCursor(document)
        cursor.setBlockFormat(self._block_format(RESERVED_LANES))
        cursor.insertText(self._offsets.shown)
        cursor.setPosition(0)
        self.setTextCursor(cursor)
        self._layout_changed()
        deep = [span for span in self._highlights.in_order() if self._highlights.lane(span.uid) >= RESERVED_LANES]
        blocks = {document.findBlock(self._offsets.to_u16(span.start)).blockNumber() for span in deep}
        self._make_room(sorted(blocks))

    def _block_format(self, lanes: int) -> QTextBlockFormat:
        zone = self._measures.zone(max(lanes, RESERVED_LANES))
        shape = QTextBlockFormat()
        shape.setLineHeight(zone, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        shape.setBottomMargin(self._measures.lane * 0.8)
        shape.setLayoutDirection(Qt.LayoutDirection.RightToLeft if self._is_rtl else Qt.LayoutDirection.LeftToRight)
        return shape

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

    def _set_margins(self) -> None:
        """A column of comfortable width in the middle of the page."""
        font_height = QFontMetricsF(self.document().defaultFont()).height()
        side = max((self.viewport().width() - COLUMN * font_height) / 2, 28.0)
        root = self.document().rootFrame()
        shape = root.frameFormat()
        if (shape.leftMargin(), shape.topMargin()) != (side, 30.0):
            shape.setLeftMargin(side)
            shape.setRightMargin(side)
            shape.setTopMargin(30.0)
            shape.setBottomMargin(40.0)
            root.setFrameFormat(shape)

    def _layout_changed(self) -> None:
        self._lines.forget()

    @contextmanager
    def _reading_on(self) -> Iterator[None]:
        """Through a new layout, keep the words at the top of the page there."""
        scrolled = self.verticalScrollBar().value()
        line = self._lines.at(scrolled) if scrolled else None
        yield
        moved = self._lines.of(line.start_u16) if line else None
        if line and moved:
            self.verticalScrollBar().setValue(round(moved.top - line.top) + scrolled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._reading_on():
            self._set_margins()
            super().resizeEvent(event)
            self._layout_changed()

    def sizeHint(self) -> QSize:
        return QSize(760, 640)

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

    def _repaint(self, start: int, end: int) -> None:
        """Paint the lines of a range again, and no others."""
        first, last = self._line_of(start), self._line_of(max(end - 1, start))
        if first is None or last is None:
            self.viewport().update()
            return
        top = round(first.top - self._origin().y()) - 4
        self.viewport().update(0, top, self.viewport().width(), round(last.bottom - first.top) + 8)

    def _tell_cursor(self, start: int, end: int) -> None:
        """Let Qt's own cursor select the range too, for screen readers and the clipboard of the system."""
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.to_u16(start))
        cursor.setPosition(self._offsets.to_u16(end), QTextCursor.MoveMode.KeepAnchor)
        place = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(place)


def runs_right_to_left(text: str) -> bool:
    """The direction that most letters at the beginning of a text have; right to left where there are none.

    The first letter alone (Unicode Standard Annex 9, rule P2) would turn an Arabic article around that begins with
    «BBC» or a tag.
    """
    return _beginning_runs_right_to_left(text[:_LOOKED_AT])


@lru_cache(maxsize=1024)
def _beginning_runs_right_to_left(beginning: str) -> bool:
    directions = [unicodedata.bidirectional(char) for char in beginning]
    return directions.count("L") <= directions.count("R") + directions.count("AL")
