"""The menu under the right mouse button: what a Label's key, R, Delete and Ctrl+C do."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.occurring import Occurring
from annotator.desktop.pages.suggesting import Suggesting
from annotator.words import _


class ContextMenu(QObject):
    """A menu over the Article. It is about what is under the pointer, never a Span elsewhere."""

    span_chosen = Signal(str)
    """A Span or Suggestion is under the pointer."""
    words_chosen = Signal(object)
    """The fragments that are under the pointer where nothing is marked or proposed; none where no word is there."""
    label_pressed = Signal(str)
    delete_asked = Signal()

    def __init__(self, desk: Desk, suggesting: Suggesting, occurring: Occurring) -> None:
        super().__init__(desk)
        self._desk = desk
        self._suggesting = suggesting
        self._occurring = occurring

    def open(self, point: QPoint) -> None:
        """Take what is at a point of the view in hand, and open the menu there."""
        view = self._desk.view
        self._take_in_hand(point)
        from annotator.desktop.panels.palette import in_families  # here, for the start of the window

        menu = QMenu(self._desk)
        if view.suggested:
            self._add_decisions(menu, is_group=len(view.group) > 1)
        for look, _depth in in_families(list(self._desk.looks.values())):
            if look.label.abstract:
                continue
            text = f"{look.label.title}\t{look.label.key}".replace("&", "&&")
            menu.addAction(text).triggered.connect(lambda _on, name=look.label.name: self.label_pressed.emit(name))
        menu.addSeparator()
        everywhere = menu.addAction(_("Every occurrence…"))
        everywhere.triggered.connect(lambda _on: self._occurring.ask())
        everywhere.setEnabled(bool(self._occurring.meant[0]))
        delete = menu.addAction(_("Delete span"))
        delete.triggered.connect(lambda _on: self.delete_asked.emit())
        delete.setEnabled(view.selected is not None)
        menu.addAction(_("Copy words")).triggered.connect(lambda _on: view.copy_words())
        menu.exec(view.viewport().mapToGlobal(point))

    def _take_in_hand(self, point: QPoint) -> None:
        view = self._desk.view
        hit = view.hit(point.toPointF())
        spans = view.highlights.at(hit.start) if hit and hit.inside else []
        if spans and not view.pending and view.selected not in [span.uid for span in spans]:
            self.span_chosen.emit(spans[0].uid)
        elif not spans and not view.pending and (one := view.suggestion_at(hit.start) if hit and hit.inside else None):
            self.span_chosen.emit(one.key)
        elif not spans and not view.pending:
            word = view.word_at(hit) if hit else None
            self.words_chosen.emit([word] if word else [])

    def _add_decisions(self, menu: QMenu, *, is_group: bool) -> None:
        """What may be decided of the chosen Suggestion: of all of its group, and of it alone."""
        suggesting = self._suggesting
        accepts, dismisses = suggesting.keys
        for text, key, decide, single in (
            (_("Accept suggestion"), accepts, suggesting.accept, False),
            (_("Dismiss suggestion"), dismisses, suggesting.dismiss, False),
            (_("Accept only this one"), f"Shift+{accepts}", suggesting.accept, True),
            (_("Dismiss only this one"), f"Shift+{dismisses}", suggesting.dismiss, True),
        ):
            if is_group or not single:
                menu.addAction(f"{text}\t{key}").triggered.connect(lambda _on, go=decide, one=single: go(single=one))
        menu.addSeparator()
