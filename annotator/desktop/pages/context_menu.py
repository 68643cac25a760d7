"""The menu under the right mouse button: what a Label's key, R, Delete and Ctrl+C do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from annotator.words import _

if TYPE_CHECKING:
    from annotator.desktop.pages.annotate import AnnotatePage


def open_menu(page: AnnotatePage, point: QPoint) -> None:
    """Open the menu at a point of the view. It is about what is under the pointer, never about a Span elsewhere."""
    view = page.view
    hit = view.hit(point.toPointF())
    spans = view.highlights.at(hit.start) if hit and hit.inside else []
    if spans and not view.pending and view.selected not in [span.uid for span in spans]:
        page.choose_span(spans[0].uid)
    elif not spans and not view.pending:
        word = view.word_at(hit) if hit else None
        page.choose_words([word] if word else [])
    menu = QMenu(page)
    for look in page.looks.values():
        text = f"{look.label.title}\t{look.label.key}".replace("&", "&&")
        menu.addAction(text).triggered.connect(partial(page.press_label, look.label.name))
    menu.addSeparator()
    everywhere = menu.addAction(_("Every occurrence…"))
    everywhere.triggered.connect(lambda _on: page.occurring.ask())
    everywhere.setEnabled(bool(page.occurring.meant[0]))
    delete = menu.addAction(_("Delete span"))
    delete.triggered.connect(lambda _on: page.delete_span())
    delete.setEnabled(view.selected is not None)
    menu.addAction(_("Copy words")).triggered.connect(lambda _on: view.copy_words())
    menu.exec(view.viewport().mapToGlobal(point))
