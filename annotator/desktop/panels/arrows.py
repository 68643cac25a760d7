"""What else a Span is joined to: Relations from and to it, the events that it takes part in, its chain."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.desktop.panels.words_button import WordsButton
from annotator.desktop.plain import escaped, label, one_line
from annotator.desktop.theme import Theme, icon
from annotator.frozen import frozen
from annotator.words import _


@frozen
class ArrowRow:
    """One row: what the arrow says, the words at its other end with that Span's uid, and what is wrong with it. The
    arrow may be taken away where `relation` is its uid; a chain is left by another way."""

    title: str
    words: str
    span: str
    relation: str = ""
    problem: str = ""


@frozen
class Offer:
    """A Relation that may be drawn from here, with the digit that chooses it."""

    name: str
    title: str
    key: str
    in_hand: bool


class ArrowsSection(QWidget):
    """Shows the arrows of one Span; reports what is to be drawn or taken away."""

    span_chosen = Signal(str)
    removal_asked = Signal(str)
    """The uid of a Relation."""
    relation_pressed = Signal(str)
    """The name of a Relation label that is to be drawn."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("arrows")
        self.setAccessibleName(_("Relations of this span"))
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 4)
        self._column.setSpacing(2)
        self.hide()

    def show_arrows(self, rows: Sequence[ArrowRow], offers: Sequence[Offer] = ()) -> None:
        """Show these rows, and while a Relation is being drawn the offers; nothing hides the section."""
        if (tuple(rows), tuple(offers)) != self._shown:
            self._shown = tuple(rows), tuple(offers)
            while (item := self._column.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            for offer in offers:
                self._column.addWidget(self._offer(offer))
            for row in rows:
                self._column.addWidget(self._row(row))
        self.setVisible(bool(rows or offers))

    def _offer(self, offer: Offer) -> QPushButton:
        button = QPushButton(f"{offer.key}  {one_line(offer.title)}" if offer.key else one_line(offer.title), self)
        button.setObjectName("offer")
        button.setCheckable(True)
        button.setChecked(offer.in_hand)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _on=False: self.relation_pressed.emit(offer.name))
        return button

    def _row(self, row: ArrowRow) -> QWidget:
        box = QWidget(self)
        line = QHBoxLayout(box)
        line.setContentsMargins(4, 1, 4, 1)
        line.setSpacing(6)
        title = label(one_line(row.title), box, name="warning" if row.problem else "muted")
        title.setToolTip(escaped(row.problem) if row.problem else "")
        title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        words = WordsButton(row.words, box)
        words.setToolTip(escaped(row.words))
        words.clicked.connect(lambda _on=False: self.span_chosen.emit(row.span))
        line.addWidget(title, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(words, 1)
        if row.relation:
            gone = QToolButton(box)
            gone.setObjectName("unfill")
            gone.setFixedSize(24, 24)
            gone.setIcon(icon("close", self._theme.muted))
            gone.setToolTip(_("Take this relation away"))
            gone.setAccessibleName(_("Take the relation to “{words}” away").format(words=one_line(row.words)))
            gone.clicked.connect(lambda _on=False: self.removal_asked.emit(row.relation))
            line.addWidget(gone)
        return box
