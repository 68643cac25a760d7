"""The dashboard on the annotation page: counted beside the window, and counted again when the project changes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator import words
from annotator.desktop.background import Progress, run_beside
from annotator.desktop.dashboard.dashboard import Dashboard
from annotator.desktop.dialogs.messages import say
from annotator.desktop.newest import Newest
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
        self._counting, self._comparing = Newest(self._window), Newest(self._window)
        self._counting.done.connect(self._counted)
        self._comparing.done.connect(self._compared)
        self._comparing.progressed.connect(self._show_comparing)
        for work in (self._counting, self._comparing):
            work.failed.connect(self._failed)
        self._began = self._lasted = 0.0
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
        return self._counting.is_idle and self._comparing.is_idle and not self._resting.isActive()

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

        def work(progress: Progress) -> tuple[Findings, bool]:
            progress(0, 1)
            with workspace.another() as own:
                return own.findings(choice, compare=False), compares

        self._counting.begin(work, at_once=True)

    def _counted(self, result: tuple[Findings, bool]) -> None:
        (found, compares), before = result, self._found
        if before is not None and before.choice.annotators == found.choice.annotators:
            found = replace(found, compared=before.compared)
        self._show(found)
        if compares:
            self._compare(found)
        elif self._dialog is not None:
            self._dialog.show_stale(_("Agreement may have changed."))

    def _compare(self, found: Findings) -> None:
        workspace = self._page.workspace

        def work(progress: Progress) -> Findings:
            progress(0, 1)
            with workspace.another() as own:
                return replace(found, compared=own.comparison(found.choice, progress))

        self._began = monotonic()
        self._show_comparing(0)
        self._comparing.begin(work, at_once=True)

    def _compared(self, whole: Findings) -> None:
        self._lasted = monotonic() - self._began
        self._show_comparing(None)
        self._show(whole)

    def _show_comparing(self, percent: int | None) -> None:
        if self._dialog is not None:
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
        self._counting.stop()
        self._comparing.stop()
        self._show_comparing(None)

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

    def _failed(self, trouble: str) -> None:
        self._stop()
        self._page.trouble.emit(trouble)

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
