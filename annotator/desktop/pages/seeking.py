"""Finding out what is proposed in the open Article: when the hands rest, and beside the window where it takes long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.desktop.background import Job
from annotator.desktop.pages.desk import Desk
from annotator.errors import AnnotatorError
from annotator.model.annotation import Span
from annotator.workspace import NOTHING_PROPOSED, Proposed

RESTED = 150
"""Milliseconds after the last step or change until Suggestions are looked for: not between two articles in a hurry."""

_PAUSED = 600
"""The same in a long Article, where the search takes a while and would be felt by hands that go on."""

_BREATH = 20
"""Milliseconds after a name was marked: enough for the Span to be painted first."""

_AT_ONCE = 8_000
"""Code points of an Article in which everything is so fast that nobody waits, once the recommenders have answered."""


class Seeking(QObject):
    """Asks the Workspace what is proposed in the open Article."""

    found = Signal(object)
    """What is proposed there now: a `Proposed`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._job: Job | None = None
        self._is_stale = False
        self._fresh: Span | None = None
        self.is_on = desk.workspace.remembered("suggestions") != "off"
        """Whether anything is to be proposed at all."""
        self._resting = QTimer(self, singleShot=True)
        self._resting.timeout.connect(self.seek)

    def stop(self) -> None:
        """The project is about to be closed."""
        self._resting.stop()
        if self._job is not None:
            job, self._job = self._job, None  # what it says from now on nobody hears
            job.wait()

    def seek_soon(self, *, at_once: bool = False) -> None:
        """Look when the hands rest, or `at_once`, after what is being done."""
        self._fresh = None
        self._resting.start(0 if at_once else _PAUSED if self._is_long else RESTED)

    def seek_rest_of(self, span: Span) -> None:
        """Look for the other places of what was marked just now: in the same breath, unless the Article is long."""
        self._fresh = span
        self._resting.start(_PAUSED if self._is_long else _BREATH)

    @property
    def _is_long(self) -> bool:
        article = self._desk.article
        return article is not None and len(article.text) > _AT_ONCE

    def seek_now(self) -> None:
        """Do not wait, where something is to be looked for: it is needed now."""
        if self._resting.isActive():
            self.seek()

    def seek(self) -> None:
        """Look for what is proposed, and say it: at once, or a while later where that takes long."""
        self._resting.stop()
        if self._job is not None:
            self._is_stale = True  # it looks again when it is done
            return
        article, workspace = self._desk.article, self._desk.workspace
        if article is None or not self.is_on or not workspace.has_article(article.uid):
            self.found.emit(NOTHING_PROPOSED)
            return
        try:
            is_known = workspace.search(article.uid) is None
            propose = workspace.proposing(article.uid, self._desk.view.highlights.in_order(), self._fresh)
        except AnnotatorError as error:
            self._desk.trouble.emit(str(error))
            return
        if is_known and not self._is_long:
            self.found.emit(propose())
        else:
            self._seek_beside(propose)

    def _seek_beside(self, propose: Callable[[], Proposed]) -> None:
        article = self._desk.article
        self._is_stale = False
        job = self._job = Job(lambda _progress: propose(), self._desk)
        job.succeeded.connect(lambda proposed: self._end(job, proposed if article is self._desk.article else None))
        job.failed.connect(lambda error: self._fail(job, error))
        job.start(Job.Priority.LowPriority)

    def _end(self, job: Job, proposed: Proposed | None) -> None:
        if self._job is not job:
            return
        job.wait()
        job.deleteLater()
        self._job = None
        if proposed is None or self._is_stale:
            self._resting.start(0)
        else:
            self.found.emit(proposed)

    def _fail(self, job: Job, error: Exception) -> None:
        if self._job is not job:
            return
        self.is_on = False
        self._end(job, NOTHING_PROPOSED)
        if not isinstance(error, AnnotatorError):
            raise error
        self._desk.trouble.emit(str(error))
