"""Following: what the annotation page shows of the Articles is read again where something has changed it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.desktop.pages.desk import Desk
from annotator.workspace import Changed


class Following(QObject):
    """Reads again what a change touched: in the list of Articles, and in the open one."""

    shown = Signal()
    """What is shown of the open Article is as it is in the project again."""
    lost = Signal()
    """The open Article is not there any more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.progress: dict[str, int] = desk.workspace.progress()
        """How many Articles have each status."""

    def follow(self, changed: Changed) -> None:
        """Read again what a change touched."""
        desk = self._desk
        if changed.article is None:
            desk.article_table.reload()
            self.progress = desk.workspace.progress()
            self._reload_article()
            return
        if changed.annotator != desk.workspace.annotator:
            return
        before, after = desk.article_table.refresh(changed.article)
        if before is None or after is None or before.status != after.status:
            self.progress = desk.workspace.progress()
        if desk.article is not None and changed.article == desk.article.uid:
            if changed.spans is None:
                self._reload_spans(changed.article)
            else:
                for uid in changed.spans:
                    self._put_span(changed.article, uid)
            self._show(changed.article)

    def _put_span(self, article: str, uid: str) -> None:
        span = self._desk.workspace.span(article, uid)
        self._desk.view.put_span(uid, span)
        self._desk.span_table.put(uid, span)

    def _reload_article(self) -> None:
        desk = self._desk
        if desk.article is None or not desk.workspace.has_article(desk.article.uid):
            self.lost.emit()
            return
        self._reload_spans(desk.article.uid)
        desk.articles.show_current(desk.article.uid)
        self._show(desk.article.uid)

    def _reload_spans(self, article: str) -> None:
        desk = self._desk
        spans = desk.workspace.spans(article)
        if list(spans) != desk.view.highlights.in_order():
            desk.span_table.show(desk.article.text if desk.article else "", list(spans), desk.looks)
            desk.view.set_spans(spans)

    def _show(self, article: str) -> None:
        """Show what is told of the Article as a whole."""
        desk = self._desk
        desk.header.show_status(*desk.workspace.status(article))
        desk.palette_panel.show_counts(desk.span_table.counts)
        self.shown.emit()
