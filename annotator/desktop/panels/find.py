"""The find panel: what is looked for, and the concordance of what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.panels.concordance import Concordance
from annotator.desktop.panels.find_filters import Filters
from annotator.desktop.panels.hits import HitTable, Order
from annotator.desktop.plain import label
from annotator.desktop.theme import Look, Theme, icon
from annotator.words import _, ngettext
from annotator.workspace.search import Hit, Level, Manner, Query

_RESTED = 250
"""Milliseconds after the last letter until the search begins."""


class FindPanel(QWidget):
    """Reports what is to be searched, and which hit is asked for; shows the hits that it is given."""

    search_asked = Signal(object)
    """A `Query` without its Article (`in_article` says whether it is meant), or None where nothing is looked for."""
    more_asked = Signal()
    """The user wants to see more hits than the first ones."""
    cancel_asked = Signal()
    hit_chosen = Signal(object)
    """A `Hit` to go to."""
    closed = Signal()

    def __init__(self, looks: dict[str, Look], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findPanel")
        self.setAccessibleName(_("Find"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._resting = QTimer(self, interval=_RESTED, singleShot=True)
        self._resting.timeout.connect(self.search)
        self.table = HitTable(looks, self)
        self.concordance = Concordance(self.table, theme, self)
        self.filters = Filters(looks, self)
        self.filters.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 4)
        layout.setSpacing(6)
        layout.addLayout(self._first_row(theme))
        layout.addWidget(self.filters)
        layout.addLayout(self._state_row())
        layout.addWidget(self.concordance, 1)
        self.filters.changed.connect(self._resting.start)
        self.concordance.hit_chosen.connect(self.hit_chosen)

    def _first_row(self, theme: Theme) -> QHBoxLayout:
        self.words = QLineEdit(self)
        self.words.setObjectName("findWords")
        self.words.setPlaceholderText(_("Find words in the texts"))
        self.words.setAccessibleName(_("Find words in the texts"))
        self.words.setClearButtonEnabled(True)
        self.words.addAction(icon("search", theme.muted), QLineEdit.ActionPosition.LeadingPosition)
        self.scope = _choice(self, _("Where to look"), ((_("Whole project"), ""), (_("This article"), "article")))
        self.level = _choice(
            self,
            _("What counts as the same"),
            (
                (_("Any spelling"), Level.LETTERS),
                (_("Without tashkeel"), Level.MARKS),
                (_("As it is written"), Level.EXACT),
            ),
        )
        self.level.setToolTip(_("Any spelling: أ إ آ as ا, ة as ه, ى as ي, and without tashkeel"))
        self.inside = QCheckBox(_("Inside words"), self)
        self.inside.setToolTip(_("Find the words inside longer ones too: رويترز in لرويترز"))
        self.inside.setChecked(True)
        self.regex = QCheckBox(_("Regular expression"), self)
        self.more_filters = QToolButton(self)
        self.more_filters.setIcon(icon("filter", theme.ink))
        self.more_filters.setCheckable(True)
        self.more_filters.setToolTip(_("Filter by label, source, date and status"))
        self.more_filters.setAccessibleName(_("Filter by label, source, date and status"))
        close = QToolButton(self)
        close.setText("✕")
        close.setToolTip(_("Close (Esc)"))
        close.setAccessibleName(_("Close"))
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        for widget in (self.scope, self.level, self.inside, self.regex, self.more_filters, close):
            row.addWidget(widget)
        self.words.textChanged.connect(self._resting.start)
        self.words.returnPressed.connect(self._enter)
        for box in (self.scope, self.level):
            box.currentIndexChanged.connect(self._resting.start)
        for switch in (self.inside, self.regex):
            switch.toggled.connect(self._resting.start)
        self.regex.toggled.connect(self.inside.setDisabled)
        self.more_filters.toggled.connect(self.filters.setVisible)
        close.clicked.connect(self.closed)
        return row

    def _state_row(self) -> QHBoxLayout:
        self.state = label("", self, name="muted")
        self.more = QPushButton(_("Show more"), self)
        self.order = _choice(
            self,
            _("Sort by"),
            (
                (_("In reading order"), Order.PLACE),
                (_("By the words before"), Order.BEFORE),
                (_("By the words after"), Order.AFTER),
            ),
        )
        self.progress = QProgressBar(self)
        self.progress.setMaximumWidth(140)
        self.progress.setAccessibleName(_("How far the search is"))
        self.cancel = QPushButton(_("Cancel"), self)
        row = QHBoxLayout()
        row.addWidget(self.state, 1)
        for widget in (self.progress, self.cancel, self.more, self.order):
            row.addWidget(widget)
        for hidden in (self.progress, self.cancel, self.more):
            hidden.hide()
        self.more.clicked.connect(self.more_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.order.currentIndexChanged.connect(lambda _row: self.table.sort_by(Order(self.order.currentData())))
        return row

    # What is asked

    @property
    def in_article(self) -> bool:
        """Whether only the open Article is meant."""
        return bool(self.scope.currentData())

    @property
    def query(self) -> Query | None:
        """What is looked for; None where that is nothing."""
        manner = Manner.REGEX if self.regex.isChecked() else Manner.INSIDE if self.inside.isChecked() else Manner.WORDS
        query = self.filters.narrowed(Query(self.words.text(), manner, Level(self.level.currentData())))
        return query if query.words.strip() or query.label else None

    def begin(self, words: str) -> None:
        """The user wants to find something: `words`, or what stands there."""
        if words:
            self.words.setText(words)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    @property
    def choices(self) -> tuple[str | int | bool, ...]:
        """All that is typed and chosen here, for a panel that comes in the place of this one."""
        fields, boxes, switches = self._choosing()
        return (
            *(field.text() for field in fields),
            *(box.currentIndex() for box in boxes),
            *(switch.isChecked() for switch in switches),
        )

    def choose(self, choices: tuple[str | int | bool, ...]) -> None:
        """Type and choose what another panel had, and search for it."""
        fields, boxes, switches = self._choosing()
        left = iter(choices)
        for field in fields:
            field.setText(str(next(left)))
        for box in boxes:
            box.setCurrentIndex(int(next(left)))
        for switch in switches:
            switch.setChecked(bool(next(left)))
        self.search()

    def _choosing(self) -> tuple[tuple[QLineEdit, ...], tuple[QComboBox, ...], tuple[QAbstractButton, ...]]:
        filters = self.filters
        return (
            (self.words, filters.source, filters.since, filters.until),
            (self.scope, self.level, self.order, filters.label, filters.status),
            (self.inside, self.regex, self.more_filters),
        )

    def search(self) -> None:
        """Ask for a search now."""
        self._resting.stop()
        self.search_asked.emit(self.query)

    def _enter(self) -> None:
        if self._resting.isActive() or not self.table.hits:
            self.search()
        else:
            self.concordance.ask_for_current()

    # What is answered

    def show_begun(self) -> None:
        """A search begins: what the last one found goes."""
        self.table.show([])
        self.state.setText(_("Searching…"))
        self.progress.setValue(0)
        self.more.hide()

    def show_progress(self, percent: int) -> None:
        """How far a search is that takes its time."""
        self.progress.setValue(percent)
        self.progress.show()
        self.cancel.show()

    def show_hits(self, hits: list[Hit]) -> None:
        """Some more hits."""
        self.table.add(hits)

    def show_end(self, *, has_more: bool = False, trouble: str = "") -> None:
        """The search is over: because all is found, because there is enough for now, or because of a trouble."""
        self.progress.hide()
        self.cancel.hide()
        self.more.setVisible(has_more)
        count = len(self.table.hits)
        if trouble:
            told = trouble
        elif not count:
            told = _("Nothing was found.") if self.query else ""
        elif has_more:
            told = ngettext("The first {n} place; there are more.", "The first {n} places; there are more.", count)
        else:
            told = ngettext("{n} place", "{n} places", count)
        self.state.setObjectName("warning" if trouble else "muted")
        self.state.style().polish(self.state)
        self.state.setText(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _choice(parent: QWidget, name: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
    made = QComboBox(parent)
    made.setAccessibleName(name)
    made.setToolTip(name)
    for text, value in choices:
        made.addItem(text, value)
    return made
