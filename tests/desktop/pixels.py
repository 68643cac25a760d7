"""What is really painted, read from a picture of the page."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QTextEdit

from annotator.desktop.text.article_view import ArticleView
from annotator.model.offsets import OffsetMap

Pixels = npt.NDArray[np.uint8]
Columns = set[int]


def picture(view: ArticleView) -> Pixels:
    """The viewport as rows of pixels of blue, green and red."""
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.array(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[:, :, :3].copy()


def differing(one: Pixels, other: Pixels, top: float, bottom: float) -> Columns:
    """The columns in which two pictures differ anywhere between two heights."""
    rows = slice(max(round(top), 0), round(bottom))
    return set(np.flatnonzero((one[rows] != other[rows]).any(axis=(0, 2))).tolist())


def of_color(image: Pixels, color: QColor, top: float, bottom: float) -> Columns:
    """The columns in which a picture has exactly this colour between two heights."""
    rows = image[max(round(top), 0) : round(bottom)]
    wanted = np.array([color.blue(), color.green(), color.red()], np.uint8)
    return set(np.flatnonzero((rows == wanted).all(axis=2).any(axis=0)).tolist())


def columns_of(boxes: list[QRectF]) -> Columns:
    """The whole pixels that boxes take up from left to right."""
    return {x for box in boxes for x in range(round(box.left()), round(box.right()))}


def selected_by_qt(view: ArticleView, text: str, start: int, end: int) -> Pixels:
    """A picture in which Qt itself has filled the ground of a range: what it holds to be the range's letters."""
    offsets = OffsetMap(text)
    selection = QTextEdit.ExtraSelection()
    selection.cursor = QTextCursor(view.document())
    selection.cursor.setPosition(offsets.to_u16(start))
    selection.cursor.setPosition(offsets.to_u16(end), QTextCursor.MoveMode.KeepAnchor)
    selection.format.setBackground(QColor("#FF00FF"))
    view.setExtraSelections([selection])
    image = picture(view)
    view.setExtraSelections([])
    return image


def by_line(boxes: list[QRectF]) -> list[list[QRectF]]:
    """Boxes put together by the line that they stand in, from top to bottom."""
    tops = sorted({box.top() for box in boxes})
    return [[box for box in boxes if box.top() == top] for top in tops]


def apart(one: Columns, other: Columns, by: int = 1) -> Columns:
    """The columns of one set that are further than `by` pixels from all of the other."""
    near = {x + d for x in other for d in range(-by, by + 1)}
    return one - near
