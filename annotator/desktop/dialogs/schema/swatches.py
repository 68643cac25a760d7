"""The colours of Labels as small pictures, in the shape of their kind's chip, and how a Label looks on both papers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.desktop.lettering import CENTRE, lettering
from annotator.desktop.plain import one_line
from annotator.desktop.theme import ARTICLE_FONT, DARK, LIGHT, Theme, look_of
from annotator.model.schema import Kind, Label
from annotator.words import is_right_to_left

_SIDE, _SHARP = 14, 2
_WORDS = "كلمات"


SIZE = QSize(_SIDE, _SIDE)
"""How large the pictures are."""


def swatch(color: str, kind: Kind | None, *, faint: bool = False) -> QIcon:
    """Round for entities, square for events, a ring for dates, and for a Relation label (None) an arrow; `faint` where
    it is not marked with."""
    picture = QPixmap(_SIDE * _SHARP, _SIDE * _SHARP)
    picture.setDevicePixelRatio(_SHARP)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.45 if faint else 1.0)
    ink, box = QColor(color), QRectF(1.5, 1.5, _SIDE - 3, _SIDE - 3)
    if kind is None:
        _paint_arrow(painter, ink)
    elif kind is Kind.DATE:
        painter.setPen(QPen(ink, 2.2))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        radius = 1.5 if kind is Kind.EVENT else box.height() / 2
        painter.drawRoundedRect(box, radius, radius)
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)  # which Qt would tint
    return icon


def _paint_arrow(painter: QPainter, ink: QColor) -> None:
    if is_right_to_left():
        painter.translate(_SIDE, 0)
        painter.scale(-1, 1)
    painter.setPen(QPen(ink, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    middle, tip = _SIDE / 2, _SIDE - 2.0
    painter.drawLine(QRectF(1.5, middle, 0, 0).topLeft(), QRectF(tip, middle, 0, 0).topLeft())
    for side in (-3.5, 3.5):
        painter.drawLine(QRectF(tip, middle, 0, 0).topLeft(), QRectF(tip - 3.5, middle + side, 0, 0).topLeft())


class Specimen(QWidget):
    """Words that are marked with a Label, on light and on dark paper."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label: Label | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_label(self, label: Label) -> None:
        self._label = label
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(236, 58)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._label is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self.width() / 2
        for at, theme in enumerate((LIGHT, DARK)):
            self._paint(painter, QRectF(at * half, 0, half, self.height()).adjusted(1, 1, -1, -1), theme, self._label)

    def _paint(self, painter: QPainter, paper: QRectF, theme: Theme, shown: Label) -> None:
        look = look_of(shown, theme)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.paper))
        painter.drawRoundedRect(paper, 5, 5)
        font = QFont(ARTICLE_FONT)
        font.setPointSizeF(13.0)
        words = lettering(font)
        width = words.width(_WORDS) + 12
        ground = QRectF(paper.center().x() - width / 2, paper.top() + 4, width, 26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint)
        painter.drawRoundedRect(ground, 3, 3)
        painter.setPen(QColor(theme.ink))
        words.write(painter, ground, _WORDS, CENTRE, is_rtl=True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color)
        painter.drawRoundedRect(QRectF(ground.left(), ground.bottom() + 1, width, 2.5), 1, 1)
        small = QFont(self.font())
        small.setPixelSize(10)
        chip_text = QFontMetrics(small).elidedText(one_line(look.chip), Qt.TextElideMode.ElideRight, 90)
        chip = QRectF(0, 0, lettering(small).width(chip_text) + 12, 15)
        chip.moveCenter(QRectF(ground.left(), ground.bottom() + 6, width, 15).center())
        outlined, radius = shown.kind is Kind.DATE, 1.0 if shown.kind is Kind.EVENT else 7.5
        painter.setPen(QPen(look.color, 1.1) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.paper) if outlined else look.color)
        painter.drawRoundedRect(chip, radius, radius)
        painter.setPen(QColor(theme.ink) if outlined else look.ink)
        lettering(small).write(painter, chip, chip_text, CENTRE, is_rtl=is_right_to_left())
