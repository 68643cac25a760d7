"""Learning while the annotator works: in a process of its own, when enough is new, and never in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.desktop.background import Job
from annotator.errors import AnnotatorError
from annotator.words import _
from annotator.workspace import Changed, Workspace

if TYPE_CHECKING:
    from annotator.suggest.training import Training

_RESTED = 3_000
"""Milliseconds after a change until it is asked whether it is time to learn."""
_POLLED = 400
"""Milliseconds between two looks at a training."""
IDLE = 300
"""Seconds without a key or a mouse movement after which one new Article is enough to learn from."""
_LOOKED_AT_IDLENESS = 60_000

_PATIENCE = 2
"""Trainings that may fail one after the other, before none is begun any more while the window is open."""
_FEWEST = 5
"""Times that the weights are mended, below which nothing good can come of it."""


class Teaching(QObject):
    """Begins a training when it is due, one at a time, and takes what was learned into use."""

    told = Signal(str)
    """What there is to say quietly; empty when it is over."""

    def __init__(self, workspace: Workspace, idle: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._idle = idle
        self._job: Job | None = None
        self._begun_there: list[Training] = []
        """What the job has begun, in its own thread."""
        self._training: Training | None = None
        self._iterations: int | None = None
        self._failed = 0
        self.hint = ""
        """What is told now."""
        self._is_over = False
        self._resting = QTimer(self, singleShot=True, interval=_RESTED)
        self._resting.timeout.connect(self.look)
        self._polling = QTimer(self, interval=_POLLED)
        self._polling.timeout.connect(self._poll)
        self._waiting = QTimer(self, interval=_LOOKED_AT_IDLENESS)
        self._waiting.timeout.connect(self._look_when_idle)
        self._waiting.start()

    @property
    def is_busy(self) -> bool:
        """Whether a training is under way, or about to be."""
        return self._job is not None or self._training is not None

    def follow(self, _changed: Changed) -> None:
        """Something has changed: perhaps it is time to learn, or to learn no more."""
        if not self._workspace.learns_beside:
            self._end()
        elif not self.is_busy:
            self._resting.start()

    def look(self) -> None:
        """Begin to learn, if it is time."""
        if self.is_busy or self._is_over or self._failed >= _PATIENCE or not self._workspace.learns_beside:
            return
        is_idle, iterations = self._idle() >= IDLE, self._iterations
        workspace, begun = self._workspace, self._begun_there

        def begin(_progress: object) -> None:
            with workspace.another() as own:
                if own.is_training_due(idle=is_idle):
                    begun.append(own.train(iterations=iterations))

        self._job = Job(begin, self)
        self._job.succeeded.connect(self._begun)
        self._job.failed.connect(self._not_begun)
        self._job.start(Job.Priority.LowPriority)

    def _look_when_idle(self) -> None:
        if self._idle() >= IDLE:
            self.look()

    def _begun(self, _nothing: object) -> None:
        self._end_job()
        if self._begun_there:
            self._training = self._begun_there.pop()
            self._tell(_("Learning from the finished articles…"))
            self._polling.start()

    def _not_begun(self, error: Exception) -> None:
        self._end_job()
        if not isinstance(error, AnnotatorError):  # too little to learn from, or no room beside the project
            raise error

    def _poll(self) -> None:
        from annotator.suggest.tagger import ITERATIONS
        from annotator.suggest.training import State

        if self._training is None:
            return
        status = self._training.poll()
        if status.state is State.RUNNING:
            return
        self._polling.stop()
        self._training = None
        self._tell(status.trouble)
        self._failed = self._failed + 1 if status.state is State.FAILED else 0
        if status.state is State.DONE:
            self._workspace.take_model()
        elif status.state is State.TOO_LONG:  # half of it is nearly as good
            self._iterations = max((self._iterations or ITERATIONS) // 2, _FEWEST)

    def _tell(self, words: str) -> None:
        self.hint = words
        self.told.emit(words)

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.wait()
            self._job.deleteLater()
            self._job = None

    def _end(self) -> None:
        """End what is under way; what was learned before stays."""
        self._polling.stop()
        if self._training is not None:
            self._training.stop()
            self._training = None
            self._tell("")

    def stop(self) -> None:
        """The project is about to be closed."""
        self._is_over = True
        self._resting.stop()
        self._waiting.stop()
        if self._job is not None:
            self._job.succeeded.disconnect(self._begun)
            self._job.failed.disconnect(self._not_begun)
            self._end_job()
        if self._begun_there:
            self._training = self._begun_there.pop()
        self._end()
