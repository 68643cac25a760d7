"""The window of the dashboard: a few numbers, then figures with their tables, counted beside the work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from annotator.desktop.dashboard.card import Card
from annotator.desktop.dashboard.filters import Filters
from annotator.desktop.dashboard.flow import Flow
from annotator.desktop.fitting import open_at
from annotator.desktop.parts import push_button
from annotator.desktop.plain import label, leading
from annotator.desktop.theme import Theme
from annotator.review.figures import Board, Tile
from annotator.words import _


class Dashboard(QDialog):
    """Shows a Board. What is counted, and when, is for others to say."""

    choice_changed = Signal()
    """Something else is to be counted; see `filters`."""
    compare_asked = Signal()
    """The annotators are to be compared anew."""
    cancel_asked = Signal()
    report_asked = Signal()
    class_asked = Signal(str)
    """The Cases of this class of disagreement are to be listed."""

    def __init__(self, people: Sequence[str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dashboard")
        self.setWindowTitle(_("Dashboard"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        open_at(self, 1180, 800)
        self._theme = theme
        self._cards: dict[str, Card] = {}
        self.filters = Filters(people, self)
        self.filters.changed.connect(self.choice_changed)
        self.report = push_button(_("Report…"), _("Write these figures as one page, to be sent and printed"), self)
        self.report.clicked.connect(self.report_asked)
        self.progress = QProgressBar(self)
        self.progress.setFixedWidth(150)
        self.progress.setAccessibleName(_("Comparing the annotators"))
        self.cancel = push_button(_("Cancel"), _("Compare no further"), self)
        self.cancel.clicked.connect(self.cancel_asked)
        self.told = label(parent=self, name="muted")
        self.again = push_button(_("Compare again"), _("Count agreement and differences anew"), self)
        self.again.clicked.connect(self.compare_asked)
        self._lay_out()
        self.show_comparing(None)
        self.show_stale("")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.filters, 1)
        for widget in (self.told, self.progress, self.cancel, self.again, self.report):
            top.addWidget(widget)
        inside = self._inside = QWidget(self)
        self._tiles = QWidget(inside)
        self._flow = Flow(self._tiles)
        self._nothing = label("", inside, name="muted")
        self._nothing.hide()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2, 2, 10, 2)
        self._column.setSpacing(14)
        self._column.addWidget(self._tiles)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(_("Figures"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.area, 1)

    @property
    def cards(self) -> dict[str, Card]:
        """What is shown, by the key of the figure, in its order."""
        return self._cards

    def show_board(self, board: Board) -> None:
        """Show other figures, or the same ones with other numbers; the place that is looked at stays."""
        self._show_tiles(board.tiles)
        wanted = [figure.key for figure in board.figures]
        if wanted != list(self._cards):
            self._take_apart(set(wanted))
        for at, figure in enumerate(board.figures):
            card = self._cards.get(figure.key) or self._card()
            self._cards[figure.key] = card
            self._column.insertWidget(at + 2, card)
            card.show_figure(figure)
            card.show()
        self._cards = {key: self._cards[key] for key in wanted}
        self._nothing.setText(_("Nobody has begun yet."))
        self._nothing.setVisible(not board.figures)

    def show_counting(self) -> None:
        """Say that the first figures are being counted."""
        self._nothing.setText(_("Counting…"))
        self._nothing.show()

    def _card(self) -> Card:
        card = Card(self._theme, self._inside)
        card.more_asked.connect(self.class_asked)
        return card

    def _take_apart(self, kept: set[str]) -> None:
        for key in [key for key in self._cards if key not in kept]:
            card = self._cards.pop(key)
            card.hide()
            card.deleteLater()

    def _show_tiles(self, tiles: Sequence[Tile]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for tile in tiles:
            made = QWidget(self._tiles)
            made.setAccessibleName(f"{tile.value} {tile.text}")
            layout = QVBoxLayout(made)
            layout.setContentsMargins(2, 0, 14, 0)
            layout.setSpacing(0)
            for words in (label(tile.value, made, name="title"), label(tile.text, made, name="muted")):
                words.setAlignment(leading())
                layout.addWidget(words)
            self._flow.addWidget(made)
            made.show()

    def show_comparing(self, percent: int | None) -> None:
        """Show how much of the comparing is done; None while nothing is compared."""
        for widget in (self.progress, self.cancel):
            widget.setVisible(percent is not None)
        if percent is not None:
            self.progress.setValue(percent)
            self.show_stale("")

    def show_stale(self, told: str) -> None:
        """Say why what is shown of agreement is not of now, and offer to compare again; nothing where it is."""
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.again.setVisible(bool(told))
