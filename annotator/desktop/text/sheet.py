"""The sheet: a text laid out in a column with room for lanes between its lines, and where its letters stand.

All positions are code points of the text; nothing is ever read back from the widget.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.arabic.tokens import Words
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.text.geometry import Lines, LineShape
from annotator.desktop.text.overlay import Measures
from annotator.desktop.theme import ARTICLE_FONT, UI_FONT, Theme, load_fonts
from annotator.desktop.viewport import viewport_of
from annotator.model.offsets import OffsetMap
from annotator.words import language

COLUMN = 29.0
"""The widest a line may be, in heights of the article font."""

RESERVED_LANES = 2
"""Lanes below every line, used or not, so that marking does not move the text."""


class Sheet(QTextEdit):
    """A read-only text."""

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
        self._offsets = OffsetMap("")
        self._words = Words("")
        self._lines = Lines(self.document())
        self._is_rtl = True
        self._marks_shown = False
        self._reading: tuple[str, float] | None = None
        self.document().documentLayout().documentSizeChanged.connect(self._layout_changed)
        self.set_reading_font(ARTICLE_FONT, 16.0)
        self.set_theme(theme)

    # What is shown

    def _show_text(self, text: str) -> None:
        """Show another text, from its beginning."""
        self._text = text
        self._offsets = OffsetMap(text)
        self._words = Words(text)
        self._is_rtl = runs_right_to_left(text)
        self._fill()
        self.verticalScrollBar().setValue(0)
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

    def _block_format(self, lanes: int) -> QTextBlockFormat:
        zone = self._measures.zone(max(lanes, RESERVED_LANES))
        shape = QTextBlockFormat()
        shape.setLineHeight(zone, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        shape.setBottomMargin(self._measures.lane * 0.8)
        shape.setLayoutDirection(Qt.LayoutDirection.RightToLeft if self._is_rtl else Qt.LayoutDirection.LeftToRight)
        return shape

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
