"""Every occurrence of the name in hand: found here or in the whole project, and done with at one stroke."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.pages.desk import Desk
from annotator.desktop.trouble import telling
from annotator.model.annotation import Span
from annotator.words import _
from annotator.workspace import Changed, Occurrence, Standing, Workspace

AT_ONCE = 300
"""Occurrences that are changed without a thread of their own: that takes a tenth of a second."""


_RESTED = 250
"""Milliseconds without a change after which it is counted where the name stands that was marked last."""


class Occurring(QObject):
    """What the page does with the occurrences of a name."""

    counted = Signal(str, int)
    """The name that was marked last, and how often it stands in this Article without being marked."""

    place_asked = Signal(str, int, int)
    """An Article's uid and a range of it that is to be shown."""

    def __init__(self, page: Desk) -> None:
        super().__init__(page)
        self._page = page
        self._last: tuple[str, str] = ("", "")
        self._resting = QTimer(self, interval=_RESTED, singleShot=True)
        self._resting.timeout.connect(self._count)

    def remember(self, span: Span) -> None:
        """This was marked just now: its name is the one that is meant while nothing else is in hand."""
        article = self._page.article
        if article is not None:
            self._last = span.surface(article.text), span.label
            self.recount()

    def recount(self) -> None:
        """The Article or its Spans have changed: count anew when the hands rest."""
        if self._last[0]:
            self.counted.emit("", 0)
            self._resting.start()

    @property
    def meant(self) -> tuple[str, str]:
        """The name that is meant, and its Label: of the chosen Span, else in hand, else what was marked last."""
        page = self._page
        if page.article is None:
            return "", ""
        span = page.view.chosen
        if span is not None:
            return span.surface(page.article.text), span.label
        if page.view.target:
            words = " ".join(page.article.text[start:end] for start, end in page.view.target)
            return words, page.armed or ""
        return self._last

    def stop(self) -> None:
        """Count nothing any more: the project is being closed."""
        self._resting.stop()

    def _count(self) -> None:
        name, label = self._last
        article = self._page.article
        if article is None or not self._page.workspace.has_article(article.uid):
            return
        found = self._page.workspace.occurrences(name, article.uid)
        self.counted.emit(name, sum(occurrence.standing(label) is Standing.FREE for occurrence in found))

    def ask(self) -> None:
        """Show every occurrence of the name that is meant."""
        from annotator.desktop.dialogs.occurrences import Occurrences

        name, label = self.meant
        if not name:
            self._page.trouble.emit(_("Mark a name first, or take words in hand: then every occurrence can be found."))
            return
        dialog = Occurrences(name, label, self._page.looks, self._page.theme, self._searching(name), self._page)
        dialog.asked.connect(self.change)
        dialog.place_asked.connect(self._go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _searching(self, name: str) -> Callable[[bool, Callable[[list[Occurrence] | None], None]], None]:
        def search(everywhere: bool, found: Callable[[list[Occurrence] | None], None]) -> None:
            page = self._page
            if page.article is None:
                return
            if not everywhere:
                found(list(page.workspace.occurrences(name, page.article.uid)))
                return

            def work(progress: Progress) -> list[Occurrence]:
                with page.workspace.another() as own:
                    return list(own.occurrences(name, progress=progress))

            def failed(error: Exception) -> None:
                found(None)
                telling(page.trouble.emit)(error)

            title = _("Searching the project…")
            run_beside(page.window(), title, work, found, failed, cancelled=lambda: found(None))

        return search

    def change(self, occurrences: list[Occurrence], label: str) -> None:
        """Mark the occurrences with a Label, or delete their Spans where it is empty."""
        page = self._page
        if len(occurrences) <= AT_ONCE:
            page.attempt(lambda: self._change(page.workspace, occurrences, label, lambda _done, _all: None))
            return

        def work(progress: Progress) -> int:
            with page.workspace.another() as own:
                return self._change(own, occurrences, label, progress)

        title = _("Marking every occurrence…") if label else _("Deleting every occurrence…")
        failed = telling(page.trouble.emit)
        run_beside(page.window(), title, work, lambda _n: page.workspace.announce(Changed()), failed)

    @staticmethod
    def _change(workspace: Workspace, occurrences: list[Occurrence], label: str, progress: Progress) -> int:
        if label:
            return workspace.mark_everywhere(occurrences, label, progress)
        return workspace.delete_everywhere(occurrences, progress)

    def _go(self, occurrence: Occurrence) -> None:
        self.place_asked.emit(occurrence.article, occurrence.start, occurrence.end)
