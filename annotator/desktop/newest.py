"""Work beside the window of which only the newest counts: what is shown of a choice while the user still chooses."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.desktop.background import Cancelled, Job, Work, run_beside
from annotator.errors import AnnotatorError

RESTED = 120
"""Milliseconds without another choice after which it is worked out what this one would come to."""


class Newest(QObject):
    """Does the newest of the pieces of work that are asked for, in a thread of its own, and gives older ones up."""

    progressed = Signal(int)
    """Per cent that is done."""
    done = Signal(object)
    """What came of the work that was asked for last."""
    failed = Signal(str)
    """Why nothing came of it, in words."""

    def __init__(self, window: QWidget, *, rested: int | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._work: Work | None = None
        self._job: Job | None = None
        self._resting = QTimer(self, interval=RESTED if rested is None else rested, singleShot=True)
        self._resting.timeout.connect(self._start)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is done or waits for it."""
        return self._job is None and not self._resting.isActive()

    def begin(self, work: Work | None, *, at_once: bool = False) -> None:
        """Do this work, or none, once the user rests or `at_once`; what is being done is given up."""
        self.stop()
        self._work = work
        if at_once:
            self._start()
        elif work is not None:
            self._resting.start()

    def stop(self) -> None:
        """Do nothing any more."""
        self._resting.stop()
        if self._job is not None:
            self._job.requestInterruption()
        self._job = None

    def _start(self) -> None:
        if self._work is None:
            return
        job = self._job = run_beside(
            self._window,
            "",
            self._work,
            lambda result: self._end(job, result),
            lambda error: self._end(job, error),
            is_quiet=True,
        )
        job.progressed.connect(lambda percent, _total: self._progress(job, percent))

    def _progress(self, job: Job, percent: int) -> None:
        if job is self._job:
            self.progressed.emit(percent)

    def _end(self, job: Job, result: object) -> None:
        if job is not self._job:
            return  # something else is asked for by now
        self._job = None
        if isinstance(result, AnnotatorError):
            self.failed.emit(str(result))
        elif not isinstance(result, Exception):
            self.done.emit(result)
        elif not isinstance(result, Cancelled):
            raise result
