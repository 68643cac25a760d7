"""The bench of the annotation page: opened, kept in step with the project, led from Article to Article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.desktop.bench.ahead import around, seek
from annotator.desktop.bench.hands import Hands
from annotator.desktop.bench.progress import Progressing
from annotator.desktop.bench.retracing import retrace
from annotator.desktop.bench.sitting import Sitting
from annotator.desktop.bench.window import BenchWindow, raised
from annotator.desktop.dialogs.messages import say
from annotator.desktop.pages.filling import Filling
from annotator.desktop.preferences import Preferences
from annotator.desktop.trouble import telling
from annotator.errors import AnnotatorError
from annotator.words import _, ngettext
from annotator.workspace import Changed
from annotator.workspace.comparing import Compared

if TYPE_CHECKING:
    from annotator.desktop.pages.annotate import AnnotatePage

HIDDEN = "hidden"
"""What the preference `bench/names` says where the annotators' names are hidden."""


class Adjudicating(QObject):
    """Opens the window in which Cases are decided, and follows what happens in the project."""

    def __init__(self, page: AnnotatePage) -> None:
        super().__init__(page)
        self.setObjectName("adjudicating")
        self._page = page
        self._window: BenchWindow | None = None
        self._sitting: Sitting | None = None
        self._end = ""  # what was told when nothing was left to go on with
        page.bridge.changed.connect(self._follow)
        page.bridge.stopped.connect(self.close)

    @classmethod
    def on(cls, page: AnnotatePage) -> Adjudicating:
        """The one of this page; made when it is first wanted."""
        return page.findChild(cls) or cls(page)

    @property
    def window(self) -> BenchWindow | None:
        """The bench, where it was opened."""
        return self._window

    @property
    def sitting(self) -> Sitting | None:
        """What goes on there."""
        return self._sitting

    @property
    def place(self) -> tuple[str, str] | None:
        """The Article and the Case in hand; None where the bench is not open."""
        if self._sitting is None:
            return None
        entry = self._sitting.entry
        return self._sitting.article.uid if self._sitting.article else "", entry.case.key if entry else ""

    # Coming and going

    def open(self, article: str = "", key: str = "") -> None:
        """Show the bench with an Article and a Case, or where none is named with what is to be decided next: where one
        was last, else in the Article that is open on the page, else in the first one. A bench that is open already
        turns to the Article that is open on the page."""
        page = self._page
        if not page.workspace.sees_others:
            page.trouble.emit(_("A lead has not opened the review yet: until then nobody sees others’ work."))
            return
        is_new = self._window is None
        window, sitting = self._built()
        raised(window)
        here = page.article.uid if page.article else ""
        if article:
            self._show(article, key)
        elif not is_new and here and (sitting.article is None or sitting.article.uid != here):
            self._show(here)
        elif is_new:
            self._begin([page.workspace.remembered("bench"), here])

    def _built(self) -> tuple[BenchWindow, Sitting]:
        if self._window is not None and self._sitting is not None:
            return self._window, self._sitting
        page, preferences = self._page, Preferences()
        window = BenchWindow(page.looks, preferences, page.theme, page)
        window.header.names.setChecked(preferences.text("bench/names") != HIDDEN)
        sitting = Sitting(page.workspace, window, page.looks, page.theme)
        self._hands = Hands(sitting, window)
        sitting.trouble.connect(self._tell)
        sitting.drafting.day_asked.connect(self._ask_day)
        sitting.finished.connect(lambda: self.next_article(1))
        window.closed.connect(self._closed)
        window.undo_asked.connect(self._retrace)
        window.redo_asked.connect(lambda: self._retrace(forward=True))
        window.zoomed.connect(self._zoom)
        window.header.article_step_asked.connect(self.next_article)
        window.header.names_switched.connect(lambda on: preferences.put("bench/names", "" if on else HIDDEN))
        filling = Filling(page.workspace, window, page.window())
        progressing = Progressing(page.workspace, window, page.window())
        filling.filled.connect(self._filled)
        filling.failed.connect(self._tell)
        window.header.strategies_asked.connect(filling.ask)
        window.header.compared_asked.connect(self.ask_compared)
        window.help_asked.connect(self._help)
        progressing.told.connect(self._show_progress)
        progressing.count()
        self._filling, self._progressing = filling, progressing
        self._window, self._sitting = window, sitting
        return window, sitting

    def close(self) -> None:
        """Close the bench, where it is open: the project is about to be closed."""
        if self._window is not None:
            self._window.close()

    def _closed(self) -> None:
        window, sitting = self._window, self._sitting
        self._window = self._sitting = None
        if sitting is not None:
            sitting.drafting.end()
        self._filling.stop()
        self._progressing.stop()
        if window is not None:
            window.deleteLater()

    def _tell(self, text: str) -> None:
        say(self._window, text, warns=True)

    # From Article to Article

    def _begin(self, wished: Sequence[str]) -> None:
        """Show the first of the Articles that are wished for in which something is to be decided, else the first of
        all, else say that there is none."""
        workspace = self._page.workspace
        held = [uid for uid in dict.fromkeys(wished) if uid and workspace.has_article(uid)]
        self._seek([*held, *(uid for uid in workspace.article_uids() if uid not in held)], held[:1])

    def next_article(self, way: int) -> None:
        """Show the next Article (1) in which something is to be decided, or the one before (-1), around the corner at
        the ends."""
        here = self._sitting.article.uid if self._sitting and self._sitting.article else ""
        self._seek(around(self._page.workspace.article_uids(), here, way), [])

    def _seek(self, uids: list[str], otherwise: list[str]) -> None:
        """Show the first of some Articles in which something is to be decided; where there is none, the first of
        `otherwise`, and say so."""

        def found(uid: str | None) -> None:
            if uid is not None:
                self._show(uid)
                return
            if otherwise:
                self._show(otherwise[0])
            self._tell_nothing()

        try:
            seek(self._page.workspace, uids, found, telling(self._tell), self._window or self._page)
        except AnnotatorError as error:
            self._tell(str(error))

    def _show_progress(self, done: int, total: int) -> None:
        if self._window is not None and self._sitting is not None:
            self._window.header.show_progress(done, total)
            if not self._sitting.order.entries or self._window.told == self._end:
                self._tell_nothing()

    def _tell_nothing(self) -> None:
        if self._window is not None:
            self._end = self._nothing()
            self._window.tell(self._end)

    def _nothing(self) -> str:
        """Why there is no Article to go on with, as far as they are counted by now."""
        if not self._progressing.is_idle and not self._progressing.compared:
            return _("Nothing else is open; how much was put off is being counted…")
        if self._progressing.left:
            return ngettext(
                "Nothing else is open, but cases were put off in {n} article; Disagreements shows them without ✓.",
                "Nothing else is open, but cases were put off in {n} articles; Disagreements shows them without ✓.",
                self._progressing.left,
            )
        if self._progressing.compared:
            return _("Nothing else is to be decided: the gold version is complete.")
        return _("No article has two layers that are done. “Compared…” above can take unfinished ones too.")

    def _show(self, article: str, key: str = "") -> None:
        if self._sitting is None:
            return
        try:
            self._sitting.open_article(article, key)
            self._page.workspace.remember("bench", article)
        except AnnotatorError as error:
            self._tell(str(error))

    # Following

    def _follow(self, changed: Changed) -> None:
        sitting = self._sitting
        if sitting is None or sitting.article is None:
            return
        shown = sitting.article.uid
        if changed.article is None:
            self._progressing.count()
        elif changed.article != shown:
            self._progressing.recount(changed.article)
        if changed.article in (None, shown):
            try:
                sitting.follow()
            except AnnotatorError as error:
                self._tell(str(error))
        if changed.article == shown and sitting.order.entries:
            self._progressing.put(shown, is_open=not sitting.order.is_done)

    def _retrace(self, *, forward: bool = False) -> None:
        """Take a Decision back, or make it again, and show where."""
        sitting, window = self._sitting, self._window
        if sitting is None or window is None:
            return
        sitting.drafting.end()
        before = {entry.case.key: entry.decision for entry in sitting.order.entries}

        def arrived(changed: Changed | None) -> None:
            self._page.bridge.look()  # it may have been done in another thread
            if changed is None:
                return
            if changed.article is not None and (sitting.article is None or sitting.article.uid != changed.article):
                self._show(changed.article)
                return
            there = next((one for one in sitting.order.entries if one.decision != before.get(one.case.key)), None)
            if there is not None:
                sitting.choose(there)
            window.activateWindow()

        retrace(self._page.workspace, window, arrived, self._tell, forward=forward)

    def _zoom(self, factor: float) -> None:
        preferences = Preferences()
        family, points = preferences.reading_font
        points = min(max(points * factor, 9.0), 48.0) if factor else 16.0
        preferences.put_reading_font(family, points)
        self._page.view.set_reading_font(family, points)
        if self._window is not None and self._sitting is not None:
            self._window.view.set_reading_font(family, points)
            self._sitting.follow()

    def ask_rule(self) -> None:
        """Open the bench, and let a rule be chosen that fills Gold."""
        self.open()
        if self._window is not None:
            self._filling.ask()

    def ask_compared(self) -> None:
        """Let the lead say who is compared, and begin anew with them where the bench is open."""
        from annotator.desktop.dialogs.comparing import ComparingDialog

        workspace = self._page.workspace

        def compare(compared: Compared) -> None:
            try:
                workspace.compare(compared)
            except AnnotatorError as error:
                self._tell(str(error))
                return
            if self._sitting is not None:
                self._begin([self._sitting.article.uid if self._sitting.article else ""])

        dialog = ComparingDialog(workspace.comparable(), workspace.compared, self._window or self._page)
        dialog.chosen.connect(compare)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _help(self) -> None:
        from annotator.desktop.dialogs.help import KeysDialog

        KeysDialog(self._window).open()

    def _ask_day(self, day: object) -> None:
        """Let a day be chosen for the date that is edited."""
        from annotator.desktop.dialogs.day import DayDialog

        if self._window is not None and self._sitting is not None and (day is None or isinstance(day, date)):
            dialog = DayDialog(_("Choose a day"), day, self._page.workspace.week_starts, self._window)
            dialog.day_chosen.connect(self._sitting.drafting.take_day)
            dialog.open()

    def _filled(self, told: str) -> None:
        """A rule has filled Gold, in another thread."""
        self._page.bridge.look()
        if self._sitting is not None and self._window is not None:
            self._sitting.go_on()
            self._window.tell(told)
            self._window.activateWindow()
