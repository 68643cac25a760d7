"""What is beside the text on the bench: the Case in hand, the answers one beneath the other, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.bench.card import AnswerCard, Ground
from annotator.desktop.bench.keep_bar import KeepBar
from annotator.desktop.bench.key_button import KeyButton
from annotator.desktop.bench.letters import EDIT, NONE, SKIP
from annotator.desktop.bench.told import CaseTold
from annotator.desktop.plain import escaped, joined, label, leading
from annotator.model.annotation import Span
from annotator.words import _

SPACE = "␣"
"""The space bar as it is drawn on a button."""


class CasePanel(QWidget):
    """Shows one Case; reports what is decided."""

    answer_taken = Signal(str)
    """The annotator whose answer is right; empty where Gold is to stay as it is."""
    field_taken = Signal(str, str, object)
    """A field of a Span (see `annotator.model.decision.Field`), the annotator who says it, and the Span."""
    all_taken = Signal()
    none_taken = Signal()
    skipped = Signal()
    edit_asked = Signal()
    reason_kept = Signal(str)
    left = Signal()
    """The user is finished here: the keyboard goes back to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("The case"))
        self.setMinimumWidth(340)
        self._place = label("", self, name="title")
        self._place.setAlignment(leading())
        self._kinds = label("", self, name="caseKinds")
        self._kinds.setWordWrap(True)
        self._kinds.setAlignment(leading())
        self._state = label("", self, name="goldMark")
        self._state.setWordWrap(True)
        self._state.setAlignment(leading())
        self._cards_column = QVBoxLayout()
        self._cards_column.setContentsMargins(0, 0, 6, 0)
        self._cards_column.setSpacing(8)
        self._cards: list[AnswerCard] = []
        self.reason = QLineEdit(self)
        self.reason.setObjectName("reason")
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Why? (R to write, Enter to keep)"))
        tip = _("Goes with the decision, and becomes an example beside the label's guideline")
        self.reason.setToolTip(escaped(tip))
        self.reason.installEventFilter(self)
        self.all = KeyButton(_("Take all"), SPACE, _("Put every answer into the gold version"), self, name="takeAll")
        self.edit = KeyButton(_("Edit"), EDIT, _("Put something else into the gold version"), self, name="editCase")
        self.none = KeyButton(
            _("None of them"), NONE, _("Nothing is right: nothing goes into the gold version"), self, name="takeNone"
        )
        self.skip = KeyButton(_("Skip"), SKIP, _("Decide later, or never; counts as looked at"), self, name="skipCase")
        for button, asked in (
            (self.all, self.all_taken),
            (self.edit, self.edit_asked),
            (self.none, self.none_taken),
            (self.skip, self.skipped),
        ):
            button.clicked.connect(asked)
        self.mixing = KeepBar(self)
        """Ends a mixture of several answers."""
        self.mixing.hide()
        self.decision = QWidget(self)
        """Where it is decided; hidden while the Case is edited."""
        self._lay_out()
        self.show_case(None, None)

    def _lay_out(self) -> None:
        inside = QWidget(self)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._cards_column)
        whole.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid = QGridLayout(self.decision)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(7)
        grid.addWidget(self.reason, 0, 0, 1, 2)
        for at, button in enumerate((self.all, self.edit, self.none, self.skip)):
            grid.addWidget(button, 1 + at // 2, at % 2)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 10, 12)
        column.setSpacing(6)
        for widget in (self._place, self._kinds, self._state):
            column.addWidget(widget)
        column.addWidget(self._area, 1)
        column.addWidget(self.mixing)
        column.addWidget(self.decision)

    def place_draft(self, pane: QWidget) -> None:
        """Put what a Case is edited with where it is decided otherwise."""
        self._column.addWidget(pane)
        pane.hide()

    @property
    def cards(self) -> Sequence[AnswerCard]:
        """The answers that are shown."""
        return self._cards

    @property
    def told(self) -> str:
        """What stands above the answers."""
        return "\n".join(line.text() for line in (self._place, self._kinds, self._state) if line.text())

    def show_case(self, case: CaseTold | None, ground: Ground | None) -> None:
        """Show a Case, or none."""
        for card in self._cards:
            self._cards_column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        self._place.setText(case.place if case else _("No case is chosen."))
        self._kinds.setText(joined(case.kinds) if case else "")
        self._kinds.setVisible(bool(case and case.kinds))
        self._state.setText(case.state if case else "")
        self._state.setVisible(bool(case and case.state))
        self.setAccessibleDescription(self.told)
        self.reason.setText(case.reason if case else "")
        self.all.setEnabled(case is not None and case.has_several)
        self.edit.setEnabled(case is not None)
        for widget in (self.none, self.skip, self.reason):
            widget.setEnabled(case is not None)
        if case is None or ground is None:
            return
        for annotator, told in case.answers:
            card = AnswerCard(told, case.fragment, case.differing, ground, self)
            card.taken.connect(partial(self.answer_taken.emit, annotator))
            card.field_taken.connect(partial(self._take_field, annotator))
            self._cards.append(card)
            self._cards_column.addWidget(card)
        self._area.verticalScrollBar().setValue(0)

    def _take_field(self, annotator: str, field: str, span: Span) -> None:
        self.field_taken.emit(field, annotator, span)

    def focus_reason(self) -> None:
        """Let the reason be written."""
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.reason.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.reason and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.reason_kept.emit(self.reason.text())
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)
