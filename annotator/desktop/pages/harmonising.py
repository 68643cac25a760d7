"""Consistency on the annotation page: looked for beside the window, shown, made alike, and followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.desktop.background import Cancelled, Job, Progress, run_beside
from annotator.desktop.consistency.window import Consistency
from annotator.errors import AnnotatorError
from annotator.review.doubts import Finding, Occurrence, Variant
from annotator.words import _, ngettext
from annotator.workspace import Changed
from annotator.workspace.harmonising import InContext

if TYPE_CHECKING:
    from annotator.desktop.pages.annotate import AnnotatePage

AT_ONCE = 300
"""Places that are changed without a thread of their own."""

_RESTED = 500
"""Milliseconds without a change after which everything is looked at again."""

_Found = tuple[list[Finding], set[tuple[str, str]]]


class Harmonising(QObject):
    """Finds what is marked in several ways, and does what is asked about it."""

    def __init__(self, page: AnnotatePage) -> None:
        super().__init__(page)
        self._page = page
        self._dialog: Consistency | None = None
        self._job: Job | None = None
        self._asked = 0
        self._is_stale = self._is_everyone = False
        self._resting = QTimer(self, interval=_RESTED, singleShot=True)
        self._resting.timeout.connect(self._look_again)
        page.bridge.changed.connect(self._follow)
        page.bridge.stopped.connect(self.close)

    @classmethod
    def on(cls, page: AnnotatePage) -> Harmonising:
        """The one of this page; made when it is first wanted."""
        return page.findChild(cls) or cls(page)

    def open(self) -> None:
        """Show what is doubtful, after looking for it beside the window; what is known is shown at once, and looked at
        again where anything has changed."""
        if self._dialog is None:
            self._search(is_quiet=False)
            return
        self._dialog.show()
        self._dialog.activateWindow()
        if self._is_stale:
            self._look_again()

    def close(self) -> None:
        """The project is about to be closed."""
        self._resting.stop()
        if self._job is not None:
            job, self._job = self._job, None
            self._asked += 1  # what it says from now on nobody hears
            job.requestInterruption()
            job.wait()
        if self._dialog is not None:
            self._dialog.close()

    @property
    def dialog(self) -> Consistency | None:
        """The window, where it was opened."""
        return self._dialog

    @property
    def is_looking(self) -> bool:
        """Whether something is looked for, or about to be."""
        return self._job is not None or self._resting.isActive()

    # Looking

    def _search(self, *, is_quiet: bool) -> None:
        page, everyone = self._page, self._dialog is not None and self._dialog.everyone.isChecked()

        def work(progress: Progress) -> _Found:
            with page.workspace.another() as own:
                found = own.doubts(everyone=everyone, progress=progress)
                return found, own.right_among(found)

        self._asked += 1
        number, self._is_stale = self._asked, False

        def ended(after: Callable[[], None]) -> None:
            if number == self._asked:  # otherwise something else was asked for, or the project is being closed
                self._job = None
                after()

        def done(found: _Found) -> None:
            self._show(*found, is_asked=not is_quiet)
            if self._is_stale and not self._resting.isActive():
                self._look_again()

        over = self._dialog if self._dialog is not None and self._dialog.isVisible() else page.window()
        self._job = run_beside(
            over,
            _("Comparing spans…"),
            work,
            lambda found: ended(lambda: done(found)),
            lambda error: ended(lambda: self._failed(error)),
            is_quiet=is_quiet,
            cancelled=lambda: ended(self._stay),
        )

    def _stay(self) -> None:
        """It was cancelled: what is switched on has to be what is shown."""
        if self._dialog is not None:
            self._dialog.show_whose(everyone=self._is_everyone)

    def _follow(self, _changed: Changed) -> None:
        """What is shown may not be so any more: look again when the hands rest."""
        self._is_stale = True
        if self._dialog is not None and self._dialog.isVisible():
            self._resting.start()

    def _look_again(self) -> None:
        if self._job is None and self._dialog is not None and self._dialog.isVisible():
            self._search(is_quiet=True)

    def _show(self, found: list[Finding], right: set[tuple[str, str]], *, is_asked: bool) -> None:
        page = self._page
        if self._dialog is None:
            dialog = Consistency(self._context, page.workspace.annotator, page.looks, page.theme, page)
            dialog.alike_asked.connect(self.make_alike)
            dialog.right_asked.connect(self.say_right)
            dialog.everyone_asked.connect(lambda _on: self._search(is_quiet=False))
            dialog.place_asked.connect(self._go)
            dialog.undo_asked.connect(page.undoing.undo)
            dialog.redo_asked.connect(page.undoing.redo)
            self._dialog = dialog
        others = len(page.workspace.annotators()) > 1
        self._dialog.offer_everyone(can_see=others and page.workspace.sees_others)
        self._is_everyone = self._dialog.everyone.isChecked()
        self._dialog.show_findings(found, right)
        if is_asked and not self._dialog.isVisible():
            self._dialog.show()
            self._dialog.finding_list.setFocus()

    def _context(self, finding: Finding, place: Occurrence) -> InContext | None:
        return next(self._page.workspace.in_context(finding, [place]), None)

    # Changing

    def make_alike(self, finding: Finding, model: Variant, places: list[Occurrence]) -> None:
        """Make places like a Variant: one step for undo."""
        page = self._page
        if len(places) <= AT_ONCE:
            try:
                self._tell(page.workspace.make_alike(finding, model, places), finding, model, places)
            except AnnotatorError as error:
                self._failed(error)
            return

        def work(progress: Progress) -> int:
            with page.workspace.another() as own:
                return own.make_alike(finding, model, places, progress)

        def done(number: int) -> None:
            page.bridge.look()
            self._tell(number, finding, model, places)

        run_beside(self._dialog or page.window(), _("Making them alike…"), work, done, self._failed)

    def _tell(self, number: int, finding: Finding, model: Variant, places: list[Occurrence]) -> None:
        """So many places were changed: what is alike now goes from the list at once, before all is looked at again."""
        if number < len(places):
            told = ngettext(
                "{n} place could not be made so, or has changed meanwhile; it stays as it is.",
                "{n} places could not be made so, or have changed meanwhile; they stay as they are.",
                len(places) - number,
            )
            self._page.trouble.emit(told)
        elif self._dialog is not None:
            self._dialog.forget(finding, model, places)

    def say_right(self, finding: Finding, is_right: bool) -> None:
        """Say that a Finding is right as it is, or not any more."""
        workspace = self._page.workspace
        if self._dialog is not None and self._page.attempt(lambda: workspace.say_right([finding], is_right=is_right)):
            found = self._dialog.findings.all_of_them
            self._dialog.show_findings(found, workspace.right_among(found))

    def _go(self, place: Occurrence) -> None:
        """Show a place in its Article; the window is out of the way, and comes back as it was."""
        if self._dialog is not None:
            self._dialog.hide()
        self._page.show_place(place.layer.article, place.start, place.end)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, AnnotatorError):
            raise error
        self._page.trouble.emit(str(error))
