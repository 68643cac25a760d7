"""Finding at the desk: the find panel wired to searches that run beside the window."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from annotator.desktop.background import Cancelled, Job, Progress, run_beside
from annotator.desktop.pages.desk import Desk
from annotator.errors import AnnotatorError
from annotator.words import _
from annotator.workspace import Changed

if TYPE_CHECKING:
    from annotator.desktop.panels.find import FindPanel
    from annotator.workspace.search import Hit, Query

AT_ONCE = 500
"""Hits that are shown before the user asks for more."""

_PATIENCE = 400
"""Milliseconds after which a search shows how far it is."""

_KEPT_FRESH = 200
"""Hits whose Spans are read again after a change that may have been anywhere."""

_HEIGHT = "splitter/find"
"""Under this name it is remembered how high the panel is."""

_LOT = 0.08
"""Seconds between two lots of hits on their way to the window."""


class Finding(QObject):
    """One page's searches. The panel is made when it is first asked for."""

    found = Signal(int, object)
    """A search's number, and a few of its hits; from its own thread."""
    place_asked = Signal(str, int, int)
    """An Article's uid and a range of it that is to be shown."""

    def __init__(self, page: Desk) -> None:
        super().__init__(page)
        self._page = page
        self._panel: FindPanel | None = None
        self._job: Job | None = None
        self._number = 0
        self._wanted = AT_ONCE
        self._slow = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._slow.timeout.connect(lambda: self._panel and self._job and self._panel.show_progress(self._percent))
        self._percent = 0
        self.found.connect(self._show)

    @property
    def panel(self) -> FindPanel:
        """The find panel, at the foot of the desk."""
        if self._panel is None:
            self._panel = self._made()
        return self._panel

    @property
    def is_idle(self) -> bool:
        """Whether no search is running."""
        return self._job is None

    def open(self) -> None:
        """Ctrl+F: show the panel, with the words in hand or of the chosen Span, and give it the keyboard."""
        panel, page = self.panel, self._page
        words = ""
        if page.article is not None:
            span = page.view.chosen
            fragments = page.view.pending or (span.fragments if span else ())
            words = " ".join(page.article.text[start:end] for start, end in fragments)
        panel.show()
        panel.begin(words)
        if not page.workspace.has_index:
            self._build_index()

    def stop(self) -> None:
        """The project is about to be closed: end what runs beside the window."""
        for job in self._page.findChildren(Job):
            job.requestInterruption()
            job.wait()
        self._number += 1
        self._keep_height()

    @property
    def open_with(self) -> tuple[str | int | bool, ...] | None:
        """What is typed and chosen in the panel, None where it is closed."""
        return self._panel.choices if self._panel is not None and not self._panel.isHidden() else None

    def resume(self, choices: tuple[str | int | bool, ...] | None) -> None:
        """Show the panel as it was, after the window was built anew."""
        if choices is not None:
            self.panel.show()
            self.panel.choose(choices)

    def _keep_height(self) -> None:
        if self._panel is not None and not self._panel.isHidden():
            self._page.keep_state(_HEIGHT, self._page.tall)

    def _made(self) -> FindPanel:
        from annotator.desktop.panels.find import FindPanel

        page = self._page
        panel = FindPanel(page.looks, page.theme, page.tall)
        page.tall.addWidget(panel)
        page.further_stops.append(panel.words)
        page.tall.setStretchFactor(0, 1)
        page.tall.setCollapsible(1, False)
        page.tall.setSizes([page.height() * 62 // 100, page.height() * 38 // 100])
        page.restore_state(_HEIGHT, page.tall)
        panel.search_asked.connect(self._search_anew)
        panel.more_asked.connect(self._search_more)
        panel.cancel_asked.connect(self._cancel)
        panel.hit_chosen.connect(self._go_to)
        panel.closed.connect(self._close)
        return panel

    def _close(self) -> None:
        self._cancel()
        self._keep_height()
        self.panel.hide()
        self._page.view.setFocus()

    def _go_to(self, hit: Hit) -> None:
        self.place_asked.emit(hit.article, hit.start, hit.end)

    # Searching

    def _search_anew(self, query: Query | None) -> None:
        self._wanted = AT_ONCE
        self._search(query)

    def _search_more(self) -> None:
        self._wanted *= 4
        self._search(self.panel.query)

    def _search(self, query: Query | None) -> None:
        self._cancel()
        self._number += 1
        panel, page = self.panel, self._page
        if query is not None and panel.in_article:
            query = replace(query, article=page.article.uid) if page.article is not None else None
        if query is None:
            panel.table.show([])
            panel.show_end()
            return
        panel.show_begun()
        self._percent = 0
        number, wanted, asked = self._number, self._wanted, query

        def work(progress: Progress) -> bool:
            with page.workspace.another() as workspace:
                return self._send(number, workspace.find(asked, progress), wanted)

        self._job = run_beside(
            page,
            "",
            work,
            lambda has_more: self._end(number, has_more=has_more),
            lambda error: self._end(number, error=error),
            is_quiet=True,
        )
        self._job.progressed.connect(lambda percent, _total: self._note(number, percent))
        self._slow.start()

    def _send(self, number: int, hits: Iterator[Hit], wanted: int) -> bool:
        """In the search's own thread: send the hits on, a few at a time. Whether there are more than `wanted`."""
        lot: list[Hit] = []
        sent, last = 0, time.monotonic()
        for hit in hits:
            if sent + len(lot) == wanted:
                self.found.emit(number, lot)
                return True
            lot.append(hit)
            if time.monotonic() - last > _LOT or len(lot) == 50:
                self.found.emit(number, lot)
                sent, last, lot = sent + len(lot), time.monotonic(), []
        self.found.emit(number, lot)
        return False

    def _show(self, number: int, hits: list[Hit]) -> None:
        if number == self._number and hits:
            self.panel.show_hits(hits)

    def _note(self, number: int, percent: int) -> None:
        if number == self._number:
            self._percent = percent
            if not self._slow.isActive():
                self.panel.show_progress(percent)

    def _end(self, number: int, *, has_more: bool = False, error: Exception | None = None) -> None:
        if number != self._number:
            return
        self._slow.stop()
        self._job = None
        if error is None or isinstance(error, AnnotatorError):
            self.panel.show_end(has_more=has_more, trouble=str(error) if error else "")
        else:
            self.panel.show_end()
            if not isinstance(error, Cancelled):
                raise error

    def _cancel(self) -> None:
        """End the search that runs, and keep what it has found."""
        self._slow.stop()
        if self._job is not None and isValid(self._job):
            self._job.requestInterruption()

    # Following

    def follow(self, changed: Changed) -> None:
        """The Spans of an Article have changed, or of any: the hits show it. They stay where they are meanwhile."""
        if self._panel is None or not self._panel.isVisible():
            return
        table, workspace = self._panel.table, self._page.workspace
        if changed.article is None:
            shown = dict.fromkeys(hit.article for hit in table.hits[:_KEPT_FRESH])
            table.put_spans({uid: workspace.spans(uid) for uid in shown if workspace.has_article(uid)})
        elif changed.annotator == workspace.annotator:
            table.put_spans({changed.article: workspace.spans(changed.article)})

    def follow_article(self) -> None:
        """Another Article is open: what was looked for in the one before is looked for in it."""
        if self._panel is not None and self._panel.isVisible() and self._panel.in_article:
            self._panel.search()

    def _build_index(self) -> None:
        """A project from an older version: index it, while a dialog shows how far it is."""
        page = self._page

        def work(progress: Progress) -> None:
            with page.workspace.another() as workspace:
                workspace.build_index(progress)

        def failed(error: Exception) -> None:
            page.trouble.emit(str(error))

        run_beside(page, _("Preparing the project for searching…"), work, lambda _none: None, failed)
