"""Saying how far one is with an Article; what the Schema still asks is told before it is called done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.desktop.dialogs.comment import ask_comment
from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.gathering import Gathering
from annotator.desktop.panels.views import PROBLEMS
from annotator.model.annotation import Status
from annotator.words import _, ngettext

SHOW, FINISH, CANCEL = range(3)
"""What the user may say where something is missing."""


class Finishing(QObject):
    """What Done, Skip and Flag do."""

    finishing = Signal(str)
    """An Article is about to be done: its uid."""
    finished = Signal(str)
    """An Article is done: its uid."""
    went_on = Signal()
    """The Article is done or skipped: the next one is wanted."""

    def __init__(self, desk: Desk, gathering: Gathering) -> None:
        super().__init__(desk)
        self._desk = desk
        self._gathering = gathering

    def set_status(self, status: Status) -> None:
        """Give the Article a status and go on once it is done or skipped. The same again takes it back."""
        article, workspace = self._desk.article, self._desk.workspace
        if article is None:
            return
        held, shown = workspace.layer(article.uid), list(self._desk.view.suggestions)
        if held.status is status:
            begun = Status.IN_PROGRESS if held.spans else Status.NEW
            self._desk.attempt(lambda: workspace.set_status(article.uid, begun))
        elif status is Status.FLAGGED:
            comment = ask_comment(self._desk, held.comment)
            if comment is not None:
                self._desk.attempt(lambda: workspace.set_status(article.uid, status, comment))
        elif status is not Status.DONE or self._may_finish():
            if status is Status.DONE:
                self.finishing.emit(article.uid)
                end = partial(workspace.finish, article.uid, held.comment, shown=shown)
            else:
                end = partial(workspace.set_status, article.uid, status, held.comment)
            if self._desk.attempt(end):
                if status is Status.DONE:
                    self.finished.emit(article.uid)
                self.went_on.emit()
        if self._desk.article is not None:
            self._desk.header.show_status(*workspace.status(self._desk.article.uid))

    def _may_finish(self) -> bool:
        """Whether nothing is missing, or the annotator insists."""
        found = self._gathering.problems_now()
        if not found:
            return True
        answer = ask_to_finish(self._desk, len(found))
        if answer == SHOW:
            self._desk.marked.show_view(PROBLEMS)
            self._gathering.gather()
        return answer == FINISH


def ask_to_finish(parent: QWidget, count: int) -> int:
    """What to do with an Article in which `count` things are missing or forbidden."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle(_("Done?"))
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(ngettext("{n} thing is missing in this article.", "{n} things are missing in this article.", count))
    show = box.addButton(_("Show them"), QMessageBox.ButtonRole.ActionRole)
    finish = box.addButton(_("Done all the same"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(show)
    box.exec()
    if box.clickedButton() is show:
        return SHOW
    return FINISH if box.clickedButton() is finish else CANCEL
