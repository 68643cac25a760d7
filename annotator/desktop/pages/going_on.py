"""Going on to the next Article once one is done: in the order that the annotator chose."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.desktop.background import Job
from annotator.desktop.pages.desk import Desk


class GoingOn(QObject):
    """Chooses the Article that comes next. Where recommenders have a say in it, they are asked beside the window."""

    article_chosen = Signal(str)
    """The uid of the Article that comes next."""
    step_asked = Signal(int)
    """The next Article of the list is wanted, whatever is in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._job: Job | None = None

    def go_on(self) -> None:
        """Choose what comes after the open Article; in the given order that is the next one of the list."""
        from annotator.workspace.ordering import Order

        self.stop()
        article, workspace = self._desk.article, self._desk.workspace
        if article is None:
            return
        if workspace.order is Order.GIVEN:
            self.step_asked.emit(1)
            return
        choose, here = workspace.choice_of_next(article.uid), article.uid
        job = self._job = Job(lambda _progress: choose(), self)
        job.succeeded.connect(lambda uid: self._chosen(job, here, uid))
        job.finished.connect(job.deleteLater)
        job.start()

    def _chosen(self, job: Job, after: str, uid: str) -> None:
        if self._job is not job:
            return
        self._job = None
        article = self._desk.article
        if uid and article is not None and article.uid == after:  # else the annotator has gone elsewhere meanwhile
            self.article_chosen.emit(uid)

    def stop(self) -> None:
        """Whatever is being chosen is not wanted any more."""
        if self._job is not None:
            job, self._job = self._job, None  # what it says from now on nobody hears
            job.wait()
