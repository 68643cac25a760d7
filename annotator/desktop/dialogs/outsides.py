"""The recommenders outside of a project: what each would start or ask, and whether it may."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.outside.leave import exactly_box
from annotator.desktop.dialogs.schema.fields import push, with_visible_ticks
from annotator.desktop.fitting import open_at
from annotator.desktop.plain import isolated, joined, label, one_line
from annotator.desktop.theme import Theme
from annotator.words import _

if TYPE_CHECKING:
    from annotator.suggest.external.gate import Tally
    from annotator.suggest.external.outside import Outside


class Shown(NamedTuple):
    """A recommender outside: what asking it would do, in a sentence, exactly what would be started or asked, and what
    is known of it."""

    outside: Outside
    sentence: str
    exactly: str
    is_allowed: bool
    tally: Tally
    trouble: str


class Outsides(QDialog):
    """Shows the recommenders outside, and reports what the user wants of them."""

    switch_asked = Signal(str, bool)
    """The name of one that is to be asked from now on, or asked no more."""
    allow_asked = Signal(object)
    """The `Outside` that the user allows, having seen it."""
    forbid_asked = Signal(object)
    add_asked = Signal()
    change_asked = Signal(object)
    """The `Outside` that is to be changed, or taken out of the project."""
    remove_asked = Signal(object)
    again_asked = Signal()
    """Those that have failed are to be asked again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outsides")
        self.setWindowTitle(_("Recommenders outside"))
        open_at(self, 620, 520)
        self.theme = theme
        note = label(
            _(
                "Models and services of your own that propose spans. A project may come from a stranger: nothing here "
                "is started or asked before you allow it, for this project and on this machine."
            ),
            self,
            name="muted",
        )
        note.setWordWrap(True)
        self._none = label(
            _("This project has none. Add one here, or on the command line: {command}").format(
                command=isolated("hashiya recommenders add")
            ),
            self,
        )
        self._none.setWordWrap(True)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.again = QPushButton(_("Ask again"), self)
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self.again_asked)
        close = QPushButton(_("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.add = QPushButton(_("Add…"), self)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.add_asked)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self.again)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(label(_("Recommenders outside"), self, name="title"))
        layout.addWidget(note)
        layout.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)
        self._cards: list[Card] = []

    @property
    def cards(self) -> list[Card]:
        """A card for each, in order."""
        return self._cards

    def show_outsides(self, outsides: list[Shown]) -> None:
        """Show these, instead of those before; what is shown already stays as it is."""
        if [card.shown for card in self._cards] == outsides and outsides:
            return
        place = self._scroll.verticalScrollBar().value()
        inside = QWidget(self._scroll)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        self._cards = [Card(one, self, inside) for one in outsides]
        for card in self._cards:
            column.addWidget(card)
        column.addStretch(1)
        old = self._scroll.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()  # one of its buttons may be the one that was clicked
        self._scroll.setWidget(inside)
        self._scroll.verticalScrollBar().setValue(place)
        self._none.setVisible(not outsides)
        self._scroll.setVisible(bool(outsides))
        self.again.setVisible(any(one.trouble for one in outsides))


class Card(QFrame):
    """One recommender outside."""

    def __init__(self, shown: Shown, dialog: Outsides, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("outsideCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.shown = shown
        outside = shown.outside
        name = one_line(outside.name)
        self.setAccessibleName(name)
        self.on = QCheckBox(_("On"), self)
        self.on.setAccessibleName(_("Ask {name}").format(name=isolated(name)))
        self.on.setChecked(outside.enabled)
        with_visible_ticks(self.on, dialog.theme)
        self.on.clicked.connect(lambda on: dialog.switch_asked.emit(outside.name, on))
        self.may = QPushButton(_("Forbid") if shown.is_allowed else _("Allow"), self)
        self.may.setAutoDefault(False)
        asked = dialog.forbid_asked if shown.is_allowed else dialog.allow_asked
        self.may.clicked.connect(lambda: asked.emit(outside))
        self.exactly = exactly_box(shown.exactly, shown.sentence, self)
        self.change = push(_("Change…"), self, lambda: dialog.change_asked.emit(outside))
        self.remove = push(_("Remove"), self, lambda: dialog.remove_asked.emit(outside))
        for button, told in ((self.change, _("Change {name}")), (self.remove, _("Remove {name}"))):
            button.setAccessibleName(told.format(name=isolated(name)))
        self._lay_out(name)

    def _lay_out(self, name: str) -> None:
        shown = self.shown
        head = QHBoxLayout()
        head.addWidget(label(name, self, name="compared"))
        head.addWidget(label(_kind(shown.outside), self, name="muted"), 1)
        head.addWidget(self.on)
        head.addWidget(self.may)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.addLayout(head)
        state = _("You have allowed this.") if shown.is_allowed else _("You have not allowed this.")
        right = _right(shown.tally) if shown.tally.all else ""
        lines = ((shown.sentence, "muted"), (joined((state, right)), "muted"), (one_line(shown.trouble), "warning"))
        for text, kind in lines:
            if text:
                told = label(text, self, name=kind)
                told.setWordWrap(True)
                column.addWidget(told)
        column.insertWidget(2, self.exactly)
        deeds = QHBoxLayout()
        deeds.addStretch(1)
        deeds.addWidget(self.change)
        deeds.addWidget(self.remove)
        column.addLayout(deeds)


def _kind(outside: Outside) -> str:
    """What it is, as users read it."""
    return {
        "process": _("process"),
        "service": _("service"),
        "chat": _("language model"),
        "plugin": _("plug-in"),
    }[outside.kind.value]


def _right(tally: Tally) -> str:
    return _("Right so far: {share:.0%} of {count}").format(share=tally.precision, count=tally.all)
