"""The part of the inspector that dates have: the value in words and in both calendars, and where it is changed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.panels.views import ALTERNATIVE_KEYS
from annotator.desktop.plain import escaped, isolated, label, one_line
from annotator.desktop.theme import Theme, icon
from annotator.errors import BadInput
from annotator.model.annotation import Span
from annotator.words import _
from annotator.workspace import Suggestion, as_level


class DatingSection(QWidget):
    """Shows the value of one date Span or Suggestion; reports what the annotator makes of it."""

    value_given = Signal(str, str)
    """A TIMEX3 type and value, both empty where the value was taken away."""
    alternative_chosen = Signal(int)
    """The number of an alternative, from 0."""
    pick_asked = Signal()
    left = Signal()
    """The user is finished here: the keyboard goes back to the Article."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dating")
        self.setAccessibleName(_("The date"))
        self._published: date | None = None
        self._week_starts = 5
        self._shown: tuple[str, str] | None = None
        self._value = label("", self, name="dateValue")
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._level = label("", self, name="muted")
        self._reading = self._wrapped("dateReading")
        self._other = self._wrapped("muted")
        self._warning = self._wrapped("warning")
        self._alternatives = [self._alternative(number) for number in range(len(ALTERNATIVE_KEYS))]
        self._reasons = [self._wrapped("muted") for _alternative in self._alternatives]
        self._keys = self._wrapped("muted")
        self._box = QLineEdit(self)
        self._box.setObjectName("dateBox")
        self._box.setMinimumWidth(60)
        self._box.setAccessibleName(_("The value of the date"))
        self._box.setPlaceholderText(_("2026-01-28, P3M or غداً"))
        self._box.installEventFilter(self)
        self._box.textEdited.connect(self._echo_typed)
        self._echo = self._wrapped("muted")
        pick = QToolButton(self)
        pick.setObjectName("datePick")
        pick.setIcon(icon("calendar", theme.ink))
        pick.setToolTip(_("Choose a day in the Gregorian or the Hijri calendar"))
        pick.setAccessibleName(_("Choose a day"))
        pick.clicked.connect(self.pick_asked)
        self._lay_out(pick)
        self.hide()

    def _lay_out(self, pick: QToolButton) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(4)
        for parts in ((self._value, None, self._level), (self._box, pick)):
            row = QHBoxLayout()
            for part in parts:
                if part is None:
                    row.addStretch(1)
                else:
                    row.addWidget(part, 0 if part in (self._value, self._level, pick) else 1)
            column.addLayout(row)
            if parts[0] is self._value:
                for widget in (self._reading, self._other, self._warning):
                    column.addWidget(widget)
                for button, reason in zip(self._alternatives, self._reasons, strict=True):
                    column.addWidget(button)
                    column.addWidget(reason)
                column.addWidget(self._keys)
            elif parts[0] is self._box:
                column.addWidget(self._echo)

    def _wrapped(self, name: str) -> QLabel:
        made = label("", self, name=name)
        made.setWordWrap(True)
        made.setMinimumWidth(40)  # a long word must not widen the panel
        return made

    def _alternative(self, number: int) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"alternative{number + 1}")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.alternative_chosen.emit(number))
        return button

    def show_date(
        self,
        subject: Span | Suggestion,
        found: Suggestion | None,
        published: date | None,
        *,
        keys_meet: bool,
        week_starts: int,
    ) -> None:
        """Show a Span or a Suggestion with what the finder says of its words (`found`).

        `keys_meet` says that the keys of the alternatives are those of Labels too.
        """
        from annotator.arabic.dates import rule_title
        from annotator.arabic.hijri_words import other_calendar
        from annotator.arabic.readings import reading

        self._published, self._week_starts = published, week_starts
        is_new = self._shown != (_identity(subject), subject.value)
        self._shown = (_identity(subject), subject.value)
        value = one_line(subject.value)
        # ISO dates run from left to right whatever stands around them.
        self._value.setText(f"\u2066{value}\u2069" if value else _("no value"))
        self._value.setToolTip(escaped(subject.type))
        self._show_level(subject)
        self._level.setToolTip(escaped(_("Why: {rule}").format(rule=rule_title(found.reason))) if found else "")
        _show(self._reading, reading(subject.type, subject.value))
        other = other_calendar(subject.value)
        in_hijri = found is not None and found.calendar == "hijri"
        told = _("Hijri, as in the text: {date}") if in_hijri else _("Hijri: {date}")
        _show(self._other, told.format(date=isolated(other)) if other else "")
        _show(self._warning, f"⚑ {one_line(found.warning)}" if found and found.warning else "")
        self._show_alternatives(subject, found, keys_meet=keys_meet)
        if is_new:
            self._box.setText(value)
            self._box.setCursorPosition(0)
            _show(self._echo, "")
        self.show()

    def _show_level(self, subject: Span | Suggestion) -> None:
        level = "" if subject.confidence is None else as_level(subject.confidence)
        asks = level == "check"
        words = {"high": _("certain"), "medium": _("likely"), "check": _("please check")}
        told = words.get(level, _("confirmed")) if subject.value else ""
        if self._level.objectName() != (name := "warning" if asks else "muted"):
            self._level.setObjectName(name)
            self._level.style().polish(self._level)
        _show(self._level, told)

    def _show_alternatives(self, subject: Span | Suggestion, found: Suggestion | None, *, keys_meet: bool) -> None:
        from annotator.arabic.readings import reading

        known = found.alternatives[: len(self._alternatives)] if found else ()
        for number, button in enumerate(self._alternatives):
            button.setVisible(number < len(known))
            if number < len(known):
                one = known[number]
                button.setText(f"{number + 1}   \u2066{one_line(one.value)}\u2069".replace("&", "&&"))
                button.setToolTip(escaped(f"{reading(subject.type, one.value)}\n{one.reason}"))
            _show(self._reasons[number], one_line(known[number].reason) if number < len(known) else "")
        _show(
            self._keys,
            _("While this date is chosen, the keys 1 to 3 choose its value and not a label.")
            if known and keys_meet
            else "",
        )

    @property
    def alternatives_shown(self) -> int:
        """How many alternatives there are to choose from."""
        return sum(not button.isHidden() for button in self._alternatives) if not self.isHidden() else 0

    @property
    def box(self) -> QLineEdit:
        """Where a value is typed."""
        return self._box

    def _echo_typed(self, text: str) -> None:
        told, is_good = self._read(text)
        if self._echo.objectName() != (name := "muted" if is_good else "warning"):
            self._echo.setObjectName(name)
            self._echo.style().polish(self._echo)
        _show(self._echo, told)

    def _read(self, text: str) -> tuple[str, bool]:
        """What a typed text would be taken for, in words, and whether it can be taken."""
        from annotator.arabic.readings import reading, typed

        if not text.strip():
            return _("no value"), True
        try:
            kind, value = typed(text, self._published, week_starts=self._week_starts)
        except BadInput as error:
            return str(error), False
        return f"\u2066{value}\u2069 = {isolated(reading(kind, value))}", True

    def _take(self) -> None:
        """Report what is typed, or say why it cannot be taken."""
        from annotator.arabic.readings import typed

        text = self._box.text()
        try:
            kind, value = typed(text, self._published, week_starts=self._week_starts) if text.strip() else ("", "")
        except BadInput:
            self._echo_typed(text)
            return
        self._shown = None
        self.value_given.emit(kind, value)
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._box and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._box.setText((self._shown or ("", ""))[1])
                _show(self._echo, "")
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


def _identity(subject: Span | Suggestion) -> str:
    return subject.uid if isinstance(subject, Span) else subject.key


def _show(shown: QLabel, text: str) -> None:
    shown.setText(text)
    shown.setVisible(bool(text))
