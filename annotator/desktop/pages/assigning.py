"""Who annotates what, on the annotation page: read beside the window, proposed, and saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.dialogs.assignment_table import Matrix
from annotator.desktop.dialogs.assignments import Assignments
from annotator.desktop.trouble import attempt, telling
from annotator.model.assignment import AssignRule
from annotator.model.roles import Role
from annotator.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.desktop.pages.annotate import AnnotatePage


class Assigning(QObject):
    """Opens the matrix and does what is asked in it."""

    def __init__(self, page: AnnotatePage) -> None:
        super().__init__(page)
        self._page = page
        self._dialog: Assignments | None = None

    @classmethod
    def on(cls, page: AnnotatePage) -> Assigning:
        """The one of this page; made when it is first wanted."""
        return page.findChild(cls) or cls(page)

    def open(self) -> None:
        """Show who annotates what; of a large project the lengths of the texts take a moment."""
        page = self._page
        if not page.attempt(page.workspace.check_lead):
            return

        def work(_progress: Progress) -> Matrix:
            with page.workspace.another() as own, own.reading():
                names = [name for name, role in own.roles().items() if role is not Role.GOLD]
                held = {name: set(uids) for name, uids in own.assignments().items()}
                return Matrix(own.sizes(), names, held, own.begun())

        run_beside(page.window(), _("Reading the articles…"), work, self._show, telling(self._page.trouble.emit))

    def _show(self, matrix: Matrix) -> None:
        page = self._page
        dialog = Assignments(matrix, page.workspace.roles(), page.theme, page.window())
        dialog.table.changed.connect(self._tell)
        dialog.team.add_asked.connect(lambda name: self._attempt(lambda: self._add(name)))
        dialog.team.role_asked.connect(lambda name, role: self._attempt(lambda: page.workspace.set_role(name, role)))
        dialog.proposal_asked.connect(lambda rule, anew: self._attempt(lambda: self._propose(rule, anew)))
        dialog.save_asked.connect(lambda: self._attempt(self._save))
        dialog.finished.connect(self._close)
        self._dialog = dialog
        self._tell()
        dialog.open()

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _attempt(self, act: Callable[[], object]) -> None:
        """Do what is asked in the matrix; say there why it could not be done."""
        dialog = self._dialog
        if dialog is None:
            return
        dialog.show_trouble("")
        if attempt(act, dialog.show_trouble) and self._dialog is not None:
            dialog.team.show_team(self._page.workspace.roles(), {})
            self._tell()

    def _add(self, name: str) -> None:
        assert self._dialog is not None
        before = set(self._page.workspace.roles())
        self._page.workspace.add_annotator(name)
        for new in self._page.workspace.roles():
            if new not in before:
                self._dialog.table.add(new)

    def _propose(self, rule: AssignRule, anew: bool) -> None:
        assert self._dialog is not None
        table = self._dialog.table
        found = self._page.workspace.proposed_assignments(rule, table.held, anew=anew, sizes=table.matrix.articles)
        table.put(found)

    def _save(self) -> None:
        assert self._dialog is not None
        table = self._dialog.table
        held = {name: set(uids) for name, uids in table.matrix.held.items()}
        self._page.workspace.reassign(table.held, held)
        self._dialog.accept()

    def _tell(self) -> None:
        from annotator.dataset.assigning import report

        if self._dialog is not None:
            table = self._dialog.table
            self._dialog.show_report(report(table.matrix.articles, table.held, table.matrix.held))
