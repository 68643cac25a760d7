"""Dates on the annotation page: their values in the inspector, the publication date, and how weeks are counted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QTimer

from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.suggesting import Suggesting
from annotator.desktop.panels.views import ALTERNATIVE_KEYS
from annotator.errors import AnnotatorError
from annotator.model.annotation import Span
from annotator.words import _
from annotator.workspace import WEEK_STARTS, Changed, Suggestion


class Dates(QObject):
    """Wires the dates of the open Article to the Workspace."""

    def __init__(self, desk: Desk, suggesting: Suggesting) -> None:
        super().__init__(desk)
        self._desk = desk
        self._suggesting = suggesting
        self._workspace = desk.workspace
        self._telling = QTimer(self, interval=0, singleShot=True)
        self._telling.timeout.connect(self._tell)
        desk.header.published_asked.connect(self.ask_published)
        desk.sides_made.connect(self._wire_sides)

    def _wire_sides(self) -> None:
        section = self._desk.inspector.dating
        section.value_given.connect(self._give)
        section.alternative_chosen.connect(self._take_alternative)
        section.pick_asked.connect(self._pick)
        section.left.connect(self._desk.view.setFocus)

    def stop(self) -> None:
        """The project is about to be closed."""
        self._telling.stop()

    def follow(self, changed: Changed) -> None:
        """Read again when the Article was published, where a change may have touched that."""
        if self._desk.article is None or changed.article not in (None, self._desk.article.uid):
            return
        try:
            now = self._workspace.article(self._desk.article.uid)
        except AnnotatorError:  # taken out again; the page opens another one
            return
        if now.published != self._desk.article.published:
            self._desk.article = now
            self._desk.header.show_article(now)

    # The inspector

    def show_chosen(self) -> None:
        """Show the chosen date in the inspector, one frame later: reading a value in words takes longer than that."""
        if self._chosen_date() is None and self._chosen_span() is None:
            self._telling.stop()
            self._desk.inspector.dating.hide()
            return
        self._telling.start()

    def _chosen_date(self) -> Suggestion | None:
        one = self._desk.view.suggested
        return one if one is not None and self._workspace.is_date(one.label) else None

    def _chosen_span(self) -> Span | None:
        span = self._desk.view.chosen
        return span if span is not None and self._workspace.is_date(span.label) else None

    def _tell(self) -> None:
        one, span = self._chosen_date(), self._chosen_span()
        if self._desk.article is None or (one is None and span is None):
            return
        found = one or (self._workspace.proposal(self._desk.article.uid, span) if span else None)
        keys_meet = any(self._workspace.schema.by_key(key) for key in ALTERNATIVE_KEYS)
        subject = one or span
        assert subject is not None
        self._desk.inspector.dating.show_date(
            subject, found, self._published, keys_meet=keys_meet, week_starts=self._workspace.week_starts
        )

    @property
    def _published(self) -> date | None:
        try:
            return date.fromisoformat(self._desk.article.published) if self._desk.article else None
        except ValueError:
            return None

    def take_key(self, key: str) -> bool:
        """What the keys 1 to 3 do while a date with alternatives is chosen; says whether they did it."""
        if key not in ALTERNATIVE_KEYS or (self._chosen_date() is None and self._chosen_span() is None):
            return False
        if self._telling.isActive():  # the key came faster than the inspector
            self._telling.stop()
            self._tell()
        if int(key) > self._desk.inspector.dating.alternatives_shown:
            return False
        self._take_alternative(int(key) - 1)
        return True

    def _take_alternative(self, number: int) -> None:
        one, span = self._chosen_date(), self._chosen_span()
        if self._desk.article is None:
            return
        found = one or (self._workspace.proposal(self._desk.article.uid, span) if span else None)
        if found is not None and number < len(found.alternatives):
            from annotator.arabic.timex import type_of

            value = found.alternatives[number].value
            self._give(found.type if type_of(value) in ("DATE", found.type) and found.type else type_of(value), value)

    def _give(self, kind: str, value: str) -> None:
        """Give the chosen date a value that the annotator vouches for."""
        one, span = self._chosen_date(), self._chosen_span()
        if self._desk.article is None:
            return
        uid = self._desk.article.uid
        if one is not None:
            self._suggesting.take([one], settled=(kind, value))
        elif span is not None:
            self._desk.attempt(lambda: self._workspace.set_value(uid, span.uid, kind or span.type, value))

    # Choosing a day

    def _pick(self) -> None:
        one = self._chosen_date() or self._chosen_span()
        if one is None:
            return
        from annotator.arabic.timex import day_of
        from annotator.desktop.dialogs.day import DayDialog

        before = day_of(one.value)
        dialog = DayDialog(_("Choose a day"), before or self._published, self._workspace.week_starts, self._desk)
        clock = one.value[10:] if before and one.type == "TIME" and "/" not in one.value else ""
        dialog.day_chosen.connect(lambda day: self._give("TIME" if clock else "DATE", f"{day.isoformat()}{clock}"))
        dialog.open()

    def ask_published(self) -> None:
        """Ask when the open Article was published."""
        if self._desk.article is None:
            return
        from annotator.desktop.dialogs.day import DayDialog

        uid = self._desk.article.uid
        week, is_known = self._workspace.week_starts, bool(self._desk.article.published)
        dialog = DayDialog(_("Publication date"), self._published, week, self._desk, can_clear=is_known)
        dialog.cleared.connect(lambda: self._desk.attempt(lambda: self._workspace.set_published(uid, "")))
        dialog.day_chosen.connect(
            lambda day: self._desk.attempt(lambda: self._workspace.set_published(uid, day.isoformat()))
        )
        dialog.open()

    def ask_week(self) -> None:
        """Ask on which day a week starts in this project."""
        from PySide6.QtWidgets import QInputDialog

        from annotator.arabic.names import weekdays

        names = {weekdays()[number]: day for day, number in WEEK_STARTS.items()}
        dialog = QInputDialog(self._desk)
        dialog.setWindowTitle(_("Weeks"))
        dialog.setLabelText(_("On which day does a week start?"))
        dialog.setComboBoxItems(list(names))
        dialog.setTextValue(weekdays()[self._workspace.week_starts])
        dialog.textValueSelected.connect(lambda name: self._let_weeks_start(names[name]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _let_weeks_start(self, day: str) -> None:
        if self._desk.attempt(lambda: self._workspace.set_week_starts(day)):
            self._suggesting.seeking.seek_soon(at_once=True)
