"""Finding out what is proposed in the open Article: when the hands rest, and beside the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from annotator.desktop.background import Job
from annotator.desktop.pages.desk import Desk
from annotator.errors import AnnotatorError
from annotator.model.annotation import Span
from annotator.model.article import Article
from annotator.workspace import NOTHING_PROPOSED, Proposed

RESTED = 150
"""Milliseconds after the last of several steps or a change until Suggestions are looked for: not between two articles
in a hurry."""

_PAUSED = 600
"""The same in a long Article, where the search takes a while and would be felt by hands that go on."""

_BREATH = 60
"""Milliseconds after a name was marked or an Article was opened: enough for that to be painted first."""

_LONG = 8_000
"""Code points above which an Article is long."""


class Seeking(QObject):
    """Asks the Workspace what is proposed in the open Article."""

    found = Signal(object)
    """What is proposed there now: a `Proposed`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._job: Job | None = None
        self._results: list[Proposed] = []
        """What the job has found, in its own thread."""
        self._sought: Article | None = None
        self._is_stale = False
        self._fresh: Span | None = None
        self.is_on = desk.workspace.remembered("suggestions") != "off"
        """Whether anything is to be proposed at all."""
        self._opened = QElapsedTimer()
        self._resting = QTimer(self, singleShot=True)
        self._resting.timeout.connect(self.seek)
        self._ahead: Job | None = None
        """Asks about the Article that is likely to be next."""
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._wait_anew)
        self._painted.timeout.connect(self._show_answers_from_before)

    def stop(self) -> None:
        """The project is about to be closed."""
        self._resting.stop()
        self._painted.stop()
        if self._job is not None:
            job, self._job = self._job, None  # what it says from now on nobody hears
            job.wait()
        if self._ahead is not None:
            self._ahead.wait()

    def seek_soon(self, *, at_once: bool = False) -> None:
        """Look when the hands rest, or `at_once`, after what is being done."""
        self._fresh = None
        self._resting.start(0 if at_once else _PAUSED if self._is_long else RESTED)

    def seek_in_new(self) -> None:
        """Another Article is open: look as soon as it is painted, unless the hands hurry on from one to the next."""
        self._fresh = None
        is_hurried = self._opened.isValid() and self._opened.elapsed() < RESTED
        self._opened.start()
        self._resting.start(_PAUSED if self._is_long else RESTED if is_hurried else _BREATH)
        self._painted.start()

    def seek_rest_of(self, span: Span) -> None:
        """Look for the other places of what was marked just now: in the same breath, unless the Article is long."""
        self._fresh = span
        self._resting.start(_PAUSED if self._is_long else _BREATH)

    @property
    def _is_long(self) -> bool:
        article = self._desk.article
        return article is not None and len(article.text) > _LONG

    def seek_now(self) -> None:
        """Do not wait for what is about to be found, where that takes no time: it is needed now."""
        if self._is_long:
            return
        if self._job is not None:
            self._job.wait()
            self._end()
        if self._resting.isActive():
            self._resting.stop()
            self._seek(lambda propose: self.found.emit(propose()))

    def seek(self) -> None:
        """Look for what is proposed, beside the window, and say it."""
        self._resting.stop()
        if self._job is not None:
            self._is_stale = True  # it looks again when it is done
        else:
            self._seek(self._begin)

    def _seek(self, go: Callable[[Callable[[], Proposed]], None]) -> None:
        article, workspace = self._desk.article, self._desk.workspace
        if article is None or not self.is_on or not workspace.has_article(article.uid):
            self.found.emit(NOTHING_PROPOSED)
            return
        try:
            propose = workspace.proposing(article.uid, self._desk.view.highlights.in_order(), self._fresh)
        except AnnotatorError as error:
            self._desk.trouble.emit(str(error))
            return
        go(propose)

    def _wait_anew(self) -> None:
        """What is new has been painted, however long that took: the hands rest from now on."""
        if self._resting.isActive():
            self._resting.start()

    def _show_answers_from_before(self) -> None:
        """Show what was answered about the Article before it was opened; what was learned since comes in a moment."""
        article, workspace = self._desk.article, self._desk.workspace
        if article is None or not self.is_on or self._is_long or not workspace.was_asked_about(article.uid):
            return
        if workspace.has_article(article.uid):
            spans = self._desk.view.highlights.in_order()
            self.found.emit(workspace.proposing(article.uid, spans, as_before=True)())

    def _look_ahead(self) -> None:
        """Ask about the next Article of the list while nothing else is to be done."""
        uid, workspace = self._desk.next_in_list, self._desk.workspace
        if self._ahead is not None or uid is None or not self.is_on or workspace.was_asked_about(uid):
            return
        try:
            ask = workspace.asking_before(uid)
        except AnnotatorError:
            return
        job = self._ahead = Job(lambda _progress: ask(), self._desk)
        job.finished.connect(self._looked_ahead)
        job.start(Job.Priority.LowestPriority)

    def _looked_ahead(self) -> None:
        if self._ahead is not None:
            self._ahead.deleteLater()
            self._ahead = None

    def _begin(self, propose: Callable[[], Proposed]) -> None:
        article, results = self._desk.article, self._results
        self._is_stale = False
        self._sought = article
        self._job = Job(lambda _progress: results.append(propose()), self._desk)
        self._job.succeeded.connect(self._end)
        self._job.failed.connect(self._fail)
        self._job.start(Job.Priority.LowPriority)

    def _end(self) -> None:
        """The job is done: say what it found, unless something has changed since it began."""
        if self._job is None:
            return
        self._job.wait()
        self._job.disconnect(self)
        self._job.deleteLater()
        self._job = None
        found = self._results.pop() if self._results else None
        if found is None or self._is_stale or self._sought is not self._desk.article:
            self._resting.start(0)
        else:
            self.found.emit(found)
            self._look_ahead()

    def _fail(self, error: Exception) -> None:
        if self._job is None:
            return
        self.is_on = False
        self._end()
        if not isinstance(error, AnnotatorError):
            raise error
        self._desk.trouble.emit(str(error))
