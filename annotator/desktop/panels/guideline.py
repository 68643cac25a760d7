"""The guideline panel: how to annotate with the Label in hand, beside the Article and never over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from annotator.desktop.lettering import CENTRE, lettering
from annotator.desktop.panels.guideline_page import GuidelinePage, example_at, told_kind
from annotator.desktop.panels.guideline_text import SealedDocument, Writer, pieces
from annotator.desktop.plain import escaped, label, one_line
from annotator.desktop.theme import Look, Theme, look_of
from annotator.model.schema import Kind, Label, Schema
from annotator.words import _
from annotator.workspace import Example

_NARROWEST, _WIDEST = 240, 420
_MARGIN = 14
_WIDEST_CHIP = 130


class GuidelinePanel(QWidget):
    """Shows the guideline of one Label, with Examples from the project; reports which of them is asked for."""

    example_chosen = Signal(str, str)
    """An Article's uid and that of a Span in it."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guidelinePanel")
        self.setAccessibleName(_("Guideline"))
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)
        self._theme = theme
        self._shown: tuple[Label | None, Look | None, tuple[Example, ...], Schema | None] | None = None
        _ground(self, QPalette.ColorRole.Window, theme)
        self.setAutoFillBackground(True)
        self._title = label("", self, name="title")
        self._chip = _Chip(theme, self)
        self._kind = label("", self, name="meta")
        for wrapped in (self._title, self._kind):
            wrapped.setWordWrap(True)
            wrapped.setMinimumWidth(40)
            wrapped.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # one long word is cut
        self._key = label("", self, name="keyCap")
        self._text = _Text(theme, self)
        self._text.anchorClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._text, 1)
        self.show_label(None, None, [])

    def _head(self) -> QVBoxLayout:
        close = QToolButton(self)
        close.setObjectName("closeGuideline")
        close.setText("✕")
        close.setToolTip(_("Close (Esc)"))
        close.setAccessibleName(_("Close"))
        close.clicked.connect(self.closed)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._title, 1)
        first.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        second.setSpacing(8)
        for widget, stretch in ((self._chip, 0), (self._kind, 1), (self._key, 0)):
            second.addWidget(widget, stretch)
        head = QVBoxLayout()
        head.setContentsMargins(_MARGIN, 8, _MARGIN, 2)
        head.setSpacing(4)
        head.addLayout(first)
        head.addLayout(second)
        return head

    def show_label(
        self, label: Label | None, look: Look | None, examples: Sequence[Example], *, schema: Schema | None = None
    ) -> None:
        """Show the guideline of a Label, or that none is in hand. `look` is how it is painted, None where nothing
        says so; out of the `schema` comes what the Label has from its parents."""
        shown = (label, look, tuple(examples), schema)
        if shown == self._shown:
            return
        stays = label is not None and self._shown is not None and self._shown[0] == label
        place = self._text.verticalScrollBar().value() if stays else 0
        self._shown = shown
        painted = look or (look_of(label, self._theme) if label else None)
        self._show_head(label, painted, schema)
        document = self._text.cleared()
        GuidelinePage(Writer(document, self._theme, painted, self.font()), self._theme).write(label, shown[2], schema)
        self._text.setTextCursor(QTextCursor(document))  # which else stands at the end, and is brought into sight
        self._text.verticalScrollBar().setValue(place)

    def _show_head(self, label: Label | None, look: Look | None, schema: Schema | None) -> None:
        self._title.setText(one_line(label.title) if label else _("Guideline"))
        self._title.setToolTip(escaped(label.title) if label else "")
        for widget in (self._chip, self._kind):
            widget.setVisible(label is not None)
        self._key.setVisible(label is not None and bool(label.key))
        if label is not None and look is not None:
            self._chip.show_look(look)
            self._kind.setText(told_kind(label, schema))
            self._key.setText(f"\u2002{label.key}\u2002")
            self._key.setToolTip(escaped(_("Key: {key}").format(key=label.key)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, address: QUrl) -> None:
        chosen = example_at(address.toString(), self._shown[2] if self._shown else ())
        if chosen is not None:
            self.example_chosen.emit(chosen.article, chosen.span.uid)


def _ground(widget: QWidget, role: QPalette.ColorRole, theme: Theme) -> None:
    palette = widget.palette()
    palette.setColor(role, QColor(theme.panel))
    widget.setPalette(palette)


class _Text(QTextBrowser):
    """Text to read: follows no link, loads nothing, and shows what a click would choose."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("guidelineText")
        self.setAccessibleName(_("Guideline"))
        self._lit = ""
        self._document = SealedDocument(self)
        self._document.setUndoRedoEnabled(False)
        self._document.setDefaultFont(self.font())
        self._document.setDocumentMargin(_MARGIN)
        self.setDocument(self._document)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Qt counts the hanging markers in the width, and in Arabic would push everything aside by that.
        sideways = self.horizontalScrollBar()
        sideways.rangeChanged.connect(lambda _least, most: sideways.setRange(0, 0) if most else None)
        self.setAcceptDrops(False)
        _ground(self, QPalette.ColorRole.Base, theme)
        self.highlighted.connect(self._light)

    def cleared(self) -> SealedDocument:
        """The document, with nothing in it any more."""
        self._lit = ""
        self._document.clear()
        self.setTextCursor(QTextCursor(self._document))
        return self._document

    def loadResource(self, _kind: int, _name: object) -> Any:
        return None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "link-copy":  # an address of ours means nothing elsewhere
                menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _light(self, address: QUrl) -> None:
        self._lit = address.toString()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Behind the Example that the pointer is on, or the keyboard, lies a soft ground."""
        ground = QRectF()
        block = self.document().begin() if self._lit else self.document().end()
        while block.isValid():
            if any(piece.charFormat().anchorHref() == self._lit for piece in pieces(block)):
                ground |= self.document().documentLayout().blockBoundingRect(block)
            block = block.next()
        if not ground.isEmpty():
            ground.setLeft(_MARGIN)
            ground.setRight(self.viewport().width() - _MARGIN)
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.hover))
            painter.drawRoundedRect(
                ground.adjusted(-7, -3, 7, 4).translated(0, -self.verticalScrollBar().value()), 6, 6
            )
            painter.end()
        super().paintEvent(event)


class _Chip(QWidget):
    """The Label's data name in its colour and the shape of its kind, as in the Article."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look: Look | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_look(self, look: Look) -> None:
        self._look = look
        self.setToolTip(escaped(look.label.name))
        self.setAccessibleName(look.label.name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        name = self._look.label.name if self._look else ""
        return QSize(min(metrics.horizontalAdvance(name) + 18, _WIDEST_CHIP), metrics.height() + 4)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._look is None:
            return
        look, box = self._look, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_date = look.label.kind is Kind.DATE
        painter.setPen(QPen(look.color, 1.4) if is_date else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.paper) if is_date else look.color)
        radius = 2.0 if look.label.kind is Kind.EVENT else box.height() / 2
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(QColor(self._theme.ink) if is_date else look.ink)
        lettering(self._font()).write(painter, box.adjusted(7, 0, -7, 0), look.label.name, CENTRE, is_rtl=False)
