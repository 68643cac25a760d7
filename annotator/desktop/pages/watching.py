"""The dashboard on the annotation page: counted beside the window, and counted again when the project changes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator import words
from annotator.desktop.background import Cancelled, Job, Progress, run_beside
from annotator.desktop.dashboard.dashboard import Dashboard
from annotator.desktop.dialogs.messages import say
from annotator.desktop.trouble import telling
from annotator.errors import AnnotatorError
from annotator.words import _
from annotator.workspace.watching import Findings

if TYPE_CHECKING:
    from annotator.desktop.dashboard.report_dialog import ReportDialog, ReportWish
    from annotator.desktop.pages.annotate import AnnotatePage
    from annotator.workspace import Changed

RESTED = 350
"""Milliseconds without another change after which it is counted again."""

_AT_ONCE = 2.0
"""Seconds of comparing up to which it is done again by itself after each change."""


class Watching(QObject):
    """Counts what the dashboard shows, the newest choice alone."""

    def __init__(self, page: AnnotatePage) -> None:
        super().__init__(page)
        self._page, self._window = page, page.window()
        self._dialog: Dashboard | None = None
        self._found: Findings | None = None
        self._counting: Job | None = None
        self._comparing: Job | None = None
        self._lasted = 0.0
        self._compares = True
        self._resting = QTimer(self, interval=RESTED, singleShot=True)
        self._resting.timeout.connect(lambda: self._count(self._compares))
        page.bridge.changed.connect(self._follow)
        page.bridge.stopped.connect(self._close)

    @classmethod
    def on(cls, page: AnnotatePage) -> Watching:
        """The one of this page; made when it is first wanted."""
        return page.findChild(cls) or cls(page)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being counted or waits for it."""
        return self._counting is None and self._comparing is None and not self._resting.isActive()

    def open(self) -> None:
        """Show the dashboard; it stays open beside the article."""
        if self._dialog is None:
            page = self._page
            dialog = Dashboard(page.workspace.watched(), page.theme, self._window)
            dialog.choice_changed.connect(self._rest)
            dialog.compare_asked.connect(lambda: self._count(compares=True))
            dialog.cancel_asked.connect(self._cancel)
            dialog.report_asked.connect(self.ask_for_report)
            dialog.class_asked.connect(self._list)
            dialog.finished.connect(lambda _result: self._stop())
            self._dialog = dialog
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        self._count(compares=True)

    # Counting

    def _rest(self) -> None:
        """Count again once the user rests."""
        self._compares = True
        self._resting.start()

    def _follow(self, _changed: Changed) -> None:
        if self._dialog is None or not self._dialog.isVisible():
            return
        if not self._resting.isActive():
            self._compares = self._lasted < _AT_ONCE
        self._resting.start()

    def _count(self, compares: bool) -> None:
        """Sum up; then compare, unless that took long and nobody asks for it."""
        dialog = self._dialog
        if dialog is None or not dialog.isVisible():
            return
        self._stop()
        if not dialog.cards:
            dialog.show_counting()
        workspace = self._page.workspace
        dialog.filters.show_people(workspace.watched())
        choice = dialog.filters.choice()

        def work(progress: Progress) -> Findings:
            progress(0, 1)
            with workspace.another() as own:
                return own.findings(choice, compare=False)

        def counted(found: Findings) -> None:
            if self._counting is not job:
                return
            self._counting = None
            before = self._found
            if before is not None and before.choice.annotators == choice.annotators:
                found = replace(found, compared=before.compared)
            self._show(found)
            if compares:
                self._compare(found)
            else:
                dialog.show_stale(_("Agreement may have changed."))

        job = self._counting = run_beside(
            self._window, "", work, counted, lambda error: self._failed(job, error), is_quiet=True
        )

    def _compare(self, found: Findings) -> None:
        dialog, workspace, began = self._dialog, self._page.workspace, monotonic()
        assert dialog is not None

        def work(progress: Progress) -> Findings:
            progress(0, 1)
            with workspace.another() as own:
                return replace(found, compared=own.comparison(found.choice, progress))

        def compared(whole: Findings) -> None:
            if self._comparing is not job:
                return
            self._comparing, self._lasted = None, monotonic() - began
            dialog.show_comparing(None)
            self._show(whole)

        dialog.show_comparing(0)
        job = self._comparing = run_beside(
            self._window, "", work, compared, lambda error: self._failed(job, error), is_quiet=True
        )
        job.progressed.connect(lambda percent, _total: self._progress(job, percent))

    def _progress(self, job: Job, percent: int) -> None:
        if job is self._comparing and self._dialog is not None:
            self._dialog.show_comparing(percent)

    def _show(self, found: Findings) -> None:
        self._found = found
        if self._dialog is not None:
            self._dialog.show_board(self._page.workspace.board(found))

    def _cancel(self) -> None:
        self._stop()
        if self._dialog is not None:
            self._dialog.show_stale(_("The annotators were not compared."))

    def _stop(self) -> None:
        """Count nothing any more; what is being counted is given up."""
        self._resting.stop()
        for job in (self._counting, self._comparing):
            if job is not None:
                job.requestInterruption()
        self._counting = self._comparing = None
        if self._dialog is not None:
            self._dialog.show_comparing(None)

    def _list(self, kind: str) -> None:
        from annotator.desktop.pages.disagreeing import Disagreeing
        from annotator.review.classes import Disagreement

        Disagreeing.on(self._page).open(Disagreement(kind))

    def _close(self) -> None:
        """The project is about to be closed."""
        self._stop()
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    def _failed(self, job: Job, error: Exception) -> None:
        if job not in (self._counting, self._comparing):
            return  # something else is asked for by now
        self._stop()
        if isinstance(error, AnnotatorError):
            self._page.trouble.emit(str(error))
        elif not isinstance(error, Cancelled):
            raise error

    # The report

    def ask_for_report(self) -> None:
        """Ask where the figures are to be written, and write them."""
        from annotator.desktop.dashboard.report_dialog import ReportDialog

        over = self._dialog if self._dialog is not None and self._dialog.isVisible() else self._window
        dialog = ReportDialog(self._page.workspace.report_path(), over)
        dialog.asked.connect(lambda wish: self._write(dialog, wish))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, dialog: ReportDialog, wish: ReportWish) -> None:
        workspace = self._page.workspace
        choice = self._dialog.filters.choice() if self._dialog is not None and self._dialog.isVisible() else None

        def work(progress: Progress) -> Findings:
            with workspace.another() as own:
                return own.findings(choice, progress=progress)

        def done(found: Findings) -> None:
            try:
                with words.spoken(wish.language):
                    workspace.write_report(wish.path, found, hide_names=wish.hides_names, force=True)
            except AnnotatorError as error:
                say(dialog, str(error), warns=True)
                return
            dialog.accept()
            self._tell(wish.path)

        try:
            workspace.check_report_path(wish.path, force=True)
        except AnnotatorError as error:
            say(dialog, str(error), warns=True)
            return
        run_beside(dialog, _("Comparing the annotators…"), work, done, telling(partial(say, dialog, warns=True)))

    def _tell(self, path: Path) -> None:
        from annotator.desktop.dashboard.report_dialog import tell_written

        over = self._dialog if self._dialog is not None and self._dialog.isVisible() else self._window
        tell_written(path, over)
