"""Gold filled by a rule: counted and done beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.desktop.background import Cancelled, Job, Progress, run_beside
from annotator.desktop.dialogs.strategies import Strategies
from annotator.desktop.trouble import telling
from annotator.words import _, ngettext
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.workspace.case_reports import Adjudicated


class Filling(QObject):
    """Asks for a rule and carries it out."""

    filled = Signal(str)
    """It was done; what came of it, in words."""
    failed = Signal(str)

    def __init__(self, workspace: Workspace, window: QWidget, owner: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._window = workspace, window
        self._owner = owner  # of what goes on beside the window, and may go on for a moment after it was closed
        self._job: Job | None = None
        self._dialog: Strategies | None = None

    def ask(self) -> Strategies:
        """Show the rules with what each would do."""
        dialog = self._dialog = Strategies(self._workspace.comparable(), self._window)
        dialog.counting_asked.connect(self._count)
        dialog.applied.connect(self._fill)
        dialog.finished.connect(lambda _result: self.stop())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._count(dialog.strategy, dialog.anew.isChecked())
        return dialog

    def stop(self) -> None:
        """Count no more."""
        if self._job is not None:
            self._job.requestInterruption()
            self._job = None

    def _count(self, strategy: str, anew: bool) -> None:
        self.stop()
        workspace, dialog = self._workspace, self._dialog

        def work(progress: Progress) -> Adjudicated:
            with workspace.another() as own:
                return own.adjudicate(strategy, anew=anew, dry_run=True, progress=progress)

        def counted(found: Adjudicated) -> None:
            if dialog is not None and job is self._job:
                self._job = None
                dialog.show_counts(found)

        def failed(error: Exception) -> None:
            if not isinstance(error, Cancelled):
                telling(self.failed.emit)(error)

        job = run_beside(dialog or self._owner, "", work, counted, failed, is_quiet=True)
        self._job = job
        if dialog is not None:
            dialog.destroyed.connect(lambda: self._drop(job))
            job.progressed.connect(lambda percent, _all: dialog.show_counting(percent) if job is self._job else None)

    def _drop(self, job: Job) -> None:
        """The dialog is gone with the window that it was over: nobody is to be told any more."""
        if job is self._job:
            self._job = None

    def _fill(self, strategy: str, anew: bool) -> None:
        self.stop()
        workspace = self._workspace

        def work(progress: Progress) -> Adjudicated:
            with workspace.another() as own:
                return own.adjudicate(strategy, anew=anew, progress=progress)

        def done(found: Adjudicated) -> None:
            decided = ngettext("{n} case was decided", "{n} cases were decided", found.cases.decided)
            where = ngettext("in {n} article", "in {n} articles", len(found.changed))
            self.filled.emit(f"{decided} {where}.")

        run_beside(self._window, _("Filling the gold version…"), work, done, telling(self.failed.emit))
