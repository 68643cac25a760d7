"""How far the adjudication of the whole project is, counted beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.desktop.background import Cancelled, Job, Progress, run_beside
from annotator.errors import AnnotatorError
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.workspace.case_reports import CaseCounts

_RESTED = 4_000
"""Milliseconds between two counts of the whole project."""


class Progressing(QObject):
    """Knows for each Article that is compared whether anything is left to decide in it."""

    told = Signal(int, int)
    """How many Articles are decided, and how many are compared."""

    def __init__(self, workspace: Workspace, window: QWidget, owner: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._owner = owner  # of the counting, which may go on for a moment after the window was closed
        self._open: dict[str, bool] = {}
        self._job: Job | None = None
        self._is_dated = False
        # Others may be at work in the same file all the time.
        self._resting = QTimer(self, interval=_RESTED, singleShot=True)
        self._resting.timeout.connect(self._recount_all)

    def count(self) -> None:
        """Count all Articles; where that is going on already, once more when it is done."""
        if self._job is not None:
            self._is_dated = True
            return
        workspace = self._workspace

        def work(progress: Progress) -> dict[str, bool]:
            with workspace.another() as own:
                return {uid: _is_left(counts) for uid, counts in own.case_progress(progress=progress)}

        def counted(found: dict[str, bool]) -> None:
            if job is self._job:
                self._job = None
                self._open = found
                self._tell()
                if self._is_dated:
                    self._resting.start()

        def failed(error: Exception) -> None:
            if not isinstance(error, Cancelled | AnnotatorError):
                raise error

        job = run_beside(self._owner, "", work, counted, failed, is_quiet=True)
        self._job = job

    def put(self, article: str, *, is_open: bool) -> None:
        """Whether anything is left to decide in an Article; where all are being counted, that will tell of it too."""
        if self._job is None and self._open.get(article) is not is_open:
            self._open[article] = is_open
            self._tell()

    def recount(self, article: str) -> None:
        """An Article that is not shown has changed."""
        if self._job is None:
            counts = self._workspace.case_counts(article)
            if counts.total or article in self._open:
                self.put(article, is_open=_is_left(counts))

    def _recount_all(self) -> None:
        self._is_dated = False
        self.count()

    def stop(self) -> None:
        """Count no more."""
        self._resting.stop()
        if self._job is not None:
            self._job.requestInterruption()
            self._job = None

    @property
    def compared(self) -> int:
        """How many Articles have anything to compare, as far as they are counted."""
        return len(self._open)

    @property
    def left(self) -> int:
        """How many Articles have anything left to decide, be it put off, as far as they are counted."""
        return sum(self._open.values())

    @property
    def is_idle(self) -> bool:
        """Whether everything is counted."""
        return self._job is None

    def _tell(self) -> None:
        self.told.emit(len(self._open) - self.left, len(self._open))


def _is_left(counts: CaseCounts) -> bool:
    return bool(counts.open or counts.skipped)
