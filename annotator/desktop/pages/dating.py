"""Dates on the annotation page: Suggestions in the Article, their values in the inspector, the publication date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.desktop.background import Job
from annotator.desktop.pages.desk import Desk
from annotator.desktop.panels.dating import ALTERNATIVE_KEYS
from annotator.desktop.text.keyboard import Command
from annotator.errors import AnnotatorError
from annotator.model.annotation import Span
from annotator.model.article import Article
from annotator.words import _
from annotator.workspace import WEEK_STARTS, Changed, Suggestion

_RESTED = 150
"""Milliseconds after the last step or change until dates are looked for: never between two articles in a hurry."""

_AT_ONCE = 8_000
"""Code points of an Article whose dates are found so fast that nobody waits."""


class Dates(QObject):
    """Wires the dates of the open Article to the Workspace."""

    chosen = Signal(str)
    """The uid of a Span, or the key of a Suggestion, that is to be chosen; empty for none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace = desk.workspace
        self._left_at = -1
        self._job: Job | None = None
        self._is_warm = False
        self._is_on = desk.workspace.remembered("suggestions") != "off"
        self._resting = QTimer(self, singleShot=True)
        self._resting.timeout.connect(self.look)
        self._telling = QTimer(self, interval=0, singleShot=True)
        self._telling.timeout.connect(self._tell)
        section = desk.inspector.dating
        section.value_given.connect(self._give)
        section.alternative_chosen.connect(self._take_alternative)
        section.pick_asked.connect(self._pick)
        section.accept_asked.connect(self.accept)
        section.dismiss_asked.connect(self.dismiss)
        section.left.connect(desk.view.setFocus)
        desk.header.published_asked.connect(self.ask_published)

    def stop(self) -> None:
        """The project is about to be closed."""
        self._resting.stop()
        self._telling.stop()
        if self._job is not None:
            self._job.finished.disconnect(self._searched)
            self._job.wait()
            self._job = None

    def _attempt(self, act: Callable[[], object]) -> bool:
        """Do it, or say why it could not be done; says whether it was."""
        try:
            act()
        except AnnotatorError as error:
            self._desk.trouble.emit(str(error))
            return False
        return True

    # Suggestions

    def show_article(self) -> None:
        """Another Article is open; its dates are looked for when the hands rest."""
        self._left_at = -1
        self._resting.start(_RESTED)

    def look(self) -> None:
        """Show what is proposed in the open Article now."""
        self._resting.stop()
        found: list[Suggestion] = []
        if self._desk.article is not None and self._is_on:
            if not self._is_known(self._desk.article):
                return
            uid, spans = self._desk.article.uid, self._desk.view.highlights.in_order()
            self._attempt(lambda: found.extend(self._workspace.suggestions(uid, spans=spans)))
        was_suggested = self._desk.view.suggested
        self._desk.view.show_suggestions(found)
        if was_suggested is not None and self._desk.view.suggested is None:
            self.chosen.emit("")

    def _is_known(self, article: Article) -> bool:
        """Whether the dates of an Article can be told at once. If not, they are looked for beside the window: in a
        long text, and for the first time, when the grammar of dates is loaded."""
        if self._job is not None:
            return False  # it looks again when it is done
        search = self._workspace.search(article.uid) if self._workspace.has_article(article.uid) else None
        if search is None or (self._is_warm and len(article.text) <= _AT_ONCE):
            return True
        self._job = Job(lambda _progress: search(), self._desk)
        self._job.failed.connect(self._fail)
        self._job.finished.connect(self._searched)
        self._job.start(Job.Priority.LowPriority)
        return False

    def _searched(self) -> None:
        self._is_warm = True
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
            self._resting.start(0)

    def _fail(self, error: Exception) -> None:
        self._is_on = False
        raise error

    def follow(self, changed: Changed) -> None:
        """Read again what a change may have touched."""
        if self._desk.article is None or changed.article not in (None, self._desk.article.uid):
            return
        try:
            now = self._workspace.article(self._desk.article.uid)
        except AnnotatorError:  # taken out again; the page opens another one
            return
        if now.published != self._desk.article.published:
            self._desk.article = now
            self._desk.header.show_article(now)
        self._resting.start(_RESTED)

    @property
    def stops(self) -> list[str]:
        """Spans and Suggestions in reading order, by uid and by key: where Tab goes."""
        view = self._desk.view
        places = [(span.start, -span.end, span.uid) for span in view.highlights.in_order()]
        places += [(one.start, -one.end, one.key) for one in view.suggestions]
        return [name for _start, _end, name in sorted(places)]

    def neighbour(self, way: int) -> str | None:
        """The stop after the chosen one (1) or before it (-1), around the corner at the ends; None without any."""
        view, stops = self._desk.view, self.stops
        if not stops:
            return None
        here = view.suggested.key if view.suggested else view.selected
        if here in stops:
            return stops[(stops.index(here) + way) % len(stops)]
        if self._left_at >= 0:  # where a Suggestion was dismissed
            later = [one.key for one in view.suggestions if one.start > self._left_at]
            later += [span.uid for span in view.highlights.in_order() if span.start > self._left_at]
            after = [name for name in stops if name in later]
            before = [name for name in stops if name not in later]
            return (after + before)[0] if way > 0 else (after + before)[-1]
        return stops[0 if way > 0 else -1]

    def obey(self, command: Command) -> bool:
        """What Enter, Delete and Esc do to a chosen Suggestion; says whether there is one."""
        if self._desk.view.suggested is None:
            return False
        if command is Command.CHOOSE:
            self.accept()
        elif command is Command.DELETE:
            self.dismiss()
        elif command is Command.LET_GO:
            self.chosen.emit("")
        else:
            return False
        return True

    def accept(self) -> None:
        """Make the chosen Suggestion a Span with its value."""
        one = self._desk.view.suggested
        if one is not None:
            self._accept([one])

    def accept_certain(self) -> None:
        """Make all Suggestions of high confidence that are shown Spans, as one step."""
        sure = [one for one in self._desk.view.suggestions if one.level == "high" and one.value and not one.warning]
        if sure:
            self._accept(sure, choose=False)

    def _accept(self, wanted: list[Suggestion], *, settled: tuple[str, str] | None = None, choose: bool = True) -> None:
        if self._desk.article is None:
            return
        uid, made = self._desk.article.uid, list[Span]()
        if self._attempt(lambda: made.extend(self._workspace.accept(uid, wanted, settled=settled))):
            self._drop(wanted)
            self.chosen.emit(made[0].uid if made and choose else "")

    def dismiss(self) -> None:
        """Do not propose the chosen Suggestion any more."""
        one = self._desk.view.suggested
        if one is not None and self._desk.article is not None:
            uid = self._desk.article.uid
            if self._attempt(lambda: self._workspace.dismiss(uid, one)):
                self._left_at = one.start
                self._drop([one])
                self.chosen.emit("")

    def propose_again(self) -> None:
        """Show again what was dismissed in this Article."""
        if self._desk.article is not None:
            uid = self._desk.article.uid
            self._attempt(lambda: self._workspace.propose_again(uid))
            self.look()

    def switch(self) -> None:
        """Hide the Suggestions, or show them again; the project remembers it for this annotator."""
        self._is_on = not self._is_on
        self._attempt(lambda: self._workspace.remember("suggestions", "on" if self._is_on else "off"))
        self.look()

    def _drop(self, gone: list[Suggestion]) -> None:
        """Take Suggestions off the page at once; the rest follows when the hands rest."""
        self._desk.view.show_suggestions([one for one in self._desk.view.suggestions if one not in gone])

    # The inspector

    def show_chosen(self) -> None:
        """Show the chosen date in the inspector, one frame later: reading a value in words takes longer than that."""
        view, inspector = self._desk.view, self._desk.inspector
        if view.suggested is not None:
            inspector.show_suggestion(view.suggested, self._desk.article.text if self._desk.article else "")
        elif self._chosen_span() is None:
            self._telling.stop()
            inspector.dating.hide()
            return
        self._telling.start()

    def _chosen_span(self) -> Span | None:
        view = self._desk.view
        span = view.highlights.get(view.selected) if view.selected else None
        return span if span is not None and self._workspace.is_date(span.label) else None

    def _tell(self) -> None:
        one, span = self._desk.view.suggested, self._chosen_span()
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
        if key not in ALTERNATIVE_KEYS or (self._desk.view.suggested is None and self._chosen_span() is None):
            return False
        if self._telling.isActive():  # the key came faster than the inspector
            self._telling.stop()
            self._tell()
        if int(key) > self._desk.inspector.dating.alternatives_shown:
            return False
        self._take_alternative(int(key) - 1)
        return True

    def _take_alternative(self, number: int) -> None:
        one, span = self._desk.view.suggested, self._chosen_span()
        if self._desk.article is None:
            return
        found = one or (self._workspace.proposal(self._desk.article.uid, span) if span else None)
        if found is not None and number < len(found.alternatives):
            from annotator.arabic.timex import type_of

            value = found.alternatives[number].value
            self._give(found.type if type_of(value) in ("DATE", found.type) and found.type else type_of(value), value)

    def _give(self, kind: str, value: str) -> None:
        """Give the chosen date a value that the annotator vouches for."""
        one, span = self._desk.view.suggested, self._chosen_span()
        if self._desk.article is None:
            return
        uid = self._desk.article.uid
        if one is not None:
            self._accept([one], settled=(kind, value))
        elif span is not None:
            self._attempt(lambda: self._workspace.set_value(uid, span.uid, kind or span.type, value))

    # Choosing a day

    def _pick(self) -> None:
        one = self._desk.view.suggested or self._chosen_span()
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
        dialog.cleared.connect(lambda: self._attempt(lambda: self._workspace.set_published(uid, "")))
        dialog.day_chosen.connect(
            lambda day: self._attempt(lambda: self._workspace.set_published(uid, day.isoformat()))
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
        dialog.textValueSelected.connect(
            lambda name: self._attempt(lambda: self._workspace.set_week_starts(names[name])) and self._resting.start(0)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
