"""Disagreements on the annotation page: counted beside the window, listed in context, taken to the bench."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.bench.findings import Findings, place_of
from annotator.desktop.dialogs.disagreements import Disagreements
from annotator.desktop.pages.adjudicating import HIDDEN
from annotator.desktop.preferences import Preferences
from annotator.desktop.trouble import telling
from annotator.words import _

if TYPE_CHECKING:
    from annotator.desktop.pages.annotate import AnnotatePage
    from annotator.review.classes import Disagreement
    from annotator.workspace import Workspace


class Disagreeing(QObject):
    """Looks through the project for Cases on which not all agree."""

    def __init__(self, page: AnnotatePage) -> None:
        super().__init__(page)
        self._page = page
        self._dialog: Disagreements | None = None
        self._kind: Disagreement | None = None
        page.bridge.stopped.connect(self._close)

    @classmethod
    def on(cls, page: AnnotatePage) -> Disagreeing:
        """The one of this page; made when it is first wanted."""
        return page.findChild(cls) or cls(page)

    def open(self, kind: Disagreement | None = None) -> None:
        """Count, and show what was found, of this class where one is meant."""
        page = self._page
        self._kind = kind
        if not page.workspace.sees_others:
            page.trouble.emit(_("A lead has not opened the review yet: until then nobody sees others’ work."))
            return

        def work(progress: Progress) -> Findings:
            with page.workspace.another() as own:
                return found_in(own, progress)

        is_open = self._dialog is not None and self._dialog.isVisible()
        over = self._dialog if self._dialog is not None and is_open else page.window()
        run_beside(over, _("Comparing what annotators say…"), work, self._show, telling(self._page.trouble.emit))

    def _show(self, findings: Findings) -> None:
        page = self._page
        if self._dialog is None:
            names = Preferences().text("bench/names") != HIDDEN
            dialog = Disagreements(page.looks, page.theme, page, names=names)
            dialog.finished.connect(self._forget)
            dialog.case_asked.connect(self._decide)
            dialog.again_asked.connect(self.open)
            self._dialog = dialog
        self._dialog.show_findings(findings)
        if self._kind is not None:
            self._dialog.show_class(self._kind)
        self._dialog.open()

    def _forget(self, _result: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _decide(self, article: str, key: str) -> None:
        from annotator.desktop.pages.adjudicating import Adjudicating

        Adjudicating.on(self._page).open(article, key)

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.close()


def found_in(workspace: Workspace, progress: Progress) -> Findings:
    """The disagreements of a project."""
    findings = Findings()
    uid, text = "", ""
    for found in workspace.disagreements(progress=progress):
        entry = found.entry
        if entry.article != uid:
            uid, text = entry.article, workspace.article(entry.article).text
        findings.add(place_of(entry.case, uid, found.number, found.title, text, is_settled=entry.is_settled))
    return findings
