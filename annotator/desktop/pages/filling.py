"""Gold filled by a rule: counted and done beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.dialogs.strategies import Strategies
from annotator.desktop.newest import Newest
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
        self._counting = Newest(owner)  # may go on for a moment after the window was closed
        self._counting.failed.connect(self.failed)

    def ask(self) -> Strategies:
        """Show the rules with what each would do."""
        dialog = Strategies(self._workspace.comparable(), self._window)
        self._counting.progressed.connect(dialog.show_counting)
        self._counting.done.connect(dialog.show_counts)
        dialog.counting_asked.connect(self._count)
        dialog.applied.connect(self._fill)
        dialog.finished.connect(lambda _result: self.stop())
        dialog.destroyed.connect(self.stop)  # with the window that it was over
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._count(dialog.strategy, dialog.anew.isChecked())
        return dialog

    def stop(self) -> None:
        """Count no more."""
        self._counting.stop()

    def _count(self, strategy: str, anew: bool) -> None:
        workspace = self._workspace

        def work(progress: Progress) -> Adjudicated:
            with workspace.another() as own:
                return own.adjudicate(strategy, anew=anew, dry_run=True, progress=progress)

        self._counting.begin(work, at_once=True)

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
