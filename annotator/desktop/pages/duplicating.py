"""Duplicates on the annotation page: looked for beside the window, shown, skipped and opened."""

from __future__ import annotations

from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.dialogs.duplicate_tables import Findings
from annotator.desktop.dialogs.duplicates import Duplicates
from annotator.desktop.trouble import telling
from annotator.errors import AnnotatorError
from annotator.model.annotation import Status
from annotator.words import _
from annotator.workspace import Changed

if TYPE_CHECKING:
    from annotator.dataset.duplicates import Group
    from annotator.desktop.pages.annotate import AnnotatePage

THRESHOLD = 0.8
"""The similarity that one begins with."""
_TOGETHER = 500
"""Articles of which it is read together what is known: of a large project all may be in groups."""


class Duplicating(QObject):
    """Finds the duplicates of a project once, keeps them, and does what is asked about them."""

    def __init__(self, page: AnnotatePage) -> None:
        super().__init__(page)
        self._page = page
        self._findings: Findings | None = None
        self._articles = b""
        self._dialog: Duplicates | None = None
        page.bridge.changed.connect(self._follow)

    @classmethod
    def on(cls, page: AnnotatePage) -> Duplicating:
        """The one of this page; made when it is first wanted."""
        return page.findChild(cls) or cls(page)

    def open(self) -> None:
        """Show the duplicates; they are looked for where the Articles are not those that they were found among."""
        held = self._findings
        is_same = held is not None and self._articles == self._articles_now()
        self._search(held.threshold if held else THRESHOLD, held.groups if held and is_same else None)

    def _search(self, threshold: float, groups: list[Group] | None = None) -> None:
        """Look for duplicates, unless the groups are known, and read what is known of their Articles."""
        page = self._page
        articles = self._articles_now()

        def work(progress: Progress) -> Findings:
            with page.workspace.another() as own, own.reading():
                found = own.duplicates(threshold, progress=progress) if groups is None else groups
                findings = Findings(threshold, found, read=page.workspace.entries)
                coming = (uid for group in found for uid in group.articles)
                while batch := list(islice(coming, _TOGETHER)):
                    findings.follow(own.entries(batch), own.splits(batch))
                return findings

        def found(findings: Findings) -> None:
            self._findings, self._articles = findings, articles
            self._show(findings)

        is_open = self._dialog is not None and self._dialog.isVisible()
        over = self._dialog if self._dialog is not None and is_open else page.window()
        run_beside(over, _("Comparing articles…"), work, found, telling(self._page.trouble.emit))

    def _articles_now(self) -> bytes:
        """What tells the Articles that there are from others; of a large project the uids would take much memory."""
        return blake2b("\n".join(self._page.workspace.article_uids()).encode(), digest_size=16).digest()

    def _show(self, findings: Findings) -> None:
        page = self._page
        if self._dialog is None:
            dialog = Duplicates(self._text, page.theme, page.reading_font, page)
            dialog.search_asked.connect(self._search)
            dialog.skip_asked.connect(self.skip)
            dialog.open_asked.connect(self._go)
            dialog.undo_asked.connect(page.undoing.undo)
            dialog.redo_asked.connect(page.undoing.redo)
            self._dialog = dialog
        self._dialog.show_findings(findings)
        self._dialog.open()

    def _text(self, uid: str) -> str | None:
        workspace = self._page.workspace
        return workspace.article(uid).text if workspace.has_article(uid) else None

    def skip(self, uid: str) -> None:
        """Give an Article the status `skipped`, or where it has that take it back."""
        workspace = self._page.workspace
        try:
            layer = workspace.layer(uid)
            begun = Status.IN_PROGRESS if layer.spans else Status.NEW
            workspace.set_status(uid, begun if layer.status is Status.SKIPPED else Status.SKIPPED, layer.comment)
        except AnnotatorError as error:
            self._page.trouble.emit(str(error))

    def _go(self, uid: str) -> None:
        assert self._dialog is not None
        self._dialog.accept()
        self._page.open_article(uid)

    def _follow(self, changed: Changed) -> None:
        """Statuses and splits of what is looked at may have changed."""
        if self._dialog is None or not self._dialog.isVisible():
            return
        group = self._dialog.group
        if changed.article is not None:
            self._refresh([changed.article])
        elif group is not None:
            self._refresh(list(group.articles))

    def _refresh(self, uids: list[str]) -> None:
        if self._dialog is not None:
            workspace = self._page.workspace
            self._dialog.refresh(workspace.entries(uids), workspace.splits(uids))
