"""How far the adjudication of the whole project is, counted beside the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.desktop.background import Cancelled, Job, Progress, run_beside
from annotator.errors import AnnotatorError
from annotator.workspace import Workspace


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

    def count(self) -> None:
        """Count all Articles."""
        self.stop()
        workspace = self._workspace

        def work(progress: Progress) -> dict[str, bool]:
            with workspace.another() as own:
                return {uid: bool(counts.open) for uid, counts in own.case_progress(progress=progress)}

        def counted(found: dict[str, bool]) -> None:
            if job is self._job:
                self._job = None
                self._open = found
                self._tell()

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
                self.put(article, is_open=bool(counts.open))

    def stop(self) -> None:
        """Count no more."""
        if self._job is not None:
            self._job.requestInterruption()
            self._job = None

    @property
    def compared(self) -> int:
        """How many Articles have anything to compare, as far as they are counted."""
        return len(self._open)

    @property
    def is_idle(self) -> bool:
        """Whether everything is counted."""
        return self._job is None

    def _tell(self) -> None:
        self.told.emit(sum(not is_open for is_open in self._open.values()), len(self._open))
