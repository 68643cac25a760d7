"""The inspector: what is known of the chosen Span, and where it is changed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.panels.dating import DatingSection
from annotator.desktop.plain import escaped, isolated, label, one_line
from annotator.desktop.theme import Look, Theme, icon
from annotator.desktop.writing import begin_where_reading_begins
from annotator.model.annotation import Span
from annotator.words import _, ngettext
from annotator.workspace import Suggestion

if TYPE_CHECKING:
    from annotator.desktop.panels.details import Details
    from annotator.desktop.panels.suggestion import SuggestionSection

_RESTED = 700
"""Milliseconds after the last letter of a note until it is kept."""


class Inspector(QWidget):
    """Shows one Span; reports a new Label, a new note, and the wish to delete."""

    relabel_asked = Signal(str, str)
    """A Span's uid and the name of its new Label."""
    note_written = Signal(str, str)
    """A Span's uid and its note, when the writing is over."""
    delete_asked = Signal(str)
    accept_asked = Signal(bool)
    """The shown Suggestion is right: it alone, or where it is False all of its group."""
    dismiss_asked = Signal(bool)
    """The same where it is wrong."""
    offer_taken = Signal()
    """The other places of the name that was marked just now are to be marked too."""
    left = Signal()
    """The user is finished here: the keyboard goes back to the Article."""

    def __init__(self, looks: dict[str, Look], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName(_("The chosen span"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._span: Span | None = None
        self._held: dict[str, str] = {}
        self._words = label("", self, name="title")
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label = QComboBox(self)
        self._label.setAccessibleName(_("Label"))
        self._label.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._label.setMaxVisibleItems(16)
        for name, look in looks.items():
            if not look.label.is_markable:
                continue
            told = name if look.label.title == name else f"{look.label.title} ({name})"
            self._label.addItem(look.swatch(), told, name)
        self._place = label("", self, name="meta")
        self._note = QPlainTextEdit(self)
        self._note.setAccessibleName(_("Note"))
        self._note.setPlaceholderText(_("A note for the lead or for yourself"))
        self._note.setMaximumHeight(56)
        self._note.setTabChangesFocus(True)
        begin_where_reading_begins(self._note)
        self._note.installEventFilter(self)
        self._resting = QTimer(self, interval=_RESTED, singleShot=True)
        self._resting.timeout.connect(self.keep_note)
        self._note.textChanged.connect(self._resting.start)
        self._place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._delete = QPushButton(icon("delete", theme.muted), _("Delete"), self)
        self._delete.setToolTip(_("Delete this span (Delete)"))
        self._theme = theme
        self._of_span = QWidget(self)
        self.dating = DatingSection(theme, self)
        nothing = label(_("Choose a span to see it here: click it, or press Tab."), self, name="muted")
        nothing.setWordWrap(True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setContentsMargins(16, 10, 16, 10)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(nothing)
        self._stack.addWidget(self._card())
        self._label.activated.connect(self._relabel)
        self._delete.clicked.connect(lambda: self._span and self.delete_asked.emit(self._span.uid))

    def _card(self) -> QScrollArea:
        """All that is known of a Span, from its words down."""
        foot = QHBoxLayout()
        foot.addWidget(self._place, 1)
        foot.addWidget(self._delete)
        own = QVBoxLayout(self._of_span)
        own.setContentsMargins(0, 0, 0, 0)
        own.addLayout(self._form())
        own.addLayout(foot)
        card = QScrollArea(self)
        card.setMinimumWidth(238)
        card.setWidgetResizable(True)
        card.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(card)
        card.setWidget(content)
        self._inside = inside = QVBoxLayout(content)
        inside.setContentsMargins(12, 10, 12, 10)
        self._words.setMinimumWidth(40)
        inside.addWidget(self._words)
        inside.addWidget(self.dating)
        inside.addWidget(self._of_span)
        inside.addStretch(1)
        return card

    @cached_property
    def details(self) -> Details:
        """What the Schema asks of the chosen Span; made when something is asked for the first time."""
        from annotator.desktop.panels.details import Details  # here, for the start of the window

        made = Details(self._theme, self)
        self._inside.insertWidget(self._inside.indexOf(self._of_span), made)
        return made

    @cached_property
    def suggestion(self) -> SuggestionSection:
        """Who proposes the chosen Suggestion, and the decision; made when one is chosen for the first time."""
        from annotator.desktop.panels.suggestion import SuggestionSection  # here, for the start of the window

        made = SuggestionSection(self)
        made.accept_asked.connect(self.accept_asked)
        made.dismiss_asked.connect(self.dismiss_asked)
        self._inside.insertWidget(self._inside.indexOf(self.dating) + 1, made)
        return made

    @cached_property
    def offer(self) -> QPushButton:
        """Marks the other places of the name that was marked just now; made when there are some for the first time."""
        made = QPushButton(self)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the Article, where Enter does the same
        made.setToolTip(escaped(_("Enter does it too")))
        made.clicked.connect(self.offer_taken)
        self._inside.insertWidget(self._inside.indexOf(self._of_span) + 1, made)
        return made

    def show_offer(self, count: int) -> None:
        """Offer so many other places of the name; none for 0."""
        if count or "offer" in self.__dict__:
            self.offer.setText(ngettext("Mark {n} more place too", "Mark {n} more places too", count))
            self.offer.setVisible(bool(count))

    @property
    def has_details(self) -> bool:
        """Whether anything was asked of a Span yet."""
        return "details" in self.__dict__

    @property
    def wanted_height(self) -> int:
        """The height in which all that is shown can be seen, in pixels."""
        card = self._inside.parentWidget()
        return card.sizeHint().height() + 4 if card is not None and self._stack.currentIndex() else 0

    def _form(self) -> QGridLayout:
        form = QGridLayout()
        form.setSpacing(7)
        for row, (told, field) in enumerate(((_("Label"), self._label), (_("Note"), self._note))):
            beside = label(told, self)
            beside.setBuddy(field)
            form.addWidget(beside, row, 0, Qt.AlignmentFlag.AlignTop)
            form.addWidget(field, row, 1)
        return form

    def show_span(self, span: Span | None, text: str) -> None:
        """Show a Span of the Article `text`, or nothing. A note that is being written is kept first."""
        if self._span is not None and (span is None or span.uid != self._span.uid):
            self.keep_note()
        same = self._span is not None and span is not None and span.uid == self._span.uid
        before = self._span
        self._span = span
        self._stack.setCurrentIndex(0 if span is None else 1)
        if span is None:
            return
        self._of_span.show()
        self._hide_suggestion()
        self._words.setText(one_line(span.surface(text)))
        self._label.setCurrentIndex(self._label.findData(span.label))  # none for a Label that is archived
        pieces = ", ".join(f"{start}–{end}" for start, end in span.fragments)
        self._place.setText(isolated(pieces))
        self._place.setToolTip(escaped(pieces + "\n" + _("Code points, the end not included")))
        if not same or before is None or before.note != span.note:
            note = self._held.get(span.uid, span.note)
            if self._note.toPlainText() != note:  # not what is just being written
                self._note.setPlainText(note)
            self._resting.stop()

    def show_suggestion(
        self, suggestion: Suggestion, text: str, count: int, look: Look | None, keys: tuple[str, str]
    ) -> None:
        """Show the words of a Suggestion that is one of `count` in its group, and what is decided by which `keys`; what
        is known of its date stands in `dating`."""
        self.show_span(None, "")
        self._words.setText(one_line(text[suggestion.start : suggestion.end]))
        self._of_span.hide()
        self.suggestion.show_suggestion(suggestion, count, look, keys)
        self._stack.setCurrentIndex(1)

    def _hide_suggestion(self) -> None:
        if "suggestion" in self.__dict__:
            self.suggestion.hide()

    @property
    def first_field(self) -> QWidget:
        """Where the keyboard enters the inspector."""
        if self._of_span.isVisible():
            return self._label
        if not self.dating.isHidden():
            return self.dating.box
        return self.suggestion.accept if "suggestion" in self.__dict__ and self.suggestion.isVisible() else self._label

    def focus_note(self) -> None:
        """Go on writing the note."""
        if self._span is not None:
            self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_note(self) -> None:
        """Report the note where it has changed."""
        if self._span is not None and self._note.toPlainText() != self._span.note:
            self.note_written.emit(self._span.uid, self._note.toPlainText())

    def hold_note(self, uid: str, note: str | None) -> None:
        """Show this as the note of a Span, as it could not be kept; None where it was in the end."""
        if note is None:
            self._held.pop(uid, None)
        else:
            self._held[uid] = note

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._note and event.type() is QEvent.Type.FocusOut:
            self.keep_note()
        if watched is self._note and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            finishes = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
                event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            )
            if finishes or event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _relabel(self, index: int) -> None:
        if self._span is not None and self._label.itemData(index) != self._span.label:
            self.relabel_asked.emit(self._span.uid, self._label.itemData(index))
