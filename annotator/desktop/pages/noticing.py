"""What keeps Suggestions from steering the annotator: hidden ones are told of, haste is, and there is a last look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.desktop.background import Job
from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.suggesting import Suggesting
from annotator.desktop.plain import isolated, one_line
from annotator.model.annotation import Status
from annotator.words import _, ngettext
from annotator.workspace import Suggestion

if TYPE_CHECKING:
    from annotator.desktop.dialogs.last_look import LastLook

BLIND, HASTE, LAST_LOOK = "blind", "haste", "last look"

_was_told_of_haste: set[str] = set()
"""The projects of which that was told in this session."""


class Noticing(QObject):
    """Tells beneath the Article what the annotator should know of Suggestions."""

    place_asked = Signal(str, int, int)
    """An Article's uid and a range of it that is to be shown."""

    def __init__(self, desk: Desk, suggesting: Suggesting) -> None:
        super().__init__(desk)
        self._desk = desk
        self._workspace = desk.workspace
        self._suggesting = suggesting
        self._taken = -1
        """How many decisions had been to accept when it was looked last whether they came in haste."""
        self._job: Job | None = None
        self._looking: Callable[[], list[tuple[Suggestion, ...]]] | None = None
        self.dialog: LastLook | None = None
        suggesting.looked.connect(self._look_around)

    def stop(self) -> None:
        """The project is about to be closed."""
        if self._job is not None:
            job, self._job = self._job, None  # what it says from now on nobody hears
            job.wait()

    def show_article(self) -> None:
        """Another Article is open."""
        self._drop(BLIND)

    def _drop(self, name: str) -> None:
        if self._desk.has_notices:
            self._desk.notices.drop(name)

    def _look_around(self) -> None:
        article = self._desk.article
        if article is None or not self._workspace.has_article(article.uid):
            return
        is_open = self._workspace.status(article.uid)[0] is not Status.DONE
        if self._suggesting.seeking.is_on and is_open and self._workspace.is_blind(article.uid):
            if not self._desk.has_notices or BLIND not in self._desk.notices.names:
                self._desk.notices.tell(BLIND, _("Suggestions are hidden in this article (to compare)."))
        else:
            self._drop(BLIND)
        if self._suggesting.taken != self._taken:
            self._taken = self._suggesting.taken
            self._tell_of_haste()

    def _tell_of_haste(self) -> None:
        project = f"{self._workspace.path}/{self._workspace.annotator}"
        if project not in _was_told_of_haste and self._workspace.is_hurried():
            _was_told_of_haste.add(project)
            self._desk.notices.tell(
                HASTE,
                _(
                    "Nearly all of the last 200 suggestions were accepted in less than a second each. "
                    "Please read the words before you accept."
                ),
            )

    # A last look

    def finishing(self, article: str) -> None:
        """An Article is about to be done: keep what is known of it now, before it teaches anything itself."""
        self._looking = None
        if self._suggesting.seeking.is_on:
            self._desk.attempt(lambda: self._keep(article))

    def _keep(self, article: str) -> None:
        self._looking = self._workspace.last_look(article)

    def finished(self, article: str) -> None:
        """An Article is done: what nobody was sure enough of is looked for beside the work that goes on."""
        self._drop(LAST_LOOK)
        look, self._looking = self._looking, None
        if look is None:
            return
        self.stop()
        job = self._job = Job(lambda _progress: look(), self._desk)
        job.succeeded.connect(lambda groups: self._offer(job, article, groups))
        job.finished.connect(job.deleteLater)
        job.start(Job.Priority.LowPriority)

    def _offer(self, job: Job, article: str, groups: list[tuple[Suggestion, ...]]) -> None:
        if self._job is not job:
            return
        self._job = None
        if not groups or not self._workspace.has_article(article):
            return
        title = isolated(one_line(self._workspace.article(article).title)[:40])
        told = ngettext(
            "A last look at {{title}}: {n} name that nobody was sure of.",
            "A last look at {{title}}: {n} names that nobody was sure of.",
            len(groups),
        ).format(title=title)
        self._desk.notices.tell(LAST_LOOK, told, _("Look…"), lambda: self._open(article, groups))

    def _open(self, article: str, groups: list[tuple[Suggestion, ...]]) -> None:
        from annotator.desktop.dialogs.last_look import LastLook

        self._drop(LAST_LOOK)
        if not self._workspace.has_article(article):
            return
        held = self._workspace.article(article)
        dialog = self.dialog = LastLook(held, groups, self._desk.looks, self._desk.theme, self._desk)
        dialog.accepted_groups.connect(lambda ones: self._accept(article, ones))
        dialog.place_asked.connect(lambda start, end: self.place_asked.emit(article, start, end))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _accept(self, article: str, ones: list[Suggestion]) -> None:
        self._desk.attempt(lambda: self._workspace.accept(article, ones))
