"""Short texts that are painted again and again: names of labels, chips, titles, words of Spans.

Qt shapes Arabic anew at each `drawText`; a text kept in its shaped form is painted several times as fast.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTextOption, QTransform

LEFT, CENTRE, RIGHT = 0.0, 0.5, 1.0
"""Where in a box a text stands."""

_KEPT = 4096
"""Texts that a font keeps in their shaped form."""


class Lettering:
    """Writes one line at a time in one font."""

    def __init__(self, font: QFont) -> None:
        self._font = QFont(font)
        self._metrics = QFontMetricsF(self._font)
        self._widths: dict[str, float] = {}
        self._shaped: dict[tuple[str, int | None, bool], QStaticText] = {}

    def width(self, text: str) -> float:
        """How wide a text is, in pixels."""
        known = self._widths.get(text)
        if known is None:
            if len(self._widths) >= _KEPT:
                self._widths.clear()
            known = self._widths[text] = self._metrics.horizontalAdvance(text)
        return known

    def last_words(self, text: str, room: float) -> str:
        """As many of the last words of a text as there is room for, in pixels."""
        space, kept = self.width(" "), list[str]()
        for word in reversed(text.split()):
            room -= self.width(word) + (space if kept else 0.0)
            if room < 0:
                break
            kept.append(word)
        return " ".join(reversed(kept))

    def write(self, painter: QPainter, box: QRectF | QRect, text: str, at: float, *, is_rtl: bool) -> None:
        """Paint a text with the painter's pen at a side of a box, or in its middle; one that is wider than the box is
        cut at its end. `is_rtl` is the direction of the text as a whole."""
        if not text:
            return
        room = None if self.width(text) <= box.width() else int(box.width())
        shaped = self._shaped.get((text, room, is_rtl)) or self._shape(text, room, is_rtl)
        size = shaped.size()
        x = box.x() + (box.width() - size.width()) * at
        y = box.y() + (box.height() - size.height()) / 2
        painter.setFont(self._font)
        painter.drawStaticText(QPointF(x, round(y)), shaped)

    def _shape(self, text: str, room: int | None, is_rtl: bool) -> QStaticText:
        if len(self._shaped) >= _KEPT:
            self._shaped.clear()
        cut = text if room is None else self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        shaped = QStaticText(cut)
        shaped.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        shaped.setTextOption(option)
        shaped.prepare(QTransform(), self._font)
        self._shaped[text, room, is_rtl] = shaped
        return shaped


_of_fonts: dict[str, Lettering] = {}


def lettering(font: QFont) -> Lettering:
    """The lettering of a font, with what it has shaped so far."""
    key = font.key()
    if key not in _of_fonts:
        _of_fonts[key] = Lettering(font)
    return _of_fonts[key]
